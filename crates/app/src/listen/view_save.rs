//! Saved views: a filter of the stream under a name that the whole workspace sees.

use domain::hat::Act;
use jiff::tz::TimeZone;
use serde_json::json;
use store::{Id, view::View};

use crate::{Actor, App, Noun, Refusal, listen::filter::MentionFilter};

/// The longest name of a view, in characters.
pub const VIEW_NAME_CHARACTERS_MAX: usize = 80;
/// The longest filter, in bytes of its address.
pub const VIEW_FILTER_BYTES_MAX: usize = 16_000;

impl App {
    /// Saves a filter under a name. `filter` is the query part of an address of the stream.
    ///
    /// # Errors
    /// When the hats do not allow it, the name is empty, too long or taken, or the filter cannot be read
    /// or its words not be asked.
    pub async fn save_view(&self, actor: &Actor, name: &str, filter: &str) -> Result<Id<View>, Refusal> {
        actor.may(Act::Personal)?;
        let user_id = actor.person()?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Refusal::Invalid { field: "name", why: "empty" });
        }
        if name.chars().count() > VIEW_NAME_CHARACTERS_MAX {
            return Err(Refusal::Invalid { field: "name", why: "too_long" });
        }
        if filter.len() > VIEW_FILTER_BYTES_MAX {
            return Err(Refusal::Invalid { field: "filter", why: "too_long" });
        }
        let read = MentionFilter::strict(filter, &TimeZone::UTC)?;
        let now = self.now();
        let view = View {
            id: Id::new(0),
            workspace_id: actor.workspace,
            user_id,
            name: name.clone(),
            filter: read.to_address(),
            created_at: now,
        };
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let id = tx.add_view(&view).await.map_err(Refusal::taken(Noun::View))?;
        tx.record(&actor.event("view.saved", "view", Some(id.get()), &json!({ "name": name, "filter": view.filter }), now))
            .await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Removes a view and the alerts on it.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such view.
    pub async fn remove_view(&self, actor: &Actor, id: Id<View>) -> Result<(), Refusal> {
        actor.may(Act::Personal)?;
        let now = self.now();
        let view = self.reader(actor).view(id).await?.ok_or(Refusal::NoSuch(Noun::View))?;
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        if !tx.remove_view(actor.workspace, id).await? {
            return Err(Refusal::NoSuch(Noun::View));
        }
        tx.record(&actor.event("view.removed", "view", Some(id.get()), &json!({ "name": view.name }), now)).await?;
        Ok(tx.commit().await?)
    }
}
