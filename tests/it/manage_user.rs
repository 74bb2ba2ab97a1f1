//! *Manage User*: what a school does to one account, and what stays out of reach.

mod activation;
mod consent;
mod editing;
mod passwords;
mod printing;
mod usernames;

use ump::authz::{AccountKind, Role};
use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::people::{Newcomer, Person};
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};

/// A school with two champions, a teacher, learners and a governor.
struct Stage {
    portal: Portal,
    school: School,
    champion: Person,
    other_champion: Person,
    teacher: Person,
    learner: Person,
    governor: Person,
}

impl Stage {
    async fn set() -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        portal.push(&school, &Self::roster()).await;
        let champion = portal.find(&school, "staff-HYR").await;
        let other_champion = portal.find(&school, "staff-DAU").await;
        for person in [&champion, &other_champion] {
            portal.grant(person, Role::DigitalChampion).await;
        }
        Self {
            teacher: portal.find(&school, "staff-ATH").await,
            learner: portal.find(&school, "learner-1").await,
            governor: portal.add_governor(&school).await,
            champion,
            other_champion,
            portal,
            school,
        }
    }

    /// The first learner is Siân Llywelyn.
    fn roster() -> Roster {
        Roster::of("6812001").learners([learner(1).named("Siân", "Llywelyn"), learner(2)]).staff([
            teacher("ATH", "Rhys", "Athro"),
            teacher("HYR", "Nia", "Hyrwyddwr"),
            teacher("DAU", "Dewi", "Daufab"),
        ])
    }

    async fn add_supply_teacher(&self) -> Person {
        let kind = AccountKind::NonMisStaff;
        self.portal.add(Newcomer::new(kind, Some(&self.school), "Sioned", "Cyflenwi")).await
    }

    /// A page of `person`: `""` is *View Details*.
    fn page(&self, person: &Person, below: &str) -> String {
        format!("/schools/6812001/users/{}{below}", person.id)
    }

    /// The lines of *Manage User* as `browser` sees them.
    async fn menu(&self, browser: &Browser<'_>, person: &Person) -> Vec<String> {
        browser.get(&self.page(person, "")).await.assert_ok().texts(".actions > .menu a")
    }

    /// How many events of a kind are on record about `person`.
    async fn events(&self, person: &Person, kind: &str) -> i64 {
        sqlx::query_scalar(
            "SELECT count(*) FROM audit_event e JOIN audit_subject s ON s.school_id = e.school_id AND s.event_id = e.id
             WHERE s.account_id = $1 AND e.kind = $2",
        )
        .bind(person.id)
        .bind(kind)
        .fetch_one(&mut self.portal.owner().await)
        .await
        .unwrap()
    }

    async fn signs_in(&self, username: &str, password: &str) -> bool {
        self.portal.browser().sign_in(username, password).await.status == 303
    }
}

/// What a field of the page holds.
fn value(page: &Answer, field: &str) -> String {
    let selector = scraper::Selector::parse(&format!("[name='{field}']")).unwrap();
    let html = page.html();
    html.select(&selector).next().unwrap().attr("value").unwrap_or_default().to_owned()
}
