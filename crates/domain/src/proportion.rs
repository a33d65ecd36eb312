//! A share that was counted on few, and between which bounds the true one lies.

/// The 97.5th percentile of the normal distribution: 95 % of it lies within so many standard deviations.
const Z_95: f64 = 1.959_963_984_540_054;

/// A share of a number of trials.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proportion {
    /// How many held.
    pub held: u32,
    /// Of how many. Never 0.
    pub of: u32,
}

impl Proportion {
    /// The share of `held` in `of`; none of nothing.
    #[must_use]
    pub fn new(held: u32, of: u32) -> Option<Self> {
        (of > 0).then_some(Self { held: held.min(of), of })
    }

    /// From 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.held) / f64::from(self.of)
    }

    /// The bounds, from 0 to 1, between which the true share lies in 95 of 100 such counts: the score interval of E. B. Wilson,
    /// "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), without continuity correction.
    /// It stays inside 0 to 1 and is honest for few trials, where the plain interval is not.
    #[must_use]
    pub fn wilson_95(self) -> (f64, f64) {
        wilson_95_of(f64::from(self.held), f64::from(self.of))
    }
}

/// The bounds of [`Proportion::wilson_95`] for counts in which old ones weigh less, so that they are no whole numbers. Of
/// nothing, nothing is known: 0 to 1.
#[must_use]
pub fn wilson_95_of(held: f64, of: f64) -> (f64, f64) {
    // The negation lets what is no number in, too.
    if !(of > 0.0 && held >= 0.0) {
        return (0.0, 1.0);
    }
    let (n, p, z2) = (of, (held / of).min(1.0), Z_95 * Z_95);
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let reach = Z_95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    ((middle - reach).max(0.0), (middle + reach).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected figures: R. G. Newcombe, Statistics in Medicine 17 (1998), table I (method 3), and the rule of three for 0 of n.
    fn check(held: u32, of: u32, low: f64, high: f64) {
        let (from, to) = Proportion::new(held, of).unwrap().wilson_95();
        assert!((from - low).abs() < 5e-5 && (to - high).abs() < 5e-5, "{held} of {of}: {from} to {to}");
    }

    #[test]
    fn bounds_are_those_of_the_published_tables() {
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0000, 0.1611);
        check(1, 29, 0.0061, 0.1718);
    }

    #[test]
    fn nothing_has_no_share_and_bounds_stay_inside() {
        assert_eq!(Proportion::new(0, 0), None);
        let (low, high) = Proportion::new(3, 3).unwrap().wilson_95();
        assert!(low > 0.4 && high <= 1.0);
    }
}
