//! Who is in a class: members of the group, of whom the owners are teachers.

use serde::Deserialize;
use serde_json::json;

use super::Microsoft;
use super::answers::{done, done_or_gone, is_in_already, refusal};
use crate::connectors::api::{Call, parse};
use crate::connectors::error::keep_first;
use crate::connectors::{ConnectorError, ExternalId, MemberRole, MemberThere, NewMember};

/// How many members one request may add.
const ADDED_AT_ONCE: usize = 20;
/// How many members a page may have.
const PAGE: &str = "999";

#[derive(Deserialize)]
struct Page {
    value: Vec<Named>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

impl Microsoft {
    /// See [`Connector::list_members`](crate::connectors::Connector::list_members).
    pub async fn list_members(&self, id: &ExternalId) -> Result<Vec<MemberThere>, ConnectorError> {
        let members = self.list(id, "members").await?;
        Ok(MemberThere::merge(members, self.list(id, "owners").await?))
    }

    /// See [`Connector::add_members`](crate::connectors::Connector::add_members).
    ///
    /// A teacher must be a member too. One request adds twenty members, and fails whole when one of them is in already.
    pub async fn add_members(
        &self,
        id: &ExternalId,
        members: &[NewMember<'_>],
    ) -> Result<(), ConnectorError> {
        let mut problem = Ok(());
        for chunk in members.chunks(ADDED_AT_ONCE) {
            keep_first(&mut problem, self.add_chunk(id, chunk).await)?;
        }
        for teacher in members.iter().filter(|member| member.role == MemberRole::Owner) {
            let address = self.graph.address(&["education", "users", teacher.id.as_str()]);
            let path = ["education", "classes", id.as_str(), "teachers", "$ref"];
            keep_first(&mut problem, self.add_reference(&path, &address).await)?;
        }
        problem
    }

    /// See [`Connector::remove_member`](crate::connectors::Connector::remove_member).
    pub async fn remove_member(&self, id: &ExternalId, member: &ExternalId) -> Result<(), ConnectorError> {
        for list in ["teachers", "members"] {
            let path = ["education", "classes", id.as_str(), list, member.as_str(), "$ref"];
            done_or_gone(&self.graph.send(&Call::delete(&path)).await?)?;
        }
        Ok(())
    }

    async fn add_chunk(&self, id: &ExternalId, chunk: &[NewMember<'_>]) -> Result<(), ConnectorError> {
        let addresses: Vec<String> = chunk
            .iter()
            .map(|member| self.graph.address(&["directoryObjects", member.id.as_str()]))
            .collect();
        let call = Call::patch(&["groups", id.as_str()]).body(json!({ "members@odata.bind": addresses }));
        let reply = self.graph.send(&call).await?;
        if reply.is_done() {
            return Ok(());
        }
        // Somebody is in already, or unknown: the others come in one by one.
        let mut problem = Ok(());
        for address in &addresses {
            let path = ["groups", id.as_str(), "members", "$ref"];
            keep_first(&mut problem, self.add_reference(&path, address).await)?;
        }
        problem
    }

    async fn add_reference(&self, path: &[&str], address: &str) -> Result<(), ConnectorError> {
        let reply = self.graph.send(&Call::post(path).body(json!({ "@odata.id": address }))).await?;
        if reply.is_done() || is_in_already(&reply) { Ok(()) } else { Err(refusal(&reply)) }
    }

    async fn list(&self, id: &ExternalId, list: &str) -> Result<Vec<ExternalId>, ConnectorError> {
        let call = Call::get(&["groups", id.as_str(), list]).query("$select", "id").query("$top", PAGE);
        let mut reply = self.graph.send(&call).await?;
        let mut found = Vec::new();
        loop {
            let page: Page = parse(done(reply)?)?;
            found.extend(page.value.into_iter().map(|member| ExternalId::from(member.id)));
            match page.next {
                Some(next) => reply = self.graph.follow(&call, &next).await?,
                None => return Ok(found),
            }
        }
    }
}
