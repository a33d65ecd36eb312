//! What stands in an article: headings, links, pictures, and its words as people read them.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What it says.
    pub words: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads, as it was written.
    pub address: String,
    /// What it is on; of a picture, its description.
    pub words: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Where it is: an address, or `media:` and the number of a file.
    pub address: String,
    /// The file of the post that it is, from 1; nothing for an address.
    pub number: Option<usize>,
    /// What it shows, as it stands in the text.
    pub alt: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// What stands in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links, in order.
    pub links: Vec<Link>,
    /// Its pictures, in order.
    pub images: Vec<Image>,
    /// What it says, headings and blocks on lines of their own, without code.
    pub text: String,
    /// How many words that are.
    pub words: usize,
}

/// A link or picture that is being read: its address, its words so far, where it begins.
struct Open {
    address: String,
    words: String,
    at: usize,
}

#[derive(Default)]
struct Walk {
    outline: Outline,
    heading: Option<(u8, String, usize)>,
    links: Vec<Open>,
    images: Vec<Open>,
    is_code: bool,
}

impl Outline {
    /// Reads an article, without what is told before it. `lines_before` is how many lines stand before it in the file.
    #[must_use]
    pub fn read(body: &str, lines_before: usize) -> Self {
        let starts: Vec<usize> = std::iter::once(0).chain(body.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let line = |at: usize| lines_before + starts.partition_point(|start| *start <= at);
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let mut walk = Walk::default();
        for (event, at) in Parser::new_ext(body, options).into_offset_iter() {
            walk.event(event, at.start, &line);
        }
        let mut outline = walk.outline;
        outline.text = outline.text.trim().to_owned();
        outline.words = outline.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        outline
    }

    /// The addresses of the web that it leads to, each once.
    #[must_use]
    pub fn addresses(&self) -> Vec<url::Url> {
        let mut addresses: Vec<url::Url> = Vec::new();
        for link in &self.links {
            let Some(address) = web_address(&link.address) else { continue };
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }
}

/// An address of the web without the place in the page; nothing for what leads within the site or to a mail.
#[must_use]
pub fn web_address(written: &str) -> Option<url::Url> {
    let mut address = url::Url::parse(written.trim()).ok()?;
    address.set_fragment(None);
    (matches!(address.scheme(), "http" | "https") && address.host().is_some()).then_some(address)
}

impl Walk {
    fn event(&mut self, event: Event<'_>, at: usize, line: &dyn Fn(usize) -> usize) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading = Some((number(level), String::new(), at)),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, words, at)) = self.heading.take() {
                    self.outline.headings.push(Heading { level, words: words.trim().to_owned(), line: line(at) });
                }
                self.end_block();
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push(Open { address: dest_url.into_string(), words: String::new(), at });
            }
            Event::End(TagEnd::Link) => {
                if let Some(Open { address, words, at }) = self.links.pop() {
                    self.outline.links.push(Link { address, words: words.trim().to_owned(), line: line(at) });
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.images.push(Open { address: dest_url.into_string(), words: String::new(), at });
            }
            Event::End(TagEnd::Image) => {
                if let Some(Open { address, words, at }) = self.images.pop() {
                    let number =
                        address.strip_prefix("media:").and_then(|number| number.parse().ok()).filter(|number| *number > 0);
                    let alt = words.trim().to_owned();
                    // A link on a picture has the picture's words.
                    self.links.iter_mut().for_each(|link| link.words.push_str(&alt));
                    self.outline.images.push(Image { address, number, alt, line: line(at) });
                }
            }
            Event::Start(Tag::CodeBlock(_)) => self.is_code = true,
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => self.say(&words),
            Event::Code(words) => self.say(&words),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::BlockQuote(_)) => self.end_block(),
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        if self.is_code {
            return;
        }
        if let Some(image) = self.images.last_mut() {
            image.words.push_str(words);
            return;
        }
        if let Some((_, heading, _)) = &mut self.heading {
            heading.push_str(words);
        }
        self.links.iter_mut().for_each(|link| link.words.push_str(words));
        self.outline.text.push_str(words);
    }

    fn end_block(&mut self) {
        if !self.outline.text.ends_with('\n') {
            self.outline.text.push('\n');
        }
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_stands_in_an_article_is_found_with_its_line() {
        let outline = Outline::read(
            "## Le *col*\n\nDes mots et [la carte](https://a.example/x#y).\n\n[![Une crête](media:2)](/plus)\n\n```\n# code\n```\n\nFin\n===\n",
            3,
        );
        assert_eq!(
            outline.headings,
            [Heading { level: 2, words: "Le col".to_owned(), line: 4 }, Heading { level: 1, words: "Fin".to_owned(), line: 14 }]
        );
        assert_eq!(
            outline.links,
            [
                Link { address: "https://a.example/x#y".to_owned(), words: "la carte".to_owned(), line: 6 },
                Link { address: "/plus".to_owned(), words: "Une crête".to_owned(), line: 8 }
            ]
        );
        let image = Image { address: "media:2".to_owned(), number: Some(2), alt: "Une crête".to_owned(), line: 8 };
        assert_eq!(outline.images, [image]);
        assert_eq!((outline.text.as_str(), outline.words), ("Le col\nDes mots et la carte.\nFin", 8));
        assert_eq!(outline.addresses(), ["https://a.example/x".parse().unwrap()]);
    }

    proptest! {
        #[test]
        fn every_text_has_an_outline(text in "(\\PC|\n|#|!\\[|\\]\\(media:1\\)|\\[a\\]\\(https://b.c\\)|<){0,80}") {
            let outline = Outline::read(&text, 0);
            let lines = text.matches('\n').count() + 1;
            prop_assert!(outline.headings.iter().all(|heading| (1..=lines).contains(&heading.line)));
        }
    }
}
