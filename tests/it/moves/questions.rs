//! The guide's frequent questions: for each cause a school in which it is so, and the portal's answer.

use super::{NEW, OLD, Pair, href, moves, new_roster, old_roster, old_roster_of};
use crate::support::browser::Browser;
use crate::support::client::Covers;
use crate::support::portal::Answer;
use crate::support::roster::{Learner, Roster, Staff, learner, teacher};

/// What the checker answers to a name.
async fn ask(browser: &Browser<'_>, number: &str, name: &str) -> Answer {
    let to = browser.post(&format!("{}/search", moves(number)), &[("q", name)]).await;
    browser.get(to.location()).await
}

fn answers(page: &Answer) -> String {
    page.texts(".answers").join(" ")
}

/// The answer to the name of somebody whom `roster` brings into the new school.
async fn asked_of(roster: Roster, name: &str) -> String {
    let pair = Pair::start().await;
    pair.run(&pair.new, &roster).await;
    let page = ask(&pair.at_new().await, NEW, name).await;
    pair.portal.finish().await;
    answers(&page)
}

fn mair() -> Staff {
    teacher("MAI", "Mair", "Newydd")
}

fn elin() -> Learner {
    learner(20).named("Elin", "Newydd")
}

#[tokio::test]
async fn new_staff_without_a_staff_code() {
    let roster = new_roster().staff([Staff { code: String::new(), ..mair() }]);
    let answer = asked_of(roster, "Newydd").await;
    assert!(answer.contains("rejected the row") && answer.contains("no staff code"), "{answer}");
}

#[tokio::test]
async fn new_staff_with_a_staff_code_that_somebody_else_has() {
    let roster = new_roster().staff([Staff { code: "HYR".to_owned(), ..mair() }]);
    let answer = asked_of(roster, "mair").await;
    assert!(answer.contains("Two members of staff have this staff code"), "{answer}");
}

#[tokio::test]
async fn new_staff_without_a_start_date() {
    let roster = new_roster().staff([Staff { start_date: String::new(), ..mair() }]);
    let answer = asked_of(roster, "Mair Newydd").await;
    assert!(answer.contains("no start date"), "{answer}");
}

#[tokio::test]
async fn new_staff_who_are_not_in_the_file() {
    let pair = Pair::start().await;
    pair.run(&pair.new, &new_roster()).await;
    let page = ask(&pair.at_new().await, NEW, "Mair").await;
    assert!(page.text().contains("Nobody of this name is in the MIS"));
    assert!(page.text().contains("last ran: 23/11/2026"), "the last run is told");
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_new_learner_without_a_upn() {
    let roster = new_roster().learners([Learner { upn: String::new(), ..elin() }]);
    let answer = asked_of(roster, "elin").await;
    assert!(answer.contains("rejected the row") && answer.contains("There is no UPN"), "{answer}");
}

#[tokio::test]
async fn a_new_learner_whom_the_previous_school_has_not_released() {
    let pair = Pair::start().await;
    let row = learner(1).admitted("2026-11-16").named("Elin", "Newydd");
    pair.run(&pair.new, &new_roster().learners([row])).await;
    pair.run(&pair.old, &old_roster()).await;
    let champion = pair.at_new().await;
    let page = ask(&champion, NEW, "Elin").await;
    assert!(answers(&page).contains("Waits for another school"));
    let page = champion.get(&href(&page, "#found ~ table td.person-name a")).await;
    assert_eq!(page.texts(".conditions .state")[0], "Not yet");
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_new_learner_whose_previous_schools_client_has_not_run() {
    let pair = Pair::start().await;
    let row = learner(1).admitted("2026-11-16").named("Elin", "Newydd");
    pair.run(&pair.new, &new_roster().learners([row])).await;
    let champion = pair.at_new().await;
    let page = ask(&champion, NEW, "Elin").await;
    let page = champion.get(&href(&page, "#found ~ table td.person-name a")).await;
    assert_eq!(page.texts(".conditions .state")[..2], ["Not known", "Not yet"]);
    assert!(page.text().contains("The last successful run was on 23/11/2026"));
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_learner_who_had_left_before_an_account_was_made() {
    let roster = new_roster().learners([elin().leaving("2026-10-01")]);
    let answer = asked_of(roster, "Elin").await;
    assert!(answer.contains("passed over the row") && answer.contains("Left before"), "{answer}");
}

#[tokio::test]
async fn a_learner_who_is_new_in_a_run_that_is_held() {
    let pair = Pair::start().await;
    sqlx::query("UPDATE school SET hold_accounts = 0, hold_percent = 0")
        .execute(&mut pair.portal.owner().await)
        .await
        .unwrap();
    let roster = old_roster().change("learner-2", |row| row.leaving("2026-11-20")).learners([elin()]);
    pair.run(&pair.old, &roster).await;
    let page = ask(&pair.at_old().await, OLD, "Elin").await;
    assert!(answers(&page).contains("but is held"), "{}", answers(&page));
    pair.portal.finish().await;
}

#[tokio::test]
async fn somebody_whom_the_file_leaves_out() {
    let pair = Pair::start().await;
    pair.run(&pair.old, &old_roster_of(2, [teacher("ATH", "Rhys", "Athro")])).await;
    let learner = pair.portal.find(&pair.old, "learner-3").await;
    let page = pair.at_old().await.get(&format!("{}/{}", moves(OLD), learner.id)).await;
    assert!(answers(&page).contains("The account works") && answers(&page).contains("Not in the MIS's file"));
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_learner_who_has_left() {
    let pair = Pair::start().await;
    pair.run(&pair.old, &old_roster().change("learner-3", |row| row.leaving("2026-11-20"))).await;
    let learner = pair.portal.find(&pair.old, "learner-3").await;
    let page = pair.at_old().await.get(&format!("{}/{}", moves(OLD), learner.id)).await;
    assert!(answers(&page).contains("left on 20/11/2026"), "{}", answers(&page));
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_learner_whose_password_is_not_available() {
    let pair = Pair::start().await;
    let row = learner(1).admitted("2026-11-16").named("Elin", "Newydd");
    pair.run(&pair.old, &old_roster().change("learner-1", |row| row.leaving("2026-11-20"))).await;
    pair.run(&pair.new, &new_roster().learners([row])).await;
    let came = pair.portal.find(&pair.new, "learner-1").await;
    let page = pair.at_new().await.get(&format!("{}/{}", moves(NEW), came.id)).await;
    assert!(answers(&page).contains("The password was set in another school"), "{}", answers(&page));
    assert!(answers(&page).contains("it still works") && answers(&page).contains("any teacher can"));
    pair.portal.sign_in(&came).await.get("/profile").await.assert_ok();
    pair.portal.finish().await;
}

#[tokio::test]
async fn a_school_that_shows_last_years_classes() {
    let pair = Pair::start().await;
    let last_year = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
                     year,2025-26,schoolYear,2025-09-01,2026-07-20,,2026\n";
    pair.portal.wait(chrono::TimeDelta::hours(1));
    let client = pair.portal.client(Covers::School(&pair.old)).await;
    client.accepted(&old_roster().package().with("academicSessions.csv", last_year).zip()).await;
    pair.portal.drain_jobs().await;
    let champion = pair.at_old().await;
    let settings = format!("/schools/{OLD}/settings");
    let form = [("manager", "school"), ("contact_name", "Tîm TG"), ("telephone", "029 2000 0000")];
    champion.post(&settings, &form).await.assert_redirect(&settings);
    let learner = pair.portal.find(&pair.old, "learner-1").await;
    let page = champion.get(&format!("{}/{}", moves(OLD), learner.id)).await;
    assert!(answers(&page).contains("Year and classes are those of 2025-26"), "{}", answers(&page));
    assert!(answers(&page).contains("Last run: 23/11/2026 10:00"), "{}", answers(&page));
    assert!(page.text().contains("Tîm TG"), "whoever manages the client is named");
    pair.portal.finish().await;
}
