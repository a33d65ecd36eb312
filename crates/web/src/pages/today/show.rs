//! `GET /w/{workspace}/today`.

use app::{
    Refusal,
    listen::{
        alert_problem::AlertProblem,
        filter::{MentionFilter, Period},
        stream::Mention,
        today::{Riser, SHARE_DAYS, Today, TopicShare, UnderWay, WAITING_COUNT_MAX, Waiting, Work},
    },
};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::source::StateCount;

use super::words;
use crate::{
    Web,
    chart::{ChartWords, Share, Tone, share_bar, sparkline, whole_per_cents},
    error::Fault,
    format::Reader,
    frame, page,
    pages::signals::drawn,
    private,
    request::Member,
};

/// Draws the page.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let language = member.language();
    let zone = TimeZone::get(&member.signed.user.time_zone).unwrap_or(TimeZone::UTC);
    let reads = Reader { language, zone: zone.clone(), now: web.app.clock().now() };
    let drawn = async {
        let (today, publishing, approvals) = tokio::try_join!(
            web.app.today(&member.actor, &zone),
            crate::pages::publish::today::today(&web, &member),
            crate::pages::approvals::today::today(&member),
        )?;
        Ok::<Value, Refusal>(context! { publishing, approvals, ..own(&Drawing { web: &web, member: &member, reads }, &today) })
    };
    let own = drawn.await.map_err(|refusal| Fault::page(&web, language, refusal))?;
    let title = web.views.words.say(language, "rail-today", &[]);
    Ok(page::show(&web, &member, &headers, "today", &title, "today/show.html", own))
}

/// What every part of the page is drawn with.
struct Drawing<'a> {
    web: &'a Web,
    member: &'a Member,
    reads: Reader,
}

fn own(drawing: &Drawing<'_>, today: &Today) -> Value {
    let Drawing { web, member, reads } = drawing;
    let now = reads.now.to_zoned(reads.zone.clone());
    let say = |key: &str| web.views.words.say(reads.language, key, &[]);
    let (stretch_key, weekday) = words::stretch(reads, today.since.from, today.since.to);
    let stretch = match weekday {
        Some(weekday) => web.views.words.say(reads.language, stretch_key, &[("day", say(&weekday).into())]),
        None => say(stretch_key),
    };
    context! {
        greeting => words::greeting(&now), name => first_name(&member.signed.user.name),
        left_key => if today.left { Some(words::left(reads, today.since.from)) } else { None },
        since => today.since.from, left => today.left,
        mentions => today.mentions, mentions_href => member.href(&format!("mentions?{}", at(today.since.from, today.since.to))),
        stories => today.stories, stories_href => member.href(&format!("mentions?{}&by=story", at(today.since.from, today.since.to))),
        usual => today.usual, standing => today.standing.name(), stretch,
        signals => today.signals.iter().map(|signal| drawn::signal(web, member, signal, &today.topics)).collect::<Vec<_>>(), signals_href => member.href("signals"),
        risers => today.risers.iter().map(|riser| drawing.riser(riser)).collect::<Vec<_>>(),
        shares => drawing.shares(&today.shares), share_days => SHARE_DAYS, lead => lead(&today.shares),
        sources => drawing.sources(&today.sources), sources_total => today.sources.iter().map(|count| count.sources).sum::<i64>(),
        sources_href => member.href("sources"),
        open => drawing.waiting(&today.open), mine => drawing.waiting(&today.mine),
        unsent => today.unsent.iter().map(|(alert, notification)| context! {
            name => alert.name.as_str(), href => member.href(&format!("alerts/{}", alert.id)), at => notification.created_at,
            retrying => notification.state == "retrying", total => notification.total,
            why => AlertProblem::from_stored(&notification.problem).map(|problem| problem.sentence(reads.language)),
        }).collect::<Vec<_>>(),
        under_way => today.under_way.iter().map(|work| drawing.under_way(work)).collect::<Vec<_>>(),
        steps => today.steps.remain().then(|| context! {
            source => today.steps.source, topic => today.steps.topic, alert => today.steps.alert,
            source_href => member.href("sources/new"), topic_href => member.href("topics/new"), alert_href => member.href("alerts/new"),
        }),
        listens => today.steps.source && today.steps.topic,
        topic_href => member.href("topics/new"), source_href => member.href("sources/new"),
    }
}

/// The address of everything said between two moments.
fn at(from: i64, to: i64) -> String {
    let filter = MentionFilter { period: Period::Moments(from, to), ..MentionFilter::all(TimeZone::UTC) };
    filter.to_address()
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

/// The own brand that has the most to say for itself, with the per cent that the bar of all shows for it.
fn lead(shares: &[TopicShare]) -> Option<Value> {
    let parts: Vec<u64> = shares.iter().map(|share| u64::try_from(share.mentions).unwrap_or(0)).collect();
    let own = shares.iter().zip(whole_per_cents(&parts)).filter(|(share, _)| share.topic.kind == "own_brand");
    let (own, per_cent) = own.max_by_key(|(share, _)| share.mentions)?;
    Some(context! { name => own.topic.name.as_str(), per_cent })
}

impl Drawing<'_> {
    fn row(&self, mention: &Mention) -> Value {
        let row = &mention.row;
        let speaker = if row.author.is_empty() { &row.site } else { &row.author };
        // What has no title, as on networks, stands under who said it.
        let title = if row.title.is_empty() { speaker } else { &row.title };
        context! {
            href => self.member.href(&format!("mentions/{}", row.id)), title => private::line(self.web, self.member, title),
            has_title => !row.title.is_empty(), text => private::drawn(self.web, self.member, &mention.excerpt),
            author => row.author.as_str(), site => row.site.as_str(), initials => frame::initials(speaker), hue => frame::hue(speaker),
            at => row.published_at,
            done_href => self.member.href(&format!("mentions/{}/done", row.id)), topics => mention.topics.iter()
                .filter(|catch| catch.kind != "own_brand").map(|catch| catch.name.clone()).collect::<Vec<_>>(),
        }
    }

    fn waiting(&self, waiting: &Waiting) -> Value {
        context! {
            rows => waiting.mentions.iter().map(|mention| self.row(mention)).collect::<Vec<_>>(), count => waiting.count,
            at_least => waiting.count >= i64::from(WAITING_COUNT_MAX), oldest => waiting.mentions.last().map(|mention| mention.row.published_at),
            href => self.member.href(&format!("mentions?{}", waiting.filter.to_address())),
        }
    }

    fn riser(&self, riser: &Riser) -> Value {
        let topic = &riser.topic;
        let filter = MentionFilter {
            topic: Some(topic.id),
            period: Period::Moments(riser.between.from, riser.between.to),
            ..MentionFilter::all(TimeZone::UTC)
        };
        let label = self.web.views.words.say(self.reads.language, "today-rise-chart", &[("name", topic.name.as_str().into())]);
        context! {
            name => topic.name.as_str(), href => self.member.href(&format!("topics/{}", topic.id)),
            mentions_href => self.member.href(&format!("mentions?{}", filter.to_address())), count => riser.mentions,
            times => words::times(riser.mentions, riser.usual, self.reads.language), hours => words::hours(riser.between.from, riser.between.to),
            spark => Value::from_safe_string(sparkline(&riser.hours, &label)), newest => riser.newest.as_ref().map(|mention| self.row(mention)),
        }
    }

    fn shares(&self, shares: &[TopicShare]) -> Option<Value> {
        if shares.is_empty() {
            return None;
        }
        let say = |key: &str| self.web.views.words.say(self.reads.language, key, &[]);
        let mut series = 1_u8;
        let parts: Vec<Share> = shares
            .iter()
            .map(|share| {
                let tone = Tone::Series(series);
                series = series.saturating_add(1);
                Share {
                    name: share.topic.name.clone(),
                    value: u64::try_from(share.mentions).unwrap_or(0),
                    href: Some(self.member.href(&format!("topics/{}", share.topic.id))),
                    tone,
                }
            })
            .collect();
        let words = ChartWords::new(self.reads.language.code(), say);
        Some(Value::from_safe_string(share_bar(&say("today-shares"), &parts, &words)))
    }

    /// How many sources stand how, in the order of how much it matters; what stands well comes first and is no link.
    fn sources(&self, counts: &[StateCount]) -> Vec<Value> {
        const STATES: [(&str, &str); 8] = [
            ("as_expected", ""),
            ("new", ""),
            ("late", "warn"),
            ("waiting", "warn"),
            ("failing", "bad"),
            ("blocked", "bad"),
            ("gone", "bad"),
            ("paused", ""),
        ];
        let of = |state: &str| counts.iter().find(|count| count.state == state).map_or(0, |count| count.sources);
        let shown = STATES.iter().filter(|(state, _)| of(state) > 0);
        shown
            .map(|&(state, kind)| {
                let key = format!("today-sources-{}", state.replace('_', "-"));
                context! { key, n => of(state), kind, href => self.member.href(&format!("sources?state={state}")) }
            })
            .collect()
    }

    fn under_way(&self, work: &UnderWay) -> Value {
        let (key, name, href) = match &work.what {
            Work::Import(id, title) => ("today-import", title.as_str(), format!("sources/imports/{id}")),
            Work::Search(topic) => ("today-search", topic.name.as_str(), format!("topics/{}", topic.id)),
        };
        let total = Some(work.total).filter(|total| *total > 0);
        context! { key, name, href => self.member.href(&href), done => work.done, total }
    }
}
