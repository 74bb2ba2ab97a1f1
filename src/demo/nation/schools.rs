//! The schools of a nation: made from a seed, and nothing else of it kept in memory.
//!
//! A secondary school takes the whole Year 6 of some primary schools of its authority. So everybody has begun somewhere as one of
//! a year's beginners, and who they are can be told anew whenever a roll is written.

use super::names;
use super::numbers::{MIDDLE_INTAKE, Numbers, SPECIAL_INTAKE, share_out};
use crate::base::random::{Random, SeededRandom};
use crate::base::{AcademicYear, DfesNumber};
use crate::tenancy::Phase;

/// Learners of the authorities 660 to 681, in thousands.
const SIZES: [u32; 22] = [9, 17, 15, 16, 23, 19, 16, 9, 17, 27, 36, 21, 23, 23, 38, 9, 27, 9, 14, 11, 26, 57];
const FIRST_AUTHORITY: i16 = 660;

/// A school and whom it takes.
#[derive(Clone, Debug)]
pub struct NationSchool {
    /// Its number.
    pub number: DfesNumber,
    /// Its name in English.
    pub name_en: String,
    /// Its name in Welsh.
    pub name_cy: String,
    /// What ages it teaches.
    pub phase: Phase,
    /// First and last year group, without the sixth form.
    pub years: (i16, i16),
    /// Learners of each year group up to Year 11.
    pub(super) intake: u32,
    /// Where the schools stand whose Year 6 comes here.
    pub feeders: Vec<usize>,
    /// Learners of Year 12, and of Year 13.
    pub(super) sixth_form: u32,
    /// Members of staff.
    pub(super) staff: u32,
}

impl NationSchool {
    /// Learners of a year group: R is 0.
    pub fn cohort(&self, year_group: i16) -> u32 {
        match year_group {
            12 | 13 => self.sixth_form,
            _ if (self.years.0..=self.years.1).contains(&year_group) => self.intake,
            _ => 0,
        }
    }

    /// Learners in all.
    pub fn learners(&self) -> u32 {
        (0..=13).map(|year_group| self.cohort(year_group)).sum()
    }

    /// Its authority's code.
    pub fn authority(&self) -> i16 {
        self.number.authority_code()
    }
}

/// A nation.
#[derive(Clone, Debug)]
pub struct Nation {
    pub(super) seed: String,
    /// The academic year that has begun.
    pub(super) year: AcademicYear,
    pub(super) schools: Vec<NationSchool>,
}

impl Nation {
    /// The nation of this seed with so many schools.
    pub fn new(seed: &str, schools: usize, year: AcademicYear) -> Self {
        let mut nation = Self { seed: seed.to_owned(), year, schools: Vec::with_capacity(schools) };
        let mut random = SeededRandom::new(&format!("{seed}: schools"));
        let numbers = Numbers::of(schools);
        nation.add_primaries_and_secondaries(&numbers, &mut random);
        let all_ages = [
            (Phase::Middle, numbers.middles, MIDDLE_INTAKE),
            (Phase::Special, numbers.specials, SPECIAL_INTAKE),
        ];
        for (phase, count, intake) in all_ages {
            for place in share_among_authorities(count).into_iter().enumerate().flat_map(repeat) {
                nation.add(place, phase, (0, 11), intake);
            }
        }
        nation.appoint_staff(numbers.staff);
        nation
    }

    /// Its schools; elsewhere they go by their place in this list.
    pub fn schools(&self) -> &[NationSchool] {
        &self.schools
    }

    /// The authorities of its schools.
    pub fn authorities(&self) -> Vec<i16> {
        let mut codes: Vec<i16> = self.schools.iter().map(NationSchool::authority).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn add_primaries_and_secondaries(&mut self, numbers: &Numbers, random: &mut SeededRandom) {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut weigh = |count: usize, from: u32, to: u32| -> Vec<u32> {
            (0..count).map(|_| from + random.below(to - from)).collect()
        };
        let weights = weigh(numbers.secondaries, 5, 9);
        let feeders = share_out(count(numbers.primaries), &weights);
        let mut beginners = share_out(numbers.beginners, &weigh(numbers.primaries, 10, 50)).into_iter();
        let mut secondaries = Vec::new();
        let authorities =
            share_among_authorities(numbers.secondaries).into_iter().enumerate().flat_map(repeat);
        for (authority, feeders) in authorities.zip(feeders) {
            let begins = self.schools.len();
            for intake in beginners.by_ref().take(feeders as usize) {
                self.add(authority, Phase::Primary, (0, 6), intake);
            }
            secondaries.push((authority, begins..self.schools.len()));
        }
        let first = self.schools.len();
        for (authority, feeders) in secondaries {
            let intake = self.schools[feeders.clone()].iter().map(|school| school.intake).sum();
            self.add(authority, Phase::Secondary, (7, 11), intake);
            if let Some(school) = self.schools.last_mut() {
                school.feeders = feeders.collect();
            }
        }
        self.open_sixth_forms(first, numbers.sixth_formers);
    }

    /// Two secondary schools in three have one.
    fn open_sixth_forms(&mut self, first: usize, sixth_formers: u32) {
        let secondaries = &mut self.schools[first..];
        let has_one = |place: usize| place % 3 != 1;
        let weight = |(place, school): (usize, &NationSchool)| if has_one(place) { school.intake } else { 0 };
        let weights: Vec<u32> = secondaries.iter().enumerate().map(weight).collect();
        for (school, sixth_form) in secondaries.iter_mut().zip(share_out(sixth_formers, &weights)) {
            school.sixth_form = sixth_form.min(school.intake);
        }
    }

    /// A small school needs more of them for each learner than a large one.
    fn appoint_staff(&mut self, staff: u32) {
        let weights: Vec<u32> = self.schools.iter().map(|school| school.learners() + 20).collect();
        for (school, staff) in self.schools.iter_mut().zip(share_out(staff, &weights)) {
            school.staff = staff.max(2);
        }
    }

    fn add(&mut self, authority: usize, phase: Phase, years: (i16, i16), intake: u32) {
        let code = FIRST_AUTHORITY + i16::try_from(authority).unwrap_or_default();
        let own = self.schools.iter().filter(|school| school.authority() == code);
        let (place, alike) =
            own.fold((0, 0), |(all, alike), school| (all + 1, alike + i32::from(school.phase == phase)));
        let first = match phase {
            Phase::Primary => 2_001,
            Phase::Secondary => 4_001,
            Phase::Middle => 5_501,
            Phase::Special => 7_001,
        };
        let Some(number) = DfesNumber::from_i32(i32::from(code) * 10_000 + first + alike) else { return };
        let (name_en, name_cy) = names::of_school(authority, place, phase);
        self.schools.push(NationSchool {
            number,
            name_en,
            name_cy,
            phase,
            years,
            intake,
            feeders: Vec::new(),
            sixth_form: 0,
            staff: 0,
        });
    }
}

fn share_among_authorities(schools: usize) -> Vec<u32> {
    share_out(u32::try_from(schools).unwrap_or(u32::MAX), &SIZES)
}

fn repeat((authority, times): (usize, u32)) -> impl Iterator<Item = usize> {
    std::iter::repeat_n(authority, times as usize)
}
