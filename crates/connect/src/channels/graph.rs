//! What Facebook, Instagram and Threads share: the Graph API (developers.facebook.com/docs/graph-api), its codes, and publishing in two
//! steps. A container is made, the network works through it, and it is published once: a container that was published says so, so that
//! asking about it again can never publish twice.

use std::fmt::Write as _;

use domain::{
    delivery::{Class, Outcome, Remote},
    network::Network,
};
use jiff::Timestamp;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::{
    Connection, Counts, Fault, File, Grant, Limits,
    json::{list_at, needed, number_at, text_at},
    oauth,
};
use crate::fetch::Call;

/// How one network of the family publishes.
pub(super) struct Family {
    /// Which.
    pub(super) network: Network,
    /// Where containers are made, under the account.
    pub(super) make: &'static str,
    /// Where they are published, under the account.
    pub(super) publish: &'static str,
    /// The field of a container that says how far it is.
    pub(super) status: &'static str,
    /// The field of a container that says why it failed.
    pub(super) reason: &'static str,
    /// What the grants of lasting tokens are called: one that exchanges, one that renews.
    pub(super) grants: (&'static str, &'static str),
}

/// What is still to be done with files that stand together: each is a container of its own until all are ready.
#[derive(Serialize, Deserialize)]
struct Album {
    children: Vec<String>,
    fields: Value,
}

impl Family {
    /// A path of the version that the table names.
    pub(super) fn path(&self, rest: &str) -> String {
        let version = self.network.capabilities().version.map_or("", |version| version.name);
        format!("/{version}/{rest}")
    }

    pub(super) async fn read(&self, to: &Connection<'_>, rest: &str) -> Result<Value, Fault> {
        to.call_by(to.reading(&self.path(rest))?, judged).await
    }

    pub(super) async fn write(&self, to: &Connection<'_>, rest: &str, body: &Value) -> Result<Value, Fault> {
        to.call_by(to.writing(Method::POST, &self.path(rest), body)?, judged).await
    }

    pub(super) async fn delete(&self, to: &Connection<'_>, id: &str) -> Result<(), Fault> {
        let call = Call { method: Method::DELETE, ..to.reading(&self.path(id))? };
        match to.call_by(call, judged).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    /// Publishes what one container holds.
    pub(super) async fn one(&self, to: &Connection<'_>, fields: &Value) -> Result<Outcome, Fault> {
        let made = self.write(to, &format!("{}/{}", to.account, self.make), fields).await.map_err(Fault::before)?;
        self.release(to, &needed(&made, "/id").map_err(Fault::before)?).await
    }

    /// Publishes several containers as one.
    pub(super) async fn several(&self, to: &Connection<'_>, each: &[Value], fields: Value) -> Result<Outcome, Fault> {
        let mut album = Album { children: Vec::new(), fields };
        for fields in each {
            let made = self.write(to, &format!("{}/{}", to.account, self.make), fields).await.map_err(Fault::before)?;
            album.children.push(needed(&made, "/id").map_err(Fault::before)?);
        }
        self.gather(to, album).await
    }

    /// Goes on with what was still at work.
    pub(super) async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        let went_on = match serde_json::from_str::<Album>(handle) {
            Ok(album) => self.gather(to, album).await,
            Err(_) => self.release(to, handle).await,
        };
        went_on.unwrap_or_else(|fault| match fault.class {
            _ if fault.maybe_done => fault.outcome(),
            Class::Content => fault.outcome(),
            // An earlier look may have published it: nothing but the container itself can tell.
            Class::Network | Class::Rate => Outcome::Pending { handle: handle.to_owned() },
            _ => Outcome::Unknown { why: fault.said },
        })
    }

    async fn gather(&self, to: &Connection<'_>, album: Album) -> Result<Outcome, Fault> {
        for child in &album.children {
            if let Some(outcome) = self.unready(to, child).await? {
                let Outcome::Pending { .. } = outcome else { return Ok(outcome) };
                let handle = serde_json::to_string(&album).map_err(|error| Fault::content(error.to_string()))?;
                return Ok(Outcome::Pending { handle });
            }
        }
        let mut fields = album.fields;
        fields["children"] = album.children.join(",").into();
        self.one(to, &fields).await
    }

    /// What keeps a container from being published; nothing when it is ready.
    async fn unready(&self, to: &Connection<'_>, container: &str) -> Result<Option<Outcome>, Fault> {
        let told = self.read(to, &format!("{container}?fields={},{}", self.status, self.reason)).await.map_err(Fault::before)?;
        let reason = text_at(&told, &format!("/{}", self.reason));
        Ok(match text_at(&told, &format!("/{}", self.status)).as_str() {
            "FINISHED" => None,
            "PUBLISHED" => Some(Outcome::Unknown { why: "it was published, but where was not told".to_owned() }),
            "ERROR" => Some(Fault::content(format!("the network could not work through a file: {reason}")).outcome()),
            // Nothing was published of it, and nothing will be.
            "EXPIRED" => Some(Fault::content("the network gave up on a file".to_owned()).as_class(Class::Network).outcome()),
            _ => Some(Outcome::Pending { handle: container.to_owned() }),
        })
    }

    async fn release(&self, to: &Connection<'_>, container: &str) -> Result<Outcome, Fault> {
        if let Some(outcome) = self.unready(to, container).await? {
            return Ok(outcome);
        }
        let body = json!({ "creation_id": container });
        let told = self.write(to, &format!("{}/{}", to.account, self.publish), &body).await?;
        Ok(Outcome::Accepted { remote: self.place(to, needed(&told, "/id")?).await })
    }

    /// Where something is; without an address when the network does not tell.
    async fn place(&self, to: &Connection<'_>, id: String) -> Remote {
        let told = self.read(to, &format!("{id}?fields=permalink")).await.unwrap_or_default();
        Remote { id, address: text_at(&told, "/permalink") }
    }

    /// A token of sixty days in place of one of an hour.
    pub(super) async fn lasting(&self, to: &Connection<'_>, grant: &Grant) -> Result<Grant, Fault> {
        let Some(application) = to.application else { return Ok(grant.clone()) };
        let token = grant.secrets.get("token").map_or("", |token| token.reveal());
        self.token(to, "access_token", self.grants.0, &[("client_secret", application.secret.reveal()), ("access_token", token)])
            .await
    }

    /// How much may be published in a day, and how much was ("IG User Content Publishing Limit", "Threads: Rate limits").
    pub(super) async fn quota(&self, to: &Connection<'_>, path: &str) -> Result<Limits, Fault> {
        let told = self.read(to, &format!("{path}?fields=config,quota_usage")).await?;
        let number = |place: &str| number_at(&told, place).and_then(|n| u32::try_from(n).ok());
        let used = number("/data/0/quota_usage");
        let quota_at = used.map(|_| to.now.as_microsecond());
        Ok(Limits { quota_max: number("/data/0/config/quota_total"), quota_used: used, quota_at, ..Limits::default() })
    }

    /// Sixty days more.
    pub(super) async fn renewed(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        let token = to.secret("token")?;
        self.token(to, "refresh_access_token", self.grants.1, &[("access_token", token)]).await.map(Some)
    }

    async fn token(&self, to: &Connection<'_>, path: &str, kind: &str, query: &[(&str, &str)]) -> Result<Grant, Fault> {
        let mut path = format!("/{path}?grant_type={kind}");
        for (name, value) in query {
            // Writing to a text does not fail.
            _ = write!(path, "&{name}={}", byte_serialize(value.as_bytes()).collect::<String>());
        }
        let reply = to
            .call(Call::get(to.at(&path)?, to.now))
            .await
            .map_err(|fault| if fault.class == Class::Content { fault.as_class(Class::Auth) } else { fault })?;
        oauth::grant(&reply, to.now)
    }

    /// The numbers of insights, by name; empty when the network does not tell them.
    pub(super) async fn insights(&self, to: &Connection<'_>, id: &str, metrics: &str) -> impl Fn(&str) -> Option<u64> + use<> {
        let told = self.read(to, &format!("{id}/insights?metric={metrics}")).await.unwrap_or_default();
        move |name: &str| {
            let metric = list_at(&told, "/data").iter().find(|metric| text_at(metric, "/name") == name)?;
            number_at(metric, "/values/0/value").or_else(|| number_at(metric, "/total_value/value"))
        }
    }

    /// What is counted of things; those that are gone are left out.
    pub(super) async fn counted<F>(&self, remotes: &[Remote], count: impl Fn(Remote) -> F) -> Result<Vec<(Remote, Counts)>, Fault>
    where
        F: Future<Output = Result<Counts, Fault>>,
    {
        let mut counted = Vec::new();
        for remote in remotes {
            match count(remote.clone()).await {
                Ok(counts) => counted.push((remote.clone(), counts)),
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }
}

/// A list, which an answer without one is not.
pub(super) fn whole(told: Value) -> Result<Value, Fault> {
    let is_whole = told.pointer("/data").is_some_and(Value::is_array);
    if is_whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no data".to_owned())) }
}

/// A moment as the Graph API writes it: `2026-11-20T10:00:00+0000`.
pub(super) fn made(value: &Value, place: &str) -> Option<Timestamp> {
    text_at(value, place).replace("+0000", "Z").parse().ok()
}

/// The public address of a file, which the network fetches itself.
pub(super) fn address(file: &File) -> Result<String, Fault> {
    let none = || Fault::content("this network fetches files itself: the installation needs a public address".to_owned());
    file.address.as_ref().map(ToString::to_string).ok_or_else(none)
}

/// How many files something shows, by the words of Instagram and Threads.
pub(super) fn shown(post: &Value) -> usize {
    match text_at(post, "/media_type").as_str() {
        "IMAGE" | "VIDEO" => 1,
        "CAROUSEL_ALBUM" => list_at(post, "/children/data").len(),
        _ => 0,
    }
}

/// By the codes of the family ("Handle Errors" of the Graph API, "Error Codes" of Instagram).
pub(super) fn judged(told: &Value, fault: Fault) -> Fault {
    let sentence = text_at(told, "/error/error_user_msg");
    let fault = if sentence.is_empty() { fault } else { Fault { said: format!("{}: {sentence}", fault.said), ..fault } };
    match (number_at(told, "/error/code"), number_at(told, "/error/error_subcode")) {
        (Some(3 | 10 | 102 | 190 | 200..=299), _) => fault.as_class(Class::Auth),
        (Some(4 | 17 | 32 | 341 | 613 | 80_000..=80_014), _) | (_, Some(2_207_042)) => fault.as_class(Class::Rate),
        // Not ready to be published.
        (_, Some(2_207_027)) => fault.as_class(Class::Rate),
        (Some(2_635), _) => fault.as_class(Class::UnsupportedVersion),
        (Some(803), _) | (Some(100), Some(33)) => fault.as_class(Class::Gone),
        // "An unknown error", "a service is temporarily unavailable": nobody knows how far it came.
        (Some(1 | 2), _) => Fault { maybe_done: true, ..fault.as_class(Class::Network) },
        (Some(_), _) => fault.as_class(Class::Content),
        _ => fault,
    }
}
