//! Staff who moved take their former account along: asked for in the new school, decided by the service desk.

use chrono::TimeDelta;
use sqlx::Row;
use ump::authz::Role;

use super::{NEW, OLD, Pair, href, new_roster, old_roster_of};
use crate::support::client::counts;
use crate::support::people::Person;
use crate::support::roster::{Roster, Staff, learner, teacher};

/// Rhys Athro, who taught in the old school, as the new one's MIS has him.
fn hired() -> Roster {
    new_roster().staff([teacher("RAT", "Rhys", "Athro")]).class_of_all("NEW1")
}

/// The old school, whose MIS has the day on which he left.
fn left() -> Roster {
    let left = Staff { leaving_date: "2026-11-20".to_owned(), ..teacher("ATH", "Rhys", "Athro") };
    old_roster_of(3, [left])
}

/// A pair of schools between which Rhys has moved, with his two accounts and the service desk.
struct Moved {
    pair: Pair,
    former: Person,
    new: Person,
    desk: Person,
}

impl Moved {
    async fn start() -> Self {
        let pair = Pair::start().await;
        let former = pair.portal.find(&pair.old, "staff-ATH").await;
        pair.run(&pair.new, &hired()).await;
        let new = pair.portal.find(&pair.new, "staff-RAT").await;
        let desk = pair.portal.add_service_desk().await;
        Self { pair, former, new, desk }
    }

    fn form_address(&self) -> String {
        format!("/schools/{NEW}/users/{}/transfer", self.new.id)
    }

    /// Asks as the person; the address of the request at the service desk.
    async fn ask(&self) -> String {
        let browser = self.pair.portal.sign_in(&self.new).await;
        browser.post(&self.form_address(), &[("dfes", OLD)]).await.assert_redirect(&self.form_address());
        let desk = self.pair.portal.sign_in(&self.desk).await;
        href(&desk.get("/service-desk/transfers").await, "td.person-name a")
    }

    async fn state_of(&self, person: &Person) -> (String, i32, Option<String>) {
        let row = sqlx::query(
            "SELECT a.state, s.dfes_number, a.sourced_id FROM account a JOIN school s ON s.id = a.school_id WHERE a.id = $1",
        )
        .bind(person.id)
        .fetch_one(&mut self.pair.portal.owner().await)
        .await
        .unwrap();
        (row.get("state"), row.get("dfes_number"), row.get("sourced_id"))
    }
}

#[tokio::test]
async fn the_former_account_takes_the_post_and_the_new_one_is_superseded() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    moved.pair.run(&moved.pair.old, &left()).await;
    let session = portal.sign_in(&moved.new).await;
    let request = moved.ask().await;
    let desk = portal.sign_in(&moved.desk).await;
    let page = desk.get(&request).await;
    assert!(page.text().contains(&moved.former.username) && page.text().contains("Ysgol Hen"));
    let former = moved.former.id.to_string();
    let approve = format!("{request}/approve");
    // Pressed twice, it is done once.
    for _ in 0..2 {
        desk.post(&approve, &[("former", &former)]).await.assert_redirect(&request);
    }
    let has_post = ("active".to_owned(), 6_814_002, Some("staff-RAT".to_owned()));
    assert_eq!(moved.state_of(&moved.former).await, has_post);
    assert_eq!(moved.state_of(&moved.new).await, ("superseded".to_owned(), 6_814_002, None));
    assert!(session.get("/profile").await.location().starts_with("/sign-in"), "its sessions end");
    // The former password opens the account by its own name and by the one that is an alias now.
    portal.sign_in(&moved.former).await.get("/profile").await.assert_ok();
    let by_alias = Person { username: moved.new.username.clone(), ..moved.former.clone() };
    portal.sign_in(&by_alias).await.get("/profile").await.assert_ok();
    for (question, expected) in [
        ("SELECT count(*) FROM audit_event WHERE kind = 'transfer_approved'", 2),
        ("SELECT count(DISTINCT school_id) FROM audit_event WHERE kind = 'transfer_approved'", 2),
        ("SELECT count(*) FROM transfer_request WHERE state = 'approved'", 1),
        ("SELECT count(*) FROM enrolment WHERE moved_at IS NOT NULL AND staff_code = 'ATH'", 1),
        // The champion and the account that has the post now.
        (
            "SELECT staff::bigint FROM school_status t JOIN school s ON s.id = t.school_id WHERE s.dfes_number = 6814002",
            2,
        ),
    ] {
        assert_eq!(portal.count(question).await, expected, "{question}");
    }
    portal.drain_jobs().await;
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn mail_to_the_new_accounts_address_arrives_at_the_former_one() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    moved.pair.run(&moved.pair.old, &left()).await;
    let request = moved.ask().await;
    let desk = portal.sign_in(&moved.desk).await;
    let former = moved.former.id.to_string();
    desk.post(&format!("{request}/approve"), &[("former", &former)]).await.assert_redirect(&request);
    portal.drain_jobs().await;
    // The address is free once the new account is gone; whoever asked too soon for it asks again the next day.
    portal.wait(TimeDelta::days(1));
    ump::workspaces::wake_unfinished(&portal.services).await.unwrap();
    portal.drain_jobs().await;
    let confirmed: Vec<Vec<String>> = sqlx::query_scalar(
        "SELECT confirmed_aliases FROM service_account WHERE account_id = $1 AND confirmed_enabled ORDER BY service",
    )
    .bind(moved.former.id)
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap();
    let alias = moved.new.username.to_lowercase();
    assert_eq!(confirmed, [[alias.clone()], [alias]]);
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn later_runs_of_both_schools_leave_the_transferred_account_where_it_is() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    moved.pair.run(&moved.pair.old, &left()).await;
    let request = moved.ask().await;
    let desk = portal.sign_in(&moved.desk).await;
    let former = moved.former.id.to_string();
    desk.post(&format!("{request}/approve"), &[("former", &former)]).await.assert_redirect(&request);
    let again = moved.pair.run(&moved.pair.new, &hired().learners([learner(8)])).await;
    assert_eq!(counts(&again), [("created", 1), ("unchanged", 3)]);
    let classes = "SELECT count(*) FROM group_member m JOIN account a ON a.id = m.account_id
                   WHERE m.ended_at IS NULL AND a.sourced_id = 'staff-RAT' AND a.state = 'active'";
    assert_eq!(portal.count(classes).await, 1);
    let still_named = moved.pair.run(&moved.pair.old, &left().learners([learner(7)])).await;
    assert_eq!(counts(&still_named), [("created", 1), ("skipped", 1), ("unchanged", 4)]);
    let no_longer = moved.pair.run(&moved.pair.old, &old_roster_of(3, [])).await;
    assert_eq!(counts(&no_longer), [("missing", 1), ("unchanged", 4)]);
    assert_eq!(moved.state_of(&moved.former).await.0, "active");
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn an_account_that_still_works_elsewhere_is_never_taken() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    let request = moved.ask().await;
    let desk = portal.sign_in(&moved.desk).await;
    assert!(desk.get(&request).await.text().contains("Still works."));
    let former = moved.former.id.to_string();
    let refused = desk.post(&format!("{request}/approve"), &[("former", &former)]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("must enter the leaving date"));
    assert_eq!(moved.state_of(&moved.former).await.1, 6_812_001);
    assert_eq!(moved.state_of(&moved.new).await.0, "active");
    moved.pair.run(&moved.pair.old, &left()).await;
    desk.post(&format!("{request}/approve"), &[("former", &former)]).await.assert_redirect(&request);
    assert_eq!(moved.state_of(&moved.former).await.1, 6_814_002);
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn a_champions_role_goes_with_the_post_and_never_comes_from_the_former_school() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    portal.grant(&moved.former, Role::DigitalChampion).await;
    moved.pair.run(&moved.pair.old, &left()).await;
    let request = moved.ask().await;
    let desk = portal.sign_in(&moved.desk).await;
    let former = moved.former.id.to_string();
    desk.post(&format!("{request}/approve"), &[("former", &former)]).await.assert_redirect(&request);
    let staff = format!("/schools/{NEW}/staff");
    portal.sign_in(&moved.former).await.get(&staff).await.assert_not_found();
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn a_refusal_says_why_and_the_person_may_ask_again() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    let request = moved.ask().await;
    let desk = portal.sign_in(&moved.desk).await;
    let refuse = format!("{request}/refuse");
    assert!(desk.post(&refuse, &[("reason", " ")]).await.text().contains("Enter a reason"));
    for _ in 0..2 {
        desk.post(&refuse, &[("reason", "This is another person.")]).await.assert_redirect(&request);
    }
    let browser = portal.sign_in(&moved.new).await;
    assert!(browser.get(&moved.form_address()).await.text().contains("This is another person."));
    browser.post(&moved.form_address(), &[("dfes", OLD)]).await.assert_redirect(&moved.form_address());
    assert_eq!(portal.count("SELECT count(*) FROM transfer_request").await, 2);
    assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE kind = 'transfer_refused'").await, 1);
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn a_request_is_made_once_by_the_person_or_a_champion_and_by_nobody_else() {
    let moved = Moved::start().await;
    let portal = &moved.pair.portal;
    let profile = portal.sign_in(&moved.new).await.get("/profile").await;
    assert!(profile.text().contains(&moved.form_address()), "My Profile leads to it");
    let champion = moved.pair.at_new().await;
    for _ in 0..2 {
        champion.post(&moved.form_address(), &[("dfes", OLD)]).await.assert_redirect(&moved.form_address());
    }
    assert_eq!(portal.count("SELECT count(*) FROM transfer_request").await, 1);
    assert!(champion.get(&moved.form_address()).await.text().contains("has not decided yet"));
    let colleague = format!("/schools/{NEW}/users/{}/transfer", moved.pair.new_champion.id);
    portal.sign_in(&moved.new).await.get(&colleague).await.assert_not_found();
    moved.pair.portal.finish().await;
}

#[tokio::test]
async fn the_form_says_what_is_wrong_with_a_number() {
    let moved = Moved::start().await;
    let browser = moved.pair.portal.sign_in(&moved.new).await;
    for (number, expected) in [
        ("", "Enter the seven digits"),
        ("6819999", "No school in the portal has this number"),
        (NEW, "the number of this school"),
    ] {
        let page = browser.post(&moved.form_address(), &[("dfes", number)]).await;
        assert!(page.texts(".field-error").join(" ").contains(expected), "{number}");
    }
    assert_eq!(moved.pair.portal.count("SELECT count(*) FROM transfer_request").await, 0);
    moved.pair.portal.finish().await;
}
