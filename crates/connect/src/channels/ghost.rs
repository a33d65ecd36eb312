//! Ghost sites, by the Admin interface (docs.ghost.org/admin-api) with the key of an integration.
//!
//! As on WordPress, an article is first a draft that carries its key, here in what the site puts at the end of the page, and then made public
//! by one call of that draft's id.

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::{Picture, Variant, article, pictured},
};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::Sha256;

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, File, Multipart, Said, Sending, Stands, connection::escaped,
    json::text_at, seen::earliest, told::told,
};
use crate::fetch::Call;

/// The version of the interface that is spoken; see the table of networks.
const VERSION: &str = "v6.0";
/// How long a signed call is good, seconds; the interface refuses more than five minutes.
const TOKEN_S: i64 = 240;
/// Articles of ours that are looked through for one, the last changed first.
const LOOKED_AT_MAX: usize = 50;

pub(super) struct Ghost;

#[async_trait]
impl Adapter for Ghost {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "key", kind: FieldKind::Secret, required: true },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        // The site tells of itself without a key; the articles do not.
        ask(to, "posts", "limit=1&fields=id").await?;
        let site = ask(to, "site", "").await?;
        let host = to.server.host_str().unwrap_or_default().to_owned();
        let name = Some(text_at(&site, "/site/title")).filter(|title| !title.trim().is_empty()).unwrap_or_else(|| host.clone());
        Ok(Account { id: host.clone(), name, handle: host, address: text_at(&site, "/site/url"), ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match publish(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match with_key(to, sought).await {
            Ok(Some(post)) if post.has_left(sought.variant) => Sight::Found { remote: post.remote() },
            Ok(_) => Sight::NotFound,
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let kind = kind(sending.variant);
        let there = there(to, kind, remote).await?;
        let mut body = body(to, sending).await.map_err(Fault::before)?;
        body.insert("updated_at".to_owned(), there.updated_at.into());
        put(to, kind, &remote.id, "source=html", body).await.map(|post| post.remote())
    }

    async fn stands(&self, to: &Connection<'_>, remote: &Remote) -> Result<Option<Stands>, Fault> {
        let asked = async |kind: &str| {
            one(&ask(to, &format!("{kind}/{}", remote.id), "formats=html").await?, kind)
                .map(|post: Post| Stands::read(post.title, post.html.as_deref().unwrap_or_default(), &post.updated_at))
        };
        match asked("posts").await {
            Err(fault) if fault.class == Class::Gone => asked("pages").await.map(Some),
            there => there.map(Some),
        }
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        for kind in ["posts", "pages"] {
            let mut call = signed(to, Call::get(at(to, &format!("{kind}/{}", remote.id), "")?, to.now))?;
            call.method = Method::DELETE;
            match to.call_by(call, judge).await {
                Err(fault) if fault.class == Class::Gone => {}
                answered => return answered.map(drop),
            }
        }
        Ok(())
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let filter = format!("status:published+published_at:>'{}'", written(since));
        let query = format!("filter={}&formats=plaintext&limit=100&order=published_at%20desc", escaped(&filter));
        let told = ask(to, "posts", &query).await?;
        let posts: Vec<Post> = told.get("posts").cloned().map(serde_json::from_value).transpose()?.unwrap_or_default();
        let said = |post: Post| {
            let text = format!("{}\n\n{}", post.title, post.plaintext.as_deref().unwrap_or_default().trim());
            let at = post.published_at?.as_microsecond();
            Some(Said { remote: post.remote(), text, at, counts: Counts::default() })
        };
        Ok(posts.into_iter().filter_map(said).collect())
    }
}

#[derive(Deserialize)]
struct Post {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    updated_at: String,
    published_at: Option<Timestamp>,
    codeinjection_foot: Option<String>,
    plaintext: Option<String>,
    html: Option<String>,
}

impl Post {
    fn remote(&self) -> Remote {
        Remote { id: self.id.clone(), address: self.url.clone() }
    }

    fn has_left(&self, variant: &Variant) -> bool {
        self.status != "draft" || setting(variant, "status") == Some("draft")
    }
}

fn kind(variant: &Variant) -> &'static str {
    if setting(variant, "kind") == Some("page") { "pages" } else { "posts" }
}

fn setting<'a>(variant: &'a Variant, name: &str) -> Option<&'a str> {
    variant.settings.get(name).map(|said| said.trim()).filter(|said| !said.is_empty())
}

/// What marks an article as this step, at the end of its page.
fn mark(key: &str) -> String {
    format!("<!-- parvis:{key} -->")
}

/// A moment as filters want it.
fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn at(to: &Connection<'_>, route: &str, query: &str) -> Result<url::Url, Fault> {
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    to.at(&format!("/ghost/api/admin/{route}/{query}"))
}

/// The call with a token that is good for a few minutes (docs.ghost.org/admin-api, "Token authentication"): a JWT (RFC 7519) of the second
/// half of the key, named by the first.
fn signed(to: &Connection<'_>, call: Call) -> Result<Call, Fault> {
    let wrong = || Fault::auth("the key is not of the form that Ghost shows: an id, a colon and a secret".to_owned());
    let (id, secret) = to.secret("key")?.trim().split_once(':').ok_or_else(wrong)?;
    let secret = bytes(secret).ok_or_else(wrong)?;
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let at = to.now.as_second();
    let head = part(json!({ "alg": "HS256", "typ": "JWT", "kid": id }));
    let claims = part(json!({ "iat": at, "exp": at.saturating_add(TOKEN_S), "aud": "/admin/" }));
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret).map_err(|error| Fault::auth(error.to_string()))?;
    mac.update(format!("{head}.{claims}").as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Ok(call.with("authorization", format!("Ghost {head}.{claims}.{signature}")).with("accept-version", VERSION))
}

/// The bytes that hexadecimal digits write.
fn bytes(hexadecimal: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        hexadecimal.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    let whole = !digits.is_empty() && digits.len().is_multiple_of(2);
    whole.then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

async fn ask(to: &Connection<'_>, route: &str, query: &str) -> Result<Value, Fault> {
    to.call_by(signed(to, Call::get(at(to, route, query)?, to.now))?, judge).await
}

async fn put(to: &Connection<'_>, kind: &str, id: &str, query: &str, body: Map<String, Value>) -> Result<Post, Fault> {
    let address = at(to, &format!("{kind}/{id}"), query)?;
    let call = Call::json(Method::PUT, address, &json!({ kind: [body] }), to.now);
    one(&to.call_by(signed(to, call)?, judge).await?, kind)
}

/// The one article of an answer.
fn one(told: &Value, kind: &str) -> Result<Post, Fault> {
    Ok(serde_json::from_value(told.pointer(&format!("/{kind}/0")).cloned().unwrap_or_default())?)
}

async fn there(to: &Connection<'_>, kind: &str, remote: &Remote) -> Result<Post, Fault> {
    one(&ask(to, &format!("{kind}/{}", remote.id), "").await?, kind)
}

/// What a refusal means by Ghost's own names.
fn judge(told: &Value, fault: Fault) -> Fault {
    let (kind, code) = (text_at(told, "/errors/0/type"), text_at(told, "/errors/0/code"));
    let context = text_at(told, "/errors/0/context");
    let fault = if context.is_empty() { fault } else { Fault { said: format!("{} {context}", fault.said), ..fault } };
    match (kind.as_str(), code.as_str()) {
        (_, "INVALID_JWT" | "INVALID_AUTH_TYPE" | "UNKNOWN_ADMIN_API_KEY") => fault.as_class(Class::Auth),
        ("UpdateCollisionError" | "ValidationError" | "HostLimitError" | "UnsupportedMediaTypeError", _) => {
            fault.as_class(Class::Content)
        }
        ("RequestNotAcceptableError", _) => fault.as_class(Class::UnsupportedVersion),
        ("MaintenanceError", _) => fault.as_class(Class::Network),
        _ => fault,
    }
}

/// The article of this step, in whatever state.
async fn with_key(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Post>, Fault> {
    let kind = kind(sought.variant);
    let filter = format!("updated_at:>'{}'", written(earliest(sought)));
    // Without the `uuid`, the address of what is not public yet is wrong.
    let fields = "id,uuid,slug,title,url,status,updated_at,published_at,codeinjection_foot";
    let query = format!("filter={}&fields={fields}&limit={LOOKED_AT_MAX}&order=updated_at%20desc", escaped(&filter));
    let told = ask(to, kind, &query).await?;
    let posts: Vec<Post> = serde_json::from_value(told.get(kind).cloned().unwrap_or_default())?;
    let mark = mark(sought.key);
    let is = |post: &Post| post.codeinjection_foot.as_ref().is_some_and(|foot| foot.contains(&mark));
    Ok(posts.into_iter().find(|post| is(post) && !sought.others.contains(&post.id)))
}

async fn publish(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let (variant, kind) = (sending.variant, kind(sending.variant));
    let draft = match with_key(to, sending).await.map_err(Fault::before)? {
        Some(post) if post.has_left(variant) => return Ok(post.remote()),
        Some(post) => post,
        None => draft(to, sending).await.map_err(Fault::before)?,
    };
    let mut body = Map::from_iter([("updated_at".to_owned(), draft.updated_at.clone().into())]);
    match (setting(variant, "status"), setting(variant, "date")) {
        (Some("draft"), _) => return Ok(draft.remote()),
        (_, Some(at)) if at.parse::<Timestamp>().is_ok_and(|at| at > to.now) => {
            body.insert("status".to_owned(), "scheduled".into());
            body.insert("published_at".to_owned(), at.into());
        }
        _ => {
            body.insert("status".to_owned(), "published".into());
        }
    }
    // With a newsletter, making it public is what sends the mails.
    let query = setting(variant, "newsletter").map(|name| format!("newsletter={}", escaped(name))).unwrap_or_default();
    put(to, kind, &draft.id, &query, body).await.map(|post| post.remote())
}

async fn draft(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Post, Fault> {
    let kind = kind(sending.variant);
    let mut body = body(to, sending).await?;
    body.insert("status".to_owned(), "draft".into());
    let call = Call::json(Method::POST, at(to, kind, "source=html")?, &json!({ kind: [body] }), to.now);
    one(&to.call_by(signed(to, call)?, judge).await?, kind)
}

/// All of an article but its state.
async fn body(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Map<String, Value>, Fault> {
    let variant = sending.variant;
    let within = pictured(&variant.text);
    let mut body = Map::new();
    let (mut placed, mut markdown) = (Vec::new(), variant.text.clone());
    for (place, file) in sending.files.iter().enumerate() {
        let address = upload(to, file, sending.key).await?;
        if !within.contains(&(place + 1)) {
            if !body.contains_key("feature_image") && file.mime.starts_with("image/") {
                body.insert("feature_image".to_owned(), address.clone().into());
                body.insert("feature_image_alt".to_owned(), file.alt.as_str().into());
            } else {
                markdown.push_str(&format!("\n\n![](media:{})", place + 1));
            }
        }
        placed.push(Picture { address, alt: file.alt.clone(), width: file.width, height: file.height });
    }
    body.insert("title".to_owned(), variant.title.trim().into());
    body.insert("html".to_owned(), article(&markdown, |number| placed.get(number - 1).cloned()).into());
    body.insert("codeinjection_foot".to_owned(), mark(sending.key).into());
    // The one that stands for the article comes first, as it does in lists.
    let (within, outside): (Vec<_>, Vec<_>) = (1..).zip(&placed).partition(|(number, _)| within.contains(number));
    let images: Vec<String> = outside.into_iter().chain(within).map(|(_, picture)| picture.address.clone()).collect();
    body.extend(told(variant, &images, true).map(|script| ("codeinjection_head".to_owned(), script.into())));
    for (name, field) in [("slug", "slug"), ("excerpt", "custom_excerpt"), ("canonical", "canonical_url")] {
        body.extend(setting(variant, name).map(|said| (field.to_owned(), said.into())));
    }
    if let Some(tags) = setting(variant, "tags") {
        let tags: Vec<_> =
            tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(|tag| json!({ "name": tag })).collect();
        body.insert("tags".to_owned(), tags.into());
    }
    Ok(body)
}

/// Brings a picture there and gives its address. One that no article shows harms nobody.
async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let (kind, body) = Multipart::new(key).field("purpose", "image").field("ref", &file.name).file("file", file).finish();
    let call = Call { method: Method::POST, address: at(to, "images/upload", "")?, headers: Vec::new(), body, now: to.now };
    let told = to.call_by(signed(to, call.with("content-type", kind))?, judge).await?;
    match text_at(&told, "/images/0/url") {
        address if address.is_empty() => Err(Fault::unbelievable("the site did not say where it put a file".to_owned())),
        address => Ok(address),
    }
}
