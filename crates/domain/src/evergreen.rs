//! Texts that are worth saying again: which of a list goes next to a channel.
//!
//! The one that was sent there longest ago, before it those that never were, in the order of the list. Never the same text twice in
//! a row on one channel, also where it stands twice in the list or came from another one. What went when is a number that the
//! caller counts up with each sending to the channel, so that a clock that moves changes nothing.

use crate::alike::Folded;

/// Texts of one list.
pub const TEXTS_OF_LIST_MAX: usize = 500;

/// A text of the list, as one channel knows it.
#[derive(Clone, Debug)]
pub struct Evergreen<'a> {
    /// The text as it would be sent to that channel.
    pub text: &'a Folded,
    /// The number of the sending to that channel at which it last went; none where it never did.
    pub sent: Option<u64>,
    /// Whether it may be sent: neither paused nor over.
    pub is_open: bool,
}

/// What goes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The text at that place of the list.
    Send(usize),
    /// Nothing: all that may be sent is what the channel sent last.
    OnlyTheSame,
    /// Nothing: no text may be sent.
    Empty,
}

impl Next {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Send(_) => "send",
            Self::OnlyTheSame => "only_the_same",
            Self::Empty => "empty",
        }
    }
}

/// The text of the list that goes next to a channel which sent `previous` last, from wherever it was.
#[must_use]
pub fn next(list: &[Evergreen<'_>], previous: Option<&Folded>) -> Next {
    // Texts of nothing but emoji fold to nothing and would all be one; there the same one is told by its sending alone.
    let last = list.iter().filter_map(|one| one.sent).max();
    let is_previous = |one: &Evergreen<'_>| match previous {
        Some(previous) if one.text.is_empty() => previous.is_empty() && one.sent.is_some() && one.sent == last,
        Some(previous) => one.text == previous,
        None => false,
    };
    let mut open = list.iter().enumerate().filter(|(_, one)| one.is_open).peekable();
    if open.peek().is_none() {
        return Next::Empty;
    }
    // None comes before every number, and of equals the first in the list is taken.
    open.filter(|(_, one)| !is_previous(one))
        .min_by_key(|(_, one)| one.sent)
        .map_or(Next::OnlyTheSame, |(place, _)| Next::Send(place))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(list: &[(&str, Option<u64>, bool)], previous: Option<&str>, expect: Next) {
        let folded: Vec<_> = list.iter().map(|(text, ..)| Folded::of(text)).collect();
        let list: Vec<_> = list
            .iter()
            .zip(&folded)
            .map(|((_, sent, is_open), text)| Evergreen { text, sent: *sent, is_open: *is_open })
            .collect();
        assert_eq!(next(&list, previous.map(Folded::of).as_ref()), expect, "{list:?} after {previous:?}");
    }

    #[test]
    fn what_never_went_goes_first_and_then_what_went_longest_ago() {
        check(&[("a", Some(2), true), ("b", None, true), ("c", None, true)], Some("a"), Next::Send(1));
        check(&[("a", Some(2), true), ("b", Some(1), true), ("c", Some(3), true)], Some("c"), Next::Send(1));
        check(&[("a", Some(2), true), ("b", Some(1), false), ("c", Some(3), true)], Some("c"), Next::Send(0));
    }

    #[test]
    fn the_same_text_never_goes_twice_in_a_row() {
        check(&[("a", Some(1), true)], Some("a"), Next::OnlyTheSame);
        check(&[("a", Some(1), true)], Some("b"), Next::Send(0));
        // It stands twice, or was just sent from somewhere else.
        check(&[("A!", None, true), ("a", Some(1), true)], Some("a"), Next::OnlyTheSame);
        check(&[("a", None, true), ("b", Some(7), true)], Some("a"), Next::Send(1));
        check(&[("🎉", Some(1), true), ("🎂", Some(2), true)], Some("🎂"), Next::Send(0));
        check(&[], Some("a"), Next::Empty);
        check(&[("a", None, false)], None, Next::Empty);
    }

    proptest! {
        #[test]
        fn a_rotation_is_fair_and_repeats_nothing(count in 2usize..12, rounds in 1u64..60) {
            let folded: Vec<_> = (0..count).map(|number| Folded::of(&format!("text {number}"))).collect();
            let mut list: Vec<_> = folded.iter().map(|text| Evergreen { text, sent: None, is_open: true }).collect();
            let (mut previous, mut times) = (None, vec![0u32; count]);
            for round in 0..rounds {
                let Next::Send(place) = next(&list, previous) else { panic!("nothing to send") };
                prop_assert!(previous != Some(&folded[place]));
                previous = Some(&folded[place]);
                list[place].sent = Some(round);
                times[place] += 1;
            }
            prop_assert!(times.iter().max().unwrap() - times.iter().min().unwrap() <= 1);
        }
    }
}
