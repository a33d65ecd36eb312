//! The sentences of rhythm and standing, in both languages.

use jiff::{SignedDuration, Timestamp};

use super::{Hint, Standing, Why};
use crate::Language::{self, English, French};

/// A length of time as people say it, in its largest unit: "3 hours", "2 jours". Less than a minute is told in seconds.
#[must_use]
pub fn spell(length: SignedDuration, language: Language) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let seconds = length.as_secs().max(0);
    // A unit is used from two of it on, so that an hour and a half is "90 minutes" and not "1 hour".
    let (unit, one, more) = if seconds >= 2 * DAY {
        (DAY, ["day", "jour"], ["days", "jours"])
    } else if seconds >= 2 * HOUR {
        (HOUR, ["hour", "heure"], ["hours", "heures"])
    } else if seconds >= 2 * MINUTE || seconds == MINUTE {
        (MINUTE, ["minute", "minute"], ["minutes", "minutes"])
    } else {
        (1, ["second", "seconde"], ["seconds", "secondes"])
    };
    let count = seconds.saturating_add(unit / 2) / unit;
    let plural = match language {
        English => count != 1,
        French => count > 1,
    };
    let words = if plural { more } else { one };
    let word = match language {
        English => words[0],
        French => words[1],
    };
    format!("{count}\u{a0}{word}")
}

/// Why the next visit is when it is. With `now`, pauses are told with what is left of them.
pub(super) fn why(why: Why, language: Language, now: Option<Timestamp>) -> String {
    match (language, why) {
        (_, Why::HostResting { until }) => resting(language, left(until, now, language)),
        (_, Why::RobotsUnreachable { until }) => robots_unreachable(language, left(until, now, language)),
        (English, Why::FewEntries) => "It has published too little for its rhythm to be known.".to_owned(),
        (French, Why::FewEntries) => "La source a trop peu publié pour que son rythme soit connu.".to_owned(),
        (English, Why::Rhythm { gap }) => {
            format!("At this time of the week it publishes about every {}.", spell(gap, English))
        }
        (French, Why::Rhythm { gap }) => {
            format!("À ce moment de la semaine, il s’écoule environ {} entre deux publications.", spell(gap, French))
        }
        (_, Why::Asked { hint, wait, is_capped: true }) => asked_too_much(language, hint, wait),
        (English, Why::Asked { hint, wait, .. }) => {
            format!("The site asks to wait {} between visits ({}).", spell(wait, English), hint_name(hint))
        }
        (French, Why::Asked { hint, wait, .. }) => {
            format!("Le site demande d’attendre {} entre deux visites ({}).", spell(wait, French), hint_name(hint))
        }
        (English, Why::AskedToWait) => "The site said it gets too many requests and asked to wait.".to_owned(),
        (French, Why::AskedToWait) => "Le site a répondu qu’il reçoit trop de requêtes et a demandé d’attendre.".to_owned(),
        (English, Why::HostBusy) => "Other sources of the same site come first.".to_owned(),
        (French, Why::HostBusy) => "D’autres sources du même site passent avant.".to_owned(),
        (English, Why::Failing { failures: 1 }) => "The last visit failed; it will be tried again.".to_owned(),
        (French, Why::Failing { failures: 1 }) => "La dernière visite a échoué\u{202f}; elle sera tentée à nouveau.".to_owned(),
        (English, Why::Failing { failures }) => {
            format!("The last {failures} visits failed; they become rarer, at least one a day.")
        }
        (French, Why::Failing { failures }) => {
            format!("Les {failures} dernières visites ont échoué\u{202f}; elles s’espacent, avec au moins une par jour.")
        }
        (English, Why::Blocked { .. }) => "The site refuses automatic visits; it will be asked again, rarely.".to_owned(),
        (French, Why::Blocked { .. }) => {
            "Le site refuse les visites automatiques\u{202f}; il sera sollicité à nouveau, rarement.".to_owned()
        }
        (English, Why::Gone) => "The site says that this address is gone for good; the source is paused.".to_owned(),
        (French, Why::Gone) => {
            "Le site indique que cette adresse a disparu pour de bon\u{202f}; la source est en pause.".to_owned()
        }
    }
}

/// What is left until then; none when it is over, or when nobody says what time it is.
fn left(until: Timestamp, now: Option<Timestamp>, language: Language) -> Option<String> {
    now.filter(|now| *now < until).map(|now| spell(until.duration_since(now), language))
}

fn asked_too_much(language: Language, hint: Hint, longest: SignedDuration) -> String {
    let (longest, hint) = (spell(longest, language), hint_name(hint));
    match language {
        English => {
            format!("The site asks to wait more than {longest} between visits ({hint}); the longest pause is {longest}.")
        }
        French => format!(
            "Le site demande d’attendre plus de {longest} entre deux visites ({hint})\u{202f}; la plus longue pause est de {longest}."
        ),
    }
}

fn resting(language: Language, left: Option<String>) -> String {
    let (begin, end) = match language {
        English => (
            "The site asked for a pause, which holds for all its addresses; ",
            left.map_or_else(|| "nothing is fetched before it ends.".to_owned(), |left| format!("it ends in {left}.")),
        ),
        French => (
            "Le site a demandé une pause, qui vaut pour toutes ses adresses\u{202f}; ",
            left.map_or_else(|| "rien n’est lu avant sa fin.".to_owned(), |left| format!("elle prend fin dans {left}.")),
        ),
    };
    format!("{begin}{end}")
}

fn robots_unreachable(language: Language, left: Option<String>) -> String {
    let (begin, end) = match language {
        English => (
            "The site’s robots.txt could not be read, so nothing of it is fetched; it is asked for again",
            left.map(|left| format!(" in {left}")),
        ),
        French => (
            "Le robots.txt du site n’a pas pu être lu, donc rien n’en est visité\u{202f}; il sera redemandé",
            left.map(|left| format!(" dans {left}")),
        ),
    };
    format!("{begin}{}.", end.unwrap_or_default())
}

pub(super) fn standing(standing: Standing, language: Language, now: Timestamp) -> String {
    let ago = |at: Timestamp| spell(now.duration_since(at), language);
    match (language, standing) {
        (English, Standing::New) => "Not visited yet.".to_owned(),
        (French, Standing::New) => "Pas encore visitée.".to_owned(),
        (English, Standing::AsExpected { .. }) => "As expected.".to_owned(),
        (French, Standing::AsExpected { .. }) => "Comme prévu.".to_owned(),
        (English, Standing::Late { since, gap }) => format!(
            "Late: it answers, but has published nothing for {}; usually it does about every {}.",
            ago(since),
            spell(gap, English)
        ),
        (French, Standing::Late { since, gap }) => format!(
            "En retard\u{202f}: la source répond, mais n’a rien publié depuis {}\u{202f}; d’habitude, il s’écoule environ {} entre deux publications.",
            ago(since),
            spell(gap, French)
        ),
        (English, Standing::Waiting { until }) => until.filter(|until| *until > now).map_or_else(
            || "The site asked to wait.".to_owned(),
            |until| format!("The site asked to wait another {}.", spell(until.duration_since(now), English)),
        ),
        (French, Standing::Waiting { until }) => until.filter(|until| *until > now).map_or_else(
            || "Le site a demandé d’attendre.".to_owned(),
            |until| format!("Le site a demandé d’attendre encore {}.", spell(until.duration_since(now), French)),
        ),
        (English, Standing::Blocked { since }) => format!("The site blocks us{}.", english_since(since.map(ago))),
        (French, Standing::Blocked { since }) => format!("Le site nous bloque{}.", french_since(since.map(ago))),
        (English, Standing::Failing { failures: 1, since }) => {
            format!("The last visit failed{}.", english_since(since.map(ago)))
        }
        (French, Standing::Failing { failures: 1, since }) => {
            format!("La dernière visite a échoué{}.", french_since(since.map(ago)))
        }
        (English, Standing::Failing { failures, since }) => {
            format!("The last {failures} visits failed{}.", english_since(since.map(ago)))
        }
        (French, Standing::Failing { failures, since }) => {
            format!("Les {failures} dernières visites ont échoué{}.", french_since(since.map(ago)))
        }
        (English, Standing::Gone) => "Gone for good: the site says so (410). The source is paused.".to_owned(),
        (French, Standing::Gone) => "Disparue pour de bon\u{202f}: le site l’indique (410). La source est en pause.".to_owned(),
    }
}

fn english_since(ago: Option<String>) -> String {
    ago.map_or_else(|| "; the source has never answered".to_owned(), |ago| format!("; the last good answer was {ago} ago"))
}

fn french_since(ago: Option<String>) -> String {
    ago.map_or_else(
        || "\u{202f}; la source n’a encore jamais répondu".to_owned(),
        |ago| format!("\u{202f}; la dernière bonne réponse remonte à {ago}"),
    )
}

const fn hint_name(hint: Hint) -> &'static str {
    match hint {
        Hint::Ttl => "ttl",
        Hint::UpdatePeriod => "sy:updatePeriod",
        Hint::MaxAge => "Cache-Control",
        Hint::Expires => "Expires",
    }
}
