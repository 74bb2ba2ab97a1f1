//! Schools and people, made as the portal makes them.

use secrecy::ExposeSecret;
use sqlx::Row;
use ump::accounts::{NewPerson, add_person, grant_role, reserve_usernames};
use ump::authz::{AccountKind, Role};
use ump::base::id::{AccountId, GroupId, Ids};
use ump::base::random::OsRandom;
use ump::base::username::UsernameStem;
use ump::base::{DfesNumber, PersonName, YearGroup};
use ump::credentials::{Binding, Form, Stored, find_any_credential, put_any_credential};
use ump::db::Reason;
use ump::tenancy::{Phase, School, add_school};

use super::portal::Portal;

/// The password of everybody who comes from no MIS.
pub const PASSWORD: &str = "Mynydd Glas 47";

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: AccountId,
    pub username: String,
    pub password: String,
}

/// Somebody who comes from no MIS.
pub struct Newcomer<'s> {
    pub kind: AccountKind,
    pub school: Option<&'s School>,
    pub authority_code: Option<i16>,
    pub forename: &'static str,
    pub surname: &'static str,
    pub must_change_password: bool,
}

impl<'s> Newcomer<'s> {
    pub fn new(
        kind: AccountKind,
        school: Option<&'s School>,
        forename: &'static str,
        surname: &'static str,
    ) -> Self {
        Self { kind, school, authority_code: None, forename, surname, must_change_password: false }
    }
}

impl Portal {
    /// A secondary school of the authority that its number names.
    pub async fn add_school(&self, number: &str, name: &str) -> School {
        let dfes_number: DfesNumber = number.parse().unwrap();
        let school = School {
            id: Ids::new(&self.services.clock, &mut OsRandom).fresh(),
            dfes_number,
            authority_code: dfes_number.authority_code(),
            name_en: name.to_owned(),
            name_cy: name.to_owned(),
            phase: Phase::Secondary,
        };
        let mut tx = self.services.database.system(Reason::Operator).await.unwrap();
        add_school(&mut tx, &school, false, self.services.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        school
    }

    /// Adds somebody with [`PASSWORD`].
    pub async fn add(&self, newcomer: Newcomer<'_>) -> Person {
        let now = self.services.clock.now();
        let name = PersonName::parse(newcomer.forename, newcomer.surname).unwrap();
        let stem = UsernameStem::of(&name);
        let username = reserve_usernames(&self.services.database, &[stem]).await.unwrap().remove(0);
        let is_non_mis = matches!(newcomer.kind, AccountKind::NonMisLearner | AccountKind::NonMisStaff);
        let person = NewPerson {
            id: Ids::new(&self.services.clock, &mut OsRandom).fresh(),
            kind: newcomer.kind,
            school: newcomer.school.map(|school| school.id),
            authority_code: newcomer.authority_code,
            username: username.clone(),
            name,
            year: YearGroup::new(5).filter(|_| newcomer.kind == AccountKind::NonMisLearner),
            expires_on: is_non_mis.then(|| "2027-03-31".parse().unwrap()),
            must_change_password: newcomer.must_change_password,
        };
        let mut tx = self.services.database.system(Reason::Operator).await.unwrap();
        add_person(&mut tx, &person, now).await.unwrap();
        tx.commit().await.unwrap();
        self.set_password(person.id, PASSWORD).await;
        Person { id: person.id, username: username.to_string(), password: PASSWORD.to_owned() }
    }

    pub async fn add_governor(&self, school: &School) -> Person {
        self.add(Newcomer::new(AccountKind::Governor, Some(school), "Gwilym", "Llywodraethwr")).await
    }

    pub async fn add_supply_teacher(&self, school: &School) -> Person {
        self.add(Newcomer::new(AccountKind::NonMisStaff, Some(school), "Sioned", "Cyflenwi")).await
    }

    pub async fn add_la_admin(&self, authority_code: i16) -> Person {
        let person = self
            .add(Newcomer {
                authority_code: Some(authority_code),
                ..Newcomer::new(AccountKind::AuthorityStaff, None, "Alun", "Awdurdod")
            })
            .await;
        self.grant(&person, Role::LaAdmin).await;
        person
    }

    pub async fn add_service_desk(&self) -> Person {
        let person = self.add(Newcomer::new(AccountKind::ServiceDesk, None, "Delyth", "Desg")).await;
        self.grant(&person, Role::ServiceDesk).await;
        person
    }

    pub async fn grant(&self, person: &Person, role: Role) {
        let mut tx = self.services.database.system(Reason::Operator).await.unwrap();
        grant_role(&mut tx, person.id, role, self.services.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody whom a run made, with the password that the school can show.
    pub async fn find(&self, school: &School, sourced_id: &str) -> Person {
        let row = sqlx::query("SELECT id, username FROM account WHERE school_id = $1 AND sourced_id = $2")
            .bind(school.id)
            .bind(sourced_id)
            .fetch_one(&mut self.owner().await)
            .await
            .unwrap();
        let id: AccountId = row.get("id");
        Person { id, username: row.get("username"), password: self.password_of(id).await }
    }

    /// The newest class with this id in the MIS.
    pub async fn class(&self, school: &School, sourced_id: &str) -> GroupId {
        sqlx::query_scalar(
            "SELECT id FROM teaching_group WHERE school_id = $1 AND sourced_id = $2 ORDER BY academic_year DESC LIMIT 1",
        )
        .bind(school.id)
        .bind(sourced_id)
        .fetch_one(&mut self.owner().await)
        .await
        .unwrap()
    }

    /// The password that the portal keeps for somebody.
    pub async fn password_of(&self, account: AccountId) -> String {
        let mut tx = self.services.database.system(Reason::Operator).await.unwrap();
        let stored = find_any_credential(&mut tx, account).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let opened = self.services.vault.open(&stored.sealed, stored.binding).unwrap();
        opened.expose_secret().to_owned()
    }

    async fn set_password(&self, account: AccountId, password: &str) {
        let binding = Binding { account, form: Form::Sealed, visible_to: None };
        let sealed = self.services.vault.seal(&password.to_owned().into(), binding, &mut OsRandom).unwrap();
        let mut tx = self.services.database.system(Reason::Operator).await.unwrap();
        put_any_credential(&mut tx, &Stored { binding, sealed }, self.services.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Does something to learners as *Selected Users* does; the address of the act's page.
    pub async fn act_on(
        &self,
        actor: &Person,
        school: &School,
        (action, learners): (&str, &[AccountId]),
    ) -> String {
        let browser = self.sign_in(actor).await;
        let ids: Vec<String> = learners.iter().map(AccountId::to_string).collect();
        let ticked = ids.iter().map(|id| ("id", id.as_str()));
        let form: Vec<_> = [("action", action)].into_iter().chain(ticked).collect();
        let path = format!("/schools/{}/learners/selected", school.dfes_number);
        let act = browser.post(&path, &form).await.location().to_owned();
        let count = learners.len().to_string();
        let answers = [("basis", "form signed in September 2026"), ("count", count.as_str())];
        browser.post(&format!("{act}/confirm"), &answers).await.assert_redirect(&act);
        // The job that looks after the act finds it done.
        self.drain_jobs().await;
        act
    }
}
