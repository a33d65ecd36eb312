//! Recognising who is there, at every request.

use std::time::Duration;

use domain::{Hat, hat::Act};
use store::{
    Id, StoreError,
    access::{Session, Token, User},
    signed_in::SignedIn,
    workspace::{Entrance, Membership, Workspace},
};

use crate::{
    Actor, App, Means, Noun, Refusal,
    listen::private::{MASKING, SHOWN},
    vault::token_hash,
};

/// A session is noted as used once in so many microseconds: not a write for every page.
const TOUCH_US: i64 = 60_000_000;
/// Without a page for so long, the visit is over: what comes next is a new one ("since you left").
const AWAY_US: i64 = 30 * 60_000_000;

/// How long an answer waits until it is noted that somebody was here.
const NOTE_TIME_MAX: Duration = Duration::from_millis(500);

/// A user who is signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The session.
    pub session: Session,
    /// The user.
    pub user: User,
    /// The workspaces of the user.
    pub memberships: Vec<Membership>,
}

impl Signed {
    /// The user as an actor in one of the workspaces.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] for a workspace that is not the user's, whether it exists or not.
    pub fn actor(&self, workspace: Id<Workspace>) -> Result<Actor, Refusal> {
        let membership = self.memberships.iter().find(|membership| membership.workspace_id == workspace);
        let membership = membership.ok_or(Refusal::NoSuch(Noun::Workspace))?;
        Ok(Actor {
            user: Some(self.user.id),
            name: self.user.name.clone(),
            workspace,
            hats: membership.hats(),
            means: Means::Page,
        })
    }
}

/// A workspace that somebody came into.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The workspace.
    pub workspace: Workspace,
    /// Whether pages show words in the place of what is private in foreign texts.
    pub masks: bool,
    /// How many deliveries do nothing more until a person does something.
    pub wanting: i64,
}

/// A script with a token.
#[derive(Clone, Debug)]
pub struct SignedToken {
    /// The token.
    pub token: Token,
    /// The actor it makes.
    pub actor: Actor,
}

impl App {
    /// Who a session cookie belongs to; none when it is over or was ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signed(&self, cookie: &str) -> Result<Option<Signed>, Refusal> {
        let now = self.now();
        let Some((signed_in, memberships)) = self.store.signed_in(&token_hash(cookie), now).await? else { return Ok(None) };
        let SignedIn { session, user } = signed_in;
        if user.disabled_at.is_some() {
            return Ok(None);
        }
        if now - session.seen_at >= TOUCH_US {
            let (store, session) = (self.store.clone(), session.id);
            noted(async move {
                let tx = store.begin().await?;
                tx.touch_session(session, now).await?;
                tx.commit().await
            })
            .await;
        }
        Ok(Some(Signed { session, user, memberships }))
    }

    /// Notes that a member, last seen at `seen` (UTC microseconds), looks at a workspace, and when the visit before ended. Not an
    /// act: nothing is logged, and a page is drawn even when this cannot be kept.
    pub async fn note_visit(&self, actor: &Actor, seen: Option<i64>) {
        let Some(user) = actor.user else { return };
        let now = self.now();
        if seen.is_some_and(|seen| now - seen < TOUCH_US) {
            return;
        }
        let (store, workspace) = (self.store.clone(), actor.workspace);
        noted(async move {
            let tx = store.begin().await?;
            tx.touch_member(workspace, user, now, AWAY_US).await?;
            tx.commit().await
        })
        .await;
    }

    /// What every page of the actor's workspace stands in; none when the workspace is gone.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn come_into(&self, actor: &Actor) -> Result<Option<Entered>, Refusal> {
        actor.may(Act::Read)?;
        let Some(Entrance { workspace, setting, wanting }) = self.reader(actor).entrance(MASKING).await? else { return Ok(None) };
        Ok(Some(Entered { workspace, masks: setting.as_deref() != Some(SHOWN), wanting }))
    }

    /// Who an API token belongs to; none when it was taken back, or its maker is no longer a member.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signed_token(&self, secret: &str) -> Result<Option<SignedToken>, Refusal> {
        let Some(token) = self.store.token(&token_hash(secret)).await? else { return Ok(None) };
        let Some(user) = self.store.user(token.user_id).await?.filter(|user| user.disabled_at.is_none()) else { return Ok(None) };
        let memberships = self.store.memberships(user.id).await?;
        let Some(membership) = memberships.iter().find(|membership| membership.workspace_id == token.workspace_id) else {
            return Ok(None);
        };
        let now = self.now();
        if token.used_at.is_none_or(|used| now - used >= TOUCH_US) {
            let (store, token) = (self.store.clone(), token.id);
            noted(async move {
                let tx = store.begin().await?;
                tx.touch_token(token, now).await?;
                tx.commit().await
            })
            .await;
        }
        let means = if token.scopes.split(',').any(|scope| scope == "write") { Means::WriteToken } else { Means::ReadToken };
        let hats: Vec<Hat> = membership.hats();
        let actor = Actor { user: Some(user.id), name: user.name, workspace: token.workspace_id, hats, means };
        Ok(Some(SignedToken { token, actor }))
    }
}

/// Waits a little for what merely notes that somebody was here. A full disk or a database that another program holds must not keep a
/// reader from reading, so a failure is logged and no more; what takes longer is done behind the answer.
async fn noted(note: impl Future<Output = Result<(), StoreError>> + Send + 'static) {
    let noting = tokio::spawn(async move {
        if let Err(error) = note.await {
            tracing::warn!(error = ?error, "that somebody was here could not be noted");
        }
    });
    if tokio::time::timeout(NOTE_TIME_MAX, noting).await.is_err() {
        tracing::debug!("that somebody was here is noted late");
    }
}
