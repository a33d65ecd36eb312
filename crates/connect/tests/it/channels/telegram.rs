//! Telegram's interface for bots, by the examples of its documentation.

use domain::{
    delivery::{Class, Remote, Sight},
    network::Network,
    post::{Poll, Variant},
};
use serde_json::{Value, json};

use super::server::{Kit, Server, after, expect, film, first, json_of, part_of, picture, remote, shown, text};

fn kit() -> Kit {
    Kit::new(Network::Telegram, "-1001234567890", &[("token", "123456:ABC")])
}

fn at(method: &str) -> String {
    format!("/bot123456:ABC/{method}")
}

fn message(id: u32) -> Value {
    json!({ "message_id": id, "date": 1_795_000_000, "chat": { "id": -1_001_234_567_890_i64, "title": "Solenne", "type": "channel" } })
}

fn ok(result: Value) -> Value {
    json!({ "ok": true, "result": result })
}

#[tokio::test]
async fn connecting_reads_the_bot_and_its_chat() {
    let chat = json!({ "id": -1_001_234_567_890_i64, "title": "Solenne", "username": "solenne", "type": "channel" });
    let server = Server::start([
        expect("POST", &at("getMe")).json(ok(json!({ "id": 123_456, "is_bot": true, "username": "solenne_bot" }))),
        expect("POST", &at("getChat")).json(ok(chat)),
    ])
    .await;
    let kit = Kit::new(Network::Telegram, "", &[("token", "123456:ABC")]).setting("chat", "@solenne");
    let account = kit.adapter().account(&kit.to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str(), account.handle.as_str()), ("-1001234567890", "Solenne", "@solenne"));
    assert_eq!(account.address, "https://t.me/solenne");
    assert_eq!(json_of(&server.calls()[1])["chat_id"], "@solenne");
}

#[tokio::test]
async fn a_text_and_an_answer_to_it() {
    let variant = Variant { first_comment: "Le lien".to_owned(), ..text("Bonjour <3") };
    let say = expect("POST", &at("sendMessage")).json(ok(message(7)));
    let (there, calls) = kit().published([say.clone()], &first(&variant, &[])).await;
    assert_eq!(there, Remote { id: "7".to_owned(), address: "https://t.me/c/1234567890/7".to_owned() });
    assert_eq!(json_of(&calls[0]), json!({ "chat_id": "-1001234567890", "text": "Bonjour <3" }));
    let (_, calls) = kit().published([say], &after(&variant, 1, &there)).await;
    assert_eq!(json_of(&calls[0])["reply_parameters"], json!({ "message_id": 7 }));
}

#[tokio::test]
async fn a_picture_a_film_and_an_album() {
    let pictures = [picture()];
    let variant = shown("Bonjour", &pictures);
    let photo = expect("POST", &at("sendPhoto")).json(ok(message(7)));
    let (_, calls) = kit().published([photo], &first(&variant, &pictures)).await;
    assert_eq!(part_of(&calls[0], "caption").as_deref(), Some("Bonjour"));
    assert_eq!(part_of(&calls[0], "photo").as_deref(), Some("the bytes of a picture"));
    let films = [film()];
    kit().published([expect("POST", &at("sendVideo")).json(ok(message(8)))], &first(&shown("", &films), &films)).await;
    let both = [picture(), film()];
    let album = expect("POST", &at("sendMediaGroup")).json(ok(json!([message(9), message(10)])));
    let (there, calls) = kit().published([album], &first(&shown("Bonjour", &both), &both)).await;
    assert_eq!(there.id, "9,10");
    let media: Value = serde_json::from_str(&part_of(&calls[0], "media").unwrap()).unwrap();
    assert_eq!(
        media,
        json!([{ "type": "photo", "media": "attach://file0", "caption": "Bonjour" }, { "type": "video", "media": "attach://file1" }])
    );
    let long = shown(&"é".repeat(1_025), &pictures);
    let (outcome, _) = kit().publish([], &first(&long, &pictures)).await;
    assert!(matches!(outcome, domain::delivery::Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn a_poll_asks_the_text() {
    let poll = Poll { options: vec!["Oui".to_owned(), "Non".to_owned()], seconds: 300, multiple: false };
    let variant = Variant { poll: Some(poll), ..text("On y va ?") };
    let (_, calls) = kit().published([expect("POST", &at("sendPoll")).json(ok(message(7)))], &first(&variant, &[])).await;
    let body = json_of(&calls[0]);
    assert_eq!((&body["question"], &body["open_period"]), (&json!("On y va ?"), &json!(300)));
    assert_eq!(body["options"], json!([{ "text": "Oui" }, { "text": "Non" }]));
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_not_refused() {
    let variant = text("Bonjour");
    let sending = first(&variant, &[]);
    let call = expect("POST", &at("sendMessage"));
    let told = |code: u16, description: &str| {
        call.clone().status(code).json(json!({ "ok": false, "error_code": code, "description": description }))
    };
    let slowly = json!({ "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 14", "parameters": { "retry_after": 14 } });
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(401, "Unauthorized"), Class::Auth, None),
                (told(404, "Not Found"), Class::Auth, None),
                (told(403, "Forbidden: bot was kicked from the channel chat"), Class::Auth, None),
                (told(400, "Bad Request: chat not found"), Class::Gone, None),
                (told(400, "Bad Request: message text is empty"), Class::Content, None),
                (call.clone().status(429).json(slowly), Class::Rate, Some(14)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &call).await;
    let server = Server::start([]).await;
    assert_eq!(kit().adapter().find(&kit().to(&server), &sending).await, Sight::NoWindow);
}

#[tokio::test]
async fn it_is_edited_and_deleted() {
    let there = remote("9,10");
    let server = Server::start([
        expect("POST", &at("editMessageText")).json(ok(message(9))),
        expect("POST", &at("editMessageCaption"))
            .status(400)
            .json(json!({ "ok": false, "error_code": 400, "description": "Bad Request: message is not modified" })),
    ])
    .await;
    let kit = kit();
    let to = kit.to(&server);
    kit.adapter().edit(&to, &there, &first(&text("Bonsoir"), &[])).await.unwrap();
    kit.adapter().edit(&to, &there, &first(&shown("Bonsoir", &[picture()]), &[])).await.unwrap();
    assert_eq!(json_of(&server.calls()[0]), json!({ "chat_id": "-1001234567890", "message_id": 9, "text": "Bonsoir" }));
    let delete = expect("POST", &at("deleteMessages"));
    kit.delete([delete.clone().json(ok(json!(true)))], &there).await.unwrap();
    let told = |said: &str| delete.clone().status(400).json(json!({ "ok": false, "error_code": 400, "description": said }));
    kit.delete([told("Bad Request: message to delete not found")], &there).await.unwrap();
    let fault = kit.delete([told("Bad Request: message can't be deleted for everyone")], &there).await.unwrap_err();
    assert_eq!(fault.class, Class::Content);
}
