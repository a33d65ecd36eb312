//! How much each clause of a topic's query does: in how many documents of late it was found, so that a dead one and one that does
//! everything are seen.

use domain::hat::Act;
use query::Explained;
use store::{Id, topic::Topic};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        archive_ask::place_of,
        judging::{READ_AT_ONCE, ask_each},
        topic_save::parse_among,
    },
};

/// How far back is looked, in days.
pub const LEAVES_DAYS: i64 = 30;
/// The most documents of these days that are judged, newest first, of those that the query's candidate filter finds.
pub const LEAVES_JUDGED_MAX: usize = 2_000;

/// A clause and what it did.
#[derive(Clone, Debug)]
pub struct CountedClause {
    /// A leaf as a query writes it; otherwise its operator.
    pub clause: String,
    /// Whether it stands under a NOT: its documents are those that it kept out.
    pub forbidden: bool,
    /// In how many documents it was found: of those that the query holds for; for a forbidden clause, of those that it does not
    /// hold for.
    pub documents: usize,
    /// Its parts.
    pub children: Vec<Self>,
}

/// A query and what each of its clauses did.
#[derive(Clone, Debug)]
pub struct LeafHits {
    /// The tree; none when no document of these days came near the query.
    pub tree: Option<CountedClause>,
    /// Documents that were judged.
    pub judged: usize,
    /// Of these, those that the query holds for.
    pub caught: usize,
    /// Whether these are all of the last [`LEAVES_DAYS`] days.
    pub complete: bool,
    /// When the oldest of them was said, UTC microseconds, when they are not all.
    pub searched_to: Option<i64>,
}

impl App {
    /// Counts for each clause of a topic's query the documents of the last [`LEAVES_DAYS`] days in which it was found, on at most
    /// [`LEAVES_JUDGED_MAX`] of them, newest first.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic, its query can no longer be asked, or the database does not answer.
    pub async fn leaf_hits(&self, actor: &Actor, id: Id<Topic>) -> Result<LeafHits, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let parsed = parse_among(&topic.query, Some((id, &topic.name)), &reader.topics().await?);
        let Some(query) = parsed.query else { return Err(Refusal::Query(parsed.problems)) };
        let candidates = query::candidates(&query);
        let now_us = self.now();
        let since = now_us - LEAVES_DAYS * 24 * store::mention::HOUR_US;
        let mut hits = LeafHits { tree: None, judged: 0, caught: 0, complete: false, searched_to: None };
        let mut place = None;
        while hits.judged < LEAVES_JUDGED_MAX && !hits.complete {
            let documents = reader.archive_in_time(&candidates, Some(since), place, READ_AT_ONCE).await?;
            hits.complete = documents.len() < READ_AT_ONCE as usize;
            place = documents.last().map(place_of).or(place);
            let query = query.clone();
            let explained = ask_each(&reader, documents, move |_, readable, analysis| {
                Some(query.explain(analysis, &readable.document(), now_us).tree)
            });
            for tree in explained.await? {
                hits.judged += 1;
                hits.caught += usize::from(tree.holds);
                let counted = hits.tree.get_or_insert_with(|| begun(&tree, false));
                count(counted, &tree, tree.holds);
            }
        }
        hits.searched_to = place.filter(|_| !hits.complete).map(|place| place.published_at);
        Ok(hits)
    }
}

/// The shape of a tree, nothing counted yet.
fn begun(part: &Explained, forbidden: bool) -> CountedClause {
    let below = forbidden != (part.clause == "NOT" && !part.children.is_empty());
    CountedClause {
        clause: part.clause.clone(),
        forbidden,
        documents: 0,
        children: part.children.iter().map(|child| begun(child, below)).collect(),
    }
}

/// All explanations of one query have one shape.
fn count(counted: &mut CountedClause, part: &Explained, caught: bool) {
    let found = if part.children.is_empty() { part.count > 0 || part.holds } else { part.holds };
    counted.documents += usize::from(found && caught != counted.forbidden);
    for (counted, part) in counted.children.iter_mut().zip(&part.children) {
        count(counted, part, caught);
    }
}
