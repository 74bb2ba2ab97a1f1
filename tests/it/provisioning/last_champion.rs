//! Whatever would leave a school without a Digital Champion says so before it is done.

use chrono::TimeDelta;
use serde_json::Value;
use ump::authz::Role;
use ump::tenancy::School;

use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};

const NUMBER: &str = "6812001";
const CHAMPIONS: &str = "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.account_id
                         WHERE a.state = 'active' AND g.role = 'digital_champion'";

fn roster(leaving: &str) -> Roster {
    let mut roster =
        Roster::of(NUMBER).learners((1..=5).map(learner)).staff([teacher("HYR", "Nia", "Hyrwyddwr")]);
    roster.staff[0].leaving_date = leaving.to_owned();
    roster
}

/// A school whose only champion leaves with a run that is held.
async fn leave(portal: &Portal) -> (School, Value) {
    let school = portal.add_school(NUMBER, "Ysgol A").await;
    portal.push(&school, &roster("")).await;
    let champion = portal.find(&school, "staff-HYR").await;
    portal.grant(&champion, Role::DigitalChampion).await;
    let held = portal.push(&school, &roster("2026-11-20")).await;
    assert_eq!(held["held"]["reason"], "last_champion");
    (school, held)
}

fn page(batch: &Value) -> String {
    format!("/schools/{NUMBER}/provisioning/{}", batch["batch_id"].as_str().unwrap())
}

#[tokio::test]
async fn releasing_a_held_run_and_undoing_one_name_the_last_champion() {
    let portal = Portal::start().await;
    let (school, held) = leave(&portal).await;
    let desk = portal.sign_in(&portal.add_service_desk().await).await;
    let warning = async |address: &str| desk.get(address).await.assert_ok().texts("main .panel-warn h2");
    let named = ["The school's last Digital Champion is among them"];
    assert_eq!(warning(&format!("{}/release", page(&held))).await, named);
    let key = format!("{NUMBER}.{}", held["batch_id"].as_str().unwrap());
    let card = desk.get(&format!("/authorities/681/held-runs/chosen?run={key}")).await;
    assert!(card.assert_ok().text().contains("last Digital Champion would be released"));
    desk.post(&format!("{}/release", page(&held)), &[]).await.assert_redirect(&page(&held));
    portal.drain_jobs().await;
    assert_eq!(portal.count(CHAMPIONS).await, 0);

    // The champion returns, and with the account its role.
    portal.wait(TimeDelta::minutes(5));
    let back = portal.push(&school, &roster("")).await;
    assert_eq!(portal.count(CHAMPIONS).await, 1);
    let address = format!("{}/undo", page(&back));
    assert_eq!(warning(&address).await, named);
    desk.post(&address, &[]).await.assert_redirect(&address);
    assert_eq!(portal.count(CHAMPIONS).await, 1, "the answer did not know of it");
    desk.post(&address, &[("last", "yes")]).await.assert_redirect(&page(&back));
    assert_eq!(portal.count(CHAMPIONS).await, 0);
    portal.finish().await;
}

#[tokio::test]
async fn where_another_champion_stays_nothing_is_said() {
    let portal = Portal::start().await;
    let school = portal.add_school(NUMBER, "Ysgol A").await;
    let with_other = |leaving| roster(leaving).staff([teacher("DAU", "Dewi", "Daufab")]);
    portal.push(&school, &with_other("")).await;
    for code in ["staff-HYR", "staff-DAU"] {
        portal.grant(&portal.find(&school, code).await, Role::DigitalChampion).await;
    }
    for leaving in ["2026-11-20", ""] {
        portal.wait(TimeDelta::minutes(5));
        let batch = portal.push(&school, &with_other(leaving)).await;
        assert_eq!(batch["state"], "applied");
        let desk = portal.sign_in(&portal.add_service_desk().await).await;
        let question = desk.get(&format!("{}/undo", page(&batch))).await;
        assert_eq!(question.assert_ok().texts("main .panel-warn").len(), 0);
    }
    portal.finish().await;
}
