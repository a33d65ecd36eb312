//! Bluesky and other servers of the AT Protocol (docs.bsky.app, atproto.com/specs).
//!
//! The key of a record is ours: it is made of the key of the step, and the record is put rather than created, so that a second try writes
//! the same record again. A session is made from an application password; [`Adapter::refresh`] gives the one that is kept.

mod record;

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::delivery::{Class, Outcome, Remote, Sight};
use jiff::Timestamp;
use reqwest::Method;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, Grant, Named, Said, Sending, connection::escaped,
    json::text_at,
};
use crate::{fetch::Call, notify::Secret};

/// The collection of posts.
const POSTS: &str = "app.bsky.feed.post";
/// So many posts are told of in one call (`app.bsky.feed.getPosts`).
const COUNTED_AT_ONCE: usize = 25;
/// So many posts of ours are looked through, newest first.
const LOOKED_AT_MAX: usize = 100;
/// So many accounts are asked for at once.
const ACCOUNTS_ASKED: u32 = 8;
/// A token that ends sooner than this is not begun with, seconds.
const TOKEN_LEFT_S_MIN: i64 = 60;

pub(super) struct Bluesky;

#[async_trait]
impl Adapter for Bluesky {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: false },
            Field { name: "handle", kind: FieldKind::Plain, required: true },
            Field { name: "password", kind: FieldKind::Secret, required: true },
        ]
    }

    fn home(&self) -> &'static str {
        "https://bsky.social"
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let session = create(to).await?;
        // The profile is the application's, and a new account may have none yet.
        let path = format!("app.bsky.actor.getProfile?actor={}", session.did);
        let profile: Profile = match ask(to, &session, &path).await {
            Ok(profile) => profile,
            Err(fault) if fault.class == Class::Content => Profile::default(),
            Err(fault) => return Err(fault),
        };
        let name = profile.display_name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| session.handle.clone());
        let address = format!("https://bsky.app/profile/{}", session.did);
        Ok(Account { id: session.did, name, handle: format!("@{}", session.handle), address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match put(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        let looked = async {
            let session = session(to).await?;
            get(to, &session, &session.did, &record::key(sought)).await.map(|record| record.remote())
        };
        match looked.await {
            Ok(remote) => Sight::Found { remote },
            Err(fault) if fault.class == Class::Gone => Sight::NotFound,
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let session = session(to).await?;
        let (_, key) = parts(&remote.id)?;
        let body = json!({ "repo": session.did, "collection": POSTS, "rkey": key });
        tell(to, &session, "com.atproto.repo.deleteRecord", &body).await.map(drop)
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        #[derive(Deserialize)]
        struct Told {
            posts: Vec<Post>,
        }
        let session = session(to).await?;
        let mut counted = Vec::new();
        for some in remotes.chunks(COUNTED_AT_ONCE) {
            let uris: Vec<_> = some.iter().map(|remote| format!("uris={}", escaped(&remote.id))).collect();
            let told: Told = ask(to, &session, &format!("app.bsky.feed.getPosts?{}", uris.join("&"))).await?;
            let of = |remote: &Remote| told.posts.iter().find(|post| post.uri == remote.id).map(Post::counts);
            counted.extend(some.iter().filter_map(|remote| Some((remote.clone(), of(remote)?))));
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        #[derive(Deserialize)]
        struct Told {
            feed: Vec<Shown>,
        }
        #[derive(Deserialize)]
        struct Shown {
            post: Post,
        }
        let session = session(to).await?;
        let path = format!("app.bsky.feed.getAuthorFeed?actor={}&limit={LOOKED_AT_MAX}&filter=posts_with_replies", session.did);
        let told: Told = ask(to, &session, &path).await?;
        // What others said and we passed on stands in the same list.
        let ours = told.feed.into_iter().map(|shown| shown.post).filter(|post| post.author.did == session.did);
        Ok(ours.filter(|post| post.record.created_at >= since).map(Post::said).collect())
    }

    async fn accounts(&self, to: &Connection<'_>, words: &str) -> Result<Vec<Named>, Fault> {
        #[derive(Deserialize)]
        struct Told {
            actors: Vec<Actor>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Actor {
            handle: String,
            display_name: Option<String>,
        }
        let session = session(to).await?;
        let path = format!("app.bsky.actor.searchActorsTypeahead?limit={ACCOUNTS_ASKED}&q={}", escaped(words));
        let told: Told = ask(to, &session, &path).await?;
        let named = |actor: Actor| {
            let name = actor.display_name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| actor.handle.clone());
            Named { handle: format!("@{}", actor.handle), name }
        };
        Ok(told.actors.into_iter().map(named).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        let kept = to.secrets.get("refresh_token");
        let session = match kept {
            Some(token) => match renew(to, token.reveal()).await {
                // One that has ended or was taken back; the password may still be good.
                Err(fault) if fault.class == Class::Auth => create(to).await?,
                renewed => renewed?,
            },
            None => create(to).await?,
        };
        let expires_at = ends(&session.access_jwt).map(|end| end.saturating_mul(1_000_000));
        let secrets = [("token", session.access_jwt), ("refresh_token", session.refresh_jwt)];
        let secrets = secrets.into_iter().map(|(name, secret)| (name.to_owned(), Secret::new(secret))).collect();
        Ok(Some(Grant { secrets, expires_at }))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    access_jwt: String,
    #[serde(default)]
    refresh_jwt: String,
    did: String,
    #[serde(default)]
    handle: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    display_name: Option<String>,
}

/// Where a record is, and which one.
#[derive(Deserialize)]
struct Recorded {
    uri: String,
    cid: String,
}

impl Recorded {
    fn remote(&self) -> Remote {
        Remote { id: self.uri.clone(), address: address(&self.uri) }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Post {
    uri: String,
    author: Author,
    record: Text,
    like_count: Option<u64>,
    reply_count: Option<u64>,
    repost_count: Option<u64>,
    quote_count: Option<u64>,
    bookmark_count: Option<u64>,
}

#[derive(Deserialize)]
struct Author {
    did: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    text: String,
    created_at: Timestamp,
}

impl Post {
    fn counts(&self) -> Counts {
        let shares = [self.repost_count, self.quote_count].into_iter().flatten().reduce(u64::saturating_add);
        Counts { likes: self.like_count, replies: self.reply_count, shares, views: None, saves: self.bookmark_count }
    }

    fn said(self) -> Said {
        let remote = Remote { address: address(&self.uri), id: self.uri.clone() };
        Said { remote, at: self.record.created_at.as_microsecond(), counts: self.counts(), text: self.record.text }
    }
}

/// The session that is kept, as long as it lasts; otherwise a new one from the password.
async fn session(to: &Connection<'_>) -> Result<Session, Fault> {
    let kept = to.secrets.get("token").map(Secret::reveal).unwrap_or_default();
    let lasts = ends(kept).is_some_and(|end| end > to.now.as_second().saturating_add(TOKEN_LEFT_S_MIN));
    if lasts && to.account.starts_with("did:") {
        let (access_jwt, did) = (kept.to_owned(), to.account.to_owned());
        return Ok(Session { access_jwt, did, refresh_jwt: String::new(), handle: String::new() });
    }
    // Nothing has been said yet, whatever becomes of this.
    create(to).await.map_err(Fault::before)
}

async fn create(to: &Connection<'_>) -> Result<Session, Fault> {
    let handle = to.setting("handle").trim_start_matches('@');
    let body = json!({ "identifier": handle, "password": to.secret("password")? });
    let call = Call::json(Method::POST, to.at("/xrpc/com.atproto.server.createSession")?, &body, to.now);
    read(to.call_by(call, judge).await?)
}

async fn renew(to: &Connection<'_>, token: &str) -> Result<Session, Fault> {
    let mut call = Call::get(to.at("/xrpc/com.atproto.server.refreshSession")?, to.now);
    call.method = Method::POST;
    read(to.call_by(call.with("authorization", format!("Bearer {token}")), judge).await?)
}

/// When a token ends, seconds since 1970, as it says itself (RFC 7519, `exp`). It is not judged by us, only kept.
fn ends(token: &str) -> Option<i64> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?.trim_end_matches('=')).ok()?;
    serde_json::from_slice::<Value>(&payload).ok()?.get("exp")?.as_i64()
}

async fn ask<T: DeserializeOwned>(to: &Connection<'_>, session: &Session, query: &str) -> Result<T, Fault> {
    let call = Call::get(to.at(&format!("/xrpc/{query}"))?, to.now).with("authorization", session.bearer());
    read(to.call_by(call, judge).await?)
}

async fn tell(to: &Connection<'_>, session: &Session, method: &str, body: &Value) -> Result<Value, Fault> {
    let call = Call::json(Method::POST, to.at(&format!("/xrpc/{method}"))?, body, to.now);
    to.call_by(call.with("authorization", session.bearer()), judge).await
}

fn read<T: DeserializeOwned>(told: Value) -> Result<T, Fault> {
    Ok(serde_json::from_value(told)?)
}

impl Session {
    fn bearer(&self) -> String {
        format!("Bearer {}", self.access_jwt)
    }
}

/// A record of somebody's. One that is not there is [`Class::Gone`].
async fn get(to: &Connection<'_>, session: &Session, repo: &str, key: &str) -> Result<Recorded, Fault> {
    let query = format!("com.atproto.repo.getRecord?repo={repo}&collection={POSTS}&rkey={key}");
    ask(to, session, &query).await
}

async fn put(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let session = session(to).await?;
    // Whatever fails here, nothing has been said yet.
    let record = record::write(to, &session, sending).await.map_err(Fault::before)?;
    let body = json!({ "repo": session.did, "collection": POSTS, "rkey": record::key(sending), "record": record });
    let recorded: Recorded = read(tell(to, &session, "com.atproto.repo.putRecord", &body).await?)?;
    Ok(recorded.remote())
}

/// What a refusal means by the protocol's own names for it (atproto.com/specs/xrpc): a dead token answers 400.
fn judge(told: &Value, fault: Fault) -> Fault {
    match text_at(told, "/error").as_str() {
        "InvalidToken" | "ExpiredToken" | "AuthenticationRequired" | "AuthMissing" | "AuthFactorTokenRequired" => {
            fault.as_class(Class::Auth)
        }
        "AccountTakedown" | "AccountDeactivated" | "RepoTakendown" | "RepoDeactivated" | "RepoSuspended" | "RepoNotFound"
        | "RecordNotFound" => fault.as_class(Class::Gone),
        "RateLimitExceeded" => fault.as_class(Class::Rate),
        "BlobTooLarge" | "InvalidMimeType" | "PayloadTooLarge" => fault.as_class(Class::Content),
        "MethodNotImplemented" | "XRPCNotSupported" => fault.as_class(Class::UnsupportedVersion),
        _ => fault,
    }
}

/// The repository and the key of an `at://` address.
fn parts(uri: &str) -> Result<(&str, &str), Fault> {
    let mut parts = uri.strip_prefix("at://").unwrap_or_default().split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(repo), Some(_), Some(key)) if !repo.is_empty() && !key.is_empty() => Ok((repo, key)),
        _ => Err(Fault::content(format!("“{uri}” is no address of a record"))),
    }
}

/// Where a person sees a post; all servers are seen through the same application.
fn address(uri: &str) -> String {
    parts(uri).map(|(repo, key)| format!("https://bsky.app/profile/{repo}/post/{key}")).unwrap_or_default()
}
