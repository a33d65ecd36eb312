//! What publishing says on the home page: what wants somebody, what leaves today, who holds everything.

use domain::delivery::State;
use jiff::ToSpan;
use minijinja::{Value, context};
use store::delivery::DeliveryFilter;

use super::{
    list::{rows, wanting},
    reads,
};
use crate::{Web, request::Member};

/// The most lines of each list.
const LINES: u32 = 6;

/// The two lists and the switch; nothing when there is no channel and nothing to tell.
pub(crate) async fn today(web: &Web, member: &Member) -> Result<Option<Value>, app::Refusal> {
    let channels = member.reader.channels().await?;
    if channels.is_empty() && member.wanting == 0 {
        return Ok(None);
    }
    let wanting = wanting(member, LINES).await?;
    let reads = reads(web, member);
    let now = reads.now.to_zoned(reads.zone.clone());
    let end = now.date().saturating_add(1.days()).to_zoned(reads.zone.clone()).map_or(0, |end| end.timestamp().as_microsecond());
    let leaving = DeliveryFilter {
        from: Some(web.app.now()),
        to: Some(end),
        states: vec![State::Waiting.name().to_owned()],
        ..DeliveryFilter::default()
    };
    let leaving = member.reader.deliveries(&leaving, LINES + 1).await?;
    let held = web.app.held_by(member.workspace.id).await?;
    let broken = channels.iter().filter(|channel| channel.state == "broken");
    Ok(Some(context! {
        wanting => rows(web, member, &wanting, &channels), wanting_total => member.wanting, wanting_href => member.href("deliveries"),
        leaving => rows(web, member, leaving.get(..LINES as usize).unwrap_or(&leaving), &channels), more => leaving.len() > LINES as usize,
        leaving_href => member.href("publish?view=day"), held => held.map(|held| context! { name => held.name, at => held.at }),
        broken => broken.map(|channel| context! { name => channel.name.as_str(), href => member.href(&format!("channels/{}", channel.id)) }).collect::<Vec<_>>(),
        publish_href => member.href("publish"), new_href => member.href("posts/new"),
    }))
}
