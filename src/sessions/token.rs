//! Random tokens of which the database keeps only the hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::base::random::{Random, bytes};

/// 256 random bits, as text.
///
/// Guessing one is hopeless, so a plain SHA-256 of it is enough to keep.
#[derive(Clone, Debug)]
pub struct Token(SecretString);

impl Token {
    /// A new token.
    pub fn generate(random: &mut dyn Random) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes::<32>(random)).into())
    }

    /// A token that came back from its holder; anything of another length is none.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 43).then(|| Self(text.into()))
    }

    /// What the database keeps.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.expose_secret().as_bytes()).to_vec()
    }

    /// The token itself, for its holder.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}
