//! Sealing: AES-256-GCM-SIV under a key that is not in the database.
//!
//! The plaintext is padded to one length, so a ciphertext does not tell how long a password is. Whose credential it is, in
//! which form and who may see it is authenticated with it: a ciphertext moved to another row does not open.

use std::sync::Arc;

use aes_gcm_siv::Nonce;
use aes_gcm_siv::aead::{Aead, Payload};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;
use uuid::Uuid;

use super::keyring::Keyring;
use crate::base::id::{AccountId, SchoolId};
use crate::base::random::{Random, bytes};

const VERSION: u8 = 1;
const NONCE: usize = 12;
/// The longest secret, in bytes: 128 characters of a password, or an Argon2id string.
const LONGEST: usize = 512;

/// How a credential is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Set in the portal: the portal can show it.
    Sealed,
    /// Chosen by its owner: only its Argon2id string is kept, sealed too.
    Private,
}

impl Form {
    /// The form as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Private => "private",
        }
    }

    /// The form with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Sealed, Self::Private].into_iter().find(|form| form.as_str() == code)
    }
}

/// What a ciphertext belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Whose credential.
    pub account: AccountId,
    /// In which form.
    pub form: Form,
    /// The school that may see it; none for people who belong to no school.
    pub visible_to: Option<SchoolId>,
}

/// A ciphertext and the key that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The number of the master key.
    pub key_id: i16,
    /// Nonce and ciphertext.
    pub ciphertext: Vec<u8>,
}

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VaultError {
    /// The key is not in the key file.
    #[error("a credential is sealed with a master key that the key file does not hold")]
    UnknownKey,
    /// The ciphertext was changed, or belongs elsewhere, or the key is another.
    #[error("a credential does not open")]
    Refused,
    /// Longer than anything that the portal accepts.
    #[error("a secret is too long to seal")]
    TooLong,
}

/// Seals and opens.
#[derive(Clone, Debug)]
pub struct Vault {
    keyring: Arc<Keyring>,
}

impl Vault {
    /// A vault with these keys.
    pub fn new(keyring: Keyring) -> Self {
        Self { keyring: Arc::new(keyring) }
    }

    /// Seals `secret` with the current key.
    pub fn seal(
        &self,
        secret: &SecretString,
        binding: Binding,
        random: &mut dyn Random,
    ) -> Result<Sealed, VaultError> {
        self.seal_with(self.keyring.current(), secret, binding, random)
    }

    /// Opens what was sealed for `binding`.
    pub fn open(&self, sealed: &Sealed, binding: Binding) -> Result<SecretString, VaultError> {
        let cipher = self.keyring.cipher(sealed.key_id).ok_or(VaultError::UnknownKey)?;
        let (nonce, msg) = sealed.ciphertext.split_first_chunk::<NONCE>().ok_or(VaultError::Refused)?;
        let aad = associated_data(sealed.key_id, binding);
        let padded = cipher
            .decrypt(&Nonce::from(*nonce), Payload { msg, aad: &aad })
            .map_err(|_| VaultError::Refused)?;
        let (length, text) = padded.split_first_chunk::<2>().ok_or(VaultError::Refused)?;
        let text = text.get(..usize::from(u16::from_be_bytes(*length))).ok_or(VaultError::Refused)?;
        std::str::from_utf8(text).map(SecretString::from).map_err(|_| VaultError::Refused)
    }

    /// For each key the value by which a later start knows it again.
    pub fn check_values(&self, random: &mut dyn Random) -> Result<Vec<Sealed>, VaultError> {
        let word = SecretString::from("ump");
        self.keyring.ids().map(|id| self.seal_with(id, &word, CHECK, random)).collect()
    }

    /// Whether a stored check value opens. A key that is no longer in the file opens nothing, which is no fault of others.
    pub fn opens_check(&self, stored: &Sealed) -> bool {
        self.open(stored, CHECK).is_ok()
    }

    /// Whether the key file holds key `id`.
    pub fn knows(&self, id: i16) -> bool {
        self.keyring.cipher(id).is_some()
    }

    fn seal_with(
        &self,
        key_id: i16,
        secret: &SecretString,
        binding: Binding,
        random: &mut dyn Random,
    ) -> Result<Sealed, VaultError> {
        let cipher = self.keyring.cipher(key_id).ok_or(VaultError::UnknownKey)?;
        let text = secret.expose_secret().as_bytes();
        let length = u16::try_from(text.len()).ok().filter(|length| usize::from(*length) <= LONGEST);
        let mut padded = length.ok_or(VaultError::TooLong)?.to_be_bytes().to_vec();
        padded.extend_from_slice(text);
        padded.resize(2 + LONGEST, 0);
        let nonce = bytes::<NONCE>(random);
        let aad = associated_data(key_id, binding);
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), Payload { msg: &padded, aad: &aad })
            .map_err(|_| VaultError::TooLong)?;
        Ok(Sealed { key_id, ciphertext: [nonce.as_slice(), &sealed].concat() })
    }
}

/// The binding of check values: no account has the nil id.
const CHECK: Binding = Binding { account: AccountId(Uuid::nil()), form: Form::Sealed, visible_to: None };

fn associated_data(key_id: i16, binding: Binding) -> Vec<u8> {
    let visible_to = binding.visible_to.map_or(Uuid::nil(), |school| school.0);
    let mut data = vec![VERSION];
    data.extend_from_slice(&key_id.to_be_bytes());
    data.extend_from_slice(binding.account.0.as_bytes());
    data.extend_from_slice(visible_to.as_bytes());
    data.extend_from_slice(binding.form.as_str().as_bytes());
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::SeededRandom;
    use proptest::prelude::*;

    fn vault(seed: &str) -> Vault {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        Keyring::create(&path, &mut SeededRandom::new(seed)).unwrap();
        Vault::new(Keyring::read(&path).unwrap())
    }

    fn binding(account: u128, school: Option<u128>) -> Binding {
        Binding {
            account: AccountId(Uuid::from_u128(account)),
            form: Form::Sealed,
            visible_to: school.map(|id| SchoolId(Uuid::from_u128(id))),
        }
    }

    #[test]
    fn a_ciphertext_moved_elsewhere_does_not_open() {
        let vault = vault("a");
        let home = binding(1, Some(1));
        let sealed = vault.seal(&"HeulogAfon47".into(), home, &mut SeededRandom::new("n")).unwrap();
        for elsewhere in [
            binding(2, Some(1)),
            binding(1, Some(2)),
            binding(1, None),
            Binding { form: Form::Private, ..home },
        ] {
            assert_eq!(vault.open(&sealed, elsewhere).err(), Some(VaultError::Refused));
        }
        assert_eq!(self::vault("b").open(&sealed, home).err(), Some(VaultError::Refused));
        assert_eq!(vault.open(&Sealed { key_id: 9, ..sealed }, home).err(), Some(VaultError::UnknownKey));
    }

    #[test]
    fn every_ciphertext_is_as_long_as_every_other() {
        let (vault, mut random) = (vault("a"), SeededRandom::new("n"));
        let mut length = |secret: &str| {
            vault.seal(&secret.into(), binding(1, None), &mut random).unwrap().ciphertext.len()
        };
        assert_eq!(length("a"), length(&"ŵ".repeat(128)));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_a_changed_bit_is_noticed(secret in "\\PC{0,128}", at in 0usize..500, bit in 0u8..8) {
            let vault = vault("a");
            let mut sealed = vault.seal(&secret.as_str().into(), binding(1, Some(1)), &mut SeededRandom::new("n")).unwrap();
            let opened = vault.open(&sealed, binding(1, Some(1))).unwrap();
            prop_assert_eq!(opened.expose_secret(), secret.as_str());
            sealed.ciphertext[at] ^= 1 << bit;
            prop_assert!(vault.open(&sealed, binding(1, Some(1))).is_err());
        }
    }
}
