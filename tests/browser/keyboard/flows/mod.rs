//! The flows, as a Digital Champion goes through them.

mod lists;
mod people;
mod school;

use fantoccini::key::Key;

use super::hands::Step::{self, Follow, Gone, Hit, On, Press, Round, See, Send, Take, To, Type};

/// Whether a flow goes another way where scripts are off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    Either,
    On,
    Off,
}

/// When, what, how.
pub type Flow = (Scripts, &'static str, &'static [Step]);

/// All of them, in the order in which they are gone through.
pub const FLOWS: &[&[Flow]] = &[
    SHELL,
    lists::LIST,
    lists::SELECTED_USERS,
    lists::GROUP_ACTIONS,
    people::PERSON,
    people::ACCOUNTS,
    school::SCHOOL,
    school::GROUPS,
    OWN,
];

/// Signing in, the bars, the menus.
const SHELL: &[Flow] = &[
    (
        Scripts::Either,
        "Sign in, after a slip",
        &[
            Round,
            Type("Username", "{username}"),
            Type("Password", "wrong"),
            Send,
            See("You are not signed in"),
            Type("Password", "{password}"),
            Follow("Sign in"),
            See("View Users"),
        ],
    ),
    (
        Scripts::Either,
        "Skip the bars",
        &[Round, To("Skip to the content"), Hit(Key::Enter), To("View the run…")],
    ),
    (
        Scripts::On,
        "Close a menu with Escape, and by going on",
        &[
            Press("View Users"),
            To("View Staff"),
            Hit(Key::Escape),
            On("View Users"),
            Gone("details.menu[open]"),
            Hit(Key::Enter),
            To("Administration"),
            Gone("details.menu[open]"),
        ],
    ),
    (Scripts::Either, "Take a line of a menu", &[Take("View Users", "View Learners"), Round]),
];

/// What somebody does for themselves.
const OWN: &[Flow] = &[
    (
        Scripts::Either,
        "My Profile › Reset Password",
        &[
            Follow("My Profile"),
            Round,
            Type("Current password", "{password}"),
            Type("New password", "Cerrig Melyn 58"),
            Type("New password, again", "Cerrig Melyn 58"),
            Send,
            See("Your password is changed"),
        ],
    ),
    (
        Scripts::Either,
        "Change the language, there and back, and sign out",
        &[
            Follow("Cymraeg"),
            See("Allgofnodi"),
            Follow("English"),
            Follow("Sign out"),
            See("You are signed out"),
        ],
    ),
];
