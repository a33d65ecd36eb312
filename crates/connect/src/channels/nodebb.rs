//! A category of a NodeBB forum (NodeBB's own `public/openapi/read.yaml` and `write.yaml`).
//!
//! An id is that of the topic and that of the post, with a slash between: an answer needs the one, an edit the other.

use async_trait::async_trait;
use domain::delivery::{Class, Outcome, Remote, Sight};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Counts, Fault, Field, FieldKind, File, Multipart, Said, Sending, StepKind,
    json::{list_at, needed, number_at, text_at},
    seen::{Seen, earliest, letters},
};
use crate::fetch::Call;

pub(super) struct Nodebb;

#[async_trait]
impl Adapter for Nodebb {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "token", kind: FieldKind::Secret, required: true },
            // The user that a master token speaks for.
            Field { name: "uid", kind: FieldKind::Plain, required: false },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = to.call_by(to.reading(&by(to, "/api/self"))?, judged).await?;
        let (id, slug) = (needed(&me, "/uid")?, text_at(&me, "/userslug"));
        let name = text_at(&me, "/username");
        let address = to.at(&format!("/user/{slug}"))?.to_string();
        Ok(Account { id, handle: format!("@{slug}"), name, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(Some(remote)) => Outcome::Accepted { remote },
            Ok(None) => Outcome::Unknown { why: "the forum keeps it until a moderator lets it through".to_owned() },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match seek(to, sought).await {
            Ok(found) => found.map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let mut body = json!({ "content": content(to, sending).await? });
        if sending.kind() == StepKind::Post {
            body["title"] = sending.variant.title.trim().into();
            body["tags"] = tags(sending);
        }
        to.call_by(to.writing(Method::PUT, &by(to, &format!("/api/v3/posts/{}", post(remote))), &body)?, judged).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        // The first post of a topic goes with its topic.
        let path = match main_post(to, remote).await {
            Ok(true) => format!("/api/v3/topics/{}/state", topic(remote)),
            Ok(false) => format!("/api/v3/posts/{}/state", post(remote)),
            Err(fault) if fault.class == Class::Gone => return Ok(()),
            Err(fault) => return Err(fault),
        };
        match to.call_by(to.writing(Method::DELETE, &by(to, &path), &json!({}))?, judged).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes {
            match count(to, remote).await {
                Ok(counts) => counted.push((remote.clone(), counts)),
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let posts = posts(to).await?;
        let said = |post: &Value| {
            let at = made(post)?;
            let counts = Counts { likes: number_at(post, "/upvotes"), ..Counts::default() };
            (at >= since).then(|| Said { remote: remote(to, post), text: plain(post), at: at.as_microsecond(), counts })
        };
        Ok(list_at(&posts, "/posts").iter().filter_map(said).collect())
    }
}

/// A path with the user that a master token speaks for.
fn by(to: &Connection<'_>, path: &str) -> String {
    match to.setting("uid") {
        "" => path.to_owned(),
        uid => format!("{path}?_uid={uid}"),
    }
}

fn topic(remote: &Remote) -> &str {
    remote.id.split('/').next().unwrap_or_default()
}

fn post(remote: &Remote) -> &str {
    remote.id.rsplit('/').next().unwrap_or_default()
}

fn tags(sending: &Sending<'_>) -> Value {
    let told = sending.variant.settings.get("tags").map_or("", String::as_str);
    told.split(',').map(str::trim).filter(|tag| !tag.is_empty()).collect()
}

/// NodeBB answers a lack of rights with 403 and a category that is not there with 404 or a sentence.
fn judged(told: &Value, fault: Fault) -> Fault {
    match text_at(told, "/status/code").as_str() {
        "not-authorised" => fault.as_class(Class::Auth),
        "too-many-requests" => fault.as_class(Class::Rate),
        _ if fault.said.contains("too-many-posts") || fault.said.contains("wait") => fault.as_class(Class::Rate),
        _ => fault,
    }
}

/// Says a step; nothing when the forum puts it before a moderator first.
async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Option<Remote>, Fault> {
    let content = content(to, sending).await.map_err(Fault::before)?;
    let (path, body) = match (sending.kind(), sending.root) {
        (StepKind::Post, _) | (_, None) => {
            let category = sending.variant.settings.get("category").map_or("", |told| told.trim());
            let category: u64 = category.parse().or(Err(Fault::content("the category is not a number".to_owned())))?;
            let body =
                json!({ "cid": category, "title": sending.variant.title.trim(), "content": content, "tags": tags(sending) });
            ("/api/v3/topics".to_owned(), body)
        }
        (_, Some(root)) => (format!("/api/v3/topics/{}", topic(root)), json!({ "content": content })),
    };
    let told = to.call_by(to.writing(Method::POST, &by(to, &path), &body)?, judged).await.map_err(|fault| {
        // A topic that is gone is about what is said; the forum is still there.
        if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault }
    })?;
    if told.pointer("/response/queued") == Some(&Value::Bool(true)) {
        return Ok(None);
    }
    let topic = needed(&told, "/response/tid")?;
    let (own, main) = (text_at(&told, "/response/pid"), text_at(&told, "/response/mainPid"));
    let post = if own.is_empty() { main } else { own };
    Ok(Some(place(to, &topic, &post, sending.kind() == StepKind::Post)))
}

fn place(to: &Connection<'_>, topic: &str, post: &str, main: bool) -> Remote {
    let path = if main { format!("/topic/{topic}") } else { format!("/post/{post}") };
    let address = to.at(&path).map(|address| address.to_string()).unwrap_or_default();
    Remote { id: format!("{topic}/{post}"), address }
}

/// The text, with its pictures below as Markdown.
async fn content(to: &Connection<'_>, sending: &Sending<'_>) -> Result<String, Fault> {
    let mut content = sending.text().to_owned();
    for (place, file) in sending.files.iter().enumerate() {
        let address = upload(to, file, &format!("{}{place}", sending.key)).await?;
        let alt = file.alt.replace(['[', ']', '\n'], " ");
        content.push_str(&format!("\n\n![{}]({address})", alt.trim()));
    }
    Ok(content)
}

async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let (kind, form) = Multipart::new(key).file("files[]", file).finish();
    let at = to.at(&by(to, "/api/post/upload"))?;
    let call = Call { method: Method::POST, address: at, headers: vec![("content-type", kind)], body: form, now: to.now };
    needed(&to.call_by(to.signed(call)?, judged).await?, "/response/images/0/url")
}

/// What the account said, newest first.
async fn posts(to: &Connection<'_>) -> Result<Value, Fault> {
    let me = to.call_by(to.reading(&by(to, &format!("/api/user/uid/{}", to.account)))?, judged).await?;
    let slug = needed(&me, "/userslug")?;
    let told = to.call_by(to.reading(&by(to, &format!("/api/user/{slug}/posts")))?, judged).await?;
    if told.pointer("/posts").is_some_and(Value::is_array) {
        return Ok(told);
    }
    Err(Fault::unbelievable("the answer is not what the interface promises: it has no posts".to_owned()))
}

fn made(post: &Value) -> Option<Timestamp> {
    Timestamp::from_millisecond(i64::try_from(number_at(post, "/timestamp")?).ok()?).ok()
}

fn is_main(post: &Value) -> bool {
    post.pointer("/isMainPost").is_some_and(|told| told.as_bool() == Some(true) || told.as_u64() == Some(1))
}

fn remote(to: &Connection<'_>, post: &Value) -> Remote {
    place(to, &text_at(post, "/tid"), &text_at(post, "/pid"), is_main(post))
}

fn plain(post: &Value) -> String {
    domain::SafeHtml::sanitise(&text_at(post, "/content"), None).to_text()
}

/// Looks through the newest posts of the account. Those of the time and place are compared as they were written, not as they are shown.
async fn seek(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Remote>, Fault> {
    let posts = posts(to).await?;
    for post in list_at(&posts, "/posts") {
        let there = remote(to, post);
        let is_post = sought.kind() == StepKind::Post;
        let right_place = match sought.root.filter(|_| !is_post) {
            Some(root) => topic(&there) == topic(root),
            None => letters(&text_at(post, "/topic/title")) == letters(&sought.variant.title),
        };
        if !right_place || is_main(post) != is_post || made(post).is_none_or(|at| at < earliest(sought)) {
            continue;
        }
        let path = format!("/api/v3/posts/{}/raw", text_at(post, "/pid"));
        let raw = to.call_by(to.reading(&by(to, &path))?, judged).await?;
        let raw = text_at(&raw, "/response/content");
        let (words, media) = without_pictures(&raw);
        let parent = sought.parent.map(|parent| parent.id.as_str());
        let seen = Seen { id: &there.id, text: &words, at: None, parent, media: Some(media) };
        if seen.is(sought) {
            return Ok(Some(there));
        }
    }
    Ok(None)
}

/// A text without the pictures that stand at its end, and how many there were.
fn without_pictures(raw: &str) -> (String, usize) {
    let mut lines: Vec<&str> = raw.lines().collect();
    let mut pictures = 0;
    while let Some(last) = lines.last() {
        if last.starts_with("![") && last.ends_with(')') {
            pictures += 1;
        } else if !last.trim().is_empty() {
            break;
        }
        lines.pop();
    }
    (lines.join("\n"), pictures)
}

async fn main_post(to: &Connection<'_>, remote: &Remote) -> Result<bool, Fault> {
    let told = to.call_by(to.reading(&by(to, &format!("/api/v3/topics/{}", topic(remote))))?, judged).await?;
    Ok(needed(&told, "/response/mainPid")? == post(remote))
}

async fn count(to: &Connection<'_>, remote: &Remote) -> Result<Counts, Fault> {
    let one = to.call_by(to.reading(&by(to, &format!("/api/v3/posts/{}", post(remote))))?, judged).await?;
    let whole = to.call_by(to.reading(&by(to, &format!("/api/v3/topics/{}", topic(remote))))?, judged).await?;
    let likes = number_at(&one, "/response/upvotes");
    if text_at(&whole, "/response/mainPid") != post(remote) {
        return Ok(Counts { likes, ..Counts::default() });
    }
    let replies = number_at(&whole, "/response/postcount").map(|posts| posts.saturating_sub(1));
    Ok(Counts { likes, replies, views: number_at(&whole, "/response/viewcount"), ..Counts::default() })
}
