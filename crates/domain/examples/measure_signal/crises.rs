//! The crises of `CrisisLexT26` as series of counts: the times of the public posts that each collection has. A. Olteanu, S. Vieweg and
//! C. Castillo, "What to Expect When the Unexpected Happens" (CSCW 2015).

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use domain::signal::{Grain, Point, replay};

/// The quiet days that are set before each collection, which begins with its crisis: a topic was there before.
const QUIET_DAYS: i64 = 14;
/// What is said of it then: a mention every other hour.
const QUIET_EVERY_S: i64 = 7200;
/// The part of all posts at which a crisis is there for everybody.
const THERE_PART: usize = 20;

/// When the alarm would have fired in each crisis.
pub(crate) struct Crisis {
    pub(crate) name: String,
    pub(crate) posts: usize,
    /// Minutes from the first post of the collection to the end of the point that raised the alarm.
    pub(crate) alarm_min: Option<i64>,
    /// Posts that were there by then.
    pub(crate) posts_before: usize,
    /// Minutes from the first post to a twentieth of all posts.
    pub(crate) there_min: i64,
    /// Alarms of the whole period.
    pub(crate) alarms: usize,
}

/// Runs all of them at five minutes.
pub(crate) fn all(folder: &Path) -> Result<Vec<Crisis>, Box<dyn Error>> {
    let mut folders: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    folders.sort();
    let mut crises = Vec::new();
    for folder in folders {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = folder.join(format!("{name}-tweetids_entire_period.csv"));
        if file.exists() {
            let mut times: Vec<i64> = fs::read_to_string(file)?.lines().filter_map(second).collect();
            times.sort_unstable();
            crises.extend(run(name, &times));
        }
    }
    Ok(crises)
}

fn run(name: String, times: &[i64]) -> Option<Crisis> {
    let (step, first, last) = (300, *times.first()?, *times.last()?);
    let from = (first - QUIET_DAYS * 86_400).div_euclid(step);
    let mut counts: BTreeMap<i64, u32> = (from..=last.div_euclid(step)).map(|point| (point, 0)).collect();
    let quiet = (0..QUIET_DAYS * 86_400 / QUIET_EVERY_S).map(|number| first - (number + 1) * QUIET_EVERY_S);
    for at_s in quiet.chain(times.iter().copied()) {
        *counts.entry(at_s.div_euclid(step)).or_default() += 1;
    }
    let points = counts.iter().map(|(point, count)| Point {
        at_s: point * step,
        hour_of_week: u8::try_from((point * step / 3600 + 72).rem_euclid(168)).unwrap_or(0),
        count: f64::from(*count),
        heard: 1.0,
    });
    let replay = replay(Grain::FIVE_MINUTES, points);
    let fired = replay.readings.iter().filter_map(|reading| reading.alarm).find(|alarm| alarm.alarm_s + step > first);
    let end_s = fired.map(|alarm| alarm.alarm_s + step);
    Some(Crisis {
        name,
        posts: times.len(),
        alarm_min: end_s.map(|end_s| (end_s - first) / 60),
        posts_before: end_s.map_or(times.len(), |end_s| times.iter().filter(|at_s| **at_s < end_s).count()),
        there_min: (times[times.len() / THERE_PART] - first) / 60,
        alarms: replay.readings.iter().filter(|reading| reading.alarm.is_some()).count(),
    })
}

/// The time of a row like `"Sat Jul 06 07:17:37 +0000 2013","3534…",Y`.
fn second(row: &str) -> Option<i64> {
    let text = row.strip_prefix('"')?.split('"').next()?;
    Some(jiff::fmt::strtime::parse("%a %b %d %H:%M:%S %z %Y", text).ok()?.to_timestamp().ok()?.as_second())
}
