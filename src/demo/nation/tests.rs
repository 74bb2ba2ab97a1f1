use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use super::*;
use crate::base::AcademicYear;
use crate::provisioning::formats;
use crate::provisioning::snapshot::{LearnerRow, Snapshot};
use crate::tenancy::Phase;

const YEAR: AcademicYear = AcademicYear(2026);

fn small() -> Nation {
    Nation::new(SEED, 60, YEAR)
}

fn snapshot(nation: &Nation, place: usize, chapter: Chapter) -> Snapshot {
    let file = nation.package(place, chapter).unwrap();
    formats::read(Cursor::new(file)).unwrap().remove(0)
}

fn on_roll(snapshot: &Snapshot) -> impl Iterator<Item = &LearnerRow> {
    snapshot.learners.iter().filter(|row| row.leaving_date.is_none())
}

#[test]
fn the_numbers_of_the_whole_nation_add_up() {
    let nation = Nation::new(SEED, SCHOOLS, YEAR);
    let schools = nation.schools();
    assert_eq!((schools.len(), nation.authorities()), (1_460, (660..=681).collect()));
    assert_eq!(schools.iter().map(NationSchool::learners).sum::<u32>(), 466_000);
    assert_eq!(schools.iter().map(|school| school.staff).sum::<u32>(), 50_000);
    let primaries = schools.iter().filter(|school| school.phase == Phase::Primary);
    assert_eq!(
        primaries.map(|school| school.cohort(6)).sum::<u32>(),
        35_000,
        "so many are claimed each year"
    );
    let numbers: HashSet<_> = schools.iter().map(|school| school.number).collect();
    let names: HashSet<_> = schools.iter().map(|school| (school.authority(), &school.name_cy)).collect();
    assert_eq!((numbers.len(), names.len()), (1_460, 1_460));
}

#[test]
fn a_secondary_school_takes_year_six_of_schools_of_its_own_authority() {
    let nation = Nation::new(SEED, SCHOOLS, YEAR);
    let mut feeders: HashSet<usize> = HashSet::new();
    for school in nation.schools().iter().filter(|school| school.phase == Phase::Secondary) {
        let of_school: Vec<_> = school.feeders.iter().map(|place| &nation.schools()[*place]).collect();
        assert!(of_school.iter().all(|feeder| feeder.authority() == school.authority()));
        assert_eq!(of_school.iter().map(|feeder| feeder.cohort(6)).sum::<u32>(), school.cohort(7));
        assert!(school.cohort(12) <= school.cohort(11));
        feeders.extend(&school.feeders);
    }
    assert_eq!(feeders.len(), 1_212, "each primary school feeds one");
}

#[test]
fn the_same_seed_makes_the_same_nation() {
    for chapter in [Chapter::LastYear, Chapter::YearEnd] {
        let files = |seed| Nation::new(seed, 60, YEAR).package(55, chapter).unwrap();
        assert_eq!(files(SEED), files(SEED));
        assert_ne!(files(SEED), files("another"));
    }
}

#[test]
fn the_same_roll_in_other_bytes_says_the_same() {
    let nation = small();
    assert_eq!(snapshot(&nation, 3, Chapter::YearEnd), snapshot(&nation, 3, Chapter::Again));
    assert_ne!(nation.package(3, Chapter::YearEnd).unwrap(), nation.package(3, Chapter::Again).unwrap());
}

#[test]
fn every_row_is_good_and_every_upn_is_one_learners() {
    let nation = small();
    let mut upns = HashSet::new();
    for (place, school) in nation.schools().iter().enumerate() {
        let snapshot = snapshot(&nation, place, Chapter::LastYear);
        assert_eq!(snapshot.rejections, []);
        assert_eq!(
            (snapshot.learners.len(), snapshot.staff.len()),
            (school.learners() as usize, school.staff as usize)
        );
        assert_eq!(
            snapshot.memberships.unwrap().iter().filter(|row| row.person.contains("-l")).count(),
            snapshot.learners.len() * 8
        );
        assert!(snapshot.learners.into_iter().all(|row| upns.insert(row.upn)), "{}", school.number);
    }
}

#[test]
fn everybody_is_a_year_up_and_year_six_comes_to_the_secondary_school() {
    let nation = small();
    let rolls = |chapter| -> HashMap<_, _> {
        let places = 0..nation.schools().len();
        let rows = places.flat_map(|place| {
            let snapshot = snapshot(&nation, place, chapter);
            on_roll(&snapshot).map(|row| (row.upn.clone(), (place, row.clone()))).collect::<Vec<_>>()
        });
        rows.collect()
    };
    let (before, after) = (rolls(Chapter::LastYear), rolls(Chapter::YearEnd));
    assert_eq!(before.len(), after.len(), "as many begin as leave");
    let (mut moved, mut left) = (0, 0);
    for (upn, (place, row)) in &before {
        let Some((now, later)) = after.get(upn) else {
            left += 1;
            continue;
        };
        assert_eq!((later.year.unwrap().number(), &later.name), (row.year.unwrap().number() + 1, &row.name));
        if now != place {
            assert!(nation.schools()[*now].feeders.contains(place) && row.year.unwrap().number() == 6);
            moved += 1;
        }
    }
    let leavers = |place| {
        snapshot(&nation, place, Chapter::YearEnd)
            .learners
            .into_iter()
            .filter(|row| row.leaving_date.is_some())
            .count()
    };
    assert_eq!((0..nation.schools().len()).map(leavers).sum::<usize>(), moved + left);
    assert!(moved > 1_000, "{moved}");
}
