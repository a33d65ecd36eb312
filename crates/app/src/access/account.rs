//! What a user may change of the own account.

use jiff::tz::TimeZone;
use serde_json::json;

use crate::{
    App, Refusal,
    access::{Signed, field, password, sign_in::account_event},
    listen::alert_plan::replan_digests,
};

/// The themes, as the pages name them: `auto` follows the system.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];
const DENSITIES: [&str; 2] = ["comfortable", "compact"];

/// Name, language and zone.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'a> {
    /// The name shown.
    pub name: &'a str,
    /// `en` or `fr`.
    pub language: &'a str,
    /// An IANA zone.
    pub time_zone: &'a str,
}

/// How pages look; what is none stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct Preferences<'a> {
    /// One of [`THEMES`].
    pub theme: Option<&'a str>,
    /// `comfortable` or `compact`.
    pub density: Option<&'a str>,
}

/// A password and the one before it.
#[derive(Clone, Copy)]
pub struct NewPassword<'a> {
    /// The password up to now.
    pub current: &'a str,
    /// The new one.
    pub password: &'a str,
}

impl App {
    /// Changes name, language and zone of the user. Digests go on at the hour that was chosen, on the new clock.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a field that cannot be kept.
    pub async fn save_profile(&self, signed: &Signed, said: Profile<'_>) -> Result<(), Refusal> {
        let mut user = signed.user.clone();
        user.name = field::name("name", said.name)?;
        user.language = field::language(said.language)?.to_owned();
        user.time_zone = field::time_zone(said.time_zone)?;
        let zone = (user.time_zone != signed.user.time_zone).then(|| TimeZone::get(&user.time_zone).unwrap_or(TimeZone::UTC));
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.save_profile(&user).await?;
        if let Some(zone) = zone {
            replan_digests(&tx, user.id, &zone, now).await?;
        }
        tx.record(&account_event(&user, "user.saved", "user", Some(user.id.get()), &json!({}), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Changes how pages look for the user.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a choice that there is not.
    pub async fn save_preferences(&self, signed: &Signed, said: Preferences<'_>) -> Result<(), Refusal> {
        let mut user = signed.user.clone();
        if let Some(theme) = said.theme {
            let known = THEMES.contains(&theme).then_some(theme).ok_or(Refusal::Invalid { field: "theme", why: "unknown" })?;
            user.theme = if known == "auto" { "system".to_owned() } else { known.to_owned() };
        }
        if let Some(density) = said.density {
            let known = DENSITIES.contains(&density).then_some(density);
            user.density = known.ok_or(Refusal::Invalid { field: "density", why: "unknown" })?.to_owned();
        }
        if user.theme == signed.user.theme && user.density == signed.user.density {
            return Ok(());
        }
        let tx = self.store.begin().await?;
        tx.save_profile(&user).await?;
        tx.record(&account_event(&user, "user.preferred", "user", Some(user.id.get()), &json!({}), self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Changes the password of the user and ends every other session; says how many.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with `current`, `wrong` when the password up to now is another, [`Refusal::TooOften`] after too many of
    /// those.
    pub async fn change_password(&self, signed: &Signed, said: NewPassword<'_>, address: &str) -> Result<u64, Refusal> {
        field::password(said.password)?;
        let mut user = match self.user_by_password(&signed.user.email, said.current, address).await {
            Err(Refusal::WrongPassword) => return Err(Refusal::Invalid { field: "current", why: "wrong" }),
            other => other?,
        };
        user.password_hash = password::hash(said.password).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.save_user(&user).await?;
        let ended = tx.end_other_sessions(user.id, Some(signed.session.id)).await?;
        tx.record(&account_event(&user, "user.password_changed", "user", Some(user.id.get()), &json!({ "n": ended }), now))
            .await?;
        tx.commit().await?;
        Ok(ended)
    }
}
