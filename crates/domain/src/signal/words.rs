//! A signal in one sentence, in both languages.

use jiff::SignedDuration;

use super::{Episode, Finding, Kind, Signal};
use crate::{
    Language::{self, English, French},
    rhythm::spell,
};

/// What a sentence is made of.
struct Happened<'a> {
    episode: &'a Episode,
    grain_s: u32,
    /// The 95 % bounds of the share of negative, where that is known.
    negative: Option<(f64, f64)>,
    phrase: Option<&'a str>,
    sites: u32,
}

impl Signal {
    /// What happened, how far it is from the usual, and what stands out.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let evidence = &self.evidence;
        sentence(
            &Happened {
                episode: &self.episode,
                grain_s: self.grain_s,
                negative: (evidence.judged > 0).then_some(evidence.negative_bounds),
                phrase: evidence.phrases.first().map(|phrase| phrase.name.as_str()),
                sites: evidence.sites_count,
            },
            language,
        )
    }
}

impl Finding {
    /// What happened, and how far it is from the usual.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let (episode, phrase) = (&self.episode, self.phrase.as_deref());
        sentence(&Happened { episode, grain_s: self.grain_s, negative: None, phrase, sites: 0 }, language)
    }
}

fn sentence(happened: &Happened<'_>, language: Language) -> String {
    let mut sentence = what(happened, language);
    if let Some(phrase) = happened.phrase {
        sentence.push_str(&match language {
            English => format!("; “{phrase}” stands out"),
            French => format!("\u{202f}; «\u{a0}{phrase}\u{a0}» ressort"),
        });
    }
    if happened.sites > 0 && !matches!(happened.episode.kind, Kind::Silence | Kind::Spread) {
        let count = happened.sites;
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

fn what(happened: &Happened<'_>, language: Language) -> String {
    let episode = happened.episode;
    let (count, expected) = (whole(episode.peak_count, language), whole(episode.peak_expected, language));
    let share = happened.negative.map(|(low, high)| (percent(low), percent(high)));
    match (language, episode.kind) {
        (English, Kind::Peak) => format!("Far more is said than usual: {}", volume(happened, English)),
        (French, Kind::Peak) => format!("On en parle bien plus que d’habitude\u{202f}: {}", volume(happened, French)),
        (English, Kind::NegativePeak) => match share {
            Some((low, high)) => format!("It is more negative than usual: {low} to {high}\u{a0}% of what is said"),
            None => format!("It is more negative than usual: {} that are negative", volume(happened, English)),
        },
        (French, Kind::NegativePeak) => match share {
            Some((low, high)) => format!("C’est plus négatif que d’habitude\u{202f}: {low} à {high}\u{202f}% de ce qui se dit"),
            None => format!("C’est plus négatif que d’habitude\u{202f}: en négatif, {}", volume(happened, French)),
        },
        (English, Kind::Silence) => {
            let length = spell(length(happened), English);
            let said = if episode.peak_count < 0.5 {
                "nothing".to_owned()
            } else {
                format!("only {}", mentions(episode.peak_count, English))
            };
            format!("Silence: {said} in {length} where about {expected} are usual, and the sources answer")
        }
        (French, Kind::Silence) => {
            let length = spell(length(happened), French);
            let said = if episode.peak_count < 0.5 {
                "rien".to_owned()
            } else {
                format!("seulement {}", mentions(episode.peak_count, French))
            };
            format!(
                "Silence\u{202f}: {said} en {length}, là où l’on attend d’habitude environ {expected}\u{a0}mentions, et les sources répondent"
            )
        }
        (English, Kind::NewTheme) => {
            let usual = if episode.peak_expected < 1.0 {
                "where it is hardly ever said".to_owned()
            } else {
                format!("where about {expected} are usual")
            };
            format!("A new theme: {} in about three hours, {usual}", mentions(episode.peak_count, English))
        }
        (French, Kind::NewTheme) => {
            let usual = if episode.peak_expected < 1.0 {
                "alors qu’on n’en parle presque jamais".to_owned()
            } else {
                format!("là où l’on en attend d’habitude environ {expected}")
            };
            format!("Un thème nouveau\u{202f}: {} en trois heures environ, {usual}", mentions(episode.peak_count, French))
        }
        (English, Kind::Spread) if episode.peak_expected < 1.5 => {
            format!("It spreads: {count} sites within six hours where one or none is usual")
        }
        (French, Kind::Spread) if episode.peak_expected < 1.5 => {
            format!("Cela se répand\u{202f}: {count}\u{a0}sites en six heures, au lieu d’un ou aucun d’habitude")
        }
        (English, Kind::Spread) => format!("It spreads: {count} sites within six hours where about {expected} are usual"),
        (French, Kind::Spread) => {
            format!("Cela se répand\u{202f}: {count}\u{a0}sites en six heures, au lieu de {expected} environ d’habitude")
        }
    }
}

/// What was counted since it began, in how long, and what is usual: as a number where that is one, as a rate where it is less.
fn volume(happened: &Happened<'_>, language: Language) -> String {
    let (total, usual, length) = (happened.episode.total, happened.episode.total_expected, length(happened));
    let said = mentions(total, language);
    let time = spell(length, language);
    if usual >= 2.0 {
        let usual = whole(usual.round(), language);
        return match language {
            English => format!("{said} in {time} where about {usual} are usual"),
            French => format!("{said} en {time}, là où l’on en attend d’habitude environ {usual}"),
        };
    }
    let rate = rate(happened.episode.usual_week, language);
    match language {
        English => format!("{said} in {time} where {rate} usual"),
        French => format!("{said} en {time}, là où l’on en attend d’habitude {rate}"),
    }
}

/// "about one a week is", by so many a week: the shortest time in which there is one.
fn rate(a_week: f64, language: Language) -> String {
    let units =
        [(7.0 * 24.0, "an hour", "heure"), (7.0, "a day", "jour"), (1.0, "a week", "semaine"), (7.0 / 30.0, "a month", "mois")];
    let found = units.into_iter().map(|(of_week, english, french)| (a_week / of_week, english, french)).find(|(n, ..)| *n >= 0.5);
    match (language, found) {
        (English, Some((n, unit, _))) if n < 1.5 => format!("about one {unit} is"),
        (French, Some((n, _, unit))) if n < 1.5 => format!("environ une par {unit}"),
        (English, Some((n, unit, _))) => format!("about {n:.0} {unit} are"),
        (French, Some((n, _, unit))) => format!("environ {n:.0} par {unit}"),
        (English, None) => "less than one a month is".to_owned(),
        (French, None) => "moins d’une par mois".to_owned(),
    }
}

fn mentions(count: f64, language: Language) -> String {
    let number = whole(count.round(), language);
    match language {
        English => format!("{number} {}", if count.round() == 1.0 { "mention" } else { "mentions" }),
        French => format!("{number}\u{a0}{}", if count.round() < 2.0 { "mention" } else { "mentions" }),
    }
}

/// From the first point to the end of the last unusual one.
fn length(happened: &Happened<'_>) -> SignedDuration {
    let episode = happened.episode;
    let seconds = episode.last_s.saturating_sub(episode.start_s).saturating_add(i64::from(happened.grain_s));
    SignedDuration::from_secs(seconds)
}

/// One digit where it says something; digits in groups of three.
fn whole(count: f64, language: Language) -> String {
    if count >= 10.0 || count.fract() < 0.05 {
        let digits = format!("{count:.0}");
        let space = if language == French { "\u{202f}" } else { "," };
        let mut written = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push_str(space);
            }
            written.push(digit);
        }
        return written;
    }
    match language {
        English => format!("{count:.1}"),
        French => format!("{count:.1}").replace('.', ","),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}
