//! One mail to one person by SMTP (RFC 5321), text with an HTML alternative.
//!
//! The exchange is driven command by command, because what a broken connection means depends on how far it came: before the
//! content was sent, the mail surely did not leave; after, nobody knows.

use std::{
    net::IpAddr,
    time::{Duration, SystemTime},
};

use domain::Language;
use jiff::Timestamp;
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::time::timeout;

use super::{FailureClass, Secret};

mod letter;
mod words;

pub use letter::{Inline, LETTER_BYTES_MAX, Letter};

/// How long each step of the exchange may take, unless the server's settings say otherwise.
pub const MAIL_STEP_TIME_MAX: Duration = Duration::from_secs(30);
/// How long the server may think about a mail that it was given, in steps: servers that look for spam take minutes
/// (RFC 5321, 4.5.3.2.6, asks for ten).
const MAIL_ACCEPT_STEPS: u32 = 10;
/// The most bytes of a mail's text and HTML together: 2 MiB.
pub const MAIL_BODY_BYTES_MAX: usize = 2 << 20;
/// The most characters of a subject; a longer one is cut.
pub const MAIL_SUBJECT_CHARS_MAX: usize = 200;
/// How much of a server's answer is kept.
const MAIL_SAID_BYTES_MAX: usize = 300;

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// Not at all: for a server on this machine. A password is never sent this way to another machine.
    None,
    /// Encrypted after the greeting, usually port 587. Without encryption nothing is sent.
    StartTls,
    /// Encrypted from the first byte, usually port 465.
    Tls,
}

/// Where mail is given, and in whose name.
#[derive(Clone)]
pub struct MailServer {
    /// Host name or address.
    pub host: String,
    /// Port: 25, 465, 587…
    pub port: u16,
    /// Protection of the connection.
    pub security: MailSecurity,
    /// User and password, when the server asks for them.
    pub login: Option<(String, Secret)>,
    /// Who writes: `name@domain` or `Name <name@domain>`.
    pub from: String,
    /// How long each step may take; [`MAIL_STEP_TIME_MAX`] is fit for most.
    pub step_time_max: Duration,
}

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// To whom: `name@domain` or `Name <name@domain>`.
    pub to: String,
    /// The subject; line breaks and other control characters become spaces.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// The `Message-ID` without its brackets, `unique@domain`. The same for every attempt of one notification, so that a
    /// mail that arrives twice is shown once.
    pub message_id: String,
    /// The `Date`.
    pub at: Timestamp,
    /// Where its reader can stop such mails: an `https:` or `mailto:` address for `List-Unsubscribe`.
    pub unsubscribe: Option<String>,
}

/// What the server said when it took the mail: its own id of it, usually.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The text of its answer.
    pub said: String,
}

/// Why a mail was not taken, or may not have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "class", rename_all = "snake_case")]
#[error("{}", self.sentence(Language::English))]
pub enum MailError {
    /// The sender's address is none.
    BadSender,
    /// The recipient's address is none, or the server cannot write it.
    BadRecipient,
    /// The message cannot be put into the form of a mail: its id, its length, its unsubscribe address.
    BadMessage,
    /// A password would cross the network readable.
    PasswordInClear,
    /// The server could not be connected to.
    Unreachable {
        /// The server.
        server: String,
    },
    /// No trusted encrypted connection could be made, or the server offers none.
    Tls {
        /// The server.
        server: String,
    },
    /// User and password were refused.
    Login {
        /// What the server said.
        said: String,
    },
    /// The server refused the mail.
    Refused {
        /// Its code: 4xx asks to try later, 5xx not to.
        code: u16,
        /// What it said.
        said: String,
    },
    /// The connection broke or stood still before the mail was given.
    Interrupted {
        /// The server.
        server: String,
    },
    /// The connection broke or stood still after the mail was given.
    Unknown {
        /// The server.
        server: String,
    },
}

impl MailError {
    /// Whether trying again can help, and whether it can double.
    #[must_use]
    pub const fn class(&self) -> FailureClass {
        match self {
            Self::Refused { code: 400..=499, .. } | Self::Unreachable { .. } | Self::Tls { .. } | Self::Interrupted { .. } => {
                FailureClass::Temporary
            }
            Self::Unknown { .. } => FailureClass::Unknown,
            _ => FailureClass::Permanent,
        }
    }

    /// What happened and what to do, for people.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        words::sentence(self, language)
    }
}

/// Sends mails through one server, one connection each.
#[derive(Clone)]
pub struct Mailer {
    server: MailServer,
    from: Mailbox,
    tls: Option<TlsParameters>,
}

impl Mailer {
    /// A mailer for that server. Nothing is connected yet.
    ///
    /// # Errors
    /// When the sender's address is none, or a password would be sent without encryption to another machine.
    pub fn new(server: MailServer) -> Result<Self, MailError> {
        let from: Mailbox = server.from.parse().or(Err(MailError::BadSender))?;
        if server.security == MailSecurity::None && server.login.is_some() && !is_this_machine(&server.host) {
            return Err(MailError::PasswordInClear);
        }
        let tls = match server.security {
            MailSecurity::None => None,
            MailSecurity::StartTls | MailSecurity::Tls => {
                Some(tls(&server.host).ok_or_else(|| MailError::Tls { server: server.host.clone() })?)
            }
        };
        Ok(Self { server, from, tls })
    }

    /// Gives one mail to the server.
    ///
    /// # Errors
    /// See [`MailError::class`] for what each means.
    pub async fn send(&self, mail: &Mail) -> Result<Taken, MailError> {
        Box::pin(self.hand_over(&message(&self.from, mail)?)).await
    }

    async fn hand_over(&self, message: &Message) -> Result<Taken, MailError> {
        let mut connection = Box::pin(self.connect()).await?;
        let outcome = Box::pin(self.give(&mut connection, message)).await;
        self.goodbye(&mut connection).await;
        outcome
    }

    /// The mail is taken or not by now; a server that is slow to say goodbye changes nothing.
    async fn goodbye(&self, connection: &mut AsyncSmtpConnection) {
        let goodbye = timeout(self.server.step_time_max, connection.quit()).await;
        if !matches!(goodbye, Ok(Ok(_))) {
            tracing::debug!(server = self.server.host, "the mail server did not say goodbye");
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let server = || self.server.host.clone();
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let step = self.server.step_time_max;
        let wrapped = self.tls.clone().filter(|_| self.server.security == MailSecurity::Tls);
        let address = (self.server.host.as_str(), self.server.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(step), &hello, wrapped, None);
        let mut connection = match timeout(step * 2, connecting).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(fault)) => return Err(refusal(&fault).unwrap_or_else(|| unreachable_or_tls(&fault, server()))),
            Err(_) => return Err(MailError::Unreachable { server: server() }),
        };
        if let (MailSecurity::StartTls, Some(tls)) = (self.server.security, self.tls.clone()) {
            let upgraded = timeout(step * 2, connection.starttls(tls, &hello)).await;
            if !matches!(upgraded, Ok(Ok(()))) {
                return Err(MailError::Tls { server: server() });
            }
        }
        if let Some((user, password)) = &self.server.login {
            let login = Credentials::new(user.clone(), password.reveal().to_owned());
            match timeout(step, connection.auth(&[Mechanism::Plain, Mechanism::Login], &login)).await {
                Ok(Ok(_)) => {}
                Ok(Err(fault)) if fault.is_transient() => {
                    return Err(refusal(&fault).unwrap_or(MailError::Interrupted { server: server() }));
                }
                Ok(Err(fault)) if fault.is_permanent() || fault.is_client() => {
                    return Err(MailError::Login { said: said(&fault) });
                }
                _ => return Err(MailError::Interrupted { server: server() }),
            }
        }
        Ok(connection)
    }

    async fn give(&self, connection: &mut AsyncSmtpConnection, message: &Message) -> Result<Taken, MailError> {
        let server = || self.server.host.clone();
        let step = self.server.step_time_max;
        let envelope = message.envelope();
        let mut parameters = Vec::new();
        if !envelope.to().iter().chain(envelope.from()).all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::BadRecipient);
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let mut commands = vec![MailFrom::new(envelope.from().cloned(), parameters).to_string()];
        commands.extend(envelope.to().iter().map(|to| Rcpt::new(to.clone(), Vec::new()).to_string()));
        commands.push(Data.to_string());
        for command in commands {
            match timeout(step, connection.command(command)).await {
                Ok(Ok(_)) => {}
                Ok(Err(fault)) => return Err(refusal(&fault).unwrap_or_else(|| MailError::Interrupted { server: server() })),
                Err(_) => return Err(MailError::Interrupted { server: server() }),
            }
        }
        match timeout(step * MAIL_ACCEPT_STEPS, connection.message(&message.formatted())).await {
            Ok(Ok(answer)) => Ok(Taken { said: cut(&answer.message().collect::<Vec<_>>().join(" ")) }),
            Ok(Err(fault)) => Err(refusal(&fault).unwrap_or_else(|| MailError::Unknown { server: server() })),
            Err(_) => Err(MailError::Unknown { server: server() }),
        }
    }
}

/// The mail in its wire form. No part of it can begin a header of its own: line breaks are refused or replaced.
fn message(from: &Mailbox, mail: &Mail) -> Result<Message, MailError> {
    let to: Mailbox = mail.to.parse().or(Err(MailError::BadRecipient))?;
    let length = mail.text.len() + mail.html.as_ref().map_or(0, String::len);
    if length > MAIL_BODY_BYTES_MAX || !is_message_id(&mail.message_id) {
        return Err(MailError::BadMessage);
    }
    let subject: String =
        mail.subject.chars().take(MAIL_SUBJECT_CHARS_MAX).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut builder = Message::builder()
        .from(without_controls(from))
        .to(without_controls(&to))
        .subject(subject)
        .date(date(mail.at))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(address) = &mail.unsubscribe {
        builder = builder.raw_header(unsubscribe(address)?);
    }
    let text = SinglePart::plain(mail.text.clone());
    let built = match &mail.html {
        None => builder.singlepart(text),
        Some(html) => {
            let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(html.clone());
            let parts = MultiPart::alternative().boundary(boundary(mail)).singlepart(text).singlepart(html);
            builder.multipart(parts)
        }
    };
    built.or(Err(MailError::BadMessage))
}

/// The way out of such mails (RFC 2369).
fn unsubscribe(address: &str) -> Result<HeaderValue, MailError> {
    // An installation within a house may be reached without encryption; then it is a link, and nothing that a mail program clicks by itself.
    let fit = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
        && address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ','));
    if fit { Ok(header("List-Unsubscribe", format!("<{address}>"))) } else { Err(MailError::BadMessage) }
}

/// What separates the parts: nothing that the parts could contain unless their writer knew it, and no randomness of its own.
fn boundary(mail: &Mail) -> String {
    let mut digest = Sha256::new();
    digest.update(&mail.message_id);
    digest.update(&mail.text);
    digest.update(mail.html.as_deref().unwrap_or_default());
    digest.finalize().iter().take(20).map(|byte| format!("{byte:02x}")).collect()
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn without_controls(mailbox: &Mailbox) -> Mailbox {
    let name = mailbox.name.as_ref().map(|name| name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect());
    Mailbox::new(name, mailbox.email.clone())
}

/// `unique@domain` in the characters of RFC 5322 that need no quoting.
fn is_message_id(id: &str) -> bool {
    const LENGTH_MAX: usize = 250;
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    id.len() <= LENGTH_MAX
        && id.split_once('@').is_some_and(|(left, right)| {
            !left.is_empty() && !right.is_empty() && left.chars().all(plain) && right.chars().all(plain)
        })
}

/// The years that a mail's date can be written in are 1970 to 9999.
fn date(at: Timestamp) -> SystemTime {
    const LAST: i64 = 253_402_300_799;
    let seconds = u64::try_from(at.as_second().clamp(0, LAST)).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Trust in Mozilla's roots and in those of the machine.
fn tls(host: &str) -> Option<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned());
    for certificate in rustls_native_certs::load_native_certs().certs {
        if let Ok(certificate) = Certificate::from_der(certificate.to_vec()) {
            builder = builder.add_root_certificate(certificate);
        }
    }
    builder.build_rustls().ok()
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The error that a negative answer of the server is; `None` when there was no answer.
fn refusal(fault: &lettre::transport::smtp::Error) -> Option<MailError> {
    fault.status().map(|code| MailError::Refused { code: u16::from(code), said: said(fault) })
}

fn unreachable_or_tls(fault: &lettre::transport::smtp::Error, server: String) -> MailError {
    if fault.is_tls() { MailError::Tls { server } } else { MailError::Unreachable { server } }
}

fn said(fault: &lettre::transport::smtp::Error) -> String {
    cut(&fault.to_string())
}

fn cut(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line[..line.floor_char_boundary(MAIL_SAID_BYTES_MAX)].to_owned()
}

#[cfg(test)]
mod tests;
