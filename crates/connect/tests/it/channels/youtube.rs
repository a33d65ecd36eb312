//! YouTube's interface, by the examples of its documentation.

use connect::channels::{File, Sending};
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::{Variant, Visibility},
};
use serde_json::{Value, json};

use super::server::{Expected, Kit, NOW, Server, after, expect, film, first, found, json_of, remote, shown, text, text_of};

const BEGIN: &str = "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status";
const LIST: &str = "/youtube/v3/playlistItems?part=snippet&maxResults=50&playlistId=UU1";

fn kit() -> Kit {
    Kit::new(Network::Youtube, "UC1", &[("token", "t0k"), ("refresh_token", "r1")]).application("app", "s3cret")
}

fn show(files: &[File]) -> Variant {
    let settings = [("tags".to_owned(), "neige, veste".to_owned())];
    Variant { title: "Premières neiges".to_owned(), settings: settings.into(), ..shown("Il neige", files) }
}

fn begun() -> Expected {
    expect("POST", BEGIN).header("location: {SELF}/upload/s1")
}

fn no(status: u16, reason: &str) -> Expected {
    let error = json!({ "code": status, "message": "A sentence", "errors": [{ "domain": "youtube", "reason": reason }] });
    expect("", "").status(status).json(json!({ "error": error }))
}

fn seen(title: &str, at: &str) -> [Expected; 2] {
    let snippet = json!({ "title": title, "description": "Il neige", "publishedAt": at, "resourceId": { "videoId": "v1" } });
    let lists = json!({ "relatedPlaylists": { "uploads": "UU1" } });
    [
        expect("GET", "/youtube/v3/channels?part=contentDetails&mine=true")
            .json(json!({ "items": [{ "contentDetails": lists }] })),
        expect("GET", LIST).json(json!({ "items": [{ "snippet": snippet }] })),
    ]
}

#[tokio::test]
async fn connecting_reads_the_channel_and_renews() {
    let snippet = json!({ "title": "Solenne", "customUrl": "@solenne" });
    let server = Server::start([
        expect("GET", "/youtube/v3/channels?part=snippet&mine=true")
            .json(json!({ "items": [{ "id": "UC1", "snippet": snippet }] })),
        expect("GET", "/youtube/v3/channels?part=snippet&mine=true").json(json!({ "items": [] })),
        expect("POST", "/token").json(json!({ "access_token": "new", "expires_in": 3_599 })),
    ])
    .await;
    let kit = kit();
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.handle.as_str()), ("UC1", "@solenne"));
    assert_eq!(adapter.account(&to).await.unwrap_err().class, Class::Auth);
    assert_eq!(adapter.refresh(&to).await.unwrap().unwrap().secrets["refresh_token"].reveal(), "r1");
    server.calls();
}

#[tokio::test]
async fn a_film_goes_up_and_a_comment_follows() {
    let files = [film()];
    let variant = Variant {
        visibility: Some(Visibility::Unlisted),
        language: "fr".to_owned(),
        first_comment: "Le lien".to_owned(),
        ..show(&files)
    };
    let (there, calls) =
        kit().published([begun(), expect("PUT", "/upload/s1").json(json!({ "id": "v1" }))], &first(&variant, &files)).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("v1", "https://www.youtube.com/watch?v=v1"));
    assert_eq!(
        json_of(&calls[0]),
        json!({
            "snippet": {
                "title": "Premières neiges", "description": "Il neige", "categoryId": "22", "tags": ["neige", "veste"],
                "defaultLanguage": "fr", "defaultAudioLanguage": "fr",
            },
            "status": { "privacyStatus": "unlisted", "selfDeclaredMadeForKids": false },
        })
    );
    assert_eq!((calls[0].header("x-upload-content-length"), text_of(&calls[1]).as_str()), (Some("19"), "the bytes of a film"));
    let call = expect("POST", "/youtube/v3/commentThreads?part=snippet");
    let answered = call.clone().json(json!({ "id": "c1", "snippet": { "topLevelComment": { "id": "c1" } } }));
    let (comment, calls) = kit().published([answered], &after(&variant, 1, &there)).await;
    assert_eq!((comment.id.as_str(), comment.address.as_str()), ("comment/c1", "https://www.youtube.com/watch?v=v1&lc=c1"));
    let top = json!({ "snippet": { "textOriginal": "Le lien" } });
    assert_eq!(json_of(&calls[0]), json!({ "snippet": { "channelId": "UC1", "videoId": "v1", "topLevelComment": top } }));
    let gone = no(404, "videoNotFound").at("POST", "/youtube/v3/commentThreads?part=snippet");
    kit().refusals(&[], &after(&variant, 1, &there), [(gone, Class::Content, None)]).await;
    kit().lost(&[], &after(&variant, 1, &there), &call).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let files = [film()];
    let variant = show(&files);
    let sending = first(&variant, &files);
    let to_midnight_in_california = 22 * 3_600;
    kit()
        .refusals(
            &[],
            &sending,
            [
                (no(403, "quotaExceeded").at("POST", BEGIN), Class::Rate, Some(to_midnight_in_california)),
                (no(401, "authError").at("POST", BEGIN), Class::Auth, None),
                (no(400, "uploadLimitExceeded").at("POST", BEGIN), Class::Rate, None),
                (no(400, "invalidTitle").at("POST", BEGIN), Class::Content, None),
            ],
        )
        .await;
    kit().unsaid(&[], &sending, &expect("POST", BEGIN)).await;
    kit().lost(&[begun()], &sending, &expect("PUT", "/upload/s1")).await;
    kit().refusals(&[begun()], &sending, [(expect("PUT", "/upload/s1").status(308), Class::Network, None)]).await;
    let nothing = text("x");
    assert!(matches!(kit().publish([], &first(&nothing, &[])).await.0, Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn it_is_found_edited_counted_read_back_and_deleted() {
    let files = [film()];
    let variant = Variant { first_comment: "Le lien".to_owned(), ..show(&files) };
    let sending = first(&variant, &files);
    let kit = kit();
    let at = "2026-11-20T10:00:02Z";
    assert_eq!(found(kit.find(seen("Premières neiges", at), &sending).await), "v1");
    assert_eq!(kit.find(seen("Autre chose", at), &sending).await, Sight::NotFound);
    assert_eq!(kit.find(seen("Premières neiges", "2026-11-20T09:00:02Z"), &sending).await, Sight::NotFound);
    let others = ["v1".to_owned()];
    assert_eq!(kit.find(seen("Premières neiges", at), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("v1");
    let thread = |channel: &str| {
        let snippet = json!({ "textOriginal": "Le lien", "publishedAt": at, "authorChannelId": { "value": channel } });
        let top: Value = json!({ "snippet": { "topLevelComment": { "id": "c1", "snippet": snippet } } });
        [expect("GET", "/youtube/v3/commentThreads?part=snippet&order=time&maxResults=50&videoId=v1")
            .json(json!({ "items": [top] }))]
    };
    assert_eq!(found(kit.find(thread("UC1"), &after(&variant, 1, &parent)).await), "comment/c1");
    assert_eq!(kit.find(thread("UC2"), &after(&variant, 1, &parent)).await, Sight::NotFound);
    let blind = expect("GET", "/youtube/v3/channels?part=contentDetails&mine=true");
    for blind in [blind.clone().page(), blind.clone().json(json!({})), blind.cut()] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let statistics = json!({ "viewCount": "120", "likeCount": "7", "commentCount": "2" });
    let [first_call, second_call] = seen("Premières neiges", at);
    let server = Server::start([
        expect("PUT", "/youtube/v3/videos?part=snippet").json(json!({ "id": "v1" })),
        expect("GET", "/youtube/v3/videos?part=statistics&id=v1,v2")
            .json(json!({ "items": [{ "id": "v1", "statistics": statistics }] })),
        first_call,
        second_call,
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &parent, &sending).await.unwrap();
    let counted = adapter.counts(&to, &[parent.clone(), remote("v2"), remote("comment/c1")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.views, counts.likes, counts.replies, counts.shares), (Some(120), Some(7), Some(2), None));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap().len(), 1);
    server.calls();
    let path = "/youtube/v3/videos?id=v1";
    kit.delete([expect("DELETE", path).status(204)], &parent).await.unwrap();
    kit.delete([no(404, "videoNotFound").at("DELETE", path)], &parent).await.unwrap();
    kit.delete([expect("DELETE", "/youtube/v3/comments?id=c1").status(204)], &remote("comment/c1")).await.unwrap();
    assert_eq!(kit.delete([no(401, "authError").at("DELETE", path)], &parent).await.unwrap_err().class, Class::Auth);
}
