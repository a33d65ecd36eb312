//! An account on X (docs.x.com, version 2 of the interface).

mod media;

use async_trait::async_trait;
use domain::delivery::{Class, Outcome, Remote, Sight};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, Grant, Limits, Said, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
    seen::{Seen, earliest},
};
use crate::fetch::Call;

const HOME: &str = "https://api.x.com";
const CONSENT: Consent = Consent {
    home: HOME,
    basic: true,
    keys_at: "https://developer.x.com/en/portal/dashboard",
    ..Consent::standard(
        "https://x.com/i/oauth2/authorize",
        "/2/oauth2/token",
        &["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"],
    )
};
/// Posts of the account that are looked through, newest first: one page. Each that is read costs.
const LOOKED_AT_MAX: usize = 20;
/// The most posts that are asked about in one call.
const ASKED_MAX: usize = 100;
/// The longest text of those who pay for it, in what is counted.
const LONG_TEXT_MAX: u32 = 25_000;

pub(super) struct X;

#[async_trait]
impl Adapter for X {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let told = to.call_by(to.reading("/2/users/me?user.fields=subscription_type")?, judged).await?;
        let (name, user) = (text_at(&told, "/data/name"), text_at(&told, "/data/username"));
        let pays = ["Basic", "Premium", "PremiumPlus"].contains(&text_at(&told, "/data/subscription_type").as_str());
        let limits = Limits { text_max: pays.then_some(LONG_TEXT_MAX), ..Limits::default() };
        let (handle, address) = (format!("@{user}"), format!("https://x.com/{user}"));
        Ok(Account { id: needed(&told, "/data/id")?, name, handle, address, limits, expires_at: None })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match posts(to, earliest(sought), LOOKED_AT_MAX).await {
            Ok(told) => {
                let found = list_at(&told, "/data").iter().find(|post| is(post, sought));
                found.map_or(Sight::NotFound, |post| Sight::Found { remote: place(text_at(post, "/id")) })
            }
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let call = Call { method: Method::DELETE, ..to.reading(&format!("/2/tweets/{}", remote.id))? };
        match to.call_by(call, judged).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for some in remotes.chunks(ASKED_MAX) {
            let ids: Vec<_> = some.iter().map(|remote| remote.id.as_str()).collect();
            let path = format!("/2/tweets?ids={}&tweet.fields=public_metrics", ids.join(","));
            let told = to.call_by(to.reading(&path)?, judged).await?;
            for post in list_at(&told, "/data") {
                let id = text_at(post, "/id");
                counted.extend(some.iter().find(|remote| remote.id == id).map(|remote| (remote.clone(), counts(post))));
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = posts(to, since, ASKED_MAX).await?;
        let said = |post: &Value| {
            let (remote, at) = (place(text_at(post, "/id")), made(post)?.as_microsecond());
            Some(Said { remote, text: plain(post), at, counts: counts(post) })
        };
        Ok(list_at(&told, "/data").iter().filter_map(said).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        CONSENT.renewed(to).await
    }
}

fn place(id: String) -> Remote {
    Remote { address: format!("https://x.com/i/status/{id}"), id }
}

fn made(post: &Value) -> Option<Timestamp> {
    text_at(post, "/created_at").parse().ok()
}

fn counts(post: &Value) -> Counts {
    let of = |name: &str| number_at(post, &format!("/public_metrics/{name}"));
    let shares = [of("retweet_count"), of("quote_count")].into_iter().flatten().reduce(u64::saturating_add);
    let (views, saves) = (of("impression_count"), of("bookmark_count"));
    Counts { likes: of("like_count"), replies: of("reply_count"), shares, views, saves }
}

/// X answers by problems with a type (docs.x.com, "Response codes").
fn judged(told: &Value, fault: Fault) -> Fault {
    let (kind, detail) = (text_at(told, "/type"), text_at(told, "/detail").to_lowercase());
    let has = |part: &str| detail.contains(part);
    match text_at(told, "/status").as_str() {
        // Forbidden, but about what is said.
        "403" if has("duplicate") || has("reply") || has("too long") || has("quote") => fault.as_class(Class::Content),
        // No credit left: a person has to see to it.
        "402" => fault.as_class(Class::Auth),
        "429" if kind.ends_with("usage-capped") => fault.as_class(Class::Auth),
        _ => fault,
    }
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let mut media = Vec::new();
    for (place, file) in sending.files.iter().enumerate() {
        media.push(media::upload(to, file, &format!("{}{place}", sending.key)).await.map_err(Fault::before)?);
    }
    let mut body = json!({ "text": sending.text() });
    if !media.is_empty() {
        body["media"] = json!({ "media_ids": media });
    }
    if let Some(parent) = sending.parent {
        body["reply"] = json!({ "in_reply_to_tweet_id": parent.id });
    }
    if let Some(poll) = sending.variant.poll.as_ref().filter(|_| sending.kind() == StepKind::Post) {
        body["poll"] = json!({ "options": poll.options, "duration_minutes": poll.seconds.div_ceil(60) });
    }
    let told = to.call_by(to.writing(Method::POST, "/2/tweets", &body)?, judged).await?;
    Ok(place(needed(&told, "/data/id")?))
}

async fn posts(to: &Connection<'_>, since: Timestamp, most: usize) -> Result<Value, Fault> {
    let fields = "created_at,entities,referenced_tweets,attachments,note_tweet,public_metrics";
    let since = since.strftime("%Y-%m-%dT%H:%M:%SZ");
    let path = format!("/2/users/{}/tweets?max_results={most}&start_time={since}&tweet.fields={fields}", to.account);
    let told = to.call_by(to.reading(&path)?, judged).await?;
    // No posts are no list, but a count of none.
    let whole = told.pointer("/data").is_some_and(Value::is_array) || number_at(&told, "/meta/result_count") == Some(0);
    if whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no posts".to_owned())) }
}

/// A text as it was written: without the addresses that X put in place of ours, or after it for the files.
fn plain(post: &Value) -> String {
    let from = if post.pointer("/note_tweet/text").is_some() { "/note_tweet" } else { "" };
    let mut text = text_at(post, &format!("{from}/text"));
    for link in list_at(post, &format!("{from}/entities/urls")) {
        let of_file = !text_at(link, "/media_key").is_empty();
        let own = if of_file { String::new() } else { text_at(link, "/expanded_url") };
        text = text.replace(&text_at(link, "/url"), &own);
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}

fn is(post: &Value, sought: &Sending<'_>) -> bool {
    let answered = list_at(post, "/referenced_tweets").iter().find(|one| text_at(one, "/type") == "replied_to");
    let parent = answered.map(|one| text_at(one, "/id"));
    let (id, at) = (text_at(post, "/id"), made(post));
    let media = list_at(post, "/attachments/media_keys").len();
    at.is_some() && Seen { id: &id, text: &plain(post), at, parent: parent.as_deref(), media: Some(media) }.is(sought)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_written() {
        let post = json!({ "text": "Lire https://t.co/a &amp; voir https://t.co/b", "entities": { "urls": [
            { "url": "https://t.co/a", "expanded_url": "https://solenne.example/neige" },
            { "url": "https://t.co/b", "expanded_url": "https://x.com/s/status/1/photo/1", "media_key": "3_1" },
        ] } });
        assert_eq!(plain(&post), "Lire https://solenne.example/neige & voir");
    }
}
