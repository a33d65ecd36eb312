//! The pages of sources, as a browser without scripts meets them.

use axum::{Router, http::header, response::IntoResponse};
use domain::Hat;
use serde_json::json;
use store::source::SourceFilter;
use testkit::{Answer, Browser, TestApp};

/// A site on this machine with a page and the feed it declares.
async fn site() -> String {
    let page = || async {
        ([(header::CONTENT_TYPE, "text/html")], "<link rel=alternate type='application/rss+xml' href='/feed' title='Le blog'>")
            .into_response()
    };
    let feed = || async {
        let xml = "<rss><channel><title>Le blog</title><item><title>Un &lt;script&gt;alert(1)&lt;/script&gt; titre</title>\
                   <link>javascript:alert(1)</link><guid>1</guid><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>";
        ([(header::CONTENT_TYPE, "application/rss+xml")], xml).into_response()
    };
    let router = Router::new().route("/", axum::routing::get(page)).route("/feed", axum::routing::get(feed));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{at}")
}

fn at(t: &TestApp, rest: &str) -> String {
    format!("/w/{}/{rest}", t.workspace)
}

async fn shown(browser: &mut Browser, path: &str) -> Answer {
    browser.get(path).await.expect(200)
}

#[tokio::test]
async fn from_an_address_to_a_source_with_its_first_documents() {
    TestApp::each(|t| async move {
        let site = site().await;
        let mut browser = t.browser().await;
        let empty = shown(&mut browser, &at(&t, "sources")).await;
        assert!(empty.body.contains("Nothing is listened to yet"), "an empty page teaches");
        let found = browser.post(&at(&t, "sources/find"), &[("address", &site)]).await.expect(200);
        assert!(found.body.contains("Le blog") && found.body.contains("1 entry"), "{}", found.body);
        let address = format!("{site}/feed");
        let form = [("pick", "0"), ("address-0", &address), ("title-0", "Le blog"), ("new_folder", "Blogs"), ("kind", "blog")];
        let added = browser.post(&at(&t, "sources"), &form).await.expect(303);
        t.run_due_jobs().await;
        let page = shown(&mut browser, added.location()).await;
        for words in ["Added. The first visit is under way", "As expected", "Blogs", "1 new", "Un titre"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("javascript:alert"), "{}", page.body);
        let list = shown(&mut browser, &at(&t, "sources")).await;
        assert!(list.body.contains("1 as expected") && list.body.contains("Le blog"), "{}", list.body);
        let again = browser.post(&at(&t, "sources/find"), &[("address", &site)]).await.expect(200);
        assert!(again.body.contains("You read this already"));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
    let t = TestApp::new().await;
    let mut browser = t.browser().await;
    let wrong = browser.post(&at(&t, "sources/find"), &[("address", "deux mots")]).await.expect(422);
    assert!(wrong.body.contains("This is not an address of the web") && wrong.body.contains("value=\"deux mots\""));
    let wrong = browser.post(&at(&t, "sources/find"), &[("address", "http://127.0.0.1:1/")]).await.expect(422);
    assert!(wrong.body.contains("did not accept the connection"), "{}", wrong.body);
    assert!(wrong.body.contains("Nothing was added. Try again later."), "what is only looked at is not visited again");
    let none = [("address-0", "https://site.example/feed"), ("title-0", "Le blog"), ("new_folder", "Presse")];
    let wrong = browser.post(&at(&t, "sources"), &none).await.expect(422);
    assert!(wrong.body.contains("Tick at least one feed") && wrong.body.contains("value=\"Presse\""));
    let source = t.source("https://site.example/feed").await;
    let edit = [("title", ""), ("address", "https://site.example/feed"), ("kind", "blog")];
    let wrong = browser.post(&at(&t, &format!("sources/{}/edit", source.id)), &edit).await.expect(422);
    assert!(wrong.body.contains("Please fill this in"));
    let wrong = browser.post_file(&at(&t, "sources/import"), "list", "x.opml", b"").await.expect(422);
    assert!(wrong.body.contains("Choose a file, or paste addresses"));
    let wrong = browser.post_file(&at(&t, "sources/import"), "list", "x.png", b"\x89PNG\r\n\x1a\n\0\0").await.expect(422);
    assert!(wrong.body.contains("neither an OPML file"), "{}", wrong.body);
}

#[tokio::test]
async fn a_list_is_handed_in_and_each_line_answered_for() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let list = b"<opml><body><outline text='A' xmlUrl='https://a.example/feed'/>\n<outline text='=cmd()'/>\n</body></opml>";
        let begun = browser.post_file(&at(&t, "sources/import"), "list", "flux.opml", list).await.expect(303);
        let report = begun.location().to_owned();
        let page = shown(&mut browser, &report).await;
        assert!(page.body.contains("1 of 2") && page.body.contains("<progress"), "{}", page.body);
        t.run_due_jobs().await;
        let page = shown(&mut browser, &report).await;
        for words in ["1 added", "0 known already", "1 refused", "It has no feed address."] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let refused = shown(&mut browser, &format!("{report}?outcome=refused")).await;
        assert!(!refused.body.contains("https://a.example/feed"));
        let csv = shown(&mut browser, &format!("{report}/lines.csv")).await;
        assert!(csv.body.contains("\"'=cmd()\""), "a spreadsheet takes it for text: {}", csv.body);
        let opml = shown(&mut browser, &at(&t, "sources.opml")).await;
        assert!(opml.body.contains("xmlUrl=\"https://a.example/feed\""));
    })
    .await;
}

#[tokio::test]
async fn the_list_is_filtered_paged_and_changed_in_bulk() {
    TestApp::each(|t| async move {
        for n in 0..120 {
            t.source(&format!("https://{}site{n:03}.example/feed", if n % 2 == 0 { "É" } else { "z" })).await;
        }
        let mut browser = t.browser().await;
        let mut seen = 0;
        let mut next = Some(at(&t, "sources"));
        while let Some(path) = next {
            let page = shown(&mut browser, &path).await;
            seen += page.body.matches("name=\"source\"").count();
            let link = page.body.split("rel=\"next\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            next = link.map(|href| href.replace("&#x2f;", "/").replace("&amp;", "&"));
        }
        assert_eq!(seen, 120, "each source is on one page and on one only");
        let one = shown(&mut browser, &at(&t, "sources?words=zsite007&state=new")).await;
        assert_eq!(one.body.matches("name=\"source\"").count(), 1);
        let rows = t.reader().sources(&SourceFilter::default(), 3).await.unwrap();
        let ids: Vec<String> = rows.iter().map(|source| source.id.to_string()).collect();
        let ticked =
            |act| [("source", ids[0].as_str()), ("source", &ids[1]), ("source", &ids[2]), ("act", act), ("new_folder", "Presse")];
        let back = at(&t, "sources?state=new");
        let mut form = ticked("move").to_vec();
        form.push(("return_to", &back));
        assert_eq!(browser.post(&at(&t, "sources/bulk"), &form).await.expect(303).location(), back);
        let list = shown(&mut browser, &back).await;
        assert!(list.body.contains("3 sources were moved") && list.body.contains("Presse"));
        let _ = browser.post(&at(&t, "sources/bulk"), &ticked("remove")).await.expect(303);
        assert_eq!(t.reader().count_sources(&SourceFilter::default()).await.unwrap(), 117);
        let nothing =
            browser.post(&at(&t, "sources/bulk"), &[("act", "remove"), ("return_to", "https://evil.example/")]).await.expect(303);
        assert_eq!(nothing.location(), at(&t, "sources"));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_change_sources_sees_no_buttons_and_is_refused() {
    let t = TestApp::new().await;
    let source = t.source("https://site.example/feed").await;
    let analyst = t.member("ana@solenne.example", &[Hat::Analyst]).await;
    let mut browser = t.browser_of(analyst).await;
    let page = shown(&mut browser, &at(&t, &format!("sources/{}", source.id))).await;
    assert!(!page.body.contains("/pause") && !page.body.contains("/remove"));
    let _ = browser.get(&at(&t, "sources/new")).await.expect(403);
    let _ = browser.get(&at(&t, &format!("sources/{}/edit", source.id))).await.expect(403);
    let _ = browser.post(&at(&t, &format!("sources/{}/remove", source.id)), &[]).await.expect(403);
    let (_, stranger) = t.another_workspace("Karst").await;
    let mut browser = t.browser_of(stranger).await;
    let _ = browser.get(&at(&t, &format!("sources/{}", source.id))).await.expect(404);
}

#[tokio::test]
async fn scripts_do_what_the_pages_do() {
    TestApp::each(|t| async move {
        use axum::http::Method;
        let site = site().await;
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let found = script.json(Method::POST, "/api/v1/sources/find", &json!({ "address": site })).await.expect(200).json();
        let address = found["data"][0]["address"].as_str().unwrap().to_owned();
        let folder = script.json(Method::POST, "/api/v1/folders", &json!({ "name": "Blogs" })).await.expect(201).json();
        let wish = json!({ "address": address, "folder": folder["id"], "kind": "blog" });
        let added = script.json(Method::POST, "/api/v1/sources", &wish).await.expect(201).json();
        let one = format!("/api/v1/sources/{}", added["id"]);
        let taken = script.json(Method::POST, "/api/v1/sources", &wish).await.expect(409).json();
        assert_eq!(taken["code"], "source_taken");
        t.run_due_jobs().await;
        let source = script.get(&one).await.expect(200).json();
        assert_eq!(
            (&source["title"], &source["state"], &source["documents"]),
            (&json!("Le blog"), &json!("as_expected"), &json!(1))
        );
        assert_eq!(source["newest_at"], "2026-11-20T10:00:00Z");
        let visits = script.get(&format!("{one}/visits")).await.expect(200).json();
        assert_eq!(visits["data"][0]["outcome"], "read");
        let _ = script.json(Method::POST, &format!("{one}/pause"), &json!({})).await.expect(204);
        let paused = script.json(Method::POST, &format!("{one}/visit"), &json!({})).await.expect(422).json();
        assert_eq!(paused["code"], "invalid_source_paused");
        let edit = json!({ "address": address, "title": "Mon blog", "language": "fr" });
        assert_eq!(script.json(Method::PUT, &one, &edit).await.expect(200).json()["title"], "Mon blog");
        let lines = b"https://a.example/feed\nhttps://b.example/feed\nrubbish\n".to_vec();
        let import = script.send(Method::POST, "/api/v1/imports", Some("text/plain"), lines).await.expect(202).json();
        t.run_due_jobs().await;
        let at = format!("/api/v1/imports/{}", import["id"]);
        assert_eq!(script.get(&at).await.expect(200).json()["state"], "done");
        let first = script.get(&format!("{at}/lines?limit=2")).await.expect(200).json();
        assert_eq!(first["data"][1]["outcome"], "added");
        let next = script.get(&format!("{at}/lines?limit=2&cursor={}", first["next"].as_str().unwrap())).await.expect(200).json();
        assert_eq!((&next["data"][0]["reason"], &next["next"]), (&json!("bad_address"), &json!(null)));
        let many = json!({ "sources": [added["id"], 999_999], "act": "resume" });
        assert_eq!(script.json(Method::POST, "/api/v1/sources/change", &many).await.expect(200).json()["changed"], 1);
        let page = script.get("/api/v1/sources?limit=2&state=new").await.expect(200).json();
        assert_eq!(page["data"].as_array().unwrap().len(), 2);
        assert!(script.get("/api/v1/sources/opml").await.expect(200).body.contains("Mon blog"));
        let _ = script.json(Method::DELETE, &one, &json!({})).await.expect(204);
        let _ = script.get(&one).await.expect(404);
        let bad = script.send(Method::POST, "/api/v1/sources", Some("application/json"), b"{".to_vec()).await.expect(422).json();
        assert_eq!(bad["code"], "unreadable");
    })
    .await;
}

#[tokio::test]
async fn a_token_that_may_only_read_changes_nothing() {
    use axum::http::Method;
    let t = TestApp::new().await;
    let source = t.source("https://site.example/feed").await;
    let mut script = t.stranger().with_token(&t.token("read").await);
    let _ = script.get("/api/v1/sources").await.expect(200);
    let _ = script.json(Method::DELETE, &format!("/api/v1/sources/{}", source.id), &json!({})).await.expect(403);
    let _ = script.json(Method::POST, "/api/v1/sources/find", &json!({ "address": "http://127.0.0.1:1" })).await.expect(403);
    let _ = t.stranger().get("/api/v1/sources").await.expect(401);
}
