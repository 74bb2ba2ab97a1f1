//! Sessions: a 256-bit random token in a cookie, its hash in the database, an idle and an absolute limit.

mod store;
mod token;

use chrono::{DateTime, TimeDelta, Utc};

pub use store::{
    end_all_of, end_session, end_sessions, find_session, forget_old_sessions, note_proof, start_session,
};
pub use token::Token;

use crate::authz::Actor;
use crate::tenancy::School;

/// A session ends when nothing was asked for this long.
pub const IDLE_LIMIT: TimeDelta = TimeDelta::minutes(30);
/// A session ends this long after the sign-in, whatever happens.
pub const ABSOLUTE_LIMIT: TimeDelta = TimeDelta::hours(10);

/// What only the holder of the password may do asks for it again when it was last proved longer ago.
pub const PROOF_LASTS: TimeDelta = TimeDelta::minutes(15);

/// What one look-up tells a request.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who is signed in.
    pub actor: Actor,
    /// The school named in the address, or else the actor's own.
    pub school: Option<School>,
    /// Signed in with a password that somebody else knows: a new one comes first.
    pub must_choose_password: bool,
    /// When the person last proved their password.
    pub proved_at: DateTime<Utc>,
}
