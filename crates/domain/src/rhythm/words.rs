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

pub(super) fn why(why: Why, language: Language) -> String {
    match (language, why) {
        (English, Why::FewEntries) => "It has published too little for its rhythm to be known.".to_owned(),
        (French, Why::FewEntries) => "Elle a trop peu publié pour que son rythme soit connu.".to_owned(),
        (English, Why::Rhythm { gap }) => {
            format!("At this time of the week it publishes about every {}.", spell(gap, English))
        }
        (French, Why::Rhythm { gap }) => {
            format!("À ce moment de la semaine, il s’écoule environ {} entre deux publications.", spell(gap, French))
        }
        (English, Why::Asked { hint, wait }) => {
            format!("The site asks to wait {} between visits ({}).", spell(wait, English), hint_name(hint))
        }
        (French, Why::Asked { hint, wait }) => {
            format!("Le site demande d’attendre {} entre deux visites ({}).", spell(wait, French), hint_name(hint))
        }
        (English, Why::AskedToWait) => "The site said it gets too many requests and asked to wait.".to_owned(),
        (French, Why::AskedToWait) => "Le site a répondu qu’il reçoit trop de requêtes et a demandé d’attendre.".to_owned(),
        (English, Why::HostBusy) => "Other sources of the same site come first.".to_owned(),
        (French, Why::HostBusy) => "D’autres sources du même site passent avant.".to_owned(),
        (English, Why::Failing { failures: 1 }) => "The last visit failed; it will be tried again.".to_owned(),
        (French, Why::Failing { failures: 1 }) => "La dernière visite a échoué ; elle sera tentée à nouveau.".to_owned(),
        (English, Why::Failing { failures }) => {
            format!("The last {failures} visits failed; they become rarer, at least one a day.")
        }
        (French, Why::Failing { failures }) => {
            format!("Les {failures} dernières visites ont échoué ; elles s’espacent, avec au moins une par jour.")
        }
        (English, Why::Blocked { .. }) => "The site refuses automatic visits; it will be asked again, rarely.".to_owned(),
        (French, Why::Blocked { .. }) => {
            "Le site refuse les visites automatiques ; il sera sollicité à nouveau, rarement.".to_owned()
        }
        (English, Why::Gone) => "The site says that this address is gone for good; the source is paused.".to_owned(),
        (French, Why::Gone) => "Le site indique que cette adresse a disparu pour de bon ; la source est en pause.".to_owned(),
    }
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
            "En retard : elle répond, mais n’a rien publié depuis {} ; d’habitude, il s’écoule environ {} entre deux publications.",
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
        (French, Standing::Gone) => "Disparue pour de bon : le site l’indique (410). La source est en pause.".to_owned(),
    }
}

fn english_since(ago: Option<String>) -> String {
    ago.map_or_else(|| "; it has never answered".to_owned(), |ago| format!("; the last good answer was {ago} ago"))
}

fn french_since(ago: Option<String>) -> String {
    ago.map_or_else(
        || " ; elle n’a encore jamais répondu".to_owned(),
        |ago| format!(" ; la dernière bonne réponse remonte à {ago}"),
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
