//! The past, run through a detector as if live.

use super::{Detector, Episode, Grain, Point, Reading, Refused};

/// What a detector would have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// One for each point that was read.
    pub readings: Vec<Reading>,
    /// The episodes in order; the last one may not be over.
    pub episodes: Vec<Episode>,
    /// Points that were not read: their place in the series, and why.
    pub refused: Vec<(usize, Refused)>,
}

/// Runs a series through a detector that knows nothing, each point with only the past known.
#[must_use]
pub fn replay(grain: Grain, points: impl IntoIterator<Item = Point>) -> Replay {
    let mut detector = Detector::new(grain);
    let mut replay = Replay { readings: Vec::new(), episodes: Vec::new(), refused: Vec::new() };
    for (place, point) in points.into_iter().enumerate() {
        match detector.read(&point) {
            Ok(reading) => {
                replay.episodes.extend(reading.over);
                replay.readings.push(reading);
            }
            Err(refused) => replay.refused.push((place, refused)),
        }
    }
    replay.episodes.extend(detector.alarm().episode());
    replay
}
