//! School settings: who manages the client is said once and stands wherever a page says whom to ask.

use crate::support::browser::Browser;
use crate::support::portal::Answer;
use crate::support::world::World;

const SETTINGS: &str = "/schools/6812001/settings";

fn filled<'f>(name: &'f str, version: &'f str) -> [(&'f str, &'f str); 5] {
    [
        ("manager", "authority"),
        ("contact_name", name),
        ("email", "tg@caerdydd.gov.uk"),
        ("telephone", "029 2087 2087"),
        ("version", version),
    ]
}

/// The version that the page would send back.
fn version(answer: &Answer) -> String {
    let page = answer.html();
    let field = scraper::Selector::parse("input[name='version']").unwrap();
    page.select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

async fn save(browser: &Browser<'_>, name: &str, version: &str) {
    browser.post(SETTINGS, &filled(name, version)).await.assert_redirect(SETTINGS);
}

#[tokio::test]
async fn whom_to_ask_stands_on_the_pages_about_runs() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    save(&browser, "Tîm TG Caerdydd", "0").await;
    assert_eq!(browser.get(SETTINGS).await.texts(".flash-good").len(), 1);
    assert_eq!(browser.get(SETTINGS).await.texts(".flash-good").len(), 0, "it is said once");
    let run = format!("/schools/6812001/provisioning/{}", world.here.applied);
    for path in ["/schools/6812001", "/schools/6812001/provisioning", &run] {
        let answer = browser.get(path).await;
        let told = answer.texts("section[aria-labelledby='who-to-ask'] p").join(" ");
        assert!(told.contains("Tîm TG Caerdydd") && told.contains("029 2087 2087"), "{path}: {told}");
    }
    let teacher = world.portal.sign_in(&world.here.teacher).await;
    assert!(!teacher.get("/schools/6812001").await.text().contains("029 2087 2087"));
    let events = "SELECT count(*) FROM audit_event WHERE kind = 'settings_changed' AND people = 0";
    assert_eq!(world.portal.count(events).await, 1);
    world.portal.finish().await;
}

#[tokio::test]
async fn two_who_edit_at_once_see_it_and_lose_nothing() {
    let world = World::make().await;
    let champion = world.portal.sign_in(&world.here.champion).await;
    let desk = world.portal.sign_in(&world.service_desk).await;
    let seen = version(&champion.get(SETTINGS).await);
    assert_eq!(seen, "0");
    save(&desk, "Tîm y Ddesg", &seen).await;
    let conflict = champion.post(SETTINGS, &filled("Tîm yr Ysgol", &seen)).await;
    assert_eq!(conflict.status, 409);
    let page = conflict.text();
    assert!(page.contains("Tîm y Ddesg") && page.contains("Tîm yr Ysgol"), "both are in sight");
    let kept = "SELECT count(*) FROM school_settings WHERE contact_name = 'Tîm y Ddesg'";
    assert_eq!(world.portal.count(kept).await, 1, "nothing was overwritten");
    // The form that came back knows what it saw, so that saving it is a decision.
    let seen = version(&conflict);
    save(&champion, "Tîm yr Ysgol", &seen).await;
    assert_eq!(champion.post(SETTINGS, &filled("Tîm yr Ysgol", &seen)).await.status, 409);
    assert_eq!(world.portal.count(kept).await, 0);
    world.portal.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    let wrong =
        [("contact_name", " "), ("email", "tg@caerdydd"), ("telephone", "gofynnwch"), ("version", "0")];
    let answer = browser.post(SETTINGS, &wrong).await;
    answer.assert_ok();
    for field in ["manager", "contact_name", "email", "telephone"] {
        assert_eq!(answer.texts(&format!("#{field}-error")).len(), 1, "{field}");
        assert_eq!(answer.texts(&format!("[role='alert'] a[href='#{field}']")).len(), 1, "{field}");
    }
    assert!(answer.text().contains("value=\"gofynnwch\""));
    let alone = [("manager", "school"), ("contact_name", "Siân"), ("email", ""), ("telephone", "")];
    let answer = browser.post(SETTINGS, &alone).await;
    assert_eq!(answer.texts("#email-error").len(), 1, "somebody must be reachable");
    assert_eq!(world.portal.count("SELECT count(*) FROM school_settings").await, 0);
    world.portal.finish().await;
}
