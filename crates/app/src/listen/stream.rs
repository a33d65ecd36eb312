//! The stream of mentions as people read it: judged by the words, with what was caught marked.

use std::collections::{BTreeMap, BTreeSet};

use domain::hat::Act;
use query::{Analysis, Query};
use store::{
    Id, Reader,
    document::Document,
    mention::Catch,
    rollup::HourCount,
    source::Source,
    story::Story,
    stream::{Place, StreamFilter, StreamRow},
};

use crate::{
    Actor, App, Refusal,
    listen::{
        excerpt::{Excerpt, excerpt_at, marks, united_marks},
        filter::MentionFilter,
        kept::{SourceTitles, holds, reread_row},
    },
};

/// The most mentions of one page of the stream.
pub const STREAM_PAGE_MAX: usize = 500;
/// How many candidates of a filter with words are judged for one page, before the page is given as far as it got.
pub const JUDGED_MAX: usize = 2_000;
/// How many candidates are read at a time.
const JUDGED_AT_ONCE: u32 = 200;
/// A count that the rollups cannot answer goes this far and no further.
pub const COUNT_MAX: u32 = 10_000;

/// One mention in a list.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The document.
    pub row: StreamRow,
    /// Its title, the words that were caught marked.
    pub title: Excerpt,
    /// The sentence in which it was caught.
    pub excerpt: Excerpt,
    /// The topics that caught it.
    pub topics: Vec<Catch>,
    /// The team's tags.
    pub tags: Vec<String>,
    /// How many notes stand beside it.
    pub notes: i64,
    /// The title of the source that brought it first; none when that was removed.
    pub source: Option<String>,
    /// Its story, when it has copies.
    pub story: Option<Story>,
}

impl Mention {
    /// Its place in the stream.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { published_at: self.row.published_at, id: self.row.id }
    }
}

/// A page of the stream.
#[derive(Clone, Debug, Default)]
pub struct StreamPage {
    /// The mentions, newest first.
    pub mentions: Vec<Mention>,
    /// Where the next page begins; none at the end. A page may be short, even empty, and have a next one: then so many candidates
    /// were judged that it was time to answer.
    pub next: Option<Place>,
}

/// How many mentions pass a filter, and when they were said.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Mentions by hour, in the order of time, of the part that was looked at.
    pub hours: Vec<HourCount>,
    /// How many.
    pub count: i64,
    /// Whether that is all of them; otherwise there are at least so many.
    pub exact: bool,
    /// Where so many candidates had been judged that it was time to answer, UTC microseconds: what was said before was not looked at.
    pub whole_from: Option<i64>,
}

/// Whether the filter's words cannot be asked: nothing is shown then but what is wrong with them.
#[must_use]
pub fn is_unaskable(filter: &MentionFilter) -> bool {
    !filter.words.is_empty() && filter.query.is_none()
}

impl App {
    /// A page of the stream: up to `limit` mentions (at most [`STREAM_PAGE_MAX`]) further on than `after`.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn stream(
        &self,
        actor: &Actor,
        filter: &MentionFilter,
        after: Option<Place>,
        limit: usize,
    ) -> Result<StreamPage, Refusal> {
        actor.may(Act::Read)?;
        self.stream_by(&self.reader(actor).together(), filter, after, limit).await
    }

    /// The same for whoever may read, by a reader that may gather what else is asked beside it.
    pub(crate) async fn stream_by(
        &self,
        reader: &Reader,
        filter: &MentionFilter,
        after: Option<Place>,
        limit: usize,
    ) -> Result<StreamPage, Refusal> {
        if is_unaskable(filter) {
            return Ok(StreamPage::default());
        }
        let limit = limit.clamp(1, STREAM_PAGE_MAX);
        let asked = filter.to_stream(self.clock.now());
        let (rows, next) = match &filter.query {
            Some(query) => self.judged_page(reader, &asked, query, after, limit).await?,
            None => plain_page(reader, &asked, after, limit).await?,
        };
        Ok(StreamPage { mentions: self.described(reader, rows, filter.query.as_ref()).await?, next })
    }

    /// These documents as mentions of a list, newest first; those of other workspaces are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mentions(&self, actor: &Actor, ids: &[Id<Document>]) -> Result<Vec<Mention>, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor).together();
        let rows = reader.documents(ids).await?.into_iter().map(row_of).collect();
        self.described(&reader, rows, None).await
    }

    /// The mentions beside a place in the stream: the nearest newer one and the nearest older one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn neighbours(
        &self,
        actor: &Actor,
        filter: &MentionFilter,
        place: Place,
    ) -> Result<(Option<Id<Document>>, Option<Id<Document>>), Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let asked = filter.to_stream(self.clock.now());
        let Some(query) = &filter.query else {
            let newer = reader.stream_newer(&asked, place, 1).await?;
            let older = reader.stream(&asked, Some(place), 1).await?;
            return Ok((newer.first().map(|row| row.id), older.first().map(|row| row.id)));
        };
        let newer = reader.stream_newer(&asked, place, JUDGED_AT_ONCE).await?;
        let older = reader.stream(&asked, Some(place), JUDGED_AT_ONCE).await?;
        let newer = self.judge(&reader, newer, query).await?;
        let older = self.judge(&reader, older, query).await?;
        Ok((newer.first().map(|row| row.id), older.first().map(|row| row.id)))
    }

    /// How many mentions pass the filter and when they were said: from the rollups where they can answer, counted up to
    /// [`COUNT_MAX`] otherwise, judged up to [`JUDGED_MAX`] candidates where words are asked for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn survey(&self, actor: &Actor, filter: &MentionFilter) -> Result<Survey, Refusal> {
        actor.may(Act::Read)?;
        if is_unaskable(filter) {
            return Ok(Survey { exact: true, ..Survey::default() });
        }
        let reader = self.reader(actor);
        let asked = filter.to_stream(self.clock.now());
        if let Some(query) = &filter.query {
            return self.judged_survey(&reader, &asked, query).await;
        }
        if asked.is_counted() {
            let hours = reader.volume(&asked).await?;
            return Ok(Survey { count: hours.iter().map(|hour| hour.mentions).sum(), hours, exact: true, whole_from: None });
        }
        let count = reader.count(&asked, COUNT_MAX + 1).await?;
        let exact = count <= i64::from(COUNT_MAX);
        let hours = if exact { reader.volume(&asked).await? } else { Vec::new() };
        Ok(Survey { hours, count: count.min(i64::from(COUNT_MAX)), exact, whole_from: None })
    }

    async fn judged_survey(&self, reader: &Reader, asked: &StreamFilter, query: &Query) -> Result<Survey, Refusal> {
        let (mut place, mut judged) = (None, 0);
        let mut counts: BTreeMap<i64, HourCount> = BTreeMap::new();
        let mut exact = false;
        while judged < JUDGED_MAX {
            let rows = reader.stream(asked, place, JUDGED_AT_ONCE).await?;
            judged += rows.len();
            exact = rows.len() < JUDGED_AT_ONCE as usize;
            place = rows.last().map(place_of).or(place);
            for row in self.judge(reader, rows, query).await? {
                let hour = (row.published_at - asked.past).div_euclid(store::mention::HOUR_US);
                let count = counts.entry(hour).or_insert(HourCount { hour, mentions: 0, stories: 0, past: asked.past });
                count.mentions += 1;
                count.stories += i64::from(row.leads);
            }
            if exact {
                break;
            }
        }
        let hours: Vec<HourCount> = counts.into_values().collect();
        let whole_from = place.filter(|_| !exact).map(|place| place.published_at);
        Ok(Survey { count: hours.iter().map(|hour| hour.mentions).sum(), hours, exact, whole_from })
    }

    async fn judged_page(
        &self,
        reader: &Reader,
        asked: &StreamFilter,
        query: &Query,
        after: Option<Place>,
        limit: usize,
    ) -> Result<(Vec<StreamRow>, Option<Place>), Refusal> {
        let (mut kept, mut place, mut judged) = (Vec::new(), after, 0);
        loop {
            let rows = reader.stream(asked, place, JUDGED_AT_ONCE).await?;
            let ended = rows.len() < JUDGED_AT_ONCE as usize;
            judged += rows.len();
            place = rows.last().map(place_of).or(place);
            kept.extend(self.judge(reader, rows, query).await?);
            if kept.len() > limit {
                kept.truncate(limit);
                let next = kept.last().map(place_of);
                return Ok((kept, next));
            }
            if ended {
                return Ok((kept, None));
            }
            if judged >= JUDGED_MAX {
                return Ok((kept, place));
            }
        }
    }

    /// Those of the rows whose whole documents the query holds for, in the same order.
    async fn judge(&self, reader: &Reader, rows: Vec<StreamRow>, query: &Query) -> Result<Vec<StreamRow>, Refusal> {
        let ids: Vec<Id<Document>> = rows.iter().map(|row| row.id).collect();
        let documents = reader.documents(&ids).await?;
        let titles = source_titles(reader, documents.iter().map(|document| document.source_id)).await?;
        let (query, now_us) = (query.clone(), self.now());
        let judged = tokio::task::spawn_blocking(move || {
            let mut analysis = Analysis::new();
            let holding = documents.iter().filter(|document| holds(&query, &mut analysis, document, &titles, now_us));
            let holding: std::collections::HashSet<Id<Document>> = holding.map(|document| document.id).collect();
            rows.into_iter().filter(|row| holding.contains(&row.id)).collect()
        });
        judged.await.map_err(|_ended| Refusal::Interrupted)
    }

    /// Rows with all that a list shows of them.
    async fn described(&self, reader: &Reader, rows: Vec<StreamRow>, words: Option<&Query>) -> Result<Vec<Mention>, Refusal> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<Id<Document>> = rows.iter().map(|row| row.id).collect();
        let sources: BTreeSet<Id<Source>> = rows.iter().map(|row| row.source_id).collect();
        let sources: Vec<Id<Source>> = sources.into_iter().collect();
        let (mut catches, mut tags, notes, stories, titles, stamp) = tokio::try_join!(
            reader.catches(&ids),
            reader.tags_of(&ids),
            reader.note_counts(&ids),
            reader.stories(&ids),
            reader.source_titles(&sources),
            reader.listening_stamp(),
        )?;
        let standing = self.listening.as_of(&self.store, reader.workspace_id(), stamp).await?;
        let (words, now_us) = (words.cloned(), self.now());
        let described = tokio::task::spawn_blocking(move || {
            let mut analysis = Analysis::new();
            let describe = |row: StreamRow| {
                let topics = catches.remove(&row.id).unwrap_or_default();
                let own = topics.iter().filter_map(|catch| Some(&*standing.topic(catch.topic_id)?.query));
                let (found, first) = reread_row(&row, &titles, |readable| {
                    // What was asked for just now is shown before what the topics ask for.
                    let words = words.as_ref().map(|words| marks([words], &mut analysis, readable, now_us)).unwrap_or_default();
                    (marks(own, &mut analysis, readable, now_us), words)
                });
                let title = united_marks(&found.title, &first.title);
                let text = united_marks(&found.text, &first.text);
                Mention {
                    title: Excerpt::whole(&row.title, title),
                    excerpt: excerpt_at(&row.text, &text, first.text.first().or(text.first())),
                    tags: tags.remove(&row.id).unwrap_or_default(),
                    notes: notes.get(&row.id).copied().unwrap_or(0),
                    source: titles.get(&row.source_id).cloned(),
                    story: stories.get(&row.id).copied(),
                    topics,
                    row,
                }
            };
            rows.into_iter().map(describe).collect()
        });
        described.await.map_err(|_ended| Refusal::Interrupted)
    }
}

async fn plain_page(
    reader: &Reader,
    asked: &StreamFilter,
    after: Option<Place>,
    limit: usize,
) -> Result<(Vec<StreamRow>, Option<Place>), Refusal> {
    let mut rows = reader.stream(asked, after, u32::try_from(limit + 1).unwrap_or(u32::MAX)).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = if more { rows.last().map(place_of) } else { None };
    Ok((rows, next))
}

/// The titles of the sources of some documents.
pub(crate) async fn source_titles(reader: &Reader, sources: impl Iterator<Item = Id<Source>>) -> Result<SourceTitles, Refusal> {
    let ids: BTreeSet<Id<Source>> = sources.collect();
    let ids: Vec<Id<Source>> = ids.into_iter().collect();
    Ok(reader.source_titles(&ids).await?)
}

fn place_of(row: &StreamRow) -> Place {
    Place { published_at: row.published_at, id: row.id }
}

pub(crate) fn row_of(document: Document) -> StreamRow {
    StreamRow {
        id: document.id,
        address: document.address,
        site: document.site,
        title: document.title,
        text: document.text,
        author: document.author,
        language: document.language,
        kind: document.kind,
        rating: document.rating,
        source_id: document.source_id,
        published_at: document.published_at,
        published_known: document.published_known,
        found_at: document.found_at,
        version: document.version,
        starred: document.starred,
        done_at: document.done_at,
        assignee_id: document.assignee_id,
        tags: document.tags,
        author_address: document.author_address,
        understood: document.understood,
        leads: document.leads,
    }
}
