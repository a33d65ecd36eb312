//! TikTok's Content Posting API, by the examples of its documentation.

use connect::channels::{File, Sending};
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::{Variant, Visibility},
};
use serde_json::{Value, json};

use super::server::{Expected, Kit, NOW, Server, expect, film, first, form_of, found, json_of, picture, remote, shown};

const CREATOR: &str = "/v2/post/publish/creator_info/query/";
const FILM: &str = "/v2/post/publish/video/init/";
const PHOTO: &str = "/v2/post/publish/content/init/";
const STATUS: &str = "/v2/post/publish/status/fetch/";

fn kit() -> Kit {
    Kit::new(Network::Tiktok, "open-1", &[("token", "t0k"), ("refresh_token", "r1")]).application("app", "s3cret")
}

fn ok(data: Value) -> Value {
    json!({ "data": data, "error": { "code": "ok", "message": "", "log_id": "1" } })
}

fn no(status: u16, code: &str) -> Expected {
    expect("", "").status(status).json(json!({ "error": { "code": code, "message": "A sentence", "log_id": "1" } }))
}

fn creator() -> Expected {
    let levels = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"];
    expect("POST", CREATOR).json(ok(json!({ "creator_username": "solenne", "privacy_level_options": levels })))
}

fn begun() -> Expected {
    expect("POST", FILM).json(ok(json!({ "publish_id": "v_pub_1", "upload_url": "{SELF}/upload/1" })))
}

async fn pending(record: &[Expected], sending: &Sending<'_>) -> (String, Vec<crate::fetch_site::Asked>) {
    let (outcome, calls) = kit().publish(record, sending).await;
    let Outcome::Pending { handle } = outcome else { panic!("{outcome:?}") };
    (handle, calls)
}

#[tokio::test]
async fn connecting_reads_who_we_are_and_renews() {
    let server = Server::start([
        expect("GET", "/v2/user/info/?fields=open_id,display_name")
            .json(ok(json!({ "user": { "open_id": "open-1", "display_name": "Solenne" } }))),
        creator(),
        expect("POST", "/v2/oauth/token/")
            .json(json!({ "access_token": "new", "expires_in": 86_400, "refresh_token": "r2", "open_id": "open-1" })),
        expect("POST", "/v2/oauth/token/")
            .json(json!({ "error": "invalid_grant", "error_description": "Refresh token is expired." })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("open-1", "Solenne", "@solenne"));
    assert_eq!(adapter.refresh(&to).await.unwrap().unwrap().secrets["refresh_token"].reveal(), "r2");
    assert_eq!(adapter.refresh(&to).await.err().unwrap().class, Class::Auth);
    assert_eq!(form_of(&server.calls()[2])["client_key"], "app");
}

#[tokio::test]
async fn a_film_goes_up_and_is_asked_about() {
    let files = [film()];
    let variant = shown("Il neige #neige", &files);
    let sending = first(&variant, &files);
    let (handle, calls) = pending(&[creator(), begun(), expect("PUT", "/upload/1").status(201)], &sending).await;
    assert_eq!(handle, "v_pub_1");
    let source = json!({ "source": "FILE_UPLOAD", "video_size": 19, "chunk_size": 19, "total_chunk_count": 1 });
    let about = json!({ "title": "Il neige #neige", "privacy_level": "PUBLIC_TO_EVERYONE" });
    assert_eq!(json_of(&calls[1]), json!({ "post_info": about, "source_info": source }));
    assert_eq!(calls[2].header("content-range"), Some("bytes 0-18/19"));
    // The network knows by the id whether the last piece came.
    assert_eq!(pending(&[creator(), begun(), expect("PUT", "/upload/1").cut()], &sending).await.0, "v_pub_1");
    kit()
        .refusals(&[creator(), begun()], &sending, [(expect("PUT", "/upload/1").status(403).text("expired"), Class::Auth, None)])
        .await;
    kit().unsaid(&[creator()], &sending, &expect("POST", FILM)).await;
    let status = |data: Value| expect("POST", STATUS).json(ok(data));
    let query = expect("POST", "/v2/video/query/?fields=*")
        .json(ok(json!({ "videos": [{ "id": "73", "share_url": "https://www.tiktok.com/@s/video/73" }] })));
    let server = Server::start([
        status(json!({ "status": "PROCESSING_UPLOAD" })),
        expect("POST", STATUS).page(),
        no(401, "access_token_invalid").at("POST", STATUS),
        status(json!({ "status": "FAILED", "fail_reason": "duration_check_failed" })),
        status(json!({ "status": "PUBLISH_COMPLETE", "publicaly_available_post_id": [73] })),
        query,
        status(json!({ "status": "PUBLISH_COMPLETE", "publicaly_available_post_id": [] })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    for wanted in ["pending", "pending", "unknown", "rejected"] {
        let outcome = adapter.check(&to, &handle).await;
        assert_eq!(serde_json::to_value(&outcome).unwrap()["outcome"], wanted, "{outcome:?}");
    }
    let Outcome::Accepted { remote } = adapter.check(&to, &handle).await else { panic!("not there") };
    assert_eq!((remote.id.as_str(), remote.address.as_str()), ("73", "https://www.tiktok.com/@s/video/73"));
    let Outcome::Accepted { remote } = adapter.check(&to, &handle).await else { panic!("not there") };
    assert_eq!(remote.id, "v_pub_1");
    server.calls();
}

#[tokio::test]
async fn pictures_are_fetched_from_us() {
    let files = [picture(), picture()];
    let variant = Variant { visibility: Some(Visibility::Followers), ..shown("Il neige", &files) };
    let (handle, calls) =
        pending(&[creator(), expect("POST", PHOTO).json(ok(json!({ "publish_id": "p_pub_1" })))], &first(&variant, &files)).await;
    assert_eq!(handle, "p_pub_1");
    let body = json_of(&calls[1]);
    assert_eq!(body["post_info"], json!({ "description": "Il neige", "privacy_level": "MUTUAL_FOLLOW_FRIENDS" }));
    assert_eq!(body["source_info"]["photo_images"][1], "https://parvis.example/m/neige.jpg");
    let hidden = [File { address: None, ..picture() }];
    let (outcome, _) = kit().publish([creator()], &first(&shown("", &hidden), &hidden)).await;
    assert!(matches!(outcome, Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let files = [picture()];
    let variant = shown("Il neige", &files);
    let sending = first(&variant, &files);
    let told = |status: u16, code: &str| no(status, code).at("POST", PHOTO);
    kit()
        .refusals(
            &[creator()],
            &sending,
            [
                (told(401, "access_token_invalid"), Class::Auth, None),
                (told(403, "spam_risk_too_many_posts"), Class::Rate, None),
                (told(403, "unaudited_client_can_only_post_to_private_accounts"), Class::Content, None),
                (told(403, "url_ownership_unverified"), Class::Content, None),
                (told(429, "rate_limit_exceeded").header("retry-after: 60"), Class::Rate, Some(60)),
                (told(200, "scope_not_authorized"), Class::Auth, None),
            ],
        )
        .await;
    kit().lost(&[creator()], &sending, &expect("POST", PHOTO)).await;
    kit().unsaid(&[], &sending, &expect("POST", CREATOR)).await;
    let secret = Variant { visibility: Some(Visibility::Public), ..variant };
    let only = expect("POST", CREATOR).json(ok(json!({ "privacy_level_options": ["SELF_ONLY"] })));
    kit().refusals(&[], &first(&secret, &files), [(only, Class::Content, None)]).await;
}

#[tokio::test]
async fn it_is_found_counted_and_read_back() {
    let files = [film()];
    let variant = shown("Il neige", &files);
    let sending = first(&variant, &files);
    let kit = kit();
    let list = "/v2/video/list/?fields=*";
    let told = |at: i64| json!({ "id": "73", "video_description": "Il neige", "create_time": at, "share_url": "https://t.example/73", "like_count": 4, "view_count": 90 });
    let seen = |at: i64| [expect("POST", list).json(ok(json!({ "videos": [told(at)] })))];
    assert_eq!(found(kit.find(seen(1_795_168_802), &sending).await), "73");
    assert_eq!(kit.find(seen(1_795_165_202), &sending).await, Sight::NotFound);
    let others = ["73".to_owned()];
    assert_eq!(kit.find(seen(1_795_168_802), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    for blind in
        [expect("POST", list).page(), expect("POST", list).json(ok(json!({}))), no(401, "scope_not_authorized").at("POST", list)]
    {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let server = Server::start([
        expect("POST", "/v2/video/query/?fields=*").json(ok(json!({ "videos": [told(1)] }))),
        seen(1_795_168_802)[0].clone(),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let counted = adapter.counts(&to, &[remote("73"), remote("74")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.views, counts.replies), (Some(4), Some(90), None));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap()[0].text, "Il neige");
    assert_eq!(json_of(&server.calls()[0]), json!({ "filters": { "video_ids": ["73", "74"] } }));
    assert_eq!(adapter.delete(&to, &remote("73")).await.unwrap_err().class, Class::Content);
}
