//! Discord's webhooks, by the examples of its documentation.

use domain::{
    delivery::{Class, Remote, Sight},
    network::Network,
    post::{Poll, Variant},
};
use serde_json::{Value, json};

use super::server::{Kit, Server, expect, first, json_of, part_of, picture, remote, shown, text};

const HOOK: &str = "/api/v10/webhooks/223704706495545344/3d89bb7572e0fb30";
const SAY: &str = "/api/v10/webhooks/223704706495545344/3d89bb7572e0fb30?wait=true";

fn kit() -> Kit {
    let webhook = "https://discord.com/api/webhooks/223704706495545344/3d89bb7572e0fb30";
    Kit::new(Network::Discord, "199737254929760256/199737254929760257", &[("webhook", webhook)])
}

fn message() -> Value {
    json!({ "id": "334385199974967042", "channel_id": "199737254929760257", "content": "Bonjour", "timestamp": "2026-11-20T10:00:00.4Z" })
}

#[tokio::test]
async fn connecting_reads_which_channel_it_is() {
    let server = Server::start([expect("GET", HOOK).json(json!({
        "name": "Annonces", "type": 1, "channel_id": "199737254929760257", "guild_id": "199737254929760256", "id": "223704706495545344",
    }))])
    .await;
    let account = kit().adapter().account(&kit().to(&server)).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str()), ("199737254929760256/199737254929760257", "Annonces"));
    assert_eq!(account.address, "https://discord.com/channels/199737254929760256/199737254929760257");
    server.calls();
}

#[tokio::test]
async fn a_text_is_said_and_its_id_awaited() {
    let variant = text("Bonjour");
    let (there, calls) = kit().published([expect("POST", SAY).json(message())], &first(&variant, &[])).await;
    let address = "https://discord.com/channels/199737254929760256/199737254929760257/334385199974967042".to_owned();
    assert_eq!(there, Remote { id: "334385199974967042".to_owned(), address });
    assert_eq!(json_of(&calls[0]), json!({ "content": "Bonjour", "attachments": [] }));
    let within = format!("{SAY}&thread_id=9");
    kit().setting("thread", "9").published([expect("POST", &within).json(message())], &first(&variant, &[])).await;
}

#[tokio::test]
async fn a_picture_leaves_with_the_text_in_one_call() {
    let files = [picture()];
    let variant = shown("Bonjour", &files);
    let (_, calls) = kit().published([expect("POST", SAY).json(message())], &first(&variant, &files)).await;
    let told: Value = serde_json::from_str(&part_of(&calls[0], "payload_json").unwrap()).unwrap();
    let attached = json!([{ "id": 0, "filename": "neige.jpg", "description": "Une veste sous la neige" }]);
    assert_eq!(told, json!({ "content": "Bonjour", "attachments": attached }));
    assert_eq!(part_of(&calls[0], "files[0]").as_deref(), Some("the bytes of a picture"));
}

#[tokio::test]
async fn a_poll_asks_the_text() {
    let poll = Poll { options: vec!["Oui".to_owned(), "Non".to_owned()], seconds: 5_400, multiple: true };
    let variant = Variant { poll: Some(poll), ..text("On y va ?") };
    let (_, calls) = kit().published([expect("POST", SAY).json(message())], &first(&variant, &[])).await;
    assert_eq!(
        json_of(&calls[0]),
        json!({ "poll": {
            "question": { "text": "On y va ?" }, "duration": 2, "allow_multiselect": true,
            "answers": [{ "poll_media": { "text": "Oui" } }, { "poll_media": { "text": "Non" } }],
        } })
    );
    let long = Variant { text: "é".repeat(301), ..variant };
    let (outcome, _) = kit().publish([], &first(&long, &[])).await;
    assert!(matches!(outcome, domain::delivery::Outcome::Rejected { class: Class::Content, .. }));
}

#[tokio::test]
async fn refusals_are_classed_and_what_is_lost_is_not_refused() {
    let variant = text("Bonjour");
    let sending = first(&variant, &[]);
    let call = expect("POST", SAY);
    let told =
        |status: u16, code: u32, message: &str| call.clone().status(status).json(json!({ "message": message, "code": code }));
    let limited = json!({ "message": "You are being rate limited.", "retry_after": 64.57, "global": false });
    kit()
        .refusals(
            &[],
            &sending,
            [
                (told(401, 50027, "Invalid Webhook Token"), Class::Auth, None),
                (told(404, 10015, "Unknown Webhook"), Class::Gone, None),
                (told(400, 50035, "Invalid Form Body"), Class::Content, None),
                (call.clone().status(429).header("retry-after: 65").json(limited.clone()), Class::Rate, Some(65)),
                (call.clone().status(429).header("x-ratelimit-reset-after: 64.57").json(limited), Class::Rate, Some(64)),
            ],
        )
        .await;
    kit().lost(&[], &sending, &call).await;
    let server = Server::start([]).await;
    assert_eq!(kit().adapter().find(&kit().to(&server), &sending).await, Sight::NoWindow);
}

#[tokio::test]
async fn it_is_edited_and_deleted() {
    let at = format!("{HOOK}/messages/334385199974967042");
    let variant = text("Bonsoir");
    let server = Server::start([expect("PATCH", &at).json(message())]).await;
    kit().adapter().edit(&kit().to(&server), &remote("334385199974967042"), &first(&variant, &[])).await.unwrap();
    assert_eq!(json_of(&server.calls()[0]), json!({ "content": "Bonsoir" }));
    let there = remote("334385199974967042");
    kit().delete([expect("DELETE", &at).status(204)], &there).await.unwrap();
    let told = |code: u32| expect("DELETE", &at).status(404).json(json!({ "message": "Unknown", "code": code }));
    kit().delete([told(10008)], &there).await.unwrap();
    assert_eq!(kit().delete([told(10015)], &there).await.unwrap_err().class, Class::Gone);
}

#[tokio::test]
async fn half_an_address_of_a_webhook_is_no_webhook() {
    let kit = Kit::new(Network::Discord, "", &[("webhook", "https://discord.com/api/webhooks/22")]);
    let server = Server::start([]).await;
    assert_eq!(kit.adapter().account(&kit.to(&server)).await.unwrap_err().class, Class::Auth);
}
