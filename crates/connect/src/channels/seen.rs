//! Whether something on an account is a step that may have been said.

use jiff::{SignedDuration, Timestamp};

use super::Sending;

/// How much earlier than our own clock something of ours may say that it was made: clocks differ.
pub(super) const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(10);

/// Something on an account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    /// Its id there.
    pub(super) id: &'a str,
    /// Its text.
    pub(super) text: &'a str,
    /// When it was made; `None` when that is not told.
    pub(super) at: Option<Timestamp>,
    /// What it answers.
    pub(super) parent: Option<&'a str>,
    /// How many pictures and films it has; `None` when that is not told.
    pub(super) media: Option<usize>,
}

impl Seen<'_> {
    /// Whether it is what we were about to say: the same words in the same place, not made before we were about to, and nothing that is
    /// known to be something else.
    pub(super) fn is(&self, sought: &Sending<'_>) -> bool {
        self.is_saying(sought, sought.text())
    }

    /// The same where the network shows the step with other words than its text, such as a title before it.
    pub(super) fn is_saying(&self, sought: &Sending<'_>, words: &str) -> bool {
        self.at.is_none_or(|at| at >= earliest(sought))
            && !sought.others.iter().any(|other| other == self.id)
            && self.parent == sought.parent.map(|parent| parent.id.as_str())
            && self.media.is_none_or(|media| media == sought.media().len())
            && letters(self.text) == letters(words)
    }
}

/// Before this, nothing can be the step.
pub(super) fn earliest(sought: &Sending<'_>) -> Timestamp {
    Timestamp::from_microsecond(sought.at).unwrap_or(Timestamp::MIN) - CLOCKS_DIFFER
}

/// The letters and digits of a text: servers change spaces, quotation marks and how addresses are shown.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
