//! What lies outside of the folder: the work, the mail servers, the clock against others', and every channel, tested by its adapter.

use std::collections::BTreeSet;

use app::{Actor, App, Refusal, govern::MailSigns, publish::channel_open::capabilities};
use domain::{Language, delivery::Class};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use store::{channel::Channel, workspace::Workspace};
use url::Url;
use web::words::Words;

use super::{Chart, Health};

/// Work that is due and that nobody took up for so long says that nobody is there, microseconds: a worker looks twice a second, and what a
/// killed one held is free after a minute.
const UNTOUCHED_US_MAX: i64 = 3 * 60 * 1_000_000;
/// A clock that is off by more is refused by networks which sign what they are told with the time.
const CLOCK_OFF_MAX: SignedDuration = SignedDuration::from_mins(5);
/// A clock that is off by more should be looked at.
const CLOCK_OFF_CARE: SignedDuration = SignedDuration::from_secs(30);
/// What ends sooner is told: so long before.
const ENDS_SOON: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Examines all of it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn examine(chart: &mut Chart, app: &App) -> Result<(), Refusal> {
    chart.looking_at("The work…");
    work(chart, app).await?;
    let mut hosts = BTreeSet::new();
    for workspace in app.workspaces().await? {
        chart.looking_at(&format!("The mail server of {}…", workspace.name));
        mail(chart, app, &workspace).await?;
        let actor = Actor::command_line(workspace.id);
        let channels = app.reader(&actor).channels().await?;
        for (place, channel) in channels.iter().enumerate() {
            chart.looking_at(&format!("{}: channel {} of {}, {}…", workspace.name, place + 1, channels.len(), channel.name));
            test(chart, app, &actor, &workspace, channel).await?;
            clock(chart, app, channel, &mut hosts).await;
        }
    }
    Ok(())
}

async fn work(chart: &mut Chart, app: &App) -> Result<(), Refusal> {
    let signs = app.work_signs().await?;
    let late = signs.waiting_since.map_or(0, |since| app.now().saturating_sub(since));
    let (health, message) = if late > UNTOUCHED_US_MAX {
        let minutes = late / 60_000_000;
        let message = match signs.held {
            0 => format!("Work has been due for {minutes} minutes and nobody takes it up: start `parvis serve`."),
            held => format!("A worker is at {held} jobs, and others have been due for {minutes} minutes: start a second one."),
        };
        (if signs.held == 0 { Health::Broken } else { Health::Care }, message)
    } else if signs.held > 0 {
        (Health::Well, format!("A worker is at {} jobs, and nothing has waited for long.", signs.held))
    } else {
        (Health::Well, "Nothing that is due has waited for long.".to_owned())
    };
    chart.note("work", "", health, message);
    Ok(())
}

async fn mail(chart: &mut Chart, app: &App, workspace: &Workspace) -> Result<(), Refusal> {
    let (health, message) = match Box::pin(app.greet_mail(workspace.id)).await? {
        MailSigns::None => return Ok(()),
        MailSigns::Well(host) => (Health::Well, format!("The mail server {host} lets us in.")),
        MailSigns::Sealed => (
            Health::Broken,
            "The password of the mail server was sealed with another key: bring that key back, or type the password anew under Settings, Mail."
                .to_owned(),
        ),
        MailSigns::Trouble(host, said) => (Health::Broken, format!("The mail server {host} does not let us in. {said}")),
    };
    chart.note("mail", &workspace.name, health, message);
    Ok(())
}

/// Tests a channel, as its page does, and looks when its access and the version of its interface end.
async fn test(chart: &mut Chart, app: &App, actor: &Actor, workspace: &Workspace, channel: &Channel) -> Result<(), Refusal> {
    let network = capabilities(channel);
    let label = network.as_ref().map_or(channel.network.as_str(), |can| can.label);
    let about = format!("{}, {} on {label}", workspace.name, channel.name);
    let (health, message) = match Box::pin(app.test_channel(actor, channel.id)).await {
        Ok(Ok(())) => (Health::Well, "The network answers and knows the account.".to_owned()),
        Ok(Err(fault)) => {
            let key = format!("channels-problem-{}", fault.class.name().replace('_', "-"));
            let passing = fault.class == Class::Rate;
            let said = Words::load().say(Language::English, &key, &[("said", fault.said.trim_end_matches('.').into())]);
            (if passing { Health::Care } else { Health::Broken }, said)
        }
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(_) => (
            Health::Broken,
            "Its secrets were sealed with another key: bring that key back, or connect the channel anew.".to_owned(),
        ),
    };
    chart.note("channel", &about, health, message);
    let now = app.clock().now();
    // What the test renewed ends later.
    let channel = app.reader(actor).channel(channel.id).await?.unwrap_or_else(|| channel.clone());
    if health != Health::Broken && !app.renews_itself(&channel).await? {
        access(chart, &about, &channel, now);
    }
    if let Some(version) = network.and_then(|can| can.version)
        && let Some(end) = version.sunset.and_then(|end| end.parse::<Date>().ok())
    {
        sunset(chart, &about, version.name, end, now);
    }
    Ok(())
}

fn access(chart: &mut Chart, about: &str, channel: &Channel, now: Timestamp) {
    let Some(end) = channel.expires_at.and_then(|end| Timestamp::from_microsecond(end).ok()) else { return };
    if end <= now.saturating_add(ENDS_SOON).unwrap_or(Timestamp::MAX) {
        let day = end.to_zoned(TimeZone::UTC).date();
        let message = format!("Its access ends on {day} and cannot be renewed by itself: connect it anew before then.");
        chart.note("access", about, Health::Care, message);
    }
}

fn sunset(chart: &mut Chart, about: &str, version: &str, end: Date, now: Timestamp) {
    let today = now.to_zoned(TimeZone::UTC).date();
    let soon = now.saturating_add(ENDS_SOON).map_or(Date::MAX, |soon| soon.to_zoned(TimeZone::UTC).date());
    if end <= today {
        let message = format!("Version {version} of its interface ended on {end}: a newer Parvis is needed.");
        chart.note("version", about, Health::Broken, message);
    } else if end <= soon {
        let message = format!("Version {version} of its interface ends on {end}: bring in a newer Parvis before then.");
        chart.note("version", about, Health::Care, message);
    }
}

/// Holds our clock against that of a channel's server, once for each of them.
async fn clock(chart: &mut Chart, app: &App, channel: &Channel, hosts: &mut BTreeSet<String>) {
    let Ok(server) = Url::parse(&channel.server) else { return };
    let Some(host) = server.host_str().filter(|_| matches!(server.scheme(), "http" | "https")) else { return };
    if !hosts.insert(host.to_owned()) {
        return;
    }
    // A server that does not answer was told of with its channel; one that tells no time tells nothing of ours.
    let Ok(Some(there)) = app.time_there(&server).await else { return };
    let off = there.duration_since(app.clock().now()).abs();
    let (health, message) = if off > CLOCK_OFF_CARE {
        let health = if off > CLOCK_OFF_MAX { Health::Broken } else { Health::Care };
        let message = format!(
            "This machine's clock differs from that of {host} by {} seconds: have it set by the network (NTP); some networks refuse what is signed with a wrong time.",
            off.as_secs()
        );
        (health, message)
    } else {
        (Health::Well, format!("This machine's clock agrees with that of {host}."))
    };
    chart.note("clock", host, health, message);
}
