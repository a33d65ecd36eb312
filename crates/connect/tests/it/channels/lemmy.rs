//! Lemmy's interface, version 3, by the types of its own client.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{Expected, Kit, NOW, Server, after, expect, first, found, json_of, part_of, picture, remote, shown, text};

const LOOK: &str = "/api/v3/user?person_id=4&sort=New&limit=40";

fn kit() -> Kit {
    Kit::new(Network::Lemmy, "4", &[("token", "jwt"), ("password", "pw")]).setting("user", "lea")
}

fn post(said: &str) -> Variant {
    let settings = [("community".to_owned(), "!montagne@lemmy.example".to_owned())];
    Variant { title: "Premières neiges".to_owned(), settings: settings.into(), ..text(said) }
}

fn community() -> Expected {
    expect("GET", "/api/v3/community?name=montagne%40lemmy.example")
        .json(json!({ "community_view": { "community": { "id": 17 } } }))
}

fn made() -> Expected {
    expect("POST", "/api/v3/post").json(json!({ "post_view": { "post": { "id": 12, "name": "Premières neiges" } } }))
}

fn no(error: &str) -> Value {
    json!({ "error": error })
}

fn view(id: u32, body: &str, published: &str) -> Value {
    json!({
        "post": { "id": id, "name": "Premières neiges", "body": body, "published": published, "url": "https://solenne.example/" },
        "counts": { "comments": 2, "score": 4, "upvotes": 5 },
    })
}

fn remark(id: u32, path: &str, content: &str) -> Value {
    json!({ "comment": { "id": id, "post_id": 12, "path": path, "content": content, "published": "2026-11-20T10:00:05Z" } })
}

fn listed(posts: Value, comments: Value) -> [Expected; 1] {
    [expect("GET", LOOK).json(json!({ "posts": posts, "comments": comments }))]
}

#[tokio::test]
async fn connecting_signs_in_and_reads_who_we_are() {
    let me = json!({ "id": 4, "name": "lea", "display_name": "Léa", "actor_id": "https://lemmy.example/u/lea" });
    let server = Server::start([
        expect("POST", "/api/v3/user/login").json(json!({ "jwt": "fresh", "registration_created": false })),
        expect("GET", "/api/v3/site").json(json!({ "my_user": { "local_user_view": { "person": me } } })),
        expect("POST", "/api/v3/user/login").json(json!({ "jwt": "fresh" })),
        expect("POST", "/api/v3/user/login").status(401).json(no("incorrect_login")),
        expect("GET", "/api/v3/site").json(json!({ "my_user": null })),
    ])
    .await;
    let kit = Kit::new(Network::Lemmy, "", &[("password", "pw")]).setting("user", "lea");
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("4", "Léa", "@lea@127.0.0.1"));
    let grant = kit.adapter().refresh(&kit.to(&server)).await.unwrap().unwrap();
    assert_eq!(grant.secrets["token"].reveal(), "fresh");
    assert_eq!(kit.adapter().account(&kit.to(&server)).await.unwrap_err().class, Class::Auth);
    let known = self::kit();
    assert_eq!(known.adapter().account(&known.to(&server)).await.unwrap_err().class, Class::Auth);
    let calls = server.calls();
    assert_eq!(json_of(&calls[0]), json!({ "username_or_email": "lea", "password": "pw" }));
    assert_eq!(calls[1].header("authorization"), Some("Bearer fresh"));
}

#[tokio::test]
async fn a_post_with_a_link_with_a_picture_and_a_comment() {
    let variant = Variant { language: "fr-FR".to_owned(), ..post("Lire https://solenne.example/neige.") };
    let site =
        expect("GET", "/api/v3/site").json(json!({ "all_languages": [{ "id": 37, "code": "en" }, { "id": 47, "code": "fr" }] }));
    let (there, calls) = kit().published([community(), site, made()], &first(&variant, &[])).await;
    assert_eq!(there.id, "post/12");
    assert!(there.address.ends_with("/post/12"));
    assert_eq!(
        json_of(&calls[2]),
        json!({
            "name": "Premières neiges", "community_id": 17, "body": "Lire https://solenne.example/neige.",
            "url": "https://solenne.example/neige", "language_id": 47,
        })
    );
    let files = [picture()];
    let variant = Variant { media: shown("", &files).media, first_comment: "Le lien".to_owned(), ..post("") };
    let brought =
        expect("POST", "/pictrs/image").json(json!({ "msg": "ok", "files": [{ "file": "a1.jpeg", "delete_token": "x" }] }));
    let (_, calls) = kit().published([community(), brought.clone(), made()], &first(&variant, &files)).await;
    assert_eq!(part_of(&calls[1], "images[]").as_deref(), Some("the bytes of a picture"));
    let body = json_of(&calls[2]);
    assert!(body["url"].as_str().unwrap().ends_with("/pictrs/image/a1.jpeg"));
    assert_eq!((&body["alt_text"], body.get("body")), (&json!("Une veste sous la neige"), None));
    kit().unsaid(&[community()], &first(&variant, &files), &brought).await;
    let answered = expect("POST", "/api/v3/comment").json(json!({ "comment_view": { "comment": { "id": 34 } } }));
    let (answer, calls) = kit().published([answered], &after(&variant, 1, &there)).await;
    assert_eq!(answer.id, "comment/34");
    assert_eq!(json_of(&calls[0]), json!({ "content": "Le lien", "post_id": 12 }));
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = post("Il neige");
    let sending = first(&variant, &[]);
    let call = expect("POST", "/api/v3/post");
    let told = |status: u16, error: &str| call.clone().status(status).json(no(error));
    kit()
        .refusals(
            &[community()],
            &sending,
            [
                (told(400, "not_logged_in"), Class::Auth, None),
                (told(400, "banned_from_community"), Class::Auth, None),
                (told(400, "rate_limit_error"), Class::Rate, None),
                (told(429, "rate_limit_error").header("retry-after: 30"), Class::Rate, Some(30)),
                (told(400, "invalid_post_title"), Class::Content, None),
            ],
        )
        .await;
    kit().lost(&[community()], &sending, &call).await;
    let gone = expect("GET", "/api/v3/community?name=montagne%40lemmy.example").status(404).json(no("couldnt_find_community"));
    kit().refusals(&[], &sending, [(gone.clone(), Class::Content, None)]).await;
    kit().unsaid(&[], &sending, &gone).await;
}

#[tokio::test]
async fn it_is_found_by_its_title_and_words() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..post("Il neige") };
    let sending = first(&variant, &[]);
    let kit = kit();
    let posts = json!([view(12, "Il neige", "2026-11-20T10:00:05.123456Z")]);
    assert_eq!(found(kit.find(listed(posts.clone(), json!([])), &sending).await), "post/12");
    let old = json!([view(12, "Il neige", "2026-11-20T09:00:00.123456")]);
    assert_eq!(kit.find(listed(old, json!([])), &sending).await, Sight::NotFound);
    let others = ["post/12".to_owned()];
    assert_eq!(kit.find(listed(posts, json!([])), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("post/12");
    let answer = after(&variant, 1, &parent);
    let remarks = json!([remark(35, "0.34.35", "Le lien"), remark(36, "0.36", "Le lien !")]);
    assert_eq!(found(kit.find(listed(json!([]), remarks), &answer).await), "comment/36");
    for blind in [
        expect("GET", LOOK).page(),
        expect("GET", LOOK).json(json!({})),
        expect("GET", LOOK).status(400).json(no("not_logged_in")),
    ] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn it_is_edited_deleted_counted_and_read_back() {
    let kit = kit();
    let server = Server::start([
        expect("PUT", "/api/v3/post").json(json!({})),
        expect("GET", "/api/v3/post?id=12").json(json!({ "post_view": view(12, "Il neige", NOW) })),
        expect("GET", "/api/v3/post?id=13").status(400).json(no("couldnt_find_post")),
        listed(json!([view(12, "Il neige", NOW)]), json!([]))[0].clone(),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &remote("post/12"), &first(&post("Il pleut"), &[])).await.unwrap();
    let counted = adapter.counts(&to, &[remote("post/12"), remote("post/13")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.replies, counts.views), (Some(5), Some(2), None));
    let history = adapter.history(&to, NOW.parse().unwrap()).await.unwrap();
    assert_eq!(history[0].text, "Premières neiges\n\nIl neige");
    assert_eq!(json_of(&server.calls()[0]), json!({ "post_id": 12, "name": "Premières neiges", "body": "Il pleut" }));
    let delete = expect("POST", "/api/v3/comment/delete");
    kit.delete([delete.clone().json(json!({}))], &remote("comment/34")).await.unwrap();
    kit.delete([delete.clone().status(400).json(no("couldnt_find_comment"))], &remote("comment/34")).await.unwrap();
    let fault = kit.delete([delete.status(400).json(no("not_logged_in"))], &remote("comment/34")).await.unwrap_err();
    assert_eq!(fault.class, Class::Auth);
}
