//! The page that prints: slips two across, each group on pages of its own, nothing of the shell.

use askama::Template;
use askama_web::WebTemplate;
use secrecy::ExposeSecret;

use super::super::arrange::{GroupName, SlipGroup};
use super::super::{Order, Slip, SlipPassword, issue};
use crate::audit::Author;
use crate::authz::PrintLearners;
use crate::base::id::AccountId;
use crate::db::TenantTx;
use crate::directory::{PeopleList, Selecting};
use crate::web::{InSchool, Messages, Shell, WebError, dates};

#[derive(Template, WebTemplate)]
#[template(path = "slips/sheet.html")]
pub(super) struct SheetPage {
    shell: Shell,
    school: String,
    groups: Vec<GroupView>,
    /// How many slips there are.
    count: usize,
    /// How many of those who were selected have no slip.
    left_out: usize,
    with_passwords: bool,
    /// How many slips have no password although passwords were asked for.
    missing: usize,
    /// Where the portal is; its sign-in page is below it.
    origin: String,
    issued: String,
    back_href: String,
}

struct GroupView {
    name: String,
    slips: Vec<SlipView>,
}

struct SlipView {
    name: String,
    username: String,
    group: String,
    password: SlipPassword,
}

/// What a print form asks for.
pub(super) struct Wish<'a> {
    pub(super) order: Order<'a>,
    /// Where *Back* leads.
    pub(super) back_href: String,
}

/// An order of whoever asks, without a heading of its own.
pub(super) fn order_of<'a>(
    visit: &InSchool<PrintLearners>,
    people: &'a [AccountId],
    with_passwords: bool,
) -> Order<'a> {
    Order {
        people,
        with_passwords,
        heading: None,
        note: None,
        author: Author::of(&visit.actor),
        address: visit.asked.address,
        language: visit.asked.language,
    }
}

/// Puts the slips on record and shows them; nothing where nobody's account works.
pub(super) async fn print(
    visit: &InSchool<PrintLearners>,
    mut tx: TenantTx,
    wish: Wish<'_>,
) -> Result<Option<SheetPage>, WebError> {
    let Wish { order, back_href } = wish;
    let groups = issue(&mut tx, visit.asked.services(), &order).await.map_err(WebError::internal)?;
    tx.commit().await?;
    Ok((!groups.is_empty()).then(|| page(visit, (&order, back_href), groups)))
}

/// Who selects in this list, at this moment.
pub(super) fn selecting(visit: &InSchool<PrintLearners>, list: PeopleList) -> Selecting {
    Selecting { list, reader: visit.actor.account, today: visit.asked.services().clock.today() }
}

fn page(
    visit: &InSchool<PrintLearners>,
    (order, back_href): (&Order<'_>, String),
    groups: Vec<SlipGroup>,
) -> SheetPage {
    let (t, asked) = (visit.messages(), &visit.asked);
    let slips = || groups.iter().flat_map(|group| &group.slips);
    let count = slips().count();
    SheetPage {
        // The page is the answer to a form: a change of language leads back to where the form stood.
        shell: Shell { path_and_query: back_href.clone(), ..visit.shell() },
        school: visit.school.name(asked.language).to_owned(),
        count,
        left_out: order.people.len().saturating_sub(count),
        with_passwords: order.with_passwords,
        missing: slips().filter(|slip| slip.password.is_missing()).count(),
        groups: groups.into_iter().map(|group| group_view(t, group)).collect(),
        origin: asked.state.settings.origin.clone(),
        issued: dates::day(asked.services().clock.today()),
        back_href,
    }
}

fn group_view(t: &Messages, group: SlipGroup) -> GroupView {
    let name = match group.name {
        GroupName::Given(name) => name,
        GroupName::Year(year) => t.slips_year_without_group(t.year_group(year)),
        GroupName::Others => t.slips_without_group(),
    };
    GroupView { name, slips: group.slips.into_iter().map(slip_view).collect() }
}

fn slip_view(slip: Slip) -> SlipView {
    SlipView {
        name: slip.name.to_string(),
        username: slip.username,
        group: slip.registration_group.unwrap_or_default(),
        password: slip.password,
    }
}
