//! Alerts, told by a real mail server and a real receiver of webhooks on the loopback interface.

use std::sync::{Arc, Mutex};

use app::{
    Refusal,
    listen::{
        alert_problem::AlertProblem,
        alert_save::{AlertForm, SavedAlert},
        alerting::{AT_ONCE_GAP_US, COMPOSE_JOB, NOTIFICATION_MENTIONS_MAX},
    },
    sweep::NOTIFICATIONS_KEPT_US,
};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use connect::notify::webhook::verify;
use domain::Hat;
use store::{
    Id,
    alert::{Alert, Notification},
};
use testkit::{TestApp, said};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What the mail server does instead of taking a mail: at which command, with which answer; without one it hangs up.
type Fault = Option<(&'static str, Option<&'static str>)>;

/// A mail server that keeps what it takes.
#[derive(Clone, Default)]
struct Sink {
    taken: Arc<Mutex<Vec<String>>>,
    fault: Arc<Mutex<Fault>>,
}

impl Sink {
    /// Starts one and makes it the workspace's mail server.
    async fn of(t: &TestApp) -> Self {
        let sink = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let own = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = own.clone();
                tokio::spawn(async move { sink.converse(stream).await });
            }
        });
        let form = app::govern::MailForm {
            host: "127.0.0.1",
            port: &port,
            security: "none",
            user: "",
            password: "",
            from: "Parvis <parvis@solenne.example>",
        };
        t.app.save_mail_server(&t.actor(), form).await.unwrap();
        sink
    }

    fn fails(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
    }

    fn mails(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    async fn converse(&self, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink\r\n").await.ok()?;
        let mut content: Option<String> = None;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let verb = line.split([' ', ':', '\r']).next()?.to_ascii_uppercase();
            let step = if content.is_some() { if line == ".\r\n" { "." } else { "" } } else { verb.as_str() };
            let fault = *self.fault.lock().unwrap();
            if let Some((_, answer)) = fault.filter(|(at, _)| *at == step) {
                content = None;
                stream.write_all(format!("{}\r\n", answer?).as_bytes()).await.ok()?;
                continue;
            }
            let answer = match (&mut content, step) {
                (Some(_), ".") => {
                    self.taken.lock().unwrap().push(content.take()?);
                    "250 taken"
                }
                (Some(content), _) => {
                    content.push_str(&line);
                    continue;
                }
                (None, "DATA") => {
                    content = Some(String::new());
                    "354 go on"
                }
                (None, "QUIT") => "221 bye",
                (None, _) => "250 well",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        }
    }
}

/// A mail with its parts decoded.
fn readable(mail: &str) -> String {
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    let mut text = head.to_owned();
    for part in body.split("\r\n--") {
        let Some((head, body)) = part.split_once("\r\n\r\n") else { continue };
        text.push('\n');
        if head.contains("base64") {
            let packed: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            text.push_str(&String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap());
        } else if head.contains("quoted-printable") {
            text.push_str(&unquoted(body));
        } else {
            text.push_str(body);
        }
    }
    text
}

fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'=', [one, other, tail @ ..]) => {
                let hex = [*one, *other];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// One call: its headers and body.
type Call = (HeaderMap, Vec<u8>);

/// A receiver of webhooks that answers with the given statuses in turn, then 204.
async fn receiver(statuses: &[u16]) -> (String, Arc<Mutex<Vec<Call>>>) {
    let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
    let kept = Arc::clone(&calls);
    let statuses: Vec<u16> = statuses.to_vec();
    let answer = move |headers: HeaderMap, body: Bytes| async move {
        let mut kept = kept.lock().unwrap();
        kept.push((headers, body.to_vec()));
        StatusCode::from_u16(statuses.get(kept.len() - 1).copied().unwrap_or(204)).unwrap()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let router = Router::new().route("/hook", post(answer));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, calls)
}

const fn form<'a>(about: &'a str, rhythm: &'a str, way: &'a str, address: &'a str) -> AlertForm<'a> {
    AlertForm { name: "", about, rhythm, hour: "8", way, address }
}

/// A topic, a source that nobody visits, and an alert.
async fn alert(t: &TestApp, rhythm: &str, way: &str, address: &str) -> (store::source::Source, SavedAlert) {
    let topic = t.topic("Alto", "alto").await;
    let source = t.source("https://site.example/feed").await;
    let tx = t.store.begin().await.unwrap();
    tx.cancel_job(app::listen::visit::VISIT_JOB, &source.id.to_string()).await.unwrap();
    tx.commit().await.unwrap();
    let about = format!("topic:{}", topic.id);
    let saved = t.app.save_alert(&t.actor(), None, form(&about, rhythm, way, address)).await.unwrap();
    t.run_due_jobs().await;
    (source, saved)
}

/// Something is said: so many documents, a minute ago.
async fn say(t: &TestApp, source: &store::source::Source, numbers: std::ops::Range<u32>) {
    let at = t.now() - 60_000_000;
    let documents = numbers.map(|n| {
        said(
            &format!("https://site.example/{n}"),
            &format!("Titre {n}"),
            "Avant. La veste Alto est <chaude>. Après.",
            at + i64::from(n),
        )
    });
    t.app.ingest(&t.actor(), source, documents.collect()).await.unwrap();
}

async fn log(t: &TestApp, alert: Id<Alert>) -> Vec<Notification> {
    t.reader().notifications(Some(alert), None, 100).await.unwrap()
}

const TO: &str = "lea@solenne.example";

#[tokio::test]
async fn what_is_said_together_is_told_in_one_mail_with_the_words_caught() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "at_once", "mail", TO).await;
        say(&t, &source, 0..3).await;
        t.run_due_jobs().await;
        assert!(sink.mails().is_empty(), "it waits for more of the same");
        t.wait(10);
        t.run_due_jobs().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 1);
        let mail = readable(&mails[0]);
        for part in [
            "Subject: Alto: 3 new mentions",
            "To: lea@solenne.example",
            "Titre 0",
            "*Alto*",
            "<mark>Alto</mark>",
            "https://site.example/2",
            &format!("http://parvis.example/w/{}/alerts/{}", t.workspace, saved.id),
        ] {
            assert!(mail.contains(part), "{part} is missing in {mail}");
        }
        assert!(mail.find("Titre 2") < mail.find("Titre 0"), "newest first");
        let log = log(&t, saved.id).await;
        let told = &log[0];
        assert_eq!((log.len(), told.state.as_str(), told.total, told.attempts), (1, "sent", 3, 1));
        assert_eq!((told.since_published_seconds, told.since_found_seconds), (Some(69), Some(10)));
        t.wait(600);
        t.run_due_jobs().await;
        assert_eq!(sink.mails().len(), 1, "nothing is told twice");
    })
    .await;
}

#[tokio::test]
async fn an_alert_that_tells_at_once_tells_once_a_minute_at_most() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, _) = alert(&t, "at_once", "mail", TO).await;
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        say(&t, &source, 1..2).await;
        t.wait(10);
        t.run_due_jobs().await;
        assert_eq!(sink.mails().len(), 1);
        say(&t, &source, 2..3).await;
        t.wait(AT_ONCE_GAP_US / 1_000_000);
        t.run_due_jobs().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 2);
        assert!(readable(&mails[1]).contains("Subject: Alto: 2 new mentions"), "{}", mails[1]);
    })
    .await;
}

#[tokio::test]
async fn a_digest_leaves_at_its_owners_hour_and_says_nothing_on_a_silent_day() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "daily", "mail", TO).await;
        say(&t, &source, 0..NOTIFICATION_MENTIONS_MAX as u32 + 5).await;
        t.wait_until("2026-11-22T06:59:00Z");
        t.run_due_jobs().await;
        assert!(sink.mails().is_empty());
        // Eight o'clock in Paris.
        t.wait_until("2026-11-22T07:00:00Z");
        t.run_due_jobs().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 1);
        assert!(readable(&mails[0]).contains("5 more are on the page."), "{}", readable(&mails[0]));
        t.wait_until("2026-11-23T07:00:00Z");
        t.run_due_jobs().await;
        assert_eq!(sink.mails().len(), 1);
        let next = t.reader().open_job(COMPOSE_JOB, &saved.id.to_string()).await.unwrap().unwrap().due_at;
        assert_eq!(next, "2026-11-24T07:00:00Z".parse::<jiff::Timestamp>().unwrap().as_microsecond());
    })
    .await;
}

#[tokio::test]
async fn a_digest_follows_its_owner_into_another_zone() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "daily", "mail", TO).await;
        say(&t, &source, 0..2).await;
        t.app.user_password(TO, "seven green bottles").await.unwrap();
        let browser = app::access::Browser { user_agent: "Firefox", address: "192.0.2.7" };
        let opened = t.app.sign_in(TO, "seven green bottles", browser).await.unwrap();
        let signed = t.app.signed(opened.cookie.reveal()).await.unwrap().unwrap();
        let profile = app::access::Profile { name: "Léa", language: "en", time_zone: "America/Toronto" };
        t.app.save_profile(&signed, profile).await.unwrap();
        let next = t.reader().open_job(COMPOSE_JOB, &saved.id.to_string()).await.unwrap().unwrap().due_at;
        assert_eq!(next, "2026-11-21T13:00:00Z".parse::<jiff::Timestamp>().unwrap().as_microsecond(), "eight o'clock in Toronto");
        t.wait_until("2026-11-21T13:00:00Z");
        t.run_due_jobs().await;
        assert_eq!(sink.mails().len(), 1, "what it had gathered is told");
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_webhook_leaves_signed_though_the_alert_goes_by_mail_now() {
    TestApp::each(|t| async move {
        let (address, calls) = receiver(&[503]).await;
        let (source, saved) = alert(&t, "at_once", "webhook", &address).await;
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        assert_eq!(log(&t, saved.id).await[0].state, "retrying");
        let about = format!("topic:{}", t.reader().topics().await.unwrap()[0].id);
        t.app.save_alert(&t.actor(), Some(saved.id), form(&about, "at_once", "mail", TO)).await.unwrap();
        t.wait(60);
        t.run_due_jobs().await;
        assert_eq!(log(&t, saved.id).await[0].state, "sent");
        let (headers, body) = calls.lock().unwrap()[1].clone();
        let header = |name: &str| headers[name].to_str().unwrap().to_owned();
        let secret = saved.secret.unwrap();
        assert_eq!(verify(&secret, &header("parvis-timestamp"), &header("parvis-signature"), &body, t.clock.now()), Ok(()));
    })
    .await;
}

#[tokio::test]
async fn a_password_in_the_address_of_a_webhook_is_refused() {
    let t = TestApp::new().await;
    let topic = t.topic("Alto", "alto").await;
    let about = format!("topic:{}", topic.id);
    let refused =
        t.app.save_alert(&t.actor(), None, form(&about, "at_once", "webhook", "https://lea:pw@site.example/hook")).await;
    assert!(matches!(refused.map(drop), Err(Refusal::Invalid { field: "address", why: "with_password" })));
}

#[tokio::test]
async fn a_mail_that_surely_did_not_arrive_is_tried_again_and_arrives_once() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "at_once", "mail", TO).await;
        sink.fails(Some(("RCPT", Some("451 come back later"))));
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        let told = log(&t, saved.id).await.remove(0);
        assert_eq!((told.state.as_str(), told.attempts), ("retrying", 1));
        let problem = AlertProblem::from_stored(&told.problem).unwrap();
        assert!(problem.sentence(domain::Language::French).contains("451"), "{problem:?}");
        let unsent = t.app.today(&t.actor(), &jiff::tz::TimeZone::UTC).await.unwrap().unsent;
        assert_eq!(unsent.iter().map(|(alert, _)| alert.id).collect::<Vec<_>>(), [saved.id]);
        sink.fails(None);
        t.wait(30);
        t.run_due_jobs().await;
        let told = log(&t, saved.id).await.remove(0);
        assert_eq!((told.state.as_str(), told.attempts, told.problem.as_str()), ("sent", 2, ""));
        assert_eq!(told.since_found_seconds, Some(40));
        assert_eq!(sink.mails().len(), 1);
        assert!(t.app.today(&t.actor(), &jiff::tz::TimeZone::UTC).await.unwrap().unsent.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_may_have_arrived_is_not_sent_again() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "at_once", "mail", TO).await;
        sink.fails(Some((".", None)));
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        sink.fails(None);
        t.wait(7_200);
        t.run_due_jobs().await;
        let told = log(&t, saved.id).await.remove(0);
        assert_eq!((told.state.as_str(), told.attempts), ("failed", 1));
        assert!(sink.mails().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_mail_during_which_the_program_stopped_is_not_sent_again() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (_, saved) = alert(&t, "at_once", "mail", TO).await;
        t.app.test_alert(&t.actor(), saved.id).await.unwrap();
        let begun = Notification { attempts: 1, ..log(&t, saved.id).await.remove(0) };
        let tx = t.store.begin().await.unwrap();
        tx.save_notification(&begun).await.unwrap();
        tx.commit().await.unwrap();
        t.run_due_jobs().await;
        let told = log(&t, saved.id).await.remove(0);
        assert_eq!(told.state, "failed");
        assert_eq!(AlertProblem::from_stored(&told.problem), Some(AlertProblem::Stopped));
        assert!(sink.mails().is_empty());
    })
    .await;
}

#[tokio::test]
async fn mails_wait_for_a_mail_server() {
    TestApp::each(|t| async move {
        let (source, saved) = alert(&t, "at_once", "mail", TO).await;
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        let told = log(&t, saved.id).await.remove(0);
        assert_eq!(told.state, "retrying");
        assert_eq!(AlertProblem::from_stored(&told.problem), Some(AlertProblem::NoMailServer));
        // Nobody waits for the next attempt once there is a server.
        let sink = Sink::of(&t).await;
        t.run_due_jobs().await;
        assert_eq!(sink.mails().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_told_long_ago_is_forgotten_but_the_last_of_it() {
    TestApp::each(|t| async move {
        let _sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "at_once", "mail", TO).await;
        for place in 0..2 {
            say(&t, &source, place..place + 1).await;
            t.wait(3_600);
            t.run_due_jobs().await;
        }
        let told = log(&t, saved.id).await;
        assert_eq!(told.len(), 2);
        t.app.sweep().await.unwrap();
        assert_eq!(log(&t, saved.id).await.len(), 2);
        t.wait(NOTIFICATIONS_KEPT_US / 1_000_000);
        t.app.sweep().await.unwrap();
        let left = log(&t, saved.id).await;
        assert_eq!(left.iter().map(|left| left.id).collect::<Vec<_>>(), [told.iter().map(|told| told.id).max().unwrap()]);
    })
    .await;
}

#[tokio::test]
async fn each_address_gets_a_mail_of_its_own() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "at_once", "mail", "lea@solenne.example, tom@solenne.example").await;
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().any(|mail| mail.contains("To: tom@solenne.example")), "{mails:?}");
        let mut told: Vec<String> = log(&t, saved.id).await.into_iter().map(|told| told.address).collect();
        told.sort();
        assert_eq!(told, ["lea@solenne.example", "tom@solenne.example"]);
    })
    .await;
}

#[tokio::test]
async fn a_webhook_is_signed_and_repeated_under_the_same_id() {
    TestApp::each(|t| async move {
        let (address, calls) = receiver(&[503]).await;
        let (source, saved) = alert(&t, "at_once", "webhook", &address).await;
        let secret = saved.secret.unwrap();
        let stored = t.reader().alert(saved.id).await.unwrap().unwrap().secret.unwrap();
        assert!(!stored.contains(secret.reveal()), "the secret is sealed");
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        t.wait(30);
        t.run_due_jobs().await;
        let calls = calls.lock().unwrap().clone();
        assert_eq!(calls.len(), 2);
        let header = |call: &Call, name: &str| call.0.get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(header(&calls[0], "parvis-delivery"), header(&calls[1], "parvis-delivery"));
        let last = &calls[1];
        let (timestamp, signature) = (header(last, "parvis-timestamp"), header(last, "parvis-signature"));
        assert_eq!(verify(&secret, &timestamp, &signature, &last.1, t.clock.now()), Ok(()));
        let body: serde_json::Value = serde_json::from_slice(&last.1).unwrap();
        assert_eq!(body["total"], 1);
        assert_eq!(body["about"]["name"], "Alto");
        assert_eq!(body["mentions"][0]["title"], "Titre 0");
        assert_eq!(body["mentions"][0]["caught"], serde_json::json!(["Alto"]));
        assert_eq!(log(&t, saved.id).await[0].state, "sent");
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_is_refused_is_given_up_and_said() {
    TestApp::each(|t| async move {
        let (address, calls) = receiver(&[404]).await;
        let (source, saved) = alert(&t, "at_once", "webhook", &address).await;
        say(&t, &source, 0..1).await;
        t.wait(10);
        t.run_due_jobs().await;
        t.wait(7_200);
        t.run_due_jobs().await;
        assert_eq!(calls.lock().unwrap().len(), 1);
        assert_eq!(log(&t, saved.id).await[0].state, "failed");
    })
    .await;
}

#[tokio::test]
async fn a_test_is_sent_at_once_marked_and_takes_nothing_from_the_alert() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "daily", "mail", TO).await;
        say(&t, &source, 0..5).await;
        t.app.test_alert(&t.actor(), saved.id).await.unwrap();
        t.run_due_jobs().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 1);
        let mail = readable(&mails[0]);
        assert!(mail.contains("Subject: [Test] Alto: 3 new mentions") && mail.contains("This is a test"), "{mail}");
        t.wait_until("2026-11-22T07:00:00Z");
        t.run_due_jobs().await;
        assert!(readable(&sink.mails()[1]).contains("Subject: Alto: 5 new mentions"));
        assert_eq!(t.app.alert_latency(&t.actor(), saved.id).await.unwrap().messages, 1, "tests are no figures");
    })
    .await;
}

#[tokio::test]
async fn what_is_said_during_a_pause_is_not_told() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, saved) = alert(&t, "at_once", "mail", TO).await;
        say(&t, &source, 0..1).await;
        t.app.pause_alert(&t.actor(), saved.id).await.unwrap();
        say(&t, &source, 1..2).await;
        t.wait(100);
        t.run_due_jobs().await;
        t.app.resume_alert(&t.actor(), saved.id).await.unwrap();
        t.run_due_jobs().await;
        assert!(sink.mails().is_empty());
        say(&t, &source, 2..3).await;
        t.wait(10);
        t.run_due_jobs().await;
        assert!(readable(&sink.mails()[0]).contains("Subject: Alto: Titre 2"));
    })
    .await;
}

#[tokio::test]
async fn an_alert_on_a_view_tells_of_what_the_view_shows() {
    TestApp::each(|t| async move {
        let sink = Sink::of(&t).await;
        let (source, _) = alert(&t, "daily", "mail", TO).await;
        let view = t.app.save_view(&t.actor(), "Chaudes", "words=titre+AND+%22Titre+1%22").await.unwrap();
        let about = format!("view:{view}");
        t.app.save_alert(&t.actor(), None, form(&about, "at_once", "mail", TO)).await.unwrap();
        t.run_due_jobs().await;
        say(&t, &source, 0..3).await;
        t.wait(10);
        t.run_due_jobs().await;
        let mails = sink.mails();
        assert_eq!(mails.len(), 1);
        assert!(readable(&mails[0]).contains("Subject: Chaudes: Titre 1"), "{}", mails[0]);
    })
    .await;
}

#[tokio::test]
async fn an_alert_belongs_to_its_maker_and_to_its_workspace() {
    TestApp::each(|t| async move {
        let (_, saved) = alert(&t, "at_once", "mail", TO).await;
        let tom = t.member("tom@solenne.example", &[Hat::Analyst]).await;
        let tom = t.actor_with(tom, &[Hat::Analyst]);
        assert!(matches!(t.app.pause_alert(&tom, saved.id).await, Err(Refusal::NotAllowed(_))));
        let (workspace, other) = t.another_workspace("Karst").await;
        let stranger = app::Actor { workspace, ..t.actor_with(other, &[Hat::Owner]) };
        for refusal in [
            t.app.pause_alert(&stranger, saved.id).await,
            t.app.remove_alert(&stranger, saved.id).await,
            t.app.test_alert(&stranger, saved.id).await,
            t.app.renew_alert_secret(&stranger, saved.id).await.map(drop),
        ] {
            assert!(matches!(refusal, Err(Refusal::NoSuch(_))), "{refusal:?}");
        }
        let about = format!("topic:{}", t.reader().topics().await.unwrap()[0].id);
        let refusal = t.app.save_alert(&stranger, None, form(&about, "at_once", "mail", TO)).await.map(|_| ());
        assert!(matches!(refusal, Err(Refusal::Invalid { field: "about", .. })), "{refusal:?}");
        t.app.remove_alert(&t.actor(), saved.id).await.unwrap();
        assert!(t.reader().alerts().await.unwrap().is_empty());
        assert!(log(&t, saved.id).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_leaves_or_is_sent_away_is_told_nothing_more() {
    TestApp::each(|t| async move {
        let (address, calls) = receiver(&[]).await;
        let (source, _) = alert(&t, "at_once", "mail", TO).await;
        for (email, closes, first) in [("tom@solenne.example", false, 0), ("mia@solenne.example", true, 10)] {
            let user = t.member(email, &[Hat::CommunityManager]).await;
            let about = format!("topic:{}", t.reader().topics().await.unwrap()[0].id);
            let theirs = t.actor_with(user, &[Hat::CommunityManager]);
            let saved = t.app.save_alert(&theirs, None, form(&about, "at_once", "webhook", &address)).await.unwrap();
            t.run_due_jobs().await;
            let before = calls.lock().unwrap().len();
            say(&t, &source, first..first + 1).await;
            if closes {
                t.app.user_disable(email).await.unwrap();
            } else {
                t.app.remove_member(&t.actor(), user).await.unwrap();
            }
            say(&t, &source, first + 1..first + 3).await;
            t.wait(600);
            t.run_due_jobs().await;
            assert_eq!(calls.lock().unwrap().len(), before, "{email} is told nothing");
            let paused = t.reader().alert(saved.id).await.unwrap().unwrap();
            assert_eq!(paused.state, "paused");
            t.app.resume_alert(&t.actor(), saved.id).await.unwrap();
            t.wait(600);
            t.run_due_jobs().await;
            assert_eq!(calls.lock().unwrap().len(), before, "nor what was said meanwhile, when an owner lets it go on");
            t.app.remove_alert(&t.actor(), saved.id).await.unwrap();
        }
    })
    .await;
}
