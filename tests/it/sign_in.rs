//! Signing in and out: who gets in, how long, and how little the page tells everybody else.

use axum::http::header;
use chrono::TimeDelta;
use ump::authz::AccountKind;
use ump::tenancy::School;

use crate::support::people::{Newcomer, PASSWORD, Person};
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner};

async fn portal_with_teacher() -> (Portal, School, Person) {
    let portal = Portal::start().await;
    let school = portal.add_school("6812001", "Ysgol A").await;
    let teacher = portal.add_supply_teacher(&school).await;
    (portal, school, teacher)
}

#[track_caller]
fn assert_refused(answer: &Answer) {
    answer.assert_ok();
    assert_eq!(answer.texts("#problem").len(), 1);
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
    assert!(cookies.into_iter().all(|cookie| !cookie.to_str().unwrap().contains("session=")));
}

#[tokio::test]
async fn a_wrong_name_a_wrong_password_and_an_account_that_ended_look_the_same() {
    let (portal, school, teacher) = portal_with_teacher().await;
    let gone = portal.add_governor(&school).await;
    sqlx::query("UPDATE account SET state = 'deactivated' WHERE id = $1")
        .bind(gone.id)
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    let mut pages = Vec::new();
    for (username, password) in [
        (teacher.username.as_str(), "wrong"),
        ("NobodyX", PASSWORD),
        ("not a name at all", PASSWORD),
        (gone.username.as_str(), PASSWORD),
        (gone.username.as_str(), "wrong"),
    ] {
        let answer = portal.browser().sign_in(username, password).await;
        assert_refused(&answer);
        assert!(!answer.text().contains(password));
        pages.push(answer.text().replace(username, "…"));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
    portal.finish().await;
}

#[tokio::test]
async fn the_name_may_be_typed_in_any_case_and_with_its_domain() {
    let (portal, _, teacher) = portal_with_teacher().await;
    assert_eq!(teacher.username, "CyflenwiS");
    for typed in ["CyflenwiS", "cyflenwis", " CYFLENWIS ", "cyflenwiS@hwbcymru.net"] {
        let answer = portal.browser().sign_in(typed, PASSWORD).await;
        answer.assert_redirect("/");
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_former_name_still_opens_the_account() {
    let (portal, _, teacher) = portal_with_teacher().await;
    sqlx::query("INSERT INTO username (name, account_id, given_at) VALUES ('formers', $1, now())")
        .bind(teacher.id)
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    portal.browser().sign_in("FormerS", PASSWORD).await.assert_redirect("/");
    portal.finish().await;
}

#[tokio::test]
async fn failures_in_a_row_cost_a_delay_that_grows_and_never_locks() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.browser();
    for expected in [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60] {
        assert_refused(&browser.sign_in(&teacher.username, "wrong").await);
        if expected > 0 {
            // Until then not even the right password helps, and asking again costs nothing more.
            for _ in 0..2 {
                let early = browser.sign_in(&teacher.username, PASSWORD).await;
                assert_eq!(
                    (early.status.as_u16(), early.header(header::RETRY_AFTER)),
                    (429, &*expected.to_string())
                );
            }
            portal.wait(TimeDelta::seconds(expected));
        }
    }
    browser.sign_in(&teacher.username, PASSWORD).await.assert_redirect("/");
    // A success makes the count begin again.
    for _ in 0..4 {
        assert_refused(&browser.sign_in(&teacher.username, "wrong").await);
    }
    browser.sign_in(&teacher.username, PASSWORD).await.assert_redirect("/");
    portal.finish().await;
}

#[tokio::test]
async fn failures_are_forgotten_after_an_hour() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.browser();
    for _ in 0..5 {
        browser.sign_in(&teacher.username, "wrong").await;
    }
    assert_eq!(browser.sign_in(&teacher.username, "wrong").await.status, 429);
    portal.wait(TimeDelta::minutes(61));
    for _ in 0..4 {
        assert_refused(&browser.sign_in(&teacher.username, "wrong").await);
    }
    browser.sign_in(&teacher.username, PASSWORD).await.assert_redirect("/");
    portal.finish().await;
}

#[tokio::test]
async fn a_stranger_who_guesses_does_not_slow_a_browser_that_is_known() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let known = portal.sign_in(&teacher).await;
    known.post("/sign-out", &[]).await;
    let stranger = portal.browser().at([203, 0, 113, 9]);
    for _ in 0..5 {
        stranger.sign_in(&teacher.username, "wrong").await;
    }
    assert_eq!(stranger.sign_in(&teacher.username, "wrong").await.status, 429);
    known.sign_in(&teacher.username, PASSWORD).await.assert_redirect("/");
    // The known browser has a counter of its own, and its success does not clear the stranger's.
    assert_eq!(stranger.sign_in(&teacher.username, "wrong").await.status, 429);
    portal.finish().await;
}

#[tokio::test]
async fn many_names_from_one_address_are_slowed_and_a_school_is_not() {
    let (portal, school, _) = portal_with_teacher().await;
    portal.push(&school, &Roster::of("6812001").learners((1..=4).map(learner))).await;
    let attacker = portal.browser().at([203, 0, 113, 9]);
    for n in 0..21 {
        assert_refused(&attacker.sign_in(&format!("Guess{n}"), "wrong").await);
    }
    assert_eq!(attacker.sign_in("Guess22", "wrong").await.status, 429);
    // A classroom: four get in, and for each of them several mistype their names.
    for n in 0..24 {
        if n % 6 == 0 {
            let person = portal.find(&school, &format!("learner-{}", n / 6 + 1)).await;
            portal.sign_in(&person).await;
        }
        assert_refused(&portal.browser().sign_in(&format!("Mistyped{n}"), "wrong").await);
    }
    portal.wait(TimeDelta::minutes(16));
    assert_refused(&attacker.sign_in("Guess23", "wrong").await);
    portal.finish().await;
}

#[tokio::test]
async fn a_session_ends_when_nothing_is_asked_for_half_an_hour() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.sign_in(&teacher).await;
    portal.wait(TimeDelta::minutes(29));
    browser.get("/profile").await.assert_ok();
    portal.wait(TimeDelta::minutes(29));
    browser.get("/profile").await.assert_ok();
    portal.wait(TimeDelta::minutes(31));
    // Asking for it does not bring it back.
    for _ in 0..2 {
        browser.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    }
    portal.finish().await;
}

#[tokio::test]
async fn a_session_ends_ten_hours_after_the_sign_in() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.sign_in(&teacher).await;
    for _ in 0..29 {
        portal.wait(TimeDelta::minutes(20));
        browser.get("/profile").await.assert_ok();
    }
    portal.wait(TimeDelta::minutes(21));
    browser.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    portal.finish().await;
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.sign_in(&teacher).await;
    let token = browser.cookie("ump_session");
    assert!(token.is_some());
    browser.post("/sign-out", &[]).await.assert_redirect("/sign-in");
    assert_eq!(browser.cookie("ump_session"), None);
    browser.set_cookie("ump_session", token);
    browser.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    portal.finish().await;
}

#[tokio::test]
async fn an_account_that_ends_takes_its_sessions_with_it() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.sign_in(&teacher).await;
    sqlx::query("UPDATE account SET expires_on = '2026-11-22'")
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    browser.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    assert_refused(&portal.browser().sign_in(&teacher.username, PASSWORD).await);
    portal.finish().await;
}

#[tokio::test]
async fn a_first_password_must_be_chosen_before_anything_else() {
    let (portal, school, _) = portal_with_teacher().await;
    let person = portal
        .add(Newcomer {
            must_change_password: true,
            ..Newcomer::new(AccountKind::Governor, Some(&school), "Branwen", "Llewelyn")
        })
        .await;
    let browser = portal.browser();
    browser.sign_in(&person.username, PASSWORD).await.assert_redirect("/first-sign-in");
    for closed in ["/", "/profile"] {
        browser.get(closed).await.assert_redirect("/first-sign-in");
    }
    let choose = |password: &'static str, repeated: &'static str| {
        let browser = &browser;
        async move {
            let form = [("password", password), ("repeated", repeated)];
            browser.post("/first-sign-in", &form).await
        }
    };
    for (password, advice) in [
        ("Ab1", "at least 8 characters"),
        ("lower case 47", "one capital letter"),
        ("UPPER CASE 47", "one small letter"),
        ("No Figures Here", "one figure"),
        ("Password1", "lists that attackers try first"),
        ("Llewelyn Yma 47", "Leave out names"),
    ] {
        let answer = choose(password, password).await;
        answer.assert_ok();
        assert!(answer.text().contains(advice), "{password}: {advice}");
        assert!(!answer.text().contains(password));
    }
    let differing = choose("Afon Teifi 83 Tonnau", "Afon Teifi 84 Tonnau").await;
    assert!(differing.text().contains("not the same"));
    let chosen = "Afon Teifi 83 Tonnau";
    let before = browser.cookie("ump_session");
    choose(chosen, chosen).await.assert_redirect("/");
    assert_ne!(browser.cookie("ump_session"), before, "a new password is a new session");
    browser.get("/profile").await.assert_ok();
    browser.get("/first-sign-in").await.assert_redirect("/");
    assert_refused(&portal.browser().sign_in(&person.username, PASSWORD).await);
    portal.browser().sign_in(&person.username, chosen).await.assert_redirect("/");
    let stale = portal.browser();
    stale.set_cookie("ump_session", before);
    stale.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    portal.finish().await;
}

#[tokio::test]
async fn signing_in_leads_back_and_never_to_another_site() {
    let (portal, _, teacher) = portal_with_teacher().await;
    for (return_to, expected) in [
        ("/profile", "/profile"),
        ("/schools/6812001/learners?year=7&q=%C5%B5", "/schools/6812001/learners?year=7&q=%C5%B5"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let form =
            [("username", teacher.username.as_str()), ("password", PASSWORD), ("return_to", return_to)];
        portal.browser().post("/sign-in", &form).await.assert_redirect(expected);
    }
    portal.finish().await;
}

#[tokio::test]
async fn forms_from_other_sites_are_refused() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let browser = portal.browser();
    let form = [("username", teacher.username.as_str()), ("password", PASSWORD)];
    let answer = browser.post_from("https://evil.example", "cross-site", "/sign-in", &form).await;
    assert_eq!(answer.status, 403);
    assert_eq!(browser.cookie("ump_session"), None);
    let browser = portal.sign_in(&teacher).await;
    for path in ["/sign-out", "/language"] {
        let form = [("language", "cy")];
        let answer = browser.post_from("https://evil.example", "cross-site", path, &form).await;
        assert_eq!(answer.status, 403, "{path}");
    }
    browser.get("/profile").await.assert_ok();
    portal.finish().await;
}

#[tokio::test]
async fn session_cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let answer = portal.browser().sign_in(&teacher.username, PASSWORD).await;
    let cookies: Vec<&str> =
        answer.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"));
    }
    portal.finish().await;
}

#[tokio::test]
async fn the_database_keeps_no_token_that_opens_a_session() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let token = portal.sign_in(&teacher).await.cookie("ump_session").unwrap();
    let (kept, hashed): (bool, bool) = sqlx::query_as(
        "SELECT token_hash = convert_to($1, 'UTF8'), token_hash = sha256(convert_to($1, 'UTF8')) FROM session",
    )
    .bind(token)
    .fetch_one(&mut portal.owner().await)
    .await
    .unwrap();
    assert!(!kept && hashed);
    portal.finish().await;
}

#[tokio::test]
async fn the_language_is_taken_from_the_browser_at_first_and_then_remembered_for_the_account() {
    let (portal, _, teacher) = portal_with_teacher().await;
    let language = |answer: &Answer| {
        let html = answer.html();
        html.root_element().value().attr("lang").unwrap_or_default().to_owned()
    };
    let stranger = portal.browser().asking_for("cy-GB, en;q=0.5");
    assert_eq!(language(&stranger.get("/sign-in").await), "cy");
    assert_eq!(language(&portal.browser().get("/sign-in").await), "en");
    let browser = portal.sign_in(&teacher).await;
    assert_eq!(language(&browser.get("/profile").await), "en");
    let form = [("language", "cy"), ("return_to", "/profile")];
    browser.post("/language", &form).await.assert_redirect("/profile");
    assert_eq!(language(&browser.get("/profile").await), "cy");
    let elsewhere = portal.sign_in(&teacher).await;
    assert_eq!(language(&elsewhere.get("/profile").await), "cy");
    let evil = [("language", "en"), ("return_to", "//evil.example")];
    elsewhere.post("/language", &evil).await.assert_redirect("/");
    portal.finish().await;
}

#[tokio::test]
async fn what_does_not_exist_is_a_page_in_the_readers_language() {
    let (portal, _, teacher) = portal_with_teacher().await;
    for browser in [portal.browser(), portal.sign_in(&teacher).await] {
        let answer = browser.get("/nothing-here").await;
        answer.assert_not_found();
        assert_eq!(answer.texts("h1").len(), 1, "{}", answer.text());
    }
    portal.finish().await;
}

#[tokio::test]
async fn an_attempt_costs_one_argon2_whoever_it_is_for() {
    let (portal, school, teacher) = portal_with_teacher().await;
    let newcomer = Newcomer::new(AccountKind::Governor, Some(&school), "Gwen", "Prif");
    let mut governor = portal.add(Newcomer { must_change_password: true, ..newcomer }).await;
    let chosen = "Cwmwl Tawel 58";
    let first = [("password", chosen), ("repeated", chosen)];
    portal.sign_in(&governor).await.post("/first-sign-in", &first).await;
    governor.password = chosen.to_owned();
    let gone = portal.add_governor(&school).await;
    sqlx::query("UPDATE account SET state = 'deactivated' WHERE id = $1")
        .bind(gone.id)
        .execute(&mut portal.owner().await)
        .await
        .unwrap();
    for (what, username, password) in [
        ("sealed, right", teacher.username.as_str(), PASSWORD),
        ("sealed, wrong", &teacher.username, "wrong"),
        ("private, right", &governor.username, chosen),
        ("private, wrong", &governor.username, "wrong"),
        ("inactive, right", &gone.username, PASSWORD),
        ("nobody", "NobodyX", PASSWORD),
        ("no username at all", "not a name", PASSWORD),
    ] {
        let before = portal.services.hasher.derivations();
        portal.browser().sign_in(username, password).await;
        assert_eq!(portal.services.hasher.derivations() - before, 1, "{what}");
    }
    portal.finish().await;
}
