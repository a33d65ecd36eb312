//! Each new document gets its story while it is taken in: those who may be its copies are asked for by a few keys, all of a batch in
//! one question and before the batch waits for its turn to write, and `text::stories` judges.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
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

use crate::Refusal;

/// Keys that a document is kept under: each is a row of an index that grows with every document. With six kept, six asked and four
/// held against, what `measure_stories` finds of copies is 0.974 of the crises and 0.976 of the corruptions (F1), as good as
/// with sixteen and twenty-four.
const KEYS_KEPT: usize = 6;
/// Keys that a document asks by, one of all it says and the rest of parts of it.
const KEYS_ASKED: usize = 7;
/// Of those who stand under one key the latest so many are looked at.
const STANDING_OF_KEY_MAX: usize = 8;
/// Those that a document is held against.
const STANDING_OF_DOCUMENT_MAX: usize = 4;
/// The latest who stand for stories, from which a process that starts learns what many stories say.
const LEARN_STANDING: i64 = 2_000;

/// What many stories of one workspace say; none before the first document.
type Held = Arc<Mutex<Option<Commonplace>>>;

/// What many stories of each workspace say, as this process knows it. Another process may know it a little differently: that bears
/// on what is a copy at the margin, never on what is kept.
#[derive(Default)]
pub(crate) struct Retold {
    common: Mutex<HashMap<Id<Workspace>, Held>>,
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
struct Judged {
    copies: Vec<NewCopy>,
    /// From a story to the older one that it is part of now.
    merged: BTreeMap<Id<Story>, Id<Story>>,
}

impl Retold {
    fn of(&self, workspace: Id<Workspace>) -> Held {
        self.common.lock().unwrap_or_else(PoisonError::into_inner).entry(workspace).or_default().clone()
    }

    /// Finds who may be copied by texts that arrive.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn recall(&self, reader: &Reader, fingerprints: &[&Fingerprint]) -> Result<Recalled, Refusal> {
        let common = self.of(reader.workspace_id());
        let known = common.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        let learnt = if known { None } else { Some(learnt(reader).await?) };
        let asked: Vec<Vec<u32>> = {
            let mut common = common.lock().unwrap_or_else(PoisonError::into_inner);
            let common = common.get_or_insert_with(|| learnt.unwrap_or_default());
            fingerprints.iter().map(|fingerprint| keys(fingerprint, common, KEYS_ASKED - 1)).collect()
        };
        let distinct: BTreeSet<u32> = asked.iter().flatten().copied().collect();
        let distinct: Vec<u32> = distinct.into_iter().collect();
        let until = reader.newest_story_text().await?;
        let mut standing: HashMap<u32, Vec<Id<Document>>> = HashMap::new();
        for (key, document) in reader.story_candidates(&distinct).await? {
            standing.entry(key).or_default().push(document);
        }
        for documents in standing.values_mut() {
            documents.sort_unstable();
            documents.drain(..documents.len().saturating_sub(STANDING_OF_KEY_MAX));
        }
        let mut found = likeliest(&asked, &standing);
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
            let common = self.of(workspace);
            let mut common = common.lock().unwrap_or_else(PoisonError::into_inner);
            let mut stories = Stories::knowing(common.take().unwrap_or_default());
            know(&mut stories, recalled, since);
            let judged = judge(&mut stories, documents);
            *common = Some(stories.common);
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
fn likeliest(asked: &[Vec<u32>], standing: &HashMap<u32, Vec<Id<Document>>>) -> BTreeMap<Id<Document>, BTreeSet<u32>> {
    let mut likeliest: BTreeMap<Id<Document>, BTreeSet<u32>> = BTreeMap::new();
    for keys in asked {
        let mut found: HashMap<Id<Document>, Vec<u32>> = HashMap::new();
        for key in keys {
            standing.get(key).into_iter().flatten().for_each(|document| found.entry(*document).or_default().push(*key));
        }
        let mut found: Vec<(Id<Document>, Vec<u32>)> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
        for (document, keys) in found.into_iter().take(STANDING_OF_DOCUMENT_MAX) {
            likeliest.entry(document).or_default().extend(keys);
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
fn judge(stories: &mut Stories, mut documents: Vec<(Id<Document>, Fingerprint)>) -> Judged {
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
            keys: place.keys,
        });
    }
    for copy in &mut copies {
        copy.story = story(stories.called(number(copy.story)));
    }
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

fn read(fingerprint: &str) -> Option<Fingerprint> {
    Fingerprint::from_bytes(&STANDARD_NO_PAD.decode(fingerprint).ok()?)
}

/// Ids are numbered from 1 by the database.
fn number<N>(id: Id<N>) -> u64 {
    u64::try_from(id.get()).unwrap_or(0)
}

fn story(number: u64) -> Id<Story> {
    Id::new(i64::try_from(number).unwrap_or(i64::MAX))
}
