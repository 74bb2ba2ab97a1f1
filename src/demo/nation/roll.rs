//! A school's roll at a moment of the story, as its MIS writes it.

use std::ops::Range;

use super::schools::{Nation, NationSchool};
use crate::base::random::SeededRandom;
use crate::base::{AcademicYear, DfesNumber, Upn, YearGroup};
use crate::demo::cast::{FORENAMES, SURNAMES};
use crate::demo::roster::{ClassRow, Package, UserRow};
use crate::demo::story::{draw, form_name};

/// A moment of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// The roll of the academic year before.
    LastYear,
    /// The first roll of the year that has begun: everybody a year up, those who left with a leaving date.
    YearEnd,
    /// As that, and by a clerk's mistake two more years have left.
    Mistake,
    /// The roll of the year end once more in other bytes.
    Again,
}

/// Subjects and their codes; with the registration class these are the classes of a form.
const SUBJECTS: [(&str, &str); 7] = [
    ("Cymraeg Iaith", "CYM"),
    ("English", "ENG"),
    ("Mathematics", "MAT"),
    ("Science and Technology", "SCI"),
    ("Humanities", "HUM"),
    ("Expressive Arts", "ART"),
    ("Health and Well-being", "HWB"),
];
/// The most learners of a form.
const FORM_SIZE: u32 = 30;
/// Year groups that a clerk's mistake takes off the roll, from the first one on.
const MISTAKEN: Range<i16> = 1..3;

/// A child as the nation knows it.
struct Child {
    upn: String,
    forename: String,
    surname: String,
}

/// A roll under way.
struct Roll<'n> {
    nation: &'n Nation,
    school: &'n NationSchool,
    year: AcademicYear,
    users: Vec<UserRow>,
    classes: Vec<ClassRow>,
}

impl Nation {
    /// The academic year that a chapter's roll is of.
    pub fn year_of(&self, chapter: Chapter) -> AcademicYear {
        match chapter {
            Chapter::LastYear => AcademicYear(self.year.0 - 1),
            Chapter::YearEnd | Chapter::Mistake | Chapter::Again => self.year,
        }
    }

    /// The file that a school's client sends.
    pub fn package(&self, place: usize, chapter: Chapter) -> anyhow::Result<Vec<u8>> {
        let school = self.schools.get(place).ok_or_else(|| anyhow::anyhow!("there is no such school"))?;
        let mut roll = Roll::new(self, school, self.year_of(chapter));
        roll.add_staff();
        roll.add_learners();
        if chapter != Chapter::LastYear {
            roll.add_leavers();
        }
        if chapter == Chapter::Mistake {
            roll.let_leave_by_mistake();
        }
        let number = school.number.to_string();
        Package {
            year: roll.year,
            schools: vec![(&number, &school.name_en)],
            users: roll.users.iter().collect(),
            classes: roll.classes.iter().collect(),
            // A course without a class tells nobody anything: it is what makes the same roll other bytes.
            courses: if chapter == Chapter::Again { vec![("art", "Celf")] } else { Vec::new() },
        }
        .zip()
    }

    /// Those who began in a school in a year.
    fn beginners(&self, school: &NationSchool, began: AcademicYear) -> impl Iterator<Item = Child> {
        let body = format!("{}{:02}", school.number, began.0.rem_euclid(100));
        let mut random = SeededRandom::new(&format!("{}: {body}", self.seed));
        (1..=school.intake).map(move |serial| Child {
            upn: Upn::with_check_letter(&format!("{body}{serial:03}")).map(String::from).unwrap_or_default(),
            forename: draw(&FORENAMES, &mut random),
            surname: draw(&SURNAMES, &mut random),
        })
    }

    /// Those who began school in a year and go to this one now: in a secondary school those of all its feeders.
    fn cohort(&self, school: &NationSchool, began: AcademicYear) -> Vec<Child> {
        match school.feeders.as_slice() {
            [] => self.beginners(school, began).collect(),
            feeders => {
                let feeders = feeders.iter().filter_map(|place| self.schools.get(*place));
                feeders.flat_map(|feeder| self.beginners(feeder, began)).collect()
            }
        }
    }
}

impl<'n> Roll<'n> {
    fn new(nation: &'n Nation, school: &'n NationSchool, year: AcademicYear) -> Self {
        Self { nation, school, year, users: Vec::new(), classes: Vec::new() }
    }

    fn add_staff(&mut self) {
        let number = self.school.number;
        let mut random = SeededRandom::new(&format!("{}: staff of {number}", self.nation.seed));
        self.users.extend((1..=self.school.staff).map(|serial| UserRow {
            id: staff_id(number, serial),
            school: number.to_string(),
            role: if serial == 1 { "administrator" } else { "teacher" },
            forename: draw(&FORENAMES, &mut random),
            surname: draw(&SURNAMES, &mut random),
            staff_code: format!("S{serial:03}"),
            start_date: "2019-09-01".to_owned(),
            ..UserRow::default()
        }));
    }

    fn add_learners(&mut self) {
        for year_group in 0..=13 {
            self.add_year_group(year_group);
        }
    }

    fn add_year_group(&mut self, year_group: i16) {
        let size = self.school.cohort(year_group);
        let Some(year) = YearGroup::new(year_group).filter(|_| size > 0) else { return };
        let forms = size.div_ceil(FORM_SIZE);
        let began = self.began(year_group, self.year);
        let children = self.nation.cohort(self.school, began);
        let mut members = vec![Vec::new(); forms as usize];
        for (place, child) in (0..size).zip(children) {
            let form = place % forms;
            let learner = self.learner((year, began), place, child);
            members[form as usize].push(learner.id.clone());
            self.users.push(UserRow { registration_group: form_name(year, form), ..learner });
        }
        for (form, learners) in (0..forms).zip(members) {
            self.add_classes(year, form, &learners);
        }
    }

    /// Those who were here the year before and are no more.
    fn add_leavers(&mut self) {
        let left = AcademicYear(self.year.0 - 1);
        let leaving_date = left.last_day().map(|day| day.to_string()).unwrap_or_default();
        for year_group in 0..=13 {
            let (before, after) = (self.school.cohort(year_group), self.school.cohort(year_group + 1));
            let Some(year) = YearGroup::new(year_group).filter(|_| before > after) else { continue };
            let began = self.began(year_group, left);
            let forms = before.div_ceil(FORM_SIZE);
            let children = self.nation.cohort(self.school, began);
            for (place, child) in (0..before).zip(children).skip(after as usize) {
                let learner = self.learner((year, began), place, child);
                self.users.push(UserRow {
                    registration_group: form_name(year, place % forms),
                    leaving_date: leaving_date.clone(),
                    ..learner
                });
            }
        }
    }

    fn let_leave_by_mistake(&mut self) {
        let first = self.school.years.0;
        let grades: Vec<String> = MISTAKEN.map(|year| (first + year).to_string()).collect();
        let leaving_date =
            AcademicYear(self.year.0 - 1).last_day().map(|day| day.to_string()).unwrap_or_default();
        for user in self.users.iter_mut().filter(|user| grades.contains(&user.grade)) {
            user.leaving_date.clone_from(&leaving_date);
        }
    }

    /// The year in which those began who are in a year group in `year`.
    fn began(&self, year_group: i16, year: AcademicYear) -> AcademicYear {
        AcademicYear(year.0 - i32::from(year_group))
    }

    fn learner(&self, (year, began): (YearGroup, AcademicYear), place: u32, child: Child) -> UserRow {
        let number = self.school.number;
        let serial = format!("{:02}{place:04}", began.0.rem_euclid(100));
        UserRow {
            id: format!("{number}-l{serial}"),
            school: number.to_string(),
            role: "student",
            forename: child.forename,
            surname: child.surname,
            grade: year.to_string(),
            upn: child.upn,
            admission_number: serial,
            admission_date: format!("{}-09-01", began.0 + i32::from(self.school.years.0)),
            ..UserRow::default()
        }
    }

    fn add_classes(&mut self, year: YearGroup, form: u32, learners: &[String]) {
        let (number, form) = (self.school.number, form_name(year, form));
        let registration = (form.clone(), "", "REG");
        let taught = SUBJECTS.map(|(subject, code)| (format!("{form}/{code}"), subject, code));
        for (title, subject, code) in std::iter::once(registration).chain(taught) {
            let classes = u32::try_from(self.classes.len()).unwrap_or_default();
            let teacher = 2 + classes % (self.school.staff - 1).max(1);
            self.classes.push(ClassRow {
                id: format!("{number}-{code}-{form}-{}", self.year),
                school: number.to_string(),
                title,
                is_registration: subject.is_empty(),
                year: self.year,
                grade: year.to_string(),
                subject,
                subject_code: if subject.is_empty() { "" } else { code },
                teacher: staff_id(number, teacher),
                learners: learners.to_vec(),
            });
        }
    }
}

fn staff_id(school: DfesNumber, serial: u32) -> String {
    format!("{school}-s{serial}")
}
