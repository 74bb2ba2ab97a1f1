//! A school's snapshot: what its MIS says on one day, read and checked row by row, in no file format's terms.
//!
//! Readers in `formats/` make it, `diff` compares it with the school as it stands. It is stored compressed until its batch
//! has been applied, so everything here is serialisable.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{AcademicYear, DfesNumber, PersonName, Upn, YearGroup};

/// One school's people, groups and memberships on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The school.
    pub school: DfesNumber,
    /// The academic year of the snapshot's sessions.
    pub academic_year: AcademicYear,
    /// Learners whose row could be read, in the file's order.
    pub learners: Vec<LearnerRow>,
    /// Staff whose row could be read, in the file's order.
    pub staff: Vec<StaffRow>,
    /// Rows that change nothing, each with what is wrong with it. One row may stand here for one reason only: the first.
    pub rejections: Vec<Rejection>,
    /// The school's classes; none where the file says nothing of classes.
    pub groups: Option<Vec<GroupRow>>,
    /// Who is in them; none where the file says nothing of that.
    pub memberships: Option<Vec<MembershipRow>>,
}

/// How a learner is enrolled (PLASC): main and current enrolments manage an account, the others never take one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum EnrolmentStatus {
    /// M: the school the learner belongs to; also where nothing is said.
    #[default]
    Main,
    /// C: the only school.
    Current,
    /// S: another school manages the learner.
    Subsidiary,
    /// G: a guest for a while.
    Guest,
}

impl EnrolmentStatus {
    /// Whether a row of this status may make, keep or claim an account.
    pub fn manages_account(self) -> bool {
        matches!(self, Self::Main | Self::Current)
    }
}

/// A learner's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnerRow {
    /// The row's number in its file; the header is row 1.
    pub row: u32,
    /// The MIS's own id.
    pub sourced_id: String,
    /// Legal name.
    pub name: PersonName,
    /// The Unique Pupil Number.
    pub upn: Upn,
    /// The number that this one replaced, where the MIS says so.
    pub former_upn: Option<Upn>,
    /// The school's admission number.
    pub admission_number: String,
    /// The day of admission.
    pub admission_date: NaiveDate,
    /// The last day on roll; the account ends with that day.
    pub leaving_date: Option<NaiveDate>,
    /// The year group, where the MIS gives one.
    pub year: Option<YearGroup>,
    /// The registration group, where the MIS gives one: `7A`.
    pub registration_group: Option<String>,
    /// How the learner is enrolled.
    pub status: EnrolmentStatus,
}

/// A staff member's row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRow {
    /// The row's number in its file; the header is row 1.
    pub row: u32,
    /// The MIS's own id.
    pub sourced_id: String,
    /// Legal name.
    pub name: PersonName,
    /// The staff code, unique in the school.
    pub staff_code: String,
    /// The first day in the post.
    pub start_date: NaiveDate,
    /// The last day in the post; the account ends with that day.
    pub leaving_date: Option<NaiveDate>,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// The MIS's own id.
    pub sourced_id: String,
    /// The academic year it is taught in.
    pub academic_year: AcademicYear,
    /// What the class is called: `7CYM1`.
    pub title: String,
    /// Whether it is a registration (homeroom) class.
    pub is_registration: bool,
    /// The subject's name.
    pub subject: Option<String>,
    /// The subject's code.
    pub subject_code: Option<String>,
    /// The year group, where the class has just one.
    pub year: Option<YearGroup>,
}

/// A person's part in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GroupRole {
    /// Is taught.
    Learner,
    /// Teaches.
    Teacher,
}

/// One person in one class.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MembershipRow {
    /// The class, by the MIS's id.
    pub group: String,
    /// The person, by the MIS's id.
    pub person: String,
    /// Their part.
    pub role: GroupRole,
}

/// A row that changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The file: `users.csv`.
    pub file: String,
    /// The row's number; the header is row 1.
    pub row: u32,
    /// The MIS's own id, as far as it could be read.
    pub sourced_id: String,
    /// The person's name as the file has it, cut to a length that a page can show.
    pub name: String,
    /// What is wrong.
    pub code: RejectionCode,
}

/// What is wrong with a row. The code stands in the API, the message for people in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each code says what it is; `docs/provisioning.md` says what to do about it")]
pub enum RejectionCode {
    UpnMissing,
    UpnInvalid,
    UpnCheckLetter,
    UpnRepeated,
    AdmissionNumberMissing,
    AdmissionDateMissing,
    StaffCodeMissing,
    StaffCodeRepeated,
    StartDateMissing,
    NameMissing,
    NameTooLong,
    DateInvalid,
    YearGroupUnknown,
}

impl RejectionCode {
    /// The code as the API spells it: `upn_check_letter`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UpnMissing => "upn_missing",
            Self::UpnInvalid => "upn_invalid",
            Self::UpnCheckLetter => "upn_check_letter",
            Self::UpnRepeated => "upn_repeated",
            Self::AdmissionNumberMissing => "admission_number_missing",
            Self::AdmissionDateMissing => "admission_date_missing",
            Self::StaffCodeMissing => "staff_code_missing",
            Self::StaffCodeRepeated => "staff_code_repeated",
            Self::StartDateMissing => "start_date_missing",
            Self::NameMissing => "name_missing",
            Self::NameTooLong => "name_too_long",
            Self::DateInvalid => "date_invalid",
            Self::YearGroupUnknown => "year_group_unknown",
        }
    }
}
