//! The page of a signal.

use domain::signal::{Buzz, Evidence, Named, Told};
use serde_json::{Value, json};
use store::{Id, signal::Signal, topic::Topic};
use testkit::{TestApp, said};

fn named(name: &str) -> Vec<Named> {
    vec![Named { name: name.to_owned(), count: 1 }]
}

/// A signal of a topic as the watch would have written it, over the hour before now.
async fn a_signal(t: &TestApp, kind: &str, phrase: &str) -> Id<Signal> {
    let topic = t.topic("Solenne", "solenne").await;
    let source = t.source("https://site.example/feed").await;
    let text = "Solenne reconnaît que le zip peut céder.";
    let document = said("https://one.example/1", "Un zip", text, t.now() - 600_000_000);
    t.app.ingest(&t.actor(), &source, vec![document]).await.unwrap();
    let evidence = Evidence { phrases: named("solenne reconnaît"), sites: named("one.example"), ..Evidence::default() };
    kept_signal(t, topic.id, (kind, phrase), 1_200, &evidence).await
}

/// A signal as the watch would have written it: to have it watch takes weeks of mentions. It began so many seconds ago and is over.
pub(crate) async fn kept_signal(
    t: &TestApp,
    topic: Id<Topic>,
    (kind, phrase): (&str, &str),
    seconds: i64,
    evidence: &Evidence,
) -> Id<Signal> {
    let at_s = t.now() / 1_000_000 - seconds;
    let end_s = at_s + seconds;
    let told = Told { count: 20.0, high: 3.0, usual_negative: 0.1, usual_sites: 1.0 };
    let episode = json!({
        "kind": kind, "start_s": at_s, "alarm_s": at_s, "peak_s": at_s, "peak_count": 20.0, "peak_expected": 1.0, "strength": 9.0,
        "total": 20.0, "total_expected": 1.0, "after": [0.0, 0.0], "last_s": at_s, "end_s": Value::Null,
    });
    let finding =
        json!({ "episode": episode, "phrase": Value::Null, "known_s": at_s, "band": [0.0, 3.0], "score": 0.7, "grain_s": 300 });
    let signal = Signal {
        id: Id::new(0),
        workspace_id: t.workspace,
        topic_id: topic,
        kind: kind.to_owned(),
        phrase: phrase.to_owned(),
        started_at: at_s * 1_000_000,
        alarmed_at: at_s * 1_000_000,
        peak_at: at_s * 1_000_000,
        last_at: at_s * 1_000_000,
        ended_at: Some(end_s * 1_000_000),
        count: 20.0,
        expected: 1.0,
        low: 0.0,
        high: 3.0,
        above: 17.0,
        score: 0.7,
        buzz: 12.0,
        parts: json!(Buzz::of(&told, evidence)).to_string(),
        evidence: json!(evidence).to_string(),
        finding: finding.to_string(),
        hindsight: false,
        feedback: String::new(),
        feedback_by: None,
        feedback_at: None,
    };
    let tx = t.store.begin().await.unwrap();
    let id = tx.add_signal(&signal).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Where the link of that name leads.
fn link(page: &str, name: &str) -> String {
    let before = page.split(&format!(">{name}</a>")).next().unwrap();
    let (_, href) = before.rsplit_once("href=\"").unwrap();
    let href = href.split('"').next().unwrap();
    href.replace("&#x2f;", "/").replace("&amp;", "&").replace("&#x3d;", "=")
}

#[tokio::test]
async fn phrases_and_sites_of_a_signal_lead_to_their_mentions() {
    TestApp::each(|t| async move {
        let id = a_signal(&t, "peak", "").await;
        let mut browser = t.browser().await;
        let page = browser.get(&format!("/w/{}/signals/{id}", t.workspace)).await.expect(200).body;
        for name in ["solenne reconnaît", "one.example"] {
            let mentions = browser.get(&link(&page, name)).await.expect(200).body;
            assert!(mentions.contains("Un zip"), "{name}");
        }
        assert!(link(&page, "one.example").contains("site=one.example"));
    })
    .await;
}

#[tokio::test]
async fn of_a_theme_they_lead_to_the_mentions_that_have_its_phrase() {
    TestApp::each(|t| async move {
        let id = a_signal(&t, "new_theme", "zip peut").await;
        let mut browser = t.browser().await;
        let page = browser.get(&format!("/w/{}/signals/{id}", t.workspace)).await.expect(200).body;
        let address = link(&page, "one.example");
        assert!(address.contains("zip+peut"), "{address}");
        assert!(browser.get(&address).await.expect(200).body.contains("Un zip"));
    })
    .await;
}
