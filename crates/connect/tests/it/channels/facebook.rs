//! The Graph API for pages, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{
    Expected, Kit, NOW, Server, after, asking, expect, film, first, form_of, found, json_of, part_of, picture, remote, shown,
    text,
};

const SAY: &str = "/v24.0/820/feed";
const LOOK: &str = "/v24.0/820/published_posts?*";

fn kit() -> Kit {
    Kit::new(Network::Facebook, "820", &[("token", "page-token")]).application("app", "s3cret")
}

pub(super) fn no(status: u16, code: u32, subcode: u32, message: &str) -> Expected {
    let error =
        json!({ "message": message, "type": "OAuthException", "code": code, "error_subcode": subcode, "fbtrace_id": "A1" });
    expect("", "").status(status).json(json!({ "error": error }))
}

fn post(id: &str, message: &str, at: &str) -> Value {
    json!({ "id": id, "message": message, "created_time": at, "permalink_url": format!("https://www.facebook.com/{id}"), "shares": { "count": 4 } })
}

#[tokio::test]
async fn connecting_takes_the_lasting_token_of_the_page_that_is_meant() {
    let pages = json!({ "data": [
        { "id": "820", "name": "Solenne", "access_token": "page-820" }, { "id": "821", "name": "Solenne Pro", "access_token": "page-821" },
    ] });
    let exchange = |token: &str| {
        expect("POST", "/oauth/access_token").json(json!({ "access_token": token, "token_type": "bearer", "expires_in": 5_000 }))
    };
    let list = || expect("GET", "/v24.0/me/accounts?fields=id,name,access_token&limit=100").json(pages.clone());
    let server = Server::start([
        exchange("short"),
        exchange("long"),
        list(),
        exchange("long"),
        list(),
        expect("GET", "/v24.0/me?fields=id,name,username,link")
            .json(json!({ "id": "820", "name": "Solenne", "username": "solenne", "link": "https://www.facebook.com/solenne" })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let granted = adapter
        .consent()
        .unwrap()
        .exchange(&to, to.application.unwrap(), &asking("https://p.example/b", "st"), "code")
        .await
        .unwrap();
    let Err(fault) = adapter.granted(&to, granted.clone()).await else { panic!("two pages, none named") };
    assert_eq!((fault.class, fault.said.contains("Solenne Pro (821)")), (Class::Content, true));
    let named = self::kit().setting("page", "821");
    let lasting = adapter.granted(&named.to(&server), granted).await.unwrap();
    assert_eq!((lasting.secrets["token"].reveal(), lasting.expires_at), ("page-821", None));
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("820", "Solenne", "@solenne"));
    let calls = server.calls();
    assert_eq!(form_of(&calls[1])["fb_exchange_token"], "short");
    assert_eq!(calls[2].header("authorization"), Some("Bearer long"));
}

#[tokio::test]
async fn a_text_with_its_card_pictures_and_a_comment() {
    let said = expect("POST", SAY).json(json!({ "id": "820_31" }));
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Lire https://solenne.example/neige !") };
    let (there, calls) = kit().published([said.clone()], &first(&variant, &[])).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("820_31", "https://www.facebook.com/820_31"));
    assert_eq!(
        json_of(&calls[0]),
        json!({ "message": "Lire https://solenne.example/neige !", "link": "https://solenne.example/neige" })
    );
    let files = [picture(), picture()];
    let photo = |id: &str| expect("POST", "/v24.0/820/photos").json(json!({ "id": id }));
    let sending_of = shown("Neige", &files);
    let (_, calls) = kit().published([photo("1"), photo("2"), said], &first(&sending_of, &files)).await;
    assert_eq!(part_of(&calls[0], "alt_text_custom").as_deref(), Some("Une veste sous la neige"));
    assert_eq!(part_of(&calls[0], "published").as_deref(), Some("false"));
    assert_eq!(
        json_of(&calls[2]),
        json!({ "message": "Neige", "attached_media": [{ "media_fbid": "1" }, { "media_fbid": "2" }] })
    );
    kit().unsaid(&[photo("1")], &first(&sending_of, &files), &expect("POST", "/v24.0/820/photos")).await;
    let answered = expect("POST", "/v24.0/820_31/comments").json(json!({ "id": "31_77" }));
    let (answer, calls) = kit().published([answered], &after(&variant, 1, &there)).await;
    assert_eq!((answer.id.as_str(), json_of(&calls[0])), ("31_77", json!({ "message": "Le lien" })));
}

#[tokio::test]
async fn a_film_is_worked_through_and_asked_about() {
    let files = [film()];
    let variant = shown("Neige", &files);
    let call = expect("POST", "/v24.0/820/videos");
    let (outcome, calls) = kit().publish([call.clone().json(json!({ "id": "99" }))], &first(&variant, &files)).await;
    let Outcome::Pending { handle } = outcome else { panic!("{outcome:?}") };
    assert_eq!(part_of(&calls[0], "description").as_deref(), Some("Neige"));
    let told = |status: &str| {
        expect("GET", "/v24.0/99?fields=status,post_id,permalink_url")
            .json(json!({ "status": { "video_status": status }, "post_id": "31", "permalink_url": "/solenne/videos/99/" }))
    };
    let server = Server::start([told("processing"), told("ready").page(), told("ready"), told("error")]).await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    for _ in 0..2 {
        assert_eq!(adapter.check(&to, &handle).await, Outcome::Pending { handle: handle.clone() });
    }
    let Outcome::Accepted { remote } = adapter.check(&to, &handle).await else { panic!("not there") };
    assert_eq!((remote.id.as_str(), remote.address.as_str()), ("820_31", "https://www.facebook.com/solenne/videos/99/"));
    assert!(matches!(adapter.check(&to, &handle).await, Outcome::Rejected { class: Class::Content, .. }));
    server.calls();
    kit.lost(&[], &first(&variant, &files), &call).await;
}

#[tokio::test]
async fn refusals_are_classed_by_the_codes_of_the_family() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let told = |status: u16, code: u32, subcode: u32| no(status, code, subcode, "(#1) A sentence").at("POST", SAY);
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(400, 190, 463), Class::Auth, None),
                (told(403, 200, 0), Class::Auth, None),
                (told(400, 32, 0), Class::Rate, None),
                (told(429, 4, 0).header("retry-after: 60"), Class::Rate, Some(60)),
                (told(400, 100, 33), Class::Gone, None),
                (told(400, 506, 0), Class::Content, None),
                (told(400, 2_635, 0), Class::UnsupportedVersion, None),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", SAY)).await;
    let (outcome, _) = kit().publish([told(400, 2, 0)], &sending).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }));
}

#[tokio::test]
async fn it_is_found_read_back_edited_counted_and_deleted() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Il neige") };
    let sending = first(&variant, &[]);
    let kit = kit();
    let seen = |posts: Value| [expect("GET", LOOK).json(json!({ "data": posts }))];
    let ours = post("820_31", "Il neige", "2026-11-20T10:00:02+0000");
    assert_eq!(found(kit.find(seen(json!([ours])), &sending).await), "820_31");
    assert_eq!(kit.find(seen(json!([post("820_31", "Il neige", "2026-11-20T09:00:02+0000")])), &sending).await, Sight::NotFound);
    let mut pictured = ours.clone();
    pictured["attachments"] = json!({ "data": [{ "media_type": "photo" }] });
    assert_eq!(kit.find(seen(json!([pictured])), &sending).await, Sight::NotFound);
    let others = ["820_31".to_owned()];
    assert_eq!(kit.find(seen(json!([ours])), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("820_31");
    let remarks = json!([
        { "id": "31_1", "message": "Le lien", "created_time": "2026-11-20T10:00:09+0000", "from": { "id": "5" } },
        { "id": "31_2", "message": "Le lien", "created_time": "2026-11-20T10:00:09+0000", "from": { "id": "820" } },
    ]);
    let listed = expect("GET", "/v24.0/820_31/comments?*").json(json!({ "data": remarks }));
    assert_eq!(found(kit.find([listed], &after(&variant, 1, &parent)).await), "31_2");
    for blind in [no(400, 190, 0, "expired").at("GET", LOOK), expect("GET", LOOK).page(), expect("GET", LOOK).json(json!({}))] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let counts = json!({ "reactions": { "summary": { "total_count": 9 } }, "comments": { "summary": { "total_count": 2 } } });
    let server = Server::start([
        seen(json!([ours]))[0].clone(),
        expect("POST", "/v24.0/820_31").json(json!({ "success": true })),
        expect("GET", "/v24.0/820_31?*").json(counts),
        no(400, 100, 33, "does not exist").at("GET", "/v24.0/820_32?*"),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap()[0].counts.shares, Some(4));
    adapter.edit(&to, &parent, &first(&text("Il pleut"), &[])).await.unwrap();
    let counted = adapter.counts(&to, &[remote("820_31"), remote("820_32")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.replies, counts.shares), (Some(9), Some(2), None));
    server.calls();
    let delete = || expect("DELETE", "/v24.0/820_31");
    kit.delete([delete().json(json!({ "success": true }))], &parent).await.unwrap();
    kit.delete([no(400, 100, 33, "does not exist").at("DELETE", "/v24.0/820_31")], &parent).await.unwrap();
    let fault = kit.delete([no(400, 190, 0, "expired").at("DELETE", "/v24.0/820_31")], &parent).await.unwrap_err();
    assert_eq!(fault.class, Class::Auth);
}
