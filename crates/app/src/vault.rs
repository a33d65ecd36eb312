//! Secrets: sealing what must be read again, hashing what must only be recognised.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use chacha20poly1305::{
    ChaCha20Poly1305, Key, Nonce,
    aead::{Aead, KeyInit},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::Refusal;

/// Bytes of the installation's key.
pub const KEY_BYTES: usize = 32;
/// Bytes of randomness in a session, token or link: far beyond guessing.
const TOKEN_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
/// Bytes of a block of SHA-256.
const BLOCK_BYTES: usize = 64;

/// A secret as stored: unreadable without the installation's key. It has no `Debug` and no `Serialize` (invariant I8).
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(String);

impl Sealed {
    /// Takes back what [`Sealed::stored`] gave.
    #[must_use]
    pub const fn from_store(stored: String) -> Self {
        Self(stored)
    }

    /// The text to store.
    #[must_use]
    pub fn stored(&self) -> &str {
        &self.0
    }
}

/// The installation's key. Sealing is ChaCha20-Poly1305 (RFC 8439) with a random nonce in front.
pub struct Vault {
    cipher: ChaCha20Poly1305,
    signing: [u8; KEY_BYTES],
}

impl Vault {
    /// Takes the installation's key, made on the first start or given by the environment.
    #[must_use]
    pub fn new(key: &[u8; KEY_BYTES]) -> Self {
        // A key of its own for signing, so that what is signed in the open tells nothing of the key that seals.
        let signing = Sha256::new_with_prefix(b"parvis signs\0").chain_update(key).finalize().into();
        Self { cipher: ChaCha20Poly1305::new(&Key::from(*key)), signing }
    }

    /// Signs a text that goes out and comes back: HMAC-SHA-256 (RFC 2104).
    #[must_use]
    pub fn sign(&self, text: &str) -> [u8; KEY_BYTES] {
        self.mac(text).finalize().into_bytes().into()
    }

    /// Whether we signed a text so. Takes as long for a wrong signature as for a right one.
    #[must_use]
    pub fn is_signed(&self, text: &str, signature: &[u8]) -> bool {
        self.mac(text).verify_slice(signature).is_ok()
    }

    fn mac(&self, text: &str) -> Hmac<Sha256> {
        // RFC 2104: a key shorter than a block is filled up with zeros.
        let mut key = [0; BLOCK_BYTES];
        key[..KEY_BYTES].copy_from_slice(&self.signing);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        mac.update(text.as_bytes());
        mac
    }

    /// Seals a secret for storing.
    ///
    /// # Errors
    /// [`Refusal::Interrupted`] when the machine gives no randomness.
    pub fn seal(&self, secret: &str) -> Result<Sealed, Refusal> {
        let nonce: [u8; NONCE_BYTES] = random()?;
        let Ok(sealed) = self.cipher.encrypt(&Nonce::from(nonce), secret.as_bytes()) else { return Err(Refusal::Interrupted) };
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed);
        Ok(Sealed(STANDARD_NO_PAD.encode(bytes)))
    }

    /// Opens a secret; none when it was sealed with another key or was changed.
    #[must_use]
    pub fn open(&self, sealed: &Sealed) -> Option<String> {
        let bytes = STANDARD_NO_PAD.decode(&sealed.0).ok()?;
        let (nonce, text) = bytes.split_at_checked(NONCE_BYTES)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        String::from_utf8(self.cipher.decrypt(&Nonce::from(nonce), text).ok()?).ok()
    }
}

/// Random bytes from the operating system.
///
/// # Errors
/// [`Refusal::Interrupted`] when it gives none.
pub fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0_u8; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(Refusal::Interrupted),
    }
}

/// A new random token, safe in an address and a cookie.
///
/// # Errors
/// [`Refusal::Interrupted`] when the machine gives no randomness.
pub fn new_token() -> Result<String, Refusal> {
    Ok(URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>()?))
}

/// What is stored of a token: SHA-256, which suffices for 256 random bits.
#[must_use]
pub fn token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// What is stored of a password: argon2id with the crate's defaults, which are those OWASP recommends (19 MiB, 2 passes).
/// Takes tens of milliseconds on purpose: call it off the async threads.
///
/// # Errors
/// [`Refusal::Interrupted`] when the machine gives no randomness.
pub fn hash_password(password: &str) -> Result<String, Refusal> {
    match Argon2::default().hash_password(password.as_bytes()) {
        Ok(hash) => Ok(hash.to_string()),
        Err(_) => Err(Refusal::Interrupted),
    }
}

/// Whether a password is the one that was hashed. As slow as hashing.
#[must_use]
pub fn is_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_with_its_own_key_only() {
        let vault = Vault::new(&[7; KEY_BYTES]);
        let sealed = vault.seal("s3cret").unwrap();
        assert!(!sealed.stored().contains("s3cret"));
        assert_eq!(vault.open(&sealed).as_deref(), Some("s3cret"));
        assert_eq!(Vault::new(&[8; KEY_BYTES]).open(&sealed), None);
        assert_eq!(vault.open(&Sealed::from_store("nonsense".to_owned())), None);
    }

    #[test]
    fn a_signature_holds_for_its_text_and_key_only() {
        let vault = Vault::new(&[7; KEY_BYTES]);
        let signature = vault.sign("1.ab.9");
        assert!(vault.is_signed("1.ab.9", &signature));
        assert!(!vault.is_signed("2.ab.9", &signature) && !vault.is_signed("1.ab.9", &signature[..31]));
        assert!(!Vault::new(&[8; KEY_BYTES]).is_signed("1.ab.9", &signature));
    }

    #[test]
    fn a_password_is_recognised_and_another_is_not() {
        let hash = hash_password("correct horse").unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(is_password("correct horse", &hash));
        assert!(!is_password("correct house", &hash));
        assert!(!is_password("correct horse", "no hash"));
    }
}
