//! Reddit's interface, by its documentation and the answers that its own libraries read.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{
    Expected, Kit, NOW, Server, after, asking, expect, first, form_of, found, part_of, picture, remote, shown, text,
};

const SUBMIT: &str = "/api/submit";
const LOOK: &str = "/user/solenne/submitted?sort=new&limit=50&raw_json=1";

fn kit() -> Kit {
    Kit::new(Network::Reddit, "solenne", &[("token", "t0k"), ("refresh_token", "r1")]).application("app", "s3cret")
}

fn post(said: &str) -> Variant {
    let settings = [("subreddit".to_owned(), "r/montagne".to_owned()), ("flair".to_owned(), "f-1".to_owned())];
    Variant { title: "Premières neiges".to_owned(), settings: settings.into(), ..text(said) }
}

fn said() -> Expected {
    let data = json!({ "name": "t3_1ab", "id": "1ab", "url": "https://www.reddit.com/r/montagne/comments/1ab/x/" });
    expect("POST", SUBMIT).json(json!({ "json": { "errors": [], "data": data } }))
}

fn thing(text: &str, created: f64) -> Value {
    json!({ "kind": "t3", "data": {
        "name": "t3_1ab", "title": "Premières neiges", "selftext": text, "is_self": true, "subreddit": "Montagne", "created_utc": created,
        "permalink": "/r/Montagne/comments/1ab/x/", "score": 12, "num_comments": 3, "author": "solenne",
    } })
}

const AT: f64 = 1_795_168_802.0;

#[tokio::test]
async fn connecting_reads_who_we_are_and_renews() {
    let server = Server::start([
        expect("GET", "/api/v1/me").json(json!({ "id": "9x", "name": "solenne" })),
        expect("POST", "/api/v1/access_token")
            .json(json!({ "access_token": "new", "expires_in": 3_600, "token_type": "bearer" })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    assert_eq!(adapter.account(&to).await.unwrap().handle, "u/solenne");
    let grant = adapter.refresh(&to).await.unwrap().unwrap();
    assert_eq!((grant.secrets["token"].reveal(), grant.secrets["refresh_token"].reveal()), ("new", "r1"));
    server.calls();
    let home = kit.to_address(adapter.home().parse().unwrap());
    let address =
        adapter.consent().unwrap().address(&home, home.application.unwrap(), &asking("https://p.example/b", "st")).unwrap();
    assert!(
        address.as_str().starts_with("https://www.reddit.com/api/v1/authorize?")
            && address.as_str().contains("duration=permanent")
    );
}

#[tokio::test]
async fn a_text_an_address_and_a_comment() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..post("Il neige") };
    let (there, calls) = kit().published([said()], &first(&variant, &[])).await;
    assert_eq!(there.id, "t3_1ab");
    let form = form_of(&calls[0]);
    let wanted = [
        ("sr", "montagne"),
        ("kind", "self"),
        ("title", "Premières neiges"),
        ("text", "Il neige"),
        ("flair_id", "f-1"),
        ("api_type", "json"),
    ];
    for (name, value) in wanted {
        assert_eq!(form[name], value, "{name}");
    }
    let (_, calls) = kit().published([said()], &first(&post("https://solenne.example/neige"), &[])).await;
    let form = form_of(&calls[0]);
    assert_eq!((form["kind"].as_str(), form["url"].as_str()), ("link", "https://solenne.example/neige"));
    let data = json!({ "things": [{ "kind": "t1", "data": { "name": "t1_7", "permalink": "/r/montagne/comments/1ab/x/7/" } }] });
    let answered = expect("POST", "/api/comment").json(json!({ "json": { "errors": [], "data": data } }));
    let (answer, calls) = kit().published([answered], &after(&variant, 1, &there)).await;
    assert_eq!((answer.id.as_str(), answer.address.as_str()), ("t1_7", "https://www.reddit.com/r/montagne/comments/1ab/x/7/"));
    assert_eq!(form_of(&calls[0])["thing_id"], "t3_1ab");
}

#[tokio::test]
async fn a_picture_is_brought_to_a_lent_place_and_its_post_looked_for() {
    let files = [picture()];
    let variant = Variant { media: shown("", &files).media, ..post("Il neige") };
    let fields = json!([{ "name": "key", "value": "rte_images/a1" }, { "name": "policy", "value": "p" }]);
    let lent = expect("POST", "/api/media/asset.json")
        .json(json!({ "args": { "action": "{SELF}/bucket", "fields": fields }, "asset": { "asset_id": "a1" } }));
    let brought = expect("POST", "/bucket").status(201).text("<PostResponse/>");
    let background =
        expect("POST", SUBMIT).json(json!({ "json": { "errors": [], "data": { "websocket_url": "wss://w.example/" } } }));
    let (outcome, calls) = kit().publish([lent.clone(), brought, background], &first(&variant, &files)).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    assert_eq!(part_of(&calls[1], "key").as_deref(), Some("rte_images/a1"));
    assert_eq!(part_of(&calls[1], "file").as_deref(), Some("the bytes of a picture"));
    assert!(form_of(&calls[2])["url"].ends_with("/bucket/rte_images/a1"));
    kit().unsaid(&[lent], &first(&variant, &files), &expect("POST", "/bucket").status(502)).await;
    let mut made = thing("Il neige", AT);
    made["data"]["domain"] = json!("i.redd.it");
    let look = expect("GET", LOOK).json(json!({ "data": { "children": [made] } }));
    assert_eq!(found(kit().find([look], &first(&variant, &files)).await), "t3_1ab");
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = post("Il neige");
    let sending = first(&variant, &[]);
    let told = |code: &str| {
        expect("POST", SUBMIT).json(json!({ "json": { "errors": [[code, "a sentence", "sr"]], "ratelimit": 540.0 } }))
    };
    let status = |status: u16| expect("POST", SUBMIT).status(status).json(json!({ "message": "No", "error": status }));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told("RATELIMIT"), Class::Rate, Some(540)),
                (told("SUBREDDIT_NOTALLOWED"), Class::Content, None),
                (told("USER_REQUIRED"), Class::Auth, None),
                (status(401), Class::Auth, None),
                (status(429).header("x-ratelimit-reset: 120"), Class::Rate, Some(120)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", SUBMIT)).await;
}

#[tokio::test]
async fn it_is_found_edited_counted_read_back_and_deleted() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..post("Il neige") };
    let sending = first(&variant, &[]);
    let kit = kit();
    let seen = |thing: Value| [expect("GET", LOOK).json(json!({ "data": { "children": [thing] } }))];
    assert_eq!(found(kit.find(seen(thing("Il neige", AT)), &sending).await), "t3_1ab");
    assert_eq!(kit.find(seen(thing("Il neige", AT - 3_600.0)), &sending).await, Sight::NotFound);
    let others = ["t3_1ab".to_owned()];
    assert_eq!(kit.find(seen(thing("Il neige", AT)), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let mut elsewhere = thing("Il neige", AT);
    elsewhere["data"]["subreddit"] = json!("ski");
    assert_eq!(kit.find(seen(elsewhere), &sending).await, Sight::NotFound);
    let remark =
        json!({ "data": { "name": "t1_7", "parent_id": "t3_1ab", "body": "Le lien", "created_utc": AT, "permalink": "/x" } });
    let comments =
        expect("GET", "/user/solenne/comments?sort=new&limit=50&raw_json=1").json(json!({ "data": { "children": [remark] } }));
    let parent = remote("t3_1ab");
    assert_eq!(found(kit.find([comments], &after(&variant, 1, &parent)).await), "t1_7");
    for blind in [
        expect("GET", LOOK).page(),
        expect("GET", LOOK).json(json!({})),
        expect("GET", LOOK).status(403).json(json!({ "message": "Forbidden" })),
    ] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let mut gone = thing("x", AT);
    gone["data"]["name"] = json!("t3_2");
    gone["data"]["author"] = json!("[deleted]");
    let server = Server::start([
        expect("POST", "/api/editusertext").json(json!({ "json": { "errors": [] } })),
        expect("GET", "/api/info?id=t3_1ab,t3_2&raw_json=1").json(json!({ "data": { "children": [thing("x", AT), gone] } })),
        seen(thing("Il neige", AT))[0].clone(),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &parent, &first(&post("Il pleut"), &[])).await.unwrap();
    let counted = adapter.counts(&to, &[parent.clone(), remote("t3_2")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.replies, counts.views), (Some(12), Some(3), None));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap()[0].text, "Premières neiges\n\nIl neige");
    assert_eq!(form_of(&server.calls()[0])["text"], "Il pleut");
    kit.delete([expect("POST", "/api/del").json(json!({}))], &parent).await.unwrap();
    let refused = expect("POST", "/api/del").status(401).json(json!({ "message": "Unauthorized", "error": 401 }));
    assert_eq!(kit.delete([refused], &parent).await.unwrap_err().class, Class::Auth);
}
