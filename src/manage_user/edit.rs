//! *Edit*: the names of an account, and whether it gets a new username.

use crate::base::PersonName;
use crate::base::text::fold;

/// Both names of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names {
    /// The one that is shown.
    pub(super) display: PersonName,
    /// The one in law.
    pub(super) legal: PersonName,
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// The names as they are to be.
    pub(super) names: Names,
    /// Whether *Generate New Username* was ticked.
    pub(super) wants_username: bool,
    /// The revision of the account that they saw.
    pub(super) revision: i32,
}

/// The account as it stands.
#[derive(Clone, Debug)]
pub(super) struct Current {
    /// Its names.
    pub(super) names: Names,
    /// Whether it waits for a new username.
    pub(super) waits_for_username: bool,
    /// Its revision.
    pub(super) revision: i32,
}

/// What becomes of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Everything is as it was asked for.
    Stands,
    /// It is written.
    Write,
    /// Somebody else was first.
    Conflict,
}

impl Edit {
    /// An edit that has nothing left to do stands, whoever did it; otherwise it must come from who saw the account as it is.
    pub(super) fn judge(&self, current: &Current) -> Verdict {
        let stands = self.names == current.names && (!self.wants_username || current.waits_for_username);
        match (stands, self.revision == current.revision) {
            (true, _) => Verdict::Stands,
            (false, true) => Verdict::Write,
            (false, false) => Verdict::Conflict,
        }
    }
}

impl Names {
    /// What the lists' search reads.
    pub(super) fn searchable(&self) -> String {
        match self.display == self.legal {
            true => fold(&self.legal.to_string()),
            false => fold(&format!("{} {}", self.legal, self.display)),
        }
    }

    /// What changes from these names to `new`, for the audit trail: “Siân Prys → Siân Môn”. Nothing where nothing does.
    pub(super) fn change_to(&self, new: &Self) -> Option<String> {
        let mut changes: Vec<String> = [(&self.display, &new.display), (&self.legal, &new.legal)]
            .into_iter()
            .filter(|(old, new)| old != new)
            .map(|(old, new)| format!("{old} → {new}"))
            .collect();
        changes.dedup();
        (!changes.is_empty()).then(|| changes.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(display: &str, legal: &str) -> Names {
        let name = |text: &str| {
            let (forename, surname) = text.split_once(' ').unwrap();
            PersonName::parse(forename, surname).unwrap()
        };
        Names { display: name(display), legal: name(legal) }
    }

    fn verdict(edit: (&str, bool, i32), current: (&str, bool, i32)) -> Verdict {
        let edit = Edit { names: names(edit.0, "Siân Prys"), wants_username: edit.1, revision: edit.2 };
        edit.judge(&Current {
            names: names(current.0, "Siân Prys"),
            waits_for_username: current.1,
            revision: current.2,
        })
    }

    #[test]
    fn who_saw_the_account_as_it_is_changes_it() {
        assert_eq!(verdict(("Siân Môn", false, 3), ("Siân Prys", false, 3)), Verdict::Write);
        assert_eq!(verdict(("Siân Prys", true, 3), ("Siân Prys", false, 3)), Verdict::Write);
    }

    #[test]
    fn the_same_edit_again_changes_nothing() {
        assert_eq!(verdict(("Siân Môn", false, 3), ("Siân Môn", false, 4)), Verdict::Stands);
        assert_eq!(verdict(("Siân Môn", true, 3), ("Siân Môn", true, 4)), Verdict::Stands);
        assert_eq!(verdict(("Siân Prys", false, 3), ("Siân Prys", false, 3)), Verdict::Stands);
    }

    #[test]
    fn who_saw_the_account_as_it_was_learns_of_the_other() {
        assert_eq!(verdict(("Siân Môn", false, 3), ("Siân Gŵyl", false, 4)), Verdict::Conflict);
        assert_eq!(verdict(("Siân Môn", true, 3), ("Siân Môn", false, 4)), Verdict::Conflict);
    }

    #[test]
    fn a_search_finds_both_names() {
        assert_eq!(names("Siân Môn", "Siân Môn").searchable(), "sian mon");
        assert_eq!(names("Jo Môn", "Siân Prys").searchable(), "sian prys jo mon");
    }

    #[test]
    fn the_trail_says_what_changed() {
        let old = names("Siân Prys", "Siân Prys");
        assert_eq!(old.change_to(&old), None);
        let married = names("Siân Môn", "Siân Môn");
        assert_eq!(old.change_to(&married).unwrap(), "Siân Prys → Siân Môn");
        let both = names("Jo Môn", "Siân Môn");
        assert_eq!(old.change_to(&both).unwrap(), "Siân Prys → Jo Môn; Siân Prys → Siân Môn");
    }
}
