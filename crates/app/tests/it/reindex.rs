//! Making again what is made of documents: it comes to what was there, and mends what is not.

use store::{
    Id,
    document_index::Indexed,
    stream::{StreamFilter, StreamRow},
};
use testkit::{TestApp, said};

const TEXT: &str = "The airline said on Monday that all flights from the northern airport would stay on the ground until \
                    Thursday because of a strike of its technicians, who ask for better pay and shorter nights.";
const OTHER: &str =
    "A letter to the company was signed by four hundred passengers who slept two nights between the shops of the hall.";

/// Documents with copies, a bridge between two stories, one that its author edits, and one that nobody copied.
async fn with_talk(t: &TestApp) {
    t.topic("Airline", "airline OR technicians OR letter OR passengers").await;
    t.topic("Islands", "islands").await;
    let source = t.source("https://site.example/feed").await;
    let page = |n: i64, text: &str| {
        said(&format!("https://site{n}.example/{n}"), &format!("News of the day {n}"), text, t.now() - 20 + n)
    };
    let islands =
        "The airline of the south opens a line to the islands in the spring of next year, and hires two hundred people.";
    for batch in [
        vec![page(1, TEXT), page(2, OTHER), page(3, islands)],
        vec![page(4, TEXT), page(5, &format!("{TEXT} {OTHER}"))],
        vec![page(
            1,
            "Corrected by the airline: nothing of the kind was said on Monday, and every flight of the week will leave.",
        )],
        vec![page(6, OTHER), page(7, "A line of its own about the islands.")],
    ] {
        t.app.ingest(&t.actor(), &source, batch).await.unwrap();
    }
}

/// What people see of it: mentions, stories, who leads, and what a search finds.
async fn seen(t: &TestApp) -> String {
    let all = t.reader().stream(&StreamFilter::default(), None, 50).await.unwrap();
    let ids: Vec<Id<_>> = all.iter().map(|row| row.id).collect();
    let stories = t.reader().stories(&ids).await.unwrap();
    let by_story = StreamFilter { by_story: true, ..StreamFilter::default() };
    let leading: Vec<_> = t.reader().stream(&by_story, None, 50).await.unwrap().iter().map(|row| row.id).collect();
    let mut found = Vec::new();
    for asked in ["islands", "passengers", "corrected", "monday"] {
        let wanted = query::Candidates::Term(asked.to_owned());
        found.push((asked, t.reader().archive_size(&wanted).await.unwrap()));
    }
    format!("{ids:?} {stories:?} {leading:?} {found:?}")
}

#[tokio::test]
async fn what_is_made_again_is_what_was_there() {
    TestApp::each(|t| async move {
        with_talk(&t).await;
        let before = seen(&t).await;
        let mut told = Vec::new();
        let done = t.app.reindex(&t.actor(), |done| told.push(*done)).await.unwrap();
        assert_eq!((done.words, done.told, done.of), (7, 7, 7));
        assert_eq!(told.last(), Some(&app::listen::reindex::Reindexed { copies: 0, ..done }));
        assert_eq!(seen(&t).await, before);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
        assert!(!t.store.mend_words().await.unwrap());
        // What comes in afterwards is a copy of what was there.
        let source = t.source("https://other.example/feed").await;
        t.app.ingest(&t.actor(), &source, vec![said("https://late.example/8", "Late", OTHER, t.now() - 1)]).await.unwrap();
        let first = t.reader().stream(&StreamFilter::default(), None, 1).await.unwrap();
        let story = t.reader().stories(&[first[0].id]).await.unwrap();
        assert!(story[&first[0].id].copies > 2, "{story:?}");
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_lost_comes_back() {
    TestApp::each(|t| async move {
        with_talk(&t).await;
        let before = seen(&t).await;
        let tx = t.store.begin().await.unwrap();
        let nothing = |row: &StreamRow| Indexed { id: row.id, words: Vec::new(), reading: String::new() };
        let all = t.reader().stream(&StreamFilter::default(), None, 50).await.unwrap();
        tx.index_documents(t.workspace, &all.iter().map(nothing).collect::<Vec<_>>()).await.unwrap();
        tx.forget_stories(t.workspace).await.unwrap();
        tx.lead_anew(t.workspace).await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(seen(&t).await, before);
        t.app.reindex(&t.actor(), |_| {}).await.unwrap();
        assert_eq!(seen(&t).await, before);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn a_damaged_index_of_words_is_made_from_nothing() {
    let t = TestApp::new().await;
    with_talk(&t).await;
    let before = seen(&t).await;
    // The pages of the index but for what it says of itself, which stands under the first ten numbers.
    for damage in
        ["DELETE FROM document_words_data WHERE id > 10", "DELETE FROM document_words_data", "DELETE FROM document_words_config"]
    {
        t.behind_its_back(damage).await;
        assert!(t.store.mend_words().await.unwrap(), "after {damage}");
        t.app.reindex(&t.actor(), |_| {}).await.unwrap();
        assert_eq!(seen(&t).await, before, "after {damage}");
        assert!(!t.store.mend_words().await.unwrap(), "mended after {damage}");
    }
}
