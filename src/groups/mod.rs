//! *View Groups*: the classes, registration groups and year groups of a school, and the page of each.
//!
//! Classes are those of the MIS, of every academic year. Registration groups and year groups have no rows of their own: they are
//! what the current learners' accounts say. A homeroom class of the MIS is a registration group with teachers: it stands under
//! that type with the page of a class, where a Team and a Classroom can be added, and the group that the accounts make of the
//! same name does not stand a second time.
//!
//! A class that is over, because its academic year is or because the MIS no longer has it, shows who was in it when it ended,
//! and who left the school out of it. School staff see the classes that they teach, or taught when they ended, and nothing else;
//! the store sees to that.

mod filter;
mod group;
mod list;
mod store;
mod web;

use chrono::{DateTime, Utc};

pub use web::routes;

use crate::base::clock::london_day;
use crate::base::id::{AccountId, GroupId};
use crate::base::{AcademicYear, Language, PersonName, YearGroup};

/// Who looks at groups, and when.
#[derive(Clone, Copy, Debug)]
struct Look {
    reader: AccountId,
    /// Whether every group is seen, or the reader's own classes alone.
    sees_all: bool,
    /// Names are sorted as this language sorts them.
    language: Language,
    now: DateTime<Utc>,
}

impl Look {
    /// The teacher whose own classes alone are seen.
    fn only_of(self) -> Option<AccountId> {
        (!self.sees_all).then_some(self.reader)
    }

    fn current_year(self) -> AcademicYear {
        AcademicYear::of(london_day(self.now))
    }
}

/// A class of the MIS.
#[derive(Clone, Debug)]
struct Class {
    id: GroupId,
    title: String,
    academic_year: AcademicYear,
    /// Whether it is a homeroom class.
    is_registration: bool,
    subject: Option<String>,
    subject_code: Option<String>,
    year: Option<YearGroup>,
    /// Since when the MIS no longer has it.
    ended_at: Option<DateTime<Utc>>,
}

impl Class {
    /// Whether it is taught now.
    fn is_current(&self, now: AcademicYear) -> bool {
        self.ended_at.is_none() && self.academic_year == now
    }
}

/// Somebody who teaches a class.
#[derive(Clone, Debug)]
struct Teacher {
    class: GroupId,
    id: AccountId,
    name: PersonName,
}

/// A year group and a registration group that current learners are in.
#[derive(Clone, Debug)]
struct LearnerGroup {
    year: Option<YearGroup>,
    registration_group: Option<String>,
    /// How many are in both.
    learners: i64,
}
