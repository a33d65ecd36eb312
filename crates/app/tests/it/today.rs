//! The figures of the home page.

use app::listen::usual::Standing;
use jiff::{SignedDuration, tz::TimeZone};
use testkit::{TestApp, said};

const HOUR_US: i64 = 3_600_000_000;

fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

/// Documents at the given hours before now.
async fn say(t: &TestApp, source: &store::source::Source, word: &str, hours_ago: &[i64]) {
    let documents = hours_ago.iter().enumerate().map(|(n, ago)| {
        let at = t.now() - ago * HOUR_US - i64::try_from(n).unwrap() * 1_000_000 - 1;
        said(&format!("https://site.example/{word}/{ago}/{n}"), &format!("{word} {n}"), "Texte.", at)
    });
    t.app.ingest(&t.actor(), source, documents.collect()).await.unwrap();
}

#[tokio::test]
async fn an_empty_workspace_is_told_its_first_steps() {
    TestApp::each(|t| async move {
        let today = t.app.today(&t.actor(), &zone()).await.unwrap();
        assert!(today.steps.remain() && !today.left);
        assert_eq!((today.mentions, today.standing), (0, Standing::Unknown));
        t.topic("Solenne", "solenne").await;
        let steps = t.app.today(&t.actor(), &zone()).await.unwrap().steps;
        assert_eq!((steps.source, steps.topic, steps.alert), (false, true, false));
    })
    .await;
}

#[tokio::test]
async fn the_stretch_since_one_left_is_held_beside_the_same_hours_of_earlier_weeks() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        let week = 7 * 24;
        let came = t.now();
        t.app.note_visit(&t.actor(), None).await;
        t.clock.advance(SignedDuration::from_hours(14));
        t.app.note_visit(&t.actor(), Some(came)).await;
        for (weeks, count) in [(1, 3), (2, 4), (3, 5), (4, 4), (5, 1)] {
            say(&t, &source, "solenne", &vec![weeks * week + 1; count]).await;
        }
        say(&t, &source, "solenne", &[1; 20]).await;
        // Said before they left: no news.
        say(&t, &source, "solenne", &[15]).await;
        let today = t.app.today(&t.actor(), &zone()).await.unwrap();
        assert!(today.left);
        assert_eq!(today.since.to - today.since.from, 14 * HOUR_US);
        assert_eq!(today.mentions, 20);
        assert_eq!((today.usual, today.standing), (Some(4), Standing::FarOver));
    })
    .await;
}

#[tokio::test]
async fn a_topic_that_rises_is_named_with_its_newest_mention() {
    TestApp::each(|t| async move {
        let quiet = t.topic("Névé", "neve").await;
        let loud = t.topic("Zip", "zip").await;
        let source = t.source("https://site.example/feed").await;
        let week = 7 * 24;
        for weeks in 0..5 {
            say(&t, &source, "neve", &[weeks * week + 2; 6]).await;
            say(&t, &source, "zip", &[weeks * week + 3]).await;
        }
        say(&t, &source, "zip", &[1; 12]).await;
        let today = t.app.today(&t.actor(), &zone()).await.unwrap();
        let named: Vec<_> = today.risers.iter().map(|riser| riser.topic.id).collect();
        assert_eq!(named, [loud.id], "{} is as usual", quiet.name);
        let riser = &today.risers[0];
        assert_eq!(riser.mentions, 13);
        assert!((riser.usual - 1.0).abs() < 1e-9, "{}", riser.usual);
        assert_eq!(riser.newest.as_ref().map(|mention| mention.row.title.as_str()), Some("zip 0"));
    })
    .await;
}

#[tokio::test]
async fn what_is_treated_waits_no_more_and_what_is_given_to_one_stands_apart() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let source = t.source("https://site.example/feed").await;
        say(&t, &source, "solenne", &[1, 2, 3, 4, 5, 6, 7]).await;
        let today = t.app.today(&t.actor(), &zone()).await.unwrap();
        assert_eq!((today.open.mentions.len(), today.open.count, today.mine.count), (5, 7, 0));
        let first = today.open.mentions[0].row.id;
        let tx = t.store.begin().await.unwrap();
        tx.assign(t.workspace, &[first], Some(t.owner)).await.unwrap();
        tx.commit().await.unwrap();
        let today = t.app.today(&t.actor(), &zone()).await.unwrap();
        assert_eq!(today.mine.mentions.iter().map(|mention| mention.row.id).collect::<Vec<_>>(), [first]);
        assert!(today.mine.filter.to_address().contains("assignee="));
    })
    .await;
}
