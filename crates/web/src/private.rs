//! What is private in foreign texts, as pages show it: words in its place, unless the workspace or the reader asks for it.

use app::listen::{
    excerpt::{Excerpt, plain},
    private::masked,
};
use domain::hat::Act;
use minijinja::{Value, context};
use url::form_urlencoded;

use crate::{Web, request::Member};

/// The part of an address that asks for what is masked, as `private=shown`.
const NAME: &str = "private";
const SHOWN: &str = "shown";

/// How a reader sees what is private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// The workspace masks nothing.
    Open,
    /// Masked; `may_ask` when the reader's hats let them see it.
    Masked { may_ask: bool },
    /// The workspace masks it, and this page was asked for with it.
    Asked,
}

impl Sight {
    /// Of a page at this address.
    pub(crate) fn of(masks: bool, may_ask: bool, here: &str) -> Self {
        match (masks, may_ask && is_asked(here)) {
            (false, _) => Self::Open,
            (true, true) => Self::Asked,
            (true, false) => Self::Masked { may_ask },
        }
    }

    /// Whether the workspace masks what is private.
    pub(crate) fn masks_here(self) -> bool {
        self != Self::Open
    }

    fn masks(self) -> bool {
        matches!(self, Self::Masked { .. })
    }
}

/// Who may see what is masked: whoever answers people.
pub(crate) const ASKING: Act = Act::Treat;

fn pairs(here: &str) -> impl Iterator<Item = (String, String)> {
    let query = here.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned()
}

fn is_asked(here: &str) -> bool {
    pairs(here).any(|(name, value)| name == NAME && value == SHOWN)
}

/// The address of another page of the same list, which shows what this one was asked to show.
pub(crate) fn carried(member: &Member, address: String) -> String {
    if member.sight != Sight::Asked {
        return address;
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{NAME}={SHOWN}")
}

/// The words for what is private of a kind.
fn words(web: &Web, member: &Member, kind: &str) -> String {
    let named = web.views.words.find(member.language(), &format!("understood-personal-{kind}"), &[]);
    named.unwrap_or_else(|| kind.to_owned())
}

/// A piece of foreign text as markup.
pub(crate) fn drawn(web: &Web, member: &Member, excerpt: &Excerpt) -> Value {
    Value::from_safe_string(if member.sight.masks() {
        excerpt.masked(&|kind| plain(&words(web, member, kind)))
    } else {
        excerpt.markup()
    })
}

/// A line of foreign text, such as a title, where no markup can stand.
pub(crate) fn line(web: &Web, member: &Member, text: &str) -> String {
    if member.sight.masks() { masked(text, &|kind| words(web, member, kind)) } else { text.to_owned() }
}

/// A piece of foreign text where no markup can stand.
pub(crate) fn excerpt_line(web: &Web, member: &Member, excerpt: &Excerpt) -> String {
    if member.sight.masks() { excerpt.masked_line(&|kind| words(web, member, kind)) } else { excerpt.text.clone() }
}

/// The whole text of a mention as markup.
pub(crate) fn body(web: &Web, member: &Member, read: &app::listen::mention_read::MentionRead) -> Value {
    Value::from_safe_string(if member.sight.masks() {
        read.masked_body(&|kind| plain(&words(web, member, kind)))
    } else {
        read.body.clone()
    })
}

/// The link that asks for what is masked in these texts, or masks it again; none where nothing is, and where the reader has no choice.
pub(crate) fn choice<'a>(member: &Member, texts: impl IntoIterator<Item = &'a Excerpt>) -> Option<Value> {
    if texts.into_iter().all(|text| text.private.is_empty()) {
        return None;
    }
    let asks = match member.sight {
        Sight::Open | Sight::Masked { may_ask: false } => return None,
        Sight::Masked { may_ask: true } => true,
        Sight::Asked => false,
    };
    let path = member.here.split('?').next().unwrap_or_default();
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs(&member.here).filter(|(name, _)| name != NAME));
    if asks {
        query.append_pair(NAME, SHOWN);
    }
    let query = query.finish();
    let href = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    Some(context! { href, asks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_may_and_asks_sees_what_the_workspace_masks() {
        assert_eq!(Sight::of(false, false, "/w/1/mentions"), Sight::Open);
        assert_eq!(Sight::of(true, true, "/w/1/mentions?topic=3"), Sight::Masked { may_ask: true });
        assert_eq!(Sight::of(true, true, "/w/1/mentions?topic=3&private=shown"), Sight::Asked);
        assert_eq!(Sight::of(true, false, "/w/1/mentions?private=shown"), Sight::Masked { may_ask: false });
        assert!(Sight::of(true, true, "/w/1/mentions?private=no").masks());
    }
}
