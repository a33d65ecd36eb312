//! One mention in full: its text with what was caught, why each topic caught it, its earlier texts, and what the team did about it.

use domain::hat::Act;
use query::{Analysis, Explained, Span, TITLE};
use store::{
    Id, Reader,
    document::{Bringer, Document, Note, Version},
    event::Event,
    mention::Catch,
    stream::Place,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        excerpt::{Excerpt, excerpt, marked_html, marks},
        filter::MentionFilter,
        kept::reread,
        listening::Standing,
        private::{Words, masked_html},
        stream::{Mention, row_of, source_titles},
    },
};

/// The most events that a mention's page shows.
const EVENTS_MAX: u32 = 50;
/// The most clauses that are named as the reason for a catch.
const HITS_MAX: usize = 12;

/// A clause of a topic that holds in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The clause as a query writes it.
    pub clause: String,
    /// How often it occurs; 0 for one that is about a field.
    pub count: usize,
    /// The words of the first occurrence as the text writes them.
    pub words: Option<String>,
}

/// Why a topic caught a document.
#[derive(Clone, Debug)]
pub struct Why {
    /// The topic and when it caught it.
    pub topic: Catch,
    /// Whether it would catch it now.
    pub holds: bool,
    /// Whether the topic was changed since.
    pub changed: bool,
    /// Whether the topic listens no more, so that it cannot be asked.
    pub archived: bool,
    /// The clauses that hold, in the order of the query.
    pub hits: Vec<Hit>,
}

/// One mention in full.
#[derive(Clone, Debug)]
pub struct MentionRead {
    /// The document.
    pub document: Document,
    /// The same as a list shows it.
    pub mention: Mention,
    /// The whole text as safe markup, the words that were caught marked.
    pub body: String,
    /// Why each topic caught it.
    pub whys: Vec<Why>,
    /// The site's own categories.
    pub categories: Vec<String>,
    /// Its earlier texts, oldest first.
    pub versions: Vec<Version>,
    /// The sources that brought it, first one first.
    pub bringers: Vec<Bringer>,
    /// What colleagues wrote beside it.
    pub notes: Vec<Note>,
    /// What was done about it, newest first.
    pub events: Vec<Event>,
    /// The next newer mention under the filter that the reader came by.
    pub newer: Option<Id<Document>>,
    /// The next older one.
    pub older: Option<Id<Document>>,
}

impl MentionRead {
    /// As `body`, with words in the place of what is private.
    #[must_use]
    pub fn masked_body(&self, words: &Words<'_>) -> String {
        masked_html(&self.body, &self.document.text, words)
    }
}

impl App {
    /// Reads a mention with everything around it.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such document, or the database does not answer.
    pub async fn read_mention(&self, actor: &Actor, id: Id<Document>, filter: &MentionFilter) -> Result<MentionRead, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let document = reader.document(id).await?.ok_or(Refusal::NoSuch(Noun::Mention))?;
        let catches = reader.catches(&[id]).await?.remove(&id).unwrap_or_default();
        let tags = reader.tags_of(&[id]).await?.remove(&id).unwrap_or_default();
        let notes = reader.notes(id).await?;
        let titles = source_titles(&reader, std::iter::once(document.source_id)).await?;
        let standing = self.listening.of(&self.store, actor.workspace).await?;
        let (newer, older) = self.neighbours(actor, filter, Place { published_at: document.published_at, id }).await?;
        let source = titles.get(&document.source_id).cloned();
        let (asked, words, now_us) = (document.clone(), filter.query.clone(), self.now());
        let found = tokio::task::spawn_blocking(move || {
            let mut analysis = Analysis::new();
            reread(&asked, &titles, |readable| {
                let own = catches.iter().filter_map(|catch| standing.topic(catch.topic_id));
                let queries = own.map(|topic| &*topic.query).chain(words.as_ref());
                let marks = marks(queries, &mut analysis, readable, now_us);
                let whys: Vec<Why> =
                    catches.iter().map(|catch| why(catch, &standing, &analysis, &readable.document(), now_us)).collect();
                (
                    marked_html(&asked.html, &asked.text, &marks.text),
                    excerpt(&asked.text, &marks.text),
                    marks.title,
                    whys,
                    catches.clone(),
                )
            })
        });
        let (body, excerpt, title, whys, topics) = found.await.map_err(|_ended| Refusal::Interrupted)?;
        let mention = Mention {
            title: Excerpt::whole(&document.title, title),
            excerpt,
            topics,
            tags,
            notes: i64::try_from(notes.len()).unwrap_or(i64::MAX),
            source,
            story: reader.stories(&[id]).await?.remove(&id),
            row: row_of(document.clone()),
        };
        Ok(MentionRead {
            mention,
            body,
            whys,
            categories: serde_json::from_str(&document.tags).unwrap_or_default(),
            versions: reader.document_versions(id).await?,
            bringers: reader.document_bringers(id).await?,
            notes,
            events: acts_on(&reader, id).await?,
            newer,
            older,
            document,
        })
    }
}

/// What was done about a document, corrections too, newest first.
async fn acts_on(reader: &Reader, id: Id<Document>) -> Result<Vec<Event>, Refusal> {
    let mut events = reader.events_of("document", id.get(), EVENTS_MAX).await?;
    events.extend(reader.events_of("correction", id.get(), EVENTS_MAX).await?);
    events.sort_by_key(|event| std::cmp::Reverse(event.id));
    Ok(events)
}

fn why(catch: &Catch, standing: &Standing, analysis: &Analysis, document: &query::Document<'_>, now_us: i64) -> Why {
    let Some(topic) = standing.topic(catch.topic_id) else {
        return Why { topic: catch.clone(), holds: false, changed: false, archived: true, hits: Vec::new() };
    };
    let explanation = topic.query.explain(analysis, document, now_us);
    let mut hits = Vec::new();
    if explanation.holds {
        leaves(&explanation.tree, document, &mut hits);
    }
    Why { topic: catch.clone(), holds: explanation.holds, changed: topic.version != catch.topic_version, archived: false, hits }
}

/// The leaves that hold and are wanted: what stands under `NOT` holds by being absent, and says nothing.
fn leaves(part: &Explained, document: &query::Document<'_>, out: &mut Vec<Hit>) {
    if !part.holds || part.clause == "NOT" || out.len() >= HITS_MAX {
        return;
    }
    if part.children.is_empty() {
        let words = part.hits.first().and_then(|span| words_of(span, document));
        if !out.iter().any(|hit| hit.clause == part.clause) {
            out.push(Hit { clause: part.clause.clone(), count: part.count, words });
        }
        return;
    }
    for child in &part.children {
        leaves(child, document, out);
    }
}

fn words_of(span: &Span, document: &query::Document<'_>) -> Option<String> {
    let text = if span.part == TITLE { document.title } else { document.body };
    text.get(span.start as usize..span.end as usize).map(str::to_owned)
}
