//! What a message of an alert says of signals: one sentence each, and the way to its page.

use std::fmt::Write as _;

use domain::Language;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::signal::Signal;

use crate::listen::{
    alert_message::{Message, plain},
    signal_read,
};

/// How many signals, in words.
pub(crate) fn count(total: i64, language: Language) -> String {
    match (language, total) {
        (Language::English, 0) => "no signal yet".to_owned(),
        (Language::English, 1) => "1 signal".to_owned(),
        (Language::English, n) => format!("{n} signals"),
        (Language::French, 0) => "aucun signal pour l’instant".to_owned(),
        (Language::French, 1) => "1 signal".to_owned(),
        (Language::French, n) => format!("{n} signaux"),
    }
}

/// The sentence of the first signal.
pub(crate) fn first(message: &Message) -> String {
    message.signals.first().map(|signal| signal_read::sentence(signal, message.language)).unwrap_or_default()
}

fn href(message: &Message, signal: &Signal) -> String {
    message.href(&format!("signals/{}", signal.id))
}

/// When it began, and the score of bad buzz where there is one.
fn facts(message: &Message, signal: &Signal) -> String {
    let began = message.when(signal.started_at);
    match message.language {
        Language::English => format!("Since {began} · bad buzz {:.0} of 100", signal.buzz),
        Language::French => format!("Depuis le {began} · bad buzz {:.0} sur 100", signal.buzz),
    }
}

const fn why(language: Language) -> &'static str {
    match language {
        Language::English => "See why",
        Language::French => "Voir pourquoi",
    }
}

/// The part of a mail's text.
pub(crate) fn text(message: &Message) -> String {
    let mut text = String::new();
    for signal in &message.signals {
        let sentence = signal_read::sentence(signal, message.language);
        let space = if message.language == Language::French { "\u{202f}" } else { "" };
        let (facts, why, href) = (facts(message, signal), why(message.language), href(message, signal));
        let _ = writeln!(text, "{sentence}\n{facts}\n{why}{space}: {href}\n");
    }
    text
}

/// The part of a mail's HTML.
pub(crate) fn html(message: &Message) -> String {
    let mut html = String::new();
    for signal in &message.signals {
        let _ = write!(
            html,
            "<div class=\"mention\"><h2><a href=\"{}\">{}</a></h2><p class=\"quiet\">{}</p></div>",
            plain(&href(message, signal)),
            plain(&signal_read::sentence(signal, message.language)),
            plain(&facts(message, signal))
        );
    }
    html
}

/// The signals for programs.
pub(crate) fn json(message: &Message) -> Vec<Value> {
    let at = |moment: i64| Timestamp::from_microsecond(moment).unwrap_or(Timestamp::UNIX_EPOCH).to_string();
    let one = |signal: &Signal| {
        json!({
            "id": signal.id.get(), "href": href(message, signal), "topic": signal.topic_id.get(), "kind": signal.kind,
            "sentence": signal_read::sentence(signal, message.language), "started_at": at(signal.started_at),
            "alarmed_at": at(signal.alarmed_at), "count": signal.count, "expected": signal.expected, "high": signal.high,
            "bad_buzz": signal.buzz,
        })
    };
    message.signals.iter().map(one).collect()
}
