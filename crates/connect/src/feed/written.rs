//! A feed's markup as it is written out for scripts: sanitised, its addresses absolute, in one way of writing.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use ammonia::{Builder, UrlRelative};
use url::Url;

use super::Markup;
use super::serialise::VOID;

/// How many bytes of one text are written; the rest is cut.
const MARKUP_BYTES_MAX: usize = domain::html::FOREIGN_HTML_BYTES_MAX;

/// The element that says in words what a drawing shows.
const DESCRIPTION: &str = "desc";
const DESCRIPTION_OPENS: &str = "<desc>";
const DESCRIPTION_ENDS: &str = "</desc>";
/// Stands around the number of a description that was set aside: of the letters that no text has a use for.
const SET_ASIDE: char = '\u{e000}';

/// Elements of drawings and formulas that carry no script, as feeds use them inline.
const DRAWING_TAGS: [&str; 42] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "desc",
    "title",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "marker",
    "math",
    "mrow",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "mprescripts",
];
const DRAWING_ATTRIBUTES: [&str; 48] = [
    "xmlns",
    "xlink",
    "href",
    "show",
    "type",
    "version",
    "baseProfile",
    "viewBox",
    "preserveAspectRatio",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "transform",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "text-anchor",
    "font-size",
    "font-family",
    "font-weight",
    "display",
    "mathvariant",
    "columnalign",
    "rowspacing",
    "stretchy",
    "displaystyle",
];

/// A text as it is written out: plain text as it is, HTML sanitised.
pub(super) fn written(markup: &Markup) -> String {
    let raw = domain::html::cut(markup.raw.trim(), MARKUP_BYTES_MAX);
    if !markup.is_html {
        return raw.to_owned();
    }
    if domain::html::nests_too_deep(raw) {
        return markup.safe().as_str().to_owned();
    }
    let aside = Described::of(raw);
    let mut builder = builder(markup.base.as_ref());
    let described: Vec<String> = aside.inside.iter().map(|inside| in_order(&builder.clean(inside).to_string(), &[])).collect();
    builder.add_tags(DRAWING_TAGS).add_tag_attributes("a", ["xlink"]).attribute_filter(|tag, attribute, value| {
        let is_link_of_drawing = attribute == "href" && tag != "a";
        (!is_link_of_drawing || super::address::is_web(value) || value.starts_with('#')).then(|| value.into())
    });
    for tag in DRAWING_TAGS {
        builder.add_tag_attributes(tag, DRAWING_ATTRIBUTES);
    }
    in_order(&builder.clean(&aside.raw).to_string(), &described)
}

/// What is let through everywhere, drawings apart.
fn builder(base: Option<&Arc<Url>>) -> Builder<'static> {
    let relative = base.cloned().map_or(UrlRelative::PassThrough, |base| UrlRelative::Custom(Box::new(making_absolute(base))));
    let mut builder = Builder::default();
    builder
        .add_tags(["video", "audio", "source"])
        .add_tag_attributes("video", ["src", "poster", "controls"])
        .add_tag_attributes("audio", ["src", "controls"])
        .add_tag_attributes("source", ["src", "type"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .url_relative(relative);
    builder
}

/// Markup with the HTML inside the descriptions of its drawings set aside. The sanitiser drops HTML inside a drawing, words and
/// all; a description may hold it, and is cleaned by itself.
struct Described<'a> {
    raw: Cow<'a, str>,
    inside: Vec<&'a str>,
}

impl<'a> Described<'a> {
    fn of(raw: &'a str) -> Self {
        let mut kept = String::new();
        let mut inside = Vec::new();
        let mut rest = raw;
        while let Some((before, from)) = rest.split_once(DESCRIPTION_OPENS)
            && let Some((said, after)) = from.split_once(DESCRIPTION_ENDS)
        {
            kept.push_str(before);
            kept.push_str(&format!("{DESCRIPTION_OPENS}{SET_ASIDE}{}{SET_ASIDE}{DESCRIPTION_ENDS}", inside.len()));
            inside.push(said);
            rest = after;
        }
        if inside.is_empty() {
            return Self { raw: Cow::Borrowed(raw), inside };
        }
        kept.push_str(rest);
        Self { raw: Cow::Owned(kept), inside }
    }
}

fn making_absolute(base: Arc<Url>) -> impl for<'a> Fn(&'a str) -> Option<Cow<'a, str>> + Send + Sync {
    move |written| Some(Cow::Owned(absolute_with_letters(&base, written)))
}

/// A relative address made absolute, with the letters beyond ASCII in which the feed wrote it (RFC 3987) left readable.
fn absolute_with_letters(base: &Url, written: &str) -> String {
    let Ok(absolute) = base.join(written) else { return written.to_owned() };
    let absolute = String::from(absolute);
    if written.is_ascii() {
        return absolute;
    }
    let mut readable = String::with_capacity(absolute.len());
    let mut rest = absolute.as_str();
    while let Some(at) = rest.find('%') {
        readable.push_str(&rest[..at]);
        let run = rest.as_bytes()[at..]
            .chunks(3)
            .take_while(|escape| escape.len() == 3 && escape[0] == b'%' && escape[1] > b'7')
            .count()
            * 3;
        let escapes = &rest[at..at + run.max(1)];
        readable.push_str(&percent_encoding::percent_decode_str(escapes).decode_utf8().unwrap_or(Cow::Borrowed(escapes)));
        rest = &rest[at + run.max(1)..];
    }
    readable.push_str(rest);
    readable
}

/// Markup in one way of writing: attributes by name and void elements closed, so that copies of one text compare equal
/// and XML tools can read them. Takes what the sanitiser wrote: every `<` begins a tag, every value is in double quotes.
/// The descriptions of drawings, `described`, come back only where the sanitiser wrote one: right after its tag, never into a value.
fn in_order(clean: &str, described: &[String]) -> String {
    let mut ordered = String::with_capacity(clean.len() + 16);
    let mut rest = clean;
    while let Some(open) = rest.find('<') {
        ordered.push_str(&rest[..=open]);
        let inside = &rest[open + 1..];
        let mut is_quoted = false;
        let length = inside
            .bytes()
            .position(|byte| {
                is_quoted ^= byte == b'"';
                byte == b'>' && !is_quoted
            })
            .unwrap_or(inside.len());
        tag_in_order(&inside[..length], &mut ordered);
        rest = &inside[length..];
        if inside[..length] == *DESCRIPTION
            && let Some((number, after)) =
                rest.strip_prefix(">").and_then(|from| from.strip_prefix(SET_ASIDE)).and_then(|from| from.split_once(SET_ASIDE))
            && let Some(said) = number.parse().ok().and_then(|number: usize| described.get(number))
        {
            ordered.push('>');
            ordered.push_str(said);
            rest = after;
        }
    }
    ordered.push_str(rest);
    ordered
}

fn tag_in_order(inside: &str, ordered: &mut String) {
    let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
    ordered.push_str(name);
    let mut attributes: Vec<(&str, &str)> = super::token::attributes(attributes).collect();
    attributes.sort_unstable();
    for (name, value) in attributes {
        ordered.push_str(&format!(" {name}=\"{value}\""));
    }
    if VOID.contains(&name) {
        ordered.push_str(" /");
    }
}
