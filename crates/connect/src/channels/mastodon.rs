//! Servers that speak the Mastodon API (docs.joinmastodon.org): Mastodon, `GoToSocial`, Pleroma and others.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::Visibility,
};
use jiff::Timestamp;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Application, Connection, Consent, Counts, Fault, Field, FieldKind, File, Limits, Multipart, Named, Said,
    Sending, StepKind, connection::escaped, json::number_at, seen::Seen,
};
use crate::{fetch::Call, notify::Secret};

/// The version of what was never edited.
const UNEDITED: &str = "unedited";
/// Statuses of the account that are looked through for one of ours, newest first: one page.
const LOOKED_AT_MAX: usize = 40;
/// How often an upload that is still at work is asked about before it counts as refused for now.
const UPLOAD_LOOKS_MAX: u32 = 20;
/// So many accounts are asked for at once.
const ACCOUNTS_ASKED: u32 = 8;

pub(super) struct Mastodon;

const CONSENT: Consent = Consent::standard("/oauth/authorize", "/oauth/token", &["read", "write:statuses", "write:media"]);

#[async_trait]
impl Adapter for Mastodon {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "token", kind: FieldKind::Secret, required: false },
        ]
    }

    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn register(&self, to: &Connection<'_>, redirect: &str) -> Result<Option<Application>, Fault> {
        #[derive(Deserialize)]
        struct Keys {
            client_id: String,
            client_secret: String,
        }
        let asked = json!({
            "client_name": "Parvis", "redirect_uris": redirect, "scopes": CONSENT.scopes.join(" "), "website": "",
        });
        let keys: Keys = to.call(Call::json(Method::POST, to.at("/api/v1/apps")?, &asked, to.now)).await?.json()?;
        Ok(Some(Application { id: keys.client_id, secret: Secret::new(keys.client_secret) }))
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        #[derive(Deserialize)]
        struct Me {
            id: String,
            acct: String,
            display_name: String,
            url: String,
        }
        let me: Me = to.call(to.reading("/api/v1/accounts/verify_credentials")?).await?.json()?;
        let host = to.server.host_str().unwrap_or_default();
        let name = if me.display_name.trim().is_empty() { me.acct.clone() } else { me.display_name };
        let handle = format!("@{}@{host}", me.acct);
        Ok(Account { id: me.id, name, handle, address: me.url, limits: limits(to).await, expires_at: None })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match status(to, sending).await {
            Ok(status) => Outcome::Accepted { remote: status.remote() },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match statuses(to).await {
            Ok(statuses) => {
                let found = statuses.into_iter().find(|status| status.is(sought));
                found.map_or(Sight::NotFound, |status| Sight::Found { remote: status.remote() })
            }
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let path = format!("/api/v1/statuses/{}", remote.id);
        let call = to.writing(Method::PUT, &path, &body(to, sending).await?)?;
        let status: Status = to.call(call).await?.json()?;
        Ok(status.remote())
    }

    async fn version(&self, to: &Connection<'_>, remote: &Remote) -> Result<Option<String>, Fault> {
        let status: Status = to.call(to.reading(&format!("/api/v1/statuses/{}", remote.id))?).await?.json()?;
        Ok(Some(status.edited_at.unwrap_or_else(|| UNEDITED.to_owned())))
    }

    fn first_version(&self) -> Option<&'static str> {
        Some(UNEDITED)
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let mut call = to.reading(&format!("/api/v1/statuses/{}", remote.id))?;
        call.method = Method::DELETE;
        match to.call(call).await {
            // What is gone is what was wanted.
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes {
            match to.call(to.reading(&format!("/api/v1/statuses/{}", remote.id))?).await {
                Ok(reply) => counted.push((remote.clone(), reply.json::<Status>()?.counts())),
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn accounts(&self, to: &Connection<'_>, words: &str) -> Result<Vec<Named>, Fault> {
        #[derive(Deserialize)]
        struct Told {
            accounts: Vec<Found>,
        }
        #[derive(Deserialize)]
        struct Found {
            acct: String,
            #[serde(default)]
            display_name: String,
        }
        let path = format!("/api/v2/search?type=accounts&limit={ACCOUNTS_ASKED}&q={}", escaped(words));
        let told: Told = to.call(to.reading(&path)?).await?.json()?;
        let host = to.server.host_str().unwrap_or_default();
        let named = |found: Found| {
            // Of its own people the server tells the name alone; elsewhere that would be somebody else.
            let handle = if found.acct.contains('@') { format!("@{}", found.acct) } else { format!("@{}@{host}", found.acct) };
            let name = if found.display_name.trim().is_empty() { found.acct } else { found.display_name };
            Named { handle, name }
        };
        Ok(told.accounts.into_iter().map(named).collect())
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let statuses = statuses(to).await?;
        Ok(statuses.into_iter().filter(|status| status.created_at >= since).map(Status::said).collect())
    }
}

#[derive(Deserialize)]
struct Status {
    id: String,
    url: Option<String>,
    uri: String,
    content: String,
    created_at: Timestamp,
    in_reply_to_id: Option<String>,
    #[serde(default)]
    spoiler_text: String,
    replies_count: Option<u64>,
    reblogs_count: Option<u64>,
    favourites_count: Option<u64>,
    edited_at: Option<String>,
    #[serde(default)]
    media_attachments: Vec<Value>,
}

impl Status {
    fn remote(&self) -> Remote {
        Remote { id: self.id.clone(), address: self.url.clone().unwrap_or_else(|| self.uri.clone()) }
    }

    fn counts(&self) -> Counts {
        Counts { likes: self.favourites_count, replies: self.replies_count, shares: self.reblogs_count, ..Counts::default() }
    }

    fn said(self) -> Said {
        Said { remote: self.remote(), text: plain(&self.content), at: self.created_at.as_microsecond(), counts: self.counts() }
    }

    /// Whether it is what we were about to say: the same words in the same place, not made before we were.
    fn is(&self, sought: &Sending<'_>) -> bool {
        let seen = Seen {
            id: &self.id,
            text: &plain(&self.content),
            at: Some(self.created_at),
            parent: self.in_reply_to_id.as_deref(),
            media: Some(self.media_attachments.len()),
        };
        seen.is(sought) && (sought.kind() != StepKind::Post || self.spoiler_text.trim() == sought.variant.warning.trim())
    }
}

/// What the server tells of its limits; nothing when it does not.
async fn limits(to: &Connection<'_>) -> Limits {
    let Ok(call) = to.reading("/api/v2/instance") else { return Limits::default() };
    let Ok(reply) = to.call(call).await else { return Limits::default() };
    let told: Value = reply.json().unwrap_or_default();
    let number = |path: &str| number_at(&told, &format!("/configuration{path}"));
    let small = |path: &str| number(path).and_then(|n| u32::try_from(n).ok());
    Limits {
        text_max: small("/statuses/max_characters"),
        images_max: small("/statuses/max_media_attachments"),
        alt_max: small("/media_attachments/description_limit"),
        image_bytes_max: number("/media_attachments/image_size_limit"),
        video_bytes_max: number("/media_attachments/video_size_limit"),
        poll_options_max: small("/polls/max_options"),
        poll_option_max: small("/polls/max_characters_per_option"),
        ..Limits::default()
    }
}

async fn statuses(to: &Connection<'_>) -> Result<Vec<Status>, Fault> {
    let path = format!("/api/v1/accounts/{}/statuses?limit={LOOKED_AT_MAX}&exclude_reblogs=true", to.account);
    Ok(to.call(to.reading(&path)?).await?.json()?)
}

async fn status(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Status, Fault> {
    // Whatever fails here, nothing has been said yet.
    let body = body(to, sending).await.map_err(Fault::before)?;
    let call = to.writing(Method::POST, "/api/v1/statuses", &body)?.with("idempotency-key", sending.key);
    let reply = to.call(call).await.map_err(|fault| {
        // A parent that is gone is about what is said; the account is still there.
        if fault.class == Class::Gone && sending.parent.is_some() { fault.as_class(Class::Content) } else { fault }
    })?;
    Ok(reply.json()?)
}

async fn body(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Value, Fault> {
    let mut media = Vec::new();
    for (place, file) in sending.files.iter().enumerate() {
        media.push(upload(to, file, &format!("{}{place}", sending.key)).await?);
    }
    let variant = sending.variant;
    let mut body = json!({ "status": sending.text(), "media_ids": media });
    if let Some(visibility) = variant.visibility {
        body["visibility"] = match visibility {
            Visibility::Public => "public",
            Visibility::Unlisted => "unlisted",
            Visibility::Followers => "private",
            Visibility::Private => "direct",
        }
        .into();
    }
    if !variant.language.is_empty() {
        body["language"] = variant.language.split('-').next().into();
    }
    if !variant.warning.trim().is_empty() {
        body["spoiler_text"] = variant.warning.trim().into();
        body["sensitive"] = (!sending.files.is_empty()).into();
    }
    if let Some(parent) = sending.parent {
        body["in_reply_to_id"] = parent.id.as_str().into();
    }
    if let Some(poll) = variant.poll.as_ref().filter(|_| sending.kind() == StepKind::Post) {
        body["poll"] = json!({ "options": poll.options, "expires_in": poll.seconds, "multiple": poll.multiple });
    }
    Ok(body)
}

/// Brings a file there and waits until the server has worked through it. One that is brought twice is never shown unless it is named.
async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    #[derive(Deserialize)]
    struct Media {
        id: String,
    }
    let (kind, form) = Multipart::new(key).field("description", &file.alt).file("file", file).finish();
    let call = Call { method: Method::POST, address: to.at("/api/v2/media")?, headers: Vec::new(), body: form, now: to.now };
    let reply = to.call(to.signed(call.with("content-type", kind))?).await?;
    let media: Media = reply.json()?;
    // 202: the server is still at work; 206 on the address of the file says so too.
    let mut at_work = reply.status == 202;
    let mut looks = 0;
    while at_work {
        if looks == UPLOAD_LOOKS_MAX {
            return Err(Fault {
                class: Class::Rate,
                said: "the server is still at work on a file".to_owned(),
                again_at: None,
                maybe_done: false,
            });
        }
        looks += 1;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        at_work = to.call(to.reading(&format!("/api/v1/media/{}", media.id))?).await?.status == 206;
    }
    Ok(media.id)
}

/// What a person reads of a status, which is sanitised HTML.
pub(super) fn plain(content: &str) -> String {
    domain::SafeHtml::sanitise(content, None).to_text()
}
