//! WordPress, by its REST handbook and what a real site answers.

use domain::{
    delivery::{Class, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{Expected, KEY, Kit, Server, expect, first, found, json_of, part_of, picture, remote, shown, text};

const LOOK: &str = "/?rest_route=/wp/v2/posts&context=edit&author=3&status=publish,future,draft,pending,private&modified_after=*";
const MAKE: &str = "/?rest_route=/wp/v2/posts&context=edit";
const PUBLISH: &str = "/?rest_route=/wp/v2/posts/41&context=edit";

fn kit() -> Kit {
    Kit::new(Network::Wordpress, "3", &[("password", "abcd efgh")]).setting("user", "brand")
}

fn post(status: &str, content: &str) -> Value {
    json!({
        "id": 41, "link": "{SELF}/neiges", "status": status, "date_gmt": "2026-11-20T10:00:00",
        "title": { "raw": "Neiges" }, "content": { "raw": content },
    })
}

fn article() -> Variant {
    Variant { title: "Neiges".to_owned(), ..text("Il **neige**.") }
}

fn error(status: u16, call: Expected, code: &str) -> Expected {
    call.status(status).json(json!({ "code": code, "message": "why it is so", "data": { "status": status } }))
}

/// Up to the call that makes it public.
fn before() -> [Expected; 2] {
    [expect("GET", LOOK).json(json!([])), expect("POST", MAKE).status(201).json(post("draft", ""))]
}

#[tokio::test]
async fn connecting_reads_who_we_are_and_whether_we_may_publish() {
    let me = |may: bool| json!({ "id": 3, "name": "Brand", "capabilities": { "publish_posts": may } });
    let route = "/?rest_route=/wp/v2/users/me&context=edit";
    let server = Server::start([
        expect("GET", route).json(me(true)),
        expect("GET", "/?rest_route=/&_fields=name,url")
            .json(json!({ "name": "Maison &amp; Solenne", "url": "https://brand.example" })),
        expect("GET", route).json(me(false)),
    ])
    .await;
    let kit = kit();
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str(), account.address.as_str()),
        ("3", "Maison & Solenne", "https://brand.example")
    );
    assert_eq!(kit.adapter().account(&kit.to(&server)).await.unwrap_err().class, Class::Auth);
    assert_eq!(server.calls()[0].header("authorization"), Some("Basic YnJhbmQ6YWJjZCBlZmdo"));
}

#[tokio::test]
async fn an_article_is_a_draft_with_its_key_and_then_public() {
    let mut variant = article();
    for (name, value) in [("categories", "Coulisses"), ("tags", "neige, glace & col"), ("slug", "neiges"), ("excerpt", "Blanc.")]
    {
        variant.settings.insert(name.to_owned(), value.to_owned());
    }
    let record = [
        expect("GET", LOOK).json(json!([post("publish", "another")])),
        expect("GET", "/?rest_route=/wp/v2/categories&search=Coulisses&per_page=100")
            .json(json!([{ "id": 7, "name": "Coulisses", "slug": "coulisses" }])),
        expect("GET", "/?rest_route=/wp/v2/tags&search=neige&per_page=100")
            .json(json!([{ "id": 8, "name": "Enneigé", "slug": "e" }])),
        expect("POST", "/?rest_route=/wp/v2/tags").status(201).json(json!({ "id": 9 })),
        expect("GET", "/?rest_route=/wp/v2/tags&search=glace%20%26%20col&per_page=100").json(json!([])),
        expect("POST", "/?rest_route=/wp/v2/tags")
            .status(400)
            .json(json!({ "code": "term_exists", "message": "there", "data": { "status": 400, "term_id": 10 } })),
        expect("POST", MAKE).status(201).json(post("draft", "")),
        expect("POST", PUBLISH).json(post("publish", "")),
    ];
    let (remote, calls) = kit().published(record, &first(&variant, &[])).await;
    assert_eq!(remote.id, "41");
    assert_eq!(
        json_of(&calls[6]),
        json!({
            "title": "Neiges", "content": format!("<p>Il <strong>neige</strong>.</p>\n<!-- parvis:{KEY} -->"), "status": "draft",
            "slug": "neiges", "excerpt": "Blanc.", "categories": [7], "tags": [9, 10],
        })
    );
    assert_eq!(json_of(&calls[7]), json!({ "status": "publish" }));
}

#[tokio::test]
async fn a_second_try_goes_on_with_the_draft_or_finds_what_became_of_it() {
    let ours = format!("<p>Il neige.</p><!-- parvis:{KEY} -->");
    let variant = article();
    let sending = first(&variant, &[]);
    let draft = [expect("GET", LOOK).json(json!([post("draft", &ours)])), expect("POST", PUBLISH).json(post("publish", &ours))];
    assert_eq!(kit().published(draft, &sending).await.0.id, "41");
    let there = || [expect("GET", LOOK).json(json!([post("publish", &ours)]))];
    assert_eq!(kit().published(there(), &sending).await.0.id, "41");
    assert_eq!(found(kit().find(there(), &sending).await), "41");
    let others = ["41".to_owned()];
    let other = super::server::first(&variant, &[]);
    assert_eq!(kit().find(there(), &connect::channels::Sending { others: &others, ..other }).await, Sight::NotFound);
    assert_eq!(kit().find([expect("GET", LOOK).json(json!([post("draft", &ours)]))], &sending).await, Sight::NotFound);
    assert_eq!(
        kit().find([expect("GET", LOOK).json(json!([post("publish", "<p>Il neige.</p>")]))], &sending).await,
        Sight::NotFound
    );
    let forbidden =
        json!({ "code": "rest_invalid_param", "data": { "details": { "status": { "code": "rest_forbidden_status" } } } });
    for blind in [expect("GET", LOOK).status(400).json(forbidden), expect("GET", LOOK).page(), expect("GET", LOOK).cut()] {
        assert!(matches!(kit().find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn pictures_are_in_the_library_once_and_in_their_places() {
    let files = [picture(), picture()];
    let variant = Variant { title: "Neiges".to_owned(), ..shown("![](media:2)", &files) };
    let look = expect("GET", "/?rest_route=/wp/v2/media&slug=parvis-d41-0-*");
    let medium = json!({ "id": 77, "source_url": "https://brand.example/n.jpg" });
    let record = [
        expect("GET", LOOK).json(json!([])),
        look.clone().json(json!([])),
        expect("POST", "/?rest_route=/wp/v2/media").status(201).json(medium.clone()),
        look.clone().json(json!([medium])),
        expect("POST", MAKE).status(201).json(post("draft", "")),
        expect("POST", PUBLISH).json(post("publish", "")),
    ];
    let (_, calls) = kit().published(record, &first(&variant, &files)).await;
    assert_eq!(part_of(&calls[2], "alt_text").as_deref(), Some("Une veste sous la neige"));
    assert_eq!(part_of(&calls[2], "file").as_deref(), Some("the bytes of a picture"));
    let body = json_of(&calls[4]);
    assert_eq!(body["featured_media"], 77);
    let image = "<img src=\"https://brand.example/n.jpg\" alt=\"Une veste sous la neige\" width=\"1200\" height=\"800\">";
    assert!(body["content"].as_str().unwrap().contains(image), "{body}");
    let no = error(500, expect("POST", "/?rest_route=/wp/v2/media"), "rest_upload_unknown_error");
    let upto = [expect("GET", LOOK).json(json!([])), look.json(json!([]))];
    kit().refusals(&upto, &first(&variant, &files), [(no, Class::Content, None)]).await;
    kit().unsaid(&upto, &first(&variant, &files), &expect("POST", "/?rest_route=/wp/v2/media")).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = article();
    let sending = first(&variant, &[]);
    let told = |status, code| error(status, expect("POST", PUBLISH), code);
    kit()
        .refusals(
            &before(),
            &sending,
            [
                (told(401, "rest_cannot_edit"), Class::Auth, None),
                (told(404, "rest_post_invalid_id"), Class::Gone, None),
                (told(404, "rest_no_route"), Class::UnsupportedVersion, None),
                (told(400, "rest_invalid_param"), Class::Content, None),
                (told(429, "too_many").header("retry-after: 60"), Class::Rate, Some(60)),
            ],
        )
        .await;
    kit().lost(&before(), &sending, &expect("POST", PUBLISH)).await;
    // What is lost before is at most a draft.
    kit().unsaid(&before()[..1], &sending, &expect("POST", MAKE)).await;
    kit().unsaid(&[], &sending, &expect("GET", LOOK)).await;
}

#[tokio::test]
async fn it_is_edited_deleted_and_read_back() {
    let gone = |kind: &str, status, code| error(status, expect("DELETE", &format!("/?rest_route=/wp/v2/{kind}/41")), code);
    kit().delete([expect("DELETE", "/?rest_route=/wp/v2/posts/41").json(post("trash", ""))], &remote("41")).await.unwrap();
    let both = [gone("posts", 410, "rest_already_trashed"), gone("pages", 404, "rest_post_invalid_id")];
    kit().delete(both, &remote("41")).await.unwrap();
    let refused = kit().delete([gone("posts", 403, "rest_cannot_delete")], &remote("41")).await.unwrap_err();
    assert_eq!(refused.class, Class::Auth);
    let server = Server::start([
        expect("POST", PUBLISH).json(post("publish", "")),
        expect("GET", "/?rest_route=/wp/v2/posts&context=edit&author=3&after=*")
            .json(json!([post("publish", "<p>Il neige.</p>")])),
        error(
            404,
            expect("GET", "/?rest_route=/wp/v2/posts/41&context=edit&_fields=modified_gmt,title,content"),
            "rest_post_invalid_id",
        ),
        expect("GET", "/?rest_route=/wp/v2/pages/41&context=edit&_fields=modified_gmt,title,content")
            .json(json!({ "modified_gmt": "2026-11-20T11:00:00" })),
    ])
    .await;
    let kit = kit();
    kit.adapter().edit(&kit.to(&server), &remote("41"), &first(&article(), &[])).await.unwrap();
    let history = kit.adapter().history(&kit.to(&server), "2026-11-20T09:00:00Z".parse().unwrap()).await.unwrap();
    let version = kit.adapter().version(&kit.to(&server), &remote("41")).await.unwrap();
    assert!(version.is_some_and(|version| version.starts_with("2026-11-20T11:00:00 ")));
    assert_eq!((history[0].text.as_str(), history[0].at), ("Neiges\n\nIl neige.", 1_795_168_800_000_000));
    assert_eq!(json_of(&server.calls()[0])["status"], "publish");
}
