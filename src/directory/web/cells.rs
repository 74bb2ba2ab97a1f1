//! What the lists of people share with every other page that lists some.

use super::facts::path_of;
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::credentials::PasswordState;
use crate::web::{InSchool, Messages};

/// The words that stand in every row, looked up once a page.
pub struct RowWords {
    /// *Select*, before a name.
    pub select: String,
    /// *View Details*.
    pub view_details: String,
    /// *Show Password*.
    pub show_password: String,
    /// *User changed password*.
    pub changed_by_user: String,
    /// What a dash in the password column means.
    pub not_available: String,
    /// The mark of an account that no MIS holds.
    pub non_mis: String,
    /// What a tick in the consent column means.
    pub consent_given: String,
    /// What a dash in the consent column means.
    pub consent_not_given: String,
    /// What an empty cell means.
    pub not_known: String,
}

impl RowWords {
    /// The words in the language of `t`.
    pub fn of(t: &Messages) -> Self {
        Self {
            select: t.select(),
            view_details: t.view_details(),
            show_password: t.show_password(),
            changed_by_user: t.password_changed_by_user(),
            not_available: t.password_not_available(),
            non_mis: t.non_mis(),
            consent_given: t.consent_given(),
            consent_not_given: t.consent_not_given(),
            not_known: t.not_known(),
        }
    }
}

/// The cells that every list of people has.
pub struct PersonCells {
    /// “Surname, Forename”.
    pub name: String,
    /// The name signed in with.
    pub username: String,
    /// What stands in the password's cell.
    pub password: PasswordState,
    /// The person's page.
    pub href: String,
}

impl PersonCells {
    /// The cells of one person.
    pub fn of<P>(
        visit: &InSchool<P>,
        id: AccountId,
        name: &PersonName,
        username: &str,
        password: PasswordState,
    ) -> Self {
        Self {
            name: surname_first(name),
            username: username.to_owned(),
            password,
            href: visit.path(&path_of(id)),
        }
    }
}

/// “Surname, Forename”, as lists are sorted.
pub fn surname_first(name: &PersonName) -> String {
    format!("{}, {}", name.surname, name.forename)
}
