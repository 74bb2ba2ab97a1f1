//! Shared mailboxes: their names, who can open them, and what Exchange has of both.

mod access;
mod adding;
mod background;

use sqlx::Row;
use ump::authz::Role;
use ump::base::id::{AccountId, Ids, MailboxId};
use ump::base::random::OsRandom;
use ump::tenancy::School;

use crate::support::browser::Browser;
use crate::support::people::Person;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};

const LIST: &str = "/schools/6812001/mailboxes";
const NEW: &str = "/schools/6812001/mailboxes/new";

/// A school with a champion, two teachers and two learners, of whom the first has consent.
struct Stage {
    portal: Portal,
    school: School,
    champion: Person,
    rhys: Person,
    mair: Person,
    learner: Person,
}

impl Stage {
    async fn set() -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol A").await;
        let staff = [
            teacher("HYR", "Nia", "Hyrwyddwr"),
            teacher("ATH", "Rhys", "Athro"),
            teacher("LLW", "Mair", "Llwyd"),
        ];
        let learners = [learner(1).named("Siân", "Llywelyn"), learner(2).named("Huw", "Llywelyn")];
        portal.push(&school, &Roster::of("6812001").staff(staff).learners(learners)).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        let learner = portal.find(&school, "learner-1").await;
        portal.act_on(&champion, &school, ("confirm_consent", &[learner.id])).await;
        Self {
            rhys: portal.find(&school, "staff-ATH").await,
            mair: portal.find(&school, "staff-LLW").await,
            champion,
            learner,
            school,
            portal,
        }
    }

    async fn enter(&self) -> Browser<'_> {
        self.portal.sign_in(&self.champion).await
    }

    /// Asks for a mailbox; the address of its page.
    async fn ask(&self, browser: &Browser<'_>, name: &str) -> String {
        let id = self.fresh_id();
        browser.post(NEW, &[("mailbox", &id), ("name", name)]).await.assert_redirect(LIST);
        format!("{LIST}/{id}")
    }

    fn fresh_id(&self) -> String {
        Ids::new(&self.portal.services.clock, &mut OsRandom).fresh::<MailboxId>().to_string()
    }

    async fn events(&self, kind: &str) -> Vec<(String, Option<String>, i64)> {
        sqlx::query(
            "SELECT actor_name, note, people::bigint AS people FROM audit_event WHERE kind = $1 ORDER BY at, id",
        )
        .bind(kind)
        .fetch_all(&mut self.portal.owner().await)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("actor_name"), row.get("note"), row.get("people")))
        .collect()
    }

    async fn set_state(&self, account: AccountId, state: &str) {
        sqlx::query("UPDATE account SET state = $2 WHERE id = $1")
            .bind(account)
            .bind(state)
            .execute(&mut self.portal.owner().await)
            .await
            .unwrap();
    }
}

async fn give(browser: &Browser<'_>, page: &str, person: &Person) -> Answer {
    browser.post(&format!("{page}/add"), &[("person", &person.id.to_string())]).await
}

async fn take(browser: &Browser<'_>, page: &str, person: &Person) -> Answer {
    browser.post(&format!("{page}/remove"), &[("person", &person.id.to_string())]).await
}

/// The states of a list's or a page's rows and head, in words.
fn states(answer: &Answer) -> Vec<String> {
    answer.assert_ok().texts("main .state")
}
