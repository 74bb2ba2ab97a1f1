//! What callers pass and what they learn: words that both services share.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::PersonName;
use crate::base::id::{AccountId, MailboxId, WorkspaceId};

/// A service that schools work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Microsoft 365: Teams and shared mailboxes.
    Microsoft,
    /// Google Workspace: Classrooms.
    Google,
}

impl Service {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Microsoft, Self::Google];

    /// The service as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Microsoft => "microsoft",
            Self::Google => "google",
        }
    }

    /// The service with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.as_str() == code)
    }
}

/// What a service calls a thing of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct ExternalId(String);

impl ExternalId {
    /// The id as the service spelt it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for ExternalId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person as the portal wants them in a service. The address there is the username at the portal's mail domain.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Finds the account again, whatever the username became.
    pub key: AccountId,
    /// The username as it is shown: `BloggsJ2`.
    pub username: &'a str,
    /// The display name, with its diacritics.
    pub name: &'a PersonName,
    /// Whether the person is a learner: licences and the organisational unit depend on it.
    pub is_learner: bool,
    /// Whether the account works.
    pub is_enabled: bool,
}

/// A person's account as a service has it.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonThere {
    /// The service's id.
    pub id: ExternalId,
    /// The address: username and domain.
    pub address: String,
    /// Whether the account works.
    pub is_enabled: bool,
}

impl fmt::Debug for PersonThere {
    /// Without the address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonThere").field("id", &self.id).field("is_enabled", &self.is_enabled).finish()
    }
}

/// A Team or Classroom to make.
#[derive(Clone, Copy, Debug)]
pub struct NewWorkspace<'a> {
    /// Makes asking twice the same as asking once.
    pub key: WorkspaceId,
    /// The title that people see: the class and its academic year.
    pub title: &'a str,
    /// A teacher, whom both services demand from the beginning.
    pub owner: &'a ExternalId,
}

/// How far a Team or Classroom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkspaceStatus {
    /// The service has none.
    Missing,
    /// The service is making it.
    Creating,
    /// People can work in it.
    Active,
    /// It can be read, and restored.
    Archived,
}

/// What somebody may do in a Team or Classroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// A learner.
    Member,
    /// A teacher.
    Owner,
}

impl MemberRole {
    /// The role as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Owner => "owner",
        }
    }

    /// The role with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Member, Self::Owner].into_iter().find(|role| role.as_str() == code)
    }
}

/// Somebody to add.
#[derive(Clone, Copy, Debug)]
pub struct NewMember<'a> {
    /// The service's id of the person.
    pub id: &'a ExternalId,
    /// What they may do.
    pub role: MemberRole,
}

/// Somebody who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberThere {
    /// The service's id of the person.
    pub id: ExternalId,
    /// What they may do.
    pub role: MemberRole,
}

impl MemberThere {
    /// Everybody once, with the higher role.
    pub(super) fn merge(members: Vec<ExternalId>, owners: Vec<ExternalId>) -> Vec<Self> {
        let members = members.into_iter().map(|id| (id, MemberRole::Member));
        let owners = owners.into_iter().map(|id| (id, MemberRole::Owner));
        let roles: BTreeMap<ExternalId, MemberRole> = members.chain(owners).collect();
        roles.into_iter().map(|(id, role)| Self { id, role }).collect()
    }
}

/// A shared mailbox to make.
#[derive(Clone, Copy, Debug)]
pub struct NewMailbox<'a> {
    /// Makes asking twice the same as asking once.
    pub key: MailboxId,
    /// The whole address: `6812001_office@hwbcymru.net`.
    pub address: &'a str,
    /// The name that people see in their mail program.
    pub name: &'a str,
}
