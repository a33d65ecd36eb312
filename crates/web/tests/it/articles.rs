//! Articles: the editor as a plain form, its preview, the check for scripts.

use app::publish::asset_add::NewAsset;
use axum::http::Method;
use serde_json::{Value, json};
use store::{Id, post::Post};
use testkit::TestApp;

use crate::publishing::channel;

const TITLE: &str = "Choisir une veste d’hiver qui dure dix ans";

async fn only_draft(t: &TestApp) -> Id<Post> {
    let drafts = t.reader().drafts(10).await.unwrap();
    assert_eq!(drafts.len(), 1);
    drafts[0].id
}

#[tokio::test]
async fn an_article_is_written_in_its_form_and_comes_back_into_it() {
    TestApp::each(|t| async move {
        let (blog, _social) = (channel(&t, "wordpress", "Blog").await, channel(&t, "bluesky", "Solenne").await);
        let new = NewAsset { name: "crete.jpg".to_owned(), bytes: testkit::photograph(1_600, 900, 1), ..NewAsset::default() };
        let asset = t.app.add_asset(&t.actor(), new).await.unwrap().id.to_string();
        let base = format!("/w/{}", t.workspace);
        let mut browser = t.browser().await;
        let empty = browser.get(&format!("{base}/articles/new")).await.expect(200).body;
        // Only what takes articles is offered.
        assert!(empty.contains("Blog") && !empty.contains("@Solenne@"), "{empty}");
        let (channel, text) = (blog.to_string(), "## Un\r\n\r\n<script>x()</script> [la carte](https://a.example/x)".to_owned());
        let form: Vec<(&str, &str)> = vec![
            ("article", "1"),
            ("version", "0"),
            ("channel", &channel),
            ("title", TITLE),
            ("setting_excerpt", "Courte"),
            ("setting_slug", "Ma Veste"),
            ("text", &text),
            ("product_name", "Écrin"),
            ("product_price", "289,00"),
            ("product_gtin", "6291041500214"),
            ("featured", &asset),
            ("featured_alt", "Une crête"),
            ("author", "Léa"),
            ("act", "save"),
        ];
        let _ = browser.post(&format!("{base}/posts"), &form).await.expect(303);
        let post = only_draft(&t).await;
        let (_, draft) = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap();
        let said = &draft.content;
        assert!(said.article && said.text.starts_with("---\nauthor: Léa\nname: Écrin\nprice: 289,00\n"), "{}", said.text);
        assert!(said.text.ends_with("---\n## Un\n\n<script>x()</script> [la carte](https://a.example/x)"), "{}", said.text);
        assert_eq!((said.media.len(), said.media[0].width, said.settings["excerpt"].as_str()), (1, 1_600, "Courte"));
        let page = browser.get(&format!("{base}/posts/{post}")).await.expect(200).body;
        for part in
            ["value=\"Écrin\"", "6291041500214", "&lt;script&gt;x()", "Ma Veste", "H2", "a digit is mistyped", "thumbnail?of"]
        {
            assert!(page.contains(part), "{part} is not on the page");
        }
        assert!(!page.contains("<script>x()"));
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let report = script.get(&format!("/api/v1/posts/{post}/check")).await.expect(200).json();
        assert!(report["findings"].as_array().unwrap().iter().any(|one| one["code"] == "slug_unclean"), "{report}");
        // It is planned as any post.
        let plan: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| match *name {
                "version" => ("version", "1"),
                "act" => ("act", "plan"),
                _ => (*name, *value),
            })
            .chain([("due_day", "2027-01-05"), ("due_time", "09:00")])
            .collect();
        let _ = browser.post(&format!("{base}/posts/{post}"), &plan).await.expect(303);
        assert_eq!(t.reader().post(post).await.unwrap().unwrap().state, "planned");
    })
    .await;
}

#[tokio::test]
async fn the_form_says_what_it_would_be_and_puts_pictures_in() {
    TestApp::each(|t| async move {
        let new = NewAsset { name: "crete.jpg".to_owned(), bytes: testkit::photograph(1_600, 900, 1), ..NewAsset::default() };
        let asset = t.app.add_asset(&t.actor(), new).await.unwrap().id.to_string();
        let preview = format!("/w/{}/posts/preview", t.workspace);
        let mut browser = t.browser().await;
        let form: [(&str, &str); 3] = [("article", "1"), ("title", TITLE), ("text", "# Encore\n\n![x](https://a.example/1.png)")];
        let drawn: Value = browser.post(&preview, &form).await.expect(200).json();
        let (judged, previews) = (drawn["judged"].as_str().unwrap(), drawn["previews"].as_str().unwrap());
        assert!(judged.contains("“Encore” is a first heading beside the title.") && judged.contains("line 1"), "{judged}");
        // Nothing of another site is shown on a page of ours.
        assert!(previews.contains("shown-h1\">Encore</p>") && !previews.contains("a.example"), "{previews}");
        assert!(drawn.get("fields").is_none());
        let form: [(&str, &str); 5] =
            [("article", "1"), ("text", "Un mot."), ("picked", &asset), ("caret", "3"), ("act", "file")];
        let drawn: Value = browser.post(&preview, &form).await.expect(200).json();
        let fields = drawn["fields"].as_str().unwrap();
        assert!(fields.contains("Un\n\n![](media:1)\n\nmot.") && fields.contains("name=\"file_alt\""), "{fields}");
    })
    .await;
}

#[tokio::test]
async fn scripts_check_articles_in_their_language() {
    TestApp::each(|t| async move {
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let wish = json!({ "text": "---\ntitle: Veste\nprice: cher\n---\n### Loin\n", "language": "fr" });
        let report = script.json(Method::POST, "/api/v1/articles/check", &wish).await.expect(200).json();
        let codes: Vec<&str> = report["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes[..3], ["product_wrong", "product_wrong", "product_wrong"], "{report}");
        assert!(codes.contains(&"heading_skips") && codes.contains(&"description_missing"), "{codes:?}");
        assert_eq!(
            (report["title_px"].as_u64(), report["structured"]["@graph"][1]["@type"].as_str()),
            (Some(52), Some("Product"))
        );
    })
    .await;
}
