//! Visits against a site on loopback: what comes of good answers, bad ones, and of bad moments.

use std::io::Write as _;

use app::listen::{
    source_add::NewSource,
    source_change::SourceAct,
    visit::{self, Reason, VISIT_JOB},
};
use domain::Language;
use store::{
    Id,
    document::Document,
    source::{Source, Visit},
    stream::StreamFilter,
};
use testkit::TestApp;

use crate::visit_site::{AtWork, Site, entry, rss};

const DAY: i64 = 86_400;
const SECOND: i64 = 1_000_000;

async fn titles(t: &TestApp) -> Vec<String> {
    let rows = t.reader().stream(&StreamFilter::default(), None, 1_000).await.unwrap();
    let mut titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
    titles.sort();
    titles
}

async fn documents(t: &TestApp) -> Vec<Document> {
    let rows = t.reader().stream(&StreamFilter::default(), None, 1_000).await.unwrap();
    let ids: Vec<Id<Document>> = rows.iter().map(|row| row.id).collect();
    t.reader().documents(&ids).await.unwrap()
}

async fn now_of(t: &TestApp, source: &Source) -> Source {
    t.reader().source(source.id).await.unwrap().unwrap()
}

async fn last_visit(t: &TestApp, source: &Source) -> Visit {
    t.reader().visits(source.id, 1).await.unwrap().remove(0)
}

/// When the job of a source's next visit is due; none when there is no such job.
async fn due(t: &TestApp, source: &Source) -> Option<i64> {
    t.reader().open_job(VISIT_JOB, &source.id.to_string()).await.unwrap().map(|job| job.due_at)
}

/// What the source's page says, which it must be able to say in both languages.
fn sentences(t: &TestApp, source: &Source) -> Vec<String> {
    let reason = Reason::from_stored(&source.state_reason);
    let [english, french] = [Language::English, Language::French].map(|language| reason.sentences(language, t.clock.now()));
    assert_eq!(english.len(), french.len());
    assert!(english.iter().chain(&french).all(|sentence| sentence.len() > 10), "{english:?} {french:?}");
    english
}

#[tokio::test]
async fn the_first_visit_brings_mentions_and_the_next_one_is_asked_for_once_with_its_reason() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says_feed("/feed", rss(&[entry("1", "Solenne arrive"), entry("2", "Autre chose")]));
        t.topic("Solenne", "solenne").await;
        let source = t.source(&site.at("/feed")).await;
        assert_eq!(t.run_due_jobs().await, 1);
        assert_eq!(titles(&t).await, ["Solenne arrive"]);
        let after = now_of(&t, &source).await;
        assert_eq!((after.state.as_str(), after.failures, after.documents), ("as_expected", 0, 2));
        assert_eq!((after.visited_at, after.succeeded_at), (Some(t.now()), Some(t.now())));
        assert!(after.next_at > Some(t.now()));
        assert_eq!(due(&t, &source).await, after.next_at);
        for language in [Language::English, Language::French] {
            assert!(visit::next_sentence(&after.next_reason, language).is_some_and(|sentence| sentence.len() > 10));
        }
        let visit = last_visit(&t, &source).await;
        assert_eq!((visit.outcome.as_str(), visit.status, visit.seen, visit.new), ("read", Some(200), 2, 2));
        assert_eq!(t.run_due_jobs().await, 0);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn what_did_not_change_is_not_read_again() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/tagged", 200, &[("etag", "\"1\"")], rss(&[entry("1", "Solenne")]));
        site.says_feed("/plain", rss(&[entry("2", "Solenne")]));
        let (tagged, plain) = (t.source(&site.at("/tagged")).await, t.source(&site.at("/plain")).await);
        t.run_due_jobs().await;
        t.wait(DAY);
        t.run_due_jobs().await;
        assert_eq!(site.last_header("/tagged", "if-none-match").as_deref(), Some("\"1\""));
        let visit = last_visit(&t, &tagged).await;
        assert_eq!((visit.outcome.as_str(), visit.status, visit.seen), ("unchanged", Some(304), 0));
        let visit = last_visit(&t, &plain).await;
        assert_eq!((visit.outcome.as_str(), visit.status, visit.seen), ("unchanged", Some(200), 0));
        // The same body under a new name: the new name is asked by from then on.
        site.says("/tagged", 200, &[("etag", "\"2\"")], rss(&[entry("1", "Solenne")]));
        t.wait(DAY);
        t.run_due_jobs().await;
        assert_eq!(last_visit(&t, &tagged).await.status, Some(200));
        assert_eq!(now_of(&t, &tagged).await.etag.as_deref(), Some("\"2\""));
    })
    .await;
}

#[tokio::test]
async fn an_address_is_rewritten_only_when_the_whole_way_is_permanent_and_nobody_else_is_there() {
    TestApp::each(|t| async move {
        let (site, other) = (Site::start().await, Site::start_at("127.0.0.2").await);
        other.says_feed("/new", rss(&[entry("1", "Solenne")]));
        site.says_feed("/here", rss(&[entry("2", "Solenne")]));
        site.says_feed("/theirs", rss(&[entry("3", "Solenne")]));
        site.says("/step", 308, &[("location", &other.at("/new"))], "");
        site.says("/old", 301, &[("location", "/step")], "");
        site.says("/half", 301, &[("location", "/then")], "");
        site.says("/then", 302, &[("location", "/here")], "");
        site.says("/rival", 301, &[("location", "/theirs")], "");
        let [old, half, theirs, rival] = [
            t.source(&site.at("/old")).await,
            t.source(&site.at("/half")).await,
            t.source(&site.at("/theirs")).await,
            t.source(&site.at("/rival")).await,
        ];
        t.run_due_jobs().await;
        assert_eq!(now_of(&t, &old).await.address, other.at("/new"));
        assert_eq!(now_of(&t, &half).await.address, site.at("/half"));
        assert_eq!(now_of(&t, &theirs).await.address, site.at("/theirs"));
        assert_eq!(now_of(&t, &rival).await.address, site.at("/rival"));
        for source in [&old, &half, &theirs, &rival] {
            assert_eq!(last_visit(&t, source).await.outcome, "read");
        }
        let job = t.reader().open_job(VISIT_JOB, &old.id.to_string()).await.unwrap().unwrap();
        assert_eq!(job.lane, visit::job(t.workspace, old.id, &other.at("/new"), 0).lane, "the lane is the new host's");
        t.wait(DAY);
        t.run_due_jobs().await;
        assert_eq!((site.count("/old"), other.count("/new")), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_gone_is_paused_with_a_notice() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/feed", 410, &[], "");
        let source = t.source(&site.at("/feed")).await;
        t.run_due_jobs().await;
        let gone = now_of(&t, &source).await;
        assert_eq!((gone.state.as_str(), gone.paused_at, gone.next_at), ("gone", Some(t.now()), None));
        assert!(!sentences(&t, &gone).is_empty());
        let events = t.reader().events_of("source", source.id.get(), 10).await.unwrap();
        assert!(events.iter().any(|event| event.verb == "source.changed_state" && event.detail.contains("gone")), "{events:?}");
        assert_eq!(due(&t, &source).await, None);
        t.wait(30 * DAY);
        t.run_due_jobs().await;
        assert_eq!(site.count("/feed"), 1);
        site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
        t.app.change_source(&t.actor(), source.id, SourceAct::Resume).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(now_of(&t, &source).await.state, "as_expected");
    })
    .await;
}

#[tokio::test]
async fn a_site_that_asks_to_wait_is_left_alone_until_then() {
    TestApp::each(|t| async move {
        for (host, status) in [("127.0.0.1", 429), ("127.0.0.2", 503)] {
            let site = Site::start_at(host).await;
            site.says("/feed", status, &[("retry-after", "7200")], "");
            let source = t.source(&site.at("/feed")).await;
            t.run_due_jobs().await;
            let waiting = now_of(&t, &source).await;
            assert_eq!(waiting.state, "waiting", "{status}");
            assert!(waiting.next_at >= Some(t.now() + 7_200 * SECOND), "{status}");
            assert!(!sentences(&t, &waiting).is_empty());
            site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
            t.wait(7_000);
            t.run_due_jobs().await;
            assert_eq!(site.count("/feed"), 1);
            t.wait(DAY);
            t.run_due_jobs().await;
            assert_eq!(now_of(&t, &source).await.state, "as_expected");
        }
    })
    .await;
}

#[tokio::test]
async fn a_source_that_fails_is_visited_ever_more_rarely_and_never_given_up() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/feed", 500, &[], "");
        let source = t.source(&site.at("/feed")).await;
        let mut waits = Vec::new();
        for failures in 1..=30 {
            t.run_due_jobs().await;
            let failing = now_of(&t, &source).await;
            assert_eq!((failing.state.as_str(), failing.failures), ("failing", failures));
            let wait = due(&t, &source).await.expect("there is a next visit") - t.now();
            waits.push(wait / SECOND);
            t.wait(wait / SECOND + 1);
        }
        assert!(waits[0] < 3_600 && waits[29] > 20 * 3_600, "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= DAY), "{waits:?}");
        assert!(!sentences(&t, &now_of(&t, &source).await).is_empty());
        site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
        t.run_due_jobs().await;
        let well = now_of(&t, &source).await;
        assert_eq!((well.state.as_str(), well.failures), ("as_expected", 0));
    })
    .await;
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn bad_answers_are_told_in_a_sentence_and_the_good_source_beside_them_is_read() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/blocked", 403, &[], "");
        site.says("/html", 200, &[("content-type", "text/html")], "<!doctype html><title>Un site</title><p>Bonjour, Solenne.");
        site.says_feed("/empty", "");
        site.says_feed("/noise", [0_u8, 159, 146, 150, 255, 254].repeat(100));
        site.says("/gzip", 200, &[("content-encoding", "gzip")], gzip(&vec![b' '; 60 << 20]));
        site.says_feed("/huge", vec![b'a'; 50 << 20]);
        site.says("/loop", 302, &[("location", "/loop")], "");
        site.says("/long0", 302, &[("location", "/long1")], "");
        for step in 1..30 {
            let path = format!("/long{step}");
            site.says(&path, 302, &[("location", &format!("/long{}", step + 1))], "");
        }
        site.says("/nowhere", 404, &[], "");
        let bad = [
            ("/blocked", "blocked", "blocked"),
            ("/html", "no_feed", "failing"),
            ("/empty", "no_feed", "failing"),
            ("/noise", "no_feed", "failing"),
            ("/gzip", "too_large", "failing"),
            ("/huge", "too_large", "failing"),
            ("/loop", "redirects", "failing"),
            ("/long0", "redirects", "failing"),
            ("/nowhere", "not_found", "failing"),
        ];
        let mut sources = Vec::new();
        for (path, ..) in bad {
            sources.push(t.source(&site.at(path)).await);
        }
        site.says_feed("/good", rss(&[entry("1", "Solenne")]));
        let good = t.source(&site.at("/good")).await;
        t.run_due_jobs().await;
        for ((path, outcome, state), source) in bad.iter().zip(&sources) {
            let visit = last_visit(&t, source).await;
            assert_eq!(visit.outcome, *outcome, "{path}");
            let source = now_of(&t, source).await;
            assert_eq!(source.state, *state, "{path}");
            assert!(!sentences(&t, &source).is_empty(), "{path}");
            assert_eq!(due(&t, &source).await, source.next_at, "{path}");
            assert_eq!(source.documents, 0, "{path}");
        }
        assert_eq!(now_of(&t, &good).await.documents, 1);
    })
    .await;
}

#[tokio::test]
async fn of_a_damaged_feed_the_good_part_is_kept_and_the_damage_named() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        t.topic("Solenne", "solenne").await;
        let whole = rss(&[entry("1", "Solenne un"), entry("2", "Solenne deux"), entry("3", "Solenne trois")]);
        let cut = whole[..whole.find("Solenne trois").unwrap()].to_owned();
        site.says("/cut", 200, &[("etag", "\"1\"")], cut);
        let source = t.source(&site.at("/cut")).await;
        t.run_due_jobs().await;
        let read = now_of(&t, &source).await;
        assert_eq!(last_visit(&t, &source).await.outcome, "read");
        assert!(titles(&t).await.starts_with(&["Solenne deux".to_owned(), "Solenne un".to_owned()]));
        assert!(Reason::from_stored(&read.state_reason).reading.is_some(), "{}", read.state_reason);
        assert!(!sentences(&t, &read).is_empty());
        // The same answer again is as damaged as it was.
        t.wait(DAY);
        t.run_due_jobs().await;
        assert_eq!(last_visit(&t, &source).await.outcome, "unchanged");
        assert!(Reason::from_stored(&now_of(&t, &source).await.state_reason).reading.is_some());
        site.says("/cut", 200, &[("etag", "\"2\"")], whole);
        t.wait(DAY);
        t.run_due_jobs().await;
        assert_eq!(Reason::from_stored(&now_of(&t, &source).await.state_reason).reading, None);
        assert_eq!(titles(&t).await, ["Solenne deux", "Solenne trois", "Solenne un"]);
    })
    .await;
}

#[tokio::test]
async fn entities_are_not_blown_up() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        t.topic("Solenne", "solenne").await;
        let mut bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"haha haha haha haha\">".to_owned();
        for level in 1..40 {
            let inner = format!("&a{};", level - 1).repeat(10);
            bomb.push_str(&format!("<!ENTITY a{level} \"{inner}\">"));
        }
        let feed = rss(&[entry("1", "Solenne &a39;"), entry("2", "Solenne deux")]);
        bomb.push_str(&format!("]>{}", feed.strip_prefix("<?xml version=\"1.0\"?>").unwrap()));
        site.says_feed("/bomb", bomb);
        t.source(&site.at("/bomb")).await;
        t.run_due_jobs().await;
        let kept = documents(&t).await;
        assert_eq!(kept.len(), 2);
        assert!(kept.iter().all(|document| document.title.len() < 2_000 && document.text.len() < 100_000));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_charset_label_does_not_spoil_the_words_and_script_comes_out_as_text() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        t.topic("Solenne", "solenne").await;
        let feed = rss(&[entry("1", "Solenne, l'\u{e9}t\u{e9} arriv\u{e9}")]);
        let latin: Vec<u8> = feed.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        site.says("/latin", 200, &[("content-type", "application/rss+xml; charset=utf-8")], latin);
        let title = "Solenne &lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;x";
        let body =
            "<description>&lt;script&gt;alert(2)&lt;/script&gt;&lt;img src=x onerror=alert(3)&gt;Texte&lt;/p&gt;</description>";
        let item = entry("2", title).replace("<description>Texte de 2.</description>", body);
        site.says_feed("/script", rss(&[item]));
        t.source(&site.at("/latin")).await;
        t.source(&site.at("/script")).await;
        t.run_due_jobs().await;
        let kept = documents(&t).await;
        assert_eq!(kept.len(), 2);
        assert!(kept.iter().any(|document| document.title == "Solenne, l'été arrivé"), "{kept:?}");
        for document in &kept {
            assert!(!document.html.contains("<script") && !document.html.contains("onerror"), "{}", document.html);
            assert!(!document.title.contains("<script"), "{}", document.title);
        }
    })
    .await;
}

#[tokio::test]
async fn signs_and_lengths_that_a_database_cannot_hold_keep_nothing_out() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        t.topic("Solenne", "solenne").await;
        // Random letters: PostgreSQL would squeeze anything regular.
        let mut state = 7_u64;
        let long: String = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'a' + u8::try_from((state >> 33) % 26).unwrap())
        })
        .take(20_000)
        .collect();
        let nul = "x\u{0}y";
        let feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1", "title": nul, "home_page_url": format!("https://site.example/{nul}"), "language": long,
            "items": [
                { "id": nul, "url": format!("https://site.example/{nul}"), "title": format!("Solenne {nul}"), "content_text": nul, "tags": [nul],
                  "language": nul, "image": format!("https://site.example/{nul}.png"), "authors": [{ "name": nul, "url": format!("https://a.example/{nul}") }] },
                { "id": long, "url": format!("https://site.example/{long}"), "title": "Solenne longue", "content_text": long, "tags": [long],
                  "language": long },
            ],
        });
        site.says("/feed", 200, &[("content-type", "application/feed+json")], feed.to_string());
        let source = t.source(&site.at("/feed")).await;
        t.run_due_jobs().await;
        assert_eq!(last_visit(&t, &source).await.outcome, "read");
        assert_eq!(titles(&t).await.len(), 2);
        assert!(documents(&t).await.iter().all(|document| document.language.len() <= 3));
        // Known again under the same ids.
        site.says("/feed", 200, &[("content-type", "application/feed+json")], format!("{feed} "));
        t.wait(DAY);
        t.run_due_jobs().await;
        assert_eq!((last_visit(&t, &source).await.new, last_visit(&t, &source).await.changed), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn an_id_that_all_entries_share_hides_no_new_one() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        t.topic("Solenne", "solenne").await;
        let same = |names: &[&str]| {
            let entries: Vec<String> = names
                .iter()
                .map(|name| {
                    entry(name, &format!("Solenne {name}")).replace(&format!(">{name}</guid>"), ">https://site.example</guid>")
                })
                .collect();
            rss(&entries)
        };
        let source = t.source(&site.at("/feed")).await;
        for names in [&["a"][..], &["b", "a"], &["d", "c", "b"], &["d", "c", "b", "a"]] {
            site.says_feed("/feed", same(names));
            t.run_due_jobs().await;
            t.wait(DAY);
        }
        assert_eq!(titles(&t).await, ["Solenne a", "Solenne b", "Solenne c", "Solenne d"]);
        let visits = t.reader().visits(source.id, 10).await.unwrap();
        assert!(visits.iter().all(|visit| visit.changed == 0), "{visits:?}");
    })
    .await;
}

#[tokio::test]
async fn a_paused_source_is_not_visited() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
        let source = t.source(&site.at("/feed")).await;
        t.app.change_source(&t.actor(), source.id, SourceAct::Pause).await.unwrap();
        // A job that was left over, as by another process at the same moment.
        let tx = t.store.begin().await.unwrap();
        tx.enqueue(&visit::job(t.workspace, source.id, &source.address, t.now()), t.now()).await.unwrap();
        tx.commit().await.unwrap();
        t.run_due_jobs().await;
        assert_eq!((site.count("/feed"), due(&t, &source).await), (0, None));
    })
    .await;
}

/// Does `act` while the only source, at `/feed`, is being fetched.
async fn during_a_visit(t: &TestApp, site: &Site, act: impl Future<Output = ()>) {
    let gate = site.hold("/feed");
    let work = AtWork::start(&t.app);
    site.asked("/feed", 1).await;
    act.await;
    gate.add_permits(100);
    work.end().await;
}

#[tokio::test]
async fn what_people_do_to_a_source_during_its_visit_stays() {
    TestApp::each(|t| async move {
        for act in [SourceAct::Pause, SourceAct::Remove] {
            let site = Site::start().await;
            site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
            let source = t.source(&site.at("/feed")).await;
            during_a_visit(&t, &site, async { t.app.change_source(&t.actor(), source.id, act).await.unwrap() }).await;
            assert_eq!(due(&t, &source).await, None, "{act:?}");
            match t.reader().source(source.id).await.unwrap() {
                Some(paused) => {
                    assert_eq!((act, paused.state.as_str(), paused.next_at), (SourceAct::Pause, "paused", None));
                }
                None => assert_eq!(act, SourceAct::Remove),
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_changed_during_a_visit_inherits_nothing_from_the_old_one() {
    TestApp::each(|t| async move {
        let (site, other) = (Site::start().await, Site::start_at("127.0.0.2").await);
        site.says("/feed", 200, &[("etag", "\"old\"")], rss(&[entry("1", "Solenne")]));
        other.says("/elsewhere", 200, &[("etag", "\"old\"")], rss(&[entry("2", "Solenne")]));
        let source = t.source(&site.at("/feed")).await;
        let edit = NewSource {
            address: other.at("/elsewhere"),
            title: "Ailleurs".to_owned(),
            kind: "news".to_owned(),
            ..NewSource::default()
        };
        during_a_visit(&t, &site, async { t.app.edit_source(&t.actor(), source.id, &edit).await.unwrap() }).await;
        t.run_due_jobs().await;
        assert_eq!(other.last_header("/elsewhere", "if-none-match"), None);
        let after = now_of(&t, &source).await;
        assert_eq!((after.address, after.title.as_str(), after.documents), (other.at("/elsewhere"), "Ailleurs", 2));
        assert!(due(&t, &source).await > Some(t.now()));
    })
    .await;
}

#[tokio::test]
async fn a_slow_site_delays_nobody_else() {
    TestApp::each(|t| async move {
        let (slow, quick) = (Site::start().await, Site::start_at("127.0.0.2").await);
        slow.says_feed("/feed", rss(&[entry("1", "Solenne")]));
        let gate = slow.hold("/feed");
        let waiting = t.source(&slow.at("/feed")).await;
        let work = AtWork::start(&t.app);
        slow.asked("/feed", 1).await;
        // What comes due while the slow one is under way.
        for path in ["/a", "/b", "/c"] {
            quick.says_feed(path, rss(&[entry(path.trim_start_matches('/'), "Solenne")]));
            t.source(&quick.at(path)).await;
            quick.asked(path, 1).await;
        }
        assert_eq!(now_of(&t, &waiting).await.visited_at, None);
        gate.add_permits(1);
        work.end().await;
        assert_eq!(now_of(&t, &waiting).await.documents, 1);
    })
    .await;
}
