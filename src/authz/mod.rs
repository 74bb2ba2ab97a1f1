//! Who may do what: one table ([`matrix`]) and one function ([`permit`]) that asks it. Nothing else decides.
//!
//! A thing that the actor may not see answers 404, so a refusal here is `None`, never a reason.

mod actor;
mod matrix;

use std::marker::PhantomData;

pub use actor::{AccountKind, Actor, Grants, Role};
pub use matrix::*;

use crate::tenancy::School;

/// Proof that the actor may do `P` in the school it was asked for. Only [`permit`] makes one.
#[derive(Debug)]
pub struct Permit<P> {
    permission: PhantomData<P>,
}

/// A permission as a type, so that a use-case can demand the proof for it.
pub trait Access: Send + Sync + 'static {
    /// The permission in the matrix.
    const PERMISSION: Permission;
}

/// The proof that `actor` may do `P` in `school`: in reach, and allowed by the matrix.
pub fn permit<P: Access>(actor: &Actor, school: &School) -> Option<Permit<P>> {
    (reaches(actor, school) && may(actor.role, P::PERMISSION)).then_some(Permit { permission: PhantomData })
}

/// The proof that `actor` may do `P` where it concerns no school but the actor's own office or account.
pub fn permit_anywhere<P: Access>(actor: &Actor) -> Option<Permit<P>> {
    may(actor.role, P::PERMISSION).then_some(Permit { permission: PhantomData })
}

/// The proof that `actor` may do `P` to an authority as a whole: within the actor's office, and allowed by the matrix.
pub fn permit_in_authority<P: Access>(actor: &Actor, code: i16) -> Option<Permit<P>> {
    (administers(actor, code) && may(actor.role, P::PERMISSION)).then_some(Permit { permission: PhantomData })
}

/// Whether the school is the actor's own, or one that the actor's office covers.
pub fn reaches(actor: &Actor, school: &School) -> bool {
    administers(actor, school.authority_code)
        || (is_of_a_school(actor.role) && actor.school == Some(school.id))
}

/// Whether the actor's office covers the authority: an administrator's own, the service desk each.
fn administers(actor: &Actor, code: i16) -> bool {
    match actor.role {
        Role::ServiceDesk => true,
        Role::LaAdmin => actor.authority_code == Some(code),
        _ => false,
    }
}

fn is_of_a_school(role: Role) -> bool {
    !matches!(role, Role::LaAdmin | Role::ServiceDesk)
}
