//! Campaigns and short links of ours: made, followed, counted, switched off.

use std::collections::BTreeMap;

use domain::{
    click::{Visit, Visitor},
    hat::Act,
    utm::{Rules, Values},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::json;
use store::{
    Id,
    link::{Campaign, Link},
};
use url::Url;

use super::link_rules::{kept_rules, rules_of};
use crate::{Actor, App, Noun, Refusal, vault::random};

/// The longest address that a link leads to, bytes: what browsers and networks still take.
pub const TARGET_BYTES_MAX: usize = 2_000;
/// The longest name of a campaign or a link, characters.
pub const NAME_CHARS_MAX: usize = 120;
/// What a person may choose for the address, characters.
pub const SLUG_CHARS: std::ops::RangeInclusive<usize> = 3..=40;
/// The letters of an address that nobody chose: none that is taken for another, no vowel, so that no word comes of it.
const SLUG_LETTERS: &[u8; 28] = b"bcdfghjkmnpqrstvwxyz23456789";
/// How many of them: some 13 thousand million addresses.
const SLUG_LENGTH: usize = 7;
/// How often another address is tried when one was given before.
const SLUG_TRIES: usize = 5;
/// The parameters that a rule can add, by their names in forms and in the database.
pub const PARAMETERS: [&str; 5] = ["source", "medium", "campaign", "term", "content"];

/// A campaign as a form gives it.
#[derive(Clone, Debug, Default)]
pub struct CampaignForm {
    /// What it is called.
    pub name: String,
    /// Its first day, `2026-11-27`; may be empty.
    pub starts_on: String,
    /// Its last day; may be empty.
    pub ends_on: String,
    /// Templates by the names of [`PARAMETERS`]; empty ones add nothing.
    pub rules: BTreeMap<String, String>,
}

impl CampaignForm {
    /// What a campaign begins with: where, that it is social, and its name.
    #[must_use]
    pub fn fresh() -> Self {
        let rules = [("source", "{network}"), ("medium", "social"), ("campaign", "{campaign}")];
        let rules = rules.into_iter().map(|(name, template)| (name.to_owned(), template.to_owned())).collect();
        Self { rules, ..Self::default() }
    }

    /// What is kept of a campaign.
    #[must_use]
    pub fn of(campaign: &Campaign) -> Self {
        Self {
            name: campaign.name.clone(),
            starts_on: campaign.starts_on.clone(),
            ends_on: campaign.ends_on.clone(),
            rules: serde_json::from_str(&campaign.rules).unwrap_or_default(),
        }
    }

    /// Whether it can be kept.
    fn check(&self) -> Result<Rules, Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::Invalid { field: "name", why: "empty" });
        }
        if self.name.chars().count() > NAME_CHARS_MAX {
            return Err(Refusal::Invalid { field: "name", why: "too_long" });
        }
        let day = |said: &str, field| match said.parse::<Date>() {
            Ok(day) => Ok(Some(day)),
            Err(_) if said.is_empty() => Ok(None),
            Err(_) => Err(Refusal::Invalid { field, why: "not_a_day" }),
        };
        let (starts, ends) = (day(&self.starts_on, "starts_on")?, day(&self.ends_on, "ends_on")?);
        if let (Some(starts), Some(ends)) = (starts, ends)
            && ends < starts
        {
            return Err(Refusal::Invalid { field: "ends_on", why: "before_start" });
        }
        rules_of(&self.rules)
    }
}

/// A link as a form gives it.
#[derive(Clone, Debug, Default)]
pub struct LinkForm {
    /// Where it leads.
    pub target: String,
    /// What stands in the address; empty for one of our making.
    pub slug: String,
    /// What the team calls it; may be empty.
    pub name: String,
    /// What it is for.
    pub campaign: Option<Id<Campaign>>,
    /// Where it will be published: fills the holes of the campaign's rules.
    pub channel: Option<Id<store::channel::Channel>>,
}

impl App {
    /// Makes a campaign.
    ///
    /// # Errors
    /// When the hats do not allow it, or a field is not what it should be, or the name is taken.
    pub async fn add_campaign(&self, actor: &Actor, form: &CampaignForm) -> Result<Id<Campaign>, Refusal> {
        actor.may(Act::Publish)?;
        form.check()?;
        let now = self.now();
        let campaign = campaign_of(actor, Id::new(0), form, now);
        let tx = self.store.begin().await?;
        let id = tx.add_campaign(&campaign).await.map_err(taken(Noun::Campaign))?;
        tx.record(&actor.event("campaign.added", "campaign", Some(id.get()), &json!({ "name": campaign.name }), now)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a campaign. Links that were made keep the address to which they lead.
    ///
    /// # Errors
    /// As [`App::add_campaign`], and when there is none.
    pub async fn change_campaign(&self, actor: &Actor, id: Id<Campaign>, form: &CampaignForm) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let kept = self.reader(actor).campaign(id).await?.ok_or(Refusal::NoSuch(Noun::Campaign))?;
        form.check()?;
        let campaign = campaign_of(actor, id, form, kept.created_at);
        let tx = self.store.begin().await?;
        tx.save_campaign(&campaign).await.map_err(taken(Noun::Campaign))?;
        let detail = json!({ "name": campaign.name });
        tx.record(&actor.event("campaign.changed", "campaign", Some(id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Makes a short link. The rules of its campaign are added to where it leads.
    ///
    /// # Errors
    /// When the hats do not allow it, a field is not what it should be, or what was chosen for the address was given before.
    pub async fn add_link(&self, actor: &Actor, form: &LinkForm) -> Result<Link, Refusal> {
        actor.may(Act::Publish)?;
        let target = self.tagged(actor, form).await?;
        let own = form.slug.trim().to_ascii_lowercase();
        if !own.is_empty() {
            check_slug(&own)?;
        }
        if form.name.chars().count() > NAME_CHARS_MAX {
            return Err(Refusal::Invalid { field: "name", why: "too_long" });
        }
        let now = self.now();
        for _ in 0..SLUG_TRIES {
            let slug = if own.is_empty() { made_slug()? } else { own.clone() };
            let mut link = Link {
                id: Id::new(0),
                workspace_id: actor.workspace,
                slug,
                target: target.clone(),
                name: form.name.trim().to_owned(),
                campaign_id: form.campaign,
                created_by: actor.user,
                created_at: now,
                off_at: None,
            };
            let tx = self.store.begin().await?;
            match tx.add_link(&link).await {
                Ok(id) => link.id = id,
                Err(store::StoreError::Taken) if own.is_empty() => continue,
                Err(store::StoreError::Taken) => return Err(Refusal::Taken(Noun::Link)),
                Err(error) => return Err(error.into()),
            }
            let detail = json!({ "slug": link.slug });
            tx.record(&actor.event("link.added", "link", Some(link.id.get()), &detail, now)).await?;
            tx.commit().await?;
            return Ok(link);
        }
        Err(Refusal::Taken(Noun::Link))
    }

    /// Switches a link off, or on again. What stands in its address stays its own for ever.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is none.
    pub async fn switch_link(&self, actor: &Actor, id: Id<Link>, off: bool) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let link = self.reader(actor).link(id).await?.ok_or(Refusal::NoSuch(Noun::Link))?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.switch_link(actor.workspace, id, off.then_some(link.off_at.unwrap_or(now))).await?;
        let verb = if off { "link.switched_off" } else { "link.switched_on" };
        tx.record(&actor.event(verb, "link", Some(id.get()), &json!({ "slug": link.slug }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Where a short address leads, for whoever asks; `None` when it leads nowhere.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_of(&self, slug: &str) -> Result<Option<Link>, Refusal> {
        Ok(self.store.link_of(&slug.to_ascii_lowercase()).await?)
    }

    /// Counts that a link was followed: one more on the day's sum, of people or of programs. Nothing else of the visit is kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_visit(&self, link: &Link, visit: &Visit<'_>) -> Result<(), Refusal> {
        let day = Timestamp::from_microsecond(self.now()).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC).date();
        let tx = self.store.begin().await?;
        tx.count_visit(link.id, &day.to_string(), visit.visitor() == Visitor::Human).await?;
        Ok(tx.commit().await?)
    }

    /// Where a link leads once the rules of its channel and its campaign were added; where both say something, the channel's hold.
    async fn tagged(&self, actor: &Actor, form: &LinkForm) -> Result<String, Refusal> {
        let target = checked_target(&form.target)?;
        if self.short_homes(actor.workspace).await?.iter().any(|home| target.starts_with(home)) {
            return Err(Refusal::Invalid { field: "target", why: "short_already" });
        }
        let reader = self.reader(actor);
        let campaign = match form.campaign {
            Some(id) => Some(reader.campaign(id).await?.ok_or(Refusal::NoSuch(Noun::Campaign))?),
            None => None,
        };
        let channel = match form.channel {
            Some(id) => Some(reader.channel(id).await?.ok_or(Refusal::NoSuch(Noun::Channel))?),
            None => None,
        };
        let own = match &channel {
            Some(channel) => rules_of(&self.channel_rules(actor, channel.id).await?)?,
            None => Rules::default(),
        };
        let of_campaign = campaign.as_ref().map_or(Ok(Rules::default()), |campaign| CampaignForm::of(campaign).check())?;
        let date = Timestamp::from_microsecond(self.now()).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC).date();
        let values = Values {
            channel: channel.as_ref().map_or("", |channel| &channel.name),
            network: channel.as_ref().map_or("", |channel| &channel.network),
            campaign: campaign.as_ref().map(|campaign| campaign.name.as_str()),
            date,
            post: "",
        };
        Ok(own.over(&of_campaign).tag(&target, &values))
    }
}

fn campaign_of(actor: &Actor, id: Id<Campaign>, form: &CampaignForm, created_at: i64) -> Campaign {
    Campaign {
        id,
        workspace_id: actor.workspace,
        name: form.name.trim().to_owned(),
        starts_on: form.starts_on.trim().to_owned(),
        ends_on: form.ends_on.trim().to_owned(),
        rules: kept_rules(&form.rules),
        created_at,
    }
}

fn checked_target(said: &str) -> Result<String, Refusal> {
    let said = said.trim();
    if said.is_empty() {
        return Err(Refusal::Invalid { field: "target", why: "empty" });
    }
    if said.len() > TARGET_BYTES_MAX {
        return Err(Refusal::Invalid { field: "target", why: "too_long" });
    }
    let address = Url::parse(said).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    // A name and a password in an address are never meant for everybody.
    let address = address.filter(|url| url.username().is_empty() && url.password().is_none());
    address.map(String::from).ok_or(Refusal::Invalid { field: "target", why: "not_an_address" })
}

fn check_slug(slug: &str) -> Result<(), Refusal> {
    let fits = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if fits && SLUG_CHARS.contains(&slug.len()) { Ok(()) } else { Err(Refusal::Invalid { field: "slug", why: "no_slug" }) }
}

fn made_slug() -> Result<String, Refusal> {
    let mut slug = String::with_capacity(SLUG_LENGTH);
    while slug.len() < SLUG_LENGTH {
        for byte in random::<16>()? {
            // Numbers beyond a multiple of the letters would prefer the first of them.
            if usize::from(byte) < 256 / SLUG_LETTERS.len() * SLUG_LETTERS.len() && slug.len() < SLUG_LENGTH {
                slug.push(char::from(SLUG_LETTERS[usize::from(byte) % SLUG_LETTERS.len()]));
            }
        }
    }
    Ok(slug)
}

fn taken(noun: Noun) -> impl Fn(store::StoreError) -> Refusal {
    move |error| if matches!(error, store::StoreError::Taken) { Refusal::Taken(noun) } else { error.into() }
}
