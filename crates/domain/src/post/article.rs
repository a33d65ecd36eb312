//! An article: Markdown as it is written, HTML as it leaves.

use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// What stands before the number of a file in the address of an image: `![what it shows](media:2)` is the second file of the post.
const MEDIA: &str = "media:";

/// A picture within an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Where it is.
    pub address: String,
    /// What it shows, for where the text does not say it.
    pub alt: String,
    /// Its width, pixels; 0 when unknown.
    pub width: u32,
    /// Its height, pixels; 0 when unknown.
    pub height: u32,
}

/// The most lines before an article that are read as told of it rather than as part of it.
const FRONT_LINES_MAX: usize = 200;

/// What is told of an article before it, between two lines `---` (front matter), and the article itself. Nothing is told of a text whose first
/// line within is no `name: value`: there the line is a rule.
#[must_use]
pub fn front_matter(text: &str) -> (&str, &str) {
    let bare = |line: &str| line.trim_end_matches(['\r', '\n']).trim_end().to_owned();
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|first| bare(first) == "---") else { return ("", text) };
    let mut end = first.len();
    let mut is_told = false;
    for line in lines.take(FRONT_LINES_MAX) {
        let said = bare(line);
        if said == "---" {
            return if is_told { (&text[first.len()..end], &text[end + line.len()..]) } else { ("", text) };
        }
        end += line.len();
        let names =
            |(name, _): (&str, &str)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
        if !is_told && !said.is_empty() && !said.starts_with('#') {
            if !said.split_once(':').is_some_and(names) {
                break;
            }
            is_told = true;
        }
    }
    ("", text)
}

/// An article as HTML: `CommonMark` with tables, footnotes and strikethrough. `place` tells where a file of the post is, by its number from
/// 1; one that it does not know leaves its description. HTML in the text is shown as it is written, and only addresses that lead to the
/// web, to a mail or within the page are links. What is told of it before it ([`front_matter`]) is no part of it.
#[must_use]
pub fn article(markdown: &str, place: impl Fn(usize) -> Option<Picture>) -> String {
    article_with(markdown, |address| match number(address) {
        Some(number) => place(number),
        None => Some(Picture { address: safe(address).to_owned(), ..Picture::default() }),
    })
}

/// As [`article`], with every picture placed by its address as it was written.
#[must_use]
pub fn article_with(markdown: &str, place: impl Fn(&str) -> Option<Picture>) -> String {
    let mut made = String::with_capacity(markdown.len() * 3 / 2);
    let mut within: Option<(Picture, String)> = None;
    let mut depth = 0_u32;
    let events = parser(markdown).filter_map(|event| {
        if let Some((_, said)) = &mut within {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) if depth > 0 => depth -= 1,
                Event::End(TagEnd::Image) => return within.take().map(|(picture, said)| image(&picture, &said)),
                Event::Text(text) | Event::Code(text) => said.push_str(&text),
                Event::SoftBreak | Event::HardBreak => said.push(' '),
                _ => {}
            }
            return None;
        }
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                within = Some((place(&dest_url).unwrap_or_default(), String::new()));
                None
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = CowStr::from(safe(&dest_url).to_owned());
                Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            event => Some(event),
        }
    });
    html::push_html(&mut made, events);
    made
}

/// Which files of the post stand within the text, by their numbers from 1.
#[must_use]
pub fn pictured(markdown: &str) -> BTreeSet<usize> {
    let images = parser(markdown).filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => number(&dest_url),
        _ => None,
    });
    images.collect()
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(front_matter(markdown).1, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH)
}

fn number(address: &str) -> Option<usize> {
    address.strip_prefix(MEDIA)?.parse().ok().filter(|&number| number > 0)
}

/// The address, or nothing when it would do something else than lead somewhere.
fn safe(address: &str) -> &str {
    let scheme = address.split(['/', '?', '#']).next().and_then(|begins| begins.split_once(':')).map(|(scheme, _)| scheme);
    let leads = scheme.is_none_or(|scheme| ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    if leads { address } else { "" }
}

fn image(picture: &Picture, said: &str) -> Event<'static> {
    let alt = if said.trim().is_empty() { picture.alt.trim() } else { said.trim() };
    if picture.address.is_empty() {
        return Event::Text(CowStr::from(alt.to_owned()));
    }
    let (address, alt) = (quoted(&picture.address), quoted(alt));
    let size = match (picture.width, picture.height) {
        (0, _) | (_, 0) => String::new(),
        (width, height) => format!(" width=\"{width}\" height=\"{height}\""),
    };
    Event::InlineHtml(CowStr::from(format!("<img src=\"{address}\" alt=\"{alt}\"{size}>")))
}

/// A text between quotation marks.
fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(markdown: &str, expect: &str) {
        let place = |number| {
            (number == 1).then(|| Picture {
                address: "https://x.example/1.jpg?a&b".to_owned(),
                alt: "Une \"veste\"".to_owned(),
                width: 4,
                height: 3,
            })
        };
        assert_eq!(article(markdown, place).trim(), expect, "{markdown}");
    }

    #[test]
    fn an_article_is_written_and_its_pictures_are_placed() {
        check("# Neige\n\n**Bon** ~~mal~~", "<h1>Neige</h1>\n<p><strong>Bon</strong> <del>mal</del></p>");
        check(
            "![](media:1)",
            "<p><img src=\"https://x.example/1.jpg?a&amp;b\" alt=\"Une &quot;veste&quot;\" width=\"4\" height=\"3\"></p>",
        );
        check(
            "![Le *col* & co](media:1)",
            "<p><img src=\"https://x.example/1.jpg?a&amp;b\" alt=\"Le col &amp; co\" width=\"4\" height=\"3\"></p>",
        );
        check("![Rien ici](media:9)", "<p>Rien ici</p>");
        check("![a](https://y.example/z.png)", "<p><img src=\"https://y.example/z.png\" alt=\"a\"></p>");
        check(
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>",
        );
        check("---\nname: Veste\n---\n# Neige", "<h1>Neige</h1>");
        check("---\nNeige\n---", "<hr />\n<h2>Neige</h2>");
        assert_eq!(pictured("![](media:2) ![](media:1)\n![](media:2) ![](media:0) ![](media:x)"), BTreeSet::from([1, 2]));
    }

    #[test]
    fn what_is_told_before_an_article_is_told_apart() {
        let check = |text: &str, told: &str, body: &str| assert_eq!(front_matter(text), (told, body), "{text:?}");
        check("---\nname: Veste\nprice: 3\n---\nNeige", "name: Veste\nprice: 3\n", "Neige");
        check("---\r\nname: Veste\r\n---\r\nNeige", "name: Veste\r\n", "Neige");
        check("---\n# said\n\ntags:\n  - a\n---\n", "# said\n\ntags:\n  - a\n", "");
        check("---\nname: Veste\nNeige", "", "---\nname: Veste\nNeige");
        check("---\nUn mot\n---\nNeige", "", "---\nUn mot\n---\nNeige");
        check("---\n---\nNeige", "", "---\n---\nNeige");
        check("Neige\n---\nname: Veste\n---\n", "", "Neige\n---\nname: Veste\n---\n");
    }

    #[test]
    fn nothing_in_a_text_becomes_a_script() {
        check("a <script>x()</script>", "<p>a &lt;script&gt;x()&lt;/script&gt;</p>");
        check("[a](javascript:x) [b](#c) [d](/e:f)", "<p><a href=\"\">a</a> <a href=\"#c\">b</a> <a href=\"/e:f\">d</a></p>");
        check("![a](JavaScript:x)", "<p>a</p>");
    }

    proptest! {
        #[test]
        fn every_text_has_its_html(text in "(\\PC|\n|!\\[|\\]\\(media:1\\)|<){0,80}") {
            let made = article(&text, |_| None);
            prop_assert!(!made.contains("<script") && !made.contains("src="));
        }
    }
}
