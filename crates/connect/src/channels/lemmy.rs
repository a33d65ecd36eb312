//! A community of a Lemmy server (join-lemmy.org/api, version 3 of the interface, which Lemmy 1.0 still serves).
//!
//! An id says what it is: `post/12` or `comment/34`.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::links,
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, File, Grant, Multipart, Said, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
    seen::{Seen, letters},
};
use crate::{fetch::Call, notify::Secret};

/// Posts and comments of the account that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 40;

pub(super) struct Lemmy;

#[async_trait]
impl Adapter for Lemmy {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "user", kind: FieldKind::Plain, required: true },
            Field { name: "password", kind: FieldKind::Secret, required: true },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let site = read(to, "/api/v3/site").await?;
        let person = site.pointer("/my_user/local_user_view/person").cloned().unwrap_or_default();
        if person.is_null() {
            return Err(Fault::auth("the server does not know us".to_owned()));
        }
        let (name, shown) = (text_at(&person, "/name"), text_at(&person, "/display_name"));
        let handle = format!("@{name}@{}", to.server.host_str().unwrap_or_default());
        let name = if shown.is_empty() { name } else { shown };
        Ok(Account { id: needed(&person, "/id")?, name, handle, address: text_at(&person, "/actor_id"), ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match own(to).await {
            Ok(told) => seek(to, &told, sought).map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let (kind, id) = parts(remote);
        let body = if kind == "comment" {
            json!({ "comment_id": id, "content": sending.text() })
        } else {
            json!({ "post_id": id, "name": sending.variant.title.trim(), "body": sending.text() })
        };
        write(to, Method::PUT, &format!("/api/v3/{kind}"), &body).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let (kind, id) = parts(remote);
        let mut body = json!({ "deleted": true });
        body[format!("{kind}_id")] = id.into();
        match write(to, Method::POST, &format!("/api/v3/{kind}/delete"), &body).await {
            Err(fault) if fault.class == Class::Gone || fault.said.contains("couldnt_find_") => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes {
            let (kind, id) = parts(remote);
            match read(to, &format!("/api/v3/{kind}?id={id}")).await {
                Ok(told) => counted.push((remote.clone(), counts(&told[format!("{kind}_view")]))),
                Err(fault) if fault.class == Class::Gone || fault.said.contains("couldnt_find_") => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = own(to).await?;
        let said = |view: &Value| {
            let at = made(view, "/post/published")?;
            let text = [text_at(view, "/post/name"), text_at(view, "/post/body")].join("\n\n");
            let (remote, counts) = (place(to, "post", &text_at(view, "/post/id")), counts(view));
            (at >= since).then(|| Said { remote, text: text.trim().to_owned(), at: at.as_microsecond(), counts })
        };
        Ok(list_at(&told, "/posts").iter().filter_map(said).collect())
    }

    /// Signing in anew: the token of a session in place of a name and a password.
    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        let token = Secret::new(sign_in(to).await?);
        Ok(Some(Grant { secrets: [("token".to_owned(), token)].into(), expires_at: None }))
    }
}

fn parts(remote: &Remote) -> (&str, u64) {
    let (kind, id) = remote.id.split_once('/').unwrap_or(("post", &remote.id));
    (if kind == "comment" { kind } else { "post" }, id.parse().unwrap_or_default())
}

fn place(to: &Connection<'_>, kind: &str, id: &str) -> Remote {
    let address = to.at(&format!("/{kind}/{id}")).map(|address| address.to_string()).unwrap_or_default();
    Remote { id: format!("{kind}/{id}"), address }
}

fn counts(view: &Value) -> Counts {
    let replies = number_at(view, "/counts/comments").or_else(|| number_at(view, "/counts/child_count"));
    Counts { likes: number_at(view, "/counts/upvotes"), replies, ..Counts::default() }
}

fn made(view: &Value, place: &str) -> Option<Timestamp> {
    let told = text_at(view, place);
    // Servers before 0.19 left the zone out.
    told.parse().or_else(|_| format!("{told}Z").parse()).ok()
}

/// Lemmy answers by words in `error`.
fn judged(told: &Value, fault: Fault) -> Fault {
    match text_at(told, "/error").as_str() {
        "not_logged_in" | "incorrect_login" | "site_ban" | "banned_from_community" | "deleted" | "email_not_verified" => {
            fault.as_class(Class::Auth)
        }
        "rate_limit_error" | "rate_limit_exceeded" => fault.as_class(Class::Rate),
        "couldnt_find_community" | "community_is_deleted" => fault.as_class(Class::Content),
        _ => fault,
    }
}

async fn sign_in(to: &Connection<'_>) -> Result<String, Fault> {
    let body = json!({ "username_or_email": to.setting("user"), "password": to.secret("password")? });
    let call = Call::json(Method::POST, to.at("/api/v3/user/login")?, &body, to.now);
    let told = to.call_by(call, |_, fault| if fault.class == Class::Content { fault.as_class(Class::Auth) } else { fault }).await;
    needed(&told.map_err(Fault::before)?, "/jwt").map_err(Fault::before)
}

/// A call in our name: by the session's token, or signing in for this one.
async fn named(to: &Connection<'_>, call: Call) -> Result<Call, Fault> {
    match to.secret("token") {
        Ok(_) => to.signed(call),
        Err(_) => Ok(call.with("authorization", format!("Bearer {}", sign_in(to).await?))),
    }
}

async fn read(to: &Connection<'_>, path: &str) -> Result<Value, Fault> {
    to.call_by(named(to, Call::get(to.at(path)?, to.now)).await?, judged).await
}

async fn write(to: &Connection<'_>, method: Method, path: &str, body: &Value) -> Result<Value, Fault> {
    to.call_by(named(to, Call::json(method, to.at(path)?, body, to.now)).await?, judged).await
}

async fn own(to: &Connection<'_>) -> Result<Value, Fault> {
    let told = read(to, &format!("/api/v3/user?person_id={}&sort=New&limit={LOOKED_AT_MAX}", to.account)).await?;
    let whole = ["/posts", "/comments"].iter().all(|place| told.pointer(place).is_some_and(Value::is_array));
    if whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no posts or no comments".to_owned())) }
}

fn seek(to: &Connection<'_>, told: &Value, sought: &Sending<'_>) -> Option<Remote> {
    if sought.kind() != StepKind::Post {
        let is = |view: &&Value| {
            let id = format!("comment/{}", text_at(view, "/comment/id"));
            // The path leads from 0, the post, by way of the comments that it answers, to the comment.
            let path = text_at(view, "/comment/path");
            let above = path.rsplit('.').nth(1).unwrap_or("0").to_owned();
            let parent =
                if above == "0" { format!("post/{}", text_at(view, "/comment/post_id")) } else { format!("comment/{above}") };
            let (text, at) = (text_at(view, "/comment/content"), made(view, "/comment/published"));
            at.is_some() && Seen { id: &id, text: &text, at, parent: Some(&parent), media: None }.is(sought)
        };
        return list_at(told, "/comments").iter().find(is).map(|view| place(to, "comment", &text_at(view, "/comment/id")));
    }
    let is = |view: &&Value| {
        let id = format!("post/{}", text_at(view, "/post/id"));
        let (text, at) = (text_at(view, "/post/body"), made(view, "/post/published"));
        let media = usize::from(text_at(view, "/post/url").contains("/pictrs/image/"));
        at.is_some()
            && letters(&text_at(view, "/post/name")) == letters(&sought.variant.title)
            && Seen { id: &id, text: &text, at, parent: None, media: Some(media) }.is(sought)
    };
    list_at(told, "/posts").iter().find(is).map(|view| place(to, "post", &text_at(view, "/post/id")))
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    if let Some(parent) = sending.parent {
        let (kind, id) = parts(parent);
        let post = sending.root.map_or(id, |root| parts(root).1);
        let mut body = json!({ "content": sending.text(), "post_id": post });
        if kind == "comment" {
            body["parent_id"] = id.into();
        }
        let told = write(to, Method::POST, "/api/v3/comment", &body).await?;
        return Ok(place(to, "comment", &needed(&told, "/comment_view/comment/id")?));
    }
    let body = body(to, sending).await.map_err(Fault::before)?;
    let told = write(to, Method::POST, "/api/v3/post", &body).await?;
    Ok(place(to, "post", &needed(&told, "/post_view/post/id")?))
}

async fn body(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Value, Fault> {
    let variant = sending.variant;
    let community = variant.settings.get("community").map_or("", |told| told.trim()).trim_start_matches('!');
    let name: String = url::form_urlencoded::byte_serialize(community.as_bytes()).collect();
    let told = read(to, &format!("/api/v3/community?name={name}")).await;
    // A community that is not there is about what is said.
    let told = told.map_err(|fault| if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault })?;
    let community = number_at(&told, "/community_view/community/id");
    let mut body = json!({ "name": variant.title.trim(), "community_id": community });
    if !sending.text().is_empty() {
        body["body"] = sending.text().into();
    }
    if let Some(file) = sending.files.first() {
        body["url"] = upload(to, file, sending.key).await?.into();
        body["alt_text"] = file.alt.as_str().into();
    } else if let Some(link) = links(sending.text()).first() {
        body["url"] = link.said.as_str().into();
    }
    if let Some(language) = language(to, &variant.language).await? {
        body["language_id"] = language.into();
    }
    Ok(body)
}

/// The server's number of a language; nothing when none is told or the server does not know it.
async fn language(to: &Connection<'_>, language: &str) -> Result<Option<u64>, Fault> {
    let code = language.split('-').next().unwrap_or_default();
    if code.is_empty() {
        return Ok(None);
    }
    let site = read(to, "/api/v3/site").await?;
    let known = list_at(&site, "/all_languages").iter().find(|known| text_at(known, "/code") == code);
    Ok(known.and_then(|known| number_at(known, "/id")))
}

async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let (kind, form) = Multipart::new(key).file("images[]", file).finish();
    let address = to.at("/pictrs/image")?;
    let call = Call { method: Method::POST, address, headers: vec![("content-type", kind)], body: form, now: to.now };
    let told = to.call_by(named(to, call).await?, judged).await?;
    Ok(to.at(&format!("/pictrs/image/{}", needed(&told, "/files/0/file")?))?.to_string())
}
