//! Accounts that could not be set up: the dashboard leads to a page that says whose and why, with *Try again*.

use ump::base::PersonName;
use ump::base::id::AccountId;
use ump::connectors::{ExternalId, Person as Wanted, Service};
use uuid::Uuid;

use super::stage::Stage;
use crate::support::people::Person;
use crate::support::portal::Answer;
use crate::support::roster::teacher;

const PAGE: &str = "/schools/6812001/service-accounts";

/// Somebody else has the addresses in Google that the next two new members of staff should have.
async fn occupy(stage: &Stage) -> Vec<ExternalId> {
    let name = PersonName::parse("Rhywun", "Arall").unwrap();
    let mut strangers = Vec::new();
    for (n, username) in ["NewyddL", "HwyrM"].into_iter().enumerate() {
        let key = AccountId(Uuid::from_u128(n as u128 + 1));
        let stranger = Wanted { key, username, name: &name, is_learner: false, is_enabled: true };
        strangers.push(stage.connector(Service::Google).create_person(&stranger).await.unwrap());
    }
    strangers
}

async fn push_newcomers(stage: &Stage) -> [Person; 2] {
    let newcomers = [teacher("NEW", "Llinos", "Newydd"), teacher("HWY", "Marc", "Hwyr")];
    stage.portal.push(&stage.school, &Stage::roster(1).staff(newcomers)).await;
    [stage.portal.find(&stage.school, "staff-NEW").await, stage.portal.find(&stage.school, "staff-HWY").await]
}

async fn page(stage: &Stage) -> Answer {
    let champion = stage.portal.sign_in(&stage.champion).await;
    champion.get(PAGE).await
}

async fn retry(stage: &Stage, person: &str) {
    let champion = stage.portal.sign_in(&stage.champion).await;
    champion.post(&format!("{PAGE}/retry"), &[("person", person)]).await.assert_redirect(PAGE);
    stage.portal.drain_jobs().await;
}

const NAMES: &str = "td.person-name";

#[tokio::test]
async fn the_page_says_whose_account_is_stuck_and_why_and_try_again_mends_it() {
    let stage = Stage::make(1).await;
    assert!(page(&stage).await.assert_ok().text().contains("No account is stuck"));
    let strangers = occupy(&stage).await;
    let [llinos, marc] = push_newcomers(&stage).await;

    let champion = stage.portal.sign_in(&stage.champion).await;
    let dashboard = champion.get("/schools/6812001").await;
    let links = dashboard.texts(&format!(".attention a[href='{PAGE}']"));
    assert!(links[0].contains("accounts of 2 people could not be set up"), "{links:?}");
    let listed = page(&stage).await;
    assert_eq!(listed.assert_ok().texts(NAMES), ["Hwyr, Marc", "Newydd, Llinos"]);
    let row = listed.texts("tbody tr:last-child").join(" ");
    for text in ["Google Workspace", "The service refused it (address taken)", "Try again"] {
        assert!(row.contains(text), "{text}: {row}");
    }

    retry(&stage, &llinos.id.to_string()).await;
    assert_eq!(page(&stage).await.texts(NAMES).len(), 2, "nothing has changed there");
    stage.connector(Service::Google).delete_person(&strangers[0]).await.unwrap();
    retry(&stage, &marc.id.to_string()).await;
    assert_eq!(page(&stage).await.texts(NAMES).len(), 2, "another's button");
    retry(&stage, &llinos.id.to_string()).await;
    assert_eq!(page(&stage).await.texts(NAMES), ["Hwyr, Marc"]);
    assert!(stage.external_id(llinos.id, Service::Google).await.is_some());

    stage.connector(Service::Google).delete_person(&strangers[1]).await.unwrap();
    retry(&stage, "").await;
    assert!(page(&stage).await.text().contains("No account is stuck"));
    assert!(stage.external_id(marc.id, Service::Google).await.is_some());
    stage.portal.finish().await;
}

#[tokio::test]
async fn another_schools_people_are_neither_listed_nor_tried_again() {
    let stage = Stage::make(1).await;
    occupy(&stage).await;
    let [llinos, _] = push_newcomers(&stage).await;
    let other = stage.portal.add_school("6602001", "Ysgol Arall").await;
    let desk = stage.portal.add_service_desk().await;
    let browser = stage.portal.sign_in(&desk).await;
    let path = format!("/schools/{}/service-accounts", other.dfes_number);
    assert_eq!(browser.get(&path).await.assert_ok().texts(NAMES), [] as [&str; 0]);
    for person in [llinos.id.to_string(), String::new()] {
        browser.post(&format!("{path}/retry"), &[("person", &person)]).await.assert_redirect(&path);
    }
    let stuck = "SELECT count(*) FROM service_account WHERE attempts > 0 AND next_try_at IS NOT NULL";
    assert_eq!(stage.portal.count(stuck).await, 2);
    stage.portal.finish().await;
}
