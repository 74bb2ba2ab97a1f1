//! Writes a roll as a OneRoster 1.1 package, as an MIS would.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::base::AcademicYear;

/// A row of `users.csv`, with the columns that the portal reads.
#[derive(Clone, Debug, Default)]
pub struct UserRow {
    pub id: String,
    pub school: String,
    pub role: &'static str,
    pub forename: String,
    pub surname: String,
    pub grade: String,
    pub upn: String,
    pub admission_number: String,
    pub admission_date: String,
    pub leaving_date: String,
    pub registration_group: String,
    pub staff_code: String,
    pub start_date: String,
}

/// A class and who is in it.
#[derive(Clone, Debug)]
pub struct ClassRow {
    pub id: String,
    pub school: String,
    pub title: String,
    pub is_registration: bool,
    /// The academic year in which it is taught.
    pub year: AcademicYear,
    pub grade: String,
    pub subject: &'static str,
    pub subject_code: &'static str,
    pub teacher: String,
    pub learners: Vec<String>,
}

/// The package of some schools.
#[derive(Debug)]
pub struct Package<'r> {
    pub year: AcademicYear,
    pub schools: Vec<(&'r str, &'r str)>,
    pub users: Vec<&'r UserRow>,
    pub classes: Vec<&'r ClassRow>,
    pub courses: Vec<(&'static str, &'static str)>,
}

const USERS: [&str; 19] = [
    "sourcedId",
    "status",
    "dateLastModified",
    "enabledUser",
    "orgSourcedIds",
    "role",
    "username",
    "givenName",
    "familyName",
    "identifier",
    "grades",
    "metadata.upn",
    "metadata.admissionNumber",
    "metadata.admissionDate",
    "metadata.leavingDate",
    "metadata.registrationGroup",
    "metadata.staffCode",
    "metadata.startDate",
    "metadata.enrolmentStatus",
];

impl Package<'_> {
    /// The zip.
    pub fn zip(&self) -> anyhow::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let tables = [
            ("manifest.csv", table(&["propertyName", "value"], manifest())?),
            ("academicSessions.csv", self.sessions()?),
            ("orgs.csv", self.orgs()?),
            ("courses.csv", self.courses()?),
            ("classes.csv", self.classes()?),
            ("users.csv", table(&USERS, self.users.iter().map(|user| user.cells()).collect())?),
            ("enrollments.csv", self.enrolments()?),
        ];
        for (name, content) in tables {
            zip.start_file(name, options)?;
            zip.write_all(&content)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn sessions(&self) -> anyhow::Result<Vec<u8>> {
        let day = |year, month| {
            NaiveDate::from_ymd_opt(year, month, 1).map(|day| day.to_string()).unwrap_or_default()
        };
        let session = |year: AcademicYear| {
            [
                year.to_string(),
                year.to_string(),
                "schoolYear".to_owned(),
                day(year.0, 9),
                day(year.0 + 1, 9),
                (year.0 + 1).to_string(),
            ]
            .to_vec()
        };
        let years: BTreeSet<AcademicYear> =
            self.classes.iter().map(|class| class.year).chain([self.year]).collect();
        let rows = years.into_iter().map(session).collect();
        table(&["sourcedId", "title", "type", "startDate", "endDate", "schoolYear"], rows)
    }

    fn orgs(&self) -> anyhow::Result<Vec<u8>> {
        let rows = self
            .schools
            .iter()
            .map(|(number, name)| [*number, *name, "school", *number].map(str::to_owned).to_vec());
        table(&["sourcedId", "name", "type", "identifier"], rows.collect())
    }

    fn courses(&self) -> anyhow::Result<Vec<u8>> {
        let rows = self.courses.iter().map(|(id, title)| vec![(*id).to_owned(), (*title).to_owned()]);
        table(&["sourcedId", "title"], rows.collect())
    }

    fn classes(&self) -> anyhow::Result<Vec<u8>> {
        let header = [
            "sourcedId",
            "title",
            "grades",
            "courseSourcedId",
            "classCode",
            "classType",
            "schoolSourcedId",
            "termSourcedIds",
            "subjects",
            "subjectCodes",
        ];
        let rows = self.classes.iter().map(|class| {
            let session = class.year.to_string();
            let kind = if class.is_registration { "homeroom" } else { "scheduled" };
            [
                &class.id,
                &class.title,
                &class.grade,
                "",
                &class.title,
                kind,
                &class.school,
                &session,
                class.subject,
                class.subject_code,
            ]
            .map(str::to_owned)
            .to_vec()
        });
        table(&header, rows.collect())
    }

    fn enrolments(&self) -> anyhow::Result<Vec<u8>> {
        let header = ["sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"];
        let mut rows = Vec::new();
        for class in &self.classes {
            let people = class.learners.iter().map(|id| (id, "student")).chain([(&class.teacher, "teacher")]);
            for (person, role) in people {
                rows.push(vec![
                    format!("{}-{person}", class.id),
                    class.id.clone(),
                    class.school.clone(),
                    person.clone(),
                    role.to_owned(),
                ]);
            }
        }
        table(&header, rows)
    }
}

impl UserRow {
    fn cells(&self) -> Vec<String> {
        let cells: [&str; 19] = [
            &self.id,
            "",
            "",
            "true",
            &self.school,
            self.role,
            &self.id,
            &self.forename,
            &self.surname,
            "",
            &self.grade,
            &self.upn,
            &self.admission_number,
            &self.admission_date,
            &self.leaving_date,
            &self.registration_group,
            &self.staff_code,
            &self.start_date,
            "",
        ];
        cells.map(str::to_owned).to_vec()
    }
}

fn manifest() -> Vec<Vec<String>> {
    let files = ["academicSessions", "orgs", "courses", "classes", "users", "enrollments"];
    let bulk = files.map(|name| (format!("file.{name}"), "bulk"));
    let versions = [("manifest.version".to_owned(), "1.0"), ("oneroster.version".to_owned(), "1.1")];
    versions.into_iter().chain(bulk).map(|(name, value)| vec![name, value.to_owned()]).collect()
}

fn table(header: &[&str], rows: Vec<Vec<String>>) -> anyhow::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(header)?;
    for row in rows {
        table.write_record(row)?;
    }
    Ok(table.into_inner()?)
}
