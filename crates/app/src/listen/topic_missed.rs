//! What a topic may be missing: documents that hold some of its words and that it does not catch, each with the clause that stood
//! in the way.

use std::collections::{HashMap, HashSet};

use domain::hat::Act;
use query::{COMMON_PERCENT, Candidates, Explained, Killer, Query, Statistics};
use store::{Id, Reader, stream::Place, topic::Topic};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        archive_ask::{ARCHIVE_PAGE_MAX, ArchivePage, page_of_archive},
        judging::Shown,
        listening,
        topic_try::statistics,
    },
};

/// The longest word that is marked in a near miss, in bytes.
const MARKED_WORD_BYTES_MAX: usize = 100;

/// A document that a topic nearly caught.
#[derive(Clone, Debug)]
pub struct NearMiss {
    /// The document, the topic's words marked.
    pub shown: Shown,
    /// The clause that stood in the way.
    pub killer: Killer,
}

impl App {
    /// A page of what a topic may be missing, newest first. The topic's query is broadened: one of its words is enough where the query
    /// wants all. Words that more than [`COMMON_PERCENT`] % of the archive holds are left aside, unless they stand in the part of the
    /// query that the fewest documents hold, as a brand's name does in an archive that is about it. What that finds and the query does
    /// not catch is a near miss, when one clause alone of the query's outermost AND stood in the way.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic, its query cannot be asked, or the database does not answer.
    pub async fn near_misses(
        &self,
        actor: &Actor,
        id: Id<Topic>,
        after: Option<Place>,
        limit: usize,
    ) -> Result<ArchivePage<NearMiss>, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let Some(query) = listening::asked(&topic, &reader.topics().await?) else {
            return Ok(ArchivePage::empty());
        };
        let narrow = query::candidates(&query);
        let common = common_words(&reader, &query, &narrow).await?;
        let Some(candidates) = broadened(&narrow, &common) else { return Ok(ArchivePage::empty()) };
        let (words, now_us) = (any_word(&query, &common), self.now());
        page_of_archive(&reader, &candidates, after, limit.clamp(1, ARCHIVE_PAGE_MAX), move |document, readable, analysis| {
            let asked = readable.document();
            if query.matches(analysis, &asked, now_us) {
                return None;
            }
            let explanation = query.explain(analysis, &asked, now_us);
            let killer = explanation.killer.filter(|_| is_near(&explanation.tree))?;
            let shown = match &words {
                Some(words) => Shown::new(document, readable, words, analysis, now_us),
                None => Shown::unmarked(document),
            };
            Some(NearMiss { shown, killer })
        })
        .await
    }
}

/// Whether one clause alone stood in the way.
fn is_near(tree: &Explained) -> bool {
    tree.clause != "AND" || tree.children.iter().filter(|part| !part.holds).count() == 1
}

/// The words of a query that much of the archive holds, but for those of its rarest part: alone they say nothing.
async fn common_words(reader: &Reader, query: &Query, narrow: &Candidates) -> Result<HashSet<String>, Refusal> {
    let Statistics { documents, counts } = statistics(reader, query).await?;
    let is_common = |count: u64| count as f64 * 100.0 / documents as f64 > COMMON_PERCENT;
    let mut common: HashSet<String> =
        counts.iter().filter(|(_, count)| is_common(**count)).map(|(word, _)| word.clone()).collect();
    for word in rarest_part(narrow, &counts) {
        common.remove(word);
    }
    Ok(common)
}

/// The words of the part of a conjunction that the fewest documents hold; of all that is asked, when it is no conjunction.
fn rarest_part<'a>(narrow: &'a Candidates, counts: &HashMap<String, u64>) -> Vec<&'a str> {
    let parts = if let Candidates::And(parts) = narrow { &parts[..] } else { std::slice::from_ref(narrow) };
    let words = |part: &'a Candidates| {
        let mut words = Vec::new();
        each_term(part, &mut words);
        words
    };
    let weight = |part: &&'a Candidates| words(part).into_iter().filter_map(|word| counts.get(word)).sum::<u64>();
    parts.iter().min_by_key(weight).map(words).unwrap_or_default()
}

fn each_term<'a>(candidates: &'a Candidates, words: &mut Vec<&'a str>) {
    match candidates {
        Candidates::And(parts) | Candidates::Or(parts) => parts.iter().for_each(|part| each_term(part, words)),
        Candidates::Term(word) => words.push(word),
        Candidates::Prefix(_) | Candidates::Everything => {}
    }
}

/// The same filter with OR instead of AND, without the words left aside; none when nothing is left.
fn broadened(candidates: &Candidates, aside: &HashSet<String>) -> Option<Candidates> {
    let mut parts = Vec::new();
    gather(candidates, aside, &mut parts);
    parts.sort_unstable();
    parts.dedup();
    if parts.len() > 1 { Some(Candidates::Or(parts)) } else { parts.pop() }
}

fn gather(candidates: &Candidates, aside: &HashSet<String>, parts: &mut Vec<Candidates>) {
    match candidates {
        Candidates::And(inner) | Candidates::Or(inner) => inner.iter().for_each(|part| gather(part, aside, parts)),
        Candidates::Term(word) if aside.contains(word) => {}
        Candidates::Everything => {}
        part => parts.push(part.clone()),
    }
}

/// The query's words as a query of which one is enough, to mark them.
fn any_word(query: &Query, aside: &HashSet<String>) -> Option<Query> {
    let plain = |word: &&str| word.len() <= MARKED_WORD_BYTES_MAX && word.chars().all(char::is_alphanumeric);
    let words: Vec<String> =
        query.terms().into_iter().filter(plain).filter(|word| !aside.contains(*word)).map(|word| format!("\"{word}\"")).collect();
    query::parse(&words.join(" OR ")).query
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, aside: &[&str], expected: &str) {
        let query = query::parse(query).query.unwrap();
        let aside = aside.iter().map(|word| (*word).to_owned()).collect();
        let broad = broadened(&query::candidates(&query), &aside);
        assert_eq!(format!("{broad:?}"), expected);
    }

    #[test]
    fn one_word_is_enough_where_all_were_wanted() {
        check("solenne AND (veste OR manteau)", &[], r#"Some(Or([Term("manteau"), Term("solenne"), Term("veste")]))"#);
        check("solenne veste", &["veste"], r#"Some(Term("solenne"))"#);
        check("solenne NOT prénom", &["solenne"], "None");
        check("is:question", &[], "None");
    }

    #[test]
    fn the_rarest_part_of_a_query_is_looked_for_however_common_it_is() {
        let counts: HashMap<String, u64> =
            [("solenne", 300), ("veste", 500), ("manteau", 20)].map(|(word, n)| (word.to_owned(), n)).into();
        let rarest = |query: &str| {
            let narrow = query::candidates(&query::parse(query).query.unwrap());
            let mut words: Vec<String> = rarest_part(&narrow, &counts).into_iter().map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(rarest("solenne AND (veste OR manteau)"), ["solenne"]);
        assert_eq!(rarest("solenne OR veste"), ["solenne", "veste"]);
    }
}
