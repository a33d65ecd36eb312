//! What the client may reach, how politely, and where it stops.

use std::time::Duration;

use ipnet::IpNet;

/// The most bytes of a body after decoding, and before it: 16 MiB. Feed readers stop at much the same (Miniflux 15 MiB, RSS-Bridge 20 MB).
pub const FETCH_BODY_BYTES_MAX: usize = 16 << 20;
/// The most redirects followed in one visit.
pub const FETCH_REDIRECTS_MAX: usize = 8;

/// The rules of a [`super::Client`]. [`FetchPolicy::default`] is what an installation on the open internet wants, except for
/// the contact, which only its owner knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchPolicy {
    /// How a site's owner can reach who runs this installation: a mail or page address, told in the `User-Agent`.
    pub user_agent_contact: String,
    /// The page of the project, told in the `User-Agent`; empty tells none.
    pub project_address: String,
    /// Ranges that may be reached although they are private, loopback or otherwise refused.
    pub allowed_ranges: Vec<IpNet>,
    /// The most bytes of a body, decoded.
    pub body_bytes_max: usize,
    /// The most bytes of a body as transferred.
    pub wire_bytes_max: usize,
    /// The most redirects followed.
    pub redirects_max: usize,
    /// The longest that resolving, connecting and the TLS handshake may take together.
    pub connect_time_max: Duration,
    /// The longest until the head of an answer is there, connecting included.
    pub header_time_max: Duration,
    /// The longest silence within a body.
    pub idle_time_max: Duration,
    /// The longest that a visit may take, all redirects together; time spent waiting for the host's turn does not count.
    pub total_time_max: Duration,
    /// Connections to one host at a time, at least 1.
    pub host_connections: usize,
    /// The pause between two visits of one host; zero is fit for loopback worlds and benchmarks only.
    pub host_interval: Duration,
    /// The longest that a visit waits for its host's turn before it gives up with [`super::FetchError::HostBusy`] or
    /// [`super::FetchError::HostResting`], so that a slow host does not fill the worker.
    pub host_wait_max: Duration,
}

impl Default for FetchPolicy {
    fn default() -> Self {
        Self {
            user_agent_contact: String::new(),
            project_address: String::new(),
            allowed_ranges: Vec::new(),
            body_bytes_max: FETCH_BODY_BYTES_MAX,
            wire_bytes_max: FETCH_BODY_BYTES_MAX,
            redirects_max: FETCH_REDIRECTS_MAX,
            connect_time_max: Duration::from_secs(10),
            header_time_max: Duration::from_secs(20),
            idle_time_max: Duration::from_secs(15),
            total_time_max: Duration::from_secs(60),
            host_connections: 1,
            host_interval: Duration::from_secs(1),
            host_wait_max: Duration::from_secs(5),
        }
    }
}

impl FetchPolicy {
    /// The truthful `User-Agent`: name, version, where to read about the program, whom to write to. Characters that a header
    /// cannot carry are left out.
    #[must_use]
    pub fn user_agent(&self) -> String {
        let mut about = String::new();
        for (prefix, part) in [("+", &self.project_address), ("", &self.user_agent_contact)] {
            let part: String = part.trim().chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '(' | ')')).collect();
            if !part.is_empty() {
                if !about.is_empty() {
                    about.push_str("; ");
                }
                about.push_str(prefix);
                about.push_str(&part);
            }
        }
        let name = concat!("Parvis/", env!("CARGO_PKG_VERSION"));
        if about.is_empty() { name.to_owned() } else { format!("{name} ({about})") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_says_who_we_are_and_carries_no_line_break() {
        let mut policy = FetchPolicy::default();
        let name = concat!("Parvis/", env!("CARGO_PKG_VERSION"));
        assert_eq!(policy.user_agent(), name);
        policy.user_agent_contact = "cm@brand.example\r\nX: (y)".to_owned();
        policy.project_address = "https://project.example".to_owned();
        assert_eq!(policy.user_agent(), format!("{name} (+https://project.example; cm@brand.exampleX:y)"));
    }
}
