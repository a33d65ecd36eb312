//! Bluesky: a whole network.

use std::time::Duration;

use connect::fetch::Call;
use domain::{delivery::Sight, network::Network, post::Part};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Peer, key, now, picture, sending, shown};

const NAME: &str = "BLUESKY";
/// How often the application is asked before it must have seen what was written: it lags by seconds.
const LOOKS_MAX: u32 = 60;

/// The record that an address names, as the server keeps it.
async fn record(peer: &Peer, uri: &str) -> Value {
    let parts: Vec<&str> = uri.trim_start_matches("at://").split('/').collect();
    let query = format!("repo={}&collection={}&rkey={}", parts[0], parts[1], parts[2]);
    let page = peer.page(&format!("{}/xrpc/com.atproto.repo.getRecord?{query}", peer.told("server"))).await;
    serde_json::from_str(&page).unwrap()
}

/// A call of somebody else on the same server.
async fn told(peer: &Peer, token: &str, method: &str, body: &Value) -> Value {
    let address = format!("{}/xrpc/{method}", peer.told("server")).parse().unwrap();
    let call = Call::json(Method::POST, address, body, now()).with("authorization", format!("Bearer {token}"));
    let reply = peer.to().client.call(call).await.unwrap();
    assert!(reply.is_success(), "{method}: {}", reply.said());
    reply.json().unwrap()
}

#[tokio::test]
async fn a_post_with_all_that_may_stand_in_it_is_said_once_and_taken_away() {
    let Some(peer) = Peer::of(NAME, Network::Bluesky).await else { return };
    let files = [picture(), picture()];
    let mut variant = shown("Première neige ❄ avec @lecteur.test : https://brand.example/neige #PremièreNeige", &files);
    (variant.language, variant.warning) = ("fr".to_owned(), "Avalanche".to_owned());
    let key = key("bs");
    let said = sending(&variant, &files, &key);
    let remote = peer.once(&said).await;
    let kept = record(&peer, &remote.id).await;
    let value = &kept["value"];
    assert_eq!((&value["langs"], &value["labels"]["values"][0]["val"]), (&json!(["fr"]), &json!("graphic-media")));
    assert_eq!(value["embed"]["images"][1]["alt"], "Une veste sous la neige");
    assert_eq!(value["embed"]["images"][0]["aspectRatio"], json!({ "width": 8, "height": 8 }));
    let kinds: Vec<_> = value["facets"].as_array().unwrap().iter().map(|facet| facet["features"][0]["$type"].clone()).collect();
    assert_eq!(kinds, ["mention", "link", "tag"].map(|kind| format!("app.bsky.richtext.facet#{kind}")));
    let index = &value["facets"][1]["index"];
    let text = value["text"].as_str().unwrap();
    let at = |name: &str| usize::try_from(index[name].as_u64().unwrap()).unwrap();
    assert_eq!(&text[at("byteStart")..at("byteEnd")], "https://brand.example/neige");
    peer.delete(&remote).await;
    assert_eq!(peer.adapter().find(&peer.to(), &said).await, Sight::NotFound);
}

#[tokio::test]
async fn a_thread_is_answered_and_counted() {
    let Some(mut peer) = Peer::of(NAME, Network::Bluesky).await else { return };
    // The session that is kept, as the worker has it.
    let grant = peer.adapter().refresh(&peer.to()).await.unwrap().unwrap();
    assert!(grant.expires_at.is_some_and(|at| at > now().as_microsecond()));
    peer.secrets.extend(grant.secrets);
    let grant = peer.adapter().refresh(&peer.to()).await.unwrap().unwrap();
    peer.secrets.extend(grant.secrets);

    let mut variant = shown("Un fil : https://brand.example/fil", &[]);
    variant.thread.push(Part { text: "La suite.".to_owned(), ..Part::default() });
    variant.first_comment = "Et un commentaire.".to_owned();
    let keys = [key("bsroot"), key("bspart"), key("bscomment")];
    let root = peer.once(&sending(&variant, &[], &keys[0])).await;
    assert_eq!(record(&peer, &root.id).await["value"]["embed"]["external"]["uri"], "https://brand.example/fil");
    let mut second = sending(&variant, &[], &keys[1]);
    (second.step, second.root, second.parent) = (1, Some(&root), Some(&root));
    let part = peer.once(&second).await;
    let mut third = sending(&variant, &[], &keys[2]);
    (third.step, third.root, third.parent) = (2, Some(&root), Some(&part));
    let comment = peer.once(&third).await;
    let reply = &record(&peer, &comment.id).await["value"]["reply"];
    assert_eq!((&reply["root"]["uri"], &reply["parent"]["uri"]), (&json!(root.id), &json!(part.id)));

    let body = json!({ "identifier": peer.told("reader"), "password": peer.told("reader_password") });
    let session = told(&peer, "", "com.atproto.server.createSession", &body).await;
    let kept = record(&peer, &root.id).await;
    let like = json!({ "repo": session["did"], "collection": "app.bsky.feed.like", "record": {
        "$type": "app.bsky.feed.like", "subject": { "uri": kept["uri"], "cid": kept["cid"] }, "createdAt": now().to_string(),
    } });
    told(&peer, session["accessJwt"].as_str().unwrap(), "com.atproto.repo.createRecord", &like).await;

    let mut counted = Vec::new();
    for _ in 0..LOOKS_MAX {
        counted = peer.adapter().counts(&peer.to(), &[root.clone(), part.clone(), comment.clone()]).await.unwrap();
        if counted.len() == 3 && counted[0].1.likes == Some(1) && counted[0].1.replies == Some(1) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let root_counts = counted.iter().find(|(remote, _)| remote.id == root.id).unwrap().1;
    assert_eq!(
        (root_counts.likes, root_counts.replies, root_counts.shares, root_counts.views),
        (Some(1), Some(1), Some(0), None)
    );
    let history = peer.adapter().history(&peer.to(), now() - jiff::SignedDuration::from_mins(5)).await.unwrap();
    assert!(history.iter().any(|said| said.remote.id == root.id && said.text.starts_with("Un fil")), "{history:?}");
    for remote in [comment, part, root] {
        peer.delete(&remote).await;
    }
}

#[tokio::test]
async fn a_wrong_password_is_told() {
    let Some(peer) = Peer::of(NAME, Network::Bluesky).await else { return };
    let (variant, key) = (shown("x", &[]), key("bsno"));
    peer.refuses("password", "wrong", &sending(&variant, &[], &key)).await;
}
