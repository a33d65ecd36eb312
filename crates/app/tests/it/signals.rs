//! Signals: raised once, ended, told, judged; the past replayed.

use app::listen::{alert_save::AlertForm, signal_watch::SIGNAL_JOB, visit::VISIT_JOB};
use domain::Document;
use store::{signal::Signal, signal::SignalFilter, source::Source, stream::StreamFilter, topic::Topic};
use testkit::{TestApp, said};

const HOUR_US: i64 = 3_600_000_000;
const MINUTE_US: i64 = 60_000_000;

/// Documents at these moments, each on its own address.
fn documents(name: &str, moments: impl IntoIterator<Item = i64>) -> Vec<Document> {
    let one = |(n, at)| {
        said(
            &format!("https://site.example/{name}/{n}"),
            &format!("Avis {name} {n}"),
            &format!("Alto, la veste numéro {n} du jour {at}."),
            at,
        )
    };
    moments.into_iter().enumerate().map(one).collect()
}

/// A topic of which something was said every twenty minutes for eight days, with a bell at the next full hour.
async fn usual(t: &TestApp) -> (Source, Topic) {
    let topic = t.topic("Alto", "alto").await;
    let source = t.source("https://site.example/feed").await;
    set(t, &source, "well").await;
    let now = t.now() - t.now().rem_euclid(HOUR_US);
    let past = documents("past", (0..8 * 72).map(|n| now - n * 20 * MINUTE_US));
    for part in past.chunks(100) {
        t.app.ingest(&t.actor(), &source, part.to_vec()).await.unwrap();
    }
    (source, topic)
}

/// Lets five minutes pass so often, with the watch at work after each.
async fn watch(t: &TestApp, times: usize) {
    for _ in 0..times {
        t.wait(300);
        t.app.ask_for_signals().await.unwrap();
        t.run_due_jobs().await;
    }
}

/// Lets hours pass, with the watch at work after each.
async fn watch_hours(t: &TestApp, hours: usize) {
    for _ in 0..hours {
        t.wait(3_600);
        t.app.ask_for_signals().await.unwrap();
        t.run_due_jobs().await;
    }
}

async fn signals(t: &TestApp) -> Vec<Signal> {
    t.app.signals(&t.actor(), &SignalFilter::default()).await.unwrap()
}

async fn peaks(t: &TestApp) -> Vec<Signal> {
    signals(t).await.into_iter().filter(|signal| signal.kind == "peak").collect()
}

/// Forty mentions within ten minutes.
async fn burst(t: &TestApp, source: &Source, name: &str) {
    let now = t.now();
    t.app.ingest(&t.actor(), source, documents(name, (0..40).map(|n| now - 8 * MINUTE_US + n * 10_000_000))).await.unwrap();
}

/// Says how a source is. It is never due: the clock is moved by hand, and nobody visits.
async fn set(t: &TestApp, source: &Source, state: &str) {
    let tx = t.store.begin().await.unwrap();
    tx.cancel_job(VISIT_JOB, &source.id.to_string()).await.unwrap();
    let source = tx.source(t.workspace, source.id).await.unwrap().unwrap();
    tx.save_source(&Source { state: state.to_owned(), next_at: None, ..source }).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_episode_raises_one_signal_that_begins_peaks_and_ends() {
    TestApp::each(|t| async move {
        let (source, topic) = usual(&t).await;
        watch(&t, 3).await;
        assert!(signals(&t).await.is_empty(), "a quiet topic and its past raise nothing");
        burst(&t, &source, "burst").await;
        watch(&t, 3).await;
        let raised = peaks(&t).await;
        assert_eq!(raised.len(), 1, "{raised:?}");
        let signal = &raised[0];
        assert_eq!((signal.topic_id, signal.ended_at, signal.hindsight), (topic.id, None, false));
        assert!(signal.started_at <= signal.alarmed_at && signal.count > signal.high && signal.above > 0.0, "{signal:?}");
        let read = t.app.read_signal(&t.actor(), signal.id).await.unwrap();
        assert!(read.told.evidence.mentions >= 30 && read.told.evidence.first_document.is_some(), "{:?}", read.told.evidence);
        assert!(!read.told.sentence(domain::Language::French).is_empty());
        // Eight hours later it is over, and it is still one.
        watch(&t, 96).await;
        let over = peaks(&t).await;
        assert_eq!(over.iter().map(|signal| signal.id).collect::<Vec<_>>(), [signal.id]);
        assert!(over[0].ended_at.is_some_and(|end| end > signal.started_at && end < t.now() - HOUR_US), "{:?}", over[0]);
    })
    .await;
}

#[tokio::test]
async fn the_same_work_done_twice_is_the_same() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        watch(&t, 1).await;
        burst(&t, &source, "burst").await;
        watch(&t, 2).await;
        let once = format!("{:?}", signals(&t).await);
        let job = t.reader().open_job(SIGNAL_JOB, &t.workspace.to_string()).await.unwrap().unwrap();
        let tx = t.store.begin().await.unwrap();
        tx.reschedule(job.id, t.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(t.run_due_jobs().await > 0);
        assert_eq!(format!("{:?}", signals(&t).await), once);
    })
    .await;
}

#[tokio::test]
async fn an_archive_that_is_filled_later_raises_nothing() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        watch(&t, 1).await;
        let then = t.now() - 30 * HOUR_US;
        t.app.ingest(&t.actor(), &source, documents("late", (0..80).map(|n| then + n * 10_000_000))).await.unwrap();
        watch(&t, 3).await;
        assert!(peaks(&t).await.is_empty(), "{:?}", peaks(&t).await);
    })
    .await;
}

#[tokio::test]
async fn feedback_moves_the_threshold_and_can_be_taken_back() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        watch(&t, 1).await;
        burst(&t, &source, "burst").await;
        watch(&t, 2).await;
        let signal = peaks(&t).await.remove(0);
        let factor = async || t.app.read_signal(&t.actor(), signal.id).await.unwrap().threshold.unwrap().factor();
        for (said, expect) in [("noise", 1.15), ("noise", 1.15), ("useful", 0.9), ("", 1.0)] {
            t.app.judge_signal(&t.actor(), signal.id, said).await.unwrap();
            assert!((factor().await - expect).abs() < 1e-9, "{said}: {}", factor().await);
        }
        t.app.judge_signal(&t.actor(), signal.id, "noise").await.unwrap();
        watch(&t, 14).await;
        assert!((factor().await - 1.15).abs() < 1e-9, "the watch keeps it");
        assert!(t.app.judge_signal(&t.actor(), signal.id, "perhaps").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_replay_says_what_was_said_live() {
    TestApp::each(|t| async move {
        let (source, topic) = usual(&t).await;
        watch(&t, 1).await;
        burst(&t, &source, "burst").await;
        watch(&t, 3).await;
        let live = peaks(&t).await.remove(0);
        let second = |at: i64| at / 1_000_000;
        let (now_s, from_s) = (second(t.now()), second(t.now()) - 86_400);
        let replayed = t.app.replay_topic(&t.actor(), topic.id, from_s, now_s, now_s).await.unwrap();
        let found: Vec<_> = replayed.findings.iter().filter(|one| one.episode.kind == domain::signal::Kind::Peak).collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].known_s, found[0].episode.start_s), (second(live.alarmed_at), second(live.started_at)));
        // Up to the point before the alarm nothing is known of it.
        let before = t.app.replay_topic(&t.actor(), topic.id, from_s, now_s, found[0].known_s - 300).await.unwrap();
        assert!(before.findings.is_empty() && before.points.len() < replayed.points.len());
    })
    .await;
}

#[tokio::test]
async fn silence_is_told_and_ill_sources_are_not_silence() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        set(&t, &source, "failing").await;
        watch_hours(&t, 24).await;
        assert!(signals(&t).await.iter().all(|signal| signal.kind != "silence"), "the sources are ill");
        set(&t, &source, "well").await;
        watch_hours(&t, 24).await;
        let silent: Vec<Signal> = signals(&t).await.into_iter().filter(|signal| signal.kind == "silence").collect();
        assert_eq!(silent.len(), 1, "{silent:?}");
    })
    .await;
}

#[tokio::test]
async fn an_alert_tells_a_signal_once() {
    TestApp::each(|t| async move {
        let (source, topic) = usual(&t).await;
        watch(&t, 1).await;
        let about = format!("signals:{}", topic.id);
        let form =
            AlertForm { name: "", about: &about, rhythm: "at_once", hour: "", way: "mail", address: "lea@solenne.example" };
        let alert = t.app.save_alert(&t.actor(), None, form).await.unwrap().id;
        burst(&t, &source, "burst").await;
        watch(&t, 6).await;
        let told = t.reader().notifications(Some(alert), None, 10).await.unwrap();
        let listed: Vec<i64> = told.iter().flat_map(|one| serde_json::from_str::<Vec<i64>>(&one.signals).unwrap()).collect();
        let peak = peaks(&t).await.remove(0);
        assert_eq!(listed.iter().filter(|id| **id == peak.id.get()).count(), 1, "{told:?}");
        assert!(told.iter().all(|one| one.documents == "[]"), "it tells of no single mentions");
        assert!(!t.reader().stream(&StreamFilter::default(), None, 1).await.unwrap().is_empty());
    })
    .await;
}

/// Documents said within the last minutes, each with its own words, on sites of these names.
async fn say(t: &TestApp, source: &Source, name: &str, minutes: i64, texts: impl IntoIterator<Item = (String, String)>) {
    let texts: Vec<(String, String)> = texts.into_iter().collect();
    let (now, count) = (t.now(), i64::try_from(texts.len()).unwrap());
    let one = |(n, (site, text)): (usize, (String, String))| {
        let at = now - (i64::try_from(n).unwrap() + 1) * minutes * MINUTE_US / (count + 1);
        said(&format!("https://{site}/{name}/{n}"), &format!("{name} {n}"), &text, at)
    };
    t.app.ingest(&t.actor(), source, texts.into_iter().enumerate().map(one).collect()).await.unwrap();
}

async fn of_kind(t: &TestApp, kind: &str) -> Vec<Signal> {
    signals(t).await.into_iter().filter(|signal| signal.kind == kind).collect()
}

#[tokio::test]
async fn what_turns_negative_is_told_and_says_how_sure_it_is() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        // What was said so far was well meant, so that there is a usual share of negative.
        let praise = |n: i64| format!("Alto, la veste {n} : je l'adore, elle est magnifique et très bien coupée. Merci, je suis ravie !");
        say(&t, &source, "praise", 8 * 24 * 60, (0..60).map(|n| ("site.example".to_owned(), praise(n)))).await;
        watch(&t, 1).await;
        assert!(of_kind(&t, "negative_peak").await.is_empty());
        let grief = |n: i64| format!("Quelle honte, Alto, la veste {n} : la fermeture a cassé en deux jours, le service ne répond jamais. Je suis furieuse.");
        for hour in 0..3 {
            say(&t, &source, &format!("grief{hour}"), 50, (0..8).map(|n| ("site.example".to_owned(), grief(hour * 100 + n)))).await;
            watch(&t, 12).await;
        }
        let told = of_kind(&t, "negative_peak").await;
        assert_eq!(told.len(), 1, "{:?}", signals(&t).await);
        let read = t.app.read_signal(&t.actor(), told[0].id).await.unwrap();
        let (low, high) = read.told.evidence.negative_bounds;
        assert!(read.told.evidence.negative >= 5 && low > 0.2 && low < high, "{:?}", read.told.evidence);
        assert!(read.signal.buzz > 0.0 && read.told.sentence(domain::Language::English).contains("more negative"), "{:?}", read.signal);
    })
    .await;
}

#[tokio::test]
async fn a_theme_that_comes_up_is_told_with_its_phrase() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        watch(&t, 1).await;
        for hour in 0..3 {
            let text = |n: i64| {
                format!("Alto : encore un rappel produit annoncé au magasin {}, rappel produit confirmé.", hour * 100 + n)
            };
            say(&t, &source, &format!("recall{hour}"), 50, (0..6).map(|n| ("site.example".to_owned(), text(n)))).await;
            watch(&t, 12).await;
        }
        let told = of_kind(&t, "new_theme").await;
        assert!(told.iter().any(|signal| signal.phrase.contains("rappel")), "{:?}", signals(&t).await);
        let read = t.app.read_signal(&t.actor(), told[0].id).await.unwrap();
        assert!(read.told.evidence.mentions >= 5 && read.told.evidence.phrases[0].count >= 5, "{:?}", read.told.evidence);
        // What the topic asks for stands in every mention, and does not stand out.
        assert!(read.told.evidence.phrases.iter().all(|phrase| phrase.name != "alto"), "{:?}", read.told.evidence);
    })
    .await;
}

#[tokio::test]
async fn what_spreads_to_many_sites_is_told_and_as_much_on_one_is_not() {
    TestApp::each(|t| async move {
        let (source, _) = usual(&t).await;
        watch(&t, 1).await;
        let text = |n: i64| format!("Alto, vu ailleurs, la page numéro {n}.");
        say(&t, &source, "one", 50, (0..12).map(|n| ("site.example".to_owned(), text(n)))).await;
        watch(&t, 12).await;
        assert!(of_kind(&t, "spread").await.is_empty(), "one site is no spread");
        say(&t, &source, "many", 50, (0..12).map(|n| (format!("site{n}.example"), text(100 + n)))).await;
        watch(&t, 13).await;
        let told = of_kind(&t, "spread").await;
        assert_eq!(told.len(), 1, "{:?}", signals(&t).await);
        assert!(told[0].count >= 10.0 && told[0].expected < 3.0, "{:?}", told[0]);
    })
    .await;
}

#[tokio::test]
async fn with_a_source_ill_that_says_little_silence_is_still_told() {
    TestApp::each(|t| async move {
        usual(&t).await;
        let small = t.source("https://small.example/feed").await;
        let past = (0..20).map(|n| ("small.example".to_owned(), format!("Alto, un petit mot de plus, le numéro {n}.")));
        say(&t, &small, "small", 8 * 24 * 60, past).await;
        set(&t, &small, "failing").await;
        watch_hours(&t, 24).await;
        let told = of_kind(&t, "silence").await;
        assert_eq!(told.len(), 1, "{:?}", signals(&t).await);
        assert!(told[0].count < 1.0 && told[0].expected > 10.0, "{:?}", told[0]);
    })
    .await;
}
