//! Files as a school's MIS writes them: OneRoster packages, 1.1 and 1.2.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ump::base::Upn;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The version of OneRoster.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Version {
    V1_1,
    V1_2,
}

/// A school's roster in the academic year 2026 to 2027.
#[derive(Clone)]
pub struct Roster {
    pub version: Version,
    pub dfes_number: String,
    pub learners: Vec<Learner>,
    pub staff: Vec<Staff>,
    pub classes: Vec<Class>,
}

/// A learner's row.
#[derive(Clone)]
pub struct Learner {
    pub id: String,
    pub forename: String,
    pub surname: String,
    pub upn: String,
    pub former_upn: String,
    pub admission_number: String,
    pub admission_date: String,
    pub leaving_date: String,
    pub grade: String,
    pub registration_group: String,
    pub status: String,
}

/// A staff member's row.
#[derive(Clone)]
pub struct Staff {
    pub id: String,
    pub role: &'static str,
    pub forename: String,
    pub surname: String,
    pub code: String,
    pub start_date: String,
    pub leaving_date: String,
}

/// A class with its members, by the MIS's ids.
#[derive(Clone)]
pub struct Class {
    pub id: String,
    pub title: String,
    pub is_registration: bool,
    pub learners: Vec<String>,
    pub teachers: Vec<String>,
}

/// The UPN of the nation's `n`th learner.
pub fn upn(n: u32) -> String {
    Upn::with_check_letter(&format!("681200100{n:03}")).unwrap().as_str().to_owned()
}

/// The nation's `n`th learner, in Year 7.
pub fn learner(n: u32) -> Learner {
    const FORENAMES: [&str; 4] = ["Siân", "Rhys", "Llŷr", "Mair"];
    const SURNAMES: [&str; 5] = ["Gŵyl", "ap Dafydd", "O'Neill", "Môn-Evans", "Prys"];
    let pick = |names: &[&str], n: u32| names[n as usize % names.len()].to_owned();
    Learner {
        id: format!("learner-{n}"),
        forename: pick(&FORENAMES, n),
        surname: pick(&SURNAMES, n / 4),
        upn: upn(n),
        former_upn: String::new(),
        admission_number: format!("{n:06}"),
        admission_date: "2025-09-01".to_owned(),
        leaving_date: String::new(),
        grade: "07".to_owned(),
        registration_group: "7A".to_owned(),
        status: String::new(),
    }
}

impl Learner {
    pub fn named(mut self, forename: &str, surname: &str) -> Self {
        self.forename = forename.to_owned();
        self.surname = surname.to_owned();
        self
    }

    pub fn in_year(mut self, grade: &str) -> Self {
        self.grade = grade.to_owned();
        self
    }

    pub fn admitted(mut self, day: &str) -> Self {
        self.admission_date = day.to_owned();
        self
    }

    pub fn leaving(mut self, day: &str) -> Self {
        self.leaving_date = day.to_owned();
        self
    }
}

/// A teacher with this code, who gave the name for it.
pub fn teacher(code: &str, forename: &str, surname: &str) -> Staff {
    Staff {
        id: format!("staff-{code}"),
        role: "teacher",
        forename: forename.to_owned(),
        surname: surname.to_owned(),
        code: code.to_owned(),
        start_date: "2019-09-01".to_owned(),
        leaving_date: String::new(),
    }
}

impl Roster {
    /// The roster of a school in which there is nobody yet.
    pub fn of(dfes_number: &str) -> Self {
        Self {
            version: Version::V1_1,
            dfes_number: dfes_number.to_owned(),
            learners: Vec::new(),
            staff: Vec::new(),
            classes: Vec::new(),
        }
    }

    pub fn learners(mut self, learners: impl IntoIterator<Item = Learner>) -> Self {
        self.learners.extend(learners);
        self
    }

    pub fn staff(mut self, staff: impl IntoIterator<Item = Staff>) -> Self {
        self.staff.extend(staff);
        self
    }

    /// With a class of everybody who is in the roster by now.
    pub fn class_of_all(mut self, id: &str) -> Self {
        self.classes.push(Class {
            id: id.to_owned(),
            title: format!("7{id}"),
            is_registration: false,
            learners: self.learners.iter().map(|learner| learner.id.clone()).collect(),
            teachers: self.staff.iter().map(|member| member.id.clone()).collect(),
        });
        self
    }

    /// The roster with one learner's row changed.
    pub fn change(mut self, learner_id: &str, change: impl Fn(Learner) -> Learner) -> Self {
        for learner in &mut self.learners {
            if learner.id == learner_id {
                *learner = change(learner.clone());
            }
        }
        self
    }

    /// The package as a zip.
    pub fn zip(&self) -> Vec<u8> {
        self.package().zip()
    }

    /// The package as files that a test may spoil.
    pub fn package(&self) -> Package {
        Package(Vec::new())
            .with("manifest.csv", self.manifest())
            .with("orgs.csv", self.orgs())
            .with(
                "academicSessions.csv",
                "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                 year,2026-27,schoolYear,2026-09-01,2027-07-20,,2027\n",
            )
            .with("courses.csv", "sourcedId,title,subjects,subjectCodes\nmaths,Mathemateg,Mathemateg,MAT\n")
            .with("classes.csv", self.classes())
            .with("enrollments.csv", self.enrolments())
            .with("users.csv", self.users())
            .with("roles.csv", self.roles())
    }

    fn manifest(&self) -> String {
        let version = match self.version {
            Version::V1_1 => "1.1",
            Version::V1_2 => "1.2",
        };
        format!("propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\n")
    }

    fn orgs(&self) -> String {
        format!("sourcedId,name,type,identifier,parentSourcedId\nschool,Ysgol,school,{},\n", self.dfes_number)
    }

    fn classes(&self) -> String {
        let header = "sourcedId,title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds,subjects,subjectCodes\n";
        self.classes.iter().fold(header.to_owned(), |mut text, class| {
            let kind = if class.is_registration { "homeroom" } else { "scheduled" };
            writeln!(text, "{},{},07,maths,{kind},school,year,,", class.id, class.title).unwrap();
            text
        })
    }

    fn enrolments(&self) -> String {
        let mut text = "classSourcedId,userSourcedId,role,beginDate,endDate\n".to_owned();
        for class in &self.classes {
            for (role, members) in [("student", &class.learners), ("teacher", &class.teachers)] {
                for member in members {
                    writeln!(text, "{},{member},{role},,", class.id).unwrap();
                }
            }
        }
        text
    }

    fn users(&self) -> String {
        let mut table = csv::Writer::from_writer(Vec::new());
        let posts: &[&str] = match self.version {
            Version::V1_1 => &["orgSourcedIds", "role"],
            Version::V1_2 => &["primaryOrgSourcedId"],
        };
        let header = ["sourcedId", "givenName", "familyName", "grades"].iter().chain(posts).chain(&[
            "metadata.upn",
            "metadata.formerUpn",
            "metadata.admissionNumber",
            "metadata.admissionDate",
            "metadata.leavingDate",
            "metadata.registrationGroup",
            "metadata.staffCode",
            "metadata.startDate",
            "metadata.enrolmentStatus",
        ]);
        table.write_record(header).unwrap();
        for row in self.rows() {
            let post = ["school", row.role].into_iter().take(posts.len());
            let record = row.person.iter().map(String::as_str).chain(post);
            table.write_record(record.chain(row.extension.iter().map(String::as_str))).unwrap();
        }
        String::from_utf8(table.into_inner().unwrap()).unwrap()
    }

    fn roles(&self) -> String {
        let header = "userSourcedId,roleType,role,orgSourcedId\n".to_owned();
        self.rows().iter().fold(header, |mut text, row| {
            writeln!(text, "{},primary,{},school", row.person[0], row.role).unwrap();
            text
        })
    }

    fn rows(&self) -> Vec<UserRow> {
        let own = |text: &str| text.to_owned();
        let learners = self.learners.iter().map(|l| UserRow {
            role: "student",
            person: [&l.id, &l.forename, &l.surname, &l.grade].map(|text| own(text)),
            extension: [
                own(&l.upn),
                own(&l.former_upn),
                own(&l.admission_number),
                own(&l.admission_date),
                own(&l.leaving_date),
                own(&l.registration_group),
                String::new(),
                String::new(),
                own(&l.status),
            ],
        });
        let staff = self.staff.iter().map(|s| UserRow {
            role: s.role,
            person: [own(&s.id), own(&s.forename), own(&s.surname), String::new()],
            extension: [
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                own(&s.leaving_date),
                String::new(),
                own(&s.code),
                own(&s.start_date),
                String::new(),
            ],
        });
        learners.chain(staff).collect()
    }
}

struct UserRow {
    role: &'static str,
    person: [String; 4],
    extension: [String; 9],
}

/// The files of a package.
#[derive(Clone)]
pub struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// With this file, new or in place of the one that was there.
    pub fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self = self.without(name);
        self.0.push((name.to_owned(), content.into()));
        self
    }

    /// Without this file.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        let (_, content) = self.0.iter().find(|(known, _)| known == name).unwrap();
        String::from_utf8(content.clone()).unwrap()
    }

    pub fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
