//! A LinkedIn member or organisation (learn.microsoft.com/linkedin: Posts, Images, Videos, Comments).
//!
//! Members' own posts cannot be read back by most applications (`r_member_social` is closed): what was lost on the way is then asked of a
//! person. Organisations' can.

mod media;
mod text;

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    network::Network,
    post::Visibility,
};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use reqwest::Method;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, Field, FieldKind, Grant, Said, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
    seen::Seen,
};
use crate::fetch::{Call, Reply};

const HOME: &str = "https://api.linkedin.com";
const CONSENT: Consent = Consent {
    home: HOME,
    pkce: false,
    keys_at: "https://www.linkedin.com/developers/apps",
    ..Consent::standard(
        "https://www.linkedin.com/oauth/v2/authorization",
        "https://www.linkedin.com/oauth/v2/accessToken",
        &["openid", "profile", "w_member_social"],
    )
};
/// Posts of the author that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 50;

pub(super) struct Linkedin;

#[async_trait]
impl Adapter for Linkedin {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "token", kind: FieldKind::Secret, required: false },
            // The number of an organisation that the member speaks for; without it the member speaks.
            Field { name: "organization", kind: FieldKind::Plain, required: false },
            Field { name: "scopes", kind: FieldKind::Plain, required: false },
        ]
    }

    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let organization = to.setting("organization");
        if organization.is_empty() {
            let me: Value = ask(to, to.reading("/v2/userinfo")?).await?.json()?;
            let (id, name) = (format!("urn:li:person:{}", needed(&me, "/sub")?), text_at(&me, "/name"));
            return Ok(Account { id, handle: name.clone(), name, ..Account::default() });
        }
        let told: Value = ask(to, to.reading(&format!("/rest/organizations/{organization}"))?).await?.json()?;
        let (name, handle) = (text_at(&told, "/localizedName"), text_at(&told, "/vanityName"));
        let address = format!("https://www.linkedin.com/company/{handle}");
        Ok(Account { id: format!("urn:li:organization:{organization}"), name, handle, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match seek(to, sought).await {
            Ok(found) => found.map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let (path, patch) = match comment(remote) {
            Some((post, id)) => {
                let path = format!("{}/{id}?actor={}", comments(post), encoded(to.account));
                (path, json!({ "message": { "$set": { "text": sending.text() } } }))
            }
            None => {
                let path = format!("/rest/posts/{}", encoded(&remote.id));
                (path, json!({ "$set": { "commentary": text::little(sending.text()) } }))
            }
        };
        let body = json!({ "patch": patch });
        ask(to, to.writing(Method::POST, &path, &body)?.with("x-restli-method", "PARTIAL_UPDATE")).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let path = match comment(remote) {
            Some((post, id)) => format!("{}/{id}?actor={}", comments(post), encoded(to.account)),
            None => format!("/rest/posts/{}", encoded(&remote.id)),
        };
        let call = Call { method: Method::DELETE, ..to.reading(&path)? };
        match ask(to, call.with("x-restli-method", "DELETE")).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes {
            match ask(to, to.reading(&format!("/rest/socialActions/{}", encoded(&remote.id)))?).await {
                Ok(reply) => {
                    let told: Value = reply.json()?;
                    let likes = number_at(&told, "/likesSummary/aggregatedTotalLikes");
                    let replies = number_at(&told, "/commentsSummary/aggregatedTotalComments");
                    counted.push((remote.clone(), Counts { likes, replies, ..Counts::default() }));
                }
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = posts(to).await?;
        let said = |post: &Value| {
            let (at, remote) = (made(post, "/publishedAt")?, there(text_at(post, "/id")));
            let text = text::plain(&text_at(post, "/commentary"));
            (at >= since).then(|| Said { remote, text, at: at.as_microsecond(), counts: Counts::default() })
        };
        Ok(list_at(&told, "/elements").iter().filter_map(said).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        // Only some applications are given a token that renews; the others connect anew every sixty days.
        CONSENT.renewed(to).await
    }
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

fn comments(post: &str) -> String {
    format!("/rest/socialActions/{}/comments", encoded(post))
}

/// The post and the number of a comment: `urn:li:comment:(urn:li:activity:1,2)`.
fn comment(remote: &Remote) -> Option<(&str, &str)> {
    remote.id.strip_prefix("urn:li:comment:(")?.strip_suffix(')')?.rsplit_once(',')
}

fn there(id: String) -> Remote {
    let address = format!("https://www.linkedin.com/feed/update/{id}/");
    Remote { id, address }
}

fn made(value: &Value, place: &str) -> Option<Timestamp> {
    Timestamp::from_millisecond(i64::try_from(number_at(value, place)?).ok()?).ok()
}

/// A call of the version that the table names.
async fn ask(to: &Connection<'_>, call: Call) -> Result<Reply, Fault> {
    let version = Network::Linkedin.capabilities().version.map_or("", |version| version.name);
    let call = call.with("linkedin-version", version).with("x-restli-protocol-version", "2.0.0");
    let reply = to.client.call(call).await?;
    if reply.is_success() {
        return Ok(reply);
    }
    let fault = Fault::of_reply(&reply);
    Err(match reply.status {
        // What members and applications may do in a day begins anew at midnight UTC.
        429 if fault.again_at.is_none() => Fault { again_at: midnight(to.now), ..fault },
        426 => fault.as_class(Class::UnsupportedVersion),
        400 if fault.said.contains("NONEXISTENT_VERSION") => fault.as_class(Class::UnsupportedVersion),
        _ => fault,
    })
}

fn midnight(now: Timestamp) -> Option<i64> {
    let tomorrow = now.to_zoned(TimeZone::UTC).date().checked_add(1.day()).ok()?;
    Some(tomorrow.to_zoned(TimeZone::UTC).ok()?.timestamp().as_microsecond())
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    if let Some(root) = sending.root {
        let body = json!({ "actor": to.account, "object": root.id, "message": { "text": sending.text() } });
        let reply = ask(to, to.writing(Method::POST, &comments(&root.id), &body)?).await;
        // A post that is gone is about what is said; we are still there.
        let told: Value =
            reply.map_err(|fault| if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault })?.json()?;
        let id = needed(&told, "/commentUrn").or_else(|_| needed(&told, "/$URN"))?;
        let address = there(root.id.clone()).address;
        return Ok(Remote { id, address });
    }
    let body = body(to, sending).await.map_err(Fault::before)?;
    let reply = ask(to, to.writing(Method::POST, "/rest/posts", &body)?).await?;
    match reply.header("x-restli-id") {
        Some(id) => Ok(there(id.to_owned())),
        None => Err(Fault::unbelievable("the answer names no post".to_owned())),
    }
}

async fn body(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Value, Fault> {
    let variant = sending.variant;
    let visibility = if variant.visibility == Some(Visibility::Followers) { "CONNECTIONS" } else { "PUBLIC" };
    let mut body = json!({
        "author": to.account, "commentary": text::little(sending.text()), "visibility": visibility,
        "distribution": { "feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": [] },
        "lifecycleState": "PUBLISHED", "isReshareDisabledByAuthor": false,
    });
    if let Some(poll) = variant.poll.as_ref().filter(|_| sending.kind() == StepKind::Post) {
        let options: Vec<_> = poll.options.iter().map(|option| json!({ "text": option })).collect();
        let duration = match poll.seconds.div_ceil(86_400) {
            0..=1 => "ONE_DAY",
            2..=3 => "THREE_DAYS",
            4..=7 => "SEVEN_DAYS",
            _ => "FOURTEEN_DAYS",
        };
        body["content"] =
            json!({ "poll": { "question": sending.text(), "options": options, "settings": { "duration": duration } } });
        body["commentary"] = "".into();
    } else if let Some(content) = media::content(to, sending).await? {
        body["content"] = content;
    }
    Ok(body)
}

async fn posts(to: &Connection<'_>) -> Result<Value, Fault> {
    let path = format!("/rest/posts?author={}&q=author&count={LOOKED_AT_MAX}&sortBy=CREATED", encoded(to.account));
    whole(ask(to, to.reading(&path)?.with("x-restli-method", "FINDER")).await?.json()?)
}

/// A list, which an answer without one is not.
fn whole(told: Value) -> Result<Value, Fault> {
    let is_whole = told.pointer("/elements").is_some_and(Value::is_array);
    if is_whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no elements".to_owned())) }
}

async fn seek(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Remote>, Fault> {
    if let Some(root) = sought.root {
        let told = whole(ask(to, to.reading(&comments(&root.id))?).await?.json()?)?;
        let is = |one: &&Value| {
            let (id, text) = (text_at(one, "/commentUrn"), text_at(one, "/message/text"));
            let parent = sought.parent.map(|parent| parent.id.as_str());
            let seen = Seen { id: &id, text: &text, at: made(one, "/created/time"), parent, media: None };
            text_at(one, "/actor") == to.account && seen.is(sought)
        };
        let found = list_at(&told, "/elements").iter().find(is);
        return Ok(found.map(|one| Remote { id: text_at(one, "/commentUrn"), address: there(root.id.clone()).address }));
    }
    let told = posts(to).await?;
    let is = |post: &&Value| {
        let (id, text) = (text_at(post, "/id"), text::plain(&text_at(post, "/commentary")));
        let question = text_at(post, "/content/poll/question");
        let text = if question.is_empty() { text } else { question };
        let media = media::shown(post);
        let at = made(post, "/publishedAt").or_else(|| made(post, "/createdAt"));
        at.is_some() && Seen { id: &id, text: &text, at, parent: None, media: Some(media) }.is(sought)
    };
    Ok(list_at(&told, "/elements").iter().find(is).map(|post| there(text_at(post, "/id"))))
}
