//! Reading again, asked for by scripts and on the page.

use axum::http::Method;
use domain::Hat;
use serde_json::Value;
use testkit::{TestApp, said};

#[tokio::test]
async fn a_script_has_what_was_read_read_again_and_sees_how_far_it_is() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        t.app
            .ingest(&t.actor(), &source, vec![said("https://site.example/1", "Solenne", "Solenne opens a shop.", t.now() - 3)])
            .await
            .unwrap();
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let idle = script.get("/api/v1/reading").await.expect(200).json();
        assert_eq!((&idle["learning"], &idle["days"], &idle["again"]), (&Value::Bool(true), &Value::from(90), &Value::Null));
        let begun = script.json(Method::POST, "/api/v1/reading", &Value::Null).await.expect(202).json();
        assert_eq!(begun["again"]["done"], 0);
        t.run_due_jobs().await;
        assert_eq!(script.get("/api/v1/reading").await.expect(200).json()["again"], Value::Null);
        assert_eq!(script.json(Method::POST, "/api/v1/reading", &Value::Null).await.status, 202);
        assert_eq!(script.json(Method::POST, "/api/v1/reading/stop", &Value::Null).await.status, 204);
        assert_eq!(script.get("/api/v1/reading").await.expect(200).json()["again"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_listen_cannot_ask_for_it() {
    TestApp::each(|t| async move {
        let analyst = t.member("ana@solenne.example", &[Hat::Analyst]).await;
        let mut browser = t.browser_of(analyst).await;
        assert_eq!(browser.post(&format!("/w/{}/settings/learning/reread", t.workspace), &[]).await.status, 403);
        let mut script = t.stranger().with_token(&t.token("read").await);
        assert_eq!(script.json(Method::POST, "/api/v1/reading", &Value::Null).await.status, 403);
    })
    .await;
}
