//! A story: the copies of one text, which was first, which is best, where they were said and how they spread.

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
