//! A topic for those who do not write Boolean: lists of names, from which the query is made.

use crate::{lexer::is_quote, parser::parse, place};

/// What the form of a topic asks for. Every list may be empty; empty and meaningless values are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct TopicForm {
    /// The brand's, product's or person's names.
    pub names: Vec<String>,
    /// How others write them.
    pub spellings: Vec<String>,
    /// Names on networks, with or without `@`.
    pub handles: Vec<String>,
    /// Tags, with or without `#`.
    pub hashtags: Vec<String>,
    /// Products that stand for the brand.
    pub products: Vec<String>,
    /// One of these must be there as well, for a name that means other things too.
    pub context: Vec<String>,
    /// "Not to be confused with": none of these may be there.
    pub exclude: Vec<String>,
    /// ISO 639-1 codes; empty means any language.
    pub languages: Vec<String>,
}

impl TopicForm {
    /// The canonical query that the form makes; empty when there is no name, spelling, handle, tag or product.
    #[must_use]
    pub fn to_query(&self) -> String {
        let named = self.names.iter().chain(&self.spellings);
        let mut wanted: Vec<String> = named.filter_map(|name| phrase(name)).collect();
        wanted.extend(self.handles.iter().filter_map(|handle| with_sigil('@', handle)));
        wanted.extend(self.hashtags.iter().filter_map(|tag| with_sigil('#', tag)));
        wanted.extend(self.products.iter().filter_map(|product| phrase(product)));
        let Some(mut text) = any_of(wanted) else { return String::new() };
        if let Some(context) = any_of(self.context.iter().filter_map(|words| phrase(words)).collect()) {
            text.push_str(&format!(" AND {context}"));
        }
        if let Some(exclude) = any_of(self.exclude.iter().filter_map(|words| phrase(words)).collect()) {
            text.push_str(&format!(" AND NOT {exclude}"));
        }
        let is_code = |code: &&str| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        let languages = self.languages.iter().map(|code| code.trim()).filter(is_code).map(|code| format!("lang:{code}"));
        if let Some(languages) = any_of(languages.collect()) {
            text.push_str(&format!(" AND {languages}"));
        }
        parse(&text).query.map(|query| query.to_string()).unwrap_or(text)
    }
}

/// Each once, joined by OR in parentheses.
fn any_of(mut parts: Vec<String>) -> Option<String> {
    let mut seen = std::collections::HashSet::new();
    parts.retain(|part| seen.insert(part.clone()));
    (!parts.is_empty()).then(|| format!("({})", parts.join(" OR ")))
}

/// A value as a query that means its words, whatever signs it holds; `None` when there is no word in it.
fn phrase(value: &str) -> Option<String> {
    let is_address = place::address_len(value.trim()).is_some();
    let plain =
        value.replace(|letter: char| is_quote(letter) || letter.is_control() || (!is_address && "*?".contains(letter)), " ");
    let query = parse(&format!("\"{}\"", plain.trim())).query?;
    Some(query.to_string())
}

fn with_sigil(sigil: char, name: &str) -> Option<String> {
    let name = name.trim().trim_start_matches(sigil);
    let name = name.rsplit('/').next().unwrap_or(name).trim_start_matches(sigil);
    phrase(&format!("{sigil}{name}"))
}
