//! The mails about a post: what is asked, who called, what was decided.

use domain::{Language, post::Variant};
use store::{notice::Notice, post::Post};

use super::approval_link::LINK_SECONDS;

/// The most characters of a text that a subject quotes.
const SUBJECT_CHARS_MAX: usize = 60;
/// The most characters of a text that a mail quotes; all of it is behind the link.
const QUOTE_CHARS_MAX: usize = 1_200;

/// Subject and text.
pub(super) fn notice_mail(language: Language, workspace: &str, notice: &Notice, post: &Post, address: &str) -> (String, String) {
    let said: Variant = serde_json::from_str(&post.content).unwrap_or_default();
    let text = if said.text.trim().is_empty() { said.title.trim() } else { said.text.trim() };
    let title = shortened(text.lines().next().unwrap_or_default(), SUBJECT_CHARS_MAX);
    let quote = shortened(text, QUOTE_CHARS_MAX).lines().map(|line| format!("> {line}\n")).collect::<String>();
    let days = LINK_SECONDS / 86_400;
    let by = notice.by_name.as_str();
    let note = notice.said.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let is_outsider = notice.outsider_id.is_some();
    match language {
        Language::English => {
            let (subject, first) = english(notice.kind.as_str(), by, workspace, &title);
            let end = if is_outsider {
                format!(
                    "You see it there as it will appear, can comment, and accept or refuse, without an account. The link works once, for {days} days.\n"
                )
            } else {
                String::new()
            };
            (subject, format!("Hello,\n\n{first}\n\n{note}{}{quote}\n{address}\n\n{end}", gap(&note)))
        }
        Language::French => {
            let (subject, first) = french(notice.kind.as_str(), by, workspace, &title);
            let end = if is_outsider {
                format!(
                    "Vous l’y voyez tel qu’il paraîtra, pouvez le commenter, l’accepter ou le refuser, sans compte. Le lien sert une seule fois, \
                     pendant {days} jours.\n"
                )
            } else {
                String::new()
            };
            (subject, format!("Bonjour,\n\n{first}\n\n{note}{}{quote}\n{address}\n\n{end}", gap(&note)))
        }
    }
}

const fn gap(note: &str) -> &'static str {
    if note.is_empty() { "" } else { "\n" }
}

fn english(kind: &str, by: &str, workspace: &str, title: &str) -> (String, String) {
    match kind {
        "ask" => (
            format!("Your approval is asked: {title}"),
            format!("In “{workspace}”, this is to be published and waits for your yes or no:"),
        ),
        "called" => (format!("{by} wrote to you: {title}"), format!("In “{workspace}”, {by} wrote about a post:")),
        "approved" => (
            format!("Approved: {title}"),
            format!("In “{workspace}”, everybody who was asked has said yes. It leaves at its time:"),
        ),
        "refused" => (format!("Refused: {title}"), format!("In “{workspace}”, {by} has said no. It does not leave like this:")),
        _ => (
            format!("Not published, not approved in time: {title}"),
            format!(
                "In “{workspace}”, this was due and not everybody has said yes. It is held; give it another time, or release it once it is approved:"
            ),
        ),
    }
}

fn french(kind: &str, by: &str, workspace: &str, title: &str) -> (String, String) {
    match kind {
        "ask" => (
            format!("Votre validation est demandée\u{a0}: {title}"),
            format!("Dans «\u{a0}{workspace}\u{a0}», cette publication attend votre accord ou votre refus\u{a0}:"),
        ),
        "called" => (
            format!("{by} vous écrit\u{a0}: {title}"),
            format!("Dans «\u{a0}{workspace}\u{a0}», {by} a écrit au sujet d’une publication\u{a0}:"),
        ),
        "approved" => (
            format!("Validée\u{a0}: {title}"),
            format!("Dans «\u{a0}{workspace}\u{a0}», toutes les personnes consultées ont dit oui. Elle part à son heure\u{a0}:"),
        ),
        "refused" => (
            format!("Refusée\u{a0}: {title}"),
            format!("Dans «\u{a0}{workspace}\u{a0}», {by} a dit non. Elle ne part pas ainsi\u{a0}:"),
        ),
        _ => (
            format!("Non publiée, pas validée à temps\u{a0}: {title}"),
            format!(
                "Dans «\u{a0}{workspace}\u{a0}», cette publication devait partir et tout le monde n’a pas dit oui. Elle est retenue\u{a0}; donnez-lui une \
                 autre heure, ou laissez-la partir une fois validée\u{a0}:"
            ),
        ),
    }
}

fn shortened(text: &str, max: usize) -> String {
    let mut short: String = text.chars().take(max).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
