//! A Slack channel (docs.slack.dev, methods of the Web API).
//!
//! A text carries our key in its metadata, by which it is found again. A message with files is made by Slack in the background, so it is
//! asked about until it has its place in the channel.

use async_trait::async_trait;
use domain::delivery::{Class, Outcome, Remote, Sight};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, Field, FieldKind, File, Said, Sending,
    json::{list_at, needed, text_at},
    seen::{Seen, earliest},
};
use crate::fetch::Call;

const HOME: &str = "https://slack.com";
const CONSENT: Consent = Consent {
    home: HOME,
    between: ",",
    pkce: false,
    keys_at: "https://api.slack.com/apps",
    ..Consent::standard(
        "https://slack.com/oauth/v2/authorize",
        "/api/oauth.v2.access",
        &["chat:write", "files:write", "files:read", "channels:read", "channels:history", "groups:read", "groups:history"],
    )
};
/// Messages of the channel that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 100;
/// What our metadata is called.
const EVENT: &str = "parvis_post";

pub(super) struct Slack;

#[async_trait]
impl Adapter for Slack {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "channel", kind: FieldKind::Plain, required: true },
            Field { name: "token", kind: FieldKind::Secret, required: false },
        ]
    }

    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = ask(to, "auth.test", &json!({})).await?;
        let told = read(to, "conversations.info", &[("channel", to.setting("channel"))]).await?;
        let (id, name) = (needed(&told, "/channel/id")?, text_at(&told, "/channel/name"));
        let address = format!("{}archives/{id}", text_at(&me, "/url"));
        Ok(Account { id, name: format!("#{name}"), handle: text_at(&me, "/team"), address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        let said = if sending.files.is_empty() { say(to, sending).await } else { show(to, sending).await };
        said.unwrap_or_else(Fault::outcome)
    }

    async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        match shared(to, handle).await {
            Ok(Some(remote)) => Outcome::Accepted { remote },
            Ok(None) => Outcome::Pending { handle: handle.to_owned() },
            // The file was given to the channel; whatever goes wrong while asking takes nothing from that.
            Err(fault) => Outcome::Unknown { why: fault.said },
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match seek(to, sought).await {
            Ok(Some(ts)) => Sight::Found { remote: place(to, ts).await },
            Ok(None) => Sight::NotFound,
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let body = json!({ "channel": channel(to), "ts": remote.id, "text": escaped(sending.text()) });
        ask(to, "chat.update", &body).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        match ask(to, "chat.delete", &json!({ "channel": channel(to), "ts": remote.id })).await {
            Err(fault) if fault.said.contains("message_not_found") => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let me = ask(to, "auth.test", &json!({})).await?;
        let told = messages(to, None, since).await?;
        let ours = list_at(&told, "/messages").iter().filter(|message| text_at(message, "/user") == text_at(&me, "/user_id"));
        let said = |message: &Value| {
            let (id, at) = (text_at(message, "/ts"), made(message)?);
            let remote = Remote { id, address: String::new() };
            Some(Said { remote, text: unescaped(&text_at(message, "/text")), at: at.as_microsecond(), counts: Counts::default() })
        };
        Ok(ours.filter_map(said).collect())
    }
}

/// The channel: the id that was told when connecting, or else what the person gave.
fn channel<'a>(to: &'a Connection<'_>) -> &'a str {
    if to.account.is_empty() { to.setting("channel") } else { to.account }
}

/// Three characters stand for something in Slack's own markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text as a person reads it: without the brackets around what Slack made a link.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for piece in text.split('<') {
        match piece.split_once('>') {
            Some((link, rest)) => {
                plain.push_str(link.split('|').next().unwrap_or_default());
                plain.push_str(rest);
            }
            None => plain.push_str(piece),
        }
    }
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The moment that is the id of a message.
fn made(message: &Value) -> Option<Timestamp> {
    let ts = text_at(message, "/ts");
    Timestamp::from_second(ts.split('.').next()?.parse().ok()?).ok()
}

async fn ask(to: &Connection<'_>, method: &str, body: &Value) -> Result<Value, Fault> {
    answered(to.call_by(to.writing(Method::POST, &format!("/api/{method}"), body)?, |_, fault| fault).await?)
}

async fn read(to: &Connection<'_>, method: &str, query: &[(&str, &str)]) -> Result<Value, Fault> {
    let query: Vec<String> =
        query.iter().map(|(name, value)| format!("{name}={}", byte_serialize(value.as_bytes()).collect::<String>())).collect();
    let call = to.reading(&format!("/api/{method}?{}", query.join("&")))?;
    answered(to.call_by(call, |_, fault| fault).await?)
}

/// Slack refuses with 200 and a word.
fn answered(told: Value) -> Result<Value, Fault> {
    if told.pointer("/ok") == Some(&Value::Bool(true)) {
        return Ok(told);
    }
    let word = text_at(&told, "/error");
    Err(match word.as_str() {
        "" => Fault::unbelievable("the answer is not what the interface promises".to_owned()),
        "invalid_auth"
        | "not_authed"
        | "token_revoked"
        | "token_expired"
        | "account_inactive"
        | "missing_scope"
        | "no_permission"
        | "not_in_channel"
        | "restricted_action"
        | "team_access_not_granted"
        | "access_denied"
        | "ekm_access_denied" => Fault::auth(word),
        "channel_not_found" | "is_archived" => Fault::gone(word),
        "ratelimited" | "rate_limited" | "message_limit_exceeded" => Fault::content(word).as_class(Class::Rate),
        "internal_error" | "fatal_error" | "service_unavailable" | "request_timeout" => Fault::unbelievable(word),
        _ => Fault::content(word),
    })
}

/// The address of a message; empty when Slack does not tell.
async fn place(to: &Connection<'_>, ts: String) -> Remote {
    let told = read(to, "chat.getPermalink", &[("channel", channel(to)), ("message_ts", &ts)]).await.unwrap_or_default();
    Remote { id: ts, address: text_at(&told, "/permalink") }
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Outcome, Fault> {
    let metadata = json!({ "event_type": EVENT, "event_payload": { "key": sending.key } });
    let mut body = json!({ "channel": channel(to), "text": escaped(sending.text()), "metadata": metadata });
    if let Some(root) = sending.root {
        body["thread_ts"] = root.id.as_str().into();
    }
    let told = ask(to, "chat.postMessage", &body).await?;
    Ok(Outcome::Accepted { remote: place(to, needed(&told, "/ts")?).await })
}

/// Brings the files, and gives them to the channel with the text in one call.
async fn show(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Outcome, Fault> {
    let mut files = Vec::new();
    for file in sending.files {
        files.push(json!({ "id": upload(to, file).await.map_err(Fault::before)?, "title": file.name }));
    }
    let mut body = json!({ "files": files, "channel_id": channel(to), "initial_comment": escaped(sending.text()) });
    if let Some(root) = sending.root {
        body["thread_ts"] = root.id.as_str().into();
    }
    let told = ask(to, "files.completeUploadExternal", &body).await?;
    Ok(Outcome::Pending { handle: needed(&told, "/files/0/id")? })
}

async fn upload(to: &Connection<'_>, file: &File) -> Result<String, Fault> {
    let length = file.bytes.len().to_string();
    let query = [("filename", file.name.as_str()), ("length", &length), ("alt_txt", &file.alt)];
    let told = read(to, "files.getUploadURLExternal", &query).await?;
    let address =
        needed(&told, "/upload_url")?.parse().map_err(|error: url::ParseError| Fault::unbelievable(error.to_string()))?;
    let headers = vec![("content-type", file.mime.clone())];
    to.call(Call { method: Method::POST, address, headers, body: file.bytes.clone(), now: to.now }).await?;
    needed(&told, "/file_id")
}

/// Where a file was shown in the channel, once it is.
async fn shared(to: &Connection<'_>, file: &str) -> Result<Option<Remote>, Fault> {
    let told = read(to, "files.info", &[("file", file)]).await?;
    let places = ["public", "private"].map(|sort| text_at(&told, &format!("/file/shares/{sort}/{}/0/ts", channel(to))));
    match places.into_iter().find(|ts| !ts.is_empty()) {
        Some(ts) => Ok(Some(place(to, ts).await)),
        None => Ok(None),
    }
}

async fn messages(to: &Connection<'_>, thread: Option<&str>, since: Timestamp) -> Result<Value, Fault> {
    let (oldest, limit) = (since.as_second().to_string(), LOOKED_AT_MAX.to_string());
    let mut query = vec![("channel", channel(to)), ("oldest", &oldest), ("limit", &limit), ("include_all_metadata", "true")];
    query.extend(thread.map(|ts| ("ts", ts)));
    read(to, if thread.is_some() { "conversations.replies" } else { "conversations.history" }, &query).await
}

/// By our key where a message carries it, otherwise by its words among our own.
async fn seek(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<String>, Fault> {
    let told = messages(to, sought.root.map(|root| root.id.as_str()), earliest(sought)).await?;
    let listed = list_at(&told, "/messages");
    let keyed = |message: &&Value| text_at(message, "/metadata/event_payload/key") == sought.key;
    if let Some(message) = listed.iter().find(keyed) {
        return Ok(Some(text_at(message, "/ts")));
    }
    // A text of ours would carry the key; a message with files cannot.
    if sought.media().is_empty() {
        return Ok(None);
    }
    let me = ask(to, "auth.test", &json!({})).await?;
    let parent = sought.parent.map(|parent| parent.id.as_str());
    let is = |message: &&Value| {
        let (id, text) = (text_at(message, "/ts"), unescaped(&text_at(message, "/text")));
        let seen = Seen { id: &id, text: &text, at: made(message), parent, media: Some(list_at(message, "/files").len()) };
        text_at(message, "/user") == text_at(&me, "/user_id") && seen.is(sought)
    };
    Ok(listed.iter().find(is).map(|message| text_at(message, "/ts")))
}
