//! Pinterest's interface, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{Expected, Kit, NOW, Server, expect, film, first, found, json_of, part_of, picture, remote, shown};
use connect::channels::File;

const LOOK: &str = "/v5/boards/549/pins?page_size=50";

fn kit() -> Kit {
    Kit::new(Network::Pinterest, "solenne", &[("token", "t0k"), ("refresh_token", "r1")]).application("app", "s3cret")
}

fn pin(said: &str, files: &[File]) -> Variant {
    let settings = [("board".to_owned(), "549".to_owned())];
    Variant { title: "Premières neiges".to_owned(), settings: settings.into(), ..shown(said, files) }
}

fn made() -> Expected {
    expect("POST", "/v5/pins").status(201).json(json!({ "id": "813", "board_id": "549" }))
}

fn no(status: u16, code: u32, message: &str) -> Expected {
    expect("POST", "/v5/pins").status(status).json(json!({ "code": code, "message": message }))
}

fn told(text: &str, at: &str) -> Value {
    json!({
        "id": "813", "title": "Premières neiges", "description": text, "created_at": at, "media": { "media_type": "image" },
        "pin_metrics": { "lifetime_metrics": { "impression": 90, "reaction": 4, "comment": 1, "save": 2 } },
    })
}

#[tokio::test]
async fn connecting_reads_who_we_are_and_renews() {
    let server = Server::start([
        expect("GET", "/v5/user_account")
            .json(json!({ "username": "solenne", "business_name": "Solenne", "account_type": "BUSINESS" })),
        expect("POST", "/v5/oauth/token").json(json!({ "access_token": "new", "expires_in": 2_592_000, "refresh_token": "r2" })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.name.as_str(), account.address.as_str()), ("Solenne", "https://www.pinterest.com/solenne/"));
    assert_eq!(adapter.refresh(&to).await.unwrap().unwrap().secrets["refresh_token"].reveal(), "r2");
    assert!(server.calls()[1].header("authorization").unwrap().starts_with("Basic "));
}

#[tokio::test]
async fn one_picture_several_and_a_film() {
    let one = [picture()];
    let variant = pin("Lire https://solenne.example/neige.", &one);
    let (there, calls) = kit().published([made()], &first(&variant, &one)).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("813", "https://www.pinterest.com/pin/813/"));
    let data = "dGhlIGJ5dGVzIG9mIGEgcGljdHVyZQ==";
    assert_eq!(
        json_of(&calls[0]),
        json!({
            "board_id": "549", "title": "Premières neiges", "description": "Lire https://solenne.example/neige.",
            "alt_text": "Une veste sous la neige", "link": "https://solenne.example/neige",
            "media_source": { "source_type": "image_base64", "content_type": "image/jpeg", "data": data },
        })
    );
    let two = [picture(), picture()];
    let (_, calls) = kit().published([made()], &first(&pin("", &two), &two)).await;
    let source = &json_of(&calls[0])["media_source"];
    assert_eq!((&source["source_type"], source["items"].as_array().unwrap().len()), (&json!("multiple_image_base64"), 2));
    let films = [film()];
    let lent = json!({ "media_id": "77", "media_type": "video", "upload_url": "{SELF}/s3/", "upload_parameters": { "key": "uploads/1" } });
    let begun = [expect("POST", "/v5/media").status(201).json(lent), expect("POST", "/s3/").status(204)];
    let state = |state: &str| expect("GET", "/v5/media/77").json(json!({ "media_id": "77", "status": state }));
    let variant = pin("", &films);
    let (_, calls) = kit().published([&begun[..], &[state("succeeded"), made()]].concat(), &first(&variant, &films)).await;
    assert_eq!(part_of(&calls[1], "key").as_deref(), Some("uploads/1"));
    assert_eq!(json_of(&calls[3])["media_source"]["media_id"], "77");
    kit().refusals(&begun, &first(&variant, &films), [(state("failed"), Class::Content, None)]).await;
    kit().unsaid(&[], &first(&variant, &films), &expect("POST", "/v5/media")).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let files = [picture()];
    let variant = pin("Neige", &files);
    let sending = first(&variant, &files);
    kit()
        .refusals(
            &[],
            &sending,
            [
                (no(401, 2, "Authentication failed."), Class::Auth, None),
                (no(404, 40, "Board not found."), Class::Content, None),
                (no(429, 8, "You have exceeded your rate limit.").header("x-ratelimit-reset: 30"), Class::Rate, Some(30)),
                (no(400, 1, "Invalid request"), Class::Content, None),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", "/v5/pins")).await;
}

#[tokio::test]
async fn it_is_found_edited_counted_read_back_and_deleted() {
    let files = [picture()];
    let variant = pin("Il neige", &files);
    let sending = first(&variant, &files);
    let kit = kit();
    let seen = |pin: Value| [expect("GET", LOOK).json(json!({ "items": [pin], "bookmark": null }))];
    let at = "2026-11-20T10:00:02";
    assert_eq!(found(kit.find(seen(told("Il neige", at)), &sending).await), "813");
    assert_eq!(kit.find(seen(told("Il neige", "2026-11-20T09:00:02")), &sending).await, Sight::NotFound);
    let others = ["813".to_owned()];
    assert_eq!(kit.find(seen(told("Il neige", at)), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    for blind in [expect("GET", LOOK).page(), expect("GET", LOOK).json(json!({})), no(401, 2, "No").at("GET", LOOK)] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let server = Server::start([
        expect("PATCH", "/v5/pins/813").json(json!({ "id": "813" })),
        expect("GET", "/v5/pins/813?pin_metrics=true").json(told("x", at)),
        no(404, 50, "Pin not found.").at("GET", "/v5/pins/814?pin_metrics=true"),
        expect("GET", "/v5/pins?page_size=50").json(json!({ "items": [told("Il neige", at)] })),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &remote("813"), &first(&pin("Il pleut", &files), &files)).await.unwrap();
    let counted = adapter.counts(&to, &[remote("813"), remote("814")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.views, counts.saves, counts.shares), (Some(4), Some(90), Some(2), None));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap().len(), 1);
    assert_eq!(json_of(&server.calls()[0]), json!({ "title": "Premières neiges", "description": "Il pleut" }));
    let delete = || expect("DELETE", "/v5/pins/813");
    kit.delete([delete().status(204)], &remote("813")).await.unwrap();
    kit.delete([no(404, 50, "Pin not found.").at("DELETE", "/v5/pins/813")], &remote("813")).await.unwrap();
    assert_eq!(kit.delete([no(401, 2, "No").at("DELETE", "/v5/pins/813")], &remote("813")).await.unwrap_err().class, Class::Auth);
}
