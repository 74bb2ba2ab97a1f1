//! Two champions, two tabs, a double click, a lost connection: whatever comes at the same moment, every account ends in one of
//! two states, the pages tell which, and what is sent again changes nothing more.

use chrono::TimeDelta;
use sqlx::Connection;
use ump::authz::Role;
use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::people::Person;
use crate::support::portal::Portal;
use crate::support::roster::{Roster, learner, teacher};

const LEARNERS: &str = "/schools/6812001/learners";
const CHAMPIONS: &str = "SELECT count(*) FROM role_grant WHERE role = 'digital_champion'";

/// A school with three learners, two champions and a teacher.
struct Place {
    portal: Portal,
    school: School,
    champions: [Person; 2],
    teacher: Person,
    learners: Vec<Person>,
}

impl Place {
    async fn make() -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        let staff = [("ATH", "Rhys", "Athro"), ("HYR", "Nia", "Hyrwyddwr"), ("DAU", "Dewi", "Daufab")];
        let staff = staff.map(|(code, forename, surname)| teacher(code, forename, surname));
        portal.push(&school, &Roster::of("6812001").learners((1..=3).map(learner)).staff(staff)).await;
        let champions = [portal.find(&school, "staff-HYR").await, portal.find(&school, "staff-DAU").await];
        for champion in &champions {
            portal.grant(champion, Role::DigitalChampion).await;
        }
        let mut learners = Vec::new();
        for number in 1..=3 {
            learners.push(portal.find(&school, &format!("learner-{number}")).await);
        }
        let teacher = portal.find(&school, "staff-ATH").await;
        Self { portal, school, champions, teacher, learners }
    }

    /// Both champions' browsers.
    async fn sign_in(&self) -> [Browser<'_>; 2] {
        let [first, second] = &self.champions;
        [self.portal.sign_in(first).await, self.portal.sign_in(second).await]
    }

    fn page(&self, person: &Person, below: &str) -> String {
        format!("/schools/{}/users/{}{below}", self.school.dfes_number, person.id)
    }

    /// Asks for an act on every learner; the address of its page.
    async fn ask(&self, browser: &Browser<'_>, action: &str) -> String {
        let form = [("action", action), ("all_matching", "yes")];
        browser.post(&format!("{LEARNERS}/selected"), &form).await.location().to_owned()
    }

    /// How many learners' passwords are no longer those of the beginning.
    async fn new_passwords(&self) -> usize {
        let mut new = 0;
        for learner in &self.learners {
            new += usize::from(self.portal.password_of(learner.id).await != learner.password);
        }
        new
    }

    async fn events(&self, kind: &'static str) -> Vec<i32> {
        sqlx::query_scalar("SELECT people FROM audit_event WHERE kind = $1 ORDER BY at, id")
            .bind(kind)
            .fetch_all(&mut self.portal.owner().await)
            .await
            .unwrap()
    }

    /// Until some statement of the portal waits for another's lock.
    async fn wait_for_a_lock(&self) {
        // Other tests wait in databases of their own.
        let waiting = "SELECT count(*) FROM pg_stat_activity
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while self.portal.count(waiting).await == 0 {}
    }

    async fn finish(self) {
        // The jobs that look after acts find them done.
        self.portal.drain_jobs().await;
        self.portal.finish().await;
    }
}

/// What is confirmed: two tabs, two people.
const ANSWERS: [(&str, &str); 2] = [("basis", "a letter"), ("count", "3")];

#[tokio::test]
async fn an_act_that_is_confirmed_twice_at_once_is_done_once() {
    let place = Place::make().await;
    let [browser, _] = place.sign_in().await;
    let act = place.ask(&browser, "reset_passwords").await;
    let confirm = format!("{act}/confirm");
    let (first, second) = tokio::join!(browser.post(&confirm, &[]), browser.post(&confirm, &[]));
    first.assert_redirect(&act);
    second.assert_redirect(&act);
    let once = place.portal.password_of(place.learners[0].id).await;
    assert_eq!(browser.get(&act).await.texts(".outcomes li"), ["3  Password reset"]);
    browser.post(&confirm, &[]).await.assert_redirect(&act);
    place.portal.drain_jobs().await;
    assert_eq!(place.portal.password_of(place.learners[0].id).await, once);
    assert_eq!((place.new_passwords().await, place.events("password_reset").await), (3, vec![3]));
    place.finish().await;
}

#[tokio::test]
async fn of_a_reset_and_a_deactivation_at_once_each_page_tells_what_came_of_it() {
    let place = Place::make().await;
    let [first, second] = place.sign_in().await;
    let (reset, deactivate) =
        (place.ask(&first, "reset_passwords").await, place.ask(&second, "deactivate").await);
    let confirms = [format!("{reset}/confirm"), format!("{deactivate}/confirm")];
    tokio::join!(first.post(&confirms[0], &ANSWERS), second.post(&confirms[1], &ANSWERS));
    place.portal.drain_jobs().await;
    let off = "SELECT count(*) FROM account WHERE kind = 'learner' AND state = 'deactivated'";
    assert_eq!(place.portal.count(off).await, 3);
    assert_eq!(second.get(&deactivate).await.texts(".outcomes li"), ["3  Deactivated"]);
    let told = first.get(&reset).await.texts(".outcomes li");
    match place.new_passwords().await {
        3 => assert_eq!(told, ["3  Password reset"]),
        0 => assert_eq!(told, ["3  Account not active: nothing done"]),
        some => panic!("{some} of 3 passwords were reset: {told:?}"),
    }
    place.finish().await;
}

#[tokio::test]
async fn of_consent_confirmed_and_withdrawn_at_once_the_later_stands_and_the_history_says_so() {
    let place = Place::make().await;
    let [first, second] = place.sign_in().await;
    let (confirm, withdraw) =
        (place.ask(&first, "confirm_consent").await, place.ask(&second, "withdraw_consent").await);
    let confirms = [format!("{confirm}/confirm"), format!("{withdraw}/confirm")];
    tokio::join!(first.post(&confirms[0], &ANSWERS), second.post(&confirms[1], &ANSWERS));
    place.portal.drain_jobs().await;
    assert_eq!(first.get(&confirm).await.texts(".outcomes li"), ["3  Consent confirmed"]);
    let told = second.get(&withdraw).await.texts(".outcomes li");
    // What was withdrawn had been given; what was so already left no entry.
    let history = place.portal.count("SELECT count(*) FROM consent_event").await;
    match place.portal.count("SELECT count(*) FROM account WHERE has_consent").await {
        0 => assert_eq!((told.concat().as_str(), history), ("3  Consent withdrawn", 6)),
        3 => assert_eq!((told.concat().as_str(), history), ("3  Was so already", 3)),
        some => panic!("{some} of 3 consents are given: {told:?}"),
    }
    place.finish().await;
}

#[tokio::test]
async fn of_two_edits_at_once_one_stands_and_the_other_is_told() {
    let place = Place::make().await;
    let browsers = place.sign_in().await;
    let (details, edit) = (place.page(&place.learners[0], ""), place.page(&place.learners[0], "/edit"));
    let form = |forename| {
        let legal = [("legal_forename", "Siân"), ("legal_surname", "ap Dafydd")];
        [("display_forename", forename), ("display_surname", "Môn"), legal[0], legal[1]]
    };
    let (mabli, lowri) = (form("Mabli"), form("Lowri"));
    let answers = tokio::join!(browsers[0].post(&edit, &mabli), browsers[1].post(&edit, &lowri));
    let stood = match (answers.0.status.as_u16(), answers.1.status.as_u16()) {
        (303, 200) => ("Mabli Môn", answers.1),
        (200, 303) => ("Lowri Môn", answers.0),
        other => panic!("{other:?}"),
    };
    assert_eq!(browsers[0].get(&details).await.texts("h1"), [stood.0]);
    assert_eq!(stood.1.texts(".panel-warn h2").len(), 1);
    assert_eq!(place.events("name_edited").await, [1]);
    place.finish().await;
}

#[tokio::test]
async fn a_double_click_promotes_once_and_demotes_once() {
    let place = Place::make().await;
    let browsers = place.sign_in().await;
    for (turn, kind, champions) in [("/promote", "champion_promoted", 3), ("/demote", "champion_demoted", 2)]
    {
        let page = place.page(&place.teacher, turn);
        let answers = tokio::join!(browsers[0].post(&page, &[]), browsers[1].post(&page, &[]));
        for answer in [answers.0, answers.1] {
            answer.assert_redirect("/schools/6812001/digital-champions");
        }
        assert_eq!(place.events(kind).await, [1], "{turn}");
        assert_eq!(place.portal.count(CHAMPIONS).await, champions, "{turn}");
        assert_eq!(place.portal.count("SELECT champions::bigint FROM school_status").await, champions);
    }
    place.finish().await;
}

#[tokio::test]
async fn two_champions_who_turn_on_each_other_leave_the_school_one() {
    for turn in ["/demote", "/deactivate"] {
        let place = Place::make().await;
        let [nia, dewi] = place.sign_in().await;
        let pages = [place.page(&place.champions[1], turn), place.page(&place.champions[0], turn)];
        tokio::join!(nia.post(&pages[0], &[]), dewi.post(&pages[1], &[]));
        let left = "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.account_id
                    WHERE g.role = 'digital_champion' AND a.state = 'active'";
        assert_eq!(
            place.portal.count(left).await,
            1,
            "{turn}: who would be the last needs the question again"
        );
        place.finish().await;
    }
}

#[tokio::test]
async fn what_a_lost_connection_leaves_is_done_by_the_job() {
    let place = Place::make().await;
    let [browser, _] = place.sign_in().await;
    let act = place.ask(&browser, "reset_passwords").await;
    let confirm = format!("{act}/confirm");
    // Somebody else holds the learners, so that the request cannot go on.
    let mut other = place.portal.owner().await;
    let mut held = other.begin().await.unwrap();
    sqlx::query("SELECT id FROM account WHERE kind = 'learner' FOR UPDATE")
        .execute(&mut *held)
        .await
        .unwrap();
    tokio::select! {
        answer = browser.post(&confirm, &[]) => panic!("it did not wait: {answer:?}"),
        () = place.wait_for_a_lock() => {} // the connection is lost here
    }
    held.rollback().await.unwrap();
    assert_eq!(place.new_passwords().await, 0);
    let going_on = browser.get(&act).await;
    assert_eq!(going_on.texts("label[for='progress']"), ["0 of 3"]);
    // Sent again it starts nothing anew; the job ends what was begun.
    browser.post(&confirm, &[]).await.assert_redirect(&act);
    place.portal.wait(TimeDelta::minutes(1));
    place.portal.drain_jobs().await;
    assert_eq!(browser.get(&act).await.texts(".outcomes li"), ["3  Password reset"]);
    assert_eq!((place.new_passwords().await, place.events("password_reset").await), (3, vec![3]));
    place.finish().await;
}
