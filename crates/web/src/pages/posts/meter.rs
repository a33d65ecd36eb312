//! What a post costs, and what is left of quotas, beside the text while it is written.

use std::collections::BTreeMap;

use app::{
    Refusal,
    publish::{channel_open::capabilities, finish::Finishes},
};
use jiff::Timestamp;
use store::post::Post;

use super::{form::Typed, panel::Channels};
use crate::{
    Web,
    pages::{
        channels::dollars,
        publish::{reads, say_with},
    },
    request::Member,
};

/// Sentences: one for each network that asks a price, one for each channel with a quota.
pub(super) async fn meters(
    web: &Web,
    member: &Member,
    typed: &Typed,
    (channels, finishes): (&Channels, &Finishes),
    post: Option<&Post>,
) -> Result<Vec<String>, Refusal> {
    let draft = typed.worth();
    let reads = reads(web, member);
    let (mut prices, mut sentences) = (BTreeMap::<&str, (&str, u64)>::new(), Vec::new());
    for channel in channels.chosen_channels(typed) {
        let Some(can) = capabilities(channel) else { continue };
        let price = can.cost_of(&finishes.on(channel, draft.on(channel.id)));
        if price > 0 {
            prices.entry(can.name).or_insert((can.label, 0)).1 += price;
        }
        let Some(taken) = web.app.quota_taken(channel).await? else { continue };
        let left = reads.number(taken.amount.saturating_sub(taken.used).into());
        let mut args = vec![
            ("name", channel.name.as_str().into()),
            ("left", left.into()),
            ("amount", reads.number(taken.amount.into()).into()),
        ];
        let key = match taken.anew {
            Some(anew) => {
                args.push(("when", reads.exact(anew.as_microsecond()).into()));
                "meter-left-anew"
            }
            None => "meter-left",
        };
        sentences.push(say_with(web, member, key, &args));
    }
    let now = web.app.clock().now();
    let at = draft.due_at.and_then(|at| Timestamp::from_microsecond(at).ok()).map_or(now, |at| at.max(now));
    for (network, (label, price)) in prices {
        let money = web.app.money(member.workspace.id, network, at, post.map(|post| post.id)).await?;
        let mut args = vec![("price", dollars(price).into()), ("network", label.into())];
        let key = match money.budget {
            None => "meter-costs",
            Some(budget) => {
                let share = |amount| reads.number(i64::try_from(budget.share(amount)).unwrap_or(i64::MAX));
                args.push(("share", share(money.spent.saturating_add(money.underway)).into()));
                args.push(("budget", dollars(budget.micros).into()));
                args.push(("planned", share(money.planned).into()));
                if money.planned > 0 { "meter-costs-planned" } else { "meter-costs-budget" }
            }
        };
        sentences.push(say_with(web, member, key, &args));
    }
    Ok(sentences)
}
