//! How good each text of a topic is, by the labels: precision with its bounds, and an estimate of recall.

use domain::{hat::Act, proportion::Proportion};
use query::Query;
use store::{
    Id, Reader,
    document::Document,
    label::{Label, LabelPlace},
    topic::{Topic, TopicVersion},
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        judging::{READ_AT_ONCE, ask_each},
        topic_save::parse_among,
    },
};

/// The most labels of a topic that its texts are judged on, newest first.
pub const LABELS_JUDGED_MAX: usize = 5_000;
/// The most texts of a topic that are judged, newest first.
pub const VERSIONS_JUDGED_MAX: usize = 20;

/// What the labels say of one text.
///
/// **Precision** is the share of documents labelled relevant among the labelled ones that the text catches.
///
/// **Recall** is relative recall: the share that the text catches of *all* documents labelled relevant to the topic, whether a text
/// of the topic caught them once or they were labelled among the near misses (see [`topic_missed`](super::topic_missed)). It
/// estimates the true recall from above: what no text ever caught and nobody labelled among the near misses is not in it. Pooling
/// what several queries found and judging the pool is how evaluations of retrieval have done since TREC (K. Sparck Jones,
/// C. van Rijsbergen, "Report on the need for and provision of an ideal information retrieval test collection", 1975).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Of the labelled documents that it catches, those that are relevant; none without any.
    pub precision: Option<Proportion>,
    /// Of the documents labelled relevant, those that it catches; none without any.
    pub recall: Option<Proportion>,
}

/// A text of a topic and what the labels say of it.
#[derive(Clone, Debug)]
pub struct JudgedVersion {
    /// The text.
    pub version: TopicVersion,
    /// What the labels say; none when the text can no longer be asked, or is older than the [`VERSIONS_JUDGED_MAX`] newest.
    pub quality: Option<Quality>,
}

/// The texts of a topic, measured.
#[derive(Clone, Debug, Default)]
pub struct TopicQuality {
    /// Newest first.
    pub versions: Vec<JudgedVersion>,
    /// Documents labelled relevant, of those judged.
    pub relevant: usize,
    /// Documents labelled not relevant, of those judged.
    pub irrelevant: usize,
}

impl App {
    /// Judges every text of a topic on the labelled documents, by the evaluator and not by what was caught once: a text is measured
    /// on documents that came after it too. Other topics that it names are asked as they stand now.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic, or the database does not answer.
    pub async fn topic_quality(&self, actor: &Actor, id: Id<Topic>) -> Result<TopicQuality, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let versions = reader.topic_versions(id).await?;
        let measured = self.measure(&reader, &topic, &versions).await?;
        let judged = versions.into_iter().enumerate().map(|(at, version)| {
            let quality = measured.qualities.get(at).copied().flatten();
            JudgedVersion { version, quality }
        });
        Ok(TopicQuality { versions: judged.collect(), relevant: measured.relevant, irrelevant: measured.irrelevant })
    }

    async fn measure(&self, reader: &Reader, topic: &Topic, versions: &[TopicVersion]) -> Result<Measured, Refusal> {
        let all = reader.topics().await?;
        let ask = |version: &TopicVersion| parse_among(&version.query, Some((topic.id, &topic.name)), &all).query;
        let queries: Vec<Option<Query>> = versions.iter().take(VERSIONS_JUDGED_MAX).map(ask).collect();
        let labels = labels_of_topic(reader, topic.id).await?;
        let mut tallies = vec![(0_u32, 0_u32); queries.len()];
        let (mut relevant, mut irrelevant) = (0_u32, 0_u32);
        for part in labels.chunks(READ_AT_ONCE as usize) {
            for (is_relevant, caught) in self.caught_by(reader, part, &queries).await? {
                *(if is_relevant { &mut relevant } else { &mut irrelevant }) += 1;
                for (tally, _) in tallies.iter_mut().zip(&caught).filter(|(_, caught)| **caught) {
                    *(if is_relevant { &mut tally.0 } else { &mut tally.1 }) += 1;
                }
            }
        }
        let qualities = queries.iter().zip(tallies).map(|(query, (right, wrong))| {
            query
                .as_ref()
                .map(|_| Quality { precision: Proportion::new(right, right + wrong), recall: Proportion::new(right, relevant) })
        });
        Ok(Measured { qualities: qualities.collect(), relevant: relevant as usize, irrelevant: irrelevant as usize })
    }

    /// For each labelled document: its label, and whether each query holds for it.
    async fn caught_by(
        &self,
        reader: &Reader,
        labels: &[Label],
        queries: &[Option<Query>],
    ) -> Result<Vec<(bool, Vec<bool>)>, Refusal> {
        let ids: Vec<Id<Document>> = labels.iter().map(|label| label.document_id).collect();
        let documents = reader.documents(&ids).await?;
        let said: std::collections::BTreeMap<Id<Document>, bool> =
            labels.iter().map(|label| (label.document_id, label.relevant)).collect();
        let (queries, now_us) = (queries.to_vec(), self.now());
        ask_each(reader, documents, move |document, readable, analysis| {
            let asked = readable.document();
            let holds = |query: &Option<Query>| query.as_ref().is_some_and(|query| query.matches(analysis, &asked, now_us));
            Some((said.get(&document.id).copied()?, queries.iter().map(holds).collect()))
        })
        .await
    }
}

/// What the labels say of some texts.
struct Measured {
    qualities: Vec<Option<Quality>>,
    relevant: usize,
    irrelevant: usize,
}

/// The newest [`LABELS_JUDGED_MAX`] labels of a topic.
pub(crate) async fn labels_of_topic(reader: &Reader, topic: Id<Topic>) -> Result<Vec<Label>, Refusal> {
    let mut labels: Vec<Label> = Vec::new();
    while labels.len() < LABELS_JUDGED_MAX {
        let after = labels.last().map(|label| LabelPlace { at: label.at, document: label.document_id });
        let more = reader.labels(topic, after, READ_AT_ONCE).await?;
        let ended = more.len() < READ_AT_ONCE as usize;
        labels.extend(more);
        if ended {
            break;
        }
    }
    labels.truncate(LABELS_JUDGED_MAX);
    Ok(labels)
}
