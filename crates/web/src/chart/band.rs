//! The band of what is usual, and what of a line lies above it.

use super::volume::{COLUMN, PLOT};
use super::{scaled, units};

/// Between these what is usual lies, over the points of the chart.
#[derive(Clone, Debug)]
pub struct Band {
    /// Its name, in the reader's language: "usual".
    pub name: String,
    /// Its lower bound; `None` where nothing is known.
    pub low: Vec<Option<u64>>,
    /// Its upper bound.
    pub high: Vec<Option<u64>>,
}

impl Band {
    /// Both bounds at a point, where they are known.
    pub(super) fn at(&self, at: usize) -> Option<(u64, u64)> {
        Some((self.low.get(at).copied().flatten()?, self.high.get(at).copied().flatten()?))
    }

    /// The upper bound of its last known point.
    pub(super) fn last_high(&self) -> Option<u64> {
        self.high.iter().rev().flatten().next().copied()
    }
}

/// Where a point of the inner picture lies.
type Place = (f64, f64);

fn place(at: usize, value: u64, top: u64) -> Place {
    ((units(at) + 0.5) * COLUMN, PLOT - scaled(value, top, PLOT))
}

/// There along the first line and back along the second.
fn around(there: &[Place], back: &[Place]) -> String {
    let mut path = String::new();
    for (number, (x, y)) in there.iter().chain(back.iter().rev()).enumerate() {
        path.push_str(&format!("{}{x:.1} {y:.1}", if number == 0 { 'M' } else { 'L' }));
    }
    if !path.is_empty() {
        path.push('Z');
    }
    path
}

/// The filled band, one area for each run of known points.
pub(super) fn filled(band: &Band, count: usize, top: u64) -> String {
    let (mut path, mut lows, mut highs) = (String::new(), Vec::new(), Vec::new());
    for at in 0..=count {
        match band.at(at).filter(|_| at < count) {
            Some((low, high)) => {
                lows.push(place(at, low, top));
                highs.push(place(at, high.max(low), top));
            }
            None => {
                path.push_str(&around(&highs, &lows));
                (lows, highs) = (Vec::new(), Vec::new());
            }
        }
    }
    path
}

/// What lies between the line and the upper bound where the line is above it.
pub(super) fn above(band: &Band, values: &[Option<u64>], top: u64) -> String {
    let (mut path, mut line, mut bound): (String, Vec<Place>, Vec<Place>) = Default::default();
    let mut before: Option<(Place, Place)> = None;
    for at in 0..=values.len() {
        let here = values.get(at).copied().flatten().zip(band.at(at));
        let here = here.map(|(value, (_, high))| (place(at, value, top), place(at, high, top)));
        let (was, is) = (is_above(before), is_above(here));
        if let (Some(before), Some(here)) = (before, here)
            && was != is
        {
            let crossing = crossing(before, here);
            line.push(crossing);
            bound.push(crossing);
        }
        if let Some((value, high)) = here.filter(|_| is) {
            line.push(value);
            bound.push(high);
        } else if !line.is_empty() {
            path.push_str(&around(&line, &bound));
            (line, bound) = (Vec::new(), Vec::new());
        }
        before = here;
    }
    path
}

/// Heights are counted from above.
fn is_above(point: Option<(Place, Place)>) -> bool {
    point.is_some_and(|((_, value), (_, high))| value < high)
}

/// Where the line meets the bound between two points.
fn crossing(before: (Place, Place), here: (Place, Place)) -> Place {
    let ((from, to), (start, end)) = ((before.0, here.0), (before.1.1 - before.0.1, here.1.1 - here.0.1));
    let part = if (start - end).abs() < f64::EPSILON { 0.0 } else { (start / (start - end)).clamp(0.0, 1.0) };
    (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band() -> Band {
        Band { name: "usual".into(), low: vec![Some(0); 4], high: vec![Some(10), Some(10), None, Some(10)] }
    }

    #[test]
    fn the_band_has_a_gap_where_nothing_is_known() {
        assert_eq!(filled(&band(), 4, 20).matches('Z').count(), 2);
        assert_eq!(filled(&band(), 0, 20), "");
    }

    #[test]
    fn only_what_is_above_is_filled_from_where_the_lines_cross() {
        assert_eq!(above(&band(), &[Some(4), Some(10), Some(9), Some(3)], 20), "");
        let path = above(&band(), &[Some(0), Some(20), Some(9), Some(3)], 20);
        let half = PLOT / 2.0;
        assert_eq!(path, format!("M10.0 {half:.1}L15.0 0.0L15.0 {half:.1}L10.0 {half:.1}Z"));
    }
}
