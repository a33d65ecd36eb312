//! When it is said: slots, what comes again, evergreen lists, warnings and best times. On real databases.

use std::collections::BTreeMap;

use app::publish::{evergreen::ListWish, post_save::PostDraft, recurrence_set::Repeat};
use domain::{best_time::BestTime, post::Gravity, slot::Slot};
use jiff::{Timestamp, civil::Weekday};
use store::{Id, post::Post, publication::Publication};
use testkit::{FakeNetwork, Keys, TestApp};

use crate::leaving::{channel, deliveries, draft};

const DAY_S: i64 = 86_400;

fn at(moment: &str) -> i64 {
    moment.parse::<Timestamp>().unwrap().as_microsecond()
}

async fn states(t: &TestApp, post: Id<Post>, state: &str) -> usize {
    deliveries(t, post).await.iter().filter(|delivery| delivery.state == state).count()
}

async fn version(t: &TestApp, post: Id<Post>) -> i64 {
    t.reader().post(post).await.unwrap().unwrap().version
}

/// Plans a post that comes again.
async fn again(t: &TestApp, draft: &PostDraft, rule: &str, zone: &str) -> Id<Post> {
    let saved = t.app.begin_post(&t.actor(), draft).await.unwrap();
    let repeat = Some(Repeat { rule, zone });
    let saved = t.app.set_recurrence(&t.actor(), saved.id, saved.version, repeat).await.unwrap();
    t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap().id
}

#[tokio::test]
async fn a_post_takes_the_next_free_slot_of_each_channel() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let zone = t.reader().workspace().await.unwrap().unwrap().time_zone;
        let wall = |micros: i64| {
            let wall = Timestamp::from_microsecond(micros).unwrap().in_tz(&zone).unwrap();
            (wall.weekday(), wall.hour(), wall.minute())
        };
        let slot = |weekday, hour: u16| Slot::new(weekday, hour * 60 + 30).unwrap();
        let (monday, friday) = (slot(Weekday::Monday, 9), slot(Weekday::Friday, 17));
        t.app.set_slots(&t.actor(), one, vec![friday, monday, monday]).await.unwrap();
        assert_eq!(t.app.slots(&t.actor(), one).await.unwrap(), [monday, friday]);
        let first = t.app.begin_post(&t.actor(), &draft("Un", &[one, two], 0)).await.unwrap();
        let refused = t.app.plan_post_in_slots(&t.actor(), first.id, first.version).await.unwrap_err();
        assert_eq!(refused.code(), "invalid_slots_empty", "a channel without slots has none that is free");
        t.app.set_slots(&t.actor(), two, vec![friday]).await.unwrap();
        t.app.plan_post_in_slots(&t.actor(), first.id, first.version).await.unwrap();
        let due: BTreeMap<_, _> = deliveries(&t, first.id).await.into_iter().map(|d| (d.channel_id, wall(d.due_at))).collect();
        assert_eq!(due[&one], (Weekday::Monday, 9, 30));
        assert_eq!(due[&two], (Weekday::Friday, 17, 30));
        let free = t.app.next_free_slot(&t.actor(), &[one, two], t.now()).await.unwrap();
        assert_eq!(wall(free[&one].unwrap()), (Weekday::Friday, 17, 30), "Monday is taken");
        let gap = free[&two].unwrap() - deliveries(&t, first.id).await.last().unwrap().due_at;
        assert_eq!(gap / 1_000_000, 7 * DAY_S, "this Friday is taken");
        // Other words leave each channel at its time; another time moves all of them.
        let kept = t.reader().post(first.id).await.unwrap().unwrap();
        let moved = draft("Un, mieux dit", &[one, two], kept.due_at.unwrap());
        let saved = t.app.write_post(&t.actor(), first.id, kept.version, &moved).await.unwrap();
        let after: Vec<_> = deliveries(&t, first.id).await.into_iter().map(|d| wall(d.due_at)).collect();
        assert_eq!(after, [due[&one], due[&two]]);
        let moved = draft("Un", &[one, two], t.now() + 60_000_000);
        t.app.write_post(&t.actor(), first.id, saved.version, &moved).await.unwrap();
        assert!(deliveries(&t, first.id).await.iter().all(|d| d.due_at == t.now() + 60_000_000));
    })
    .await;
}

#[tokio::test]
async fn what_comes_again_stays_on_the_wall_when_the_clock_is_changed() {
    TestApp::each(|t| async move {
        // A zone, when its rounds begin, and when the next two come: both changes of the year, by day and in the hour that is jumped over.
        let table = [
            ("Europe/Paris", ["2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z", "2027-03-29T07:00:00Z"]),
            ("Europe/Paris", ["2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"]),
            ("America/New_York", ["2027-03-13T14:00:00Z", "2027-03-14T13:00:00Z", "2027-03-15T13:00:00Z"]),
            ("America/New_York", ["2027-03-13T07:30:00Z", "2027-03-14T07:30:00Z", "2027-03-15T06:30:00Z"]),
            ("Europe/Paris", ["2027-10-30T07:00:00Z", "2027-10-31T08:00:00Z", "2027-11-01T08:00:00Z"]),
            ("Europe/Paris", ["2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"]),
            ("America/New_York", ["2027-11-06T13:00:00Z", "2027-11-07T14:00:00Z", "2027-11-08T14:00:00Z"]),
        ];
        for (zone, expect) in table {
            let network = FakeNetwork::start(Keys::Kept).await;
            let channel = channel(&t, &network, "one").await;
            let post = again(&t, &draft("Bonjour", &[channel], at(expect[0])), "FREQ=DAILY;COUNT=3", zone).await;
            t.app.clock().advance(jiff::SignedDuration::from_micros(at(expect[0]) - t.now() - 3_600_000_000));
            t.run_due_jobs().await;
            for moment in expect {
                t.wait_until(moment);
                t.run_due_jobs().await;
            }
            let left: Vec<_> = deliveries(&t, post).await.into_iter().map(|d| (d.state, d.published_at)).collect();
            let expect: Vec<_> = expect.iter().map(|moment| ("published".to_owned(), Some(at(moment)))).collect();
            assert_eq!(left, expect, "{zone}");
            assert_eq!(network.told().len(), 3);
            t.app.disconnect_channel(&t.actor(), channel).await.unwrap();
            t.app.clock().advance(jiff::SignedDuration::from_micros(at("2026-11-21T09:00:00Z") - t.now()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_week_of_downtime_is_one_question_and_the_next_round_leaves() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let post = again(&t, &draft("Bonjour", &[channel], t.now() + 3_600_000_000), "FREQ=DAILY", "UTC").await;
        assert_eq!(states(&t, post, "waiting").await, 36);
        t.wait(7 * DAY_S);
        t.run_due_jobs().await;
        assert!(network.told().is_empty());
        assert_eq!((states(&t, post, "held").await, states(&t, post, "cancelled").await), (1, 6));
        let held = deliveries(&t, post).await.into_iter().find(|delivery| delivery.state == "held").unwrap();
        assert_eq!((held.reason.as_str(), held.round), ("late", 6), "the last one asks");
        t.wait(3_600);
        t.run_due_jobs().await;
        assert_eq!(network.told().len(), 1);
        // Another week: the question of before is answered by the new one.
        t.wait(7 * DAY_S + 7_200);
        t.run_due_jobs().await;
        assert_eq!(states(&t, post, "held").await, 1);
        let ahead = deliveries(&t, post).await.iter().filter(|delivery| delivery.due_at > t.now()).count();
        assert!(ahead >= 34, "five weeks stand ahead again: {ahead}");
    })
    .await;
}

#[tokio::test]
async fn what_has_not_left_says_the_new_words_and_ends_with_the_rule() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let start = t.now() + 60_000_000;
        let post = again(&t, &draft("Avant", &[channel], start), "FREQ=WEEKLY", "UTC").await;
        assert_eq!(deliveries(&t, post).await.len(), 6);
        t.wait(60);
        t.run_due_jobs().await;
        let seen = version(&t, post).await;
        t.app.write_post(&t.actor(), post, seen, &draft("Après", &[channel], start)).await.unwrap();
        t.wait(7 * DAY_S);
        t.run_due_jobs().await;
        let told: Vec<_> = network.told().into_iter().map(|told| told.text).collect();
        assert_eq!(told, ["Avant", "Après"]);
        let rounds: Vec<_> = deliveries(&t, post).await.into_iter().map(|delivery| delivery.round).collect();
        assert!(rounds.is_sorted_by(|a, b| a < b), "{rounds:?}");
        let seen = version(&t, post).await;
        let wrong = Some(Repeat { rule: "FREQ=HOURLY", zone: "" });
        assert!(t.app.set_recurrence(&t.actor(), post, seen, wrong).await.unwrap_err().code().starts_with("invalid_recurrence"));
        let nowhere = Some(Repeat { rule: "FREQ=DAILY", zone: "Europe/Nowhere" });
        assert_eq!(t.app.set_recurrence(&t.actor(), post, seen, nowhere).await.unwrap_err().code(), "invalid_time_zone_unknown");
        let past = Some(Repeat { rule: "FREQ=DAILY;COUNT=1", zone: "UTC" });
        assert_eq!(t.app.set_recurrence(&t.actor(), post, seen, past).await.unwrap_err().code(), "invalid_recurrence_over");
        t.app.set_recurrence(&t.actor(), post, seen, None).await.unwrap();
        assert_eq!((deliveries(&t, post).await.len(), states(&t, post, "published").await), (2, 2));
        t.wait(30 * DAY_S);
        t.run_due_jobs().await;
        assert_eq!(network.told().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_list_sends_the_text_of_longest_ago_and_never_the_same_twice_in_a_row() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let mut posts = Vec::new();
        for text in ["Un", "Deux", "Un !", "Trois"] {
            posts.push(t.app.begin_post(&t.actor(), &draft(text, &[], 0)).await.unwrap().id);
        }
        let repeat = Repeat { rule: "FREQ=DAILY", zone: "UTC" };
        let starts_at = Some(t.now() + 3_600_000_000);
        let wish = ListWish { name: "Fonds", repeat, starts_at, channels: vec![channel] };
        let list = t.app.save_list(&t.actor(), None, &wish).await.unwrap();
        assert_eq!(t.app.save_list(&t.actor(), None, &wish).await.unwrap_err().code(), "list_taken");
        t.app.set_list_posts(&t.actor(), list, &posts).await.unwrap();
        let refused = t.app.plan_post(&t.actor(), posts[0], version(&t, posts[0]).await).await.unwrap_err();
        assert_eq!(refused.code(), "invalid_post_listed");
        t.wait(3_600);
        for _ in 0..9 {
            t.run_due_jobs().await;
            t.run_due_jobs().await;
            t.wait(DAY_S);
        }
        let told: Vec<_> = network.told().into_iter().map(|told| told.text).collect();
        assert_eq!(told.len(), 9, "{told:?}");
        let bare = |text: &str| text.trim_end_matches(" !").to_owned();
        assert!(told.windows(2).all(|pair| bare(&pair[0]) != bare(&pair[1])), "{told:?}");
        for text in ["Un", "Deux", "Un !", "Trois"] {
            assert!(told.iter().filter(|told| *told == text).count() >= 2, "{text}: {told:?}");
        }
        // With one text only there is nothing to send but the same.
        t.app.set_list_posts(&t.actor(), list, &posts[..1]).await.unwrap();
        t.run_due_jobs().await;
        t.wait(DAY_S);
        t.run_due_jobs().await;
        t.wait(DAY_S);
        t.run_due_jobs().await;
        assert_eq!(network.told().len(), 9);
        t.app.remove_list(&t.actor(), list).await.unwrap();
        assert_eq!(t.reader().post(posts[0]).await.unwrap().unwrap().state, "draft");
    })
    .await;
}

#[tokio::test]
async fn the_same_words_and_the_same_hour_are_told_and_refuse_nothing() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let text = "La veste Solenne est de retour en magasin";
        let due = t.now() + 3_600_000_000;
        let saved = t.app.begin_post(&t.actor(), &draft(text, &[one], due)).await.unwrap();
        let first = t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap().id;
        let same = draft("LA VESTE SOLENNE est de retour, en magasin !", &[one, two], due + 20 * 60_000_000);
        let judged = t.app.judge_post(&t.actor(), &same, None).await.unwrap();
        let codes = |channel| {
            let (_, problems) = judged.iter().find(|(judged, _)| judged.id == channel).unwrap();
            problems.iter().map(|problem| (problem.code.clone(), problem.amount, problem.gravity)).collect::<Vec<_>>()
        };
        let warned = [("same_text".to_owned(), 100, Gravity::Warns), ("same_hour".to_owned(), 20, Gravity::Warns)];
        assert_eq!(codes(one), warned);
        assert!(codes(two).is_empty(), "nothing goes there");
        let itself = t.app.judge_post(&t.actor(), &draft(text, &[one], due), Some(first)).await.unwrap();
        assert!(itself[0].1.is_empty(), "{itself:?}");
        let saved = t.app.begin_post(&t.actor(), &same).await.unwrap();
        t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_best_hours_come_from_what_came_back() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        assert_eq!(t.app.best_times(&t.actor(), channel).await.unwrap(), BestTime::NotEnough { posts: 0 });
        // Twelve weeks: Mondays do ten times as well as Tuesdays and Wednesdays.
        let monday = at("2026-08-03T10:00:00Z");
        let said: Vec<Publication> = (0..36)
            .map(|n: i64| Publication {
                id: Id::new(0),
                workspace_id: t.actor().workspace,
                channel_id: channel,
                delivery_id: None,
                remote_id: n.to_string(),
                address: String::new(),
                text: String::new(),
                published_at: monday + (n / 3 * 7 + n % 3) * DAY_S * 1_000_000,
                likes: Some(if n % 3 == 0 { 100 + n } else { 10 + n % 5 }),
                replies: None,
                shares: None,
                views: Some(1_000_000),
                saves: None,
                counted_at: Some(monday),
                gone_at: None,
                version: String::new(),
            })
            .collect();
        let tx = t.store.begin().await.unwrap();
        tx.put_publications(&said).await.unwrap();
        tx.commit().await.unwrap();
        let BestTime::Hours { posts, hours } = t.app.best_times(&t.actor(), channel).await.unwrap() else { panic!("no hours") };
        assert_eq!((posts, hours[0].weekday, hours[0].posts), (36, Weekday::Monday, 12));
        let (elsewhere, user) = t.another_workspace("Ailleurs").await;
        let mut stranger = t.actor_with(user, &[domain::Hat::Owner]);
        stranger.workspace = elsewhere;
        assert_eq!(t.app.best_times(&stranger, channel).await.unwrap_err().code(), "no_such_channel");
        assert_eq!(t.app.slots(&stranger, channel).await.unwrap_err().code(), "no_such_channel");
        assert_eq!(t.app.set_slots(&stranger, channel, Vec::new()).await.unwrap_err().code(), "no_such_channel");
    })
    .await;
}

#[tokio::test]
async fn verbs_of_planning_write_one_line_each() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let before = t.store.last_event().await.unwrap();
        let (app, actor) = (&t.app, &t.actor());
        let slot = Slot::new(Weekday::Monday, 0).unwrap();
        app.set_slots(actor, channel, vec![slot]).await.unwrap();
        let saved = app.begin_post(actor, &draft("Un", &[channel], t.now())).await.unwrap();
        let repeat = Repeat { rule: "FREQ=DAILY", zone: "" };
        let saved = app.set_recurrence(actor, saved.id, saved.version, Some(repeat)).await.unwrap();
        let saved = app.set_recurrence(actor, saved.id, saved.version, None).await.unwrap();
        let wish = ListWish { name: "Fonds", repeat, starts_at: None, channels: vec![channel] };
        let list = app.save_list(actor, None, &wish).await.unwrap();
        app.set_list_posts(actor, list, &[saved.id]).await.unwrap();
        app.remove_list(actor, list).await.unwrap();
        app.read_history(actor, channel).await.unwrap();
        let written = t.store.events_after(before, &[], 100).await.unwrap();
        let verbs: Vec<&str> = written.iter().map(|event| event.verb.as_str()).collect();
        let expect = [
            "channel.slots_set",
            "post.begun",
            "post.recurrence_set",
            "post.recurrence_ended",
            "list.saved",
            "list.filled",
            "list.removed",
            "channel.history_read",
        ];
        assert_eq!(verbs, expect);
    })
    .await;
}
