//! What is looked after for the school.

use fantoccini::key::Key;

use super::{Flow, Scripts};
use crate::keyboard::hands::Step::{Back, Choose, Follow, Hit, On, Round, See, Send, Take, To, Type};

/// Settings, records, runs, downloads.
pub const SCHOOL: &[Flow] = &[
    (
        Scripts::Either,
        "School Settings",
        &[
            Take("Administration", "School Settings"),
            Round,
            To("Local authority"),
            Hit(Key::Down),
            On("IT provider"),
            Type("Contact name", "Gwasanaeth TG"),
            Type("E-mail", "tg@example.wales"),
            Follow("Save"),
            See("Your change is saved"),
        ],
    ),
    (
        Scripts::On,
        "Audit Trail: filter, and look at an event",
        &[
            Take("Administration", "Audit Trail"),
            Round,
            Choose("What", 1),
            See("Clear all"),
            On("What"),
            Follow("Clear all"),
            Type("Who", "a"),
            Hit(Key::Enter),
            See("Who: a"),
            On("Who"),
            Follow("View…"),
            Round,
        ],
    ),
    (
        Scripts::Off,
        "Audit Trail: filter with its button, and look at an event",
        &[
            Take("Administration", "Audit Trail"),
            Type("Who", "a"),
            Send,
            See("Who: a"),
            To("Who"),
            Follow("View…"),
        ],
    ),
    (
        Scripts::Either,
        "Provisioning Status › View",
        &[Take("Administration", "Provisioning Status"), Round, Follow("View the run…"), Round],
    ),
    (
        Scripts::Either,
        "Download Passwords › All Pupils, All Staff",
        &[
            Take("Administration", "All Pupils"),
            See("The download is recorded"),
            To("Download"),
            Follow("Cancel"),
            Take("Administration", "All Staff"),
            To("Download"),
            Follow("Cancel"),
        ],
    ),
];

/// Classes with their Teams, and mailboxes.
pub const GROUPS: &[Flow] = &[
    (
        Scripts::On,
        "View Groups: filter",
        &[
            Take("Administration", "View Groups"),
            Round,
            Choose("Group type", 3),
            See("Group type: "),
            On("Group type"),
        ],
    ),
    (
        Scripts::Off,
        "View Groups: filter with its button",
        &[
            Take("Administration", "View Groups"),
            Choose("Group type", 3),
            Back("Search"),
            Send,
            See("Group type: "),
        ],
    ),
    (
        Scripts::Either,
        "View Groups › a class › Add Microsoft Team",
        &[
            To("Subject"),
            Hit(Key::Tab),
            Send,
            See("Overview"),
            Round,
            Follow("Add Microsoft Team"),
            See("It has been asked for"),
        ],
    ),
    (
        Scripts::On,
        "Stay on a button while the Team is made",
        &[To("Add Google Classroom"), See("Active"), On("Add Google Classroom")],
    ),
    (
        Scripts::Either,
        "View Shared Mailboxes › Add Shared Mailbox › Add User To Mailbox",
        &[
            Take("Administration", "View Shared Mailboxes"),
            Follow("Add Shared Mailbox"),
            Round,
            Type("Mailbox name", "swyddfa"),
            Send,
            See("The mailbox is being made"),
            Follow("Manage Access…"),
            Follow("Add User To Mailbox"),
            Type("Search", "an"),
            Send,
            Follow("Add…"),
            See("People with access"),
            Follow("Remove…"),
            See("People whose access has ended"),
            Follow("Close mailbox"),
            Follow("Cancel"),
        ],
    ),
];
