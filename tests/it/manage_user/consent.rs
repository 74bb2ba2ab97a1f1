//! *Confirm Consent* and *Withdraw Consent* of one learner.

use chrono::TimeDelta;

use super::Stage;

#[tokio::test]
async fn consent_keeps_who_when_and_on_what_basis() {
    let stage = Stage::set().await;
    let learner = &stage.learner;
    let champion = stage.portal.sign_in(&stage.champion).await;
    let (details, consent) = (stage.page(learner, ""), stage.page(learner, "/consent"));
    let page = champion.get(&consent).await;
    assert_eq!(page.assert_ok().texts("main form button"), ["Yes, confirm consent"]);
    let missing = champion.post(&consent, &[("wish", "confirm"), ("basis", " ")]).await;
    assert_eq!(missing.assert_ok().texts(".panel-bad li").len(), 1);

    let confirm = [("wish", "confirm"), ("basis", "Form signed on 12/09/2026")];
    for _ in 0..2 {
        champion.post(&consent, &confirm).await.assert_redirect(&details);
    }
    assert_eq!(stage.events(learner, "consent_confirmed").await, 1);
    assert!(stage.menu(&champion, learner).await.contains(&"Withdraw Consent".to_owned()));

    stage.portal.wait(TimeDelta::minutes(1));
    let question = champion.get(&consent).await;
    for lost in ["OneDrive", "Google Drive", "J2e"] {
        assert!(question.texts(".panel-warn p").concat().contains(lost), "{lost}");
    }
    let withdraw = [("wish", "withdraw"), ("basis", "E-mail of a parent")];
    for _ in 0..2 {
        champion.post(&consent, &withdraw).await.assert_redirect(&details);
    }
    assert_eq!(stage.events(learner, "consent_withdrawn").await, 1);
    let history = champion.get(&details).await.texts(".details .timeline li div");
    assert_eq!(history.len(), 2);
    assert!(history[0].contains("Withdrawn by Nia Hyrwyddwr") && history[0].contains("E-mail of a parent"));
    assert!(history[1].contains("Confirmed by Nia Hyrwyddwr") && history[1].contains("12/09/2026"));
    stage.portal.finish().await;
}

#[tokio::test]
async fn only_learners_have_a_consent_and_only_champions_record_it() {
    let stage = Stage::set().await;
    let champion = stage.portal.sign_in(&stage.champion).await;
    champion.get(&stage.page(&stage.governor, "/consent")).await.assert_not_found();
    let teacher = stage.portal.sign_in(&stage.teacher).await;
    teacher.get(&stage.page(&stage.learner, "/consent")).await.assert_not_found();
    let confirm = [("wish", "confirm"), ("basis", "x")];
    teacher.post(&stage.page(&stage.learner, "/consent"), &confirm).await.assert_not_found();
    stage.portal.finish().await;
}
