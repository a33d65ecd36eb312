//! The pages of alerts and the home page, and their twins of the API.

use axum::http::Method;
use serde_json::json;
use testkit::{TestApp, said};

async fn speak(t: &TestApp, language: &str) {
    let mut browser = t.browser().await;
    let form = [("name", "Léa"), ("language", language), ("time_zone", "Europe/Paris")];
    let _ = browser.post("/me", &form).await.expect(303);
}

#[tokio::test]
async fn an_empty_workspace_is_shown_its_first_steps_and_no_figures() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let page = browser.get(&format!("/w/{}/today", t.workspace)).await.expect(200).body;
        for part in ["Good morning", "First steps", "Add a source", "Make a topic", "Set an alert"] {
            assert!(page.contains(part), "{part} is missing");
        }
        assert!(!page.contains("class=\"lede\""), "there is nothing to tell yet");
    })
    .await;
}

#[tokio::test]
async fn the_home_page_tells_what_was_said_in_both_languages() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let documents = (0..3).map(|n| {
            said(&format!("https://site.example/{n}"), &format!("Solenne <{n}>"), "La veste Solenne tient.", t.now() - 60_000_000)
        });
        t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        let path = format!("/w/{}/today", t.workspace);
        for (language, parts) in [
            ("en", ["3 mentions", "in the last 24 hours", "To be treated", "1 not read yet"]),
            ("fr", ["3 mentions", "ces dernières 24 heures", "À traiter", "1 pas encore lue"]),
        ] {
            speak(&t, language).await;
            let page = t.browser().await.get(&path).await.expect(200).body;
            for part in parts {
                assert!(page.contains(part), "{part} is missing in {language}");
            }
            assert!(page.contains("Solenne &lt;2&gt;") && page.contains("<mark>Solenne</mark>"));
        }
    })
    .await;
}

#[tokio::test]
async fn an_alert_is_made_changed_tried_paused_and_removed_by_forms() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne").await;
        let mut browser = t.browser().await;
        let (alerts, about) = (format!("/w/{}/alerts", t.workspace), format!("topic:{}", topic.id));
        let form = browser.get(&format!("{alerts}/new?topic={}", topic.id)).await.expect(200).body;
        assert!(form.contains(&format!("value=\"{about}\" selected")));
        let fields = |address| {
            [
                ("about", about.as_str()),
                ("rhythm", "daily"),
                ("hour", "7"),
                ("way", "mail"),
                ("address", address),
                ("name", "Matin"),
            ]
        };
        let wrong = browser.post(&alerts, &fields("nobody")).await.expect(422).body;
        assert!(wrong.contains("address-error") && wrong.contains("value=\"nobody\"") && wrong.contains("value=\"Matin\""));
        let made = browser.post(&alerts, &fields("lea@solenne.example")).await.expect(303);
        let one = made.location().to_owned();
        let page = browser.get(&one).await.expect(200).body;
        assert!(page.contains("Matin") && page.contains("Daily at 07:00") && page.contains("No mail server yet"));
        for act in ["test", "pause", "resume"] {
            let done = browser.post(&format!("{one}/{act}"), &[]).await.expect(303);
            assert_eq!(done.location(), one);
        }
        let page = browser.get(&one).await.expect(200).body;
        assert!(page.contains(">test</span>"), "the log shows the test: {page}");
        let _ = browser.post(&format!("{one}/edit"), &fields("tom@solenne.example")).await.expect(303);
        assert!(browser.get(&alerts).await.expect(200).body.contains("tom@solenne.example"));
        let _ = browser.post(&format!("{one}/remove"), &[]).await.expect(303);
        let _ = browser.get(&one).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn the_secret_of_a_webhook_is_shown_once() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne").await;
        let mut browser = t.browser().await;
        let about = format!("topic:{}", topic.id);
        let fields =
            [("about", about.as_str()), ("rhythm", "at_once"), ("way", "webhook"), ("address", "https://hooks.example/a")];
        let made = browser.post(&format!("/w/{}/alerts", t.workspace), &fields).await.expect(200).body;
        assert!(made.contains("The secret of this webhook"));
        let id = t.reader().alerts().await.unwrap()[0].id;
        let page = browser.get(&format!("/w/{}/alerts/{id}", t.workspace)).await.expect(200).body;
        assert!(!page.contains("The secret of this webhook") && page.contains("Parvis-Signature"));
    })
    .await;
}

#[tokio::test]
async fn scripts_make_alerts_and_read_what_was_told() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne").await;
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let wish =
            json!({ "about": format!("topic:{}", topic.id), "rhythm": "daily", "way": "mail", "address": "lea@solenne.example" });
        let made = script.json(Method::POST, "/api/v1/alerts", &wish).await.expect(201).json();
        assert_eq!((made["alert"]["name"].as_str(), made["alert"]["hour"].as_i64()), (Some("Solenne"), Some(8)));
        let one = format!("/api/v1/alerts/{}", made["alert"]["id"]);
        for _ in 0..3 {
            let _ = script.json(Method::POST, &format!("{one}/test"), &json!({})).await.expect(204);
        }
        t.run_due_jobs().await;
        let first = script.get(&format!("{one}/notifications?limit=2")).await.expect(200).json();
        assert_eq!(first["data"].as_array().unwrap().len(), 2);
        assert_eq!(
            (first["data"][0]["state"].as_str(), first["data"][0]["problem"].as_str()),
            (Some("retrying"), Some("no_mail_server"))
        );
        let rest =
            script.get(&format!("/api/v1/notifications?cursor={}", first["next"].as_str().unwrap())).await.expect(200).json();
        assert_eq!((rest["data"].as_array().unwrap().len(), rest["next"].is_null()), (1, true));
        let wrong = json!({ "about": "topic:999", "rhythm": "daily", "way": "mail", "address": "lea@solenne.example" });
        let refused = script.json(Method::PUT, &one, &wrong).await.expect(422).json();
        assert_eq!(refused["code"], "invalid_about_unknown");
        let _ = script.json(Method::POST, &format!("{one}/secret"), &json!({})).await.expect(422);
        let hook = json!({ "about": format!("topic:{}", topic.id), "rhythm": "at_once", "way": "webhook", "address": "https://a.example/" });
        let first = script.json(Method::PUT, &one, &hook).await.expect(200).json();
        let renewed = script.json(Method::POST, &format!("{one}/secret"), &json!({})).await.expect(200).json();
        assert!(renewed["secret"].is_string() && renewed["secret"] != first["secret"]);
        let _ = script.send(Method::DELETE, &one, None, Vec::new()).await.expect(204);
        let _ = script.get(&one).await.expect(404);
        let members = script.get("/api/v1/members").await.expect(200).json();
        assert_eq!(members["data"][0]["id"], t.owner.get());
        assert!(!members.to_string().contains('@'), "a script has no use for mail addresses: {members}");
        let mut reading = t.stranger().with_token(&t.token("read").await);
        let _ = reading.json(Method::POST, "/api/v1/alerts", &wish).await.expect(403);
    })
    .await;
}
