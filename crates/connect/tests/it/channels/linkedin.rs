//! LinkedIn's interface, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Sight},
    network::Network,
    post::{Poll, Variant, Visibility},
};
use serde_json::{Value, json};

use super::server::{
    Expected, Kit, NOW, Server, after, asking, expect, film, first, found, json_of, picture, remote, shown, text, text_of,
};

const ME: &str = "urn:li:organization:5515715";
const LOOK: &str = "/rest/posts?author=urn%3Ali%3Aorganization%3A5515715&q=author&count=50&sortBy=CREATED";
const AT_MS: i64 = 1_795_168_800_000;

fn kit() -> Kit {
    Kit::new(Network::Linkedin, ME, &[("token", "t0k"), ("refresh_token", "r3f")]).application("app", "s3cret")
}

fn made() -> Expected {
    expect("POST", "/rest/posts").status(201).header("x-restli-id: urn:li:share:6844785523593134080")
}

fn no(status: u16, code: &str, message: &str) -> Value {
    json!({ "status": status, "serviceErrorCode": 100, "code": code, "message": message })
}

#[tokio::test]
async fn connecting_reads_the_member_or_the_organisation_and_renews() {
    let server = Server::start([
        expect("GET", "/v2/userinfo").json(json!({ "sub": "782bbtaQ", "name": "Léa Martin" })),
        expect("GET", "/rest/organizations/5515715")
            .json(json!({ "id": 5_515_715, "localizedName": "Solenne", "vanityName": "solenne" })),
        expect("POST", "/oauth/v2/accessToken")
            .json(json!({ "access_token": "new", "expires_in": 5_184_000, "refresh_token": "r2" })),
    ])
    .await;
    let kit = kit();
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str()), ("urn:li:person:782bbtaQ", "Léa Martin"));
    let kit = kit.setting("organization", "5515715").setting("scopes", "w_organization_social r_organization_social");
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str()), (ME, "Solenne"));
    let grant = kit.adapter().refresh(&kit.to(&server)).await.unwrap().unwrap();
    assert_eq!((grant.secrets["token"].reveal(), grant.secrets["refresh_token"].reveal()), ("new", "r2"));
    assert_eq!(grant.expires_at, Some((AT_MS + 5_184_000_000) * 1_000));
    let to = kit.to_address(kit.adapter().home().parse().unwrap());
    let address =
        kit.adapter().consent().unwrap().address(&to, to.application.unwrap(), &asking("https://p.example/b", "st")).unwrap();
    assert!(address.as_str().contains("scope=w_organization_social+r_organization_social"));
    let calls = server.calls();
    assert_eq!(
        (calls[1].header("linkedin-version"), calls[1].header("x-restli-protocol-version")),
        (Some("202611"), Some("2.0.0"))
    );
    assert!(text_of(&calls[2]).contains("refresh_token=r3f"));
}

#[tokio::test]
async fn a_text_and_a_poll() {
    let variant = Variant { visibility: Some(Visibility::Followers), ..text("Il neige (fort) #Neige") };
    let (there, calls) = kit().published([made()], &first(&variant, &[])).await;
    assert_eq!(there.id, "urn:li:share:6844785523593134080");
    assert_eq!(there.address, "https://www.linkedin.com/feed/update/urn:li:share:6844785523593134080/");
    let body = json_of(&calls[0]);
    assert_eq!((&body["author"], &body["visibility"]), (&json!(ME), &json!("CONNECTIONS")));
    assert_eq!((&body["commentary"], &body["lifecycleState"]), (&json!("Il neige \\(fort\\) #Neige"), &json!("PUBLISHED")));
    let poll = Poll { options: vec!["Oui".to_owned(), "Non".to_owned()], seconds: 259_200, multiple: false };
    let (_, calls) = kit().published([made()], &first(&Variant { poll: Some(poll), ..text("On y va ?") }, &[])).await;
    let wanted = json!({ "question": "On y va ?", "options": [{ "text": "Oui" }, { "text": "Non" }], "settings": { "duration": "THREE_DAYS" } });
    assert_eq!(json_of(&calls[0])["content"]["poll"], wanted);
}

#[tokio::test]
async fn pictures_and_a_film_are_brought_first() {
    let image = |n: u32| {
        [
            expect("POST", "/rest/images?action=initializeUpload")
                .json(json!({ "value": { "uploadUrl": format!("{{SELF}}/dms/{n}"), "image": format!("urn:li:image:{n}") } })),
            expect("PUT", &format!("/dms/{n}")).status(201),
        ]
    };
    let one = [picture()];
    let (_, calls) = kit().published([&image(1)[..], &[made()]].concat(), &first(&shown("Neige", &one), &one)).await;
    assert_eq!(json_of(&calls[0]), json!({ "initializeUploadRequest": { "owner": ME } }));
    assert_eq!(text_of(&calls[1]), "the bytes of a picture");
    assert_eq!(
        json_of(&calls[2])["content"],
        json!({ "media": { "id": "urn:li:image:1", "altText": "Une veste sous la neige" } })
    );
    let two = [picture(), picture()];
    let record = [&image(1)[..], &image(2), &[made()]].concat();
    let (_, calls) = kit().published(record, &first(&shown("Neige", &two), &two)).await;
    assert_eq!(json_of(&calls[4])["content"]["multiImage"]["images"][1]["id"], "urn:li:image:2");
    kit().unsaid(&image(1)[..1], &first(&shown("Neige", &one), &one), &image(1)[1].clone().status(502)).await;
    let films = [film()];
    let parts = json!([{ "uploadUrl": "{SELF}/v/1", "firstByte": 0, "lastByte": 9 }, { "uploadUrl": "{SELF}/v/2", "firstByte": 10, "lastByte": 18 }]);
    let record = [
        expect("POST", "/rest/videos?action=initializeUpload")
            .json(json!({ "value": { "video": "urn:li:video:5", "uploadToken": "", "uploadInstructions": parts } })),
        expect("PUT", "/v/1").header("etag: \"a1\""),
        expect("PUT", "/v/2").header("etag: \"b2\""),
        expect("POST", "/rest/videos?action=finalizeUpload"),
        made(),
    ];
    let (_, calls) = kit().published(record, &first(&shown("Neige", &films), &films)).await;
    assert_eq!((text_of(&calls[1]).as_str(), text_of(&calls[2]).as_str()), ("the bytes ", "of a film"));
    assert_eq!(json_of(&calls[3])["finalizeUploadRequest"]["uploadedPartIds"], json!(["a1", "b2"]));
}

#[tokio::test]
async fn a_comment_under_a_post() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Neige") };
    let urn = "urn:li:comment:(urn:li:activity:68,70)";
    let at = "/rest/socialActions/urn%3Ali%3Ashare%3A68/comments";
    let parent = remote("urn:li:share:68");
    let answer = after(&variant, 1, &parent);
    let (there, calls) =
        kit().published([expect("POST", at).status(201).json(json!({ "id": "70", "commentUrn": urn }))], &answer).await;
    assert_eq!(there.id, urn);
    assert_eq!(json_of(&calls[0]), json!({ "actor": ME, "object": "urn:li:share:68", "message": { "text": "Le lien" } }));
    let comment = json!({ "actor": ME, "commentUrn": urn, "message": { "text": "Le lien" }, "created": { "time": AT_MS } });
    assert_eq!(found(kit().find([expect("GET", at).json(json!({ "elements": [comment] }))], &answer).await), urn);
    let path = "/rest/socialActions/urn%3Ali%3Aactivity%3A68/comments/70?actor=urn%3Ali%3Aorganization%3A5515715";
    kit().delete([expect("DELETE", path).status(204)], &there).await.unwrap();
    let gone = expect("POST", at).status(404).json(no(404, "NOT_FOUND", "Activity not found"));
    kit().refusals(&[], &answer, [(gone, Class::Content, None)]).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Neige");
    let sending = first(&variant, &[]);
    let call = expect("POST", "/rest/posts");
    let told = |status: u16, code: &str, message: &str| call.clone().status(status).json(no(status, code, message));
    let to_midnight = 14 * 3_600;
    kit()
        .refusals(
            &[],
            &sending,
            [
                (
                    told(401, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user"),
                    Class::Auth,
                    None,
                ),
                (told(403, "ACCESS_DENIED", "Not enough permissions"), Class::Auth, None),
                (told(422, "", "Content is a duplicate of urn:li:share:12"), Class::Content, None),
                (told(426, "NONEXISTENT_VERSION", "Requested version 20230101 is not active"), Class::UnsupportedVersion, None),
                (told(429, "TOO_MANY_REQUESTS", "Resource level throttle limit reached"), Class::Rate, Some(to_midnight)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &call.status(201)).await;
}

#[tokio::test]
async fn it_is_found_read_back_edited_counted_and_deleted() {
    let variant = text("Il neige #Neige (fort)");
    let sending = first(&variant, &[]);
    let kit = kit();
    let post =
        |ms: i64| json!({ "id": "urn:li:share:68", "commentary": "Il neige {hashtag|\\#|Neige} \\(fort\\)", "publishedAt": ms });
    let seen = |post: Value| [expect("GET", LOOK).json(json!({ "elements": [post] }))];
    assert_eq!(found(kit.find(seen(post(AT_MS)), &sending).await), "urn:li:share:68");
    assert_eq!(kit.find(seen(post(AT_MS - 3_600_000)), &sending).await, Sight::NotFound);
    let others = ["urn:li:share:68".to_owned()];
    assert_eq!(kit.find(seen(post(AT_MS)), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let closed = expect("GET", LOOK).status(403).json(no(403, "ACCESS_DENIED", "Not enough permissions"));
    for blind in [closed, expect("GET", LOOK).page(), expect("GET", LOOK).json(json!({}))] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let at = "/rest/posts/urn%3Ali%3Ashare%3A68";
    let server = Server::start([
        seen(post(AT_MS))[0].clone(),
        expect("POST", at).status(204),
        expect("GET", "/rest/socialActions/urn%3Ali%3Ashare%3A68")
            .json(json!({ "likesSummary": { "aggregatedTotalLikes": 12 }, "commentsSummary": { "aggregatedTotalComments": 3 } })),
        expect("GET", "/rest/socialActions/urn%3Ali%3Ashare%3A69").status(404).json(no(404, "NOT_FOUND", "Not found")),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let history = adapter.history(&to, NOW.parse().unwrap()).await.unwrap();
    assert_eq!(history[0].text, "Il neige #Neige (fort)");
    adapter.edit(&to, &remote("urn:li:share:68"), &first(&text("Il pleut"), &[])).await.unwrap();
    let counted = adapter.counts(&to, &[remote("urn:li:share:68"), remote("urn:li:share:69")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.likes, counts.replies, counts.views), (Some(12), Some(3), None));
    let calls = server.calls();
    assert_eq!(calls[1].header("x-restli-method"), Some("PARTIAL_UPDATE"));
    assert_eq!(json_of(&calls[1]), json!({ "patch": { "$set": { "commentary": "Il pleut" } } }));
    let there = remote("urn:li:share:68");
    kit.delete([expect("DELETE", at).status(204)], &there).await.unwrap();
    kit.delete([expect("DELETE", at).status(404).json(no(404, "NOT_FOUND", "Not found"))], &there).await.unwrap();
    let refused = expect("DELETE", at).status(401).json(no(401, "INVALID_ACCESS_TOKEN", "Invalid"));
    assert_eq!(kit.delete([refused], &there).await.unwrap_err().class, Class::Auth);
}
