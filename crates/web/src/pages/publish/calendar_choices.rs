//! What the calendar can be filtered by, as its form offers it.

use std::collections::BTreeMap;

use domain::delivery::State;
use minijinja::{Value, context};
use store::{StoreError, channel::Channel};

use super::{calendar_filter::Filters, calendar_wish::Wish, mark, say};
use crate::{Web, request::Member};

/// The most labels that are offered.
const LABELS_SHOWN: u32 = 200;

/// The fields, without those that have nothing to choose from.
pub(super) async fn choices(
    web: &Web,
    member: &Member,
    filters: &Filters,
    channels: &[Channel],
    words: &BTreeMap<&'static str, String>,
) -> Result<Value, StoreError> {
    let campaigns = member.reader.campaigns().await?;
    let team = member.reader.members().await?;
    let labels = member.reader.labels_in_use(LABELS_SHOWN).await?;
    let select = |name: &str, any: &str, value: Option<String>, choices: Vec<(String, String)>| {
        let any = (String::new(), say(web, member, any));
        let choices = std::iter::once(any).chain(choices).map(|(value, label)| context! { value, label });
        context! {
            name, label => say(web, member, &format!("publish-{name}")), value => value.unwrap_or_default(),
            choices => choices.collect::<Vec<_>>(),
        }
    };
    let network = |channel: &Channel| mark(&channel.network).get_attr("label").unwrap_or_default();
    let channels = channels.iter().map(|one| (one.id.to_string(), format!("{} ({})", one.name, network(one)))).collect();
    let states = State::ALL.map(|one| (one.name().to_owned(), words.get(one.name()).cloned().unwrap_or_default()));
    let mut selects = vec![
        select("channel", "publish-any-channel", filters.channel.map(|id| id.to_string()), channels),
        select("state", "publish-any-state", filters.state.map(|state| state.name().to_owned()), states.to_vec()),
    ];
    if !campaigns.is_empty() {
        let all = campaigns.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
        selects.push(select("campaign", "calendar-any-campaign", filters.campaign.map(|id| id.to_string()), all));
    }
    if team.len() > 1 || filters.author.is_some() {
        let all = team.iter().map(|one| (one.user_id.to_string(), one.name.clone())).collect();
        selects.push(select("author", "calendar-any-author", filters.author.map(|id| id.to_string()), all));
    }
    if !labels.is_empty() {
        let all = labels.iter().map(|label| (label.clone(), label.clone())).collect();
        selects.push(select("label", "calendar-any-label", filters.label.clone(), all));
    }
    Ok(context! { selects, is_any => filters.is_any(), hides_elsewhere => filters.is_ours_only })
}

/// What was said elsewhere: how much of it is shown, with the address that hides it; or the one that shows it again.
pub(super) fn elsewhere_chip(member: &Member, wish: &Wish, shown: usize) -> Option<Value> {
    let is_shown = !wish.filters.is_ours_only;
    if is_shown && shown == 0 {
        return None;
    }
    let filters = Filters { is_ours_only: is_shown, ..wish.filters.clone() };
    Some(context! { on => is_shown, n => shown, href => wish.href_as(member, wish.view, wish.at, &filters) })
}

/// What stands under the calendar on paper: whose it is, by which filters, and what the letters of the channels mean.
pub(super) fn printed(member: &Member, filters: &Filters, offered: &Value, channels: &[Channel]) -> Value {
    let chosen = |select: Value| {
        let of = |value: &Value, name: &str| value.get_attr(name).ok().and_then(|said| said.as_str().map(str::to_owned));
        let value = of(&select, "value").filter(|value| !value.is_empty())?;
        let choices = select.get_attr("choices").ok()?.try_iter().ok()?;
        let label =
            choices.into_iter().find(|choice| of(choice, "value").as_ref() == Some(&value)).and_then(|one| of(&one, "label"));
        Some(format!("{}: {}", of(&select, "label")?, label?))
    };
    let selects = offered.get_attr("selects").ok().and_then(|selects| selects.try_iter().ok());
    let shown = channels.iter().filter(|channel| filters.channel.is_none_or(|wanted| wanted == channel.id));
    context! {
        workspace => member.workspace.name.as_str(), filters => selects.into_iter().flatten().filter_map(chosen).collect::<Vec<_>>(),
        channels => shown.map(|channel| context! { mark => mark(&channel.network), name => channel.name.as_str() }).collect::<Vec<_>>(),
    }
}
