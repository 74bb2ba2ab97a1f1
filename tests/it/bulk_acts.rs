//! Acts on many people: what is asked for is what happens, once, to everybody, and the page says to whom.

use chrono::TimeDelta;
use ump::authz::Role;
use ump::base::id::AccountId;

use crate::support::browser::Browser;
use crate::support::people::Person;
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};
use ump::tenancy::School;

const LEARNERS: &str = "/schools/6812001/learners";
const BY_GROUP: &str = "/schools/6812001/learners/reset/registration-group";
const AN_ACT: &str = "01994f3e-0000-7000-8000-000000000001";

struct Place {
    portal: Portal,
    school: School,
    champion: Person,
    teacher: Person,
}

impl Place {
    /// A school with `learners` in 7A, a teacher and a champion.
    async fn with(learners: u32) -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        let roster = Roster::of("6812001")
            .learners((1..=learners).map(learner))
            .staff([teacher("ATH", "Rhys", "Athro"), teacher("HYR", "Nia", "Hyrwyddwr")]);
        portal.push(&school, &roster).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        let teacher = portal.find(&school, "staff-ATH").await;
        Self { portal, school, champion, teacher }
    }

    async fn learner(&self, number: u32) -> Person {
        self.portal.find(&self.school, &format!("learner-{number}")).await
    }

    /// Asks for an act on `form`'s people; the address of its page.
    async fn ask(&self, browser: &Browser<'_>, form: &[(&str, &str)]) -> String {
        let answer = browser.post(&format!("{LEARNERS}/selected"), form).await;
        assert!(answer.location().contains("/acts/"), "{} {}", answer.status, answer.location());
        answer.location().to_owned()
    }

    async fn finish(self) {
        // The jobs that look after acts find them done.
        self.portal.drain_jobs().await;
        self.portal.finish().await;
    }

    /// How many people each event of this kind was about, the largest first.
    async fn events(&self, kind: &'static str) -> Vec<i32> {
        sqlx::query_scalar("SELECT people FROM audit_event WHERE kind = $1 ORDER BY people DESC")
            .bind(kind)
            .fetch_all(&mut self.portal.owner().await)
            .await
            .unwrap()
    }
}

fn ids(people: &[&Person]) -> Vec<String> {
    people.iter().map(|person| person.id.to_string()).collect()
}

#[tokio::test]
async fn a_group_gets_new_passwords_that_work_and_the_old_ones_and_sessions_end() {
    let place = Place::with(12).await;
    let before = place.learner(3).await;
    let learner = place.portal.sign_in(&before).await;
    let teacher = place.portal.sign_in(&place.teacher).await;
    let page = teacher.get(BY_GROUP).await;
    assert_eq!(page.texts("h1"), ["Reset Passwords Registration Group"]);
    assert_eq!(page.texts("select#group option"), ["Choose…", "7A (12)"]);
    let answer = teacher.post(BY_GROUP, &[("act", AN_ACT), ("group", "7A")]).await;
    let act = format!("/schools/6812001/acts/{AN_ACT}");
    answer.assert_redirect(&act);
    let result = teacher.get(&act).await;
    assert_eq!(result.texts("h1"), ["Reset Passwords: 7A"]);
    assert_eq!(result.texts(".outcomes li"), ["12  Password reset"]);
    assert_eq!(result.texts("tbody tr").len(), 12);

    let after = place.learner(3).await;
    assert_ne!(before.password, after.password);
    assert!(!result.text().contains(&after.password), "a password never stands in a page");
    learner.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    assert!(place.portal.browser().sign_in(&before.username, &before.password).await.status.is_success());
    place.portal.browser().sign_in(&after.username, &after.password).await.assert_redirect("/");
    assert_eq!(place.events("password_reset").await, [12]);
    place.finish().await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_one_act() {
    let place = Place::with(3).await;
    let teacher = place.portal.sign_in(&place.teacher).await;
    for _ in 0..2 {
        teacher.post(BY_GROUP, &[("act", AN_ACT), ("group", "7A")]).await;
    }
    let once = place.learner(1).await.password;
    let act = format!("/schools/6812001/acts/{AN_ACT}");
    teacher.post(&format!("{act}/confirm"), &[]).await.assert_redirect(&act);
    place.portal.wait(TimeDelta::minutes(1));
    place.portal.drain_jobs().await;
    assert_eq!(place.learner(1).await.password, once);
    assert_eq!(place.events("password_reset").await, [3]);
    place.finish().await;
}

#[tokio::test]
async fn nothing_happens_before_the_question_is_answered() {
    let place = Place::with(3).await;
    let champion = place.portal.sign_in(&place.champion).await;
    let before = place.learner(1).await;
    let act = place.ask(&champion, &[("action", "reset_passwords"), ("all_matching", "yes")]).await;
    let question = champion.get(&act).await;
    assert_eq!(question.texts("h1"), ["Reset the passwords of 3 people?"]);
    assert_eq!(place.learner(1).await.password, before.password);
    // Until it is confirmed, an act is nobody's but theirs who asked for it.
    let teacher = place.portal.sign_in(&place.teacher).await;
    assert_eq!(teacher.get(&act).await.status, 404);
    assert_eq!(teacher.post(&format!("{act}/confirm"), &[]).await.status, 404);
    champion.post(&format!("{act}/confirm"), &[]).await.assert_redirect(&act);
    assert_ne!(place.learner(1).await.password, before.password);
    teacher.get(&act).await.assert_ok();
    place.finish().await;
}

#[tokio::test]
async fn ticks_and_all_that_match_mean_exactly_those() {
    let place = Place::with(6).await;
    let champion = place.portal.sign_in(&place.champion).await;
    let two = [place.learner(1).await, place.learner(2).await];
    let ticked = ids(&[&two[0], &two[1]]);
    let staff = place.teacher.id.to_string();
    let form = [
        ("action", "reset_passwords"),
        ("id", &ticked[0]),
        ("id", &ticked[1]),
        // Somebody of another list, and nobody at all, are not meant.
        ("id", &staff),
        ("id", AN_ACT),
    ];
    let act = place.ask(&champion, &form).await;
    assert_eq!(champion.get(&act).await.texts("h1"), ["Reset the passwords of 2 people?"]);
    let filtered = [("action", "reset_passwords"), ("all_matching", "yes"), ("q", "sian")];
    let act = place.ask(&champion, &filtered).await;
    assert_eq!(champion.get(&act).await.texts(".names li"), ["Siân ap Dafydd"]);
    let nobody = champion.post(&format!("{LEARNERS}/selected"), &[("action", "reset_passwords")]).await;
    nobody.assert_redirect(LEARNERS);
    assert_eq!(champion.get(LEARNERS).await.texts("#flash p").len(), 1);
    place.finish().await;
}

#[tokio::test]
async fn withdrawing_asks_for_the_count_and_the_basis_and_keeps_who_and_why() {
    let place = Place::with(4).await;
    let champion = place.portal.sign_in(&place.champion).await;
    let everybody: Vec<AccountId> =
        [place.learner(1).await.id, place.learner(2).await.id, place.learner(3).await.id].to_vec();
    place.portal.act_on(&place.champion, &place.school, ("confirm_consent", &everybody)).await;
    let consents = "SELECT count(*) FROM account WHERE has_consent";
    assert_eq!(place.portal.count(consents).await, 3);

    let act = place.ask(&champion, &[("action", "withdraw_consent"), ("all_matching", "yes")]).await;
    let confirm = format!("{act}/confirm");
    for wrong in [&[][..], &[("count", "4")], &[("count", "3"), ("basis", "a letter")]] {
        let refused = champion.post(&confirm, wrong).await;
        assert!(!refused.assert_ok().texts(".field-error").is_empty(), "{wrong:?}");
    }
    assert_eq!(place.portal.count(consents).await, 3);
    champion.post(&confirm, &[("count", "4"), ("basis", "a letter")]).await.assert_redirect(&act);
    assert_eq!(champion.get(&act).await.texts(".outcomes li"), ["3  Consent withdrawn", "1  Was so already"]);
    assert_eq!(place.portal.count(consents).await, 0);
    let kept = "SELECT count(*) FROM consent_event
                WHERE basis = 'a letter' AND actor_name = 'Nia Hyrwyddwr' AND NOT has_consent";
    assert_eq!(place.portal.count(kept).await, 3);
    assert_eq!(place.events("consent_withdrawn").await, [3]);
    place.finish().await;
}

#[tokio::test]
async fn staff_of_the_school_may_reset_and_no_more() {
    let place = Place::with(2).await;
    let teacher = place.portal.sign_in(&place.teacher).await;
    let list = teacher.get(LEARNERS).await;
    let lines = ["Print Selected", "Print Selected (With Password)", "Reset Passwords"];
    assert_eq!(list.texts(".selection .menu li"), lines);
    let id = place.learner(1).await.id.to_string();
    for action in ["confirm_consent", "withdraw_consent", "deactivate", "", "nonsense"] {
        let answer = teacher.post(&format!("{LEARNERS}/selected"), &[("action", action), ("id", &id)]).await;
        assert_eq!(answer.status, 404, "{action}");
    }
    place.finish().await;
}

#[tokio::test]
async fn nobody_is_locked_out_of_the_school_by_deactivating_many() {
    let place = Place::with(1).await;
    let la_admin = place.portal.add_la_admin(place.school.authority_code).await;
    let path = "/schools/6812001/staff/selected";
    let everybody = [("action", "deactivate"), ("all_matching", "yes")];
    for (actor, left) in [
        (&place.champion, "Your own account: nothing done"),
        (&la_admin, "Last Digital Champion: nothing done"),
    ] {
        let browser = place.portal.sign_in(actor).await;
        let act = browser.post(path, &everybody).await.location().to_owned();
        let people = browser.get(&act).await.texts(".names li").len().to_string();
        browser.post(&format!("{act}/confirm"), &[("count", &people)]).await.assert_redirect(&act);
        let outcomes = browser.get(&act).await.texts("td[data-label='Result']");
        assert_eq!(outcomes.iter().filter(|outcome| *outcome == left).count(), 1, "{outcomes:?}");
    }
    place.portal.sign_in(&place.champion).await;
    let refused = place.portal.browser().sign_in(&place.teacher.username, &place.teacher.password).await;
    assert!(refused.status.is_success(), "the teacher stays on the sign-in page");
    place.finish().await;
}

#[tokio::test]
async fn a_large_act_goes_on_in_the_background_and_is_taken_up_again() {
    let place = Place::with(260).await;
    let champion = place.portal.sign_in(&place.champion).await;
    let act = place.ask(&champion, &[("action", "reset_passwords"), ("all_matching", "yes")]).await;
    champion.post(&format!("{act}/confirm"), &[]).await.assert_redirect(&act);
    let going_on = champion.get(&act).await;
    assert_eq!(going_on.texts("label[for='progress']"), ["0 of 260"]);
    // The process ends before the job begins, and its queue is lost: a start wakes what is left.
    sqlx::query("DELETE FROM graphile_worker._private_jobs")
        .execute(&mut place.portal.owner().await)
        .await
        .unwrap();
    ump::bulk_acts::wake_unfinished(&place.portal.services).await.unwrap();
    place.portal.drain_jobs().await;
    assert_eq!(champion.get(&act).await.texts(".outcomes li"), ["260  Password reset"]);
    assert_eq!(place.events("password_reset").await, [260]);
    place.finish().await;
}

#[tokio::test]
async fn an_act_that_nobody_confirms_is_forgotten() {
    let place = Place::with(1).await;
    let champion = place.portal.sign_in(&place.champion).await;
    let act = place.ask(&champion, &[("action", "reset_passwords"), ("all_matching", "yes")]).await;
    place.portal.wait(TimeDelta::hours(25));
    ump::bulk_acts::forget_unconfirmed(&place.portal.services).await.unwrap();
    let champion = place.portal.sign_in(&place.champion).await;
    assert_eq!(champion.get(&act).await.status, 404);
    place.finish().await;
}

#[tokio::test]
async fn the_new_passwords_are_printed_straight_from_the_result() {
    let place = Place::with(3).await;
    let teacher = place.portal.sign_in(&place.teacher).await;
    teacher.post(BY_GROUP, &[("act", AN_ACT), ("group", "7A")]).await;
    let form = [("act", AN_ACT), ("list", "learners"), ("passwords", "yes")];
    let slips = teacher.post("/schools/6812001/slips", &form).await;
    for number in 1..=3 {
        let learner = place.learner(number).await;
        assert_eq!(slips.assert_ok().text().matches(&learner.password).count(), 1);
    }
    assert_eq!(place.events("credentials_printed").await, [3]);
    place.finish().await;
}

#[tokio::test]
async fn a_group_may_have_a_name_longer_than_a_note() {
    let place = Place::with(2).await;
    let name = "7".repeat(250);
    sqlx::query("UPDATE account SET registration_group = $1 WHERE kind = 'learner'")
        .bind(&name)
        .execute(&mut place.portal.owner().await)
        .await
        .unwrap();
    let teacher = place.portal.sign_in(&place.teacher).await;
    let answer = teacher.post(BY_GROUP, &[("act", AN_ACT), ("group", &name)]).await;
    answer.assert_redirect(&format!("/schools/6812001/acts/{AN_ACT}"));
    assert_eq!(place.events("password_reset").await, [2]);
    place.finish().await;
}

#[tokio::test]
async fn two_acts_at_once_leave_the_school_a_champion() {
    let place = Place::with(1).await;
    place.portal.grant(&place.teacher, Role::DigitalChampion).await;
    let la_admin = place.portal.add_la_admin(place.school.authority_code).await;
    let browser = place.portal.sign_in(&la_admin).await;
    let mut confirms = Vec::new();
    for champion in [&place.champion, &place.teacher] {
        let id = champion.id.to_string();
        let form = [("action", "deactivate"), ("id", id.as_str())];
        let asked = browser.post("/schools/6812001/staff/selected", &form).await;
        confirms.push(format!("{}/confirm", asked.location()));
    }
    let confirm = [("count", "1")];
    tokio::join!(browser.post(&confirms[0], &confirm), browser.post(&confirms[1], &confirm));
    place.portal.drain_jobs().await;
    let left = "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.account_id
                WHERE g.role = 'digital_champion' AND a.state = 'active'";
    assert_eq!(place.portal.count(left).await, 1);
    place.finish().await;
}
