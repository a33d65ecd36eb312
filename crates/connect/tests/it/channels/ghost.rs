//! Ghost's Admin interface, by its documentation and what a real site answers.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    delivery::{Class, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{Expected, KEY, Kit, Server, expect, first, found, json_of, part_of, picture, remote, shown, text};

const LOOK: &str = "/ghost/api/admin/posts/?filter=updated*";
const MAKE: &str = "/ghost/api/admin/posts/?source=html";
const PUBLISH: &str = "/ghost/api/admin/posts/5f/";
const READ: &str = "/ghost/api/admin/posts/5f/?formats=html";

fn kit() -> Kit {
    Kit::new(
        Network::Ghost,
        "brand.example",
        &[("key", "1efedd9db174adee2d23d982:4b74dad0219bad629852191af326a45037346c2231240e0f7aec1f9371cc14e8")],
    )
}

fn post(status: &str, foot: &str) -> Value {
    json!({ "posts": [{
        "id": "5f", "title": "Neiges", "url": "https://brand.example/neiges/", "status": status, "updated_at": "2026-11-20T10:00:00.000Z",
        "published_at": "2026-11-20T10:00:00.000Z", "codeinjection_foot": foot, "plaintext": "Il neige.",
        "html": "<p>Il <strong>neige</strong>.</p>",
    }] })
}

fn none() -> Value {
    json!({ "posts": [], "meta": {} })
}

fn article() -> Variant {
    Variant { title: "Neiges".to_owned(), ..text("Il **neige**.") }
}

fn error(status: u16, call: Expected, kind: &str, code: &str) -> Expected {
    call.status(status)
        .json(json!({ "errors": [{ "message": "why it is so", "context": "and how", "type": kind, "code": code }] }))
}

fn before() -> [Expected; 2] {
    [expect("GET", LOOK).json(none()), expect("POST", MAKE).status(201).json(post("draft", ""))]
}

#[tokio::test]
async fn connecting_signs_with_both_halves_of_the_key() {
    let server = Server::start([
        expect("GET", "/ghost/api/admin/posts/?limit=1&fields=id").json(none()),
        expect("GET", "/ghost/api/admin/site/")
            .json(json!({ "site": { "title": "Maison Solenne", "url": "https://brand.example/" } })),
    ])
    .await;
    let account = kit().adapter().account(&kit().to(&server)).await.unwrap();
    assert_eq!((account.name.as_str(), account.address.as_str()), ("Maison Solenne", "https://brand.example/"));
    let calls = server.calls();
    assert_eq!(calls[0].header("accept-version"), Some("v6.0"));
    let token = calls[0].header("authorization").unwrap().strip_prefix("Ghost ").unwrap();
    let part = |place: usize| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(place).unwrap()).unwrap()).unwrap()
    };
    assert_eq!(part(0), json!({ "alg": "HS256", "typ": "JWT", "kid": "1efedd9db174adee2d23d982" }));
    assert_eq!(part(1)["aud"], "/admin/");
    for wrong in ["", "noid", "a:xyz", "a:abc"] {
        let kit = Kit::new(Network::Ghost, "x", &[("key", wrong)]);
        let nobody = Server::start([]).await;
        assert_eq!(kit.adapter().account(&kit.to(&nobody)).await.unwrap_err().class, Class::Auth, "{wrong}");
    }
}

#[tokio::test]
async fn an_article_is_a_draft_with_its_key_and_then_public() {
    let mut variant = article();
    for (name, value) in [
        ("tags", "Neige, Col"),
        ("slug", "neiges"),
        ("excerpt", "Blanc."),
        ("canonical", "https://a.example"),
        ("newsletter", "hebdo"),
    ] {
        variant.settings.insert(name.to_owned(), value.to_owned());
    }
    let publish = "/ghost/api/admin/posts/5f/?newsletter=hebdo";
    let record = [before().to_vec(), vec![expect("PUT", publish).json(post("published", ""))]].concat();
    let (remote, calls) = kit().published(record, &first(&variant, &[])).await;
    assert_eq!((remote.id.as_str(), remote.address.as_str()), ("5f", "https://brand.example/neiges/"));
    assert_eq!(
        json_of(&calls[1])["posts"][0],
        json!({
            "title": "Neiges", "html": "<p>Il <strong>neige</strong>.</p>\n", "status": "draft", "slug": "neiges",
            "custom_excerpt": "Blanc.", "canonical_url": "https://a.example", "tags": [{ "name": "Neige" }, { "name": "Col" }],
            "codeinjection_foot": format!("<!-- parvis:{KEY} -->"),
        })
    );
    assert_eq!(json_of(&calls[2])["posts"][0], json!({ "updated_at": "2026-11-20T10:00:00.000Z", "status": "published" }));
    variant.settings.insert("date".to_owned(), "2026-12-01T08:00:00Z".to_owned());
    let record = [before().to_vec(), vec![expect("PUT", publish).json(post("scheduled", ""))]].concat();
    let (_, calls) = kit().published(record, &first(&variant, &[])).await;
    let planned = &json_of(&calls[2])["posts"][0];
    assert_eq!((&planned["status"], &planned["published_at"]), (&json!("scheduled"), &json!("2026-12-01T08:00:00Z")));
}

#[tokio::test]
async fn search_engines_are_told_of_the_product_and_the_site_tells_of_the_article() {
    let sheet = "---\nname: Veste\nprice: 289,00\ncurrency: EUR\n---\nIl **neige**.";
    let variant = Variant { article: true, text: format!("{sheet} ![Une crête](media:1)"), ..article() };
    let upload = "/ghost/api/admin/images/upload/";
    let at = json!({ "images": [{ "url": "https://brand.example/crete.jpg", "ref": "x" }] });
    let record = [
        expect("GET", LOOK).json(none()),
        expect("POST", upload).status(201).json(at),
        expect("POST", MAKE).status(201).json(post("draft", "")),
        expect("PUT", PUBLISH).json(post("published", "")),
    ];
    let files = [picture()];
    let (_, calls) = kit().published(record, &first(&variant, &files)).await;
    let made = &json_of(&calls[2])["posts"][0];
    assert!(made["html"].as_str().unwrap().starts_with("<p>Il <strong>neige</strong>."), "{made}");
    let head = made["codeinjection_head"].as_str().unwrap();
    assert!(head.contains("\"price\":\"289.00\"") && head.contains("https://brand.example/crete.jpg"), "{head}");
    assert!(!head.contains("BlogPosting"), "{head}");
}

#[tokio::test]
async fn a_second_try_goes_on_with_the_draft_or_finds_what_became_of_it() {
    let ours = format!("<!-- parvis:{KEY} -->");
    let variant = article();
    let sending = first(&variant, &[]);
    let draft = [expect("GET", LOOK).json(post("draft", &ours)), expect("PUT", PUBLISH).json(post("published", &ours))];
    assert_eq!(kit().published(draft, &sending).await.0.id, "5f");
    assert_eq!(kit().published([expect("GET", LOOK).json(post("published", &ours))], &sending).await.0.id, "5f");
    assert_eq!(found(kit().find([expect("GET", LOOK).json(post("sent", &ours))], &sending).await), "5f");
    for other in [post("draft", &ours), post("published", "<!-- parvis:d42-0 -->"), none()] {
        assert_eq!(kit().find([expect("GET", LOOK).json(other)], &sending).await, Sight::NotFound);
    }
    let dead = error(400, expect("GET", LOOK), "BadRequestError", "INVALID_JWT");
    for blind in [dead, expect("GET", LOOK).page(), expect("GET", LOOK).cut()] {
        assert!(matches!(kit().find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn the_first_picture_that_stands_nowhere_is_the_cover() {
    let files = [picture(), picture()];
    let variant = Variant { title: "Neiges".to_owned(), ..shown("![](media:2)", &files) };
    let upload = expect("POST", "/ghost/api/admin/images/upload/");
    let brought = |name: &str| {
        upload.clone().status(201).json(json!({ "images": [{ "url": format!("https://brand.example/{name}.jpg") }] }))
    };
    let record = [
        expect("GET", LOOK).json(none()),
        brought("one"),
        brought("two"),
        expect("POST", MAKE).status(201).json(post("draft", "")),
        expect("PUT", PUBLISH).json(post("published", "")),
    ];
    let (_, calls) = kit().published(record, &first(&variant, &files)).await;
    assert_eq!(part_of(&calls[1], "file").as_deref(), Some("the bytes of a picture"));
    let body = &json_of(&calls[3])["posts"][0];
    assert_eq!(
        (&body["feature_image"], &body["feature_image_alt"]),
        (&json!("https://brand.example/one.jpg"), &json!("Une veste sous la neige"))
    );
    assert!(
        body["html"].as_str().unwrap().contains("src=\"https://brand.example/two.jpg\" alt=\"Une veste sous la neige\""),
        "{body}"
    );
    kit().unsaid(&[expect("GET", LOOK).json(none())], &first(&variant, &files), &upload).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = article();
    let sending = first(&variant, &[]);
    let told = |status, kind, code| error(status, expect("PUT", PUBLISH), kind, code);
    kit()
        .refusals(
            &before(),
            &sending,
            [
                (told(400, "BadRequestError", "INVALID_JWT"), Class::Auth, None),
                (told(403, "NoPermissionError", ""), Class::Auth, None),
                (told(409, "UpdateCollisionError", "UPDATE_COLLISION"), Class::Content, None),
                (told(422, "ValidationError", ""), Class::Content, None),
                (told(406, "RequestNotAcceptableError", "UPDATE_CLIENT"), Class::UnsupportedVersion, None),
                (told(429, "TooManyRequestsError", "").header("retry-after: 30"), Class::Rate, Some(30)),
                (told(503, "MaintenanceError", ""), Class::Network, None),
            ],
        )
        .await;
    kit().lost(&before(), &sending, &expect("PUT", PUBLISH)).await;
    kit().unsaid(&before()[..1], &sending, &expect("POST", MAKE)).await;
}

#[tokio::test]
async fn it_is_edited_by_the_version_that_is_there_deleted_and_read_back() {
    let gone = |kind: &str| error(404, expect("DELETE", &format!("/ghost/api/admin/{kind}/5f/")), "NotFoundError", "");
    kit().delete([expect("DELETE", PUBLISH).status(204)], &remote("5f")).await.unwrap();
    kit().delete([gone("posts"), gone("pages")], &remote("5f")).await.unwrap();
    let edit = "/ghost/api/admin/posts/5f/?source=html";
    // In the second in which it was published.
    let mut changed = post("published", "");
    changed["posts"][0]["html"] = "<p>Il ne neige plus.</p>".into();
    let server = Server::start([
        expect("GET", PUBLISH).json(post("published", "")),
        expect("PUT", edit).json(post("published", "")),
        expect("GET", PUBLISH).json(post("published", "")),
        error(409, expect("PUT", edit), "UpdateCollisionError", "UPDATE_COLLISION"),
        expect("GET", "/ghost/api/admin/posts/?filter=status*").json(post("published", "")),
        expect("GET", READ).json(post("published", "")),
        expect("GET", READ).json(post("published", "")),
        expect("GET", READ).json(changed),
    ])
    .await;
    let kit = kit();
    let variant = article();
    kit.adapter().edit(&kit.to(&server), &remote("5f"), &first(&variant, &[])).await.unwrap();
    let collided = kit.adapter().edit(&kit.to(&server), &remote("5f"), &first(&variant, &[])).await.unwrap_err();
    assert_eq!((collided.class, collided.maybe_done), (Class::Content, false));
    let history = kit.adapter().history(&kit.to(&server), "2026-11-20T09:00:00Z".parse().unwrap()).await.unwrap();
    assert_eq!(history[0].text, "Neiges\n\nIl neige.");
    let version = async || kit.adapter().version(&kit.to(&server), &remote("5f")).await.unwrap().unwrap();
    let first = version().await;
    assert!(first.starts_with("2026-11-20T10:00:00.000Z "), "{first}");
    assert_eq!(version().await, first);
    assert_ne!(version().await, first);
    assert_eq!(json_of(&server.calls()[1])["posts"][0]["updated_at"], "2026-11-20T10:00:00.000Z");
}

#[tokio::test]
async fn what_stands_there_is_read_back_as_markdown_of_an_article_or_a_page() {
    let read = |kind: &str| expect("GET", &format!("/ghost/api/admin/{kind}/5f/?formats=html"));
    let stands = |kind: &str| {
        let html = "<p>Il <strong>neige</strong> encore.</p><h2>Au col</h2><ul><li>Luge</li></ul>";
        json!({ kind: [{ "id": "5f", "title": "Neiges d’avril", "html": html, "url": "https://brand.example/neiges/", "status": "published",
            "updated_at": "2026-11-21T08:00:00.000Z" }] })
    };
    let server = Server::start([
        read("posts").json(stands("posts")),
        error(404, read("posts"), "NotFoundError", ""),
        read("pages").json(stands("pages")),
        error(401, read("posts"), "UnauthorizedError", ""),
    ])
    .await;
    let kit = kit();
    for kind in ["an article", "a page"] {
        let there = kit.adapter().stands(&kit.to(&server), &remote("5f")).await.unwrap().unwrap();
        assert_eq!(there.title, "Neiges d’avril", "{kind}");
        assert!(there.version.starts_with("2026-11-21T08:00:00.000Z "), "{kind}: {}", there.version);
        assert!(there.text.starts_with("Il **neige** encore.\n\n## Au col\n\n"), "{}", there.text);
    }
    let refused = kit.adapter().stands(&kit.to(&server), &remote("5f")).await.unwrap_err();
    assert_eq!(refused.class, Class::Auth);
}
