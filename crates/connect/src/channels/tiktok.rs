//! A TikTok account (developers.tiktok.com, Content Posting API).
//!
//! Everything is worked through before it is there: publishing gives an id that is asked about.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::Visibility,
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, File, Grant, Said, Sending,
    json::{list_at, needed, number_at, text_at},
    seen::Seen,
};
use crate::fetch::Call;

const HOME: &str = "https://open.tiktokapis.com";
const CONSENT: Consent = Consent {
    home: HOME,
    between: ",",
    id_name: "client_key",
    pkce: false,
    keys_at: "https://developers.tiktok.com/apps/",
    ..Consent::standard(
        "https://www.tiktok.com/v2/auth/authorize/",
        "/v2/oauth/token/",
        &["user.info.basic", "video.publish", "video.list"],
    )
};
/// Films of the account that are looked through, newest first: one page, which is the most. Also the most that are asked about in one call.
const LOOKED_AT_MAX: usize = 20;
/// A film up to this size goes up in one piece, bytes.
const PIECE_BYTES_MAX: usize = 64_000_000;
/// The pieces of a larger one, bytes; the last takes the rest.
const PIECE_BYTES: usize = 32_000_000;
/// What is read of a film.
const FILM: &str = "id,title,video_description,create_time,share_url,like_count,comment_count,share_count,view_count";

pub(super) struct Tiktok;

#[async_trait]
impl Adapter for Tiktok {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = to.call_by(to.reading("/v2/user/info/?fields=open_id,display_name")?, judged).await?;
        let creator = ask(to, "/v2/post/publish/creator_info/query/", &json!({})).await?;
        let user = text_at(&creator, "/data/creator_username");
        let (handle, address) = (format!("@{user}"), format!("https://www.tiktok.com/@{user}"));
        let name = text_at(&me, "/data/user/display_name");
        Ok(Account { id: needed(&me, "/data/user/open_id")?, name, handle, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        say(to, sending).await.map_or_else(Fault::outcome, |handle| Outcome::Pending { handle })
    }

    async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        let told = match ask(to, "/v2/post/publish/status/fetch/", &json!({ "publish_id": handle })).await {
            Ok(told) => told,
            // Asking changes nothing of what was given to the network.
            Err(fault) if matches!(fault.class, Class::Network | Class::Rate) => {
                return Outcome::Pending { handle: handle.to_owned() };
            }
            Err(fault) => return Outcome::Unknown { why: fault.said },
        };
        match text_at(&told, "/data/status").as_str() {
            "PUBLISH_COMPLETE" => Outcome::Accepted { remote: published(to, handle, &told).await },
            "FAILED" => Fault::content(text_at(&told, "/data/fail_reason")).outcome(),
            _ => Outcome::Pending { handle: handle.to_owned() },
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match films(to).await {
            Ok(told) => {
                let found = list_at(&told, "/data/videos").iter().find(|film| is(film, sought));
                found.map_or(Sight::NotFound, |film| Sight::Found { remote: place(film) })
            }
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for some in remotes.chunks(LOOKED_AT_MAX) {
            let ids: Vec<_> = some.iter().map(|remote| remote.id.as_str()).collect();
            let body = json!({ "filters": { "video_ids": ids } });
            let told = ask(to, &format!("/v2/video/query/?fields={FILM}"), &body).await?;
            for film in list_at(&told, "/data/videos") {
                let id = text_at(film, "/id");
                counted.extend(some.iter().find(|remote| remote.id == id).map(|remote| (remote.clone(), counts(film))));
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = films(to).await?;
        let said = |film: &Value| {
            let at = made(film).filter(|at| *at >= since)?.as_microsecond();
            Some(Said { remote: place(film), text: words(film), at, counts: counts(film) })
        };
        Ok(list_at(&told, "/data/videos").iter().filter_map(said).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        CONSENT.renewed(to).await
    }
}

fn place(film: &Value) -> Remote {
    Remote { id: text_at(film, "/id"), address: text_at(film, "/share_url") }
}

fn made(film: &Value) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(number_at(film, "/create_time")?).ok()?).ok()
}

fn words(film: &Value) -> String {
    let told = text_at(film, "/video_description");
    if told.is_empty() { text_at(film, "/title") } else { told }
}

fn counts(film: &Value) -> Counts {
    let of = |name: &str| number_at(film, &format!("/{name}_count"));
    Counts { likes: of("like"), replies: of("comment"), shares: of("share"), views: of("view"), saves: None }
}

fn is(film: &Value, sought: &Sending<'_>) -> bool {
    let (id, at) = (text_at(film, "/id"), made(film));
    at.is_some() && Seen { id: &id, text: &words(film), at, parent: None, media: None }.is(sought)
}

/// TikTok answers by words in `error.code`; `ok` is none.
fn judged(told: &Value, fault: Fault) -> Fault {
    let code = text_at(told, "/error/code");
    let fault = Fault { said: format!("{} ({code})", fault.said), ..fault };
    match code.as_str() {
        "access_token_invalid" | "scope_not_authorized" | "scope_permission_missed" | "spam_risk_user_banned_from_posting" => {
            fault.as_class(Class::Auth)
        }
        "rate_limit_exceeded" | "spam_risk_too_many_posts" | "spam_risk_too_many_pending_share" | "reached_active_user_cap" => {
            fault.as_class(Class::Rate)
        }
        "internal_error" => fault,
        "" => fault,
        _ => fault.as_class(Class::Content),
    }
}

async fn ask(to: &Connection<'_>, path: &str, body: &Value) -> Result<Value, Fault> {
    let told = to.call_by(to.writing(Method::POST, path, body)?, judged).await?;
    match text_at(&told, "/error/code").as_str() {
        "ok" => Ok(told),
        "" => Err(Fault::unbelievable("the answer is not what the interface promises".to_owned())),
        _ => Err(judged(&told, Fault::content(text_at(&told, "/error/message")))),
    }
}

async fn films(to: &Connection<'_>) -> Result<Value, Fault> {
    let told = ask(to, &format!("/v2/video/list/?fields={FILM}"), &json!({ "max_count": LOOKED_AT_MAX })).await?;
    let whole = told.pointer("/data/videos").is_some_and(Value::is_array);
    if whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no videos".to_owned())) }
}

/// Where something is: only what everybody may see has an id of its own.
async fn published(to: &Connection<'_>, handle: &str, told: &Value) -> Remote {
    let id = text_at(told, "/data/publicaly_available_post_id/0");
    if id.is_empty() {
        return Remote { id: handle.to_owned(), address: String::new() };
    }
    let body = json!({ "filters": { "video_ids": [id] } });
    let told = ask(to, &format!("/v2/video/query/?fields={FILM}"), &body).await.unwrap_or_default();
    Remote { id, address: text_at(&told, "/data/videos/0/share_url") }
}

/// Who may see it, of what this account may choose.
async fn privacy(to: &Connection<'_>, sending: &Sending<'_>) -> Result<&'static str, Fault> {
    let wanted: &[&'static str] = match sending.variant.visibility {
        Some(Visibility::Followers) => &["FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS"],
        Some(Visibility::Private | Visibility::Unlisted) => &["SELF_ONLY"],
        Some(Visibility::Public) | None => &["PUBLIC_TO_EVERYONE"],
    };
    let creator = ask(to, "/v2/post/publish/creator_info/query/", &json!({})).await?;
    let allowed: Vec<_> = list_at(&creator, "/data/privacy_level_options").iter().filter_map(Value::as_str).collect();
    let none = || Fault::content(format!("this account may only publish as {}", allowed.join(", ")));
    wanted.iter().copied().find(|level| allowed.contains(level)).ok_or_else(none)
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<String, Fault> {
    let privacy = privacy(to, sending).await.map_err(Fault::before)?;
    let text = sending.text();
    let Some(first) = sending.files.first() else { return Err(Fault::content("there is nothing to show".to_owned())) };
    if first.mime.starts_with("video/") {
        return film(to, first, &json!({ "title": text, "privacy_level": privacy })).await;
    }
    let addresses: Vec<_> = sending.files.iter().filter_map(|file| file.address.as_ref().map(ToString::to_string)).collect();
    if addresses.len() < sending.files.len() {
        return Err(Fault::content("this network fetches pictures itself: the installation needs a public address".to_owned()));
    }
    let body = json!({
        "post_info": { "description": text, "privacy_level": privacy },
        "source_info": { "source": "PULL_FROM_URL", "photo_cover_index": 0, "photo_images": addresses },
        "post_mode": "DIRECT_POST", "media_type": "PHOTO",
    });
    needed(&ask(to, "/v2/post/publish/content/init/", &body).await?, "/data/publish_id")
}

/// Brings a film in pieces; with the last of them it is published.
async fn film(to: &Connection<'_>, file: &File, about: &Value) -> Result<String, Fault> {
    let size = file.bytes.len();
    let piece = if size <= PIECE_BYTES_MAX { size.max(1) } else { PIECE_BYTES };
    let pieces = (size / piece).max(1);
    let source = json!({ "source": "FILE_UPLOAD", "video_size": size, "chunk_size": piece, "total_chunk_count": pieces });
    let body = json!({ "post_info": about, "source_info": source });
    let told = ask(to, "/v2/post/publish/video/init/", &body).await.map_err(Fault::before)?;
    let handle = needed(&told, "/data/publish_id").map_err(Fault::before)?;
    let address: url::Url = needed(&told, "/data/upload_url")
        .and_then(|address| address.parse().map_err(|error: url::ParseError| Fault::unbelievable(error.to_string())))
        .map_err(Fault::before)?;
    for place in 0..pieces {
        let (from, last) = (place * piece, place + 1 == pieces);
        let end = if last { size } else { from + piece };
        let range = format!("bytes {from}-{}/{size}", end.saturating_sub(1));
        let headers = vec![("content-type", file.mime.clone()), ("content-range", range)];
        let call =
            Call { method: Method::PUT, address: address.clone(), headers, body: file.bytes[from..end].to_vec(), now: to.now };
        match to.call(call).await {
            Ok(_) => {}
            // The network tells by the id whether the last piece came.
            Err(fault) if last && fault.maybe_done => break,
            Err(fault) => return Err(fault.before()),
        }
    }
    Ok(handle)
}
