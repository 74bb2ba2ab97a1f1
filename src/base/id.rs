//! Typed ids. Each is a UUID v7, so that new rows land at the end of their index.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::base::Clock;
use crate::base::random::{Random, bytes};

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A school.
    SchoolId,
    /// A person's account.
    AccountId,
    /// A teaching group: a class of one academic year.
    GroupId,
    /// A run of the provisioning client for one school.
    BatchId,
    /// An uploaded file, of one school or several.
    UploadId,
    /// A provisioning token.
    TokenId,
    /// An entry of the audit trail.
    EventId,
    /// An act on many people.
    ActId,
    /// A change of somebody's consent.
    ConsentId,
    /// A Team or a Classroom of a class.
    WorkspaceId,
    /// A shared mailbox.
    MailboxId,
    /// A learner's row that waits for another school.
    WaitingId,
    /// A request to take a former account along.
    TransferId,
}

/// Makes ids from the time and from randomness that are passed in.
pub struct Ids<'a> {
    clock: &'a Clock,
    random: &'a mut dyn Random,
}

impl<'a> Ids<'a> {
    /// Ids of the moment that `clock` shows.
    pub fn new(clock: &'a Clock, random: &'a mut dyn Random) -> Self {
        Self { clock, random }
    }

    /// The next id.
    pub fn fresh<T: From<Uuid>>(&mut self) -> T {
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes::<10>(self.random)).into_uuid().into()
    }
}
