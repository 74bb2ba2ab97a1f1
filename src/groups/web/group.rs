//! A group's page: overview, teachers, learners, and what can be done for all of them.

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use serde::Deserialize;

use super::{LIST, kind_in_words, look};
use crate::authz::{self, Access, SeeAllGroups, SeeGroups, SeeStaff};
use crate::base::YearGroup;
use crate::base::id::GroupId;
use crate::credentials::PasswordState;
use crate::directory::{GroupKind, PersonCells, RowWords, why_inactive};
use crate::groups::group::{Member, Members, find_class, find_made_group};
use crate::groups::{Class, Teacher};
use crate::web::list::PAGE_SIZES;
use crate::web::{InSchool, ListAddress, Messages, Pagination, Paging, Shell, WebError, dates};
use crate::workspaces::{WorkspacesPanel, find_panel};

#[derive(Template, WebTemplate)]
#[template(path = "groups/group.html")]
pub(super) struct GroupPage {
    shell: Shell,
    name: String,
    /// What it is, and when it is over.
    subtitle: String,
    is_over: bool,
    facts: Vec<(String, String)>,
    /// Name, and where the person's page is for those who may see staff; nothing where nobody teaches it as a class.
    teachers: Option<Vec<(String, Option<String>)>>,
    rows: Vec<MemberLine>,
    words: RowWords,
    /// Only where there are more learners than a page usually holds.
    pagination: Option<Pagination>,
    acts: Option<Acts>,
    /// The class's Team and Classroom; other groups have none.
    workspaces: Option<WorkspacesPanel>,
    list_href: String,
}

/// A learner, in words.
struct MemberLine {
    name: String,
    is_non_mis: bool,
    /// Why the account does not work; nothing where it does.
    inactive: Option<String>,
    username: String,
    password: PasswordState,
    year: String,
    group: String,
    has_consent: Option<bool>,
    href: String,
}

/// What can be done for everybody in the group: the acts of *Group Actions*, with the group chosen.
struct Acts {
    reset_href: String,
    print_action: String,
    /// The group as those forms spell it.
    value: String,
}

/// `GET /schools/{dfes}/groups/{id}`
pub(super) async fn show_class(
    visit: InSchool<SeeGroups>,
    Path(path): Path<ClassPath>,
) -> Result<GroupPage, WebError> {
    let id = path.id.parse().map(GroupId).map_err(|_| WebError::NotFound)?;
    let look = look(&visit);
    let mut tx = visit.begin().await?;
    let found = find_class(&mut tx, id, look, paging(&visit)).await?;
    let (class, teachers, members) = found.ok_or(WebError::NotFound)?;
    let workspaces = find_panel(&mut tx, &visit, id).await?;
    tx.commit().await?;
    let t = visit.messages();
    let is_current = class.is_current(look.current_year());
    let kind = if class.is_registration { GroupKind::Registration } else { GroupKind::Class };
    let ended = class.ended_at.map(|at| t.group_ended(dates::day_of(at)));
    let page = page(&visit, (kind, class.title.clone()), &members);
    Ok(GroupPage {
        subtitle: [Some(page.subtitle), ended].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        facts: class_facts(t, &class).into_iter().chain(page.facts).collect(),
        teachers: Some(teachers.iter().map(|teacher| teacher_link(&visit, teacher)).collect()),
        is_over: !is_current && class.academic_year <= look.current_year(),
        acts: (is_current && members.learners > 0).then(|| acts(&visit, GroupKind::Class, id.to_string())),
        workspaces: Some(workspaces),
        ..page
    })
}

/// `GET /schools/{dfes}/groups/registration/{group}`
pub(super) async fn show_registration_group(
    visit: InSchool<SeeAllGroups>,
    Path(path): Path<RegistrationPath>,
) -> Result<GroupPage, WebError> {
    show_made_group(&visit, GroupKind::Registration, (path.group.clone(), path.group)).await
}

/// `GET /schools/{dfes}/groups/year/{year}`
pub(super) async fn show_year_group(
    visit: InSchool<SeeAllGroups>,
    Path(path): Path<YearPath>,
) -> Result<GroupPage, WebError> {
    let year = YearGroup::parse(&path.year).ok_or(WebError::NotFound)?;
    show_made_group(&visit, GroupKind::Year, (year.to_string(), visit.messages().year_group(year))).await
}

async fn show_made_group(
    visit: &InSchool<SeeAllGroups>,
    kind: GroupKind,
    (value, name): (String, String),
) -> Result<GroupPage, WebError> {
    let mut tx = visit.begin().await?;
    let members = find_made_group(&mut tx, (kind, &value), look(visit), paging(visit)).await?;
    tx.commit().await?;
    let page = page(visit, (kind, name), &members.ok_or(WebError::NotFound)?);
    Ok(GroupPage { acts: Some(acts(visit, kind, value)), ..page })
}

/// What an address names.
#[derive(Debug, Deserialize)]
pub(super) struct ClassPath {
    id: String,
}

/// What an address names.
#[derive(Debug, Deserialize)]
pub(super) struct RegistrationPath {
    group: String,
}

/// What an address names.
#[derive(Debug, Deserialize)]
pub(super) struct YearPath {
    year: String,
}

fn paging<P>(visit: &InSchool<P>) -> Paging {
    Paging::of(&ListAddress::of(&visit.asked.uri))
}

/// What every group's page has.
fn page<P: Access>(visit: &InSchool<P>, (kind, name): (GroupKind, String), members: &Members) -> GroupPage {
    let (t, address) = (visit.messages(), ListAddress::of(&visit.asked.uri));
    GroupPage {
        shell: visit.shell(),
        name,
        subtitle: kind_in_words(t, kind),
        is_over: false,
        facts: vec![
            (t.learners(), members.learners.to_string()),
            (t.learners_with_consent(), members.with_consent.to_string()),
        ],
        teachers: None,
        rows: members.rows.iter().map(|member| line_of(visit, member)).collect(),
        words: RowWords::of(t),
        pagination: (members.learners > i64::from(PAGE_SIZES[1]))
            .then(|| paging(visit).paginate(address, members.learners)),
        acts: None,
        workspaces: None,
        list_href: visit.path(LIST),
    }
}

fn class_facts(t: &Messages, class: &Class) -> Vec<(String, String)> {
    let facts = [
        (t.academic_year(), Some(class.academic_year.to_string())),
        (t.year(), class.year.map(|year| t.year_group(year))),
        (t.subject(), class.subject.clone()),
        (t.subject_code(), class.subject_code.clone()),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}

fn teacher_link(visit: &InSchool<SeeGroups>, teacher: &Teacher) -> (String, Option<String>) {
    let may_see = authz::permit::<SeeStaff>(&visit.actor, &visit.school).is_some();
    (teacher.name.to_string(), may_see.then(|| visit.path(&format!("/users/{}", teacher.id))))
}

fn acts<P>(visit: &InSchool<P>, kind: GroupKind, value: String) -> Acts {
    let code = kind.code();
    let reset = ListAddress::at(&visit.path(&format!("/learners/reset/{code}")));
    Acts {
        reset_href: reset.with("group", Some(&value)).href(),
        print_action: visit.path(&format!("/learners/print/{code}")),
        value,
    }
}

fn line_of<P>(visit: &InSchool<P>, member: &Member) -> MemberLine {
    let t = visit.messages();
    let cells = PersonCells::of(visit, member.id, &member.name, &member.username, member.password);
    MemberLine {
        name: cells.name,
        is_non_mis: member.is_non_mis,
        inactive: (!member.standing.is_active()).then(|| why_inactive(t, member.standing)),
        username: cells.username,
        password: cells.password,
        year: member.year.map(|year| year.to_string()).unwrap_or_default(),
        group: member.registration_group.clone().unwrap_or_default(),
        has_consent: member.has_consent,
        href: cells.href,
    }
}
