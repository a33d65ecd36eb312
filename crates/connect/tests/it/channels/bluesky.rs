//! The AT Protocol, by its lexicons and what a real network of it answers.

use domain::{
    delivery::{Class, Sight},
    network::Network,
    post::{Part, Variant},
};
use serde_json::{Value, json};

use super::server::{Kit, Server, after, expect, film, first, found, json_of, picture, remote, shown, text, text_of};

const PUT: &str = "/xrpc/com.atproto.repo.putRecord";
const GET: &str = "/xrpc/com.atproto.repo.getRecord?repo=did:plc:brand&collection=app.bsky.feed.post&rkey=*";
const SESSION: &str = "/xrpc/com.atproto.server.createSession";
const UPLOAD: &str = "/xrpc/com.atproto.repo.uploadBlob";
const URI: &str = "at://did:plc:brand/app.bsky.feed.post/3m5x";
/// A token that says of itself that it ends in 2100.
const TOKEN: &str = "e30.eyJleHAiOjQxMDI0NDQ4MDB9.x";
/// One that ended in 2001.
const ENDED: &str = "e30.eyJleHAiOjEwMDAwMDAwMDB9.x";

fn kit() -> Kit {
    Kit::new(Network::Bluesky, "did:plc:brand", &[("token", TOKEN), ("password", "abcd")]).setting("handle", "@brand.test")
}

fn recorded() -> Value {
    json!({ "uri": URI, "cid": "bafyroot", "validationStatus": "valid" })
}

fn session(token: &str) -> Value {
    json!({ "did": "did:plc:brand", "handle": "brand.test", "accessJwt": token, "refreshJwt": "r3fresh" })
}

fn error(name: &str) -> Value {
    json!({ "error": name, "message": "why it is so" })
}

#[tokio::test]
async fn connecting_reads_who_we_are_also_where_nobody_has_a_profile() {
    let server = Server::start([
        expect("POST", SESSION).json(session(TOKEN)),
        expect("GET", "/xrpc/app.bsky.actor.getProfile?actor=did:plc:brand").status(400).json(error("InvalidRequest")),
    ])
    .await;
    let account = kit().adapter().account(&kit().to(&server)).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str(), account.handle.as_str()),
        ("did:plc:brand", "brand.test", "@brand.test")
    );
    assert_eq!(json_of(&server.calls()[0]), json!({ "identifier": "brand.test", "password": "abcd" }));
}

#[tokio::test]
async fn a_session_is_kept_renewed_and_made_anew() {
    let renew = "/xrpc/com.atproto.server.refreshSession";
    let server = Server::start([
        expect("POST", renew).json(session(TOKEN)),
        expect("POST", renew).status(400).json(error("ExpiredToken")),
        expect("POST", SESSION).json(session(TOKEN)),
    ])
    .await;
    let kit = Kit::new(Network::Bluesky, "did:plc:brand", &[("refresh_token", "r3"), ("password", "abcd")]);
    let grant = kit.adapter().refresh(&kit.to(&server)).await.unwrap().unwrap();
    assert_eq!((grant.secrets["refresh_token"].reveal(), grant.expires_at), ("r3fresh", Some(4_102_444_800_000_000)));
    assert!(kit.adapter().refresh(&kit.to(&server)).await.unwrap().is_some());
    assert_eq!(server.calls()[0].header("authorization"), Some("Bearer r3"));

    // A token that has ended is not begun with.
    let kit = Kit::new(Network::Bluesky, "did:plc:brand", &[("token", ENDED), ("password", "abcd")]);
    let record = [expect("POST", SESSION).json(session("n3w")), expect("POST", PUT).json(recorded())];
    let (_, calls) = kit.published(record, &first(&text("Neige"), &[])).await;
    assert_eq!(calls[1].header("authorization"), Some("Bearer n3w"));
}

#[tokio::test]
async fn a_text_leaves_under_its_own_key_with_its_links_mentions_and_tags() {
    let said = "❄ @lea.test et @nobody.test : https://brand.example/é #Neige";
    let variant = Variant { language: "fr".to_owned(), warning: "Avalanche".to_owned(), ..text(said) };
    let record = || {
        [
            expect("GET", "/xrpc/com.atproto.identity.resolveHandle?handle=lea.test").json(json!({ "did": "did:plc:lea" })),
            expect("GET", "/xrpc/com.atproto.identity.resolveHandle?handle=nobody.test")
                .status(400)
                .json(error("HandleNotFound")),
            expect("POST", PUT).json(recorded()),
        ]
    };
    let (remote, calls) = kit().published(record(), &first(&variant, &[])).await;
    assert_eq!((remote.id.as_str(), remote.address.as_str()), (URI, "https://bsky.app/profile/did:plc:brand/post/3m5x"));
    let body = json_of(&calls[2]);
    assert_eq!((&body["repo"], &body["collection"]), (&json!("did:plc:brand"), &json!("app.bsky.feed.post")));
    assert_eq!(body["rkey"].as_str().unwrap().len(), 13);
    let post = &body["record"];
    assert_eq!((&post["createdAt"], &post["langs"]), (&json!("2026-11-20T10:00:00.000Z"), &json!(["fr"])));
    assert_eq!(post["labels"]["values"], json!([{ "val": "graphic-media" }]));
    // The words of a card that we did not read are not made up.
    assert_eq!(
        post["embed"]["external"],
        json!({ "uri": "https://brand.example/é", "title": "https://brand.example/é", "description": "" })
    );
    let facets: Vec<_> = post["facets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|facet| {
            let at = |name: &str| usize::try_from(facet["index"][name].as_u64().unwrap()).unwrap();
            (&said[at("byteStart")..at("byteEnd")], facet["features"][0].clone())
        })
        .collect();
    assert_eq!(
        facets,
        [
            ("@lea.test", json!({ "$type": "app.bsky.richtext.facet#mention", "did": "did:plc:lea" })),
            ("https://brand.example/é", json!({ "$type": "app.bsky.richtext.facet#link", "uri": "https://brand.example/é" })),
            ("#Neige", json!({ "$type": "app.bsky.richtext.facet#tag", "tag": "Neige" })),
        ]
    );
    // A second try is the same call to the byte.
    let (_, again) = kit().published(record(), &first(&variant, &[])).await;
    assert_eq!(again[2].body, calls[2].body);
}

#[tokio::test]
async fn pictures_and_films_are_brought_first() {
    let blob =
        |name: &str| json!({ "blob": { "$type": "blob", "ref": { "$link": name }, "mimeType": "image/jpeg", "size": 22 } });
    let files = [picture(), picture()];
    let variant = shown("https://brand.example", &files);
    let record = [
        expect("POST", UPLOAD).json(blob("one")),
        expect("POST", UPLOAD).json(blob("two")),
        expect("POST", PUT).json(recorded()),
    ];
    let (_, calls) = kit().published(record, &first(&variant, &files)).await;
    assert_eq!((calls[0].header("content-type"), text_of(&calls[0]).as_str()), (Some("image/jpeg"), "the bytes of a picture"));
    let image = &json_of(&calls[2])["record"]["embed"]["images"][1];
    assert_eq!((&image["image"]["ref"]["$link"], &image["alt"]), (&json!("two"), &json!("Une veste sous la neige")));
    assert_eq!(image["aspectRatio"], json!({ "width": 1200, "height": 800 }));
    let too_large = expect("POST", UPLOAD).status(400).json(error("BlobTooLarge"));
    kit().refusals(&[], &first(&variant, &files), [(too_large, Class::Content, None)]).await;
    kit().unsaid(&[], &first(&variant, &files), &expect("POST", UPLOAD)).await;

    let films = [film()];
    let variant = shown("Neige", &films);
    let record = [expect("POST", UPLOAD).json(blob("film")), expect("POST", PUT).json(recorded())];
    let (_, calls) = kit().published(record, &first(&variant, &films)).await;
    let embed = &json_of(&calls[1])["record"]["embed"];
    assert_eq!((&embed["$type"], &embed["alt"]), (&json!("app.bsky.embed.video"), &json!("On marche dans la neige")));
}

#[tokio::test]
async fn a_part_of_a_thread_names_what_it_answers_by_its_version() {
    let variant = Variant { thread: vec![Part { text: "La suite".to_owned(), media: Vec::new() }], ..text("Neige") };
    let parent = remote(URI);
    let there = || expect("GET", "/xrpc/com.atproto.repo.getRecord?repo=did:plc:brand&collection=app.bsky.feed.post&rkey=3m5x");
    let (_, calls) =
        kit().published([there().json(recorded()), expect("POST", PUT).json(recorded())], &after(&variant, 1, &parent)).await;
    let strong = json!({ "uri": URI, "cid": "bafyroot" });
    assert_eq!(json_of(&calls[1])["record"]["reply"], json!({ "root": strong, "parent": strong }));
    let gone = there().status(400).json(error("RecordNotFound"));
    kit().refusals(&[], &after(&variant, 1, &parent), [(gone, Class::Content, None)]).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let told = |status: u16, name: &str| expect("POST", PUT).status(status).json(error(name));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(400, "InvalidToken"), Class::Auth, None),
                (told(401, "AuthMissing"), Class::Auth, None),
                (told(400, "AccountTakedown"), Class::Gone, None),
                (told(400, "InvalidRequest"), Class::Content, None),
                (told(501, "MethodNotImplemented"), Class::UnsupportedVersion, None),
                (told(429, "RateLimitExceeded").header("ratelimit-reset: 1795169100"), Class::Rate, Some(300)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", PUT)).await;
}

#[tokio::test]
async fn it_is_found_by_its_key_alone() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    assert_eq!(found(kit().find([expect("GET", GET).json(recorded())], &sending).await), URI);
    let not_there = expect("GET", GET).status(400).json(error("RecordNotFound"));
    assert_eq!(kit().find([not_there], &sending).await, Sight::NotFound);
    for blind in [expect("GET", GET).status(400).json(error("ExpiredToken")), expect("GET", GET).page(), expect("GET", GET).cut()]
    {
        assert!(matches!(kit().find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn it_is_deleted_counted_and_read_back() {
    let post = |uri: &str, did: &str| {
        json!({
            "uri": uri, "cid": "bafy", "author": { "did": did, "handle": "brand.test" }, "indexedAt": "2026-11-20T10:00:01.000Z",
            "record": { "text": "Neige", "createdAt": "2026-11-20T10:00:00.000Z" },
            "likeCount": 5, "replyCount": 2, "repostCount": 3, "quoteCount": 1,
        })
    };
    let uris = "uris=at%3A%2F%2Fdid%3Aplc%3Abrand%2Fapp%2Ebsky%2Efeed%2Epost%2F3m5x";
    let server = Server::start([
        expect("POST", "/xrpc/com.atproto.repo.deleteRecord").json(json!({})),
        expect("GET", &format!("/xrpc/app.bsky.feed.getPosts?{uris}&uris=*"))
            .json(json!({ "posts": [post(URI, "did:plc:brand")] })),
        expect("GET", "/xrpc/app.bsky.feed.getAuthorFeed?actor=did:plc:brand&limit=100&filter=posts_with_replies")
            .json(json!({ "feed": [{ "post": post("at://x/y/z", "did:plc:lea") }, { "post": post(URI, "did:plc:brand") }] })),
    ])
    .await;
    let (kit, gone) = (kit(), remote("at://did:plc:brand/app.bsky.feed.post/gone"));
    let (adapter, to) = (kit.adapter(), kit.to(&server));
    adapter.delete(&to, &remote(URI)).await.unwrap();
    let counted = adapter.counts(&to, &[remote(URI), gone]).await.unwrap();
    let [(counted_remote, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!(counted_remote.id, URI);
    assert_eq!(
        (counts.likes, counts.replies, counts.shares, counts.views, counts.saves),
        (Some(5), Some(2), Some(4), None, None)
    );
    let history = adapter.history(&to, "2026-11-20T09:00:00Z".parse().unwrap()).await.unwrap();
    assert_eq!((history.len(), history[0].remote.id.as_str()), (1, URI));
    assert_eq!(
        json_of(&server.calls()[0]),
        json!({ "repo": "did:plc:brand", "collection": "app.bsky.feed.post", "rkey": "3m5x" })
    );
    assert_eq!(adapter.delete(&to, &remote("no address")).await.unwrap_err().class, Class::Content);
}

#[tokio::test]
async fn accounts_are_found_by_their_names() {
    let found = json!({ "actors": [
        { "did": "did:plc:lea", "handle": "lea.bsky.social", "displayName": "Léa" },
        { "did": "did:plc:two", "handle": "two.test" },
    ] });
    let path = "/xrpc/app.bsky.actor.searchActorsTypeahead?limit=8&q=lea";
    let server = Server::start([expect("GET", path).json(found)]).await;
    let named = kit().adapter().accounts(&kit().to(&server), "lea").await.unwrap();
    let said: Vec<(&str, &str)> = named.iter().map(|one| (one.handle.as_str(), one.name.as_str())).collect();
    assert_eq!(said, [("@lea.bsky.social", "Léa"), ("@two.test", "two.test")]);
}
