//! A site's version of an article that was changed there, beside the one of ours that was to stand in its place.
//!
//! Either ours is written over it (`act_on_amendment` with [`super::aftermath::AmendmentAct::Overwrite`]), or theirs becomes the article:
//! [`App::take_theirs`].

use std::ops::Range;

use connect::channels::{Stands, markdown::given_back};
use domain::{
    delivery::Remote,
    hat::Act,
    post::{Variant, front_matter},
};
use serde_json::json;
use store::{Id, amendment::Amendment, channel::Channel, delivery::Delivery, post::Post};

use super::post_save::content_hash;
use crate::{Actor, App, Noun, Refusal};

/// How a picture of the article's own is written in it.
const MEDIA: &str = "media:";

/// Two versions of one article.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What was wanted of it and not done.
    pub wish: Amendment,
    /// The delivery that said it.
    pub delivery: Delivery,
    /// Where it stands.
    pub channel: Channel,
    /// Our title and text, as a site gives them back: Markdown without what is told before it.
    pub ours: (String, String),
    /// Theirs.
    pub theirs: (String, String),
    /// What the site calls its version.
    pub version: String,
}

impl App {
    /// Reads what a site has now of an article whose update met a change made there.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such wish, it is settled, or the site cannot be read.
    pub async fn article_beside(&self, actor: &Actor, id: Id<Amendment>) -> Result<Beside, Refusal> {
        actor.may(Act::Publish)?;
        let reader = self.reader(actor);
        let wish = reader.amendment(id).await?.ok_or(Refusal::NoSuch(Noun::Delivery))?;
        if wish.state != "conflict" || wish.act != "edit" {
            return Err(Refusal::TooLate(Noun::Delivery));
        }
        let delivery = reader.delivery(wish.delivery_id).await?.ok_or(Refusal::NoSuch(Noun::Delivery))?;
        let channel = reader.channel(delivery.channel_id).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let publications = reader.publications_of(delivery.id).await?;
        let there = publications.into_iter().find(|one| one.id == wish.publication_id);
        let there = there.ok_or(Refusal::TooLate(Noun::Delivery))?;
        let opened = self.open_channel(&channel).await?;
        let remote = Remote { id: there.remote_id, address: there.address };
        let found = opened.adapter.stands(&opened.connection(&self.client, self.clock.now()), &remote).await;
        let found = found.map_err(|fault| Refusal::Channel(Box::new(fault)))?;
        let Stands { title, text, version } = found.ok_or(Refusal::Invalid { field: "article", why: "not_read_back" })?;
        let ours: Variant = serde_json::from_str(&wish.content).unwrap_or_default();
        let said = given_back(&ours.text);
        let theirs = with_our_pictures(&said, &text);
        Ok(Beside { wish, delivery, channel, ours: (ours.title, said), theirs: (title, theirs), version })
    }

    /// Makes the site's version that was seen the article: its title and text take the place of ours, what is told before it stays, and
    /// the next update begins from there. Done as two acts, of writing and of deciding.
    ///
    /// # Errors
    /// As [`App::article_beside`] and [`App::write_post`]; [`Refusal::Changed`] when the site was changed again since.
    pub async fn take_theirs(&self, actor: &Actor, id: Id<Amendment>, seen: &str) -> Result<Id<Post>, Refusal> {
        let beside = Box::pin(self.article_beside(actor, id)).await?;
        if beside.version != seen {
            return Err(Refusal::Changed(Noun::Post));
        }
        let found = self.post_draft(actor, beside.delivery.post_id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let (post, mut draft) = found;
        let own = draft.channels.get_mut(&beside.channel.id).and_then(Option::as_mut);
        let said = own.unwrap_or(&mut draft.content);
        let head = said.text.len() - front_matter(&said.text).1.len();
        said.title.clone_from(&beside.theirs.0);
        said.text = format!("{}{}", &said.text[..head], beside.theirs.1);
        let written = said.clone();
        Box::pin(self.write_post(actor, post.id, post.version, &draft)).await?;
        self.settle_theirs(actor, &beside, &written).await?;
        Ok(post.id)
    }

    /// Writes down that what stands there is what the article says now.
    async fn settle_theirs(&self, actor: &Actor, beside: &Beside, written: &Variant) -> Result<(), Refusal> {
        let now = self.now();
        let (wish, delivery) = (&beside.wish, &beside.delivery);
        let let_be = Amendment { state: "dropped".to_owned(), changed_at: now, ..wish.clone() };
        let content = json!(written).to_string();
        let hash = content_hash(beside.channel.id, &content);
        let tx = self.store.begin().await?;
        if !tx.move_amendment(&let_be, "conflict").await? {
            return Err(Refusal::TooLate(Noun::Delivery));
        }
        tx.delivery_amended(delivery.id, &content, &hash, now.max(delivery.changed_at + 1)).await?;
        tx.publication_amended(wish.publication_id, &written.text, &beside.version).await?;
        let detail = json!({ "act": "theirs", "post": delivery.post_id });
        tx.record(&actor.event("delivery.decided", "delivery", Some(delivery.id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }
}

/// A picture in Markdown: where its address stands, what it shows.
struct Shown<'a> {
    place: Range<usize>,
    alt: &'a str,
}

fn pictures(text: &str) -> Vec<Shown<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find("![").map(|place| at + place + 2) {
        let Some(middle) = text[begin..].find("](").map(|place| begin + place) else { break };
        let from = middle + 2;
        let Some(end) = text[from..].find([')', ' ', '\n']).map(|place| from + place) else { break };
        found.push(Shown { place: from..end, alt: &text[begin..middle] });
        at = end;
    }
    found
}

/// Their text with our pictures where it shows them: those that stand in the same order, as many, and say the same of themselves.
fn with_our_pictures(ours: &str, theirs: &str) -> String {
    let (own, other) = (pictures(ours), pictures(theirs));
    let mut text = theirs.to_owned();
    if own.len() != other.len() {
        return text;
    }
    for (own, other) in own.iter().zip(&other).rev() {
        let address = &ours[own.place.clone()];
        if address.starts_with(MEDIA) && own.alt == other.alt {
            text.replace_range(other.place.clone(), address);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_pictures_are_known_again_where_nothing_speaks_against_it() {
        let ours = "Un\n\n![Une crête](media:1)\n\n![](https://a.example/2.png) ![Un col](media:2)";
        let theirs =
            "Un\n\n![Une crête](https://b.example/1.jpg)\n\n![](https://a.example/2.png) ![Autre](https://b.example/3.jpg \"x\")";
        let expected = "Un\n\n![Une crête](media:1)\n\n![](https://a.example/2.png) ![Autre](https://b.example/3.jpg \"x\")";
        assert_eq!(with_our_pictures(ours, theirs), expected);
        assert_eq!(with_our_pictures(ours, "![Une crête](https://b.example/1.jpg)"), "![Une crête](https://b.example/1.jpg)");
        assert_eq!(with_our_pictures("", "![ open"), "![ open");
    }
}
