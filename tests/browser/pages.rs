//! Every page of the portal, by who reads it. Ids stand in no address here: a reader gets to them as people do, by links.

use super::steps::Step::{self, Open, Press, See, Type};

/// Somebody, and the pages that they look at.
pub struct Reader {
    /// As `demo-sign-ins.csv` spells it.
    pub role: &'static str,
    /// A DfES number; empty for people of no school.
    pub school: &'static str,
    pub pages: &'static [Page],
}

/// A page, and the way to it.
pub struct Page {
    /// Its picture is called like this.
    pub name: &'static str,
    pub path: &'static str,
    pub steps: &'static [Step],
}

/// Nobody: who is not signed in.
pub const NOBODY: &str = "";
/// Somebody who has to choose a password first.
pub const NEWCOMER: &str = "newcomer";

const fn page(name: &'static str, path: &'static str, steps: &'static [Step]) -> Page {
    Page { name, path, steps }
}

const fn reader(role: &'static str, school: &'static str, pages: &'static [Page]) -> Reader {
    Reader { role, school, pages }
}

const DETAILS: Step = Press("td.more a");
const MANAGE: Step = Open(".actions summary");
const LAST_RUN: Step = Press("tbody tr:first-child td.more a");
const RUN_BEFORE: Step = Press("tbody tr:nth-child(2) td.more a");
const HELD_RUN: Step = Press(".attention a[href*='/provisioning/']");
const MISSING: Step = Press(".tabs a[href*='tab=missing']");
const UNCHANGED: Step = Press(".tabs a[href*='tab=unchanged']");

/// All of them.
pub const READERS: &[Reader] = &[
    reader(
        NOBODY,
        "",
        &[
            page("sign-in", "/sign-in", &[]),
            page("sign-in-refused", "/sign-in", &[Press("form[action='/sign-in'] button"), See("#problem")]),
            page("not-found", "/nowhere", &[]),
            page("wrong-method", "/sign-out", &[]),
            page("terms", "/terms", &[]),
            page("privacy", "/privacy", &[]),
            page("accessibility", "/accessibility", &[]),
        ],
    ),
    reader(
        NEWCOMER,
        "",
        &[
            page("first-password", "/first-sign-in", &[]),
            page(
                "first-password-refused",
                "/first-sign-in",
                &[
                    Type("#password", "short"),
                    Type("#repeated", "other"),
                    Press("main button"),
                    See(".field-wrong"),
                ],
            ),
        ],
    ),
    reader("digital_champion", "9904001", SECONDARY),
    reader("digital_champion", "9914001", WITH_HELD_RUN),
    reader(
        "digital_champion",
        "9902001",
        &[
            page("primary", "/schools/9902001", &[]),
            page(
                "rejected",
                "/schools/9902001/provisioning",
                &[LAST_RUN, Press(".tabs a[href*='tab=rejected']")],
            ),
        ],
    ),
    reader(
        "teacher",
        "9904001",
        &[
            page("teacher", "/schools/9904001", &[]),
            page("teacher-learners", "/schools/9904001/learners", &[]),
            page("print-group", "/schools/9904001/learners/print/registration-group", &[]),
            page("print-class", "/schools/9904001/learners/print/class", &[]),
            page("slips", "/schools/9904001/learners/print/registration-group", &[Press("main form button")]),
            page("teacher-details", "/schools/9904001/learners", &[DETAILS]),
            page(
                "teacher-password",
                "/schools/9904001/learners",
                &[Press("td .password button"), See("output")],
            ),
            page("teacher-profile", "/profile", &[]),
            page("teacher-not-found", "/schools/9904001/staff", &[]),
        ],
    ),
    reader(
        "governor",
        "9904001",
        &[page("governor", "/schools/9904001", &[]), page("governor-profile", "/profile", &[])],
    ),
    reader(
        "learner_primary",
        "9902001",
        &[page("learner-primary", "/schools/9902001", &[]), page("learner-primary-profile", "/profile", &[])],
    ),
    reader(
        "learner_secondary",
        "9904001",
        &[page("learner", "/schools/9904001", &[]), page("learner-profile", "/profile", &[])],
    ),
    reader(
        "la_admin",
        "",
        &[
            page("authority", "/authorities/990", &[]),
            page("authority-no-match", "/authorities/990?q=zzz", &[]),
            page("authority-school", "/authorities/990", &[Press("td.person-name a")]),
            page("authority-profile", "/profile", &[]),
        ],
    ),
    reader("service_desk", "", SERVICE_DESK),
];

const WITHDRAW: &[Step] =
    &[Open("td.tick input"), Open("#selection summary"), Press("button[value='withdraw_consent']")];

const REFUSED: &[Step] = &[
    Open("td.tick input"),
    Open("#selection summary"),
    Press("button[value='withdraw_consent']"),
    Press("main form button"),
    See(".field-wrong"),
];

const SECONDARY: &[Page] = &[
    page("dashboard", "/schools/9904001", &[]),
    page("learners", "/schools/9904001/learners", &[]),
    page("learners-filtered", "/schools/9904001/learners?year=8&consent=no", &[]),
    page("learners-no-match", "/schools/9904001/learners?created_to=2001-01-01", &[]),
    page("learners-left", "/schools/9904001/learners?status=leavers", &[]),
    page("staff", "/schools/9904001/staff", &[]),
    page("non-mis", "/schools/9904001/non-mis", &[]),
    page("governors", "/schools/9904001/governors", &[]),
    page("add-non-mis", "/schools/9904001/non-mis/new", &[]),
    page(
        "add-refused",
        "/schools/9904001/non-mis/new",
        &[Press("main form .btn-primary"), See(".field-wrong")],
    ),
    page("add-governor", "/schools/9904001/governors/new", &[]),
    page("review", "/schools/9904001/non-mis/review", &[]),
    page("details-learner", "/schools/9904001/learners", &[DETAILS]),
    page(
        "details-timeline",
        "/schools/9904001/learners",
        &[DETAILS, Press(".tabs a[href*='timeline=passwords']")],
    ),
    page(
        "reset-password",
        "/schools/9904001/learners",
        &[DETAILS, MANAGE, Press("a[href$='/reset-password']")],
    ),
    page("edit", "/schools/9904001/learners", &[DETAILS, MANAGE, Press("a[href$='/edit']")]),
    page("deactivate", "/schools/9904001/learners", &[DETAILS, MANAGE, Press("a[href$='/deactivate']")]),
    page("consent", "/schools/9904001/learners", &[DETAILS, MANAGE, Press(".actions a[href*='/consent']")]),
    page("reset-group", "/schools/9904001/learners/reset/registration-group", &[]),
    page(
        "reset-group-refused",
        "/schools/9904001/learners/reset/year",
        &[Press("main form button"), See(".field-wrong")],
    ),
    page("act-question", "/schools/9904001/learners", WITHDRAW),
    page("act-refused", "/schools/9904001/learners", REFUSED),
    page("champions", "/schools/9904001/digital-champions", &[]),
    page("promote", "/schools/9904001/digital-champions", &[Press("a[href$='/promote']")]),
    page("details-staff", "/schools/9904001/staff", &[DETAILS]),
    page("runs", "/schools/9904001/provisioning", &[]),
    page("run-first", "/schools/9904001/provisioning", &[Press("tbody tr:last-child td.more a")]),
    page("run-changes", "/schools/9904001/provisioning", &[RUN_BEFORE]),
    page("run-outcome", "/schools/9904001/provisioning", &[RUN_BEFORE, Press("a.figure[href*='outcome=']")]),
    page(
        "run-rejected",
        "/schools/9904001/provisioning",
        &[LAST_RUN, Press(".tabs a[href*='tab=rejected']")],
    ),
    page("run-waiting", "/schools/9904001/provisioning", &[LAST_RUN, Press(".tabs a[href*='tab=waiting']")]),
    page("run-missing", "/schools/9904001/provisioning", &[LAST_RUN, MISSING]),
    page("run-unchanged", "/schools/9904001/provisioning", &[LAST_RUN, UNCHANGED]),
    page("settings", "/schools/9904001/settings", &[]),
    page(
        "settings-refused",
        "/schools/9904001/settings",
        &[Press("form[action$='/settings'] button"), See(".field-wrong")],
    ),
    page("password-shown", "/schools/9904001/learners", &[Press("td .password button"), See("output")]),
    page("audit", "/schools/9904001/audit", &[]),
    page("audit-no-match", "/schools/9904001/audit?q=zzz", &[]),
    page("audit-event", "/schools/9904001/audit?kind=password_shown", &[DETAILS]),
    page("notice-inside", "/privacy", &[]),
    page("downloads", "/schools/9904001/downloads/learners", &[]),
    page("prove", "/prove?return_to=/schools/9904001/downloads/learners", &[]),
    page("profile", "/profile", &[]),
    page(
        "profile-refused",
        "/profile",
        &[
            Type("#current", "x"),
            Type("#password", "Password1"),
            Press("main form button"),
            See(".field-wrong"),
        ],
    ),
    page("school-not-found", "/schools/9904001/nowhere", &[]),
];

const WITH_HELD_RUN: &[Page] = &[
    page("attention", "/schools/9914001", &[]),
    page("held-runs", "/schools/9914001/provisioning", &[]),
    page("held", "/schools/9914001", &[HELD_RUN]),
    page("held-changes", "/schools/9914001", &[HELD_RUN, Press(".tabs a[href*='tab=changes']")]),
    page("held-unchanged", "/schools/9914001", &[HELD_RUN, UNCHANGED]),
    page("release", "/schools/9914001", &[HELD_RUN, Press("main a[href$='/release']")]),
    page("discard", "/schools/9914001", &[HELD_RUN, Press("main a[href$='/discard']")]),
];

const SERVICE_DESK: &[Page] = &[
    page("service-desk", "/service-desk", &[]),
    page("desk-no-match", "/service-desk?q=zzz", &[]),
    page("desk-authority", "/service-desk", &[Press("a[href^='/authorities/']")]),
    page("desk-school", "/service-desk", &[Press("td.person-name a")]),
    page("desk-held", "/service-desk", &[Press("td a[href*='/provisioning/']")]),
    page("desk-learners", "/schools/9917001/learners", &[]),
    page("desk-staff", "/schools/9917001/staff", &[]),
    page("desk-details", "/schools/9917001/staff", &[DETAILS]),
    page("desk-profile", "/profile", &[]),
];
