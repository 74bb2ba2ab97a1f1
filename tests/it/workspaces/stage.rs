//! A school with a class, and what the services have of it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use sqlx::Row;
use ump::authz::Role;
use ump::base::id::{AccountId, GroupId, WorkspaceId};
use ump::connectors::{Connector, ExternalId, MemberRole, Service, WorkspaceStatus};
use ump::tenancy::School;
use ump::workspaces::ReconcileWorkspace;

use crate::support::people::Person;
use crate::support::portal::{Answer, Portal};
use crate::support::roster::{Roster, learner, teacher};

/// A portal with a school, whose class `7MAT1` has two teachers and some learners, all of them with consent.
pub struct Stage {
    pub portal: Portal,
    pub school: School,
    pub teacher: Person,
    pub champion: Person,
    pub class: GroupId,
    pub learners: Vec<AccountId>,
}

/// A Team or Classroom as the database has it.
#[derive(Debug)]
pub struct Kept {
    pub id: WorkspaceId,
    pub external_id: Option<ExternalId>,
    pub confirmed: String,
    pub is_open: bool,
    pub problem: Option<String>,
    pub is_linked: bool,
}

impl Stage {
    pub async fn make(learners: u32) -> Self {
        let stage = Self::without_consent(learners).await;
        stage.consent("confirm_consent", &stage.learners).await;
        stage
    }

    pub async fn without_consent(learners: u32) -> Self {
        let portal = Portal::start().await;
        let school = portal.add_school("6812001", "Ysgol").await;
        portal.push(&school, &Self::roster(learners)).await;
        let champion = portal.find(&school, "staff-HYR").await;
        portal.grant(&champion, Role::DigitalChampion).await;
        let mut ids = Vec::new();
        for n in 1..=learners {
            ids.push(portal.find(&school, &format!("learner-{n}")).await.id);
        }
        Self {
            teacher: portal.find(&school, "staff-ATH").await,
            class: portal.class(&school, "MAT1").await,
            champion,
            learners: ids,
            school,
            portal,
        }
    }

    /// A class of everybody, and one of a teacher who is nowhere else.
    pub fn roster(learners: u32) -> Roster {
        let everybody = Roster::of("6812001")
            .learners((1..=learners).map(learner))
            .staff([teacher("ATH", "Rhys", "Athro"), teacher("HYR", "Nia", "Hyrwyddwr")])
            .class_of_all("MAT1");
        Roster { classes: everybody.classes.clone(), ..everybody.staff([teacher("ARA", "Mair", "Arall")]) }
    }

    /// Confirms or withdraws consent as *Selected Users* does, and lets everything happen that follows.
    pub async fn consent(&self, action: &str, learners: &[AccountId]) {
        self.portal.act_on(&self.champion, &self.school, (action, learners)).await;
        self.portal.drain_jobs().await;
    }

    pub fn path(&self, service: Service, act: &str) -> String {
        let number = self.school.dfes_number;
        format!("/schools/{number}/groups/{}/workspaces/{}{act}", self.class, service.as_str())
    }

    /// Presses a button of the group's page.
    pub async fn press(&self, person: &Person, service: Service, act: &str) -> Answer {
        let browser = self.portal.sign_in(person).await;
        browser.post(&self.path(service, act), &[]).await
    }

    /// Adds a Team or Classroom, and lets it be made.
    pub async fn add(&self, service: Service) {
        self.press(&self.teacher, service, "").await.assert_redirect(&self.group_path());
        self.portal.drain_jobs().await;
    }

    pub fn group_path(&self) -> String {
        format!("/schools/{}/groups/{}", self.school.dfes_number, self.class)
    }

    pub fn connector(&self, service: Service) -> &Connector {
        self.portal.services.connectors.connector(service, self.school.authority_code)
    }

    /// The class's Team or Classroom.
    pub async fn kept(&self, service: Service) -> Kept {
        let row = sqlx::query(
            "SELECT id, external_id, confirmed, is_open, problem, is_linked FROM workspace
             WHERE group_id = $1 AND service = $2",
        )
        .bind(self.class)
        .bind(service.as_str())
        .fetch_one(&mut self.portal.owner().await)
        .await
        .unwrap();
        Kept {
            id: row.get("id"),
            external_id: row.get("external_id"),
            confirmed: row.get("confirmed"),
            is_open: row.get("is_open"),
            problem: row.get("problem"),
            is_linked: row.get("is_linked"),
        }
    }

    pub fn job(&self, kept: &Kept) -> ReconcileWorkspace {
        ReconcileWorkspace { school_id: self.school.id, workspace_id: kept.id }
    }

    /// What the service itself says of it.
    pub async fn status(&self, service: Service) -> WorkspaceStatus {
        let kept = self.kept(service).await;
        self.connector(service).workspace_status(&kept.external_id.unwrap()).await.unwrap()
    }

    /// Who is in it, as the service itself says.
    pub async fn members(&self, service: Service) -> BTreeMap<ExternalId, MemberRole> {
        let kept = self.kept(service).await;
        let members = self.connector(service).list_members(&kept.external_id.unwrap()).await.unwrap();
        members.into_iter().map(|member| (member.id, member.role)).collect()
    }

    /// Somebody's account there, as the portal knows it.
    pub async fn external_id(&self, account: AccountId, service: Service) -> Option<ExternalId> {
        sqlx::query_scalar("SELECT external_id FROM service_account WHERE account_id = $1 AND service = $2")
            .bind(account)
            .bind(service.as_str())
            .fetch_optional(&mut self.portal.owner().await)
            .await
            .unwrap()
            .flatten()
    }

    /// How many Teams or Classrooms the service has, whoever asked for them.
    pub async fn count_there(&self, kind: &str) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM sandbox_object WHERE kind = $1")
            .bind(kind)
            .fetch_one(&mut self.portal.owner().await)
            .await
            .unwrap()
    }

    /// A minute passes, and what was put off is done.
    pub async fn go_on(&self) {
        self.portal.wait(TimeDelta::minutes(1));
        self.portal.drain_jobs().await;
    }
}
