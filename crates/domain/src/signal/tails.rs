//! How unusual a count is, where the counts of a topic scatter more than chance alone would have it.
//!
//! Counts of mentions are no Gaussian numbers: a topic with one mention a week and one with ten thousand an hour must be judged by
//! the same rule. The rule is the negative binomial distribution of mean `m` and variance `m + a·m²`; `a` is the *scatter*, 0 for
//! pure chance (Poisson). J. F. Lawless, "Negative binomial and mixed Poisson regression", Canadian Journal of Statistics 15 (1987).

/// Below this mean the band is summed exactly; above, the gamma distribution is as good.
const EXACT_MEAN_MAX: f64 = 8.0;
/// The most terms of the exact sum.
const EXACT_TERMS_MAX: u32 = 64;
/// The 97.5th percentile of the normal distribution.
const Z_975: f64 = 1.959_963_984_540_054;
/// The least scatter that is reckoned with: below, the formula loses its digits.
const SCATTER_MIN: f64 = 1e-6;

/// The share of counts that lie under the lower, and over the upper bound of a band.
pub(super) const TAIL: f64 = 0.025;

/// The signed root of the deviance: how many standard deviations away a normal number would have to be in order to be as unlikely
/// as `count` where `mean` is expected. Positive above the mean, negative under it, 0 for what makes no sense.
/// P. `McCullagh` and J. A. Nelder, "Generalized Linear Models" (1989), chapters 2.3 and 11.
pub(super) fn surprise(count: f64, mean: f64, scatter: f64) -> f64 {
    if !(mean > 0.0 && count >= 0.0 && mean.is_finite() && count.is_finite()) {
        return 0.0;
    }
    let size = 1.0 / scatter.max(SCATTER_MIN);
    let own = if count > 0.0 { count * (count / mean).ln() } else { 0.0 };
    let deviance = 2.0 * (own - (count + size) * ((count + size) / (mean + size)).ln());
    deviance.max(0.0).sqrt().copysign(count - mean)
}

/// The bounds that 95 % of the counts lie between, whole numbers.
pub(super) fn band(mean: f64, scatter: f64) -> (f64, f64) {
    if !(mean > 0.0 && mean.is_finite()) {
        return (0.0, 0.0);
    }
    if mean <= EXACT_MEAN_MAX
        && let Some(bounds) = exact_band(mean, scatter.max(SCATTER_MIN))
    {
        return bounds;
    }
    // E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", PNAS 17 (1931), for the gamma of equal moments.
    let shape = mean / scatter.mul_add(mean, 1.0);
    let at = |z: f64| mean * (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).max(0.0).powi(3);
    // Where counts scatter without measure, more than 97.5 % of them may lie under the mean; it still is what is expected.
    (at(-Z_975).floor(), at(Z_975).max(mean).ceil())
}

/// Sums the probabilities of 0, 1, 2… until the upper bound is found; nothing when that takes too long.
fn exact_band(mean: f64, scatter: f64) -> Option<(f64, f64)> {
    let size = 1.0 / scatter;
    let odds = mean / (size + mean);
    let mut one = (-size * (mean / size).ln_1p()).exp();
    let mut all = one;
    let mut low = None;
    for count in 0..EXACT_TERMS_MAX {
        if low.is_none() && all > TAIL {
            low = Some(f64::from(count));
        }
        if all >= 1.0 - TAIL {
            return low.map(|low| (low, f64::from(count)));
        }
        one *= (f64::from(count) + size) / f64::from(count + 1) * odds;
        all += one;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Percentiles of the Poisson distribution, from its definition.
    #[test]
    fn the_band_of_pure_chance_is_that_of_poisson() {
        for (mean, low, high) in [(0.01, 0.0, 0.0), (0.05, 0.0, 1.0), (1.0, 0.0, 3.0), (3.0, 0.0, 7.0), (5.0, 1.0, 10.0)] {
            assert_eq!(band(mean, 0.0), (low, high), "mean {mean}");
        }
        let (low, high) = band(100.0, 0.0);
        assert!((80.0..=82.0).contains(&low) && (119.0..=122.0).contains(&high), "{low} to {high}");
    }

    #[test]
    fn more_scatter_means_a_wider_band_and_less_surprise() {
        assert!(band(50.0, 0.5).1 > band(50.0, 0.0).1);
        assert!(surprise(120.0, 50.0, 0.5) < surprise(120.0, 50.0, 0.1));
    }

    /// For large means without scatter the root of the deviance is the plain z.
    #[test]
    fn surprise_is_a_number_of_standard_deviations() {
        assert!((surprise(10_300.0, 10_000.0, 0.0) - 3.0).abs() < 0.05);
        assert!((surprise(9_700.0, 10_000.0, 0.0) + 3.0).abs() < 0.05);
        assert!(surprise(5.0, 5.0, 0.3).abs() < 1e-6);
    }

    #[test]
    fn nonsense_is_no_surprise() {
        for (count, mean) in [(f64::NAN, 1.0), (1.0, f64::NAN), (1.0, 0.0), (-1.0, 1.0), (f64::INFINITY, 1.0)] {
            assert!(surprise(count, mean, 0.1).abs() < f64::EPSILON);
        }
    }
}
