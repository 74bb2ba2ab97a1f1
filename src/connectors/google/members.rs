//! Who is in a course: teachers and students.

use serde::Deserialize;
use serde_json::json;

use super::Google;
use super::answers::{done, is_there, refusal};
use crate::connectors::api::{Call, parse};
use crate::connectors::error::keep_first;
use crate::connectors::{ConnectorError, ExternalId, MemberRole, MemberThere, NewMember};

/// How many a page may have.
const PAGE: &str = "100";

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Page {
    students: Vec<Listed>,
    teachers: Vec<Listed>,
    next_page_token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    user_id: String,
}

/// The list of a course in which a role stands.
const fn list_of(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Member => "students",
        MemberRole::Owner => "teachers",
    }
}

impl Google {
    /// See [`Connector::list_members`](crate::connectors::Connector::list_members).
    pub async fn list_members(&self, id: &ExternalId) -> Result<Vec<MemberThere>, ConnectorError> {
        let members = self.list(id, MemberRole::Member).await?;
        Ok(MemberThere::merge(members, self.list(id, MemberRole::Owner).await?))
    }

    /// See [`Connector::add_members`](crate::connectors::Connector::add_members).
    pub async fn add_members(
        &self,
        id: &ExternalId,
        members: &[NewMember<'_>],
    ) -> Result<(), ConnectorError> {
        let mut problem = Ok(());
        for member in members {
            let call = Call::post(&["v1", "courses", id.as_str(), list_of(member.role)])
                .body(json!({ "userId": member.id }));
            let reply = self.classroom.send(&call).await?;
            let is_in = reply.is_done() || is_there(&reply);
            keep_first(&mut problem, if is_in { Ok(()) } else { Err(refusal(&reply)) })?;
        }
        problem
    }

    /// See [`Connector::remove_member`](crate::connectors::Connector::remove_member).
    pub async fn remove_member(&self, id: &ExternalId, member: &ExternalId) -> Result<(), ConnectorError> {
        for role in [MemberRole::Member, MemberRole::Owner] {
            let path = ["v1", "courses", id.as_str(), list_of(role), member.as_str()];
            let reply = self.classroom.send(&Call::delete(&path)).await?;
            if reply.status != 404 {
                return done(reply).map(|_| ());
            }
        }
        Ok(())
    }

    async fn list(&self, id: &ExternalId, role: MemberRole) -> Result<Vec<ExternalId>, ConnectorError> {
        let first = Call::get(&["v1", "courses", id.as_str(), list_of(role)]).query("pageSize", PAGE);
        let mut call = first.clone();
        let mut found = Vec::new();
        loop {
            let page: Page = parse(done(self.classroom.send(&call).await?)?)?;
            let listed = page.students.into_iter().chain(page.teachers);
            found.extend(listed.map(|member| ExternalId::from(member.user_id)));
            if page.next_page_token.is_empty() {
                return Ok(found);
            }
            call = first.clone().query("pageToken", page.next_page_token);
        }
    }
}
