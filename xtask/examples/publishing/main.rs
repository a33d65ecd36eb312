//! `publishing leave DATABASE`: 10,000 deliveries that are due in the same minute, over 200 channels of a network in this process; prints
//! `sent`, `p95` and `longest` (s from due to sent) and `over_limit` (calls that came before the account's pace allowed them).
//!
//! `publishing draw`: a month of 2,000 posts in the calendar, and the preview that the composer asks for while one types; prints `month`
//! and `preview` (ms on the server, medians).
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod draw;

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use app::{
    Actor, App, Config, Vault,
    publish::{channel_open::capabilities, policy::PublishingPolicy, post_save::PostDraft},
};
use connect::fetch::{Client, FetchPolicy};
use domain::{Clock, network::Rate, post::Variant, rhythm::Bounds};
use store::{
    Id, Store,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
};
use testkit::{FakeNetwork, Keys};

/// The program's own, so that what is measured is the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CHANNELS: usize = 200;
/// Each goes to fifty channels.
const POSTS: usize = 200;
const CHANNELS_OF_A_POST: usize = 50;
/// Time enough to plan them all, microseconds.
const PLANNING_US: i64 = 90_000_000;
/// Longer than this they may not take to leave.
const LEAVING_MAX: Duration = Duration::from_secs(600);

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["leave", database] => leave(database).await,
        ["draw"] => draw::draw().await,
        _ => bail!("usage: publishing leave DATABASE | publishing draw"),
    }
}

async fn leave(database: &str) -> Result<()> {
    let policy =
        FetchPolicy { allowed_ranges: vec!["127.0.0.0/8".parse()?], host_interval: Duration::ZERO, ..FetchPolicy::default() };
    let config = Config {
        public_address: "http://127.0.0.1".to_owned(),
        rhythm: Bounds::default(),
        library: app::publish::library::Library::default(),
    };
    let store = Store::open(database).await?;
    let vault = Vault::new(&[7; app::vault::KEY_BYTES]);
    let app = App::new(store.clone(), Clock::machine(), Client::new(&policy)?, vault, config);
    let tx = store.begin().await?;
    let workspace = tx.add_workspace("Bench", "blue", "en", "Europe/Paris", app.now()).await?;
    tx.commit().await?;
    let actor = Actor::command_line(workspace);
    let patient = PublishingPolicy { late_minutes: 600, ..PublishingPolicy::default() };
    app.set_publishing_policy(&actor, patient).await.context("the policy could not be set")?;
    let network = FakeNetwork::start(Keys::Kept).await;
    let channels = connected(&app, &actor, &network).await?;
    // Looking after the channels for the first time is not what is measured.
    app.run_due_jobs().await?;
    let due_at = app.now() + PLANNING_US;
    for number in 0..POSTS {
        let first = number * CHANNELS_OF_A_POST % CHANNELS;
        let to = channels.iter().cycle().skip(first).take(CHANNELS_OF_A_POST).map(|id| (*id, None));
        let content = Variant { text: format!("Post {number} of the morning"), ..Variant::default() };
        let draft = PostDraft { content, channels: to.collect(), due_at: Some(due_at), ..PostDraft::default() };
        let saved = app.begin_post(&actor, &draft).await?;
        Box::pin(app.plan_post(&actor, saved.id, saved.version)).await?;
    }
    let early = due_at - app.now();
    if early < 0 {
        bail!("planning took longer than {} s", PLANNING_US / 1_000_000);
    }
    tokio::time::sleep(Duration::from_micros(early.unsigned_abs())).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn({
        let app = app.clone();
        async move { app.work(stopped).await }
    });
    let sent =
        tokio::time::timeout(LEAVING_MAX, all_sent(&store, workspace)).await.context("they did not all leave in time")??;
    stop.send_replace(true);
    worker.await?;
    let pace = capabilities(&store.reader(workspace).channels().await?[0]).context("a network")?.rate;
    told(&sent, pace);
    Ok(())
}

async fn connected(app: &App, actor: &Actor, network: &FakeNetwork) -> Result<Vec<Id<Channel>>> {
    let mut channels = Vec::new();
    for number in 0..CHANNELS {
        let filled = BTreeMap::from([("server".to_owned(), network.url()), ("token".to_owned(), format!("account{number}"))]);
        channels.push(Box::pin(app.connect_channel(actor, "mastodon", &filled)).await?);
    }
    Ok(channels)
}

/// Waits until all are there.
async fn all_sent(store: &Store, workspace: Id<store::workspace::Workspace>) -> Result<Vec<Delivery>> {
    let wanted = POSTS * CHANNELS_OF_A_POST;
    loop {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let counts = store.reader(workspace).delivery_counts(i64::MIN, i64::MAX).await?;
        let published = counts.iter().find(|(state, _)| state == "published").map_or(0, |(_, n)| *n);
        if usize::try_from(published)? == wanted {
            return Ok(store.reader(workspace).deliveries(&DeliveryFilter::default(), u32::MAX >> 1).await?);
        }
    }
}

fn told(sent: &[Delivery], pace: Rate) {
    let mut waits: Vec<f64> = sent.iter().filter_map(|one| Some((one.published_at? - one.due_at) as f64 / 1e6)).collect();
    waits.sort_by(f64::total_cmp);
    let at = |share: f64| waits.get((waits.len() as f64 * share) as usize).copied().unwrap_or(f64::INFINITY);
    println!("sent {}", waits.len());
    println!("p95 {:.1}", at(0.95));
    println!("median {:.1}", at(0.5));
    println!("longest {:.1}", waits.last().copied().unwrap_or(f64::INFINITY));
    println!("over_limit {}", over_limit(sent, pace));
}

/// Calls that came before the pace of their account allowed them: more than the burst and what grew since, in any stretch of time.
fn over_limit(sent: &[Delivery], pace: Rate) -> usize {
    let mut by_channel: HashMap<i64, Vec<i64>> = HashMap::new();
    for one in sent {
        by_channel.entry(one.channel_id.get()).or_default().extend(one.published_at);
    }
    let interval = i64::try_from(pace.interval_ms).unwrap_or(i64::MAX).saturating_mul(1_000);
    // What is written down is when the answer was there: that differs by the time of an answer from when the call was made.
    let slack = 2;
    let too_many = |times: &Vec<i64>| {
        let mut times = times.clone();
        times.sort_unstable();
        let stretch = |from: usize, to: usize| {
            let allowed = i64::from(pace.burst) + (times[to] - times[from]) / interval + slack;
            i64::try_from(to - from + 1).unwrap_or(i64::MAX) > allowed
        };
        (0..times.len()).filter(|to| (0..=*to).any(|from| stretch(from, *to))).count()
    };
    by_channel.values().map(too_many).sum()
}
