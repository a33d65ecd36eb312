//! What tests of publishing stand on: channels of a fake network, posts for them, and what became of these.

use std::collections::BTreeMap;

use app::publish::post_save::PostDraft;
use domain::post::Variant;
use store::{
    Id,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
    post::Post,
};
use testkit::{FakeNetwork, TestApp};

/// Connects an account of a network, and lets it be looked after for the first time.
pub(crate) async fn channel(t: &TestApp, network: &FakeNetwork, account: &str) -> Id<Channel> {
    let filled = BTreeMap::from([("server".to_owned(), network.url()), ("token".to_owned(), account.to_owned())]);
    let id = t.app.connect_channel(&t.actor(), "mastodon", &filled).await.unwrap();
    t.run_due_jobs().await;
    id
}

/// A text for channels, due at a moment.
pub(crate) fn draft(text: &str, channels: &[Id<Channel>], due_at: i64) -> PostDraft {
    PostDraft {
        content: Variant { text: text.to_owned(), ..Variant::default() },
        channels: channels.iter().map(|channel| (*channel, None)).collect(),
        due_at: Some(due_at),
        ..PostDraft::default()
    }
}

/// Begins a post and plans it.
pub(crate) async fn planned(t: &TestApp, draft: &PostDraft) -> Id<Post> {
    let saved = t.app.begin_post(&t.actor(), draft).await.unwrap();
    t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap().id
}

/// The deliveries of a post, in the order in which they are due.
pub(crate) async fn deliveries(t: &TestApp, post: Id<Post>) -> Vec<Delivery> {
    let filter = DeliveryFilter { post: Some(post), ..DeliveryFilter::default() };
    t.reader().deliveries(&filter, 1_000).await.unwrap()
}

/// The one delivery of a post.
pub(crate) async fn only(t: &TestApp, post: Id<Post>) -> Delivery {
    let mut all = deliveries(t, post).await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// What a network was told, in order.
pub(crate) fn texts(network: &FakeNetwork) -> Vec<String> {
    network.told().into_iter().map(|told| told.text).collect()
}

/// Lets time pass until nothing more is due within ten minutes.
pub(crate) async fn settle(t: &TestApp) {
    for _ in 0..60 {
        t.run_due_jobs().await;
        t.wait(10);
    }
}
