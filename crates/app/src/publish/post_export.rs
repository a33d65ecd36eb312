//! Posts and what became of them, as a file: CSV for spreadsheets, JSON Lines for programs.

use std::collections::BTreeMap;

use domain::{hat::Act, post::Variant};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{Id, channel::Channel, delivery::Delivery, link::Campaign, post::Post};

use crate::{
    Actor, App, Refusal,
    listen::export::{Format, csv_cell},
};

/// Posts that are read at once.
const PAGE: u32 = 500;
/// The columns of the CSV: a line for each delivery, and one for a post that has none.
pub const EXPORT_COLUMNS: [&str; 12] = [
    "post",
    "state",
    "title",
    "text",
    "labels",
    "campaign",
    "recurrence",
    "zone",
    "channel",
    "delivery",
    "due_at",
    "published_at",
];

impl App {
    /// All posts but those that were thrown away, with their deliveries, oldest first.
    ///
    /// # Errors
    /// When the hats do not allow it, or the database does not answer.
    pub async fn export_posts(&self, actor: &Actor, format: Format) -> Result<Vec<u8>, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let names = Names {
            channels: reader.channels().await?.into_iter().map(|channel| (channel.id, channel.name)).collect(),
            campaigns: reader.campaigns().await?.into_iter().map(|campaign| (campaign.id, campaign.name)).collect(),
        };
        let mut file = match format {
            Format::Csv(_) => format!("\u{feff}{}\r\n", EXPORT_COLUMNS.join(",")),
            Format::JsonLines => String::new(),
        };
        let mut after = 0;
        loop {
            let posts = reader.posts_after(after, PAGE).await?;
            let Some(last) = posts.last() else { return Ok(file.into_bytes()) };
            after = last.id.get();
            for post in posts.iter().filter(|post| post.state != "dropped") {
                let deliveries = reader.deliveries_of(post.id).await?;
                let labels = reader.post_labels(post.id).await?;
                match format {
                    Format::Csv(_) => file.push_str(&lines(post, &labels, &deliveries, &names)),
                    Format::JsonLines => file.push_str(&format!("{}\n", object(post, &labels, &deliveries, &names))),
                }
            }
        }
    }
}

/// What channels and campaigns are called.
struct Names {
    channels: BTreeMap<Id<Channel>, String>,
    campaigns: BTreeMap<Id<Campaign>, String>,
}

impl Names {
    fn campaign(&self, post: &Post) -> Option<&str> {
        self.campaigns.get(&post.campaign_id?).map(String::as_str)
    }
}

fn time(at: i64) -> String {
    Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

fn name(names: &Names, delivery: &Delivery) -> String {
    names.channels.get(&delivery.channel_id).cloned().unwrap_or_else(|| delivery.channel_id.to_string())
}

fn object(post: &Post, labels: &[String], deliveries: &[Delivery], names: &Names) -> Value {
    let deliveries: Vec<Value> = deliveries
        .iter()
        .map(|delivery| {
            json!({
                "id": delivery.id, "channel": name(names, delivery), "channel_id": delivery.channel_id, "round": delivery.round,
                "state": delivery.state, "reason": delivery.reason, "due_at": time(delivery.due_at),
                "published_at": delivery.published_at.map(time),
            })
        })
        .collect();
    json!({
        "id": post.id, "state": post.state, "content": serde_json::from_str::<Value>(&post.content).unwrap_or_default(),
        "due_at": post.due_at.map(time), "recurrence": post.recurrence, "zone": post.zone, "labels": labels,
        "campaign": names.campaign(post), "campaign_id": post.campaign_id,
        "deliveries": deliveries,
    })
}

fn lines(post: &Post, labels: &[String], deliveries: &[Delivery], names: &Names) -> String {
    let said: Variant = serde_json::from_str(&post.content).unwrap_or_default();
    let line = |channel: String, state: &str, due_at: Option<i64>, published_at: Option<i64>| {
        let cells = [
            post.id.to_string(),
            post.state.clone(),
            said.title.clone(),
            said.text.clone(),
            labels.join("; "),
            names.campaign(post).unwrap_or_default().to_owned(),
            post.recurrence.clone(),
            post.zone.clone(),
            channel,
            state.to_owned(),
            due_at.map(time).unwrap_or_default(),
            published_at.map(time).unwrap_or_default(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
        format!("{}\r\n", cells.join(","))
    };
    if deliveries.is_empty() {
        return line(String::new(), "", post.due_at, None);
    }
    deliveries
        .iter()
        .map(|delivery| line(name(names, delivery), &delivery.state, Some(delivery.due_at), delivery.published_at))
        .collect()
}
