//! Whether a text praises, blames or only tells: shares of negative, neutral and positive that are as often right as they say.
//!
//! Made by `cargo xtask train tone`; `docs/models.md` says of what, how right it is by language and where it fails.

pub mod features;
pub mod network;
pub mod vocabulary;

use crate::grams::{Folded, Sort};
use features::Features;
use network::{Desk, LANGUAGES, Network};
use std::sync::LazyLock;

/// What is said of a text's tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It blames.
    Negative,
    /// It tells.
    Neutral,
    /// It praises.
    Positive,
    /// None of the three is likely enough, or its language is not one whose tone is read.
    Unsure,
}

/// The tone of a text: three shares that sum to 1, and what is said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// How likely it is that it blames.
    pub negative: f32,
    /// How likely it is that it tells.
    pub neutral: f32,
    /// How likely it is that it praises.
    pub positive: f32,
    /// The likeliest of the three, when it is likely enough.
    pub verdict: Verdict,
}

/// The share below which nothing is said. On tweets kept from the training (`measure_tone`), `tone.verdict_given` of the texts
/// get a verdict with it.
pub const VERDICT_SHARE_MIN: f32 = 0.42;

/// The languages whose tone is read, as codes of ISO 639-1.
pub const LANGUAGES_READ: [&str; network::LANGUAGE_COUNT] = LANGUAGES;

static FILE: &[u8] = include_bytes!("../../models/tone.bin");
/// A test opens it; were it broken all the same, every answer would be "unsure".
static NETWORK: LazyLock<Option<Network<'static>>> = LazyLock::new(|| Network::read(FILE).ok());

/// What is used again from text to text, so that nothing is allocated for the next.
#[derive(Clone, Debug)]
pub struct Judge {
    folded: Folded,
    features: Features,
    desk: Desk,
}

impl Default for Judge {
    fn default() -> Self {
        Self { folded: Folded::default(), features: Features::new(), desk: Desk::default() }
    }
}

impl Judge {
    /// The tone of a text in a language (a code of ISO 639-1, with or without a region). The first
    /// [`crate::grams::FOLD_BYTES_MAX`] bytes are read. A text without any letter, such as one of emoji alone, is judged whatever its language.
    pub fn judge(&mut self, text: &str, language: &str) -> Tone {
        let code = language.split(['-', '_']).next().unwrap_or_default();
        let known = LANGUAGES.iter().position(|known| known.eq_ignore_ascii_case(code));
        self.folded.fill(text);
        let has_letters = self.folded.words.iter().any(|word| word.sort == Sort::Letters);
        let english = LANGUAGES.iter().position(|known| *known == "en").filter(|_| !has_letters && !self.folded.words.is_empty());
        let (Some(language), Some(network)) = (known.or(english), NETWORK.as_ref()) else { return Tone::unknown() };
        Tone::of(network.sums(&self.folded, &mut self.features, language, &mut self.desk))
    }
}

impl Tone {
    /// What is said where nothing is known.
    fn unknown() -> Self {
        Self { negative: 1.0 / 3.0, neutral: 1.0 / 3.0, positive: 1.0 / 3.0, verdict: Verdict::Unsure }
    }

    fn of(sums: [f32; network::CLASSES]) -> Self {
        let most = sums.iter().fold(f32::MIN, |most, sum| most.max(*sum));
        let powers = sums.map(|sum| (sum - most).exp());
        let all: f32 = powers.iter().sum();
        let [negative, neutral, positive] = powers.map(|power| power / all);
        let largest = negative.max(neutral).max(positive);
        let verdict = match largest {
            _ if largest < VERDICT_SHARE_MIN => Verdict::Unsure,
            _ if largest == negative => Verdict::Negative,
            _ if largest == positive => Verdict::Positive,
            _ => Verdict::Neutral,
        };
        Self { negative, neutral, positive, verdict }
    }
}

/// The tone of one text; [`Judge`] is the same for many.
#[must_use]
pub fn judge(text: &str, language: &str) -> Tone {
    Judge::default().judge(text, language)
}

#[cfg(test)]
mod tests {
    use super::{FILE, Network, Verdict, judge};

    #[test]
    fn the_model_opens() {
        Network::read(FILE).unwrap();
    }

    #[test]
    fn plain_praise_and_blame_are_told() {
        let check = |text: &str, language: &str, expect: Verdict| {
            assert_eq!(judge(text, language).verdict, expect, "{text}: {:?}", judge(text, language));
        };
        check("I love this phone, it is absolutely great!", "en", Verdict::Positive);
        check("Terrible service, I am so disappointed and angry.", "en", Verdict::Negative);
        check("The shop opens at nine on Monday.", "en", Verdict::Neutral);
        check("J'adore cette marque, le service est génial !", "fr", Verdict::Positive);
        check("Service client nul, je suis très déçu, quelle honte.", "fr-FR", Verdict::Negative);
    }

    #[test]
    fn a_language_that_is_not_read_gets_no_verdict() {
        for (text, language) in [("Jag älskar det", "sv"), ("love", "und"), ("", "en-"), ("", "und")] {
            let tone = judge(text, language);
            if language != "en-" {
                assert_eq!(tone.verdict, Verdict::Unsure);
            }
            assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-5);
        }
    }
}
