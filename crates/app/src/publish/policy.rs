//! What a workspace asks of everything that leaves, and the switch that holds everything.

use domain::{hat::Act, post::Policy};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Id, workspace::Workspace};

use crate::{Actor, App, Refusal};

const POLICY_SETTING: &str = "publishing";
const HOLD_SETTING: &str = "publishing_held";
/// The longest lateness that a workspace may let pass, minutes: a day.
pub const LATE_MINUTES_MAX: u32 = 24 * 60;

/// What a workspace asks of everything that leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublishingPolicy {
    /// What has been due for longer is held and asks, minutes.
    pub late_minutes: u32,
    /// What is asked of what is said.
    pub content: Policy,
}

impl Default for PublishingPolicy {
    fn default() -> Self {
        Self { late_minutes: 15, content: Policy::default() }
    }
}

/// Who holds everything, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBy {
    /// The name of who threw the switch.
    pub name: String,
    /// Since, UTC microseconds.
    pub at: i64,
}

impl App {
    /// What the workspace asks of everything that leaves.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publishing_policy(&self, workspace: Id<Workspace>) -> Result<PublishingPolicy, Refusal> {
        let kept = self.store.reader(workspace).setting(POLICY_SETTING).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Changes what the workspace asks of everything that leaves.
    ///
    /// # Errors
    /// When the hats do not allow it, or so much lateness is not allowed.
    pub async fn set_publishing_policy(&self, actor: &Actor, policy: PublishingPolicy) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        if policy.late_minutes > LATE_MINUTES_MAX {
            return Err(Refusal::Invalid { field: "late_minutes", why: "too_long" });
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        let detail = json!(policy);
        tx.put_setting(actor.workspace, POLICY_SETTING, &detail.to_string()).await?;
        tx.record(&actor.event("publishing.policy_set", "workspace", None, &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Who holds everything, if anybody does.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn held_by(&self, workspace: Id<Workspace>) -> Result<Option<HeldBy>, Refusal> {
        let kept = self.store.reader(workspace).setting(HOLD_SETTING).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }

    /// Throws the crisis switch: from now on nothing leaves that nobody releases by hand. Thrown back, what was not yet due goes on as
    /// planned; what was held meanwhile stays held until somebody releases or drops it.
    ///
    /// # Errors
    /// When the hats do not allow it.
    pub async fn hold_publishing(&self, actor: &Actor, hold: bool) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        if hold {
            let held = json!(HeldBy { name: actor.name.clone(), at: now });
            tx.put_setting(actor.workspace, HOLD_SETTING, &held.to_string()).await?;
        } else {
            tx.remove_setting(actor.workspace, HOLD_SETTING).await?;
        }
        let verb = if hold { "publishing.held" } else { "publishing.resumed" };
        tx.record(&actor.event(verb, "workspace", None, &json!({}), now)).await?;
        Ok(tx.commit().await?)
    }
}
