//! What is private in foreign texts: words stand in its place on pages, and who may can ask for it.

use domain::hat::Hat;
use testkit::{TestApp, said};

const TEXT: &str = "Solenne never answers, write to jo@mail.example or call 06 12 34 56 78 about order 4711.";

async fn caught(t: &TestApp) -> String {
    t.topic("Solenne", "solenne").await;
    let source = t.source("https://site.example/feed").await;
    let document = said("https://one.example/1", "Solenne and jo@mail.example", TEXT, t.now() - 3);
    t.app.ingest(&t.actor(), &source, vec![document]).await.unwrap();
    let rows = t.reader().stream(&store::stream::StreamFilter::default(), None, 9).await.unwrap();
    assert_eq!((rows.len(), rows[0].text.as_str()), (1, TEXT), "what is kept is never altered");
    format!("/w/{}/mentions/{}", t.workspace, rows[0].id)
}

fn says_nothing_private(page: &str) -> bool {
    !page.contains("jo@mail.example") && !page.contains("06 12 34")
}

#[tokio::test]
async fn pages_mask_what_is_private_until_somebody_who_may_asks_for_it() {
    TestApp::each(|t| async move {
        let mention = caught(&t).await;
        let inside = format!("/w/{}", t.workspace);
        let mut browser = t.browser().await;
        for page in ["/mentions", "/archive?words=solenne", "/topics/1", "/today"].map(|page| format!("{inside}{page}")) {
            let shown = browser.get(&page).await.expect(200).body;
            assert!(says_nothing_private(&shown), "{page}");
        }
        let masked = browser.get(&mention).await.expect(200).body;
        assert!(says_nothing_private(&masked) && masked.contains("order 4711"));
        assert_eq!(masked.matches("<span class=\"private\">").count(), 3, "one in the title, two in the text");
        assert!(masked.contains("?private=shown\"") && masked.contains("Show personal data"));
        for page in ["/mentions", "/topics/1"].map(|page| format!("{inside}{page}")) {
            let shown = browser.get(&page).await.expect(200).body;
            assert!(shown.contains("?private=shown\""), "{page} has the button");
        }
        for asked in
            [&mention, &format!("{inside}/mentions"), &format!("{inside}/topics/1")].map(|page| format!("{page}?private=shown"))
        {
            let whole = browser.get(&asked).await.expect(200).body;
            assert!(whole.contains("jo@mail.example") && whole.contains("06 12 34 56 78"), "{asked}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_may_not_treat_mentions_cannot_ask() {
    TestApp::each(|t| async move {
        let mention = caught(&t).await;
        let analyst = t.member("ana@solenne.example", &[Hat::Analyst]).await;
        let page = t.browser_of(analyst).await.get(&format!("{mention}?private=shown")).await.expect(200).body;
        assert!(says_nothing_private(&page) && !page.contains("Show personal data"));
    })
    .await;
}

#[tokio::test]
async fn an_owner_chooses_for_the_workspace() {
    TestApp::each(|t| async move {
        let mention = caught(&t).await;
        let settings = format!("/w/{}/settings", t.workspace);
        let analyst = t.member("ana@solenne.example", &[Hat::Analyst]).await;
        let mut theirs = t.browser_of(analyst).await;
        assert_eq!(theirs.post(&format!("{settings}/private"), &[("on", "0")]).await.status, 403);
        let mut browser = t.browser().await;
        assert_eq!(browser.post(&format!("{settings}/private"), &[("on", "0")]).await.status, 303);
        assert!(theirs.get(&mention).await.expect(200).body.contains("jo@mail.example"));
        assert_eq!(browser.post(&format!("{settings}/private"), &[("on", "1")]).await.status, 303);
        assert!(says_nothing_private(&theirs.get(&mention).await.expect(200).body));
        assert!(browser.get(&settings).await.expect(200).body.contains("Show on pages"));
    })
    .await;
}

#[tokio::test]
async fn the_next_part_of_a_list_shows_what_the_first_was_asked_to_show() {
    let t = TestApp::new().await;
    t.topic("Solenne", "solenne").await;
    let source = t.source("https://site.example/feed").await;
    let documents = (0..80)
        .map(|n| said(&format!("https://site.example/{n}"), "Solenne", "Écrivez à jo@mail.example", t.now() - 1_000_000 * n));
    t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
    let mut browser = t.browser().await;
    let next = |page: &str| {
        let plain = page.replace("&#x2f;", "/").replace("&amp;", "&");
        plain.split('"').find(|part| part.contains("/mentions?") && part.contains("after=")).expect("a next part").to_owned()
    };
    let list = format!("/w/{}/mentions", t.workspace);
    let shown = next(&browser.get(&format!("{list}?private=shown")).await.expect(200).body);
    assert!(shown.contains("private=shown"), "{shown}");
    assert!(browser.get(&shown).await.expect(200).body.contains("jo@mail.example"), "{shown}");
    let masked = next(&browser.get(&list).await.expect(200).body);
    assert!(!masked.contains("private"), "{masked}");
}
