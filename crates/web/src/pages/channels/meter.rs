//! What publishing on a channel costs, and what is left of its quota.

use app::Refusal;
use jiff::Timestamp;
use minijinja::{Value, context};
use store::channel::Channel;

use super::dollars;
use crate::{
    Web,
    pages::publish::{mark, reads},
    request::Member,
};

/// The meters of a channel; none where nothing is asked for and nothing is counted.
pub(super) async fn meter(web: &Web, member: &Member, channel: &Channel) -> Result<Option<Value>, Refusal> {
    let reads = reads(web, member);
    let costs =
        domain::network::Network::from_name(&channel.network).is_some_and(|network| !network.capabilities().costs.is_empty());
    let money = if costs {
        let money = web.app.money(member.workspace.id, &channel.network, web.app.clock().now(), None).await?;
        let acts = money.acts.iter().map(|act| {
            let price = u64::try_from(act.micros).unwrap_or_default();
            context! { act => act.act.replace('_', "-"), times => act.times, price => dollars(price) }
        });
        Some(context! {
            network => mark(&channel.network), spent => dollars(money.spent), acts => acts.collect::<Vec<_>>(),
            underway => (money.underway > 0).then(|| dollars(money.underway)), planned => (money.planned > 0).then(|| dollars(money.planned)),
            budget => money.budget.map(|budget| dollars(budget.micros)), share => money.budget.map(|budget| budget.share(money.spent)),
            month => reads.month(web.app.now()), set_href => member.href("settings/publishing#budgets"),
        })
    } else {
        None
    };
    let moment = |at: Option<Timestamp>| at.map(|at| reads.exact(at.as_microsecond()));
    let quota = web.app.quota_taken(channel).await?.map(|taken| {
        context! {
            used => reads.number(taken.used.into()), amount => reads.number(taken.amount.into()),
            share => u64::from(taken.used) * 100 / u64::from(taken.amount.max(1)), anew => moment(taken.anew), told => moment(taken.told_at),
        }
    });
    Ok((money.is_some() || quota.is_some()).then(|| context! { money, quota }))
}
