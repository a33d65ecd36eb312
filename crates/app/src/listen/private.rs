//! What is private in a text that a page shows, and the text with words in its place. What is kept is never altered.

use std::ops::Range;

use domain::hat::Act;
use serde_json::json;

use crate::{
    Actor, App, Refusal,
    listen::excerpt::{Token, letters, tokens},
};

/// The name of the setting that says whether pages mask what is private: yes, unless it says [`SHOWN`].
pub(crate) const MASKING: &str = "private";
pub(crate) const SHOWN: &str = "show";

/// Something private in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private {
    /// Where, in bytes.
    pub at: Range<usize>,
    /// What it is, by the name of [`text::personal::Kind`].
    pub kind: &'static str,
}

/// The words that stand for a kind of private thing, already safe in a page.
pub type Words<'a> = dyn Fn(&str) -> String + 'a;

/// What is private in a text, in order, none overlapping another.
#[must_use]
pub fn private(text: &str) -> Vec<Private> {
    let found = text::personal::find(text).into_iter();
    found.map(|one| Private { at: one.start..one.end, kind: one.kind.name() }).collect()
}

/// Plain text with `words` in the place of what is private.
#[must_use]
pub fn masked(text: &str, words: &Words<'_>) -> String {
    replaced(text, &private(text), words)
}

/// The same where it is known what is private.
pub(crate) fn replaced(text: &str, private: &[Private], words: &Words<'_>) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut written = 0;
    for Private { at, kind } in private {
        masked.push_str(&text[written..at.start]);
        masked.push('[');
        masked.push_str(&words(kind));
        masked.push(']');
        written = at.end;
    }
    masked.push_str(&text[written..]);
    masked
}

/// Markup of a page with words in the place of what is private. `text` holds the same letters in the same order, white space and tags
/// apart. Links that say an address of mail or a number by themselves lead nowhere.
pub(crate) fn masked_html(html: &str, text: &str, words: &Words<'_>) -> String {
    let ordinal = |at: usize| letters(&text[..at]).count();
    let mut hidden = private(text).into_iter().map(|one| (ordinal(one.at.start)..ordinal(one.at.end), one.kind)).peekable();
    let mut out = String::with_capacity(html.len());
    let mut seen = 0_usize;
    for token in tokens(html) {
        match token {
            Token::Tag(tag) if says_by_itself(tag) => out.push_str("<a>"),
            Token::Tag(tag) => out.push_str(tag),
            Token::Letter(letter, white) => {
                while hidden.next_if(|(at, _)| seen >= at.end).is_some() {}
                match hidden.peek() {
                    Some((at, kind)) if at.start == seen && !white => out.push_str(&veil(kind, words)),
                    Some((at, _)) if at.start < seen => {}
                    _ => out.push_str(letter),
                }
                seen += usize::from(!white);
            }
        }
    }
    out.replace("<mark></mark>", "")
}

/// Whether a link's own address is private.
fn says_by_itself(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    ["=\"mailto:", "=\"tel:", "=\"sms:", "=\"callto:"].iter().any(|way| tag.contains(way))
}

/// Of some stretches those that touch nothing private.
pub(crate) fn apart(marks: &[Range<usize>], private: &[Private]) -> Vec<Range<usize>> {
    let apart = |mark: &&Range<usize>| private.iter().all(|one| mark.end <= one.at.start || one.at.end <= mark.start);
    marks.iter().filter(apart).cloned().collect()
}

/// The markup that stands for something private.
pub(crate) fn veil(kind: &str, words: &Words<'_>) -> String {
    format!("<span class=\"private\">{}</span>", words(kind))
}

impl App {
    /// Masks what is private on pages, or shows it. What is kept, exported and told by alerts is the whole text either way.
    ///
    /// # Errors
    /// When the hats do not allow it, or the database refuses.
    pub async fn mask_private(&self, actor: &Actor, on: bool) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let tx = self.store.begin().await?;
        tx.put_setting(actor.workspace, MASKING, if on { "mask" } else { SHOWN }).await?;
        let verb = if on { "private.masked" } else { "private.shown" };
        tx.record(&actor.event(verb, "workspace", None, &json!({}), self.now())).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listen::excerpt::{Excerpt, excerpt};

    #[test]
    fn what_is_private_gives_way_to_words() {
        let text = "Call 06 12 34 56 78 or write to jo@mail.example, order 4711.";
        let said = masked(text, &|kind| kind.to_uppercase());
        assert_eq!(said, "Call [PHONE] or write to [EMAIL], order 4711.");
        assert_eq!(masked("", &|_| String::new()), "");
    }

    #[test]
    fn markup_keeps_its_tags_and_loses_what_is_private() {
        let html = "<p>Write to <a href=\"mailto:jo@mail.example\" rel=\"nofollow\">jo@<mark>mail</mark>.example</a> &amp; call <b>06 12</b> 34 56 78 soon</p>";
        let text = "Write to jo@mail.example & call 06 12 34 56 78 soon";
        assert_eq!(
            masked_html(html, text, &|kind| kind.to_uppercase()),
            "<p>Write to <a><span class=\"private\">EMAIL</span></a> &amp; call <b><span class=\"private\">PHONE</span></b> soon</p>"
        );
        assert_eq!(masked_html("<p>plain</p>", "plain", &|_| String::new()), "<p>plain</p>");
    }

    #[test]
    fn half_a_number_in_an_excerpt_is_masked_too() {
        let text = format!("{}06 12 34 56 78 suite", "mot ".repeat(69));
        let cut = excerpt(&text, &[]);
        assert!(cut.text.contains("mot 06"), "{}", cut.text);
        let shown = cut.masked(&|kind| kind.to_uppercase());
        assert!(shown.ends_with("mot <span class=\"private\">PHONE</span> …"), "{shown}");
        let title = Excerpt::whole("Solenne <3 jo@mail.example, Solenne", vec![0..7, 28..35]);
        assert_eq!(
            title.masked(&|_| "x".to_owned()),
            "<mark>Solenne</mark> &lt;3 <span class=\"private\">x</span>, <mark>Solenne</mark>"
        );
    }

    #[test]
    fn what_was_caught_inside_of_it_is_not_marked() {
        let text = "jo@solenne.example says solenne to solenne";
        let marks = [3..10, 24..31, 35..42];
        assert_eq!(apart(&marks, &private(text)), [24..31, 35..42]);
    }
}
