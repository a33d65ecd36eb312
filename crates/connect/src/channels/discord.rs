//! A Discord channel through its webhook (docs.discord.com, resources "Webhook" and "Poll").
//!
//! A webhook says things and cannot look: what was lost on the way is asked of a person.

use async_trait::async_trait;
use domain::delivery::{Class, Outcome, Remote};
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Fault, Field, FieldKind, Multipart, Sending, StepKind,
    json::{needed, number_at, text_at},
};
use crate::fetch::Call;

const HOME: &str = "https://discord.com";
/// The longest question of a poll, characters.
const QUESTION_CHARS_MAX: usize = 300;

pub(super) struct Discord;

#[async_trait]
impl Adapter for Discord {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "webhook", kind: FieldKind::Secret, required: true },
            Field { name: "thread", kind: FieldKind::Plain, required: false },
        ]
    }

    fn home(&self) -> &'static str {
        HOME
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let told = to.call_by(Call::get(at(to, "", &[])?, to.now), judged).await?;
        let place = format!("{}/{}", needed(&told, "/guild_id")?, needed(&told, "/channel_id")?);
        let name = text_at(&told, "/name");
        let address = format!("{HOME}/channels/{place}");
        Ok(Account { id: place, handle: name.clone(), name, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let at = at(to, &format!("/messages/{}", remote.id), &[])?;
        to.call_by(Call::json(Method::PATCH, at, &json!({ "content": sending.text() }), to.now), judged).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let at = at(to, &format!("/messages/{}", remote.id), &[])?;
        let call = Call { method: Method::DELETE, ..Call::get(at, to.now) };
        to.call_by(call, judged_deletion).await.map(drop).or_else(|fault| if fault.said == GONE { Ok(()) } else { Err(fault) })
    }
}

/// What a deletion of something that is gone comes to.
const GONE: &str = "the message is gone";

/// An address of the webhook: the person gives the whole of it, of which the id and the token count.
fn at(to: &Connection<'_>, path: &str, query: &[(&str, &str)]) -> Result<url::Url, Fault> {
    let whole = to.secret("webhook")?.trim();
    let place = whole.split_once("/webhooks/").map_or(whole, |(_, place)| place);
    let mut parts = place.split(['/', '?']);
    let (Some(id), Some(token)) = (parts.next().filter(|id| !id.is_empty()), parts.next().filter(|token| !token.is_empty()))
    else {
        return Err(Fault::auth("the address of the webhook is not whole".to_owned()));
    };
    let mut address = to.at(&format!("/api/v10/webhooks/{id}/{token}{path}"))?;
    let thread = to.setting("thread");
    if !query.is_empty() || !thread.is_empty() {
        let mut pairs = address.query_pairs_mut();
        pairs.extend_pairs(query);
        if !thread.is_empty() {
            pairs.append_pair("thread_id", thread);
        }
    }
    Ok(address)
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let address = at(to, "", &[("wait", "true")])?;
    let body = body(sending)?;
    let call = if sending.files.is_empty() {
        Call::json(Method::POST, address, &body, to.now)
    } else {
        let mut form = Multipart::new(sending.key).field("payload_json", &body.to_string());
        for (place, file) in sending.files.iter().enumerate() {
            form = form.file(&format!("files[{place}]"), file);
        }
        let (kind, body) = form.finish();
        Call { method: Method::POST, address, headers: vec![("content-type", kind)], body, now: to.now }
    };
    let told = to.call_by(call, judged).await?;
    let id = needed(&told, "/id")?;
    let address = if to.account.is_empty() { String::new() } else { format!("{HOME}/channels/{}/{id}", to.account) };
    Ok(Remote { id, address })
}

fn body(sending: &Sending<'_>) -> Result<Value, Fault> {
    let text = sending.text();
    let Some(poll) = sending.variant.poll.as_ref().filter(|_| sending.kind() == StepKind::Post) else {
        let attachments: Vec<_> = (0..)
            .zip(sending.files)
            .map(|(id, file)| json!({ "id": id, "filename": file.name, "description": file.alt }))
            .collect();
        return Ok(json!({ "content": text, "attachments": attachments }));
    };
    if text.chars().count() > QUESTION_CHARS_MAX {
        return Err(Fault::content(format!("the question of a poll has at most {QUESTION_CHARS_MAX} characters")));
    }
    let answers: Vec<_> = poll.options.iter().map(|option| json!({ "poll_media": { "text": option } })).collect();
    let hours = poll.seconds.div_ceil(3_600);
    Ok(
        json!({ "poll": { "question": { "text": text }, "answers": answers, "duration": hours, "allow_multiselect": poll.multiple } }),
    )
}

/// By Discord's own codes (reference, "Opcodes and Status Codes").
fn judged(told: &Value, fault: Fault) -> Fault {
    match number_at(told, "/code") {
        // An unknown webhook; an unknown channel.
        Some(10015 | 10003) => fault.as_class(Class::Gone),
        // A message that is not there is about what is said; so is an archived thread.
        Some(10008 | 50083) => fault.as_class(Class::Content),
        _ => fault,
    }
}

fn judged_deletion(told: &Value, fault: Fault) -> Fault {
    if number_at(told, "/code") == Some(10008) { Fault::content(GONE.to_owned()) } else { judged(told, fault) }
}
