//! One JSON body to a program of the user's, signed so that it can be believed.
//!
//! Every delivery carries three headers:
//!
//! - `Parvis-Delivery`: the id of the notification, the same for every attempt, so that a receiver can drop what comes twice;
//! - `Parvis-Timestamp`: when this attempt left, in seconds since 1970;
//! - `Parvis-Signature`: `v1=` and the HMAC-SHA256, in lower-case hexadecimal, of the timestamp, a full stop and the body as
//!   it came, under the secret that both sides know. Several signatures, separated by commas, may stand there while a secret is exchanged.
//!
//! [`verify`] is what a receiver does.

use std::time::Duration;

use domain::Language;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use super::{FailureClass, Secret};
use crate::fetch::{Client, FetchError, Post};

/// The name of the header with the id of the notification.
pub const DELIVERY_HEADER: &str = "parvis-delivery";
/// The name of the header with the time of the attempt.
pub const TIMESTAMP_HEADER: &str = "parvis-timestamp";
/// The name of the header with the signature.
pub const SIGNATURE_HEADER: &str = "parvis-signature";
/// How far the time of an attempt may be from the receiver's own: an older one may be a recording played again.
pub const TIMESTAMP_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);
/// The most signatures of one header that [`verify`] looks at.
const SIGNATURES_MAX: usize = 8;
/// The block of SHA-256, in bytes, to which a key is filled up (RFC 2104).
const KEY_BLOCK_BYTES: usize = 64;

/// Where notices go and how they are signed.
#[derive(Clone)]
pub struct Webhook {
    /// The receiver's address.
    pub address: Url,
    /// The secret that both sides know.
    pub secret: Secret,
}

/// A notice that the receiver took: it answered 2xx.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Its status.
    pub status: u16,
    /// How long it took.
    pub elapsed: Duration,
}

/// Why a notice was not taken, or may not have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{}", self.sentence(Language::English))]
pub enum WebhookError {
    /// The receiver answered with a status that is no success.
    Answered {
        /// The status.
        status: u16,
        /// When it wants the next attempt, if it said so.
        retry_after: Option<Timestamp>,
        /// The beginning of what it said.
        said: String,
    },
    /// There was no answer.
    NoAnswer(FetchError),
}

impl WebhookError {
    /// Whether trying again can help. An unknown outcome can be tried again too: the delivery's id tells a double.
    #[must_use]
    pub const fn class(&self) -> FailureClass {
        match self {
            Self::Answered { status: 408 | 425 | 429 | 500..=599, .. } => FailureClass::Temporary,
            Self::Answered { .. } | Self::NoAnswer(FetchError::BadAddress { .. } | FetchError::ForbiddenAddress { .. }) => {
                FailureClass::Permanent
            }
            Self::NoAnswer(fault) if fault.surely_unsent() => FailureClass::Temporary,
            Self::NoAnswer(_) => FailureClass::Unknown,
        }
    }

    /// What happened and what to do, for people.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoAnswer(fault), language) => fault.sentence(language),
            (Self::Answered { status: status @ 300..=399, .. }, Language::English) => {
                format!("The receiver redirects elsewhere ({status}), which notices do not follow: give its final address.")
            }
            (Self::Answered { status: status @ 300..=399, .. }, Language::French) => {
                format!(
                    "Le destinataire redirige ailleurs ({status}), ce que les avis ne suivent pas : donnez son adresse finale."
                )
            }
            (Self::Answered { status, .. }, language) => {
                let temporary = self.class() == FailureClass::Temporary;
                match (temporary, language) {
                    (true, Language::English) => {
                        format!("The receiver could not take the notice now ({status}); it will be tried again.")
                    }
                    (true, Language::French) => {
                        format!("Le destinataire n’a pas pu prendre l’avis pour l’instant ({status}) ; il sera tenté à nouveau.")
                    }
                    (false, Language::English) => {
                        format!("The receiver refused the notice ({status}): check its address and its secret.")
                    }
                    (false, Language::French) => {
                        format!("Le destinataire a refusé l’avis ({status}) : vérifiez son adresse et son secret.")
                    }
                }
            }
        }
    }
}

/// Makes one attempt to deliver `body`, a JSON text, under the id `delivery`.
///
/// # Errors
/// When the receiver did not answer 2xx; see [`WebhookError::class`].
pub async fn deliver(
    client: &Client,
    webhook: &Webhook,
    delivery: &str,
    body: &str,
    now: Timestamp,
) -> Result<Delivered, WebhookError> {
    let at = now.as_second();
    let headers = vec![
        ("content-type", "application/json".to_owned()),
        (DELIVERY_HEADER, delivery.to_owned()),
        (TIMESTAMP_HEADER, at.to_string()),
        (SIGNATURE_HEADER, sign(&webhook.secret, at, body.as_bytes())),
    ];
    let post = Post { address: webhook.address.clone(), headers, body: body.as_bytes().to_vec(), now };
    let answer = client.post(&post).await.map_err(WebhookError::NoAnswer)?;
    if (200..300).contains(&answer.status) {
        Ok(Delivered { status: answer.status, elapsed: answer.elapsed })
    } else {
        Err(WebhookError::Answered { status: answer.status, retry_after: answer.retry_after, said: answer.body_start })
    }
}

/// The value of the signature header for a body that leaves at `at`, in seconds since 1970.
#[must_use]
pub fn sign(secret: &Secret, at: i64, body: &[u8]) -> String {
    let code = mac(secret, at, body).finalize().into_bytes();
    let hex: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v1={hex}")
}

/// Why a delivery is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The timestamp is none.
    #[error("the timestamp is not a number of seconds")]
    BadTimestamp,
    /// The timestamp is too far from now.
    #[error("the timestamp is too far from now")]
    OutOfTime,
    /// No signature is right.
    #[error("no signature fits the secret and the body")]
    BadSignature,
}

/// Whether a delivery came from who knows the secret, is whole, and left within [`TIMESTAMP_TOLERANCE`] of `now`. The
/// comparison takes the same time whether it fails early or late.
///
/// # Errors
/// When any of these is not so.
pub fn verify(secret: &Secret, timestamp: &str, signatures: &str, body: &[u8], now: Timestamp) -> Result<(), VerifyError> {
    let at: i64 = timestamp.parse().or(Err(VerifyError::BadTimestamp))?;
    let left = Timestamp::from_second(at).or(Err(VerifyError::BadTimestamp))?;
    if now.duration_since(left).abs() > TIMESTAMP_TOLERANCE {
        return Err(VerifyError::OutOfTime);
    }
    let mut given =
        signatures.split(',').take(SIGNATURES_MAX).filter_map(|signature| bytes_of_hex(signature.trim().strip_prefix("v1=")?));
    if given.any(|code| mac(secret, at, body).verify_slice(&code).is_ok()) { Ok(()) } else { Err(VerifyError::BadSignature) }
}

fn mac(secret: &Secret, at: i64, body: &[u8]) -> Hmac<Sha256> {
    // RFC 2104: a key longer than the block is hashed, a shorter one filled with zeros. A key of the block's size cannot be refused.
    let mut key = [0_u8; KEY_BLOCK_BYTES];
    let secret = secret.reveal().as_bytes();
    if secret.len() > KEY_BLOCK_BYTES {
        let digest = Sha256::digest(secret);
        key[..digest.len()].copy_from_slice(&digest);
    } else {
        key[..secret.len()].copy_from_slice(secret);
    }
    let mut mac = Hmac::<Sha256>::new(&key.into());
    mac.update(at.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

fn bytes_of_hex(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    if digits.is_empty() || !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_000_000).unwrap()
    }

    #[test]
    fn a_signature_is_that_of_any_other_hmac() {
        // Made by: printf '1000000.{"a":1}' | openssl dgst -sha256 -hmac key
        let signed = sign(&Secret::new("key".to_owned()), 1_000_000, br#"{"a":1}"#);
        assert_eq!(signed, "v1=9d77f66971b7ce23eeef2ad43aba84496c65647503928a6c7ac47963b74147dd");
        // ... and under a key of 70 letters "k", longer than the block.
        let signed = sign(&Secret::new("k".repeat(70)), 1_000_000, br#"{"a":1}"#);
        assert_eq!(signed, "v1=c05da236ee098d78220c9f29186b5e231b19a2dec3c57ef7fc97c60458f30f14");
    }

    #[test]
    fn only_what_is_signed_whole_and_fresh_is_believed() {
        let secret = Secret::new("key".to_owned());
        let signed = sign(&secret, 1_000_000, b"body");
        let check = |timestamp: &str, signatures: &str, body: &str, now: Timestamp, expected: Result<(), VerifyError>| {
            assert_eq!(verify(&secret, timestamp, signatures, body.as_bytes(), now), expected, "{timestamp} {signatures} {body}");
        };
        check("1000000", &signed, "body", now(), Ok(()));
        check("1000000", &format!("v1=00, {signed}"), "body", now(), Ok(()));
        check("1000000", &signed, "bodz", now(), Err(VerifyError::BadSignature));
        check("1000001", &signed, "body", now(), Err(VerifyError::BadSignature));
        check("1000000", &signed[..20], "body", now(), Err(VerifyError::BadSignature));
        for broken in ["", "v1=", "v1=é0", "v1=+1", "v2=00"] {
            check("1000000", broken, "body", now(), Err(VerifyError::BadSignature));
        }
        check("1000000", &signed, "body", now() + SignedDuration::from_mins(6), Err(VerifyError::OutOfTime));
        check("1000000", &signed, "body", now() - SignedDuration::from_mins(6), Err(VerifyError::OutOfTime));
        check("x", &signed, "body", now(), Err(VerifyError::BadTimestamp));
        check("9223372036854775807", &signed, "body", now(), Err(VerifyError::BadTimestamp));
    }
}
