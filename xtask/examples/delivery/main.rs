//! `delivery rehearse DATABASE DELIVERIES KILLS SEED WORKERS`: deliveries to networks that lose answers, while the workers are killed at
//! random moments; prints `name value` lines.
//!
//! The networks are in this process, the workers in others, which are ended by SIGKILL: nothing of theirs is tidied up. Time goes
//! [`TIMES`] as quickly for all of them, so that waits of minutes and leases do not make it last for hours. Where a delivery asks, the
//! person is this program, which knows what the network has: it says "it is there" or "send again", and both are counted.
//!
//! `delivery work DATABASE FROM` is one worker.
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod chance;
mod networks;

use std::{
    collections::HashMap,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use app::{
    Actor, App, Config, Vault,
    publish::{delivery_act::DeliveryAct, policy::PublishingPolicy, post_save::PostDraft},
};
use chance::Chance;
use connect::fetch::{Client, FetchPolicy};
use domain::{Clock, delivery::State, post::Variant, rhythm::Bounds};
use jiff::Timestamp;
use networks::{Kind, Networks};
use store::{
    Id, Store,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
};

/// How many times as quickly time goes.
const TIMES: i32 = 20;
/// Channels of each kind of network.
const CHANNELS: usize = 10;
/// The time within which all deliveries are due, in quick time, seconds.
const DUE_WITHIN_S: i64 = 1_200;
/// A worker lives for so long before it is killed, milliseconds.
const LIFE_MS: (u64, u64) = (150, 1_500);
/// Longer than this the whole may not take.
const TIME_MAX: Duration = Duration::from_secs(1_800);

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["work", database, from] => work(database, from.parse()?).await,
        ["rehearse", database, deliveries, kills, seed, workers] => {
            Rehearsal::begin(database, deliveries.parse()?, seed.parse()?).await?.run(kills.parse()?, workers.parse()?).await
        }
        _ => bail!("usage: delivery rehearse DATABASE DELIVERIES KILLS SEED WORKERS"),
    }
}

async fn work(database: &str, from: Timestamp) -> Result<()> {
    let app = quick_app(database, from).await?;
    let (_stop, stopped) = tokio::sync::watch::channel(false);
    app.work(stopped).await;
    Ok(())
}

async fn quick_app(database: &str, from: Timestamp) -> Result<App> {
    let policy = FetchPolicy {
        allowed_ranges: vec!["127.0.0.0/8".parse()?],
        host_interval: Duration::ZERO,
        header_time_max: Duration::from_secs(2),
        ..FetchPolicy::default()
    };
    let config = Config {
        public_address: "http://127.0.0.1".to_owned(),
        rhythm: Bounds::default(),
        library: app::publish::library::Library::default(),
    };
    let vault = Vault::new(&[7; app::vault::KEY_BYTES]);
    Ok(App::new(Store::open(database).await?, Clock::quickened(from, TIMES), Client::new(&policy)?, vault, config))
}

/// A delivery that was planned: what it says and to whom.
struct Planned {
    id: Id<Delivery>,
    kind: Kind,
    text: String,
}

struct Rehearsal {
    database: String,
    from: Timestamp,
    app: App,
    actor: Actor,
    networks: Networks,
    planned: Vec<Planned>,
    chance: Chance,
    asked: HashMap<Kind, u64>,
}

impl Rehearsal {
    async fn begin(database: &str, deliveries: usize, seed: u64) -> Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "a rehearsal begins now")]
        let from = Timestamp::now();
        let app = quick_app(database, from).await?;
        let store = Store::open(database).await?;
        let now = app.now();
        let tx = store.begin().await?;
        let workspace = tx.add_workspace("Rehearsal", "blue", "en", "Europe/Paris", now).await?;
        tx.commit().await?;
        let actor = Actor::command_line(workspace);
        app.set_publishing_policy(&actor, PublishingPolicy { late_minutes: 1_440, ..PublishingPolicy::default() }).await?;
        let networks = Networks::start(seed).await;
        let mut chance = Chance::new(seed);
        let channels = connect(&app, &actor, &networks).await?;
        let mut planned = Vec::new();
        for number in 0..deliveries {
            let (kind, channel) = channels[number % channels.len()];
            let text = format!("Post number {number}, said once");
            let due_at = now + i64::try_from(chance.below(u64::try_from(DUE_WITHIN_S)?))? * 1_000_000;
            let id = plan(&app, &actor, channel, &text, due_at).await?;
            planned.push(Planned { id, kind, text });
        }
        Ok(Self { database: database.to_owned(), from, app, actor, networks, planned, chance, asked: HashMap::new() })
    }

    fn worker(&self) -> Result<Child> {
        let program = std::env::current_exe()?;
        let command = Command::new(program).args(["work", &self.database, &self.from.to_string()]).stderr(Stdio::null()).spawn();
        command.context("a worker could not be started")
    }

    async fn run(mut self, kills: usize, workers: usize) -> Result<()> {
        let began = Instant::now();
        let mut alive = (0..workers).map(|_| self.worker()).collect::<Result<Vec<_>>>()?;
        let mut killed = 0;
        loop {
            let life = LIFE_MS.0 + self.chance.below(LIFE_MS.1 - LIFE_MS.0);
            tokio::time::sleep(Duration::from_millis(life)).await;
            if killed < kills {
                let who = usize::try_from(self.chance.below(u64::try_from(workers)?))?;
                alive[who].kill()?;
                alive[who].wait()?;
                alive[who] = self.worker()?;
                killed += 1;
            }
            let open = self.answer().await?;
            if open == 0 && killed >= kills {
                break;
            }
            if began.elapsed() > TIME_MAX {
                bail!("{open} deliveries are still on their way after {} s", began.elapsed().as_secs());
            }
        }
        for worker in &mut alive {
            worker.kill()?;
            worker.wait()?;
        }
        self.tell(killed, began.elapsed()).await
    }

    /// Answers for the person what deliveries ask; gives how many are still on their way.
    async fn answer(&mut self) -> Result<usize> {
        let over = [State::Published, State::Cancelled].map(State::name);
        let states = State::ALL.map(State::name).into_iter().filter(|state| !over.contains(state)).map(str::to_owned).collect();
        let filter = DeliveryFilter { states, ..DeliveryFilter::default() };
        let reader = self.app.reader(&self.actor);
        let open = reader.deliveries(&filter, u32::MAX >> 1).await?;
        for delivery in &open {
            let state = State::from_name(&delivery.state).context("a state that is none")?;
            if !state.wants_person() {
                continue;
            }
            let planned = self.planned.iter().find(|planned| planned.id == delivery.id).context("an unknown delivery")?;
            if state != State::Asking {
                bail!("delivery {} is {}: {} {}", delivery.id, delivery.state, delivery.reason, delivery.said);
            }
            *self.asked.entry(planned.kind).or_default() += 1;
            let there = self.networks.of(planned.kind).told().iter().any(|told| told.text == planned.text);
            let act = if there { DeliveryAct::IsThere } else { DeliveryAct::SendAgain };
            self.app.act_on_delivery(&self.actor, delivery.id, act).await?;
        }
        Ok(open.len())
    }

    async fn tell(self, killed: usize, took: Duration) -> Result<()> {
        println!("kills {killed}");
        println!("seconds {}", took.as_secs_f64());
        for kind in Kind::ALL {
            let mut times: HashMap<String, u64> = HashMap::new();
            for told in self.networks.of(kind).told() {
                *times.entry(told.text).or_default() += 1;
            }
            let of = || self.planned.iter().filter(|planned| planned.kind == kind);
            let said = |text: &str| times.get(text).copied().unwrap_or_default();
            println!("{}_planned {}", kind.name(), of().count());
            println!("{}_sent {}", kind.name(), of().filter(|planned| said(&planned.text) > 0).count());
            println!("{}_lost {}", kind.name(), of().filter(|planned| said(&planned.text) == 0).count());
            println!("{}_twice {}", kind.name(), of().filter(|planned| said(&planned.text) > 1).count());
            println!("{}_asked {}", kind.name(), self.asked.get(&kind).copied().unwrap_or_default());
        }
        Ok(())
    }
}

async fn connect(app: &App, actor: &Actor, networks: &Networks) -> Result<Vec<(Kind, Id<Channel>)>> {
    let mut channels = Vec::new();
    for number in 0..CHANNELS {
        for kind in Kind::ALL {
            let filled = kind.filled(&networks.of(kind).url(), number);
            channels.push((kind, app.connect_channel(actor, kind.network(), &filled).await?));
        }
    }
    Ok(channels)
}

async fn plan(app: &App, actor: &Actor, channel: Id<Channel>, text: &str, due_at: i64) -> Result<Id<Delivery>> {
    let network = app.reader(actor).channel(channel).await?.context("the channel is gone")?.network;
    let mut content = Variant { text: text.to_owned(), ..Variant::default() };
    if network == "nodebb" {
        text.clone_into(&mut content.title);
        content.settings.insert("category".to_owned(), "1".to_owned());
    }
    let draft = PostDraft { content, channels: [(channel, None)].into(), due_at: Some(due_at) };
    let saved = app.begin_post(actor, &draft).await?;
    app.plan_post(actor, saved.id, saved.version).await?;
    let filter = DeliveryFilter { post: Some(saved.id), ..DeliveryFilter::default() };
    let made = app.reader(actor).deliveries(&filter, 1).await?;
    Ok(made.first().context("nothing was planned")?.id)
}
