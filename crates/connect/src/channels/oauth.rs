//! OAuth 2: a person grants access at the network, with the installation's own application keys (RFC 6749, PKCE by RFC 7636).

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::delivery::Class;
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use url::Url;

use super::{Connection, Fault};
use crate::{
    fetch::{Call, Reply},
    notify::Secret,
};

/// The keys of an application of ours at a network or server.
#[derive(Clone)]
pub struct Application {
    /// Its public id.
    pub id: String,
    /// Its secret.
    pub secret: Secret,
}

/// What a person is sent away with, and comes back to.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// Our address that they come back to.
    pub redirect: &'a str,
    /// What must come back with them.
    pub state: &'a str,
    /// The secret that shows, when they are back, that it was us who sent them.
    pub verifier: &'a str,
}

/// How a person grants access at a network. Addresses that begin with `/` are on the channel's own server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Where the interface of a network of one company is, as [`super::Adapter::home`]; empty otherwise.
    pub home: &'static str,
    /// Where the person is sent.
    pub authorize: &'static str,
    /// Where the code is exchanged.
    pub token: &'static str,
    /// What is asked for.
    pub scopes: &'static [&'static str],
    /// What stands between scopes: a space by the standard, a comma on some networks.
    pub between: &'static str,
    /// What the id of the application is called in the call: `client_id` by the standard.
    pub id_name: &'static str,
    /// Whether the code is bound to us by PKCE.
    pub pkce: bool,
    /// Whether the application says who it is in an `Authorization` header, rather than in the form.
    pub basic: bool,
    /// What else is told when the person is sent there.
    pub more: &'static [(&'static str, &'static str)],
    /// Where a person makes an application, for the page that guides.
    pub keys_at: &'static str,
}

impl Consent {
    /// The standard, with these addresses and scopes.
    #[must_use]
    pub const fn standard(authorize: &'static str, token: &'static str, scopes: &'static [&'static str]) -> Self {
        Self {
            home: "",
            authorize,
            token,
            scopes,
            between: " ",
            id_name: "client_id",
            pkce: true,
            basic: false,
            more: &[],
            keys_at: "",
        }
    }

    /// The address that a person opens to grant access.
    ///
    /// # Errors
    /// When the address cannot be made.
    pub fn address(&self, to: &Connection<'_>, application: &Application, asking: &Asking<'_>) -> Result<Url, Fault> {
        let mut address = self.on(to, self.authorize)?;
        // Some networks refuse whole when an application may not ask for one of them: the channel's own list stands above.
        let scopes = match to.setting("scopes") {
            "" => self.scopes.join(self.between),
            own => own.split([' ', ',']).filter(|scope| !scope.is_empty()).collect::<Vec<_>>().join(self.between),
        };
        let mut query = address.query_pairs_mut();
        query.append_pair("response_type", "code").append_pair(self.id_name, &application.id);
        query.append_pair("redirect_uri", asking.redirect).append_pair("scope", &scopes).append_pair("state", asking.state);
        if self.pkce {
            query.append_pair("code_challenge", &challenge(asking.verifier)).append_pair("code_challenge_method", "S256");
        }
        query.extend_pairs(self.more);
        drop(query);
        Ok(address)
    }

    /// Exchanges the code that the person came back with.
    ///
    /// # Errors
    /// When the network refuses.
    pub async fn exchange(
        &self,
        to: &Connection<'_>,
        application: &Application,
        asking: &Asking<'_>,
        code: &str,
    ) -> Result<Grant, Fault> {
        let mut fields = vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", asking.redirect)];
        if self.pkce {
            fields.push(("code_verifier", asking.verifier));
        }
        self.ask(to, application, fields).await
    }

    /// New secrets for an old refresh token.
    ///
    /// # Errors
    /// When the network refuses.
    pub async fn renew(&self, to: &Connection<'_>, application: &Application, refresh_token: &str) -> Result<Grant, Fault> {
        let mut grant =
            self.ask(to, application, vec![("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await?;
        // Where the same one renews again, it is not told anew.
        grant.secrets.entry("refresh_token".to_owned()).or_insert_with(|| Secret::new(refresh_token.to_owned()));
        Ok(grant)
    }

    /// New secrets for the channel's own refresh token; `None` where it has none, or the installation has no application any more.
    ///
    /// # Errors
    /// When the network refuses.
    pub(super) async fn renewed(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        match (to.application, to.secret("refresh_token")) {
            (Some(application), Ok(token)) => self.renew(to, application, token).await.map(Some),
            _ => Ok(None),
        }
    }

    async fn ask(&self, to: &Connection<'_>, application: &Application, mut fields: Vec<(&str, &str)>) -> Result<Grant, Fault> {
        let secret = application.secret.reveal();
        if !self.basic {
            fields.extend([(self.id_name, application.id.as_str()), ("client_secret", secret)]);
        }
        let mut call = Call::form(self.on(to, self.token)?, &fields, to.now).with("accept", "application/json");
        if self.basic {
            call = call.with("authorization", basic(&application.id, secret));
        }
        // Whatever is wrong with a code or a token, a person has to connect anew.
        let reply = to
            .call(call)
            .await
            .map_err(|fault| if fault.class == Class::Content { fault.as_class(Class::Auth) } else { fault })?;
        grant(&reply, to.now)
    }

    fn on(&self, to: &Connection<'_>, address: &str) -> Result<Url, Fault> {
        if address.starts_with('/') { to.at(address) } else { to.beside(self.home, address) }
    }
}

/// What an answer grants. Some networks refuse with 200.
///
/// # Errors
/// When it grants nothing.
pub(super) fn grant(reply: &Reply, now: Timestamp) -> Result<Grant, Fault> {
    /// Instagram's: a list of one.
    #[derive(Deserialize)]
    struct Wrapped {
        data: [Told; 1],
    }
    match reply.json::<Told>().or_else(|_| reply.json::<Wrapped>().map(|Wrapped { data: [told] }| told)) {
        Ok(told) => Ok(told.grant(now)),
        Err(_) => Err(Fault::of_reply(reply).as_class(Class::Auth)),
    }
}

/// The `Authorization` header of a name and a password (RFC 7617).
#[must_use]
pub(super) fn basic(name: &str, password: &str) -> String {
    let encoded = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{password}"));
    format!("Basic {encoded}")
}

/// What a network granted.
#[derive(Clone)]
pub struct Grant {
    /// The secrets, by name: `token`, and `refresh_token` where there is one.
    pub secrets: BTreeMap<String, Secret>,
    /// When the token ends, UTC microseconds, where that was told.
    pub expires_at: Option<i64>,
}

#[derive(Deserialize)]
struct Told {
    access_token: String,
    refresh_token: Option<String>,
    expires_in: Option<i64>,
}

impl Told {
    fn grant(self, now: Timestamp) -> Grant {
        let mut secrets = BTreeMap::from([("token".to_owned(), Secret::new(self.access_token))]);
        secrets.extend(self.refresh_token.map(|token| ("refresh_token".to_owned(), Secret::new(token))));
        let expires_at = self.expires_in.map(|seconds| now.as_microsecond().saturating_add(seconds.saturating_mul(1_000_000)));
        Grant { secrets, expires_at }
    }
}

/// The challenge of a verifier (RFC 7636, S256).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        assert_eq!(challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
