//! LinkedIn's "little" text, in which some characters mean something unless a backslash stands before them.

use domain::post::tags;

/// What has to be escaped to be read as it stands.
const RESERVED: [char; 15] = ['\\', '|', '{', '}', '@', '[', ']', '(', ')', '<', '>', '#', '*', '_', '~'];

/// A text as it leaves. Hashtags stay what they are.
pub(super) fn little(text: &str) -> String {
    let tags = tags(text);
    let mut little = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_tag = tags.iter().any(|tag| tag.at.contains(&at));
        let of_tag = is_tag && (c == '#' || c == '_');
        if RESERVED.contains(&c) && !of_tag {
            little.push('\\');
        }
        little.push(c);
    }
    little
}

/// A text as a person reads it.
pub(super) fn plain(little: &str) -> String {
    let mut plain = String::with_capacity(little.len());
    let mut rest = little;
    // {hashtag|\#|neige}
    while let Some((before, after)) = rest.split_once("{hashtag|") {
        plain.push_str(before);
        let (tag, left) = after.split_once('}').unwrap_or((after, ""));
        plain.push('#');
        plain.push_str(tag.rsplit('|').next().unwrap_or_default());
        rest = left;
    }
    plain.push_str(rest);
    let mut unescaped = String::with_capacity(plain.len());
    let mut chars = plain.chars();
    while let Some(c) = chars.next() {
        unescaped.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_means_something_is_escaped_and_hashtags_are_not() {
        assert_eq!(little("Prix (TTC) *fou* #PremièreNeige a_b @lea"), "Prix \\(TTC\\) \\*fou\\* #PremièreNeige a\\_b \\@lea");
        assert_eq!(plain("Il neige {hashtag|\\#|PremièreNeige} \\(fort\\)"), "Il neige #PremièreNeige (fort)");
    }

    proptest! {
        #[test]
        fn what_leaves_comes_back(text in "[^{}]{0,80}") {
            prop_assert_eq!(plain(&little(&text)), text);
        }
    }
}
