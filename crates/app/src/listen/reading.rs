//! A document as the query language sees it: the same reading for the live stream, the archive and a filter's words.

use domain::address;
use query::{Analysis, Document, Fields, HasFlags, IsFlags};
use store::document::Understood;

/// The parts of a document that a query can ask of, borrowed from wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Readable<'a> {
    /// One line.
    pub title: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// Sanitised HTML, to know of pictures and links; may be empty.
    pub html: &'a str,
    /// Where it can be read.
    pub address: Option<&'a str>,
    /// Who wrote it; may be empty.
    pub author: &'a str,
    /// ISO 639-1; empty when not known.
    pub language: &'a str,
    /// A name of [`domain::Kind`].
    pub kind: &'a str,
    /// The title of the source.
    pub source: Option<&'a str>,
    /// The source's own categories.
    pub tags: &'a [&'a str],
    /// Stars, 0 to 5.
    pub rating: Option<f32>,
    /// Whether an image stands for it.
    pub image: bool,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// What was understood from its text.
    pub understood: &'a Understood,
}

impl<'a> Readable<'a> {
    /// The document for the query language.
    #[must_use]
    pub fn document(&self) -> Document<'a> {
        let some = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        let is_read = !self.understood.sentiment.is_empty();
        Document {
            title: self.title,
            body: self.text,
            fields: Fields {
                url: self.address,
                author: some(self.author),
                lang: some(self.language),
                kind: some(self.kind),
                source: self.source,
                tags: self.tags,
                rating: self.rating,
                sentiment: some(&self.understood.sentiment),
                toxicity: is_read.then_some(self.understood.toxicity as f32 / 1_000.0),
                published: Some(self.published_at),
                is: IsFlags {
                    question: self.understood.intent == "question"
                        || self.text.contains(['?', '؟', '？'])
                        || self.title.contains('?'),
                    ..IsFlags::default()
                },
                has: HasFlags {
                    image: self.image || self.html.contains("<img "),
                    video: self.html.contains("<video") || self.address.is_some_and(is_video),
                    link: self.html.contains("<a href=\"http"),
                    personal_data: self.understood.personal,
                },
                ..Fields::default()
            },
        }
    }
}

/// Addresses that show a film, by their host.
fn is_video(address: &str) -> bool {
    const HOSTS: [&str; 6] = ["youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitch.tv", "tiktok.com"];
    address::site(address).is_some_and(|site| HOSTS.contains(&address::registrable(&site)))
}

/// The distinct words by which a document is found, as the analysis gave them.
#[must_use]
pub fn words_of(analysis: &Analysis) -> Vec<String> {
    analysis.index_terms().map(str::to_owned).collect()
}
