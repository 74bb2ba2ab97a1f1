//! Signed statements (JSON Web Tokens) by which the portal proves who it is, without a secret that travels.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer, PrivatePkcs8KeyDer};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::ConnectorError;

/// An RSA key that signs.
#[derive(Clone)]
pub struct SigningKey(Arc<RsaKeyPair>);

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

/// How a statement is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256, as Google asks for.
    Rs256,
    /// RSASSA-PSS with SHA-256, as Microsoft recommends.
    Ps256,
}

impl Algorithm {
    const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
        }
    }

    fn encoding(self) -> &'static dyn RsaEncoding {
        match self {
            Self::Rs256 => &RSA_PKCS1_SHA256,
            Self::Ps256 => &RSA_PSS_SHA256,
        }
    }
}

impl SigningKey {
    /// Reads a PEM file's RSA key, PKCS#8 or PKCS#1; none where it holds no such key.
    pub fn from_pem(pem: &[u8]) -> Option<Self> {
        let pair = match PrivateKeyDer::from_pem_slice(pem).ok()? {
            PrivateKeyDer::Pkcs8(key) => pkcs8(&key),
            PrivateKeyDer::Pkcs1(key) => pkcs1(&key),
            _ => None,
        }?;
        Some(Self(Arc::new(pair)))
    }

    /// The public half, as the sandbox checks signatures with it.
    pub fn public(&self) -> &[u8] {
        self.0.public().as_ref()
    }

    /// The statement with these claims, signed. `header` names more about the key than the algorithm.
    pub fn sign(
        &self,
        algorithm: Algorithm,
        header: &Value,
        claims: &Value,
    ) -> Result<SecretString, ConnectorError> {
        let mut whole = json!({ "typ": "JWT", "alg": algorithm.name() });
        if let (Some(whole), Some(more)) = (whole.as_object_mut(), header.as_object()) {
            whole.extend(more.clone());
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&whole), part(claims));
        let mut signature = vec![0; self.0.public().modulus_len()];
        self.0
            .sign(algorithm.encoding(), &SystemRandom::new(), message.as_bytes(), &mut signature)
            .map_err(|_| ConnectorError::SignIn)?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)).into())
    }
}

fn pkcs8(key: &PrivatePkcs8KeyDer<'_>) -> Option<RsaKeyPair> {
    RsaKeyPair::from_pkcs8(key.secret_pkcs8_der()).ok()
}

fn pkcs1(key: &PrivatePkcs1KeyDer<'_>) -> Option<RsaKeyPair> {
    RsaKeyPair::from_der(key.secret_pkcs1_der()).ok()
}
