//! Words without meaning but with the statistics of real ones: few that are everywhere, many that are rare; names of brands,
//! and queries around them. The same seed gives the same words.

/// Different words.
const WORDS: u64 = 12_000;
/// Different names of brands, one for each query in turn.
const BRANDS: u64 = 50;
const SYLLABLES: [&str; 20] = [
    "ba", "co", "di", "fe", "gu", "la", "mi", "no", "pa", "ri", "so", "tu", "ve", "za", "cha", "dre", "lin", "mon", "ter", "val",
];

/// `SplitMix64` (Steele, Lea and Flood, 2014): a small generator whose whole state is one number.
pub(crate) struct Chance(u64);

impl Chance {
    /// The generator that begins at `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// The number of a word, low ones far more often: uniform on a logarithmic scale, which is Zipf's law.
    pub(crate) fn rank(&mut self) -> u64 {
        let part = self.below(1 << 20) as f64 / (1u64 << 20) as f64;
        ((WORDS as f64).powf(part) as u64).min(WORDS - 1)
    }
}

/// The word of a number; small numbers give short words.
pub(crate) fn word(number: u64) -> String {
    let mut word = String::new();
    let mut left = number + 1;
    while left > 0 {
        word.push_str(SYLLABLES[(left % 20) as usize]);
        left /= 20;
    }
    word
}

/// The name of a brand.
pub(crate) fn brand(number: u64) -> String {
    format!("x{}", word(400 + number % BRANDS))
}

/// Queries of the shapes that people write, each around a brand.
pub(crate) fn queries(count: usize) -> Vec<String> {
    let mut chance = Chance::new(1);
    (0..count)
        .map(|number| {
            let name = brand(number as u64);
            let mut other = || word(chance.rank());
            match number % 6 {
                0 => name,
                1 => format!("{name} AND ({} OR {} OR {})", other(), other(), other()),
                2 => format!("{name} NEAR/10 ({} OR {})", other(), other()),
                3 => format!("{name} AND NOT (\"{} {}\" OR {})", other(), other(), other()),
                4 => format!("{}* OR \"{name} {}\"", &name[..name.len() - 1], other()),
                _ => format!("title:{name} OR ({name} AND lang:fr)"),
            }
        })
        .collect()
}
