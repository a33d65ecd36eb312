//! An article before it leaves: checked with what the workspace knows, its files, the state of its links, and what people say of us.

use std::collections::BTreeMap;

use article::{Draft, File, Front, Phrase, Report};
use domain::{
    hat::Act,
    post::{MediumKind, Variant},
};
use store::stream::StreamFilter;
use tokio::task;

use super::post_save::{POST_BYTES_MAX, PostDraft};
use crate::{Actor, App, Refusal, listen::figures_sample::Sample};

/// How far back is looked for what people say, microseconds.
pub const PHRASES_US: i64 = 90 * 86_400 * 1_000_000;
/// The newest mentions of a topic that are read for it, at most.
pub const PHRASES_MENTIONS_MAX: usize = 500;
/// The most topics of our own that are read for it.
const PHRASES_TOPICS_MAX: usize = 8;

impl App {
    /// Checks an article as it stands, saved or not. Links are told as they were last looked at.
    ///
    /// # Errors
    /// When the hats do not allow it, it is too long, or the database does not answer.
    pub async fn check_article(&self, actor: &Actor, said: &Variant) -> Result<Report, Refusal> {
        actor.may(Act::Read)?;
        if said.text.len() > POST_BYTES_MAX {
            return Err(Refusal::Invalid { field: "text", why: "too_long" });
        }
        let draft = PostDraft { content: said.clone(), ..PostDraft::default() };
        let said = self.with_facts(actor, &draft).await?.content;
        let links = self.link_states(actor.workspace, &said.text).await?;
        let phrases = self.own_phrases(actor).await?;
        // A long article takes milliseconds to read: not for an async thread.
        let checked = task::spawn_blocking(move || {
            let (front, body) = Front::read(&said.text);
            let files: Vec<File> = said
                .media
                .iter()
                .map(|medium| File {
                    alt: medium.alt.clone(),
                    bytes: medium.bytes,
                    width: medium.width,
                    is_film: medium.kind == MediumKind::Video,
                })
                .collect();
            let setting = |name: &str| said.settings.get(name).map_or("", String::as_str);
            let state = |address: &url::Url| links.get(address).cloned().unwrap_or_default();
            article::check(&Draft {
                title: either(&said.title, &front.title),
                description: either(setting("excerpt"), &front.description),
                slug: either(setting("slug"), &front.slug),
                canonical: either(setting("canonical"), &front.canonical),
                language: either(&said.language, &front.language),
                files: &files,
                phrases: &phrases,
                ..Draft::of_file(&front, body, &state)
            })
        });
        Ok(checked.await?)
    }

    /// What people say of us: the key phrases of the newest mentions of our brands and products, the most said first.
    async fn own_phrases(&self, actor: &Actor) -> Result<Vec<Phrase>, Refusal> {
        let reader = self.reader(actor);
        let topics = reader.topics().await?;
        let own = topics.iter().filter(|topic| matches!(topic.kind.as_str(), "own_brand" | "product")).take(PHRASES_TOPICS_MAX);
        let mut rows = BTreeMap::new();
        for topic in own {
            let filter = StreamFilter { topic: Some(topic.id), from: Some(self.now() - PHRASES_US), ..StreamFilter::default() };
            // A mention that two topics caught is one.
            rows.extend(reader.sample(&filter, true, PHRASES_MENTIONS_MAX).await?.into_iter().map(|row| (row.id, row)));
        }
        let phrases = task::spawn_blocking(move || Sample::phrases_of(rows.into_values())).await?;
        Ok(phrases.into_iter().map(|(phrase, mentions)| Phrase { phrase, mentions }).collect())
    }
}

fn either<'a>(own: &'a str, before: &'a str) -> &'a str {
    if own.trim().is_empty() { before } else { own }
}
