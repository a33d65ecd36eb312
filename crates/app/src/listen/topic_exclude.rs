//! A word of a wrong mention taken as an exclusion: which words are worth it, and the query with one more of them.

use std::collections::{BTreeMap, HashSet};

use domain::hat::Act;
use query::{COMMON_PERCENT, Candidates, TopicForm, fold};
use store::{Id, Reader, document::Document, topic::Topic};

use crate::{Actor, App, Noun, Refusal, listen::topic_quality::labels_of_topic};

/// The most words that are proposed.
pub const PROPOSED_MAX: usize = 12;
/// Words of a document that are weighed, from its beginning.
const WEIGHED_MAX: usize = 400;
/// Words whose frequency in the archive is asked for.
const COUNTED_MAX: usize = 40;
/// Labelled documents that are read to weigh the words, newest labels first.
const LABELLED_READ_MAX: usize = 200;
/// Documents of the archive, newest found first, in which a word is counted.
const COUNTED_NEWEST: i64 = 20_000;
/// The shortest and the longest word that is proposed, in characters.
const WORD_CHARACTERS: std::ops::RangeInclusive<usize> = 3..=40;

/// A word that could be excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The word as the document writes it, in lower case.
    pub word: String,
    /// In how many documents labelled not relevant it stands, of those read.
    pub wrong: usize,
}

/// A word of a document, before it is weighed.
struct Weighed {
    written: String,
    folded: String,
    in_title: bool,
    wrong: usize,
}

impl App {
    /// The words of a document by which it could be kept out of a topic: none that the query itself looks for, none that a document
    /// labelled relevant holds, none that more than [`COMMON_PERCENT`] % of the archive holds. First those that most documents
    /// labelled not relevant share, then those of the title, then those that come back most often.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic or document, or the database does not answer.
    pub async fn exclusions(&self, actor: &Actor, topic: Id<Topic>, document: Id<Document>) -> Result<Vec<Exclusion>, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(topic).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let document = reader.document(document).await?.ok_or(Refusal::NoSuch(Noun::Mention))?;
        let own = super::topic_save::parse_among(&topic.query, Some((topic.id, &topic.name)), &reader.topics().await?);
        let own: HashSet<String> = own.query.iter().flat_map(|query| query.terms()).map(str::to_owned).collect();
        let mut words = words_of(&document);
        words.retain(|word| !own.contains(&word.folded));
        weigh(&reader, &topic, &mut words).await?;
        words.sort_by_key(|word| (std::cmp::Reverse(word.wrong), !word.in_title));
        words.truncate(COUNTED_MAX);
        let filters: Vec<Candidates> = words.iter().map(|word| Candidates::Term(word.folded.clone())).collect();
        let (documents, counts) = reader.lately(&filters, COUNTED_NEWEST).await?;
        let is_common = |count: i64| count > 3 && count as f64 * 100.0 > COMMON_PERCENT * documents as f64;
        let mut kept: Vec<(Weighed, i64)> = words.into_iter().zip(counts).filter(|(_, count)| !is_common(*count)).collect();
        kept.sort_by_key(|(word, count)| (std::cmp::Reverse(word.wrong), !word.in_title, std::cmp::Reverse(*count)));
        Ok(kept.into_iter().take(PROPOSED_MAX).map(|(word, _)| Exclusion { word: word.written, wrong: word.wrong }).collect())
    }
}

fn words_of(document: &Document) -> Vec<Weighed> {
    let mut seen = HashSet::new();
    let title = document.title.split(|c: char| !c.is_alphanumeric()).map(|word| (word, true));
    let text = document.text.split(|c: char| !c.is_alphanumeric()).map(|word| (word, false));
    let worth = |word: &str| WORD_CHARACTERS.contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
    let words = title.chain(text).filter(|(word, _)| worth(word)).map(|(word, in_title)| Weighed {
        written: word.to_lowercase(),
        folded: fold(word),
        in_title,
        wrong: 0,
    });
    words.filter(|word| seen.insert(word.folded.clone())).take(WEIGHED_MAX).collect()
}

/// Counts the words in the documents labelled not relevant, and leaves out those of documents labelled relevant.
async fn weigh(reader: &Reader, topic: &Topic, words: &mut Vec<Weighed>) -> Result<(), Refusal> {
    let labels = labels_of_topic(reader, topic.id).await?;
    let labels: BTreeMap<Id<Document>, bool> =
        labels.iter().take(LABELLED_READ_MAX).map(|label| (label.document_id, label.relevant)).collect();
    let ids: Vec<Id<Document>> = labels.keys().copied().collect();
    let mut right: HashSet<String> = HashSet::new();
    for document in reader.documents(&ids).await? {
        let folded: HashSet<String> = words_of(&document).into_iter().map(|word| word.folded).collect();
        if labels.get(&document.id).copied().unwrap_or_default() {
            right.extend(folded);
        } else {
            for word in words.iter_mut().filter(|word| folded.contains(&word.folded)) {
                word.wrong += 1;
            }
        }
    }
    words.retain(|word| !right.contains(&word.folded));
    Ok(())
}

/// A query that also leaves out what holds the words. Parentheses come round the query only where its meaning would change without
/// them. Words in which there is nothing to look for, and a query that cannot be asked, change nothing.
#[must_use]
pub fn query_without(text: &str, words: &str) -> String {
    let exclusion = TopicForm { names: vec![words.to_owned()], ..TopicForm::default() }.to_query();
    let text = text.trim_end();
    if exclusion.is_empty() || text.is_empty() {
        return text.to_owned();
    }
    let (plain, wrapped) = (format!("{text} NOT {exclusion}"), format!("({text}) NOT {exclusion}"));
    // Names of other topics stand for themselves here: only the shape of the query matters.
    let read = |text: &str| query::parse_with(query::Dialect::Parvis, text, &|_| Some("a".to_owned())).query;
    match (read(&plain), read(&wrapped)) {
        (Some(one), Some(other)) if one == other => plain,
        (_, Some(_)) => wrapped,
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, expected: &str) {
        assert_eq!(query_without(text, words), expected);
    }

    #[test]
    fn an_exclusion_is_added_without_changing_what_is_asked_otherwise() {
        check("solenne", "prénom", "solenne NOT prenom");
        check("solenne AND veste", "Prénom rare", "solenne AND veste NOT \"prenom rare\"");
        check("solenne OR karst", "prénom", "(solenne OR karst) NOT prenom");
        check("[[Marque]] NOT (a OR b)", "c", "[[Marque]] NOT (a OR b) NOT c");
        check("solenne", "…", "solenne");
        check("(solenne", "prénom", "(solenne");
        check("", "prénom", "");
    }
}
