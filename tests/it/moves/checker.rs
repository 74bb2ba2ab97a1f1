//! The move checker tells each of the two schools what is missing, and nothing else of the other.

use super::{NEW, OLD, Pair, href, moves, new_roster, old_roster};
use crate::support::client::count;
use crate::support::portal::Answer;
use crate::support::roster::{Learner, Roster, learner, teacher, upn};

/// Learner 1 as the new school's MIS has them.
fn newcomer() -> Learner {
    Learner { id: "newcomer".to_owned(), ..learner(1).admitted("2026-11-16") }
}

fn claiming() -> Roster {
    new_roster().learners([newcomer()])
}

fn verdicts(page: &Answer) -> Vec<String> {
    page.texts(".conditions .state")
}

fn who_acts(page: &Answer) -> String {
    page.texts(".panel strong").join("")
}

#[tokio::test]
async fn the_new_school_sees_which_conditions_hold_and_who_has_to_act() {
    let pair = Pair::start().await;
    let claim = pair.run(&pair.new, &claiming()).await;
    assert_eq!(count(&claim, "waiting"), 1);
    let champion = pair.at_new().await;
    let row = href(&champion.get(&moves(NEW)).await, "td.person-name a");
    let page = champion.get(&row).await;
    assert_eq!(verdicts(&page), ["Not known", "Not yet", "Holds", "Holds"]);
    assert!(page.text().contains("has not run since your row began to wait"), "{}", page.text());
    assert!(who_acts(&page).contains("The previous school") && who_acts(&page).contains("Cardiff"));
    // The same file again: the client has run, and nobody has left.
    pair.run(&pair.old, &old_roster()).await;
    let page = champion.get(&row).await;
    assert_eq!(verdicts(&page), ["Not yet", "Holds", "Holds", "Holds"]);
    assert!(page.text().contains("leaving date has to be entered in its MIS"));
    let leaving = |day: &'static str| old_roster().change("learner-1", move |row| row.leaving(day));
    pair.run(&pair.old, &leaving("2026-11-27")).await;
    let page = champion.get(&row).await;
    assert_eq!(verdicts(&page), ["Not yet", "Holds", "Holds", "Holds"]);
    assert!(who_acts(&page).starts_with("Nobody"), "a leaving date only has to pass");
    pair.run(&pair.old, &leaving("2026-11-20")).await;
    champion.get(&row).await.assert_not_found();
    let came = pair.portal.find(&pair.new, "newcomer").await;
    let page = champion.get(&format!("{}/{}", moves(NEW), came.id)).await;
    assert!(page.texts(".answers .state").join(" ").contains("The account works"));
    pair.portal.finish().await;
}

#[tokio::test]
async fn the_old_school_sees_that_a_learner_of_its_own_is_waited_for() {
    let pair = Pair::start().await;
    let champion = pair.at_old().await;
    assert!(champion.get(&moves(OLD)).await.text().contains("No other school waits"));
    pair.run(&pair.new, &claiming()).await;
    let page = champion.get(&href(&champion.get(&moves(OLD)).await, "td.person-name a")).await;
    assert_eq!(verdicts(&page), ["Not yet", "Not yet", "Holds", "Holds"]);
    assert!(who_acts(&page).contains("manages your school's provisioning client"));
    pair.run(&pair.old, &old_roster()).await;
    let learner = pair.portal.find(&pair.old, "learner-1").await;
    let address = format!("{}/{}", moves(OLD), learner.id);
    let page = champion.get(&address).await;
    assert_eq!(verdicts(&page), ["Not yet", "Holds", "Holds", "Holds"]);
    assert!(who_acts(&page).contains("Your school, in its MIS"));
    pair.run(&pair.old, &old_roster().change("learner-1", |row| row.leaving("2026-11-20"))).await;
    let page = champion.get(&address).await;
    assert!(page.text().contains("another school manages the account now"));
    assert!(verdicts(&page).is_empty());
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_held_run_that_would_release_the_learner_is_the_old_schools_to_decide() {
    let pair = Pair::start().await;
    pair.run(&pair.new, &claiming()).await;
    sqlx::query("UPDATE school SET hold_accounts = 0, hold_percent = 0")
        .execute(&mut pair.portal.owner().await)
        .await
        .unwrap();
    let held = pair.run(&pair.old, &old_roster().change("learner-1", |row| row.leaving("2026-11-20"))).await;
    assert_eq!(held["state"], "held");
    let champion = pair.at_old().await;
    let page = champion.get(&href(&champion.get(&moves(OLD)).await, "td.person-name a")).await;
    assert!(who_acts(&page).contains("A Digital Champion of your school"));
    // To the other school that is a client that has not run with success.
    let other = pair.at_new().await;
    let page = other.get(&href(&other.get(&moves(NEW)).await, "td.person-name a")).await;
    assert_eq!(verdicts(&page), ["Not known", "Not yet", "Holds", "Holds"]);
    pair.portal.finish().await;
}

#[tokio::test]
async fn neither_school_learns_who_the_other_is() {
    let pair = Pair::start().await;
    pair.run(&pair.new, &claiming()).await;
    for (browser, number, other, other_name) in
        [(pair.at_new().await, NEW, OLD, "Ysgol Hen"), (pair.at_old().await, OLD, NEW, "Ysgol Newydd")]
    {
        let list = browser.get(&moves(number)).await;
        let page = browser.get(&href(&list, "td.person-name a")).await;
        for answer in [list, page] {
            assert!(
                !answer.text().contains(other) && !answer.text().contains(other_name),
                "{}",
                answer.address
            );
            assert!(!answer.text().contains(&upn(1)), "a UPN stands on no page");
        }
    }
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_upn_leads_to_the_row_or_the_account_and_never_stands_in_an_address() {
    let pair = Pair::start().await;
    pair.run(&pair.new, &claiming()).await;
    let search = |number| format!("{}/search", moves(number));
    let new = pair.at_new().await;
    let found = new.post(&search(NEW), &[("q", &upn(1))]).await;
    assert_eq!(found.location(), href(&new.get(&moves(NEW)).await, "td.person-name a"));
    let old = pair.at_old().await;
    let learner = pair.portal.find(&pair.old, "learner-1").await;
    let found = old.post(&search(OLD), &[("q", &upn(1))]).await;
    found.assert_redirect(&format!("{}/{}", moves(OLD), learner.id));
    // A learner of the other school is nobody here.
    let nobody = new.post(&search(NEW), &[("q", &upn(2))]).await;
    nobody.assert_redirect(&format!("{}?upn=nobody", moves(NEW)));
    assert!(new.get(nobody.location()).await.text().contains("no account here has this UPN"));
    let wrong = new.post(&search(NEW), &[("q", "A681200100001")]).await;
    wrong.assert_redirect(&format!("{}?upn=wrong", moves(NEW)));
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_row_that_names_a_former_upn_waits_with_the_same_conditions() {
    let pair = Pair::start().await;
    let renumbered =
        old_roster().change("learner-1", |row| Learner { upn: upn(51), former_upn: upn(1), ..row });
    pair.run(&pair.old, &renumbered).await;
    pair.run(&pair.new, &claiming()).await;
    let champion = pair.at_new().await;
    let page = champion.get(&href(&champion.get(&moves(NEW)).await, "td.person-name a")).await;
    assert_eq!(verdicts(&page), ["Not known", "Not yet", "Holds", "Holds"]);
    let old = pair.at_old().await;
    assert_eq!(old.get(&moves(OLD)).await.texts("td.person-name a").len(), 1);
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_guest_row_never_waits_and_says_so() {
    let pair = Pair::start().await;
    let guest = new_roster().learners([Learner { status: "G".to_owned(), ..newcomer() }]);
    let run = pair.run(&pair.new, &guest).await;
    assert_eq!((count(&run, "skipped"), count(&run, "waiting")), (1, 0));
    let champion = pair.at_new().await;
    let found = champion.post(&format!("{}/search", moves(NEW)), &[("q", &upn(1))]).await;
    assert!(found.location().contains("?row="), "{}", found.location());
    let page = champion.get(found.location()).await;
    assert!(page.texts(".answers").join(" ").contains("guest or subsidiary enrolment"));
    assert!(pair.at_old().await.get(&moves(OLD)).await.text().contains("No other school waits"));
    pair.portal.finish().await;
}

#[tokio::test]
async fn of_two_claimants_the_one_with_the_earlier_admission_checks_its_own() {
    let pair = Pair::start().await;
    let third = pair.portal.add_school("6814003", "Ysgol Arall").await;
    let later = Learner { id: "later".to_owned(), ..learner(1).admitted("2026-11-18") };
    let roster = Roster::of("6814003").learners([later]).staff([teacher("HYR", "Non", "Arall")]);
    pair.run(&pair.new, &claiming()).await;
    pair.run(&third, &roster).await;
    pair.run(&pair.old, &old_roster().change("learner-1", |row| row.leaving("2026-11-20"))).await;
    pair.portal.find(&third, "later").await;
    let champion = pair.at_new().await;
    let page = champion.get(&href(&champion.get(&moves(NEW)).await, "td.person-name a")).await;
    assert_eq!(verdicts(&page)[2], "Not yet");
    assert!(who_acts(&page).contains("Your school, in its MIS"));
    assert!(page.text().contains("admitted the learner later than your row says"));
    pair.portal.finish().await;
}
