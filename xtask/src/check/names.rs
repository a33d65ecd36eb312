//! Words that name nothing, in the names of files and types (see `VOCABULARY.md`, "Not used").

use super::TreeFile;

/// The words, singular and plural.
const EMPTY_WORDS: [&str; 19] = [
    "common", "data", "entities", "entity", "handler", "handlers", "helper", "helpers", "info", "infos", "item", "items",
    "manager", "managers", "misc", "service", "services", "util", "utils",
];

/// Where such a word is the thing's own name, with what it names.
const EXCEPTIONS: [(&str, &[&str], &str); 1] =
    [("crates/connect/src/feed/", &["entity", "entities"], "the character entities of HTML and XML")];

pub(super) fn findings(files: &[TreeFile]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files {
        let stem = file.path.rsplit_once('.').map_or(file.path.as_str(), |(stem, _)| stem);
        for word in stem.split(|sign: char| !sign.is_alphanumeric()).filter(|word| is_empty(&file.path, word)) {
            findings.push(format!("{}: `{word}` in a file's name says nothing", file.path));
        }
        if file.extension() != "rs" {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            for word in declared_type(line).map(words_of).into_iter().flatten().filter(|word| is_empty(&file.path, word)) {
                findings.push(format!("{}:{}: `{word}` in a type's or module's name says nothing", file.path, number + 1));
            }
        }
    }
    findings
}

fn is_empty(path: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    EMPTY_WORDS.contains(&word.as_str())
        && !EXCEPTIONS.iter().any(|(place, known, _)| path.starts_with(place) && known.contains(&word.as_str()))
}

/// The name that this line declares, if it declares a type or a module. An associated type is named by its trait.
fn declared_type(line: &str) -> Option<&str> {
    let trimmed = line.trim_start();
    let is_indented = trimmed.len() < line.len();
    let rest = ["pub(crate) ", "pub(super) ", "pub "].iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed);
    let (keyword, rest) = rest.split_once(' ')?;
    if !["struct", "enum", "trait", "union", "mod"].contains(&keyword) && (keyword != "type" || is_indented) {
        return None;
    }
    let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
    Some(&rest[..end])
}

/// The words of a name in camel case or with low lines.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for sign in name.chars() {
        if sign == '_' || sign.is_uppercase() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (sign != '_', words.last_mut()) {
            word.push(sign);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{super::file, findings};

    fn check(path: &str, text: &str, expect: &[&str]) {
        assert_eq!(findings(&[file(path, text)]), expect);
    }

    #[test]
    fn a_file_is_named_by_what_it_holds() {
        check("crates/app/src/byte_limit.rs", "", &[]);
        check("crates/app/src/metadata.rs", "", &[]);
        check("docs/utils/a.md", "", &["docs/utils/a.md: `utils` in a file's name says nothing"]);
        check("crates/app/src/feed_item.rs", "", &["crates/app/src/feed_item.rs: `item` in a file's name says nothing"]);
    }

    #[test]
    fn a_type_is_named_by_what_it_is() {
        check("a.rs", "pub struct Mention;\n    type Item = u8;\npub struct Metadata;", &[]);
        check("a.rs", "\npub(crate) struct FeedItem<T>;", &["a.rs:2: `Item` in a type's or module's name says nothing"]);
        check("a.rs", "mod feed_helpers {", &["a.rs:1: `helpers` in a type's or module's name says nothing"]);
    }
}
