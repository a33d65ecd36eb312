//! What a message of an alert says: subject, text and HTML for people, JSON for programs.

use std::fmt::Write as _;

use domain::Language;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use store::{alert::Alert, signal::Signal};

use crate::listen::{alert_save::is_of_signals, alert_signal, excerpt::Excerpt, stream::Mention};

/// How long a title may be in a message, in characters.
const TITLE_CHARACTERS_MAX: usize = 200;
/// The look of the mail. Mail programs read a style sheet of their page's head; what does not stays readable without.
const STYLE: &str = "body{margin:0;background:#f7f5f1;color:#211f1c;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}\
.mail{max-width:600px;margin:0 auto;padding:24px 16px}\
h1{font-size:20px;line-height:1.3;margin:0 0 4px}h2{font-size:17px;line-height:1.35;margin:0 0 4px}\
p{margin:0 0 8px}a{color:#3a4bc4}\
.mention{background:#fff;border:1px solid #e4dfd7;border-radius:8px;padding:16px;margin:16px 0}\
.quiet{color:#6b655d;font-size:14px}mark{background:#fdeeb4;color:inherit;padding:0 2px}\
.test{background:#eceefb;border-radius:8px;padding:8px 16px}\
@media (prefers-color-scheme:dark){body{background:#171614;color:#eceae6}.mention{background:#211f1c;border-color:#3a3631}a{color:#a3adff}\
.quiet{color:#a49d93}mark{background:#5a4a10}.test{background:#262a4a}}";

/// A topic or view by name.
#[derive(Clone, Debug)]
pub struct Named {
    /// `topic`, `view` or `signals`.
    pub noun: &'static str,
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// What a notification tells.
#[derive(Clone, Debug)]
pub struct Message {
    /// The alert.
    pub alert: Alert,
    /// What the alert is about; none when that was removed meanwhile.
    pub about: Option<Named>,
    /// The workspace's name.
    pub workspace: String,
    /// The mentions told in full, newest first.
    pub mentions: Vec<Mention>,
    /// The signals told.
    pub signals: Vec<Signal>,
    /// How many mentions or signals there are in all.
    pub total: i64,
    /// Whether somebody pressed the test button.
    pub test: bool,
    /// The language of the alert's owner.
    pub language: Language,
    /// The zone of the alert's owner.
    pub zone: TimeZone,
    /// Where the pages are reached, without a slash at the end.
    pub public_address: String,
}

impl Message {
    pub(crate) fn href(&self, rest: &str) -> String {
        format!("{}/w/{}/{rest}", self.public_address, self.alert.workspace_id)
    }

    /// Where the alert can be changed.
    #[must_use]
    pub fn alert_href(&self) -> String {
        self.href(&format!("alerts/{}", self.alert.id))
    }

    /// Where all of its mentions stand.
    fn all_href(&self) -> String {
        match &self.about {
            Some(Named { noun: "signals", id, .. }) => self.href(&format!("signals?topic={id}")),
            Some(Named { noun: "topic", id, .. }) => self.href(&format!("mentions?topic={id}")),
            Some(Named { id, .. }) => self.href(&format!("views/{id}")),
            None => self.href("mentions"),
        }
    }

    fn mention_href(&self, mention: &Mention) -> String {
        self.href(&format!("mentions/{}", mention.row.id))
    }

    /// What it is about, in a word.
    fn name(&self) -> &str {
        self.about.as_ref().map_or(&self.alert.name, |about| &about.name)
    }

    /// The subject: the title when there is one mention, the number otherwise.
    #[must_use]
    pub fn subject(&self) -> String {
        let said = match (&self.mentions[..], self.total) {
            _ if !self.signals.is_empty() => cut(&alert_signal::first(self)),
            ([one], 1) => cut(&title(one)),
            _ => self.count(),
        };
        let french = self.language == Language::French;
        let subject = if french { format!("{}\u{202f}: {said}", self.name()) } else { format!("{}: {said}", self.name()) };
        match (self.test, french) {
            (true, true) => format!("[Essai] {subject}"),
            (true, false) => format!("[Test] {subject}"),
            (false, _) => subject,
        }
    }

    fn count(&self) -> String {
        if is_of_signals(&self.alert) {
            return alert_signal::count(self.total, self.language);
        }
        match (self.language, self.total) {
            (Language::English, 0) => "no mention yet".to_owned(),
            (Language::English, 1) => "1 new mention".to_owned(),
            (Language::English, n) => format!("{n} new mentions"),
            (Language::French, 0) => "aucune mention pour l’instant".to_owned(),
            (Language::French, 1) => "1 nouvelle mention".to_owned(),
            (Language::French, n) => format!("{n} nouvelles mentions"),
        }
    }

    const fn words(&self) -> Words {
        match self.language {
            Language::English => ENGLISH,
            Language::French => FRENCH,
        }
    }

    fn remaining(&self) -> i64 {
        (self.total - i64::try_from(self.mentions.len() + self.signals.len()).unwrap_or(i64::MAX)).max(0)
    }

    fn rest(&self) -> String {
        match (self.language, self.remaining()) {
            (Language::English, n) => format!("{n} more are on the page."),
            (Language::French, 1) => "Une autre vous attend sur la page.".to_owned(),
            (Language::French, n) => format!("{n} autres vous attendent sur la page."),
        }
    }

    fn why(&self) -> String {
        let (alert, workspace) = (&self.alert.name, &self.workspace);
        match self.language {
            Language::English => format!("You get this because of the alert “{alert}” in “{workspace}”."),
            Language::French => {
                format!(
                    "Vous recevez ce message à cause de l’alerte «\u{202f}{alert}\u{202f}» dans «\u{202f}{workspace}\u{202f}»."
                )
            }
        }
    }

    /// Site, author and time in one line.
    fn by(&self, mention: &Mention) -> String {
        let row = &mention.row;
        let mut parts = vec![row.site.clone()];
        if !row.author.is_empty() && !row.title.is_empty() {
            parts.push(row.author.clone());
        }
        parts.push(self.when(row.published_at));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    pub(crate) fn when(&self, at: i64) -> String {
        let zoned = Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone());
        match self.language {
            Language::English => zoned.strftime("%-d %b %Y, %H:%M").to_string(),
            Language::French => zoned.strftime("%d/%m/%Y à %H:%M").to_string(),
        }
    }

    /// The text of the mail.
    #[must_use]
    pub fn text(&self) -> String {
        let words = self.words();
        let mut text = String::new();
        if self.test {
            let _ = writeln!(text, "{}\n", words.test);
        }
        let _ = writeln!(text, "{} — {}\n", self.name(), self.count());
        text.push_str(&alert_signal::text(self));
        for mention in &self.mentions {
            let _ = writeln!(text, "{}", cut(&title(mention)));
            let excerpt = starred(&mention.excerpt);
            if !mention.row.title.is_empty() && !excerpt.is_empty() {
                let _ = writeln!(text, "{excerpt}");
            }
            let _ = writeln!(text, "{}\n{} {}", self.by(mention), words.here, self.mention_href(mention));
            if let Some(address) = &mention.row.address {
                let _ = writeln!(text, "{} {address}", words.there);
            }
            text.push('\n');
        }
        if self.remaining() > 0 {
            let _ = writeln!(text, "{}", self.rest());
        }
        let _ =
            writeln!(text, "{} {}\n\n-- \n{}\n{} {}", words.all, self.all_href(), self.why(), words.change, self.alert_href());
        text
    }

    /// The same as HTML.
    #[must_use]
    pub fn html(&self) -> String {
        let words = self.words();
        let mut body = String::new();
        if self.test {
            let _ = write!(body, "<p class=\"test\">{}</p>", words.test);
        }
        let _ = write!(body, "<h1>{}</h1><p class=\"quiet\">{}</p>", plain(self.name()), self.count());
        body.push_str(&alert_signal::html(self));
        for mention in &self.mentions {
            let _ = write!(
                body,
                "<div class=\"mention\"><h2><a href=\"{}\">{}</a></h2>",
                plain(&self.mention_href(mention)),
                plain(&cut(&title(mention)))
            );
            if !mention.row.title.is_empty() && !mention.excerpt.text.is_empty() {
                let _ = write!(body, "<p>{}</p>", mention.excerpt.markup());
            }
            let _ = write!(body, "<p class=\"quiet\">{}</p>", plain(&self.by(mention)));
            if let Some(address) = mention.row.address.as_deref().filter(|address| is_web(address)) {
                let _ = write!(body, "<p><a href=\"{}\">{}</a></p>", plain(address), words.original);
            }
            body.push_str("</div>");
        }
        if self.remaining() > 0 {
            let _ = write!(body, "<p>{}</p>", self.rest());
        }
        let _ = write!(
            body,
            "<p><a href=\"{}\">{}</a></p><p class=\"quiet\">{} <a href=\"{}\">{}</a></p>",
            plain(&self.all_href()),
            words.all_link,
            plain(&self.why()),
            plain(&self.alert_href()),
            words.change_link
        );
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title><style>{STYLE}</style></head>\
             <body><div class=\"mail\">{body}</div></body></html>",
            self.language.code(),
            plain(&self.subject())
        )
    }

    /// What a webhook is told. `delivery` is the id that is the same for every attempt.
    #[must_use]
    pub fn json(&self, delivery: &str) -> Value {
        let mentions: Vec<Value> = self.mentions.iter().map(|mention| self.mention_json(mention)).collect();
        json!({
            "event": "alert",
            "delivery": delivery,
            "test": self.test,
            "workspace": { "id": self.alert.workspace_id.get(), "name": self.workspace },
            "alert": {
                "id": self.alert.id.get(), "name": self.alert.name, "rhythm": self.alert.rhythm, "href": self.alert_href(),
            },
            "about": self.about.as_ref().map(|about| json!({ "noun": about.noun, "id": about.id, "name": about.name })),
            "total": self.total,
            "mentions": mentions,
            "signals": alert_signal::json(self),
            "href": self.all_href(),
        })
    }

    fn mention_json(&self, mention: &Mention) -> Value {
        let row = &mention.row;
        let at = |moment: i64| Timestamp::from_microsecond(moment).unwrap_or(Timestamp::UNIX_EPOCH).to_string();
        let topics: Vec<Value> =
            mention.topics.iter().map(|catch| json!({ "id": catch.topic_id.get(), "name": catch.name })).collect();
        json!({
            "id": row.id.get(),
            "href": self.mention_href(mention),
            "address": row.address,
            "title": row.title,
            "excerpt": mention.excerpt.text,
            "caught": caught(&mention.excerpt),
            "author": row.author,
            "site": row.site,
            "kind": row.kind,
            "language": if row.language.is_empty() { Value::Null } else { json!(row.language) },
            "published_at": if row.published_known { json!(at(row.published_at)) } else { Value::Null },
            "found_at": at(row.found_at),
            "topics": topics,
        })
    }
}

/// The fixed words of a mail.
#[derive(Clone, Copy)]
struct Words {
    test: &'static str,
    here: &'static str,
    there: &'static str,
    original: &'static str,
    all: &'static str,
    all_link: &'static str,
    change: &'static str,
    change_link: &'static str,
}

const ENGLISH: Words = Words {
    test: "This is a test: somebody pressed the button on the alert’s page.",
    here: "Treat it:",
    there: "Original:",
    original: "See it where it was said",
    all: "All of them:",
    all_link: "See all of them",
    change: "Change or pause it:",
    change_link: "Change or pause it",
};

const FRENCH: Words = Words {
    test: "Ceci est un essai\u{202f}: quelqu’un a appuyé sur le bouton de la page de l’alerte.",
    here: "La traiter\u{202f}:",
    there: "Original\u{202f}:",
    original: "La voir là où elle a été dite",
    all: "Toutes\u{202f}:",
    all_link: "Les voir toutes",
    change: "La modifier ou la mettre en pause\u{202f}:",
    change_link: "La modifier ou la mettre en pause",
};

/// The title of a mention; of what has none, the words in which it was caught.
fn title(mention: &Mention) -> String {
    let row = &mention.row;
    let title = if row.title.is_empty() { &mention.excerpt.text } else { &row.title };
    if title.is_empty() { row.site.clone() } else { title.clone() }
}

fn cut(title: &str) -> String {
    let mut cut: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).take(TITLE_CHARACTERS_MAX).collect();
    if title.chars().nth(TITLE_CHARACTERS_MAX).is_some() {
        cut.push('…');
    }
    cut
}

/// The words that were caught, each once.
fn caught(excerpt: &Excerpt) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in excerpt.marks.iter().filter_map(|mark| excerpt.text.get(mark.clone())) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// An excerpt as plain text, what was caught between stars.
fn starred(excerpt: &Excerpt) -> String {
    let mut text = String::with_capacity(excerpt.text.len() + excerpt.marks.len() * 2);
    let mut at = 0;
    for mark in &excerpt.marks {
        let (Some(before), Some(inside)) = (excerpt.text.get(at..mark.start), excerpt.text.get(mark.clone())) else { continue };
        let _ = write!(text, "{before}*{inside}*");
        at = mark.end;
    }
    text.push_str(excerpt.text.get(at..).unwrap_or_default());
    text
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

pub(crate) fn plain(text: &str) -> String {
    crate::listen::excerpt::marked(text, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_caught_stands_out_in_plain_text() {
        let excerpt = Excerpt::whole("La veste Alto est la veste", vec![3..8, 9..13, 21..26]);
        assert_eq!(starred(&excerpt), "La *veste* *Alto* est la *veste*");
        assert_eq!(caught(&excerpt), ["veste", "Alto"]);
    }

    #[test]
    fn a_title_can_neither_break_a_line_nor_run_on() {
        assert_eq!(cut("a\r\nBcc: b"), "a  Bcc: b");
        assert_eq!(cut(&"é".repeat(500)).chars().count(), TITLE_CHARACTERS_MAX + 1);
    }
}
