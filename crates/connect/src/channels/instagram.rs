//! A professional Instagram account (developers.facebook.com/docs/instagram-platform, "Instagram API with Instagram Login").

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    network::Network,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, File, Grant, Limits, Said, Sending,
    graph::{Family, address, made, shown, whole},
    json::{list_at, needed, number_at, text_at},
    seen::Seen,
};

const HOME: &str = "https://graph.instagram.com";
const CONSENT: Consent = Consent {
    home: HOME,
    between: ",",
    pkce: false,
    keys_at: "https://developers.facebook.com/apps",
    ..Consent::standard(
        "https://www.instagram.com/oauth/authorize",
        "https://api.instagram.com/oauth/access_token",
        &[
            "instagram_business_basic",
            "instagram_business_content_publish",
            "instagram_business_manage_comments",
            "instagram_business_manage_insights",
        ],
    )
};
/// Where the network tells how much may be published in a day, and was.
const QUOTA: &str = "content_publishing_limit";
const GRAPH: Family = Family {
    network: Network::Instagram,
    make: "media",
    publish: "media_publish",
    status: "status_code",
    reason: "status",
    grants: ("ig_exchange_token", "ig_refresh_token"),
};
/// Posts of the account that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 50;

pub(super) struct Instagram;

#[async_trait]
impl Adapter for Instagram {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn granted(&self, to: &Connection<'_>, grant: Grant) -> Result<Grant, Fault> {
        GRAPH.lasting(to, &grant).await
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = GRAPH.read(to, "me?fields=user_id,username,name").await?;
        let (user, name) = (text_at(&me, "/username"), text_at(&me, "/name"));
        let (handle, address) = (format!("@{user}"), format!("https://www.instagram.com/{user}/"));
        let id = needed(&me, "/user_id")?;
        // How much may be published in a day differs between accounts; without an answer it is as the table says.
        let limits = GRAPH.quota(to, &format!("{id}/{QUOTA}")).await.unwrap_or_default();
        let name = if name.is_empty() { user } else { name };
        Ok(Account { id, name, handle, address, limits, expires_at: None })
    }

    async fn limits(&self, to: &Connection<'_>) -> Result<Option<Limits>, Fault> {
        GRAPH.quota(to, &format!("{}/{QUOTA}", to.account)).await.map(Some)
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        say(to, sending).await.unwrap_or_else(Fault::outcome)
    }

    async fn check(&self, to: &Connection<'_>, handle: &str) -> Outcome {
        GRAPH.check(to, handle).await
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match seek(to, sought).await {
            Ok(found) => found.map_or(Sight::NotFound, |remote| Sight::Found { remote }),
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let count = async |remote: Remote| {
            let told = GRAPH.read(to, &format!("{}?fields=like_count,comments_count", remote.id)).await?;
            let insight = GRAPH.insights(to, &remote.id, "views,saved,shares").await;
            let (likes, replies) = (number_at(&told, "/like_count"), number_at(&told, "/comments_count"));
            Ok(Counts { likes, replies, shares: insight("shares"), views: insight("views"), saves: insight("saved") })
        };
        GRAPH.counted(remotes, count).await
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = posts(to).await?;
        let said = |post: &Value| {
            let at = made(post, "/timestamp").filter(|at| *at >= since)?.as_microsecond();
            let counts = Counts {
                likes: number_at(post, "/like_count"),
                replies: number_at(post, "/comments_count"),
                ..Counts::default()
            };
            Some(Said { remote: place(post), text: text_at(post, "/caption"), at, counts })
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
    if let Some(parent) = sending.parent {
        let told = GRAPH.write(to, &format!("{}/comments", parent.id), &json!({ "message": sending.text() })).await;
        // A post that is gone is about what is said; the account is still there.
        let told = told.map_err(|fault| if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault })?;
        return Ok(Outcome::Accepted { remote: Remote { id: needed(&told, "/id")?, address: parent.address.clone() } });
    }
    match sending.files {
        [] => Err(Fault::content("Instagram shows nothing without a picture or a film".to_owned())),
        [file] => {
            let mut fields = container(file, "REELS")?;
            fields["caption"] = sending.text().into();
            GRAPH.one(to, &fields).await
        }
        files => {
            let mut each = Vec::new();
            for file in files {
                let mut fields = container(file, "VIDEO")?;
                fields["is_carousel_item"] = true.into();
                each.push(fields);
            }
            GRAPH.several(to, &each, json!({ "media_type": "CAROUSEL", "caption": sending.text() })).await
        }
    }
}

fn container(file: &File, film: &str) -> Result<Value, Fault> {
    let address = address(file)?;
    Ok(if file.mime.starts_with("video/") {
        json!({ "media_type": film, "video_url": address })
    } else {
        json!({ "image_url": address, "alt_text": file.alt })
    })
}

async fn posts(to: &Connection<'_>) -> Result<Value, Fault> {
    let fields = "id,caption,timestamp,permalink,media_type,children{id},like_count,comments_count";
    whole(GRAPH.read(to, &format!("{}/media?fields={fields}&limit={LOOKED_AT_MAX}", to.account)).await?)
}

async fn seek(to: &Connection<'_>, sought: &Sending<'_>) -> Result<Option<Remote>, Fault> {
    if let Some(parent) = sought.parent {
        let path = format!("{}/comments?fields=id,text,timestamp,from&limit={LOOKED_AT_MAX}", parent.id);
        let told = whole(GRAPH.read(to, &path).await?)?;
        let is = |one: &&Value| {
            let (id, text, at) = (text_at(one, "/id"), text_at(one, "/text"), made(one, "/timestamp"));
            let ours = text_at(one, "/from/id") == to.account;
            ours && at.is_some() && Seen { id: &id, text: &text, at, parent: Some(&parent.id), media: None }.is(sought)
        };
        let found = list_at(&told, "/data").iter().find(is);
        return Ok(found.map(|one| Remote { id: text_at(one, "/id"), address: parent.address.clone() }));
    }
    let told = posts(to).await?;
    let is = |post: &&Value| {
        let (id, text, at) = (text_at(post, "/id"), text_at(post, "/caption"), made(post, "/timestamp"));
        at.is_some() && Seen { id: &id, text: &text, at, parent: None, media: Some(shown(post)) }.is(sought)
    };
    Ok(list_at(&told, "/data").iter().find(is).map(place))
}
