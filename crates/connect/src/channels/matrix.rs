//! Rooms of Matrix servers (spec.matrix.org, client-server API), as far as they are not encrypted.
//!
//! A message has one text or one file, so a step is as many messages as it takes: the text, then each file with its description. Each has
//! its own transaction id and carries it too, so that what was sent is known by looking and a second try sends only what is missing.

use async_trait::async_trait;
use domain::delivery::{Class, Outcome, Remote, Sight};
use jiff::Timestamp;
use reqwest::Method;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, File, Limits, Said, Sending,
    connection::escaped,
    json::{number_at, text_at},
    seen::earliest,
};
use crate::fetch::Call;

/// Messages of the room that are looked through, newest first.
const LOOKED_AT_MAX: usize = 100;
/// Pages of them that are looked through before the room counts as looked at.
const PAGES_MAX: usize = 5;
/// Where a message says which of ours it is.
const MARK: &str = "org.parvis.key";

pub(super) struct Matrix;

#[async_trait]
impl Adapter for Matrix {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "room", kind: FieldKind::Plain, required: true },
            Field { name: "token", kind: FieldKind::Secret, required: true },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me: Value = ask(to, "/v3/account/whoami").await?;
        let user = text_at(&me, "/user_id");
        // Joining gives the id of the room, also to one who is in it.
        let room = escaped(to.setting("room"));
        let joined = tell(to, Method::POST, &format!("/v3/join/{room}"), &json!({})).await?;
        let id = text_at(&joined, "/room_id");
        match ask::<Value>(to, &format!("/v3/rooms/{}/state/m.room.encryption/", escaped(&id))).await {
            Ok(_) => {
                return Err(Fault::content(
                    "this room is encrypted, and messages of ours would be refused or unreadable".to_owned(),
                ));
            }
            Err(fault) if fault.class == Class::Gone => {}
            Err(fault) => return Err(fault),
        }
        let named = ask::<Value>(to, &format!("/v3/rooms/{}/state/m.room.name/", escaped(&id))).await;
        let name = named.map(|told| text_at(&told, "/name")).unwrap_or_default();
        let name = if name.trim().is_empty() { to.setting("room").to_owned() } else { name };
        let limits: Value = ask(to, "/v1/media/config").await.unwrap_or_default();
        let bytes_max = number_at(&limits, "/m.upload.size");
        let limits = Limits { image_bytes_max: bytes_max, video_bytes_max: bytes_max, ..Limits::default() };
        Ok(Account { address: format!("https://matrix.to/#/{id}"), id, name, handle: user, limits, expires_at: None })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match sent(to, sought).await {
            Ok(ids) => match ids.into_iter().collect::<Option<Vec<_>>>() {
                Some(ids) => Sight::Found { remote: remote(to, &ids) },
                // Sending again sends what is missing.
                None => Sight::NotFound,
            },
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let first = remote.id.split(' ').next().unwrap_or_default();
        let text = sending.text();
        let new = json!({ "msgtype": "m.text", "body": text });
        let hash: String = Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let content = json!({
            "msgtype": "m.text", "body": format!("* {text}"), "m.new_content": new,
            "m.relates_to": { "rel_type": "m.replace", "event_id": first },
        });
        put(to, &format!("send/m.room.message/{}-{hash}", sending.key), &content).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        for id in remote.id.split(' ').filter(|id| !id.is_empty()) {
            // The same event is taken away by the same transaction.
            match put(to, &format!("redact/{}/{}", escaped(id), escaped(id)), &json!({})).await {
                Err(fault) if fault.class == Class::Gone => {}
                answered => answered.map(drop)?,
            }
        }
        Ok(())
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let me: Value = ask(to, "/v3/account/whoami").await?;
        let user = text_at(&me, "/user_id");
        let ours = messages(to, since).await?.into_iter().filter(|event| event.sender == user && event.content.body.is_some());
        let said = |event: Event| Said {
            remote: remote(to, std::slice::from_ref(&event.event_id)),
            text: event.content.body.unwrap_or_default(),
            at: event.origin_server_ts.saturating_mul(1_000),
            counts: Counts::default(),
        };
        Ok(ours.map(said).collect())
    }
}

#[derive(Deserialize)]
struct Event {
    event_id: String,
    sender: String,
    /// Milliseconds since 1970.
    origin_server_ts: i64,
    #[serde(default)]
    content: Content,
}

/// What a message holds; nothing once it was taken away.
#[derive(Default, Deserialize)]
struct Content {
    body: Option<String>,
    #[serde(rename = "org.parvis.key")]
    mark: Option<String>,
}

async fn ask<T: DeserializeOwned>(to: &Connection<'_>, path: &str) -> Result<T, Fault> {
    Ok(serde_json::from_value(to.call_by(to.reading(&format!("/_matrix/client{path}"))?, judge).await?)?)
}

async fn tell(to: &Connection<'_>, method: Method, path: &str, body: &Value) -> Result<Value, Fault> {
    to.call_by(to.writing(method, &format!("/_matrix/client{path}"), body)?, judge).await
}

/// Puts something into the room and gives its id.
async fn put(to: &Connection<'_>, path: &str, content: &Value) -> Result<String, Fault> {
    let told = tell(to, Method::PUT, &format!("/v3/rooms/{}/{path}", escaped(to.account)), content).await?;
    match text_at(&told, "/event_id") {
        id if id.is_empty() => Err(Fault::unbelievable("the server did not say which event it made".to_owned())),
        id => Ok(id),
    }
}

/// What a refusal means by the codes of the specification.
fn judge(told: &Value, fault: Fault) -> Fault {
    match text_at(told, "/errcode").as_str() {
        "M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN" | "M_FORBIDDEN" | "M_USER_LOCKED" | "M_USER_SUSPENDED" => {
            fault.as_class(Class::Auth)
        }
        "M_USER_DEACTIVATED" => fault.as_class(Class::Gone),
        "M_TOO_LARGE" | "M_BAD_JSON" | "M_INVALID_PARAM" => fault.as_class(Class::Content),
        "M_UNRECOGNIZED" | "M_INCOMPATIBLE_ROOM_VERSION" => fault.as_class(Class::UnsupportedVersion),
        "M_LIMIT_EXCEEDED" => fault.as_class(Class::Rate),
        _ => fault,
    }
}

fn remote(to: &Connection<'_>, ids: &[String]) -> Remote {
    let address = ids.first().map(|id| format!("https://matrix.to/#/{}/{id}", to.account));
    Remote { id: ids.join(" "), address: address.unwrap_or_default() }
}

/// How many messages a step is: its text, unless it has none, and each of its files.
fn messages_of(sending: &Sending<'_>) -> usize {
    usize::from(!sending.text().trim().is_empty()) + sending.media().len()
}

/// The transaction of one message of a step.
fn transaction(sending: &Sending<'_>, place: usize) -> String {
    if place == 0 { sending.key.to_owned() } else { format!("{}.{place}", sending.key) }
}

/// The messages of the room since a moment, newest first.
async fn messages(to: &Connection<'_>, since: Timestamp) -> Result<Vec<Event>, Fault> {
    #[derive(Deserialize)]
    struct Page {
        chunk: Vec<Event>,
        end: Option<String>,
    }
    let only = escaped(r#"{"types":["m.room.message"]}"#);
    let base = format!("/v3/rooms/{}/messages?dir=b&limit={LOOKED_AT_MAX}&filter={only}", escaped(to.account));
    let (mut found, mut from) = (Vec::new(), String::new());
    for _ in 0..PAGES_MAX {
        let page: Page = ask(to, &format!("{base}{from}")).await?;
        let is_last = page.chunk.last().is_none_or(|event| event.origin_server_ts < since.as_millisecond());
        found.extend(page.chunk.into_iter().filter(|event| event.origin_server_ts >= since.as_millisecond()));
        match page.end.filter(|_| !is_last) {
            Some(end) => from = format!("&from={}", escaped(&end)),
            None => return Ok(found),
        }
    }
    Err(Fault::content(format!("more than {} messages came since", LOOKED_AT_MAX * PAGES_MAX)))
}

/// The messages of a step that are in the room, in their order.
async fn sent(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Vec<Option<String>>, Fault> {
    let there = messages(to, earliest(sought)).await?;
    let id = |place| {
        let mark = transaction(sought, place);
        let is = |event: &&Event| event.content.mark.as_deref() == Some(mark.as_str());
        there.iter().find(is).map(|event| event.event_id.clone())
    };
    Ok((0..messages_of(sought)).map(id).collect())
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let count = messages_of(sending);
    // One message is kept single by its transaction; of several, some may be there.
    let there = if count > 1 { sent(to, sending).await.map_err(Fault::before)? } else { vec![None; count] };
    let is_fresh = there.iter().all(Option::is_none);
    let mut contents = Vec::new();
    if !sending.text().trim().is_empty() {
        contents.push(json!({ "msgtype": "m.text", "body": sending.text() }));
    }
    for file in sending.files {
        contents.push(shown(to, file).await.map_err(|fault| if is_fresh { fault.before() } else { fault })?);
    }
    let mut ids: Vec<String> = Vec::new();
    for (place, (mut content, id)) in contents.into_iter().zip(there).enumerate() {
        if let Some(id) = id {
            ids.push(id);
            continue;
        }
        let transaction = transaction(sending, place);
        content[MARK] = transaction.as_str().into();
        if let Some((root, parent)) = sending.root.zip(sending.parent) {
            let first = |remote: &Remote| remote.id.split(' ').next().unwrap_or_default().to_owned();
            content["m.relates_to"] = json!({
                "rel_type": "m.thread", "event_id": first(root),
                "is_falling_back": true, "m.in_reply_to": { "event_id": first(parent) },
            });
        }
        let put = put(to, &format!("send/m.room.message/{}", escaped(&transaction)), &content).await;
        // Once a part is in the room, the step as a whole may be there or not: it is looked at.
        ids.push(put.map_err(|fault| if ids.is_empty() { fault } else { Fault { maybe_done: true, ..fault } })?);
    }
    Ok(remote(to, &ids))
}

/// Brings a file there and says what shows it. Its description stands below it, for everybody.
async fn shown(to: &Connection<'_>, file: &File) -> Result<Value, Fault> {
    let path = format!("/_matrix/media/v3/upload?filename={}", escaped(&file.name));
    let call = Call { method: Method::POST, address: to.at(&path)?, headers: Vec::new(), body: file.bytes.clone(), now: to.now };
    let told = to.call_by(to.signed(call.with("content-type", file.mime.clone()))?, judge).await?;
    let address = text_at(&told, "/content_uri");
    if address.is_empty() {
        return Err(Fault::unbelievable("the server did not say where it put a file".to_owned()));
    }
    let kind = if file.mime.starts_with("video/") { "m.video" } else { "m.image" };
    let body = if file.alt.trim().is_empty() { &file.name } else { &file.alt };
    let mut info = json!({ "mimetype": file.mime, "size": file.bytes.len() });
    if file.width > 0 && file.height > 0 {
        info["w"] = file.width.into();
        info["h"] = file.height.into();
    }
    Ok(json!({ "msgtype": kind, "body": body, "filename": file.name, "url": address, "info": info }))
}
