//! Passwords that nobody keeps, for interfaces that demand one with a new account. People sign in through the national identity
//! provider.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::base::random::{OsRandom, bytes};

/// A fresh one, with every kind of character that a password policy may ask for.
pub fn password() -> String {
    format!("aZ7.{}", URL_SAFE_NO_PAD.encode(bytes::<30>(&mut OsRandom)))
}
