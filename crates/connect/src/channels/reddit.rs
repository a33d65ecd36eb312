//! A subreddit (reddit.com/dev/api).
//!
//! A post with a picture is made in the background and its id is told elsewhere: it is looked for on the account.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::links,
};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::Value;

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, File, Grant, Multipart, Said, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
    seen::{Seen, letters},
};
use crate::fetch::Call;

const HOME: &str = "https://oauth.reddit.com";
const CONSENT: Consent = Consent {
    home: HOME,
    pkce: false,
    basic: true,
    more: &[("duration", "permanent")],
    keys_at: "https://www.reddit.com/prefs/apps",
    ..Consent::standard(
        "https://www.reddit.com/api/v1/authorize",
        "https://www.reddit.com/api/v1/access_token",
        &["identity", "submit", "edit", "read", "history", "flair"],
    )
};
/// Posts or comments of the account that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 50;
/// The most things that are asked about in one call.
const ASKED_MAX: usize = 100;

pub(super) struct Reddit;

#[async_trait]
impl Adapter for Reddit {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = to.call_by(to.reading("/api/v1/me")?, |_, fault| fault).await?;
        let name = needed(&me, "/name")?;
        let (handle, address) = (format!("u/{name}"), format!("https://www.reddit.com/user/{name}"));
        Ok(Account { id: name.clone(), name, handle, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        say(to, sending).await.unwrap_or_else(Fault::outcome)
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        let kind = if sought.parent.is_some() { "comments" } else { "submitted" };
        match listed(to, kind).await {
            Ok(told) => {
                let found = list_at(&told, "/data/children").iter().find(|thing| is(&thing["data"], sought));
                found.map_or(Sight::NotFound, |thing| Sight::Found { remote: place(&thing["data"]) })
            }
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        ask(to, "/api/editusertext", &[("thing_id", &remote.id), ("text", sending.text())]).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        // What is gone is answered like what is taken away.
        ask(to, "/api/del", &[("id", &remote.id)]).await.map(drop)
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for some in remotes.chunks(ASKED_MAX) {
            let ids: Vec<_> = some.iter().map(|remote| remote.id.as_str()).collect();
            let told = to.call_by(to.reading(&format!("/api/info?id={}&raw_json=1", ids.join(",")))?, |_, fault| fault).await?;
            for thing in list_at(&told, "/data/children").iter().map(|thing| &thing["data"]) {
                let (id, gone) = (text_at(thing, "/name"), text_at(thing, "/author") == "[deleted]");
                let remote = some.iter().find(|remote| remote.id == id && !gone);
                counted.extend(remote.map(|remote| (remote.clone(), counts(thing))));
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = listed(to, "submitted").await?;
        let said = |thing: &Value| {
            let post = &thing["data"];
            let at = made(post).filter(|at| *at >= since)?.as_microsecond();
            let text = [text_at(post, "/title"), words(post)].join("\n\n").trim().to_owned();
            Some(Said { remote: place(post), text, at, counts: counts(post) })
        };
        Ok(list_at(&told, "/data/children").iter().filter_map(said).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        CONSENT.renewed(to).await
    }
}

fn place(thing: &Value) -> Remote {
    Remote { id: text_at(thing, "/name"), address: format!("https://www.reddit.com{}", text_at(thing, "/permalink")) }
}

fn made(thing: &Value) -> Option<Timestamp> {
    let seconds = thing.pointer("/created_utc")?.as_f64()?;
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::try_from_secs_f64(seconds).ok()?).ok()
}

fn counts(thing: &Value) -> Counts {
    Counts {
        likes: number_at(thing, "/score"),
        replies: number_at(thing, "/num_comments"),
        shares: number_at(thing, "/num_crossposts"),
        ..Counts::default()
    }
}

/// What a post or a comment says: an address that is posted alone is its text.
fn words(thing: &Value) -> String {
    let text = [text_at(thing, "/body"), text_at(thing, "/selftext")].concat();
    let alone = text.is_empty() && thing.pointer("/is_self") == Some(&Value::Bool(false)) && pictures(thing) == 0;
    if alone { text_at(thing, "/url") } else { text }
}

fn pictures(thing: &Value) -> usize {
    usize::from(text_at(thing, "/post_hint") == "image" || text_at(thing, "/domain") == "i.redd.it")
}

/// Sends a form. Reddit refuses with 200 and a list of errors.
async fn ask(to: &Connection<'_>, path: &str, fields: &[(&str, &str)]) -> Result<Value, Fault> {
    let fields = [fields, &[("api_type", "json"), ("raw_json", "1")]].concat();
    let told = to.call_by(to.signed(Call::form(to.at(path)?, &fields, to.now))?, |_, fault| fault).await?;
    let Some(error) = list_at(&told, "/json/errors").first() else { return Ok(told) };
    let (code, said) = (text_at(error, "/0"), text_at(error, "/1"));
    let fault = Fault::content(format!("{code}: {said}"));
    let wait = told.pointer("/json/ratelimit").and_then(Value::as_f64).and_then(|s| SignedDuration::try_from_secs_f64(s).ok());
    Err(match code.as_str() {
        "RATELIMIT" => {
            let again_at = wait.and_then(|wait| to.now.checked_add(wait).ok()).map(Timestamp::as_microsecond);
            Fault { again_at, ..fault.as_class(Class::Rate) }
        }
        "USER_REQUIRED" | "INVALID_USER" => fault.as_class(Class::Auth),
        _ => fault,
    })
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Outcome, Fault> {
    if let Some(parent) = sending.parent {
        let told = ask(to, "/api/comment", &[("thing_id", &parent.id), ("text", sending.text())]).await?;
        needed(&told, "/json/data/things/0/data/name")?;
        return Ok(Outcome::Accepted { remote: place(&told["json"]["data"]["things"][0]["data"]) });
    }
    let setting = |name: &str| sending.variant.settings.get(name).map_or("", |told| told.trim());
    let (text, place) = (sending.text().trim(), setting("subreddit").trim_start_matches("/").trim_start_matches("r/"));
    let mut fields = vec![("sr", place), ("title", sending.variant.title.trim()), ("resubmit", "true"), ("sendreplies", "true")];
    if !setting("flair").is_empty() {
        fields.push(("flair_id", setting("flair")));
    }
    let picture = match sending.files.first() {
        Some(file) => Some(upload(to, file, sending.key).await.map_err(Fault::before)?),
        None => None,
    };
    let alone = links(text).first().is_some_and(|link| link.said == text);
    match &picture {
        Some(address) => fields.extend([("kind", "image"), ("url", address.as_str()), ("text", text)]),
        None if alone => fields.extend([("kind", "link"), ("url", text)]),
        None => fields.extend([("kind", "self"), ("text", text)]),
    }
    let told = ask(to, "/api/submit", &fields).await?;
    if picture.is_some() && text_at(&told, "/json/data/name").is_empty() {
        return Ok(Outcome::Unknown { why: "Reddit makes posts with pictures in the background".to_owned() });
    }
    Ok(Outcome::Accepted { remote: Remote { id: needed(&told, "/json/data/name")?, address: text_at(&told, "/json/data/url") } })
}

/// Brings a picture to the place that Reddit lends for it, and gives its address.
async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let lent = ask(to, "/api/media/asset.json", &[("filepath", &file.name), ("mimetype", &file.mime)]).await?;
    let action = needed(&lent, "/args/action")?;
    let action = if action.starts_with("//") { format!("https:{action}") } else { action };
    let mut form = Multipart::new(key);
    let mut name = String::new();
    for field in list_at(&lent, "/args/fields") {
        form = form.field(&text_at(field, "/name"), &text_at(field, "/value"));
        if text_at(field, "/name") == "key" {
            name = text_at(field, "/value");
        }
    }
    let (kind, body) = form.file("file", file).finish();
    let address = action.parse().map_err(|error: url::ParseError| Fault::unbelievable(error.to_string()))?;
    to.call(Call { method: Method::POST, address, headers: vec![("content-type", kind)], body, now: to.now }).await?;
    Ok(format!("{action}/{name}"))
}

async fn listed(to: &Connection<'_>, kind: &str) -> Result<Value, Fault> {
    let path = format!("/user/{}/{kind}?sort=new&limit={LOOKED_AT_MAX}&raw_json=1", to.account);
    let told = to.call_by(to.reading(&path)?, |_, fault| fault).await?;
    let whole = told.pointer("/data/children").is_some_and(Value::is_array);
    if whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no list".to_owned())) }
}

fn is(thing: &Value, sought: &Sending<'_>) -> bool {
    let (id, at) = (text_at(thing, "/name"), made(thing));
    let parent = Some(text_at(thing, "/parent_id")).filter(|parent| !parent.is_empty());
    let media = parent.is_none().then(|| pictures(thing));
    let right_place = sought.kind() != StepKind::Post || {
        let place = sought.variant.settings.get("subreddit").map_or("", |told| told.trim());
        let place = place.trim_start_matches('/').trim_start_matches("r/");
        text_at(thing, "/subreddit").eq_ignore_ascii_case(place)
            && letters(&text_at(thing, "/title")) == letters(&sought.variant.title)
    };
    right_place && at.is_some() && Seen { id: &id, text: &words(thing), at, parent: parent.as_deref(), media }.is(sought)
}
