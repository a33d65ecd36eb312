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
        watch(&t, 24 * 12).await;
        assert!(signals(&t).await.iter().all(|signal| signal.kind != "silence"), "the sources are ill");
        set(&t, &source, "well").await;
        watch(&t, 24 * 12).await;
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
