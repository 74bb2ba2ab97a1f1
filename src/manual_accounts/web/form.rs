//! The form of *Add new user*, read into somebody to be added.

use chrono::NaiveDate;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::authz::AccountKind;
use crate::base::id::AccountId;
use crate::base::name::NameError;
use crate::base::random::OsRandom;
use crate::base::text::normalise;
use crate::base::username::UsernameStem;
use crate::base::{PersonName, YearGroup};
use crate::credentials::{Audience, PersonWords, PolicyRule, check, generate_for};
use crate::directory::PeopleList;
use crate::manual_accounts::people::NewAccount;
use crate::manual_accounts::term::Term;
use crate::web::{Explain, FormErrors, Messages, TypedPassword};

/// The most characters of a registration group.
const LONGEST_GROUP: usize = 40;

/// What the page sends. The password is never shown again.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddForm {
    /// The account's id, made with the page: a form that is sent twice makes one account.
    pub(super) account: String,
    pub(super) kind: String,
    pub(super) forename: String,
    pub(super) surname: String,
    pub(super) year: String,
    pub(super) group: String,
    pub(super) term: String,
    pub(super) how: String,
    pub(super) password: TypedPassword,
    /// Whether people of like names have been seen and are other people.
    pub(super) anyway: String,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    KindMissing,
    ForenameMissing,
    SurnameMissing,
    NameTooLong,
    YearMissing,
    GroupTooLong,
    TermMissing,
    Rule(PolicyRule),
}

impl AddForm {
    /// An empty form.
    pub(super) fn new(account: AccountId) -> Self {
        Self { account: account.to_string(), how: "generate".to_owned(), ..Self::default() }
    }

    /// What was typed, but for the password.
    pub(super) fn typed(&self) -> [(&'static str, &str); 8] {
        [
            ("account", &self.account),
            ("kind", &self.kind),
            ("forename", &self.forename),
            ("surname", &self.surname),
            ("year", &self.year),
            ("group", &self.group),
            ("term", &self.term),
            ("how", &self.how),
        ]
    }

    /// Somebody to be added, and the password.
    pub(super) fn parse(
        &self,
        list: PeopleList,
        account: AccountId,
        today: NaiveDate,
    ) -> Result<(NewAccount, SecretString), FormErrors<Wrong>> {
        let mut errors = FormErrors::none();
        let has_term = list == PeopleList::NonMis;
        let kind = errors.check("kind", self.kind(list));
        let is_learner = kind == Some(AccountKind::NonMisLearner);
        let year = is_learner.then(|| YearGroup::parse(&self.year));
        let year = year.and_then(|year| errors.check("year", year.ok_or(Wrong::YearMissing)));
        let group = is_learner.then(|| errors.check("group", self.group())).flatten().flatten();
        let name = self.name(&mut errors);
        let until = Term::from_code(&self.term).and_then(|term| term.last_day(today));
        let until = has_term.then(|| errors.check("term", until.ok_or(Wrong::TermMissing))).flatten();
        let password = name.as_ref().and_then(|name| self.password(name, is_learner, &mut errors));
        match (kind, name, password) {
            (Some(kind), Some(name), Some(password)) if errors.is_empty() => {
                let new = NewAccount {
                    id: account,
                    kind,
                    name,
                    year,
                    registration_group: group,
                    expires_on: until,
                };
                Ok((new, password))
            }
            _ => Err(errors),
        }
    }

    fn kind(&self, list: PeopleList) -> Result<AccountKind, Wrong> {
        match (list, self.kind.as_str()) {
            (PeopleList::Governors, _) => Ok(AccountKind::Governor),
            (_, "staff") => Ok(AccountKind::NonMisStaff),
            (_, "learner") => Ok(AccountKind::NonMisLearner),
            _ => Err(Wrong::KindMissing),
        }
    }

    fn name(&self, errors: &mut FormErrors<Wrong>) -> Option<PersonName> {
        let parts = [
            ("forename", &self.forename, Wrong::ForenameMissing),
            ("surname", &self.surname, Wrong::SurnameMissing),
        ];
        for (field, text, missing) in parts {
            // Each is read as a name of its own, so that what is wrong stands beside the right one.
            match PersonName::parse(text, text) {
                Ok(_) => {}
                Err(NameError::Missing) => errors.add(field, missing),
                Err(NameError::TooLong) => errors.add(field, Wrong::NameTooLong),
            }
        }
        PersonName::parse(&self.forename, &self.surname).ok()
    }

    fn group(&self) -> Result<Option<String>, Wrong> {
        let visible: String = self.group.chars().filter(|letter| !letter.is_control()).collect();
        let group = normalise(&visible);
        let is_bearable = group.chars().count() <= LONGEST_GROUP;
        is_bearable.then_some(Some(group).filter(|group| !group.is_empty())).ok_or(Wrong::GroupTooLong)
    }

    /// A generated password, or the typed one where it is good enough. The username is not known yet; whatever number it
    /// gets, it begins with the stem, which the password must not hold.
    fn password(
        &self,
        name: &PersonName,
        is_learner: bool,
        errors: &mut FormErrors<Wrong>,
    ) -> Option<SecretString> {
        let words = PersonWords::of(&[name], &[&UsernameStem::of(name).numbered(1)]);
        if self.how != "own" {
            let audience = if is_learner { Audience::Learner } else { Audience::Adult };
            return Some(generate_for(audience, &words, &mut OsRandom));
        }
        let password = self.password.clone().into_secret();
        let failed = check(password.expose_secret(), &words);
        failed.iter().for_each(|rule| errors.add("password", Wrong::Rule(*rule)));
        failed.is_empty().then_some(password)
    }
}

impl Explain for Wrong {
    fn explain(&self, t: &Messages) -> String {
        match self {
            Self::KindMissing => t.add_kind_missing(),
            Self::ForenameMissing => t.add_forename_missing(),
            Self::SurnameMissing => t.add_surname_missing(),
            Self::NameTooLong => t.add_name_too_long(),
            Self::YearMissing => t.add_year_missing(),
            Self::GroupTooLong => t.add_group_too_long(),
            Self::TermMissing => t.add_term_missing(),
            Self::Rule(rule) => rule.explain(t),
        }
    }
}
