//! Two schools under two authorities with somebody of every role, runs of every kind, and a learner who waits.

use ump::audit::{self, Author, EventKind, write_event};
use ump::authz::{AccountKind, Actor, Role};
use ump::base::PersonName;
use ump::base::id::{EventId, Ids};
use ump::base::random::OsRandom;
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
}

impl World {
    pub async fn make() -> Self {
        let portal = Portal::start().await;
        let here = Place::make(&portal, "6812001", 1).await;
        let there = Place::make(&portal, "6602001", 101).await;
        Self {
            here: here.run(&portal, 1, 101).await,
            there: there.run(&portal, 101, 1).await,
            service_desk: portal.add_service_desk().await,
            portal,
        }
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

    /// A held run that was decided about is held again, and who was deactivated works again.
    pub async fn restore(&self) {
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
        Self { applied: id(&applied), held: id(&held), act, event, ..self }
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
        let account = match route.about {
            About::Learner => subject.secondary.id.to_string(),
            About::Staff => subject.teacher.id.to_string(),
            _ => String::new(),
        };
        let run = match route.about {
            About::HeldRun => &subject.held,
            _ => &subject.applied,
        };
        let id = if account.is_empty() { run } else { &account };
        route
            .path
            .replace("{dfes}", &self.school.dfes_number.to_string())
            .replace("{code}", &self.school.authority_code.to_string())
            .replace("{act}", subject.act.rsplit('/').next().unwrap_or_default())
            .replace("{by}", "year")
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
