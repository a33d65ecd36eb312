//! New words for what stands on a network already.

use super::{StepKind, Variant};

/// The steps of which a wish says something else than what stands, in order; `None` when the wish has another number of steps: what stands
/// can be given new words, it cannot grow or shrink.
#[must_use]
pub fn amended(stands: &Variant, wished: &Variant) -> Option<Vec<usize>> {
    let same = |step: usize| {
        let mut taken = stands.clone();
        take_step(&mut taken, step, wished);
        taken == *stands
    };
    (stands.steps() == wished.steps()).then(|| (0..stands.steps()).filter(|step| !same(*step)).collect())
}

/// Puts one step of a wish in place of what stands; the others stay as they are.
pub fn take_step(stands: &mut Variant, step: usize, wished: &Variant) {
    match stands.step(step).kind {
        StepKind::Post => {
            let thread = std::mem::take(&mut stands.thread);
            let first_comment = std::mem::take(&mut stands.first_comment);
            *stands = Variant { thread, first_comment, ..wished.clone() };
        }
        StepKind::Part => {
            let place = step.saturating_sub(1);
            if let (Some(part), Some(new)) = (stands.thread.get_mut(place), wished.thread.get(place)) {
                part.clone_from(new);
            }
        }
        StepKind::Comment => stands.first_comment.clone_from(&wished.first_comment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Part;

    fn said(text: &str, part: &str, comment: &str) -> Variant {
        let part = Part { text: part.to_owned(), ..Part::default() };
        Variant { text: text.to_owned(), thread: vec![part], first_comment: comment.to_owned(), ..Variant::default() }
    }

    #[test]
    fn only_what_says_something_else_is_amended() {
        let stands = said("one", "two", "three");
        assert_eq!(amended(&stands, &stands), Some(vec![]));
        assert_eq!(amended(&stands, &said("One", "two", "three")), Some(vec![0]));
        assert_eq!(amended(&stands, &said("one", "Two", "Three")), Some(vec![1, 2]));
        assert_eq!(amended(&stands, &said("one", "two", "")), None, "what stands does not shrink");
        let titled = Variant { title: "A title".to_owned(), ..stands.clone() };
        assert_eq!(amended(&stands, &titled), Some(vec![0]), "a title is of the post");
    }

    #[test]
    fn one_step_is_taken_and_the_others_stay() {
        let wished = said("One", "Two", "Three");
        let take = |step| {
            let mut stands = said("one", "two", "three");
            take_step(&mut stands, step, &wished);
            stands
        };
        assert_eq!(
            [take(0), take(1), take(2)],
            [said("One", "two", "three"), said("one", "Two", "three"), said("one", "two", "Three")]
        );
    }
}
