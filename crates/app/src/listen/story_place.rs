//! Each new document gets its story while it is taken in: those who may be its copies are found by a few keys, all of a batch
//! before it waits for its turn to write, and `text::stories` judges.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use store::{
    Id, Reader, Tx,
    document::Document,
    story::{NewCopy, Story, StoryText},
    workspace::Workspace,
};
use text::{
    fingerprint::Fingerprint,
    stories::{Commonplace, Standing, Stories, keys},
};

use crate::{
    Refusal,
    listen::story_index::{self, StoryIndex},
};

/// Keys that a document is kept under: each takes room in memory. With six kept, six asked and four
/// held against, what `measure_stories` finds of copies is 0.974 of the crises and 0.976 of the corruptions (F1), as good as
/// with sixteen and twenty-four.
const KEYS_KEPT: usize = 6;
/// Keys that a document asks by, one of all it says and the rest of parts of it.
const KEYS_ASKED: usize = 7;
/// Those that a document is held against.
const STANDING_OF_DOCUMENT_MAX: usize = 4;
/// The latest who stand for stories, from which a process that starts learns what many stories say.
const LEARN_STANDING: i64 = 2_000;

/// What this process knows of the stories of one workspace.
#[derive(Default)]
struct Known {
    /// What many of them say; none before the first document.
    common: Option<Commonplace>,
    index: StoryIndex,
}

/// What this process knows of the stories of each workspace. Another process may know a little differently what many say: that bears
/// on what is a copy at the margin, never on what is kept.
#[derive(Default)]
pub(crate) struct Retold {
    known: Mutex<HashMap<Id<Workspace>, Arc<Mutex<Known>>>>,
}

/// Those who may be copied by the documents of a batch, as they stood at one moment: asked for before the batch waits for its
/// turn to write.
pub(crate) struct Recalled {
    /// The newest that stood for a story then. Whoever came after it is asked for when it is the batch's turn.
    until: Id<Document>,
    /// Each with the keys that it was found by.
    texts: Vec<(StoryText, Vec<u32>)>,
}

/// Where the documents of a batch belong.
pub(crate) struct Judged {
    pub(crate) copies: Vec<NewCopy>,
    /// From a story to the older one that it is part of now.
    merged: BTreeMap<Id<Story>, Id<Story>>,
}

impl Retold {
    /// Forgets what is known of the stories of a workspace, after they were told anew.
    pub(crate) fn forget(&self, workspace: Id<Workspace>) {
        held(&self.known).remove(&workspace);
    }

    fn of(&self, workspace: Id<Workspace>) -> Arc<Mutex<Known>> {
        held(&self.known).entry(workspace).or_default().clone()
    }

    /// Finds who may be copied by texts that arrive.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn recall(&self, reader: &Reader, fingerprints: &[&Fingerprint]) -> Result<Recalled, Refusal> {
        let known = self.of(reader.workspace_id());
        let (is_common_known, after) = {
            let known = held(&known);
            (known.common.is_some(), known.index.after())
        };
        let learnt = if is_common_known { None } else { Some(learnt(reader).await?) };
        let news = StoryIndex::news(reader, after).await?;
        let (until, mut found) = {
            let mut known = held(&known);
            let Known { common, index } = &mut *known;
            index.learn(news, after.is_none());
            let common = common.get_or_insert_with(|| learnt.unwrap_or_default());
            let asked = fingerprints.iter().map(|fingerprint| keys(fingerprint, common, KEYS_ASKED - 1));
            (index.until(), likeliest(asked, index))
        };
        let ids: Vec<Id<Document>> = found.keys().copied().collect();
        let with_keys = |text: StoryText| {
            let keys = found.remove(&text.document_id).unwrap_or_default();
            (text, keys.into_iter().collect())
        };
        Ok(Recalled { until, texts: reader.story_texts(&ids).await?.into_iter().map(with_keys).collect() })
    }

    /// Gives new documents their stories; says how many stories were made part of older ones.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn place(
        &self,
        tx: &Tx,
        workspace: Id<Workspace>,
        documents: Vec<(Id<Document>, Fingerprint)>,
        recalled: Recalled,
    ) -> Result<usize, Refusal> {
        if documents.is_empty() {
            return Ok(0);
        }
        let since = tx.story_texts_since(workspace, recalled.until).await?;
        let judged = {
            let known = self.of(workspace);
            let mut known = held(&known);
            let mut stories = Stories::knowing(known.common.take().unwrap_or_default());
            know(&mut stories, recalled, since);
            let judged = judge(&mut stories, documents);
            known.common = Some(stories.common);
            judged
        };
        keep(tx, workspace, judged).await
    }
}

/// What the latest stories say.
async fn learnt(reader: &Reader) -> Result<Commonplace, Refusal> {
    let mut common = Commonplace::default();
    for text in reader.latest_story_texts(LEARN_STANDING).await? {
        if let Some(fingerprint) = read(&text.fingerprint) {
            common.learn(fingerprint.marks());
        }
    }
    Ok(common)
}

/// Of those who stand under the keys that each text asks by, the likeliest to be copied, with the keys that they were found by.
fn likeliest(asked: impl Iterator<Item = Vec<u32>>, index: &StoryIndex) -> BTreeMap<Id<Document>, BTreeSet<u32>> {
    let mut likeliest: BTreeMap<Id<Document>, BTreeSet<u32>> = BTreeMap::new();
    for keys in asked {
        let mut found: Vec<(Id<Document>, u32)> =
            keys.iter().flat_map(|key| index.standing(*key).map(|document| (document, *key))).collect();
        found.sort_unstable();
        let mut by_document: Vec<&[(Id<Document>, u32)]> = found.chunk_by(|a, b| a.0 == b.0).collect();
        by_document.sort_by_key(|keys| Reverse(keys.len()));
        for keys in by_document.into_iter().take(STANDING_OF_DOCUMENT_MAX) {
            likeliest.entry(keys[0].0).or_default().extend(keys.iter().map(|(_, key)| *key));
        }
    }
    likeliest
}

/// Tells who stands for stories: those that were found, and those that came after they were asked for.
fn know(stories: &mut Stories, recalled: Recalled, since: Vec<StoryText>) {
    let until = recalled.until;
    let found = recalled.texts.into_iter().filter(|(text, _)| text.document_id <= until);
    let since = since.into_iter().map(|text| (text, Vec::new()));
    for (text, mut found_by) in found.chain(since) {
        let Some(fingerprint) = read(&text.fingerprint) else { continue };
        if found_by.is_empty() {
            found_by = keys(&fingerprint, &stories.common, KEYS_KEPT);
        }
        stories.recall(Standing { story: number(text.story_id), first: text.is_first, fingerprint }, &found_by);
    }
}

/// Places documents in the order of their numbers.
pub(crate) fn judge(stories: &mut Stories, mut documents: Vec<(Id<Document>, Fingerprint)>) -> Judged {
    documents.sort_by_key(|(id, _)| *id);
    let (mut copies, mut merged) = (Vec::with_capacity(documents.len()), Vec::new());
    for (document, fingerprint) in documents {
        let bytes = fingerprint.to_bytes();
        let mut place = stories.place(number(document), fingerprint);
        merged.append(&mut place.merged);
        place.keys.truncate(KEYS_KEPT);
        copies.push(NewCopy {
            document,
            story: story(place.story),
            is_first: place.first,
            fingerprint: (!place.keys.is_empty()).then(|| STANDARD_NO_PAD.encode(bytes)),
            keys: story_index::written(&place.keys),
        });
    }
    call(&mut copies, stories);
    Judged { copies, merged: merged.into_iter().map(|younger| (story(younger), story(stories.called(younger)))).collect() }
}

/// Keeps where documents were placed. A story may have been made part of another since it was asked for.
async fn keep(tx: &Tx, workspace: Id<Workspace>, judged: Judged) -> Result<usize, Refusal> {
    let Judged { mut copies, merged } = judged;
    let joined = copies.iter().filter(|copy| copy.story.get() != copy.document.get()).map(|copy| copy.story);
    let named: BTreeSet<Id<Story>> = joined.chain(merged.iter().flat_map(|(younger, older)| [*younger, *older])).collect();
    let mut called = tx.stories_called(&named.into_iter().collect::<Vec<_>>()).await?;
    for (younger, older) in &merged {
        let [one, other] = [younger, older].map(|story| called.get(story).copied().unwrap_or(*story));
        if one != other {
            let (younger, older) = (one.max(other), one.min(other));
            tx.merge_story(workspace, younger, older).await?;
            called.values_mut().filter(|story| **story == younger).for_each(|story| *story = older);
            called.insert(younger, older);
        }
    }
    for copy in &mut copies {
        copy.story = called.get(&copy.story).copied().unwrap_or(copy.story);
    }
    tx.add_copies(workspace, &copies).await?;
    Ok(merged.len())
}

/// A lock whose holder never leaves it in between.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(fingerprint: &str) -> Option<Fingerprint> {
    Fingerprint::from_bytes(&STANDARD_NO_PAD.decode(fingerprint).ok()?)
}

/// How the stories of documents are called in the end, as [`judge`] left them while it knew less.
pub(crate) fn call(copies: &mut [NewCopy], stories: &Stories) {
    for copy in copies {
        copy.story = story(stories.called(number(copy.story)));
    }
}

/// Ids are numbered from 1 by the database.
fn number<N>(id: Id<N>) -> u64 {
    u64::try_from(id.get()).unwrap_or(0)
}

fn story(number: u64) -> Id<Story> {
    Id::new(i64::try_from(number).unwrap_or(i64::MAX))
}
