//! OAuth 1.0a (RFC 5849): calls that are signed one by one, with the secrets of the application and of what was granted.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use url::Url;

use super::{Connection, Fault};

/// What stays as it is: letters, digits, `-`, `.`, `_` and `~` (section 3.6).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The block of SHA-1, in bytes, to which a key is filled up (RFC 2104).
const KEY_BLOCK_BYTES: usize = 64;

/// What a call is signed with.
pub(super) struct Signer<'a> {
    /// The id of the application.
    pub(super) id: &'a str,
    /// Its secret.
    pub(super) secret: &'a str,
    /// What was granted; empty while nothing is.
    pub(super) token: &'a str,
    /// The secret of that; empty while nothing is.
    pub(super) token_secret: &'a str,
}

impl<'a> Signer<'a> {
    /// That of a channel; `granted` says whether it has a token already.
    ///
    /// # Errors
    /// When the installation has no application, or the channel no token.
    pub(super) fn of(to: &'a Connection<'_>, granted: bool) -> Result<Self, Fault> {
        let application = to.application()?;
        let secret = |name| if granted { to.secret(name) } else { Ok("") };
        let (token, token_secret) = (secret("token")?, secret("token_secret")?);
        Ok(Self { id: &application.id, secret: application.secret.reveal(), token, token_secret })
    }

    /// The `Authorization` header of a call. `fields` are those of its form; the query is read from the address. `more` are further
    /// parameters of the protocol, such as `oauth_callback`. A call of the same moment to the same place is the same call.
    pub(super) fn header(
        &self,
        method: &str,
        address: &Url,
        fields: &[(&str, &str)],
        more: &[(&str, &str)],
        now: Timestamp,
    ) -> String {
        let seed = Sha256::digest(format!("{}\n{method}\n{address}\n{fields:?}\n{more:?}\n{}", now.as_microsecond(), self.token));
        let nonce: String = seed.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let seconds = now.as_second().to_string();
        self.signed(method, address, fields, more, &nonce, &seconds)
    }

    fn signed(
        &self,
        method: &str,
        address: &Url,
        fields: &[(&str, &str)],
        more: &[(&str, &str)],
        nonce: &str,
        seconds: &str,
    ) -> String {
        let mut own = vec![
            ("oauth_consumer_key", self.id),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", seconds),
            ("oauth_version", "1.0"),
        ];
        if !self.token.is_empty() {
            own.push(("oauth_token", self.token));
        }
        own.extend(more);
        let query: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        let query = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut all: Vec<(String, String)> = own
            .iter()
            .copied()
            .chain(fields.iter().copied())
            .chain(query)
            .map(|(name, value)| (encoded(name), encoded(value)))
            .collect();
        all.sort();
        let all: Vec<_> = all.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut place = address.clone();
        place.set_query(None);
        let base = format!("{method}&{}&{}", encoded(place.as_str()), encoded(&all.join("&")));
        let signature = mac(&format!("{}&{}", encoded(self.secret), encoded(self.token_secret)), &base);
        own.push(("oauth_signature", &signature));
        let own: Vec<_> = own.iter().map(|(name, value)| format!("{name}=\"{}\"", encoded(value))).collect();
        format!("OAuth {}", own.join(", "))
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn mac(secret: &str, base: &str) -> String {
    // RFC 2104: a key longer than the block is hashed, a shorter one filled with zeros. A key of the block's size cannot be refused.
    let mut key = [0_u8; KEY_BLOCK_BYTES];
    if secret.len() > KEY_BLOCK_BYTES {
        let digest = <Sha1 as sha1::Digest>::digest(secret.as_bytes());
        key[..digest.len()].copy_from_slice(&digest);
    } else {
        key[..secret.len()].copy_from_slice(secret.as_bytes());
    }
    let mut mac = Hmac::<Sha1>::new(&key.into());
    mac.update(base.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_standard() {
        // RFC 5849, section 1.2, the last call of the example.
        let signer = Signer {
            id: "dpf43f3p2l4k3l03",
            secret: "kd94hf93k423kf44",
            token: "nnch734d00sl2jdk",
            token_secret: "pfkkdhi9sl3r4s00",
        };
        let address = Url::parse("http://photos.example.net/photos?file=vacation.jpg&size=original").unwrap();
        // The example leaves the version out and names a realm; with the version, openssl says:
        // printf '%s' "$BASE" | openssl dgst -sha1 -hmac 'kd94hf93k423kf44&pfkkdhi9sl3r4s00' -binary | base64
        let header = signer.signed("GET", &address, &[], &[], "kllo9940pd9333jh", "1191242096");
        assert!(header.contains("oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\""), "{header}");
    }
}
