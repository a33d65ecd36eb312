//! What somebody at the machine asks of an installation to see whether it is well: the command `doctor`.

use connect::{fetch::FetchError, notify::mail::Mailer};
use domain::Language;
use jiff::Timestamp;
use store::{Id, channel::Channel, job::WorkSigns, workspace::Workspace};
use url::Url;

use crate::{Actor, App, Refusal};

/// What a workspace's mail server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailSigns {
    /// None is set.
    None,
    /// It is set, and its password was sealed with another key.
    Sealed,
    /// It let us in; its host.
    Well(String),
    /// It did not; its host and a sentence, in English.
    Trouble(String, String),
}

impl App {
    /// Whether somebody is at the work, as the jobs show it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn work_signs(&self) -> Result<WorkSigns, Refusal> {
        Ok(self.store.work_signs(self.now()).await?)
    }

    /// Greets the mail server of a workspace, logs in and says goodbye. Nothing is sent.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn greet_mail(&self, workspace: Id<Workspace>) -> Result<MailSigns, Refusal> {
        let Some(shown) = self.mail_shown(&Actor::command_line(workspace)).await? else { return Ok(MailSigns::None) };
        let Some(server) = self.mail_server(workspace).await? else { return Ok(MailSigns::Sealed) };
        let greeted = match Mailer::new(server) {
            Ok(mailer) => Box::pin(mailer.greet()).await,
            Err(error) => Err(error),
        };
        Ok(match greeted {
            Ok(()) => MailSigns::Well(shown.host),
            Err(error) => MailSigns::Trouble(shown.host, error.sentence(Language::English)),
        })
    }

    /// What time it is for the server at an address, by the `Date` of its answer (RFC 9110, section 6.6.1); `None` when it does not tell.
    ///
    /// # Errors
    /// When the address may not be called or nothing answers.
    pub async fn time_there(&self, address: &Url) -> Result<Option<Timestamp>, FetchError> {
        self.client.time_at(address.clone(), self.clock.now()).await
    }

    /// Whether access to a channel is renewed by itself before it ends.
    ///
    /// # Errors
    /// When it is gone, or its secrets were sealed by another key.
    pub async fn renews_itself(&self, channel: &Channel) -> Result<bool, Refusal> {
        let opened = self.open_channel(channel).await?;
        Ok(opened.adapter.renews(&opened.connection(&self.client, self.clock.now())))
    }
}
