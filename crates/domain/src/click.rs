//! Who follows a short link: a person, or a program that looks at it.
//!
//! One post on the fediverse is looked at by every server it reaches within a minute, a message in a chat by its preview, a mail by the
//! scanner of its provider. Such visits are counted apart. Nothing is kept of a visit but what it was taken for; so a program that says
//! it is a browser counts as one, and the figure is an upper bound.

/// What a visit was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// A browser in which somebody followed the link.
    Human,
    /// A program: a preview, a search engine, a scanner, a script.
    Robot,
}

/// What a visit says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Visit<'a> {
    /// `User-Agent`.
    pub agent: &'a str,
    /// `Accept`.
    pub accept: &'a str,
    /// `Sec-Purpose`, or what older browsers call `Purpose` and `X-Moz`: a page fetched before anybody asked for it.
    pub purpose: &'a str,
    /// Whether only the head was asked for.
    pub head_only: bool,
}

/// Words by which programs name themselves, in lower case. From the documentation of those that fetch previews (Mastodon, Misskey,
/// Pleroma, Lemmy, Slack, Discord, Telegram, WhatsApp, Facebook, X, LinkedIn, Teams, Skype, Pinterest, Reddit, Google, Bing) and of the
/// usual libraries.
const PROGRAMS: [&str; 46] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "fetch",
    "scan",
    "monitor",
    "archiver",
    "validator",
    "headless",
    "lighthouse",
    "mastodon",
    "misskey",
    "pleroma",
    "akkoma",
    "friendica",
    "gotosocial",
    "lemmy",
    "pixelfed",
    "peertube",
    "http.rb",
    "synapse",
    "facebookexternalhit",
    "facebookcatalog",
    "whatsapp",
    "skypeuripreview",
    "embedly",
    "iframely",
    "vkshare",
    "bitlybot",
    "curl/",
    "wget/",
    "python",
    "go-http-client",
    "java/",
    "okhttp",
    "axios",
    "node-fetch",
    "undici",
    "libwww",
    "guzzle",
    "ruby",
    "reqwest",
    "httpclient",
    "parvis",
];

impl Visit<'_> {
    /// What it is taken for. A person's browser says what it is, asks for a page, and asks for it when somebody wants it.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        let agent = self.agent.to_ascii_lowercase();
        let named = PROGRAMS.iter().any(|program| agent.contains(program));
        let ahead = ["prefetch", "prerender", "preview"].iter().any(|word| self.purpose.to_ascii_lowercase().contains(word));
        let browses = agent.starts_with("mozilla/") && (self.accept.contains("text/html") || self.accept.contains("*/*"));
        if browses && !named && !ahead && !self.head_only { Visitor::Human } else { Visitor::Robot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    fn taken(agent: &str, accept: &str) -> Visitor {
        Visit { agent, accept, ..Visit::default() }.visitor()
    }

    #[test]
    fn browsers_are_people() {
        for agent in [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
        ] {
            assert_eq!(taken(agent, PAGE), Visitor::Human, "{agent}");
        }
    }

    #[test]
    fn programs_are_not() {
        for agent in [
            "",
            "Mastodon/4.4.1 (http.rb/5.2.2; +https://example.social/) Bot",
            "Misskey/2025.7.0 (https://example.moe)",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
            "TelegramBot (like TwitterBot)",
            "WhatsApp/2.23.20.0",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
            "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
            "curl/8.14.1",
            "python-requests/2.32.4",
        ] {
            assert_eq!(taken(agent, PAGE), Visitor::Robot, "{agent}");
        }
    }

    #[test]
    fn a_browser_that_only_looks_ahead_is_nobody_yet() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
        let visit = Visit { agent, accept: PAGE, ..Visit::default() };
        assert_eq!(Visit { purpose: "prefetch;prerender", ..visit }.visitor(), Visitor::Robot);
        assert_eq!(Visit { head_only: true, ..visit }.visitor(), Visitor::Robot);
        assert_eq!(taken(agent, "image/avif"), Visitor::Robot);
    }
}
