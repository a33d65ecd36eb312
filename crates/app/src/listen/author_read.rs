//! Authors: a name on a site, what they say and when, and how much weight they have. Nothing is kept of them beyond what they wrote in
//! public: all is counted from their mentions when it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use domain::{feeling::Felt, hat::Act, influence::Influence};
use jiff::{Timestamp, tz::TimeZone};
use store::{
    Id, Reader,
    figure::{Sampled, Spoken, Teller},
    mention::HOUR_US,
    story::Story,
    topic::Topic,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        figures_sample::{AuthorKey, FIGURES_LISTED_MAX, SampledStory, Tallies, Tally, most_copied},
        filter::MentionFilter,
        volume::Stretch,
    },
};

/// The newest mentions of a period over which authors are ranked, at most.
pub const AUTHORS_SAMPLE_MAX: usize = 10_000;
/// The newest mentions of one author that their page looks at, at most.
pub const AUTHOR_SAMPLE_MAX: usize = 2_000;
/// The longest list of authors.
pub const AUTHORS_LISTED_MAX: usize = 100;
/// The most copies that are looked at to know who began which story.
const TELLERS_MAX: usize = 50_000;
const WEEK_US: i64 = 7 * 24 * HOUR_US;

/// An author in a ranking.
#[derive(Clone, Debug)]
pub struct RankedAuthor {
    /// Who.
    pub key: AuthorKey,
    /// Mentions in the sample.
    pub mentions: i64,
    /// What was felt in them.
    pub felt: Felt,
    /// Their weight.
    pub influence: Influence,
}

/// Authors by weight.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The greatest first, at most [`AUTHORS_LISTED_MAX`].
    pub authors: Vec<RankedAuthor>,
    /// How many there are in all.
    pub count: usize,
    /// Mentions that were looked at; those that name nobody are not among them.
    pub mentions: usize,
    /// Whether these are all of the period.
    pub complete: bool,
    /// Mentions of the period that name nobody; none when not all were looked at.
    pub nameless: Option<i64>,
}

/// An author's page.
#[derive(Clone, Debug)]
pub struct AuthorRead {
    /// Who.
    pub key: AuthorKey,
    /// Their own page, where one of their mentions says it.
    pub address: Option<String>,
    /// Mentions that were looked at.
    pub mentions: usize,
    /// Whether these are all of the period.
    pub complete: bool,
    /// What was felt in them.
    pub felt: Felt,
    /// What was felt in those that a topic of the own brand caught; none when there is no such topic.
    pub felt_of_us: Option<Felt>,
    /// Their weight.
    pub influence: Influence,
    /// Mentions by weekday (Monday first) and hour of the reader's zone.
    pub rhythm: [[u64; 24]; 7],
    /// Topics that caught them.
    pub topics: Vec<Tally<(Id<Topic>, String)>>,
    /// Languages they write in; empty for not known.
    pub languages: Vec<Tally<String>>,
    /// Copied stories that they were the first to tell, the most copied first.
    pub begun: Vec<SampledStory>,
    /// Copied stories that they told after somebody else, the most copied first.
    pub joined: Vec<SampledStory>,
}

impl App {
    /// The authors of the mentions that pass the filter, by weight.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn rank_authors(&self, actor: &Actor, filter: &MentionFilter) -> Result<Ranking, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let mut rows = reader.spoken(&filter.to_stream(self.clock.now()), AUTHORS_SAMPLE_MAX + 1).await?;
        let complete = rows.len() <= AUTHORS_SAMPLE_MAX;
        rows.truncate(AUTHORS_SAMPLE_MAX);
        let mentions = rows.len();
        let tellers = tellers(&reader, rows.iter().map(|row| row.story_id)).await?;
        let stretch = Stretch::of(filter, self.clock.now());
        let ranked = tokio::task::spawn_blocking(move || ranked(&rows, &tellers, stretch));
        let mut authors = ranked.await.map_err(|_ended| Refusal::Interrupted)?;
        let count = authors.len();
        authors.truncate(AUTHORS_LISTED_MAX);
        let (from, to) = stretch.hours();
        let all = reader.counts_of_topics(&[filter.topic.unwrap_or(Id::new(0))], from, to).await?;
        let all: i64 = all.iter().map(|count| count.mentions).sum();
        let nameless = complete.then(|| (all - i64::try_from(mentions).unwrap_or(i64::MAX)).max(0));
        Ok(Ranking { authors, count, mentions, complete, nameless })
    }

    /// An author by the mentions that pass the filter; the filter's site and author are theirs.
    ///
    /// # Errors
    /// When the hats do not allow reading, nothing of such an author was ever caught here, or the database does not answer.
    pub async fn read_author(&self, actor: &Actor, key: &AuthorKey, filter: &MentionFilter) -> Result<AuthorRead, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        if key.name.is_empty() {
            return Err(Refusal::NoSuch(Noun::Author));
        }
        let newest = reader.newest_of_author(&key.site, &key.name).await?.ok_or(Refusal::NoSuch(Noun::Author))?;
        let theirs = MentionFilter { site: Some(key.site.clone()), author: Some(key.name.clone()), ..filter.clone() };
        let mut rows = reader.sample(&theirs.to_stream(self.clock.now()), false, AUTHOR_SAMPLE_MAX + 1).await?;
        let complete = rows.len() <= AUTHOR_SAMPLE_MAX;
        rows.truncate(AUTHOR_SAMPLE_MAX);
        let tellers = tellers(&reader, rows.iter().map(|row| row.story_id)).await?;
        let influence = influence_of(key, &rows, &tellers, Stretch::of(&theirs, self.clock.now()));
        let mut felt = Felt::default();
        let mut languages = Tallies::new();
        for row in &rows {
            felt.add(&row.sentiment, 1);
            languages.add(row.language.clone(), &row.sentiment);
        }
        let (topics, felt_of_us) = caught_by(&reader, &rows).await?;
        let first: BTreeSet<Id<Story>> =
            begun_by_story(&tellers).into_iter().filter(|(_, first)| is_by(first, key)).map(|(story, _)| story).collect();
        let (began, joined): (Vec<Sampled>, Vec<Sampled>) = rows.iter().cloned().partition(|row| first.contains(&row.story_id));
        Ok(AuthorRead {
            key: key.clone(),
            address: newest.author_address,
            mentions: rows.len(),
            complete,
            felt,
            felt_of_us,
            influence,
            rhythm: rhythm(&rows, &filter.zone),
            topics,
            languages: languages.greatest(FIGURES_LISTED_MAX),
            begun: most_copied(&reader, &began).await?,
            joined: most_copied(&reader, &joined).await?,
        })
    }
}

/// Everybody who told these stories.
async fn tellers(reader: &Reader, stories: impl Iterator<Item = Id<Story>>) -> Result<Vec<Teller>, Refusal> {
    let stories: BTreeSet<Id<Story>> = stories.collect();
    let stories: Vec<Id<Story>> = stories.into_iter().collect();
    Ok(reader.tellers(&stories, TELLERS_MAX).await?)
}

fn is_by(teller: &Teller, key: &AuthorKey) -> bool {
    teller.site == key.site && teller.author == key.name
}

/// The first teller of each story; tellers come in the order of time.
fn begun_by_story(tellers: &[Teller]) -> BTreeMap<Id<Story>, &Teller> {
    let mut first = BTreeMap::new();
    for teller in tellers {
        first.entry(teller.story_id).or_insert(teller);
    }
    first
}

/// What others made of stories that were begun in a stretch, by who began them: of each story the sites that copied, other than the
/// author's own and not under the author's own name elsewhere.
fn copied(tellers: &[Teller], stretch: Stretch) -> BTreeMap<AuthorKey, Vec<BTreeSet<String>>> {
    let mut sites: BTreeMap<Id<Story>, BTreeSet<String>> = BTreeMap::new();
    let first = begun_by_story(tellers);
    for teller in tellers {
        let Some(begun) = first.get(&teller.story_id) else { continue };
        if teller.site != begun.site && teller.author != begun.author {
            sites.entry(teller.story_id).or_default().insert(teller.site.clone());
        }
    }
    let mut by_author: BTreeMap<AuthorKey, Vec<BTreeSet<String>>> = BTreeMap::new();
    for (story, sites) in sites {
        let Some(begun) = first.get(&story) else { continue };
        if !begun.author.is_empty() && (stretch.from..stretch.to).contains(&begun.published_at) {
            by_author.entry(AuthorKey { site: begun.site.clone(), name: begun.author.clone() }).or_default().push(sites);
        }
    }
    by_author
}

/// What an author's texts, as their stories and moments, come to.
fn influence(texts: &[(Id<Story>, i64)], copied: Option<&Vec<BTreeSet<String>>>, stretch: Stretch) -> Influence {
    let different: BTreeSet<Id<Story>> = texts.iter().map(|(story, _)| *story).collect();
    let weeks: BTreeSet<i64> = texts.iter().map(|(_, at)| (at - stretch.from).div_euclid(WEEK_US)).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let none = Vec::new();
    let copied = copied.unwrap_or(&none);
    let of_weeks = (stretch.to - stretch.from + WEEK_US - 1).div_euclid(WEEK_US);
    Influence {
        texts: count(different.len()),
        begun: count(copied.len()),
        copies: count(copied.iter().map(BTreeSet::len).sum()),
        sites: count(copied.iter().flatten().collect::<BTreeSet<_>>().len()),
        weeks: count(weeks.len()),
        of_weeks: u32::try_from(of_weeks).unwrap_or(u32::MAX),
    }
}

fn influence_of(key: &AuthorKey, rows: &[Sampled], tellers: &[Teller], stretch: Stretch) -> Influence {
    let texts: Vec<(Id<Story>, i64)> = rows.iter().map(|row| (row.story_id, row.published_at)).collect();
    influence(&texts, copied(tellers, stretch).get(key), stretch)
}

fn ranked(rows: &[Spoken], tellers: &[Teller], stretch: Stretch) -> Vec<RankedAuthor> {
    let mut by_author: BTreeMap<AuthorKey, Vec<&Spoken>> = BTreeMap::new();
    for row in rows {
        by_author.entry(AuthorKey { site: row.site.clone(), name: row.author.clone() }).or_default().push(row);
    }
    let copied = copied(tellers, stretch);
    let mut authors: Vec<RankedAuthor> = by_author
        .into_iter()
        .map(|(key, rows)| {
            let mut felt = Felt::default();
            rows.iter().for_each(|row| felt.add(&row.sentiment, 1));
            let texts: Vec<(Id<Story>, i64)> = rows.iter().map(|row| (row.story_id, row.published_at)).collect();
            let influence = influence(&texts, copied.get(&key), stretch);
            RankedAuthor { mentions: i64::try_from(rows.len()).unwrap_or(i64::MAX), felt, influence, key }
        })
        .collect();
    authors.sort_by(|one, other| {
        let by_score = other.influence.score().total_cmp(&one.influence.score());
        by_score.then_with(|| other.mentions.cmp(&one.mentions)).then_with(|| one.key.cmp(&other.key))
    });
    authors
}

/// Which topics caught these rows, and what was felt in those of the own brand.
async fn caught_by(reader: &Reader, rows: &[Sampled]) -> Result<(Vec<Tally<(Id<Topic>, String)>>, Option<Felt>), Refusal> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let catches = reader.catches(&ids).await?;
    let has_own = reader.topics().await?.iter().any(|topic| topic.kind == "own_brand");
    let (mut topics, mut ours) = (Tallies::new(), Felt::default());
    for row in rows {
        let of_row = catches.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        of_row.iter().for_each(|catch| topics.add((catch.topic_id, catch.name.clone()), &row.sentiment));
        if of_row.iter().any(|catch| catch.kind == "own_brand") {
            ours.add(&row.sentiment, 1);
        }
    }
    Ok((topics.greatest(FIGURES_LISTED_MAX), has_own.then_some(ours)))
}

fn rhythm(rows: &[Sampled], zone: &TimeZone) -> [[u64; 24]; 7] {
    let mut counts = [[0; 24]; 7];
    for row in rows {
        let Ok(at) = Timestamp::from_microsecond(row.published_at) else { continue };
        let at = at.to_zoned(zone.clone());
        let (day, hour) = (at.weekday().to_monday_zero_offset(), at.hour());
        let place = usize::try_from(day).ok().and_then(|day| counts.get_mut(day)).zip(usize::try_from(hour).ok());
        if let Some(count) = place.and_then(|(hours, hour): (&mut [u64; 24], usize)| hours.get_mut(hour)) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn teller(story: i64, id: i64, site: &str, author: &str) -> Teller {
        Teller { story_id: Id::new(story), id: Id::new(id), site: site.into(), author: author.into(), published_at: id }
    }

    #[test]
    fn only_what_other_sites_and_other_names_took_up_counts() {
        let stretch = Stretch { from: 0, to: 100, hourly: false };
        let tellers = [
            teller(1, 1, "a.example", "Léa"),
            teller(1, 2, "a.example", "Paul"),
            teller(1, 3, "b.example", "Léa"),
            teller(1, 4, "c.example", "Zoé"),
            teller(1, 5, "c.example", "Yan"),
            teller(1, 6, "d.example", ""),
        ];
        let copied = copied(&tellers, stretch);
        let lea = AuthorKey { site: "a.example".into(), name: "Léa".into() };
        assert_eq!(copied.keys().collect::<Vec<_>>(), [&lea]);
        let sites: Vec<&str> = copied[&lea][0].iter().map(String::as_str).collect();
        assert_eq!(sites, ["c.example", "d.example"]);
        let before = Stretch { from: 2, to: 100, hourly: false };
        assert!(super::copied(&tellers, before).is_empty(), "begun before the stretch");
    }
}
