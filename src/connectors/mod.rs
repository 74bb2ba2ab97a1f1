//! Microsoft 365 and Google Workspace: what the portal asks of them for people, classes and shared mailboxes.
//!
//! A kit: it knows no feature and none of a school's tables. Callers say what is wanted; a connector makes the requests. Every
//! act may be asked for again, whatever became of the first try. Where nothing is configured the requests go to a sandbox of
//! ours that answers as the services do.
//!
//! No password is ever sent downstream: people sign in there through the national identity provider.

mod api;
mod connector;
mod error;
mod google;
mod http;
mod jwt;
mod microsoft;
mod registry;
pub mod sandbox;
mod throwaway;
mod tokens;
mod types;

pub use connector::Connector;
pub use error::ConnectorError;
pub use microsoft::Exchange;
pub use registry::Connectors;
pub use sandbox::Sandbox;
pub use types::{
    ExternalId, MemberRole, MemberThere, NewMailbox, NewMember, NewWorkspace, Person, PersonThere, Service,
    WorkspaceStatus,
};
