//! Where things begin and end in running text: addresses, handles, sentences.

/// What a piece of text promises about the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing ends here.
    None,
    /// A full stop: a sentence ends unless the next word begins in lower case.
    Weak,
    /// A question or exclamation mark: a sentence ends.
    Strong,
}

/// Short forms after which a full stop ends nothing, folded. A single letter counts as one too (`J. Dupont`).
const ABBREVIATIONS: [&str; 12] = ["mr", "mrs", "ms", "dr", "st", "pr", "me", "prof", "cf", "vs", "jr", "sr"];

/// What the end of a piece between two white spaces says, after the rules SB6 to SB11 of UAX #29.
pub(crate) fn ending_of(piece: &str) -> Ending {
    if piece.ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == ',') {
        return Ending::None;
    }
    let closed = piece.trim_end_matches(['"', '\'', ')', ']', '}', '»', '”', '’', '›', '」', '』', '*', '_']);
    match closed.chars().next_back() {
        Some('!' | '?' | '؟' | '।' | '॥' | '‼' | '⁇' | '⁈' | '⁉') => Ending::Strong,
        Some('…') => Ending::Weak,
        Some('.') => {
            let word = closed.trim_end_matches('.');
            let start = word.rfind(|letter: char| !letter.is_alphanumeric()).map_or(0, |at| at + 1);
            let last = word.get(start..).unwrap_or(word);
            let is_single = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
            let is_short = ABBREVIATIONS.iter().any(|short| last.eq_ignore_ascii_case(short));
            if is_single || is_short { Ending::None } else { Ending::Weak }
        }
        _ => Ending::None,
    }
}

/// True when `piece`, which follows a piece that ended so, begins another sentence.
pub(crate) fn begins_sentence(before: Ending, piece: &str) -> bool {
    match before {
        Ending::None => false,
        Ending::Strong => true,
        Ending::Weak => !piece.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase),
    }
}

/// True for the full stops of scripts that need no space after them.
pub(crate) fn ends_sentence_alone(segment: &str) -> bool {
    matches!(segment, "。" | "！" | "？" | "｡" | "．")
}

/// The length in bytes of the address at the very beginning of `text`, closing punctuation left out.
pub(crate) fn address_len(text: &str) -> Option<usize> {
    let head = ["https://", "http://", "www."]
        .into_iter()
        .find(|head| text.as_bytes().get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes())))?;
    let begins_host = |address: &str| {
        let rest = address.get(head.len()..).unwrap_or_default();
        let rest = if head == "www." { rest } else { without_www(rest) };
        rest.starts_with(char::is_alphanumeric)
    };
    // Asked before the end is looked for, so that many beginnings without a host cost no more than one.
    if !begins_host(text) {
        return None;
    }
    let end = text.find(|letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '`' | '{' | '}' | '|' | '\\' | '^')
    });
    let mut address = &text[..end.unwrap_or(text.len())];
    loop {
        let has_open = address.contains('(');
        let shorter = address.trim_end_matches(|letter: char| {
            matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '…' | '*' | '_' | '/' | '#')
                || (letter == ')' && !has_open)
        });
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    begins_host(address).then_some(address.len())
}

fn without_www(text: &str) -> &str {
    match text.as_bytes().get(..4) {
        Some(start) if start.eq_ignore_ascii_case(b"www.") => &text[4..],
        _ => text,
    }
}

/// An address without `http://`, `https://`, `www.` and a closing `/`.
pub(crate) fn without_scheme(address: &str) -> &str {
    let bare = address.find("://").filter(|at| *at <= 5).map_or(address, |at| &address[at + 3..]);
    without_www(bare).trim_end_matches('/')
}

/// The host of a folded address without scheme.
pub(crate) fn host_of(address: &str) -> &str {
    let host = &address[..address.find(['/', '?', '#']).unwrap_or(address.len())];
    let host = host.rsplit('@').next().unwrap_or(host);
    host.split(':').next().unwrap_or(host).trim_end_matches('.')
}

/// The length in bytes of the `#tag`, `@name`, `@name@host`, `@name.host` or `$TICK` at the very beginning of `text`.
pub(crate) fn handle_len(text: &str, sigil: char, is_letter: impl Fn(char) -> bool) -> Option<usize> {
    let sigil_len = text.chars().next().map_or(0, char::len_utf8);
    let run = |from: usize| text[from..].find(|letter| !is_letter(letter)).map_or(text.len(), |len| from + len);
    let end = run(sigil_len);
    let name = &text[sigil_len..end];
    match sigil {
        '$' => (name.len() <= 6 && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(end),
        _ if !name.contains(|letter: char| letter.is_alphanumeric()) => None,
        '@' => Some(host_end(text, end, &run)),
        _ => Some(end),
    }
}

/// Goes on over `.part` and `@host.part`, as federated names have them.
fn host_end(text: &str, mut end: usize, run: &impl Fn(usize) -> usize) -> usize {
    let mut has_host = false;
    loop {
        let joint = text[end..].chars().next();
        let goes_on = match joint {
            Some('.') => true,
            Some('@') if !has_host => {
                has_host = true;
                true
            }
            Some('-') if has_host => true,
            _ => false,
        };
        let next = end + 1;
        if !goes_on || !text.get(next..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            return end;
        }
        end = run(next);
    }
}

/// Writes `path` to `out` with `%XX` decoded; what is no UTF-8 becomes the replacement character.
pub(crate) fn decode_percent(path: &str, out: &mut String) {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let decoded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    out.clear();
    out.push_str(&String::from_utf8_lossy(&bytes));
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
