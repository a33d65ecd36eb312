//! Alerts: made, changed, paused, resumed, removed, tried.

use domain::hat::Act;
use jiff::tz::TimeZone;
use serde_json::json;
use store::{Id, alert::Alert, topic::Topic, view::View};
use url::Url;

use crate::{
    Actor, App, Noun, Refusal,
    access::{Secret, field, tries::Allowance},
    listen::{
        alert_plan::{drop_gathered, plan},
        alerting::COMPOSE_JOB,
    },
    vault::new_token,
};

/// The longest name of an alert, in characters.
pub const ALERT_NAME_CHARACTERS_MAX: usize = 80;
/// The most mail addresses of one alert.
pub const ALERT_ADDRESSES_MAX: usize = 10;
/// The longest address to call, in bytes.
pub const WEBHOOK_ADDRESS_BYTES_MAX: usize = 2_000;
/// The hour at which a digest leaves when none is given.
pub const DIGEST_HOUR: i64 = 8;
/// Tests of one alert.
const TEST_ALLOWANCE: Allowance = Allowance { times: 10, window_us: 10 * 60_000_000 };

/// What an alert tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The mentions of a topic.
    Topic(Id<Topic>),
    /// The mentions in a saved view.
    View(Id<View>),
    /// The signals of a topic.
    Signals(Id<Topic>),
}

impl About {
    /// Reads `topic:3`, `view:5` or `signals:3`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let (noun, id) = word.split_once(':')?;
        match noun {
            "topic" => Some(Self::Topic(id.parse().ok()?)),
            "view" => Some(Self::View(id.parse().ok()?)),
            "signals" => Some(Self::Signals(id.parse().ok()?)),
            _ => None,
        }
    }

    /// What an alert tells of; none for a row that names neither.
    #[must_use]
    pub fn of(alert: &Alert) -> Option<Self> {
        match (alert.topic_id, alert.view_id) {
            (Some(topic), _) if is_of_signals(alert) => Some(Self::Signals(topic)),
            (Some(topic), _) => Some(Self::Topic(topic)),
            (None, Some(view)) => Some(Self::View(view)),
            (None, None) => None,
        }
    }

    /// `topic:3`, `view:5`, `signals:3`.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Topic(id) => format!("topic:{id}"),
            Self::View(id) => format!("view:{id}"),
            Self::Signals(id) => format!("signals:{id}"),
        }
    }
}

/// Whether an alert tells of the signals of its topic rather than of its mentions.
pub(crate) fn is_of_signals(alert: &Alert) -> bool {
    alert.tells == "signals"
}

/// What a form says of an alert.
#[derive(Clone, Copy, Debug)]
pub struct AlertForm<'a> {
    /// The name; empty for that of the topic or view.
    pub name: &'a str,
    /// `topic:3`, `view:5` or `signals:3`.
    pub about: &'a str,
    /// `at_once` or `daily`.
    pub rhythm: &'a str,
    /// The hour of the digest in its owner's zone, 0 to 23; empty for [`DIGEST_HOUR`].
    pub hour: &'a str,
    /// `mail` or `webhook`.
    pub way: &'a str,
    /// Mail addresses, or an address to call.
    pub address: &'a str,
}

/// An alert that was saved.
pub struct SavedAlert {
    /// The alert.
    pub id: Id<Alert>,
    /// The secret of its webhook when one was made: it is shown this once.
    pub secret: Option<Secret>,
}

impl App {
    /// Makes an alert, or changes the one of that id. A webhook gets a secret, which is shown once. A digest gets its next time.
    ///
    /// # Errors
    /// When the hats do not allow it, the alert is another's, or a field cannot be used.
    pub async fn save_alert(&self, actor: &Actor, id: Option<Id<Alert>>, said: AlertForm<'_>) -> Result<SavedAlert, Refusal> {
        actor.may(Act::Personal)?;
        let now = self.now();
        let before = match id {
            Some(id) => Some(self.own_alert(actor, id).await?),
            None => None,
        };
        let user_id = before.as_ref().map_or_else(|| actor.person(), |before| Ok(before.user_id))?;
        let user = self.store.user(user_id).await?.ok_or(Refusal::NoSuch(Noun::Member))?;
        let (about, about_name) = self.about(actor, said.about).await?;
        let way = word("way", said.way, &["mail", "webhook"])?;
        let address = if way == "mail" { mail_addresses(said.address)? } else { webhook_address(said.address)? };
        let kept = before.as_ref().filter(|before| before.way == "webhook" && way == "webhook");
        let (secret, shown) = match kept.and_then(|before| before.secret.clone()) {
            Some(sealed) => (Some(sealed), None),
            None if way == "webhook" => self.new_secret()?,
            // What waits to leave for the webhook of before is still signed by its secret.
            None => (before.as_ref().and_then(|before| before.secret.clone()), None),
        };
        let alert = Alert {
            id: id.unwrap_or(Id::new(0)),
            workspace_id: actor.workspace,
            user_id,
            name: name(said.name, &about_name)?,
            topic_id: if let About::Topic(topic) | About::Signals(topic) = about { Some(topic) } else { None },
            view_id: if let About::View(view) = about { Some(view) } else { None },
            tells: if matches!(about, About::Signals(_)) { "signals" } else { "mentions" }.to_owned(),
            rhythm: word("rhythm", said.rhythm, &["at_once", "daily"])?,
            hour: hour(said.hour)?,
            way,
            address,
            secret,
            state: before.as_ref().map_or("on", |before| before.state.as_str()).to_owned(),
            created_at: before.as_ref().map_or(now, |before| before.created_at),
        };
        let zone = TimeZone::get(&user.time_zone).unwrap_or(TimeZone::UTC);
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let id = match id {
            None => tx.add_alert(&alert).await?,
            Some(id) if tx.save_alert(&alert).await? => id,
            Some(_) => return Err(Refusal::NoSuch(Noun::Alert)),
        };
        let alert = Alert { id, ..alert };
        plan(&tx, &alert, &zone, now).await?;
        let detail = json!({ "name": alert.name, "about": about.word(), "rhythm": alert.rhythm, "way": alert.way });
        tx.record(&actor.event("alert.saved", "alert", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(SavedAlert { id, secret: shown })
    }

    /// Stops an alert for a while: what is said meanwhile is not told later.
    ///
    /// # Errors
    /// When there is no such alert, or it is another's.
    pub async fn pause_alert(&self, actor: &Actor, id: Id<Alert>) -> Result<(), Refusal> {
        self.change_alert(actor, id, "paused", "alert.paused").await
    }

    /// Lets an alert tell again.
    ///
    /// # Errors
    /// When there is no such alert, or it is another's.
    pub async fn resume_alert(&self, actor: &Actor, id: Id<Alert>) -> Result<(), Refusal> {
        self.change_alert(actor, id, "on", "alert.resumed").await
    }

    async fn change_alert(&self, actor: &Actor, id: Id<Alert>, state: &str, verb: &str) -> Result<(), Refusal> {
        actor.may(Act::Personal)?;
        let before = self.own_alert(actor, id).await?;
        let was_paused = before.state != "on";
        let alert = Alert { state: state.to_owned(), ..before };
        let zone = self.zone_of(&alert).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        if !tx.save_alert(&alert).await? {
            return Err(Refusal::NoSuch(Noun::Alert));
        }
        if was_paused {
            drop_gathered(&tx, id).await?;
        }
        plan(&tx, &alert, &zone, now).await?;
        tx.record(&actor.event(verb, "alert", Some(id.get()), &json!({ "name": alert.name }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Removes an alert and its log.
    ///
    /// # Errors
    /// When there is no such alert, or it is another's.
    pub async fn remove_alert(&self, actor: &Actor, id: Id<Alert>) -> Result<(), Refusal> {
        actor.may(Act::Personal)?;
        let alert = self.own_alert(actor, id).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        if !tx.remove_alert(actor.workspace, id).await? {
            return Err(Refusal::NoSuch(Noun::Alert));
        }
        tx.cancel_job(COMPOSE_JOB, &id.to_string()).await?;
        tx.record(&actor.event("alert.removed", "alert", Some(id.get()), &json!({ "name": alert.name }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Makes a new secret for a webhook. The old one is believed no more.
    ///
    /// # Errors
    /// When there is no such alert, it is another's, or it calls nobody.
    pub async fn renew_alert_secret(&self, actor: &Actor, id: Id<Alert>) -> Result<Secret, Refusal> {
        actor.may(Act::Personal)?;
        let before = self.own_alert(actor, id).await?;
        if before.way != "webhook" {
            return Err(Refusal::Invalid { field: "way", why: "unknown" });
        }
        let (sealed, Some(shown)) = self.new_secret()? else { return Err(Refusal::Interrupted) };
        let alert = Alert { secret: sealed, ..before };
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        if !tx.save_alert(&alert).await? {
            return Err(Refusal::NoSuch(Noun::Alert));
        }
        let detail = json!({ "name": alert.name });
        tx.record(&actor.event("alert.secret_renewed", "alert", Some(id.get()), &detail, self.now())).await?;
        tx.commit().await?;
        Ok(shown)
    }

    /// Sends a sample at once: the newest mentions that the alert would tell of, marked as a test.
    ///
    /// # Errors
    /// When there is no such alert, it is another's, or it was tried too often.
    pub async fn test_alert(&self, actor: &Actor, id: Id<Alert>) -> Result<(), Refusal> {
        actor.may(Act::Personal)?;
        let alert = self.own_alert(actor, id).await?;
        let now = self.now();
        let allowed = self.tries.count(&format!("alert test {id}"), TEST_ALLOWANCE, now);
        allowed.map_err(|seconds| Refusal::TooOften { seconds })?;
        let sample = self.alert_sample(actor, &alert).await?;
        let signals = self.alert_signal_sample(actor, &alert).await?;
        let tx = self.store.begin().await?;
        self.write_notifications(&tx, &alert, &sample, &signals, true).await?;
        tx.record(&actor.event("alert.tested", "alert", Some(id.get()), &json!({ "name": alert.name }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// An alert that this actor may change: one's own, or any for who governs the workspace.
    async fn own_alert(&self, actor: &Actor, id: Id<Alert>) -> Result<Alert, Refusal> {
        let alert = self.reader(actor).alert(id).await?.ok_or(Refusal::NoSuch(Noun::Alert))?;
        if actor.user != Some(alert.user_id) {
            actor.may(Act::Govern)?;
        }
        Ok(alert)
    }

    /// The topic or view of that word and its name.
    async fn about(&self, actor: &Actor, word: &str) -> Result<(About, String), Refusal> {
        let none = Refusal::Invalid { field: "about", why: if word.is_empty() { "empty" } else { "unknown" } };
        let reader = self.reader(actor);
        let name = match About::from_word(word) {
            Some(About::Topic(id) | About::Signals(id)) => {
                reader.topic(id).await?.filter(|topic| topic.archived_at.is_none()).map(|topic| topic.name)
            }
            Some(About::View(id)) => reader.view(id).await?.map(|view| view.name),
            None => None,
        };
        About::from_word(word).zip(name).ok_or(none)
    }

    fn new_secret(&self) -> Result<(Option<String>, Option<Secret>), Refusal> {
        let secret = new_token()?;
        let sealed = self.vault.seal(&secret)?.stored().to_owned();
        Ok((Some(sealed), Some(Secret::new(secret))))
    }

    /// The zone of the alert's owner.
    pub(crate) async fn zone_of(&self, alert: &Alert) -> Result<TimeZone, Refusal> {
        let user = self.store.user(alert.user_id).await?;
        Ok(user.and_then(|user| TimeZone::get(&user.time_zone).ok()).unwrap_or(TimeZone::UTC))
    }
}

fn name(said: &str, otherwise: &str) -> Result<String, Refusal> {
    let name = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { otherwise.chars().take(ALERT_NAME_CHARACTERS_MAX).collect() } else { name };
    if name.chars().count() > ALERT_NAME_CHARACTERS_MAX || name.contains(char::is_control) {
        return Err(Refusal::Invalid { field: "name", why: "too_long" });
    }
    Ok(name)
}

fn word(field: &'static str, said: &str, known: &[&str]) -> Result<String, Refusal> {
    known.iter().find(|word| **word == said).map(|word| (*word).to_owned()).ok_or(Refusal::Invalid { field, why: "unknown" })
}

fn hour(said: &str) -> Result<i64, Refusal> {
    if said.is_empty() {
        return Ok(DIGEST_HOUR);
    }
    let hour = said.parse().ok().filter(|hour| (0..24).contains(hour));
    hour.ok_or(Refusal::Invalid { field: "hour", why: "out_of_range" })
}

/// Mail addresses, separated by commas, semicolons or white space, each once.
fn mail_addresses(said: &str) -> Result<String, Refusal> {
    const FIELD: &str = "address";
    let mut addresses: Vec<String> = Vec::new();
    for address in said.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace()).filter(|part| !part.is_empty()) {
        if !field::is_mail_address(address) {
            return Err(Refusal::Invalid { field: FIELD, why: "not_a_mail_address" });
        }
        let address = address.to_lowercase();
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    match addresses.len() {
        0 => Err(Refusal::Invalid { field: FIELD, why: "empty" }),
        1..=ALERT_ADDRESSES_MAX => Ok(addresses.join(", ")),
        _ => Err(Refusal::Invalid { field: FIELD, why: "too_many" }),
    }
}

fn webhook_address(said: &str) -> Result<String, Refusal> {
    const FIELD: &str = "address";
    let said = said.trim();
    if said.is_empty() {
        return Err(Refusal::Invalid { field: FIELD, why: "empty" });
    }
    let address = Url::parse(said).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some());
    if address.as_ref().is_some_and(|url| !url.username().is_empty() || url.password().is_some()) {
        // It would stand in the list of alerts and in the log for every member to read; the signature proves who sends.
        return Err(Refusal::Invalid { field: FIELD, why: "with_password" });
    }
    let address = address.filter(|_| said.len() <= WEBHOOK_ADDRESS_BYTES_MAX);
    address.map(String::from).ok_or(Refusal::Invalid { field: FIELD, why: "not_an_address" })
}

/// The mail addresses of an alert, one by one; for a webhook its one address.
pub(crate) fn addresses(alert: &Alert) -> Vec<&str> {
    if alert.way == "mail" { alert.address.split(", ").collect() } else { vec![&alert.address] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart_and_checked() {
        assert_eq!(
            mail_addresses("Lea@solenne.example; tom@solenne.example,lea@solenne.example").unwrap(),
            "lea@solenne.example, tom@solenne.example"
        );
        let many: Vec<String> = (0..=ALERT_ADDRESSES_MAX).map(|n| format!("a{n}@b.example")).collect();
        for (said, expect) in [
            ("", "empty"),
            ("lea", "not_a_mail_address"),
            ("a@b.example\r\nBcc", "not_a_mail_address"),
            (&many.join(","), "too_many"),
        ] {
            assert!(matches!(mail_addresses(said), Err(Refusal::Invalid { why, .. }) if why == expect), "{said}");
        }
        assert_eq!(webhook_address(" https://hooks.example/a?b=c ").unwrap(), "https://hooks.example/a?b=c");
        for said in ["file:///etc/passwd", "hooks.example", "https://"] {
            assert!(matches!(webhook_address(said), Err(Refusal::Invalid { why: "not_an_address", .. })), "{said}");
        }
    }

    #[test]
    fn what_an_alert_is_about_reads_back() {
        for about in [About::Topic(Id::new(3)), About::View(Id::new(5)), About::Signals(Id::new(3))] {
            assert_eq!(About::from_word(&about.word()), Some(about));
        }
        assert_eq!(About::from_word("source:1"), None);
    }
}
