//! NodeBB's interface, by its own description of it.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    network::Network,
    post::Variant,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::server::{Expected, Kit, NOW, Server, after, expect, first, found, json_of, part_of, picture, remote, shown, text};

fn kit() -> Kit {
    Kit::new(Network::Nodebb, "4", &[("token", "t0k")])
}

fn topic(said: &str) -> Variant {
    let settings = [("category".to_owned(), "2".to_owned()), ("tags".to_owned(), "neige, veste".to_owned())];
    Variant { title: "Premières neiges".to_owned(), settings: settings.into(), ..text(said) }
}

fn ok(response: Value) -> Value {
    json!({ "status": { "code": "ok", "message": "OK" }, "response": response })
}

fn no(code: &str, message: &str) -> Value {
    json!({ "status": { "code": code, "message": message }, "response": {} })
}

fn made() -> Expected {
    expect("POST", "/api/v3/topics")
        .json(ok(json!({ "tid": 9, "uid": 4, "cid": 2, "mainPid": 31, "slug": "9/premieres-neiges" })))
}

fn listed(posts: Value) -> [Expected; 2] {
    [
        expect("GET", "/api/user/uid/4").json(json!({ "uid": 4, "userslug": "lea" })),
        expect("GET", "/api/user/lea/posts").json(json!({ "uid": 4, "posts": posts })),
    ]
}

fn post(pid: u32, minutes: i64, main: bool) -> Value {
    let at = NOW.parse::<Timestamp>().unwrap().as_millisecond() + minutes * 60_000;
    json!({
        "pid": pid, "tid": 9, "timestamp": at, "isMainPost": main, "content": "<p>Il <b>neige</b></p>", "upvotes": 3,
        "topic": { "tid": 9, "title": "Premières neiges" },
    })
}

fn raw(pid: u32, content: &str) -> Expected {
    expect("GET", &format!("/api/v3/posts/{pid}/raw")).json(ok(json!({ "content": content })))
}

#[tokio::test]
async fn connecting_reads_who_we_are() {
    let server = Server::start([
        expect("GET", "/api/self").json(json!({ "uid": 4, "username": "Léa", "userslug": "lea" })),
        expect("GET", "/api/self?_uid=7").json(json!({ "uid": 7, "username": "Max", "userslug": "max" })),
    ])
    .await;
    let account = kit().adapter().account(&kit().to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("4", "Léa", "@lea"));
    let master = kit().setting("uid", "7");
    assert_eq!(master.adapter().account(&master.to(&server)).await.unwrap().id, "7");
    assert_eq!(server.calls()[0].header("authorization"), Some("Bearer t0k"));
}

#[tokio::test]
async fn a_topic_with_a_picture_and_an_answer_to_it() {
    let files = [picture()];
    let variant = Variant { media: shown("", &files).media, first_comment: "Le lien".to_owned(), ..topic("Il **neige**") };
    let brought =
        expect("POST", "/api/post/upload").json(ok(json!({ "images": [{ "url": "/assets/uploads/files/1-neige.jpg" }] })));
    let (there, calls) = kit().published([brought.clone(), made()], &first(&variant, &files)).await;
    assert_eq!(there.id, "9/31");
    assert!(there.address.ends_with("/topic/9"));
    assert_eq!(part_of(&calls[0], "files[]").as_deref(), Some("the bytes of a picture"));
    assert_eq!(
        json_of(&calls[1]),
        json!({
            "cid": 2, "title": "Premières neiges", "tags": ["neige", "veste"],
            "content": "Il **neige**\n\n![Une veste sous la neige](/assets/uploads/files/1-neige.jpg)",
        })
    );
    kit().unsaid(&[], &first(&variant, &files), &brought).await;
    let answered = expect("POST", "/api/v3/topics/9").json(ok(json!({ "pid": 32, "tid": 9, "content": "<p>Le lien</p>" })));
    let (answer, calls) = kit().published([answered], &after(&variant, 1, &there)).await;
    assert_eq!(answer.id, "9/32");
    assert_eq!(json_of(&calls[0]), json!({ "content": "Le lien" }));
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = topic("Il neige");
    let sending = first(&variant, &[]);
    let call = expect("POST", "/api/v3/topics");
    let told = |status: u16, code: &str, message: &str| call.clone().status(status).json(no(code, message));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(401, "not-authorised", "A valid login session was not found."), Class::Auth, None),
                (told(403, "forbidden", "You are not authorised to make this call"), Class::Auth, None),
                (told(400, "bad-request", "Please enter a title with at least 3 characters"), Class::Content, None),
                (told(404, "not-found", "Category does not exist"), Class::Content, None),
                (call.clone().status(429).header("retry-after: 9").json(no("too-many-requests", "Slowly")), Class::Rate, Some(9)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &call).await;
    let queued = call.json(ok(json!({ "queued": true, "message": "Your post has been queued" })));
    let (outcome, _) = kit().publish([queued], &sending).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }));
    let unnumbered = Variant { settings: [("category".to_owned(), "news".to_owned())].into(), ..variant };
    let (outcome, _) = kit().publish([], &first(&unnumbered, &[])).await;
    assert!(matches!(outcome, Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn it_is_found_by_what_was_written() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..topic("Il **neige**") };
    let sending = first(&variant, &[]);
    let kit = kit();
    let record = |posts: Value, raws: &[Expected]| [&listed(posts)[..], raws].concat();
    let posts = json!([post(32, 1, false), post(31, 0, true), post(5, -30, true)]);
    assert_eq!(found(kit.find(record(posts.clone(), &[raw(31, "Il **neige**")]), &sending).await), "9/31");
    assert_eq!(kit.find(record(posts.clone(), &[raw(31, "Il ne neige pas")]), &sending).await, Sight::NotFound);
    let pictured = raw(31, "Il **neige**\n\n![Une veste](/assets/1.jpg)");
    assert_eq!(kit.find(record(posts.clone(), &[pictured]), &sending).await, Sight::NotFound);
    let others = ["9/31".to_owned()];
    let another = Sending { others: &others, ..sending };
    assert_eq!(kit.find(record(posts.clone(), &[raw(31, "Il **neige**")]), &another).await, Sight::NotFound);
    let parent = remote("9/31");
    let answer = after(&variant, 1, &parent);
    assert_eq!(found(kit.find(record(posts, &[raw(32, "Le lien")]), &answer).await), "9/32");
    for blind in
        [expect("GET", "/api/user/uid/4").status(401).json(no("not-authorised", "No")), expect("GET", "/api/user/uid/4").page()]
    {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn it_is_edited_deleted_counted_and_read_back() {
    let kit = kit();
    let whole =
        || expect("GET", "/api/v3/topics/9").json(ok(json!({ "tid": 9, "mainPid": 31, "postcount": 4, "viewcount": 120 })));
    let server = Server::start(
        [
            &[
                expect("PUT", "/api/v3/posts/31").json(ok(json!({ "pid": 31 }))),
                expect("GET", "/api/v3/posts/31").json(ok(json!({ "pid": 31, "upvotes": 3 }))),
                whole(),
                expect("GET", "/api/v3/posts/40").status(404).json(no("not-found", "Post does not exist")),
            ],
            &listed(json!([post(31, 0, true), post(5, -30, true)]))[..],
        ]
        .concat(),
    )
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &remote("9/31"), &first(&topic("Il pleut"), &[])).await.unwrap();
    let counted = adapter.counts(&to, &[remote("9/31"), remote("9/40")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.replies, counts.views, counts.shares), (Some(3), Some(3), Some(120), None));
    let history = adapter.history(&to, NOW.parse().unwrap()).await.unwrap();
    assert_eq!((history.len(), history[0].text.as_str()), (1, "Il neige"));
    assert_eq!(
        json_of(&server.calls()[0]),
        json!({ "content": "Il pleut", "title": "Premières neiges", "tags": ["neige", "veste"] })
    );
    let gone = || expect("GET", "/api/v3/topics/9").status(404).json(no("not-found", "Topic does not exist"));
    kit.delete([whole(), expect("DELETE", "/api/v3/topics/9/state").json(ok(json!({})))], &remote("9/31")).await.unwrap();
    kit.delete([whole(), expect("DELETE", "/api/v3/posts/32/state").json(ok(json!({})))], &remote("9/32")).await.unwrap();
    kit.delete([gone()], &remote("9/31")).await.unwrap();
    let there = Remote { address: String::new(), ..remote("9/31") };
    let refused = expect("GET", "/api/v3/topics/9").status(403).json(no("forbidden", "No"));
    assert_eq!(kit.delete([refused], &there).await.unwrap_err().class, Class::Auth);
}
