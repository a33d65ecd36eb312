//! How people are named on a network: the handle that a mention takes, read from the address of a profile.

use crate::network::Network;

/// Sites that write profiles as Mastodon does, `/@name`, and are none of its family.
const NOT_FEDIVERSE: [&str; 6] = ["threads.net", "threads.com", "youtube.com", "tiktok.com", "medium.com", "substack.com"];

/// Whether mentions of a network take a handle that a profile's address tells.
#[must_use]
pub const fn has_handles(network: Network) -> bool {
    use Network::{Bluesky, Instagram, Mastodon, Telegram, Threads, Tiktok, X, Youtube};
    matches!(network, Mastodon | Bluesky | X | Instagram | Threads | Tiktok | Youtube | Telegram)
}

/// The handle of whoever a profile's address shows, as a mention on a network takes it, with its `@`; `None` for an address that is not of
/// that network.
#[must_use]
pub fn handle(network: Network, profile: &str) -> Option<String> {
    let rest = profile.strip_prefix("https://").or_else(|| profile.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
    let single = Some(path).filter(is_name);
    let marked = path.strip_prefix('@').filter(is_name);
    let at = |hosts: &[&str]| hosts.contains(&host.as_str());
    let name = match network {
        Network::Mastodon if !at(&NOT_FEDIVERSE) => {
            let name = marked.or_else(|| path.strip_prefix("users/").filter(is_name))?;
            return Some(format!("@{name}@{host}"));
        }
        Network::Bluesky if at(&["bsky.app"]) => path.strip_prefix("profile/").filter(|name| is_name(name) && name.contains('.')),
        Network::X if at(&["x.com", "twitter.com"]) => single,
        Network::Instagram if at(&["instagram.com"]) => single,
        Network::Threads if at(&["threads.net", "threads.com"]) => marked,
        Network::Tiktok if at(&["tiktok.com"]) => marked,
        Network::Youtube if at(&["youtube.com"]) => marked,
        Network::Telegram if at(&["t.me"]) => single,
        _ => None,
    }?;
    Some(format!("@{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(network: Network, profile: &str, expected: Option<&str>) {
        assert_eq!(handle(network, profile).as_deref(), expected, "{profile}");
    }

    #[test]
    fn a_profile_tells_the_handle_of_its_network() {
        check(Network::Mastodon, "https://mastodon.example/@lea", Some("@lea@mastodon.example"));
        check(Network::Mastodon, "https://pleroma.example/users/lea", Some("@lea@pleroma.example"));
        check(Network::Mastodon, "https://mastodon.example/@lea/113", None);
        check(Network::Mastodon, "https://www.youtube.com/@lea", None);
        check(Network::Bluesky, "https://bsky.app/profile/lea.bsky.social", Some("@lea.bsky.social"));
        check(Network::Bluesky, "https://bsky.app/profile/did:plc:abc", None);
        check(Network::X, "https://twitter.com/lea?s=20", Some("@lea"));
        check(Network::Instagram, "https://www.instagram.com/lea.neige/", Some("@lea.neige"));
        check(Network::Threads, "https://www.threads.net/@lea", Some("@lea"));
        check(Network::Linkedin, "https://www.linkedin.com/in/lea", None);
        check(Network::Mastodon, "mailto:lea@solenne.example", None);
    }
}
