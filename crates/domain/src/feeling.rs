//! What many mentions together feel: net sentiment with its interval, and an index of reputation. The formulas stand in
//! `docs/figures.md` and, on demand, beside each figure.

/// The 97.5th percentile of the normal distribution: 95 % of it lies within so many standard deviations.
const Z_95: f64 = 1.959_963_984_540_054;
/// How far back an index of reputation looks, in days, the last one included.
pub const REPUTATION_DAYS: i64 = 30;
/// After so many days a mention weighs half as much in the index.
pub const REPUTATION_HALF_LIFE_DAYS: f64 = 7.0;
/// So many neutral mentions are thought to be there beside the real ones, so that three angry ones are no disaster.
pub const REPUTATION_PRIOR: f64 = 10.0;

/// Mentions by what they were felt to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Felt {
    /// Said in favour.
    pub positive: i64,
    /// Neither.
    pub neutral: i64,
    /// Said against.
    pub negative: i64,
    /// Read, and not clear.
    pub unsure: i64,
    /// Not read.
    pub unread: i64,
}

/// A net sentiment with the bounds between which the true one lies in 95 of 100 such counts, all from −100 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Net {
    /// The share in favour less the share against, in points.
    pub net: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Felt {
    /// Adds mentions under the word for what they were felt to be; any word that is not known counts as not read.
    pub fn add(&mut self, sentiment: &str, mentions: i64) {
        *match sentiment {
            "positive" => &mut self.positive,
            "neutral" => &mut self.neutral,
            "negative" => &mut self.negative,
            "unsure" => &mut self.unsure,
            _ => &mut self.unread,
        } += mentions;
    }

    /// Those of which it was clear.
    #[must_use]
    pub const fn sure(&self) -> i64 {
        self.positive + self.neutral + self.negative
    }

    /// All of them.
    #[must_use]
    pub const fn all(&self) -> i64 {
        self.sure() + self.unsure + self.unread
    }

    /// The part of what was read that stayed unclear, from 0 to 1; none of nothing.
    #[must_use]
    pub fn unsure_share(&self) -> Option<f64> {
        let read = self.sure() + self.unsure;
        (read > 0).then(|| real(self.unsure) / real(read))
    }

    /// (positive − negative) ÷ (positive + neutral + negative) × 100; none when nothing was clear.
    ///
    /// The bounds are those of A. Agresti and Y. Min, "Simple improved confidence intervals for comparing matched proportions",
    /// Statistics in Medicine 24 (2005): half a mention is added to each of the four cells of such a table, of which the two that
    /// differ are the positive and the negative ones. It stays honest for few mentions, where the plain interval is not.
    #[must_use]
    pub fn net(&self) -> Option<Net> {
        let n = real(self.sure());
        if n <= 0.0 {
            return None;
        }
        let wide = n + 2.0;
        let (plus, minus) = ((real(self.positive) + 0.5) / wide, (real(self.negative) + 0.5) / wide);
        let middle = plus - minus;
        let reach = Z_95 * ((plus + minus - middle * middle) / wide).max(0.0).sqrt();
        let points = |share: f64| share.clamp(-1.0, 1.0) * 100.0;
        Some(Net {
            net: points((real(self.positive) - real(self.negative)) / n),
            low: points(middle - reach),
            high: points(middle + reach),
        })
    }
}

/// The index of reputation, 0 to 100, of days and what was felt on them: 50 + 50 × Σ w (positive − negative) ÷
/// (Σ w (positive + neutral + negative) + [`REPUTATION_PRIOR`]), where w halves every [`REPUTATION_HALF_LIFE_DAYS`] days before
/// `last`, and days further back than [`REPUTATION_DAYS`] do not count. None when nothing was clear in that time.
#[must_use]
pub fn reputation(days: impl IntoIterator<Item = (i64, Felt)>, last: i64) -> Option<f64> {
    let (mut difference, mut sure) = (0.0, 0.0);
    for (day, felt) in days {
        let age = last - day;
        if (0..REPUTATION_DAYS).contains(&age) {
            let weight = (-real(age) / REPUTATION_HALF_LIFE_DAYS).exp2();
            difference += weight * real(felt.positive - felt.negative);
            sure += weight * real(felt.sure());
        }
    }
    (sure > 0.0).then(|| 50.0 + 50.0 * difference / (sure + REPUTATION_PRIOR))
}

#[expect(clippy::cast_precision_loss, reason = "counts of mentions are far below 2^53")]
const fn real(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn felt(positive: i64, neutral: i64, negative: i64) -> Felt {
        Felt { positive, neutral, negative, ..Felt::default() }
    }

    #[test]
    fn net_sentiment_is_the_difference_of_the_shares_with_its_interval() {
        let net = felt(30, 60, 10).net().unwrap();
        // 20 of 100; by hand: (30.5 − 10.5) ÷ 102 = 0.19608, ± 1.95996 × √((41 ÷ 102 − 0.03845) ÷ 102).
        assert!((net.net - 20.0).abs() < 1e-9);
        assert!((net.low - 7.91).abs() < 0.05 && (net.high - 31.31).abs() < 0.05, "{net:?}");
        assert_eq!(Felt { unsure: 9, ..Felt::default() }.net(), None);
        let one = felt(1, 0, 0).net().unwrap();
        assert!(one.net > 99.9 && one.low < 0.0 && one.high <= 100.0, "one mention proves little: {one:?}");
    }

    #[test]
    fn unsure_is_a_part_of_what_was_read() {
        let some = Felt { unsure: 1, unread: 7, ..felt(1, 1, 1) };
        assert_eq!((some.unsure_share(), some.all()), (Some(0.25), 11));
        assert_eq!(Felt { unread: 3, ..Felt::default() }.unsure_share(), None);
    }

    #[test]
    fn reputation_forgets_and_few_mentions_move_it_little() {
        let close = |days: &[(i64, Felt)], expected: f64| {
            let index = reputation(days.iter().copied(), 100).unwrap();
            assert!((index - expected).abs() < 1e-9, "{index}");
        };
        close(&[(100, felt(10, 0, 0))], 75.0);
        close(&[(100, felt(0, 0, 10))], 25.0);
        // Half of the weight a week ago: 50 + 50 × 5 ÷ (5 + 10).
        close(&[(93, felt(10, 0, 0))], 50.0 + 50.0 / 3.0);
        close(&[(70, felt(0, 0, 999)), (101, felt(0, 0, 999)), (100, felt(0, 5, 0))], 50.0);
        assert_eq!(reputation([(100, Felt { unsure: 5, ..Felt::default() })], 100), None);
    }
}
