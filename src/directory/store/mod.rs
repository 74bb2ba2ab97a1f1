//! SQL of the lists, of one person and of their timeline.

mod choices;
mod details;
mod list;
mod timeline;

pub(super) use choices::{find_choices, find_learner_groups, list_class_sizes};
pub(super) use details::{find_learner_by_upn, find_person, list_groups_of};
pub(super) use list::{count_people, list_all_ids, list_matching_ids, list_people, list_ticked_ids};
pub(super) use timeline::{list_acts, list_changes};
