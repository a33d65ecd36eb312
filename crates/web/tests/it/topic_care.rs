//! A topic looked after, as pages and for scripts: texts, what an edit changes, labels, what was missed and why, queries of other tools.

use axum::http::Method;
use domain::Hat;
use serde_json::json;
use store::topic::Topic;
use testkit::{Browser, TestApp, said};

async fn tell(t: &TestApp, documents: &[(&str, &str)]) {
    let source = t.source("https://site.example/feed").await;
    let documents = documents.iter().enumerate().map(|(at, (title, text))| {
        let place = i64::try_from(at).unwrap();
        said(&format!("https://site.example/{at}"), title, text, t.now() - 1_000_000 * place)
    });
    t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
}

/// A topic, what it caught, and its pages.
async fn begun(t: &TestApp) -> (Topic, Browser, String) {
    let topic = t.topic("Marque", "solenne").await;
    tell(t, &[("La veste Solenne", "Chaude."), ("Solenne, un <b>prénom", "Rare."), ("Le manteau Karst", "Bien coupé.")]).await;
    let own = format!("/w/{}/topics/{}", t.workspace, topic.id);
    (topic, t.browser().await, own)
}

async fn document(t: &TestApp, n: usize) -> i64 {
    t.app.find_documents(&t.actor(), &format!("https://site.example/{n}")).await.unwrap()[0].id.get()
}

#[tokio::test]
async fn an_edit_shows_what_it_gains_and_loses_before_it_is_saved_with_a_reason_and_taken_back() {
    TestApp::each(|t| async move {
        let (_, mut browser, own) = begun(&t).await;
        let edited = "(solenne OR karst) NOT prénom";
        let form = [("by", "query"), ("name", "Marque"), ("kind", "theme"), ("query", edited), ("reason", "des <prénoms>")];
        let mut compared = form.to_vec();
        compared.push(("act", "try"));
        let page = browser.post(&format!("{own}/edit"), &compared).await.expect(200);
        assert!(
            page.body.contains("Nothing is saved yet") && page.body.contains("One document is caught as before"),
            "{}",
            page.body
        );
        assert!(page.body.contains("Le manteau <mark>Karst</mark>") && page.body.contains("<ins>"), "{}", page.body);
        assert!(page.body.contains("<mark>Solenne</mark>, un &lt;b&gt;prénom"));
        assert!(page.body.contains("des &lt;prénoms&gt;"), "what was typed stays");
        let _ = browser.post(&format!("{own}/edit"), &form).await.expect(303);
        let page = browser.get(&format!("{own}/versions")).await.expect(200);
        assert!(page.body.contains("Text 2") && page.body.contains("des &lt;prénoms&gt;"), "{}", page.body);
        assert!(page.body.contains("<ins><span class=\"hidden\">put in: </span>"), "{}", page.body);
        let back = browser.post(&format!("{own}/revert"), &[("version", "1"), ("reason", "")]).await.expect(303);
        assert_eq!(back.location(), format!("{own}/versions"));
        let page = browser.get(back.location()).await.expect(200);
        assert!(page.body.contains("Text 1 listens again") && page.body.contains("takes up text 1 again"), "{}", page.body);
        let _ = browser.post(&format!("{own}/revert"), &[("version", "1")]).await.expect(303);
        let page = browser.get(&format!("{own}/versions")).await.expect(200);
        assert!(page.body.contains("This text is the one that listens now"), "{}", page.body);
        let _ = browser.post(&format!("{own}/revert"), &[("version", "77")]).await.expect(404);
        let long = "x".repeat(301);
        let page = browser
            .post(
                &format!("{own}/edit"),
                &[("by", "query"), ("name", "Marque"), ("kind", "theme"), ("query", "zip"), ("reason", &long)],
            )
            .await
            .expect(422);
        assert!(page.body.contains("at most 300 characters") && page.body.contains(&long));
    })
    .await;
}

#[tokio::test]
async fn a_mention_is_labelled_by_its_buttons_and_a_wrong_one_proposes_its_exclusion() {
    TestApp::each(|t| async move {
        let (topic, mut browser, own) = begun(&t).await;
        let stream = format!("/w/{}/mentions?topic={}", t.workspace, topic.id);
        let page = browser.get(&stream).await.expect(200);
        assert_eq!(page.body.matches("data-key=\"p\" data-label=\"relevant\"").count(), 2, "{}", page.body);
        let (right, wrong) = (document(&t, 0).await, document(&t, 1).await);
        let label = |document: i64| format!("{own}/labels/{document}");
        let back = browser.post(&label(right), &[("label", "relevant"), ("return_to", &stream)]).await.expect(303);
        assert_eq!(back.location(), stream);
        let _ = browser.post(&label(wrong), &[("label", "irrelevant")]).await.expect(303);
        let page = browser.get(&stream).await.expect(200);
        assert_eq!(page.body.matches("data-label=\"relevant\" aria-pressed=\"true\"").count(), 1, "{}", page.body);
        let page = browser.get(&format!("{stream}&label=irrelevant")).await.expect(200);
        assert_eq!(page.body.matches("data-mention=").count(), 1, "{}", page.body);
        let page = browser.get(&format!("{own}/versions")).await.expect(200);
        assert!(page.body.contains("50%") && page.body.contains("95% interval: 9% to 91%"), "{}", page.body);
        assert!(page.body.contains("catches 1 of 1 judged relevant"));
        // The wrong one offers its own words; one click opens the editor with what that would change.
        let page = browser.get(&format!("/w/{}/mentions/{wrong}", t.workspace)).await.expect(200);
        assert!(page.body.contains("NOT prénom") && page.body.contains("found it off topic for “Marque”"), "{}", page.body);
        let page = browser.get(&format!("{own}/edit?exclude=pr%C3%A9nom")).await.expect(200);
        assert!(page.body.contains("solenne NOT prenom</textarea>"), "{}", page.body);
        assert!(page.body.contains("of the judged ones: 0 relevant, 1 off topic"), "{}", page.body);
        assert_eq!(t.reader().topic(topic.id).await.unwrap().unwrap().query, "solenne");
        // Pressed again, the word is taken back.
        let _ = browser.post(&label(wrong), &[("label", "none")]).await.expect(303);
        let page = browser.get(&format!("{stream}&label=irrelevant")).await.expect(200);
        assert_eq!(page.body.matches("data-mention=").count(), 0);
        let analyst = t.member("nora@solenne.example", &[Hat::Analyst]).await;
        let mut reading = t.browser_of(analyst).await;
        assert!(!reading.get(&stream).await.expect(200).body.contains("data-labels"));
        let _ = reading.post(&label(right), &[("label", "none")]).await.expect(403);
        let _ = browser.post(&format!("{own}/labels/999999"), &[("label", "relevant")]).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_form_topic_takes_an_exclusion_into_its_form() {
    TestApp::each(|t| async move {
        tell(&t, &[("La veste Solenne", "Chaude."), ("Solenne, un prénom", "Rare.")]).await;
        let mut browser = t.browser().await;
        let fields = [("by", "form"), ("name", "Marque"), ("kind", "own_brand"), ("names", "Solenne")];
        let own = browser.post(&format!("/w/{}/topics/new", t.workspace), &fields).await.expect(303).location().to_owned();
        let page = browser.get(&format!("{own}/edit?exclude=prénom")).await.expect(200);
        assert!(page.body.contains("prénom</textarea>") && page.body.contains("Nothing is saved yet"), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn why_a_document_was_not_caught_is_drawn_and_near_misses_are_listed() {
    TestApp::each(|t| async move {
        tell(&t, &[("Solenne ouvre", "Un <magasin>."), ("La veste Solenne", "Chaude."), ("Neige", "Il neige.")]).await;
        let topic = t.topic("Marque", "solenne AND veste NOT prénom").await;
        let own = format!("/w/{}/topics/{}", t.workspace, topic.id);
        let mut browser = t.browser().await;
        let page = browser.get(&format!("{own}/why")).await.expect(200);
        assert!(page.body.contains("name=\"about\""));
        let page = browser.get(&format!("{own}/why?about=https%3A%2F%2Fsite.example%2F0")).await.expect(200);
        assert!(
            page.body.contains("The topic does not catch it") && page.body.contains("this one: it is not in this text"),
            "{}",
            page.body
        );
        assert_eq!(page.body.matches("clause-killer").count(), 1);
        let page = browser.get(&format!("{own}/why?about=solenne")).await.expect(200);
        assert!(page.body.contains("Which one?") && page.body.matches("data-mention=").count() == 2, "{}", page.body);
        assert_eq!(page.body.matches("why?document=").count(), 2, "each choice leads to its tree: {}", page.body);
        let page = browser.get(&format!("{own}/why?about=%28solenne")).await.expect(200);
        assert!(page.body.contains("query-problems"), "{}", page.body);
        let page = browser.get(&format!("{own}/why?about=inou%C3%AF")).await.expect(200);
        assert!(page.body.contains("no source brought it"), "{}", page.body);
        let _ = browser.get(&format!("{own}/why?document=999999")).await.expect(404);
        let page = browser.get(&format!("{own}/missed")).await.expect(200);
        assert!(page.body.contains("Stood in the way:") && page.body.contains("Solenne</mark> ouvre"), "{}", page.body);
        assert_eq!(page.body.matches("data-mention=").count(), 1);
        let page = browser.get(&format!("{own}/leaves")).await.expect(200);
        assert!(page.body.contains("<meter") && page.body.contains("in one document"), "{}", page.body);
        let read = browser.get(&format!("/w/{}/mentions/{}", t.workspace, document(&t, 0).await)).await.expect(200);
        assert!(read.body.contains("&#x2f;why?document="), "{}", read.body);
    })
    .await;
}

#[tokio::test]
async fn queries_of_another_tool_are_shown_before_topics_are_made_of_them() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let import = format!("/w/{}/topics/import", t.workspace);
        assert!(browser.get(&import).await.expect(200).body.contains("Brandwatch"));
        let form = |fields: &[(&str, &str)]| -> Vec<u8> {
            let parts = fields
                .iter()
                .map(|(name, value)| format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
            (parts.collect::<String>() + "--cut--\r\n").into_bytes()
        };
        const KIND: Option<&str> = Some("multipart/form-data; boundary=cut");
        let list = "name;query\nMarque;(solenne OR karst) NEAR/3 veste\nFaux <b>;(solenne AND";
        let body = form(&[("dialect", "Brandwatch"), ("shape", "list"), ("pasted", list), ("kind", "theme")]);
        let page = browser.send(Method::POST, &import, KIND, body).await.expect(200);
        assert!(page.body.contains("2 queries were read") && page.body.contains("q-problem"), "{}", page.body);
        assert!(page.body.contains("name=\"line-2-take\"") && !page.body.contains("name=\"line-3-take\""), "{}", page.body);
        assert!(t.reader().topics().await.unwrap().is_empty());
        let body = form(&[
            ("dialect", "Brandwatch"),
            ("kind", "competitor"),
            ("line-2-name", "Notre marque"),
            ("line-2-query", "(solenne OR karst) NEAR/3 veste"),
            ("line-2-take", "1"),
            ("line-3-name", "Faux"),
            ("line-3-query", "(solenne AND"),
            ("act", "make"),
        ]);
        let page = browser.send(Method::POST, &import, KIND, body).await.expect(200);
        assert!(page.body.contains("One topic was made"), "{}", page.body);
        let topics = t.reader().topics().await.unwrap();
        assert_eq!((topics.len(), topics[0].name.as_str(), topics[0].kind.as_str()), (1, "Notre marque", "competitor"));
        let page = browser.send(Method::POST, &import, KIND, form(&[("act", "make")])).await.expect(422);
        assert!(page.body.contains("Paste a query or choose a file first"), "{}", page.body);
        let unticked = form(&[("dialect", "X"), ("line-4-name", "Zip"), ("line-4-query", "zip lang:fr"), ("act", "make")]);
        let page = browser.send(Method::POST, &import, KIND, unticked).await.expect(422);
        assert!(page.body.contains("tick at least one") && page.body.contains("value=\"zip lang:fr\""), "{}", page.body);
        let page = browser.post_file(&import, "file", "list.csv", b"Marque;solenne\nAutre;karst").await.expect(200);
        assert!(page.body.contains("2 queries were read"), "{}", page.body);
        let analyst = t.member("nora@solenne.example", &[Hat::Analyst]).await;
        let mut reading = t.browser_of(analyst).await;
        let _ = reading.get(&import).await.expect(403);
        let _ = reading.send(Method::POST, &import, KIND, form(&[("pasted", "a")])).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn scripts_look_after_a_topic_too() {
    TestApp::each(|t| async move {
        let (topic, _, _) = begun(&t).await;
        let secret = t.token("write").await;
        let mut script = t.stranger().with_token(&secret);
        let own = format!("/api/v1/topics/{}", topic.id);
        let edited = "(solenne OR karst) NOT prénom";
        let compared =
            script.get(&format!("{own}/compare?query=%28solenne%20OR%20karst%29%20NOT%20pr%C3%A9nom")).await.expect(200).json();
        assert_eq!((&compared["gained"]["documents"], &compared["lost"]["documents"]), (&json!(1), &json!(1)));
        let saved = json!({ "name": "Marque", "kind": "theme", "query": edited, "reason": "des prénoms" });
        let _ = script.json(Method::PUT, &own, &saved).await.expect(200);
        for (n, relevant) in [(0, true), (1, false)] {
            let label = format!("{own}/labels/{}", document(&t, n).await);
            let _ = script.json(Method::PUT, &label, &json!({ "relevant": relevant })).await.expect(204);
        }
        let labels = script.get(&format!("{own}/labels?limit=1")).await.expect(200).json();
        assert_eq!((labels["data"].as_array().unwrap().len(), labels["next"].is_string()), (1, true));
        let cursor = labels["next"].as_str().unwrap().replace('[', "%5B").replace(']', "%5D");
        let rest = script.get(&format!("{own}/labels?limit=1&cursor={cursor}")).await.expect(200).json();
        assert_ne!(rest["data"][0]["document"], labels["data"][0]["document"]);
        let versions = script.get(&format!("{own}/versions")).await.expect(200).json();
        let now = &versions["data"][0];
        assert_eq!(
            (now["reason"].as_str(), now["precision"]["held"].as_i64(), now["precision"]["of"].as_i64()),
            (Some("des prénoms"), Some(1), Some(1))
        );
        assert!(now["changes"].as_array().unwrap().iter().any(|piece| piece["change"] == "new"));
        let _ = script.json(Method::POST, &format!("{own}/revert"), &json!({ "version": 1 })).await.expect(204);
        let refused = script.json(Method::POST, &format!("{own}/revert"), &json!({ "version": 1 })).await.expect(422).json();
        assert_eq!(refused["code"], "invalid_version_current");
        let told = script.get(&format!("{own}/explain?address=https%3A%2F%2Fsite.example%2F2")).await.expect(200).json();
        assert_eq!((told["holds"].as_bool(), told["obstacle"]["clause"].as_str()), (Some(false), Some("solenne")));
        let leaves = script.get(&format!("{own}/leaves")).await.expect(200).json();
        assert_eq!((leaves["judged"].as_i64(), leaves["tree"]["documents"].as_i64()), (Some(2), Some(2)));
        let words = script.get(&format!("{own}/exclusions?document={}", document(&t, 1).await)).await.expect(200).json();
        assert!(words["data"].as_array().unwrap().iter().any(|one| one["word"] == "prénom"), "{words}");
        assert!(script.get(&format!("{own}/missed")).await.expect(200).json()["data"].as_array().unwrap().is_empty());
        let found = script.get("/api/v1/archive?query=karst").await.expect(200).json();
        assert_eq!((found["data"][0]["title"].as_str(), found["next"].is_null()), (Some("Le manteau Karst"), true));
        let _ =
            script.send(Method::DELETE, &format!("{own}/labels/{}", document(&t, 1).await), None, Vec::new()).await.expect(204);
        let queries =
            json!({ "dialect": "x", "queries": [{ "name": "X", "query": "solenne lang:fr" }, { "name": "Y", "query": "(" }] });
        let converted = script.get("/api/v1/queries/convert?dialect=x&query=solenne%20lang%3Afr").await.expect(200).json();
        assert_eq!(converted["query"], "solenne AND lang:fr");
        let made = script.json(Method::POST, "/api/v1/topics/import", &queries).await.expect(200).json();
        assert!(made["data"][0]["topic"].is_i64() && made["data"][1]["code"] == "query", "{made}");
        let _ = script.get("/api/v1/topics/999999/versions").await.expect(404);
        let mut reading = t.stranger().with_token(&t.token("read").await);
        let _ = reading.json(Method::POST, "/api/v1/topics/import", &queries).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn the_archive_answers_whatever_was_caught_and_goes_on() {
    TestApp::each(|t| async move {
        let (_, mut browser, own) = begun(&t).await;
        let archive = format!("/w/{}/archive", t.workspace);
        let page = browser.get(&archive).await.expect(200);
        assert!(page.body.contains("name=\"words\"") && !page.body.contains("data-mention="));
        let page = browser.get(&format!("{archive}?words=solenne+OR+karst")).await.expect(200);
        assert_eq!(page.body.matches("data-mention=").count(), 3, "{}", page.body);
        // What a topic caught says so; what none did is there all the same.
        assert_eq!(page.body.matches(">Marque</span></a>").count(), 2, "{}", page.body);
        let page = browser.get(&format!("{archive}?words=%28")).await.expect(200);
        assert!(page.body.contains("query-problems"), "{}", page.body);
        let page = browser.get(&format!("{archive}?words=inou%C3%AF")).await.expect(200);
        assert!(page.body.contains("Nothing says this"), "{}", page.body);
        // From there to a topic, and the editor knows what may be written.
        let page = browser.get(&format!("/w/{}/topics/new?query=solenne+NOT+%3Cb%3E", t.workspace)).await.expect(200);
        assert!(page.body.contains("solenne NOT &lt;b&gt;</textarea>"), "{}", page.body);
        assert!(page.body.contains("&quot;topics&quot;:[&quot;Marque&quot;]"), "{}", page.body);
        let page = browser.get(&format!("{own}/edit?by=query")).await.expect(200);
        assert!(page.body.contains("&quot;topics&quot;:[]"), "a topic does not name itself");
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_judged_much_says_how_far_it_looked() {
    TestApp::each(|t| async move {
        t.topic("Tout", "zip").await;
        let source = t.source("https://site.example/feed").await;
        for part in 0..5_i64 {
            let documents = (0..500_i64).map(|n| {
                let at = t.now() - (part * 500 + n) * 1_000_000;
                said(&format!("https://site.example/{part}/{n}"), "Le zip", "Il casse loin du début.", at)
            });
            t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        }
        let mut browser = t.browser().await;
        for path in ["mentions?words=%22casse+zip%22", "archive?words=%22casse+zip%22"] {
            let page = browser.get(&format!("/w/{}/{path}", t.workspace)).await.expect(200);
            assert!(
                page.body.contains("Searched back to 21 Nov 2026") && page.body.contains("Go on searching"),
                "{path}: {}",
                page.body
            );
        }
    })
    .await;
}
