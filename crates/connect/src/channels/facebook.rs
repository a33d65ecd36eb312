//! A Facebook page (developers.facebook.com/docs/pages-api).

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    network::Network,
    post::links,
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, Field, FieldKind, File, Grant, Multipart, Said, Sending,
    graph::{Family, judged, made, whole},
    json::{list_at, needed, number_at, text_at},
    oauth,
    seen::{Seen, earliest},
};
use crate::{fetch::Call, notify::Secret};

const HOME: &str = "https://graph.facebook.com";
/// Where films are brought.
const FILMS: &str = "https://graph-video.facebook.com";
const CONSENT: Consent = Consent {
    home: HOME,
    between: ",",
    pkce: false,
    keys_at: "https://developers.facebook.com/apps",
    ..Consent::standard(
        "https://www.facebook.com/dialog/oauth",
        "/oauth/access_token",
        &["pages_show_list", "pages_manage_posts", "pages_manage_engagement", "pages_read_engagement", "pages_read_user_content"],
    )
};
const GRAPH: Family =
    Family { network: Network::Facebook, make: "", publish: "", status: "status", reason: "", grants: ("fb_exchange_token", "") };
/// Posts of the page that are looked through, newest first: one page of the list.
const LOOKED_AT_MAX: usize = 50;

pub(super) struct Facebook;

#[async_trait]
impl Adapter for Facebook {
    fn fields(&self) -> &'static [Field] {
        &[
            // Which page, where the person has several: its number.
            Field { name: "page", kind: FieldKind::Plain, required: false },
            Field { name: "token", kind: FieldKind::Secret, required: false },
            Field { name: "scopes", kind: FieldKind::Plain, required: false },
        ]
    }

    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    /// The token of the page, which does not end, for that of a person, which does.
    async fn granted(&self, to: &Connection<'_>, grant: Grant) -> Result<Grant, Fault> {
        let Some(application) = to.application else { return Ok(grant) };
        let short = grant.secrets.get("token").map_or("", |token| token.reveal());
        let fields = [
            ("grant_type", GRAPH.grants.0),
            ("client_id", application.id.as_str()),
            ("client_secret", application.secret.reveal()),
            ("fb_exchange_token", short),
        ];
        let person = oauth::grant(&to.call(Call::form(to.at("/oauth/access_token")?, &fields, to.now)).await?, to.now)?;
        let token = person.secrets.get("token").map_or("", |token| token.reveal());
        let call = Call::get(to.at(&GRAPH.path("me/accounts?fields=id,name,access_token&limit=100"))?, to.now);
        let told = to.call_by(call.with("authorization", format!("Bearer {token}")), judged).await?;
        let token = Secret::new(needed(page(to, &told)?, "/access_token")?);
        Ok(Grant { secrets: [("token".to_owned(), token)].into(), expires_at: None })
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let page = GRAPH.read(to, "me?fields=id,name,username,link").await?;
        let (name, user) = (text_at(&page, "/name"), text_at(&page, "/username"));
        let handle = if user.is_empty() { name.clone() } else { format!("@{user}") };
        Ok(Account { id: needed(&page, "/id")?, name, handle, address: text_at(&page, "/link"), ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        say(to, sending).await.unwrap_or_else(Fault::outcome)
    }

    /// A film, by its number.
    async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        let Ok(told) = GRAPH.read(to, &format!("{handle}?fields=status,post_id,permalink_url")).await else {
            return Outcome::Pending { handle: handle.to_owned() };
        };
        match text_at(&told, "/status/video_status").as_str() {
            "ready" => Outcome::Accepted { remote: film(to, handle, &told) },
            "error" => Fault::content("the network could not work through the film".to_owned()).outcome(),
            _ => Outcome::Pending { handle: handle.to_owned() },
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match seek(to, sought).await {
            Ok(found) => found.map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        GRAPH.write(to, &remote.id, &json!({ "message": sending.text() })).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        GRAPH.delete(to, &remote.id).await
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let fields = "reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),shares";
        let count = async |remote: Remote| Ok(counts(&GRAPH.read(to, &format!("{}?fields={fields}", remote.id)).await?));
        GRAPH.counted(remotes, count).await
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = posts(to, since).await?;
        let said = |post: &Value| {
            let at = made(post, "/created_time")?.as_microsecond();
            Some(Said { remote: place(post), text: text_at(post, "/message"), at, counts: counts(post) })
        };
        Ok(list_at(&told, "/data").iter().filter_map(said).collect())
    }
}

/// The page that is meant: the only one, or the one that a person named.
fn page<'a>(to: &Connection<'_>, told: &'a Value) -> Result<&'a Value, Fault> {
    let (pages, wanted) = (list_at(told, "/data"), to.setting("page"));
    match pages {
        [] => Err(Fault::auth("no page was granted".to_owned())),
        [only] if wanted.is_empty() => Ok(only),
        _ => pages.iter().find(|page| text_at(page, "/id") == wanted).ok_or_else(|| {
            let names: Vec<_> =
                pages.iter().map(|page| format!("{} ({})", text_at(page, "/name"), text_at(page, "/id"))).collect();
            Fault::content(format!("say which page is meant: {}", names.join(", ")))
        }),
    }
}

fn counts(told: &Value) -> Counts {
    let (likes, replies) = (number_at(told, "/reactions/summary/total_count"), number_at(told, "/comments/summary/total_count"));
    Counts { likes, replies, shares: number_at(told, "/shares/count"), ..Counts::default() }
}

fn place(post: &Value) -> Remote {
    Remote { id: text_at(post, "/id"), address: text_at(post, "/permalink_url") }
}

fn film(to: &Connection<'_>, video: &str, told: &Value) -> Remote {
    let post = text_at(told, "/post_id");
    let id = match post.as_str() {
        "" => video.to_owned(),
        whole if whole.contains('_') => post,
        part => format!("{}_{part}", to.account),
    };
    let address = text_at(told, "/permalink_url");
    Remote { id, address: if address.starts_with('/') { format!("https://www.facebook.com{address}") } else { address } }
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Outcome, Fault> {
    if let Some(parent) = sending.parent {
        let body = json!({ "message": sending.text() });
        let told = GRAPH.write(to, &format!("{}/comments", parent.id), &body).await;
        // A post that is gone is about what is said; the page is still there.
        let told = told.map_err(|fault| if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault })?;
        return Ok(Outcome::Accepted { remote: Remote { id: needed(&told, "/id")?, address: parent.address.clone() } });
    }
    if let Some(file) = sending.files.first().filter(|file| file.mime.starts_with("video/")) {
        let form = Multipart::new(sending.key).field("description", sending.text());
        let call = upload(to, FILMS, "videos", form, file)?;
        let told = to.call_by(call, judged).await?;
        return Ok(Outcome::Pending { handle: needed(&told, "/id")? });
    }
    let mut body = json!({ "message": sending.text() });
    let mut media = Vec::new();
    for (place, file) in sending.files.iter().enumerate() {
        let form =
            Multipart::new(&format!("{}{place}", sending.key)).field("published", "false").field("alt_text_custom", &file.alt);
        let told = to.call_by(upload(to, HOME, "photos", form, file)?, judged).await.map_err(Fault::before)?;
        media.push(json!({ "media_fbid": needed(&told, "/id").map_err(Fault::before)? }));
    }
    if !media.is_empty() {
        body["attached_media"] = media.into();
    } else if let Some(link) = links(sending.text()).first() {
        body["link"] = link.said.as_str().into();
    }
    let told = GRAPH.write(to, &format!("{}/feed", to.account), &body).await?;
    let id = needed(&told, "/id")?;
    Ok(Outcome::Accepted { remote: Remote { address: format!("https://www.facebook.com/{id}"), id } })
}

fn upload(to: &Connection<'_>, home: &str, edge: &str, form: Multipart, file: &File) -> Result<Call, Fault> {
    let (kind, body) = form.file("source", file).finish();
    let address = to.beside(HOME, &format!("{home}{}", GRAPH.path(&format!("{}/{edge}", to.account))))?;
    to.signed(Call { method: Method::POST, address, headers: vec![("content-type", kind)], body, now: to.now })
}

async fn posts(to: &Connection<'_>, since: Timestamp) -> Result<Value, Fault> {
    let fields = "id,message,created_time,permalink_url,shares,attachments{media_type,subattachments.limit(20){media_type}}";
    let path = format!("{}/published_posts?fields={fields}&limit={LOOKED_AT_MAX}&since={}", to.account, since.as_second());
    whole(GRAPH.read(to, &path).await?)
}

/// How many files a post shows; a card for an address is none.
fn shown(post: &Value) -> usize {
    let several = list_at(post, "/attachments/data/0/subattachments/data").len();
    let kind = text_at(post, "/attachments/data/0/media_type");
    if several > 0 { several } else { usize::from(kind == "photo" || kind == "video") }
}

async fn seek(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Remote>, Fault> {
    let own = sought.parent.map(|parent| parent.id.as_str());
    let told = match own {
        Some(post) => {
            let fields = "id,message,created_time,from,permalink_url";
            let path = format!("{post}/comments?fields={fields}&order=reverse_chronological&limit={LOOKED_AT_MAX}");
            whole(GRAPH.read(to, &path).await?)?
        }
        None => posts(to, earliest(sought)).await?,
    };
    let is = |one: &&Value| {
        let (id, text, at) = (text_at(one, "/id"), text_at(one, "/message"), made(one, "/created_time"));
        let ours = own.is_none() || text_at(one, "/from/id") == to.account;
        let seen = Seen { id: &id, text: &text, at, parent: own, media: own.is_none().then(|| shown(one)) };
        ours && at.is_some() && seen.is(sought)
    };
    Ok(list_at(&told, "/data").iter().find(is).map(place))
}
