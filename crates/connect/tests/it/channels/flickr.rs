//! Flickr's interface, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::{Variant, Visibility},
};
use serde_json::{Value, json};

use super::server::{
    Expected, Kit, NOW, Server, after, asking, expect, first, form_of, found, part_of, picture, remote, shown, text,
};
use connect::channels::File;

const UPLOAD: &str = "/services/upload/";

fn kit() -> Kit {
    Kit::new(Network::Flickr, "12037949629@N01", &[("token", "72157"), ("token_secret", "ts")]).application("key", "s3cret")
}

fn photo(files: &[File]) -> Variant {
    let settings = [("tags".to_owned(), "neige, col du Galibier".to_owned())];
    Variant { title: "Premières neiges".to_owned(), settings: settings.into(), ..shown("Il neige", files) }
}

fn rest(answer: Value) -> Expected {
    expect("POST", "/services/rest").json(answer)
}

fn no(code: u32, message: &str) -> Expected {
    rest(json!({ "stat": "fail", "code": code, "message": message }))
}

fn seen(title: &str, at: &str) -> [Expected; 1] {
    let photo =
        json!({ "id": "213", "title": title, "description": { "_content": "Il <b>neige</b>" }, "dateupload": at, "views": "9" });
    [rest(json!({ "stat": "ok", "photos": { "photo": [photo] } }))]
}

#[tokio::test]
async fn a_person_grants_access_in_three_steps() {
    let server = Server::start([
        expect("GET", "/services/oauth/request_token")
            .text("oauth_callback_confirmed=true&oauth_token=7262&oauth_token_secret=req"),
        expect("GET", "/services/oauth/access_token")
            .text("fullname=L%C3%A9a&oauth_token=72157&oauth_token_secret=acc&user_nsid=12037949629%40N01"),
        rest(json!({ "stat": "ok", "user": { "id": "12037949629@N01", "username": { "_content": "Solenne" } } })),
        expect("GET", "/services/oauth/request_token").status(401).text("oauth_problem=signature_invalid"),
    ])
    .await;
    let begun = Kit::new(Network::Flickr, "", &[]).application("key", "s3cret");
    let adapter = begun.adapter();
    let (address, kept) = adapter.begin(&begun.to(&server), &asking("https://p.example/b", "st")).await.unwrap();
    assert!(address.as_str().ends_with("/services/oauth/authorize?oauth_token=7262&perms=delete"));
    let back =
        Kit::new(Network::Flickr, "", &[("token", kept["token"].reveal()), ("token_secret", kept["token_secret"].reveal())])
            .application("key", "s3cret");
    let grant = adapter.finish(&back.to(&server), &asking("", ""), "5d1b96a26b494074").await.unwrap();
    assert_eq!((grant.secrets["token"].reveal(), grant.secrets["token_secret"].reveal()), ("72157", "acc"));
    let account = adapter.account(&kit().to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str()), ("12037949629@N01", "Solenne"));
    assert_eq!(adapter.begin(&begun.to(&server), &asking("https://p.example/b", "st")).await.err().unwrap().class, Class::Auth);
    let calls = server.calls();
    let header = |place: usize| calls[place].header("authorization").unwrap().to_owned();
    assert!(header(0).starts_with("OAuth ") && header(0).contains("oauth_callback=\"https%3A%2F%2Fp.example%2Fb%3Fstate%3Dst\""));
    assert!(header(1).contains("oauth_verifier=\"5d1b96a26b494074\"") && header(1).contains("oauth_token=\"7262\""));
    assert_eq!(form_of(&calls[2])["method"], "flickr.test.login");
    let nobody = Kit::new(Network::Flickr, "", &[]);
    assert_eq!(adapter.account(&nobody.to(&server)).await.unwrap_err().class, Class::Auth);
}

#[tokio::test]
async fn a_picture_and_a_comment_under_it() {
    let files = [picture()];
    let variant = Variant { visibility: Some(Visibility::Followers), first_comment: "Le lien".to_owned(), ..photo(&files) };
    let taken = expect("POST", UPLOAD).text("<?xml version=\"1.0\"?>\n<rsp stat=\"ok\">\n<photoid>213</photoid>\n</rsp>");
    let (there, calls) = kit().published([taken], &first(&variant, &files)).await;
    assert_eq!((there.id.as_str(), there.address.as_str()), ("213", "https://www.flickr.com/photos/12037949629@N01/213/"));
    let wanted = [
        ("title", "Premières neiges"),
        ("description", "Il neige"),
        ("is_public", "0"),
        ("is_family", "1"),
        ("tags", "\"neige\" \"col du Galibier\""),
    ];
    for (name, value) in wanted {
        assert_eq!(part_of(&calls[0], name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(part_of(&calls[0], "photo").as_deref(), Some("the bytes of a picture"));
    let answered = rest(
        json!({ "stat": "ok", "comment": { "id": "6065-109722179-72057594077818641", "permalink": "https://f.example/c" } }),
    );
    let (comment, calls) = kit().published([answered], &after(&variant, 1, &there)).await;
    assert_eq!(comment.id, "comment/6065-109722179-72057594077818641");
    assert_eq!((form_of(&calls[0])["photo_id"].as_str(), form_of(&calls[0])["comment_text"].as_str()), ("213", "Le lien"));
    kit().refusals(&[], &after(&variant, 1, &there), [(no(1, "Photo not found."), Class::Content, None)]).await;
    kit().lost(&[], &after(&variant, 1, &there), &expect("POST", "/services/rest")).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let files = [picture()];
    let variant = photo(&files);
    let sending = first(&variant, &files);
    let told =
        |code: u32| expect("POST", UPLOAD).text(&format!("<rsp stat=\"fail\"><err code=\"{code}\" msg=\"A sentence\" /></rsp>"));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(98), Class::Auth, None),
                (told(5), Class::Content, None),
                (expect("POST", UPLOAD).status(401).text("oauth_problem=token_rejected"), Class::Auth, None),
                (expect("POST", UPLOAD).status(429).header("retry-after: 60").text("slowly"), Class::Rate, Some(60)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", UPLOAD)).await;
    assert!(matches!(kit().publish([told(105)], &sending).await.0, Outcome::Unknown { .. }));
    let nothing = text("x");
    assert!(matches!(kit().publish([], &first(&nothing, &[])).await.0, Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn it_is_found_edited_counted_read_back_and_deleted() {
    let files = [picture()];
    let variant = Variant { first_comment: "Le lien".to_owned(), ..photo(&files) };
    let sending = first(&variant, &files);
    let kit = kit();
    let at = "1795168802";
    assert_eq!(found(kit.find(seen("Premières neiges", at), &sending).await), "213");
    assert_eq!(kit.find(seen("Autre chose", at), &sending).await, Sight::NotFound);
    assert_eq!(kit.find(seen("Premières neiges", "1795165202"), &sending).await, Sight::NotFound);
    let others = ["213".to_owned()];
    assert_eq!(kit.find(seen("Premières neiges", at), &Sending { others: &others, ..sending }).await, Sight::NotFound);
    let parent = remote("213");
    let remark = |author: &str| {
        let comment = json!({ "id": "6065-1-7", "author": author, "datecreate": at, "_content": "Le lien", "permalink": "https://f.example/c" });
        [rest(json!({ "stat": "ok", "comments": { "comment": [comment] } }))]
    };
    assert_eq!(found(kit.find(remark("12037949629@N01"), &after(&variant, 1, &parent)).await), "comment/6065-1-7");
    assert_eq!(kit.find(remark("other"), &after(&variant, 1, &parent)).await, Sight::NotFound);
    for blind in [no(98, "Invalid auth token"), rest(json!({ "stat": "ok" })), expect("POST", "/services/rest").page()] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
    let server = Server::start([
        rest(json!({ "stat": "ok" })),
        rest(json!({ "stat": "ok", "photo": { "views": "120", "comments": { "_content": "2" } } })),
        rest(json!({ "stat": "ok", "photo": { "total": 7 } })),
        no(1, "Photo not found"),
        seen("Premières neiges", at)[0].clone(),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &parent, &sending).await.unwrap();
    let counted = adapter.counts(&to, &[parent.clone(), remote("214"), remote("comment/1")]).await.unwrap();
    let [(_, counts)] = &counted[..] else { panic!("{counted:?}") };
    assert_eq!((counts.views, counts.likes, counts.replies, counts.shares), (Some(120), Some(7), Some(2), None));
    assert_eq!(adapter.history(&to, NOW.parse().unwrap()).await.unwrap()[0].text, "Premières neiges\n\nIl neige");
    assert_eq!(form_of(&server.calls()[0])["method"], "flickr.photos.setMeta");
    kit.delete([rest(json!({ "stat": "ok" }))], &parent).await.unwrap();
    kit.delete([no(1, "Photo not found")], &parent).await.unwrap();
    assert_eq!(kit.delete([no(98, "Invalid auth token")], &remote("comment/6065-1-7")).await.unwrap_err().class, Class::Auth);
}
