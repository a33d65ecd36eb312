//! Everything that is understood of a text, at once. What it takes to know its copies is of the whole document and apart:
//! [`fingerprint`](crate::fingerprint).

use crate::aspect::{self, Spoken};
use crate::clause::Clauses;
use crate::intent::{self, Intent, Leaning};
use crate::language::{self, Guess};
use crate::personal::{self, Personal};
use crate::phrases::{self, Phrase};
use crate::rude::{self, Rudeness};
use crate::spam;
use crate::tone::{Judge, Tone, Verdict};
use std::borrow::Cow;

/// What a text says. All places are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its language as a code of ISO 639-1, `und` when it cannot be told.
    pub language: Cow<'static, str>,
    /// How likely that is, from 0 to 1; 1 when whoever gave the text said so.
    pub language_confidence: f32,
    /// Whether it blames, tells or praises.
    pub tone: Tone,
    /// What is rude in it.
    pub rudeness: Rudeness,
    /// How likely it is spam, from 0 to 1.
    pub spam: f32,
    /// What is private in it.
    pub personal: Vec<Personal>,
    /// What it wants, each from 0 to 1.
    pub intents: [(Intent, f32); 7],
    /// What it speaks of, with the tone of the clause.
    pub aspects: Vec<Spoken<Verdict>>,
    /// Its key phrases.
    pub phrases: Vec<Phrase>,
}

/// Reads texts one after another, with one desk for all.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    judge: Judge,
    rude: rude::Judge,
    languages: language::Detector,
    spam: spam::Judge,
    phrases: phrases::Desk,
    clauses: Clauses,
}

impl Reader {
    /// In which language a text is, as [`language::detect`].
    pub fn language(&mut self, text: &str) -> Guess {
        self.languages.detect(text)
    }

    /// Reads a text; `declared` is its language where whoever gave it knows it. Each part reads a limited beginning of a long text.
    pub fn read(&mut self, text: &str, declared: Option<&str>) -> Reading {
        let declared = declared.map(str::trim).filter(|code| !code.is_empty());
        let (language, language_confidence) = match declared {
            Some(code) => (Cow::Owned(code.to_ascii_lowercase()), 1.0),
            None => {
                let guess = self.languages.detect(text);
                (Cow::Borrowed(guess.code), guess.confidence)
            }
        };
        let code = language.split(['-', '_']).next().unwrap_or_default();
        let tone = self.judge.judge(text, code);
        self.clauses.fill(text);
        let clauses = &self.clauses;
        let leaning = Leaning { negative: tone.negative, positive: tone.positive };
        let intents = intent::scores(clauses, code, leaning);
        let aspects = aspect::spoken(clauses, text, code, |clause| match clause.len() == text.len() {
            true => tone.verdict,
            false => self.judge.judge(clause, code).verdict,
        });
        let phrases = phrases::of(clauses, text, code, &mut self.phrases);
        let rudeness = self.rude.judge(text, code);
        let (spam, personal) = (self.spam.judge(text), personal::find(text));
        Reading { language_confidence, tone, rudeness, spam, personal, intents, aspects, phrases, language }
    }
}

/// Reads one text; [`Reader`] is the same for many.
#[must_use]
pub fn read(text: &str, declared: Option<&str>) -> Reading {
    Reader::default().read(text, declared)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::tone::Verdict;

    #[test]
    fn one_reading_has_all_of_it() {
        let reading = read("I am really disappointed: the delivery was late again, write to me at lea@mail.example", None);
        assert_eq!(reading.language, "en");
        assert_eq!(reading.tone.verdict, Verdict::Negative);
        assert_eq!(reading.personal.len(), 1);
        assert!(!reading.aspects.is_empty());
    }

    #[test]
    fn a_declared_language_is_believed() {
        let reading = read("Génial", Some("FR-ca"));
        assert_eq!((reading.language.as_ref(), reading.language_confidence), ("fr-ca", 1.0));
        assert_ne!(reading.tone.verdict, Verdict::Negative);
        assert_eq!(read("Genial", Some("sv")).tone.verdict, Verdict::Unsure);
    }

    #[test]
    fn whatever_comes_is_read() {
        let long = [
            "a".repeat(5_000_000),
            "mot ".repeat(1_250_000),
            "😡".repeat(1_250_000),
            "\u{202e}\u{200b}".repeat(800_000),
            "https://a.example/".repeat(200_000),
            "QUJD".repeat(1_250_000),
            "ॐ\u{64b}ж".repeat(600_000),
        ];
        for text in long.iter().map(String::as_str).chain(["", " ", "\0", "@", "#", "http", "''", "\u{300}", "©️"]) {
            let tone = read(text, None).tone;
            assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-4);
        }
    }
}
