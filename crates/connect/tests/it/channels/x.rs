//! X's interface, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::{Part, Poll, Variant},
};
use serde_json::{Value, json};

use super::server::{
    Expected, Kit, NOW, Server, after, expect, film, first, form_of, found, json_of, part_of, picture, remote, shown, text,
};

const LOOK: &str = "/2/users/2244/tweets?max_results=20&start_time=2026-11-20T09:50:00Z&tweet.fields=*";

fn kit() -> Kit {
    Kit::new(Network::X, "2244", &[("token", "t0k"), ("refresh_token", "r1")]).application("app", "s3cret")
}

fn said() -> Expected {
    expect("POST", "/2/tweets").status(201).json(json!({ "data": { "id": "1445", "text": "Neige" } }))
}

fn no(status: u16, title: &str, detail: &str) -> Expected {
    let body = json!({ "title": title, "detail": detail, "type": "about:blank", "status": status });
    expect("POST", "/2/tweets").status(status).json(body)
}

fn post(text: &str, at: &str) -> Value {
    json!({
        "id": "1445", "text": text, "created_at": at,
        "public_metrics": { "like_count": 5, "reply_count": 1, "retweet_count": 2, "quote_count": 1, "impression_count": 300, "bookmark_count": 0 },
    })
}

#[tokio::test]
async fn connecting_reads_who_we_are_and_whether_texts_may_be_long() {
    let me =
        |pays: &str| json!({ "data": { "id": "2244", "name": "Solenne", "username": "solenne", "subscription_type": pays } });
    let server = Server::start([
        expect("GET", "/2/users/me?user.fields=subscription_type").json(me("None")),
        expect("GET", "/2/users/me?user.fields=subscription_type").json(me("Premium")),
        expect("POST", "/2/oauth2/token").json(json!({ "access_token": "new", "expires_in": 7_200, "refresh_token": "r2" })),
        expect("POST", "/2/oauth2/token")
            .status(400)
            .json(json!({ "error": "invalid_request", "error_description": "Value passed for the token was invalid." })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.handle.as_str(), account.limits.text_max), ("2244", "@solenne", None));
    assert_eq!(adapter.account(&to).await.unwrap().limits.text_max, Some(25_000));
    let grant = adapter.refresh(&to).await.unwrap().unwrap();
    assert_eq!(grant.secrets["refresh_token"].reveal(), "r2");
    assert_eq!(adapter.refresh(&to).await.err().unwrap().class, Class::Auth);
    let calls = server.calls();
    assert_eq!(calls[2].header("authorization"), Some("Basic YXBwOnMzY3JldA=="));
    assert_eq!(form_of(&calls[2])["refresh_token"], "r1");
}

#[tokio::test]
async fn a_text_a_poll_and_a_thread() {
    let thread = vec![Part { text: "La suite".to_owned(), media: Vec::new() }];
    let poll = Poll { options: vec!["Oui".to_owned(), "Non".to_owned()], seconds: 3_600, multiple: false };
    let variant = Variant { thread, poll: Some(poll), ..text("Neige") };
    let (there, calls) = kit().published([said()], &first(&variant, &[])).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("1445", "https://x.com/i/status/1445"));
    assert_eq!(json_of(&calls[0]), json!({ "text": "Neige", "poll": { "options": ["Oui", "Non"], "duration_minutes": 60 } }));
    let (_, calls) = kit().published([said()], &after(&variant, 1, &there)).await;
    assert_eq!(json_of(&calls[0]), json!({ "text": "La suite", "reply": { "in_reply_to_tweet_id": "1445" } }));
}

#[tokio::test]
async fn a_picture_with_what_it_shows_and_a_film_in_pieces() {
    let files = [picture()];
    let record = [
        expect("POST", "/2/media/upload").json(json!({ "data": { "id": "71" } })),
        expect("POST", "/2/media/metadata").json(json!({ "data": { "id": "71" } })),
        said(),
    ];
    let variant = shown("Neige", &files);
    let (_, calls) = kit().published(record, &first(&variant, &files)).await;
    assert_eq!(part_of(&calls[0], "media_category").as_deref(), Some("tweet_image"));
    assert_eq!(json_of(&calls[1]), json!({ "id": "71", "metadata": { "alt_text": { "text": "Une veste sous la neige" } } }));
    assert_eq!(json_of(&calls[2])["media"], json!({ "media_ids": ["71"] }));
    kit().unsaid(&[], &first(&variant, &files), &expect("POST", "/2/media/upload")).await;
    let films = [film()];
    let at_work = |state: &str| json!({ "data": { "id": "72", "processing_info": { "state": state, "check_after_secs": 0 } } });
    let begun = [
        expect("POST", "/2/media/upload/initialize").json(json!({ "data": { "id": "72" } })),
        expect("POST", "/2/media/upload/72/append").status(204),
        expect("POST", "/2/media/upload/72/finalize").json(at_work("pending")),
        expect("GET", "/2/media/upload?command=STATUS&media_id=72").json(at_work("in_progress")),
    ];
    let last = |state: &str| expect("GET", "/2/media/upload?command=STATUS&media_id=72").json(at_work(state));
    let variant = shown("Neige", &films);
    let (_, calls) = kit().published([&begun[..], &[last("succeeded"), said()]].concat(), &first(&variant, &films)).await;
    assert_eq!(json_of(&calls[0]), json!({ "media_type": "video/mp4", "total_bytes": 19, "media_category": "tweet_video" }));
    assert_eq!(part_of(&calls[1], "segment_index").as_deref(), Some("0"));
    kit().refusals(&begun, &first(&variant, &films), [(last("failed"), Class::Content, None)]).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let reset = "x-rate-limit-reset: 1795169400";
    kit()
        .refusals(
            &[],
            &sending,
            [
                (no(401, "Unauthorized", "Unauthorized"), Class::Auth, None),
                (no(402, "CreditsDepleted", "Your enrolled account does not have any credits"), Class::Auth, None),
                (no(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content."), Class::Content, None),
                (no(403, "Forbidden", "You are not permitted to perform this action."), Class::Auth, None),
                (no(429, "Too Many Requests", "Too Many Requests").header(reset), Class::Rate, Some(600)),
                (no(400, "Invalid Request", "One or more parameters to your request was invalid."), Class::Content, None),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", "/2/tweets")).await;
}

#[tokio::test]
async fn it_is_found_counted_read_back_and_deleted() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Lire https://solenne.example/neige") };
    let sending = first(&variant, &[]);
    let kit = kit();
    let at = "2026-11-20T10:00:02.000Z";
    let mut ours = post("Lire https://t.co/a1", at);
    ours["entities"] = json!({ "urls": [{ "url": "https://t.co/a1", "expanded_url": "https://solenne.example/neige" }] });
    let seen = |post: &Value| [expect("GET", LOOK).json(json!({ "data": [post] }))];
    assert_eq!(found(kit.find(seen(&ours), &sending).await), "1445");
    assert_eq!(kit.find([expect("GET", LOOK).json(json!({ "meta": { "result_count": 0 } }))], &sending).await, Sight::NotFound);
    let others = ["1445".to_owned()];
    assert_eq!(kit.find(seen(&ours), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("1445");
    let mut answer = post("Le lien", at);
    answer["referenced_tweets"] = json!([{ "type": "replied_to", "id": "1445" }]);
    answer["id"] = json!("1446");
    assert_eq!(found(kit.find(seen(&answer), &after(&variant, 1, &parent)).await), "1446");
    assert_eq!(kit.find(seen(&answer), &first(&text("Le lien"), &[])).await, Sight::NotFound);
    for blind in
        [expect("GET", LOOK).page(), expect("GET", LOOK).json(json!({})), no(429, "Too Many Requests", "Slowly").at("GET", LOOK)]
    {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let server = Server::start([
        expect("GET", "/2/tweets?ids=1445,1450&tweet.fields=public_metrics")
            .json(json!({ "data": [post("x", at)], "errors": [{ "resource_id": "1450" }] })),
        expect("GET", "/2/users/2244/tweets?max_results=100&start_time=2026-11-20T10:00:00Z&tweet.fields=*")
            .json(json!({ "data": [ours] })),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let counted = adapter.counts(&to, &[parent.clone(), remote("1450")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.shares, counts.views, counts.saves), (Some(5), Some(3), Some(300), Some(0)));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap()[0].text, "Lire https://solenne.example/neige");
    server.calls();
    kit.delete([expect("DELETE", "/2/tweets/1445").json(json!({ "data": { "deleted": true } }))], &parent).await.unwrap();
    kit.delete([no(404, "Not Found Error", "Not found").at("DELETE", "/2/tweets/1445")], &parent).await.unwrap();
    let fault = kit.delete([no(401, "Unauthorized", "Unauthorized").at("DELETE", "/2/tweets/1445")], &parent).await.unwrap_err();
    assert_eq!(fault.class, Class::Auth);
    let variant = text("x");
    let (outcome, _) = kit.publish([said().json(json!({ "data": {} }))], &first(&variant, &[])).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }));
}
