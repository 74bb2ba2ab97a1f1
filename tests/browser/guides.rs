//! The two guides, followed from the first page to the last by the words that they use: in English, then in Welsh.
//!
//! After the sign-in nothing but labels in sight is pressed; no address is typed. A chapter begins on whatever page the one
//! before it left. What a guide advises stands at its step, in our words.

use super::driver::{Browser, Window};
use super::guide_steps::Step::{
    Advice, Apply, Choose, Mark, Press, Result, School, See, Take, TickRows, Type,
};
use super::guide_steps::{CHOSEN, CURRENT, Follower, Step};
use super::portal::Portal;
use super::steps::become_person;

/// A chapter of a guide, under its own title.
type Chapter = (&'static str, &'static [Step]);

/// Chapters that both guides have.
const SHARED: &[Chapter] = &[
    (
        "Resetting your own password",
        &[
            Press("My Profile"),
            See("Reset Password"),
            Advice("password-advice"),
            Type("Current password", CURRENT),
            Type("New password", CHOSEN),
            Type("New password, again", CHOSEN),
            Press("Update Password"),
            Press("Dashboard"),
            School,
        ],
    ),
    (
        "Viewing learners",
        &[
            Take("View Users", "View Learners"),
            See("Year"),
            See("Registration group"),
            See("Status"),
            See("Created from"),
            See("Consent"),
            See("Search in"),
            Type("Search", "a"),
            Apply("Search"),
            Press("Clear all"),
        ],
    ),
    (
        "Viewing passwords",
        &[
            Take("View Users", "View Learners"),
            Press("Show Password"),
            Press("View Details"),
            Advice("password-hides"),
        ],
    ),
    (
        "Resetting the passwords of a registration group",
        &[
            Take("View Users", "View Learners"),
            Take("Group Actions", "Reset Passwords Registration Group"),
            Advice("reset-group-says"),
            Choose("Registration group"),
            Press("Reset Passwords"),
            See("Password reset"),
            Press("Print with Password"),
            Press("Back"),
        ],
    ),
    (
        "Resetting passwords by teaching class and year group",
        &[
            Take("View Users", "View Learners"),
            Take("Group Actions", "Reset Passwords Class"),
            Choose("Class"),
            Press("Reset Passwords"),
            See("Password reset"),
            Press("Back to the list"),
            Take("Group Actions", "Reset Passwords Year"),
            Choose("Year"),
            Press("Reset Passwords"),
            See("Password reset"),
        ],
    ),
    (
        "Resetting one learner's password",
        &[
            Take("View Users", "View Learners"),
            Press("View Details"),
            Take("Manage User", "Reset Password"),
            Mark("Create your own"),
            Advice("password-advice"),
            Type("Your own password", "Tarian Glas 62"),
            Press("Update Password"),
            Take("Manage User", "Reset Password"),
            Mark("Generate a password"),
            Press("Update Password"),
            Press("Show Password"),
        ],
    ),
    (
        "Printing usernames and passwords",
        &[
            Take("View Users", "View Learners"),
            TickRows(3),
            Take("Selected Users", "Print Selected"),
            Press("Back"),
            TickRows(3),
            Take("Selected Users", "Print Selected (With Password)"),
            Advice("slips-only-portal"),
            Press("Back"),
            Take("Group Actions", "Print Registration Group"),
            Choose("Registration group"),
            Mark("With passwords"),
            Press("Print"),
            Press("Back"),
            Take("View Users", "View Learners"),
            Press("View Details"),
            Take("Print", "Print Details"),
            Press("Back"),
            Take("View Users", "View Learners"),
            Press("View Details"),
            Take("Print", "Print with Password"),
            Advice("slips-only-portal"),
            Press("Back"),
        ],
    ),
    (
        "Deactivating a learner's account",
        &[
            Take("View Users", "View Learners"),
            Press("View Details"),
            Take("Manage User", "Deactivate"),
            Advice("deactivate-stays"),
            Press("Yes, deactivate"),
        ],
    ),
    (
        "Editing a learner's display name",
        &[
            Take("View Users", "View Learners"),
            Press("View Details"),
            Take("Manage User", "Edit"),
            Advice("edit-display-says"),
            Type("Display forename", "Mabli"),
            Press("Update"),
        ],
    ),
];

/// Chapters about classes, of the guides to the portal and to the year end: for whoever teaches one, or sees them all.
const CLASSES: &[Chapter] = &[
    (
        "Creating Google Classrooms",
        &[
            Take("Administration", "View Groups"),
            See("Year"),
            See("Subject code"),
            Choose("Group type"),
            See("Clear all"),
            Result,
            See("Overview"),
            See("Learners"),
            See("Consent"),
            Advice("advice-minutes"),
            Advice("advice-consent"),
            Advice("advice-later"),
            Advice("advice-second-teacher"),
            Press("Add Google Classroom"),
            Advice("flash-workspace-asked"),
            See("Active"),
        ],
    ),
    (
        "Restore Microsoft Class Team",
        &[
            Take("Administration", "View Groups"),
            See("Year"),
            See("Group type"),
            See("Teacher"),
            Choose("Academic year"),
            See("Clear all"),
            Result,
            See("Overview"),
            See("Learners"),
            Advice("advice-restored"),
            Press("Restore Microsoft Team"),
            See("Active"),
            Advice("advice-restored-team"),
        ],
    ),
    (
        "Restore Google Classroom",
        &[
            Take("Administration", "View Groups"),
            Choose("Academic year"),
            See("Clear all"),
            Result,
            See("Overview"),
            See("Learners"),
            Advice("advice-restored"),
            Press("Restore Google Classroom"),
            Advice("flash-workspace-asked"),
        ],
    ),
];

/// What only the Digital Champion's guide has.
const CHAMPION: &[Chapter] = &[
    ("Hwb Provisioning", &[Press("Dashboard"), See("Provisioning Status"), See("Last Run"), Press("View")]),
    (
        "Managing staff accounts",
        &[
            Take("View Users", "View Staff"),
            See("Status"),
            See("Created from"),
            Press("Show Password"),
            Press("View Details"),
            Take("Manage User", "Reset Password"),
            Mark("Generate a password"),
            Press("Update Password"),
        ],
    ),
    (
        "Creating and deactivating non-MIS user accounts",
        &[
            Take("View Users", "View Non-MIS"),
            Press("Add new user"),
            Advice("add-not-from-mis"),
            Advice("add-school-people-only"),
            Advice("add-never-champions"),
            Advice("add-by-hand"),
            Mark("Staff"),
            Type("Forename", "Heledd"),
            Type("Surname", "Cyflenwi"),
            Mark("Generate a password"),
            Mark("1 month"),
            Press("Add user"),
            Take("View Users", "View Non-MIS"),
            Press("View Details"),
            Take("Manage User", "Deactivate"),
            Press("Yes, deactivate"),
        ],
    ),
    (
        "Managing governor accounts",
        &[
            Take("View Users", "View Governors"),
            Press("Add new user"),
            Advice("add-governor-by-hand"),
            Type("Forename", "Gwenno"),
            Type("Surname", "Corff"),
            Mark("Generate a password"),
            Press("Add user"),
            Take("View Users", "View Governors"),
            Press("View Details"),
            Take("Manage User", "Deactivate"),
            Press("Yes, deactivate"),
        ],
    ),
    (
        "Managing Digital Champions",
        &[
            Take("View Users", "View Digital Champions"),
            See("Remaining staff"),
            Advice("champions-before-you-leave"),
            Advice("champion-is-you"),
            Press("Promote"),
            Press("Yes, promote"),
            Press("Demote"),
            Press("Yes, demote"),
        ],
    ),
    (
        "Changing display names and usernames",
        &[
            Take("View Users", "View Learners"),
            Press("View Details"),
            Take("Manage User", "Edit"),
            Type("Legal surname", "Newydd"),
            Advice("generate-new-username-says"),
            Mark("Generate New Username"),
            Press("Update"),
        ],
    ),
    (
        "Exporting usernames and passwords to csv",
        &[
            Take("Administration", "All Pupils"),
            Advice("download-only-portal"),
            See("Download"),
            Press("Cancel"),
            Take("Administration", "All Staff"),
            See("Download"),
            Press("Cancel"),
        ],
    ),
    (
        "Confirming consent",
        &[
            Take("View Users", "View Learners"),
            TickRows(2),
            Take("Selected Users", "Confirm Consent"),
            Advice("confirm-consent-consequence"),
            Type("On what basis?", "consent form"),
            Press("Yes, confirm consent"),
            Press("Back to the list"),
            Press("View Details"),
            Take("Manage User", "Withdraw Consent"),
            See("Work will be lost"),
            Type("On what basis?", "a parent's letter"),
            Press("Yes, withdraw consent"),
            Take("Manage User", "Confirm Consent"),
            Type("On what basis?", "consent form"),
            Press("Yes, confirm consent"),
        ],
    ),
    (
        "Shared mailboxes",
        &[
            Take("Administration", "View Shared Mailboxes"),
            Press("Add Shared Mailbox"),
            See("The address will be"),
            Type("Mailbox name", "Swyddfa.Gwersi"),
            Press("Add Shared Mailbox"),
            Advice("mailboxes-advice"),
            Press("Manage Access"),
            Press("Add User To Mailbox"),
            Advice("add-to-mailbox-advice"),
            Type("Search", "a"),
            Press("Search"),
            Press("Add"),
            See("People with access"),
            Press("Add User To Mailbox"),
            Type("Search", "a"),
            Press("Search"),
            Press("Add"),
            Press("Remove"),
            Press("Close mailbox"),
            Press("Yes, close"),
        ],
    ),
];

#[tokio::test]
async fn the_digital_champions_guide_works_under_its_own_words() {
    follow_guide("digital_champion", &[SHARED, CLASSES, CHAMPION]).await;
}

#[tokio::test]
async fn the_teachers_guide_works_under_its_own_words() {
    follow_guide("teacher", &[SHARED, CLASSES]).await;
}

async fn follow_guide(role: &str, guide: &[&[Chapter]]) {
    let Some(browser) = Browser::open(Window::DESK).await else {
        return;
    };
    let portal = Portal::start();
    let person = portal.sign_in(role, "9904001");
    become_person(&browser, &portal, &person).await;
    let mut passwords = [person.password, "Sgarff Hedyn 47".to_owned(), "Cerrig Melyn 58".to_owned()];
    for language in ["en", "cy"] {
        browser.speak(language).await;
        let follower = Follower::of(&browser, language, &passwords);
        for (title, steps) in guide.iter().copied().flatten() {
            for step in *steps {
                let followed = follower.follow(*step).await;
                assert_eq!(followed, Ok(()), "{role}, {language}, “{title}”");
            }
        }
        passwords.rotate_left(1);
    }
    browser.close().await;
}
