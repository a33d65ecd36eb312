//! Entities: the predefined ones, HTML's, and those that a document defines for itself, with a bound.

use std::borrow::Cow;
use std::collections::HashMap;

/// The most bytes that all uses of entities of the document's own may add.
const ENTITY_EXPANSION_BYTES_MAX: usize = 1 << 20;
/// How many entities may stand inside one another.
const ENTITY_DEPTH_MAX: usize = 4;
/// The most entities that a document may define.
const ENTITIES_MAX: usize = 1_000;
/// The longest name between `&` and `;` (HTML's longest has 31 letters).
const ENTITY_NAME_BYTES_MAX: usize = 40;

/// The entities of one document.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    own: HashMap<String, String>,
    external: Vec<String>,
    spent_bytes: usize,
    /// Whether an expansion was refused.
    pub(crate) is_bomb: bool,
}

impl Entities {
    /// Takes the definitions out of a document type declaration (`<!ENTITY name "value">`).
    pub(crate) fn define(&mut self, declaration: &str) {
        let mut rest = declaration;
        while let Some(at) = rest.find("<!ENTITY") {
            rest = &rest[at + "<!ENTITY".len()..];
            let definition = rest.trim_start();
            let Some((name, value)) = definition.split_once(char::is_whitespace) else { break };
            let value = value.trim_start();
            if self.own.len() >= ENTITIES_MAX || name == "%" {
                continue;
            }
            if value.starts_with("SYSTEM") || value.starts_with("PUBLIC") {
                self.external.push(name.to_owned());
                continue;
            }
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            if let Some(end) = value[1..].find(quote) {
                self.own.entry(name.to_owned()).or_insert_with(|| value[1..=end].to_owned());
            }
        }
    }

    /// The names of entities that stand for an outside file; using one gives nothing.
    pub(crate) fn external(&self) -> &[String] {
        &self.external
    }

    /// The text with its references resolved. An `&` that begins no reference stays as it is.
    pub(crate) fn resolve<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        if !text.contains('&') {
            return Cow::Borrowed(text);
        }
        let mut resolved = String::with_capacity(text.len());
        self.resolve_into(text, &mut resolved, 0);
        Cow::Owned(resolved)
    }

    fn resolve_into(&mut self, text: &str, resolved: &mut String, depth: usize) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            resolved.push_str(&rest[..at]);
            let reference = &rest[at + 1..];
            let name = reference_name(reference);
            rest = match name {
                Some(name) if self.resolve_one(name, resolved, depth) => &reference[name.len() + 1..],
                _ => {
                    resolved.push('&');
                    reference
                }
            };
        }
        resolved.push_str(rest);
    }

    /// Writes what `&name;` stands for; `false` when it stands for nothing known.
    fn resolve_one(&mut self, name: &str, resolved: &mut String, depth: usize) -> bool {
        if let Some(number) = name.strip_prefix('#') {
            return numbered(number).is_some_and(|c| {
                resolved.push(c);
                true
            });
        }
        if let Some(value) = self.own.get(name).cloned() {
            self.spent_bytes = self.spent_bytes.saturating_add(value.len() + 1);
            if self.is_bomb || depth >= ENTITY_DEPTH_MAX || self.spent_bytes > ENTITY_EXPANSION_BYTES_MAX {
                self.is_bomb = true;
                return true;
            }
            self.resolve_into(&value, resolved, depth + 1);
            return true;
        }
        if self.external.iter().any(|external| external == name) {
            return true;
        }
        named(name).is_some_and(|value| {
            resolved.push_str(value);
            true
        })
    }
}

/// What the name stands for in HTML, of which XML's five are a part.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    quick_xml::escape::resolve_html5_entity(name)
}

/// The name between `&` and `;`, when `text` begins with one.
pub(crate) fn reference_name(text: &str) -> Option<&str> {
    let head = &text.as_bytes()[..text.len().min(ENTITY_NAME_BYTES_MAX)];
    let end = head.iter().position(|byte| *byte == b';')?;
    let is_name = end > 0 && head[..end].iter().all(|byte| byte.is_ascii_alphanumeric() || b"#_-.:".contains(byte));
    is_name.then(|| &text[..end])
}

/// The character of a numeric reference, by HTML's rules: the numbers 128 to 159 are meant in windows-1252.
fn numbered(digits: &str) -> Option<char> {
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    match number {
        0x80..=0x9f => {
            let byte = [u8::try_from(number).ok()?];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        0 => Some(char::REPLACEMENT_CHARACTER),
        _ => char::from_u32(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Entities::default().resolve(text), expected, "{text}");
    }

    #[test]
    fn references_are_resolved_and_lone_ampersands_stay() {
        check("a&amp;b &lt; &eacute;&#233;&#xE9;&#XE9; &#146;", "a&b < éééé ’");
        check("AT&T, a=1&b=2&copy=3, &nosuch; & &;", "AT&T, a=1&b=2&copy=3, &nosuch; & &;");
        check("&#xFFFFFFFFF;&#x110000;", "&#xFFFFFFFFF;&#x110000;");
    }

    #[test]
    fn entities_that_grow_are_refused() {
        let mut entities = Entities::default();
        entities.define(
            r#"<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
               <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;">
               <!ENTITY self "&self;"><!ENTITY file SYSTEM "file:///etc/passwd">"#,
        );
        assert_eq!(entities.resolve("&b;").len(), 100);
        assert!(entities.resolve("&file;").is_empty());
        assert!(!entities.is_bomb);
        assert!(entities.resolve(&"&f;&self;".repeat(1_000)).len() <= ENTITY_EXPANSION_BYTES_MAX);
        assert!(entities.is_bomb);
    }
}
