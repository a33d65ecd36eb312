//! What was published gets new words or is taken away. Against a network at work, on real databases.

use app::{
    Refusal,
    publish::{aftermath::AmendmentAct, post_save::PostDraft},
};
use domain::post::{Part, Variant};
use store::{Id, amendment::Amendment, channel::Channel, delivery::Delivery};
use testkit::{FakeNetwork, Keys, TestApp};

use crate::leaving::{channel, draft, only, planned, settle, texts};

/// A thread of two.
fn thread() -> Variant {
    let part = Part { text: "And the second part".to_owned(), ..Part::default() };
    Variant { text: "The shop opens at nien".to_owned(), thread: vec![part], ..Variant::default() }
}

/// Publishes something on a channel.
async fn published(t: &TestApp, channel: Id<Channel>, content: &Variant) -> Id<Delivery> {
    let draft = PostDraft { content: content.clone(), ..draft("", &[channel], t.app.now()) };
    let post = planned(t, &draft).await;
    settle(t).await;
    let delivery = only(t, post).await;
    assert_eq!(delivery.state, "published");
    delivery.id
}

async fn last(t: &TestApp, delivery: Id<Delivery>) -> Amendment {
    t.reader().amendments(delivery).await.unwrap().pop().unwrap()
}

#[tokio::test]
async fn new_words_stand_where_the_old_ones_did() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (channel, content) = (channel(&t, &network, "lea").await, thread());
        let delivery = published(&t, channel, &content).await;
        assert_eq!(t.app.edit_published(&t.actor(), delivery, &content).await.unwrap(), 0, "nothing new is nothing to do");
        let wished = Variant { text: "The shop opens at nine".to_owned(), ..content };
        assert_eq!(t.app.edit_published(&t.actor(), delivery, &wished).await.unwrap(), 1);
        settle(&t).await;
        assert_eq!(texts(&network), ["The shop opens at nine", "And the second part"]);
        let edits: Vec<u32> = network.told().iter().map(|told| told.edits).collect();
        assert_eq!(edits, [1, 0], "only what says something else was touched");
        let stands = t.reader().delivery(delivery).await.unwrap().unwrap();
        let kept: Variant = serde_json::from_str(&stands.content).unwrap();
        assert_eq!((kept, stands.state.as_str()), (wished, "published"));
        assert_eq!(t.reader().publications_of(delivery).await.unwrap()[0].text, "The shop opens at nine");
        assert!(t.reader().attempts(delivery, 9).await.unwrap().iter().any(|attempt| attempt.act == "edit"));
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_there_is_not_written_over_unasked() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (channel, content) = (channel(&t, &network, "lea").await, thread());
        let delivery = published(&t, channel, &content).await;
        let first = network.told()[0].id.clone();
        network.edit_by_hand(&first, "By hand: closed today");
        let wished = Variant { text: "The shop opens at nine".to_owned(), ..content.clone() };
        t.app.edit_published(&t.actor(), delivery, &wished).await.unwrap();
        settle(&t).await;
        assert_eq!(texts(&network)[0], "By hand: closed today");
        let told = last(&t, delivery).await;
        assert_eq!((told.state.as_str(), told.reason.as_str()), ("conflict", "changed_there"));
        assert_eq!(t.reader().amendments_wanting(9).await.unwrap().len(), 1);
        t.app.act_on_amendment(&t.actor(), told.id, AmendmentAct::Overwrite).await.unwrap();
        settle(&t).await;
        assert_eq!(texts(&network)[0], "The shop opens at nine");
        // What we wrote is what we know: the next words find nothing changed.
        let again = Variant { text: "The shop opens at ten".to_owned(), ..content };
        t.app.edit_published(&t.actor(), delivery, &again).await.unwrap();
        settle(&t).await;
        assert_eq!(texts(&network)[0], "The shop opens at ten");
        assert!(matches!(t.app.act_on_amendment(&t.actor(), told.id, AmendmentAct::Drop).await, Err(Refusal::TooLate(_))));
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_away_is_gone_and_can_be_gone_already() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (channel, content) = (channel(&t, &network, "lea").await, thread());
        let delivery = published(&t, channel, &content).await;
        assert_eq!(t.app.delete_published(&t.actor(), delivery).await.unwrap(), 2);
        settle(&t).await;
        assert_eq!(texts(&network), Vec::<String>::new());
        assert!(t.reader().publications_of(delivery).await.unwrap().iter().all(|one| one.gone_at.is_some()));
        assert!(matches!(t.app.edit_published(&t.actor(), delivery, &content).await, Err(Refusal::TooLate(_))));
        let content = Variant { text: "Something else".to_owned(), ..Variant::default() };
        let delivery = published(&t, channel, &content).await;
        assert_eq!(texts(&network), ["Something else"]);
        network.forget_all();
        let wished = Variant { text: "Too late for that".to_owned(), ..content };
        t.app.edit_published(&t.actor(), delivery, &wished).await.unwrap();
        settle(&t).await;
        let told = last(&t, delivery).await;
        assert_eq!((told.state.as_str(), told.reason.as_str()), ("refused", "gone"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_done_is_told_and_a_stranger_sees_nothing() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (channel, content) = (channel(&t, &network, "lea").await, thread());
        let delivery = published(&t, channel, &content).await;
        let long = Variant { text: "x".repeat(600), ..content.clone() };
        assert!(matches!(t.app.edit_published(&t.actor(), delivery, &long).await, Err(Refusal::Problems { .. })));
        let shorter = Variant { thread: Vec::new(), ..content.clone() };
        assert!(matches!(
            t.app.edit_published(&t.actor(), delivery, &shorter).await,
            Err(Refusal::Invalid { why: "other_steps", .. })
        ));
        network.kill("lea");
        let wished = Variant { text: "The shop opens at nine".to_owned(), ..content };
        t.app.edit_published(&t.actor(), delivery, &wished).await.unwrap();
        settle(&t).await;
        let told = last(&t, delivery).await;
        assert_eq!((told.state.as_str(), told.reason.as_str()), ("refused", "auth"));
        assert_eq!(t.reader().channels().await.unwrap()[0].state, "broken", "the channel was looked after at once");
        let (elsewhere, user) = t.another_workspace("Ailleurs").await;
        let mut stranger = t.actor_with(user, &[domain::Hat::Owner]);
        stranger.workspace = elsewhere;
        assert!(matches!(t.app.delete_published(&stranger, delivery).await, Err(Refusal::NoSuch(_))));
        assert!(matches!(t.app.act_on_amendment(&stranger, told.id, AmendmentAct::Retry).await, Err(Refusal::NoSuch(_))));
    })
    .await;
}
