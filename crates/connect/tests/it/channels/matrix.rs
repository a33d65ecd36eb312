//! Matrix, by its specification and what a real server answers.

use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::{Part, Variant},
};
use serde_json::{Value, json};

use super::server::{Expected, Kit, Server, after, expect, first, found, json_of, picture, remote, shown, text};

const ROOM: &str = "/_matrix/client/v3/rooms/%21room%3Apeer%2Etest";
const UPLOAD: &str = "/_matrix/media/v3/upload?filename=neige%2Ejpg";

fn kit() -> Kit {
    Kit::new(Network::Matrix, "!room:peer.test", &[("token", "t0k")]).setting("room", "#brand:peer.test")
}

fn say(transaction: &str) -> Expected {
    expect("PUT", &format!("{ROOM}/send/m.room.message/{transaction}"))
}

fn look() -> Expected {
    expect("GET", &format!("{ROOM}/messages?dir=b&limit=100&filter=*"))
}

fn event(id: &str, key: &str, ts: i64) -> Value {
    json!({
        "type": "m.room.message", "event_id": id, "sender": "@brand:peer.test", "origin_server_ts": ts,
        "content": { "msgtype": "m.text", "body": "Neige", "org.parvis.key": key },
    })
}

/// The moment of the tests, milliseconds.
const AT: i64 = 1_795_168_800_000;

fn messages(events: &[Value]) -> Value {
    json!({ "start": "t1", "chunk": events })
}

fn error(code: &str) -> Value {
    json!({ "errcode": code, "error": "why it is so" })
}

#[tokio::test]
async fn connecting_joins_the_room_and_refuses_one_that_is_encrypted() {
    let room = |encrypted: bool| {
        let state = expect("GET", &format!("{ROOM}/state/m.room.encryption/"));
        vec![
            expect("GET", "/_matrix/client/v3/account/whoami").json(json!({ "user_id": "@brand:peer.test" })),
            expect("POST", "/_matrix/client/v3/join/%23brand%3Apeer%2Etest").json(json!({ "room_id": "!room:peer.test" })),
            if encrypted {
                state.json(json!({ "algorithm": "m.megolm.v1.aes-sha2" }))
            } else {
                state.status(404).json(error("M_NOT_FOUND"))
            },
        ]
    };
    let more = vec![
        expect("GET", &format!("{ROOM}/state/m.room.name/")).json(json!({ "name": "Maison Solenne" })),
        expect("GET", "/_matrix/client/v1/media/config").json(json!({ "m.upload.size": 1_000_000 })),
    ];
    let server = Server::start([room(false), more, room(true)].concat()).await;
    let kit = kit();
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str(), account.handle.as_str()),
        ("!room:peer.test", "Maison Solenne", "@brand:peer.test")
    );
    assert_eq!(account.limits.image_bytes_max, Some(1_000_000));
    assert_eq!(kit.adapter().account(&kit.to(&server)).await.unwrap_err().class, Class::Content);
    assert_eq!(server.calls()[0].header("authorization"), Some("Bearer t0k"));
}

#[tokio::test]
async fn a_text_leaves_under_its_transaction() {
    let variant = text("Première neige");
    let (remote, calls) = kit().published([say("d41%2D0").json(json!({ "event_id": "$one" }))], &first(&variant, &[])).await;
    assert_eq!((remote.id.as_str(), remote.address.as_str()), ("$one", "https://matrix.to/#/!room:peer.test/$one"));
    assert_eq!(json_of(&calls[0]), json!({ "msgtype": "m.text", "body": "Première neige", "org.parvis.key": "d41-0" }));
}

#[tokio::test]
async fn pictures_follow_the_text_and_only_what_is_missing_is_sent() {
    let files = [picture()];
    let variant = shown("Première neige", &files);
    let sending = first(&variant, &files);
    let upload = || expect("POST", UPLOAD).json(json!({ "content_uri": "mxc://peer.test/abc" }));
    let record = [
        look().json(messages(&[])),
        upload(),
        say("d41%2D0").json(json!({ "event_id": "$one" })),
        say("d41%2D0%2E1").json(json!({ "event_id": "$two" })),
    ];
    let (remote, calls) = kit().published(record, &sending).await;
    assert_eq!(remote.id, "$one $two");
    let image = json_of(&calls[3]);
    assert_eq!(
        (&image["msgtype"], &image["body"], &image["url"]),
        (&json!("m.image"), &json!("Une veste sous la neige"), &json!("mxc://peer.test/abc"))
    );
    assert_eq!(image["info"], json!({ "mimetype": "image/jpeg", "size": 22, "w": 1200, "h": 800 }));
    let half =
        [look().json(messages(&[event("$one", "d41-0", AT)])), upload(), say("d41%2D0%2E1").json(json!({ "event_id": "$two" }))];
    assert_eq!(kit().published(half, &sending).await.0.id, "$one $two");
    // Whatever happens to the picture, the text is in the room by then.
    let broken = [
        look().json(messages(&[])),
        upload(),
        say("d41%2D0").json(json!({ "event_id": "$one" })),
        say("d41%2D0%2E1").status(413).json(error("M_TOO_LARGE")),
    ];
    let (outcome, _) = kit().publish(broken, &sending).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    kit().unsaid(&[look().json(messages(&[]))], &sending, &expect("POST", UPLOAD)).await;
}

#[tokio::test]
async fn a_part_stands_in_the_thread_of_its_root() {
    let variant = Variant { thread: vec![Part { text: "La suite".to_owned(), media: Vec::new() }], ..text("Neige") };
    let parent = remote("$one $two");
    let (_, calls) = kit().published([say("d41%2D0").json(json!({ "event_id": "$three" }))], &after(&variant, 1, &parent)).await;
    assert_eq!(
        json_of(&calls[0])["m.relates_to"],
        json!({ "rel_type": "m.thread", "event_id": "$one", "is_falling_back": true, "m.in_reply_to": { "event_id": "$one" } })
    );
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let told = |status: u16, code: &str| say("d41%2D0").status(status).json(error(code));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(401, "M_UNKNOWN_TOKEN"), Class::Auth, None),
                (told(403, "M_FORBIDDEN"), Class::Auth, None),
                (told(413, "M_TOO_LARGE"), Class::Content, None),
                (told(404, "M_UNRECOGNIZED"), Class::UnsupportedVersion, None),
                (told(429, "M_LIMIT_EXCEEDED").header("retry-after: 7"), Class::Rate, Some(7)),
            ],
        )
        .await;
    let wait = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "slow", "retry_after_ms": 9_000 });
    kit().refusals(&[], &sending, [(say("d41%2D0").status(429).json(wait), Class::Rate, Some(9))]).await;
    kit().lost(&[], &sending, &say("d41%2D0")).await;
}

#[tokio::test]
async fn it_is_found_by_its_key_on_any_page() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let filled = json!({ "chunk": [event("$x", "d40-0", AT)], "end": "t2" });
    let second = expect("GET", &format!("{ROOM}/messages?dir=b&limit=100&filter=*"));
    let pages = [look().json(filled.clone()), second.clone().json(messages(&[event("$one", "d41-0", AT)]))];
    assert_eq!(found(kit().find(pages, &sending).await), "$one");
    // Older than the window is the end of looking.
    let old = json!({ "chunk": [event("$x", "d41-0", AT - 3_600_000)], "end": "t2" });
    assert_eq!(kit().find([look().json(old)], &sending).await, Sight::NotFound);
    assert!(matches!(kit().find(vec![look().json(filled); 5], &sending).await, Sight::Blind { .. }));
    for blind in [look().status(401).json(error("M_UNKNOWN_TOKEN")), look().page(), look().cut()] {
        assert!(matches!(kit().find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn it_is_edited_and_taken_away() {
    let redact = |id: &str| expect("PUT", &format!("{ROOM}/redact/%24{id}/%24{id}"));
    let record = [redact("one").json(json!({ "event_id": "$r" })), redact("two").status(404).json(error("M_NOT_FOUND"))];
    kit().delete(record, &remote("$one $two")).await.unwrap();
    let server =
        Server::start([expect("PUT", &format!("{ROOM}/send/m.room.message/d41-0-*")).json(json!({ "event_id": "$e" }))]).await;
    let kit = kit();
    let edited = text("Neige !");
    assert_eq!(kit.adapter().edit(&kit.to(&server), &remote("$one $two"), &first(&edited, &[])).await.unwrap().id, "$one $two");
    let body = json_of(&server.calls()[0]);
    assert_eq!((&body["m.new_content"]["body"], &body["m.relates_to"]["event_id"]), (&json!("Neige !"), &json!("$one")));
}
