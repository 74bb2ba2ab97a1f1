//! Every route of the portal as data: who gets in is asked of the matrix, never written down a second time.

use axum::http::Method;
use ump::authz::{Permission, Role, may};

/// Who gets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Anybody.
    Open,
    /// Whoever is signed in.
    SignedIn,
    /// Only somebody who signed in with a password that others know.
    FirstPassword,
    /// Whoever has the permission, for what is their own.
    Anywhere(Permission),
    /// Whoever has the permission, in a school within reach.
    School(Permission),
    /// Whoever has the permission, for the authority within reach.
    Authority(Permission),
    /// Whoever has the permission, for the nation.
    Nation(Permission),
    /// A provisioning token.
    Token,
}

/// Whose id or which run the address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Nobody,
    Learner,
    Staff,
    AppliedRun,
    HeldRun,
    FinishedAct,
    Event,
    Class,
    Mailbox,
    SchoolToken,
    AuthorityToken,
    Colleague,
    Job,
    /// A row of a learner who waits.
    Waiting,
    /// A request to take a former account along.
    Transfer,
}

/// A route and what a test needs to use it.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    pub method: &'static Method,
    pub path: &'static str,
    pub door: Door,
    pub about: About,
    pub form: &'static [(&'static str, &'static str)],
}

const GET: &Method = &Method::GET;
const POST: &Method = &Method::POST;

const fn route(method: &'static Method, path: &'static str, door: Door, about: About) -> Route {
    Route { method, path, door, about, form: &[] }
}

const fn form(
    path: &'static str,
    door: Door,
    about: About,
    form: &'static [(&'static str, &'static str)],
) -> Route {
    Route { form, ..route(POST, path, door, about) }
}

use About::{
    AppliedRun, AuthorityToken, Class, Colleague, Event, FinishedAct, HeldRun, Job, Learner, Mailbox, Nobody,
    SchoolToken, Staff, Transfer, Waiting,
};
use Door::{Anywhere, Authority, FirstPassword, Nation, Open, School, SignedIn, Token};
use Permission as P;

const RESET: &str = "/schools/{dfes}/users/{id}/reset-password";
const EDIT: &str = "/schools/{dfes}/users/{id}/edit";
const CONSENT: &str = "/schools/{dfes}/users/{id}/consent";
const TRANSFER: &str = "/schools/{dfes}/users/{id}/transfer";
const MAILBOX: &str = "/schools/{dfes}/mailboxes/{id}";
const YEAR: &str = "/service-desk/academic-years/{start_year}";
const RUN: &str = "/schools/{dfes}/provisioning/{batch}";

const ADMINISTRATORS: &str = "/authorities/{code}/administrators";
const PROMOTE: &str = "/authorities/{code}/administrators/{id}/promote";
const DEMOTE: &str = "/authorities/{code}/administrators/{id}/demote";
/// Tokens that are made once, however often their forms are sent.
const NEW_TOKEN: &str = "01994f3e-0000-7000-8000-000000000006";
const OTHER_TOKEN: &str = "01994f3e-0000-7000-8000-000000000007";

/// A form that lacks almost everything: nobody is added.
const NEW_ACCOUNT: &[(&str, &str)] = &[("account", "01994f3e-0000-7000-8000-000000000002")];

/// A name that no address holds: nothing is added.
const NEW_MAILBOX: &[(&str, &str)] =
    &[("mailbox", "01994f3e-0000-7000-8000-000000000004"), ("name", "not a name")];
/// Nobody of any school.
const A_STRANGER: &[(&str, &str)] = &[("person", "01994f3e-0000-7000-8000-000000000005")];

/// All of them.
pub const ROUTES: &[Route] = &[
    route(GET, "/healthz", Open, Nobody),
    route(GET, "/readyz", Open, Nobody),
    route(GET, "/metrics", Open, Nobody),
    route(GET, "/assets/{*path}", Open, Nobody),
    route(GET, "/sign-in", Open, Nobody),
    form("/sign-in", Open, Nobody, &[("username", "nobody"), ("password", "wrong")]),
    route(POST, "/sign-out", Open, Nobody),
    form("/language", Open, Nobody, &[("language", "en")]),
    route(GET, "/terms", Open, Nobody),
    route(GET, "/privacy", Open, Nobody),
    route(GET, "/accessibility", Open, Nobody),
    route(GET, "/", SignedIn, Nobody),
    route(GET, "/profile", SignedIn, Nobody),
    form(
        "/profile/password",
        Anywhere(P::ChangeOwnPassword),
        Nobody,
        &[("current", "x"), ("password", "short"), ("repeated", "short")],
    ),
    route(GET, "/prove", SignedIn, Nobody),
    form("/prove", SignedIn, Nobody, &[("password", "wrong")]),
    route(GET, "/first-sign-in", SignedIn, Nobody),
    form("/first-sign-in", FirstPassword, Nobody, &[("password", "x"), ("repeated", "y")]),
    route(GET, "/schools/{dfes}", School(P::SeeSchool), Nobody),
    route(GET, "/schools/{dfes}/learners", School(P::SeeLearners), Nobody),
    form("/schools/{dfes}/learners/search", School(P::SeeLearners), Nobody, &[("q", "prys")]),
    form(
        "/schools/{dfes}/slips",
        School(P::PrintLearners),
        Nobody,
        &[("list", "learners"), ("all_matching", "yes"), ("passwords", "no")],
    ),
    form(
        "/schools/{dfes}/slips",
        School(P::ManageStaff),
        Nobody,
        &[("list", "staff"), ("all_matching", "yes"), ("passwords", "yes")],
    ),
    route(GET, "/schools/{dfes}/downloads/learners", School(P::ExportCredentials), Nobody),
    route(GET, "/schools/{dfes}/downloads/staff", School(P::ExportCredentials), Nobody),
    route(GET, "/schools/{dfes}/downloads/learners.csv", School(P::ExportCredentials), Nobody),
    route(GET, "/schools/{dfes}/downloads/staff.csv", School(P::ExportCredentials), Nobody),
    route(GET, "/schools/{dfes}/learners.csv", School(P::SeeLearners), Nobody),
    route(GET, "/schools/{dfes}/staff.csv", School(P::SeeStaff), Nobody),
    route(GET, "/schools/{dfes}/non-mis.csv", School(P::SeeStaff), Nobody),
    route(GET, "/schools/{dfes}/governors.csv", School(P::SeeStaff), Nobody),
    route(GET, "/schools/{dfes}/learners/print/{by}", School(P::PrintLearners), Nobody),
    form(
        "/schools/{dfes}/learners/print/{by}",
        School(P::PrintLearners),
        Nobody,
        &[("group", "7A"), ("passwords", "yes")],
    ),
    route(GET, "/schools/{dfes}/staff", School(P::SeeStaff), Nobody),
    form("/schools/{dfes}/staff/search", School(P::SeeStaff), Nobody, &[("q", "mon")]),
    route(GET, "/schools/{dfes}/non-mis", School(P::SeeStaff), Nobody),
    form("/schools/{dfes}/non-mis/search", School(P::SeeStaff), Nobody, &[("q", "mon")]),
    route(GET, "/schools/{dfes}/governors", School(P::SeeStaff), Nobody),
    form("/schools/{dfes}/governors/search", School(P::SeeStaff), Nobody, &[("q", "mon")]),
    route(GET, "/schools/{dfes}/non-mis/new", School(P::ManageNonMis), Nobody),
    form("/schools/{dfes}/non-mis/new", School(P::ManageNonMis), Nobody, NEW_ACCOUNT),
    route(GET, "/schools/{dfes}/governors/new", School(P::ManageNonMis), Nobody),
    form("/schools/{dfes}/governors/new", School(P::ManageNonMis), Nobody, NEW_ACCOUNT),
    route(GET, "/schools/{dfes}/non-mis/review", School(P::ManageNonMis), Nobody),
    form("/schools/{dfes}/non-mis/review", School(P::ManageNonMis), Nobody, &[("decision", "close")]),
    route(GET, "/schools/{dfes}/groups", School(P::SeeGroups), Nobody),
    form("/schools/{dfes}/groups/search", School(P::SeeGroups), Nobody, &[("q", "mat")]),
    route(GET, "/schools/{dfes}/groups/{id}", School(P::SeeGroups), Class),
    route(GET, "/schools/{dfes}/groups/registration/{group}", School(P::SeeAllGroups), Nobody),
    route(GET, "/schools/{dfes}/groups/year/{year}", School(P::SeeAllGroups), Nobody),
    route(POST, "/schools/{dfes}/groups/{id}/workspaces/{service}", School(P::ManageWorkspaces), Class),
    route(
        POST,
        "/schools/{dfes}/groups/{id}/workspaces/{service}/members",
        School(P::ManageWorkspaces),
        Class,
    ),
    route(
        POST,
        "/schools/{dfes}/groups/{id}/workspaces/{service}/restore",
        School(P::ManageWorkspaces),
        Class,
    ),
    route(POST, "/schools/{dfes}/groups/{id}/workspaces/{service}/retry", School(P::ManageWorkspaces), Class),
    route(GET, "/schools/{dfes}/service-accounts", School(P::ManageProvisioning), Nobody),
    form("/schools/{dfes}/service-accounts/retry", School(P::ManageProvisioning), Nobody, A_STRANGER),
    route(GET, "/schools/{dfes}/users/{id}", School(P::SeeLearners), Learner),
    route(GET, "/schools/{dfes}/users/{id}", School(P::SeeStaff), Staff),
    route(POST, "/schools/{dfes}/users/{id}/password", School(P::ShowLearnerPassword), Learner),
    route(POST, "/schools/{dfes}/users/{id}/password", School(P::ShowStaffPassword), Staff),
    form(
        "/schools/{dfes}/learners/selected",
        School(P::ResetLearnerPasswords),
        Nobody,
        &[("action", "reset_passwords")],
    ),
    form("/schools/{dfes}/staff/selected", School(P::ManageStaff), Nobody, &[("action", "reset_passwords")]),
    form(
        "/schools/{dfes}/non-mis/selected",
        School(P::ManageStaff),
        Nobody,
        &[("action", "reset_passwords")],
    ),
    form(
        "/schools/{dfes}/governors/selected",
        School(P::ManageStaff),
        Nobody,
        &[("action", "reset_passwords")],
    ),
    route(GET, "/schools/{dfes}/learners/reset/{by}", School(P::ResetLearnerPasswords), Nobody),
    form(
        "/schools/{dfes}/learners/reset/{by}",
        School(P::ResetLearnerPasswords),
        Nobody,
        &[("act", "01994f3e-0000-7000-8000-000000000001"), ("group", "")],
    ),
    route(GET, "/schools/{dfes}/acts/{act}", School(P::ResetLearnerPasswords), FinishedAct),
    route(POST, "/schools/{dfes}/acts/{act}/confirm", School(P::ResetLearnerPasswords), FinishedAct),
    route(GET, RESET, School(P::ResetLearnerPasswords), Learner),
    route(GET, RESET, School(P::ManageStaff), Staff),
    form(RESET, School(P::ResetLearnerPasswords), Learner, &[("how", "generate")]),
    form(RESET, School(P::ManageStaff), Staff, &[("how", "own"), ("password", "weak")]),
    route(GET, EDIT, School(P::EditLearners), Learner),
    route(GET, EDIT, School(P::ManageStaff), Staff),
    form(EDIT, School(P::EditLearners), Learner, &[("display_forename", "Siân"), ("display_surname", "")]),
    form(EDIT, School(P::ManageStaff), Staff, &[("display_forename", "Rhys"), ("display_surname", "")]),
    route(GET, CONSENT, School(P::RecordConsent), Learner),
    form(CONSENT, School(P::RecordConsent), Learner, &[("wish", "confirm"), ("basis", "form")]),
    route(GET, "/schools/{dfes}/digital-champions", School(P::ManageChampions), Nobody),
    form("/schools/{dfes}/digital-champions/search", School(P::ManageChampions), Nobody, &[("q", "mon")]),
    route(GET, "/schools/{dfes}/users/{id}/promote", School(P::ManageChampions), Staff),
    route(POST, "/schools/{dfes}/users/{id}/promote", School(P::ManageChampions), Staff),
    route(GET, "/schools/{dfes}/users/{id}/demote", School(P::ManageChampions), Staff),
    route(POST, "/schools/{dfes}/users/{id}/demote", School(P::ManageChampions), Staff),
    route(GET, "/schools/{dfes}/users/{id}/deactivate", School(P::EditLearners), Learner),
    route(GET, "/schools/{dfes}/users/{id}/deactivate", School(P::ManageStaff), Staff),
    route(POST, "/schools/{dfes}/users/{id}/deactivate", School(P::EditLearners), Learner),
    route(POST, "/schools/{dfes}/users/{id}/deactivate", School(P::ManageStaff), Staff),
    route(GET, "/schools/{dfes}/users/{id}/activate", School(P::ManageLearners), Learner),
    route(GET, "/schools/{dfes}/users/{id}/activate", School(P::ReactivateStaff), Staff),
    route(POST, "/schools/{dfes}/users/{id}/activate", School(P::ManageLearners), Learner),
    route(POST, "/schools/{dfes}/users/{id}/activate", School(P::ReactivateStaff), Staff),
    route(GET, "/schools/{dfes}/provisioning", School(P::ManageProvisioning), Nobody),
    route(GET, RUN, School(P::ManageProvisioning), AppliedRun),
    route(GET, RUN, School(P::ManageProvisioning), HeldRun),
    route(GET, "/schools/{dfes}/provisioning/{batch}/changes.csv", School(P::ManageProvisioning), AppliedRun),
    route(
        GET,
        "/schools/{dfes}/provisioning/{batch}/rejections.csv",
        School(P::ManageProvisioning),
        AppliedRun,
    ),
    route(GET, "/schools/{dfes}/provisioning/{batch}/release", School(P::ManageProvisioning), HeldRun),
    route(GET, "/schools/{dfes}/provisioning/{batch}/discard", School(P::ManageProvisioning), HeldRun),
    route(POST, "/schools/{dfes}/provisioning/{batch}/release", School(P::ManageProvisioning), HeldRun),
    route(POST, "/schools/{dfes}/provisioning/{batch}/discard", School(P::ManageProvisioning), HeldRun),
    route(GET, "/schools/{dfes}/provisioning/{batch}/undo", School(P::ManageProvisioning), AppliedRun),
    route(POST, "/schools/{dfes}/provisioning/{batch}/undo", School(P::ManageProvisioning), AppliedRun),
    route(GET, "/schools/{dfes}/provisioning/rehearse", School(P::ManageProvisioning), Nobody),
    route(POST, "/schools/{dfes}/provisioning/rehearse", School(P::ManageProvisioning), Nobody),
    route(GET, "/schools/{dfes}/ctf", School(P::ManageProvisioning), Nobody),
    route(POST, "/schools/{dfes}/ctf", School(P::ManageProvisioning), Nobody),
    route(GET, "/schools/{dfes}/rollover", School(P::SeeYearEnd), Nobody),
    route(GET, "/schools/{dfes}/moves", School(P::CheckMoves), Nobody),
    form("/schools/{dfes}/moves/search", School(P::CheckMoves), Nobody, &[("q", "prys")]),
    route(GET, "/schools/{dfes}/moves/{id}", School(P::CheckMoves), Waiting),
    route(GET, "/schools/{dfes}/moves/{id}", School(P::CheckMoves), Learner),
    route(GET, TRANSFER, School(P::AskTransfer), Staff),
    form(TRANSFER, School(P::AskTransfer), Staff, &[("dfes", "not a number")]),
    route(GET, "/service-desk/transfers", Nation(P::ApproveTransfers), Nobody),
    route(GET, "/service-desk/transfers/{id}", Nation(P::ApproveTransfers), Transfer),
    form(
        "/service-desk/transfers/{id}/approve",
        Nation(P::ApproveTransfers),
        Transfer,
        &[("former", "01994f3e-0000-7000-8000-000000000006")],
    ),
    form("/service-desk/transfers/{id}/refuse", Nation(P::ApproveTransfers), Transfer, &[("reason", "")]),
    route(GET, "/schools/{dfes}/settings", School(P::ManageSettings), Nobody),
    form(
        "/schools/{dfes}/settings",
        School(P::ManageSettings),
        Nobody,
        &[("manager", "school"), ("contact_name", "")],
    ),
    route(GET, "/schools/{dfes}/mailboxes", School(P::ManageMailboxes), Nobody),
    route(GET, "/schools/{dfes}/mailboxes/new", School(P::ManageMailboxes), Nobody),
    form("/schools/{dfes}/mailboxes/new", School(P::ManageMailboxes), Nobody, NEW_MAILBOX),
    route(GET, MAILBOX, School(P::ManageMailboxes), Mailbox),
    route(POST, "/schools/{dfes}/mailboxes/{id}/retry", School(P::ManageMailboxes), Mailbox),
    form("/schools/{dfes}/mailboxes/{id}/remove", School(P::ManageMailboxes), Mailbox, A_STRANGER),
    route(GET, "/schools/{dfes}/mailboxes/{id}/add", School(P::ManageMailboxes), Mailbox),
    form("/schools/{dfes}/mailboxes/{id}/add", School(P::ManageMailboxes), Mailbox, A_STRANGER),
    form("/schools/{dfes}/mailboxes/{id}/search", School(P::ManageMailboxes), Mailbox, &[("q", "mon")]),
    route(GET, "/schools/{dfes}/mailboxes/{id}/close", School(P::ManageMailboxes), Mailbox),
    route(POST, "/schools/{dfes}/mailboxes/{id}/close", School(P::ManageMailboxes), Mailbox),
    route(GET, "/schools/{dfes}/audit", School(P::SeeAudit), Nobody),
    form("/schools/{dfes}/audit/search", School(P::SeeAudit), Nobody, &[("q", "prys")]),
    route(GET, "/schools/{dfes}/audit/{event}", School(P::SeeAudit), Event),
    route(GET, "/schools/{dfes}/audit.csv", School(P::SeeAudit), Nobody),
    route(GET, "/schools/{dfes}/readiness", School(P::SeeReadiness), Nobody),
    route(GET, "/schools/{dfes}/readiness.csv", School(P::SeeReadiness), Nobody),
    route(GET, "/schools/{dfes}/tokens", School(P::ManageTokens), Nobody),
    form("/schools/{dfes}/tokens", School(P::ManageTokens), Nobody, &[("token", NEW_TOKEN)]),
    route(GET, "/schools/{dfes}/tokens/{id}/revoke", School(P::ManageTokens), SchoolToken),
    route(POST, "/schools/{dfes}/tokens/{id}/revoke", School(P::ManageTokens), SchoolToken),
    route(GET, "/authorities/{code}", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/held-runs", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/held-runs/chosen", Authority(P::SeeSchools), Nobody),
    route(POST, "/authorities/{code}/held-runs/chosen", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/held-runs/outcome", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/moves", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/readiness", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/readiness.csv", Authority(P::SeeSchools), Nobody),
    route(GET, "/authorities/{code}/tokens", Authority(P::ManageTokens), Nobody),
    form("/authorities/{code}/tokens", Authority(P::ManageTokens), Nobody, &[("token", OTHER_TOKEN)]),
    route(GET, "/authorities/{code}/tokens/{id}/revoke", Authority(P::ManageTokens), AuthorityToken),
    route(POST, "/authorities/{code}/tokens/{id}/revoke", Authority(P::ManageTokens), AuthorityToken),
    route(GET, ADMINISTRATORS, Authority(P::ManageAdministrators), Nobody),
    route(GET, "/authorities/{code}/administrators/new", Authority(P::ManageAdministrators), Nobody),
    form(
        "/authorities/{code}/administrators/new",
        Authority(P::ManageAdministrators),
        Nobody,
        &[("account", "01994f3e-0000-7000-8000-000000000008"), ("surname", "")],
    ),
    route(GET, PROMOTE, Authority(P::ManageAdministrators), Colleague),
    route(POST, PROMOTE, Authority(P::ManageAdministrators), Colleague),
    route(GET, DEMOTE, Authority(P::ManageAdministrators), Colleague),
    route(POST, DEMOTE, Authority(P::ManageAdministrators), Colleague),
    route(GET, "/service-desk", Nation(P::SeeNation), Nobody),
    route(GET, "/service-desk/readiness", Nation(P::SeeNation), Nobody),
    route(GET, "/service-desk/readiness.csv", Nation(P::SeeNation), Nobody),
    route(GET, "/service-desk/schools/new", Nation(P::AddSchools), Nobody),
    form("/service-desk/schools/new", Nation(P::AddSchools), Nobody, &[("dfes", "")]),
    route(GET, "/service-desk/work", Nation(P::RetryWork), Nobody),
    route(POST, "/service-desk/work/{id}/retry", Nation(P::RetryWork), Job),
    route(GET, "/service-desk/academic-years", Nation(P::ManageYearEnd), Nobody),
    route(GET, YEAR, Nation(P::ManageYearEnd), Nobody),
    form(
        "/service-desk/academic-years/{start_year}",
        Nation(P::ManageYearEnd),
        Nobody,
        &[("mis_deadline", "")],
    ),
    route(GET, "/service-desk/rollover", Nation(P::ManageYearEnd), Nobody),
    route(POST, "/service-desk/rollover", Nation(P::ManageYearEnd), Nobody),
    route(POST, "/api/provisioning/v1/batches", Token, Nobody),
    route(GET, "/api/provisioning/v1/batches/{id}", Token, AppliedRun),
    route(GET, "/api/provisioning/v1/batches/{id}/changes.csv", Token, AppliedRun),
    route(GET, "/api/provisioning/v1/batches/{id}/rejections.csv", Token, AppliedRun),
];

impl Route {
    /// Whether somebody of the school, or whose office covers it, gets through.
    pub fn admits(&self, role: Role) -> bool {
        match self.door {
            Open | SignedIn => true,
            FirstPassword | Token => false,
            Anywhere(permission) | School(permission) | Authority(permission) | Nation(permission) => {
                may(role, permission)
            }
        }
    }

    /// Whether using it changes what later requests find.
    pub fn decides(&self) -> bool {
        self.method == POST
            && (self.about == HeldRun
                || ["/deactivate", "/close", "/revoke", "/demote", "/undo"]
                    .iter()
                    .any(|end| self.path.ends_with(end)))
    }
}
