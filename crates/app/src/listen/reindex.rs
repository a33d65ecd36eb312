//! Making again what is made of the documents, out of them as they are kept: the words by which they are found, what they speak of,
//! their stories and the hourly figures. For when an index was damaged, or a newer program would make it differently.

use domain::hat::Act;
use query::Analysis;
use serde_json::json;
use store::{Id, Reader, document::Document, document_index::Indexed, story::NewCopy};
use text::{
    fingerprint::{self, Fingerprint},
    stories::Stories,
};

use crate::{
    Actor, App, Refusal,
    listen::{
        kept::{self, SourceTitles},
        reading, story_place,
    },
};

/// Documents that are read and written at once.
const REINDEX_BATCH: u32 = 200;

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reindexed {
    /// Documents whose words were written again.
    pub words: u64,
    /// Documents whose story was told again.
    pub told: u64,
    /// Documents there are.
    pub of: u64,
    /// Documents that are copies of others.
    pub copies: u64,
}

impl App {
    /// Makes again what is made of the documents of a workspace, and tells how far it is as it goes. Words are written a batch at a
    /// time, so that who searches meanwhile finds everything; stories and figures all at once, so that who looks sees those of before
    /// or those of after. What is taken in meanwhile waits for the second. Another process that keeps the stories in memory goes by
    /// what it knew until it is started again.
    ///
    /// # Errors
    /// When the hats do not allow it, or the database refuses; what was written until then stays, and it may be asked for again.
    pub async fn reindex(&self, actor: &Actor, mut tell: impl FnMut(&Reindexed)) -> Result<Reindexed, Refusal> {
        actor.may(Act::Listen)?;
        let reader = self.reader(actor);
        let of = u64::try_from(reader.count_since(i64::MIN).await?).unwrap_or(0);
        let mut done = Reindexed { of, ..Reindexed::default() };
        self.reindex_words(actor, &reader, &mut done, &mut tell).await?;
        self.reindex_stories(actor, &reader, &mut done, &mut tell).await?;
        Ok(done)
    }

    async fn reindex_words(
        &self,
        actor: &Actor,
        reader: &Reader,
        done: &mut Reindexed,
        tell: &mut impl FnMut(&Reindexed),
    ) -> Result<(), Refusal> {
        let (mut after, mut analysis) = (Id::new(0), Analysis::default());
        let titles = SourceTitles::new();
        loop {
            // Whoever changes a document waits for the lock, so that its words are those of the text that stands.
            let tx = self.store.begin().await?;
            tx.lock_topics(actor.workspace).await?;
            let documents = reader.documents_after(after, REINDEX_BATCH).await?;
            let Some(last) = documents.last() else { break };
            after = last.id;
            let indexed = documents.iter().map(|document| Indexed {
                id: document.id,
                words: kept::reread(document, &titles, |readable| {
                    analysis.read(&readable.document());
                    reading::words_of(&analysis)
                }),
                reading: document.understood.reading.clone(),
            });
            tx.index_documents(actor.workspace, &indexed.collect::<Vec<_>>()).await?;
            tx.commit().await?;
            done.words += documents.len() as u64;
            tell(done);
        }
        let tx = self.store.begin().await?;
        tx.drop_lost_words().await?;
        Ok(tx.commit().await?)
    }

    /// Tells the stories of all documents in the order in which they were found.
    async fn reindex_stories(
        &self,
        actor: &Actor,
        reader: &Reader,
        done: &mut Reindexed,
        tell: &mut impl FnMut(&Reindexed),
    ) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        tx.lock_stories(actor.workspace).await?;
        tx.forget_stories(actor.workspace).await?;
        let (mut stories, mut copies, mut after) = (Stories::default(), Vec::<NewCopy>::new(), Id::new(0));
        loop {
            let documents = reader.documents_after(after, REINDEX_BATCH).await?;
            let Some(last) = documents.last() else { break };
            after = last.id;
            done.told += documents.len() as u64;
            copies.extend(story_place::judge(&mut stories, said_first(reader, &documents).await?).copies);
            tell(done);
        }
        story_place::call(&mut copies, &stories);
        done.copies = copies.iter().filter(|copy| copy.story.get() != copy.document.get()).count() as u64;
        for batch in copies.chunks(REINDEX_BATCH as usize) {
            tx.add_copies(actor.workspace, batch).await?;
        }
        tx.lead_anew(actor.workspace).await?;
        tx.rebuild_rollups().await?;
        let detail = json!({ "documents": done.of, "copies": done.copies });
        tx.record(&actor.event("documents.reindexed", "workspace", None, &detail, self.now())).await?;
        tx.commit().await?;
        self.retold.forget(actor.workspace);
        Ok(())
    }
}

/// What documents said when they were found: one that its author edits keeps its story.
async fn said_first(reader: &Reader, documents: &[Document]) -> Result<Vec<(Id<Document>, Fingerprint)>, Refusal> {
    let changed: Vec<Id<Document>> =
        documents.iter().filter(|document| document.version > 1).map(|document| document.id).collect();
    let first = if changed.is_empty() { Vec::new() } else { reader.first_texts(&changed).await? };
    let of = |document: &Document| {
        let first = first.iter().find(|first| first.document_id == document.id);
        let (title, text) = first.map_or((&document.title, &document.text), |first| (&first.title, &first.text));
        (document.id, fingerprint::of_document(title, text))
    };
    Ok(documents.iter().map(of).collect())
}
