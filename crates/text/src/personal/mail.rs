//! Addresses of mail: as RFC 5321 writes them in practice, and in words (`name at host dot com`).

use std::ops::Range;

/// The longest part before the `@`, in bytes.
const LOCAL_BYTES_MAX: usize = 64;
/// The longest host, in bytes.
const HOST_BYTES_MAX: usize = 253;
/// The longest last part of a host, in bytes.
const LAST_BYTES_MAX: usize = 24;
/// Endings of files, not of hosts.
const FILES: [&str; 14] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "html", "pdf", "json", "mp4", "txt", "ts"];
/// Ends of hosts that are no words of a sentence: what is written wholly in words must end on one.
const LASTS: [&str; 22] = [
    "com", "org", "net", "fr", "io", "co", "uk", "eu", "info", "ch", "nl", "ca", "edu", "gov", "biz", "dev", "app", "re", "lu",
    "pt", "ie", "gmail",
];

fn is_local(sign: char) -> bool {
    sign.is_alphanumeric() || "._%+-'".contains(sign)
}

fn is_host(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '-' || sign == '.'
}

/// The address around this `@`.
pub(super) fn plain(text: &str, at: usize) -> Option<Range<usize>> {
    let is_apart = text[..at].ends_with(' ') && text[at + 1..].starts_with(' ');
    if is_apart || (text[..at].ends_with(['[', '(']) && text[at + 1..].starts_with([']', ')'])) {
        return in_words(text, at..at + 1);
    }
    let start = local_start(text, at)?;
    let before = text[..start].chars().next_back();
    // A name of a federated network begins with an `@` of its own; the name of a package has one before a stroke.
    if before.is_some_and(|sign| sign == '@' || sign == '/') {
        return None;
    }
    let end = host_end(text, at + 1)?;
    // The way to a repository is no address.
    if &text[start..at] == "git" && text[end..].starts_with(':') {
        return None;
    }
    Some(start..end)
}

fn local_start(text: &str, at: usize) -> Option<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(LOCAL_BYTES_MAX));
    let local = text[from..at].chars().rev().take_while(|&sign| is_local(sign)).map(char::len_utf8).sum::<usize>();
    let start = at - local;
    let trimmed = text[start..at].trim_start_matches(['.', '\'', '-', '%', '+']);
    let start = at - trimmed.len();
    (!trimmed.is_empty() && !trimmed.ends_with('.') && trimmed.contains(char::is_alphanumeric)).then_some(start)
}

/// The end of the host that begins here, when it has two parts and the last is of letters.
fn host_end(text: &str, start: usize) -> Option<usize> {
    let host: usize = text[start..].chars().take(HOST_BYTES_MAX).take_while(|&sign| is_host(sign)).map(char::len_utf8).sum();
    let host = text[start..start + host].trim_end_matches(['.', '-']);
    let (rest, last) = host.rsplit_once('.')?;
    let is_last = last.starts_with("xn--") || last.chars().all(char::is_alphabetic);
    let is_good = is_last
        && (2..=LAST_BYTES_MAX).contains(&last.len())
        && !rest.is_empty()
        && !rest.starts_with(['.', '-'])
        && !host.contains("..")
        && !FILES.contains(&last);
    is_good.then_some(start + host.len())
}

/// The address around this word for `@`, in brackets or free.
pub(super) fn in_words(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let before = text[..word.start].chars().next_back()?;
    let behind = text[word.end..].chars().next()?;
    let is_bracketed = matches!((before, behind), ('[', ']') | ('(', ')') | ('{', '}') | ('<', '>') | ('_', '_') | ('-', '-'));
    let mut left = word.start;
    let mut right = word.end;
    if is_bracketed {
        left -= 1;
        right += 1;
    } else if before != ' ' || behind != ' ' {
        return None;
    }
    let is_french = word.len() > 2 || word.len() == 1;
    let left = text[..left].trim_end_matches(' ').len();
    let right = text.len() - text[right..].trim_start_matches(' ').len();
    let start = local_in_words(text, left)?;
    // `paul AT example.com`: who shouts it alone means the sign.
    let is_shouted = &text[word] == "AT" && text[start..left].contains(char::is_lowercase);
    let end = host_in_words(text, right, is_bracketed || is_french || is_shouted)?;
    Some(start..end)
}

/// Where the name before begins; its parts may be joined by words too.
fn local_in_words(text: &str, end: usize) -> Option<usize> {
    let mut start = local_start(text, end)?;
    for word in [" point ", " dot ", "[dot]", "(dot)", " [dot] ", " [point] ", " underscore ", " tiret "] {
        if let Some(rest) = text[..start].strip_suffix(word)
            && let Some(earlier) = local_start(text, rest.len())
        {
            start = earlier;
            break;
        }
    }
    Some(start)
}

/// The end of a host of which at least one point may be a word. A plain point is enough only where the `@` cannot be
/// anything else.
fn host_in_words(text: &str, start: usize, is_sure: bool) -> Option<usize> {
    let mut end = start + part(text, start)?;
    let mut is_in_words = false;
    let mut last = start..end;
    for _ in 0..3 {
        let Some((point, of_words)) = point(&text[end..]) else { break };
        let Some(length) = part(text, end + point) else { break };
        if ["dot", "point"].contains(&&text[end + point..end + point + length]) {
            return None;
        }
        is_in_words |= of_words;
        last = end + point..end + point + length;
        end = last.end;
        // What is a name of a country or of trade ends the host, unless a point follows.
        if LASTS.contains(&text[last.clone()].to_lowercase().as_str()) && self::point(&text[end..]).is_none_or(|next| next.1) {
            break;
        }
    }
    if last.start == start {
        return None;
    }
    let last = text[last].to_lowercase();
    let is_good =
        if is_sure { (2..=6).contains(&last.len()) && last.is_ascii() } else { is_in_words && LASTS.contains(&last.as_str()) };
    (is_good && last.chars().all(char::is_alphabetic)).then_some(end)
}

fn part(text: &str, start: usize) -> Option<usize> {
    let signs = text[start..].chars().take(63).take_while(|&sign| sign.is_alphanumeric() || sign == '-');
    let length: usize = signs.map(char::len_utf8).sum();
    (length > 0).then_some(length)
}

/// A point, as a sign or as a word: its length, and whether it is a word.
fn point(rest: &str) -> Option<(usize, bool)> {
    let trimmed = rest.trim_start_matches(' ');
    let blanks = rest.len() - trimmed.len();
    for word in ["[dot]", "(dot)", "{dot}", "[point]", "(point)", "{point}", "<dot>", "[.]", "(.)", "_dot_", "-dot-"] {
        if trimmed.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            let after = &trimmed[word.len()..];
            return Some((blanks + word.len() + after.len() - after.trim_start_matches(' ').len(), true));
        }
    }
    for word in ["dot ", "point ", "punto ", "punkt "] {
        if blanks > 0 && trimmed.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return Some((blanks + word.len(), true));
        }
    }
    if blanks > 0 && trimmed.starts_with(". ") {
        return Some((blanks + 2, true));
    }
    (blanks == 0 && trimmed.starts_with('.')).then_some((1, false))
}
