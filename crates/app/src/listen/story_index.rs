//! Who stands under which key, in memory: the latest documents of one workspace that stand for stories, as this process knows them.
//!
//! The database keeps the keys beside each text, in the order of documents, and every process reads what came since it last looked.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use store::{Id, Reader, document::Document, story::StoryKeys};
use text::stories::Table;

use crate::Refusal;

/// Documents that are held at most; then the latest half is read anew. With six keys each some 60 MB.
const HELD_MAX: usize = 1 << 19;

/// The index of a workspace.
#[derive(Default)]
pub(crate) struct StoryIndex {
    table: Table,
    /// The documents by their numbers in the table.
    documents: Vec<Id<Document>>,
    /// The newest that was read.
    until: Option<Id<Document>>,
    /// Whether the latest of before were read.
    read: bool,
}

impl StoryIndex {
    /// After which document is to be read; none when the index must begin anew.
    pub(crate) fn after(&self) -> Option<Id<Document>> {
        (self.read && self.documents.len() < HELD_MAX).then(|| self.until())
    }

    /// What came after a document, or the latest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn news(reader: &Reader, after: Option<Id<Document>>) -> Result<Vec<StoryKeys>, Refusal> {
        let after = match after {
            Some(after) => after,
            None => reader.story_text_before(i64::try_from(HELD_MAX / 2).unwrap_or(i64::MAX)).await?,
        };
        Ok(reader.story_keys_since(after).await?)
    }

    /// Takes in what [`Self::news`] read, as far as it is new; `anew` when it was read from the beginning.
    pub(crate) fn learn(&mut self, news: Vec<StoryKeys>, anew: bool) {
        if anew && self.after().is_none() {
            *self = Self { read: true, ..Self::default() };
        }
        for StoryKeys { document_id, keys } in news {
            if self.until.is_some_and(|until| document_id <= until) {
                continue;
            }
            self.until = Some(document_id);
            let Ok(number) = u32::try_from(self.documents.len()) else { continue };
            self.documents.push(document_id);
            read(&keys).for_each(|key| self.table.add(key, number));
        }
    }

    /// The newest that is known; 0 before the first.
    pub(crate) fn until(&self) -> Id<Document> {
        self.until.unwrap_or(Id::new(0))
    }

    /// The latest that stand under a key.
    pub(crate) fn standing(&self, key: u32) -> impl Iterator<Item = Id<Document>> + '_ {
        self.table.texts(key).filter_map(|number| self.documents.get(number as usize).copied())
    }
}

/// Keys as they are kept: base64 of four bytes each.
pub(crate) fn written(keys: &[u32]) -> String {
    STANDARD_NO_PAD.encode(keys.iter().flat_map(|key| key.to_le_bytes()).collect::<Vec<u8>>())
}

fn read(keys: &str) -> impl Iterator<Item = u32> + use<> {
    let bytes = STANDARD_NO_PAD.decode(keys).unwrap_or_default();
    let (keys, _) = bytes.as_chunks::<4>();
    keys.iter().map(|key| u32::from_le_bytes(*key)).collect::<Vec<u32>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::{StoryIndex, read, written};
    use store::{Id, story::StoryKeys};

    #[test]
    fn keys_come_back() {
        assert_eq!(read(&written(&[0, 7, u32::MAX])).collect::<Vec<_>>(), [0, 7, u32::MAX]);
        assert_eq!(read("rubbish!").count(), 0);
    }

    #[test]
    fn what_was_read_twice_stands_once() {
        let mut index = StoryIndex::default();
        assert_eq!(index.after(), None);
        let keys = |document, keys: &[u32]| StoryKeys { document_id: Id::new(document), keys: written(keys) };
        index.learn(vec![keys(3, &[1, 2]), keys(5, &[2])], true);
        index.learn(vec![keys(5, &[2]), keys(9, &[2])], false);
        assert_eq!(index.standing(2).collect::<Vec<_>>(), [Id::new(3), Id::new(5), Id::new(9)]);
        assert_eq!(index.after(), Some(Id::new(9)));
    }
}
