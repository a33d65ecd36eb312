//! What is added to the links of a post so that a site's statistics tell where a visitor came from: `utm_source` and its four
//! sisters, by rules of the channel and the campaign.
//!
//! A link that carries any of them already was made so by somebody and is left as it is, byte for byte; so is one to a host where
//! it would do harm (a shop that refuses what it does not know, a short link of ours that adds its own). Values are folded to
//! lower-case ASCII letters, digits, `_` and hyphens: statistics take "Été" and "ete" for two campaigns.

use std::ops::Range;

use jiff::civil::Date;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use url::Url;

/// Length of a template, in bytes.
pub const TEMPLATE_BYTES_MAX: usize = 200;
/// Length of a folded value, in bytes.
pub const VALUE_BYTES_MAX: usize = 100;
/// Links of a text that are looked at.
pub const LINKS_LOOKED_AT_MAX: usize = 200;
/// Length beyond which a link is left alone, in bytes: what Internet Explorer took, and servers and mail programs still mind.
pub const LINK_BYTES_MAX: usize = 2_083;
/// Hosts that a workspace may exclude.
pub const EXCLUDED_HOSTS_MAX: usize = 200;

/// What a template may be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The channel's name.
    Channel,
    /// The network's name.
    Network,
    /// The campaign's name; nothing for a post without one.
    Campaign,
    /// The day of publishing on the wall, `2026-03-29`.
    Date,
    /// The post's name or number.
    Post,
}

impl Hole {
    /// All of them, in the order a form shows them.
    pub const ALL: [Self; 5] = [Self::Channel, Self::Network, Self::Campaign, Self::Date, Self::Post];

    /// What stands between the brackets.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Network => "network",
            Self::Campaign => "campaign",
            Self::Date => "date",
            Self::Post => "post",
        }
    }
}

/// A value with holes, such as `{network}-{date}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Hole(Hole),
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Longer than [`TEMPLATE_BYTES_MAX`].
    #[error("the template is longer than {TEMPLATE_BYTES_MAX} bytes")]
    TooLong,
    /// A bracket without its other.
    #[error("a bracket is not closed")]
    Unclosed,
    /// A hole that nothing goes into.
    #[error("there is no {{{0}}}")]
    UnknownHole(String),
}

impl Problem {
    /// A stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Unclosed => "unclosed",
            Self::UnknownHole(_) => "unknown_hole",
        }
    }
}

/// What the holes are filled with, unfolded.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The channel's name.
    pub channel: &'a str,
    /// The network's name.
    pub network: &'a str,
    /// The campaign's name, where there is one.
    pub campaign: Option<&'a str>,
    /// The day of publishing on the wall.
    pub date: Date,
    /// The post's name or number.
    pub post: &'a str,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// A [`Problem`] where it is too long, a bracket is open, or a hole has an unknown name.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.len() > TEMPLATE_BYTES_MAX {
            return Err(Problem::TooLong);
        }
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            let (words, hole) = rest.split_at(at);
            let (name, after) = hole.strip_prefix('{').and_then(|hole| hole.split_once('}')).ok_or(Problem::Unclosed)?;
            let known = Hole::ALL.into_iter().find(|hole| hole.code() == name.trim());
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Hole(known.ok_or_else(|| Problem::UnknownHole(name.to_owned()))?));
            rest = after;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        Ok(Self { text: text.to_owned(), pieces })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its value, folded; empty where nothing is left of it.
    #[must_use]
    pub fn fill(&self, values: &Values<'_>) -> String {
        let date = values.date.to_string();
        let filled: Vec<&str> = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words,
                Piece::Hole(Hole::Channel) => values.channel,
                Piece::Hole(Hole::Network) => values.network,
                Piece::Hole(Hole::Campaign) => values.campaign.unwrap_or_default(),
                Piece::Hole(Hole::Date) => &date,
                Piece::Hole(Hole::Post) => values.post,
            })
            .collect();
        fold(&filled.concat())
    }
}

/// What is added; a parameter without a template is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// `utm_source`, usually the network.
    pub source: Option<Template>,
    /// `utm_medium`, usually the word "social".
    pub medium: Option<Template>,
    /// `utm_campaign`.
    pub campaign: Option<Template>,
    /// `utm_term`.
    pub term: Option<Template>,
    /// `utm_content`, what tells two links of one campaign apart.
    pub content: Option<Template>,
    /// Hosts whose links are left alone, with those below them: `example.org` is `www.example.org` too.
    pub excluded_hosts: Vec<String>,
}

impl Rules {
    /// These rules, and where they say nothing those of `below`: a channel's over its campaign's. Hosts are excluded by either.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        let or = |one: &Option<Template>, other: &Option<Template>| one.clone().or_else(|| other.clone());
        Self {
            source: or(&self.source, &below.source),
            medium: or(&self.medium, &below.medium),
            campaign: or(&self.campaign, &below.campaign),
            term: or(&self.term, &below.term),
            content: or(&self.content, &below.content),
            excluded_hosts: self.excluded_hosts.iter().chain(&below.excluded_hosts).cloned().collect(),
        }
    }

    /// The text with these parameters added to its links.
    #[must_use]
    pub fn tag(&self, text: &str, values: &Values<'_>) -> String {
        let addition = self.addition(values);
        if addition.is_empty() {
            return text.to_owned();
        }
        let excluded: Vec<String> =
            self.excluded_hosts.iter().take(EXCLUDED_HOSTS_MAX).filter_map(|host| ascii_host(host)).collect();
        let (mut tagged, mut at) = (String::with_capacity(text.len()), 0);
        for place in links(text) {
            tagged.push_str(&text[at..place.start]);
            let link = &text[place.clone()];
            match tagged_link(link, &addition, &excluded) {
                Some(longer) => tagged.push_str(&longer),
                None => tagged.push_str(link),
            }
            at = place.end;
        }
        tagged.push_str(&text[at..]);
        tagged
    }

    /// `utm_source=…&utm_medium=…` of what is not empty.
    fn addition(&self, values: &Values<'_>) -> String {
        [
            ("utm_source", &self.source),
            ("utm_medium", &self.medium),
            ("utm_campaign", &self.campaign),
            ("utm_term", &self.term),
            ("utm_content", &self.content),
        ]
        .into_iter()
        .filter_map(|(name, template)| Some((name, template.as_ref()?.fill(values))))
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&")
    }
}

/// The link with the parameters before its fragment; none where it is to be left alone.
fn tagged_link(link: &str, addition: &str, excluded: &[String]) -> Option<String> {
    let url = Url::parse(link).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    let is_excluded =
        excluded.iter().any(|known| host.strip_suffix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    let has_some = url.query_pairs().any(|(name, _)| name.to_ascii_lowercase().starts_with("utm_"));
    if is_excluded || has_some {
        return None;
    }
    let (address, fragment) = link.split_once('#').map_or((link, None), |(address, fragment)| (address, Some(fragment)));
    let joint = match address.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    Some(format!("{address}{joint}{addition}{fragment}")).filter(|link| link.len() <= LINK_BYTES_MAX)
}

fn ascii_host(host: &str) -> Option<String> {
    let url = Url::parse(&format!("https://{}", host.trim().trim_start_matches("*."))).ok()?;
    Some(url.host_str()?.to_ascii_lowercase())
}

/// Where the `http` and `https` links of a text are, the first [`LINKS_LOOKED_AT_MAX`]. A link ends with white space, a quotation
/// mark, an angle or a bracket that it did not open; punctuation at its end belongs to the sentence.
#[must_use]
pub fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        let end = start + link_length(&text[start..]);
        from = end.max(start + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        if text[start..end].split_once("://").is_some_and(|(_, rest)| !rest.is_empty()) {
            found.push(start..end);
        }
        if found.len() >= LINKS_LOOKED_AT_MAX {
            break;
        }
    }
    found
}

/// Where the next `http://` or `https://` is that begins a word.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|at| {
        let rest = &bytes[*at..];
        let is_scheme = [&b"https://"[..], b"http://"]
            .iter()
            .any(|scheme| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
        is_scheme && text.get(..*at).is_some_and(|before| !before.chars().next_back().is_some_and(char::is_alphanumeric))
    })
}

fn link_length(text: &str) -> usize {
    let mut open: Vec<char> = Vec::new();
    let mut end = text.len();
    for (at, sign) in text.char_indices() {
        let stops = match sign {
            '(' | '[' => {
                open.push(sign);
                false
            }
            ')' => open.pop() != Some('('),
            ']' => open.pop() != Some('['),
            '<' | '>' | '"' | '«' | '»' | '“' | '”' | '`' | '{' | '}' | '|' | '\\' | '^' => true,
            _ => sign.is_whitespace() || sign.is_control(),
        };
        if stops {
            end = at;
            break;
        }
    }
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', '*', '(', '[']).len()
}

/// A value in lower-case ASCII letters, digits and `_`, with one hyphen for everything between. Letters without an ASCII
/// one in them (Cyrillic, Arabic) are dropped.
#[must_use]
pub fn fold(value: &str) -> String {
    let mut folded = String::new();
    for sign in value.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase) {
        match sign {
            'a'..='z' | '0'..='9' | '_' => folded.push(sign),
            // Letters of Europe that Unicode does not take apart.
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            _ if folded.ends_with('-') || folded.is_empty() => {}
            _ => folded.push('-'),
        }
        if folded.len() >= VALUE_BYTES_MAX {
            folded.truncate(VALUE_BYTES_MAX);
            break;
        }
    }
    folded.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests;
