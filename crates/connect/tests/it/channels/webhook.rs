//! A signed call of an address of the user's.

use connect::notify::{Secret, webhook};
use domain::{delivery::Class, network::Network};
use serde_json::json;

use super::server::{KEY, Kit, Server, expect, first, json_of, picture, shown, text};

fn kit() -> Kit {
    Kit::new(Network::Webhook, "hook", &[("secret", "shared")])
}

#[tokio::test]
async fn a_test_call_says_that_it_is_one() {
    let server = Server::start([expect("POST", "/").status(204)]).await;
    let account = kit().adapter().account(&kit().to(&server)).await.unwrap();
    assert_eq!(account.id, "127.0.0.1");
    assert_eq!(json_of(&server.calls()[0]), json!({ "kind": "test" }));
}

#[tokio::test]
async fn what_is_said_comes_signed_and_whole() {
    let files = [picture()];
    let variant = shown("Premières neiges", &files);
    let told = expect("POST", "/").json(json!({ "id": "77", "address": "https://brand.example/77" }));
    let (remote, calls) = kit().published([told], &first(&variant, &files)).await;
    assert_eq!((remote.id.as_str(), remote.address.as_str()), ("77", "https://brand.example/77"));
    let call = &calls[0];
    let body = json_of(call);
    assert_eq!((&body["kind"], &body["text"], &body["key"]), (&json!("post"), &json!("Premières neiges"), &json!(KEY)));
    assert_eq!(body["files"][0]["alt"], "Une veste sous la neige");
    assert_eq!(body["files"][0]["address"], "https://parvis.example/m/neige.jpg");
    assert_eq!((call.header("idempotency-key"), call.header(webhook::DELIVERY_HEADER)), (Some(KEY), Some(KEY)));
    let (at, signature) = (call.header(webhook::TIMESTAMP_HEADER).unwrap(), call.header(webhook::SIGNATURE_HEADER).unwrap());
    let now = super::server::NOW.parse().unwrap();
    assert_eq!(webhook::verify(&Secret::new("shared".to_owned()), at, signature, &call.body, now), Ok(()));
}

#[tokio::test]
async fn a_receiver_that_says_nothing_of_an_id_is_known_by_the_key() {
    let variant = text("Bonjour");
    for answer in [expect("POST", "/").status(204), expect("POST", "/").page()] {
        assert_eq!(kit().published([answer], &first(&variant, &[])).await.0.id, KEY);
    }
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_not_refused() {
    let variant = text("Bonjour");
    let sending = first(&variant, &[]);
    let call = || expect("POST", "/");
    kit()
        .refusals(
            &[],
            &sending,
            [
                (call().status(401).text("who?"), Class::Auth, None),
                (call().status(429).header("retry-after: 90").text("slowly"), Class::Rate, Some(90)),
                (call().status(422).json(json!({ "message": "no such list" })), Class::Content, None),
                (call().status(410).text("gone"), Class::Gone, None),
                (call().status(503).header("retry-after: 30").text("later"), Class::Network, Some(30)),
            ],
        )
        .await;
    for answer in [call().status(500).text("oops"), call().cut()] {
        let (outcome, _) = kit().publish([answer], &sending).await;
        assert!(matches!(outcome, domain::delivery::Outcome::Unknown { .. }), "{outcome:?}");
    }
}
