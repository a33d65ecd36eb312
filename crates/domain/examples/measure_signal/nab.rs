//! The series of the Numenta Anomaly Benchmark, and its score (standard profile): A. Lavin and S. Ahmad, "Evaluating Real-Time
//! Anomaly Detection Algorithms" (2015). The same rule as `bench/nabscore.py` beside the data.

use std::{error::Error, fs, path::Path};

use domain::signal::{Grain, Point};
use jiff::{civil::DateTime, tz::TimeZone};

/// What an alarm outside of every window costs at most.
const FALSE_ALARM_COST: f64 = 0.11;
/// The part of a series that is not scored, and of how many points at most.
const PROBATION_PART: f64 = 0.15;
const PROBATION_OF_MAX: usize = 5000;

/// One series with its labelled windows, as places of their first and last points.
#[derive(Clone)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) times: Vec<String>,
    pub(crate) points: Vec<Point>,
    pub(crate) windows: Vec<(usize, usize)>,
    pub(crate) grain: Grain,
}

/// What a series came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) raw: f64,
    pub(crate) windows: usize,
    pub(crate) hit: usize,
    pub(crate) false_rows: usize,
    pub(crate) alarms: usize,
    pub(crate) weeks: f64,
}

impl Score {
    /// 0 is silence, 100 is perfect.
    pub(crate) fn normalised(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a few windows")]
        let windows = self.windows as f64;
        100.0 * (self.raw + windows) / (2.0 * windows)
    }

    pub(crate) fn alarms_a_week(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a few alarms")]
        let alarms = self.alarms as f64;
        alarms / self.weeks
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.windows += other.windows;
        self.hit += other.hit;
        self.false_rows += other.false_rows;
        self.alarms += other.alarms;
        self.weeks += other.weeks;
    }
}

/// Reads all series whose name contains `part`.
pub(crate) fn read(folder: &Path, part: &str) -> Result<Vec<Series>, Box<dyn Error>> {
    let windows: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.join("windows.json"))?)?;
    let mut all = Vec::new();
    for (name, windows) in windows.as_object().into_iter().flatten().filter(|(name, _)| name.contains(part)) {
        let file = folder.join(name);
        if file.exists() {
            all.push(series(name, &fs::read_to_string(file)?, windows)?);
        }
    }
    Ok(all)
}

fn series(name: &str, text: &str, windows: &serde_json::Value) -> Result<Series, Box<dyn Error>> {
    let (mut times, mut points) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1) {
        let (time, value) = line.split_once(',').ok_or("a row without a comma")?;
        let moment: DateTime = time.parse()?;
        let hour_of_week = i32::from(moment.weekday().to_monday_zero_offset()) * 24 + i32::from(moment.hour());
        points.push(Point {
            at_s: second(moment)?,
            hour_of_week: u8::try_from(hour_of_week)?,
            count: value.parse()?,
            heard: 1.0,
        });
        times.push(time.to_owned());
    }
    let mut spans = Vec::new();
    for window in windows.as_array().into_iter().flatten() {
        let bound = |place: usize| -> Result<i64, Box<dyn Error>> { second(window[place].as_str().ok_or("no time")?.parse()?) };
        let (from, to) = (bound(0)?, bound(1)?);
        let inside: Vec<usize> = (0..points.len()).filter(|place| (from..=to).contains(&points[*place].at_s)).collect();
        spans.extend(inside.first().copied().zip(inside.last().copied()));
    }
    let mut steps: Vec<i64> = points.windows(2).map(|pair| pair[1].at_s - pair[0].at_s).filter(|step| *step > 0).collect();
    steps.sort_unstable();
    let step = steps.get(steps.len() / 2).copied().unwrap_or(300);
    let grain = Grain::seconds(u32::try_from(step)?).unwrap_or(Grain::HOUR);
    Ok(Series { name: name.to_owned(), times, points, windows: spans, grain })
}

fn second(moment: DateTime) -> Result<i64, Box<dyn Error>> {
    Ok(moment.to_zoned(TimeZone::UTC)?.timestamp().as_second())
}

fn sigmoid(place: f64) -> f64 {
    if place > 3.0 { -1.0 } else { 2.0 / (1.0 + (5.0 * place).exp()) - 1.0 }
}

/// Scores the alarms of a series, one `bool` a point.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places in a short series"
)]
pub(crate) fn score(series: &Series, alarms: &[bool]) -> Score {
    let probation = (PROBATION_PART * alarms.len().min(PROBATION_OF_MAX) as f64).floor() as usize;
    let mut first = vec![None; series.windows.len()];
    let mut score =
        Score { windows: series.windows.len(), alarms: alarms.iter().filter(|alarm| **alarm).count(), ..Score::default() };
    for place in (probation..alarms.len()).filter(|place| alarms[*place]) {
        if let Some(window) = series.windows.iter().position(|(from, to)| (*from..=*to).contains(&place)) {
            first[window].get_or_insert(place);
            continue;
        }
        score.false_rows += 1;
        let before = series.windows.iter().rev().find(|(_, to)| *to < place);
        score.raw +=
            FALSE_ALARM_COST * before.map_or(-1.0, |(from, to)| sigmoid((place - to) as f64 / ((to - from) as f64).max(1.0)));
    }
    for (first, (from, to)) in first.iter().zip(&series.windows) {
        score.raw += first.map_or(-1.0, |at: usize| {
            score.hit += 1;
            sigmoid(-((to - at + 1) as f64) / ((to - from + 1) as f64)) / sigmoid(-1.0)
        });
    }
    if let (Some(from), Some(to)) = (series.points.first(), series.points.last()) {
        score.weeks = (to.at_s - from.at_s) as f64 / 604_800.0;
    }
    score
}
