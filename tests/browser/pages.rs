//! Every page of the portal, by who reads it. Ids stand in no address here: a reader gets to them as people do, by links.

use super::steps::Step::{self, Filter, Open, Press, See, Type};

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
const ADD_USER: Step = Press("main a[href$='/add']");
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
            page("teacher-groups", "/schools/9904001/groups", &[]),
            page("teacher-class", "/schools/9904001/groups", &[Press("td.person-name a")]),
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
            page("authority-not-run", "/authorities/990?not_run_since=2100-01-01", &[]),
            page("authority-moves", "/authorities/990/moves", &[]),
            page("authority-no-held-runs", "/authorities/990/held-runs", &[]),
            page("authority-readiness", "/authorities/990/readiness", &[]),
            page("authority-tokens", "/authorities/990/tokens", &[]),
            page("authority-administrators", "/authorities/990/administrators", &[]),
            page("administrator-new", "/authorities/990/administrators/new", &[]),
            page(
                "administrator-refused",
                "/authorities/990/administrators/new",
                &[Press("main form button"), See(".field-wrong")],
            ),
            page("school-tokens", "/schools/9904001/tokens", &[]),
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
    page("service-accounts", "/schools/9904001/service-accounts", &[]),
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
    page("groups", "/schools/9904001/groups", &[]),
    page("groups-filtered", "/schools/9904001/groups?type=class&year=8&subject=MAT", &[]),
    page("groups-no-match", "/schools/9904001/groups?q=zzz", &[]),
    page("groups-earlier", "/schools/9904001/groups?academic_year=2001", &[]),
    page("class", "/schools/9904001/groups?type=class", &[Press("td.person-name a")]),
    page("groups-last-year", "/schools/9904001/groups", &[Filter("academic_year")]),
    page("class-over", "/schools/9904001/groups", &[Filter("academic_year"), Press("td.person-name a")]),
    page("registration-group", "/schools/9904001/groups/registration/7A", &[]),
    page("year-group", "/schools/9904001/groups/year/8", &[]),
    page(
        "reset-class",
        "/schools/9904001/groups?type=class",
        &[Press("td.person-name a"), Press(".actions a[href*='/reset/class']")],
    ),
    page("act-question", "/schools/9904001/learners", WITHDRAW),
    page("act-refused", "/schools/9904001/learners", REFUSED),
    page("champions", "/schools/9904001/digital-champions", &[]),
    page("promote", "/schools/9904001/digital-champions", &[Press("a[href$='/promote']")]),
    page("details-staff", "/schools/9904001/staff", &[DETAILS]),
    page("readiness", "/schools/9904001/readiness", &[]),
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
    page("undo", "/schools/9904001/provisioning", &[LAST_RUN, Press("main a[href$='/undo']")]),
    page(
        "undo-stays",
        "/schools/9904001/provisioning",
        &[LAST_RUN, Press("main a[href$='/undo']"), Press(".tabs a[href*='tab=stay']")],
    ),
    page("rehearse", "/schools/9904001/provisioning/rehearse", &[]),
    page(
        "rehearse-refused",
        "/schools/9904001/provisioning/rehearse",
        &[Press("main form button"), See(".field-wrong")],
    ),
    page("ctf", "/schools/9904001/ctf", &[]),
    page("ctf-refused", "/schools/9904001/ctf", &[Press("main form button"), See(".field-wrong")]),
    page("mailbox-new", "/schools/9904001/mailboxes/new", &[]),
    page(
        "mailbox-refused",
        "/schools/9904001/mailboxes/new",
        &[Type("#name", "Y Swyddfa"), Press("main form button"), See(".field-wrong")],
    ),
    // The second time the name is taken.
    page(
        "mailbox-added",
        "/schools/9904001/mailboxes/new",
        &[Type("#name", "swyddfa"), Press("main form button")],
    ),
    page("mailboxes", "/schools/9904001/mailboxes", &[]),
    page("mailbox-nobody", "/schools/9904001/mailboxes", &[DETAILS]),
    page("mailbox-search", "/schools/9904001/mailboxes", &[DETAILS, ADD_USER]),
    page(
        "mailbox-found",
        "/schools/9904001/mailboxes",
        &[DETAILS, ADD_USER, Type("#q", "an"), Press("main form.filters button.btn-primary")],
    ),
    page(
        "mailbox-access",
        "/schools/9904001/mailboxes",
        &[
            DETAILS,
            ADD_USER,
            Type("#q", "an"),
            Press("main form.filters button.btn-primary"),
            Press("td form button"),
        ],
    ),
    page("mailbox-former", "/schools/9904001/mailboxes", &[DETAILS, Press("td form button")]),
    page("mailbox-close", "/schools/9904001/mailboxes", &[DETAILS, Press("a[href$='/close']")]),
    page("year-end", "/schools/9904001/rollover", &[]),
    page("year-end-done", "/schools/9904001/rollover", &[Press(".tabs li:last-child a")]),
    page("settings", "/schools/9904001/settings", &[]),
    page(
        "settings-refused",
        "/schools/9904001/settings",
        &[Press("form[action$='/settings'] button"), See(".field-wrong")],
    ),
    page("moves", "/schools/9904001/moves", &[]),
    page("moves-found", "/schools/9904001/moves?q=an", &[]),
    page("moves-nobody", "/schools/9904001/moves?q=zzz", &[]),
    page("move-waiting", "/schools/9904001/moves", &[Press("#waiting ~ table td.person-name a")]),
    page("move-account", "/schools/9904001/moves?q=an", &[Press("#found ~ table td.person-name a")]),
    page("transfer", "/schools/9904001/staff", &[DETAILS, MANAGE, Press("a[href$='/transfer']")]),
    page(
        "transfer-refused",
        "/schools/9904001/staff",
        &[
            DETAILS,
            MANAGE,
            Press("a[href$='/transfer']"),
            Press("main form .btn-primary"),
            See(".field-wrong"),
        ],
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

const NEW_ADMINISTRATOR: &[Step] =
    &[Type("#forename", "Nest"), Type("#surname", "Newydd"), Press("main form button"), See("output")];

const SERVICE_DESK: &[Page] = &[
    page("transfers", "/service-desk/transfers", &[]),
    page("service-desk", "/service-desk", &[]),
    page("desk-no-match", "/service-desk?q=zzz", &[]),
    page("desk-years", "/service-desk/academic-years", &[]),
    page("desk-year", "/service-desk/academic-years", &[DETAILS]),
    page(
        "desk-year-refused",
        "/service-desk/academic-years",
        &[DETAILS, Press("main form .btn-primary"), See(".field-wrong")],
    ),
    page("desk-rollover", "/service-desk/rollover", &[]),
    page("desk-rehearsal", "/service-desk/rollover", &[Press("main form .btn-primary"), See(".flash-info")]),
    page("desk-authority", "/service-desk", &[Press("a[href^='/authorities/']")]),
    page("desk-school", "/service-desk", &[Press("td.person-name a")]),
    page("desk-held", "/service-desk", &[Press("td a[href*='/provisioning/']")]),
    page("desk-readiness", "/service-desk/readiness", &[]),
    page("desk-work", "/service-desk/work", &[]),
    page("school-new", "/service-desk/schools/new", &[]),
    page("school-refused", "/service-desk/schools/new", &[Press("main form button"), See(".field-wrong")]),
    page("held-together", "/authorities/991/held-runs", &[]),
    page("held-beside", "/authorities/991/held-runs", &[Open("td.tick input"), Press("main form button")]),
    page("token-made", "/authorities/990/tokens", &[Press("main form button")]),
    page("token-revoke", "/authorities/990/tokens", &[Press("td.more a[href$='/revoke']")]),
    page("administrator-added", "/authorities/991/administrators/new", NEW_ADMINISTRATOR),
    page("administrator-demote", "/authorities/991/administrators", &[Press("a[href$='/demote']")]),
    page("desk-learners", "/schools/9917001/learners", &[]),
    page("desk-staff", "/schools/9917001/staff", &[]),
    page("desk-details", "/schools/9917001/staff", &[DETAILS]),
    page("desk-profile", "/profile", &[]),
];
