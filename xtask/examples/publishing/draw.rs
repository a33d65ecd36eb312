//! Pages of publishing, drawn by the program's own router.

use std::time::Instant;

use anyhow::{Context, Result};
use app::publish::post_save::PostDraft;
use domain::post::Variant;
use store::{Id, channel::Channel};
use testkit::{FakeNetwork, Keys, TestApp};

/// Posts of the month.
const POSTS: i64 = 2_000;
/// Channels of a post that is previewed.
const CHANNELS: usize = 4;
/// Runs of which the median is taken.
const RUNS: usize = 31;
const DAY_US: i64 = 86_400_000_000;

pub(crate) async fn draw() -> Result<()> {
    let t = TestApp::new().await;
    let network = FakeNetwork::start(Keys::Kept).await;
    let mut channels: Vec<Id<Channel>> = Vec::new();
    for number in 0..CHANNELS {
        let filled = [("server", network.url()), ("token", format!("account{number}"))];
        let filled = filled.into_iter().map(|(name, said)| (name.to_owned(), said)).collect();
        channels.push(Box::pin(t.app.connect_channel(&t.actor(), "mastodon", &filled)).await?);
    }
    for number in 0..POSTS {
        let content = Variant { text: format!("Post {number}: what happens on the mountain this week"), ..Variant::default() };
        let place = usize::try_from(number)? % CHANNELS;
        let due_at = t.now() + number % 9 * DAY_US + number * 60_000_000 % DAY_US;
        let draft =
            PostDraft { content, channels: [(channels[place], None)].into(), due_at: Some(due_at), ..PostDraft::default() };
        let saved = t.app.begin_post(&t.actor(), &draft).await?;
        Box::pin(t.app.plan_post(&t.actor(), saved.id, saved.version)).await?;
    }
    let mut browser = t.browser().await;
    let month = format!("/w/{}/publish", t.workspace);
    let mut months = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let _ = browser.get(&month).await.expect(200);
        months.push(began.elapsed().as_secs_f64() * 1e3);
    }
    let ids: Vec<String> = channels.iter().map(ToString::to_string).collect();
    let text = "La première neige est tombée sur le col. Voir https://solenne.example/alto #montagne ".repeat(5);
    let mut form = vec![("text", text.as_str()), ("version", "0")];
    form.extend(ids.iter().map(|id| ("channel", id.as_str())));
    let preview = format!("/w/{}/posts/preview", t.workspace);
    let mut previews = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let _ = browser.post(&preview, &form).await.expect(200);
        previews.push(began.elapsed().as_secs_f64() * 1e3);
    }
    println!("month {:.1}", median(months).context("no run")?);
    println!("preview {:.1}", median(previews).context("no run")?);
    Ok(())
}

fn median(mut times: Vec<f64>) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}
