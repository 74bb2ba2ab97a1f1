//! The schools of an office as cells and as a table that can be sorted, worst first.

use chrono::NaiveDate;

use super::super::checklist::{Figures, SchoolState, school_state};
use super::super::store::SchoolFigures;
use super::wording;
use crate::base::AcademicYear;
use crate::calendar::Ending;
use crate::web::{Column, ListAddress, Messages, dates};

/// A school and how it stands.
pub(super) struct Judged {
    pub(super) school: SchoolFigures,
    pub(super) state: SchoolState,
}

/// A school's cell.
pub(super) struct Cell {
    pub(super) href: String,
    pub(super) class: &'static str,
    pub(super) letter: String,
    pub(super) title: String,
}

/// A school's row.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) state: (&'static str, String),
    pub(super) last_run: String,
    pub(super) leavers: String,
    pub(super) blocked: i32,
    pub(super) last_year_class: i32,
    pub(super) unreviewed: i32,
}

/// How each school stands, worst first; schools that stand alike keep their order, by name.
pub(super) fn judge(schools: Vec<SchoolFigures>, ending: &Ending, today: NaiveDate) -> Vec<Judged> {
    let mut judged: Vec<Judged> = schools
        .into_iter()
        .map(|school| Judged { state: school_state(&school.figures, ending, today), school })
        .collect();
    judged.sort_by_key(|school| school.state);
    judged
}

/// How many schools stand how, worst first.
pub(super) fn count(schools: &[Judged]) -> [i64; 4] {
    SchoolState::ALL.map(|state| {
        let alike = schools.iter().filter(|school| school.state == state).count();
        i64::try_from(alike).unwrap_or(i64::MAX)
    })
}

/// The cells, worst first.
pub(super) fn cells(t: &Messages, schools: &[Judged]) -> Vec<Cell> {
    let cell = |judged: &Judged| Cell {
        href: href(&judged.school),
        class: judged.state.as_str(),
        letter: wording::letter(t, judged.state),
        title: format!("{}: {}", judged.school.name, wording::school_state(t, judged.state).1),
    };
    schools.iter().map(cell).collect()
}

fn href(school: &SchoolFigures) -> String {
    format!("/schools/{}/readiness", school.dfes_number)
}

/// The headings, each with the parameter that sorts by it; `sort` is the list's parameter.
pub(super) fn columns(
    t: &Messages,
    ending: AcademicYear,
    (sort, address): (&str, &ListAddress),
) -> Vec<Column> {
    [
        ("name", t.school()),
        ("state", t.status()),
        ("run", t.last_run()),
        ("leavers", t.ready_leavers()),
        ("waiting", t.ready_blocked()),
        ("classes", t.ready_classes_short(ending.to_string())),
        ("review", t.ready_review_short()),
    ]
    .map(|(key, label)| Column::sortable(label, key, sort, address))
    .into()
}

/// Sorts by the column that `sort` names, with `-` before it from the largest on. The schools come worst first and stay so where
/// nothing is named.
pub(super) fn sort(schools: &mut [Judged], sort: &str) {
    let (key, is_descending) = sort.strip_prefix('-').map_or((sort, false), |key| (key, true));
    let missing = |figures: &Figures| figures.leavers_expected - figures.leavers_seen;
    match key {
        "name" => schools.sort_by_key(|judged| judged.school.place),
        "state" => schools.sort_by_key(|judged| judged.state),
        "run" => schools.sort_by_key(|judged| judged.school.last_run_at),
        "leavers" => schools.sort_by_key(|judged| missing(&judged.school.figures)),
        "waiting" => schools.sort_by_key(|judged| judged.school.figures.blocked()),
        "classes" => schools.sort_by_key(|judged| judged.school.figures.last_year_class),
        "review" => schools.sort_by_key(|judged| judged.school.figures.unreviewed),
        _ => return,
    }
    if is_descending {
        schools.reverse();
    }
}

/// A row of the table, in words.
pub(super) fn row(t: &Messages, judged: &Judged) -> Row {
    let figures = &judged.school.figures;
    Row {
        href: href(&judged.school),
        name: judged.school.name.clone(),
        number: judged.school.dfes_number.to_string(),
        state: wording::school_state(t, judged.state),
        last_run: judged.school.last_run_at.map_or_else(|| t.not_run_yet(), dates::day_of),
        leavers: t.count_of(figures.leavers_seen, figures.leavers_expected),
        blocked: figures.blocked(),
        last_year_class: figures.last_year_class,
        unreviewed: figures.unreviewed,
    }
}
