//! A story: the copies of one text, which was first, which is best, where they were said and how they spread.

use std::collections::BTreeMap;

use domain::hat::Act;
use store::{
    Id,
    rollup::HourCount,
    story::{Story, StoryCopy},
};

use crate::{Actor, App, Noun, Refusal};

/// The most copies that a story's page shows, the first ones.
pub const COPIES_MAX: i64 = 500;

/// A story with its copies.
#[derive(Clone, Debug)]
pub struct StoryRead {
    /// Its name now and how much it was copied.
    pub story: Story,
    /// The copies in the order in which they were said, at most [`COPIES_MAX`].
    pub copies: Vec<StoryCopy>,
    /// Copies by hour, all of them.
    pub hours: Vec<HourCount>,
}

impl StoryRead {
    /// The one said first.
    #[must_use]
    pub fn first(&self) -> Option<&StoryCopy> {
        self.copies.first()
    }

    /// The one to read: the longest that leads somewhere, of several the first. A cut says less, a frame round it seldom more.
    #[must_use]
    pub fn best(&self) -> Option<&StoryCopy> {
        self.copies.iter().rev().max_by_key(|copy| (copy.address.is_some(), copy.length))
    }
}

/// Who matters in a story: who said it first, most often, and in the words that most copies repeat.
#[derive(Clone, Debug)]
pub struct Voices<'a> {
    /// Who said it first.
    pub first: &'a StoryCopy,
    /// Who said it most often, by their first copy, and how often.
    pub loudest: (&'a StoryCopy, usize),
    /// Who first said the version (the same title and length of text) that most copies repeat, and how many these are.
    pub most_copied: (&'a StoryCopy, usize),
}

impl StoryRead {
    /// Who matters, among the copies that were read; none when there are none.
    #[must_use]
    pub fn voices(&self) -> Option<Voices<'_>> {
        Some(Voices {
            first: self.first()?,
            loudest: self.greatest(|copy| (copy.site.clone(), copy.author.clone()))?,
            most_copied: self.greatest(|copy| (copy.title.clone(), copy.length.to_string()))?,
        })
    }

    /// The first copy of the greatest group by a key, and how great that is; of equal groups the earlier one.
    fn greatest(&self, key: impl Fn(&StoryCopy) -> (String, String)) -> Option<(&StoryCopy, usize)> {
        let mut groups: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
        for (at, copy) in self.copies.iter().enumerate() {
            groups.entry(key(copy)).or_insert((at, 0)).1 += 1;
        }
        let (at, count) = groups.into_values().max_by_key(|&(at, count)| (count, std::cmp::Reverse(at)))?;
        Some((self.copies.get(at)?, count))
    }
}

impl App {
    /// Reads a story under any name that it had.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such story, or the database does not answer.
    pub async fn read_story(&self, actor: &Actor, id: Id<Story>) -> Result<StoryRead, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let id = reader.story_called(id).await?;
        let copies = reader.story_copies(id, COPIES_MAX).await?;
        let first = copies.first().ok_or(Refusal::NoSuch(Noun::Story))?;
        let hours = reader.story_hours(id).await?;
        let story = reader.stories(&[first.id]).await?.remove(&first.id).unwrap_or(Story { id, copies: 1, sites: 1 });
        Ok(StoryRead { story, copies, hours })
    }
}
