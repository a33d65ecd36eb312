//! A Threads profile (developers.facebook.com/docs/threads).

use async_trait::async_trait;
use domain::{
    delivery::{Outcome, Remote, Sight},
    network::Network,
    post::links,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, File, Grant, Limits, Said, Sending,
    graph::{Family, address, made, shown, whole},
    json::{list_at, needed, text_at},
    seen::{Seen, earliest},
};

const HOME: &str = "https://graph.threads.net";
const CONSENT: Consent = Consent {
    home: HOME,
    between: ",",
    pkce: false,
    keys_at: "https://developers.facebook.com/apps",
    ..Consent::standard(
        "https://threads.net/oauth/authorize",
        "/oauth/access_token",
        &["threads_basic", "threads_content_publish", "threads_read_replies", "threads_manage_insights", "threads_delete"],
    )
};
const GRAPH: Family = Family {
    network: Network::Threads,
    make: "threads",
    publish: "threads_publish",
    status: "status",
    reason: "error_message",
    grants: ("th_exchange_token", "th_refresh_token"),
};
/// Posts of the profile that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 50;

pub(super) struct Threads;

#[async_trait]
impl Adapter for Threads {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn granted(&self, to: &Connection<'_>, grant: Grant) -> Result<Grant, Fault> {
        GRAPH.lasting(to, &grant).await
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = GRAPH.read(to, "me?fields=id,username,name").await?;
        let (user, name) = (text_at(&me, "/username"), text_at(&me, "/name"));
        let (handle, address) = (format!("@{user}"), format!("https://www.threads.net/@{user}"));
        Ok(Account {
            id: needed(&me, "/id")?,
            name: if name.is_empty() { user } else { name },
            handle,
            address,
            ..Account::default()
        })
    }

    async fn limits(&self, to: &Connection<'_>) -> Result<Option<Limits>, Fault> {
        GRAPH.quota(to, &format!("{}/threads_publishing_limit", to.account)).await.map(Some)
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        say(to, sending).await.unwrap_or_else(Fault::outcome)
    }

    async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        GRAPH.check(to, handle).await
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        let edge = if sought.parent.is_some() { "replies" } else { "threads" };
        match listed(to, edge, earliest(sought)).await {
            Ok(told) => {
                let found = list_at(&told, "/data").iter().find(|post| is(post, sought)).map(place);
                found.map_or(Sight::NotFound, |remote| Sight::Found { remote })
            }
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        GRAPH.delete(to, &remote.id).await
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let count = async |remote: Remote| {
            GRAPH.read(to, &format!("{}?fields=id", remote.id)).await?;
            let insight = GRAPH.insights(to, &remote.id, "views,likes,replies,reposts,quotes,shares").await;
            let shares = [insight("reposts"), insight("quotes")].into_iter().flatten().reduce(u64::saturating_add);
            Ok(Counts { likes: insight("likes"), replies: insight("replies"), shares, views: insight("views"), saves: None })
        };
        GRAPH.counted(remotes, count).await
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = listed(to, "threads", since).await?;
        let said = |post: &Value| {
            let at = made(post, "/timestamp").filter(|at| *at >= since)?.as_microsecond();
            Some(Said { remote: place(post), text: text_at(post, "/text"), at, counts: Counts::default() })
        };
        Ok(list_at(&told, "/data").iter().filter_map(said).collect())
    }

    /// The token itself is what renews it.
    fn renews(&self, _to: &Connection<'_>) -> bool {
        true
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        GRAPH.renewed(to).await
    }
}

fn place(post: &Value) -> Remote {
    Remote { id: text_at(post, "/id"), address: text_at(post, "/permalink") }
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Outcome, Fault> {
    let mut fields = match sending.files {
        [] => json!({ "media_type": "TEXT" }),
        [file] => container(file)?,
        _ => json!({ "media_type": "CAROUSEL" }),
    };
    fields["text"] = sending.text().into();
    if let Some(parent) = sending.parent {
        fields["reply_to_id"] = parent.id.as_str().into();
    }
    if sending.files.len() > 1 {
        let mut each = Vec::new();
        for file in sending.files {
            let mut fields = container(file)?;
            fields["is_carousel_item"] = true.into();
            each.push(fields);
        }
        return GRAPH.several(to, &each, fields).await;
    }
    if let Some(link) = links(sending.text()).first().filter(|_| sending.files.is_empty()) {
        fields["link_attachment"] = link.said.as_str().into();
    }
    GRAPH.one(to, &fields).await
}

fn container(file: &File) -> Result<Value, Fault> {
    let address = address(file)?;
    Ok(if file.mime.starts_with("video/") {
        json!({ "media_type": "VIDEO", "video_url": address, "alt_text": file.alt })
    } else {
        json!({ "media_type": "IMAGE", "image_url": address, "alt_text": file.alt })
    })
}

async fn listed(to: &Connection<'_>, edge: &str, since: Timestamp) -> Result<Value, Fault> {
    let fields = "id,text,timestamp,permalink,media_type,children{id},replied_to{id}";
    let path = format!("{}/{edge}?fields={fields}&limit={LOOKED_AT_MAX}&since={}", to.account, since.as_second());
    whole(GRAPH.read(to, &path).await?)
}

fn is(post: &Value, sought: &Sending<'_>) -> bool {
    let (id, text, at) = (text_at(post, "/id"), text_at(post, "/text"), made(post, "/timestamp"));
    let parent = Some(text_at(post, "/replied_to/id")).filter(|parent| !parent.is_empty());
    at.is_some() && Seen { id: &id, text: &text, at, parent: parent.as_deref(), media: Some(shown(post)) }.is(sought)
}
