//! Matrix: Synapse.

use domain::{delivery::Sight, network::Network, post::Part};

use super::{Peer, key, now, picture, sending, shown};

const NAME: &str = "SYNAPSE";

#[tokio::test]
async fn a_message_with_a_picture_and_a_thread_are_said_once_and_taken_away() {
    let Some(peer) = Peer::of(NAME, Network::Matrix).await else { return };
    let files = [picture()];
    let mut variant = shown("Premières neiges au col.", &files);
    variant.thread.push(Part { text: "Et la suite.".to_owned(), ..Part::default() });
    let (first_key, second_key) = (key("mx"), key("mxnext"));
    let first = sending(&variant, &files, &first_key);
    let root = peer.once(&first).await;
    assert_eq!(root.id.split(' ').count(), 2, "{root:?}");
    let mut second = sending(&variant, &[], &second_key);
    (second.step, second.root, second.parent) = (1, Some(&root), Some(&root));
    let part = peer.once(&second).await;

    let edited = shown("Premières neiges au col, ce matin.", &files);
    let changed = sending(&edited, &files, &first_key);
    assert_eq!(peer.adapter().edit(&peer.to(), &root, &changed).await.unwrap(), root);
    let history = peer.adapter().history(&peer.to(), now() - jiff::SignedDuration::from_mins(5)).await.unwrap();
    assert!(history.iter().any(|said| said.remote.id == part.id && said.text == "Et la suite."), "{history:?}");

    peer.delete(&part).await;
    peer.delete(&root).await;
    assert_eq!(peer.adapter().find(&peer.to(), &second).await, Sight::NotFound);
}

#[tokio::test]
async fn a_message_of_which_only_the_text_arrived_is_made_whole() {
    let Some(peer) = Peer::of(NAME, Network::Matrix).await else { return };
    let key = key("mxhalf");
    let words = shown("Un texte et son image.", &[]);
    let half = peer.published(&sending(&words, &[], &key)).await;
    let files = [picture()];
    let whole = shown("Un texte et son image.", &files);
    let said = sending(&whole, &files, &key);
    assert_eq!(peer.adapter().find(&peer.to(), &said).await, Sight::NotFound);
    let remote = peer.published(&said).await;
    assert!(remote.id.starts_with(&half.id) && remote.id.len() > half.id.len(), "{remote:?}");
}

#[tokio::test]
async fn a_wrong_token_is_told() {
    let Some(peer) = Peer::of(NAME, Network::Matrix).await else { return };
    let (variant, key) = (shown("x", &[]), key("mxno"));
    peer.refuses("token", "wrong", &sending(&variant, &[], &key)).await;
}
