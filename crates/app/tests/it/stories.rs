//! Stories of documents as they are taken in.

use store::{Id, stream::StreamFilter};
use testkit::{TestApp, said};

const TEXT: &str = "The airline said on Monday that all flights from the northern airport would stay on the ground until \
                    Thursday because of a strike of its technicians, who ask for better pay and shorter nights.";

fn page(n: i64, site: &str, title: &str, text: &str, at: i64) -> domain::Document {
    said(&format!("https://{site}/{n}"), title, text, at)
}

#[tokio::test]
async fn copies_are_one_story_and_count_once() {
    TestApp::each(|t| async move {
        let topic = t.topic("Airline", "airline").await;
        let source = t.source("https://site.example/feed").await;
        let cut = &TEXT[..130];
        let framed = format!("{TEXT} Read also: ten pictures of the week. Subscribe to our letter.");
        let first = vec![
            page(1, "one.example", "Flights stay on the ground", TEXT, t.now() - 9),
            page(2, "two.example", "The airline and its technicians", cut, t.now() - 8),
        ];
        t.app.ingest(&t.actor(), &source, first).await.unwrap();
        let later = vec![
            page(3, "two.example", "No flights before Thursday", &framed, t.now() - 7),
            page(4, "three.example", "RT", &format!("RT @someone: {TEXT}"), t.now() - 6),
            page(
                5,
                "four.example",
                "Another airline",
                "The airline of the south opens a line to the islands in the spring of next year.",
                t.now() - 5,
            ),
        ];
        t.app.ingest(&t.actor(), &source, later).await.unwrap();
        let rows = t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap();
        assert_eq!(rows.len(), 5);
        let ids: Vec<Id<_>> = rows.iter().map(|row| row.id).collect();
        let stories = t.reader().stories(&ids).await.unwrap();
        assert_eq!(stories.len(), 4, "{stories:?}");
        let story = stories.values().next().copied().unwrap();
        assert!(stories.values().all(|other| *other == story));
        assert_eq!((story.copies, story.sites), (4, 3));
        for topic in [None, Some(topic.id)] {
            let by_story = StreamFilter { topic, by_story: true, ..StreamFilter::default() };
            assert_eq!(t.reader().stream(&by_story, None, 10).await.unwrap().len(), 2);
            assert_eq!(t.reader().count(&by_story, 10).await.unwrap(), 2);
            let hours = t.reader().volume(&StreamFilter { topic, ..StreamFilter::default() }).await.unwrap();
            let sums = hours.iter().fold((0, 0), |sums, hour| (sums.0 + hour.mentions, sums.1 + hour.stories));
            assert_eq!(sums, (5, 2));
        }
        let copies = t.reader().story_copies(story.id, 10).await.unwrap();
        assert_eq!(
            copies.iter().map(|copy| copy.site.as_str()).collect::<Vec<_>>(),
            ["one.example", "two.example", "two.example", "three.example"]
        );
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn a_bridge_makes_two_stories_one_and_the_older_name_stays() {
    TestApp::each(|t| async move {
        let topic = t.topic("Airline", "airline OR technicians OR letter").await;
        let source = t.source("https://site.example/feed").await;
        let other =
            "A letter to the company was signed by four hundred passengers who slept two nights between the shops of the hall.";
        for (n, text) in [(1, TEXT), (2, other)] {
            t.app.ingest(&t.actor(), &source, vec![page(n, "one.example", "News", text, t.now() - 9 + n)]).await.unwrap();
        }
        let rows = t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap();
        let ids: Vec<Id<_>> = rows.iter().map(|row| row.id).collect();
        assert!(t.reader().stories(&ids).await.unwrap().is_empty());
        let whole = page(3, "two.example", "All of it", &format!("{TEXT} {other}"), t.now() - 1);
        t.app.ingest(&t.actor(), &source, vec![whole]).await.unwrap();
        let stories = t.reader().stories(&ids).await.unwrap();
        let oldest = ids.iter().min().unwrap().get();
        assert!(
            ids.iter().all(|id| stories.get(id).is_some_and(|story| story.id.get() == oldest && story.copies == 3)),
            "{stories:?}"
        );
        // What counted as two stories counts as one, in the topic and over all.
        for topic in [None, Some(topic.id)] {
            let by_story = StreamFilter { topic, by_story: true, ..StreamFilter::default() };
            assert_eq!(t.reader().stream(&by_story, None, 10).await.unwrap().len(), 1);
            let hours = t.reader().volume(&StreamFilter { topic, ..StreamFilter::default() }).await.unwrap();
            let sums = hours.iter().fold((0, 0), |sums, hour| (sums.0 + hour.mentions, sums.1 + hour.stories));
            assert_eq!(sums, (3, 1));
        }
        let younger = Id::new(ids.iter().max().unwrap().get());
        assert_eq!(t.reader().story_called(younger).await.unwrap().get(), oldest);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

/// Texts of which none is a copy of another.
fn unlike(n: i64) -> String {
    (0..20).map(|word| format!("w{} ", (n * 7_919 + word * 104_729) % 999_983)).collect()
}

#[tokio::test]
async fn copies_in_batches_that_are_read_while_others_are_written_are_one_story() {
    TestApp::each(|t| async move {
        t.topic("Airline", "airline").await;
        let source = t.source("https://site.example/feed").await;
        let many = i64::try_from(2 * app::listen::ingest::INGEST_BATCH_MAX).unwrap() + 1;
        let text = |n: i64| if n == 0 || n == many - 1 { TEXT.to_owned() } else { unlike(n) };
        let all = (0..many).map(|n| page(n, "one.example", "News", &text(n), t.now() - many + n)).collect();
        assert_eq!(t.app.ingest(&t.actor(), &source, all).await.unwrap().new, usize::try_from(many).unwrap());
        let story = only_story(&t).await;
        assert_eq!((story.copies, story.sites), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_what_another_process_kept_is_found() {
    TestApp::each(|t| async move {
        t.topic("Airline", "airline").await;
        let source = t.source("https://site.example/feed").await;
        let other = t.another_process();
        // Both have begun to remember before the text comes that matters.
        for (n, process) in [(1, &t.app), (2, &other)] {
            let said = page(n, "one.example", "News", &unlike(n), t.now() - 9 + n);
            process.ingest(&t.actor(), &source, vec![said]).await.unwrap();
        }
        for (n, process) in [(3, &t.app), (4, &other), (5, &t.another_process())] {
            let said = page(n, &format!("site{n}.example"), "News", TEXT, t.now() - 6 + n);
            process.ingest(&t.actor(), &source, vec![said]).await.unwrap();
        }
        let story = only_story(&t).await;
        assert_eq!((story.copies, story.sites), (3, 3));
    })
    .await;
}

/// The one story that was copied among the latest mentions.
async fn only_story(t: &TestApp) -> store::story::Story {
    let rows = t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap();
    let ids: Vec<Id<_>> = rows.iter().map(|row| row.id).collect();
    let stories = t.reader().stories(&ids).await.unwrap();
    let story = *stories.values().next().unwrap();
    assert!(stories.values().all(|other| *other == story), "{stories:?}");
    story
}

#[tokio::test]
async fn an_edited_document_keeps_its_story() {
    TestApp::each(|t| async move {
        t.topic("Airline", "airline").await;
        let source = t.source("https://site.example/feed").await;
        let documents = |text: &str| {
            vec![page(1, "one.example", "News", TEXT, t.now() - 9), page(2, "two.example", "News", text, t.now() - 8)]
        };
        t.app.ingest(&t.actor(), &source, documents(TEXT)).await.unwrap();
        t.app
            .ingest(
                &t.actor(),
                &source,
                documents("The airline takes all of it back and says something else entirely to its passengers."),
            )
            .await
            .unwrap();
        let rows = t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap();
        let ids: Vec<Id<_>> = rows.iter().map(|row| row.id).collect();
        assert_eq!(t.reader().stories(&ids).await.unwrap().len(), 2);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn when_the_topic_of_the_first_goes_the_next_one_leads() {
    TestApp::each(|t| async move {
        let narrow = t.topic("Narrow", "airline AND pictures").await;
        t.topic("Wide", "airline NOT pictures").await;
        let source = t.source("https://site.example/feed").await;
        let framed = format!("{TEXT} Read also: ten pictures of the week.");
        for (n, text) in [(1, framed.as_str()), (2, TEXT), (3, TEXT)] {
            t.app.ingest(&t.actor(), &source, vec![page(n, "one.example", "News", text, t.now() - 9 + n)]).await.unwrap();
        }
        let by_story = StreamFilter { by_story: true, ..StreamFilter::default() };
        let led = |rows: Vec<store::stream::StreamRow>| {
            rows.iter().map(|row| row.address.clone().unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(led(t.reader().stream(&by_story, None, 10).await.unwrap()), ["https://one.example/1"]);
        let tx = t.store.begin().await.unwrap();
        tx.remove_topic(t.workspace, narrow.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(led(t.reader().stream(&by_story, None, 10).await.unwrap()), ["https://one.example/2"]);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}
