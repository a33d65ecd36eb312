//! Discourse, by its documentation and the answers that its clients were written against.

use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{Kit, Server, after, expect, first, found, json_of, part_of, picture, remote, shown, text};

const SAY: &str = "/posts.json";
const TOPIC: &str = "/t/external_id/d41%2D0.json";

fn kit() -> Kit {
    Kit::new(Network::Discourse, "12", &[("key", "k3y")]).setting("user", "brand")
}

fn post(topic: u64, number: u64, id: u64) -> Value {
    json!({ "id": id, "topic_id": topic, "post_number": number, "topic_slug": "neiges", "created_at": "2026-11-20T10:00:01.000Z" })
}

fn topic() -> Variant {
    Variant { title: "Neiges".to_owned(), ..text("Il neige.") }
}

fn error(kind: &str) -> Value {
    json!({ "errors": ["why it is so"], "error_type": kind })
}

#[tokio::test]
async fn connecting_reads_who_we_are() {
    let server = Server::start([
        expect("GET", "/session/current.json").json(json!({ "current_user": { "id": 12, "username": "brand", "name": "" } })),
        expect("GET", "/session/current.json").status(403).json(error("invalid_access")),
        expect("GET", "/session/current.json").status(404).json(json!({})),
    ])
    .await;
    let kit = kit();
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("12", "brand", "@brand"));
    for _ in 0..2 {
        assert_eq!(kit.adapter().account(&kit.to(&server)).await.unwrap_err().class, Class::Auth);
    }
    let calls = server.calls();
    assert_eq!((calls[0].header("api-key"), calls[0].header("api-username")), (Some("k3y"), Some("brand")));
}

#[tokio::test]
async fn a_topic_leaves_with_our_key_its_category_its_tags_and_its_pictures() {
    let files = [picture()];
    let mut variant = Variant { title: "Neiges".to_owned(), ..shown("Il neige.", &files) };
    variant.settings.insert("category".to_owned(), "5".to_owned());
    variant.settings.insert("tags".to_owned(), "neige, col".to_owned());
    let record = [
        expect("POST", "/uploads.json").json(json!({ "id": 9, "short_url": "upload://abc.jpeg" })),
        expect("POST", SAY).json(post(7, 1, 70)),
    ];
    let (remote, calls) = kit().published(record, &first(&variant, &files)).await;
    assert!(remote.id == "7/1/70" && remote.address.ends_with("/t/7"), "{remote:?}");
    assert_eq!(part_of(&calls[0], "type").as_deref(), Some("composer"));
    assert_eq!(
        json_of(&calls[1]),
        json!({
            "title": "Neiges", "raw": "Il neige.\n\n![Une veste sous la neige|1200x800](upload://abc.jpeg)", "external_id": "d41-0",
            "category": 5, "tags": ["neige", "col"],
        })
    );
    kit().unsaid(&[], &first(&variant, &files), &expect("POST", "/uploads.json")).await;
}

#[tokio::test]
async fn a_comment_answers_the_topic_or_the_post() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..topic() };
    let parent = remote("7/1/70");
    let (said, calls) = kit().published([expect("POST", SAY).json(post(7, 2, 71))], &after(&variant, 1, &parent)).await;
    assert!(said.id == "7/2/71" && said.address.ends_with("/t/7/2"), "{said:?}");
    assert_eq!(json_of(&calls[0]), json!({ "raw": "Le lien", "topic_id": 7 }));
    let parent = remote("7/2/71");
    let (_, calls) = kit().published([expect("POST", SAY).json(post(7, 3, 72))], &after(&variant, 1, &parent)).await;
    assert_eq!(json_of(&calls[0])["reply_to_post_number"], 2);
}

#[tokio::test]
async fn what_waits_for_a_moderator_is_asked_about() {
    let variant = topic();
    let waits = expect("POST", SAY).json(json!({ "success": true, "action": "enqueued", "pending_post": { "id": 4 } }));
    let (outcome, _) = kit().publish([waits], &first(&variant, &[])).await;
    let Outcome::Pending { handle } = outcome else { panic!("{outcome:?}") };
    let server = Server::start([
        expect("GET", TOPIC).status(404).json(error("not_found")),
        expect("GET", TOPIC).status(301).header("location: {SELF}/t/neiges/7.json"),
        expect("GET", "/t/7.json").json(json!({ "id": 7, "post_stream": { "posts": [{ "id": 70 }] } })),
    ])
    .await;
    let kit = kit();
    assert_eq!(kit.adapter().check(&kit.to(&server), &handle).await, Outcome::Pending { handle: handle.clone() });
    let Outcome::Accepted { remote } = kit.adapter().check(&kit.to(&server), &handle).await else { panic!("it is there") };
    assert_eq!(remote.id, "7/1/70");
    server.calls();
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = topic();
    let sending = first(&variant, &[]);
    let told = |status: u16, body: Value| expect("POST", SAY).status(status).json(body);
    let hasty = json!({ "errors": ["slow"], "error_type": "rate_limit", "extras": { "wait_seconds": 21 } });
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(403, error("invalid_access")), Class::Auth, None),
                (told(422, json!({ "action": "create_post", "errors": ["Title is too short"] })), Class::Content, None),
                (told(429, hasty), Class::Rate, Some(21)),
                (told(429, error("rate_limit")).header("retry-after: 40"), Class::Rate, Some(40)),
                (told(404, error("not_found")), Class::Gone, None),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", SAY)).await;
}

#[tokio::test]
async fn a_topic_is_found_by_its_key_and_an_answer_by_its_words() {
    let variant = Variant { first_comment: "Le lien, voilà".to_owned(), ..topic() };
    let sending = first(&variant, &[]);
    let leads = || expect("GET", TOPIC).status(302).header("location: /t/neiges/7.json");
    let there = || expect("GET", "/t/7.json").json(json!({ "id": 7, "post_stream": { "posts": [{ "id": 70 }] } }));
    assert_eq!(found(kit().find([leads(), there()], &sending).await), "7/1/70");
    assert_eq!(kit().find([expect("GET", TOPIC).status(404).json(error("not_found"))], &sending).await, Sight::NotFound);
    for blind in
        [expect("GET", TOPIC).status(403).json(error("invalid_access")), expect("GET", TOPIC).page(), expect("GET", TOPIC).cut()]
    {
        assert!(matches!(kit().find([blind], &sending).await, Sight::Blind { .. }));
    }
    let parent = remote("7/1/70");
    let comment = after(&variant, 1, &parent);
    let act = |topic: u64, post: u64, at: &str| json!({ "action_type": 5, "topic_id": topic, "post_number": 2, "post_id": post, "created_at": at });
    let acts = expect("GET", "/user_actions.json?offset=0&username=brand&filter=5").json(json!({ "user_actions": [
        act(8, 80, "2026-11-20T10:00:02Z"), act(7, 71, "2026-11-20T10:00:02Z"), act(7, 60, "2026-11-20T08:00:00Z"),
    ] }));
    let raw = |id: u64, raw: &str| expect("GET", &format!("/posts/{id}.json")).json(json!({ "id": id, "raw": raw }));
    assert_eq!(found(kit().find([acts.clone(), raw(71, "Le lien… voilà !")], &comment).await), "7/2/71");
    let none = [acts, raw(71, "Autre chose"), raw(60, "Le lien, voilà")];
    assert_eq!(kit().find(none, &comment).await, Sight::NotFound);
}

#[tokio::test]
async fn it_is_edited_deleted_counted_and_read_back() {
    let gone = expect("DELETE", "/t/7.json").status(404).json(error("not_found"));
    kit().delete([gone], &remote("7/1/70")).await.unwrap();
    kit().delete([expect("DELETE", "/posts/71.json")], &remote("7/2/71")).await.unwrap();
    let server = Server::start([
        expect("GET", "/posts/70.json").json(json!({ "id": 70, "version": 3 })),
        expect("PUT", "/posts/70.json").json(json!({ "post": post(7, 1, 70) })),
        expect("PUT", "/t/-/7.json").json(json!({ "basic_topic": {} })),
        expect("GET", "/t/7.json").json(json!({ "like_count": 4, "posts_count": 3, "views": 90 })),
        expect("GET", "/posts/71.json").json(json!({ "reply_count": 1, "reads": 8, "actions_summary": [{ "id": 2, "count": 6 }] })),
        expect("GET", "/posts/72.json").status(404).json(error("not_found")),
        expect("GET", "/user_actions.json?offset=0&username=brand&filter=4,5").json(json!({ "user_actions": [
            { "action_type": 4, "topic_id": 7, "post_number": 1, "post_id": 70, "title": "Neiges", "excerpt": "Il neige.", "created_at": "2026-11-20T10:00:00Z" },
            { "action_type": 5, "topic_id": 6, "post_number": 3, "post_id": 60, "excerpt": "Oui", "created_at": "2026-11-19T10:00:00Z" },
        ] })),
    ])
    .await;
    let kit = kit();
    let (adapter, to) = (kit.adapter(), kit.to(&server));
    assert_eq!(adapter.version(&to, &remote("7/1/70")).await.unwrap().as_deref(), Some("3"));
    adapter.edit(&to, &remote("7/1/70"), &first(&topic(), &[])).await.unwrap();
    let counted = adapter.counts(&to, &[remote("7/1/70"), remote("7/2/71"), remote("7/3/72")]).await.unwrap();
    let told: Vec<_> = counted.iter().map(|(_, counts)| (counts.likes, counts.replies, counts.views)).collect();
    assert_eq!(told, [(Some(4), Some(2), Some(90)), (Some(6), Some(1), Some(8))]);
    let history = adapter.history(&to, "2026-11-20T09:00:00Z".parse().unwrap()).await.unwrap();
    assert_eq!((history.len(), history[0].text.as_str(), history[0].remote.id.as_str()), (1, "Neiges\n\nIl neige.", "7/1/70"));
    assert_eq!(json_of(&server.calls()[1]), json!({ "post": { "raw": "Il neige." } }));
}
