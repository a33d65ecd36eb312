//! What a text becomes on its way to a channel: its signature under it, its addresses where they stand there. Done once, before it is
//! judged, shown and written down: what is previewed is what leaves.

use serde::{Deserialize, Serialize};

use super::{Variant, links};
use crate::network::Capabilities;

/// Where the addresses of a text stand. Some networks show a text to fewer people when an address leads away from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPlace {
    /// Where they were written.
    #[default]
    Text,
    /// At the end of the text, each on a line.
    End,
    /// In the first comment; at the end where the network has none.
    Comment,
}

impl LinkPlace {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::End, Self::Comment];

    /// The stable word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::End => "end",
            Self::Comment => "comment",
        }
    }

    /// The place of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// A variant as it leaves for a channel whose addresses stand at `place`, unless it says otherwise itself, and under whose texts a
/// `signature` stands. An article is laid out by whoever wrote it: it stays as it is.
#[must_use]
pub fn finished(said: &Variant, place: LinkPlace, signature: &str, can: &Capabilities) -> Variant {
    let mut left = Variant { links: None, unsigned: false, ..said.clone() };
    if said.article {
        return left;
    }
    let place = match said.links.unwrap_or(place) {
        LinkPlace::Comment if !can.first_comment => LinkPlace::End,
        place => place,
    };
    if place != LinkPlace::Text {
        let (rest, addresses) = taken_out(&said.text);
        left.text = rest;
        let lines = addresses.join("\n");
        let under = if place == LinkPlace::Comment { &mut left.first_comment } else { &mut left.text };
        put_under(under, &lines, if place == LinkPlace::Comment { "\n" } else { "\n\n" });
    }
    if !said.unsigned && !said.is_empty() && !left.text.trim_end().ends_with(signature.trim()) {
        put_under(&mut left.text, signature.trim(), "\n\n");
    }
    left
}

fn put_under(text: &mut String, words: &str, between: &str) {
    if words.is_empty() {
        return;
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(words);
}

/// A text without its addresses, and these, each once. The space around an address goes with it, and so does a line that it stood on alone.
fn taken_out(text: &str) -> (String, Vec<String>) {
    let mut addresses: Vec<String> = Vec::new();
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for span in links(text) {
        rest.push_str(&text[from..span.at.start]);
        from = span.at.end;
        let after = &text[from..];
        let ends = after.is_empty() || after.starts_with(['\n', ' ', '\t', '.', ',', ';', '!', '?', ')']);
        if ends {
            rest.truncate(rest.trim_end_matches([' ', '\t']).len());
        }
        if rest.is_empty() || rest.ends_with('\n') {
            // The line was the address alone, or began with it.
            let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
            from += spaces;
            if text[from..].starts_with('\n') {
                from += 1;
            }
        }
        if !addresses.contains(&span.said) {
            addresses.push(span.said);
        }
    }
    rest.push_str(&text[from..]);
    (if addresses.is_empty() { text.to_owned() } else { rest.trim().to_owned() }, addresses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Network;
    use proptest::prelude::*;

    fn check(text: &str, place: LinkPlace, network: Network, expected: (&str, &str)) {
        let said = Variant { text: text.to_owned(), ..Variant::default() };
        let left = finished(&said, place, "", network.capabilities());
        assert_eq!((left.text.as_str(), left.first_comment.as_str()), expected);
    }

    #[test]
    fn addresses_stand_where_they_are_asked_to() {
        let text = "Première neige https://a.example/neige, et plus :\nhttps://b.example\nÀ samedi !";
        check(text, LinkPlace::Text, Network::Linkedin, (text, ""));
        let end = "Première neige, et plus :\nÀ samedi !\n\nhttps://a.example/neige\nhttps://b.example";
        check(text, LinkPlace::End, Network::Linkedin, (end, ""));
        let rest = "Première neige, et plus :\nÀ samedi !";
        check(text, LinkPlace::Comment, Network::Linkedin, (rest, "https://a.example/neige\nhttps://b.example"));
        assert!(!Network::Webhook.capabilities().first_comment);
        check(text, LinkPlace::Comment, Network::Webhook, (end, ""));
        check("Sans adresse  ", LinkPlace::End, Network::Linkedin, ("Sans adresse  ", ""));
        check("https://a.example", LinkPlace::End, Network::Linkedin, ("https://a.example", ""));
        check("(voir https://a.example) fin", LinkPlace::End, Network::Linkedin, ("(voir) fin\n\nhttps://a.example", ""));
    }

    #[test]
    fn a_variant_says_otherwise_than_its_channel() {
        let said = Variant { text: "Neige https://a.example".to_owned(), links: Some(LinkPlace::Text), ..Variant::default() };
        let left = finished(&said, LinkPlace::End, "", Network::Linkedin.capabilities());
        assert_eq!((left.text.as_str(), left.links), ("Neige https://a.example", None));
        let article = Variant { article: true, links: None, ..said };
        assert_eq!(finished(&article, LinkPlace::End, "S", Network::Ghost.capabilities()).text, "Neige https://a.example");
    }

    #[test]
    fn a_signature_stands_under_it_once() {
        let can = Network::Mastodon.capabilities();
        let said = Variant { text: "Neige\n".to_owned(), ..Variant::default() };
        let left = finished(&said, LinkPlace::Text, "— Léa\n", can);
        assert_eq!(left.text, "Neige\n\n— Léa");
        assert_eq!(finished(&left, LinkPlace::Text, "— Léa", can).text, "Neige\n\n— Léa");
        assert_eq!(finished(&Variant { unsigned: true, ..said }, LinkPlace::Text, "— Léa", can).text, "Neige\n");
        assert_eq!(finished(&Variant::default(), LinkPlace::Text, "— Léa", can).text, "", "nothing is no text");
    }

    proptest! {
        #[test]
        fn every_address_and_every_word_stays(text in "([a-zé]{1,6}|https://[a-z]{1,4}\\.example(/[a-z]{1,3})?|[ \n,.]){0,40}") {
            let said = Variant { text, ..Variant::default() };
            let can = Network::Linkedin.capabilities();
            for place in LinkPlace::ALL {
                let left = finished(&said, place, "", can);
                let all = format!("{}\n{}", left.text, left.first_comment);
                for link in links(&said.text) {
                    prop_assert!(links(&all).iter().any(|kept| kept.said == link.said), "{all:?}");
                }
            }
        }
    }
}
