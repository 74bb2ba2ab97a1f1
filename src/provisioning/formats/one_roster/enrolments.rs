//! `enrollments.csv`: who learns and who teaches in which class.
//!
//! A learner only ever learns and a member of staff only ever teaches: an enrolment in the other role is passed over, as a
//! class's teacher has rights over its learners' work.

use std::io::{Read, Seek};

use super::super::FormatError;
use super::super::archive::Archive;
use super::super::cell::day;
use super::super::table::{Layout, Row, Table};
use super::classes::{Class, Classes};
use super::people::{People, Place};
use super::posts::Standing;
use crate::provisioning::snapshot::{GroupRole, GroupRow, MembershipRow, Snapshot};

pub const LAYOUT: Layout = Layout {
    file: "enrollments.csv",
    required: &["classSourcedId", "userSourcedId", "role"],
    most_rows: 4_000_000,
};

/// A membership by position: of the group in its snapshot, and of the person among the learners or staff.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seat {
    group: u32,
    role: GroupRole,
    person: u32,
}

/// Reads the enrolments into the snapshots, and gives learners without a registration group that of their homeroom class.
pub fn read<R: Read + Seek>(
    archive: &mut Archive<R>,
    people: &People,
    classes: &Classes,
    snapshots: &mut [Snapshot],
) -> Result<(), FormatError> {
    let mut seats: Vec<Vec<Seat>> = snapshots.iter().map(|_| Vec::new()).collect();
    let mut table = Table::open(archive, &LAYOUT)?;
    while let Some(row) = table.next_row()? {
        let Some(class) = classes.get(row.get("classSourcedId")) else {
            continue;
        };
        let school = seats.get_mut(class.school);
        if let (Some(school), Some(seat)) = (school, seat(row, class, people)) {
            school.push(seat);
        }
    }
    for (snapshot, mut seats) in snapshots.iter_mut().zip(seats) {
        seats.sort_unstable();
        seats.dedup();
        fill_registration_groups(snapshot, &seats);
        let memberships = seats.iter().filter_map(|seat| membership(snapshot, *seat));
        snapshot.memberships = Some(memberships.collect());
    }
    Ok(())
}

/// None where the person is not of the class's school, or left the class before it ended.
fn seat(row: Row<'_>, class: &Class, people: &People) -> Option<Seat> {
    let role = match row.get("role").to_ascii_lowercase().as_str() {
        "student" => GroupRole::Learner,
        "teacher" => GroupRole::Teacher,
        _ => return None,
    };
    let fits = |place: &&Place| {
        place.school == class.school && (place.standing == Standing::Learner) == (role == GroupRole::Learner)
    };
    let place = people.get(row.get("userSourcedId"))?.iter().find(fits)?;
    let left_early = class.end.zip(day(row.get("endDate"))).is_some_and(|(class_end, end)| end < class_end);
    if left_early {
        return None;
    }
    Some(Seat {
        group: u32::try_from(class.position).ok()?,
        role,
        person: u32::try_from(place.position).ok()?,
    })
}

fn fill_registration_groups(snapshot: &mut Snapshot, seats: &[Seat]) {
    for seat in seats.iter().filter(|seat| seat.role == GroupRole::Learner) {
        let group = group(snapshot, *seat).filter(|group| group.is_registration);
        let title = group.map(|group| group.title.clone());
        let learner = snapshot.learners.get_mut(seat.person as usize);
        if let (Some(title), Some(learner)) = (title, learner) {
            learner.registration_group.get_or_insert(title);
        }
    }
}

fn group(snapshot: &Snapshot, seat: Seat) -> Option<&GroupRow> {
    snapshot.groups.as_ref()?.get(seat.group as usize)
}

fn membership(snapshot: &Snapshot, seat: Seat) -> Option<MembershipRow> {
    let position = seat.person as usize;
    let person = match seat.role {
        GroupRole::Learner => &snapshot.learners.get(position)?.sourced_id,
        GroupRole::Teacher => &snapshot.staff.get(position)?.sourced_id,
    };
    Some(MembershipRow {
        group: group(snapshot, seat)?.sourced_id.clone(),
        person: person.clone(),
        role: seat.role,
    })
}
