//! The audit trail on pages: who finds what in it, what a download holds, and what the portal notes by itself.

use chrono::TimeDelta;
use ump::audit::{Author, Event, EventKind, write_event};
use ump::base::id::{AccountId, EventId, Ids};
use ump::base::random::OsRandom;

use crate::support::portal::Answer;
use crate::support::world::World;

const AUDIT: &str = "/schools/6812001/audit";
const CSV: &str = "/schools/6812001/audit.csv";

/// Something that the champion did here.
async fn record(world: &World, kind: EventKind, subjects: &[AccountId], note: Option<&str>) -> EventId {
    let services = &world.portal.services;
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: services.clock.now(),
        kind,
        actor: &Author::of(&world.here.champion_acting()),
        address: Some([203, 0, 113, 9].into()),
        subjects,
        note,
    };
    let mut tx = services.database.tenant(world.here.school.id).await.unwrap();
    write_event(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
    event.id
}

async fn learners(world: &World) -> Vec<AccountId> {
    sqlx::query_scalar("SELECT id FROM account WHERE school_id = $1 AND kind = 'learner' ORDER BY id")
        .bind(world.here.school.id)
        .fetch_all(&mut world.portal.owner().await)
        .await
        .unwrap()
}

/// What the acts on a page are called, newest first.
fn acts(answer: &Answer) -> Vec<String> {
    answer.assert_ok();
    let texts = answer.texts("td.person-name");
    texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn csv_lines(answer: &Answer) -> Vec<csv::StringRecord> {
    answer.assert_ok();
    let text = answer.text();
    assert!(text.starts_with('\u{feff}'), "spreadsheets know it for UTF-8");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect()
}

#[tokio::test]
async fn the_trail_is_filtered_by_its_address() {
    let world = World::make().await;
    let group = learners(&world).await;
    world.portal.wait(TimeDelta::days(1));
    record(&world, EventKind::PasswordReset, &group, Some("7A")).await;
    let browser = world.portal.sign_in(&world.service_desk).await;
    let find = async |query: &str| acts(&browser.get(&format!("{AUDIT}?{query}")).await);
    let of_the_day_before = [
        "Access to a shared mailbox given 6812001_swyddfa@hwbcymru.net",
        "Consent confirmed form signed in September 2026",
        "Password reset",
        "Password shown",
        "Shared mailbox added 6812001_swyddfa@hwbcymru.net",
        "Transfer of a former account requested 6602001",
    ];
    let mut everything = find("").await;
    assert_eq!(everything.remove(0), "Password reset 7A");
    // Those of one moment have no order.
    everything.sort();
    assert_eq!(everything, of_the_day_before);
    assert_eq!(find("kind=password_shown").await, ["Password shown"]);
    assert_eq!(find("from=2026-11-24").await, ["Password reset 7A"]);
    let mut earlier = find("to=2026-11-23").await;
    earlier.sort();
    assert_eq!(earlier, of_the_day_before);
    assert_eq!(find("by=HYRWYDDWR%2C+nia").await.len(), 7);
    assert_eq!(find("by=athro").await, [""; 0]);
    let username = &world.here.secondary.username;
    assert_eq!(find(&format!("q={username}")).await.len(), 2);
    let other = format!("q={}", world.there.secondary.username);
    assert_eq!(find(&other).await, [""; 0], "another school's people are nobody here");
    world.portal.finish().await;
}

#[tokio::test]
async fn an_event_names_everybody_whom_it_concerned_page_by_page() {
    let world = World::make().await;
    let group = learners(&world).await;
    assert_eq!(group.len(), 30);
    let event = record(&world, EventKind::ConsentConfirmed, &group, Some("Llythyr 2026")).await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    let list = browser.get(AUDIT).await;
    assert!(list.text().contains("30 people") && list.text().contains("203.0.113.9"));
    let address = format!("{AUDIT}/{event}");
    let names = async |query: &str| browser.get(&format!("{address}{query}")).await.texts("td.person-name a");
    let (first, second) = (names("?per_page=25").await, names("?per_page=25&page=2").await);
    assert_eq!((first.len(), second.len()), (25, 5));
    assert!(first.iter().all(|name| !second.contains(name)));
    assert!(browser.get(&address).await.text().contains("Llythyr 2026"));
    browser.get(&format!("{AUDIT}/no-id")).await.assert_not_found();
    world.portal.finish().await;
}

#[tokio::test]
async fn a_search_by_upn_never_reaches_an_address() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    let search = format!("{AUDIT}/search");
    let answer = browser.post(&search, &[("kind", "password_shown"), ("q", "B801200005001")]).await;
    answer.assert_redirect(&format!("{AUDIT}?kind=password_shown"));
    assert_eq!(browser.get(answer.location()).await.texts(".flash-warn").len(), 1);
    let answer = browser.post(&search, &[("q", "siân jones"), ("by", ""), ("from", "")]).await;
    answer.assert_redirect(&format!("{AUDIT}?q=si%C3%A2n%20jones"));
    world.portal.finish().await;
}

#[tokio::test]
async fn a_download_holds_what_the_filter_finds_and_stands_in_the_trail_itself() {
    let world = World::make().await;
    let group = learners(&world).await;
    sqlx::query("UPDATE account SET display_forename = '=1+1', display_surname = 'Llŷr' WHERE id = $1")
        .bind(group[0])
        .execute(&mut world.portal.owner().await)
        .await
        .unwrap();
    world.portal.wait(TimeDelta::days(1));
    // More lines than one chunk holds, some of them at the same moment.
    for _ in 0..40 {
        record(&world, EventKind::PasswordReset, &group, Some("@SUM(7A)")).await;
    }
    let browser = world.portal.sign_in(&world.here.champion).await;
    let answer = browser.get(&format!("{CSV}?kind=password_reset&from=2026-11-24")).await;
    let lines = csv_lines(&answer);
    assert_eq!(lines.len(), 1 + 40 * 30);
    assert_eq!(&lines[0][0], "When");
    let cells = |column: usize| lines[1..].iter().map(move |line| &line[column]);
    assert_eq!(cells(6).filter(|name| *name == "'=1+1 Llŷr").count(), 40);
    assert!(cells(2).all(|note| note == "'@SUM(7A)"));
    let mut distinct: Vec<_> = lines[1..].iter().map(|line| line.iter().collect::<Vec<_>>()).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 30, "every person stands in the file");

    let username = &world.here.secondary.username;
    let about =
        csv_lines(&browser.get(&format!("{CSV}?kind=password_reset&from=2026-11-24&q={username}")).await);
    assert!(about[1..].iter().all(|line| line[7].starts_with(username)), "and nobody else of the group");
    assert_eq!(about.iter().filter(|line| &line[7] == username).count(), 40);

    let all = csv_lines(&browser.get(CSV).await);
    let exports = all.iter().filter(|line| &line[1] == "Audit trail downloaded").count();
    assert_eq!(exports, 3, "this one too");
    world.portal.finish().await;
}

#[tokio::test]
async fn the_file_speaks_the_readers_language() {
    let world = World::make().await;
    let browser = world.portal.sign_in(&world.here.champion).await;
    browser.post("/language", &[("language", "cy")]).await;
    let lines = csv_lines(&browser.get(CSV).await);
    assert_eq!(&lines[0][0], "Pryd");
    assert!(lines.iter().any(|line| &line[1] == "Dangos cyfrinair" && &line[5] == "Hyrwyddwr Digidol"));
    world.portal.finish().await;
}

#[tokio::test]
async fn failures_in_a_row_are_told_to_the_school_once_and_without_the_secret() {
    let world = World::make().await;
    let stranger = world.portal.browser().at([203, 0, 113, 9]);
    let bursts = "SELECT count(*) FROM audit_event WHERE kind = 'sign_in_failures'";
    let username = &world.here.secondary.username;
    for attempt in 1..=8 {
        stranger.sign_in(username, "Secret-guess-1").await;
        assert_eq!(world.portal.count(bursts).await, i64::from(attempt >= 5), "after {attempt}");
        world.portal.wait(TimeDelta::minutes(1));
    }
    for _ in 0..6 {
        stranger.sign_in("NobodyX", "wrong").await;
        stranger.sign_in(&world.service_desk.username, "wrong").await;
    }
    assert_eq!(world.portal.count(bursts).await, 1, "only accounts of a school have a trail");
    // After an hour a new row of failures begins, and is told again.
    world.portal.wait(TimeDelta::minutes(61));
    for _ in 0..5 {
        stranger.sign_in(username, "Secret-guess-1").await;
    }
    assert_eq!(world.portal.count(bursts).await, 2);

    let champion = world.portal.sign_in(&world.here.champion).await;
    let trail = champion.get(&format!("{AUDIT}?kind=sign_in_failures")).await;
    assert_eq!(acts(&trail), ["Repeated sign-in failures", "Repeated sign-in failures"]);
    let page = trail.text();
    assert!(page.contains("The portal") && page.contains("203.0.113.9") && page.contains(username));
    assert!(!page.contains("Secret-guess-1"));
    let details = format!("/schools/6812001/users/{}?timeline=passwords", world.here.secondary.id);
    let timeline = champion.get(&details).await.texts(".timeline li");
    assert_eq!(timeline.iter().filter(|line| line.contains("Sign-in failed several times")).count(), 2);
    world.portal.finish().await;
}

#[tokio::test]
async fn a_timeline_says_who_did_it_and_what_it_was_about() {
    let world = World::make().await;
    let person = world.here.secondary.id;
    for kind in EventKind::ALL {
        record(&world, kind, &[person], Some("7A")).await;
    }
    let browser = world.portal.sign_in(&world.here.champion).await;
    let timeline = browser.get(&format!("/schools/6812001/users/{person}")).await.texts(".timeline li");
    assert!(
        timeline.iter().any(|line| line.contains("Nia Hyrwyddwr reset the password") && line.contains("7A"))
    );
    assert!(timeline.len() > EventKind::ALL.len());
    world.portal.finish().await;
}
