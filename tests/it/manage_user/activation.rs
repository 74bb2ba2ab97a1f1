//! *Deactivate* and *Activate*: who may do it to whom, and until when.

use chrono::TimeDelta;

use super::Stage;
use crate::support::people::{PASSWORD, Person};
use crate::support::roster::Roster;

impl Stage {
    async fn state_of(&self, person: &Person) -> String {
        sqlx::query_scalar("SELECT state FROM account WHERE id = $1")
            .bind(person.id)
            .fetch_one(&mut self.portal.owner().await)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn who_is_deactivated_is_out_until_a_champion_activates_them() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    let theirs = stage.portal.sign_in(learner).await;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    let (details, deactivate) = (stage.page(learner, ""), stage.page(learner, "/deactivate"));
    assert_eq!(stage.menu(&teacher, learner).await, ["Edit", "Reset Password", "Deactivate"]);
    let question = teacher.get(&deactivate).await;
    assert_eq!(question.assert_ok().texts("h1").concat(), "Deactivate the account of Siân Llywelyn?");
    assert_eq!(question.texts("main .buttons > *"), ["Yes, deactivate", "Cancel"]);
    for _ in 0..2 {
        teacher.post(&deactivate, &[]).await.assert_redirect(&details);
    }
    assert_eq!(stage.events(learner, "account_deactivated").await, 1);
    assert!(theirs.get("/profile").await.location().starts_with("/sign-in"));
    assert!(!stage.signs_in(&learner.username, &learner.password).await);
    // Not even a run on which the learner stands brings the account back.
    stage.portal.push(&stage.school, &Stage::roster().change("learner-2", |row| row.in_year("08"))).await;
    assert_eq!(stage.state_of(learner).await, "deactivated");

    assert_eq!(stage.menu(&teacher, learner).await, ["Edit"]);
    teacher.post(&stage.page(learner, "/activate"), &[]).await.assert_not_found();
    let champion = stage.portal.sign_in(&stage.champion).await;
    assert_eq!(stage.menu(&champion, learner).await, ["Edit", "Confirm Consent", "Activate"]);
    for _ in 0..2 {
        champion.post(&stage.page(learner, "/activate"), &[]).await.assert_redirect(&details);
    }
    assert_eq!(stage.events(learner, "account_activated").await, 1);
    assert!(stage.signs_in(&learner.username, &learner.password).await);
    stage.portal.finish().await;
}

#[tokio::test]
async fn a_leaver_works_again_to_the_end_of_the_day_that_was_chosen() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    let leaving = Stage::roster().change("learner-1", |row| row.leaving("2026-11-20"));
    stage.portal.push(&stage.school, &leaving).await;
    assert_eq!(stage.state_of(learner).await, "left");
    let champion = stage.portal.sign_in(&stage.champion).await;
    let (details, activate) = (stage.page(learner, ""), stage.page(learner, "/activate"));
    assert_eq!(champion.get(&activate).await.assert_ok().texts("label"), ["Active until"]);
    for (until, problem) in [
        ("", "Choose the last day on which the account works."),
        ("2026-11-22", "Choose today or a later day."),
        ("2027-11-24", "Choose a day at most a year from today."),
    ] {
        let refused = champion.post(&activate, &[("until", until)]).await;
        assert_eq!(refused.assert_ok().texts(".panel-bad li"), [problem]);
    }
    champion.post(&activate, &[("until", "2026-11-24")]).await.assert_redirect(&details);
    let open = "SELECT count(*) FROM enrolment n JOIN account a ON a.id = n.account_id
                WHERE a.sourced_id = 'learner-1' AND n.ended_at IS NULL";
    assert_eq!(stage.portal.count(open).await, 1);
    // The MIS still says that they left.
    stage.portal.push(&stage.school, &leaving.clone().change("learner-2", |row| row.in_year("08"))).await;
    assert!(stage.signs_in(&learner.username, &learner.password).await);
    stage.portal.wait(TimeDelta::days(2));
    assert!(!stage.signs_in(&learner.username, &learner.password).await);
    stage.portal.finish().await;
}

#[tokio::test]
async fn staff_of_the_mis_are_activated_by_the_service_desk_alone() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let desk = stage.portal.add_service_desk().await;
    let desk = stage.portal.sign_in(&desk).await;
    let supply = stage.add_supply_teacher().await;
    for person in [&stage.teacher, &stage.governor, &supply] {
        champion.post(&stage.page(person, "/deactivate"), &[]).await.assert_redirect(&stage.page(person, ""));
        assert_eq!(stage.state_of(person).await, "deactivated");
    }
    for person in [&stage.governor, &supply] {
        champion.post(&stage.page(person, "/activate"), &[]).await.assert_redirect(&stage.page(person, ""));
        assert!(stage.signs_in(&person.username, PASSWORD).await);
    }
    assert_eq!(stage.menu(&champion, &stage.teacher).await, ["Edit"]);
    champion.post(&stage.page(&stage.teacher, "/activate"), &[]).await.assert_not_found();
    assert_eq!(stage.menu(&desk, &stage.teacher).await, ["Edit", "Activate"]);
    desk.post(&stage.page(&stage.teacher, "/activate"), &[]).await;
    assert_eq!(stage.state_of(&stage.teacher).await, "active");
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_expired_has_no_activate() {
    let stage = Stage::set().await;
    let supply = stage.add_supply_teacher().await;
    sqlx::query("UPDATE account SET state = 'expired', expires_on = '2026-11-01' WHERE id = $1")
        .bind(supply.id)
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    let champion = stage.portal.sign_in(&stage.champion).await;
    assert_eq!(stage.menu(&champion, &supply).await, ["Edit"]);
    let details = stage.page(&supply, "");
    champion
        .post(&stage.page(&supply, "/activate"), &[("until", "2026-12-01")])
        .await
        .assert_redirect(&details);
    assert_eq!(stage.state_of(&supply).await, "expired");
    stage.portal.finish().await;
}

#[tokio::test]
async fn nobody_deactivates_themselves_and_the_last_champion_is_warned_about() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let own = stage.page(&stage.champion, "/deactivate");
    champion.get(&own).await.assert_not_found();
    champion.post(&own, &[]).await.assert_not_found();
    let other = stage.page(&stage.other_champion, "/deactivate");
    assert!(champion.get(&other).await.texts(".panel-warn").is_empty());
    champion.post(&other, &[]).await;
    let la_admin = stage.portal.add_la_admin(681).await;
    let la_admin = stage.portal.sign_in(&la_admin).await;
    let warned = la_admin.get(&own).await.texts(".panel-warn h2").concat();
    assert_eq!(warned, "This is the school's last Digital Champion");
    // An answer to a question that did not warn is asked again.
    assert_eq!(la_admin.post(&own, &[]).await.assert_ok().texts(".panel-warn h2").len(), 1);
    assert_eq!(stage.state_of(&stage.champion).await, "active");
    la_admin.post(&own, &[("last", "yes")]).await.assert_redirect(&stage.page(&stage.champion, ""));
    assert_eq!(stage.state_of(&stage.champion).await, "deactivated");
    let champions = "SELECT champions::bigint FROM school_status";
    assert_eq!(stage.portal.count(champions).await, 0);
    stage.portal.finish().await;
}

#[tokio::test]
async fn nothing_is_offered_about_somebody_who_moved() {
    let stage = Stage::set().await;
    let there = stage.portal.add_school("6812002", "Ysgol B").await;
    let leaving = Stage::roster().change("learner-1", |row| row.leaving("2026-11-20"));
    stage.portal.push(&stage.school, &leaving).await;
    let arriving = Stage::roster().change("learner-1", |row| row.admitted("2026-11-21"));
    let arriving = Roster { dfes_number: "6812002".to_owned(), ..arriving };
    let only = arriving.learners.iter().take(1).cloned().collect();
    let arriving = Roster { learners: only, staff: Vec::new(), ..arriving };
    stage.portal.push(&there, &arriving).await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let page = champion.get(&stage.page(&stage.learner, "")).await;
    assert!(page.assert_ok().texts(".panel h2").concat().contains("Another school"));
    assert!(page.texts(".actions button, .actions a").is_empty());
    for below in ["/edit", "/reset-password", "/consent", "/deactivate", "/activate"] {
        champion.get(&stage.page(&stage.learner, below)).await.assert_not_found();
    }
    let own = stage.portal.find(&there, "learner-1").await;
    assert!(stage.portal.browser().sign_in(&own.username, &own.password).await.status == 303);
    stage.portal.finish().await;
}
