//! Campaigns, short links of ours, and how often they were followed: sums by day, nothing of a visit itself.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, Store, StoreError, Tx, access::User, channel::Channel, row, workspace::Workspace};

/// Posts, links and activities with one purpose.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Campaign {
    /// Its id.
    pub id: Id<Campaign>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// What it is called.
    pub name: String,
    /// Its first day, `2026-11-27`; empty when it has none.
    pub starts_on: String,
    /// Its last day.
    pub ends_on: String,
    /// What is added to its links: templates by the names of the parameters, JSON.
    pub rules: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

/// A short address of ours.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Link {
    /// Its id.
    pub id: Id<Link>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// What stands in the address.
    pub slug: String,
    /// Where it leads.
    pub target: String,
    /// What the team calls it; may be empty.
    pub name: String,
    /// What it is for.
    pub campaign_id: Option<Id<Campaign>>,
    /// Who made it.
    pub created_by: Option<Id<User>>,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// Since when it leads nowhere, UTC microseconds.
    pub off_at: Option<i64>,
}

/// A link and how often it was followed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Followed {
    /// Its id.
    pub id: Id<Link>,
    /// What stands in the address.
    pub slug: String,
    /// Where it leads.
    pub target: String,
    /// What the team calls it.
    pub name: String,
    /// What it is for.
    pub campaign_id: Option<Id<Campaign>>,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// Since when it leads nowhere, UTC microseconds.
    pub off_at: Option<i64>,
    /// Visits of people.
    pub humans: i64,
    /// Visits of programs.
    pub robots: i64,
}

/// How often a link was followed on a day.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LinkDay {
    /// The day, UTC: `2026-11-27`.
    pub day: String,
    /// Visits of people.
    pub humans: i64,
    /// Visits of programs.
    pub robots: i64,
}

const LINK: &str = "SELECT id, workspace_id, slug, target, name, campaign_id, created_by, created_at, off_at FROM links";
const CAMPAIGN: &str = "SELECT id, workspace_id, name, starts_on, ends_on, rules, created_at FROM campaigns";

impl Store {
    /// The link of a short address, whichever workspace it belongs to: whoever follows it knows none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_of(&self, slug: &str) -> Result<Option<Link>, StoreError> {
        row::one(self.readers(), &format!("{LINK} WHERE slug = $1"), vec![slug.into()]).await
    }
}

impl Reader {
    /// The links of the workspace with their sums, newest first; of one campaign when that is named.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn links(
        &self,
        campaign: Option<Id<Campaign>>,
        before: Option<Id<Link>>,
        limit: u32,
    ) -> Result<Vec<Followed>, StoreError> {
        let sql = "SELECT l.id, l.slug, l.target, l.name, l.campaign_id, l.created_at, l.off_at, \
                   CAST(COALESCE((SELECT SUM(d.humans) FROM link_days d WHERE d.link_id = l.id), 0) AS BIGINT) AS humans, \
                   CAST(COALESCE((SELECT SUM(d.robots) FROM link_days d WHERE d.link_id = l.id), 0) AS BIGINT) AS robots \
                   FROM links l WHERE l.workspace_id = $1 AND ($2 = 0 OR l.campaign_id = $2) AND l.id < $3 ORDER BY l.id DESC LIMIT $4";
        let values = vec![
            self.workspace.into(),
            campaign.map_or(0, Id::get).into(),
            before.map_or(i64::MAX, Id::get).into(),
            i64::from(limit).into(),
        ];
        row::all(&self.connection, sql, values).await
    }

    /// A link.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link(&self, id: Id<Link>) -> Result<Option<Link>, StoreError> {
        row::one(&self.connection, &format!("{LINK} WHERE workspace_id = $1 AND id = $2"), vec![self.workspace.into(), id.into()])
            .await
    }

    /// How often a link was followed, by day, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_days(&self, id: Id<Link>) -> Result<Vec<LinkDay>, StoreError> {
        let sql = "SELECT d.day, d.humans, d.robots FROM link_days d JOIN links l ON l.id = d.link_id \
                   WHERE l.workspace_id = $1 AND d.link_id = $2 ORDER BY d.day";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The campaigns of the workspace, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn campaigns(&self) -> Result<Vec<Campaign>, StoreError> {
        row::all(&self.connection, &format!("{CAMPAIGN} WHERE workspace_id = $1 ORDER BY id DESC"), vec![self.workspace.into()])
            .await
    }

    /// What is added to the links of a channel: templates by the names of the parameters, JSON; nothing where it has no rules of its own.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channel_rules(&self, channel: Id<Channel>) -> Result<Option<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Kept {
            rules: String,
        }
        let sql = "SELECT r.rules FROM channel_rules r JOIN channels c ON c.id = r.channel_id WHERE c.workspace_id = $1 AND r.channel_id = $2";
        let kept: Option<Kept> = row::one(&self.connection, sql, vec![self.workspace.into(), channel.into()]).await?;
        Ok(kept.map(|kept| kept.rules))
    }

    /// A campaign.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn campaign(&self, id: Id<Campaign>) -> Result<Option<Campaign>, StoreError> {
        let sql = format!("{CAMPAIGN} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }
}

impl Tx {
    /// Makes a campaign. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the workspace has one of that name.
    pub async fn add_campaign(&self, campaign: &Campaign) -> Result<Id<Campaign>, StoreError> {
        let sql = "INSERT INTO campaigns (workspace_id, name, starts_on, ends_on, rules, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
        let c = campaign.clone();
        let values =
            vec![c.workspace_id.into(), c.name.into(), c.starts_on.into(), c.ends_on.into(), c.rules.into(), c.created_at.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes a campaign.
    ///
    /// # Errors
    /// As [`Tx::add_campaign`].
    pub async fn save_campaign(&self, campaign: &Campaign) -> Result<(), StoreError> {
        let sql = "UPDATE campaigns SET name = $3, starts_on = $4, ends_on = $5, rules = $6 WHERE workspace_id = $1 AND id = $2";
        let c = campaign.clone();
        let values =
            vec![c.workspace_id.into(), c.id.into(), c.name.into(), c.starts_on.into(), c.ends_on.into(), c.rules.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Writes down what is added to the links of a channel.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_channel_rules(&self, channel: Id<Channel>, rules: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO channel_rules (channel_id, rules) VALUES ($1, $2) ON CONFLICT (channel_id) DO UPDATE SET rules = excluded.rules";
        row::run(self.connection(), sql, vec![channel.into(), rules.into()]).await?;
        Ok(())
    }

    /// Makes a link. The id is ignored. What stands in its address is never given again, also when the link is long gone.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when it was ever given before.
    pub async fn add_link(&self, link: &Link) -> Result<Id<Link>, StoreError> {
        let l = link.clone();
        row::run(self.connection(), "INSERT INTO slugs (slug) VALUES ($1)", vec![l.slug.clone().into()]).await?;
        let sql = "INSERT INTO links (workspace_id, slug, target, name, campaign_id, created_by, created_at, off_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
        let values = vec![
            l.workspace_id.into(),
            l.slug.into(),
            l.target.into(),
            l.name.into(),
            l.campaign_id.map(Id::get).into(),
            l.created_by.map(Id::get).into(),
            l.created_at.into(),
            l.off_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Switches a link off from a moment on, or on again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn switch_link(&self, workspace: Id<Workspace>, id: Id<Link>, off_at: Option<i64>) -> Result<(), StoreError> {
        let sql = "UPDATE links SET off_at = $3 WHERE workspace_id = $1 AND id = $2";
        row::run(self.connection(), sql, vec![workspace.into(), id.into(), off_at.into()]).await?;
        Ok(())
    }

    /// Counts one visit.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_visit(&self, id: Id<Link>, day: &str, is_human: bool) -> Result<(), StoreError> {
        let sql = "INSERT INTO link_days (link_id, day, humans, robots) VALUES ($1, $2, $3, $4) ON CONFLICT (link_id, day) DO UPDATE SET \
                   humans = link_days.humans + excluded.humans, robots = link_days.robots + excluded.robots";
        let values = vec![id.into(), day.into(), i64::from(is_human).into(), i64::from(!is_human).into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }
}
