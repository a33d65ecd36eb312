//! Topics: named standing queries, with every text they ever had.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, Store, StoreError, Tx, access::User, row, workspace::Workspace};

/// A named standing query.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Topic {
    /// Its id.
    pub id: Id<Topic>,
    /// The workspace it listens for.
    pub workspace_id: Id<Workspace>,
    /// Its name, unique in the workspace.
    pub name: String,
    /// `own_brand`, `product`, `competitor`, `theme` or `person`.
    pub kind: String,
    /// The query, as written.
    pub query: String,
    /// The form it was made with, JSON; none when it was written by hand.
    pub form: Option<String>,
    /// 1, and one more for each change.
    pub version: i64,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When its query was last changed, UTC microseconds.
    pub changed_at: i64,
    /// When it stopped listening, UTC microseconds.
    pub archived_at: Option<i64>,
}

/// A text that a topic had.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct TopicVersion {
    /// 1 for the first.
    pub version: i64,
    /// The query.
    pub query: String,
    /// Who wrote it.
    pub user_id: Option<Id<User>>,
    /// Their name.
    pub name: Option<String>,
    /// When, UTC microseconds.
    pub at: i64,
    /// The form it was made with, JSON; none when it was written by hand.
    pub form: Option<String>,
    /// Why, in the writer's words; may be empty.
    pub reason: String,
    /// The number of the earlier text that this one takes up again.
    pub restores: Option<i64>,
}

/// A new text of a topic, beside the topic that has it.
#[derive(Clone, Copy, Debug)]
pub struct NewText<'a> {
    /// Who wrote it.
    pub by: Option<Id<User>>,
    /// When, UTC microseconds.
    pub at: i64,
    /// Why; may be empty.
    pub reason: &'a str,
    /// The number of the earlier text that it takes up again.
    pub restores: Option<i64>,
}

const VERSION: &str = "SELECT v.version, v.query, v.user_id, u.name, v.at, v.form, v.reason, v.restores FROM topic_versions v \
                       JOIN topics t ON t.id = v.topic_id LEFT JOIN users u ON u.id = v.user_id";
const TOPIC: &str = "SELECT id, workspace_id, name, kind, query, form, version, created_at, changed_at, archived_at FROM topics";

impl Store {
    /// Every topic that listens, of all workspaces: what the worker holds in memory.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listening_topics(&self) -> Result<Vec<Topic>, StoreError> {
        row::all(self.readers(), &format!("{TOPIC} WHERE archived_at IS NULL ORDER BY id"), vec![]).await
    }
}

impl Reader {
    /// The workspace's topics: those that listen, own brand first, then by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topics(&self) -> Result<Vec<Topic>, StoreError> {
        let sql = format!(
            "{TOPIC} WHERE workspace_id = $1 AND archived_at IS NULL ORDER BY CASE kind WHEN 'own_brand' THEN 0 WHEN 'product' THEN 1 \
             WHEN 'competitor' THEN 2 ELSE 3 END, name, id"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// The topics that listen no more, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn archived_topics(&self) -> Result<Vec<Topic>, StoreError> {
        let sql = format!("{TOPIC} WHERE workspace_id = $1 AND archived_at IS NOT NULL ORDER BY name, id");
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// A topic, archived or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topic(&self, id: Id<Topic>) -> Result<Option<Topic>, StoreError> {
        row::one(
            &self.connection,
            &format!("{TOPIC} WHERE workspace_id = $1 AND id = $2"),
            vec![self.workspace.into(), id.into()],
        )
        .await
    }

    /// The texts of a topic, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topic_versions(&self, id: Id<Topic>) -> Result<Vec<TopicVersion>, StoreError> {
        let sql = format!("{VERSION} WHERE t.workspace_id = $1 AND t.id = $2 ORDER BY v.version DESC");
        row::all(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }
}

impl Tx {
    /// Adds a topic with its first text. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the name is.
    pub async fn add_topic(&self, topic: &Topic, by: Option<Id<User>>) -> Result<Id<Topic>, StoreError> {
        let sql = "INSERT INTO topics (workspace_id, name, kind, query, form, version, created_at, changed_at) \
                   VALUES ($1, $2, $3, $4, $5, 1, $6, $6) RETURNING id";
        let t = topic.clone();
        let values =
            vec![t.workspace_id.into(), t.name.into(), t.kind.into(), t.query.into(), t.form.into(), t.created_at.into()];
        let id = Id::new(row::insert(self.connection(), sql, values).await?);
        let text = NewText { by, at: topic.created_at, reason: "", restores: None };
        self.add_topic_version(&Topic { id, version: 1, ..topic.clone() }, text).await?;
        Ok(id)
    }

    /// Saves a topic, and with a new text its version.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the name is.
    pub async fn save_topic(&self, topic: &Topic, text: Option<NewText<'_>>) -> Result<(), StoreError> {
        let sql = "UPDATE topics SET name = $2, kind = $3, query = $4, form = $5, version = $6, changed_at = $7, archived_at = $8 WHERE id = $1";
        let t = topic.clone();
        let values = vec![
            t.id.into(),
            t.name.into(),
            t.kind.into(),
            t.query.into(),
            t.form.into(),
            t.version.into(),
            t.changed_at.into(),
            t.archived_at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        match text {
            Some(text) => self.add_topic_version(topic, text).await,
            None => Ok(()),
        }
    }

    async fn add_topic_version(&self, topic: &Topic, text: NewText<'_>) -> Result<(), StoreError> {
        let sql = "INSERT INTO topic_versions (topic_id, version, query, form, user_id, at, reason, restores) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let t = topic.clone();
        let by: Option<i64> = text.by.map(Id::get);
        let values = vec![
            t.id.into(),
            t.version.into(),
            t.query.into(),
            t.form.into(),
            by.into(),
            text.at.into(),
            text.reason.into(),
            text.restores.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Finds a text of a topic inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn topic_version(
        &self,
        workspace: Id<Workspace>,
        id: Id<Topic>,
        version: i64,
    ) -> Result<Option<TopicVersion>, StoreError> {
        let sql = format!("{VERSION} WHERE t.workspace_id = $1 AND t.id = $2 AND v.version = $3");
        row::one(self.connection(), &sql, vec![workspace.into(), id.into(), version.into()]).await
    }

    /// The workspace's topics that listen, inside the transaction, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn topics(&self, workspace: Id<Workspace>) -> Result<Vec<Topic>, StoreError> {
        let sql = format!("{TOPIC} WHERE workspace_id = $1 AND archived_at IS NULL ORDER BY id");
        row::all(self.connection(), &sql, vec![workspace.into()]).await
    }

    /// Finds a topic inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn topic(&self, workspace: Id<Workspace>, id: Id<Topic>) -> Result<Option<Topic>, StoreError> {
        row::one(self.connection(), &format!("{TOPIC} WHERE workspace_id = $1 AND id = $2"), vec![workspace.into(), id.into()])
            .await
    }

    /// Removes a topic with its mentions and figures. Documents that no other topic caught are caught no more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_topic(&self, workspace: Id<Workspace>, id: Id<Topic>) -> Result<bool, StoreError> {
        let c = self.connection();
        let alone = "SELECT m.document_id FROM mentions m WHERE m.workspace_id = $1 AND m.topic_id = $2 AND NOT EXISTS \
                     (SELECT 1 FROM mentions o WHERE o.document_id = m.document_id AND o.topic_id <> m.topic_id)";
        let values = || vec![workspace.into(), id.into()];
        let change = |sign: &str, documents: &str| {
            format!(
                "UPDATE rollups SET mentions = mentions - gone.n, stories = stories {sign} gone.leading FROM (\
                   SELECT published_at / 3600000000 AS hour, kind, language, SUM(CASE WHEN caught THEN 0 ELSE 1 END) AS n, \
                          SUM(CASE WHEN leads THEN 1 ELSE 0 END) AS leading \
                   FROM documents WHERE id IN ({documents}) GROUP BY published_at / 3600000000, kind, language) AS gone \
                 WHERE rollups.workspace_id = $1 AND rollups.topic_id = 0 AND rollups.hour = gone.hour AND rollups.kind = gone.kind \
                   AND rollups.language = gone.language AND rollups.sentiment = ''"
            )
        };
        row::run(c, &format!("UPDATE documents SET caught = FALSE WHERE id IN ({alone})"), values()).await?;
        row::run(c, &change("-", alone), values()).await?;
        // A story whose first mention goes is led by the next one.
        let next = format!(
            "SELECT MIN(d.id) AS id FROM documents d LEFT JOIN copies c ON c.document_id = d.id WHERE d.caught AND COALESCE(c.story_id, d.id) IN (\
               SELECT COALESCE(l.story_id, g.id) FROM documents g LEFT JOIN copies l ON l.document_id = g.id WHERE g.leads AND g.id IN ({alone})) \
             GROUP BY COALESCE(c.story_id, d.id)"
        );
        let next: Vec<Next> = row::all(c, &next, values()).await?;
        let next = row::ids(&next.into_iter().map(|next| next.id).collect::<Vec<_>>());
        row::run(c, &format!("UPDATE documents SET leads = FALSE WHERE leads AND id IN ({alone})"), values()).await?;
        let among = self.engine.numbers(1);
        row::run(c, &format!("UPDATE documents SET leads = TRUE WHERE id IN ({among})"), vec![next.clone()]).await?;
        let among = self.engine.numbers(2);
        row::run(c, &change("+", &among), vec![workspace.into(), next]).await?;
        row::run(c, "DELETE FROM rollups WHERE workspace_id = $1 AND topic_id = 0 AND mentions = 0", vec![workspace.into()])
            .await?;
        row::run(c, "DELETE FROM rollups WHERE workspace_id = $1 AND topic_id = $2", values()).await?;
        self.sum_rollups_without(workspace, id).await?;
        row::run(c, "DELETE FROM mentions WHERE workspace_id = $1 AND topic_id = $2", values()).await?;
        Ok(row::run(c, "DELETE FROM topics WHERE workspace_id = $1 AND id = $2", values()).await? > 0)
    }
}

/// The document that leads a story next.
#[derive(FromQueryResult)]
struct Next {
    id: Id<crate::document::Document>,
}
