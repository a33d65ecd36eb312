//! Copies of series that nobody has seen: thinned, scaled, begun later, backwards, turned around. What is good on five series and not
//! on these was fitted to the five.

use domain::signal::Point;

use crate::nab::Series;

/// Points by which a copy begins later: a day and a half of five minutes.
const LATER_POINTS: usize = 432;
/// Points by which a copy is turned around: three and five weeks of five minutes.
const TURNS_POINTS: [usize; 2] = [6048, 10_080];

/// Numbers that look like chance and are the same each time (xorshift64*, S. Vigna 2016).
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        #[expect(clippy::cast_precision_loss, reason = "53 bits")]
        let share = (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64;
        share
    }
}

/// Seven copies of a series.
pub(crate) fn copies(series: &Series) -> Vec<Series> {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut thin = |part: f64| with(series, |count| thinned(count, part, &mut chance));
    let mut all = vec![thin(0.6), thin(0.3), with(series, |count| 3.0 * count + 1.0), later(series), backwards(series)];
    all.extend(TURNS_POINTS.map(|points| turned(series, points)));
    all
}

fn with(series: &Series, mut change: impl FnMut(f64) -> f64) -> Series {
    let points = series.points.iter().map(|point| Point { count: change(point.count), ..*point }).collect();
    Series { points, ..series.clone() }
}

/// Each mention stays by chance; of many, the expected number.
fn thinned(count: f64, part: f64, chance: &mut Chance) -> f64 {
    if count > 400.0 {
        return (count * part).round();
    }
    let (mut left, mut kept) = (count, 0.0);
    while left >= 1.0 {
        kept += f64::from(u8::from(chance.share() < part));
        left -= 1.0;
    }
    kept
}

fn later(series: &Series) -> Series {
    let windows = series.windows.iter().filter(|(from, _)| *from >= LATER_POINTS);
    let windows = windows.map(|(from, to)| (from - LATER_POINTS, to - LATER_POINTS)).collect();
    Series { points: series.points[LATER_POINTS..].to_vec(), windows, ..series.clone() }
}

/// The counts at the same times, read from the end; each hour of the week keeps to one hour.
fn backwards(series: &Series) -> Series {
    let last = series.points.len() - 1;
    let counts = series.points.iter().rev().map(|point| (point.count, 167 - point.hour_of_week.min(167)));
    let points = series.points.iter().zip(counts);
    let points = points.map(|(point, (count, hour_of_week))| Point { count, hour_of_week, ..*point }).collect();
    let windows = series.windows.iter().rev().map(|(from, to)| (last - to, last - from)).collect();
    Series { points, windows, ..series.clone() }
}

/// The later part first; a window that is cut is none.
fn turned(series: &Series, cut: usize) -> Series {
    let length = series.points.len();
    let counts = series.points.iter().cycle().skip(cut).map(|point| (point.count, point.hour_of_week));
    let points = series.points.iter().zip(counts);
    let points = points.map(|(point, (count, hour_of_week))| Point { count, hour_of_week, ..*point }).collect();
    let whole = series.windows.iter().filter(|(from, to)| *to < cut || *from >= cut);
    let mut windows: Vec<_> = whole.map(|(from, to)| ((from + length - cut) % length, (to + length - cut) % length)).collect();
    windows.sort_unstable();
    Series { points, windows, ..series.clone() }
}
