//! What is done to one person, and to accounts.

use fantoccini::key::Key;

use super::{Flow, Scripts};
use crate::keyboard::hands::Step::{Choose, Follow, Hit, On, Press, Round, See, Send, Take, To, Type};

/// Manage User, and Print.
pub const PERSON: &[Flow] = &[
    (
        Scripts::Either,
        "View Details › Reset Password: your own",
        &[
            Follow("View Details…"),
            Round,
            Take("Manage User", "Reset Password"),
            To("Generate a password"),
            Hit(Key::Down),
            On("Create your own"),
            Type("Your own password", "short"),
            Send,
            See("Use at least 8 characters"),
            To("Create your own"),
            Type("Your own password", "Tarian Glas 62"),
            Follow("Update Password"),
            See("The password is reset"),
        ],
    ),
    (
        Scripts::Either,
        "View Details › Reset Password: a generated one",
        &[
            Take("Manage User", "Reset Password"),
            To("Generate a password"),
            Follow("Update Password"),
            See("The password is reset"),
        ],
    ),
    (
        Scripts::Either,
        "View Details › Edit",
        &[
            Take("Manage User", "Edit"),
            Round,
            Type("Display forename", "Mabli"),
            To("Legal surname"),
            Press("Generate New Username"),
            Hit(Key::Space),
            Follow("Update"),
            See("Mabli"),
        ],
    ),
    (
        Scripts::Either,
        "View Details › Withdraw Consent, Confirm Consent",
        &[
            Take("Manage User", "Withdraw Consent"),
            See("Work will be lost"),
            Follow("Cancel"),
            Take("Manage User", "Withdraw Consent"),
            Type("On what basis?", "a parent's letter"),
            Follow("Yes, withdraw consent"),
            Take("Manage User", "Confirm Consent"),
            Type("On what basis?", "consent form"),
            Follow("Yes, confirm consent"),
            See("Consent history"),
            Follow("Passwords"),
        ],
    ),
    (
        Scripts::Either,
        "View Details › Print Details, Print with Password",
        &[
            Take("Print", "Print Details"),
            Follow("Back"),
            Follow("View Details…"),
            Take("Print", "Print with Password"),
            See("Sign in at"),
            Follow("Back"),
            Follow("View Details…"),
        ],
    ),
    (
        Scripts::Either,
        "View Details › Deactivate: Cancel, Yes; Activate",
        &[
            Take("Manage User", "Deactivate"),
            Follow("Cancel"),
            Take("Manage User", "Deactivate"),
            Follow("Yes, deactivate"),
            See("Inactive"),
            Take("Manage User", "Activate"),
            Follow("Yes, activate"),
        ],
    ),
];

/// The other people of the school.
pub const ACCOUNTS: &[Flow] = &[
    (
        Scripts::Either,
        "Add new user",
        &[
            Take("View Users", "View Non-MIS"),
            Round,
            Follow("Add new user"),
            Follow("Add user"),
            See("Type the forename"),
            Press("Staff"),
            Type("Forename", "Heledd"),
            Type("Surname", "Cyflenwi"),
            Press("1 month…"),
            To("Generate a password"),
            Round,
            Follow("Add user"),
            See("The account is made"),
        ],
    ),
    (
        Scripts::Either,
        "Review accounts",
        &[
            Take("View Users", "View Non-MIS"),
            Follow("Review accounts"),
            Round,
            Choose("Keep for…", 1),
            Follow("Keep account…"),
            See("kept until"),
        ],
    ),
    (
        Scripts::Either,
        "View Digital Champions › Promote, Demote",
        &[
            Take("View Users", "View Digital Champions"),
            Round,
            Follow("Promote…"),
            Follow("Yes, promote"),
            Follow("Demote…"),
            Follow("Yes, demote"),
            Type("Search staff", "a"),
            Send,
            Follow("Remove the filter…"),
        ],
    ),
];
