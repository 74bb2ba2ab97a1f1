//! A small roster for tests: two schools, a teacher, a learner and two classes, whose files a test replaces at will.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The header of `users.csv` in 1.1, as far as rows are read.
pub const USERS_1_1: &str = "sourcedId,orgSourcedIds,role,givenName,familyName,identifier,grades,metadata.upn,\
    metadata.formerUpn,metadata.admissionNumber,metadata.admissionDate,metadata.leavingDate,metadata.registrationGroup,\
    metadata.staffCode,metadata.startDate,metadata.enrolmentStatus";
/// A learner of the first school, a member of its staff, and a parent.
pub const PEOPLE_1_1: &str = "\
    l1,a,student,Siân,Llŷr,,07,R201100018042,,000123,2025-09-01,,,,,\n\
    t1,a,teacher,Rhys,Môn,,,,,,,,,MON,2019-09-01,\n\
    p1,a,parent,Nia,Llŷr,,,,,,,,,,,\n";

/// The files of a zip.
#[derive(Clone)]
pub struct Sample(Vec<(String, Vec<u8>)>);

impl Sample {
    /// A valid 1.1 roster.
    pub fn v1_1() -> Self {
        Self(Vec::new())
            .with("manifest.csv", manifest("1.1", ""))
            .with(
                "orgs.csv",
                "sourcedId,name,type,identifier,parentSourcedId\n\
                 d,Authority,district,681,\na,Ysgol A,school,6812001,d\nb,Ysgol B,school,6814002,d\n",
            )
            .with(
                "academicSessions.csv",
                "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                 y,2026-27,schoolYear,2026-09-01,2027-07-20,,2027\nt,Autumn,term,2026-09-01,2026-12-18,y,\n",
            )
            .with("courses.csv", "sourcedId,title,subjects,subjectCodes\nc,Mathemateg 7,Mathemateg,MAT\n")
            .with(
                "classes.csv",
                "sourcedId,title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds,subjects,subjectCodes\n\
                 k1,7MAT1,07,c,scheduled,a,y,,\nk2,7A,07,,homeroom,a,y,,\n",
            )
            .with(
                "enrollments.csv",
                "classSourcedId,userSourcedId,role,beginDate,endDate\n\
                 k1,l1,student,2026-09-01,2027-07-20\nk1,t1,teacher,,\nk2,l1,student,,\n",
            )
            .people_1_1(PEOPLE_1_1)
    }

    /// The same roster in 1.2.
    pub fn v1_2() -> Self {
        Self::v1_1()
            .with("manifest.csv", manifest("1.2", ""))
            .with(
                "users.csv",
                "sourcedId,givenName,familyName,primaryOrgSourcedId,grades,metadata.upn,metadata.admissionNumber,\
                 metadata.admissionDate,metadata.staffCode,metadata.startDate\n\
                 l1,Siân,Llŷr,a,07,R201100018042,000123,2025-09-01,,\nt1,Rhys,Môn,a,,,,,MON,2019-09-01\n",
            )
            .with(
                "roles.csv",
                "userSourcedId,roleType,role,orgSourcedId\nl1,primary,student,a\nt1,primary,teacher,a\n",
            )
    }

    /// With these rows under the header of `users.csv` in 1.1.
    pub fn people_1_1(self, rows: &str) -> Self {
        self.with("users.csv", format!("{USERS_1_1}\n{rows}"))
    }

    /// With this file, new or in place of the one that was there.
    pub fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(file) => file.1 = content,
            None => self.0.push((name.to_owned(), content)),
        }
        self
    }

    /// Without this file.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// Every file changed in the same way.
    pub fn map(mut self, change: impl Fn(&[u8]) -> Vec<u8>) -> Self {
        for (_, content) in &mut self.0 {
            *content = change(content);
        }
        self
    }

    /// The first line of a file.
    pub fn header(&self, name: &str) -> String {
        let file = self.0.iter().find(|(known, _)| known == name).unwrap();
        String::from_utf8_lossy(&file.1).lines().next().unwrap_or_default().to_owned()
    }

    /// The zip's bytes.
    pub fn zip(&self) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        let mut bytes = zip.finish().unwrap();
        bytes.set_position(0);
        bytes
    }
}

/// A manifest of this version with further lines.
pub fn manifest(version: &str, more: &str) -> String {
    format!("propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\n{more}")
}
