//! Slack's Web API, by the examples of its documentation.

use connect::channels::Sending;
use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::Variant,
};
use serde_json::{Value, json};

use super::server::{
    Expected, KEY, Kit, Server, after, asking, expect, first, form_of, found, json_of, picture, remote, shown, text, text_of,
};

const SAY: &str = "/api/chat.postMessage";
const LOOK: &str = "/api/conversations.history?channel=C123ABC456&oldest=1795168200&limit=100&include_all_metadata=true";

fn kit() -> Kit {
    Kit::new(Network::Slack, "C123ABC456", &[("token", "xoxb-1")])
}

fn me() -> Expected {
    expect("POST", "/api/auth.test")
        .json(json!({ "ok": true, "url": "https://solenne.slack.com/", "team": "Solenne", "user_id": "U1", "bot_id": "B1" }))
}

fn link() -> Expected {
    expect("GET", "/api/chat.getPermalink*")
        .json(json!({ "ok": true, "permalink": "https://solenne.slack.com/archives/C123ABC456/p1" }))
}

fn no(error: &str) -> Value {
    json!({ "ok": false, "error": error })
}

#[tokio::test]
async fn connecting_is_granted_and_reads_the_channel() {
    let server = Server::start([
        expect("POST", "/api/oauth.v2.access").json(json!({ "ok": true, "access_token": "xoxb-2", "token_type": "bot" })),
        expect("POST", "/api/oauth.v2.access").json(no("invalid_code")),
        me(),
        expect("GET", "/api/conversations.info?channel=C123ABC456")
            .json(json!({ "ok": true, "channel": { "id": "C123ABC456", "name": "annonces" } })),
    ])
    .await;
    let kit = kit().application("app", "s3cret").setting("channel", "C123ABC456");
    let (to, adapter) = (kit.to(&server), kit.adapter());
    let (consent, application) = (adapter.consent().unwrap(), to.application.unwrap());
    let address = consent
        .address(&kit.to_address(adapter.home().parse().unwrap()), application, &asking("https://p.example/back", "st"))
        .unwrap();
    assert!(address.as_str().starts_with("https://slack.com/oauth/v2/authorize?response_type=code&client_id=app"));
    assert!(address.query().unwrap().contains("scope=chat%3Awrite%2Cfiles%3Awrite"));
    let grant = consent.exchange(&to, application, &asking("https://p.example/back", "st"), "code").await.unwrap();
    assert_eq!(grant.secrets["token"].reveal(), "xoxb-2");
    let Err(fault) = consent.exchange(&to, application, &asking("https://p.example/back", "st"), "old").await else {
        panic!("granted")
    };
    assert_eq!((fault.class, fault.said.contains("invalid_code")), (Class::Auth, true));
    let account = adapter.account(&to).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("C123ABC456", "#annonces", "Solenne"));
    assert_eq!(account.address, "https://solenne.slack.com/archives/C123ABC456");
    let calls = server.calls();
    assert_eq!(
        (form_of(&calls[0])["client_secret"].as_str(), calls[2].header("authorization")),
        ("s3cret", Some("Bearer xoxb-1"))
    );
}

#[tokio::test]
async fn a_text_leaves_with_its_key_and_an_answer_in_its_thread() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Neige & glace <3") };
    let said = expect("POST", SAY).json(json!({ "ok": true, "channel": "C123ABC456", "ts": "1795168801.000200" }));
    let (there, calls) = kit().published([said.clone(), link()], &first(&variant, &[])).await;
    assert_eq!(
        (there.id.as_str(), there.address.as_str()),
        ("1795168801.000200", "https://solenne.slack.com/archives/C123ABC456/p1")
    );
    let metadata = json!({ "event_type": "parvis_post", "event_payload": { "key": KEY } });
    assert_eq!(json_of(&calls[0]), json!({ "channel": "C123ABC456", "text": "Neige &amp; glace &lt;3", "metadata": metadata }));
    let silent = expect("GET", "/api/chat.getPermalink*").json(no("message_not_found"));
    let (answer, calls) = kit().published([said, silent], &after(&variant, 1, &there)).await;
    assert_eq!(answer.address, "");
    assert_eq!(json_of(&calls[0])["thread_ts"], "1795168801.000200");
}

#[tokio::test]
async fn a_picture_is_brought_given_to_the_channel_and_asked_about() {
    let files = [picture()];
    let variant = shown("Neige", &files);
    let begin = expect("GET", "/api/files.getUploadURLExternal?filename=neige.jpg&length=22&alt_txt=Une+veste+sous+la+neige")
        .json(json!({ "ok": true, "upload_url": "{SELF}/upload/v1/CwAB", "file_id": "F123" }));
    let brought = expect("POST", "/upload/v1/CwAB").text("OK - 22");
    let give = expect("POST", "/api/files.completeUploadExternal").json(json!({ "ok": true, "files": [{ "id": "F123" }] }));
    let (outcome, calls) = kit().publish([begin.clone(), brought.clone(), give.clone()], &first(&variant, &files)).await;
    let Outcome::Pending { handle } = outcome else { panic!("{outcome:?}") };
    assert_eq!((handle.as_str(), text_of(&calls[1]).as_str()), ("F123", "the bytes of a picture"));
    let given =
        json!({ "files": [{ "id": "F123", "title": "neige.jpg" }], "channel_id": "C123ABC456", "initial_comment": "Neige" });
    assert_eq!(json_of(&calls[2]), given);
    let info =
        |shares: Value| expect("GET", "/api/files.info?file=F123").json(json!({ "ok": true, "file": { "shares": shares } }));
    let server =
        Server::start([info(json!({})), info(json!({ "private": { "C123ABC456": [{ "ts": "1795168802.0001" }] } })), link()])
            .await;
    let kit = kit();
    assert_eq!(kit.adapter().check(&kit.to(&server), &handle).await, Outcome::Pending { handle: handle.clone() });
    let Outcome::Accepted { remote } = kit.adapter().check(&kit.to(&server), &handle).await else { panic!("pending") };
    assert_eq!(remote.id, "1795168802.0001");
    server.calls();
    kit.unsaid(std::slice::from_ref(&begin), &first(&variant, &files), &expect("POST", "/upload/v1/CwAB").page().status(502))
        .await;
    kit.lost(&[begin, brought], &first(&variant, &files), &expect("POST", "/api/files.completeUploadExternal")).await;
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_looked_for() {
    let variant = text("Bonjour");
    let sending = first(&variant, &[]);
    let told = |error: &str| expect("POST", SAY).json(no(error));
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told("token_revoked"), Class::Auth, None),
                (told("not_in_channel"), Class::Auth, None),
                (told("is_archived"), Class::Gone, None),
                (told("msg_too_long"), Class::Content, None),
                (told("ratelimited").status(429).header("retry-after: 30"), Class::Rate, Some(30)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &expect("POST", SAY)).await;
    let (outcome, _) = kit().publish([told("internal_error")], &sending).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }));
}

#[tokio::test]
async fn a_text_is_found_by_its_key_and_files_by_their_words() {
    let variant = text("Bonjour");
    let sending = first(&variant, &[]);
    let kit = kit();
    let seen = |messages: Value| expect("GET", LOOK).json(json!({ "ok": true, "messages": messages }));
    let keyed = json!({ "ts": "1795168801.0002", "text": "Bonjour", "user": "U1", "metadata": { "event_type": "parvis_post", "event_payload": { "key": KEY } } });
    let plain = json!({ "ts": "1795168801.0002", "text": "Bonjour", "user": "U1" });
    assert_eq!(found(kit.find([seen(json!([plain, keyed])), link()], &sending).await), "1795168801.0002");
    assert_eq!(kit.find([seen(json!([plain]))], &sending).await, Sight::NotFound);
    let files = [picture()];
    let variant = shown("Lire <tout>", &files);
    let sending = first(&variant, &files);
    let filed =
        |user: &str| json!({ "ts": "1795168801.0003", "text": "Lire &lt;tout&gt;", "user": user, "files": [{ "id": "F1" }] });
    assert_eq!(found(kit.find([seen(json!([filed("U1")])), me(), link()], &sending).await), "1795168801.0003");
    assert_eq!(kit.find([seen(json!([filed("U2")])), me()], &sending).await, Sight::NotFound);
    let others = ["1795168801.0003".to_owned()];
    let other = Sending { others: &others, ..sending };
    assert_eq!(kit.find([seen(json!([filed("U1")])), me()], &other).await, Sight::NotFound);
    for blind in [expect("GET", LOOK).json(no("missing_scope")), expect("GET", LOOK).page(), expect("GET", LOOK).cut()] {
        assert!(matches!(kit.find([blind], &sending).await, Sight::Blind { .. }));
    }
}

#[tokio::test]
async fn it_is_edited_deleted_and_read_back() {
    let kit = kit();
    let history = "/api/conversations.history?channel=C123ABC456&oldest=1795168800&limit=100&include_all_metadata=true";
    let messages = json!([{ "ts": "1795168801.1", "text": "Lire <https://a.example|a.example>", "user": "U1" }, { "ts": "1795168802.1", "text": "x", "user": "U2" }]);
    let server = Server::start([
        expect("POST", "/api/chat.update").json(json!({ "ok": true })),
        me(),
        expect("GET", history).json(json!({ "ok": true, "messages": messages })),
    ])
    .await;
    let (to, adapter) = (kit.to(&server), kit.adapter());
    adapter.edit(&to, &remote("17.1"), &first(&text("Bonsoir"), &[])).await.unwrap();
    let said = adapter.history(&to, super::server::NOW.parse().unwrap()).await.unwrap();
    assert_eq!((said.len(), said[0].text.as_str()), (1, "Lire https://a.example"));
    assert_eq!(json_of(&server.calls()[0]), json!({ "channel": "C123ABC456", "ts": "17.1", "text": "Bonsoir" }));
    let delete = expect("POST", "/api/chat.delete");
    kit.delete([delete.clone().json(json!({ "ok": true }))], &remote("17.1")).await.unwrap();
    kit.delete([delete.clone().json(no("message_not_found"))], &remote("17.1")).await.unwrap();
    assert_eq!(kit.delete([delete.json(no("invalid_auth"))], &remote("17.1")).await.unwrap_err().class, Class::Auth);
}
