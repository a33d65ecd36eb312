//! What stands on one day: each post once, at its time, with its channels and where it stands.

use std::collections::{BTreeMap, BTreeSet};

use domain::{delivery::State, post::Variant};
use jiff::civil::Date;
use minijinja::{Value, context};
use store::{Id, channel::Channel, delivery::Delivery, post::Post, publication::Publication};

use super::{calendar_wish::Wish, health, mark, title_of};
use crate::{Web, format::Reader, request::Member};

/// A post at a time of a day.
pub(super) struct Tile<'a> {
    post: Id<Post>,
    at: i64,
    deliveries: Vec<&'a Delivery>,
    /// The draft, when it is nothing more.
    draft: Option<&'a Post>,
    /// What was said elsewhere, which is no post of ours.
    elsewhere: Option<&'a Publication>,
}

/// What all tiles are drawn with.
pub(super) struct Drawing<'a> {
    pub(super) member: &'a Member,
    pub(super) reads: Reader,
    pub(super) channels: BTreeMap<Id<Channel>, Channel>,
    pub(super) may_publish: bool,
    /// The posts whose times follow a rule, which a tile does not move.
    pub(super) fixed: BTreeSet<Id<Post>>,
    /// What all channels say of the posts that say different things on them.
    pub(super) shared: BTreeMap<Id<Post>, Variant>,
    /// The words of each state, looked up once.
    pub(super) words: BTreeMap<&'static str, String>,
    /// Where posts stand in their chains, and the words of that.
    pub(super) approvals: BTreeMap<Id<Post>, &'static str>,
    /// The words of each such standing.
    pub(super) approval_words: BTreeMap<&'static str, String>,
}

/// The posts by day, each at its time, in order.
pub(super) fn by_day<'a>(
    wish: &Wish,
    deliveries: &'a [Delivery],
    drafts: &'a [Post],
    elsewhere: &'a [Publication],
) -> BTreeMap<Date, Vec<Tile<'a>>> {
    let day = |at: i64| {
        let at = jiff::Timestamp::from_microsecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        at.to_zoned(wish.zone.clone()).date()
    };
    let empty = |post, at| Tile { post, at, deliveries: Vec::new(), draft: None, elsewhere: None };
    let mut tiles: BTreeMap<(i64, bool, i64), Tile<'a>> = BTreeMap::new();
    for delivery in deliveries {
        let (at, post) = (delivery.due_at, delivery.post_id);
        tiles.entry((at, false, post.get())).or_insert_with(|| empty(post, at)).deliveries.push(delivery);
    }
    for draft in drafts {
        if let Some(at) = draft.due_at {
            tiles.entry((at, false, draft.id.get())).or_insert_with(|| Tile { draft: Some(draft), ..empty(draft.id, at) });
        }
    }
    for said in elsewhere {
        let tile = Tile { elsewhere: Some(said), ..empty(Id::new(0), said.published_at) };
        tiles.insert((said.published_at, true, said.id.get()), tile);
    }
    let mut days: BTreeMap<Date, Vec<Tile<'a>>> = BTreeMap::new();
    for tile in tiles.into_values() {
        days.entry(day(tile.at)).or_default().push(tile);
    }
    days
}

/// The posts of deliveries, each once.
pub(super) fn posts_of(deliveries: &[Delivery]) -> Vec<Id<Post>> {
    let posts: BTreeSet<Id<Post>> = deliveries.iter().map(|delivery| delivery.post_id).collect();
    posts.into_iter().collect()
}

/// The posts that do not say the same on all their channels.
pub(super) fn varied(deliveries: &[Delivery]) -> Vec<Id<Post>> {
    let mut said: BTreeMap<Id<Post>, &str> = BTreeMap::new();
    let mut differing: Vec<Id<Post>> = Vec::new();
    for delivery in deliveries {
        let first: &str = said.entry(delivery.post_id).or_insert(&delivery.content);
        if first != delivery.content && !differing.contains(&delivery.post_id) {
            differing.push(delivery.post_id);
        }
    }
    differing
}

/// How much a state wants to be seen when a post stands differently on its channels.
const fn weight(state: State) -> u8 {
    match state {
        State::Asking => 9,
        State::Refused => 8,
        State::Held => 7,
        State::Unknown => 6,
        State::Retrying => 5,
        State::Pending => 4,
        State::Sending => 3,
        State::Waiting => 2,
        State::Published => 1,
        State::Cancelled => 0,
    }
}

impl Drawing<'_> {
    /// A tile for the template.
    pub(super) fn tile(&self, tile: &Tile<'_>) -> Value {
        if let Some(said) = tile.elsewhere {
            return self.elsewhere(said);
        }
        let states = tile.deliveries.iter().filter_map(|delivery| State::from_name(&delivery.state));
        let state = states.max_by_key(|state| weight(*state));
        let open = tile
            .deliveries
            .iter()
            .any(|delivery| delivery.step == 0 && State::from_name(&delivery.state).is_some_and(State::is_open));
        let first = || tile.deliveries.first().map(|one| one.content.as_str()).unwrap_or_default();
        let kept = tile.draft.map_or_else(first, |draft| draft.content.as_str());
        let said = match self.shared.get(&tile.post) {
            Some(said) => said.clone(),
            None => serde_json::from_str(kept).unwrap_or_default(),
        };
        let (kind, words) = state.map_or(("draft", "draft"), |state| (health(state), state.name()));
        // A post for one channel that wants a person leads to where that is done.
        let wants = state.is_some_and(State::wants_person);
        let href = match tile.deliveries.as_slice() {
            [one] if wants || state == Some(State::Published) => format!("deliveries/{}", one.id),
            _ => format!("posts/{}", tile.post),
        };
        let zoned = self.reads.zoned(tile.at);
        let networks = tile.deliveries.iter().filter_map(|delivery| self.channels.get(&delivery.channel_id));
        context! {
            approval => open.then(|| self.approvals.get(&tile.post).copied()).flatten(), approval_words => self.approvals.get(&tile.post).and_then(|state| self.approval_words.get(state)),
            post => tile.post.get(), at => tile.at, clock => self.reads.clock(tile.at), title => title_of(&said), kind,
            words => self.words.get(words), state => words, href => self.member.href(&href),
            networks => networks.map(|channel| context! { mark => mark(&channel.network), name => channel.name.as_str() }).collect::<Vec<_>>(),
            comes_again => self.fixed.contains(&tile.post),
            may_move => self.may_publish && (tile.draft.is_some() || open && !self.fixed.contains(&tile.post)), move_href => self.member.href(&format!("posts/{}/move", tile.post)),
            day => zoned.date().to_string(), hour => zoned.hour(),
        }
    }

    /// A tile of what was said elsewhere: it leads to where it stands.
    fn elsewhere(&self, said: &Publication) -> Value {
        let channel = self.channels.get(&said.channel_id);
        // An address that a network told is followed only when it is one of the web.
        let is_web = ["https://", "http://"].iter().any(|scheme| said.address.starts_with(scheme));
        let href = if is_web { said.address.clone() } else { self.member.href(&format!("channels/{}", said.channel_id)) };
        let (zoned, text) = (self.reads.zoned(said.published_at), said.text.clone());
        context! {
            at => said.published_at, clock => self.reads.clock(said.published_at), title => title_of(&Variant { text, ..Variant::default() }),
            kind => "elsewhere", words => self.words.get("elsewhere"), state => "elsewhere", href, leads_away => is_web, hour => zoned.hour(),
            networks => channel.iter().map(|channel| context! { mark => mark(&channel.network), name => channel.name.as_str() }).collect::<Vec<_>>(),
        }
    }

    /// The words of a standing in chains.
    pub(super) fn approval_words(web: &Web, member: &Member) -> BTreeMap<&'static str, String> {
        ["waiting", "approved", "refused"].map(|name| (name, super::say(web, member, &format!("approval-state-{name}")))).into()
    }

    /// The words of a state or of a draft.
    pub(super) fn all_words(web: &Web, member: &Member) -> BTreeMap<&'static str, String> {
        let names = State::ALL.into_iter().map(State::name).chain(["draft", "elsewhere"]);
        names.map(|name| (name, super::say(web, member, &format!("delivery-state-{name}")))).collect()
    }
}
