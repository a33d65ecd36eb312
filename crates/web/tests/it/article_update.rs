//! “Update on the sites”: an article that was published says new words there; what was changed on the site meanwhile is shown beside ours.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::http::Method;
use domain::post::Variant;
use serde_json::{Value, json};
use store::{Id, delivery::DeliveryFilter, post::Post};
use testkit::TestApp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A site with one article, which speaks as much of WordPress's interface as an article needs.
#[derive(Clone, Default)]
struct Site(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    post: Option<(String, String, String)>,
    changes: u32,
}

impl Site {
    async fn start() -> (Self, String) {
        let site = Self::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let served = site.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let request = whole(&mut stream).await;
                let answer = served.answer(&request).to_string();
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                    answer.len()
                );
                let _ = stream.write_all(format!("{head}{answer}").as_bytes()).await;
            }
        });
        (site, address)
    }

    fn answer(&self, request: &str) -> Value {
        let (head, body) = request.split_once("\r\n\r\n").unwrap_or((request, ""));
        let line = head.lines().next().unwrap_or_default().replace("%2F", "/");
        if line.contains("users/me") {
            return json!({ "id": 1, "name": "Léa", "capabilities": { "publish_posts": true } });
        }
        if !line.contains("wp/v2/posts") {
            return json!({ "name": "Le blog", "url": "https://blog.example" });
        }
        let mut kept = self.0.lock().unwrap();
        if line.starts_with("POST") {
            let told: Value = serde_json::from_str(body).unwrap();
            let text = |name: &str| told[name].as_str().map(str::to_owned);
            let (title, content, status) = kept.post.clone().unwrap_or_default();
            kept.post =
                Some((text("title").unwrap_or(title), text("content").unwrap_or(content), text("status").unwrap_or(status)));
            kept.changes += 1;
        }
        let post = kept.post.as_ref().map(|(title, content, status)| {
            json!({
                "id": 7, "link": "https://blog.example/7", "status": status, "date_gmt": "2026-11-21T10:00:00", "title": { "raw": title },
                "content": { "raw": content }, "modified_gmt": format!("2026-11-21T10:00:{:02}", kept.changes),
            })
        });
        let is_one = line.contains("posts/7") || line.starts_with("POST");
        if is_one {
            post.unwrap_or(json!({ "code": "rest_post_invalid_id" }))
        } else {
            json!(post.into_iter().collect::<Vec<_>>())
        }
    }

    /// What somebody does on the site itself.
    fn change_by_hand(&self, title: &str, of: &str, to: &str) {
        let mut kept = self.0.lock().unwrap();
        kept.changes += 1;
        let (said, content, _) = kept.post.as_mut().unwrap();
        title.clone_into(said);
        assert!(content.contains(of), "{content}");
        *content = content.replace(of, to);
    }

    fn stands(&self) -> (String, String) {
        let kept = self.0.lock().unwrap();
        let (title, content, _) = kept.post.clone().unwrap();
        (title, content)
    }
}

/// A request with its body.
async fn whole(stream: &mut tokio::net::TcpStream) -> String {
    let mut read = Vec::new();
    let mut piece = vec![0; 16_384];
    loop {
        let n = stream.read(&mut piece).await.unwrap_or(0);
        read.extend_from_slice(&piece[..n]);
        let text = String::from_utf8_lossy(&read).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { if n == 0 { return text } else { continue } };
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length:").map(|n| n.trim().parse::<usize>().unwrap()));
        if n == 0 || body.len() >= length.unwrap_or(0) {
            return text;
        }
    }
}

const TEXT: &str = "---\nauthor: Léa\n---\n## Laver\n\nÀ **trente** degrés.\n\n- sans adoucissant\n- à l’ombre";

async fn published(t: &TestApp) -> (Site, Id<Post>, i64) {
    let (site, address) = Site::start().await;
    let filled = BTreeMap::from([("server", address.as_str()), ("user", "lea"), ("password", "abcd efgh")]);
    let filled = filled.into_iter().map(|(name, said)| (name.to_owned(), said.to_owned())).collect();
    let channel = t.app.connect_channel(&t.actor(), "wordpress", &filled).await.unwrap();
    t.run_due_jobs().await;
    let content = Variant { title: "Garder sa veste".to_owned(), text: TEXT.to_owned(), article: true, ..Variant::default() };
    let draft = app::publish::post_save::PostDraft {
        content,
        channels: [(channel, None)].into(),
        due_at: Some(t.now()),
        ..Default::default()
    };
    let begun = t.app.begin_post(&t.actor(), &draft).await.unwrap();
    t.app.plan_post(&t.actor(), begun.id, begun.version).await.unwrap();
    run(t).await;
    let filter = DeliveryFilter { post: Some(begun.id), ..DeliveryFilter::default() };
    let delivery = t.reader().deliveries(&filter, 1).await.unwrap().remove(0);
    assert_eq!(delivery.state, "published", "{} {}", delivery.reason, delivery.said);
    (site, begun.id, delivery.id.get())
}

async fn run(t: &TestApp) {
    for _ in 0..12 {
        t.run_due_jobs().await;
        t.wait(10);
    }
}

async fn says(t: &TestApp, post: Id<Post>, of: &str, to: &str) {
    let (kept, mut draft) = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap();
    draft.content.text = draft.content.text.replace(of, to);
    t.app.write_post(&t.actor(), post, kept.version, &draft).await.unwrap();
}

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/").replace("&#x27;", "'");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

#[tokio::test]
async fn the_sites_get_an_article_as_it_is_kept_now() {
    TestApp::each(|t| async move {
        let (site, post, _) = published(&t).await;
        assert!(site.stands().1.contains("<strong>trente</strong>"));
        let mut browser = t.browser().await;
        let here = format!("/w/{}/posts/{post}", t.workspace);
        let update = format!("{here}/update");
        let told = browser.post(&update, &[]).await.expect(303);
        assert!(told.headers["set-cookie"].to_str().unwrap().contains("nothing"), "nothing differs yet");
        says(&t, post, "trente", "quarante").await;
        assert!(site.stands().1.contains("trente"), "writing alone changes no site");
        let _ = browser.post(&update, &[]).await.expect(303);
        run(&t).await;
        assert!(site.stands().1.contains("<strong>quarante</strong>"), "{:?}", site.stands());
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.post(&update, &[]).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_on_the_site_is_shown_beside_and_taken_or_written_over() {
    TestApp::each(|t| async move {
        let (site, post, delivery) = published(&t).await;
        let mut browser = t.browser().await;
        let here = format!("/w/{}/posts/{post}", t.workspace);
        site.change_by_hand("Garder sa veste dix ans", "<strong>trente</strong> degrés", "<em>vingt</em> degrés au plus");
        says(&t, post, "à l’ombre", "au vent").await;
        let _ = browser.post(&format!("{here}/update"), &[]).await.expect(303);
        run(&t).await;
        assert!(site.stands().1.contains("vingt") && !site.stands().1.contains("au vent"), "nothing is written over");
        let page = browser.get(&here).await.expect(200).body;
        let wish = t.reader().amendments(Id::new(delivery)).await.unwrap().pop().unwrap();
        assert_eq!(wish.state, "conflict");
        let beside = format!("/w/{}/deliveries/{delivery}/amendments/{}/beside", t.workspace, wish.id);
        holds(&page, &["was changed on the site itself", &beside]);
        holds(&browser.get(&format!("/w/{}/deliveries/{delivery}", t.workspace)).await.expect(200).body, &[&beside]);
        let both = browser.get(&beside).await.expect(200).body;
        holds(
            &both,
            &["Keep yours", "Take theirs", "<del>", "**trente**", "<ins>", "*vingt*", "au vent", "dix ans", "- sans adoucissant"],
        );
        let seen = both.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#x2f;", "/");
        // What moved again since it was seen is looked at again.
        site.change_by_hand("Garder sa veste dix ans", "au plus", "au maximum");
        let again = browser.post(&beside, &[("seen", &seen)]).await;
        assert_eq!(again.status.as_u16(), 409, "{}", again.body);
        holds(&again.body, &["au maximum"]);
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let api = format!("/api/v1/deliveries/{delivery}/amendments/{}", wish.id);
        let told = script.get(&format!("{api}/beside")).await.expect(200).json();
        assert_eq!(told["theirs"]["title"], "Garder sa veste dix ans");
        let taken = script.json(Method::POST, &format!("{api}/theirs"), &json!({ "version": told["version"] })).await.expect(200);
        assert_eq!(taken.json()["post"], post.get());
        let (_, draft) = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap();
        assert_eq!(draft.content.title, "Garder sa veste dix ans");
        let expected = "---\nauthor: Léa\n---\n## Laver\n\nÀ *vingt* degrés au maximum.\n\n- sans adoucissant\n- à l’ombre";
        assert_eq!(draft.content.text, expected);
        // The next update begins from there: nothing differs, and then only what we write.
        let told = browser.post(&format!("{here}/update"), &[]).await.expect(303);
        assert!(told.headers["set-cookie"].to_str().unwrap().contains("nothing"));
        says(&t, post, "à l’ombre", "au vent").await;
        let _ = browser.post(&format!("{here}/update"), &[]).await.expect(303);
        run(&t).await;
        assert!(site.stands().1.contains("au vent") && site.stands().1.contains("<em>vingt</em>"), "{:?}", site.stands());
        let _ = browser.get(&beside).await.expect(409);
        // Ours over theirs.
        site.change_by_hand("Garder sa veste dix ans", "au vent", "au soleil");
        says(&t, post, "au vent", "au sec").await;
        let _ = browser.post(&format!("{here}/update"), &[]).await.expect(303);
        run(&t).await;
        let wish = t.reader().amendments(Id::new(delivery)).await.unwrap().pop().unwrap();
        let keep = format!("/w/{}/deliveries/{delivery}/amendments/{}", t.workspace, wish.id);
        let _ = browser.post(&keep, &[("act", "overwrite")]).await.expect(303);
        run(&t).await;
        assert!(site.stands().1.contains("au sec"), "{:?}", site.stands());
    })
    .await;
}
