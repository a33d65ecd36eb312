//! The posts of a campaign, as its page shows them: when, on which channels, and where each stands.

use std::collections::BTreeMap;

use domain::delivery::State;
use minijinja::{Value, context};
use store::{
    Id, StoreError,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
    link::Campaign,
    post::Post,
};

use crate::{
    Web,
    pages::publish::{mark, state, title_of},
    request::Member,
};

/// Posts that the page of a campaign names.
const POSTS: u32 = 200;
/// Deliveries of them that are looked at.
const DELIVERIES: u32 = 5_000;

/// Those without a time first, then the latest.
pub(super) async fn posts(web: &Web, member: &Member, campaign: Id<Campaign>) -> Result<Vec<Value>, StoreError> {
    let posts = member.reader.campaign_posts(campaign, POSTS).await?;
    let filter = DeliveryFilter { campaign: Some(campaign), ..DeliveryFilter::default() };
    let deliveries = member.reader.deliveries(&filter, DELIVERIES).await?;
    let channels = member.reader.channels().await?;
    let mut of: BTreeMap<Id<Post>, Vec<&Delivery>> = BTreeMap::new();
    for delivery in &deliveries {
        of.entry(delivery.post_id).or_default().push(delivery);
    }
    Ok(posts.iter().map(|post| row(web, member, post, of.get(&post.id).map_or(&[][..], Vec::as_slice), &channels)).collect())
}

fn row(web: &Web, member: &Member, post: &Post, deliveries: &[&Delivery], channels: &[Channel]) -> Value {
    let going = channels.iter().filter(|channel| deliveries.iter().any(|one| one.channel_id == channel.id));
    let networks = going.map(|channel| context! { mark => mark(&channel.network), name => channel.name.as_str() });
    let count = |wanted: State| deliveries.iter().filter(|one| one.state == wanted.name()).count();
    let stands = State::ALL.into_iter().map(|one| (one, count(one))).filter(|(_, n)| *n > 0);
    let stands = stands.map(|(one, n)| context! { n, state => state(web, member, one.name()) });
    context! {
        href => member.href(&format!("posts/{}", post.id)), title => title_of(&serde_json::from_str(&post.content).unwrap_or_default()),
        at => post.due_at, state => post.state.as_str(), networks => networks.collect::<Vec<_>>(), stands => stands.collect::<Vec<_>>(),
    }
}
