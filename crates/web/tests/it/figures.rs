//! Dashboards and authors on the pages and in the API.

use app::listen::topic_save::{Asked, TopicDraft};
use domain::{Document, document::Author};
use serde_json::Value;
use testkit::{TestApp, said};

const NEWS: &str =
    "The maker Solenne calls back four thousand jackets of last winter because the zip may open by itself when it freezes.";
const GRIEF: &str = "Solenne : livraison en retard, fermeture cassée, service client nul, je suis très déçue et en colère.";

fn by(author: &str, document: Document) -> Document {
    Document { author: Some(Author { name: author.to_owned(), ..Author::default() }), ..document }
}

/// Two copies of one text and a complaint; gives the topic.
async fn talk(t: &TestApp) -> i64 {
    let draft = TopicDraft { name: "Solenne".into(), kind: "own_brand".into(), asked: Asked::Text("solenne".into()) };
    let topic = t.app.save_topic(&t.actor(), None, &draft).await.unwrap();
    let source = t.source("https://site.example/feed").await;
    let documents = vec![
        by("Zoé M./Paris", said("https://one.example/1", "Solenne calls jackets back", NEWS, t.now() - 3_000_000)),
        by("Yan", said("https://two.example/1", "Four thousand zips", NEWS, t.now() - 2_000_000)),
        said("https://two.example/2", "Retard", GRIEF, t.now() - 1_000_000),
    ];
    t.app.ingest(&t.actor(), &source, documents).await.unwrap();
    topic.get()
}

const ZOE: &str = "authors/one.example/Zo%C3%A9%20M.%2FParis";

#[tokio::test]
async fn a_dashboard_leads_from_each_figure_to_its_mentions_and_its_formula() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let mut browser = t.browser().await;
        let inside = format!("/w/{}", t.workspace);
        let page =
            browser.get(&format!("{inside}/topics/{topic}/dashboard?period=7d")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(page.contains("÷") && page.contains("<details"), "formulas stand beside the figures");
        for href in ["sentiment=negative", "sentiment=unsure", "site=two.example", "by=story"] {
            assert!(page.contains(&format!("topic={topic}&amp;period=7d")) && page.contains(href), "{href}");
        }
        assert!(page.contains(&format!("{inside}/{ZOE}")), "the author's page");
        assert!(page.contains("aria-current=\"page\""));
        let quiet = t.topic("Brume", "brume").await;
        let page = browser.get(&format!("{inside}/topics/{}/dashboard", quiet.id)).await.expect(200).body.replace("&#x2f;", "/");
        assert!(!page.contains("<svg width=\"100%\""), "nothing is drawn of nothing");
        for missing in ["999999", "x"] {
            assert_eq!(browser.get(&format!("{inside}/topics/{missing}/dashboard")).await.status, 404);
        }
    })
    .await;
}

#[tokio::test]
async fn brands_and_authors_have_their_pages() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let mut browser = t.browser().await;
        let inside = format!("/w/{}", t.workspace);
        let brand = browser.get(&format!("{inside}/dashboard?by=story")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(brand.contains(&format!("{inside}/topics/{topic}/dashboard")));
        let authors =
            browser.get(&format!("{inside}/authors?topic={topic}&period=7d")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(authors.contains(&format!("href=\"{inside}/{ZOE}?period=7d\"")) && authors.contains("Yan"));
        let page = browser.get(&format!("{inside}/{ZOE}?period=7d")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(page.contains("Zoé M./Paris") && page.contains("Solenne calls jackets back") && !page.contains("Retard"));
        let stream = browser.get(&format!("{inside}/mentions")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(stream.contains(&format!("href=\"{inside}/{ZOE}\"")), "a name in the stream leads to its page");
        let narrowed =
            browser.get(&format!("{inside}/mentions?site=two.example&author=Yan")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(narrowed.contains("Four thousand zips") && !narrowed.contains("Solenne calls jackets back"));
        assert_eq!(browser.get(&format!("{inside}/authors/one.example/Nobody")).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn authors_and_figures_of_another_workspace_are_not_there() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let (elsewhere, boss) = t.another_workspace("Brume").await;
        let mut browser = t.browser_of(boss).await;
        for rest in [format!("topics/{topic}/dashboard"), ZOE.to_owned()] {
            assert_eq!(browser.get(&format!("/w/{elsewhere}/{rest}")).await.status, 404, "{rest}");
        }
        let authors = browser.get(&format!("/w/{elsewhere}/authors?topic={topic}")).await.expect(200).body.replace("&#x2f;", "/");
        assert!(!authors.contains("one.example"));
    })
    .await;
}

#[tokio::test]
async fn a_script_reads_figures_and_authors() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let token = t.token("read").await;
        let mut script = t.stranger().with_token(&token);
        let told: Value =
            serde_json::from_str(&script.get(&format!("/api/v1/topics/{topic}/figures?period=7d")).await.expect(200).body)
                .unwrap();
        assert_eq!((&told["feeling"]["count"], &told["newest"]["mentions"]), (&3.into(), &3.into()));
        let sum: i64 = ["positive", "neutral", "negative", "unsure", "unread"]
            .iter()
            .map(|name| told["feeling"]["felt"][name].as_i64().unwrap())
            .sum();
        assert_eq!(sum, 3);
        assert_eq!(told["newest"]["stories"][0]["copies"], 2);
        let by_story: Value =
            serde_json::from_str(&script.get(&format!("/api/v1/topics/{topic}/figures?by=story")).await.body).unwrap();
        assert_eq!(by_story["feeling"]["count"], 2);
        let brand: Value = serde_json::from_str(&script.get("/api/v1/figures").await.expect(200).body).unwrap();
        assert_eq!(brand["topics"][0]["share_of_voice"], 1.0);
        let authors: Value = serde_json::from_str(&script.get("/api/v1/authors").await.expect(200).body).unwrap();
        assert_eq!(
            (&authors["data"][0]["name"], &authors["data"][0]["influence"]["parts"][0]["figure"]),
            (&"Zoé M./Paris".into(), &1.into())
        );
        let author: Value = serde_json::from_str(&script.get(&format!("/api/v1/{ZOE}")).await.expect(200).body).unwrap();
        assert_eq!((&author["mentions"], &author["followers"]), (&1.into(), &Value::Null));
        for missing in ["topics/999999/figures", "authors/one.example/Nobody"] {
            assert_eq!(script.get(&format!("/api/v1/{missing}")).await.status, 404, "{missing}");
        }
    })
    .await;
}
