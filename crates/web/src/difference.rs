//! What was taken out of a text and what was put in, word by word.

use serde::Serialize;

/// Words beyond which two texts are not compared word by word: the old one is shown as gone and the new one as new.
const COMPARED_WORDS_MAX: usize = 2_000;

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It stands in both.
    Same,
    /// It stands in the earlier text only.
    Gone,
    /// It stands in the later text only.
    New,
}

/// A piece of a text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What became of it.
    pub change: Change,
    /// The piece, with the white space that follows it.
    pub text: String,
}

/// The pieces of two texts in the order of the later one; neighbours of one kind are one piece. By the longest common subsequence of
/// words (R. Wagner, M. Fischer, "The String-to-String Correction Problem", 1974), what both begin and end with set aside first.
#[must_use]
pub fn difference(earlier: &str, later: &str) -> Vec<Piece> {
    let (old, new) = (words(earlier), words(later));
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_middle, new_middle) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut pieces = Vec::new();
    put(&mut pieces, Change::Same, &new[..start]);
    if old_middle.len() > COMPARED_WORDS_MAX || new_middle.len() > COMPARED_WORDS_MAX {
        put(&mut pieces, Change::Gone, old_middle);
        put(&mut pieces, Change::New, new_middle);
    } else {
        between(old_middle, new_middle, &mut pieces);
    }
    put(&mut pieces, Change::Same, &new[new.len() - end..]);
    pieces
}

fn between(old: &[&str], new: &[&str], pieces: &mut Vec<Piece>) {
    let width = new.len() + 1;
    // How many words the rests of both texts share, from each pair of places on.
    let mut shared = vec![0_u16; (old.len() + 1) * width];
    for at in (0..old.len()).rev() {
        for beside in (0..new.len()).rev() {
            shared[at * width + beside] = if old[at] == new[beside] {
                shared[(at + 1) * width + beside + 1] + 1
            } else {
                shared[(at + 1) * width + beside].max(shared[at * width + beside + 1])
            };
        }
    }
    let (mut at, mut beside) = (0, 0);
    while at < old.len() || beside < new.len() {
        if at < old.len() && beside < new.len() && old[at] == new[beside] {
            put(pieces, Change::Same, &new[beside..=beside]);
            (at, beside) = (at + 1, beside + 1);
        } else if beside == new.len() || at < old.len() && shared[(at + 1) * width + beside] >= shared[at * width + beside + 1] {
            put(pieces, Change::Gone, &old[at..=at]);
            at += 1;
        } else {
            put(pieces, Change::New, &new[beside..=beside]);
            beside += 1;
        }
    }
}

fn put(pieces: &mut Vec<Piece>, change: Change, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let text = words.concat();
    match pieces.last_mut() {
        Some(last) if last.change == change => last.text.push_str(&text),
        _ => pieces.push(Piece { change, text }),
    }
}

/// Words, parentheses and white space, each by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_whitespace(), matches!(c, '(' | ')'));
        let end =
            if kind(first).1 { first.len_utf8() } else { rest.find(|c: char| kind(c) != kind(first)).unwrap_or(rest.len()) };
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(earlier: &str, later: &str, expected: &str) {
        let pieces = difference(earlier, later);
        let drawn: String = pieces
            .iter()
            .map(|piece| match piece.change {
                Change::Same => piece.text.clone(),
                Change::Gone => format!("[-{}-]", piece.text),
                Change::New => format!("[+{}+]", piece.text),
            })
            .collect();
        assert_eq!(drawn, expected);
        let side = |one: Change| -> String {
            pieces.iter().filter(|piece| piece.change == Change::Same || piece.change == one).map(|piece| &*piece.text).collect()
        };
        assert_eq!((side(Change::Gone).as_str(), side(Change::New).as_str()), (earlier, later));
    }

    #[test]
    fn what_was_taken_out_and_put_in_is_told_apart() {
        check("solenne", "solenne NOT prénom", "solenne[+ NOT prénom+]");
        check("(a OR b) NOT c", "(a OR d) NOT c", "(a OR [-b-][+d+]) NOT c");
        check("a", "a", "a");
        check("", "é", "[+é+]");
        check("a b", "", "[-a b-]");
        check("x a y b", "a z b", "[-x -]a [-y-][+z+] b");
    }

    #[test]
    fn long_texts_are_not_compared_word_by_word() {
        let many = "a ".repeat(3_000);
        let pieces = difference(&many, &"b ".repeat(3_000));
        assert_eq!(pieces.iter().map(|piece| piece.change).collect::<Vec<_>>(), [Change::Gone, Change::New, Change::Same]);
    }
}
