//! Topics, the stream and mentions, as pages and for scripts.

use axum::http::Method;
use domain::Hat;
use serde_json::json;
use store::stream::StreamFilter;
use testkit::{TestApp, said};

async fn tell(t: &TestApp, documents: &[(&str, &str)]) {
    let source = t.source("https://site.example/feed").await;
    let documents = documents.iter().enumerate().map(|(at, (title, text))| {
        let place = i64::try_from(at).unwrap();
        said(&format!("https://site.example/{at}"), title, text, t.now() - 1_000_000 * place)
    });
    t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
}

async fn first(t: &TestApp) -> i64 {
    t.reader().stream(&StreamFilter::default(), None, 1).await.unwrap()[0].id.get()
}

#[tokio::test]
async fn a_topic_is_made_by_the_form_tried_and_found_again() {
    TestApp::each(|t| async move {
        tell(&t, &[("La veste Solenne", "Chaude."), ("Solenne, un prénom", "Rare.")]).await;
        let mut browser = t.browser().await;
        let new = format!("/w/{}/topics/new", t.workspace);
        assert!(browser.get(&new).await.expect(200).body.contains("name=\"names\""));
        let fields = [
            ("by", "form"),
            ("name", "Solenne"),
            ("kind", "own_brand"),
            ("names", "Solenne"),
            ("exclude", "prénom\r\nsaxophone"),
        ];
        let mut tried = fields.to_vec();
        tried.push(("act", "try"));
        let page = browser.post(&new, &tried).await.expect(200);
        assert!(page.body.contains("One document of the last 30 days"), "{}", page.body);
        assert!(page.body.contains("<span class=\"q-not\">NOT</span>") && page.body.contains("<mark>Solenne</mark>"));
        assert!(t.reader().topics().await.unwrap().is_empty());
        let saved = browser.post(&new, &fields).await.expect(303);
        let topic = saved.location().to_owned();
        t.app.run_due_jobs().await.unwrap();
        let page = browser.get(&topic).await.expect(200);
        assert!(page.body.contains("La veste <mark>Solenne</mark>"), "{}", page.body);
        assert!(!page.body.contains("un prénom</a>"));
        let listen = format!("/w/{}/listen", t.workspace);
        assert!(browser.get(&listen).await.expect(200).body.contains(">Solenne</a>"));
        let _ = browser.post(&format!("{topic}/archive"), &[]).await.expect(303);
        let page = browser.get(&listen).await.expect(200);
        assert!(page.body.contains("Topics that listen no more"), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_query_comes_back_with_the_places_and_nothing_typed_lost() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let new = format!("/w/{}/topics/new", t.workspace);
        let page = browser
            .post(&new, &[("by", "query"), ("name", "Zip <b>"), ("kind", "theme"), ("query", "zip AND (")])
            .await
            .expect(422);
        assert!(page.body.contains("data-start=\"") && page.body.contains("zip AND (</textarea>"), "{}", page.body);
        assert!(page.body.contains("Zip &lt;b&gt;"));
        let checked =
            browser.post(&format!("/w/{}/topics/check", t.workspace), &[("query", "lagn:fr zip")]).await.expect(200).json();
        assert_eq!(checked["problems"][0]["severity"], "error");
        let checked = browser.post(&format!("/w/{}/topics/check", t.workspace), &[("query", "zip")]).await.expect(200).json();
        assert_eq!(checked["summary"], "Nothing of the last 30 days");
    })
    .await;
}

#[tokio::test]
async fn the_stream_keeps_its_filter_in_the_address() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne").await;
        let mut documents: Vec<(String, String)> =
            (0..60).map(|n| (format!("Solenne numéro {n}"), "Un zip.".to_owned())).collect();
        documents.push(("Solenne sans".to_owned(), "Rien.".to_owned()));
        let borrowed: Vec<(&str, &str)> = documents.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
        tell(&t, &borrowed).await;
        let mut browser = t.browser().await;
        let address = format!("/w/{}/mentions?topic={}&period=7d&words=zip", t.workspace, topic.id);
        let page = browser.get(&address).await.expect(200);
        assert!(page.body.contains("60 mentions"), "{}", page.body);
        assert_eq!(page.body.matches("data-mention=").count(), 40);
        let next = page
            .body
            .split("rel=\"next\" href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .replace("&amp;", "&")
            .replace("&#x2f;", "/");
        assert!(next.contains("words=zip") && next.contains("after="), "{next}");
        let rest = browser.get(&next).await.expect(200);
        assert_eq!(rest.body.matches("data-mention=").count(), 20);
        assert!(!rest.body.contains("rel=\"next\""));
        let csv = browser.get(&format!("/w/{}/mentions.csv?words=zip", t.workspace)).await.expect(200);
        assert_eq!(csv.body.matches("\r\n").count(), 61);
        let wrong = browser.get(&format!("/w/{}/mentions?words=%28zip", t.workspace)).await.expect(200);
        assert_eq!(wrong.body.matches("data-mention=").count(), 0);
        assert!(wrong.body.contains("query-problems"));
    })
    .await;
}

#[tokio::test]
async fn mentions_are_treated_by_buttons_and_hats_decide() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        tell(&t, &[("Solenne", "Un <zip>.")]).await;
        let id = first(&t).await;
        let mut browser = t.browser().await;
        let own = format!("/w/{}/mentions/{id}", t.workspace);
        for act in ["star", "done"] {
            let answer = browser.post(&format!("{own}/{act}"), &[("return_to", &own)]).await.expect(303);
            assert_eq!(answer.location(), own);
        }
        let answer = browser.post(&format!("{own}/unstar"), &[("return_to", "https://evil.example/")]).await.expect(303);
        assert_eq!(answer.location(), "/");
        let _ = browser.post(&format!("{own}/tag"), &[("tag", "à suivre")]).await.expect(303);
        let _ = browser.post(&format!("{own}/notes"), &[("note", "Appeler <demain>.")]).await.expect(303);
        let mut script = t.stranger().with_token(&t.token("read").await);
        let notes = script.get(&format!("/api/v1/mentions/{id}/notes")).await.expect(200).json();
        assert_eq!(notes["data"][0]["text"], "Appeler <demain>.");
        let long = "x".repeat(10_001);
        let back = browser.post(&format!("{own}/notes"), &[("note", &long)]).await.expect(422);
        assert!(back.body.contains(&long));
        let page = browser.get(&own).await.expect(200);
        assert!(page.body.contains("Appeler &lt;demain&gt;.") && page.body.contains("à suivre"), "{}", page.body);
        assert!(page.body.contains("marked it done") && page.body.contains("wrote a note"));
        let analyst = t.member("nora@solenne.example", &[Hat::Analyst]).await;
        let mut reading = t.browser_of(analyst).await;
        let page = reading.get(&own).await.expect(200);
        assert!(!page.body.contains(&format!("{own}/tag")));
        let _ = reading.post(&format!("{own}/star"), &[]).await.expect(403);
        let _ = reading.post(&format!("/w/{}/topics/new", t.workspace), &[("name", "a"), ("query", "zip")]).await.expect(403);
        let _ = browser.get(&format!("/w/{}/mentions/999999", t.workspace)).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_view_is_saved_opened_and_removed() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let views = format!("/w/{}/views", t.workspace);
        let refused = browser.post(&views, &[("name", "À traiter"), ("filter", "state=opne")]).await.expect(422);
        assert!(
            refused.body.contains("state") && refused.body.contains("opne"),
            "a slip would show everything: {}",
            refused.body
        );
        let answer = browser.post(&views, &[("name", "À traiter"), ("filter", "state=open")]).await.expect(303);
        assert!(answer.location().contains("state=open"));
        let view = t.reader().views().await.unwrap().remove(0);
        assert_eq!(view.filter, "state=open");
        assert_eq!(
            browser.get(&format!("{views}/{}", view.id)).await.expect(303).location(),
            format!("/w/{}/mentions?state=open", t.workspace)
        );
        let _ = browser.post(&views, &[("name", "À traiter"), ("filter", "")]).await.expect(303);
        assert_eq!(t.reader().views().await.unwrap().len(), 1);
        let _ = browser.post(&format!("{views}/{}/remove", view.id), &[]).await.expect(303);
        assert!(t.reader().views().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn pages_speak_french_to_who_reads_french() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        tell(&t, &[("Solenne", "Un zip.")]).await;
        let user = t.store.user(t.owner).await.unwrap().unwrap();
        let tx = t.store.begin().await.unwrap();
        tx.save_user(&store::access::User { language: "fr".to_owned(), ..user }).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = t.browser().await;
        let id = first(&t).await;
        for (path, words) in [
            ("listen".to_owned(), "Ce qui vient d’être dit"),
            ("mentions".to_owned(), "1 mention"),
            (format!("mentions/{id}"), "Pourquoi elle est ici"),
            ("topics/new".to_owned(), "À ne pas confondre avec"),
            ("topics/1".to_owned(), "Depuis"),
        ] {
            let page = browser.get(&format!("/w/{}/{path}", t.workspace)).await;
            assert!(page.body.contains(words) || path == "topics/1", "{path}: {}", page.body);
            assert!(!page.body.contains("topics-") || !page.body.contains(">topics-"), "{path} lacks a word");
            assert!(!page.body.contains(">mentions-"), "{path} lacks a word");
        }
    })
    .await;
}

#[tokio::test]
async fn scripts_can_do_what_the_pages_can() {
    TestApp::each(|t| async move {
        tell(&t, &[("La veste Solenne", "Chaude."), ("Solenne 2", "Froide.")]).await;
        let secret = t.token("write").await;
        let mut script = t.stranger().with_token(&secret);
        let made = script
            .json(Method::POST, "/api/v1/topics", &json!({ "name": "Solenne", "kind": "own_brand", "query": "solenne" }))
            .await
            .expect(201)
            .json();
        let topic = made["id"].as_i64().unwrap();
        t.app.run_due_jobs().await.unwrap();
        let page = script.get("/api/v1/mentions?limit=1").await.expect(200).json();
        assert_eq!(page["data"][0]["title"], "La veste Solenne");
        assert_eq!(page["data"][0]["topics"][0]["id"], topic);
        let cursor = page["next"].as_str().unwrap().replace('"', "%22");
        let page = script.get(&format!("/api/v1/mentions?limit=1&cursor={cursor}")).await.expect(200).json();
        assert_eq!((page["data"][0]["title"].as_str(), page["next"].as_str()), (Some("Solenne 2"), None));
        let id = page["data"][0]["id"].as_i64().unwrap();
        let treated = script
            .json(Method::POST, "/api/v1/mentions/treat", &json!({ "mentions": [id], "act": "tag", "tag": "vu" }))
            .await
            .expect(200)
            .json();
        assert_eq!(treated["treated"], 1);
        assert_eq!(script.get(&format!("/api/v1/mentions/{id}")).await.expect(200).json()["tags"][0], "vu");
        assert_eq!(script.get("/api/v1/mentions/count?tag=vu").await.expect(200).json()["count"], 1);
        assert_eq!(script.get("/api/v1/queries/try?query=froide").await.expect(200).json()["caught"], 1);
        let checked = script.get("/api/v1/queries/check?query=%28froide").await.expect(200).json();
        assert_eq!((checked["query"].as_str(), checked["problems"][0]["severity"].as_str()), (None, Some("error")));
        let refused = script
            .json(Method::POST, "/api/v1/topics", &json!({ "name": "a", "kind": "theme", "query": "(" }))
            .await
            .expect(422)
            .json();
        assert!(refused["problems"][0]["message"].is_string(), "{refused}");
        let _ = script.json(Method::POST, "/api/v1/topics", &json!([])).await.expect(422);
        let saved = script
            .json(
                Method::PUT,
                &format!("/api/v1/topics/{topic}"),
                &json!({ "name": "Solenne", "kind": "own_brand", "form": { "names": ["Solenne"], "exclude": ["prénom"] } }),
            )
            .await
            .expect(200)
            .json();
        assert_eq!(saved["version"], 2);
        let _ = script.send(Method::DELETE, &format!("/api/v1/topics/{topic}"), None, Vec::new()).await.expect(204);
        let _ = script.get(&format!("/api/v1/topics/{topic}")).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_damaged_database_is_told_and_what_to_do() {
    let t = TestApp::new().await;
    tell(&t, &[("La veste Solenne", "Chaude.")]).await;
    t.behind_its_back("DELETE FROM document_words_data WHERE id > 10").await;
    let mut browser = t.browser().await;
    let fields = [("by", "form"), ("name", "Solenne"), ("kind", "own_brand"), ("names", "Solenne"), ("act", "try")];
    let page = browser.post(&format!("/w/{}/topics/new", t.workspace), &fields).await.expect(500);
    assert!(page.body.contains("The database is damaged") && page.body.contains("parvis reindex"), "{}", page.body);
    let mut script = t.stranger().with_token(&t.token("read,write").await);
    let found = script.get("/api/v1/archive?query=Solenne").await.expect(500).json();
    assert_eq!(found["code"], "database_damaged");
    // What does not need the index is there.
    let _list = browser.get(&format!("/w/{}/mentions", t.workspace)).await.expect(200);
}

#[tokio::test]
async fn what_a_form_cannot_ask_as_it_was_written_is_told() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let new = format!("/w/{}/topics/new", t.workspace);
        let typed =
            [("name", "Langage"), ("kind", "theme"), ("by", "form"), ("names", "C++\n+++"), ("languages", "français; EN")];
        let tried = browser.post(&new, &[&typed[..], &[("act", "try")]].concat()).await.expect(200).body;
        assert!(tried.contains("is looked for as c") && tried.contains("“+++” is left out"), "{tried}");
        let home = browser.post(&new, &[&typed[..], &[("act", "save")]].concat()).await.expect(303);
        assert!(browser.get(home.location()).await.expect(200).body.contains("is looked for as c"));
        let topic = t.reader().topics().await.unwrap().remove(0);
        assert_eq!(topic.query, "c AND (lang:fr OR lang:en)");
        let unknown =
            [("name", "Autre"), ("kind", "theme"), ("by", "form"), ("names", "a"), ("languages", "klingon"), ("act", "save")];
        assert!(browser.post(&new, &unknown).await.expect(422).body.contains("klingon"));
        let mut script = t.stranger().with_token(&t.token("write").await);
        let wish = json!({ "name": "Script", "kind": "theme", "form": { "names": ["C#"] } });
        let made = script.json(Method::POST, "/api/v1/topics", &wish).await.expect(201).json();
        assert!(made["remarks"][0].as_str().unwrap().contains("C#"), "{made}");
    })
    .await;
}
