//! What the check of an article is given, and what it gives.

use domain::readable::Level;
use serde::Serialize;
use serde_json::Value;

use crate::{Finding, Front, FrontFault, Outline, Product};

/// A file that goes with the article.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its size, bytes.
    pub bytes: u64,
    /// Its width, pixels; 0 when unknown.
    pub width: u32,
    /// Whether it is a film, which is not a picture that stands for the article.
    pub is_film: bool,
}

/// What is known of where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// It was not looked at.
    #[default]
    Unknown,
    /// It leads there.
    Alive,
    /// It leads to what is now elsewhere for good.
    Moved {
        /// Where.
        to: String,
    },
    /// There is nothing any more.
    Dead {
        /// The status that the site answered.
        status: u16,
    },
    /// The site did not answer, or not us.
    Silent,
    /// It is an address of a private network or of this machine.
    Private,
}

/// What people say of us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The phrase.
    pub phrase: String,
    /// In how many mentions.
    pub mentions: u64,
}

/// An article as it stands.
pub struct Draft<'a> {
    /// Its title.
    pub title: &'a str,
    /// What search engines show under the title.
    pub description: &'a str,
    /// The end of its address; empty for what the site makes of the title.
    pub slug: &'a str,
    /// Where it was first published; empty for here.
    pub canonical: &'a str,
    /// Who wrote it, as readers are told.
    pub author: &'a str,
    /// The language it is written in, BCP 47; empty when that is not told.
    pub language: &'a str,
    /// The article, without what is told before it.
    pub body: &'a str,
    /// Lines before it in its file.
    pub lines_before: usize,
    /// The product it is about.
    pub product: &'a Product,
    /// What could not be used of what is told before it.
    pub front_faults: &'a [FrontFault],
    /// Its files, in order.
    pub files: &'a [File],
    /// What is known of where a link leads.
    pub links: &'a dyn Fn(&url::Url) -> LinkState,
    /// What people say of us, the most said first.
    pub phrases: &'a [Phrase],
}

/// A phrase of people, and where the article has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The phrase.
    pub phrase: String,
    /// In how many mentions.
    pub mentions: u64,
    /// Whether title or description have it.
    pub in_title: bool,
    /// Whether the text has it.
    pub in_text: bool,
}

/// How it will stand in a page of results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The title as it is cut.
    pub title: String,
    /// Its whole width, pixels.
    pub title_px: u32,
    /// The description as it is cut; the beginning of the text where there is none.
    pub description: String,
    /// Its whole width, pixels; 0 where there is none.
    pub description_px: u32,
}

/// What the check says.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What could be better, the gravest first.
    pub findings: Vec<Finding>,
    /// What stands in it.
    pub outline: Outline,
    /// How it will stand in a page of results.
    pub snippet: Snippet,
    /// How hard it is to read; nothing for other languages and short texts.
    pub level: Option<Level>,
    /// What people say of us, and where the article has it.
    pub phrases: Vec<Use>,
    /// Links that nobody looked at yet.
    pub unknown_links: usize,
    /// What search engines are told, JSON-LD.
    pub structured: Value,
}

impl<'a> Draft<'a> {
    /// A file of Markdown with what is told of it before it; `body` is what [`Front::read`] gave beside it. A title that is not told is the
    /// first heading of the text.
    #[must_use]
    pub fn of_file(front: &'a Front, body: &'a str, links: &'a dyn Fn(&url::Url) -> LinkState) -> Self {
        Self {
            title: &front.title,
            description: &front.description,
            slug: &front.slug,
            canonical: &front.canonical,
            author: &front.author,
            language: &front.language,
            body,
            lines_before: front.lines,
            product: &front.product,
            front_faults: &front.faults,
            files: &[],
            links,
            phrases: &[],
        }
    }

    /// The title, or the first heading where none is told.
    pub(crate) fn title<'b>(&self, outline: &'b Outline) -> &'b str
    where
        'a: 'b,
    {
        if !self.title.trim().is_empty() {
            return self.title.trim();
        }
        outline.headings.iter().find(|heading| heading.level == 1).map_or("", |heading| heading.words.as_str())
    }
}
