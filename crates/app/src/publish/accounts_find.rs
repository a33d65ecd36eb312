//! Finding whom to mention: those whom the workspace has met, and where the network can be asked, those whom it knows.

use domain::{handle::handle, hat::Act, network::Network};
use store::{Id, channel::Channel};

use super::channel_open::capabilities;
use crate::{Actor, App, Refusal};

/// The most that are found for a channel.
pub const ACCOUNTS_MAX: usize = 8;
/// The longest words that are looked for, characters.
pub const WORDS_CHARS_MAX: usize = 60;
/// The shortest words that a network is asked for, characters.
const ASKED_CHARS_MIN: usize = 2;
/// So many mentions are looked through for authors, the newest.
const MENTIONS_LOOKED_AT: u32 = 5_000;
/// How many questions a network may be asked at once after a rest, and the time in which one more is allowed, microseconds.
const QUESTIONS: (i64, i64) = (10, 1_000_000);

/// Somebody who can be mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAccount {
    /// The network.
    pub network: String,
    /// What a mention there takes, with its `@`.
    pub handle: String,
    /// What people call them.
    pub name: String,
    /// Whether the workspace has met them: they said something that a topic caught.
    pub is_met: bool,
}

impl App {
    /// Accounts on the networks of channels whose name or handle has these words in it, those who were met first. A network that was asked
    /// too often, or does not answer, is left out: what is known is given.
    ///
    /// # Errors
    /// When the hats do not allow it, the words are too long, or the database does not answer.
    pub async fn find_accounts(
        &self,
        actor: &Actor,
        channels: &[Id<Channel>],
        words: &str,
    ) -> Result<Vec<FoundAccount>, Refusal> {
        actor.may(Act::Publish)?;
        let words = words.trim().trim_start_matches('@').to_lowercase();
        if words.chars().count() > WORDS_CHARS_MAX {
            return Err(Refusal::Invalid { field: "words", why: "too_long" });
        }
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let reader = self.reader(actor);
        let met = reader.authors_called(&words, MENTIONS_LOOKED_AT).await?;
        let mut found: Vec<FoundAccount> = Vec::new();
        for id in channels {
            let Some(channel) = reader.channel(*id).await?.filter(|channel| channel.disconnected_at.is_none()) else { continue };
            let Some(network) = Network::from_name(&channel.network) else { continue };
            let mut here: Vec<FoundAccount> = Vec::new();
            for author in &met {
                let Some(handle) = handle(network, &author.address) else { continue };
                if !here.iter().any(|one| one.handle == handle) {
                    here.push(FoundAccount { network: channel.network.clone(), handle, name: author.name.clone(), is_met: true });
                }
            }
            for (handle, name) in self.ask_accounts(&channel, &words).await? {
                if !here.iter().any(|one| one.handle.eq_ignore_ascii_case(&handle)) {
                    here.push(FoundAccount { network: channel.network.clone(), handle, name, is_met: false });
                }
            }
            here.truncate(ACCOUNTS_MAX);
            // Two channels of one network find the same people.
            here.retain(|one| !found.iter().any(|known| known.network == one.network && known.handle == one.handle));
            found.extend(here);
        }
        Ok(found)
    }

    /// Asks the network, when it can be asked and has a turn.
    async fn ask_accounts(&self, channel: &Channel, words: &str) -> Result<Vec<(String, String)>, Refusal> {
        let can_ask = capabilities(channel).is_some_and(|can| can.finds_accounts) && channel.state == "connected";
        if !can_ask || words.chars().count() < ASKED_CHARS_MIN {
            return Ok(Vec::new());
        }
        let now = self.now();
        let scope = format!("accounts {}", channel.id);
        let tx = self.store.begin().await?;
        let turn = tx.take_turn(&scope, QUESTIONS.0, QUESTIONS.1, now).await?;
        tx.commit().await?;
        if turn > now {
            return Ok(Vec::new());
        }
        let opened = self.open_channel(channel).await?;
        match opened.adapter.accounts(&opened.connection(&self.client, self.clock.now()), words).await {
            Ok(named) => Ok(named.into_iter().map(|one| (one.handle, one.name)).collect()),
            Err(fault) => {
                tracing::info!(channel = %channel.id, %fault, "a network could not be asked for accounts");
                if let Some(until) = fault.again_at {
                    let tx = self.store.begin().await?;
                    tx.close_until(&scope, until).await?;
                    tx.commit().await?;
                }
                Ok(Vec::new())
            }
        }
    }
}
