//! A signal in one sentence, in both languages.

use jiff::SignedDuration;

use super::{Episode, Evidence, Kind, Signal};
use crate::{
    Language::{self, English, French},
    rhythm::spell,
};

impl Signal {
    /// What happened, how far it is from the usual, and what stands out.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let mut sentence = what(&self.episode, &self.evidence, language);
        if let Some(phrase) = self.evidence.phrases.first() {
            sentence.push_str(&match language {
                English => format!("; “{}” stands out", phrase.name),
                French => format!(" ; « {} » ressort", phrase.name),
            });
        }
        if self.episode.kind != Kind::Silence && self.evidence.sites_count > 0 {
            let count = self.evidence.sites_count;
            sentence.push_str(&match (language, count) {
                (English, 1) => ", on one site".to_owned(),
                (French, 1) => ", sur un site".to_owned(),
                (English, _) => format!(", on {count} sites"),
                (French, _) => format!(", sur {count} sites"),
            });
        }
        sentence.push('.');
        sentence
    }
}

fn what(episode: &Episode, evidence: &Evidence, language: Language) -> String {
    let (count, expected) = (whole(episode.peak_count, language), whole(episode.peak_expected, language));
    let (low, high) = (percent(evidence.negative_bounds.0), percent(evidence.negative_bounds.1));
    match (language, episode.kind) {
        (English, Kind::Peak) => format!("Far more is said than usual: {count} where {expected} were expected"),
        (French, Kind::Peak) => format!("On en parle bien plus que d’habitude : {count} là où {expected} étaient attendues"),
        (English, Kind::NegativePeak) => format!("It is more negative than usual: {low} to {high} % of what is said"),
        (French, Kind::NegativePeak) => {
            format!("C’est plus négatif que d’habitude : {low} à {high} % de ce qui se dit")
        }
        (English, Kind::Silence) => {
            format!("Silence for {}: {count} where {expected} were expected, and the sources answer", length(episode, English))
        }
        (French, Kind::Silence) => {
            format!(
                "Silence depuis {} : {count} là où {expected} étaient attendues, et les sources répondent",
                length(episode, French)
            )
        }
        (English, Kind::NewTheme) => format!("A new theme: {count} mentions where {expected} were expected"),
        (French, Kind::NewTheme) => format!("Un thème nouveau : {count} mentions là où {expected} étaient attendues"),
        (English, Kind::Spread) => format!("It spreads: {count} sites where {expected} are usual"),
        (French, Kind::Spread) => format!("Cela se répand : {count} sites là où {expected} sont habituels"),
    }
}

fn length(episode: &Episode, language: Language) -> String {
    spell(SignedDuration::from_secs(episode.last_s.saturating_sub(episode.start_s)), language)
}

/// One digit where it says something.
fn whole(count: f64, language: Language) -> String {
    if count >= 10.0 || count.fract() < 0.05 {
        return format!("{count:.0}");
    }
    match language {
        English => format!("{count:.1}"),
        French => format!("{count:.1}").replace('.', ","),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}
