//! Why a message of an alert did not leave, as its row keeps it and as people read it.

use connect::notify::{FailureClass, mail::MailError, webhook::WebhookError};
use domain::Language;
use serde::{Deserialize, Serialize};

/// Why a message did not leave, or may not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "fault", rename_all = "snake_case")]
pub enum AlertProblem {
    /// The workspace has no mail server, or its password cannot be read any more.
    NoMailServer,
    /// The mail server did not take it.
    Mail(MailError),
    /// The receiver did not take it.
    Webhook(WebhookError),
    /// The webhook's secret cannot be read: the installation's key is another one.
    NoSecret,
    /// The alert was paused before it left.
    Paused,
    /// The program stopped while it was being sent: it may have arrived.
    Stopped,
}

/// What is to be done about a message that did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Try again later.
    Again,
    /// Nothing: somebody must change something first, or it may have arrived.
    GiveUp,
}

impl AlertProblem {
    /// Reads what [`store::alert::Notification::problem`] holds; none when nothing went wrong.
    #[must_use]
    pub fn from_stored(stored: &str) -> Option<Self> {
        serde_json::from_str(stored).ok()
    }

    /// The text to store.
    pub(crate) fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The stable code of the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoMailServer => "no_mail_server",
            Self::Mail(_) => "mail",
            Self::Webhook(_) => "webhook",
            Self::NoSecret => "no_secret",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
        }
    }

    /// What comes next. A mail is tried again only when it surely did not arrive, and what the workspace's owner can mend in the
    /// settings waits for that. A webhook is tried again even when nobody knows, because its id tells the receiver a double.
    pub(crate) const fn next(&self) -> Next {
        match self {
            Self::NoMailServer | Self::Mail(MailError::Login { .. } | MailError::BadSender | MailError::PasswordInClear) => {
                Next::Again
            }
            Self::Mail(error) => match error.class() {
                FailureClass::Temporary => Next::Again,
                FailureClass::Permanent | FailureClass::Unknown => Next::GiveUp,
            },
            Self::Webhook(error) => match error.class() {
                FailureClass::Temporary | FailureClass::Unknown => Next::Again,
                FailureClass::Permanent => Next::GiveUp,
            },
            Self::NoSecret | Self::Paused | Self::Stopped => Next::GiveUp,
        }
    }

    /// What happened and what to do, for people.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let words = match (self, language) {
            (Self::Mail(error), _) => return error.sentence(language),
            (Self::Webhook(error), _) => return error.sentence(language),
            (Self::NoMailServer, Language::English) => {
                "The workspace has no mail server that can be used: an owner sets one under Settings, Mail."
            }
            (Self::NoMailServer, Language::French) => {
                "L’espace de travail n’a pas de serveur d’e-mail utilisable\u{202f}: un propriétaire en indique un dans Réglages, E-mail."
            }
            (Self::NoSecret, Language::English) => {
                "The webhook’s secret was sealed with another key and cannot be read: make a new one on the alert’s page."
            }
            (Self::NoSecret, Language::French) => {
                "Le secret du webhook a été scellé avec une autre clé et ne peut être lu\u{202f}: faites-en un nouveau sur la page de l’alerte."
            }
            (Self::Paused, Language::English) => "The alert was paused before this left.",
            (Self::Paused, Language::French) => "L’alerte a été mise en pause avant le départ de ce message.",
            (Self::Stopped, Language::English) => {
                "The program stopped while this was being sent: it may have arrived, so it is not sent again."
            }
            (Self::Stopped, Language::French) => {
                "Le programme s’est arrêté pendant l’envoi\u{202f}: le message est peut-être arrivé, il n’est donc pas renvoyé."
            }
        };
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(error: MailError) -> AlertProblem {
        AlertProblem::Mail(error)
    }

    fn webhook(status: u16) -> AlertProblem {
        AlertProblem::Webhook(WebhookError::Answered { status, retry_after: None, said: String::new() })
    }

    #[test]
    fn what_may_have_arrived_is_not_mailed_twice() {
        let check = |problem: AlertProblem, expect: Next| assert_eq!(problem.next(), expect, "{problem:?}");
        let server = || "mail.example".to_owned();
        check(mail(MailError::Unknown { server: server() }), Next::GiveUp);
        check(mail(MailError::Interrupted { server: server() }), Next::Again);
        check(mail(MailError::Refused { code: 451, said: String::new() }), Next::Again);
        check(mail(MailError::Refused { code: 550, said: String::new() }), Next::GiveUp);
        check(mail(MailError::Login { said: String::new() }), Next::Again);
        check(AlertProblem::NoMailServer, Next::Again);
        check(AlertProblem::Stopped, Next::GiveUp);
        check(webhook(503), Next::Again);
        check(webhook(404), Next::GiveUp);
    }

    #[test]
    fn a_problem_reads_back_as_it_was_stored() {
        for problem in [
            AlertProblem::NoMailServer,
            mail(MailError::Refused { code: 550, said: "no".to_owned() }),
            mail(MailError::BadRecipient),
            webhook(503),
            AlertProblem::Paused,
        ] {
            assert_eq!(AlertProblem::from_stored(&problem.stored()), Some(problem));
        }
        assert_eq!(AlertProblem::from_stored(""), None);
    }

    #[test]
    fn every_problem_is_told_in_both_languages() {
        for problem in [AlertProblem::NoMailServer, AlertProblem::NoSecret, AlertProblem::Paused, AlertProblem::Stopped] {
            assert_ne!(problem.sentence(Language::English), problem.sentence(Language::French));
        }
    }
}
