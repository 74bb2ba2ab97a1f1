//! *View Digital Champions*: promoting and demoting, never oneself, the last one with a warning.

use ump::authz::{AccountKind, Role};
use ump::tenancy::School;

use crate::support::people::{Newcomer, Person};
use crate::support::portal::Portal;
use crate::support::roster::{Roster, Staff, teacher};

const LIST: &str = "/schools/6812001/digital-champions";

async fn school_with(staff: impl IntoIterator<Item = Staff>) -> (Portal, School, Person) {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let roster = Roster::of("6812001").staff([teacher("HYR", "Nia", "Hyrwyddwr")]).staff(staff);
    portal.push(&school, &roster).await;
    let champion = portal.find(&school, "staff-HYR").await;
    portal.grant(&champion, Role::DigitalChampion).await;
    (portal, school, champion)
}

fn page(person: &Person, turn: &str) -> String {
    format!("/schools/6812001/users/{}/{turn}", person.id)
}

#[tokio::test]
async fn champions_stand_on_top_and_the_remaining_staff_below() {
    let (portal, school, champion) =
        school_with([teacher("LLY", "Siân", "Llywelyn"), teacher("LAL", "Rhys", "Lalor")]).await;
    portal.add_supply_teacher(&school).await;
    let browser = portal.sign_in(&champion).await;
    let list = browser.get(LIST).await;
    let names = list.assert_ok().texts("td.person-name");
    assert_eq!(names, ["Hyrwyddwr, Nia", "Lalor, Rhys", "Llywelyn, Siân"], "no non-MIS staff");
    let buttons = list.texts("td .btn");
    assert_eq!(buttons, ["Promote  Lalor, Rhys", "Promote  Llywelyn, Siân"], "never oneself");
    assert!(list.texts(".menus a").contains(&"View Digital Champions".to_owned()));
    let found = browser.get(&format!("{LIST}?q=SIAN")).await;
    assert_eq!(found.texts("td.person-name"), ["Hyrwyddwr, Nia", "Llywelyn, Siân"]);
    portal.finish().await;
}

#[tokio::test]
async fn many_staff_come_in_pages() {
    let staff = (0..60).map(|n| teacher(&format!("T{n:02}"), "Alun", &format!("Athro{n:02}")));
    let (portal, _, champion) = school_with(staff).await;
    let browser = portal.sign_in(&champion).await;
    assert_eq!(browser.get(LIST).await.texts("td.person-name").len(), 51);
    let second = browser.get(&format!("{LIST}?page=2")).await.texts("td.person-name");
    assert_eq!((second.len(), second[1].as_str()), (11, "Athro50, Alun"));
    portal.finish().await;
}

#[tokio::test]
async fn who_is_promoted_works_as_champion_at_once_and_who_is_demoted_is_signed_out() {
    let (portal, school, champion) = school_with([teacher("ATH", "Rhys", "Athro")]).await;
    let rhys = portal.find(&school, "staff-ATH").await;
    let (nia, theirs) = (portal.sign_in(&champion).await, portal.sign_in(&rhys).await);
    theirs.get(LIST).await.assert_not_found();
    let question = nia.get(&page(&rhys, "promote")).await;
    assert_eq!(question.assert_ok().texts("main .buttons > *"), ["Yes, promote", "Cancel"]);
    for _ in 0..2 {
        nia.post(&page(&rhys, "promote"), &[]).await.assert_redirect(LIST);
    }
    theirs.get(LIST).await.assert_ok();
    assert_eq!(portal.count("SELECT champions::bigint FROM school_status").await, 2);
    let by = "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.granted_by WHERE a.sourced_id = 'staff-HYR'";
    assert_eq!(portal.count(by).await, 1);

    let question = nia.get(&page(&rhys, "demote")).await;
    assert_eq!(question.assert_ok().texts("main .buttons > *"), ["Yes, demote", "Cancel"]);
    assert!(question.texts(".panel-warn").is_empty());
    for _ in 0..2 {
        nia.post(&page(&rhys, "demote"), &[]).await.assert_redirect(LIST);
    }
    assert!(theirs.get("/profile").await.location().starts_with("/sign-in"));
    portal.sign_in(&rhys).await.get(LIST).await.assert_not_found();
    for kind in ["champion_promoted", "champion_demoted"] {
        let recorded: i64 = sqlx::query_scalar("SELECT count(*) FROM audit_event WHERE kind = $1")
            .bind(kind)
            .fetch_one(&mut portal.owner().await)
            .await
            .unwrap();
        assert_eq!(recorded, 1, "{kind}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn nobody_demotes_themselves_and_the_last_one_is_warned_about() {
    let (portal, _, champion) = school_with([]).await;
    let nia = portal.sign_in(&champion).await;
    nia.get(&page(&champion, "demote")).await.assert_not_found();
    nia.post(&page(&champion, "demote"), &[]).await.assert_not_found();
    let la_admin = portal.add_la_admin(681).await;
    let la_admin = portal.sign_in(&la_admin).await;
    let question = la_admin.get(&page(&champion, "demote")).await;
    assert_eq!(question.texts(".panel-warn h2"), ["This is the school's last Digital Champion"]);
    // An answer to a question that did not warn is asked again.
    let again = la_admin.post(&page(&champion, "demote"), &[]).await;
    assert_eq!(again.assert_ok().texts(".panel-warn h2").len(), 1);
    la_admin.post(&page(&champion, "demote"), &[("last", "yes")]).await.assert_redirect(LIST);
    assert_eq!(la_admin.get(LIST).await.texts(".empty-heading"), ["This school has no Digital Champion"]);
    portal.finish().await;
}

#[tokio::test]
async fn only_active_staff_of_the_mis_are_promoted_whoever_asks() {
    let (portal, school, champion) = school_with([teacher("ATH", "Rhys", "Athro")]).await;
    let supply = portal.add_supply_teacher(&school).await;
    let governor = portal.add_governor(&school).await;
    let elsewhere = portal.add_school("6812002", "Ysgol B").await;
    let stranger = portal.add(Newcomer::new(AccountKind::Governor, Some(&elsewhere), "Elen", "Arall")).await;
    let rhys = portal.find(&school, "staff-ATH").await;
    sqlx::query("UPDATE account SET state = 'deactivated' WHERE id = $1")
        .bind(rhys.id)
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    let nia = portal.sign_in(&champion).await;
    for person in [&supply, &governor, &stranger, &rhys] {
        nia.post(&page(person, "promote"), &[]).await.assert_not_found();
    }
    // Nor does the database let a school grant it, or any other role.
    for (person, role) in [
        (&supply, "digital_champion"),
        (&stranger, "digital_champion"),
        (&rhys, "digital_champion"),
        (&champion, "service_desk"),
    ] {
        let mut tx = portal.services.database.tenant(school.id).await.unwrap();
        let refused =
            sqlx::query("INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, $2, now())")
                .bind(person.id)
                .bind(role)
                .execute(&mut *tx)
                .await
                .unwrap_err();
        assert_eq!(refused.as_database_error().unwrap().code().unwrap(), "42501", "{role}");
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_search_by_upn_never_reaches_an_address() {
    let (portal, _, champion) = school_with([teacher("ATH", "Rhys", "Athro")]).await;
    let browser = portal.sign_in(&champion).await;
    let search = format!("{LIST}/search");
    browser.post(&search, &[("q", "B801200005001")]).await.assert_redirect(LIST);
    assert_eq!(browser.get(LIST).await.texts(".flash-warn").len(), 1);
    browser.post(&search, &[("q", " athro ")]).await.assert_redirect(&format!("{LIST}?q=athro"));
    browser.post(&search, &[("q", "")]).await.assert_redirect(LIST);
    portal.finish().await;
}
