//! Foreign HTML, sanitised once on the way in. The type says so (invariant I7).

use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use url::Url;

/// The most bytes of foreign HTML that are read; the rest is dropped before sanitising.
pub const FOREIGN_HTML_BYTES_MAX: usize = 2 << 20;
/// The deepest nesting of foreign tags that is kept: parsing stays linear and the tree can be walked.
const FOREIGN_HTML_DEPTH_MAX: usize = 200;

/// HTML without scripts, styles, forms, frames, event attributes or relative addresses. There are two ways to make one:
/// [`SafeHtml::sanitise`] on the way in, and [`SafeHtml::from_store`] for what was sanitised before it was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Cleans foreign HTML. Relative addresses are resolved against `base`, or dropped when there is none.
    /// Links open elsewhere without telling the site where from.
    #[must_use]
    pub fn sanitise(foreign: &str, base: Option<&Url>) -> Self {
        let foreign = cut(foreign, FOREIGN_HTML_BYTES_MAX);
        if nests_too_deep(foreign) {
            return Self(escape(&text_of_tags(foreign)));
        }
        let mut builder = Builder::default();
        builder
            .rm_tags(["map", "area"])
            .add_tags(["video", "audio", "source"])
            .add_tag_attributes("video", ["src", "poster", "controls"])
            .add_tag_attributes("audio", ["src", "controls"])
            .add_tag_attributes("source", ["src", "type"])
            .url_schemes(HashSet::from(["http", "https", "mailto"]))
            .link_rel(Some("noopener noreferrer nofollow"))
            .url_relative(base.map_or(UrlRelative::Deny, |base| UrlRelative::RewriteWithBase(base.clone())));
        Self(builder.clean(foreign).to_string())
    }

    /// Takes back what [`SafeHtml::sanitise`] gave and the store kept.
    #[must_use]
    pub const fn from_store(stored: String) -> Self {
        Self(stored)
    }

    /// The markup, safe to write into a page as it is.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The plain text: tags gone, blocks on lines of their own, entities resolved, runs of white space joined.
    #[must_use]
    pub fn to_text(&self) -> String {
        text_of_tags(&self.0)
    }
}

/// The first `bytes_max` bytes of a text, cut at a character boundary.
#[must_use]
pub fn cut(text: &str, bytes_max: usize) -> &str {
    if text.len() <= bytes_max { text } else { &text[..text.floor_char_boundary(bytes_max)] }
}

/// Escapes plain text for HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    ammonia::clean_text(text)
}

/// Whether open tags ever outnumber closed ones by more than the limit; an estimate that errs towards "too deep".
#[must_use]
pub fn nests_too_deep(html: &str) -> bool {
    const VOID: [&str; 9] = ["br", "img", "hr", "input", "meta", "link", "p", "li", "source"];
    let mut depth = 0_usize;
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if !VOID.iter().any(|void| rest[..name_end].eq_ignore_ascii_case(void)) {
                depth += 1;
            }
        }
        if depth > FOREIGN_HTML_DEPTH_MAX {
            return true;
        }
    }
    false
}

/// Tags that begin a new line of text.
const BLOCKS: [&str; 22] = [
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "blockquote",
    "pre",
    "section",
    "article",
    "figure",
    "figcaption",
    "hr",
    "td",
];

fn text_of_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        let name = tag.strip_prefix('/').unwrap_or(tag);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            text.push('<');
            rest = tag;
            continue;
        }
        let name_end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if BLOCKS.iter().any(|block| name[..name_end].eq_ignore_ascii_case(block)) {
            text.push('\n');
        }
        rest = tag.find('>').map_or("", |close| &tag[close + 1..]);
    }
    text.push_str(rest);
    join_white_space(&unescape(&text))
}

/// Resolves the entities that a sanitiser writes; the sanitiser has already turned all others into characters.
fn unescape(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn join_white_space(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        let mut words =
            line.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { continue };
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(first);
        for word in words {
            joined.push(' ');
            joined.push_str(word);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_handlers_go_and_the_rest_stays() {
        let base = Url::parse("https://site.example/a/").unwrap();
        let safe = SafeHtml::sanitise(
            r#"<p onclick="x()">Hi <script>alert(1)</script><a href="b">b</a> <img src=x onerror=alert(1)></p>"#,
            Some(&base),
        );
        assert_eq!(
            safe.as_str(),
            r#"<p>Hi <a href="https://site.example/a/b" rel="noopener noreferrer nofollow">b</a> <img src="https://site.example/a/x"></p>"#
        );
        assert_eq!(safe.to_text(), "Hi b");
    }

    #[test]
    fn blocks_become_lines_and_entities_characters() {
        let safe = SafeHtml::sanitise("<h1>L&#8217;&eacute;t&eacute;</h1><p>a &lt; b &amp;amp; c<br>d</p>", None);
        assert_eq!(safe.to_text(), "L’été\na < b &amp; c\nd");
    }

    #[test]
    fn ten_thousand_nested_tags_neither_overflow_nor_lose_the_words() {
        let foreign = format!("{}deep{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
        assert_eq!(SafeHtml::sanitise(&foreign, None).to_text(), "deep");
    }
}
