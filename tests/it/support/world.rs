//! Two schools under two authorities with somebody of every role, runs of every kind, and a learner who waits.

use chrono::TimeDelta;
use ump::audit::{self, Author, EventKind, write_event};
use ump::authz::{AccountKind, Actor, Role};
use ump::base::PersonName;
use ump::base::id::{EventId, Ids, MailboxId};
use ump::base::random::OsRandom;
use ump::provisioning::{TokenFor, create_token};
use ump::tenancy::School;

use super::client::Covers;
use super::people::{Newcomer, Person};
use super::portal::Portal;
use super::roster::{Roster, learner, teacher};
use super::routes::{About, Route};

/// A portal with two schools in it.
pub struct World {
    pub portal: Portal,
    pub here: Place,
    pub there: Place,
    pub service_desk: Person,
    /// Everybody who waits, as JSON: undoing a run takes them away.
    waiting_rows: String,
}

/// A school and its people.
pub struct Place {
    pub school: School,
    pub primary: Person,
    pub secondary: Person,
    pub teacher: Person,
    pub champion: Person,
    pub governor: Person,
    pub la_admin: Person,
    pub applied: String,
    pub held: String,
    /// The address of an act that is done: passwords were reset.
    pub act: String,
    pub event: String,
    /// The id of the class that the teacher and the champion teach.
    pub class: String,
    /// A shared mailbox that one of the staff can open.
    pub mailbox: String,
    /// Ids of a token of the school, and of one of its authority.
    pub tokens: [String; 2],
    /// Another LA administrator of its authority.
    pub colleague: Person,
    /// The row of the learner who waits.
    pub waiting: String,
    /// A request to take the teacher's former account along.
    pub transfer: String,
}

impl World {
    pub async fn make() -> Self {
        let portal = Portal::start().await;
        let here = Place::make(&portal, "6812001", 1).await;
        let there = Place::make(&portal, "6602001", 101).await;
        let here = here.run(&portal, 1, 101).await.ask_transfer(&portal, "6602001").await;
        let there = there.run(&portal, 101, 1).await.ask_transfer(&portal, "6812001").await;
        let waiting_rows = sqlx::query_scalar("SELECT json_agg(w)::text FROM waiting_learner w")
            .fetch_one(&mut portal.owner().await)
            .await
            .unwrap();
        Self { here, there, service_desk: portal.add_service_desk().await, waiting_rows, portal }
    }

    /// Whoever has this role where the school of `place` is concerned.
    pub fn person<'w>(&'w self, place: &'w Place, role: Role) -> &'w Person {
        match role {
            Role::LearnerPrimary => &place.primary,
            Role::LearnerSecondary => &place.secondary,
            Role::Governor => &place.governor,
            Role::SchoolStaff => &place.teacher,
            Role::DigitalChampion => &place.champion,
            Role::LaAdmin => &place.la_admin,
            Role::ServiceDesk => &self.service_desk,
        }
    }

    /// A held run that was decided about is held again, who was deactivated works again, and a closed mailbox is open, a revoked
    /// token is in force, who was demoted is an LA administrator, and whoever waited waits.
    pub async fn restore(&self) {
        sqlx::query(
            "UPDATE shared_mailbox SET state = 'requested', close_asked_at = NULL, close_asked_by = NULL, closed_at = NULL",
        )
        .execute(&mut self.portal.owner().await)
        .await
        .unwrap();
        for statement in [
            "UPDATE provisioning_token SET revoked_at = NULL",
            "INSERT INTO role_grant (account_id, role, granted_at)
             SELECT id, 'la_admin', now() FROM account WHERE kind = 'authority_staff' ON CONFLICT DO NOTHING",
        ] {
            sqlx::query(statement).execute(&mut self.portal.owner().await).await.unwrap();
        }
        sqlx::query(
            "INSERT INTO waiting_learner SELECT * FROM json_populate_recordset(NULL::waiting_learner, $1::json)
             ON CONFLICT DO NOTHING",
        )
        .bind(&self.waiting_rows)
        .execute(&mut self.portal.owner().await)
        .await
        .unwrap();
        sqlx::query("UPDATE account SET state = 'active' WHERE state = 'deactivated'")
            .execute(&mut self.portal.owner().await)
            .await
            .unwrap();
        sqlx::query(
            "UPDATE sync_batch SET state = 'held', hold_reason = 'releases', would_release = 11, threshold = 10,
                 released_at = NULL, released_by = NULL WHERE id = ANY ($1)",
        )
        .bind([&self.here.held, &self.there.held].map(|id| id.parse::<uuid::Uuid>().unwrap()))
        .execute(&mut self.portal.owner().await)
        .await
        .unwrap();
    }
}

impl Place {
    async fn make(portal: &Portal, number: &str, first: u32) -> Self {
        let school = portal.add_school(number, "Ysgol").await;
        portal.push(&school, &Self::roster(number, first)).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        Self {
            primary: portal
                .add(Newcomer::new(AccountKind::NonMisLearner, Some(&school), "Bach", "Disgybl"))
                .await,
            secondary: portal.find(&school, &format!("learner-{first}")).await,
            teacher: portal.find(&school, "staff-ATH").await,
            governor: portal.add_governor(&school).await,
            la_admin: portal.add_la_admin(school.authority_code).await,
            applied: String::new(),
            held: String::new(),
            act: String::new(),
            event: String::new(),
            class: portal.class(&school, "MAT1").await.to_string(),
            mailbox: String::new(),
            tokens: [
                portal.token(TokenFor::School(school.dfes_number)).await,
                portal.token(TokenFor::Authority(school.authority_code)).await,
            ],
            colleague: portal.add_la_admin(school.authority_code).await,
            waiting: String::new(),
            transfer: String::new(),
            champion,
            school,
        }
    }

    /// Thirty learners, a teacher, one who is to be champion, a class, and a row that is rejected.
    fn roster(number: &str, first: u32) -> Roster {
        let mut wrong = learner(first + 40);
        wrong.upn.clear();
        Roster::of(number)
            .learners((first..first + 30).map(learner))
            .staff([teacher("ATH", "Rhys", "Athro"), teacher("HYR", "Nia", "Hyrwyddwr")])
            .learners([wrong])
            .class_of_all("MAT1")
    }

    /// A run that claims a learner of the other school, who stays there; then one that would release eleven.
    async fn run(self, portal: &Portal, first: u32, other: u32) -> Self {
        portal.wait(TimeDelta::minutes(1)); // no two runs of a school are of one moment
        let number = self.school.dfes_number.to_string();
        let claiming = Self::roster(&number, first).learners([learner(other)]);
        let leaving = (first + 10..first + 21).fold(claiming.clone(), |roster, n| {
            roster.change(&format!("learner-{n}"), |row| row.leaving("2026-11-20"))
        });
        let applied = portal.push(&self.school, &claiming).await;
        let held = portal.push(&self.school, &leaving).await;
        assert_eq!((&applied["state"], &held["state"]), (&"applied".into(), &"held".into()));
        let id = |batch: &serde_json::Value| batch["batch_id"].as_str().unwrap().to_owned();
        let learner = portal.find(&self.school, &format!("learner-{}", first + 5)).await;
        let act = portal.act_on(&self.champion, &self.school, ("reset_passwords", &[learner.id])).await;
        portal.act_on(&self.champion, &self.school, ("confirm_consent", &[learner.id])).await;
        let event = portal.record(&self).await.to_string();
        let mailbox = self.share(portal).await;
        let waiting = portal.id_of("SELECT id FROM waiting_learner WHERE school_id = $1", &self.school).await;
        Self { applied: id(&applied), held: id(&held), act, event, mailbox, waiting, ..self }
    }

    /// The champion asks for the teacher's former account in the school with this number.
    async fn ask_transfer(self, portal: &Portal, former: &str) -> Self {
        let address = format!("/schools/{}/users/{}/transfer", self.school.dfes_number, self.teacher.id);
        let champion = portal.sign_in(&self.champion).await;
        champion.post(&address, &[("dfes", former)]).await.assert_redirect(&address);
        let transfer =
            portal.id_of("SELECT id FROM transfer_request WHERE school_id = $1", &self.school).await;
        Self { transfer, ..self }
    }

    /// A mailbox with the teacher in it; its id.
    async fn share(&self, portal: &Portal) -> String {
        let list = format!("/schools/{}/mailboxes", self.school.dfes_number);
        let champion = portal.sign_in(&self.champion).await;
        let id = Ids::new(&portal.services.clock, &mut OsRandom).fresh::<MailboxId>().to_string();
        let form = [("mailbox", id.as_str()), ("name", "swyddfa")];
        champion.post(&format!("{list}/new"), &form).await.assert_redirect(&list);
        let person = self.teacher.id.to_string();
        let page = format!("{list}/{id}");
        champion.post(&format!("{page}/add"), &[("person", &person)]).await.assert_redirect(&page);
        portal.drain_jobs().await;
        id
    }

    /// The champion as whoever acts.
    pub fn champion_acting(&self) -> Actor {
        Actor {
            account: self.champion.id,
            kind: AccountKind::Staff,
            username: self.champion.username.clone(),
            name: PersonName::parse("Nia", "Hyrwyddwr").unwrap(),
            role: Role::DigitalChampion,
            school: Some(self.school.id),
            authority_code: None,
            language: None,
        }
    }

    /// The address of `route` with this school and its people, and the ids of `subject`'s.
    pub fn address(&self, route: &Route, subject: &Self) -> String {
        let named = match route.about {
            About::Learner => subject.secondary.id.to_string(),
            About::Staff => subject.teacher.id.to_string(),
            About::Class => subject.class.clone(),
            About::Mailbox => subject.mailbox.clone(),
            About::SchoolToken => subject.tokens[0].clone(),
            About::AuthorityToken => subject.tokens[1].clone(),
            About::Colleague => subject.colleague.id.to_string(),
            About::Job => "0".to_owned(),
            About::Waiting => subject.waiting.clone(),
            About::Transfer => subject.transfer.clone(),
            _ => String::new(),
        };
        let run = match route.about {
            About::HeldRun => &subject.held,
            _ => &subject.applied,
        };
        let id = if named.is_empty() { run } else { &named };
        route
            .path
            .replace("{dfes}", &self.school.dfes_number.to_string())
            .replace("{code}", &self.school.authority_code.to_string())
            .replace("{act}", subject.act.rsplit('/').next().unwrap_or_default())
            .replace("{by}", "year")
            .replace("{group}", "7A")
            .replace("{year}", "7")
            .replace("{start_year}", "2026")
            .replace("{service}", "google")
            .replace("{batch}", run)
            .replace("{event}", &subject.event)
            .replace("{id}", id)
            .replace("{*path}", ump::web::asset_url("app.css").trim_start_matches("/assets/"))
    }

    pub fn covers(&self) -> Covers<'_> {
        Covers::School(&self.school)
    }
}

impl Portal {
    /// The id of a new token.
    async fn token(&self, covers: TokenFor) -> String {
        create_token(&self.services, covers).await.unwrap().0.id.to_string()
    }

    /// The id that the owner's question about a school is answered with.
    async fn id_of(&self, question: &'static str, school: &School) -> String {
        let id: uuid::Uuid =
            sqlx::query_scalar(question).bind(school.id).fetch_one(&mut self.owner().await).await.unwrap();
        id.to_string()
    }

    /// An act of the school's champion on one of its learners, as the audit trail keeps it.
    pub async fn record(&self, place: &Place) -> EventId {
        let event = audit::Event {
            id: Ids::new(&self.services.clock, &mut OsRandom).fresh(),
            at: self.services.clock.now(),
            kind: EventKind::PasswordShown,
            actor: &Author::of(&place.champion_acting()),
            address: None,
            subjects: &[place.secondary.id],
            note: None,
        };
        let mut tx = self.services.database.tenant(place.school.id).await.unwrap();
        write_event(&mut tx, &event).await.unwrap();
        tx.commit().await.unwrap();
        event.id
    }
}
