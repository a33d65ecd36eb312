//! Mails to single people about a post: written down before they leave, sent by the worker, once.

use connect::notify::{FailureClass, mail::MailError};
use domain::{Language, approval::Who};
use store::{
    Id, Tx,
    chain::Outsider,
    decision::Ask,
    job::{Job, NewJob},
    notice::Notice,
    post::Post,
    workspace::Workspace,
};

use super::{
    approval::{Person, people},
    approval_link::new_link,
    notice_mail::notice_mail,
};
use crate::{
    App, Refusal,
    govern::Posted,
    vault::{new_token, token_hash},
    worker::LEASE_US,
};

/// The kind of the job that sends a notice.
pub const NOTICE_JOB: &str = "notice";
/// The most attempts for one notice: about half a day of them.
const NOTICE_ATTEMPTS_MAX: i64 = 12;
/// The wait after the first attempt that failed, microseconds; twice as long after each further one.
const NOTICE_RETRY_FIRST_US: i64 = 30 * 1_000_000;
/// The longest wait between two attempts, microseconds.
const NOTICE_RETRY_US_MAX: i64 = 3_600 * 1_000_000;

/// Asks for a notice to be sent.
pub(super) async fn enqueue_notice(tx: &Tx, workspace: Id<Workspace>, id: Id<Notice>, now: i64) -> Result<(), Refusal> {
    let job = NewJob {
        workspace_id: workspace,
        kind: NOTICE_JOB,
        key: id.to_string(),
        lane: format!("notices {workspace}"),
        payload: "{}".to_owned(),
        due_at: now,
    };
    Ok(tx.enqueue(&job, now).await?)
}

/// Whom a notice is for, and in which language.
struct Recipient {
    email: String,
    language: Language,
    outsider: Option<Id<Outsider>>,
}

impl App {
    /// Makes one attempt to send the notice that a job is about.
    ///
    /// # Errors
    /// When the database refuses. What the mail server does wrong is no error here: it is written down.
    pub(crate) async fn send_notice(&self, job: &Job) -> Result<(), Refusal> {
        let reader = self.store.reader(job.workspace_id);
        let found = match job.key.parse::<Id<Notice>>() {
            Ok(id) => reader.notice(id).await?,
            Err(_) => None,
        };
        let Some(notice) = found.filter(|notice| matches!(notice.state.as_str(), "waiting" | "sending")) else {
            return self.end_notice(job, None).await;
        };
        if notice.state == "sending" {
            // A process died while it was sending: it may have arrived, and is not sent twice.
            return self.end_notice(job, Some(Notice { state: "unknown".to_owned(), ..notice })).await;
        }
        let post = reader.post(notice.post_id).await?;
        let recipient = self.recipient(job.workspace_id, &notice).await?;
        let (Some(post), Some(recipient)) = (post, recipient) else {
            return self.end_notice(job, Some(Notice { state: "needless".to_owned(), ..notice })).await;
        };
        if notice.kind == "ask" && !self.still_asks(&notice).await? {
            return self.end_notice(job, Some(Notice { state: "needless".to_owned(), ..notice })).await;
        }
        if self.mail_server(job.workspace_id).await?.is_none() {
            return self.end_notice(job, Some(Notice { state: "no_server".to_owned(), ..notice })).await;
        }
        let workspace = self.workspace(job.workspace_id).await?;
        let now = self.now();
        let sending = Notice { state: "sending".to_owned(), attempts: notice.attempts + 1, ..notice };
        let tx = self.store.begin().await?;
        let address = match recipient.outsider {
            // The token is nowhere but in the mail: another attempt makes another one, and each works.
            Some(outsider) => {
                let token = new_token()?;
                tx.add_approval_link(&new_link(&post, outsider, now), &token_hash(&token)).await?;
                self.approval_address(&token)
            }
            None => format!("{}/w/{}/posts/{}", self.config.public_address, job.workspace_id, post.id),
        };
        tx.save_notice(&sending).await?;
        tx.progress(job.id, 0, 0, &job.payload, now + LEASE_US).await?;
        tx.commit().await?;
        let (subject, text) = notice_mail(recipient.language, &workspace.name, &sending, &post, &address);
        let posted = Box::pin(self.post_mail(job.workspace_id, &recipient.email, &subject, &text)).await?;
        self.note_posted(job, sending, posted).await
    }

    async fn note_posted(&self, job: &Job, sending: Notice, posted: Posted) -> Result<(), Refusal> {
        let now = self.now();
        let Posted::Failed(error) = posted else {
            let state = if posted == Posted::Taken { "sent" } else { "no_server" };
            return self.end_notice(job, Some(Notice { state: state.to_owned(), sent_at: Some(now), ..sending })).await;
        };
        let problem = error.sentence(Language::English);
        let may_try = error.class() == FailureClass::Temporary || matches!(error, MailError::Login { .. });
        if may_try && sending.attempts < NOTICE_ATTEMPTS_MAX {
            let at = now + wait(sending.attempts);
            let tx = self.store.begin().await?;
            tx.save_notice(&Notice { state: "waiting".to_owned(), problem, ..sending }).await?;
            tx.reschedule(job.id, at).await?;
            return Ok(tx.commit().await?);
        }
        let state = if error.class() == FailureClass::Unknown { "unknown" } else { "failed" };
        self.end_notice(job, Some(Notice { state: state.to_owned(), problem, ..sending })).await
    }

    async fn end_notice(&self, job: &Job, notice: Option<Notice>) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        if let Some(notice) = notice {
            tx.save_notice(&notice).await?;
        }
        tx.finish(job.id, self.now()).await?;
        Ok(tx.commit().await?)
    }

    async fn recipient(&self, workspace: Id<Workspace>, notice: &Notice) -> Result<Option<Recipient>, Refusal> {
        let reader = self.store.reader(workspace);
        if let Some(user) = notice.user_id {
            let member = reader.member(user).await?.filter(|member| member.disabled_at.is_none());
            let (Some(member), Some(user)) = (member, self.store.user(user).await?) else { return Ok(None) };
            let language = Language::from_code(&user.language).unwrap_or_default();
            return Ok(Some(Recipient { email: member.email, language, outsider: None }));
        }
        let outsider = reader.outsiders().await?.into_iter().find(|one| Some(one.id) == notice.outsider_id);
        let workspace = self.workspace(workspace).await?;
        let language = Language::from_code(&workspace.language).unwrap_or_default();
        Ok(outsider.map(|outsider| Recipient { email: outsider.email, language, outsider: Some(outsider.id) }))
    }

    /// Whether the one whom a notice asks is still asked.
    async fn still_asks(&self, notice: &Notice) -> Result<bool, Refusal> {
        let reader = self.store.reader(notice.workspace_id);
        let members = reader.members().await?;
        let is_meant = |ask: &Ask| {
            let asked: Vec<Who> = serde_json::from_str(&ask.asked).unwrap_or_default();
            people(&asked, &members, &[]).iter().any(|person| match person {
                Person::User(user) => Some(*user) == notice.user_id,
                Person::Outsider(outsider) => Some(*outsider) == notice.outsider_id,
            })
        };
        Ok(reader.asks(&[notice.post_id]).await?.iter().any(|ask| ask.state == "waiting" && is_meant(ask)))
    }

    /// Tells the author of a post that it did not leave because somebody has not said yes.
    pub(super) async fn tell_late(&self, tx: &Tx, post: &Post) -> Result<(), Refusal> {
        let cause = super::approval_ask::Cause { by: "", user: None, said: "" };
        match post.author_id {
            Some(author) => self.notify(tx, post, Person::User(author), "late", &cause).await,
            None => Ok(()),
        }
    }
}

/// Thirty seconds, then twice as long each time, up to an hour.
fn wait(attempts: i64) -> i64 {
    let doublings = attempts.saturating_sub(1).clamp(0, 20);
    NOTICE_RETRY_FIRST_US.saturating_mul(1 << doublings).min(NOTICE_RETRY_US_MAX)
}
