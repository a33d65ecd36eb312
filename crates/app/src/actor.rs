//! Who does something.

use domain::{Hat, hat::Act};
use store::{Id, access::User, event::Event, workspace::Workspace};

use crate::Refusal;

/// By what means somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A browser that is signed in.
    Page,
    /// A token that may read only.
    ReadToken,
    /// A token that may write.
    WriteToken,
    /// The worker, by itself.
    Worker,
    /// Somebody at the machine.
    CommandLine,
}

/// Who does something, in which workspace, with which hats. It is passed to every verb.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The user; none for the worker and the command line.
    pub user: Option<Id<User>>,
    /// The name that the log of acts keeps.
    pub name: String,
    /// The one workspace it may touch.
    pub workspace: Id<Workspace>,
    /// The hats worn there.
    pub hats: Vec<Hat>,
    /// By what means.
    pub means: Means,
}

impl Actor {
    /// The worker, acting in a workspace.
    #[must_use]
    pub fn worker(workspace: Id<Workspace>) -> Self {
        Self { user: None, name: "worker".to_owned(), workspace, hats: vec![Hat::Owner], means: Means::Worker }
    }

    /// Somebody at the machine itself, who may do everything.
    #[must_use]
    pub fn command_line(workspace: Id<Workspace>) -> Self {
        Self { user: None, name: "command line".to_owned(), workspace, hats: vec![Hat::Owner], means: Means::CommandLine }
    }

    /// Whether the hats and the means allow it.
    #[must_use]
    pub fn allows(&self, act: Act) -> bool {
        self.hats.iter().any(|hat| hat.may(act)) && (act == Act::Read || self.means != Means::ReadToken)
    }

    /// Refuses when the hats or the means do not allow it.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn may(&self, act: Act) -> Result<(), Refusal> {
        if self.allows(act) { Ok(()) } else { Err(Refusal::NotAllowed(act)) }
    }

    /// The user, for verbs that only a person can do.
    ///
    /// # Errors
    /// [`Refusal::NeedsPerson`] for the worker and the command line.
    pub fn person(&self) -> Result<Id<User>, Refusal> {
        self.user.ok_or(Refusal::NeedsPerson)
    }

    /// The line that the log of acts gets for what this actor does to `subject`. `detail` never holds a secret.
    #[must_use]
    pub fn event(&self, verb: &str, subject: &str, subject_id: Option<i64>, detail: &serde_json::Value, now: i64) -> Event {
        Event {
            id: Id::new(0),
            workspace_id: Some(self.workspace),
            at: now,
            actor: self.name.clone(),
            user_id: self.user,
            verb: verb.to_owned(),
            subject: subject.to_owned(),
            subject_id,
            detail: detail.to_string(),
        }
    }
}
