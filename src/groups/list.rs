//! The groups of an academic year: which match, in what order, and what they can be filtered by.
//!
//! A school has some hundred groups a year. They are read whole, with their teachers and nothing more, so that one statement
//! serves rows, counts and choices; learners are counted for the page alone.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::filter::{Filter, OrderBy};
use super::{Class, LearnerGroup, Look, Teacher, store};
use crate::base::id::{AccountId, GroupId};
use crate::base::text::fold;
use crate::base::{AcademicYear, PersonName, YearGroup};
use crate::db::TenantTx;
use crate::directory::{GroupKind, by_number};
use crate::school_status;
use crate::web::Paging;

/// Which group it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// A class of the MIS.
    Class(GroupId),
    /// The current learners of a registration group.
    Registration(String),
    /// The current learners of a year group.
    Year(YearGroup),
}

/// A line of the list.
#[derive(Clone, Debug)]
pub(super) struct GroupRow {
    pub(super) which: Which,
    pub(super) kind: GroupKind,
    /// What it is called; a year group's name is its year.
    pub(super) title: String,
    /// The years of its learners, youngest first.
    pub(super) years: Vec<YearGroup>,
    pub(super) subject: Option<String>,
    pub(super) subject_code: Option<String>,
    /// Its teachers, by name.
    pub(super) teachers: Vec<(AccountId, PersonName)>,
    pub(super) learners: i64,
    /// Since when the MIS no longer has it.
    pub(super) ended_at: Option<DateTime<Utc>>,
}

/// What the list can be filtered by, in the order in which people look for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) years: Vec<YearGroup>,
    /// Codes, with a subject that has it.
    pub(super) subjects: Vec<(String, Option<String>)>,
    /// By name.
    pub(super) teachers: Vec<(AccountId, PersonName)>,
    /// Newest first, the current one among them.
    pub(super) academic_years: Vec<AcademicYear>,
}

/// What the list shows.
#[derive(Debug)]
pub(super) struct Groups {
    /// How many match the filter.
    pub(super) matching: usize,
    /// How many there are in the academic year.
    pub(super) total: usize,
    /// One page of those that match.
    pub(super) rows: Vec<GroupRow>,
    pub(super) choices: Choices,
    /// When the provisioning client last ran: read where there is no group, to say why.
    pub(super) last_run_at: Option<DateTime<Utc>>,
}

/// One page of the groups that match, with the choices of its filters.
pub(super) async fn find_groups(
    tx: &mut TenantTx,
    look: Look,
    filter: &Filter,
    paging: Paging,
) -> sqlx::Result<Groups> {
    let current = look.current_year();
    let year = filter.academic_year.unwrap_or(current);
    let classes = store::list_classes(tx, year, look).await?;
    let teachers = store::list_teachers(tx, &ids(&classes), look).await?;
    let learners = match look.sees_all && year == current {
        true => store::list_learner_groups(tx).await?,
        false => Vec::new(),
    };
    let academic_years: BTreeSet<_> =
        store::list_years(tx, look).await?.into_iter().chain([current, year]).collect();
    let all = gather(classes, &teachers, &learners);
    let academic_years = academic_years.into_iter().rev().collect();
    let choices = Choices { academic_years, ..choices(&all, &teachers) };
    let total = all.len();
    let matching = arrange(all, filter);
    let (found, page) = (matching.len(), page_of(matching, paging));
    let last_run_at = match total {
        0 => school_status::find_status(tx).await?.last_run_at,
        _ => None,
    };
    Ok(Groups { matching: found, total, rows: with_counts(tx, page, look).await?, choices, last_run_at })
}

fn ids(classes: &[Class]) -> Vec<GroupId> {
    classes.iter().map(|class| class.id).collect()
}

/// Classes, and what the learners' accounts make groups of. A registration group that a homeroom class stands for is left out.
fn gather(classes: Vec<Class>, teachers: &[Teacher], learners: &[LearnerGroup]) -> Vec<GroupRow> {
    let mut of_class: HashMap<GroupId, Vec<(AccountId, PersonName)>> = HashMap::new();
    for teacher in teachers {
        of_class.entry(teacher.class).or_default().push((teacher.id, teacher.name.clone()));
    }
    let homerooms: HashSet<String> = classes
        .iter()
        .filter(|class| class.is_registration && class.ended_at.is_none())
        .map(|class| class.title.clone())
        .collect();
    let registration = registration_groups(learners).filter(|row| !homerooms.contains(&row.title));
    let made = year_groups(learners).chain(registration).collect::<Vec<_>>();
    let classes = classes.into_iter().map(|class| {
        let teachers = of_class.remove(&class.id).unwrap_or_default();
        GroupRow { teachers, ..GroupRow::from(class) }
    });
    made.into_iter().chain(classes).collect()
}

impl From<Class> for GroupRow {
    fn from(class: Class) -> Self {
        Self {
            which: Which::Class(class.id),
            kind: if class.is_registration { GroupKind::Registration } else { GroupKind::Class },
            title: class.title,
            years: class.year.into_iter().collect(),
            subject: class.subject,
            subject_code: class.subject_code,
            teachers: Vec::new(),
            learners: 0,
            ended_at: class.ended_at,
        }
    }
}

impl GroupRow {
    fn made(which: Which, kind: GroupKind, title: String) -> Self {
        Self {
            which,
            kind,
            title,
            years: Vec::new(),
            subject: None,
            subject_code: None,
            teachers: Vec::new(),
            learners: 0,
            ended_at: None,
        }
    }
}

fn registration_groups(learners: &[LearnerGroup]) -> impl Iterator<Item = GroupRow> {
    let mut groups: BTreeMap<&str, (BTreeSet<YearGroup>, i64)> = BTreeMap::new();
    for part in learners {
        if let Some(name) = &part.registration_group {
            let (years, count) = groups.entry(name).or_default();
            years.extend(part.year);
            *count += part.learners;
        }
    }
    groups.into_iter().map(|(name, (years, learners))| GroupRow {
        years: years.into_iter().collect(),
        learners,
        ..GroupRow::made(Which::Registration(name.to_owned()), GroupKind::Registration, name.to_owned())
    })
}

fn year_groups(learners: &[LearnerGroup]) -> impl Iterator<Item = GroupRow> {
    let mut groups: BTreeMap<YearGroup, i64> = BTreeMap::new();
    for part in learners {
        if let Some(year) = part.year {
            *groups.entry(year).or_default() += part.learners;
        }
    }
    groups.into_iter().map(|(year, learners)| GroupRow {
        years: vec![year],
        learners,
        ..GroupRow::made(Which::Year(year), GroupKind::Year, year.to_string())
    })
}

fn choices(rows: &[GroupRow], teachers: &[Teacher]) -> Choices {
    let years: BTreeSet<YearGroup> = rows.iter().flat_map(|row| row.years.iter().copied()).collect();
    let mut subjects: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut known = HashSet::new();
    let teachers = teachers.iter().filter(|teacher| known.insert(teacher.id));
    for row in rows {
        if let Some(code) = &row.subject_code {
            let subject = subjects.entry(code.clone()).or_default();
            *subject = subject.take().or_else(|| row.subject.clone());
        }
    }
    Choices {
        years: years.into_iter().collect(),
        subjects: subjects.into_iter().collect(),
        teachers: teachers.map(|teacher| (teacher.id, teacher.name.clone())).collect(),
        academic_years: Vec::new(),
    }
}

/// Those that match, in the order that is asked for.
fn arrange(rows: Vec<GroupRow>, filter: &Filter) -> Vec<GroupRow> {
    let words = filter.words();
    let mut rows: Vec<GroupRow> = rows.into_iter().filter(|row| matches(row, filter, &words)).collect();
    rows.sort_by_cached_key(|row| (type_rank(row.kind), row.years.clone(), by_number(&row.title)));
    let order = filter.order;
    match order.by {
        OrderBy::Type => {
            rows.sort_by(|a, b| turned(type_rank(a.kind).cmp(&type_rank(b.kind)), order.is_descending));
        }
        OrderBy::Year => rows.sort_by(|a, b| turned(a.years.cmp(&b.years), order.is_descending)),
        OrderBy::Name => {
            rows.sort_by_cached_key(|row| by_number(&row.title));
            if order.is_descending {
                rows.reverse();
            }
        }
        // A group without a subject stands last, whichever way the list is sorted.
        OrderBy::Subject => rows.sort_by(|a, b| match (subject_of(a), subject_of(b)) {
            (Some(a), Some(b)) => turned(a.cmp(&b), order.is_descending),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }),
    }
    rows
}

fn turned(ordering: Ordering, is_descending: bool) -> Ordering {
    if is_descending { ordering.reverse() } else { ordering }
}

fn subject_of(row: &GroupRow) -> Option<String> {
    row.subject.as_ref().or(row.subject_code.as_ref()).map(|subject| fold(subject))
}

fn type_rank(kind: GroupKind) -> u8 {
    match kind {
        GroupKind::Year => 0,
        GroupKind::Registration => 1,
        GroupKind::Class => 2,
    }
}

fn matches(row: &GroupRow, filter: &Filter, words: &[String]) -> bool {
    filter.year.is_none_or(|year| row.years.contains(&year))
        && filter.kind.is_none_or(|kind| row.kind == kind)
        && filter.subject_code.as_ref().is_none_or(|code| row.subject_code.as_ref() == Some(code))
        && filter.teacher.is_none_or(|teacher| row.teachers.iter().any(|(id, _)| *id == teacher))
        && (words.is_empty() || says(row, words))
}

/// Whether all words stand in what the row says.
fn says(row: &GroupRow, words: &[String]) -> bool {
    let subject = [&row.subject, &row.subject_code].into_iter().flatten();
    let mut text = fold(&row.title);
    for part in subject.cloned().chain(row.teachers.iter().map(|(_, name)| name.to_string())) {
        text.push(' ');
        text.push_str(&fold(&part));
    }
    words.iter().all(|word| text.contains(word.as_str()))
}

fn page_of(rows: Vec<GroupRow>, paging: Paging) -> Vec<GroupRow> {
    let size = usize::try_from(paging.per_page).unwrap_or(usize::MAX).max(1);
    let last = rows.len().saturating_sub(1) / size;
    let page = usize::try_from(paging.page.saturating_sub(1)).unwrap_or(usize::MAX).min(last);
    rows.into_iter().skip(page * size).take(size).collect()
}

async fn with_counts(tx: &mut TenantTx, mut rows: Vec<GroupRow>, look: Look) -> sqlx::Result<Vec<GroupRow>> {
    let classes: Vec<GroupId> = rows.iter().filter_map(|row| row.class()).collect();
    let counts: HashMap<GroupId, i64> =
        store::count_learners(tx, &classes, look).await?.into_iter().collect();
    for row in &mut rows {
        if let Some(count) = row.class().and_then(|class| counts.get(&class)) {
            row.learners = *count;
        }
    }
    Ok(rows)
}

impl GroupRow {
    fn class(&self) -> Option<GroupId> {
        match self.which {
            Which::Class(id) => Some(id),
            Which::Registration(_) | Which::Year(_) => None,
        }
    }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
