//! What keeps the database from taking anything in: known while it lasts, so that every page can say why nothing new comes.

use std::sync::{Mutex, PoisonError};

use store::StoreError;

use crate::{App, Refusal};

/// How long after its last sign a trouble is over at the earliest, microseconds. On a full disk small writes go through now and then.
const OVER_AFTER_US: i64 = 60 * 1_000_000;

/// Why the database takes nothing in. It is no fault of the work that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The disk that holds the data is full.
    DiskFull,
    /// Another program holds the database.
    Locked,
    /// The file does not hold together.
    Damaged,
}

impl Trouble {
    /// The stable name, for words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DiskFull => "disk-full",
            Self::Locked => "locked",
            Self::Damaged => "damaged",
        }
    }

    /// The trouble that an error of the store is a sign of.
    #[must_use]
    pub const fn of(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::DiskFull => Some(Self::DiskFull),
            StoreError::Locked => Some(Self::Locked),
            StoreError::Damaged(_) => Some(Self::Damaged),
            _ => None,
        }
    }

    /// The same of a refusal.
    #[must_use]
    pub const fn of_refusal(refusal: &Refusal) -> Option<Self> {
        if let Refusal::Store(error) = refusal { Self::of(error) } else { None }
    }
}

/// The last sign of a trouble, and when it was seen, UTC microseconds.
#[derive(Debug, Default)]
pub(crate) struct LastTrouble(Mutex<Option<(Trouble, i64)>>);

impl LastTrouble {
    fn seen(&self, trouble: Trouble, now: i64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((trouble, now));
    }

    fn wrote(&self, now: i64) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|(_, at)| now - at >= OVER_AFTER_US) {
            *last = None;
        }
    }

    fn get(&self) -> Option<Trouble> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|(trouble, _)| trouble)
    }
}

impl App {
    /// What keeps the database from taking anything in, as this process knows it.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.last_trouble.get()
    }

    /// Remembers the sign of a trouble, when the error is one.
    pub(crate) fn note_trouble(&self, error: &StoreError) {
        if let Some(trouble) = Trouble::of(error) {
            self.last_trouble.seen(trouble, self.now());
        }
    }

    /// Some work was written down: a trouble that has shown no sign for a while is over.
    pub(crate) fn note_written(&self) {
        self.last_trouble.wrote(self.now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_is_over_when_something_is_written_a_while_after_its_last_sign() {
        let last = LastTrouble::default();
        last.wrote(0);
        assert_eq!(last.get(), None);
        last.seen(Trouble::DiskFull, 1_000);
        last.wrote(1_000 + OVER_AFTER_US - 1);
        assert_eq!(last.get(), Some(Trouble::DiskFull), "a small write went through");
        last.wrote(1_000 + OVER_AFTER_US);
        assert_eq!(last.get(), None);
    }

    #[test]
    fn only_what_is_nobodys_fault_is_a_trouble() {
        assert_eq!(Trouble::of_refusal(&Refusal::Store(StoreError::Locked)), Some(Trouble::Locked));
        assert_eq!(Trouble::of_refusal(&Refusal::Store(StoreError::Taken)), None);
        assert_eq!(Trouble::of_refusal(&Refusal::Interrupted), None);
    }
}
