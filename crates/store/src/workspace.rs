//! Workspaces, their members and settings.

use domain::Hat;
use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, Store, StoreError, Tx, access::User, connection::Engine, delivery_list::WANTING, row};

/// A brand's or client's whole world; nothing crosses it.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Workspace {
    /// Its id, which its addresses carry.
    pub id: Id<Workspace>,
    /// The name in the rail.
    pub name: String,
    /// One of the colours of the style sheet, by name.
    pub colour: String,
    /// The language new members start in.
    pub language: String,
    /// The IANA zone of days and digests.
    pub time_zone: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

/// What every page of a workspace wants to know, by one question.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// The workspace.
    pub workspace: Workspace,
    /// What one setting says, if it was ever said.
    pub setting: Option<String>,
    /// How many deliveries do nothing more until a person does something.
    pub wanting: i64,
}

impl FromQueryResult for Entrance {
    fn from_query_result(row: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        let workspace = Workspace::from_query_result(row, prefix)?;
        Ok(Self { workspace, setting: row.try_get(prefix, "setting")?, wanting: row.try_get(prefix, "wanting")? })
    }
}

/// A user as a member of one workspace.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Member {
    /// The user.
    pub user_id: Id<User>,
    /// The user's name.
    pub name: String,
    /// The user's mail address.
    pub email: String,
    /// Names of hats, joined by commas.
    pub hats: String,
    /// When the user joined, UTC microseconds.
    pub joined_at: i64,
    /// The last page drawn for the user, UTC microseconds.
    pub seen_at: Option<i64>,
    /// The end of the visit before this one, UTC microseconds.
    pub left_at: Option<i64>,
    /// When the account was closed, UTC microseconds.
    pub disabled_at: Option<i64>,
}

impl Member {
    /// The hats worn.
    #[must_use]
    pub fn hats(&self) -> Vec<Hat> {
        read_hats(&self.hats)
    }
}

/// A workspace as one of its members sees it in the switch.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Membership {
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: String,
    /// Names of hats, joined by commas.
    pub hats: String,
    /// The end of the visit before this one, UTC microseconds.
    pub left_at: Option<i64>,
    /// The last page drawn, UTC microseconds.
    pub seen_at: Option<i64>,
}

impl Membership {
    /// The hats worn in it.
    #[must_use]
    pub fn hats(&self) -> Vec<Hat> {
        read_hats(&self.hats)
    }
}

pub(crate) fn read_hats(stored: &str) -> Vec<Hat> {
    stored.split(',').filter_map(Hat::from_name).collect()
}

pub(crate) fn write_hats(hats: &[Hat]) -> String {
    let names: Vec<&str> = hats.iter().map(|hat| hat.name()).collect();
    names.join(",")
}

const MEMBERS: &str = "SELECT m.user_id, u.name, u.email, m.hats, m.joined_at, m.seen_at, m.left_at, u.disabled_at \
                       FROM members m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1";

impl Store {
    /// The workspaces of a user, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn memberships(&self, user: Id<User>) -> Result<Vec<Membership>, StoreError> {
        let sql = "SELECT m.workspace_id, w.name, w.colour, m.hats, m.left_at, m.seen_at FROM members m \
                   JOIN workspaces w ON w.id = m.workspace_id WHERE m.user_id = $1 ORDER BY w.name, w.id";
        row::all(self.readers(), sql, vec![user.into()]).await
    }

    /// All workspaces, for the worker and the command line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn workspaces(&self) -> Result<Vec<Workspace>, StoreError> {
        row::all(self.readers(), "SELECT * FROM workspaces ORDER BY id", vec![]).await
    }
}

impl Reader {
    /// The workspace itself.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn workspace(&self) -> Result<Option<Workspace>, StoreError> {
        row::one(&self.connection, "SELECT * FROM workspaces WHERE id = $1", vec![self.workspace.into()]).await
    }

    /// The workspace with a setting and what wants somebody.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn entrance(&self, setting: &str) -> Result<Option<Entrance>, StoreError> {
        let sql = format!(
            "SELECT w.*, (SELECT value FROM settings WHERE workspace_id = $1 AND name = $2) AS setting, {WANTING} AS wanting \
             FROM workspaces w WHERE w.id = $1"
        );
        row::one(&self.connection, &sql, vec![self.workspace.into(), setting.into()]).await
    }

    /// Everyone who belongs to it, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        row::all(&self.connection, &format!("{MEMBERS} ORDER BY u.name, u.id"), vec![self.workspace.into()]).await
    }

    /// One member.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn member(&self, user: Id<User>) -> Result<Option<Member>, StoreError> {
        row::one(&self.connection, &format!("{MEMBERS} AND m.user_id = $2"), vec![self.workspace.into(), user.into()]).await
    }

    /// A setting, as the verb that keeps it wrote it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM settings WHERE workspace_id = $1 AND name = $2";
        let setting: Option<Setting> = row::one(&self.connection, sql, vec![self.workspace.into(), name.into()]).await?;
        Ok(setting.map(|setting| setting.value))
    }
}

#[derive(FromQueryResult)]
struct Setting {
    value: String,
}

impl Tx {
    /// Makes a workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_workspace(
        &self,
        name: &str,
        colour: &str,
        language: &str,
        time_zone: &str,
        now: i64,
    ) -> Result<Id<Workspace>, StoreError> {
        let sql =
            "INSERT INTO workspaces (name, colour, language, time_zone, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
        row::insert(self.connection(), sql, vec![name.into(), colour.into(), language.into(), time_zone.into(), now.into()])
            .await
            .map(Id::new)
    }

    /// Changes what a workspace is called and how it looks.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_workspace(&self, workspace: &Workspace) -> Result<(), StoreError> {
        let sql = "UPDATE workspaces SET name = $2, colour = $3, language = $4, time_zone = $5 WHERE id = $1";
        let Workspace { id, name, colour, language, time_zone, .. } = workspace.clone();
        row::run(self.connection(), sql, vec![id.into(), name.into(), colour.into(), language.into(), time_zone.into()]).await?;
        Ok(())
    }

    /// Makes a user a member with these hats, or changes the hats of a member.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_member(&self, workspace: Id<Workspace>, user: Id<User>, hats: &[Hat], now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO members (workspace_id, user_id, hats, joined_at) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (workspace_id, user_id) DO UPDATE SET hats = excluded.hats";
        row::run(self.connection(), sql, vec![workspace.into(), user.into(), write_hats(hats).into(), now.into()]).await?;
        Ok(())
    }

    /// Ends a membership. False when there was none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_member(&self, workspace: Id<Workspace>, user: Id<User>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM members WHERE workspace_id = $1 AND user_id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), user.into()]).await? > 0)
    }

    /// How many members with an open account wear the owner's hat, leaving one user out.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn owners_besides(&self, workspace: Id<Workspace>, user: Id<User>) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM members m JOIN users u ON u.id = m.user_id \
                   WHERE m.workspace_id = $1 AND m.user_id <> $2 AND m.hats LIKE '%owner%' AND u.disabled_at IS NULL";
        row::number(self.connection(), sql, vec![workspace.into(), user.into()]).await
    }

    /// Lets one verb at a time change the team of a workspace, so that two owners who demote each other at once do not leave none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lock_team(&self, workspace: Id<Workspace>) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            let sql = "SELECT pg_advisory_xact_lock(7305804, CAST($1 AS INTEGER))";
            row::run(self.connection(), sql, vec![workspace.into()]).await?;
        }
        Ok(())
    }

    /// Notes that a member is here; after `away_us` without a page, what was the last page becomes the end of the visit before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_member(&self, workspace: Id<Workspace>, user: Id<User>, now: i64, away_us: i64) -> Result<(), StoreError> {
        let sql = "UPDATE members SET left_at = CASE WHEN seen_at IS NULL OR seen_at < $3 - $4 THEN seen_at ELSE left_at END, seen_at = $3 \
                   WHERE workspace_id = $1 AND user_id = $2";
        row::run(self.connection(), sql, vec![workspace.into(), user.into(), now.into(), away_us.into()]).await?;
        Ok(())
    }

    /// Takes a setting away.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_setting(&self, workspace: Id<Workspace>, name: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM settings WHERE workspace_id = $1 AND name = $2";
        row::run(self.connection(), sql, vec![workspace.into(), name.into()]).await?;
        Ok(())
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_setting(&self, workspace: Id<Workspace>, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO settings (workspace_id, name, value) VALUES ($1, $2, $3) \
                   ON CONFLICT (workspace_id, name) DO UPDATE SET value = excluded.value";
        row::run(self.connection(), sql, vec![workspace.into(), name.into(), value.into()]).await?;
        Ok(())
    }

    /// A setting, kept to this transaction until it ends: another one that asks for the same waits, and then sees what this one did.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hold_setting(&self, workspace: Id<Workspace>, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "UPDATE settings SET value = value WHERE workspace_id = $1 AND name = $2 RETURNING value";
        let setting: Option<Setting> = row::one(self.connection(), sql, vec![workspace.into(), name.into()]).await?;
        Ok(setting.map(|setting| setting.value))
    }
}
