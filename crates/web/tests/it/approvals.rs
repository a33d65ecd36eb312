//! The pages of approvals: chains in the settings, the steps on a post's page, the open door, comments, the record, and their twins of the
//! API.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
};

use app::publish::chain_save::{ChainForm, StepForm};
use axum::http::Method;
use domain::Hat;
use serde_json::json;
use store::{Id, chain::Chain, post::Post};
use testkit::{Browser, TestApp};

use crate::publishing::{channel, planned};

const HOUR_US: i64 = 3_600_000_000;

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

fn lacks(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(!page.contains(part), "{part} stands in {page}");
    }
}

/// A mail server that takes what it is given, any number of times.
fn sink() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mails: Arc<Mutex<Vec<String>>> = Arc::default();
    let taken = Arc::clone(&mails);
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            let (mut mail, mut inside) = (String::new(), false);
            stream.write_all(b"220 sink\r\n").unwrap();
            let mut line = String::new();
            while lines.read_line(&mut line).unwrap_or(0) > 0 {
                let said = std::mem::take(&mut line);
                if inside {
                    mail.push_str(&said);
                    inside = said.trim_end() != ".";
                    if !inside {
                        taken.lock().unwrap().push(std::mem::take(&mut mail));
                        stream.write_all(b"250 taken\r\n").unwrap();
                    }
                    continue;
                }
                inside = said.trim_end() == "DATA";
                let answer: &[u8] = if inside { b"354 go on\r\n" } else { b"250 sink\r\n" };
                let _ = stream.write_all(answer);
            }
        }
    });
    (port, mails)
}

async fn mail_server(t: &TestApp) -> Arc<Mutex<Vec<String>>> {
    let (port, mails) = sink();
    let port = port.to_string();
    let form =
        [("host", "127.0.0.1"), ("port", port.as_str()), ("security", "none"), ("from", "Parvis <parvis@solenne.example>")];
    let _ = t.browser().await.post(&format!("/w/{}/settings/mail", t.workspace), &form).await.expect(303);
    mails
}

/// The path of the link in a mail, whose lines are folded as quoted-printable does.
fn link_in(mail: &str) -> Option<String> {
    let whole = mail.replace("=\r\n", "");
    let at = whole.find("/approve/")?;
    Some(whole[at..].chars().take_while(|c| !c.is_whitespace()).collect())
}

async fn chain_of(t: &TestApp, step: StepForm) -> Id<Chain> {
    let form = ChainForm { name: "Compte officiel".to_owned(), everything: true, steps: vec![step], ..ChainForm::default() };
    let id = t.app.add_chain(&t.actor(), &form).await.unwrap();
    t.run_due_jobs().await;
    id
}

fn client() -> StepForm {
    StepForm { emails: vec!["client@brand.example".to_owned()], ..StepForm::default() }
}

fn field(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name} in {page}"));
    from.split('"').next().unwrap().to_owned()
}

async fn page(browser: &mut Browser, path: &str) -> String {
    browser.get(path).await.expect(200).body
}

fn post_of(t: &TestApp, post: Id<Post>) -> String {
    format!("/w/{}/posts/{post}", t.workspace)
}

#[tokio::test]
async fn a_chain_is_written_in_the_settings_changed_and_removed() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await.to_string();
        let channel = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let base = format!("/w/{}/settings/approval", t.workspace);
        holds(&page(&mut browser, &base).await, &["Nothing has to be approved"]);
        holds(&page(&mut browser, &format!("{base}/new")).await, &["Step 5", "People without an account"]);
        let form = [("name", "Compte officiel"), ("passes", "some"), ("users-1", &paul)];
        holds(&browser.post(&base, &form).await.expect(422).body, &["Choose what waits for it", "Compte officiel"]);
        let form = [
            ("name", "Compte officiel"),
            ("passes", "some"),
            ("channels", &channel),
            ("labels", "Crise, Noël"),
            ("need-1", "all"),
            ("users-1", &paul),
            ("hats-1", "owner"),
            ("emails-3", "client@brand.example"),
        ];
        let _ = browser.post(&base, &form).await.expect(303);
        let list = page(&mut browser, &base).await;
        holds(&list, &["Compte officiel", "Crise, Noël", "all of:", "client@brand.example", "/settings/approval/"]);
        let id = t.reader().chains().await.unwrap()[0].id;
        let one = format!("{base}/{id}");
        holds(&page(&mut browser, &one).await, &["client@brand.example", "Remove this chain"]);
        let form = [("name", "Tout"), ("passes", "everything"), ("users-1", paul.as_str())];
        let _ = browser.post(&one, &form).await.expect(303);
        holds(&page(&mut browser, &base).await, &["Asked of everything that is published"]);
        let _ = browser.post(&format!("{one}/remove"), &[]).await.expect(303);
        holds(&page(&mut browser, &base).await, &["Nothing has to be approved"]);
        let mut analyst = t.browser_of(paul.parse().unwrap()).await;
        let _ = analyst.get(&format!("{base}/new")).await.expect(403);
        let _ = analyst.post(&base, &form).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_member_decides_on_the_page_and_everybody_sees_it() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let channel = channel(&t, "mastodon", "solenne").await;
        chain_of(&t, StepForm { users: vec![paul], ..StepForm::default() }).await;
        let post = planned(&t, "Neige demain", &[channel], t.now() + HOUR_US).await;
        let (mut lea, mut his) = (t.browser().await, t.browser_of(paul).await);
        let here = post_of(&t, post);
        let seen = page(&mut lea, &here).await;
        holds(&seen, &["waits for approval", "Asked now", "Compte officiel"]);
        lacks(&seen, &["Approve</span>"]);
        let today = format!("/w/{}/today", t.workspace);
        holds(&page(&mut his, &today).await, &["Your approval is asked", "Neige demain"]);
        lacks(&page(&mut lea, &today).await, &["Your approval is asked"]);
        holds(&page(&mut lea, &format!("/w/{}/approvals", t.workspace)).await, &["Asked of others", "Neige demain"]);
        holds(&page(&mut lea, &format!("/w/{}/publish", t.workspace)).await, &["tile-approval-waiting"]);
        let asked = page(&mut his, &here).await;
        holds(&asked, &["You are asked"]);
        let (chain, digest) = (field(&asked, "chain"), field(&asked, "seen"));
        let decide = format!("{here}/decide");
        let _ = lea.post(&decide, &[("chain", &chain), ("seen", &digest), ("act", "yes")]).await.expect(303);
        holds(&page(&mut lea, &here).await, &["nobody approves their own"]);
        let _ = his.post(&decide, &[("chain", &chain), ("seen", &digest), ("act", "no")]).await.expect(303);
        holds(&page(&mut his, &here).await, &["a no needs a reason"]);
        let _ =
            his.post(&decide, &[("chain", &chain), ("seen", &digest), ("act", "no"), ("note", "Pas demain")]).await.expect(303);
        holds(&page(&mut lea, &here).await, &["Refused", "Pas demain"]);
        let _ = his.post(&decide, &[("chain", &chain), ("seen", "old"), ("act", "yes")]).await.expect(303);
        holds(&page(&mut his, &here).await, &["Nothing was written down"]);
        let _ = his.post(&decide, &[("chain", &chain), ("seen", &digest), ("act", "yes"), ("note", "Bon")]).await.expect(303);
        let hash = t.reader().decisions(post).await.unwrap()[0].hash.clone();
        holds(&page(&mut lea, &here).await, &["approved", &hash]);
        let csv = page(&mut lea, &format!("/w/{}/approvals/record.csv", t.workspace)).await;
        assert_eq!(csv.lines().count(), 3, "{csv}");
        holds(&csv, &["no,Pas demain", "yes,Bon", &hash]);
        let record = lea.get(&format!("/w/{}/approvals/record.json", t.workspace)).await.expect(200).json();
        assert_eq!((record[1]["decision"].as_str(), record[1]["hash"].as_str()), (Some("yes"), Some(hash.as_str())));
    })
    .await;
}

#[tokio::test]
async fn an_outsider_is_mailed_sees_and_decides_without_an_account() {
    TestApp::each(|t| async move {
        let mails = mail_server(&t).await;
        let channel = channel(&t, "mastodon", "solenne").await;
        chain_of(&t, client()).await;
        let post = planned(&t, "Neige demain", &[channel], t.now() + HOUR_US).await;
        t.run_due_jobs().await;
        let mail = mails.lock().unwrap().pop().expect("a mail");
        holds(&mail, &["To: client@brand.example"]);
        let link = link_in(&mail).expect("a link");
        let mut outside = t.stranger();
        let shown = page(&mut outside, &link).await;
        holds(&shown, &["Neige demain", "solenne", "Accept", "client@brand.example"]);
        lacks(&shown, &["/w/"]);
        let _ = outside.post(&link, &[("act", "comment"), ("comment", "Quel logo ?")]).await.expect(200);
        holds(&page(&mut t.browser().await, &post_of(&t, post)).await, &["Quel logo ?", "client@brand.example", "mailed"]);
        let (chain, seen) = (field(&shown, "chain"), field(&shown, "seen"));
        let form = [("chain", chain.as_str()), ("seen", &seen), ("act", "no")];
        holds(&outside.post(&link, &form).await.expect(422).body, &["a no needs a reason", "Neige demain"]);
        let form = [("chain", chain.as_str()), ("seen", &seen), ("act", "no"), ("note", "Sans neige")];
        holds(&outside.post(&link, &form).await.expect(200).body, &["Your no is written down"]);
        holds(&outside.get(&link).await.expect(410).body, &["answered already"]);
        holds(&outside.post(&link, &form).await.expect(410).body, &["answered already"]);
        t.run_due_jobs().await;
        let told = mails.lock().unwrap().pop().expect("the author is told");
        holds(&told, &["To: lea@solenne.example"]);
        // The post changes: another mail, another link; the first one stays used.
        let mut lea = t.browser().await;
        let version = field(&page(&mut lea, &post_of(&t, post)).await, "version");
        let (day, id) = (t.app.clock().now().to_string()[..10].to_owned(), channel.to_string());
        let form = [
            ("version", version.as_str()),
            ("text", "Soleil demain"),
            ("channel", &id),
            ("due_day", &day),
            ("due_time", "23:59"),
            ("act", "save"),
        ];
        let _ = lea.post(&post_of(&t, post), &form).await.expect(303);
        t.run_due_jobs().await;
        let again = link_in(&mails.lock().unwrap().pop().expect("asked again")).unwrap();
        assert_ne!(again, link);
        let shown = page(&mut outside, &again).await;
        holds(&shown, &["Soleil demain"]);
        let seen = field(&shown, "seen");
        let form = [("chain", chain.as_str()), ("seen", &seen), ("act", "yes")];
        holds(&outside.post(&again, &form).await.expect(200).body, &["Your yes is written down"]);
        holds(&page(&mut lea, &post_of(&t, post)).await, &["approved", "Sans neige", "What was said on earlier texts"]);
        let _ = outside.get("/approve/made-up").await.expect(404);
        let _ = outside.get(&format!("{again}/files/0")).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn without_a_mail_server_a_link_is_made_by_hand() {
    TestApp::each(|t| async move {
        let channel = channel(&t, "mastodon", "solenne").await;
        chain_of(&t, client()).await;
        let post = planned(&t, "Neige", &[channel], t.now() + HOUR_US).await;
        t.run_due_jobs().await;
        let mut lea = t.browser().await;
        let shown = page(&mut lea, &post_of(&t, post)).await;
        holds(&shown, &["there is no mail server", "Make a link"]);
        let outsider = field(&shown, "outsider");
        let made = lea.post(&format!("{}/approval-link", post_of(&t, post)), &[("outsider", &outsider)]).await.expect(200).body;
        let link = link_in(&made.replace("&#x2f;", "/").replace(['<', '"'], " ")).unwrap();
        holds(&page(&mut t.stranger(), &link).await, &["Neige"]);
        t.wait(app::publish::approval_link::LINK_SECONDS + 1);
        holds(&t.stranger().get(&link).await.expect(410).body, &["its time has passed"]);
    })
    .await;
}

#[tokio::test]
async fn comments_call_people_and_are_resolved() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let name = t.reader().member(paul).await.unwrap().unwrap().name;
        let post = planned(&t, "Neige", &[channel(&t, "mastodon", "solenne").await], t.now() + HOUR_US).await;
        let (mut lea, mut his) = (t.browser().await, t.browser_of(paul).await);
        let here = post_of(&t, post);
        let _ = lea.post(&format!("{here}/comments"), &[("comment", &format!("@{name} regarde"))]).await.expect(303);
        holds(&page(&mut his, &format!("/w/{}/today", t.workspace)).await, &["You were called", "regarde"]);
        let shown = page(&mut his, &here).await;
        holds(&shown, &["regarde", "Resolve"]);
        let comment = t.reader().open_post_comments(1).await.unwrap()[0].id;
        let _ = his.post(&format!("/w/{}/comments/{comment}", t.workspace), &[("resolved", "1")]).await.expect(303);
        holds(&page(&mut lea, &here).await, &["Resolved", "Open again"]);
        lacks(&page(&mut his, &format!("/w/{}/today", t.workspace)).await, &["You were called"]);
        let _ = lea.post(&format!("{here}/comments"), &[("comment", " ")]).await.expect(303);
        holds(&page(&mut lea, &here).await, &["Write something first"]);
    })
    .await;
}

#[tokio::test]
async fn scripts_make_chains_decide_and_read_the_record() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[Hat::Owner]).await;
        let his = t.app.add_token(&t.actor_with(paul, &[Hat::Owner]), "robot", true).await.unwrap();
        let mut his = t.stranger().with_token(his.secret.reveal());
        let mut mine = t.stranger().with_token(&t.token("read,write").await);
        let wish = json!({ "name": "Tout", "everything": true, "steps": [{ "need": "any", "users": [paul.get()] }] });
        let made = mine.json(Method::POST, "/api/v1/chains", &wish).await.expect(201).json();
        let chain = made["id"].as_i64().unwrap();
        assert_eq!(made["steps"][0]["users"], json!([paul.get()]));
        let wrong = json!({ "name": "Tout", "steps": [{ "need": "some", "users": [paul.get()] }] });
        let _ = mine.json(Method::POST, "/api/v1/chains", &wrong).await.expect(422);
        let channel = channel(&t, "mastodon", "solenne").await;
        let due = t.app.clock().now() + jiff::SignedDuration::from_hours(2);
        let wish = json!({ "content": { "text": "Neige" }, "channels": [{ "channel": channel.get() }], "due_at": due.to_string(), "labels": ["Hiver"] });
        let post = mine.json(Method::POST, "/api/v1/posts", &wish).await.expect(201).json();
        assert_eq!(post["labels"], json!(["Hiver"]));
        let post = format!("/api/v1/posts/{}", post["id"]);
        let _ = mine.json(Method::POST, &format!("{post}/plan"), &json!({})).await.expect(200);
        let standing = mine.get(&format!("{post}/approval")).await.expect(200).json()["chains"][0].clone();
        assert_eq!((standing["state"].as_str(), standing["asked"][0]["user"].as_i64()), (Some("waiting"), Some(paul.get())));
        let verdict = json!({ "chain": chain, "seen": standing["digest"], "yes": true, "note": "Bien" });
        let refused = mine.json(Method::POST, &format!("{post}/decisions"), &verdict).await.expect(403).json();
        assert_eq!(refused["code"], "own_work");
        let decided = his.json(Method::POST, &format!("{post}/decisions"), &verdict).await.expect(200).json();
        assert_eq!(decided["chains"][0]["state"], "approved");
        let record = mine.get("/api/v1/decisions?limit=1").await.expect(200).json();
        assert_eq!((record["data"][0]["decision"].as_str(), record["data"][0]["note"].as_str()), (Some("yes"), Some("Bien")));
        assert_eq!(record["data"][0]["hash"], standing["covered"][0]["hash"]);
        let said = his.json(Method::POST, &format!("{post}/comments"), &json!({ "text": "Voilà" })).await.expect(201).json();
        let _ = his.json(Method::POST, &format!("/api/v1/comments/{}/resolve", said["id"]), &json!({})).await.expect(204);
        let comments = mine.get(&format!("{post}/comments")).await.expect(200).json();
        assert!(comments["data"][0]["resolved_at"].is_string(), "{comments}");
        let _ = mine.json(Method::DELETE, &format!("/api/v1/chains/{chain}"), &json!({})).await.expect(204);
        assert_eq!(mine.get("/api/v1/chains").await.expect(200).json()["data"], json!([]));
    })
    .await;
}
