//! Three weeks of a school's life: the whole roll, a week with small changes, and a night that leaves things to look at.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::cast::{FEEDER, FORENAMES, SCHOOLS, SECONDARY, SURNAMES, SchoolPlan, WELSH_MEDIUM};
use super::roster::{ClassRow, Package, UserRow};
use crate::base::clock::london_day;
use crate::base::random::{Random, SeededRandom};
use crate::base::{AcademicYear, Upn, YearGroup};

/// A night on which the provisioning client ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// The first: everybody is new.
    First,
    /// A week with small changes.
    Changes,
    /// The last night: faulty rows, somebody who waits, and a run that is held.
    Last,
}

impl Run {
    pub const ALL: [Self; 3] = [Self::First, Self::Changes, Self::Last];

    /// When it ran.
    pub fn moment(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - match self {
            Self::First => TimeDelta::days(20),
            Self::Changes => TimeDelta::days(8),
            Self::Last => TimeDelta::hours(9),
        }
    }
}

/// The rolls of all schools, as their MIS have them.
pub struct Roll {
    pub year: AcademicYear,
    users: Vec<UserRow>,
    classes: Vec<ClassRow>,
    /// Classes of the academic year before: it ends once they are in.
    past: Vec<ClassRow>,
}

const SUBJECTS: [(&str, &str); 3] = [("Cymraeg Iaith", "CYM"), ("Mathematics", "MAT"), ("Science", "SCI")];

impl Roll {
    /// The rolls in the academic year of `now`.
    pub fn new(now: DateTime<Utc>) -> Self {
        let mut random = SeededRandom::new("ump demo");
        let year = AcademicYear::of(london_day(now));
        let mut roll = Self { year, users: Vec::new(), classes: Vec::new(), past: Vec::new() };
        for school in SCHOOLS {
            roll.add_staff(&school, &mut random);
            roll.add_learners(&school, &mut random);
        }
        roll
    }

    /// What happened since the run before.
    pub fn advance(&mut self, run: Run, today: NaiveDate) {
        match run {
            Run::First => {}
            Run::Changes => {
                self.past.clear();
                self.move_between_forms();
            }
            Run::Last => {
                self.break_rows();
                self.admit_from_feeder(today);
                self.end_last_year(today);
            }
        }
    }

    /// The file of one authority.
    pub fn package(&self, authority: i16) -> anyhow::Result<Vec<u8>> {
        let prefix = authority.to_string();
        let schools = SCHOOLS.iter().filter(|school| school.number.starts_with(&prefix));
        Package {
            year: self.year,
            schools: schools.map(|school| (school.number, school.name_en)).collect(),
            users: self.users.iter().filter(|user| user.school.starts_with(&prefix)).collect(),
            classes: self
                .classes
                .iter()
                .chain(&self.past)
                .filter(|class| class.school.starts_with(&prefix))
                .collect(),
            courses: Vec::new(),
        }
        .zip()
    }

    fn add_staff(&mut self, school: &SchoolPlan, random: &mut SeededRandom) {
        for number in 1..=school.staff {
            self.users.push(UserRow {
                id: format!("{}-s{number}", school.number),
                school: school.number.to_owned(),
                role: if number == 1 { "administrator" } else { "teacher" },
                forename: draw(&FORENAMES, random),
                surname: draw(&SURNAMES, random),
                staff_code: format!("S{number:03}"),
                start_date: format!("{}-09-01", self.year.0 - 3),
                ..UserRow::default()
            });
        }
    }

    fn add_learners(&mut self, school: &SchoolPlan, random: &mut SeededRandom) {
        let mut serial = 0;
        for year in (school.years.0..=school.years.1).filter_map(YearGroup::new) {
            for form in 0..school.forms {
                let mut learners = Vec::new();
                for _ in 0..school.form_size {
                    serial += 1;
                    let learner = self.learner(school, (year, form), serial, random);
                    learners.push(learner.id.clone());
                    self.users.push(learner);
                }
                self.add_classes(school, (year, form), &learners);
            }
        }
    }

    fn learner(
        &self,
        school: &SchoolPlan,
        (year, form): (YearGroup, u32),
        serial: u32,
        random: &mut SeededRandom,
    ) -> UserRow {
        let first_year = self.year.0 - i32::from(year.number().max(0));
        let body = format!("{}{:02}{serial:03}", school.number, first_year.rem_euclid(100));
        UserRow {
            id: format!("{}-l{serial}", school.number),
            school: school.number.to_owned(),
            role: "student",
            forename: draw(&FORENAMES, random),
            surname: draw(&SURNAMES, random),
            grade: year.to_string(),
            upn: Upn::with_check_letter(&body).map(String::from).unwrap_or_default(),
            admission_number: format!("{serial:05}"),
            admission_date: format!("{}-09-01", (self.year.0 - 5).max(first_year)),
            registration_group: form_name(year, form),
            ..UserRow::default()
        }
    }

    /// A form's classes, and those that it had the year before with the same teachers.
    fn add_classes(&mut self, school: &SchoolPlan, (year, form): (YearGroup, u32), learners: &[String]) {
        let before = YearGroup::new(year.number() - 1).filter(|before| before.number() >= school.years.0);
        for (position, (subject, code)) in SUBJECTS.into_iter().enumerate() {
            let teacher = 2 + (self.classes.len() + position) % (school.staff as usize - 1);
            let class = |year: YearGroup, taught: AcademicYear| {
                let form = form_name(year, form);
                ClassRow {
                    id: format!("{}-{code}-{form}-{taught}", school.number),
                    school: school.number.to_owned(),
                    title: format!("{form}/{code}"),
                    is_registration: false,
                    year: taught,
                    grade: year.to_string(),
                    subject,
                    subject_code: code,
                    teacher: format!("{}-s{teacher}", school.number),
                    learners: learners.to_vec(),
                }
            };
            let last_year = AcademicYear(self.year.0 - 1);
            self.past.extend(before.map(|before| class(before, last_year)));
            self.classes.push(class(year, self.year));
        }
    }

    fn learners_of<'r>(&'r mut self, school: &'r str) -> impl Iterator<Item = &'r mut UserRow> {
        self.users.iter_mut().filter(move |user| user.school == school && user.role == "student")
    }

    fn move_between_forms(&mut self) {
        for learner in self.learners_of(SECONDARY).filter(|user| user.registration_group == "7A").take(3) {
            learner.registration_group = "7B".to_owned();
        }
    }

    /// What a clerk has to mend.
    fn break_rows(&mut self) {
        let mut year_two = self.learners_of(FEEDER).filter(|user| user.grade == "2");
        if let Some(learner) = year_two.next() {
            let letter = if learner.upn.starts_with('A') { "B" } else { "A" };
            learner.upn.replace_range(..1, letter);
        }
        if let Some(learner) = year_two.next() {
            learner.admission_number.clear();
        }
    }

    /// A learner whom the secondary school admitted, and whom the feeder has not released.
    fn admit_from_feeder(&mut self, today: NaiveDate) {
        let Some(mover) = self.learners_of(FEEDER).filter(|user| user.grade == "6").last().cloned() else {
            return;
        };
        self.users.push(UserRow {
            id: format!("{SECONDARY}-l900"),
            school: SECONDARY.to_owned(),
            grade: "7".to_owned(),
            registration_group: "7C".to_owned(),
            admission_number: "00900".to_owned(),
            admission_date: (today - TimeDelta::days(1)).to_string(),
            ..mover
        });
    }

    /// Leaving dates for a whole year: more than a run may release unseen.
    fn end_last_year(&mut self, today: NaiveDate) {
        for learner in self.learners_of(WELSH_MEDIUM).filter(|user| user.grade == "13") {
            learner.leaving_date = (today - TimeDelta::days(2)).to_string();
        }
    }
}

pub(super) fn form_name(year: YearGroup, form: u32) -> String {
    let letter = char::from_digit(10 + form, 36).unwrap_or('a').to_ascii_uppercase();
    format!("{year}{letter}")
}

pub(super) fn draw(names: &[&str], random: &mut SeededRandom) -> String {
    let length = u32::try_from(names.len()).unwrap_or(1);
    usize::try_from(random.below(length))
        .ok()
        .and_then(|place| names.get(place))
        .copied()
        .unwrap_or_default()
        .to_owned()
}
