//! Chance that can be repeated: the generator's only source of variety.

/// A small generator of numbers: the same key always gives the same numbers.
///
/// The state is filled by `SplitMix64` and advanced by `xoshiro256**`, both by Sebastiano Vigna and David Blackman
/// (<https://prng.di.unimi.it>). Good for telling stories, never for secrets.
#[derive(Clone, Debug)]
pub(crate) struct Chance {
    state: [u64; 4],
}

impl Chance {
    /// The numbers of that key. Keys that differ in one place give unrelated numbers.
    pub(crate) fn keyed(key: &[u64]) -> Self {
        let mut seed = 0x5061_7276_6973_0001;
        for part in key {
            seed = split_mix(seed ^ split_mix(*part));
        }
        let mut state = [0; 4];
        for word in &mut state {
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
            *word = split_mix(seed);
        }
        Self { state }
    }

    /// The next number.
    pub(crate) const fn next(&mut self) -> u64 {
        let result = self.state[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let kept = self.state[1] << 17;
        self.state[2] ^= self.state[0];
        self.state[3] ^= self.state[1];
        self.state[1] ^= self.state[2];
        self.state[0] ^= self.state[3];
        self.state[2] ^= kept;
        self.state[3] = self.state[3].rotate_left(45);
        result
    }

    /// A number from 0 to `end`, without `end`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * (end as u128);
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `first` to `last`, both included, whichever is greater.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let (low, high) = (first.min(last), first.max(last));
        let span = usize::try_from(high - low).unwrap_or_default().saturating_add(1);
        low + i64::try_from(self.below(span)).unwrap_or_default()
    }

    /// A number from 0 to 1, without 1.
    pub(crate) fn share(&mut self) -> f64 {
        // 53 bits are what a double can hold exactly.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something of that probability happens.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// One of them; `None` of nothing.
    pub(crate) fn one_of<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(self.below(things.len()))
    }

    /// The place of one of the weights, the heavier the likelier; 0 when nothing weighs anything.
    pub(crate) fn weighed(&mut self, weights: &[f64]) -> usize {
        let mut left = self.share() * weights.iter().sum::<f64>();
        for (place, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return place;
            }
        }
        0
    }

    /// How many times something happens that happens `mean` times on the average (Poisson, by Knuth's product, which
    /// costs as many steps as it counts: means here are a few dozen at most).
    pub(crate) fn times(&mut self, mean: f64) -> usize {
        let floor = (-mean.clamp(0.0, TIMES_MEAN_MAX)).exp();
        let mut product = self.share();
        let mut count = 0;
        while product > floor {
            product *= self.share();
            count += 1;
        }
        count
    }

    /// A place among `count`, the first ones far likelier: few people say most of what is said.
    pub(crate) fn leaning(&mut self, count: usize) -> usize {
        let lean = self.share() * self.share();
        ((lean * count as f64) as usize).min(count.saturating_sub(1))
    }
}

/// The greatest mean that [`Chance::times`] counts with.
const TIMES_MEAN_MAX: f64 = 200.0;

/// One step of `SplitMix64`: every bit of the result depends on every bit of `value`.
const fn split_mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// A number for a word, stable across versions (FNV-1a, 64 bits), to make a key of a name.
pub(crate) fn word_key(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_gives_the_same_numbers() {
        let draw = |key: &[u64]| (0..8).scan(Chance::keyed(key), |chance, _| Some(chance.next())).collect::<Vec<_>>();
        assert_eq!(draw(&[1, 2]), draw(&[1, 2]));
        assert_ne!(draw(&[1, 2]), draw(&[2, 1]));
        assert_ne!(draw(&[1, 2]), draw(&[1, 3]));
    }

    #[test]
    fn numbers_keep_to_their_bounds_and_their_mean() {
        let mut chance = Chance::keyed(&[7]);
        assert!((0..2_000).all(|_| chance.below(3) < 3));
        assert!((0..2_000).all(|_| (5..=9).contains(&chance.between(9, 5))));
        assert_eq!(chance.below(0), 0);
        let total: usize = (0..4_000).map(|_| chance.times(4.0)).sum();
        assert!((15_000..17_000).contains(&total), "4,000 draws of mean 4 gave {total}");
        let second = (0..9_000).filter(|_| chance.weighed(&[1.0, 2.0, 0.0]) == 1).count();
        assert!((5_700..6_300).contains(&second), "two thirds of 9,000 gave {second}");
    }
}
