//! A Flickr account (flickr.com/services/api), whose calls are signed one by one (OAuth 1.0a). An id of a comment begins with `comment/`.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::Visibility,
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::Value;
use url::{Url, form_urlencoded};

use super::{
    Account, Adapter, Asking, Connection, Counts, Fault, Field, Grant, Multipart, Said, Sending,
    json::{list_at, needed, number_at, text_at},
    oauth1::Signer,
    seen::{Seen, earliest, letters},
};
use crate::{fetch::Call, notify::Secret};

const HOME: &str = "https://api.flickr.com";
const REQUEST: &str = "https://www.flickr.com/services/oauth/request_token";
const AUTHORIZE: &str = "https://www.flickr.com/services/oauth/authorize";
const ACCESS: &str = "https://www.flickr.com/services/oauth/access_token";
const UPLOAD: &str = "https://up.flickr.com/services/upload/";
/// Photos of the account that are looked through, newest first: one page.
const LOOKED_AT_MAX: &str = "50";
/// What begins the id of a comment.
const COMMENT: &str = "comment/";

pub(super) struct Flickr;

#[async_trait]
impl Adapter for Flickr {
    fn fields(&self) -> &'static [Field] {
        &[]
    }

    fn home(&self) -> &'static str {
        HOME
    }

    fn keys_at(&self) -> Option<&'static str> {
        Some("https://www.flickr.com/services/apps/create/")
    }

    async fn begin(&self, to: &Connection<'_>, asking: &Asking<'_>) -> Result<(Url, BTreeMap<String, Secret>), Fault> {
        // The older standard has no place for a state of ours but our own address.
        let mut redirect = Url::parse(asking.redirect).map_err(|error| Fault::content(error.to_string()))?;
        redirect.query_pairs_mut().append_pair("state", asking.state);
        let address = to.beside(HOME, REQUEST)?;
        let header = Signer::of(to, false)?.header("GET", &address, &[], &[("oauth_callback", redirect.as_str())], to.now);
        let asked = granted(&to.call(Call::get(address, to.now).with("authorization", header)).await?.said())?;
        let token = asked.secrets.get("token").map_or("", |token| token.reveal());
        let mut address = to.beside(HOME, AUTHORIZE)?;
        address.query_pairs_mut().append_pair("oauth_token", token).append_pair("perms", "delete");
        Ok((address, asked.secrets))
    }

    async fn finish(&self, to: &Connection<'_>, _asking: &Asking<'_>, code: &str) -> Result<Grant, Fault> {
        let address = to.beside(HOME, ACCESS)?;
        let header = Signer::of(to, true)?.header("GET", &address, &[], &[("oauth_verifier", code)], to.now);
        granted(&to.call(Call::get(address, to.now).with("authorization", header)).await?.said())
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let told = ask(to, "flickr.test.login", &[]).await?;
        let (id, name) = (needed(&told, "/user/id")?, text_at(&told, "/user/username/_content"));
        let address = format!("https://www.flickr.com/photos/{id}/");
        Ok(Account { id, handle: name.clone(), name, address, ..Account::default() })
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
            None => photos(to, earliest(sought)).await.map(|told| {
                list_at(&told, "/photos/photo")
                    .iter()
                    .find(|photo| is(photo, sought))
                    .map(|photo| place(to, text_at(photo, "/id")))
            }),
        };
        match found {
            Ok(found) => found.map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let (title, text) = (sending.variant.title.trim(), sending.text());
        match remote.id.strip_prefix(COMMENT) {
            Some(id) => ask(to, "flickr.photos.comments.editComment", &[("comment_id", id), ("comment_text", text)]).await?,
            None => {
                ask(to, "flickr.photos.setMeta", &[("photo_id", &remote.id), ("title", title), ("description", text)]).await?
            }
        };
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let done = match remote.id.strip_prefix(COMMENT) {
            Some(id) => ask(to, "flickr.photos.comments.deleteComment", &[("comment_id", id)]).await,
            None => ask(to, "flickr.photos.delete", &[("photo_id", &remote.id)]).await,
        };
        match done {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes.iter().filter(|remote| !remote.id.starts_with(COMMENT)) {
            match ask(to, "flickr.photos.getInfo", &[("photo_id", &remote.id)]).await {
                Ok(told) => {
                    let liked = ask(to, "flickr.photos.getFavorites", &[("photo_id", &remote.id), ("per_page", "1")]).await?;
                    let (views, replies) = (number_at(&told, "/photo/views"), number_at(&told, "/photo/comments/_content"));
                    let likes = number_at(&liked, "/photo/total");
                    counted.push((remote.clone(), Counts { likes, replies, views, ..Counts::default() }));
                }
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = photos(to, since).await?;
        let said = |photo: &Value| {
            let at = made(photo, "/dateupload")?.as_microsecond();
            let text = [text_at(photo, "/title"), plain(&text_at(photo, "/description/_content"))].join("\n\n").trim().to_owned();
            let counts = Counts { views: number_at(photo, "/views"), ..Counts::default() };
            Some(Said { remote: place(to, text_at(photo, "/id")), text, at, counts })
        };
        Ok(list_at(&told, "/photos/photo").iter().filter_map(said).collect())
    }
}

/// What a form in the body of an answer grants.
fn granted(body: &str) -> Result<Grant, Fault> {
    let told =
        |name: &str| form_urlencoded::parse(body.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    match (told("oauth_token"), told("oauth_token_secret")) {
        (Some(token), Some(secret)) => {
            let secrets = [("token".to_owned(), Secret::new(token)), ("token_secret".to_owned(), Secret::new(secret))];
            Ok(Grant { secrets: secrets.into(), expires_at: None })
        }
        _ => Err(Fault::auth("nothing was granted".to_owned())),
    }
}

fn place(to: &Connection<'_>, id: String) -> Remote {
    Remote { address: format!("https://www.flickr.com/photos/{}/{id}/", to.account), id }
}

fn made(value: &Value, place: &str) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(number_at(value, place)?).ok()?).ok()
}

fn plain(html: &str) -> String {
    domain::SafeHtml::sanitise(html, None).to_text()
}

/// Calls a method of the interface. Flickr refuses with 200 and a number.
async fn ask(to: &Connection<'_>, method: &str, fields: &[(&str, &str)]) -> Result<Value, Fault> {
    let address = to.at("/services/rest")?;
    let fields = [&[("method", method), ("format", "json"), ("nojsoncallback", "1")], fields].concat();
    let header = Signer::of(to, true)?.header("POST", &address, &fields, &[], to.now);
    let told = to.call_by(Call::form(address, &fields, to.now).with("authorization", header), |_, fault| fault).await?;
    match text_at(&told, "/stat").as_str() {
        "ok" => Ok(told),
        "fail" => Err(refused(number_at(&told, "/code"), &text_at(&told, "/message"))),
        _ => Err(Fault::unbelievable("the answer is not what the interface promises".to_owned())),
    }
}

/// By Flickr's own numbers: from 95 on they are the same for every method.
fn refused(code: Option<u64>, said: &str) -> Fault {
    let fault = Fault::content(format!("{}: {said}", code.unwrap_or_default()));
    match code {
        Some(1) => fault.as_class(Class::Gone),
        Some(95..=100) => fault.as_class(Class::Auth),
        Some(105 | 106) => Fault::unbelievable(fault.said),
        _ => fault,
    }
}

async fn show(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let Some(file) = sending.files.first() else { return Err(Fault::content("there is nothing to show".to_owned())) };
    let variant = sending.variant;
    let (public, near) = match variant.visibility {
        Some(Visibility::Followers) => ("0", "1"),
        Some(Visibility::Private | Visibility::Unlisted) => ("0", "0"),
        Some(Visibility::Public) | None => ("1", "0"),
    };
    let told = variant.settings.get("tags").map_or("", String::as_str);
    // Spaces stand between tags; one that has a space in it stands between quotation marks.
    let tags: Vec<_> = told
        .split(',')
        .map(|tag| tag.trim().replace('"', ""))
        .filter(|tag| !tag.is_empty())
        .map(|tag| format!("\"{tag}\""))
        .collect();
    let tags = tags.join(" ");
    let mut fields = vec![("title", variant.title.trim()), ("description", sending.text())];
    fields.extend([("is_public", public), ("is_friend", near), ("is_family", near)]);
    if !tags.is_empty() {
        fields.push(("tags", &tags));
    }
    let address = to.beside(HOME, UPLOAD)?;
    let header = Signer::of(to, true)?.header("POST", &address, &fields, &[], to.now);
    let form = fields.iter().fold(Multipart::new(sending.key), |form, (name, value)| form.field(name, value));
    let (kind, body) = form.file("photo", file).finish();
    let headers = vec![("content-type", kind), ("authorization", header)];
    let reply = to.call(Call { method: Method::POST, address, headers, body, now: to.now }).await?;
    let told = reply.said();
    match (within(&told, "<photoid>", "<"), within(&told, "code=\"", "\"")) {
        (Some(id), _) => Ok(place(to, id.to_owned())),
        (None, Some(code)) if told.contains("stat=\"fail\"") => {
            Err(uploading(code.parse().ok(), within(&told, "msg=\"", "\"").unwrap_or_default()))
        }
        _ => Err(Fault::unbelievable("the answer is not what the interface promises".to_owned())),
    }
}

/// Uploads have numbers of their own below 95.
fn uploading(code: Option<u64>, said: &str) -> Fault {
    match code {
        // "General upload failure", "filesize was zero", "exceeded limit" are about the file; Flickr kept nothing of it.
        Some(0..95) => Fault::content(format!("{}: {said}", code.unwrap_or_default())),
        _ => refused(code, said),
    }
}

/// What stands between two marks.
fn within<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(inner, _)| inner.trim()).filter(|inner| !inner.is_empty())
}

async fn comment(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let photo = sending.root.map_or("", |root| root.id.as_str());
    let told = ask(to, "flickr.photos.comments.addComment", &[("photo_id", photo), ("comment_text", sending.text())]).await;
    // A photo that is gone is about what is said; the account is still there.
    let told = told.map_err(|fault| if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault })?;
    let id = format!("{COMMENT}{}", needed(&told, "/comment/id")?);
    Ok(Remote { id, address: text_at(&told, "/comment/permalink") })
}

async fn photos(to: &Connection<'_>, since: Timestamp) -> Result<Value, Fault> {
    let since = since.as_second().to_string();
    let fields = [
        ("user_id", "me"),
        ("min_upload_date", since.as_str()),
        ("extras", "description,date_upload,views,media"),
        ("per_page", LOOKED_AT_MAX),
    ];
    let told = ask(to, "flickr.people.getPhotos", &fields).await?;
    let whole = told.pointer("/photos/photo").is_some_and(Value::is_array);
    if whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no photos".to_owned())) }
}

fn is(photo: &Value, sought: &Sending<'_>) -> bool {
    let (id, text) = (text_at(photo, "/id"), plain(&text_at(photo, "/description/_content")));
    let at = made(photo, "/dateupload");
    at.is_some()
        && letters(&text_at(photo, "/title")) == letters(&sought.variant.title)
        && Seen { id: &id, text: &text, at, parent: None, media: None }.is(sought)
}

async fn comments(to: &Connection<'_>, sought: &Sending<'_>, parent: &Remote) -> Result<Option<Remote>, Fault> {
    let told = ask(to, "flickr.photos.comments.getList", &[("photo_id", &parent.id)]).await?;
    let is = |one: &&Value| {
        let (id, text) = (format!("{COMMENT}{}", text_at(one, "/id")), plain(&text_at(one, "/_content")));
        let at = made(one, "/datecreate");
        let ours = text_at(one, "/author") == to.account;
        ours && at.is_some() && Seen { id: &id, text: &text, at, parent: Some(&parent.id), media: None }.is(sought)
    };
    let found = list_at(&told, "/comments/comment").iter().find(is);
    Ok(found.map(|one| Remote { id: format!("{COMMENT}{}", text_at(one, "/id")), address: text_at(one, "/permalink") }))
}
