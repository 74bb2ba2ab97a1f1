//! Downloads: exactly the promised columns, nobody twice and nobody who is not on record, and the password again first.

use chrono::TimeDelta;
use ump::authz::Role;
use ump::tenancy::School;

use crate::support::people::Person;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};

const WARNING: &str = "/schools/6812001/downloads/learners";
const LEARNERS: &str = "/schools/6812001/downloads/learners.csv";
const STAFF: &str = "/schools/6812001/downloads/staff.csv";
const HEADINGS: [&str; 8] =
    ["Forename", "Surname", "Username", "Password", "Date created", "Year", "Reg group", "Consent"];

/// A school with so many learners, a teacher and a champion.
async fn school_of(learners: u32) -> (Portal, School, Person) {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let roster = Roster::of("6812001")
        .learners((1..=learners).map(learner))
        .staff([teacher("ATH", "Rhys", "Athro"), teacher("HYR", "Nia", "Hyrwyddwr")]);
    portal.push(&school, &roster).await;
    let champion = portal.find(&school, "staff-HYR").await;
    portal.grant(&champion, Role::DigitalChampion).await;
    (portal, school, champion)
}

/// The lines of a file; each begins with the mark that makes spreadsheets read UTF-8.
#[track_caller]
fn records(answer: &Answer) -> Vec<Vec<String>> {
    answer.assert_ok();
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(answer.headers["content-disposition"].to_str().unwrap().starts_with("attachment; "));
    let bytes = answer.body.strip_prefix(b"\xef\xbb\xbf").unwrap();
    assert!(
        !bytes.windows(2).any(|pair| pair[1] == b'\n' && pair[0] != b'\r'),
        "lines end as RFC 4180 has them"
    );
    let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// How many people each event of this kind counts, and how many it names.
async fn on_record(portal: &Portal, kind: &str) -> Vec<(i32, i64)> {
    sqlx::query_as(
        "SELECT e.people, count(s.account_id) FROM audit_event e LEFT JOIN audit_subject s ON s.event_id = e.id
         WHERE e.kind = $1 GROUP BY e.school_id, e.id",
    )
    .bind(kind)
    .fetch_all(&mut portal.owner().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn all_pupils_have_a_line_with_exactly_the_eight_columns() {
    let (portal, school, champion) = school_of(8).await;
    let mut owner = portal.owner().await;
    let change = |text: &'static str| sqlx::query(text);
    change("UPDATE account SET display_forename = '=1+1', has_consent = true WHERE sourced_id = 'learner-3'")
        .execute(&mut owner)
        .await
        .unwrap();
    change("UPDATE account SET state = 'left' WHERE sourced_id = 'learner-4'")
        .execute(&mut owner)
        .await
        .unwrap();
    change("UPDATE credential SET visible_to_school_id = NULL WHERE account_id = (SELECT id FROM account WHERE sourced_id = 'learner-5')")
        .execute(&mut owner)
        .await
        .unwrap();
    let rows = records(&portal.sign_in(&champion).await.get(LEARNERS).await);
    assert_eq!(rows[0], HEADINGS);
    assert_eq!(rows.len(), 1 + 7);
    let line = |username: &str| rows.iter().find(|row| row[2] == username).unwrap().clone();
    let first = portal.find(&school, "learner-1").await;
    let expected =
        ["Rhys", "Gŵyl", &first.username, &first.password, "23/11/2026", "7", "7A", "No"].map(str::to_owned);
    assert_eq!(line(&first.username), expected);
    let formula = line(&portal.find(&school, "learner-3").await.username);
    assert_eq!((formula[0].as_str(), formula[7].as_str()), ("'=1+1", "Yes"));
    let unavailable: Vec<_> = rows.iter().filter(|row| row[3].is_empty()).collect();
    assert_eq!(unavailable.len(), 1);
    assert_eq!(on_record(&portal, "credentials_exported").await, [(7, 7)]);
    portal.finish().await;
}

#[tokio::test]
async fn a_large_school_comes_in_chunks_and_nobody_is_lost() {
    let (portal, _, champion) = school_of(900).await;
    let rows = records(&portal.sign_in(&champion).await.get(LEARNERS).await);
    let mut usernames: Vec<&str> = rows[1..].iter().map(|row| row[2].as_str()).collect();
    usernames.sort_unstable();
    usernames.dedup();
    assert_eq!((rows.len() - 1, usernames.len()), (900, 900));
    let surnames: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
    assert!(surnames.chunk_by(|a, b| a == b).count() == 5, "by surname, without a break between chunks");
    portal.finish().await;
}

#[tokio::test]
async fn all_staff_are_in_the_other_file() {
    let (portal, _, champion) = school_of(3).await;
    let rows = records(&portal.sign_in(&champion).await.get(STAFF).await);
    let surnames: Vec<&str> = rows[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(surnames, ["Athro", "Hyrwyddwr"]);
    assert!(rows[1..].iter().all(|row| !row[3].is_empty() && row[5].is_empty() && row[6].is_empty()));
    portal.finish().await;
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_the_password_comes_first() {
    let (portal, _, champion) = school_of(1).await;
    let browser = portal.sign_in(&champion).await;
    portal.wait(TimeDelta::minutes(15));
    browser.get(LEARNERS).await.assert_ok();
    portal.wait(TimeDelta::seconds(1));
    let prove = "/prove?return_to=%2Fschools%2F6812001%2Fdownloads%2Flearners";
    browser.get(LEARNERS).await.assert_redirect(prove);
    browser.get(WARNING).await.assert_redirect(prove);
    browser.get(prove).await.assert_ok();
    let form = |password| [("password", password), ("return_to", WARNING)];
    let refused = browser.post("/prove", &form("wrong")).await;
    assert_eq!(refused.assert_ok().texts("#password-error").len(), 1);
    browser.get(LEARNERS).await.assert_redirect(prove);
    browser.post("/prove", &form(champion.password.as_str())).await.assert_redirect(WARNING);
    assert_eq!(browser.get(WARNING).await.assert_ok().texts("main .btn-primary"), ["Download"]);
    browser.get(LEARNERS).await.assert_ok();
    assert_eq!(on_record(&portal, "credentials_exported").await.len(), 2);
    portal.finish().await;
}

#[tokio::test]
async fn guessing_the_password_on_that_page_slows_down_like_a_sign_in() {
    let (portal, _, champion) = school_of(1).await;
    let browser = portal.sign_in(&champion).await;
    for _ in 0..5 {
        browser.post("/prove", &[("password", "wrong")]).await.assert_ok();
    }
    assert_eq!(browser.post("/prove", &[("password", &champion.password)]).await.status, 429);
    let elsewhere = browser.post("/prove", &[("password", "wrong"), ("return_to", "//evil.example")]).await;
    assert_eq!(elsewhere.status, 429);
    portal.finish().await;
}

#[tokio::test]
async fn a_list_is_downloaded_without_passwords_as_its_filter_finds_it() {
    let (portal, school, _) = school_of(8).await;
    let teacher = portal.find(&school, "staff-ATH").await;
    sqlx::query(
        "UPDATE account SET registration_group = '7B' WHERE sourced_id IN ('learner-2', 'learner-3')",
    )
    .execute(&mut portal.owner().await)
    .await
    .unwrap();
    let browser = portal.sign_in(&teacher).await;
    let answer = browser.get("/schools/6812001/learners.csv?group=7B&page=2").await;
    let rows = records(&answer);
    let without: Vec<&str> = HEADINGS.into_iter().filter(|name| *name != "Password").collect();
    assert_eq!((rows[0].clone(), rows.len()), (without.into_iter().map(str::to_owned).collect(), 3));
    let text = answer.text();
    for n in 1..9 {
        let password = portal.find(&school, &format!("learner-{n}")).await.password;
        assert!(!text.contains(&password));
    }
    assert_eq!(records(&browser.get("/schools/6812001/learners.csv?q=nobody").await).len(), 1);
    assert_eq!(on_record(&portal, "list_exported").await.len(), 2);
    portal.finish().await;
}
