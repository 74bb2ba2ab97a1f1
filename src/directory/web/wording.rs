//! What the pages about people say: kinds, states, and what happened.

use chrono::NaiveDate;

use crate::accounts::State;
use crate::authz::AccountKind;
use crate::directory::Standing;
use crate::directory::timeline::{Change, Happening, Part};
use crate::provisioning::wording::{cause, field};
use crate::web::{Messages, acts, dates};

/// What an account is.
pub fn kind(t: &Messages, kind: AccountKind) -> String {
    match kind {
        AccountKind::Learner => t.kind_learner(),
        AccountKind::Staff => t.kind_staff(),
        AccountKind::NonMisLearner => t.kind_non_mis_learner(),
        AccountKind::NonMisStaff => t.kind_non_mis_staff(),
        AccountKind::Governor => t.kind_governor(),
        AccountKind::AuthorityStaff => t.kind_authority_staff(),
        AccountKind::ServiceDesk => t.kind_service_desk(),
    }
}

/// How somebody stands with the school, as a sentence.
pub(super) fn standing(t: &Messages, standing: Standing) -> String {
    match standing {
        Standing::Moved(day) => t.state_moved(dates::day(day)),
        Standing::Here(State::Active, _) => t.state_active(),
        Standing::Here(State::Left, day) => t.state_left(dates::day(day)),
        Standing::Here(State::Deactivated, day) => t.state_deactivated(dates::day(day)),
        Standing::Here(State::Expired, day) => t.state_expired(dates::day(day)),
        Standing::Here(State::Superseded, _) => t.state_superseded(),
        Standing::Here(State::Undone, _) => t.state_undone(),
    }
}

/// Why an account does not work, in as few words as a row has room for.
pub fn why_inactive(t: &Messages, standing: Standing) -> String {
    match standing {
        Standing::Moved(day) => t.row_moved(dates::day(day)),
        Standing::Here(State::Active, _) => t.state_active(),
        Standing::Here(State::Left, day) => t.row_left(dates::day(day)),
        Standing::Here(State::Deactivated, day) => t.row_deactivated(dates::day(day)),
        Standing::Here(State::Expired, day) => t.row_expired(dates::day(day)),
        Standing::Here(State::Superseded, _) => t.row_superseded(),
        Standing::Here(State::Undone, _) => t.row_undone(),
    }
}

/// A part of the timeline, as its tab is called.
pub(super) fn part(t: &Messages, part: Part) -> String {
    match part {
        Part::All => t.timeline_all(),
        Part::Passwords => t.timeline_passwords(),
        Part::Mis => t.timeline_mis(),
    }
}

/// What happened, as a sentence.
pub(super) fn happening(t: &Messages, happening: &Happening) -> String {
    match happening {
        Happening::Act(act) => acts::sentence(t, act.kind, &act.by),
        Happening::Run(lines) => lines.first().map(|line| outcome(t, line)).unwrap_or_default(),
        Happening::Left => t.timeline_left(),
        Happening::Moved => t.timeline_moved(),
    }
}

/// What it was about: a group's name, the fields that changed with it as “Year: 7 → 8”.
pub(super) fn changes(t: &Messages, happening: &Happening) -> Vec<String> {
    match happening {
        Happening::Act(act) => act.note.iter().cloned().collect(),
        Happening::Run(lines) => lines.iter().filter_map(|line| change(t, line)).collect(),
        Happening::Left | Happening::Moved => Vec::new(),
    }
}

fn outcome(t: &Messages, line: &Change) -> String {
    match line.outcome.as_str() {
        "created" => t.timeline_created(),
        "transferred" => t.timeline_transferred(),
        "reactivated" => t.timeline_reactivated(cause(t, &line.cause)),
        "released" => t.timeline_released(cause(t, &line.cause)),
        _ => t.timeline_updated(),
    }
}

fn change(t: &Messages, line: &Change) -> Option<String> {
    let code = line.field.as_deref()?;
    let name = field(t, code);
    Some(match (readable(&line.before), readable(&line.after)) {
        (None, None) => t.field_changed(name),
        (before, after) => {
            let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
            t.field_from_to(name, shown(before), shown(after))
        }
    })
}

/// Runs keep days as ISO 8601; pages show them as dd/mm/yyyy.
fn readable(value: &Option<String>) -> Option<String> {
    let text = value.as_deref().filter(|text| !text.is_empty())?;
    Some(match text.parse::<NaiveDate>() {
        Ok(day) if text.len() == 10 => dates::day(day),
        _ => text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::Language;
    use crate::base::id::BatchId;
    use crate::web::messages;

    fn line(field: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            run: BatchId(Uuid::nil()),
            at: "2026-09-01T06:00:00Z".parse().unwrap(),
            outcome: "updated".into(),
            cause: "changed_in_mis".into(),
            field: Some(field.into()),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }

    #[test]
    fn a_state_says_why_and_since_when() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 20).unwrap();
        let english = messages(Language::En);
        assert_eq!(standing(english, Standing::Here(State::Left, day)), "Inactive: left on 20/07/2026");
        assert_eq!(
            standing(english, Standing::Moved(day)),
            "Inactive here: moved to another school on 20/07/2026"
        );
    }

    #[test]
    fn a_change_says_what_was_and_what_is() {
        let english = messages(Language::En);
        let told = |field, before, after| change(english, &line(field, before, after)).unwrap();
        assert_eq!(told("year", Some("7"), Some("8")), "Year: 7 → 8");
        assert_eq!(told("leaving_date", None, Some("2026-07-20")), "Leaving date: – → 20/07/2026");
        assert_eq!(told("upn", None, None), "UPN changed");
    }
}
