//! A Telegram chat or channel through a bot (core.telegram.org/bots/api).
//!
//! A bot cannot read what it said before: what was lost on the way is asked of a person.

use async_trait::async_trait;
use domain::delivery::{Class, Outcome, Remote};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Fault, Field, FieldKind, File, Multipart, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
};
use crate::fetch::Call;

const HOME: &str = "https://api.telegram.org";
/// The longest text beside a file, UTF-16 code units.
const CAPTION_MAX: usize = 1_024;
/// The longest question of a poll, characters.
const QUESTION_CHARS_MAX: usize = 300;

pub(super) struct Telegram;

#[async_trait]
impl Adapter for Telegram {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "token", kind: FieldKind::Secret, required: true },
            Field { name: "chat", kind: FieldKind::Plain, required: true },
        ]
    }

    fn home(&self) -> &'static str {
        HOME
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let bot = ask(to, "getMe", &json!({})).await?;
        let chat = ask(to, "getChat", &json!({ "chat_id": chat(to) })).await?;
        let (name, user) = (text_at(&chat, "/title"), text_at(&chat, "/username"));
        let name = if name.is_empty() { text_at(&chat, "/first_name") } else { name };
        let address = if user.is_empty() { String::new() } else { format!("https://t.me/{user}") };
        let handle = if user.is_empty() { format!("@{}", text_at(&bot, "/username")) } else { format!("@{user}") };
        Ok(Account { id: needed(&chat, "/id")?, name, handle, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let (method, name) =
            if sending.media().is_empty() { ("editMessageText", "text") } else { ("editMessageCaption", "caption") };
        let mut body = json!({ "chat_id": chat(to), "message_id": first(remote) });
        body[name] = sending.text().into();
        match ask(to, method, &body).await {
            Err(fault) if !fault.said.contains("message is not modified") => Err(fault),
            _ => Ok(remote.clone()),
        }
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let ids: Vec<u64> = remote.id.split(',').filter_map(|id| id.parse().ok()).collect();
        match ask(to, "deleteMessages", &json!({ "chat_id": chat(to), "message_ids": ids })).await {
            // Those that are not found are skipped by the network itself; an old server says so instead.
            Err(fault) if !fault.said.contains("message to delete not found") => Err(fault),
            _ => Ok(()),
        }
    }
}

/// The chat: the id that was told when connecting, or else what the person gave (`@name` or an id).
fn chat<'a>(to: &'a Connection<'_>) -> &'a str {
    if to.account.is_empty() { to.setting("chat") } else { to.account }
}

/// The first message of what was said: several files are several messages, whose ids stand with commas between.
fn first(remote: &Remote) -> Option<u64> {
    remote.id.split(',').next().and_then(|id| id.parse().ok())
}

async fn ask(to: &Connection<'_>, method: &str, body: &Value) -> Result<Value, Fault> {
    let address = to.at(&format!("/bot{}/{method}", to.secret("token")?))?;
    answered(to, Call::json(Method::POST, address, body, to.now)).await
}

/// The result of an answer. Telegram says when to come back in its body.
async fn answered(to: &Connection<'_>, call: Call) -> Result<Value, Fault> {
    let reply = to.client.call(call).await?;
    let told: Value = match reply.json() {
        Ok(told) => told,
        Err(_) if !reply.is_success() => return Err(Fault::of_reply(&reply)),
        Err(error) => return Err(error.into()),
    };
    if told.pointer("/ok") == Some(&Value::Bool(true)) {
        return Ok(told.pointer("/result").cloned().unwrap_or_default());
    }
    let fault = Fault::of_reply(&reply);
    let said = text_at(&told, "/description").to_lowercase();
    let again = number_at(&told, "/parameters/retry_after").and_then(|seconds| i64::try_from(seconds).ok());
    let again_at = again.and_then(|seconds| to.now.checked_add(SignedDuration::from_secs(seconds)).ok());
    Err(match reply.status {
        // "chat not found"; a group that became another one.
        400 if said.contains("chat not found") || told.pointer("/parameters/migrate_to_chat_id").is_some() => {
            fault.as_class(Class::Gone)
        }
        // An unknown token is answered like an unknown path.
        404 => fault.as_class(Class::Auth),
        429 => Fault { again_at: again_at.map(jiff::Timestamp::as_microsecond).or(fault.again_at), ..fault },
        _ => fault,
    })
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let text = sending.text();
    let mut body = json!({ "chat_id": chat(to) });
    if let Some(parent) = sending.parent {
        body["reply_parameters"] = json!({ "message_id": first(parent) });
    }
    if let Some(poll) = sending.variant.poll.as_ref().filter(|_| sending.kind() == StepKind::Post) {
        if text.chars().count() > QUESTION_CHARS_MAX {
            return Err(Fault::content(format!("the question of a poll has at most {QUESTION_CHARS_MAX} characters")));
        }
        body["question"] = text.into();
        body["options"] = poll.options.iter().map(|option| json!({ "text": option })).collect();
        body["allows_multiple_answers"] = poll.multiple.into();
        body["open_period"] = poll.seconds.into();
        return remote(&ask(to, "sendPoll", &body).await?);
    }
    if sending.files.is_empty() {
        body["text"] = text.into();
        return remote(&ask(to, "sendMessage", &body).await?);
    }
    if text.encode_utf16().count() > CAPTION_MAX {
        return Err(Fault::content(format!("beside a file, a text has at most {CAPTION_MAX} characters")));
    }
    remote(&show(to, sending, &body).await?)
}

/// One file as a message of its kind, several as an album whose first message carries the text.
async fn show(to: &Connection<'_>, sending: &Sending<'_>, body: &Value) -> Result<Value, Fault> {
    let mut form = Multipart::new(sending.key).field("chat_id", chat(to));
    if let Some(reply) = body.get("reply_parameters") {
        form = form.field("reply_parameters", &reply.to_string());
    }
    let method = if let [file] = sending.files {
        form = form.field("caption", sending.text()).file(kind(file), file);
        if kind(file) == "video" { "sendVideo" } else { "sendPhoto" }
    } else {
        let media: Vec<_> = (0..).zip(sending.files).map(|(place, file)| medium(place, file, sending.text())).collect();
        form = form.field("media", &Value::from(media).to_string());
        for (place, file) in sending.files.iter().enumerate() {
            form = form.file(&format!("file{place}"), file);
        }
        "sendMediaGroup"
    };
    let (kind, body) = form.finish();
    let address = to.at(&format!("/bot{}/{method}", to.secret("token")?))?;
    let call = Call { method: Method::POST, address, headers: vec![("content-type", kind)], body, now: to.now };
    answered(to, call).await
}

fn medium(place: usize, file: &File, text: &str) -> Value {
    let mut medium = json!({ "type": kind(file), "media": format!("attach://file{place}") });
    if place == 0 && !text.is_empty() {
        medium["caption"] = text.into();
    }
    medium
}

fn kind(file: &File) -> &'static str {
    if file.mime.starts_with("video/") { "video" } else { "photo" }
}

/// Where a message is, or the messages of an album.
fn remote(told: &Value) -> Result<Remote, Fault> {
    let messages = if told.is_array() { list_at(told, "") } else { std::slice::from_ref(told) };
    let ids: Vec<String> = messages.iter().map(|message| needed(message, "/message_id")).collect::<Result<_, _>>()?;
    let Some(id) = ids.first() else { return Err(Fault::unbelievable("no message was answered".to_owned())) };
    let chat = messages[0].pointer("/chat").cloned().unwrap_or_default();
    let (user, number) = (text_at(&chat, "/username"), text_at(&chat, "/id"));
    let address = match (user.as_str(), number.strip_prefix("-100")) {
        ("", Some(inner)) => format!("https://t.me/c/{inner}/{id}"),
        ("", None) => String::new(),
        (user, _) => format!("https://t.me/{user}/{id}"),
    };
    Ok(Remote { id: ids.join(","), address })
}
