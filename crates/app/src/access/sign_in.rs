//! Signing in: mail address and password against a session.

use serde_json::{Value, json};
use store::{
    Id, Tx,
    access::{Session, User},
    event::Event,
};

use crate::{
    App, Refusal,
    access::{Secret, field, password, tries::Allowance},
    vault::{new_token, token_hash},
};

/// How long a session lasts from signing in, whether used or not: 30 days.
pub const SESSION_SECONDS: i64 = 30 * 24 * 3_600;
/// Wrong passwords that one account may get.
const ACCOUNT_ALLOWANCE: Allowance = Allowance { times: 10, window_us: 15 * 60_000_000 };
/// Wrong passwords that may come from one address of the network, where a whole office may sit behind one.
const ADDRESS_ALLOWANCE: Allowance = Allowance { times: 40, window_us: 15 * 60_000_000 };
/// The most characters that are kept of a browser's own word.
const BROWSER_CHARS_MAX: usize = 300;

/// From where somebody signs in, for the list of sessions and the count of tries.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser<'a> {
    /// The browser's own word.
    pub user_agent: &'a str,
    /// The address of the network it came from.
    pub address: &'a str,
}

/// What somebody says to get an account.
pub struct NewAccount<'a> {
    /// The name shown.
    pub name: &'a str,
    /// The password.
    pub password: &'a str,
    /// `en` or `fr`.
    pub language: &'a str,
    /// An IANA zone.
    pub time_zone: &'a str,
}

/// A session that was just opened.
pub struct Opened {
    /// What the cookie holds.
    pub cookie: Secret,
    /// Whose session it is.
    pub user: User,
}

impl App {
    /// Opens a session for a mail address and its password.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] when they do not go together, alike for no account, a closed one and a wrong password;
    /// [`Refusal::TooOften`] after too many of those, from one address or for one account.
    pub async fn sign_in(&self, email: &str, password: &str, browser: Browser<'_>) -> Result<Opened, Refusal> {
        let user = self.user_by_password(email, password, browser.address).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let (session, cookie) = open_session(&tx, &user, browser, now).await?;
        tx.record(&account_event(&user, "session.opened", "session", Some(session.get()), &json!({}), now)).await?;
        tx.commit().await?;
        Ok(Opened { cookie, user })
    }

    /// The user of a mail address, when the password is right. Wrong ones are counted.
    pub(crate) async fn user_by_password(&self, email: &str, said: &str, address: &str) -> Result<User, Refusal> {
        let email = email.trim().to_lowercase();
        let now = self.now();
        let (of_account, of_address) = (format!("sign-in account {}", token_hash(&email)), format!("sign-in address {address}"));
        for (key, allowance) in [(&of_address, ADDRESS_ALLOWANCE), (&of_account, ACCOUNT_ALLOWANCE)] {
            self.tries.count(key, allowance, now).map_err(|seconds| Refusal::TooOften { seconds })?;
        }
        let user = self.store.user_by_email(&email).await?;
        let open = user.filter(|user| user.disabled_at.is_none());
        // A password longer than any that is kept is wrong; it is cut so that it costs no more than others.
        let said: String = said.chars().take(field::PASSWORD_CHARS_MAX + 1).collect();
        let is_right = password::is_right(&said, open.as_ref().map(|user| user.password_hash.as_str())).await?;
        let user = open.filter(|_| is_right).ok_or(Refusal::WrongPassword)?;
        self.tries.forget(&of_account);
        self.tries.give_back(&of_address);
        Ok(user)
    }
}

/// Opens a session; gives what the cookie holds.
pub(crate) async fn open_session(tx: &Tx, user: &User, browser: Browser<'_>, now: i64) -> Result<(Id<Session>, Secret), Refusal> {
    let cookie = new_token()?;
    let user_agent: String = browser.user_agent.chars().filter(|c| !c.is_control()).take(BROWSER_CHARS_MAX).collect();
    let ends_at = now + SESSION_SECONDS * 1_000_000;
    let session = tx.add_session(user.id, &token_hash(&cookie), &user_agent, browser.address, now, ends_at).await?;
    Ok((session, Secret::new(cookie)))
}

/// Makes the row of an account from what was said, the mail address aside.
pub(crate) async fn new_user(email: String, said: &NewAccount<'_>, now: i64) -> Result<User, Refusal> {
    let name = field::name("name", said.name)?;
    let language = field::language(said.language)?.to_owned();
    let time_zone = field::time_zone(said.time_zone)?;
    field::password(said.password)?;
    Ok(User {
        id: Id::new(0),
        email,
        name,
        password_hash: password::hash(said.password).await?,
        language,
        time_zone,
        theme: "system".to_owned(),
        density: "comfortable".to_owned(),
        created_at: now,
        disabled_at: None,
    })
}

/// A line of the log of acts for what a user does to the own account, in no workspace.
pub(crate) fn account_event(user: &User, verb: &str, subject: &str, subject_id: Option<i64>, detail: &Value, now: i64) -> Event {
    Event {
        id: Id::new(0),
        workspace_id: None,
        at: now,
        actor: user.name.clone(),
        user_id: Some(user.id),
        verb: verb.to_owned(),
        subject: subject.to_owned(),
        subject_id,
        detail: detail.to_string(),
    }
}
