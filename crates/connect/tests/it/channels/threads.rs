//! Threads' interface, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::{Part, Variant},
};
use serde_json::{Value, json};

use super::{
    facebook::no,
    server::{Expected, Kit, NOW, Server, after, asking, expect, film, first, found, json_of, picture, remote, shown, text},
};

const MAKE: &str = "/v1.0/24/threads";
const PUBLISH: &str = "/v1.0/24/threads_publish";

fn kit() -> Kit {
    Kit::new(Network::Threads, "24", &[("token", "t0k")]).application("app", "s3cret")
}

fn made(id: &str) -> Expected {
    expect("POST", MAKE).json(json!({ "id": id }))
}

fn is(id: &str, status: &str) -> Expected {
    expect("GET", &format!("/v1.0/{id}?fields=status,error_message")).json(json!({ "status": status, "id": id }))
}

fn published() -> [Expected; 2] {
    [
        expect("POST", PUBLISH).json(json!({ "id": "312" })),
        expect("GET", "/v1.0/312?fields=permalink").json(json!({ "permalink": "https://www.threads.net/@solenne/post/D1" })),
    ]
}

fn all(containers: &[&str]) -> Vec<Expected> {
    let made: Vec<_> = containers.iter().map(|id| made(id)).collect();
    let ready: Vec<_> = containers.iter().map(|id| is(id, "FINISHED")).collect();
    [made, ready].concat()
}

#[tokio::test]
async fn connecting_takes_a_lasting_token() {
    let server = Server::start([
        expect("POST", "/oauth/access_token").json(json!({ "access_token": "short", "user_id": 24 })),
        expect("GET", "/access_token?grant_type=th_exchange_token&client_secret=s3cret&access_token=short")
            .json(json!({ "access_token": "long", "token_type": "bearer", "expires_in": 5_183_944 })),
        expect("GET", "/v1.0/me?fields=id,username,name").json(json!({ "id": "24", "username": "solenne", "name": "" })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let granted = adapter
        .consent()
        .unwrap()
        .exchange(&to, to.application.unwrap(), &asking("https://p.example/b", "st"), "code")
        .await
        .unwrap();
    assert_eq!(adapter.granted(&to, granted).await.unwrap().secrets["token"].reveal(), "long");
    let account = adapter.account(&to).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str(), account.address.as_str()),
        ("24", "solenne", "https://www.threads.net/@solenne")
    );
    server.calls();
}

#[tokio::test]
async fn a_text_an_answer_a_picture_and_an_album() {
    let thread = vec![Part { text: "La suite".to_owned(), media: Vec::new() }];
    let variant = Variant { thread, ..text("Lire https://solenne.example/neige") };
    let (there, calls) = kit().published([&all(&["c1"])[..], &published()].concat(), &first(&variant, &[])).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("312", "https://www.threads.net/@solenne/post/D1"));
    let container = json!({ "media_type": "TEXT", "text": "Lire https://solenne.example/neige", "link_attachment": "https://solenne.example/neige" });
    assert_eq!((json_of(&calls[0]), json_of(&calls[2])), (container, json!({ "creation_id": "c1" })));
    let (_, calls) = kit().published([&all(&["c2"])[..], &published()].concat(), &after(&variant, 1, &there)).await;
    assert_eq!(json_of(&calls[0]), json!({ "media_type": "TEXT", "text": "La suite", "reply_to_id": "312" }));
    let one = [picture()];
    let (_, calls) = kit().published([&all(&["c1"])[..], &published()].concat(), &first(&shown("Neige", &one), &one)).await;
    assert_eq!(json_of(&calls[0])["alt_text"], "Une veste sous la neige");
    let both = [picture(), film()];
    let record = [&all(&["c1", "c2"])[..], &[made("c3"), is("c3", "FINISHED")], &published()].concat();
    let (_, calls) = kit().published(record, &first(&shown("Neige", &both), &both)).await;
    assert_eq!(json_of(&calls[4]), json!({ "media_type": "CAROUSEL", "text": "Neige", "children": "c1,c2" }));
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let told = |status: u16, code: u32| no(status, code, 0, "A sentence").at("POST", PUBLISH);
    let before = all(&["c1"]);
    kit()
        .refusals(
            &before,
            &sending,
            [
                (told(400, 190), Class::Auth, None),
                (told(429, 4).header("retry-after: 60"), Class::Rate, Some(60)),
                (told(400, 100), Class::Content, None),
            ],
        )
        .await;
    kit().lost(&before, &sending, &expect("POST", PUBLISH)).await;
    kit().unsaid(&[], &sending, &expect("POST", MAKE)).await;
    let (outcome, _) = kit().publish([made("c1"), is("c1", "IN_PROGRESS")], &sending).await;
    assert_eq!(outcome, Outcome::Pending { handle: "c1".to_owned() });
}

#[tokio::test]
async fn it_is_found_counted_read_back_and_deleted() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Il neige") };
    let sending = first(&variant, &[]);
    let kit = kit();
    let look = "/v1.0/24/threads?*";
    let post = |at: &str| json!({ "id": "312", "text": "Il neige", "timestamp": at, "permalink": "https://t.example/D1", "media_type": "TEXT_POST" });
    let seen = |post: Value| [expect("GET", look).json(json!({ "data": [post] }))];
    let at = "2026-11-20T10:00:02+0000";
    assert_eq!(found(kit.find(seen(post(at)), &sending).await), "312");
    assert_eq!(kit.find(seen(post("2026-11-20T09:00:02+0000")), &sending).await, Sight::NotFound);
    let others = ["312".to_owned()];
    assert_eq!(kit.find(seen(post(at)), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("312");
    let reply = |to: &str| {
        let reply =
            json!({ "id": "313", "text": "Le lien", "timestamp": at, "media_type": "TEXT_POST", "replied_to": { "id": to } });
        [expect("GET", "/v1.0/24/replies?*").json(json!({ "data": [reply] }))]
    };
    assert_eq!(found(kit.find(reply("312"), &after(&variant, 1, &parent)).await), "313");
    assert_eq!(kit.find(reply("300"), &after(&variant, 1, &parent)).await, Sight::NotFound);
    assert!(matches!(kit.find([expect("GET", look).cut()], &sending).await, Sight::Blind { .. }));
    let insights = json!({ "data": [
        { "name": "views", "values": [{ "value": 120 }] }, { "name": "likes", "values": [{ "value": 7 }] },
        { "name": "reposts", "values": [{ "value": 1 }] }, { "name": "quotes", "values": [{ "value": 2 }] },
    ] });
    let server = Server::start([
        expect("GET", "/v1.0/312?fields=id").json(json!({ "id": "312" })),
        expect("GET", "/v1.0/312/insights?metric=views,likes,replies,reposts,quotes,shares").json(insights),
        seen(post(at))[0].clone(),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let counted = adapter.counts(&to, &[remote("312")]).await.unwrap();
    let counts = counted[0].1;
    assert_eq!((counts.views, counts.likes, counts.shares, counts.replies), (Some(120), Some(7), Some(3), None));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap().len(), 1);
    server.calls();
    kit.delete([expect("DELETE", "/v1.0/312").json(json!({ "success": true }))], &parent).await.unwrap();
    kit.delete([no(400, 100, 33, "does not exist").at("DELETE", "/v1.0/312")], &parent).await.unwrap();
    let fault = kit.delete([no(400, 190, 0, "expired").at("DELETE", "/v1.0/312")], &parent).await.unwrap_err();
    assert_eq!(fault.class, Class::Auth);
}

#[tokio::test]
async fn how_much_of_a_day_is_taken_is_told() {
    let told = json!({ "data": [{ "quota_usage": 4, "config": { "quota_total": 250, "quota_duration": 86_400 } }] });
    let server = Server::start([expect("GET", "/v1.0/24/threads_publishing_limit?fields=config,quota_usage").json(told)]).await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let told = adapter.limits(&to).await.unwrap().unwrap();
    assert_eq!((told.quota_used, told.quota_max), (Some(4), Some(250)));
    server.calls();
}
