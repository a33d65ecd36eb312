//! A newsletter: each reader once, or told, whatever the mail server does and whenever a process dies.

use std::collections::{BTreeMap, BTreeSet};

use app::publish::{delivery_act::DeliveryAct, newsletter::Brought, post_save::PostDraft};
use domain::post::Variant;
use store::{Id, channel::Channel, post::Post as Said};
use testkit::{MailSink, Post, TestApp};

use crate::leaving::{only, planned, settle};

/// Longer than a lease, seconds.
const LEASE_OVER: i64 = 90;

async fn newsletter(t: &TestApp, sink: &MailSink, readers: usize) -> Id<Channel> {
    let filled = BTreeMap::from([
        ("server".to_owned(), format!("smtp://{}", sink.address)),
        ("from".to_owned(), "Maison Solenne <news@solenne.example>".to_owned()),
    ]);
    let channel = Box::pin(t.app.connect_channel(&t.actor(), "mail", &filled)).await.unwrap();
    let list: Vec<String> = (0..readers).map(reader).collect();
    let brought = t.app.add_readers(&t.actor(), channel, &list.join("\n")).await.unwrap();
    assert_eq!(brought.added as usize, readers);
    channel
}

fn reader(place: usize) -> String {
    format!("reader{place:03}@home.example")
}

async fn issue(t: &TestApp, channel: Id<Channel>) -> Id<Said> {
    let content =
        Variant { title: "Premières neiges".to_owned(), text: "## Au col\n\nIl **neige**.".to_owned(), ..Variant::default() };
    let draft = PostDraft { content, channels: BTreeMap::from([(channel, None)]), due_at: Some(t.now()), ..PostDraft::default() };
    planned(t, &draft).await
}

/// How many letters of a post stand where.
async fn counts(t: &TestApp, post: Id<Said>) -> BTreeMap<String, i64> {
    let delivery = only(t, post).await;
    t.reader().letter_counts(delivery.id).await.unwrap().into_iter().map(|count| (count.state, count.n)).collect()
}

fn of(counts: &BTreeMap<String, i64>, state: &str) -> i64 {
    counts.get(state).copied().unwrap_or_default()
}

#[tokio::test]
async fn each_reader_gets_one_letter_and_leaves_by_its_link() {
    TestApp::each(|t| async move {
        let sink = MailSink::start().await;
        let channel = newsletter(&t, &sink, 3).await;
        let first = issue(&t, channel).await;
        settle(&t).await;
        assert_eq!(only(&t, first).await.state, "published");
        let taken = sink.taken();
        let to: Vec<&str> = taken.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(to, [reader(0), reader(1), reader(2)]);
        let whole = taken[1].1.replace("=\r\n", "").replace("\r\n ", " ");
        let link = whole.split("List-Unsubscribe: <").nth(1).unwrap().split('>').next().unwrap().to_owned();
        let token = link.strip_prefix("http://parvis.example/unsubscribe/").unwrap();
        let (found, _) = t.app.reader_of_link(token).await.unwrap();
        assert_eq!(found.email, reader(1));
        assert!(t.app.reader_of_link(&token.replace(&found.id.to_string(), "999")).await.is_err());
        assert!(t.app.reader_of_link(&format!("{token}0")).await.is_err());
        for _ in 0..2 {
            t.app.leave_by_link(token).await.unwrap();
        }
        let again = t.app.add_readers(&t.actor(), channel, &format!("{}\n{}\nnonsense\n", reader(1), reader(2))).await.unwrap();
        assert_eq!(again, Brought { added: 0, known: 1, left: 1, wrong: vec![(3, "nonsense".to_owned())] });
        let second = issue(&t, channel).await;
        settle(&t).await;
        assert_eq!(of(&counts(&t, second).await, "taken"), 2);
        assert_eq!(sink.taken().len(), 5, "who left gets nothing more");
        t.app.bring_back_reader(&t.actor(), channel, found.id).await.unwrap();
        t.app.remove_reader(&t.actor(), channel, found.id).await.unwrap();
        assert!(t.app.leave_by_link(token).await.is_err(), "a reader who was removed is forgotten");
    })
    .await;
}

#[tokio::test]
async fn a_server_that_fails_half_way_keeps_nobody_from_their_letter_and_nobody_gets_two() {
    TestApp::each(|t| async move {
        let sink = MailSink::start().await;
        let channel = newsletter(&t, &sink, 6).await;
        sink.behave(|to| match to {
            "reader001@home.example" => Post::Refuses("550 nobody here"),
            "reader003@home.example" => Post::LosesAnswer,
            _ => Post::Takes,
        });
        let post = issue(&t, channel).await;
        settle(&t).await;
        let delivery = only(&t, post).await;
        assert_eq!(delivery.state, "asking", "{delivery:?}");
        let all = counts(&t, post).await;
        assert_eq!((of(&all, "taken"), of(&all, "refused"), of(&all, "unknown")), (4, 1, 1), "{all:?}");
        let unknown = t.reader().letters(delivery.id, &["unknown"], 10).await.unwrap();
        assert_eq!(unknown[0].email, reader(3));
        assert!(t.reader().letters(delivery.id, &["refused"], 10).await.unwrap()[0].said.contains("nobody here"));
        sink.behave(|_| Post::Takes);
        t.app.act_on_delivery(&t.actor(), delivery.id, DeliveryAct::SendAgain).await.unwrap();
        settle(&t).await;
        assert_eq!(only(&t, post).await.state, "published");
        let twice: Vec<String> = sink.taken().into_iter().map(|(to, _)| to).collect();
        assert_eq!(twice.iter().filter(|to| **to == reader(3)).count(), 2, "a person said so");
        assert_eq!(twice.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_wants_to_rest_is_left_in_peace_and_then_written_to_again() {
    TestApp::each(|t| async move {
        let sink = MailSink::start().await;
        let channel = newsletter(&t, &sink, 8).await;
        let mut offered = 0;
        sink.behave(move |_| {
            offered += 1;
            if offered > 4 && offered <= 8 { Post::Refuses("450 later") } else { Post::Takes }
        });
        let post = issue(&t, channel).await;
        t.run_due_jobs().await;
        let waits = only(&t, post).await;
        assert_eq!(waits.state, "retrying", "{waits:?}");
        assert!(of(&counts(&t, post).await, "waiting") > 0);
        settle(&t).await;
        assert_eq!(only(&t, post).await.state, "published");
        let taken: BTreeSet<String> = sink.taken().into_iter().map(|(to, _)| to).collect();
        assert_eq!((taken.len(), sink.taken().len()), (8, 8));
        let nobody = newsletter_without_readers(&t, &sink).await;
        let empty = issue(&t, nobody).await;
        settle(&t).await;
        let refused = only(&t, empty).await;
        assert_eq!((refused.state.as_str(), refused.said.contains("nobody to write to")), ("refused", true), "{refused:?}");
    })
    .await;
}

async fn newsletter_without_readers(t: &TestApp, sink: &MailSink) -> Id<Channel> {
    let filled = BTreeMap::from([
        ("server".to_owned(), format!("smtp://{}", sink.address)),
        ("from".to_owned(), "vide@solenne.example".to_owned()),
    ]);
    Box::pin(t.app.connect_channel(&t.actor(), "mail", &filled)).await.unwrap()
}

#[tokio::test]
async fn a_worker_that_is_killed_again_and_again_forgets_no_reader_and_writes_to_none_twice() {
    const READERS: usize = 40;
    TestApp::each(|t| async move {
        let sink = MailSink::start().await;
        let channel = newsletter(&t, &sink, READERS).await;
        let post = issue(&t, channel).await;
        let mut kills = 0;
        for round in 0..200_usize {
            let before = sink.asked();
            let worker = t.another_process();
            let mut task = tokio::spawn(async move { worker.run_due_jobs().await.map(drop) });
            // It dies after one to four letters were offered, wherever it then is.
            let ended = loop {
                tokio::select! {
                    _ = &mut task => break true,
                    () = tokio::task::yield_now() => {}
                }
                if sink.asked() > before + round % 4 {
                    break false;
                }
            };
            if !ended {
                task.abort();
                let _ = task.await;
                kills += 1;
            }
            t.wait(LEASE_OVER);
            let state = only(&t, post).await.state;
            assert_ne!(state, "held", "what began is brought to its end, however late it is");
            if ["asking", "published"].contains(&state.as_str()) {
                break;
            }
        }
        assert!(kills >= 8, "it was killed {kills} times only");
        let all = counts(&t, post).await;
        assert_eq!(of(&all, "taken") + of(&all, "unknown"), 40, "{all:?}");
        let to: Vec<String> = sink.taken().into_iter().map(|(to, _)| to).collect();
        let once: BTreeSet<&String> = to.iter().collect();
        assert_eq!(once.len(), to.len(), "nobody is written to twice");
        let delivery = only(&t, post).await;
        let told: BTreeSet<String> =
            t.reader().letters(delivery.id, &["unknown"], 100).await.unwrap().into_iter().map(|letter| letter.email).collect();
        for reader in (0..READERS).map(reader) {
            assert!(once.contains(&reader) || told.contains(&reader), "{reader} was forgotten");
        }
        assert_eq!(delivery.state, if told.is_empty() { "published" } else { "asking" });
    })
    .await;
}
