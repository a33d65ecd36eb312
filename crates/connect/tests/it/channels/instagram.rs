//! Instagram's interface for professional accounts, by the examples of its documentation.

use connect::channels::{File, Sending};
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::{
    facebook::no,
    server::{Expected, Kit, NOW, Server, after, asking, expect, film, first, found, json_of, picture, remote, shown, text},
};

const MAKE: &str = "/v24.0/178/media";
const PUBLISH: &str = "/v24.0/178/media_publish";
const LOOK: &str = "/v24.0/178/media?*";

fn kit() -> Kit {
    Kit::new(Network::Instagram, "178", &[("token", "t0k")]).application("app", "s3cret")
}

fn made(id: &str) -> Expected {
    expect("POST", MAKE).json(json!({ "id": id }))
}

fn is(id: &str, status: &str) -> Expected {
    expect("GET", &format!("/v24.0/{id}?fields=status_code,status"))
        .json(json!({ "status_code": status, "status": "Because", "id": id }))
}

fn published() -> [Expected; 2] {
    [
        expect("POST", PUBLISH).json(json!({ "id": "1790" })),
        expect("GET", "/v24.0/1790?fields=permalink").json(json!({ "permalink": "https://www.instagram.com/p/C1/" })),
    ]
}

fn post(caption: &str, at: &str, kind: &str) -> Value {
    json!({ "id": "1790", "caption": caption, "timestamp": at, "permalink": "https://www.instagram.com/p/C1/", "media_type": kind, "like_count": 5 })
}

#[tokio::test]
async fn connecting_takes_a_lasting_token_and_renews_it() {
    let server = Server::start([
        expect("POST", "/oauth/access_token")
            .json(json!({ "data": [{ "access_token": "short", "user_id": "178", "permissions": "a,b" }] })),
        expect("GET", "/access_token?grant_type=ig_exchange_token&client_secret=s3cret&access_token=short")
            .json(json!({ "access_token": "long", "token_type": "bearer", "expires_in": 5_183_944 })),
        expect("GET", "/v24.0/me?fields=user_id,username,name")
            .json(json!({ "user_id": "178", "username": "solenne", "name": "Solenne" })),
        expect("GET", "/v24.0/178/content_publishing_limit?fields=config,quota_usage")
            .json(json!({ "data": [{ "quota_usage": 2, "config": { "quota_total": 100, "quota_duration": 86_400 } }] })),
        expect("GET", "/refresh_access_token?grant_type=ig_refresh_token&access_token=t0k")
            .json(json!({ "access_token": "longer", "token_type": "bearer", "expires_in": 5_183_944 })),
        no(400, 190, 0, "expired").at("GET", "/refresh_access_token?grant_type=ig_refresh_token&access_token=t0k"),
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
    let lasting = adapter.granted(&to, granted).await.unwrap();
    assert_eq!((lasting.secrets["token"].reveal(), lasting.expires_at.is_some()), ("long", true));
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.handle.as_str()), ("178", "@solenne"));
    assert_eq!(account.limits.of(Network::Instagram).quota.unwrap().amount, 100);
    assert_eq!((account.limits.quota_used, account.limits.quota_at), (Some(2), Some(to.now.as_microsecond())));
    assert_eq!(adapter.refresh(&to).await.unwrap().unwrap().secrets["token"].reveal(), "longer");
    assert_eq!(adapter.refresh(&to).await.err().unwrap().class, Class::Auth);
    server.calls();
}

#[tokio::test]
async fn a_picture_is_a_container_that_is_published() {
    let files = [picture()];
    let variant = Variant { first_comment: "Le lien".to_owned(), ..shown("Neige", &files) };
    let record = [&[made("c1"), is("c1", "FINISHED")][..], &published()].concat();
    let (there, calls) = kit().published(record, &first(&variant, &files)).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("1790", "https://www.instagram.com/p/C1/"));
    let container =
        json!({ "image_url": "https://parvis.example/m/neige.jpg", "alt_text": "Une veste sous la neige", "caption": "Neige" });
    assert_eq!((json_of(&calls[0]), json_of(&calls[2])), (container, json!({ "creation_id": "c1" })));
    let answered = expect("POST", "/v24.0/1790/comments").json(json!({ "id": "55" }));
    assert_eq!(kit().published([answered], &after(&variant, 1, &there)).await.0.id, "55");
    let hidden = [File { address: None, ..picture() }];
    let (outcome, _) = kit().publish([], &first(&variant, &hidden)).await;
    assert!(matches!(outcome, Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn several_files_wait_for_each_other_and_nothing_is_published_twice() {
    let files = [picture(), film()];
    let variant = shown("Neige", &files);
    let (outcome, calls) =
        kit().publish([made("c1"), made("c2"), is("c1", "FINISHED"), is("c2", "IN_PROGRESS")], &first(&variant, &files)).await;
    let Outcome::Pending { handle } = outcome else { panic!("{outcome:?}") };
    let second = json!({ "media_type": "VIDEO", "video_url": "https://parvis.example/m/neige.mp4", "is_carousel_item": true });
    assert_eq!(json_of(&calls[1]), second);
    let record = [&[is("c1", "FINISHED"), is("c2", "FINISHED"), made("c3"), is("c3", "IN_PROGRESS")][..]].concat();
    let server = Server::start(record).await;
    let kit = kit();
    let Outcome::Pending { handle } = kit.adapter().check(&kit.to(&server), &handle).await else { panic!("not pending") };
    assert_eq!(handle, "c3");
    assert_eq!(json_of(&server.calls()[2]), json!({ "media_type": "CAROUSEL", "caption": "Neige", "children": "c1,c2" }));
    let server = Server::start([&[is("c3", "FINISHED")][..], &published()].concat()).await;
    assert!(matches!(kit.adapter().check(&kit.to(&server), &handle).await, Outcome::Accepted { .. }));
    server.calls();
    let lost = [is("c3", "FINISHED"), expect("POST", PUBLISH).cut()];
    for (record, wanted) in [
        (vec![is("c3", "PUBLISHED")], "unknown"),
        (lost.to_vec(), "unknown"),
        (vec![is("c3", "FINISHED").page()], "pending"),
        (vec![is("c3", "FINISHED").cut()], "pending"),
        (vec![no(400, 190, 0, "expired").at("GET", "/v24.0/c3?*")], "unknown"),
        (vec![is("c3", "ERROR")], "rejected"),
        (vec![is("c3", "EXPIRED")], "rejected"),
    ] {
        let server = Server::start(record).await;
        let outcome = kit.adapter().check(&kit.to(&server), &handle).await;
        assert_eq!(serde_json::to_value(&outcome).unwrap()["outcome"], wanted, "{outcome:?}");
        server.calls();
    }
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let files = [picture()];
    let variant = shown("Neige", &files);
    let sending = first(&variant, &files);
    let told = |status: u16, code: u32, subcode: u32| no(status, code, subcode, "A sentence").at("POST", PUBLISH);
    let before = [made("c1"), is("c1", "FINISHED")];
    kit()
        .refusals(
            &before,
            &sending,
            [
                (told(400, 190, 0), Class::Auth, None),
                (told(403, 9, 2_207_042), Class::Rate, None),
                (told(400, 36_003, 2_207_009), Class::Content, None),
            ],
        )
        .await;
    kit().lost(&before, &sending, &expect("POST", PUBLISH)).await;
    kit().unsaid(&[], &sending, &expect("POST", MAKE)).await;
}

#[tokio::test]
async fn it_is_found_counted_and_read_back() {
    let files = [picture()];
    let variant = Variant { first_comment: "Le lien".to_owned(), ..shown("Il neige", &files) };
    let sending = first(&variant, &files);
    let kit = kit();
    let seen = |post: Value| [expect("GET", LOOK).json(json!({ "data": [post] }))];
    let at = "2026-11-20T10:00:02+0000";
    assert_eq!(found(kit.find(seen(post("Il neige", at, "IMAGE")), &sending).await), "1790");
    assert_eq!(kit.find(seen(post("Il neige", "2026-11-20T09:00:02+0000", "IMAGE")), &sending).await, Sight::NotFound);
    assert_eq!(kit.find(seen(post("Il neige", at, "CAROUSEL_ALBUM")), &sending).await, Sight::NotFound);
    let others = ["1790".to_owned()];
    assert_eq!(kit.find(seen(post("Il neige", at, "IMAGE")), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("1790");
    let remark = json!({ "id": "55", "text": "Le lien", "timestamp": at, "from": { "id": "178" } });
    let listed = expect("GET", "/v24.0/1790/comments?*").json(json!({ "data": [remark] }));
    assert_eq!(found(kit.find([listed], &after(&variant, 1, &parent)).await), "55");
    assert!(matches!(kit.find([expect("GET", LOOK).page()], &sending).await, Sight::Blind { .. }));
    let insights =
        json!({ "data": [{ "name": "views", "values": [{ "value": 120 }] }, { "name": "saved", "values": [{ "value": 2 }] }] });
    let server = Server::start([
        expect("GET", "/v24.0/1790?fields=like_count,comments_count").json(json!({ "like_count": 5, "comments_count": 1 })),
        expect("GET", "/v24.0/1790/insights?metric=views,saved,shares").json(insights),
        no(400, 100, 33, "does not exist").at("GET", "/v24.0/1791?*"),
        seen(post("Il neige", at, "IMAGE"))[0].clone(),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let counted = adapter.counts(&to, &[remote("1790"), remote("1791")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!(
        (counts.likes, counts.replies, counts.views, counts.saves, counts.shares),
        (Some(5), Some(1), Some(120), Some(2), None)
    );
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap()[0].text, "Il neige");
    assert_eq!(adapter.delete(&to, &remote("1790")).await.unwrap_err().class, Class::Content);
    server.calls();
    let empty = text("Sans image");
    let (outcome, _) = kit.publish([], &first(&empty, &[])).await;
    assert!(matches!(outcome, Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn how_much_of_a_day_is_taken_is_told() {
    let path = "/v24.0/178/content_publishing_limit?fields=config,quota_usage";
    let server = Server::start([
        // The example of the documentation.
        expect("GET", path)
            .json(json!({ "data": [{ "quota_usage": 2, "config": { "quota_total": 50, "quota_duration": 86_400 } }] })),
        expect("GET", path).json(json!({ "data": [] })),
        no(400, 190, 0, "expired").at("GET", path),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let told = adapter.limits(&to).await.unwrap().unwrap();
    assert_eq!((told.quota_used, told.quota_max, told.quota_at), (Some(2), Some(50), Some(to.now.as_microsecond())));
    let silent = adapter.limits(&to).await.unwrap().unwrap();
    assert_eq!((silent.quota_used, silent.quota_at), (None, None), "what is not told is not zero");
    assert_eq!(adapter.limits(&to).await.unwrap_err().class, Class::Auth);
    server.calls();
}
