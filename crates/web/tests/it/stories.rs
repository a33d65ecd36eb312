//! Stories on the pages and in the API.

use serde_json::Value;
use store::stream::StreamFilter;
use testkit::{TestApp, said};

const TEXT: &str =
    "The maker Solenne calls back four thousand jackets of last winter because the zip may open by itself when it freezes.";

/// Two copies on two sites and another text.
async fn told(t: &TestApp) -> i64 {
    t.topic("Solenne", "solenne").await;
    let source = t.source("https://site.example/feed").await;
    let framed = format!("{TEXT} Read also: ten pictures of the week.");
    let documents = vec![
        said("https://one.example/1", "Solenne calls jackets back", TEXT, t.now() - 3),
        said("https://two.example/1", "Four thousand zips", &framed, t.now() - 2),
        said(
            "https://two.example/2",
            "Solenne opens a shop",
            "A shop of Solenne opens in the old market hall in spring.",
            t.now() - 1,
        ),
    ];
    t.app.ingest(&t.actor(), &source, documents).await.unwrap();
    let ids: Vec<_> = t.reader().stream(&StreamFilter::default(), None, 9).await.unwrap().iter().map(|row| row.id).collect();
    t.reader().stories(&ids).await.unwrap().values().next().unwrap().id.get()
}

#[tokio::test]
async fn a_copy_leads_to_its_story_and_the_stream_counts_raw_or_by_story() {
    TestApp::each(|t| async move {
        let story = told(&t).await;
        let mut browser = t.browser().await;
        let inside = format!("/w/{}", t.workspace);
        let raw = browser.get(&format!("{inside}/mentions")).await.expect(200).body;
        assert!(
            raw.contains(&format!("href=\"{inside}/stories/{story}\"")) && raw.contains("sur 2 sites")
                || raw.contains("on 2 sites")
        );
        assert!(raw.contains("Four thousand zips") && raw.contains("by=story"));
        let by_story = browser.get(&format!("{inside}/mentions?by=story")).await.body;
        assert!(by_story.contains("Solenne opens a shop"));
        assert!(by_story.contains("Solenne calls jackets back") != by_story.contains("Four thousand zips"), "one of the two");
        let page = browser.get(&format!("{inside}/stories/{story}")).await;
        assert_eq!(page.status, 200);
        for told in ["Solenne calls jackets back", "Four thousand zips", "one.example", "two.example"] {
            assert!(page.body.contains(told), "{told}");
        }
        assert!(!page.body.contains("Solenne opens a shop"));
        for missing in ["999999", "x"] {
            assert_eq!(browser.get(&format!("{inside}/stories/{missing}")).await.status, 404);
        }
    })
    .await;
}

#[tokio::test]
async fn a_story_of_another_workspace_is_not_there() {
    TestApp::each(|t| async move {
        let story = told(&t).await;
        let (elsewhere, boss) = t.another_workspace("Brume").await;
        let mut browser = t.browser_of(boss).await;
        assert_eq!(browser.get(&format!("/w/{elsewhere}/stories/{story}")).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_script_reads_stories() {
    TestApp::each(|t| async move {
        let story = told(&t).await;
        let token = t.token("read").await;
        let mut script = t.stranger().with_token(&token);
        let told: Value = serde_json::from_str(&script.get(&format!("/api/v1/stories/{story}")).await.body).unwrap();
        assert_eq!((&told["id"], &told["copies"], &told["sites"]), (&story.into(), &2.into(), &2.into()));
        assert_eq!(told["documents"].as_array().unwrap().len(), 2);
        assert_ne!(told["first"], told["best"], "the second says more");
        let count: Value = serde_json::from_str(&script.get("/api/v1/mentions/count?by=story").await.body).unwrap();
        assert_eq!(count["count"], 2);
        let all: Value = serde_json::from_str(&script.get("/api/v1/mentions").await.body).unwrap();
        let copied = all["data"].as_array().unwrap().iter().filter(|mention| mention["story"]["copies"] == 2);
        assert_eq!(copied.count(), 2);
        assert_eq!(script.get("/api/v1/stories/999999").await.status, 404);
    })
    .await;
}
