//! The Mastodon API, by the examples of its documentation.

use connect::{channels::Sending, notify::Secret};
use domain::{
    delivery::{Class, Remote, Sight},
    network::Network,
    post::{Part, Poll, Variant, Visibility},
};
use serde_json::{Value, json};

use super::server::{
    KEY, Kit, Server, after, asking, expect, first, form_of, found, json_of, part_of, picture, remote, shown, text,
};

const SAY: &str = "/api/v1/statuses";
const LOOK: &str = "/api/v1/accounts/14715/statuses?limit=40&exclude_reblogs=true";

fn kit() -> Kit {
    Kit::new(Network::Mastodon, "14715", &[("token", "t0k")]).application("app", "s3cret")
}

fn status(id: &str, content: &str) -> Value {
    json!({
        "id": id, "created_at": "2026-11-20T10:00:01.000Z", "in_reply_to_id": null, "spoiler_text": "", "visibility": "public",
        "uri": format!("https://m.example/users/lea/statuses/{id}"), "url": format!("https://m.example/@lea/{id}"),
        "content": content, "replies_count": 7, "reblogs_count": 6, "favourites_count": 11, "media_attachments": [],
    })
}

fn said() -> Value {
    status("103", "<p>Premières neiges</p>")
}

#[tokio::test]
async fn connecting_makes_an_application_and_reads_who_we_are_and_the_limits() {
    let server = Server::start([
        expect("POST", "/api/v1/apps").json(json!({ "id": "563419", "client_id": "TWhM", "client_secret": "ZEaF" })),
        expect("POST", "/oauth/token")
            .json(json!({ "access_token": "ZA-Yj", "token_type": "Bearer", "scope": "read", "created_at": 1 })),
        expect("GET", "/api/v1/accounts/verify_credentials")
            .json(json!({ "id": "14715", "acct": "lea", "display_name": "", "url": "https://m.example/@lea" })),
        expect("GET", "/api/v2/instance").json(json!({ "configuration": {
            "statuses": { "max_characters": 1000, "max_media_attachments": 6 },
            "media_attachments": { "image_size_limit": 10_485_760, "description_limit": 1500 },
            "polls": { "max_options": 8, "max_characters_per_option": 100 },
        } })),
    ])
    .await;
    let kit = kit();
    let (adapter, to) = (kit.adapter(), kit.to(&server));
    let redirect = "https://parvis.example/back";
    let application = adapter.register(&to, redirect).await.unwrap().unwrap();
    assert_eq!((application.id.as_str(), application.secret.reveal()), ("TWhM", "ZEaF"));
    let consent = adapter.consent().unwrap();
    let sent = asking(redirect, "st");
    let address = consent.address(&to, &application, &sent).unwrap();
    assert_eq!(address.path(), "/oauth/authorize");
    let asked = address.query().unwrap();
    assert!(asked.contains("client_id=TWhM") && asked.contains("code_challenge_method=S256") && asked.contains("state=st"));
    let grant = consent.exchange(&to, &application, &sent, "code").await.unwrap();
    assert_eq!(grant.secrets["token"].reveal(), "ZA-Yj");
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("14715", "lea", "@lea@127.0.0.1"));
    assert_eq!(
        (account.limits.text_max, account.limits.images_max, account.limits.poll_options_max),
        (Some(1_000), Some(6), Some(8))
    );
    let calls = server.calls();
    assert_eq!(json_of(&calls[0])["redirect_uris"], redirect);
    let exchanged = form_of(&calls[1]);
    assert_eq!((exchanged["code"].as_str(), exchanged["code_verifier"].as_str()), ("code", "verifier"));
    assert_eq!(calls[2].header("authorization"), Some("Bearer t0k"));
}

#[tokio::test]
async fn a_text_leaves_with_its_key_and_all_that_was_chosen() {
    let variant = Variant {
        warning: "Avalanche".to_owned(),
        visibility: Some(Visibility::Unlisted),
        language: "fr-FR".to_owned(),
        poll: Some(Poll { options: vec!["Oui".to_owned(), "Non".to_owned()], seconds: 3_600, multiple: false }),
        ..text("Premières neiges")
    };
    let (remote, calls) = kit().published([expect("POST", SAY).json(said())], &first(&variant, &[])).await;
    assert_eq!(remote, Remote { id: "103".to_owned(), address: "https://m.example/@lea/103".to_owned() });
    assert_eq!(calls[0].header("idempotency-key"), Some(KEY));
    assert_eq!(
        json_of(&calls[0]),
        json!({
            "status": "Premières neiges", "media_ids": [], "visibility": "unlisted", "language": "fr", "spoiler_text": "Avalanche",
            "sensitive": false, "poll": { "options": ["Oui", "Non"], "expires_in": 3600, "multiple": false },
        })
    );
}

#[tokio::test]
async fn a_picture_is_brought_first_and_waited_for() {
    let files = [picture()];
    let variant = shown("Premières neiges", &files);
    let record = [
        expect("POST", "/api/v2/media").status(202).json(json!({ "id": "22348641", "url": null })),
        expect("GET", "/api/v1/media/22348641").status(206).json(json!({ "id": "22348641", "url": null })),
        expect("GET", "/api/v1/media/22348641").json(json!({ "id": "22348641", "url": "https://m.example/f.jpg" })),
        expect("POST", SAY).json(said()),
    ];
    let (_, calls) = kit().published(record, &first(&variant, &files)).await;
    assert_eq!(part_of(&calls[0], "description").as_deref(), Some("Une veste sous la neige"));
    assert_eq!(part_of(&calls[0], "file").as_deref(), Some("the bytes of a picture"));
    assert_eq!(json_of(&calls[3])["media_ids"], json!(["22348641"]));
    kit().unsaid(&[], &first(&variant, &files), &expect("POST", "/api/v2/media")).await;
}

#[tokio::test]
async fn a_part_of_a_thread_and_a_comment_answer_what_went_before() {
    let variant = Variant {
        thread: vec![Part { text: "La suite".to_owned(), media: Vec::new() }],
        first_comment: "Le lien".to_owned(),
        ..text("Premières neiges")
    };
    let parent = remote("103");
    for (step, said) in [(1, "La suite"), (2, "Le lien")] {
        let answer = expect("POST", SAY).json(status("104", said));
        let (_, calls) = kit().published([answer], &after(&variant, step, &parent)).await;
        let body = json_of(&calls[0]);
        assert_eq!((&body["status"], &body["in_reply_to_id"]), (&json!(said), &json!("103")));
    }
    let gone = expect("POST", SAY).status(404).json(json!({ "error": "Record not found" }));
    kit().refusals(&[], &after(&variant, 1, &parent), [(gone, Class::Content, None)]).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Premières neiges");
    let sending = first(&variant, &[]);
    let call = expect("POST", SAY);
    let told = |status: u16, error: &str| call.clone().status(status).json(json!({ "error": error }));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(401, "The access token is invalid"), Class::Auth, None),
                (told(429, "Too many requests").header("retry-after: 120"), Class::Rate, Some(120)),
                (told(429, "Too many requests").header("x-ratelimit-reset: 2026-11-20T10:05:00.000000Z"), Class::Rate, Some(300)),
                (told(422, "Validation failed: Text can't be blank"), Class::Content, None),
                (told(404, "Record not found"), Class::Gone, None),
            ],
        )
        .await;
    kit().lost(&[], &sending, &call).await;
}

#[tokio::test]
async fn it_is_found_by_its_letters_its_time_its_place_and_its_pictures() {
    let variant = text("Premières neiges, à 8 h : https://solenne.example/neige");
    let words =
        "<p>Premières neiges, à 8\u{a0}h\u{a0}: <a href=\"https://solenne.example/neige\">https://solenne.example/neige</a></p>";
    let seen = |statuses: Value| [expect("GET", LOOK).json(statuses)];
    let sending = first(&variant, &[]);
    let kit = kit();
    assert_eq!(found(kit.find(seen(json!([said(), status("9", words)])), &sending).await), "9");
    assert_eq!(kit.find(seen(json!([said()])), &sending).await, Sight::NotFound);
    let others = ["9".to_owned()];
    assert_eq!(kit.find(seen(json!([status("9", words)])), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    for (name, other) in [
        ("created_at", json!("2026-11-20T09:40:00.000Z")),
        ("in_reply_to_id", json!("3")),
        ("media_attachments", json!([{}])),
        ("spoiler_text", json!("Attention")),
    ] {
        let mut another = status("9", words);
        another[name] = other;
        assert_eq!(kit.find(seen(json!([another])), &sending).await, Sight::NotFound, "{name}");
    }
    for blind in
        [expect("GET", LOOK).status(401).json(json!({ "error": "no" })), expect("GET", LOOK).page(), expect("GET", LOOK).cut()]
    {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn it_is_edited_deleted_counted_and_read_back() {
    let kit = kit();
    let variant = text("Neiges");
    let server = Server::start([
        expect("PUT", "/api/v1/statuses/103").json(status("103", "<p>Neiges</p>")),
        expect("GET", "/api/v1/statuses/103").json(said()),
        expect("GET", "/api/v1/statuses/104").status(404).json(json!({ "error": "Record not found" })),
        expect("GET", LOOK).json(json!([said()])),
        expect("GET", LOOK).json(json!([said()])),
    ])
    .await;
    let to = kit.to(&server);
    let adapter = kit.adapter();
    assert_eq!(adapter.edit(&to, &remote("103"), &first(&variant, &[])).await.unwrap().id, "103");
    let counted = adapter.counts(&to, &[remote("103"), remote("104")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.replies, counts.shares, counts.views), (Some(11), Some(7), Some(6), None));
    let history = adapter.history(&to, "2026-11-20T09:00:00Z".parse().unwrap()).await.unwrap();
    assert_eq!((history.len(), history[0].text.as_str()), (1, "Premières neiges"));
    assert!(adapter.history(&to, "2026-11-20T11:00:00Z".parse().unwrap()).await.unwrap().is_empty());
    server.calls();
    let at = "/api/v1/statuses/103";
    kit.delete([expect("DELETE", at).json(said())], &remote("103")).await.unwrap();
    kit.delete([expect("DELETE", at).status(404).json(json!({ "error": "Record not found" }))], &remote("103")).await.unwrap();
    assert_eq!(kit.delete([expect("DELETE", at).status(401).text("no")], &remote("103")).await.unwrap_err().class, Class::Auth);
}

#[tokio::test]
async fn a_channel_without_its_token_says_so_without_a_call() {
    let kit = Kit::new(Network::Mastodon, "14715", &[("other", "x")]);
    let variant = text("Bonjour");
    let (outcome, _) = kit.publish([], &first(&variant, &[])).await;
    let domain::delivery::Outcome::Rejected { class: Class::Auth, .. } = outcome else { panic!("{outcome:?}") };
    assert!(Secret::new("x".to_owned()).reveal() == "x");
}

#[tokio::test]
async fn accounts_are_found_by_their_names() {
    let found = json!({ "accounts": [
        { "id": "1", "acct": "lea", "display_name": "Léa" },
        { "id": "2", "acct": "lea@other.example", "display_name": "" },
    ], "statuses": [], "hashtags": [] });
    let server = Server::start([expect("GET", "/api/v2/search?type=accounts&limit=8&q=l%C3%A9a").json(found)]).await;
    let named = kit().adapter().accounts(&kit().to(&server), "léa").await.unwrap();
    let said: Vec<(&str, &str)> = named.iter().map(|one| (one.handle.as_str(), one.name.as_str())).collect();
    // A mention of somebody on the server itself names it too, so that it means the same everywhere.
    assert_eq!(said, [("@lea@127.0.0.1", "Léa"), ("@lea@other.example", "lea@other.example")]);
}
