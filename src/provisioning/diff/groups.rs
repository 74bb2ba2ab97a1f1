//! Groups and memberships follow the snapshot: those of its academic years that are absent end, other years' stay. What it
//! says nothing of stays too.

use std::collections::{HashMap, HashSet};

use super::super::current::{CurrentGroup, Membership};
use super::super::snapshot::{GroupRow, MembershipRow};
use super::Comparison;
use crate::base::AcademicYear;
use crate::base::id::{GroupId, Ids};

impl<'a> Comparison<'a> {
    pub(super) fn compare_groups(&mut self, ids: &mut Ids<'_>) {
        let Some(rows) = &self.snapshot.groups else {
            return;
        };
        let current = self.current;
        let mut groups: HashMap<&str, GroupId> = HashMap::with_capacity(rows.len());
        for row in rows {
            if groups.contains_key(row.sourced_id.as_str()) {
                continue;
            }
            let known = current.groups.get(&(row.academic_year, row.sourced_id.clone()));
            let id = known.map_or_else(|| ids.fresh(), |group| group.id);
            groups.insert(&row.sourced_id, id);
            match known {
                None => self.plan.groups.create.push((id, row.clone())),
                Some(group) if differs(group, row) => self.plan.groups.update.push((id, row.clone())),
                Some(_) => {}
            }
        }
        let kept: HashSet<GroupId> = groups.values().copied().collect();
        let mut years: HashSet<AcademicYear> = rows.iter().map(|row| row.academic_year).collect();
        years.insert(self.snapshot.academic_year);
        let of_these_years = current.groups.iter().filter(|((year, _), _)| years.contains(year));
        let gone: Vec<&CurrentGroup> =
            of_these_years.map(|(_, group)| group).filter(|group| !kept.contains(&group.id)).collect();
        self.end_groups(&gone);
        if let Some(rows) = &self.snapshot.memberships {
            self.compare_memberships(rows, &groups, &kept);
        }
        self.plan.groups.leave.sort_unstable();
        self.plan.groups.join.sort_unstable();
    }

    /// Groups that are gone take their memberships with them.
    fn end_groups(&mut self, gone: &[&CurrentGroup]) {
        let ids: HashSet<GroupId> = gone.iter().map(|group| group.id).collect();
        let memberships = self.current.memberships.iter().copied();
        let still_taught = gone.iter().filter(|group| !group.has_ended);
        self.plan.groups.leave = memberships.filter(|seat| ids.contains(&seat.group)).collect();
        self.plan.groups.end = still_taught.map(|group| group.id).collect();
        self.plan.groups.end.sort_unstable();
    }

    fn compare_memberships(
        &mut self,
        rows: &'a [MembershipRow],
        groups: &HashMap<&str, GroupId>,
        kept: &HashSet<GroupId>,
    ) {
        let wanted: HashSet<Membership> = rows
            .iter()
            .filter_map(|row| {
                Some(Membership {
                    group: *groups.get(row.group.as_str())?,
                    account: *self.present.get(row.person.as_str())?,
                    role: row.role,
                })
            })
            .collect();
        let current = &self.current.memberships;
        let leaving = current
            .difference(&wanted)
            .filter(|seat| kept.contains(&seat.group) && !self.rejected.contains(&seat.account));
        self.plan.groups.leave.extend(leaving);
        self.plan.groups.join = wanted.difference(current).copied().collect();
    }
}

fn differs(group: &CurrentGroup, row: &GroupRow) -> bool {
    group.has_ended
        || group.title != row.title
        || group.is_registration != row.is_registration
        || group.subject != row.subject
        || group.subject_code != row.subject_code
        || group.year != row.year
}
