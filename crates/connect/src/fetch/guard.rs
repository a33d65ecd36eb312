//! Which addresses may be connected to. The resolver that the connections use is the one that checks, so that the address
//! checked is the address connected, whatever a name server answers the second time.

use std::{
    error::Error,
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::{AddressFault, FetchError};

/// Ranges that are not the public internet, after the IANA special-purpose address registries (RFC 6890 and its updates),
/// with the metadata services of clouds that lie in them. Multicast and all that is reserved is included.
const CLOSED_V4: [(Ipv4Addr, u8); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
    // Azure's platform address, public by number and private by use.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];
/// Of IPv6 only the global unicast block is public; these parts of it are not.
const CLOSED_V6: [(Ipv6Addr, u8); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
];
const GLOBAL_UNICAST: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Decides over addresses and resolves names to permitted ones.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    allowed: Arc<[IpNet]>,
}

impl Guard {
    pub(super) fn new(allowed: &[IpNet]) -> Self {
        Self { allowed: allowed.into() }
    }

    /// Checks what can be checked before resolving: the scheme, credentials, and a host written in numbers. `Url` has
    /// already turned every spelling of an IPv4 address (octal, hexadecimal, short, one number) into four bytes.
    pub(super) fn check(&self, address: &Url) -> Result<(), FetchError> {
        if !matches!(address.scheme(), "http" | "https") {
            return Err(FetchError::BadAddress { fault: AddressFault::Scheme });
        }
        if !address.username().is_empty() || address.password().is_some() {
            return Err(FetchError::BadAddress { fault: AddressFault::Credentials });
        }
        let ip = match address.host() {
            None => return Err(FetchError::BadAddress { fault: AddressFault::Host }),
            Some(Host::Domain(_)) => return Ok(()),
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
        };
        if self.permits(ip) { Ok(()) } else { Err(FetchError::ForbiddenAddress { host: ip.to_string() }) }
    }

    /// Whether the address is public, or opened by the configuration. An IPv6 address that carries an IPv4 one is judged by
    /// where its packets end.
    pub(super) fn permits(&self, ip: IpAddr) -> bool {
        let opened = |ip: IpAddr| self.allowed.iter().any(|range| range.contains(&ip));
        let reachable_v4 = |v4: Ipv4Addr| opened(IpAddr::V4(v4)) || public_v4(v4);
        opened(ip)
            || match ip {
                IpAddr::V4(v4) => public_v4(v4),
                IpAddr::V6(v6) => match carried(v6) {
                    Carried::Nothing => public_v6(v6),
                    Carried::Translated(v4) => reachable_v4(v4),
                    Carried::Tunnelled(v4) => public_v6(v6) && reachable_v4(v4),
                },
            }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            // Names under `localhost` are this machine's own and are asked of nobody (RFC 6761, 6.3).
            let name = if is_local_name(name.as_str()) { "127.0.0.1" } else { name.as_str() };
            let found = tokio::net::lookup_host((name, 0)).await.or(Err(DnsFault::NotFound))?;
            let (permitted, refused): (Vec<SocketAddr>, Vec<SocketAddr>) = found.partition(|at| guard.permits(at.ip()));
            if permitted.is_empty() {
                let fault = if refused.is_empty() { DnsFault::NotFound } else { DnsFault::Forbidden };
                return Err(fault.into());
            }
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

fn is_local_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
}

/// Why a name gave no address; found again in the causes of a failed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DnsFault {
    /// There is none.
    NotFound,
    /// All that there are may not be connected to.
    Forbidden,
}

impl fmt::Display for DnsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "no address found",
            Self::Forbidden => "no public address",
        })
    }
}

impl Error for DnsFault {}

/// What IPv4 address an IPv6 address carries.
enum Carried {
    Nothing,
    /// The packets go to it by IPv4, whatever the rest of the address: mapped (RFC 4291), NAT64 (RFC 6052).
    Translated(Ipv4Addr),
    /// The packets go to it within the rest of the address: 6to4 (RFC 3056), ISATAP (RFC 5214).
    Tunnelled(Ipv4Addr),
}

/// The forms that are not named here (compatible, Teredo, NAT64 of private networks) lie in closed ranges as they are.
fn carried(v6: Ipv6Addr) -> Carried {
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Carried::Translated(v4(high, low)),
        [0x2002, high, low, ..] | [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => Carried::Tunnelled(v4(high, low)),
        _ => Carried::Nothing,
    }
}

fn public_v4(v4: Ipv4Addr) -> bool {
    !CLOSED_V4.iter().any(|(range, bits)| v4.to_bits() & mask_v4(*bits) == range.to_bits())
}

fn public_v6(v6: Ipv6Addr) -> bool {
    let within = |(range, bits): (Ipv6Addr, u8)| v6.to_bits() & mask_v6(bits) == range.to_bits();
    within(GLOBAL_UNICAST) && !CLOSED_V6.into_iter().any(within)
}

fn mask_v4(bits: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0)
}

fn mask_v6(bits: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, allowed: &[&str], permitted: bool) {
        let allowed: Vec<IpNet> = allowed.iter().map(|range| range.parse().unwrap()).collect();
        let verdict = Guard::new(&allowed).check(&Url::parse(address).unwrap());
        assert_eq!(verdict.is_ok(), permitted, "{address}: {verdict:?}");
    }

    #[test]
    fn only_public_addresses_are_permitted_in_any_spelling() {
        for address in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://127.0.0.1./",
            "http://①②⑦.0.0.1/",
            "http://0/",
            "http://0.0.0.0/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://100.127.255.255/",
            "http://169.254.169.254/latest/meta-data/",
            "http://172.31.255.255/",
            "http://192.168.0.1/",
            "http://192.0.0.192/",
            "http://168.63.129.16/",
            "http://198.19.0.1/",
            "http://203.0.113.9/",
            "http://224.0.0.1/",
            "http://239.255.255.255/",
            "http://255.255.255.255/",
            "http://[::]/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[64:ff9b:1::10.0.0.1]/",
            "http://[64:ff9b:1:a00:0:100:101:101]/",
            "http://[fe80::5efe:1.1.1.1]/",
            "http://[::ffff:0:127.0.0.1]/",
            "http://[::1.1.1.1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:0:1:2:3:4:80ff:fffe]/",
            "http://[2001:db8::1]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[fc00::1]/",
            "http://[fd00:ec2::254]/",
            "http://[ff02::1]/",
            "http://[2a00::200:5efe:10.0.0.1]/",
        ] {
            check(address, &[], false);
        }
        for address in [
            "http://1.1.1.1/",
            "https://100.63.255.255/",
            "https://100.128.0.0/",
            "http://172.32.0.1/",
            "http://[2606:4700:4700::1111]/",
            "http://[64:ff9b::1.1.1.1]/",
            "http://[::ffff:1.1.1.1]/",
            "http://[2002:101:101::1]/",
            "https://example.org/",
        ] {
            check(address, &[], true);
        }
    }

    #[test]
    fn a_range_can_be_opened_by_who_means_it() {
        check("http://127.0.0.1/", &["127.0.0.0/8"], true);
        check("http://[::ffff:127.0.0.1]/", &["127.0.0.0/8"], true);
        check("http://10.0.0.1/", &["127.0.0.0/8"], false);
        check("http://[fd00::1]/", &["fd00::/8"], true);
    }

    #[test]
    fn only_plain_web_addresses_are_visited() {
        check("ftp://example.org/", &[], false);
        check("file:///etc/passwd", &[], false);
        check("gopher://1.1.1.1/", &[], false);
        check("http://name:word@example.org/", &[], false);
        check("http://name@example.org/", &[], false);
    }
}
