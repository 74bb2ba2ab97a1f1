//! One tenant of one service, whichever it is.

use super::google::Google;
use super::microsoft::Microsoft;
use super::{
    ConnectorError, ExternalId, MemberThere, NewMember, NewWorkspace, Person, PersonThere, WorkspaceStatus,
};
use crate::base::id::AccountId;

/// One tenant of one service.
#[derive(Clone, Debug)]
pub enum Connector {
    /// Microsoft 365.
    Microsoft(Microsoft),
    /// Google Workspace.
    Google(Google),
}

/// The same words for both services.
macro_rules! either {
    ($self:ident, $service:ident => $call:expr) => {
        match $self {
            Self::Microsoft($service) => $call.await,
            Self::Google($service) => $call.await,
        }
    };
}

impl Connector {
    /// The person's account there, by the key that it was created with.
    pub async fn find_person(&self, key: AccountId) -> Result<Option<PersonThere>, ConnectorError> {
        either!(self, service => service.find_person(key))
    }

    /// Creates the person's account, or takes up the one that an interrupted try left.
    ///
    /// # Errors
    /// [`ConnectorError::Taken`] where somebody else has the address.
    pub async fn create_person(&self, person: &Person<'_>) -> Result<ExternalId, ConnectorError> {
        either!(self, service => service.create_person(person))
    }

    /// Gives the account the person's name and address, and switches it on or off.
    ///
    /// # Errors
    /// [`ConnectorError::Missing`] where the account is gone, [`ConnectorError::Taken`] where somebody else has the address.
    pub async fn update_person(&self, id: &ExternalId, person: &Person<'_>) -> Result<(), ConnectorError> {
        either!(self, service => service.update_person(id, person))
    }

    /// Lets mail to a former username arrive; a name that the account has already is fine.
    ///
    /// # Errors
    /// [`ConnectorError::NotYet`] while the account's mailbox is still being made.
    pub async fn add_alias(&self, id: &ExternalId, username: &str) -> Result<(), ConnectorError> {
        either!(self, service => service.add_alias(id, username))
    }

    /// Deletes the account; one that is gone already is fine.
    pub async fn delete_person(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        either!(self, service => service.delete_person(id))
    }

    /// Creates the Team or Classroom with its owner, or goes on where an interrupted try stopped.
    ///
    /// # Errors
    /// [`ConnectorError::NotYet`] while the service still makes a part that the next one needs: ask again later.
    pub async fn create_workspace(&self, new: &NewWorkspace<'_>) -> Result<ExternalId, ConnectorError> {
        either!(self, service => service.create_workspace(new))
    }

    /// How far it is. A service may take hours to make one.
    pub async fn workspace_status(&self, id: &ExternalId) -> Result<WorkspaceStatus, ConnectorError> {
        either!(self, service => service.workspace_status(id))
    }

    /// Asks for it to be archived; [`Connector::workspace_status`] tells when it is.
    pub async fn archive_workspace(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        either!(self, service => service.archive_workspace(id))
    }

    /// Asks for it to be active again; [`Connector::workspace_status`] tells when it is.
    pub async fn restore_workspace(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        either!(self, service => service.restore_workspace(id))
    }

    /// Who is in it: everybody once, with the higher role.
    pub async fn list_members(&self, id: &ExternalId) -> Result<Vec<MemberThere>, ConnectorError> {
        either!(self, service => service.list_members(id))
    }

    /// Adds people who are not in it yet; one who is in already is fine. At most one request a person, and a few besides.
    ///
    /// # Errors
    /// The first that somebody met; everybody was tried unless the service is down.
    pub async fn add_members(
        &self,
        id: &ExternalId,
        members: &[NewMember<'_>],
    ) -> Result<(), ConnectorError> {
        either!(self, service => service.add_members(id, members))
    }

    /// Takes somebody out, in whatever role; one who is not in it is fine.
    pub async fn remove_member(&self, id: &ExternalId, member: &ExternalId) -> Result<(), ConnectorError> {
        either!(self, service => service.remove_member(id, member))
    }
}
