//! WordPress sites, by their REST interface (developer.wordpress.org/rest-api) with an application password.
//!
//! An article is first a draft that carries its key in a comment of its content, and then made public by one call of that draft's id: a
//! second try finds the draft, or what became of it, and never makes a second article that anybody sees.

mod terms;

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::{Picture, Variant, Visibility, article, pictured},
};
use jiff::Timestamp;
use reqwest::Method;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, File, Multipart, Said, Sending, Stands, connection::escaped,
    json::text_at, oauth::basic, read_back::hash, seen::earliest, told::told,
};
use crate::fetch::Call;

/// Articles of ours that are looked through for one, the last changed first.
const LOOKED_AT_MAX: usize = 50;
/// The states in which an article of ours may be.
const ANY_STATUS: &str = "publish,future,draft,pending,private";

pub(super) struct Wordpress;

#[async_trait]
impl Adapter for Wordpress {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "user", kind: FieldKind::Plain, required: true },
            Field { name: "password", kind: FieldKind::Secret, required: true },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me: Value = ask(to, "users/me", "context=edit").await?;
        if me.pointer("/capabilities/publish_posts").and_then(Value::as_bool) != Some(true) {
            return Err(Fault::auth("this user may not publish".to_owned()));
        }
        let site: Value = ask(to, "", "_fields=name,url").await?;
        let address = Some(text_at(&site, "/url")).filter(|url| !url.is_empty()).unwrap_or_else(|| to.server.to_string());
        let host = to.server.host_str().unwrap_or_default();
        let name = super::mastodon::plain(&text_at(&site, "/name"));
        let name = if name.trim().is_empty() { host.to_owned() } else { name };
        Ok(Account { id: text_at(&me, "/id"), name, handle: host.to_owned(), address, ..Account::default() })
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
            // A draft is what the next try goes on with.
            Ok(_) => Sight::NotFound,
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let mut body = body(to, sending).await.map_err(Fault::before)?;
        body.insert("status".to_owned(), status(sending.variant).into());
        let post: Post = read(tell(to, &format!("{}/{}", kind(sending.variant), number(remote)?), &body.into()).await?)?;
        Ok(post.remote())
    }

    async fn stands(&self, to: &Connection<'_>, remote: &Remote) -> Result<Option<Stands>, Fault> {
        let told = present(to, remote).await?;
        Ok(Some(Stands::read(text_at(&told, "/title/raw"), &text_at(&told, "/content/raw"), &text_at(&told, "/modified_gmt"))))
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let number = number(remote)?;
        for kind in ["posts", "pages"] {
            let mut call = Call::get(at(to, &format!("{kind}/{number}"), "")?, to.now);
            call.method = Method::DELETE;
            match to.call_by(call.with("authorization", who(to)?), judge).await {
                // What is in the bin or gone is what was wanted; of another kind, it is looked for there.
                Err(fault) if fault.class == Class::Gone => {}
                answered => return answered.map(drop),
            }
        }
        Ok(())
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let query = format!("context=edit&author={}&after={}&per_page=100&orderby=date", to.account, escaped(&since.to_string()));
        let posts: Vec<Post> = ask(to, "posts", &query).await?;
        let said = |post: Post| {
            let at = post.date_gmt.parse::<jiff::civil::DateTime>().and_then(|at| at.to_zoned(jiff::tz::TimeZone::UTC));
            let text = format!("{}\n\n{}", post.title.raw, super::mastodon::plain(&post.content.raw));
            Some(Said { at: at.ok()?.timestamp().as_microsecond(), remote: post.remote(), text, counts: Counts::default() })
        };
        Ok(posts.into_iter().filter_map(said).collect())
    }
}

#[derive(Deserialize)]
struct Post {
    id: u64,
    link: String,
    status: String,
    #[serde(default)]
    date_gmt: String,
    title: Raw,
    content: Raw,
}

#[derive(Default, Deserialize)]
struct Raw {
    #[serde(default)]
    raw: String,
}

impl Post {
    fn remote(&self) -> Remote {
        Remote { id: self.id.to_string(), address: self.link.clone() }
    }

    /// Whether it is where the writer wanted it: not a draft of ours on the way there.
    fn has_left(&self, variant: &Variant) -> bool {
        self.status != "draft" || status(variant) == "draft"
    }
}

/// An article is a post unless it is said to be a page.
fn kind(variant: &Variant) -> &'static str {
    if variant.settings.get("kind").is_some_and(|kind| kind == "page") { "pages" } else { "posts" }
}

fn status(variant: &Variant) -> &str {
    let chosen = variant.settings.get("status").map_or("", String::as_str);
    match (chosen, variant.visibility) {
        ("", Some(Visibility::Private)) => "private",
        ("", _) => "publish",
        (chosen, _) => chosen,
    }
}

/// What marks an article as this step, in a comment of its content.
fn mark(key: &str) -> String {
    format!("<!-- parvis:{key} -->")
}

fn number(remote: &Remote) -> Result<u64, Fault> {
    remote.id.parse().map_err(|error| Fault::content(format!("“{}” is no number of an article: {error}", remote.id)))
}

fn who(to: &Connection<'_>) -> Result<String, Fault> {
    // WordPress shows application passwords in groups of four and does not care about the spaces.
    Ok(basic(to.setting("user"), to.secret("password")?.trim()))
}

/// The address of a route. The form that works whatever the site's permanent links look like.
fn at(to: &Connection<'_>, route: &str, query: &str) -> Result<url::Url, Fault> {
    let base = if route.is_empty() { "" } else { "wp/v2/" };
    let more = if query.is_empty() { String::new() } else { format!("&{query}") };
    to.at(&format!("/?rest_route=/{base}{route}{more}"))
}

async fn ask<T: DeserializeOwned>(to: &Connection<'_>, route: &str, query: &str) -> Result<T, Fault> {
    let call = Call::get(at(to, route, query)?, to.now).with("authorization", who(to)?);
    read(to.call_by(call, judge).await?)
}

async fn tell(to: &Connection<'_>, route: &str, body: &Value) -> Result<Value, Fault> {
    let call = Call::json(Method::POST, at(to, route, "context=edit")?, body, to.now).with("authorization", who(to)?);
    to.call_by(call, judge).await
}

fn read<T: DeserializeOwned>(told: Value) -> Result<T, Fault> {
    Ok(serde_json::from_value(told)?)
}

/// What a refusal means by WordPress's own codes.
fn judge(told: &Value, fault: Fault) -> Fault {
    // Whoever has the wrong password is taken for a visitor, who may not ask for drafts.
    if text_at(told, "/data/details/status/code") == "rest_forbidden_status" {
        return fault.as_class(Class::Auth);
    }
    match text_at(told, "/code").as_str() {
        "rest_no_route" => fault.as_class(Class::UnsupportedVersion),
        "rest_post_invalid_id" | "rest_already_trashed" => fault.as_class(Class::Gone),
        "incorrect_password" | "invalid_username" | "rest_not_logged_in" | "application_passwords_disabled" => {
            fault.as_class(Class::Auth)
        }
        // A file that the site does not take is answered with 500.
        code if code.starts_with("rest_upload") => fault.as_class(Class::Content),
        code if code.starts_with("rest_invalid") || code.starts_with("rest_missing") => fault.as_class(Class::Content),
        _ => fault,
    }
}

/// An article or a page as it is now: when it was changed, its title, its content.
async fn present(to: &Connection<'_>, remote: &Remote) -> Result<Value, Fault> {
    let number = number(remote)?;
    let query = "context=edit&_fields=modified_gmt,title,content";
    match ask(to, &format!("posts/{number}"), query).await {
        Err(fault) if fault.class == Class::Gone => ask(to, &format!("pages/{number}"), query).await,
        told => told,
    }
}

/// The article of this step, in whatever state.
async fn with_key(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Post>, Fault> {
    let since = escaped(&earliest(sought).to_string());
    let query = format!(
        "context=edit&author={}&status={ANY_STATUS}&modified_after={since}&orderby=modified&per_page={LOOKED_AT_MAX}",
        to.account
    );
    let posts: Vec<Post> = ask(to, kind(sought.variant), &query).await?;
    let mark = mark(sought.key);
    Ok(posts.into_iter().find(|post| post.content.raw.contains(&mark) && !sought.others.contains(&post.id.to_string())))
}

async fn publish(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let kind = kind(sending.variant);
    let draft = match with_key(to, sending).await.map_err(Fault::before)? {
        Some(post) if post.has_left(sending.variant) => return Ok(post.remote()),
        Some(post) => post,
        None => {
            let mut body = body(to, sending).await.map_err(Fault::before)?;
            body.insert("status".to_owned(), "draft".into());
            // Whatever is lost here is a draft at most.
            tell(to, kind, &body.into()).await.and_then(read::<Post>).map_err(Fault::before)?
        }
    };
    let wanted = status(sending.variant);
    if wanted == "draft" {
        return Ok(draft.remote());
    }
    let post: Post = read(tell(to, &format!("{kind}/{}", draft.id), &json!({ "status": wanted })).await?)?;
    Ok(post.remote())
}

/// All of an article but its state.
async fn body(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Map<String, Value>, Fault> {
    let variant = sending.variant;
    let within = pictured(&variant.text);
    let (mut placed, mut featured) = (Vec::new(), None);
    let mut images = Vec::new();
    for (place, file) in sending.files.iter().enumerate() {
        let (id, address) = upload(to, file, sending.key).await?;
        if file.mime.starts_with("image/") {
            // The one that stands for the article comes first, as it does in lists.
            images.insert(if within.contains(&(place + 1)) { images.len() } else { 0 }, address.clone());
        }
        let is_within = within.contains(&(place + 1));
        if !is_within && featured.is_none() && file.mime.starts_with("image/") {
            featured = Some(id);
            placed.push((Picture::default(), true));
        } else {
            let picture = Picture { address, alt: file.alt.clone(), width: file.width, height: file.height };
            placed.push((picture, is_within));
        }
    }
    let mut markdown = variant.text.clone();
    for (place, _) in placed.iter().enumerate().filter(|(_, (_, shown))| !shown) {
        markdown.push_str(&format!("\n\n![](media:{})", place + 1));
    }
    let html = article(&markdown, |number| placed.get(number - 1).map(|(picture, _)| picture.clone()));
    let told = told(variant, &images, false);
    // From whom may not write every HTML, the site takes the element and leaves its words for all to read.
    let told = if told.is_some() && may_tell(to).await? { told } else { None };
    let mut body = Map::new();
    body.insert("title".to_owned(), variant.title.trim().into());
    body.insert("content".to_owned(), format!("{html}{}{}", told.unwrap_or_default(), mark(sending.key)).into());
    body.extend(featured.map(|id| ("featured_media".to_owned(), id.into())));
    for name in ["slug", "excerpt"] {
        body.extend(setting(variant, name).map(|said| (name.to_owned(), said.into())));
    }
    // A moment that is still to come makes WordPress publish by itself then.
    body.extend(setting(variant, "date").map(|at| ("date_gmt".to_owned(), at.trim_end_matches('Z').into())));
    if kind(variant) == "posts" {
        for (name, makes) in [("categories", false), ("tags", true)] {
            if let Some(said) = setting(variant, name) {
                body.insert(name.to_owned(), terms::ids(to, name, said, makes).await?.into());
            }
        }
    }
    Ok(body)
}

/// Whether what this user writes is kept as it is, scripts among it.
async fn may_tell(to: &Connection<'_>) -> Result<bool, Fault> {
    let me: Value = ask(to, "users/me", "context=edit&_fields=capabilities").await?;
    Ok(me.pointer("/capabilities/unfiltered_html").and_then(Value::as_bool) == Some(true))
}

fn setting<'a>(variant: &'a Variant, name: &str) -> Option<&'a str> {
    variant.settings.get(name).map(|said| said.trim()).filter(|said| !said.is_empty())
}

/// Brings a file into the site's library and gives its number and address; the same bytes of the same step only once.
async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<(u64, String), Fault> {
    #[derive(Deserialize)]
    struct Medium {
        id: u64,
        source_url: String,
    }
    let slug = format!("parvis-{}-{}", key.to_ascii_lowercase(), hash(&file.bytes));
    let there: Vec<Medium> = ask(to, "media", &format!("slug={slug}")).await?;
    if let Some(medium) = there.into_iter().next() {
        return Ok((medium.id, medium.source_url));
    }
    let form = Multipart::new(key).field("slug", &slug).field("title", &file.alt).field("alt_text", &file.alt);
    let (kind, body) = form.file("file", file).finish();
    let call = Call { method: Method::POST, address: at(to, "media", "")?, headers: Vec::new(), body, now: to.now };
    let call = call.with("content-type", kind).with("authorization", who(to)?);
    let medium: Medium = read(to.call_by(call, judge).await?)?;
    Ok((medium.id, medium.source_url))
}
