//! A webhook against a loopback receiver.

use connect::{
    fetch::Client,
    notify::{
        FailureClass, Secret,
        webhook::{DELIVERY_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, Webhook, WebhookError, deliver, verify},
    },
};
use domain::Language;
use jiff::Timestamp;

use crate::{
    fetch::loopback,
    fetch_site::{Reply, Site, answer},
};

fn now() -> Timestamp {
    "2026-03-11T12:00:00Z".parse().unwrap()
}

async fn delivered_to(site: &Site, path: &str) -> Result<u16, WebhookError> {
    let webhook = Webhook { address: site.at(path), secret: Secret::new("shared".to_owned()) };
    let client = Client::new(&loopback()).unwrap();
    deliver(&client, &webhook, "notice-7", r#"{"mentions":1}"#, now()).await.map(|delivered| delivered.status)
}

#[tokio::test]
async fn a_receiver_can_believe_what_it_gets() {
    let site = Site::start(|_| answer("202 Accepted", &[], "")).await;
    assert_eq!(delivered_to(&site, "/hook").await.unwrap(), 202);
    let seen = &site.seen()[0];
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header(DELIVERY_HEADER), Some("notice-7"));
    assert_eq!(seen.body, br#"{"mentions":1}"#);
    let (at, signature) = (seen.header(TIMESTAMP_HEADER).unwrap(), seen.header(SIGNATURE_HEADER).unwrap());
    assert_eq!(verify(&Secret::new("shared".to_owned()), at, signature, &seen.body, now()), Ok(()));
    assert!(verify(&Secret::new("other".to_owned()), at, signature, &seen.body, now()).is_err());
}

#[tokio::test]
async fn what_became_of_a_notice_is_classed() {
    let site = Site::start(|asked| match asked.path.as_str() {
        "/broken" => Reply::Closing(Vec::new()),
        path => answer(&format!("{} X", &path[1..]), &[], "because"),
    })
    .await;
    for (path, class) in [
        ("/301", FailureClass::Permanent),
        ("/400", FailureClass::Permanent),
        ("/410", FailureClass::Permanent),
        ("/408", FailureClass::Temporary),
        ("/429", FailureClass::Temporary),
        ("/500", FailureClass::Temporary),
        ("/broken", FailureClass::Unknown),
    ] {
        let error = delivered_to(&site, path).await.unwrap_err();
        assert_eq!(error.class(), class, "{path}");
        let [english, french] = Language::ALL.map(|language| error.sentence(language));
        assert_ne!(english, french);
        let kept = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<WebhookError>(&kept).unwrap(), error);
    }
    let WebhookError::Answered { said, .. } = delivered_to(&site, "/400").await.unwrap_err() else { panic!("no answer") };
    assert_eq!(said, "because");
}

#[tokio::test]
async fn a_webhook_cannot_reach_a_private_network_nor_a_receiver_that_is_off() {
    let site = Site::start(|_| answer("200 OK", &[], "")).await;
    let client = Client::new(&loopback()).unwrap();
    let class_of = async |address: &str| {
        let webhook = Webhook { address: address.parse().unwrap(), secret: Secret::new(String::new()) };
        deliver(&client, &webhook, "notice", "{}", now()).await.unwrap_err().class()
    };
    assert_eq!(class_of("http://10.0.0.1/hook").await, FailureClass::Permanent);
    let off = site.address.clone();
    drop(site);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);
    assert_ne!(off.port(), Some(closed.port()));
    assert_eq!(class_of(&format!("http://{closed}/")).await, FailureClass::Temporary);
}
