//! What is counted over the newest mentions, because no rollup has it: who, where, about what, which stories.

use std::collections::{BTreeMap, BTreeSet};

use domain::feeling::Felt;
use serde::Deserialize;
use store::{Id, Reader, figure::Sampled, source::Source, story::Story};

use crate::{Refusal, listen::stream::source_titles};

/// The newest mentions of a stretch over which such figures are counted, at most.
pub const FIGURES_SAMPLE_MAX: usize = 5_000;
/// The longest list of such figures.
pub const FIGURES_LISTED_MAX: usize = 10;

/// How long the words of a title are that a text without one is given, in characters.
const TITLE_CHARACTERS_MAX: usize = 80;

/// How many mentions have something in common, and what was felt in them.
#[derive(Clone, Debug)]
pub struct Tally<K> {
    /// What they have in common.
    pub key: K,
    /// How many.
    pub mentions: i64,
    /// What was felt in them; for an aspect, where it is first spoken of.
    pub felt: Felt,
}

/// A name on a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuthorKey {
    /// The host.
    pub site: String,
    /// The name.
    pub name: String,
}

/// A story of the sample with its copies everywhere.
#[derive(Clone, Debug)]
pub struct SampledStory {
    /// The story.
    pub story: Story,
    /// A title that it goes by; of a text without one, its first words.
    pub title: String,
}

/// Figures over the newest mentions. Lists are at most [`FIGURES_LISTED_MAX`] long, greatest first.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Mentions that were looked at.
    pub mentions: usize,
    /// Whether these are all of the stretch.
    pub complete: bool,
    /// By host.
    pub sites: Vec<Tally<String>>,
    /// By the source that brought them first, with its title; none when that was removed.
    pub sources: Vec<Tally<(Id<Source>, Option<String>)>>,
    /// By author, the nameless left out.
    pub authors: Vec<Tally<AuthorKey>>,
    /// By key phrase.
    pub phrases: Vec<Tally<String>>,
    /// By aspect.
    pub aspects: Vec<Tally<String>>,
    /// By what they want.
    pub intents: Vec<Tally<String>>,
    /// The most copied ones.
    pub stories: Vec<SampledStory>,
}

/// Counts by a key.
#[derive(Debug)]
pub(crate) struct Tallies<K>(BTreeMap<K, (i64, Felt)>);

impl<K: Ord> Tallies<K> {
    pub(crate) const fn new() -> Self {
        Self(BTreeMap::new())
    }

    pub(crate) fn add(&mut self, key: K, sentiment: &str) {
        let (mentions, felt) = self.0.entry(key).or_default();
        *mentions += 1;
        felt.add(sentiment, 1);
    }

    /// The greatest ones, at most `limit`; of equal ones the first by their key.
    pub(crate) fn greatest(self, limit: usize) -> Vec<Tally<K>> {
        let mut tallies: Vec<Tally<K>> =
            self.0.into_iter().map(|(key, (mentions, felt))| Tally { key, mentions, felt }).collect();
        tallies.sort_by_key(|tally| std::cmp::Reverse(tally.mentions));
        tallies.truncate(limit);
        tallies
    }
}

/// The parts of a reading that are counted.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Read {
    aspects: Vec<Spoken>,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
struct Spoken {
    aspect: String,
    sentiment: String,
}

impl Sample {
    /// Counts rows, newest first; one more than `limit` of them says that there are more.
    pub(crate) async fn count(reader: &Reader, mut rows: Vec<Sampled>, limit: usize) -> Result<Self, Refusal> {
        let complete = rows.len() <= limit;
        rows.truncate(limit);
        let stories = most_copied(reader, &rows).await?;
        // A few thousand readings are a few megabytes of JSON: not for an async thread.
        let counted = tokio::task::spawn_blocking(move || (Self::of_rows(&rows), by_source(&rows)));
        let (sample, sources) = counted.await.map_err(|_ended| Refusal::Interrupted)?;
        let titles = source_titles(reader, sources.iter().map(|tally| tally.key)).await?;
        let titled = |tally: Tally<Id<Source>>| {
            let title = titles.get(&tally.key).cloned();
            Tally { key: (tally.key, title), mentions: tally.mentions, felt: tally.felt }
        };
        Ok(Self { complete, stories, sources: sources.into_iter().map(titled).collect(), ..sample })
    }

    /// The key phrases of rows and in how many of them each is; at most [`FIGURES_LISTED_MAX`], the most said first.
    pub(crate) fn phrases_of(rows: impl Iterator<Item = Sampled>) -> Vec<(String, u64)> {
        let mut phrases = Tallies::new();
        for row in rows {
            let read: Read = serde_json::from_str(&row.reading).unwrap_or_default();
            let of_text: BTreeSet<String> = read.phrases.into_iter().map(|phrase| phrase.to_lowercase()).collect();
            of_text.into_iter().for_each(|phrase| phrases.add(phrase, &row.sentiment));
        }
        let counted = phrases.greatest(FIGURES_LISTED_MAX).into_iter();
        counted.map(|tally| (tally.key, u64::try_from(tally.mentions).unwrap_or_default())).collect()
    }

    fn of_rows(rows: &[Sampled]) -> Self {
        let (mut sites, mut authors, mut intents) = (Tallies::new(), Tallies::new(), Tallies::new());
        let (mut phrases, mut aspects) = (Tallies::new(), Tallies::new());
        for row in rows {
            sites.add(row.site.clone(), &row.sentiment);
            if !row.author.is_empty() {
                authors.add(AuthorKey { site: row.site.clone(), name: row.author.clone() }, &row.sentiment);
            }
            if !row.intent.is_empty() {
                intents.add(row.intent.clone(), &row.sentiment);
            }
            let read: Read = serde_json::from_str(&row.reading).unwrap_or_default();
            let mut spoken: BTreeMap<String, String> = BTreeMap::new();
            for Spoken { aspect, sentiment } in read.aspects {
                spoken.entry(aspect).or_insert(sentiment);
            }
            spoken.into_iter().for_each(|(aspect, sentiment)| aspects.add(aspect, &sentiment));
            let of_text: BTreeSet<String> = read.phrases.into_iter().map(|phrase| phrase.to_lowercase()).collect();
            of_text.into_iter().for_each(|phrase| phrases.add(phrase, &row.sentiment));
        }
        Self {
            mentions: rows.len(),
            sites: sites.greatest(FIGURES_LISTED_MAX),
            authors: authors.greatest(FIGURES_LISTED_MAX),
            phrases: phrases.greatest(FIGURES_LISTED_MAX),
            aspects: aspects.greatest(FIGURES_LISTED_MAX),
            intents: intents.greatest(FIGURES_LISTED_MAX),
            ..Self::default()
        }
    }
}

fn by_source(rows: &[Sampled]) -> Vec<Tally<Id<Source>>> {
    let mut sources = Tallies::new();
    rows.iter().for_each(|row| sources.add(row.source_id, &row.sentiment));
    sources.greatest(FIGURES_LISTED_MAX)
}

/// The stories of these rows that have the most copies, wherever these were said.
pub(crate) async fn most_copied(reader: &Reader, rows: &[Sampled]) -> Result<Vec<SampledStory>, Refusal> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let stories = reader.stories(&ids).await?;
    let mut known = BTreeSet::new();
    // The rows are newest first; the oldest one that is here names its story.
    let mut told: Vec<_> = rows
        .iter()
        .rev()
        .filter_map(|row| Some((row.id, *stories.get(&row.id)?)))
        .filter(|(_, story)| known.insert(story.id))
        .collect();
    told.sort_by_key(|(_, story)| std::cmp::Reverse((story.copies, story.sites)));
    told.truncate(FIGURES_LISTED_MAX);
    let named: Vec<_> = told.iter().map(|(id, _)| *id).collect();
    let documents = reader.documents(&named).await?;
    let title = |id| {
        let document = documents.iter().find(|document| document.id == id)?;
        if !document.title.is_empty() {
            return Some(document.title.clone());
        }
        // What has no title, as on networks, goes by its first words.
        let words: String = document.text.chars().take(TITLE_CHARACTERS_MAX).collect();
        Some(if words.is_empty() { document.site.clone() } else { words })
    };
    Ok(told.into_iter().map(|(id, story)| SampledStory { story, title: title(id).unwrap_or_default() }).collect())
}
