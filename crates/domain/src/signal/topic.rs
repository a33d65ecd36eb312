//! Everything that is watched of one topic, read together as time goes on: the same code live and in a replay.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    Detector, Episode, Feedback, Grain, Kind, NegativePoint, NegativeWatch, Point, Quiet, Reading, SilenceWatch, SpreadWatch,
    Theme, ThemeWatch, Threshold,
};

/// The finest step, in seconds.
pub const STEP_S: i64 = 300;
/// The step at which silence, phrases and sites are read, in seconds.
const HOUR_S: i64 = 3_600;
/// A finding of a kind belongs to another of that kind when no more than this lies between them, in seconds.
const JOIN_S: i64 = 6 * HOUR_S;

/// What was said of a topic in five minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// Mentions.
    pub mentions: u32,
    /// Those whose tone is known.
    pub judged: u32,
    /// Those that are negative.
    pub negative: u32,
}

/// Where and with which phrases a topic was spoken of in an hour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// Mentions that were looked at.
    pub mentions: u32,
    /// The sites.
    pub sites: BTreeSet<String>,
    /// Phrases, with the number of mentions that have them.
    pub phrases: BTreeMap<String, u32>,
}

/// What was said of a topic over some time.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// By five minutes: the key is their beginning in seconds since 1970. What is missing is nothing.
    pub slots: BTreeMap<i64, Slot>,
    /// By hour: the key is its beginning in seconds since 1970.
    pub hours: BTreeMap<i64, Voices>,
    /// Sites and phrases are known from here on, in seconds since 1970.
    pub voices_from_s: i64,
    /// The part of what is usually heard that comes from sources that answer, from 0 to 1.
    pub heard: f64,
}

/// Something that was found, when it began, changed or ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What, and when.
    pub episode: Episode,
    /// The phrase of a new theme.
    pub phrase: Option<String>,
    /// When it could first be known, in seconds since 1970: the end of the point that raised it.
    pub known_s: i64,
    /// 95 % of such points lie between these.
    pub band: (f64, f64),
    /// From 0.5 to 1, of the point that raised it.
    pub score: f64,
    /// The length of the points it was found on, in seconds.
    pub grain_s: u32,
}

impl Finding {
    /// Whether both tell of the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let near = |one: &Episode, two: &Episode| one.start_s <= two.end_s.unwrap_or(i64::MAX - JOIN_S) + JOIN_S;
        self.episode.kind == other.episode.kind
            && self.grain_s == other.grain_s
            && self.phrase == other.phrase
            && near(&self.episode, &other.episode)
            && near(&other.episode, &self.episode)
    }
}

/// Everything that is watched of one topic. Keep it as JSON and resume it at any point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopicWatch {
    /// Everything before is read, in seconds since 1970.
    to_s: i64,
    fine: Detector,
    hour: Detector,
    day: Detector,
    negative: NegativeWatch,
    silence: SilenceWatch,
    themes: ThemeWatch,
    spread: SpreadWatch,
    /// What was counted of the hour and of the day that are not over.
    counted: (f64, f64),
    /// The last unusual point of a peak, in seconds since 1970.
    peak_s: Option<i64>,
    /// What lasts.
    open: Vec<Finding>,
}

impl TopicWatch {
    /// One that knows nothing and begins to read at the beginning of the hour of `from_s`.
    #[must_use]
    pub fn new(from_s: i64) -> Self {
        let (five, hour) = (Grain::FIVE_MINUTES, Grain::HOUR);
        Self {
            to_s: from_s - from_s.rem_euclid(HOUR_S),
            fine: Detector::new(five),
            hour: Detector::new(hour),
            day: Detector::new(Grain::DAY),
            negative: NegativeWatch::new(five),
            silence: SilenceWatch::new(hour),
            themes: ThemeWatch::new(hour),
            spread: SpreadWatch::new(hour),
            counted: (0.0, 0.0),
            peak_s: None,
            open: Vec::new(),
        }
    }

    /// Everything before is read, in seconds since 1970.
    #[must_use]
    pub fn to_s(&self) -> i64 {
        self.to_s
    }

    /// What lasts.
    #[must_use]
    pub fn open(&self) -> &[Finding] {
        &self.open
    }

    /// The usual share of negative.
    #[must_use]
    pub fn usual_negative(&self) -> f64 {
        self.negative.usual().0
    }

    /// The usual number of sites.
    #[must_use]
    pub fn usual_sites(&self) -> f64 {
        self.spread.usual()
    }

    /// How unusual something of a kind has to be here.
    #[must_use]
    pub fn threshold(&self, kind: Kind) -> Threshold {
        match kind {
            Kind::Peak => self.fine.alarm().threshold(),
            Kind::NegativePeak => self.negative.alarm().threshold(),
            Kind::Silence => self.silence.alarm().threshold(),
            Kind::NewTheme => self.themes.threshold(),
            Kind::Spread => self.spread.alarm().threshold(),
        }
    }

    /// Takes all that was ever said of the topic's signals of a kind, instead of what it had learnt of it.
    pub fn relearn(&mut self, kind: Kind, feedback: &[Feedback]) {
        match kind {
            Kind::Peak => {
                [&mut self.fine, &mut self.hour, &mut self.day].into_iter().for_each(|one| one.alarm_mut().relearn(feedback))
            }
            Kind::NegativePeak => self.negative.alarm_mut().relearn(feedback),
            Kind::Silence => self.silence.alarm_mut().relearn(feedback),
            Kind::NewTheme => self.themes.threshold_mut().relearn(feedback),
            Kind::Spread => self.spread.alarm_mut().relearn(feedback),
        }
    }

    /// Reads on up to the last whole step before `to_s`. Gives what began and what ended, and shows `see` each point of each count.
    pub fn advance(&mut self, to_s: i64, said: &Said, zone: &TimeZone, mut see: impl FnMut(Grain, &Reading)) -> Vec<Finding> {
        let mut findings = Vec::new();
        while self.to_s.saturating_add(STEP_S) <= to_s {
            let at_s = self.to_s;
            self.to_s += STEP_S;
            let slot = said.slots.get(&at_s).copied().unwrap_or_default();
            let count = f64::from(slot.mentions);
            self.counted = (self.counted.0 + count, self.counted.1 + count);
            let hour_of_week = hour_of_week(at_s, zone);
            let point = Point { at_s, hour_of_week, count, heard: said.heard };
            if let Ok(reading) = self.fine.read(&point) {
                see(Grain::FIVE_MINUTES, &reading);
                self.take(Kind::Peak, Grain::FIVE_MINUTES, &reading, &mut findings);
            }
            let point = NegativePoint { at_s, judged: f64::from(slot.judged), negative: f64::from(slot.negative) };
            if let Ok(negative) = self.negative.read(&point) {
                self.take(Kind::NegativePeak, Grain::FIVE_MINUTES, &negative.reading, &mut findings);
            }
            if self.to_s.rem_euclid(HOUR_S) == 0 {
                self.end_hour(self.to_s - HOUR_S, said, zone, &mut findings, &mut see);
            }
        }
        findings
    }

    fn end_hour(
        &mut self,
        at_s: i64,
        said: &Said,
        zone: &TimeZone,
        findings: &mut Vec<Finding>,
        see: &mut impl FnMut(Grain, &Reading),
    ) {
        let point = Point { at_s, hour_of_week: hour_of_week(at_s, zone), count: self.counted.0, heard: said.heard };
        self.counted.0 = 0.0;
        if let Ok(reading) = self.hour.read(&point) {
            see(Grain::HOUR, &reading);
            self.take(Kind::Peak, Grain::HOUR, &reading, findings);
            if let Quiet::Judged(quiet) = self.silence.read(&reading, said.heard, self.hour.scatter()) {
                self.take(Kind::Silence, Grain::HOUR, &quiet, findings);
            }
        }
        if at_s >= said.voices_from_s {
            self.end_hour_of_voices(at_s, said, findings);
        }
        if self.to_s == day_begins(self.to_s, zone) {
            let begins = day_begins(self.to_s - 1, zone);
            let hour_of_week = hour_of_week(begins, zone);
            let point = Point { at_s: begins, hour_of_week, count: self.counted.1, heard: said.heard };
            self.counted.1 = 0.0;
            if let Ok(reading) = self.day.read(&point) {
                see(Grain::DAY, &reading);
                self.take(Kind::Peak, Grain::DAY, &reading, findings);
            }
        }
    }

    fn end_hour_of_voices(&mut self, at_s: i64, said: &Said, findings: &mut Vec<Finding>) {
        let nothing = Voices::default();
        let voices = said.hours.get(&at_s).unwrap_or(&nothing);
        if let Ok(spread) = self.spread.read(at_s, voices.sites.iter().map(String::as_str)) {
            self.take(Kind::Spread, Grain::HOUR, &spread.reading, findings);
        }
        let phrases = voices.phrases.iter().map(|(phrase, count)| (phrase.as_str(), *count));
        let themes = self.themes.read(at_s, voices.mentions, phrases);
        self.take_themes(at_s, &themes, findings);
    }

    /// Follows what a reading says: a finding lasts as long as the detector that found it says so. What a finer one found already, a
    /// coarser one does not find again.
    fn take(&mut self, kind: Kind, grain: Grain, reading: &Reading, findings: &mut Vec<Finding>) {
        let grain_s = grain.as_seconds();
        let place = self.open.iter().position(|open| open.episode.kind == kind && open.grain_s == grain_s);
        if let Some(place) = place {
            let open = &mut self.open[place];
            let now = match kind {
                Kind::Peak => [&self.fine, &self.hour, &self.day]
                    .into_iter()
                    .find(|one| one.grain() == grain)
                    .and_then(|one| one.alarm().episode()),
                Kind::NegativePeak => self.negative.alarm().episode(),
                Kind::Silence => self.silence.alarm().episode(),
                Kind::Spread => self.spread.alarm().episode(),
                Kind::NewTheme => None,
            };
            if let Some(over) = reading.over {
                open.episode = over;
                findings.push(self.open.remove(place));
            } else if let Some(now) = now {
                if now.peak_s == reading.at_s {
                    open.band = (reading.low, reading.high);
                }
                open.episode = *now;
            }
        }
        if kind == Kind::Peak && grain != Grain::DAY {
            let lasts = self.open.iter().filter(|open| open.episode.kind == kind && open.grain_s == grain_s);
            self.peak_s = lasts.map(|open| open.episode.last_s).chain(self.peak_s).max();
        }
        let Some(episode) = reading.alarm else { return };
        if kind == Kind::Peak {
            let finer = self.open.iter().any(|open| open.episode.kind == kind && open.grain_s < grain_s);
            if finer || (grain != Grain::FIVE_MINUTES && self.peak_s.is_some_and(|peak_s| peak_s >= episode.start_s)) {
                return;
            }
        }
        let (known_s, band) = (self.to_s, (reading.low, reading.high));
        let finding = Finding { episode, phrase: None, known_s, band, score: reading.score, grain_s };
        self.open.push(finding.clone());
        findings.push(finding);
    }

    /// One theme is told at a time: the phrases of one matter burst together.
    fn take_themes(&mut self, at_s: i64, themes: &[Theme], findings: &mut Vec<Finding>) {
        if let Some(place) = self.open.iter().position(|open| open.episode.kind == Kind::NewTheme) {
            let open = &mut self.open[place];
            if open.phrase.as_deref().is_some_and(|phrase| self.themes.lasts(phrase)) {
                open.episode.last_s = at_s;
                return;
            }
            let mut ended = self.open.remove(place);
            ended.episode.end_s = Some(ended.episode.last_s);
            findings.push(ended);
        }
        let Some(theme) = themes.first() else { return };
        let finding = Finding {
            episode: Episode {
                kind: Kind::NewTheme,
                start_s: at_s,
                alarm_s: at_s,
                peak_s: at_s,
                peak_count: theme.count,
                peak_expected: theme.expected,
                strength: 0.0,
                total: theme.count,
                total_expected: theme.expected,
                usual_week: 0.0,
                after: (0.0, 0.0),
                last_s: at_s,
                end_s: None,
            },
            phrase: Some(theme.phrase.clone()),
            known_s: self.to_s,
            band: (0.0, theme.expected),
            score: theme.score,
            grain_s: Grain::HOUR.as_seconds(),
        };
        self.open.push(finding.clone());
        findings.push(finding);
    }
}

/// The hour of the week at a moment, in a zone: 0 is Monday from midnight to one.
#[must_use]
pub fn hour_of_week(at_s: i64, zone: &TimeZone) -> u8 {
    let at = Timestamp::from_second(at_s).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    let hour = i64::from(at.weekday().to_monday_zero_offset()) * 24 + i64::from(at.hour());
    u8::try_from(hour).unwrap_or(0)
}

/// The beginning of the day of a moment, rounded up to a whole hour of UTC where the zone is half an hour off.
fn day_begins(at_s: i64, zone: &TimeZone) -> i64 {
    let at = Timestamp::from_second(at_s).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    let begins = at.start_of_day().map_or(at_s, |day| day.timestamp().as_second());
    begins + (-begins).rem_euclid(HOUR_S)
}
