//! Addresses of the net. Versions of programs are written alike, so small numbers need a word that speaks of the net.

use super::context;
use std::ops::Range;

/// An address has a number above this, or begins above it, or a word beside it.
const SMALL: u16 = 24;
/// The longest address of version 6, in bytes.
const SIX_BYTES_MAX: usize = 45;
const VERSIONS: [&str; 33] = [
    "version",
    "versions",
    "v",
    "ver",
    "firmware",
    "build",
    "jour",
    "update",
    "release",
    "app",
    "driver",
    "pilote",
    "section",
    "chapitre",
    "chapter",
    "article",
    "kernel",
    "patch",
    "ios",
    "android",
    "chrome",
    "firefox",
    "windows",
    "macos",
    "paragraphe",
    "maj",
    "rev",
    "sdk",
    "api",
    "safari",
    "edge",
    "logiciel",
    "software",
];
/// Words that make a version of whatever follows in the sentence.
const PROGRAMS: [&str; 8] = ["version", "firmware", "build", "release", "update", "patch", "driver", "pilote"];
const NET: [&str; 31] = [
    "ip",
    "ipv4",
    "adresse",
    "address",
    "server",
    "serveur",
    "host",
    "ping",
    "ssh",
    "banni",
    "banned",
    "ban",
    "connexion",
    "connect",
    "login",
    "logged",
    "from",
    "depuis",
    "log",
    "logs",
    "dns",
    "vpn",
    "proxy",
    "range",
    "bloqu",
    "block",
    "hacker",
    "attaqu",
    "attack",
    "router",
    "routeur",
];

/// The address of version 4 that begins here.
pub(super) fn four(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if super::is_word(bytes, at) || (at > 0 && b".-,$".contains(&bytes[at - 1])) {
        return None;
    }
    let mut place = at;
    let mut parts = [0_u16; 4];
    for (number, part) in parts.iter_mut().enumerate() {
        if number > 0 {
            if bytes.get(place) != Some(&b'.') {
                return None;
            }
            place += 1;
        }
        let length = bytes[place..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = text.get(place..place + length)?;
        if length == 0 || length > 3 || (length > 1 && digits.starts_with('0')) {
            return None;
        }
        *part = digits.parse().ok().filter(|part| *part < 256)?;
        place += length;
    }
    let is_cut = match bytes.get(place..).unwrap_or_default() {
        [byte, ..]
            if byte.is_ascii_alphanumeric()
                || *byte == b'_'
                || *byte >= 0x80 && text[place..].starts_with(char::is_alphabetic) =>
        {
            false
        }
        [b'.' | b'-' | b',', byte, ..] => !byte.is_ascii_alphanumeric(),
        _ => true,
    };
    if !is_cut || matches!(parts, [0 | 127, ..] | [255, 255, ..] | [.., 255, 255]) {
        return None;
    }
    if VERSIONS.contains(&context::word_before(text, at).as_str()) {
        return None;
    }
    let large = |from: u16| parts.iter().filter(|part| **part > from).count();
    let is_large = (parts[0] > SMALL && (large(SMALL) > 1 || large(99) > 0)) || large(99) > 1;
    let is_version = || context::has_before(text, at, &PROGRAMS);
    ((is_large && !is_version()) || context::has_before(text, at, &NET)).then_some(at..place)
}

/// The address of version 6 that this colon is of.
pub(super) fn six(text: &str, colon: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let hexes = bytes[..colon].iter().rev().take(5).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let start = colon - hexes;
    if hexes == 0 || hexes > 4 || super::is_word(bytes, start) || (start > 0 && b":.-".contains(&bytes[start - 1])) {
        return None;
    }
    let length = bytes[start..].iter().take(SIX_BYTES_MAX).take_while(|byte| byte.is_ascii_hexdigit() || **byte == b':').count();
    let end = start + text.get(start..start + length)?.trim_end_matches(':').len();
    if text[start + length..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let address: std::net::Ipv6Addr = text[start..end].parse().ok()?;
    let first = address.segments()[0];
    let parts = text[start..end].split(':').filter(|part| !part.is_empty()).count();
    // Addresses of the net begin with 2 or 3, those of a site with fc to fe; all else with `::` is found in programs.
    let is_known = (0x2000..0x4000).contains(&first) || first >= 0xfc00;
    (is_known || parts == 8).then_some(start..end)
}
