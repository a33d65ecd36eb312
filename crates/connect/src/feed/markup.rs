//! Text constructs: which text is plain and which is HTML, said or not said.

use base64::Engine as _;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};

use super::Markup;
use super::element::{Element, Node};
use super::entity;
use super::serialise::{self, VOID};

/// Elements by which HTML is recognised where a feed does not say what it writes.
const TELLING: [&str; 62] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "li",
    "main",
    "nav",
    "object",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "td",
    "tr",
    "tt",
    "u",
    "ul",
];

/// RFC 2045 text is broken into lines and often lacks its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

/// The text of an RSS element, which does not say whether it is HTML.
pub(crate) fn unsaid(element: &Element) -> Markup {
    if element.elements().next().is_some() {
        return of_inside(element, false);
    }
    let raw = element.text();
    let is_html = looks_like_html(&raw);
    Markup { raw, is_html, base: element.base.clone() }
}

/// The text of an Atom element, by its `type` and, for Atom 0.3, `mode`.
pub(crate) fn of_atom(element: &Element) -> Markup {
    let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    let mode = element.attribute("mode").unwrap_or_default().to_ascii_lowercase();
    let has_elements = element.elements().next().is_some();
    let base = element.base.clone();
    let is_base64 = mode == "base64" || (mode.is_empty() && !has_elements && is_binary_type(&kind));
    if let Some(raw) = is_base64.then(|| element.text()).as_deref().and_then(decode_base64) {
        let is_html = kind.contains("html") || looks_like_html(&raw);
        return Markup { raw, is_html, base };
    }
    let is_inline = mode != "escaped" && (has_elements || (mode == "xml" && kind.contains("html")) || kind == "xhtml");
    if let Some(escaped) = wrapped_escaped(element).filter(|_| kind.contains("html") && kind != "xhtml") {
        return Markup { raw: escaped, is_html: true, base };
    }
    if is_inline {
        return of_inside(element, kind == "xhtml");
    }
    let raw = element.text();
    let is_html = match kind.as_str() {
        "html" | "text/html" | "application/xhtml+xml" | "xhtml" => true,
        "text" | "text/plain" => false,
        "" => mode == "escaped" && looks_like_html(&raw),
        _ => looks_like_html(&raw),
    };
    Markup { raw, is_html, base }
}

/// Escaped HTML inside a lone XML `div`, as `TypePad` wrote it: the `div` is nothing but a wrapping.
fn wrapped_escaped(element: &Element) -> Option<String> {
    let mut elements = element.elements();
    let (Some(div), None) = (elements.next(), elements.next()) else { return None };
    let text = div.text();
    (div.name == "div" && div.elements().next().is_none() && looks_like_html(&text)).then_some(text)
}

/// The markup inside an element, its one wrapping `div` taken off when `unwrap_div` (RFC 4287 section 3.1.1.3).
pub(crate) fn of_inside(element: &Element, unwrap_div: bool) -> Markup {
    let mut inner = element;
    if unwrap_div {
        let is_blank = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
        let mut rest = element.nodes.iter().filter(|node| !is_blank(node));
        match (rest.next(), rest.next()) {
            (Some(Node::Element(div)), None) if div.name == "div" => inner = div,
            _ => {}
        }
    }
    Markup { raw: serialise::inside(inner).trim().to_owned(), is_html: true, base: inner.base.clone() }
}

/// Whether content of that media type is carried as base64 (RFC 4287 section 4.1.3.3, rule 6).
fn is_binary_type(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("+xml") && !kind.ends_with("/xml")
}

fn decode_base64(text: &str) -> Option<String> {
    let letters: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = BASE64.decode(letters).ok()?;
    String::from_utf8(bytes).ok()
}

/// Whether a text reads as HTML: an end tag or a void tag of a known element, a known element with attributes, a
/// paragraph, or a character reference.
pub(crate) fn looks_like_html(text: &str) -> bool {
    text.match_indices(['<', '&']).any(|(at, sign)| {
        let rest = &text[at + 1..];
        if sign == "&" {
            return entity::reference_name(rest)
                .is_some_and(|name| name.strip_prefix('#').map_or_else(|| entity::named(name).is_some(), is_number));
        }
        let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..length].to_ascii_lowercase();
        let after = &rest[length..];
        if !TELLING.contains(&name.as_str()) || !after.starts_with(['>', '/', ' ', '\n', '\t', '\r']) {
            return false;
        }
        is_end
            || name == "p"
            || name == "li"
            || VOID.contains(&name.as_str())
            || after.trim_start().split('>').next().is_some_and(|tag| tag.contains('='))
    })
}

fn is_number(digits: &str) -> bool {
    let digits = digits.strip_prefix(['x', 'X']).unwrap_or(digits);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Plain text as HTML: escaped, blank lines between paragraphs, other line ends kept.
pub(crate) fn plain_to_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let text = text.trim().replace("\r\n", "\n");
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        html.push_str("<p>");
        for (number, line) in paragraph.trim().lines().enumerate() {
            if number > 0 {
                html.push_str("<br>");
            }
            serialise::escape_into(line, false, &mut html);
        }
        html.push_str("</p>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_html: bool) {
        assert_eq!(looks_like_html(text), is_html, "{text}");
    }

    #[test]
    fn html_is_told_from_plain_text() {
        check("Example <b>Atom</b>", true);
        check("one<br>two", true);
        check("<p>one", true);
        check("caf&eacute;", true);
        check("it&#8217;s", true);
        check("<a href='x'>", true);
        check("History of the <blink> tag", false);
        check("How the <b> tag came", false);
        check("1 < 2 & 3 > 2; AT&T", false);
        check("<!DOCTYPE", false);
        check("Vec<Option<i>>", false);
    }

    #[test]
    fn plain_text_keeps_its_paragraphs() {
        assert_eq!(plain_to_html("a < b\nc\n\nd"), "<p>a &lt; b<br>c</p><p>d</p>");
    }
}
