//! From any page's address to the feeds it leads to, each of them read before it is offered.

use std::time::Duration;

use connect::{
    feed::{self, Feed, FeedContext, FoundFeed},
    fetch::{FetchError, Request, Response},
};
use domain::{address, hat::Act};
use store::{Id, source::Source};
use url::Url;

use crate::{
    Actor, App, Refusal,
    listen::source_field::{self, SOURCE_TITLE_CHARS_MAX},
};

/// The most feeds of a page that are read to see what they are.
pub const FIND_TRIES_MAX: usize = 6;
/// The longest that reading them may take all together; what was not read by then is offered unread.
pub const FIND_TIME_MAX: Duration = Duration::from_secs(20);
/// How many of a feed's last titles are shown.
pub const FIND_TITLES_MAX: usize = 3;

/// A feed that can be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedChoice {
    /// Where it is.
    pub address: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// The page that people read.
    pub site_address: Option<String>,
    /// The language it declares, ISO 639-1.
    pub language: Option<String>,
    /// How many entries it holds; none when it was not read.
    pub entries: Option<usize>,
    /// When its newest entry was published, UTC microseconds.
    pub newest_at: Option<i64>,
    /// The titles of its last entries.
    pub titles: Vec<String>,
    /// The source that reads it already.
    pub known: Option<Id<Source>>,
}

impl App {
    /// Looks for feeds at an address: the address itself when it is one, else those that the page declares or links to, else
    /// those where sites of its kind keep theirs. Changes nothing. An empty answer means that the page was read and has none.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for what is no address, [`Refusal::Fetch`] when the page cannot be read.
    pub async fn find_feeds(&self, actor: &Actor, said: &str) -> Result<Vec<FeedChoice>, Refusal> {
        actor.may(Act::Listen)?;
        let asked = source_field::address(said)?;
        let (asked, response) = self.first_answer(asked, source_field::has_scheme(said)).await?;
        let page = tokio::task::spawn_blocking(move || look_for_feeds(&asked, &response));
        let mut choices = match page.await.map_err(|_join| Refusal::Interrupted)? {
            Page::IsFeed(choice) => vec![*choice],
            Page::LeadsTo(found) => self.read_each(found).await,
        };
        let reader = self.reader(actor);
        for choice in &mut choices {
            if let Some(key) = address::canonical(&choice.address) {
                choice.known = reader.source_at(&key).await?.map(|source| source.id);
            }
        }
        Ok(choices)
    }

    /// Fetches the page; one that was named without `https://` is asked for without encryption too.
    async fn first_answer(&self, asked: Url, scheme_was_said: bool) -> Result<(Url, Response), Refusal> {
        let now = self.clock.now();
        let error = match self.client.get(&Request::feed(asked.clone(), now)).await {
            Ok(response) => return Ok((asked, response)),
            Err(error) => error,
        };
        let unencrypted = matches!(error, FetchError::Tls { .. } | FetchError::Network { .. } | FetchError::Timeout { .. });
        let mut plain = asked;
        if scheme_was_said || !unencrypted || plain.set_scheme("http").is_err() {
            return Err(Refusal::Fetch(Box::new(error)));
        }
        match self.client.get(&Request::feed(plain.clone(), now)).await {
            Ok(response) => Ok((plain, response)),
            Err(_) => Err(Refusal::Fetch(Box::new(error))),
        }
    }

    /// Reads the likeliest ones. What the page itself declares is offered even when it could not be read just now; what only
    /// habit suggests must prove itself, and one that does is enough.
    async fn read_each(&self, found: Vec<FoundFeed>) -> Vec<FeedChoice> {
        let mut tried: Vec<Option<FeedChoice>> = Vec::new();
        let reading = async {
            for feed in found.iter().take(FIND_TRIES_MAX) {
                let read = self.read_feed(&feed.address).await;
                let enough = feed.guess && read.is_some();
                tried.push(read);
                if enough {
                    break;
                }
            }
        };
        // Running out of time is no failure: what was read stays.
        let _ = tokio::time::timeout(FIND_TIME_MAX, reading).await;
        let mut choices: Vec<FeedChoice> = Vec::new();
        for (place, feed) in found.into_iter().enumerate() {
            let choice = tried.get_mut(place).and_then(Option::take).or_else(|| (!feed.guess).then(|| unread(feed)));
            if let Some(choice) = choice.filter(|choice| choices.iter().all(|other| other.address != choice.address)) {
                choices.push(choice);
            }
        }
        choices
    }

    async fn read_feed(&self, at: &str) -> Option<FeedChoice> {
        let at = Url::parse(at).ok()?;
        let response = self.client.get(&Request::feed(at.clone(), self.clock.now())).await.ok()?;
        let read = tokio::task::spawn_blocking(move || {
            let feed = feed::parse(&response.body, &context(&response)).ok()?;
            Some(choice_of(&kept_address(&at, &response), &feed))
        });
        read.await.ok().flatten()
    }
}

/// What an address turned out to be.
enum Page {
    IsFeed(Box<FeedChoice>),
    LeadsTo(Vec<FoundFeed>),
}

fn look_for_feeds(asked: &Url, response: &Response) -> Page {
    let context = context(response);
    match feed::parse(&response.body, &context) {
        Ok(feed) => Page::IsFeed(Box::new(choice_of(&kept_address(asked, response), &feed))),
        Err(_) => Page::LeadsTo(feed::discover(&response.body, &context)),
    }
}

fn context(response: &Response) -> FeedContext<'_> {
    FeedContext {
        content_type: response.content_type.as_deref(),
        address: Some(&response.final_address),
        content_language: response.content_language.as_deref(),
        ..FeedContext::default()
    }
}

/// The address to keep: the one asked for, unless every redirect on the way said "for good".
fn kept_address(asked: &Url, response: &Response) -> Url {
    response.permanent_address.clone().unwrap_or_else(|| asked.clone())
}

fn choice_of(address: &Url, feed: &Feed) -> FeedChoice {
    let moments = feed.entries.iter().filter_map(|entry| entry.published.or(entry.updated));
    let titles = feed.entries.iter().map(|entry| entry.title.line()).filter(|title| !title.is_empty());
    FeedChoice {
        address: address.to_string(),
        title: source_field::cut(&source_field::line(&feed.title.line()), SOURCE_TITLE_CHARS_MAX),
        site_address: feed.site_address.clone(),
        language: feed.language.as_deref().and_then(|said| source_field::language(said).ok().flatten()),
        entries: Some(feed.entries.len()),
        newest_at: moments.max().map(|at| at.as_microsecond()),
        titles: titles.take(FIND_TITLES_MAX).map(|title| source_field::cut(&title, SOURCE_TITLE_CHARS_MAX)).collect(),
        known: None,
    }
}

fn unread(found: FoundFeed) -> FeedChoice {
    let title = source_field::line(&found.title.unwrap_or_default());
    FeedChoice { address: found.address, title, ..FeedChoice::default() }
}
