//! The one door.

use store::{
    document::Document,
    mention::HOUR_US,
    rollup::{CellsOf, Facet},
    stream::StreamFilter,
};
use testkit::{TestApp, said};

async fn stream(t: &TestApp) -> Vec<String> {
    let rows = t.reader().stream(&StreamFilter::default(), None, 100).await.unwrap();
    rows.into_iter().map(|row| row.title).collect()
}

async fn first(t: &TestApp) -> Document {
    let rows = t.reader().stream(&StreamFilter::default(), None, 1).await.unwrap();
    t.reader().document(rows[0].id).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_a_topic_asks_for_becomes_a_mention_and_is_counted() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne NOT prénom").await;
        let source = t.source("https://site.example/feed").await;
        let documents = vec![
            said("https://site.example/1", "La veste Solenne", "Très chaude.", t.now() - 1),
            said("https://site.example/2", "Solenne, un prénom rare", "Origine du nom.", t.now() - 2),
            said("https://site.example/3", "Autre chose", "Rien à voir.", t.now() - 3),
        ];
        let report = t.app.ingest(&t.actor(), &source, documents).await.unwrap();
        assert_eq!((report.seen, report.new, report.mentions), (3, 3, 1));
        assert_eq!(stream(&t).await, ["La veste Solenne"]);
        let counted = t.reader().count(&StreamFilter { topic: Some(topic.id), ..StreamFilter::default() }, 10).await.unwrap();
        assert_eq!(counted, 1);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn the_parts_of_any_stretch_are_what_its_hours_hold() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne").await.id;
        let source = t.source("https://site.example/feed").await;
        let now_hour = t.now().div_euclid(HOUR_US);
        // Every fifth hour of four days, so that every day has some and their bounds do not agree with those of days.
        let documents =
            (0..20).map(|n| said(&format!("https://site.example/{n}"), "Solenne", "Texte.", t.now() - n * 5 * HOUR_US));
        t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        for from in (now_hour - 110..now_hour + 5).step_by(7) {
            for to in (from..now_hour + 30).step_by(9) {
                let hours: i64 =
                    t.reader().hours(Some(topic), from, to, CellsOf::default()).await.unwrap().iter().map(|h| h.mentions).sum();
                let kinds = t.reader().facet(Facet::Kind, Some(topic), from, to).await.unwrap();
                assert_eq!(kinds.iter().map(|kind| kind.mentions).sum::<i64>(), hours, "[{from}, {to})");
                let narrowed = t
                    .reader()
                    .hours(
                        Some(topic),
                        from,
                        to,
                        CellsOf { kind: kinds.first().map(|kind| kind.word.as_str()), ..CellsOf::default() },
                    )
                    .await
                    .unwrap();
                assert_eq!(narrowed.iter().map(|hour| hour.mentions).sum::<i64>(), hours);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_again_changes_nothing() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let documents = || {
            vec![
                said("https://site.example/1", "Solenne", "Texte.", t.now() - 1),
                said("https://site.example/2", "Solenne 2", "Texte.", t.now() - 2),
            ]
        };
        t.app.ingest(&t.actor(), &source, documents()).await.unwrap();
        let report = t.app.ingest(&t.actor(), &source, documents()).await.unwrap();
        assert_eq!((report.new, report.changed, report.mentions), (0, 0, 0));
        assert_eq!(t.store.check_rollups().await.unwrap(), store::rollup::Recount { rows: 2, wrong: 0 });
    })
    .await;
}

#[tokio::test]
async fn copies_in_several_feeds_are_one_document_and_both_sources_are_remembered() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (one, other) = (t.source("https://one.example/feed").await, t.source("https://other.example/feed").await);
        t.app.ingest(&t.actor(), &one, vec![said("https://site.example/a", "Solenne", "Texte.", t.now())]).await.unwrap();
        let mut copy = said("http://www.site.example/a/?utm_source=rss", "Solenne", "Texte.", t.now());
        copy.guid = Some("another".to_owned());
        let report = t.app.ingest(&t.actor(), &other, vec![copy]).await.unwrap();
        assert_eq!((report.new, report.changed), (0, 0));
        let document = first(&t).await;
        let bringers = t.reader().document_bringers(document.id).await.unwrap();
        assert_eq!(bringers.iter().map(|bringer| bringer.source_id).collect::<Vec<_>>(), [one.id, other.id]);
    })
    .await;
}

#[tokio::test]
async fn an_edit_is_seen_and_the_earlier_text_kept() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let at = t.now() - 60_000_000;
        t.app.ingest(&t.actor(), &source, vec![said("https://site.example/1", "Solenne", "Avant.", at)]).await.unwrap();
        t.wait(600);
        let mut edited = said("https://site.example/1", "Solenne", "Après.", at);
        edited.guid = Some("a guid that changed too".to_owned());
        let report = t.app.ingest(&t.actor(), &source, vec![edited]).await.unwrap();
        assert_eq!((report.new, report.changed), (0, 1));
        let document = first(&t).await;
        assert_eq!((document.text.as_str(), document.version, document.changed_at), ("Après.", 2, Some(t.now())));
        let versions = t.reader().document_versions(document.id).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.text.as_str()).collect::<Vec<_>>(), ["Avant."]);
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_moves_under_its_id_is_shown_where_it_is_now() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (source, other) = (t.source("https://site.example/feed").await, t.source("https://other.example/feed").await);
        let at = t.now() - 60_000_000;
        let entry = |address: &str| {
            let mut entry = said(address, "Solenne", "Texte.", at);
            entry.guid = Some("tag:site.example,2026:1".to_owned());
            entry
        };
        t.app.ingest(&t.actor(), &source, vec![entry("https://site.example/old")]).await.unwrap();
        let report = t.app.ingest(&t.actor(), &source, vec![entry("https://new.example/moved")]).await.unwrap();
        assert_eq!((report.new, report.changed), (0, 0));
        let moved = first(&t).await;
        assert_eq!((moved.address.as_deref(), moved.site.as_str()), (Some("https://new.example/moved"), "new.example"));
        // The address of before still tells it, and a source that did not bring it first moves nothing.
        let copy = said("https://site.example/old", "Solenne", "Texte.", at);
        let report = t.app.ingest(&t.actor(), &other, vec![copy]).await.unwrap();
        assert_eq!((report.new, report.changed), (0, 0));
        assert_eq!(first(&t).await.address.as_deref(), Some("https://new.example/moved"));
        // A feed that names its front page for every entry names nothing.
        t.app.ingest(&t.actor(), &source, vec![entry("https://site.example/")]).await.unwrap();
        assert_eq!(first(&t).await.address.as_deref(), Some("https://new.example/moved"));
    })
    .await;
}

#[tokio::test]
async fn entries_that_share_an_address_but_not_an_id_stay_apart() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let entry = |guid: &str, title: &str, at: i64| {
            let mut entry = said("https://site.example/changes", title, "Texte.", at);
            entry.guid = Some(guid.to_owned());
            entry
        };
        t.app.ingest(&t.actor(), &source, vec![entry("1", "Solenne 1", t.now() - 2)]).await.unwrap();
        let later = || vec![entry("2", "Solenne 2", t.now() - 1), entry("1", "Solenne 1", t.now() - 2)];
        assert_eq!(t.app.ingest(&t.actor(), &source, later()).await.unwrap().new, 1);
        assert_eq!(t.app.ingest(&t.actor(), &source, later()).await.unwrap().new, 0);
        assert_eq!(stream(&t).await, ["Solenne 2", "Solenne 1"]);
    })
    .await;
}

#[tokio::test]
async fn entries_without_an_address_survive_new_ids() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let entry = |guid: &str, title: &str, at: i64| {
            let mut entry = said("https://site.example/", title, "Texte.", at);
            entry.guid = Some(guid.to_owned());
            entry
        };
        let at = t.now() - 60_000_000;
        let day =
            |ids: [&str; 3]| vec![entry(ids[0], "Solenne", at), entry(ids[1], "Solenne", at), entry(ids[2], "Solenne 3", at)];
        assert_eq!(t.app.ingest(&t.actor(), &source, day(["a1", "a2", "a3"])).await.unwrap().new, 3, "ids are believed at first");
        assert_eq!(t.app.ingest(&t.actor(), &source, day(["b1", "b2", "b3"])).await.unwrap().new, 0);
        assert_eq!(t.app.ingest(&t.actor(), &source, day(["b1", "c2", "c3"])).await.unwrap().new, 0);
        let another =
            t.app.ingest(&t.actor(), &source, vec![entry("d", "Solenne", at), entry("b1", "Solenne", at)]).await.unwrap();
        assert_eq!(another.new, 0, "the second of the two has a new id again");
        let later = t.app.ingest(&t.actor(), &source, vec![entry("e", "Solenne", at + 1_000_000)]).await.unwrap();
        assert_eq!(later.new, 1, "the same words at another moment are another document");
        assert_eq!(stream(&t).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_source_shows_what_another_brought_before_it() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (main, part) = (t.source("https://site.example/feed").await, t.source("https://site.example/jackets/feed").await);
        let entries = || {
            (1..=3).map(|n| said(&format!("https://site.example/{n}"), &format!("Solenne {n}"), "Texte.", t.now() - n)).collect()
        };
        t.app.ingest(&t.actor(), &main, entries()).await.unwrap();
        for _ in 0..2 {
            t.app.ingest(&t.actor(), &part, entries()).await.unwrap();
        }
        let kept = t.reader().source(part.id).await.unwrap().unwrap();
        assert_eq!((kept.documents, kept.newest_at), (3, Some(t.now() - 1)));
        assert_eq!(t.reader().source_brought(part.id, 10).await.unwrap().len(), 3);
        assert_eq!(t.reader().source_moments(part.id, 10).await.unwrap().len(), 3, "its rhythm can be known");
        assert_eq!(t.reader().source_hours(part.id, 0).await.unwrap().iter().map(|hour| hour.mentions).sum::<i64>(), 3);
        let of_part = StreamFilter { source: Some(part.id), ..StreamFilter::default() };
        assert_eq!(t.reader().stream(&of_part, None, 10).await.unwrap().len(), 3);
        assert_eq!(t.reader().source(main.id).await.unwrap().unwrap().documents, 3);
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_kept_as_well_as_it_can_be() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let mut giant = said("https://site.example/1", "Solenne \0 un mot", "", t.now());
        giant.text = "a".repeat(2 << 20);
        let mut undated = said("https://site.example/2", "Solenne en l’an 9999", "Texte.", 0);
        undated.published_at = Some("9999-01-01T00:00:00Z".parse().unwrap());
        let report = t.app.ingest(&t.actor(), &source, vec![giant, undated]).await.unwrap();
        assert_eq!((report.new, report.mentions), (2, 2));
        let rows = t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap();
        assert!(rows.iter().all(|row| row.published_at == t.now()), "{rows:?}");
        assert!(rows.iter().any(|row| !row.published_known));
    })
    .await;
}

#[tokio::test]
async fn another_workspace_hears_nothing_of_it() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        t.app.ingest(&t.actor(), &source, vec![said("https://site.example/1", "Solenne", "Texte.", t.now())]).await.unwrap();
        let (other, _) = t.another_workspace("Karst").await;
        assert!(t.store.reader(other).stream(&StreamFilter::default(), None, 10).await.unwrap().is_empty());
        assert!(t.store.reader(other).document(first(&t).await.id).await.unwrap().is_none());
    })
    .await;
}
