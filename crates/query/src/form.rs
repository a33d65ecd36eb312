//! A topic for those who do not write Boolean: lists of names, from which the query is made.

use crate::{lexer::is_quote, parser::parse, place, remark::Remark, tongue};

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
    /// Codes or French and English names of languages; one entry may hold several, between commas or spaces. Empty means any language.
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
        let languages = self.languages.iter().flat_map(|entry| entry.split([',', ';', '\n'])).flat_map(tongues);
        if let Some(languages) = any_of(languages.filter_map(language).collect()) {
            text.push_str(&format!(" AND {languages}"));
        }
        parse(&text).query.map(|query| query.to_string()).unwrap_or(text)
    }
}

impl TopicForm {
    /// What of it cannot be asked as it was written: entries without a word, and signs that are not searched.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark> {
        let words = [&self.names, &self.spellings, &self.products, &self.context, &self.exclude];
        let words = words.into_iter().flatten().map(|entry| (entry, phrase(entry)));
        let handles = self.handles.iter().map(|handle| (handle, with_sigil('@', handle)));
        let tags = self.hashtags.iter().map(|tag| (tag, with_sigil('#', tag)));
        let handles = handles.chain(tags).filter(|(_, asked)| asked.is_none());
        words.chain(handles).filter_map(|(entry, asked)| Remark::of(entry, asked.as_deref())).collect()
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

/// An entry as the languages that it names: one, or several with spaces between.
fn tongues(entry: &str) -> Vec<&str> {
    let each: Vec<&str> = entry.split_whitespace().collect();
    if each.iter().all(|one| tongue::code_of(one).is_some()) { each } else { vec![entry] }
}

/// A language as a condition. An unknown one stays in the query, whose problem then underlines it.
fn language(written: &str) -> Option<String> {
    let bare = written.trim_matches(|letter: char| !letter.is_alphanumeric());
    let plain = bare.replace(|letter: char| is_quote(letter) || letter.is_control(), " ");
    (!bare.is_empty()).then(|| tongue::code_of(bare).map_or_else(|| format!("lang:\"{plain}\""), |code| format!("lang:{code}")))
}

fn with_sigil(sigil: char, name: &str) -> Option<String> {
    // Addresses are copied with what browsers and networks put behind the name.
    let name = name.split('?').next().unwrap_or(name).trim().trim_end_matches('/').trim_start_matches(sigil);
    let name = name.rsplit('/').next().unwrap_or(name).trim_start_matches(sigil);
    phrase(&format!("{sigil}{name}"))
}
