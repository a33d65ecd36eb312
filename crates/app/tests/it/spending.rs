//! What publishing costs: kept from what a network had, held against a budget, released by a person.

use std::collections::BTreeMap;

use app::{
    Refusal,
    publish::{channel_watch::CHANNEL_JOB, delivery_act::DeliveryAct, post_save::PostDraft},
};
use domain::{budget::Budget, post::Gravity};
use store::{Id, channel::Channel, job::NewJob};
use testkit::{FakeNetwork, Keys, Mood, TestApp};

use crate::leaving::{draft, only, planned, settle, texts};

const LINKED: &str = "Les premières neiges : https://solenne.example/neige";
/// A post, and one with an address in it, in millionths of a dollar.
const POST: u64 = 15_000;
const WITH_LINK: u64 = 200_000;

async fn budget(t: &TestApp, micros: u64, over: Gravity) {
    t.app.set_budget(&t.actor(), "x", Some(Budget { micros, over })).await.unwrap();
}

async fn money(t: &TestApp) -> app::publish::spending::Money {
    t.app.money(t.workspace, "x", t.clock.now(), None).await.unwrap()
}

async fn account(t: &TestApp, network: &FakeNetwork) -> Id<Channel> {
    t.granted_channel("x", &network.url(), "solenne").await
}

#[tokio::test]
async fn what_the_network_had_is_kept_with_its_price_once() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Ignored).await;
        let channel = account(&t, &network).await;
        let thread = domain::post::Variant {
            text: LINKED.to_owned(),
            thread: vec![domain::post::Part { text: "Et la suite".to_owned(), ..domain::post::Part::default() }],
            ..domain::post::Variant::default()
        };
        let wish = PostDraft {
            content: thread,
            channels: BTreeMap::from([(channel, None)]),
            due_at: Some(t.now()),
            ..PostDraft::default()
        };
        // The answer to the first call is lost, and the post is found on the account: it was had once and costs once.
        network.next(&[Mood::LosesAnswer]);
        planned(&t, &wish).await;
        let before = money(&t).await;
        assert_eq!((before.spent, before.planned), (0, WITH_LINK + POST));
        t.run_due_jobs().await;
        assert_eq!(money(&t).await.underway, WITH_LINK + POST, "nobody knows yet whether it is there");
        settle(&t).await;
        assert_eq!(texts(&network).len(), 2);
        let after = money(&t).await;
        assert_eq!((after.spent, after.underway, after.planned), (WITH_LINK + POST, 0, 0));
        let acts: Vec<_> = after.acts.iter().map(|act| (act.act.as_str(), act.times, act.micros)).collect();
        assert_eq!(acts, [("post", 1, 15_000), ("post_with_link", 1, 200_000)]);
        // Another month on the wall begins anew.
        t.wait_until("2026-11-30T23:30:00Z");
        assert_eq!(money(&t).await.spent, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_read_back_is_paid_once_a_day() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Ignored).await;
        let channel = account(&t, &network).await;
        network.say_by_hand("solenne", "Par nous, ailleurs");
        network.say_by_hand("solenne", "Encore");
        let look = async || {
            let job = NewJob {
                workspace_id: t.workspace,
                kind: CHANNEL_JOB,
                key: channel.to_string(),
                lane: "look".to_owned(),
                payload: "{}".to_owned(),
                due_at: t.now(),
            };
            let tx = t.store.begin().await.unwrap();
            tx.enqueue(&job, t.now()).await.unwrap();
            tx.commit().await.unwrap();
            t.run_due_jobs().await;
        };
        for _ in 0..3 {
            look().await;
            t.wait(3_600);
        }
        let acts = money(&t).await.acts;
        assert_eq!((acts[0].act.as_str(), acts[0].times, acts[0].micros), ("read", 2, 2_000), "{acts:?}");
        t.wait(86_400);
        look().await;
        assert_eq!(money(&t).await.spent, 4_000);
    })
    .await;
}

#[tokio::test]
async fn what_would_go_beyond_a_budget_is_not_planned_or_only_warned_of() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Ignored).await;
        let channel = account(&t, &network).await;
        let (later, wish) = (t.now() + 3_600_000_000, draft(LINKED, &[channel], t.now() + 3_600_000_000));
        budget(&t, 2 * WITH_LINK, Gravity::Stops).await;
        planned(&t, &wish).await;
        planned(&t, &draft(&format!("{LINKED} !"), &[channel], later)).await;
        let third = draft(&format!("{LINKED} ?"), &[channel], later);
        let saved = t.app.begin_post(&t.actor(), &third).await.unwrap();
        let refused = t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap_err();
        let Refusal::Problems { problems, .. } = refused else { panic!("{refused:?}") };
        let over = problems.iter().find(|problem| problem.code == "budget").unwrap();
        assert_eq!((over.amount, over.limit, over.about.as_str(), over.gravity), (WITH_LINK, 0, "x", Gravity::Stops));
        // What belongs to next month is of next month's budget.
        let next = draft(LINKED, &[channel], t.now() + 12 * 86_400_000_000);
        planned(&t, &next).await;
        budget(&t, 2 * WITH_LINK, Gravity::Warns).await;
        let judged = t.app.judge_post(&t.actor(), &third, Some(saved.id)).await.unwrap();
        assert!(judged[0].1.iter().any(|problem| problem.code == "budget" && problem.gravity == Gravity::Warns));
        t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap();
        for (micros, why) in [(0, "empty"), (u64::MAX, "out_of_range")] {
            let refused = t.app.set_budget(&t.actor(), "x", Some(Budget { micros, over: Gravity::Stops })).await;
            assert!(matches!(&refused, Err(Refusal::Invalid { field: "budget", why: said }) if *said == why), "{refused:?}");
        }
        let free = t.app.set_budget(&t.actor(), "mastodon", None).await;
        assert!(matches!(free, Err(Refusal::NoSuch(_))), "nothing costs anything there: {free:?}");
    })
    .await;
}

#[tokio::test]
async fn a_delivery_beyond_the_budget_is_held_and_leaves_when_a_person_releases_it() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Ignored).await;
        let channel = account(&t, &network).await;
        let first = planned(&t, &draft(LINKED, &[channel], t.now() + 60_000_000)).await;
        let second = planned(&t, &draft("Sans adresse", &[channel], t.now() + 120_000_000)).await;
        // The budget is set after both were planned: it holds when they leave.
        budget(&t, WITH_LINK + POST - 1, Gravity::Stops).await;
        settle(&t).await;
        assert_eq!(only(&t, first).await.state, "published");
        let held = only(&t, second).await;
        assert_eq!((held.state.as_str(), held.reason.as_str()), ("held", "budget"));
        assert_eq!(texts(&network), [LINKED]);
        t.app.act_on_delivery(&t.actor(), held.id, DeliveryAct::Release).await.unwrap();
        settle(&t).await;
        assert_eq!(only(&t, second).await.state, "published");
        assert_eq!((texts(&network).len(), money(&t).await.spent), (2, WITH_LINK + POST));
        // One that only warns holds nothing.
        budget(&t, 1, Gravity::Warns).await;
        let third = planned(&t, &draft("Malgré tout", &[channel], t.now())).await;
        settle(&t).await;
        assert_eq!(only(&t, third).await.state, "published");
    })
    .await;
}

#[tokio::test]
async fn deliveries_that_leave_at_once_stay_within_the_budget_together() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Ignored).await;
        let mut posts = Vec::new();
        for number in 0..8 {
            // An account each: none waits for the turn of another.
            let channel = t.granted_channel("x", &network.url(), &format!("solenne{number}")).await;
            posts.push(planned(&t, &draft(LINKED, &[channel], t.now() + 60_000_000)).await);
        }
        budget(&t, 3 * WITH_LINK + POST, Gravity::Stops).await;
        t.wait(90);
        let [a, b, c, d] = std::array::from_fn(|_| Box::pin(t.run_due_jobs()));
        tokio::join!(a, b, c, d);
        settle(&t).await;
        let mut held = 0;
        for post in posts {
            let one = only(&t, post).await;
            held += usize::from((one.state.as_str(), one.reason.as_str()) == ("held", "budget"));
        }
        assert_eq!((texts(&network).len(), held, money(&t).await.spent), (3, 5, 3 * WITH_LINK));
    })
    .await;
}

#[tokio::test]
async fn a_quota_is_what_the_network_told_and_what_left_since() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Ignored).await;
        let instagram = t.granted_channel("instagram", &network.url(), "solenne").await;
        let read = async |id: Id<Channel>| {
            let channel = t.reader().channel(id).await.unwrap().unwrap();
            t.app.quota_taken(&channel).await.unwrap()
        };
        let known = read(instagram).await.unwrap();
        assert_eq!((known.amount, known.used, known.told_at), (50, 0, None));
        let tx = t.store.begin().await.unwrap();
        let limits = format!(r#"{{ "quota_max": 100, "quota_used": 38, "quota_at": {} }}"#, t.now());
        tx.put_limits(instagram, &limits).await.unwrap();
        tx.commit().await.unwrap();
        t.wait(60);
        let spent = store::spent::Spent {
            key: "step 0 of 1".to_owned(),
            workspace_id: t.workspace,
            channel_id: instagram,
            network: "instagram".to_owned(),
            act: String::new(),
            times: 1,
            micros: 0,
            units: 1,
            at: t.now(),
        };
        let tx = t.store.begin().await.unwrap();
        tx.put_spent(&spent).await.unwrap();
        tx.put_spent(&spent).await.unwrap();
        tx.commit().await.unwrap();
        let known = read(instagram).await.unwrap();
        assert_eq!((known.amount, known.used, known.told_at.is_some()), (100, 39, true), "once, however often it is written");
        // What was told a day ago says nothing of today.
        t.wait(2 * 86_400);
        assert_eq!(read(instagram).await.unwrap().used, 0);
        let x = t.granted_channel("x", &network.url(), "solenne").await;
        assert_eq!(read(x).await, None);
    })
    .await;
}
