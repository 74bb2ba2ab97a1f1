//! *Generate New Username*: in the background, with a new password, and the old name kept for ever.

use super::{Stage, value};

const MARRIED: [(&str, &str); 5] = [
    ("display_forename", "Siân"),
    ("display_surname", "Môn-Evans"),
    ("legal_forename", "Siân"),
    ("legal_surname", "Môn-Evans"),
    ("new_username", "yes"),
];

#[tokio::test]
async fn a_new_username_comes_with_a_new_password_and_the_old_name_stays() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    assert_eq!(learner.username, "LlywelynS");
    let theirs = stage.portal.sign_in(learner).await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let (details, edit) = (stage.page(learner, ""), stage.page(learner, "/edit"));
    let revision = value(&champion.get(&edit).await, "revision");
    let sent = [&MARRIED[..], &[("revision", revision.as_str())]].concat();
    champion.post(&edit, &sent).await.assert_redirect(&details);
    champion.post(&edit, &sent).await.assert_redirect(&details);
    let waiting = champion.get(&details).await;
    assert_eq!(waiting.texts(".panel h2").concat(), "A new username is on its way");
    let jobs = stage.portal.jobs().await;
    assert_eq!(jobs.iter().filter(|(task, ..)| task == "generate_username").count(), 1, "{jobs:?}");

    stage.portal.drain_jobs().await;
    let page = champion.get(&details).await;
    assert!(page.texts(".panel h2").is_empty());
    let facts = page.texts("dl.facts dd");
    assert_eq!(facts[3..6], ["MonEvansS", "MonEvansS@hwbcymru.net", "llywelyns@hwbcymru.net"]);
    let new = stage.portal.password_of(learner.id).await;
    assert_ne!(new, learner.password);
    // The address that mail still reaches opens the account too, with the new password alone.
    for username in ["MonEvansS", "LlywelynS"] {
        assert!(stage.signs_in(username, &new).await, "{username}");
        assert!(!stage.signs_in(username, &learner.password).await, "{username}");
    }
    assert!(theirs.get("/profile").await.location().starts_with("/sign-in"));
    assert_eq!(stage.events(learner, "username_generated").await, 1);
    let lines = page.texts(".timeline li");
    assert!(lines.iter().any(|line| line.contains("Nia Hyrwyddwr generated a new username")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("LlywelynS → MonEvansS")), "{lines:?}");
    stage.portal.finish().await;
}

#[tokio::test]
async fn the_work_done_twice_changes_nothing() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let edit = stage.page(&stage.learner, "/edit");
    champion.post(&edit, &[&MARRIED[..], &[("revision", "0")]].concat()).await;
    stage.portal.drain_jobs().await;
    let before = stage.portal.password_of(stage.learner.id).await;
    let job = "SELECT enqueue('generate_username', json_build_object('school_id', school_id, 'account_id', id), NULL, NULL)
               FROM account WHERE username = 'MonEvansS'";
    sqlx::query(job).execute(&mut stage.portal.owner().await).await.unwrap();
    stage.portal.drain_jobs().await;
    assert_eq!(stage.portal.password_of(stage.learner.id).await, before);
    assert_eq!(stage.events(&stage.learner, "username_generated").await, 1);
    let names = "SELECT count(*) FROM username u JOIN account a ON a.id = u.account_id WHERE a.username = 'MonEvansS'";
    assert_eq!(stage.portal.count(names).await, 2);
    stage.portal.finish().await;
}

#[tokio::test]
async fn who_was_deactivated_meanwhile_keeps_the_name() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let learner = &stage.learner;
    champion.post(&stage.page(learner, "/edit"), &[&MARRIED[..], &[("revision", "0")]].concat()).await;
    champion.post(&stage.page(learner, "/deactivate"), &[]).await;
    stage.portal.drain_jobs().await;
    assert_eq!(stage.portal.password_of(learner.id).await, learner.password);
    assert_eq!(stage.portal.count("SELECT count(*) FROM username_request").await, 0);
    let kept = "SELECT count(*) FROM account WHERE username = 'LlywelynS'";
    assert_eq!(stage.portal.count(kept).await, 1);
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_was_left_open_is_woken_by_a_start() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let edit = stage.page(&stage.learner, "/edit");
    champion.post(&edit, &[&MARRIED[..], &[("revision", "0")]].concat()).await;
    sqlx::query("DELETE FROM graphile_worker._private_jobs")
        .execute(&mut stage.portal.owner().await)
        .await
        .unwrap();
    ump::manage_user::wake_requests(&stage.portal.services).await.unwrap();
    stage.portal.drain_jobs().await;
    assert_eq!(stage.events(&stage.learner, "username_generated").await, 1);
    stage.portal.finish().await;
}
