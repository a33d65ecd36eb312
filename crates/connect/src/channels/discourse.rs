//! Discourse forums (docs.discourse.org) with a key of the forum's administrators.
//!
//! A topic carries our key as its `external_id`, of which a forum has each once; an answer has nothing of the kind and is looked for by its
//! words.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::Variant,
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, File, Multipart, Said, Sending, StepKind,
    connection::escaped,
    json::{list_at, number_at, text_at},
    seen::Seen,
};
use crate::fetch::Call;

/// Answers of ours that are looked through for one, newest first.
const LOOKED_AT_MAX: usize = 10;
/// What a forum calls acts of a user: topics begun, and answers.
const TOPICS_AND_ANSWERS: &str = "4,5";
const ANSWERS: &str = "5";
/// What a forum calls a like among the acts on a post.
const LIKE: u64 = 2;

pub(super) struct Discourse;

#[async_trait]
impl Adapter for Discourse {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "user", kind: FieldKind::Plain, required: true },
            Field { name: "key", kind: FieldKind::Secret, required: true },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let told = ask(to, "/session/current.json").await.map_err(|fault| {
            // The forum says so of a key that is nobody's session.
            if fault.class == Class::Gone { fault.as_class(Class::Auth) } else { fault }
        })?;
        let user = text_at(&told, "/current_user/username");
        let name =
            Some(text_at(&told, "/current_user/name")).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| user.clone());
        let address = to.at(&format!("/u/{}", escaped(&user)))?.to_string();
        Ok(Account { id: text_at(&told, "/current_user/id"), name, handle: format!("@{user}"), address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(told) => outcome(to, sending, &told),
            Err(fault) => fault.outcome(),
        }
    }

    async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        match topic_of(to, handle).await {
            Ok(Some(remote)) => Outcome::Accepted { remote },
            Ok(None) => Outcome::Pending { handle: handle.to_owned() },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        let looked = match sought.kind() {
            StepKind::Post => topic_of(to, sought.key).await,
            _ => answer_of(to, sought).await,
        };
        match looked {
            Ok(Some(remote)) => Sight::Found { remote },
            Ok(None) => Sight::NotFound,
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let place = Place::of(remote)?;
        let raw = raw(to, sending).await.map_err(Fault::before)?;
        let path = format!("/posts/{}.json", place.post);
        call(to, Call::json(Method::PUT, to.at(&path)?, &json!({ "post": { "raw": raw } }), to.now)).await?;
        if sending.kind() == StepKind::Post {
            let mut told = json!({ "title": sending.variant.title.trim() });
            chosen(sending.variant, "category_id", &mut told);
            let path = format!("/t/-/{}.json", place.topic);
            call(to, Call::json(Method::PUT, to.at(&path)?, &told, to.now)).await?;
        }
        Ok(remote.clone())
    }

    async fn version(&self, to: &Connection<'_>, remote: &Remote) -> Result<Option<String>, Fault> {
        let told = ask(to, &format!("/posts/{}.json", Place::of(remote)?.post)).await?;
        Ok(number_at(&told, "/version").map(|version| version.to_string()))
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let place = Place::of(remote)?;
        let path = if place.number == 1 { format!("/t/{}.json", place.topic) } else { format!("/posts/{}.json", place.post) };
        let mut asked = Call::get(to.at(&path)?, to.now);
        asked.method = Method::DELETE;
        match call(to, asked).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes {
            let place = Place::of(remote)?;
            let is_topic = place.number == 1;
            let path = if is_topic { format!("/t/{}.json", place.topic) } else { format!("/posts/{}.json", place.post) };
            match ask(to, &path).await {
                Ok(told) => counted.push((remote.clone(), if is_topic { of_topic(&told) } else { of_answer(&told) })),
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let mut said = Vec::new();
        for act in acts(to, TOPICS_AND_ANSWERS).await? {
            let Some(at) = when(&act).filter(|&at| at >= since) else { continue };
            let text = super::mastodon::plain(&text_at(&act, "/excerpt"));
            let text = if text_at(&act, "/action_type") == "4" { format!("{}\n\n{text}", text_at(&act, "/title")) } else { text };
            said.push(Said { remote: place_of_act(&act).remote(to), text, at: at.as_microsecond(), counts: Counts::default() });
        }
        Ok(said)
    }
}

/// Where a post is: its topic, its number there and its own id. All three are needed, by one call or another.
struct Place {
    topic: u64,
    number: u64,
    post: u64,
}

impl Place {
    fn of(remote: &Remote) -> Result<Self, Fault> {
        let numbers: Vec<u64> = remote.id.split('/').filter_map(|number| number.parse().ok()).collect();
        match numbers[..] {
            [topic, number, post] => Ok(Self { topic, number, post }),
            _ => Err(Fault::content(format!("“{}” is no place in a forum", remote.id))),
        }
    }

    fn remote(&self, to: &Connection<'_>) -> Remote {
        let path = if self.number > 1 { format!("/t/{}/{}", self.topic, self.number) } else { format!("/t/{}", self.topic) };
        let address = to.at(&path).map(|url| url.to_string()).unwrap_or_default();
        Remote { id: format!("{}/{}/{}", self.topic, self.number, self.post), address }
    }
}

async fn call(to: &Connection<'_>, call: Call) -> Result<Value, Fault> {
    let call =
        call.with("api-key", to.secret("key")?).with("api-username", to.setting("user")).with("accept", "application/json");
    to.call_by(call, judge).await
}

async fn ask(to: &Connection<'_>, path: &str) -> Result<Value, Fault> {
    call(to, Call::get(to.at(path)?, to.now)).await
}

/// What a refusal means by the forum's own names.
fn judge(told: &Value, fault: Fault) -> Fault {
    match text_at(told, "/error_type").as_str() {
        "rate_limit" => fault.as_class(Class::Rate),
        "not_found" => fault.as_class(Class::Gone),
        "invalid_access" | "not_logged_in" => fault.as_class(Class::Auth),
        "invalid_parameters" | "read_only" => fault.as_class(Class::Content),
        _ => fault,
    }
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Value, Fault> {
    let raw = raw(to, sending).await.map_err(Fault::before)?;
    let mut body = json!({ "raw": raw });
    match sending.parent {
        Some(parent) => {
            let place = Place::of(parent)?;
            body["topic_id"] = place.topic.into();
            // An answer to the first post is an answer to the topic.
            if place.number > 1 {
                body["reply_to_post_number"] = place.number.into();
            }
        }
        None => {
            body["title"] = sending.variant.title.trim().into();
            body["external_id"] = sending.key.into();
            chosen(sending.variant, "category", &mut body);
        }
    }
    call(to, Call::json(Method::POST, to.at("/posts.json")?, &body, to.now)).await.map_err(|fault| {
        if fault.class == Class::Gone && sending.parent.is_some() { fault.as_class(Class::Content) } else { fault }
    })
}

/// The category, by its number, and the tags that were chosen.
fn chosen(variant: &Variant, category_name: &str, body: &mut Value) {
    let setting = |name: &str| variant.settings.get(name).map(|said| said.trim()).filter(|said| !said.is_empty());
    if let Some(category) = setting("category") {
        body[category_name] = category.parse::<u64>().map_or_else(|_| category.into(), Into::into);
    }
    if let Some(tags) = setting("tags") {
        body["tags"] = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).collect::<Vec<_>>().into();
    }
}

fn outcome(to: &Connection<'_>, sending: &Sending<'_>, told: &Value) -> Outcome {
    // Some answers hold the post itself, some hold it beside what was done.
    let post = told.get("post").unwrap_or(told);
    let place = (number_at(post, "/topic_id"), number_at(post, "/post_number"), number_at(post, "/id"));
    match place {
        (Some(topic), Some(number), Some(post)) => Outcome::Accepted { remote: Place { topic, number, post }.remote(to) },
        _ if text_at(told, "/action") == "enqueued" && sending.kind() == StepKind::Post => {
            Outcome::Pending { handle: sending.key.to_owned() }
        }
        _ => Outcome::Unknown { why: "the forum did not say where the post is; it may wait for a moderator".to_owned() },
    }
}

/// The topic with our key. The forum leads on to it.
async fn topic_of(to: &Connection<'_>, key: &str) -> Result<Option<Remote>, Fault> {
    let asked = Call::get(to.at(&format!("/t/external_id/{}.json", escaped(key)))?, to.now);
    let asked =
        asked.with("api-key", to.secret("key")?).with("api-username", to.setting("user")).with("accept", "application/json");
    let reply = to.client.call(asked).await?;
    let topic = match reply.status {
        300..=399 => {
            let path = reply.header("location").unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
            path.trim_end_matches(".json").rsplit('/').find_map(|part| part.parse::<u64>().ok())
        }
        200..=299 => number_at(&reply.json()?, "/id"),
        _ => {
            let fault = judge(&reply.json().unwrap_or_default(), Fault::of_reply(&reply));
            return if fault.class == Class::Gone { Ok(None) } else { Err(fault) };
        }
    };
    let topic = topic.ok_or_else(|| Fault::unbelievable("the forum did not say which topic it is".to_owned()))?;
    let told = ask(to, &format!("/t/{topic}.json")).await?;
    let post = number_at(&told, "/post_stream/posts/0/id").unwrap_or_default();
    Ok(Some(Place { topic, number: 1, post }.remote(to)))
}

/// Our answer in the topic with these words.
async fn answer_of(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Remote>, Fault> {
    let Some(parent) = sought.parent else { return Ok(None) };
    let topic = Place::of(parent)?.topic;
    let acts = acts(to, ANSWERS).await?;
    for act in acts.iter().filter(|act| number_at(act, "/topic_id") == Some(topic)).take(LOOKED_AT_MAX) {
        let remote = place_of_act(act).remote(to);
        let told = ask(to, &format!("/posts/{}.json", number_at(act, "/post_id").unwrap_or_default())).await?;
        let raw = text_at(&told, "/raw");
        let seen = Seen { id: &remote.id, text: &raw, at: when(act), parent: Some(&parent.id), media: None };
        if seen.is(sought) {
            return Ok(Some(remote));
        }
    }
    Ok(None)
}

async fn acts(to: &Connection<'_>, which: &str) -> Result<Vec<Value>, Fault> {
    let path = format!("/user_actions.json?offset=0&username={}&filter={which}", escaped(to.setting("user")));
    Ok(list_at(&ask(to, &path).await?, "/user_actions").to_vec())
}

fn place_of_act(act: &Value) -> Place {
    let number = |place| number_at(act, place).unwrap_or_default();
    // A topic that was begun is told without the id of its first post.
    Place { topic: number("/topic_id"), number: number("/post_number").max(1), post: number("/post_id") }
}

fn when(told: &Value) -> Option<Timestamp> {
    text_at(told, "/created_at").parse().ok()
}

fn of_topic(told: &Value) -> Counts {
    Counts {
        likes: number_at(told, "/like_count"),
        replies: number_at(told, "/posts_count").map(|posts| posts.saturating_sub(1)),
        views: number_at(told, "/views"),
        ..Counts::default()
    }
}

fn of_answer(told: &Value) -> Counts {
    let liked = list_at(told, "/actions_summary").iter().find(|act| number_at(act, "/id") == Some(LIKE));
    // Acts that nobody did are left out of the list.
    let likes = told.get("actions_summary").map(|_| liked.and_then(|act| number_at(act, "/count")).unwrap_or_default());
    Counts { likes, replies: number_at(told, "/reply_count"), views: number_at(told, "/reads"), ..Counts::default() }
}

/// The text with its pictures below it.
async fn raw(to: &Connection<'_>, sending: &Sending<'_>) -> Result<String, Fault> {
    let mut raw = sending.text().to_owned();
    for file in sending.files {
        let place = upload(to, file, sending.key).await?;
        // Brackets and bars would end the description.
        let alt: String = file.alt.chars().map(|c| if matches!(c, '[' | ']' | '|' | '\n') { ' ' } else { c }).collect();
        let size = if file.width > 0 && file.height > 0 { format!("|{}x{}", file.width, file.height) } else { String::new() };
        raw.push_str(&format!("\n\n![{}{size}]({place})", alt.trim()));
    }
    Ok(raw)
}

/// Brings a file there and gives its short address. One that no post shows is thrown away.
async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let form = Multipart::new(key).field("type", "composer").field("synchronous", "true").file("file", file);
    let (kind, body) = form.finish();
    let asked = Call { method: Method::POST, address: to.at("/uploads.json")?, headers: Vec::new(), body, now: to.now };
    let told = call(to, asked.with("content-type", kind)).await?;
    match text_at(&told, "/short_url") {
        address if address.is_empty() => Err(Fault::unbelievable("the forum did not say where it put a file".to_owned())),
        address => Ok(address),
    }
}
