//! Readers of a newsletter: added, brought in as a list, removed, and gone by the link in each letter.

use std::collections::HashSet;

use domain::hat::Act;
use serde_json::json;
use store::{Id, channel::Channel, newsletter::Subscriber};

use super::channel_open::capabilities;
use crate::{Actor, App, Noun, Refusal, access::field};

/// The most readers of one newsletter.
pub const READERS_MAX: u32 = 20_000;
/// The longest list that is brought in at once, bytes.
pub const LIST_BYTES_MAX: usize = 4 << 20;
/// The most characters of a name.
const NAME_CHARACTERS_MAX: usize = 100;
/// The most lines that are told to be wrong.
const WRONG_MAX: usize = 50;
/// As much of the signature stands in a link, bytes: beyond guessing.
const SIGNATURE_BYTES: usize = 16;

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// So many were added.
    pub added: u32,
    /// So many were there already.
    pub known: u32,
    /// So many had left, and were not brought back.
    pub left: u32,
    /// Lines without an address that can be used, the first fifty: their number from 1 and what they say.
    pub wrong: Vec<(u32, String)>,
}

impl App {
    /// Adds readers, one a line: an address, `Name <address>`, or a table with the address and then the name. Those who left are not brought
    /// back by it.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such newsletter, or there are more than can be.
    pub async fn add_readers(&self, actor: &Actor, channel: Id<Channel>, list: &str) -> Result<Brought, Refusal> {
        actor.may(Act::Publish)?;
        if list.len() > LIST_BYTES_MAX {
            return Err(Refusal::Invalid { field: "readers", why: "too_long" });
        }
        let channel = self.newsletter(actor, channel).await?;
        let (read, _) = self.reader(actor).subscriber_counts(channel.id).await?;
        let mut room = i64::from(READERS_MAX) - read;
        let (now, mut brought) = (self.now(), Brought::default());
        let tx = self.store.begin().await?;
        let left = self.reader(actor).subscribers(channel.id, true, "", u32::MAX >> 1).await?;
        let left: HashSet<String> = left.into_iter().map(|gone| gone.email).collect();
        for (place, line) in (1..).zip(list.lines()) {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() {
                continue;
            }
            let Some((email, name)) = entry(line) else {
                // The first line of a table says what its columns are.
                if (place > 1 || line.contains('@')) && brought.wrong.len() < WRONG_MAX {
                    brought.wrong.push((place, line.chars().take(NAME_CHARACTERS_MAX).collect()));
                }
                continue;
            };
            if left.contains(&email) {
                brought.left += 1;
            } else if tx.add_subscriber((actor.workspace, channel.id), &email, &name, now).await? {
                room -= 1;
                brought.added += 1;
            } else {
                brought.known += 1;
            }
            if room < 0 {
                return Err(Refusal::Invalid { field: "readers", why: "too_many" });
            }
        }
        let detail = json!({ "name": channel.name, "n": brought.added });
        tx.record(&actor.event("readers.added", "channel", Some(channel.id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(brought)
    }

    /// Forgets a reader altogether, also that they left.
    ///
    /// # Errors
    /// When the hats do not allow it or there is no such reader.
    pub async fn remove_reader(&self, actor: &Actor, channel: Id<Channel>, id: Id<Subscriber>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let (channel, _) = self.subscriber_of(actor, channel, id).await?;
        let tx = self.store.begin().await?;
        tx.remove_subscriber(actor.workspace, id).await?;
        let detail = json!({ "name": channel.name });
        tx.record(&actor.event("reader.removed", "channel", Some(channel.id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Brings back a reader who left and asked for it since.
    ///
    /// # Errors
    /// When the hats do not allow it or there is no such reader.
    pub async fn bring_back_reader(&self, actor: &Actor, channel: Id<Channel>, id: Id<Subscriber>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let (channel, subscriber) = self.subscriber_of(actor, channel, id).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.bring_back(channel.id, &subscriber.email, now).await?;
        let detail = json!({ "name": channel.name });
        tx.record(&actor.event("reader.returned", "channel", Some(channel.id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Where a reader leaves: the address in each letter to them.
    #[must_use]
    pub fn unsubscribe_address(&self, reader: &Subscriber) -> String {
        format!("{}/unsubscribe/{}", self.config.public_address, self.unsubscribe_token(reader))
    }

    fn unsubscribe_token(&self, reader: &Subscriber) -> String {
        let signature = self.vault.sign(&format!("unsubscribe {} {}", reader.id, reader.email));
        let signature: String = signature.iter().take(SIGNATURE_BYTES).map(|byte| format!("{byte:02x}")).collect();
        format!("{}-{signature}", reader.id)
    }

    /// The reader that a link in a letter is of, with the name of the newsletter.
    ///
    /// # Errors
    /// When no such link was ever written, or the reader was removed.
    pub async fn reader_of_link(&self, token: &str) -> Result<(Subscriber, String), Refusal> {
        let none = || Refusal::NoSuch(Noun::Reader);
        let id = token.split_once('-').and_then(|(id, _)| id.parse().ok()).ok_or_else(none)?;
        let found = self.store.subscriber(id).await?.ok_or_else(none)?;
        let is_ours: bool = subtle::ConstantTimeEq::ct_eq(self.unsubscribe_token(&found).as_bytes(), token.as_bytes()).into();
        let channel = self.store.reader(found.workspace_id).channel(found.channel_id).await?;
        match channel.filter(|_| is_ours) {
            Some(channel) => Ok((found, channel.name)),
            None => Err(none()),
        }
    }

    /// A reader leaves by the link in a letter. Whoever left already has nothing more to do.
    ///
    /// # Errors
    /// When no such link was ever written, or the reader was removed.
    pub async fn leave_by_link(&self, token: &str) -> Result<String, Refusal> {
        let (reader, name) = self.reader_of_link(token).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        if tx.leave(reader.id, now).await? {
            let actor = Actor { name: "reader".to_owned(), ..Actor::worker(reader.workspace_id) };
            let detail = json!({ "name": name });
            tx.record(&actor.event("reader.left", "channel", Some(reader.channel_id.get()), &detail, now)).await?;
        }
        tx.commit().await?;
        Ok(name)
    }

    async fn newsletter(&self, actor: &Actor, id: Id<Channel>) -> Result<Channel, Refusal> {
        let channel = self.reader(actor).channel(id).await?;
        let has_readers = |channel: &Channel| capabilities(channel).is_some_and(|can| can.readers);
        channel.filter(has_readers).ok_or(Refusal::NoSuch(Noun::Channel))
    }

    async fn subscriber_of(
        &self,
        actor: &Actor,
        channel: Id<Channel>,
        id: Id<Subscriber>,
    ) -> Result<(Channel, Subscriber), Refusal> {
        let channel = self.newsletter(actor, channel).await?;
        let found = self.store.subscriber(id).await?.filter(|found| found.channel_id == channel.id);
        Ok((channel, found.ok_or(Refusal::NoSuch(Noun::Reader))?))
    }
}

/// Address and name of a line.
fn entry(line: &str) -> Option<(String, String)> {
    let (email, name) = match line.split_once('<') {
        Some((name, email)) => (email.trim_end().trim_end_matches([',', ';']).trim_end_matches('>'), name),
        None => line.split_once([',', ';', '\t']).unwrap_or((line, "")),
    };
    let clean = |text: &str| text.trim().trim_matches('"').trim().to_owned();
    let name = clean(name.split([';', '\t']).next().unwrap_or_default());
    let email = field::email(&clean(email)).ok()?;
    Some((email, name.chars().filter(|c| !c.is_control()).take(NAME_CHARACTERS_MAX).collect()))
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn a_line_is_an_address_with_or_without_a_name() {
        let check = |line: &str, expect: Option<(&str, &str)>| {
            let found = entry(line);
            assert_eq!(found.as_ref().map(|(email, name)| (email.as_str(), name.as_str())), expect, "{line}");
        };
        check("zoe@reader.example", Some(("zoe@reader.example", "")));
        check("Zoé Martin <ZOE@reader.example>,", Some(("zoe@reader.example", "Zoé Martin")));
        check("zoe@reader.example;Zoé;Lyon", Some(("zoe@reader.example", "Zoé")));
        check("\"zoe@reader.example\",\"Martin, Zoé\"", Some(("zoe@reader.example", "Martin, Zoé")));
        check("email,name", None);
        check("zoe at reader", None);
    }
}
