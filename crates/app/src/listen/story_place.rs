//! Each new document gets its story while it is taken in: those who may be its copies are asked for by a few keys, all of a batch in
//! one question, and `text::stories` judges.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex as QuickMutex, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use store::{Id, Tx, document::Document, story::NewCopy, workspace::Workspace};
use text::{
    fingerprint::Fingerprint,
    stories::{Commonplace, Standing, Stories, keys},
};
use tokio::sync::Mutex;

use crate::Refusal;

/// Keys that a document is kept under: each is a row of an index that grows with every document.
const KEYS_KEPT: usize = 8;
/// Keys that a document asks by, one of all it says and the rest of parts of it.
const KEYS_ASKED: usize = 9;
/// Of those who stand under one key the latest so many are looked at.
const STANDING_OF_KEY_MAX: usize = 16;
/// Those that a document is held against.
const STANDING_OF_DOCUMENT_MAX: usize = 8;
/// The latest who stand for stories, from which a process that starts learns what many stories say.
const LEARN_STANDING: i64 = 2_000;

/// What many stories of one workspace say; none before the first document.
type Held = Arc<Mutex<Option<Commonplace>>>;

/// What many stories of each workspace say, as this process knows it. Another process may know it a little differently: that bears
/// on what is a copy at the margin, never on what is kept.
#[derive(Default)]
pub(crate) struct Retold {
    common: QuickMutex<HashMap<Id<Workspace>, Held>>,
}

impl Retold {
    fn of(&self, workspace: Id<Workspace>) -> Held {
        self.common.lock().unwrap_or_else(PoisonError::into_inner).entry(workspace).or_default().clone()
    }

    /// Gives new documents their stories; says how many stories were made part of older ones.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn place(
        &self,
        tx: &Tx,
        workspace: Id<Workspace>,
        mut documents: Vec<(Id<Document>, Fingerprint)>,
    ) -> Result<usize, Refusal> {
        if documents.is_empty() {
            return Ok(0);
        }
        documents.sort_by_key(|(id, _)| *id);
        let held = self.of(workspace);
        let mut held = held.lock().await;
        let common = match held.take() {
            Some(common) => common,
            None => learnt(tx, workspace).await?,
        };
        let mut stories = Stories::knowing(common);
        recall(tx, workspace, &documents, &mut stories).await?;
        let (mut placed, mut merged) = (Vec::with_capacity(documents.len()), BTreeMap::new());
        for (document, fingerprint) in documents {
            let bytes = fingerprint.to_bytes();
            let mut place = stories.place(number(document), fingerprint);
            merged.extend(place.merged.iter().map(|younger| (*younger, place.story)));
            place.keys.truncate(KEYS_KEPT);
            let stands = !place.keys.is_empty();
            placed.push((document, place, stands.then(|| STANDARD_NO_PAD.encode(bytes))));
        }
        for younger in merged.keys() {
            tx.merge_story(workspace, story(*younger), story(stories.called(*younger))).await?;
        }
        let copies: Vec<NewCopy> = placed
            .into_iter()
            .map(|(document, place, fingerprint)| NewCopy {
                document,
                story: story(stories.called(place.story)),
                is_first: place.first,
                fingerprint,
                keys: place.keys,
            })
            .collect();
        tx.add_copies(workspace, &copies).await?;
        *held = Some(stories.common);
        Ok(merged.len())
    }
}

/// What the latest stories say.
async fn learnt(tx: &Tx, workspace: Id<Workspace>) -> Result<Commonplace, Refusal> {
    let mut common = Commonplace::default();
    for text in tx.latest_story_texts(workspace, LEARN_STANDING).await? {
        if let Some(fingerprint) = read(&text.fingerprint) {
            common.learn(fingerprint.marks());
        }
    }
    Ok(common)
}

/// Reads those in who may be copies of the documents.
async fn recall(
    tx: &Tx,
    workspace: Id<Workspace>,
    documents: &[(Id<Document>, Fingerprint)],
    stories: &mut Stories,
) -> Result<(), Refusal> {
    let asked: Vec<Vec<u32>> =
        documents.iter().map(|(_, fingerprint)| keys(fingerprint, &stories.common, KEYS_ASKED - 1)).collect();
    let distinct: BTreeSet<u32> = asked.iter().flatten().copied().collect();
    let distinct: Vec<u32> = distinct.into_iter().collect();
    let mut standing: HashMap<u32, Vec<Id<Document>>> = HashMap::new();
    for (key, document) in tx.story_candidates(workspace, &distinct).await? {
        standing.entry(key).or_default().push(document);
    }
    for documents in standing.values_mut() {
        documents.sort_unstable();
        documents.drain(..documents.len().saturating_sub(STANDING_OF_KEY_MAX));
    }
    let mut wanted: BTreeMap<Id<Document>, BTreeSet<u32>> = BTreeMap::new();
    for keys in &asked {
        let mut found: HashMap<Id<Document>, Vec<u32>> = HashMap::new();
        for key in keys {
            standing.get(key).into_iter().flatten().for_each(|document| found.entry(*document).or_default().push(*key));
        }
        let mut found: Vec<(Id<Document>, Vec<u32>)> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
        for (document, keys) in found.into_iter().take(STANDING_OF_DOCUMENT_MAX) {
            wanted.entry(document).or_default().extend(keys);
        }
    }
    let ids: Vec<Id<Document>> = wanted.keys().copied().collect();
    for text in tx.story_texts(&ids).await? {
        let Some(fingerprint) = read(&text.fingerprint) else { continue };
        let found_by: Vec<u32> = wanted.get(&text.document_id).into_iter().flatten().copied().collect();
        let story = u64::try_from(text.story_id.get()).unwrap_or(0);
        stories.recall(Standing { story, first: text.is_first, fingerprint }, &found_by);
    }
    Ok(())
}

fn read(fingerprint: &str) -> Option<Fingerprint> {
    Fingerprint::from_bytes(&STANDARD_NO_PAD.decode(fingerprint).ok()?)
}

/// Ids are numbered from 1 by the database.
fn number(document: Id<Document>) -> u64 {
    u64::try_from(document.get()).unwrap_or(0)
}

fn story<N>(number: u64) -> Id<N> {
    Id::new(i64::try_from(number).unwrap_or(i64::MAX))
}
