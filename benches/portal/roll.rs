//! A school's roll as its MIS writes it: a OneRoster 1.1 package of any size, in three versions.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use anyhow::Context;
use ump::base::Upn;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FORENAMES: [&str; 12] =
    ["Siân", "Rhys", "Llŷr", "Mair", "Owain", "Catrin", "Ifan", "Nia", "Tomos", "Elin", "Jac", "Beca"];
const SURNAMES: [&str; 11] = [
    "Jones",
    "Davies",
    "ap Dafydd",
    "Gŵyl",
    "Evans",
    "Prys-Morgan",
    "Roberts",
    "Llwyd",
    "Thomas",
    "Rees",
    "Bowen",
];

/// Learners who sit in the same classes.
const CLASS: u32 = 30;
/// The classes that every learner is in, the registration class among them.
const CLASSES_EACH: u32 = 8;

/// What became of the school since the last file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The school's first roll.
    First,
    /// A year later: other year and registration groups for learners, other start dates for staff.
    Later,
    /// Nothing that anybody would notice: other bytes, the same rows.
    SameAgain,
}

/// Everybody in a school.
#[derive(Clone, Copy, Debug)]
pub struct Roll {
    pub dfes_number: u32,
    pub learners: u32,
    pub staff: u32,
    pub version: Version,
}

impl Roll {
    /// Rows of people.
    pub fn people(self) -> u32 {
        self.learners + self.staff
    }

    /// The package.
    pub fn zip(self) -> anyhow::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let files = [
            ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n".to_owned()),
            ("orgs.csv", self.orgs()),
            (
                "academicSessions.csv",
                "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                 year,2026-27,schoolYear,2026-09-01,2027-07-20,,2027\n"
                    .to_owned(),
            ),
            ("courses.csv", self.courses()),
            ("classes.csv", self.classes()?),
            ("enrollments.csv", self.enrolments()?),
            ("users.csv", self.users()?),
        ];
        for (name, content) in files {
            zip.start_file(name, SimpleFileOptions::default())?;
            zip.write_all(content.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn orgs(self) -> String {
        let number = self.dfes_number;
        format!("sourcedId,name,type,identifier,parentSourcedId\nschool,Ysgol,school,{number},\n")
    }

    /// A course without a class tells nobody anything: it is what makes the same roll other bytes.
    fn courses(self) -> String {
        let header = "sourcedId,title,subjects,subjectCodes\nmaths,Mathemateg,Mathemateg,MAT\n";
        match self.version {
            Version::SameAgain => format!("{header}art,Celf,Celf,ART\n"),
            _ => header.to_owned(),
        }
    }

    fn classes(self) -> anyhow::Result<String> {
        let mut text =
            "sourcedId,title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds\n".to_owned();
        for class in 0..self.class_count() {
            let kind = if class % CLASSES_EACH == 0 { "homeroom" } else { "scheduled" };
            writeln!(text, "class-{class},Dosbarth {class},,maths,{kind},school,year")?;
        }
        Ok(text)
    }

    fn enrolments(self) -> anyhow::Result<String> {
        let mut text = "classSourcedId,userSourcedId,role\n".to_owned();
        for class in 0..self.class_count() {
            writeln!(text, "class-{class},staff-{},teacher", class % self.staff)?;
        }
        for learner in 0..self.learners {
            let first = learner / CLASS * CLASSES_EACH;
            for class in first..first + CLASSES_EACH {
                writeln!(text, "class-{class},learner-{learner},student")?;
            }
        }
        Ok(text)
    }

    fn users(self) -> anyhow::Result<String> {
        let mut text =
            "sourcedId,givenName,familyName,grades,orgSourcedIds,role,metadata.upn,metadata.admissionNumber,\
            metadata.admissionDate,metadata.registrationGroup,metadata.staffCode,metadata.startDate\n"
                .to_owned();
        let is_first = self.version == Version::First;
        let (grade, year) = if is_first { ("07", 2019) } else { ("08", 2020) };
        for n in 0..self.learners {
            let (forename, surname) = name(n);
            let upn = Upn::with_check_letter(&format!("6812001{:05}", n)).context("no such UPN")?;
            let upn = upn.as_str();
            let group = n / CLASS;
            writeln!(
                text,
                "learner-{n},{forename},{surname},{grade},school,student,{upn},{n:06},2025-09-01,{grade}{group},,"
            )?;
        }
        for n in 0..self.staff {
            let (forename, surname) = name(n);
            writeln!(text, "staff-{n},{forename},{surname},,school,teacher,,,,,S{n},{year}-09-01")?;
        }
        Ok(text)
    }

    fn class_count(self) -> u32 {
        self.learners.div_ceil(CLASS) * CLASSES_EACH
    }
}

fn name(n: u32) -> (&'static str, &'static str) {
    let pick = |names: &[&'static str], n: u32| names[n as usize % names.len()];
    (pick(&FORENAMES, n), pick(&SURNAMES, n))
}
