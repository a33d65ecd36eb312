//! Where sites of a known kind keep their feeds, and where all others often do. Gathered from the sites' own documentation
//! and from what they answer.

use url::Url;

use super::discover::{FeedKind, FoundFeed};

/// The places tried when nothing tells, in the order of how often they answer.
const HABITS: [(&str, FeedKind); 7] = [
    ("/feed", FeedKind::Rss),
    ("/rss", FeedKind::Rss),
    ("/rss.xml", FeedKind::Rss),
    ("/atom.xml", FeedKind::Atom),
    ("/feed.xml", FeedKind::Rss),
    ("/index.xml", FeedKind::Rss),
    ("/feed.json", FeedKind::Json),
];

fn guessed(address: String, title: Option<&str>, format: FeedKind) -> FoundFeed {
    FoundFeed { address, title: title.map(str::to_owned), format: Some(format), guess: true }
}

/// The places where any site may keep a feed.
pub(crate) fn by_habit(address: &Url) -> Vec<FoundFeed> {
    let places = HABITS.iter().filter_map(|(path, kind)| Some(guessed(at(address, path)?, None, *kind)));
    places.collect()
}

/// An address on the same site.
fn at(address: &Url, path: &str) -> Option<String> {
    address.join(path).ok().filter(|joined| matches!(joined.scheme(), "http" | "https")).map(Into::into)
}

/// The places where a site of that host or of that program keeps its feeds.
pub(crate) fn by_site(address: &Url, html: &str) -> Vec<FoundFeed> {
    let host = address.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let steps: Vec<&str> = address.path_segments().into_iter().flatten().filter(|step| !step.is_empty()).collect();
    let known = match host {
        "youtube.com" | "m.youtube.com" => youtube(address, &steps, html),
        "github.com" => github(&steps),
        "reddit.com" | "old.reddit.com" => reddit(&steps),
        "medium.com" => medium(&steps),
        "bsky.app" => profile(&steps, "profile", |name| format!("https://bsky.app/profile/{name}/rss")),
        "vimeo.com" => steps
            .first()
            .map(|name| guessed(format!("https://vimeo.com/{name}/videos/rss"), None, FeedKind::Rss))
            .into_iter()
            .collect(),
        "news.ycombinator.com" => vec![guessed("https://news.ycombinator.com/rss".to_owned(), None, FeedKind::Rss)],
        "news.google.com" => google_news(address),
        "stackoverflow.com" => stack_overflow(&steps),
        _ => Vec::new(),
    };
    if known.is_empty() { by_program(address, host, &steps, html) } else { known }
}

fn youtube(address: &Url, steps: &[&str], html: &str) -> Vec<FoundFeed> {
    let feed = |parameter: &str, value: &str| format!("https://www.youtube.com/feeds/videos.xml?{parameter}={value}");
    let playlist = address.query_pairs().find(|(name, _)| name == "list").map(|(_, list)| list.into_owned());
    let mut found = Vec::new();
    match steps {
        ["channel", id, ..] => found.push(guessed(feed("channel_id", id), None, FeedKind::Atom)),
        ["user", name, ..] => found.push(guessed(feed("user", name), None, FeedKind::Atom)),
        _ => found.extend(channel_id(html).map(|id| guessed(feed("channel_id", &id), None, FeedKind::Atom))),
    }
    found.extend(playlist.filter(|list| is_id(list)).map(|list| guessed(feed("playlist_id", &list), None, FeedKind::Atom)));
    found
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// The channel that a page of `YouTube` belongs to, from its own script or markup.
fn channel_id(html: &str) -> Option<String> {
    const BEFORE: [&str; 4] =
        ["\"externalId\":\"", "itemprop=\"identifier\" content=\"", "\"channelId\":\"", "youtube.com/channel/"];
    BEFORE.iter().find_map(|before| {
        let rest = &html[html.find(before)? + before.len()..];
        let id: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(64).collect();
        id.starts_with("UC").then_some(id)
    })
}

fn github(steps: &[&str]) -> Vec<FoundFeed> {
    match steps {
        [owner] => vec![guessed(format!("https://github.com/{owner}.atom"), None, FeedKind::Atom)],
        [owner, repository, ..] => ["releases", "commits", "tags"]
            .iter()
            .map(|what| {
                guessed(
                    format!("https://github.com/{owner}/{repository}/{what}.atom"),
                    Some(&format!("{owner}/{repository} {what}")),
                    FeedKind::Atom,
                )
            })
            .collect(),
        [] => Vec::new(),
    }
}

fn reddit(steps: &[&str]) -> Vec<FoundFeed> {
    match steps {
        [place @ ("r" | "user" | "u"), name, ..] => {
            vec![guessed(format!("https://www.reddit.com/{place}/{name}/.rss"), Some(&format!("{place}/{name}")), FeedKind::Atom)]
        }
        _ => Vec::new(),
    }
}

fn medium(steps: &[&str]) -> Vec<FoundFeed> {
    match steps {
        ["tag", tag, ..] => vec![guessed(format!("https://medium.com/feed/tag/{tag}"), None, FeedKind::Rss)],
        [name, ..] => vec![guessed(format!("https://medium.com/feed/{name}"), None, FeedKind::Rss)],
        [] => Vec::new(),
    }
}

fn profile(steps: &[&str], place: &str, address: impl Fn(&str) -> String) -> Vec<FoundFeed> {
    match steps {
        [found, name, ..] if *found == place => vec![guessed(address(name), None, FeedKind::Rss)],
        _ => Vec::new(),
    }
}

fn google_news(address: &Url) -> Vec<FoundFeed> {
    let mut feed = address.clone();
    if address.path().starts_with("/rss") {
        return Vec::new();
    }
    feed.set_path(&format!("/rss{}", address.path().trim_end_matches('/')));
    vec![guessed(feed.into(), None, FeedKind::Rss)]
}

fn stack_overflow(steps: &[&str]) -> Vec<FoundFeed> {
    match steps {
        ["questions", "tagged", tag, ..] => {
            vec![guessed(format!("https://stackoverflow.com/feeds/tag/{tag}"), None, FeedKind::Atom)]
        }
        ["questions", number, ..] => {
            vec![guessed(format!("https://stackoverflow.com/feeds/question/{number}"), None, FeedKind::Atom)]
        }
        _ => Vec::new(),
    }
}

/// By the program that a site runs on, told by its host or by what it writes into its pages.
fn by_program(address: &Url, host: &str, steps: &[&str], html: &str) -> Vec<FoundFeed> {
    let html = domain::html::cut(html, 512 << 10);
    let place = |path: &str, kind| at(address, path).map(|place| guessed(place, None, kind)).into_iter().collect::<Vec<_>>();
    let is_generated_by = |program: &str| generator(html).is_some_and(|generator| generator.contains(program));
    if host.ends_with(".tumblr.com") {
        return place("/rss", FeedKind::Rss);
    }
    if host.ends_with(".medium.com") || host.ends_with(".substack.com") {
        return place("/feed", FeedKind::Rss);
    }
    if host.contains(".blogspot.") || is_generated_by("blogger") {
        return place("/feeds/posts/default", FeedKind::Atom);
    }
    if host.ends_with(".wordpress.com") || is_generated_by("wordpress") || html.contains("/wp-content/") {
        return place("/feed/", FeedKind::Rss);
    }
    if is_generated_by("discourse") {
        return match steps {
            ["c", ..] | ["t", ..] | ["tag", ..] => place(&format!("{}.rss", address.path().trim_end_matches('/')), FeedKind::Rss),
            _ => place("/latest.rss", FeedKind::Rss),
        };
    }
    match steps {
        // Mastodon and its relatives.
        [name, ..] if name.starts_with('@') && name.len() > 1 => place(&format!("/{name}.rss"), FeedKind::Rss),
        ["tags", tag] => place(&format!("/tags/{tag}.rss"), FeedKind::Rss),
        _ => Vec::new(),
    }
}

/// The content of `<meta name="generator">`, lower case.
fn generator(html: &str) -> Option<String> {
    let at = html.find("name=\"generator\"").or_else(|| html.find("name='generator'"))?;
    let start = html[..at].rfind('<')?;
    let tag = &html[start..];
    Some(tag[..tag.find('>')?].to_lowercase())
}
