//! The figures of topics over a period, from the rollups.

use std::collections::BTreeMap;

use app::listen::{
    filter::MentionFilter,
    volume::{Bucket, Stretch},
};
use minijinja::{Value, context};
use store::{Id, Reader, StoreError, topic::Topic};

use crate::{
    Web,
    chart::{self, Share, Tone},
    format,
    request::Member,
};

/// The periods that pages of figures offer, in days.
pub(crate) const PERIODS: [i32; 4] = [7, 30, 56, 365];
/// The period of a page that says none, in days: eight weeks.
pub(crate) const PERIOD_DAYS: i32 = 56;

/// A topic's figures; of all topics together for topic 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Mentions in the period.
    pub(crate) mentions: i64,
    /// Of these, the first of their stories.
    pub(crate) stories: i64,
    /// Mentions in the period before; none when nothing was heard then.
    pub(crate) before: Option<i64>,
    /// By day.
    pub(crate) buckets: Vec<Bucket>,
}

/// The figures of all topics over one period.
pub(crate) struct Overview {
    /// By topic; 0 for all together.
    pub(crate) topics: BTreeMap<Id<Topic>, Figures>,
}

impl Overview {
    /// Reads the figures of these topics (topic 0 is all together) for the filter's period.
    pub(crate) async fn read(
        reader: &Reader,
        ids: &[Id<Topic>],
        filter: &MentionFilter,
        reads: &format::Reader,
    ) -> Result<Self, StoreError> {
        let stretch = Stretch::of(filter, reads.now);
        let (from, to) = stretch.hours();
        let (earlier, _) = stretch.before(&reads.zone).hours();
        let (first, hours, counts) = tokio::try_join!(
            reader.first_hour(None),
            reader.topic_hours(ids, from, to),
            reader.counts_of_topics(ids, earlier, from)
        )?;
        let mut topics: BTreeMap<Id<Topic>, Figures> = hours
            .into_iter()
            .map(|(id, hours)| {
                let buckets = stretch.buckets(&hours, first, reads.now, &reads.zone);
                let [mentions, stories] =
                    hours.iter().fold([0, 0], |[mentions, stories], hour| [mentions + hour.mentions, stories + hour.stories]);
                (id, Figures { mentions, stories, before: None, buckets })
            })
            .collect();
        // A change is told only against a whole period that was heard.
        if first.is_some_and(|first| first <= earlier) {
            for figures in topics.values_mut() {
                figures.before = Some(0);
            }
            for count in counts {
                topics.entry(count.topic_id).or_default().before = Some(count.mentions);
            }
        }
        Ok(Self { topics })
    }

    /// One topic's figures.
    pub(crate) fn of(&self, topic: Id<Topic>) -> Figures {
        self.topics.get(&topic).cloned().unwrap_or_default()
    }

    /// All together.
    pub(crate) fn all(&self) -> Figures {
        self.of(Id::new(0))
    }
}

impl Figures {
    /// For a template: the figure, its change and a small line.
    pub(crate) fn value(&self, web: &Web, reads: &format::Reader, name: &str) -> Value {
        let values: Vec<Option<u64>> = self.buckets.iter().map(|bucket| bucket.mentions).collect();
        let label = web.views.words.say(
            reads.language,
            "topics-spark",
            &[("name", name.into()), ("n_words", reads.number(self.mentions).into())],
        );
        let change = self.before.filter(|before| *before > 0).map(|before| percent_change(before, self.mentions));
        context! {
            mentions => self.mentions, stories => self.stories, before => self.before, change, rose => change.is_some_and(|change| change > 0), fell => change.is_some_and(|change| change < 0),
            change_words => change.map(|change| change_words(reads, change)),
            spark => values.iter().any(Option::is_some).then(|| Value::from_safe_string(chart::sparkline(&values, &label))),
        }
    }
}

/// How much more or less, in whole per cent, rounded half away from zero.
fn percent_change(before: i64, now: i64) -> i64 {
    let difference = i128::from(now) - i128::from(before);
    let (doubled, before) = (difference * 200, i128::from(before));
    let rounded = if doubled >= 0 { (doubled + before) / (2 * before) } else { (doubled - before) / (2 * before) };
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// `12 %`, without its sign: an arrow and a word stand beside it.
fn change_words(reads: &format::Reader, change: i64) -> String {
    let space = if reads.language == domain::Language::French { "\u{202f}%" } else { "\u{a0}%" };
    format!("{}{space}", reads.number(change.saturating_abs()))
}

/// Whether a topic is one side of [`share_of_voice`].
pub(crate) fn is_compared(topic: &Topic) -> bool {
    matches!(topic.kind.as_str(), "own_brand" | "competitor")
}

/// Own brand against competitors: a bar and its words; none while there is only one side.
pub(crate) fn share_of_voice(
    web: &Web,
    member: &Member,
    reads: &format::Reader,
    topics: &[Topic],
    overview: &Overview,
) -> Option<Value> {
    let side = |kind: &str| topics.iter().filter(|topic| topic.kind == kind).collect::<Vec<_>>();
    let (own, others) = (side("own_brand"), side("competitor"));
    let count = |topic: &Topic| u64::try_from(overview.of(topic.id).mentions).unwrap_or(0);
    let whole: u64 = own.iter().chain(&others).map(|topic| count(topic)).sum();
    if own.is_empty() || others.is_empty() || whole == 0 {
        return None;
    }
    let ours: u64 = own.iter().map(|topic| count(topic)).sum();
    let part = |topic: &&Topic, tone| Share {
        name: topic.name.clone(),
        value: count(topic),
        href: Some(member.href(&format!("topics/{}", topic.id))),
        tone,
    };
    let mut parts: Vec<Share> = own.iter().map(|topic| part(topic, Tone::Series(1))).collect();
    parts.extend(
        others.iter().enumerate().map(|(at, topic)| {
            part(topic, if at == 0 { Tone::Series(2) } else { Tone::Series(u8::try_from(at + 2).unwrap_or(5)) })
        }),
    );
    let label = web.views.words.say(reads.language, "topics-share", &[]);
    let others: Vec<String> =
        parts.iter().skip(own.len()).map(|part| format!("{} {}", part.name, share(reads, part.value, whole))).collect();
    Some(context! {
        ours => share(reads, ours, whole), others => others.join(" · "),
        strip => Value::from_safe_string(chart::share_strip(&label, &parts)),
        bar => Value::from_safe_string(chart::share_bar(&label, &parts, &super::volume::chart_words(web, reads))),
    })
}

/// A share of a whole as the language writes it.
fn share(reads: &format::Reader, part: u64, whole: u64) -> String {
    let space = if reads.language == domain::Language::French { "\u{202f}%" } else { "\u{a0}%" };
    format!("{}{space}", (part * 200 + whole) / (whole * 2).max(1))
}

/// The choice of periods as links: `address` makes one for so many days.
pub(crate) fn periods(web: &Web, reads: &format::Reader, days: i32, address: impl Fn(i32) -> String) -> Vec<Value> {
    PERIODS
        .iter()
        .map(|&offered| {
            let label = web.views.words.say(reads.language, &format!("topics-period-{offered}"), &[]);
            context! { label, href => address(offered), on => offered == days }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_whole_per_cent() {
        let check = |before, now, expected| assert_eq!(percent_change(before, now), expected, "{before} → {now}");
        check(100, 112, 12);
        check(200, 199, -1);
        check(3, 0, -100);
        check(1, 1, 0);
        check(1, i64::MAX, i64::MAX);
    }
}
