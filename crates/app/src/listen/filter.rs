//! Which mentions: the filter of a stream as it stands in an address, in a saved view and in an alert.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use query::{Analysis, Query};
use store::{
    Id,
    access::User,
    figure::spoken_of,
    mention::HOUR_US,
    source::{Folder, Source},
    stream::{LabelState, StreamFilter},
    topic::Topic,
};
use url::form_urlencoded;

use crate::listen::reading::Readable;

/// A text is called rude from here on, per mille.
pub const RUDE_FROM: i64 = 500;

/// How far back a filter looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Period {
    /// From the beginning.
    #[default]
    All,
    /// The last so many days, today included: 1, 7, 30, 56, 365.
    Days(i32),
    /// From a day to a day, both included; open where none.
    Between(Option<Date>, Option<Date>),
    /// From a moment up to a moment, UTC microseconds: the bar of a chart that was clicked.
    Moments(i64, i64),
}

/// Whether mentions are to be treated still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Treated {
    /// Both.
    #[default]
    Any,
    /// Not marked done.
    Open,
    /// Marked done.
    Done,
}

/// Which mentions. Every part can be written in an address and read back from it.
#[derive(Clone, Debug)]
pub struct MentionFilter {
    /// Caught by this topic; by any when none.
    pub topic: Option<Id<Topic>>,
    /// When they were said.
    pub period: Period,
    /// The language they are written in, `none` for not known.
    pub language: Option<String>,
    /// What they are felt to be, `none` for not read.
    pub sentiment: Option<String>,
    /// What they want.
    pub intent: Option<String>,
    /// Rude ones only.
    pub rude: bool,
    /// A name of [`domain::Kind`].
    pub kind: Option<String>,
    /// First brought by.
    pub source: Option<Id<Source>>,
    /// First brought by a source of this folder.
    pub folder: Option<Id<Folder>>,
    /// Said on this host.
    pub site: Option<String>,
    /// Said by this author.
    pub author: Option<String>,
    /// Speaking of this aspect, such as `price`.
    pub aspect: Option<String>,
    /// Wearing this tag of the team.
    pub tag: Option<String>,
    /// Treated or not.
    pub treated: Treated,
    /// Starred only.
    pub starred: bool,
    /// Given to this member.
    pub assignee: Option<Id<User>>,
    /// Labelled so, for the filter's topic or for any.
    pub label: Option<LabelState>,
    /// Of each story only the first mention: `by=story`.
    pub by_story: bool,
    /// Words in them, in the query language; empty for none.
    pub words: String,
    /// The words as a question; none when there are none or they cannot be asked.
    pub query: Option<Query>,
    /// What is wrong with the words.
    pub problems: Vec<query::Problem>,
    /// The zone in which days begin.
    pub zone: TimeZone,
}

impl MentionFilter {
    /// All mentions.
    #[must_use]
    pub fn all(zone: TimeZone) -> Self {
        Self {
            topic: None,
            period: Period::All,
            language: None,
            sentiment: None,
            intent: None,
            rude: false,
            kind: None,
            source: None,
            folder: None,
            site: None,
            author: None,
            aspect: None,
            tag: None,
            treated: Treated::Any,
            starred: false,
            assignee: None,
            label: None,
            by_story: false,
            words: String::new(),
            query: None,
            problems: Vec::new(),
            zone,
        }
    }

    /// Reads the query part of an address. What it does not know it leaves alone: an old link still leads
    /// somewhere. What a script hands in is read by [`MentionFilter::strict`].
    #[must_use]
    pub fn from_address(text: &str, zone: &TimeZone) -> Self {
        let mut filter = Self::all(zone.clone());
        let (mut from, mut to, mut chosen, mut point) = (None, None, None, None);
        for (name, value) in form_urlencoded::parse(text.trim_start_matches('?').as_bytes()) {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name.as_ref() {
                "topic" => filter.topic = value.parse().ok(),
                "period" => chosen = Some(period(value)).filter(|period| *period != Period::All),
                "from" => from = value.parse::<Date>().ok(),
                "to" => to = value.parse::<Date>().ok(),
                "at" => point = moments(value),
                "lang" => filter.language = Some(value.to_owned()),
                "sentiment" => filter.sentiment = Some(value.to_owned()),
                "intent" => filter.intent = Some(value.to_owned()),
                "rude" => filter.rude = value == "1",
                "kind" => filter.kind = Some(value.to_owned()),
                "source" => filter.source = value.parse().ok(),
                "folder" => filter.folder = value.parse().ok(),
                "site" => filter.site = Some(value.to_owned()),
                "author" => filter.author = Some(value.to_owned()),
                "aspect" => filter.aspect = aspect(value),
                "tag" => filter.tag = Some(value.to_owned()),
                "state" => filter.treated = treated(value),
                "starred" => filter.starred = value == "1",
                "assignee" => filter.assignee = value.parse().ok(),
                "label" => filter.label = label(value),
                "by" => filter.by_story = value == "story",
                "words" => filter.ask(value),
                _ => {}
            }
        }
        // A period that is chosen beside a point of the chart was chosen after it.
        filter.period = chosen.or(point).unwrap_or(Period::All);
        if from.is_some() || to.is_some() {
            filter.period = Period::Between(from, to);
        }
        filter
    }

    /// Sets the words and what they ask.
    pub fn ask(&mut self, words: &str) {
        let parsed = query::parse(words);
        words.clone_into(&mut self.words);
        self.query = parsed.query;
        self.problems = parsed.problems;
    }

    /// The query part of an address that reads back as this filter, in a fixed order; empty for all mentions.
    #[must_use]
    pub fn to_address(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                out.append_pair(name, &value);
            }
        };
        put("topic", self.topic.map(|id| id.to_string()));
        match &self.period {
            Period::All => {}
            Period::Days(days) => put("period", Some(format!("{days}d"))),
            Period::Between(from, to) => {
                put("from", from.map(|day| day.to_string()));
                put("to", to.map(|day| day.to_string()));
            }
            Period::Moments(from, to) => put("at", Some(format!("{from}-{to}"))),
        }
        put("lang", self.language.clone());
        put("sentiment", self.sentiment.clone());
        put("intent", self.intent.clone());
        put("rude", self.rude.then(|| "1".to_owned()));
        put("kind", self.kind.clone());
        put("source", self.source.map(|id| id.to_string()));
        put("folder", self.folder.map(|id| id.to_string()));
        put("site", self.site.clone());
        put("author", self.author.clone());
        put("aspect", self.aspect.clone());
        put("tag", self.tag.clone());
        match self.treated {
            Treated::Any => {}
            Treated::Open => put("state", Some("open".to_owned())),
            Treated::Done => put("state", Some("done".to_owned())),
        }
        put("starred", self.starred.then(|| "1".to_owned()));
        put("assignee", self.assignee.map(|id| id.to_string()));
        put("label", self.label.map(|label| label_name(label).to_owned()));
        put("by", self.by_story.then(|| "story".to_owned()));
        put("words", Some(self.words.clone()).filter(|words| !words.is_empty()));
        out.finish()
    }

    /// From when up to when, UTC microseconds, at `now`.
    #[must_use]
    pub fn bounds(&self, now: Timestamp) -> (Option<i64>, Option<i64>) {
        let begins = |day: Date| day.to_zoned(self.zone.clone()).ok().map(|at| at.timestamp().as_microsecond());
        match &self.period {
            Period::All => (None, None),
            Period::Days(days) => {
                let today = now.to_zoned(self.zone.clone()).date();
                (today.checked_sub(Span::new().days(days.saturating_sub(1).clamp(0, 36_500))).ok().and_then(begins), None)
            }
            Period::Between(from, to) => (from.and_then(begins), to.and_then(|to| to.tomorrow().ok()).and_then(begins)),
            Period::Moments(from, to) => (Some(*from), Some(*to)),
        }
    }

    /// The filter for the store. Words are a candidate filter there; [`MentionFilter::judges`] says whether its answers are still
    /// to be judged.
    #[must_use]
    pub fn to_stream(&self, now: Timestamp) -> StreamFilter {
        let (from, to) = self.bounds(now);
        StreamFilter {
            topic: self.topic,
            from,
            to,
            past: past_of(&self.zone, now),
            language: self.language.as_ref().map(|word| if word == "none" { String::new() } else { word.clone() }),
            sentiment: self.sentiment.as_ref().map(|word| if word == "none" { String::new() } else { word.clone() }),
            intent: self.intent.clone(),
            toxicity: self.rude.then_some(RUDE_FROM),
            kind: self.kind.clone(),
            source: self.source,
            folder: self.folder,
            site: self.site.clone(),
            author: self.author.clone(),
            aspect: self.aspect.clone(),
            tag: self.tag.clone(),
            done: match self.treated {
                Treated::Any => None,
                Treated::Open => Some(false),
                Treated::Done => Some(true),
            },
            starred: self.starred,
            assignee: self.assignee,
            label: self.label,
            by_story: self.by_story,
            candidates: self.query.as_ref().map(query::candidates),
        }
    }

    /// Whether what the store gives must be judged by the words.
    #[must_use]
    pub const fn judges(&self) -> bool {
        self.query.is_some()
    }

    /// Whether a document that was just caught passes: for alerts on views. Nobody has treated, starred, tagged or given it yet.
    #[must_use]
    pub fn holds_new(&self, new: &NewMention<'_>, analysis: &Analysis, now: Timestamp) -> bool {
        let (from, to) = self.bounds(now);
        let said = new.readable.published_at;
        let is = |wanted: &Option<String>, word: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == word || wanted == "none" && word.is_empty())
        };
        self.topic.is_none_or(|topic| new.topics.contains(&topic))
            && from.is_none_or(|from| said >= from)
            && to.is_none_or(|to| said < to)
            && is(&self.language, new.readable.language)
            && is(&self.sentiment, &new.readable.understood.sentiment)
            && is(&self.intent, &new.readable.understood.intent)
            && (!self.rude || new.readable.understood.toxicity >= RUDE_FROM)
            && is(&self.kind, new.readable.kind)
            && is(&self.site, new.site)
            && is(&self.author, new.readable.author)
            && self.aspect.as_deref().is_none_or(|aspect| new.readable.understood.reading.contains(&spoken_of(aspect)))
            && self.source.is_none_or(|source| source == new.source)
            && self.folder.is_none_or(|folder| new.folder == Some(folder))
            && self.tag.is_none()
            && self.assignee.is_none()
            && self.label.is_none_or(|label| label == LabelState::None)
            && !self.starred
            && self.treated != Treated::Done
            && self.query.as_ref().is_none_or(|query| query.matches(analysis, &new.readable.document(), now.as_microsecond()))
    }
}

/// A document that was just caught.
#[derive(Clone, Copy, Debug)]
pub struct NewMention<'a> {
    /// What it says.
    pub readable: Readable<'a>,
    /// The host it was said on.
    pub site: &'a str,
    /// The topics that caught it.
    pub topics: &'a [Id<Topic>],
    /// The source that brought it.
    pub source: Id<Source>,
    /// The folder of that source.
    pub folder: Option<Id<Folder>>,
}

/// How long after the whole hour of UTC the hours of a zone begin, microseconds: half an hour in India.
fn past_of(zone: &TimeZone, now: Timestamp) -> i64 {
    let offset = i64::from(zone.to_offset(now).seconds()) * 1_000_000;
    (-offset).rem_euclid(HOUR_US)
}

/// An aspect by its name; names are letters and low lines.
pub(super) fn aspect(value: &str) -> Option<String> {
    Some(value.to_owned()).filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

pub(super) fn period(value: &str) -> Period {
    value.strip_suffix('d').and_then(|days| days.parse().ok()).filter(|days| *days > 0).map_or(Period::All, Period::Days)
}

pub(super) fn moments(value: &str) -> Option<Period> {
    let (from, to) = value.split_once('-')?;
    Some(Period::Moments(from.parse().ok()?, to.parse().ok()?))
}

pub(super) fn label(value: &str) -> Option<LabelState> {
    LABELS.into_iter().find(|label| label_name(*label) == value)
}

/// The labels, in the order that a select shows them.
pub const LABELS: [LabelState; 3] = [LabelState::Relevant, LabelState::Irrelevant, LabelState::None];

/// The word for a label in an address.
#[must_use]
pub const fn label_name(label: LabelState) -> &'static str {
    match label {
        LabelState::Relevant => "relevant",
        LabelState::Irrelevant => "irrelevant",
        LabelState::None => "none",
    }
}

fn treated(value: &str) -> Treated {
    match value {
        "open" => Treated::Open,
        "done" => Treated::Done,
        _ => Treated::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, written: &str) {
        let filter = MentionFilter::from_address(address, &TimeZone::UTC);
        assert_eq!(filter.to_address(), written, "{address}");
        assert_eq!(MentionFilter::from_address(written, &TimeZone::UTC).to_address(), written);
    }

    #[test]
    fn a_filter_reads_back_as_it_was_written() {
        check("?topic=3&period=56d&lang=fr", "topic=3&period=56d&lang=fr");
        check("from=2026-11-04&to=2026-11-06&state=open&starred=1", "from=2026-11-04&to=2026-11-06&state=open&starred=1");
        check("words=zip+OR+%22fermeture+%C3%A9clair%22&unknown=1&kind=", "words=zip+OR+%22fermeture+%C3%A9clair%22");
        check("topic=3&label=irrelevant&words=a", "topic=3&label=irrelevant&words=a");
        check("sentiment=negative&intent=question&rude=1", "sentiment=negative&intent=question&rude=1");
        check("site=a.example&author=L%C3%A9a+M.&aspect=price", "site=a.example&author=L%C3%A9a+M.&aspect=price");
        check("aspect=%25", "");
        check("topic=x&period=-3d&from=nonsense&at=1-2", "at=1-2");
        check("period=30d&at=1-2", "period=30d");
    }

    #[test]
    fn days_begin_in_the_readers_zone() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let filter = MentionFilter::from_address("from=2026-11-04&to=2026-11-04", &zone);
        let (from, to) = filter.bounds(Timestamp::UNIX_EPOCH);
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap().as_microsecond());
        assert_eq!((from, to), (at("2026-11-03T23:00:00Z"), at("2026-11-04T23:00:00Z")));
    }
}
