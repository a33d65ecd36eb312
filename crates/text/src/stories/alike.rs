//! Whether one text is a copy of another, by their fingerprints.

use crate::{fingerprint::Fingerprint, stories::commonplace::Commonplace};

/// So much of what two texts say together must stand in both.
const SHARED_MIN: f32 = 0.5;
/// Of two texts of few runs, so much.
const SHARED_SHORT_MIN: f32 = 0.6;
/// Fewer runs than this are few.
const RUNS_SHORT: f32 = 5.0;
/// So much of the shorter text must stand in the longer one for a cut, a quotation or a frame around it.
const CONTAINED_MIN: f32 = 0.8;
/// The shorter text is at least so much of the longer one, or it is a sentence among others.
const LENGTH_MIN: f32 = 0.2;
/// Where less than [`WEIGHT_SURE`] is shared, so much: a headline that stands in a message is no copy of it.
const LENGTH_SHORT_MIN: f32 = 0.4;
/// A cut must share so much weight.
const CONTAINED_WEIGHT_MIN: f32 = 3.0;
/// So many runs in a row are nobody's chance.
const WEIGHT_SURE: f32 = 8.0;
/// A part of a text is a piece of it only when so much of the part stands in it.
const PIECE_MIN: f32 = 0.95;
/// From here on two texts are the same but for a word.
const EQUAL_MIN: f32 = 0.85;

/// How a text stands to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness {
    /// Of 1: how much of both together stands in both.
    pub shared: f32,
    /// Of 1: how much of the shorter one stands in the longer one.
    pub contained: f32,
    /// The same words in the same order.
    pub equal: bool,
    weight: f32,
    least: f32,
    lengths: f32,
}

impl Likeness {
    /// Compares two fingerprints, with what many stories say counting little.
    /// None when they share so little that no weighing makes copies of them.
    pub(crate) fn between(a: &Fingerprint, b: &Fingerprint, common: &Commonplace) -> Option<Self> {
        let line = |f: &Fingerprint| if f.is_complete() { u32::MAX } else { f.marks.last().copied().unwrap_or(u32::MAX) };
        let line = line(a).min(line(b));
        if a.whole != b.whole && !share_enough(&a.marks, &b.marks, line) {
            return None;
        }
        let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
        let (mut left, mut right) = (&a.marks[..], &b.marks[..]);
        loop {
            let (x, y) = (left.first().copied(), right.first().copied());
            let lowest = match (x, y) {
                (Some(x), Some(y)) => x.min(y),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => break,
            };
            if lowest > line {
                break;
            }
            let weight = common.weight(lowest);
            if x == Some(lowest) {
                first += weight;
                left = &left[1..];
            }
            if y == Some(lowest) {
                second += weight;
                right = &right[1..];
            }
            if x == y {
                both += weight;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let lengths = a.runs.min(b.runs) as f32 / a.runs.max(b.runs).max(1) as f32;
        let least = first.min(second);
        Some(Self {
            shared: both / (first + second - both).max(f32::MIN_POSITIVE),
            contained: both / least.max(f32::MIN_POSITIVE),
            equal: a.whole == b.whole && a.words == b.words,
            weight: both,
            least,
            lengths,
        })
    }

    /// Whether one is a copy of the other.
    pub(crate) fn is_copy(&self) -> bool {
        let shared = if self.least < RUNS_SHORT { SHARED_SHORT_MIN } else { SHARED_MIN };
        self.equal
            || self.shared >= shared && self.weight >= 1.0
            || self.contained >= CONTAINED_MIN && self.weight >= CONTAINED_WEIGHT_MIN && self.lengths >= self.length_min()
    }

    fn length_min(&self) -> f32 {
        if self.weight < WEIGHT_SURE { LENGTH_SHORT_MIN } else { LENGTH_MIN }
    }

    /// Whether the shorter stands in the longer as it is.
    pub(crate) fn is_piece(&self) -> bool {
        self.equal || self.contained >= PIECE_MIN
    }

    /// The higher, the more alike: of all who are alike, a text goes to the most alike.
    pub(crate) fn rank(&self) -> f32 {
        if self.equal { 2.0 } else { self.shared + self.contained / 2.0 }
    }

    /// Whether keeping both tells nothing more than keeping one.
    pub(crate) fn is_same(&self) -> bool {
        self.equal || self.shared >= EQUAL_MIN
    }
}

/// Whether at least a quarter of the shorter sample stands in the other, below the line.
fn share_enough(a: &[u32], b: &[u32], line: u32) -> bool {
    let until = |marks: &[u32]| marks.partition_point(|mark| *mark <= line);
    let (a, b) = (&a[..until(a)], &b[..until(b)]);
    let (mut left, mut right, mut both) = (0, 0, 0);
    while left < a.len() && right < b.len() {
        let (x, y) = (a[left], b[right]);
        left += usize::from(x <= y);
        right += usize::from(y <= x);
        both += usize::from(x == y);
    }
    both * 4 >= a.len().min(b.len())
}
