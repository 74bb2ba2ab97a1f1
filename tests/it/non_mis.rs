//! Accounts that a school makes by hand: added once, looked after, expired in time, kept or closed.

use chrono::TimeDelta;
use ump::authz::{AccountKind, Role};
use ump::base::id::AccountId;
use ump::daily::DailyTasks;
use ump::db::Reason;
use ump::jobs::enqueue;
use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::people::{Newcomer, Person};
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};

const NON_MIS: &str = "/schools/6812001/non-mis";
const NEW: &str = "/schools/6812001/non-mis/new";
const REVIEW: &str = "/schools/6812001/non-mis/review";
const DETAILS: &str = "/schools/6812001/users";
const AN_ACCOUNT: &str = "01994f3e-0000-7000-8000-000000000003";

struct Place {
    portal: Portal,
    school: School,
    champion: Person,
}

impl Place {
    /// A school with two learners, a teacher called Rhys Athro and a champion.
    async fn make() -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        let roster = Roster::of("6812001")
            .learners((1..=2).map(learner))
            .staff([teacher("ATH", "Rhys", "Athro"), teacher("HYR", "Nia", "Hyrwyddwr")]);
        portal.push(&school, &roster).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        Self { portal, school, champion }
    }

    async fn enter(&self) -> Browser<'_> {
        self.portal.sign_in(&self.champion).await
    }

    /// What happens after midnight.
    async fn night(&self) {
        let mut tx = self.portal.services.database.system(Reason::Schedule).await.unwrap();
        enqueue(&mut tx, &DailyTasks, None).await.unwrap();
        tx.commit().await.unwrap();
        self.portal.drain_jobs().await;
    }

    async fn fact(&self, account: AccountId, question: &'static str) -> String {
        sqlx::query_scalar(question).bind(account).fetch_one(&mut self.portal.owner().await).await.unwrap()
    }

    async fn state(&self, account: AccountId) -> String {
        self.fact(
            account,
            "SELECT state || ' ' || coalesce(expires_on::text, '-') FROM account WHERE id = $1",
        )
        .await
    }

    async fn events(&self, kind: &'static str) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM audit_event WHERE kind = $1")
            .bind(kind)
            .fetch_one(&mut self.portal.owner().await)
            .await
            .unwrap()
    }

    async fn set_expiry(&self, person: &Person, day: &str) {
        sqlx::query("UPDATE account SET expires_on = $2::date WHERE id = $1")
            .bind(person.id)
            .bind(day)
            .execute(&mut self.portal.owner().await)
            .await
            .unwrap();
    }
}

/// The form of *Add new user* with a supply teacher in it, and `changed` fields.
fn form<'f>(changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let usual = [
        ("account", AN_ACCOUNT),
        ("kind", "staff"),
        ("forename", "Siân"),
        ("surname", "Cyflenwi"),
        ("term", "3"),
        ("how", "generate"),
        ("password", ""),
    ];
    let kept = usual.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

fn names(page: &Answer) -> Vec<String> {
    page.texts("td.person-name")
        .iter()
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[tokio::test]
async fn somebody_is_added_once_and_signs_in_with_the_password_that_is_shown() {
    let place = Place::make().await;
    let champion = place.enter().await;
    let page = champion.get(NEW).await;
    assert!(page.text().contains("they would get two accounts"));
    assert_eq!(page.texts("#term .form-check-label")[1], "3 months: until 23/02/2027");
    let details = format!("{DETAILS}/{AN_ACCOUNT}");
    for _ in 0..2 {
        champion.post(NEW, &form(&[])).await.assert_redirect(&details);
    }
    let shown = champion.get(&details).await;
    assert!(shown.text().contains("Show Password shows the password") && shown.text().contains("23/02/2027"));
    assert_eq!(place.portal.count("SELECT count(*) FROM account WHERE kind = 'non_mis_staff'").await, 1);
    assert_eq!(place.events("account_added").await, 1);

    let id = AccountId(AN_ACCOUNT.parse().unwrap());
    let password = place.portal.password_of(id).await;
    assert!(!shown.text().contains(&password), "a password never stands in a page");
    place.portal.browser().sign_in("cyflenwis", &password).await.assert_redirect("/");
    assert_eq!(names(&champion.get(NON_MIS).await), ["Cyflenwi, Siân"]);
    let staff = names(&champion.get("/schools/6812001/staff").await);
    assert!(staff.contains(&"Cyflenwi, Siân Non-MIS".to_owned()), "{staff:?}");
    place.portal.finish().await;
}

#[tokio::test]
async fn a_learner_stands_in_view_learners_and_a_governor_among_governors() {
    let place = Place::make().await;
    let champion = place.enter().await;
    let learner = form(&[("kind", "learner"), ("year", "5"), ("group", "5B"), ("surname", "Ymwelydd")]);
    champion.post(NEW, &learner).await;
    let learners = champion.get("/schools/6812001/learners?group=5B").await;
    assert_eq!(names(&learners), ["Ymwelydd, Siân Non-MIS"]);
    let governor = [
        ("account", "01994f3e-0000-7000-8000-000000000004"),
        ("forename", "Gwen"),
        ("surname", "Clerc"),
        ("how", "own"),
        ("password", "Mynydd Glas 47"),
    ];
    champion.post("/schools/6812001/governors/new", &governor).await;
    place.portal.browser().sign_in("ClercG", "Mynydd Glas 47").await.assert_redirect("/");
    assert_eq!(names(&champion.get("/schools/6812001/governors").await), ["Clerc, Gwen"]);
    assert_eq!(names(&champion.get(NON_MIS).await), ["Ymwelydd, Siân"]);
    place.portal.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_is_made() {
    let place = Place::make().await;
    let champion = place.enter().await;
    let empty = champion.post(NEW, &[("account", AN_ACCOUNT)]).await;
    assert_eq!(empty.texts("[role=alert] li").len(), 4, "{:?}", empty.texts("[role=alert] li"));
    let no_year = champion.post(NEW, &form(&[("kind", "learner")])).await;
    assert_eq!(no_year.texts("[role=alert] li"), ["Choose the learner’s year."]);
    for (password, rule) in [
        ("Cyflenwi47", "Leave out names and the username."),
        ("Password1", "This password is on lists that attackers try first. Choose another."),
        ("Ab1defg", "Use at least 8 characters."),
    ] {
        let answer = champion.post(NEW, &form(&[("how", "own"), ("password", password)])).await;
        assert!(answer.texts("[role=alert] li").contains(&rule.to_owned()), "{password}");
        assert!(answer.text().contains("value=\"Cyflenwi\""), "what was typed stays");
        assert!(!answer.text().contains(password), "but for the password");
    }
    assert_eq!(place.portal.count("SELECT count(*) FROM account WHERE kind = 'non_mis_staff'").await, 0);
    place.portal.finish().await;
}

#[tokio::test]
async fn whoever_may_be_here_already_is_shown_first() {
    let place = Place::make().await;
    let champion = place.enter().await;
    for (forename, surname, likeness) in
        [("RHŶS", "athro", "same name"), ("Athro", "Rhys", "exchanged"), ("Rhys", "Atrho", "similar name")]
    {
        let changed = [("forename", forename), ("surname", surname)];
        let answer = champion.post(NEW, &form(&changed)).await;
        let people = answer.texts("#lookalikes li");
        assert!(people.len() == 1 && people[0].contains(likeness), "{forename} {surname}: {people:?}");
        assert_eq!(answer.texts("#lookalikes button"), ["Add anyway"]);
        assert!(answer.text().contains(&format!("value=\"{surname}\"")), "what was typed stays");
    }
    assert_eq!(place.portal.count("SELECT count(*) FROM account WHERE kind = 'non_mis_staff'").await, 0);
    let anyway = [("forename", "Rhys"), ("surname", "Athro"), ("anyway", "yes")];
    champion.post(NEW, &form(&anyway)).await.assert_redirect(&format!("{DETAILS}/{AN_ACCOUNT}"));
    // A learner of that name is somebody else.
    let learner = [
        ("account", "01994f3e-0000-7000-8000-000000000005"),
        ("kind", "learner"),
        ("year", "9"),
        ("forename", "Rhys"),
        ("surname", "Athro"),
    ];
    assert_eq!(champion.post(NEW, &form(&learner)).await.status, 303);
    place.portal.finish().await;
}

#[tokio::test]
async fn an_account_that_nobody_keeps_works_to_the_end_of_its_last_day() {
    let place = Place::make().await;
    let supply = place.portal.add_supply_teacher(&place.school).await;
    place.set_expiry(&supply, "2027-01-30").await;
    place.night().await;
    let champion = place.enter().await;
    assert_eq!(champion.get(NON_MIS).await.texts(".panel-warn h2"), [""; 0]);

    // 30 January is ten weeks away; in two weeks it is eight.
    place.portal.wait(TimeDelta::days(14));
    place.night().await;
    let champion = place.enter().await;
    let told = ["1 account expires within 8 weeks."];
    assert_eq!(champion.get(NON_MIS).await.texts(".panel-warn h2"), told);
    let dashboard = champion.get("/schools/6812001").await;
    assert!(dashboard.text().contains(&format!("<a href=\"{REVIEW}\">{}</a>", told[0])));

    place.portal.wait(TimeDelta::days(54));
    place.night().await;
    assert_eq!(place.state(supply.id).await, "active 2027-01-30");
    let browser = place.portal.sign_in(&supply).await;
    place.portal.wait(TimeDelta::days(1));
    place.night().await;
    assert_eq!(place.state(supply.id).await, "expired 2027-01-30");
    browser.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    let champion = place.enter().await;
    assert_eq!(names(&champion.get(NON_MIS).await), [""; 0]);
    let expired = champion.get(&format!("{NON_MIS}?status=expired")).await;
    assert_eq!(names(&expired), ["Cyflenwi, Sioned Expired 31/01/2027"]);
    assert_eq!(place.portal.count("SELECT expiring::bigint FROM school_status").await, 0);
    place.portal.finish().await;
}

#[tokio::test]
async fn the_lists_filter_by_kind_expiry_and_last_sign_in() {
    let place = Place::make().await;
    let supply = place.portal.add_supply_teacher(&place.school).await;
    let visitor = Newcomer::new(AccountKind::NonMisLearner, Some(&place.school), "Bach", "Disgybl");
    place.portal.add(visitor).await;
    place.set_expiry(&supply, "2026-12-01").await;
    place.portal.sign_in(&supply).await;
    let champion = place.enter().await;
    for (filter, expected) in [
        ("", vec!["Cyflenwi, Sioned", "Disgybl, Bach"]),
        ("?kind=learner", vec!["Disgybl, Bach"]),
        ("?expires=soon", vec!["Cyflenwi, Sioned"]),
        ("?expires=later", vec!["Disgybl, Bach"]),
        ("?expires=over", vec![]),
        ("?sign_in=never", vec!["Disgybl, Bach"]),
        ("?sign_in=90", vec!["Disgybl, Bach"]),
        ("?sort=-expires", vec!["Disgybl, Bach", "Cyflenwi, Sioned"]),
        ("?sort=sign_in", vec!["Disgybl, Bach", "Cyflenwi, Sioned"]),
        ("?status=deactivated", vec![]),
        ("?q=bach", vec!["Disgybl, Bach"]),
    ] {
        assert_eq!(names(&champion.get(&format!("{NON_MIS}{filter}")).await), expected, "{filter}");
    }
    let all = [("action", "deactivate"), ("all_matching", "yes"), ("expires", "soon")];
    let act = champion.post(&format!("{NON_MIS}/selected"), &all).await;
    assert_eq!(champion.get(act.location()).await.texts("h1"), ["Deactivate 1 account?"]);
    place.portal.finish().await;
}

#[tokio::test]
async fn each_account_is_kept_or_closed_and_twice_is_once() {
    let place = Place::make().await;
    let supply = place.portal.add_supply_teacher(&place.school).await;
    place.set_expiry(&supply, "2026-12-31").await;
    let champion = place.enter().await;
    let page = champion.get(REVIEW).await;
    assert_eq!(names(&page), ["Cyflenwi, Sioned"]);
    assert!(page.text().contains("31/01/2027 (1 month)"));
    let account = format!("{}:2026-12-31", supply.id);
    for _ in 0..2 {
        let keep = [("account", account.as_str()), ("term", "1"), ("decision", "keep")];
        let done = champion.post(REVIEW, &keep).await;
        assert_eq!(done.texts("#results li"), ["Sioned Cyflenwi: kept until 31/01/2027"]);
    }
    assert_eq!(place.state(supply.id).await, "active 2027-01-31");
    assert_eq!(place.events("account_extended").await, 1);
    // Somebody whose page is older decides too late.
    let keep = [("account", account.as_str()), ("term", "6"), ("decision", "keep")];
    let late = champion.post(REVIEW, &keep).await;
    assert!(late.texts("#results li")[0].contains("nothing done"));
    assert_eq!(place.state(supply.id).await, "active 2027-01-31");

    let browser = place.portal.sign_in(&supply).await;
    for _ in 0..2 {
        let done = champion.post(REVIEW, &[("account", &account), ("decision", "close")]).await;
        assert_eq!(done.texts("#results li"), ["Sioned Cyflenwi: closed"]);
    }
    assert_eq!(place.state(supply.id).await, "deactivated 2027-01-31");
    assert_eq!(place.events("account_closed").await, 1);
    browser.get("/profile").await.assert_redirect("/sign-in?return_to=%2Fprofile");
    place.portal.finish().await;
}

#[tokio::test]
async fn many_are_kept_at_once_and_one_that_expired_works_again() {
    let place = Place::make().await;
    let supply = place.portal.add_supply_teacher(&place.school).await;
    let governor = place.portal.add_governor(&place.school).await;
    place.set_expiry(&supply, "2026-11-20").await;
    place.night().await;
    assert_eq!(place.state(supply.id).await, "expired 2026-11-20");
    let champion = place.enter().await;
    let page = champion.get(REVIEW).await;
    assert_eq!(names(&page), ["Cyflenwi, Sioned Expired", "Llywodraethwr, Gwilym"]);
    let nobody = champion.post(REVIEW, &[("term", "year"), ("decision", "keep")]).await;
    assert_eq!(nobody.texts("main .flash-warn"), ["Tick the accounts that you mean first."]);
    let (first, second) = (format!("{}:2026-11-20", supply.id), governor.id.to_string());
    let teacher = place.portal.find(&place.school, "staff-ATH").await.id.to_string();
    let form = [
        ("account", first.as_str()),
        ("account", second.as_str()),
        // Whom the MIS holds is nobody that this page decides about.
        ("account", teacher.as_str()),
        ("term", "year"),
        ("decision", "keep"),
    ];
    let done = champion.post(REVIEW, &form).await;
    assert_eq!(
        done.texts("#results li"),
        ["Gwilym Llywodraethwr: kept", "Sioned Cyflenwi: kept until 31/08/2027"]
    );
    assert_eq!(place.state(supply.id).await, "active 2027-08-31");
    place.portal.sign_in(&supply).await;
    assert!(done.texts("td[data-label='Last reviewed']").contains(&"23/11/2026".to_owned()));
    assert_eq!((place.events("account_extended").await, place.events("account_reviewed").await), (1, 1));
    place.portal.finish().await;
}

#[tokio::test]
async fn whoever_has_arrived_in_the_mis_is_closed_with_one_click() {
    let place = Place::make().await;
    let by_hand = Newcomer::new(AccountKind::NonMisStaff, Some(&place.school), "RHYS", "Athro");
    let by_hand = place.portal.add(by_hand).await;
    let champion = place.enter().await;
    let page = champion.get(REVIEW).await;
    assert_eq!(page.texts("section[aria-labelledby=arrived] td.person-name"), ["Athro, RHYS"]);
    let id = by_hand.id.to_string();
    let done = champion.post(REVIEW, &[("account", &id), ("decision", "close")]).await;
    assert_eq!(done.texts("#results li"), ["RHYS Athro: closed"]);
    assert_eq!(done.texts("section[aria-labelledby=arrived]"), [""; 0]);
    assert_eq!(place.state(by_hand.id).await, "deactivated 2027-03-31");
    place.portal.finish().await;
}

#[tokio::test]
async fn another_school_decides_nothing_here() {
    let place = Place::make().await;
    let other = place.portal.add_school("6812002", "Ysgol B").await;
    let stranger = place.portal.add_supply_teacher(&other).await;
    let champion = place.enter().await;
    let account = format!("{}:2027-03-31", stranger.id);
    let done = champion.post(REVIEW, &[("account", &account), ("decision", "close")]).await;
    assert_eq!(done.texts("#results li"), [""; 0]);
    assert_eq!(place.state(stranger.id).await, "active 2027-03-31");
    let taken = stranger.id.to_string();
    champion.post(NEW, &form(&[("account", &taken)])).await;
    assert_eq!(place.state(stranger.id).await, "active 2027-03-31");
    place.portal.finish().await;
}

#[tokio::test]
async fn what_was_asked_about_is_what_is_added_and_a_password_is_typed_again() {
    let place = Place::make().await;
    let champion = place.enter().await;
    let own = [("forename", "Rhys"), ("surname", "Athro"), ("how", "own"), ("password", "Mynydd Glas 47")];
    let asked = champion.post(NEW, &form(&own)).await;
    assert!(!asked.text().contains("Mynydd Glas 47"));
    let field = scraper::Selector::parse("#lookalikes input[type=hidden]").unwrap();
    let html = asked.html();
    let kept: Vec<(&str, &str)> = html
        .select(&field)
        .map(|input| (input.attr("name").unwrap(), input.attr("value").unwrap()))
        .collect();
    assert!(kept.contains(&("surname", "Athro")) && kept.contains(&("term", "3")), "{kept:?}");
    let without = champion.post(NEW, &kept).await;
    assert!(without.texts("[role=alert] li").contains(&"Use at least 8 characters.".to_owned()));
    let again = [&kept[..], &[("password", "Mynydd Glas 47")]].concat();
    champion.post(NEW, &again).await.assert_redirect(&format!("{DETAILS}/{AN_ACCOUNT}"));
    place.portal.browser().sign_in("AthroR2", "Mynydd Glas 47").await.assert_redirect("/");
    place.portal.finish().await;
}
