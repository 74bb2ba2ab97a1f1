//! Groups and memberships follow the snapshot: those of its academic years that are absent end, other years' stay.

use std::collections::{HashMap, HashSet};

use super::super::current::{CurrentGroup, Membership};
use super::super::snapshot::{GroupRow, Snapshot};
use super::Comparison;
use crate::base::id::{GroupId, Ids};

impl Comparison<'_> {
    pub(super) fn compare_groups(&mut self, snapshot: &Snapshot, ids: &mut Ids<'_>) {
        let mut groups: HashMap<&str, GroupId> = HashMap::new();
        for row in &snapshot.groups {
            let known = self
                .current
                .groups
                .get(&(row.academic_year, row.sourced_id.clone()));
            let id = known.map_or_else(|| ids.fresh(), |group| group.id);
            if groups.insert(&row.sourced_id, id).is_some() {
                continue;
            }
            match known {
                None => self.plan.groups.create.push((id, row.clone())),
                Some(group) if differs(group, row) => self.plan.groups.update.push((id, row.clone())),
                Some(_) => {}
            }
        }
        let kept: HashSet<GroupId> = groups.values().copied().collect();
        let gone = self
            .current
            .groups
            .values()
            .filter(|group| !group.has_ended && !kept.contains(&group.id));
        self.plan.groups.end = gone.map(|group| group.id).collect();
        self.plan.groups.end.sort_unstable();
        self.compare_memberships(snapshot, &groups);
    }

    fn compare_memberships(&mut self, snapshot: &Snapshot, groups: &HashMap<&str, GroupId>) {
        let wanted: HashSet<Membership> = snapshot
            .memberships
            .iter()
            .filter_map(|row| {
                let group = *groups.get(row.group.as_str())?;
                let account = *self.present.get(row.person.as_str())?;
                Some(Membership {
                    group,
                    account,
                    role: row.role,
                })
            })
            .collect();
        self.plan.groups.join = wanted.difference(&self.current.memberships).copied().collect();
        self.plan.groups.leave = self.current.memberships.difference(&wanted).copied().collect();
        self.plan.groups.join.sort_unstable();
        self.plan.groups.leave.sort_unstable();
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
