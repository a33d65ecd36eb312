//! How adapters make their calls.

use reqwest::Method;
use serde_json::Value;
use url::Url;

use super::{Application, Connection, Fault};
use crate::{
    fetch::{Call, Reply},
    notify::Secret,
};

impl Connection<'_> {
    /// A secret that connecting filled in.
    ///
    /// # Errors
    /// When it is not there: the channel has to be connected anew.
    pub(crate) fn secret(&self, name: &str) -> Result<&str, Fault> {
        self.secrets.get(name).map(Secret::reveal).ok_or_else(|| Fault::auth(format!("the secret “{name}” is missing")))
    }

    /// The application whose keys are used.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn application(&self) -> Result<&Application, Fault> {
        self.application.ok_or_else(|| Fault::auth("the installation has no application at this network".to_owned()))
    }

    /// An address of the server.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn at(&self, path: &str) -> Result<Url, Fault> {
        let base = self.server.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}{path}")).map_err(|error| Fault::content(error.to_string()))
    }

    /// Makes a call and gives what was answered when it was a success.
    ///
    /// # Errors
    /// Whatever else: see [`Fault`].
    pub(crate) async fn call(&self, call: Call) -> Result<Reply, Fault> {
        let reply = self.client.call(call).await?;
        if reply.is_success() { Ok(reply) } else { Err(Fault::of_reply(&reply).resting(&reply, self.now)) }
    }

    /// Makes a call and gives the JSON that was answered (null for an empty body) when it was a success. What else was answered is judged by
    /// the network's own codes: `judge` is given the JSON and what the status alone says.
    ///
    /// # Errors
    /// Whatever else: see [`Fault`]. A success that is no JSON cannot be believed.
    pub(crate) async fn call_by(&self, call: Call, judge: fn(&Value, Fault) -> Fault) -> Result<Value, Fault> {
        let reply = self.client.call(call).await?;
        if reply.is_success() {
            return if reply.body.is_empty() { Ok(Value::Null) } else { Ok(reply.json()?) };
        }
        let fault = Fault::of_reply(&reply).resting(&reply, self.now);
        // A page comes from something that stands before the interface, which knows no codes.
        Err(match reply.json() {
            Ok(told) => judge(&told, fault),
            Err(_) => fault,
        })
    }

    /// The same as who the secret `token` says we are.
    ///
    /// # Errors
    /// When there is no such secret.
    pub(crate) fn signed(&self, call: Call) -> Result<Call, Fault> {
        Ok(call.with("authorization", format!("Bearer {}", self.secret("token")?)))
    }

    /// A call that reads, as who the secret `token` says we are.
    ///
    /// # Errors
    /// When there is no such secret, or the address cannot be made.
    pub(crate) fn reading(&self, path: &str) -> Result<Call, Fault> {
        self.signed(Call::get(self.at(path)?, self.now))
    }

    /// A call with a body of JSON, as who the secret `token` says we are.
    ///
    /// # Errors
    /// When there is no such secret, or the address cannot be made.
    pub(crate) fn writing(&self, method: Method, path: &str, body: &Value) -> Result<Call, Fault> {
        self.signed(Call::json(method, self.at(path)?, body, self.now))
    }

    /// An address of another host of the network whose interface is at `home`. A channel whose server is elsewhere, such as a proxy, has
    /// all of them there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn beside(&self, home: &str, address: &str) -> Result<Url, Fault> {
        let there = Url::parse(address).map_err(|error| Fault::content(error.to_string()))?;
        if self.server.as_str().trim_end_matches('/') == home {
            return Ok(there);
        }
        let query = there.query().map(|query| format!("?{query}")).unwrap_or_default();
        self.at(&format!("{}{query}", there.path()))
    }

    /// What was filled in under a name, without the space around it; empty when nothing was.
    pub(crate) fn setting(&self, name: &str) -> &str {
        self.settings.get(name).map_or("", |told| told.trim())
    }
}

/// A text as one part of a path or a query.
pub(crate) fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
