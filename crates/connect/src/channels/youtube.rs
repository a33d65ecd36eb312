//! A YouTube channel (developers.google.com/youtube/v3).
//!
//! The film goes up in one piece; its last byte publishes it. An id of a comment begins with `comment/`.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::Visibility,
};
use jiff::{Timestamp, ToSpan};
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, Grant, Said, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
    seen::{Seen, letters},
};
use crate::fetch::Call;

const HOME: &str = "https://www.googleapis.com";
const CONSENT: Consent = Consent {
    home: HOME,
    more: &[("access_type", "offline"), ("prompt", "consent")],
    keys_at: "https://console.cloud.google.com/apis/credentials",
    ..Consent::standard(
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        &["https://www.googleapis.com/auth/youtube.upload", "https://www.googleapis.com/auth/youtube.force-ssl"],
    )
};
/// Films of the channel that are looked through, newest first: one page. Also the most that are asked about in one call.
const LOOKED_AT_MAX: usize = 50;
/// "People & Blogs", the category that suits everybody: an edit has to name one.
const CATEGORY: &str = "22";
/// Where the day of Google's quotas ends.
const QUOTA_ZONE: &str = "America/Los_Angeles";
/// What begins the id of a comment.
const COMMENT: &str = "comment/";

pub(super) struct Youtube;

#[async_trait]
impl Adapter for Youtube {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let told = ask(to, to.reading("/youtube/v3/channels?part=snippet&mine=true")?).await?;
        let id = text_at(&told, "/items/0/id");
        if id.is_empty() {
            return Err(Fault::auth("this Google account has no YouTube channel".to_owned()));
        }
        let (name, handle) = (text_at(&told, "/items/0/snippet/title"), text_at(&told, "/items/0/snippet/customUrl"));
        let address = format!("https://www.youtube.com/channel/{id}");
        Ok(Account { id, name, handle, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        let said = if sending.parent.is_some() { comment(to, sending).await } else { show(to, sending).await };
        match said {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        let found = match sought.parent {
            Some(parent) => comments(to, sought, parent).await,
            None => uploads(to).await.map(|told| list_at(&told, "/items").iter().find(|film| is(film, sought)).map(place)),
        };
        match found {
            Ok(found) => found.map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let (path, body) = match remote.id.strip_prefix(COMMENT) {
            Some(id) => ("/youtube/v3/comments?part=snippet", json!({ "id": id, "snippet": { "textOriginal": sending.text() } })),
            None => ("/youtube/v3/videos?part=snippet", json!({ "id": remote.id, "snippet": snippet(sending) })),
        };
        ask(to, to.writing(Method::PUT, path, &body)?).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let path = match remote.id.strip_prefix(COMMENT) {
            Some(id) => format!("/youtube/v3/comments?id={id}"),
            None => format!("/youtube/v3/videos?id={}", remote.id),
        };
        match ask(to, Call { method: Method::DELETE, ..to.reading(&path)? }).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let films: Vec<_> = remotes.iter().filter(|remote| !remote.id.starts_with(COMMENT)).collect();
        let mut counted = Vec::new();
        for some in films.chunks(LOOKED_AT_MAX) {
            let ids: Vec<_> = some.iter().map(|remote| remote.id.as_str()).collect();
            let told = ask(to, to.reading(&format!("/youtube/v3/videos?part=statistics&id={}", ids.join(",")))?).await?;
            for film in list_at(&told, "/items") {
                let (id, of) = (text_at(film, "/id"), |name: &str| number_at(film, &format!("/statistics/{name}")));
                let counts =
                    Counts { likes: of("likeCount"), replies: of("commentCount"), views: of("viewCount"), ..Counts::default() };
                counted.extend(some.iter().find(|remote| remote.id == id).map(|remote| ((*remote).clone(), counts)));
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = uploads(to).await?;
        let said = |film: &Value| {
            let at = made(film, "/snippet/publishedAt").filter(|at| *at >= since)?.as_microsecond();
            let text = [text_at(film, "/snippet/title"), text_at(film, "/snippet/description")].join("\n\n").trim().to_owned();
            Some(Said { remote: place(film), text, at, counts: Counts::default() })
        };
        Ok(list_at(&told, "/items").iter().filter_map(said).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        CONSENT.renewed(to).await
    }
}

fn place(film: &Value) -> Remote {
    at(text_at(film, "/snippet/resourceId/videoId"))
}

fn at(id: String) -> Remote {
    Remote { address: format!("https://www.youtube.com/watch?v={id}"), id }
}

fn made(value: &Value, place: &str) -> Option<Timestamp> {
    text_at(value, place).parse().ok()
}

async fn ask(to: &Connection<'_>, call: Call) -> Result<Value, Fault> {
    to.call_by(call, judged).await.map_err(|fault| {
        let spent = fault.class == Class::Rate && fault.again_at.is_none() && fault.said.contains("(quotaExceeded)");
        if spent { Fault { again_at: midnight(to.now), ..fault } } else { fault }
    })
}

/// When the day's quota begins anew.
fn midnight(now: Timestamp) -> Option<i64> {
    let tomorrow = now.in_tz(QUOTA_ZONE).ok()?.date().checked_add(1.day()).ok()?;
    Some(tomorrow.in_tz(QUOTA_ZONE).ok()?.timestamp().as_microsecond())
}

/// By the reasons of the interface ("Errors").
fn judged(told: &Value, fault: Fault) -> Fault {
    let reason = text_at(told, "/error/errors/0/reason");
    let fault = Fault { said: format!("{} ({reason})", fault.said), ..fault };
    match reason.as_str() {
        "quotaExceeded" | "dailyLimitExceeded" | "rateLimitExceeded" | "userRateLimitExceeded" | "uploadLimitExceeded" => {
            fault.as_class(Class::Rate)
        }
        "videoNotFound" | "commentNotFound" | "channelNotFound" => fault.as_class(Class::Gone),
        "commentsDisabled" | "forbiddenLicenseSetting" | "forbiddenPrivacySetting" | "ineligibleAccount" => {
            fault.as_class(Class::Content)
        }
        _ => fault,
    }
}

fn snippet(sending: &Sending<'_>) -> Value {
    let variant = sending.variant;
    let mut snippet = json!({ "title": variant.title.trim(), "description": sending.text(), "categoryId": CATEGORY });
    let tags = variant.settings.get("tags").map_or("", String::as_str);
    let tags: Vec<_> = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).collect();
    if !tags.is_empty() {
        snippet["tags"] = tags.into();
    }
    if !variant.language.is_empty() {
        snippet["defaultLanguage"] = variant.language.as_str().into();
        snippet["defaultAudioLanguage"] = variant.language.as_str().into();
    }
    snippet
}

async fn show(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let Some(file) = sending.files.first() else { return Err(Fault::content("there is no film to show".to_owned())) };
    let privacy = match sending.variant.visibility {
        Some(Visibility::Unlisted) => "unlisted",
        Some(Visibility::Private | Visibility::Followers) => "private",
        Some(Visibility::Public) | None => "public",
    };
    let body = json!({ "snippet": snippet(sending), "status": { "privacyStatus": privacy, "selfDeclaredMadeForKids": false } });
    let begin = to
        .writing(Method::POST, "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status", &body)?
        .with("x-upload-content-type", file.mime.as_str())
        .with("x-upload-content-length", file.bytes.len().to_string());
    let reply = to.client.call(begin).await.map_err(Fault::from).map_err(Fault::before)?;
    if !reply.is_success() {
        let fault = Fault::of_reply(&reply).before();
        let spent = |fault: Fault| {
            if fault.said.contains("(quotaExceeded)") { Fault { again_at: midnight(to.now), ..fault } } else { fault }
        };
        return Err(reply.json().map_or(fault.clone(), |told| spent(judged(&told, fault))));
    }
    let Some(address) = reply.header("location").and_then(|address| address.parse().ok()) else {
        return Err(Fault::unbelievable("no place was told for the film".to_owned()).before());
    };
    let headers = vec![("content-type", file.mime.clone())];
    let call = to.signed(Call { method: Method::PUT, address, headers, body: file.bytes.clone(), now: to.now })?;
    let told = ask(to, call).await.map_err(|fault| {
        // 308: the film is not whole there, so nothing was published.
        if fault.class == Class::Gone { fault.as_class(Class::Network) } else { fault }
    })?;
    Ok(at(needed(&told, "/id")?))
}

async fn comment(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let film = sending.root.map_or("", |root| root.id.as_str());
    let top = json!({ "snippet": { "textOriginal": sending.text() } });
    let body = json!({ "snippet": { "channelId": to.account, "videoId": film, "topLevelComment": top } });
    let told = ask(to, to.writing(Method::POST, "/youtube/v3/commentThreads?part=snippet", &body)?).await;
    // A film that is gone is about what is said; the channel is still there.
    let told = told.map_err(|fault| if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault })?;
    Ok(comment_at(film, &needed(&told, "/snippet/topLevelComment/id")?))
}

fn comment_at(film: &str, id: &str) -> Remote {
    Remote { id: format!("{COMMENT}{id}"), address: format!("https://www.youtube.com/watch?v={film}&lc={id}") }
}

/// A list, which an answer without one is not.
fn whole(told: Value) -> Result<Value, Fault> {
    let is_whole = told.pointer("/items").is_some_and(Value::is_array);
    if is_whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no items".to_owned())) }
}

async fn uploads(to: &Connection<'_>) -> Result<Value, Fault> {
    let told = ask(to, to.reading("/youtube/v3/channels?part=contentDetails&mine=true")?).await?;
    let list = needed(&told, "/items/0/contentDetails/relatedPlaylists/uploads")?;
    let path = format!("/youtube/v3/playlistItems?part=snippet&maxResults={LOOKED_AT_MAX}&playlistId={list}");
    whole(ask(to, to.reading(&path)?).await?)
}

fn is(film: &Value, sought: &Sending<'_>) -> bool {
    let (id, text) = (text_at(film, "/snippet/resourceId/videoId"), text_at(film, "/snippet/description"));
    let at = made(film, "/snippet/publishedAt");
    sought.kind() == StepKind::Post
        && at.is_some()
        && letters(&text_at(film, "/snippet/title")) == letters(&sought.variant.title)
        && Seen { id: &id, text: &text, at, parent: None, media: None }.is(sought)
}

async fn comments(to: &Connection<'_>, sought: &Sending<'_>, parent: &Remote) -> Result<Option<Remote>, Fault> {
    let path = format!("/youtube/v3/commentThreads?part=snippet&order=time&maxResults={LOOKED_AT_MAX}&videoId={}", parent.id);
    let told = whole(ask(to, to.reading(&path)?).await?)?;
    let is = |thread: &&Value| {
        let top = "/snippet/topLevelComment";
        let (id, text) = (text_at(thread, &format!("{top}/id")), text_at(thread, &format!("{top}/snippet/textOriginal")));
        let at = made(thread, &format!("{top}/snippet/publishedAt"));
        let ours = text_at(thread, &format!("{top}/snippet/authorChannelId/value")) == to.account;
        let id = format!("{COMMENT}{id}");
        ours && at.is_some() && Seen { id: &id, text: &text, at, parent: Some(&parent.id), media: None }.is(sought)
    };
    let found = list_at(&told, "/items").iter().find(is);
    Ok(found.map(|thread| comment_at(&parent.id, &text_at(thread, "/snippet/topLevelComment/id"))))
}
