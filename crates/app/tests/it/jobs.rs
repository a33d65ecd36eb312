//! Work that is due: once, by one worker, and harmless when it is done twice.

use app::{
    App, Config, Vault,
    listen::{
        alert_save::AlertForm,
        alerting::{COMPOSE_JOB, NOTIFY_JOB},
        opml_import::IMPORT_JOB,
        reread::REREAD_JOB,
        signal_watch::SIGNAL_JOB,
        source_change::SourceAct,
        topic_save::{Asked, TopicDraft},
        topic_search::SEARCH_JOB,
        visit::VISIT_JOB,
    },
    publish::{
        chain_save::{ASK_JOB, ChainForm, StepForm},
        notice::NOTICE_JOB,
        post_save::PostDraft,
    },
    worker::LEASE_US,
};
use connect::fetch::{Client, FetchPolicy};
use store::{
    Id,
    job::{NewJob, Room},
    stream::StreamFilter,
    topic::Topic,
};
use testkit::{TestApp, said};

use crate::visit_site::{AtWork, PATIENCE, Site, entry, rss};

fn draft(name: &str, query: &str) -> TopicDraft {
    TopicDraft { name: name.to_owned(), kind: "theme".to_owned(), asked: Asked::Text(query.to_owned()) }
}

async fn enqueue(t: &TestApp, kind: &'static str, key: &str, payload: &str) {
    let lane = format!("{kind} {key}");
    let job = NewJob { workspace_id: t.workspace, kind, key: key.to_owned(), lane, payload: payload.to_owned(), due_at: t.now() };
    let tx = t.store.begin().await.unwrap();
    tx.enqueue(&job, t.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Everything that a second run could have doubled.
async fn all_there_is(t: &TestApp) -> String {
    let reader = t.reader();
    let mut titles = Vec::new();
    for row in reader.stream(&StreamFilter::default(), None, 1_000).await.unwrap() {
        let bringers = reader.document_bringers(row.id).await.unwrap().len();
        let versions = reader.document_versions(row.id).await.unwrap().len();
        titles.push(format!("{} {bringers} {versions}", row.title));
    }
    let mut sources: Vec<String> = Vec::new();
    for source in reader.sources(&store::source::SourceFilter::default(), 1_000).await.unwrap() {
        let visits = reader.open_job(VISIT_JOB, &source.id.to_string()).await.unwrap().is_some();
        sources.push(format!("{} {} {} {visits}", source.address, source.documents, source.failures));
    }
    let ids: Vec<Id<Topic>> =
        std::iter::once(Id::new(0)).chain(reader.topics().await.unwrap().iter().map(|topic| topic.id)).collect();
    let topics = reader.counts_of_topics(&ids, 0, i64::MAX).await.unwrap();
    let imports = reader.imports(100).await.unwrap();
    let recount = t.store.check_rollups().await.unwrap();
    let asks = reader.waiting_asks(100).await.unwrap();
    let mut notices = Vec::new();
    for ask in &asks {
        let told = reader.notices(ask.post_id, 100).await.unwrap();
        notices.extend(told.into_iter().map(|notice| format!("{} {} {}", notice.id, notice.kind, notice.state)));
    }
    format!("{asks:?} {notices:?} {titles:?} {sources:?} {topics:?} {imports:?} {recount:?}")
}

/// Runs what is due, puts the job of that kind back as it was asked for, runs it again.
async fn twice(t: &TestApp, kind: &'static str, key: &str) {
    let asked = t.reader().open_job(kind, key).await.unwrap().expect("the job is asked for");
    t.run_due_jobs().await;
    let once = all_there_is(t).await;
    match t.reader().open_job(kind, key).await.unwrap() {
        Some(next) => {
            let tx = t.store.begin().await.unwrap();
            tx.reschedule(next.id, t.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        None => enqueue(t, kind, key, &asked.payload).await,
    }
    assert!(t.run_due_jobs().await > 0, "{kind} ran again");
    assert_eq!(all_there_is(t).await, once, "{kind}");
}

#[tokio::test]
async fn a_job_that_runs_twice_changes_nothing_the_second_time() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says_feed("/feed", rss(&[entry("1", "Solenne un"), entry("2", "Solenne deux")]));
        t.topic("Solenne", "solenne").await;
        let source = t.source(&site.at("/feed")).await;
        twice(&t, VISIT_JOB, &source.id.to_string()).await;
        let topic = t.app.save_topic(&t.actor(), None, &draft("Un", "un")).await.unwrap();
        twice(&t, SEARCH_JOB, &topic.to_string()).await;
        let list =
            format!("<opml><body><outline type=\"rss\" xmlUrl=\"{}\"/><outline text=\"x\"/></body></opml>", site.at("/other"));
        let import = t.app.import_opml(&t.actor(), list.into_bytes(), "list.opml").await.unwrap();
        twice(&t, IMPORT_JOB, &import.to_string()).await;
        t.app.reread(&t.actor()).await.unwrap();
        twice(&t, REREAD_JOB, &t.workspace.to_string()).await;
        t.app.ask_for_signals().await.unwrap();
        t.wait(300);
        twice(&t, SIGNAL_JOB, &t.workspace.to_string()).await;
    })
    .await;
}

#[tokio::test]
async fn an_alert_that_is_composed_and_sent_twice_is_told_once() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/hook", 200, &[], "");
        let topic = t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let (about, address) = (format!("topic:{}", topic.id), site.at("/hook"));
        let form = AlertForm { name: "", about: &about, rhythm: "at_once", hour: "", way: "webhook", address: &address };
        let alert = t.app.save_alert(&t.actor(), None, form).await.unwrap().id;
        let document = said("https://site.example/1", "Solenne", "Texte.", t.now());
        t.app.ingest(&t.actor(), &source, vec![document]).await.unwrap();
        t.app.change_source(&t.actor(), source.id, SourceAct::Pause).await.unwrap();
        t.wait(60);
        twice(&t, COMPOSE_JOB, &alert.to_string()).await;
        let sent = t.reader().notifications(Some(alert), None, 10).await.unwrap();
        assert_eq!(sent.iter().map(|sent| sent.state.as_str()).collect::<Vec<_>>(), ["sent"]);
        enqueue(&t, NOTIFY_JOB, &sent[0].id.to_string(), "{}").await;
        assert_eq!(t.run_due_jobs().await, 1);
        assert_eq!(site.count("/hook"), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_anew_twice_is_asked_and_told_once() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/hook", 200, &[], "{}");
        t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let filled = [("server".to_owned(), site.at("/hook")), ("secret".to_owned(), "a long secret".to_owned())];
        let channel = t.app.connect_channel(&t.actor(), "webhook", &filled.into()).await.unwrap();
        let content = domain::post::Variant { text: "Neige".to_owned(), ..Default::default() };
        let due_at = Some(t.now() + 86_400_000_000);
        let said = PostDraft { content, channels: [(channel, None)].into(), due_at, ..PostDraft::default() };
        let begun = t.app.begin_post(&t.actor(), &said).await.unwrap();
        t.app.plan_post(&t.actor(), begun.id, begun.version).await.unwrap();
        let step = StepForm { hats: vec![domain::Hat::Analyst], ..StepForm::default() };
        let form = ChainForm { name: "Tout".to_owned(), everything: true, steps: vec![step], ..ChainForm::default() };
        t.app.add_chain(&t.actor(), &form).await.unwrap();
        twice(&t, ASK_JOB, &t.workspace.to_string()).await;
        let told = t.reader().notices(begun.id, 10).await.unwrap();
        assert_eq!(told.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["ask"]);
        let before = all_there_is(&t).await;
        enqueue(&t, NOTICE_JOB, &told[0].id.to_string(), "{}").await;
        t.run_due_jobs().await;
        assert_eq!(all_there_is(&t).await, before);
    })
    .await;
}

#[tokio::test]
async fn work_of_an_unknown_kind_is_given_up_and_shown() {
    TestApp::each(|t| async move {
        enqueue(&t, "mystery", "1", "{}").await;
        assert_eq!(t.run_due_jobs().await, 1);
        let jobs = t.reader().jobs(10).await.unwrap();
        assert_eq!((jobs[0].kind.as_str(), jobs[0].state.as_str()), ("mystery", "failed"));
        assert!(!jobs[0].problem.is_empty());
        assert_eq!(t.run_due_jobs().await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_worker_held_is_taken_over_when_its_lease_ends() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
        t.source(&site.at("/feed")).await;
        let held = t.store.lease(t.now(), t.now() + LEASE_US, &[], Room::of(10)).await.unwrap();
        assert_eq!(held.len(), 1);
        assert_eq!(t.run_due_jobs().await, 0);
        t.wait(LEASE_US / 1_000_000 + 1);
        assert_eq!((t.run_due_jobs().await, site.count("/feed")), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn no_two_processes_work_in_one_lane() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        for path in ["/a", "/b", "/c"] {
            site.says_feed(path, rss(&[entry(path, "Solenne")]));
            t.source(&site.at(path)).await;
        }
        let lease = async || t.store.lease(t.now(), t.now() + LEASE_US, &[], Room::of(10)).await.unwrap();
        let first = lease().await;
        assert_eq!(first.len(), 1, "one host, one lane");
        assert!(lease().await.is_empty(), "another process finds the lane taken");
        let tx = t.store.begin().await.unwrap();
        tx.finish(first[0].id, t.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lease().await.len(), 1, "and free when the job has ended");
    })
    .await;
}

#[tokio::test]
async fn sites_that_do_not_answer_leave_room_for_other_work() {
    TestApp::each(|t| async move {
        for host in 0..12 {
            t.source(&format!("https://site{host}.example/feed")).await;
        }
        t.wait(1);
        let tx = t.store.begin().await.unwrap();
        let search = NewJob {
            workspace_id: t.workspace,
            kind: SEARCH_JOB,
            key: "1".to_owned(),
            lane: "search".to_owned(),
            payload: String::new(),
            due_at: t.now(),
        };
        tx.enqueue(&search, t.now()).await.unwrap();
        tx.commit().await.unwrap();
        let leased = t.store.lease(t.now(), t.now() + LEASE_US, &[], Room { all: 10, visits: 8 }).await.unwrap();
        let visits = leased.iter().filter(|job| job.kind == VISIT_JOB).count();
        assert_eq!((visits, leased.iter().any(|job| job.kind == SEARCH_JOB)), (8, true), "{leased:?}");
        let full = t.store.lease(t.now(), t.now() + LEASE_US, &[], Room { all: 10, visits: 0 }).await.unwrap();
        assert!(full.iter().all(|job| job.kind != VISIT_JOB));
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_takes_long_keeps_its_job() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says_feed("/feed", rss(&[entry("1", "Solenne")]));
        let gate = site.hold("/feed");
        let source = t.source(&site.at("/feed")).await;
        let work = AtWork::start(&t.app);
        site.asked("/feed", 1).await;
        let held_until = || async {
            let job = t.reader().open_job(VISIT_JOB, &source.id.to_string()).await.unwrap();
            job.expect("the source is visited again and again").leased_until.unwrap_or(0)
        };
        let first = held_until().await;
        t.wait(LEASE_US / 2_000_000);
        let renewed = async {
            while held_until().await <= first {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, renewed).await.expect("the lease is renewed");
        t.wait(LEASE_US * 3 / 4_000_000);
        // The lease of the beginning is over; a second worker finds nothing free.
        assert!(t.now() > first);
        assert!(t.store.lease(t.now(), t.now() + LEASE_US, &[], Room::of(10)).await.unwrap().is_empty());
        gate.add_permits(1);
        work.end().await;
        assert_eq!(site.count("/feed"), 1);
    })
    .await;
}

/// Another process on the same database.
fn another_process(t: &TestApp) -> App {
    let policy = FetchPolicy {
        allowed_ranges: vec!["127.0.0.0/8".parse().unwrap()],
        host_interval: std::time::Duration::ZERO,
        ..FetchPolicy::default()
    };
    let config = Config {
        public_address: String::new(),
        rhythm: domain::rhythm::Bounds::default(),
        library: app::publish::library::Library::default(),
    };
    let vault = Vault::new(&[1; app::vault::KEY_BYTES]);
    App::new(t.store.clone(), t.clock.clone(), Client::new(&policy).unwrap(), vault, config)
}

#[tokio::test]
async fn two_workers_share_the_work_and_never_do_the_same() {
    const HOSTS: usize = 12;
    TestApp::each(|t| async move {
        let mut sites = Vec::new();
        for host in 1..=HOSTS {
            let site = Site::start_at(&format!("127.0.0.{host}")).await;
            for path in ["/a", "/b"] {
                site.says_feed(path, rss(&[entry(&format!("{host}{path}"), "Solenne")]));
                t.source(&site.at(path)).await;
            }
            sites.push(site);
        }
        let workers = [AtWork::start(&t.app), AtWork::start(&another_process(&t))];
        for site in &sites {
            site.asked("/a", 1).await;
            site.asked("/b", 1).await;
        }
        for worker in workers {
            worker.end().await;
        }
        assert!(sites.iter().all(|site| site.count("/a") == 1 && site.count("/b") == 1));
        let brought: i64 = t
            .reader()
            .sources(&store::source::SourceFilter::default(), 100)
            .await
            .unwrap()
            .iter()
            .map(|source| source.documents)
            .sum();
        assert_eq!(usize::try_from(brought).unwrap(), 2 * HOSTS);
    })
    .await;
}

#[tokio::test]
async fn a_topic_saved_while_documents_arrive_misses_none_and_counts_each_once() {
    const BATCHES: usize = 20;
    const EACH: usize = 100;
    TestApp::each(|t| async move {
        let source = t.source("https://site.example/feed").await;
        let arriving = async {
            for batch in 0..BATCHES {
                let documents = (0..EACH).map(|n| {
                    let address = format!("https://site.example/{batch}/{n}");
                    said(&address, &format!("Solenne {batch} {n}"), "Texte.", t.now() - 1)
                });
                t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
            }
        };
        let saving = async {
            for name in ["Un", "Deux", "Trois"] {
                // Let some documents in between.
                for _ in 0..200 {
                    tokio::task::yield_now().await;
                }
                t.app.save_topic(&t.actor(), None, &draft(name, "solenne")).await.unwrap();
            }
        };
        // A worker of another process searches the archive meanwhile.
        let work = AtWork::start(&another_process(&t));
        tokio::join!(arriving, saving);
        work.end().await;
        t.run_due_jobs().await;
        let topics = t.reader().topics().await.unwrap();
        let ids: Vec<Id<Topic>> = std::iter::once(Id::new(0)).chain(topics.iter().map(|topic| topic.id)).collect();
        let counts = t.reader().counts_of_topics(&ids, 0, i64::MAX).await.unwrap();
        let expected = i64::try_from(BATCHES * EACH).unwrap();
        // Three topics, and the line of all.
        assert_eq!(counts.iter().map(|count| count.mentions).collect::<Vec<_>>(), [expected; 4]);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_take_the_same_in_at_once_keep_it_once_and_remember_both_sources() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let sources = [t.source("https://one.example/feed").await, t.source("https://other.example/feed").await];
        let documents = |backwards: bool| {
            let mut documents: Vec<_> = (0..300)
                .map(|n| said(&format!("https://site.example/{n}"), &format!("Solenne {n}"), "Texte.", t.now() - 1))
                .collect();
            if backwards {
                documents.reverse();
            }
            documents
        };
        let (actor, other) = (t.actor(), another_process(&t));
        let (one, two) = tokio::join!(
            t.app.ingest(&actor, &sources[0], documents(false)),
            other.ingest(&actor, &sources[1], documents(true)),
        );
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_eq!((one.new + two.new, one.mentions + two.mentions), (300, 300));
        let rows = t.reader().stream(&StreamFilter::default(), None, 1_000).await.unwrap();
        assert_eq!(rows.len(), 300);
        for row in rows {
            assert_eq!(t.reader().document_bringers(row.id).await.unwrap().len(), 2, "{}", row.title);
        }
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}
