//! The workspace's mail server: set, tried, used.

use std::time::Duration;

use connect::notify::mail::{MAIL_STEP_TIME_MAX, Mail, MailError, MailSecurity, MailServer, Mailer};
use domain::{Language, hat::Act};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Id, workspace::Workspace};

use crate::{
    Actor, App, Noun, Refusal, Sealed,
    access::{Secret, tries::Allowance},
    listen::alerting::NOTIFY_JOB,
    vault::new_token,
};

/// The name of the setting.
const MAIL_SETTING: &str = "mail";
/// How long each step of a mail that somebody waits for may take.
const WAITED_STEP_TIME_MAX: Duration = Duration::from_secs(8);
/// The most characters of a host, a user, a password or a sender.
const MAIL_FIELD_CHARS_MAX: usize = 250;
/// Tests of one workspace's server.
const TEST_ALLOWANCE: Allowance = Allowance { times: 10, window_us: 10 * 60_000_000 };

/// The server as it is kept. The password is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    host: String,
    port: u16,
    security: MailSecurity,
    user: String,
    password: String,
    from: String,
}

/// What a form says of the server. An empty password leaves the one that is kept, as long as the user is the same.
#[derive(Clone, Copy)]
pub struct MailForm<'a> {
    /// Host name or address.
    pub host: &'a str,
    /// Port.
    pub port: &'a str,
    /// `none`, `start_tls` or `tls`.
    pub security: &'a str,
    /// The user; empty when the server asks for none.
    pub user: &'a str,
    /// The password.
    pub password: &'a str,
    /// Who writes: `name@domain` or `Name <name@domain>`.
    pub from: &'a str,
}

/// The server as a page may show it.
#[derive(Clone, Debug, Serialize)]
pub struct MailShown {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// `none`, `start_tls` or `tls`.
    pub security: &'static str,
    /// The user.
    pub user: String,
    /// Whether a password is kept.
    pub has_password: bool,
    /// Who writes.
    pub from: String,
}

/// What became of a mail that was tried at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    /// The workspace has no mail server.
    NoServer,
    /// The server took it.
    Taken,
    /// It was not taken, or nobody knows.
    Failed(MailError),
}

impl App {
    /// The workspace's mail server, ready to send; none when it has none, or its password was sealed with another key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mail_server(&self, workspace: Id<Workspace>) -> Result<Option<MailServer>, Refusal> {
        let Some(kept) = self.kept_mail(workspace).await? else { return Ok(None) };
        let login = if kept.user.is_empty() {
            None
        } else {
            let Some(password) = self.vault.open(&Sealed::from_store(kept.password)) else { return Ok(None) };
            Some((kept.user, Secret::new(password)))
        };
        let Kept { host, port, security, from, .. } = kept;
        Ok(Some(MailServer { host, port, security, login, from, step_time_max: MAIL_STEP_TIME_MAX }))
    }

    /// The mail server as a page may show it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mail_shown(&self, actor: &Actor) -> Result<Option<MailShown>, Refusal> {
        actor.may(Act::Govern)?;
        Ok(self.kept_mail(actor.workspace).await?.map(|kept| MailShown {
            security: security_name(kept.security),
            has_password: !kept.password.is_empty(),
            host: kept.host,
            port: kept.port,
            user: kept.user,
            from: kept.from,
        }))
    }

    async fn kept_mail(&self, workspace: Id<Workspace>) -> Result<Option<Kept>, Refusal> {
        let text = self.store.reader(workspace).setting(MAIL_SETTING).await?;
        // `null` stands for a server that was taken away.
        Ok(text.and_then(|text| serde_json::from_str::<Option<Kept>>(&text).ok()).flatten())
    }

    /// Keeps the mail server, its password sealed. Mails that wait for another attempt are tried at once.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a field that cannot be used, among them a password that would cross the network readable.
    pub async fn save_mail_server(&self, actor: &Actor, said: MailForm<'_>) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let before = self.kept_mail(actor.workspace).await?;
        let host = line("host", said.host)?;
        let from = line("from", said.from)?;
        let port = said.port.trim().parse().ok().filter(|port| *port != 0);
        let port: u16 = port.ok_or(Refusal::Invalid { field: "port", why: "not_a_number" })?;
        let security = security(said.security)?;
        let user = if said.user.trim().is_empty() { String::new() } else { line("user", said.user)? };
        let password = match (user.is_empty(), said.password.is_empty()) {
            (true, _) => String::new(),
            (false, false) if said.password.chars().count() > MAIL_FIELD_CHARS_MAX => {
                return Err(Refusal::Invalid { field: "password", why: "too_long" });
            }
            (false, false) => self.vault.seal(said.password)?.stored().to_owned(),
            (false, true) => {
                let kept = before.filter(|kept| kept.user == user && kept.host == host && !kept.password.is_empty());
                kept.map(|kept| kept.password).ok_or(Refusal::Invalid { field: "password", why: "empty" })?
            }
        };
        let login = (!user.is_empty()).then(|| (user.clone(), Secret::new(String::new())));
        let server =
            MailServer { host: host.clone(), port, security, login, from: from.clone(), step_time_max: MAIL_STEP_TIME_MAX };
        Mailer::new(server).map_err(|error| match error {
            MailError::BadSender => Refusal::Invalid { field: "from", why: "not_a_mail_address" },
            MailError::PasswordInClear => Refusal::Invalid { field: "security", why: "password_in_clear" },
            _ => Refusal::Invalid { field: "host", why: "unknown" },
        })?;
        self.put_mail(actor, Some(&Kept { host, port, security, user, password, from })).await
    }

    /// Takes the mail server away.
    ///
    /// # Errors
    /// When the actor may not, or the database refuses.
    pub async fn remove_mail_server(&self, actor: &Actor) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        self.put_mail(actor, None).await
    }

    async fn put_mail(&self, actor: &Actor, kept: Option<&Kept>) -> Result<(), Refusal> {
        let now = self.now();
        let text = serde_json::to_string(&kept).or(Err(Refusal::Interrupted))?;
        let (verb, detail) = match kept {
            Some(kept) => ("mail.saved", json!({ "host": kept.host, "from": kept.from })),
            None => ("mail.removed", json!({})),
        };
        let tx = self.store.begin().await?;
        tx.put_setting(actor.workspace, MAIL_SETTING, &text).await?;
        tx.record(&actor.event(verb, "setting", None, &detail, now)).await?;
        if kept.is_some() {
            let waiting: Vec<String> = tx.waiting_mails(actor.workspace).await?.iter().map(ToString::to_string).collect();
            tx.hasten(NOTIFY_JOB, &waiting, now).await?;
        }
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Sends a mail to who asks, so that they see that it arrives. Gives the address it was sent to.
    ///
    /// # Errors
    /// [`Refusal::NoMailServer`], or [`Refusal::Unreadable`] with what the server did instead.
    pub async fn test_mail(&self, actor: &Actor) -> Result<String, Refusal> {
        actor.may(Act::Govern)?;
        let none = Refusal::NoSuch(Noun::Member);
        let user = self.store.user(actor.person()?).await?.ok_or(none)?;
        let now = self.now();
        let allowed = self.tries.count(&format!("mail test {}", actor.workspace), TEST_ALLOWANCE, now);
        allowed.map_err(|seconds| Refusal::TooOften { seconds })?;
        let (subject, text) = test_words(Language::from_code(&user.language).unwrap_or_default());
        let posted = self.post_mail(actor.workspace, &user.email, subject, text).await?;
        if posted == Posted::NoServer {
            return Err(Refusal::NoMailServer);
        }
        let tx = self.store.begin().await?;
        let detail = json!({ "taken": posted == Posted::Taken });
        tx.record(&actor.event("mail.tested", "setting", None, &detail, now)).await?;
        tx.commit().await?;
        match posted {
            Posted::Failed(error) => {
                Err(Refusal::Unreadable { english: error.sentence(Language::English), french: error.sentence(Language::French) })
            }
            _ => Ok(user.email),
        }
    }

    /// Sends one short mail at once, for somebody who waits for it.
    pub(crate) async fn post_mail(
        &self,
        workspace: Id<Workspace>,
        to: &str,
        subject: &str,
        text: &str,
    ) -> Result<Posted, Refusal> {
        let Some(mut server) = self.mail_server(workspace).await? else { return Ok(Posted::NoServer) };
        server.step_time_max = WAITED_STEP_TIME_MAX;
        let mail = Mail {
            to: to.to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            html: None,
            message_id: format!("{}@{}", new_token()?, sender_host(&server.from)),
            at: self.clock.now(),
            unsubscribe: None,
        };
        let sent = match Mailer::new(server) {
            Ok(mailer) => Box::pin(mailer.send(&mail)).await.map(drop),
            Err(error) => Err(error),
        };
        Ok(sent.map_or_else(Posted::Failed, |()| Posted::Taken))
    }
}

impl Posted {
    /// Why the mail did not leave, in words; none when it did, or was never to.
    #[must_use]
    pub fn problem(&self, language: Language) -> Option<String> {
        match self {
            Self::Failed(error) => Some(not_posted(error, language)),
            Self::NoServer | Self::Taken => None,
        }
    }
}

/// What happened to a mail that is tried once: unlike a notification, it is not kept and not tried again.
fn not_posted(error: &MailError, language: Language) -> String {
    match (error, language) {
        (MailError::Unreachable { server }, Language::English) => {
            format!("The mail server {server} could not be reached, so nothing was sent. Check its name and port.")
        }
        (MailError::Unreachable { server }, Language::French) => {
            format!("Le serveur d’e-mail {server} n’a pas pu être joint\u{202f}: rien n’est parti. Vérifiez son nom et son port.")
        }
        (MailError::Tls { server }, Language::English) => {
            format!(
                "No trusted encrypted connection to {server} could be made, so nothing was sent. Check the protection and the port."
            )
        }
        (MailError::Tls { server }, Language::French) => format!(
            "Aucune connexion chiffrée de confiance avec {server}\u{202f}: rien n’est parti. Vérifiez la protection et le port."
        ),
        (MailError::Interrupted { server }, Language::English) => {
            format!("The connection to {server} broke before the mail was given. Nothing was sent; try again.")
        }
        (MailError::Interrupted { server }, Language::French) => {
            format!("La connexion avec {server} s’est rompue avant la remise. Rien n’est parti\u{202f}; réessayez.")
        }
        (MailError::Unknown { server }, Language::English) => {
            format!("The connection to {server} broke after the mail was given: it may have left. Look whether it arrives.")
        }
        (MailError::Unknown { server }, Language::French) => format!(
            "La connexion avec {server} s’est rompue après la remise\u{202f}: l’e-mail est peut-être parti. Voyez s’il arrive."
        ),
        (other, _) => other.sentence(language),
    }
}

/// The host of the sender's address, for message ids.
pub(crate) fn sender_host(from: &str) -> &str {
    let host = from.rsplit('@').next().unwrap_or_default().trim_end_matches(['>', ' ']);
    if host.is_ascii() && !host.is_empty() { host } else { "parvis.invalid" }
}

fn line(field: &'static str, said: &str) -> Result<String, Refusal> {
    let said = said.trim();
    if said.is_empty() {
        return Err(Refusal::Invalid { field, why: "empty" });
    }
    if said.chars().count() > MAIL_FIELD_CHARS_MAX || said.contains(char::is_control) {
        return Err(Refusal::Invalid { field, why: "too_long" });
    }
    Ok(said.to_owned())
}

fn security(said: &str) -> Result<MailSecurity, Refusal> {
    let all = [MailSecurity::None, MailSecurity::StartTls, MailSecurity::Tls];
    let found = all.into_iter().find(|security| security_name(*security) == said);
    found.ok_or(Refusal::Invalid { field: "security", why: "unknown" })
}

const fn security_name(security: MailSecurity) -> &'static str {
    match security {
        MailSecurity::None => "none",
        MailSecurity::StartTls => "start_tls",
        MailSecurity::Tls => "tls",
    }
}

const fn test_words(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::English => (
            "Parvis can write to you",
            "Hello,\n\nthis is the mail that you asked for under Settings, Mail. The server works: alerts and invitations can go this way.\n",
        ),
        Language::French => (
            "Parvis peut vous écrire",
            "Bonjour,\n\nvoici l’e-mail demandé dans Réglages, E-mail. Le serveur fonctionne\u{202f}: les alertes et les invitations peuvent partir par là.\n",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_id_is_of_the_senders_host() {
        assert_eq!(sender_host("Parvis <parvis@solenne.example>"), "solenne.example");
        assert_eq!(sender_host("parvis@solenne.example"), "solenne.example");
        assert_eq!(sender_host("parvis@solenné.example"), "parvis.invalid");
    }
}
