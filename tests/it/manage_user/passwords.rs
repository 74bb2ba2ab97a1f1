//! *Reset Password*: the new one works, the old one and its sessions do not, and no weak one gets in.

use chrono::TimeDelta;
use ump::base::random::OsRandom;
use ump::credentials::{Binding, Form, Stored, put_any_credential};
use ump::db::Reason;

use super::{Stage, value};

#[tokio::test]
async fn a_reset_password_signs_in_and_the_old_one_and_its_session_are_gone() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    let theirs = stage.portal.sign_in(learner).await;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    let (details, reset) = (stage.page(learner, ""), stage.page(learner, "/reset-password"));
    let form = teacher.get(&reset).await;
    assert_eq!(form.assert_ok().texts("main form button"), ["Update Password"]);
    let act = value(&form, "act");
    let sent = [("act", act.as_str()), ("how", "generate"), ("password", "")];
    teacher.post(&reset, &sent).await.assert_redirect(&details);
    let page = teacher.get(&details).await;
    assert_eq!(page.texts("#flash").concat(), "The password is reset. Show Password shows the new one.");
    assert_eq!(page.texts(".password-box form").len(), 1, "it can be shown");

    let new = stage.portal.password_of(learner.id).await;
    assert_ne!(new, learner.password);
    assert!(!page.text().contains(&new));
    assert!(!stage.signs_in(&learner.username, &learner.password).await);
    assert!(stage.signs_in(&learner.username, &new).await);
    assert!(theirs.get("/profile").await.location().starts_with("/sign-in"));
    assert!(teacher.post(&format!("{details}/password"), &[]).await.text().contains(&new));

    // The same form again is the same act.
    teacher.post(&reset, &sent).await.assert_redirect(&details);
    assert_eq!(stage.portal.password_of(learner.id).await, new);
    assert_eq!(stage.events(learner, "password_reset").await, 1);
    stage.portal.finish().await;
}

#[tokio::test]
async fn an_own_choice_is_taken_and_a_weak_one_refused_with_the_rule_named() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    let reset = stage.page(learner, "/reset-password");
    for (weak, rule) in [
        ("Password1", "This password is on lists that attackers try first. Choose another."),
        ("Qwerty123", "This password is on lists that attackers try first. Choose another."),
        (learner.username.as_str(), "Leave out names and the username."),
        ("Llywelyn4827", "Leave out names and the username."),
        ("Gx7#mQz", "Use at least 8 characters."),
        ("mochyn bach 72", "Use at least one capital letter."),
    ] {
        let answer = teacher.post(&reset, &[("how", "own"), ("password", weak)]).await;
        let named = answer.assert_ok().texts(".panel-bad li");
        assert!(named.contains(&rule.to_owned()), "{weak}: {named:?}");
        assert!(!answer.text().contains(weak) || weak == learner.username);
    }
    assert_eq!(stage.portal.password_of(learner.id).await, learner.password);
    assert_eq!(stage.events(learner, "password_reset").await, 0);

    let own = [("how", "own"), ("password", "Tri Mochyn Bach 72")];
    teacher.post(&reset, &own).await.assert_redirect(&stage.page(learner, ""));
    assert!(stage.signs_in(&learner.username, "Tri Mochyn Bach 72").await);
    stage.portal.finish().await;
}

#[tokio::test]
async fn what_the_user_chose_cannot_be_shown_until_it_is_reset() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    choose_privately(&stage).await;
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    let details = stage.page(learner, "");
    let page = teacher.get(&details).await;
    assert_eq!(page.texts(".password-box .password-note"), ["User changed password"]);
    let reset = stage.page(learner, "/reset-password");
    teacher.post(&reset, &[("how", "generate")]).await.assert_redirect(&details);
    assert_eq!(teacher.get(&details).await.texts(".password-box form").len(), 1);
    stage.portal.finish().await;
}

async fn choose_privately(stage: &Stage) {
    let services = &stage.portal.services;
    let hash = services.hasher.hash("Afon Las Heddiw 58".to_owned().into(), &mut OsRandom).await.unwrap();
    let binding = Binding { account: stage.learner.id, form: Form::Private, visible_to: None };
    let sealed = services.vault.seal(&hash, binding, &mut OsRandom).unwrap();
    let mut tx = services.database.system(Reason::Operator).await.unwrap();
    put_any_credential(&mut tx, &Stored { binding, sealed }, services.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_reset_lets_whoever_tried_too_often_in_at_once() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    for _ in 0..6 {
        stage.portal.browser().sign_in(&learner.username, "wrong").await;
    }
    assert_eq!(stage.portal.browser().sign_in(&learner.username, &learner.password).await.status, 429);
    let champion = stage.portal.sign_in(&stage.champion).await;
    champion.post(&stage.page(learner, "/reset-password"), &[("how", "generate")]).await;
    let new = stage.portal.password_of(learner.id).await;
    assert!(stage.signs_in(&learner.username, &new).await);
    stage.portal.finish().await;
}

#[tokio::test]
async fn nobody_resets_their_own_or_one_that_does_not_work() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let own = stage.page(&stage.champion, "/reset-password");
    champion.get(&own).await.assert_redirect("/profile");
    champion.post(&own, &[("how", "generate")]).await.assert_redirect("/profile");
    assert_eq!(stage.events(&stage.champion, "password_reset").await, 0);

    let governor = &stage.governor;
    champion.post(&stage.page(governor, "/deactivate"), &[]).await;
    stage.portal.wait(TimeDelta::seconds(1));
    let reset = stage.page(governor, "/reset-password");
    champion.get(&reset).await.assert_redirect(&stage.page(governor, ""));
    champion.post(&reset, &[("how", "generate")]).await.assert_redirect(&stage.page(governor, ""));
    assert_eq!(stage.events(governor, "password_reset").await, 0);
    stage.portal.finish().await;
}
