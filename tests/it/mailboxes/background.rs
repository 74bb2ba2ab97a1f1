//! What Exchange has of mailboxes and access, whatever happens on the way. Exchange is the sandbox's.

use ump::base::id::MailboxId;
use ump::connectors::{Exchange, NewMailbox};
use ump::daily::DailyTasks;
use ump::db::Reason;
use ump::jobs::enqueue;

use super::{LIST, Stage, give, states, take};
use crate::support::people::Person;
use crate::support::roster::{Roster, teacher};

const OFFICE: &str = "6812001_office@hwbcymru.net";

impl Stage {
    fn exchange(&self) -> &Exchange {
        self.portal.services.connectors.exchange(681)
    }

    /// Who can open the mailbox, as Exchange tells it.
    async fn who_can_open(&self, address: &str) -> Vec<String> {
        let mut people = self.exchange().list_access(address).await.unwrap();
        people.sort_unstable();
        people
    }

    /// What happens after midnight.
    async fn night(&self) {
        let mut tx = self.portal.services.database.system(Reason::Schedule).await.unwrap();
        enqueue(&mut tx, &DailyTasks, None).await.unwrap();
        tx.commit().await.unwrap();
        self.portal.drain_jobs().await;
    }

    async fn run(&self, statement: &'static str) {
        sqlx::query(statement).execute(&mut self.portal.owner().await).await.unwrap();
    }
}

fn address_of(person: &Person) -> String {
    format!("{}@hwbcymru.net", person.username)
}

#[tokio::test]
async fn a_mailbox_is_made_shared_and_closed() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    assert_eq!(states(&nia.get(&page).await), ["Requested"]);
    assert_eq!(nia.get(&page).await.texts("main .sandbox").len(), 1);
    give(&nia, &page, &stage.rhys).await;
    give(&nia, &page, &stage.learner).await;
    let waiting = "Gets access once the mailbox is made";
    assert_eq!(states(&nia.get(&page).await), ["Requested", waiting, waiting]);
    stage.portal.drain_jobs().await;
    assert_eq!(states(&nia.get(&page).await), ["Active", "Has access", "Has access"]);
    let mut both = [address_of(&stage.rhys), address_of(&stage.learner)];
    both.sort_unstable();
    assert_eq!(stage.who_can_open(OFFICE).await, both);

    take(&nia, &page, &stage.rhys).await;
    assert!(nia.get(&page).await.text().contains("Access is being taken away"));
    stage.portal.drain_jobs().await;
    assert!(nia.get(&page).await.text().contains("On 23/11/2026, by Nia Hyrwyddwr"));
    assert_eq!(stage.who_can_open(OFFICE).await, [address_of(&stage.learner)]);

    nia.post(&format!("{page}/close"), &[]).await.assert_redirect(LIST);
    assert_eq!(states(&nia.get(LIST).await), ["Being closed"]);
    stage.portal.drain_jobs().await;
    assert_eq!(states(&nia.get(&page).await), ["Closed on 23/11/2026"]);
    assert_eq!(nia.get(&page).await.texts("h2")[0], "People with access (0)");
    assert_eq!(stage.exchange().find_mailbox(OFFICE).await.unwrap(), None);
    stage.portal.finish().await;
}

#[tokio::test]
async fn who_has_no_account_there_yet_waits_and_keeps_nobody_else_out() {
    let stage = Stage::set().await;
    sqlx::query("DELETE FROM service_account WHERE account_id = $1")
        .bind(stage.rhys.id)
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    give(&nia, &page, &stage.rhys).await;
    give(&nia, &page, &stage.mair).await;
    stage.portal.drain_jobs().await;
    let waits = "Waits for an account in Microsoft 365";
    assert_eq!(states(&nia.get(&page).await), ["Active", waits, "Has access"]);
    // One night brings the account, the next at the latest the access.
    stage.night().await;
    stage.night().await;
    assert_eq!(states(&nia.get(&page).await), ["Active", "Has access", "Has access"]);
    stage.portal.finish().await;
}

#[tokio::test]
async fn who_is_no_longer_active_loses_access_and_must_be_added_again() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    for person in [&stage.rhys, &stage.mair, &stage.learner] {
        give(&nia, &page, person).await;
    }
    stage.portal.drain_jobs().await;
    assert_eq!(stage.who_can_open(OFFICE).await.len(), 3);
    let users = "/schools/6812001/users";
    nia.post(&format!("{users}/{}/deactivate", stage.rhys.id), &[]).await;
    let withdrawal = [("wish", "withdraw"), ("basis", "a letter")];
    nia.post(&format!("{users}/{}/consent", stage.learner.id), &withdrawal).await;
    let ending = "Loses access: no longer active here, or without consent";
    assert_eq!(states(&nia.get(&page).await), ["Active", ending, "Has access", ending]);
    stage.portal.drain_jobs().await;
    assert_eq!(stage.who_can_open(OFFICE).await, [address_of(&stage.mair)]);
    let shown = nia.get(&page).await;
    assert_eq!(states(&shown), ["Active", "Has access"]);
    assert!(shown.text().contains("On 23/11/2026, by itself"));
    let note = Some(OFFICE.to_owned());
    assert_eq!(stage.events("mailbox_access_taken").await, [(String::new(), note, 2)]);
    let timeline = nia.get(&format!("/schools/6812001/users/{}", stage.rhys.id)).await;
    assert!(timeline.text().contains("Access to a shared mailbox ended by itself"));

    stage.set_state(stage.rhys.id, "active").await;
    stage.night().await;
    assert_eq!(stage.who_can_open(OFFICE).await, [address_of(&stage.mair)]);
    give(&nia, &page, &stage.rhys).await;
    stage.portal.drain_jobs().await;
    assert_eq!(stage.who_can_open(OFFICE).await.len(), 2);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_service_that_is_down_is_left_alone_in_the_end_and_tried_again_on_request() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    stage.portal.sandbox.controls().set_faults(100, 1);
    let page = stage.ask(&nia, "office").await;
    give(&nia, &page, &stage.rhys).await;
    stage.portal.drain_jobs().await;
    let shown = nia.get(&page).await;
    assert_eq!(states(&shown), ["Could not be made", "Access could not be given"]);
    assert_eq!(shown.texts(".panel-warn button"), ["Try again"]);
    let attention = nia.get("/schools/6812001").await.texts(".attention a[href$='/mailboxes']");
    assert_eq!(attention, ["Something is left undone for 1 shared mailbox."]);
    assert!(shown.texts(".panel-warn p")[0].starts_with("Microsoft 365 did not answer"));
    assert_eq!(stage.portal.count("SELECT attempts::bigint FROM shared_mailbox").await, 8);
    stage.portal.sandbox.controls().set_faults(0, 1);
    for _ in 0..2 {
        nia.post(&format!("{page}/retry"), &[]).await.assert_redirect(&page);
    }
    stage.portal.drain_jobs().await;
    assert_eq!(states(&nia.get(&page).await), ["Active", "Has access"]);
    assert_eq!(stage.portal.count("SELECT attempts::bigint FROM shared_mailbox").await, 0);

    stage.portal.sandbox.controls().set_faults(100, 1);
    nia.post(&format!("{page}/close"), &[]).await;
    stage.portal.drain_jobs().await;
    assert_eq!(states(&nia.get(LIST).await), ["Could not be closed"]);
    stage.portal.sandbox.controls().set_faults(0, 1);
    nia.post(&format!("{page}/retry"), &[]).await;
    stage.portal.drain_jobs().await;
    assert_eq!(states(&nia.get(LIST).await), ["Closed on 23/11/2026"]);
    stage.portal.finish().await;
}

#[tokio::test]
async fn thirty_people_get_access_though_every_fourth_answer_is_a_fault() {
    let stage = Stage::set().await;
    let staff = (0..30).map(|n| teacher(&format!("T{n:02}"), "Alun", &format!("Athro{n:02}")));
    let roster = Roster::of("6812001").staff(staff);
    stage.portal.push(&stage.school, &roster).await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    let mut expected = Vec::new();
    for n in 0..30 {
        let person = stage.portal.find(&stage.school, &format!("staff-T{n:02}")).await;
        give(&nia, &page, &person).await.assert_redirect(&page);
        expected.push(address_of(&person));
    }
    expected.sort_unstable();
    stage.portal.sandbox.controls().set_faults(25, 0);
    stage.portal.drain_jobs().await;
    stage.portal.sandbox.controls().set_faults(0, 0);
    assert_eq!(stage.who_can_open(OFFICE).await, expected);
    assert_eq!(states(&nia.get(LIST).await), ["Active"]);
    stage.portal.finish().await;
}

#[tokio::test]
async fn access_that_nobody_confirmed_is_taken_all_the_same() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    give(&nia, &page, &stage.rhys).await;
    stage.portal.drain_jobs().await;
    // As a process leaves it that ends between the answer and its confirmation.
    stage.run("UPDATE mailbox_member SET confirmed_at = NULL").await;
    take(&nia, &page, &stage.rhys).await;
    stage.portal.drain_jobs().await;
    assert_eq!(stage.who_can_open(OFFICE).await, [""; 0]);
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_a_lost_process_left_is_taken_up_again() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    stage.portal.drain_jobs().await;
    stage
        .run("UPDATE shared_mailbox SET state = 'creating', tenant = NULL, external_id = NULL, attempts = 1")
        .await;
    stage.night().await;
    assert_eq!(states(&nia.get(&page).await), ["Active"]);
    stage.portal.finish().await;
}

#[tokio::test]
async fn another_mailbox_with_the_address_is_neither_taken_over_nor_deleted() {
    let stage = Stage::set().await;
    let key = MailboxId(stage.fresh_id().parse().unwrap());
    let foreign = NewMailbox { key, address: OFFICE, name: "foreign" };
    let id = stage.exchange().create_mailbox(&foreign).await.unwrap();
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    stage.portal.drain_jobs().await;
    let shown = nia.get(&page).await;
    assert_eq!(states(&shown), ["Could not be made"]);
    assert!(shown.texts(".panel-warn p")[0].contains("has this address already"));
    nia.post(&format!("{page}/close"), &[]).await;
    stage.portal.drain_jobs().await;
    assert_eq!(states(&nia.get(&page).await), ["Closed on 23/11/2026"]);
    assert_eq!(stage.exchange().find_mailbox(OFFICE).await.unwrap(), Some(id));
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_was_made_in_another_tenant_is_made_anew() {
    let stage = Stage::set().await;
    let nia = stage.enter().await;
    let page = stage.ask(&nia, "office").await;
    give(&nia, &page, &stage.rhys).await;
    stage.portal.drain_jobs().await;
    // As if the sandbox had been connected after another tenant, where the mailbox was.
    stage.exchange().delete_mailbox(OFFICE).await.unwrap();
    stage.run("UPDATE shared_mailbox SET tenant = 'nation', external_id = 'there'").await;
    stage.night().await;
    assert_eq!(states(&nia.get(&page).await), ["Active", "Has access"]);
    assert_eq!(stage.who_can_open(OFFICE).await, [address_of(&stage.rhys)]);
    stage.portal.finish().await;
}
