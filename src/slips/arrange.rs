//! Which slips stand together, and in what order: whoever hands them out goes from group to group.

use std::collections::BTreeMap;

use super::Slip;
use crate::base::YearGroup;
use crate::directory::by_number;

/// The slips that begin on a page of their own.
#[derive(Debug)]
pub(super) struct SlipGroup {
    pub(super) name: GroupName,
    pub(super) slips: Vec<Slip>,
}

/// What a group of slips is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GroupName {
    /// A registration group, or the heading that was asked for.
    Given(String),
    /// Learners of this year who are in no registration group.
    Year(YearGroup),
    /// Learners of whom neither is known.
    Others,
}

/// Groups by their youngest year, then by their number: 7A before 7B before 10A. Within a group the slips keep the order in
/// which they came.
///
/// Under a `heading` of their own all stay together, whatever registration groups they are in.
pub(super) fn arrange(slips: Vec<Slip>, heading: Option<&str>) -> Vec<SlipGroup> {
    if let Some(heading) = heading {
        return vec![SlipGroup { name: GroupName::Given(heading.to_owned()), slips }];
    }
    let youngest = youngest_years(&slips);
    let mut groups: BTreeMap<_, Vec<Slip>> = BTreeMap::new();
    for slip in slips {
        groups.entry(place(&slip, &youngest)).or_default().push(slip);
    }
    groups.into_values().filter_map(named).collect()
}

fn youngest_years(slips: &[Slip]) -> BTreeMap<String, YearGroup> {
    let mut youngest = BTreeMap::new();
    for (group, year) in slips.iter().filter_map(|slip| Some((slip.registration_group.clone()?, slip.year?)))
    {
        let known = youngest.entry(group).or_insert(year);
        *known = (*known).min(year);
    }
    youngest
}

/// Those without a year come last, and within a year those without a group.
fn place(
    slip: &Slip,
    youngest: &BTreeMap<String, YearGroup>,
) -> (bool, Option<YearGroup>, bool, (u32, String)) {
    let group = slip.registration_group.as_ref();
    let year = group.map_or(slip.year, |group| youngest.get(group).copied());
    let name = group.map(|group| by_number(group)).unwrap_or_default();
    (year.is_none(), year, group.is_none(), name)
}

fn named(slips: Vec<Slip>) -> Option<SlipGroup> {
    let first = slips.first()?;
    let name = match (&first.registration_group, first.year) {
        (Some(group), _) => GroupName::Given(group.clone()),
        (None, Some(year)) => GroupName::Year(year),
        (None, None) => GroupName::Others,
    };
    Some(SlipGroup { name, slips })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::base::PersonName;
    use crate::base::id::AccountId;
    use crate::slips::SlipPassword;

    fn slip(id: usize, year: Option<&str>, group: Option<&str>) -> Slip {
        Slip {
            id: AccountId(Uuid::from_u128(id as u128)),
            name: PersonName { forename: "Siân".into(), surname: "Llŷr".into() },
            username: "LlyrS".into(),
            year: year.and_then(YearGroup::parse),
            registration_group: group.map(str::to_owned),
            password: SlipPassword::NotAsked,
        }
    }

    fn names(groups: &[SlipGroup]) -> Vec<String> {
        let name = |name: &GroupName| match name {
            GroupName::Given(name) => name.clone(),
            GroupName::Year(year) => format!("year {year}"),
            GroupName::Others => "others".to_owned(),
        };
        groups.iter().map(|group| name(&group.name)).collect()
    }

    #[test]
    fn groups_stand_by_year_and_number() {
        let people = [
            (None, None),
            (Some("10"), Some("10A")),
            (Some("7"), Some("7B")),
            (Some("7"), None),
            (Some("7"), Some("7A")),
            (Some("2"), Some("Derwen")),
            (Some("R"), Some("Derwen")),
            (Some("1"), Some("Afallen")),
        ];
        let slips = people.iter().enumerate().map(|(id, (year, group))| slip(id, *year, *group)).collect();
        assert_eq!(
            names(&arrange(slips, None)),
            ["Derwen", "Afallen", "7A", "7B", "year 7", "10A", "others"]
        );
    }

    #[test]
    fn what_has_one_heading_stays_together() {
        let slips = vec![slip(1, Some("7"), Some("7B")), slip(2, Some("7"), Some("7A"))];
        let groups = arrange(slips, Some("7/Ma1"));
        assert_eq!(names(&groups), ["7/Ma1"]);
        assert_eq!(groups[0].slips.len(), 2);
    }

    proptest! {
        #[test]
        fn everybody_has_one_slip_and_every_group_one_heading(
            people in proptest::collection::vec((0usize..4, 0usize..4), 0..60)
        ) {
            let years = [None, Some("R"), Some("7"), Some("11")];
            let groups = [None, Some("7A"), Some("11B"), Some("Onnen")];
            let slips = people.iter().enumerate().map(|(id, (y, g))| slip(id, years[*y], groups[*g])).collect();
            let arranged = arrange(slips, None);
            let mut ids: Vec<_> = arranged.iter().flat_map(|group| group.slips.iter().map(|slip| slip.id)).collect();
            ids.sort();
            let expected: Vec<_> = (0..people.len()).map(|id| AccountId(Uuid::from_u128(id as u128))).collect();
            prop_assert_eq!(ids, expected);
            let mut headings = names(&arranged);
            headings.sort();
            let count = headings.len();
            headings.dedup();
            prop_assert_eq!(headings.len(), count);
        }
    }
}
