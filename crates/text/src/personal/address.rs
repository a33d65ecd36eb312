//! Addresses of streets. French: number, kind of way, name, and after them postcode and town. German and Dutch, Spanish and
//! Italian: name, then number. English ones are in [`super::address_english`].

use super::{address_english, context};
use std::ops::Range;

/// How far an address goes on behind its number, in bytes.
const BYTES_MAX: usize = 160;
/// Words of a name of a street or town.
const NAME_WORDS_MAX: usize = 7;
/// Ways that are hardly ever anything else behind a number.
const WAYS: [&str; 25] = [
    "rue",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "bld",
    "blvd",
    "boul",
    "impasse",
    "imp",
    "allée",
    "allee",
    "chemin",
    "route",
    "rte",
    "quai",
    "faubourg",
    "fbg",
    "ruelle",
    "venelle",
    "sentier",
    "lotissement",
    "hameau",
    "résidence",
    "r",
];
/// Ways that are other things too: a seat, a lesson, a visit.
const DOUBTFUL_WAYS: [&str; 19] = [
    "place",
    "pl",
    "cours",
    "square",
    "passage",
    "cité",
    "villa",
    "cour",
    "clos",
    "voie",
    "montée",
    "traverse",
    "esplanade",
    "promenade",
    "rond-point",
    "mail",
    "parvis",
    "allées",
    "résidence",
];
const ARTICLES: [&str; 13] = ["de", "du", "des", "la", "le", "les", "l", "d", "aux", "au", "en", "sur", "et"];
const DWELLING: [&str; 29] = [
    "adresse",
    "habite",
    "habitons",
    "livr",
    "domicil",
    "chez",
    "vit",
    "réside",
    "résidence",
    "sonne",
    "colis",
    "courrier",
    "mme",
    "mr",
    "m",
    "madame",
    "monsieur",
    "au",
    "loge",
    "rendez",
    "rdv",
    "siège",
    "envoy",
    "venez",
    "passez",
    "code",
    "étage",
    "résident",
    "déménag",
];

/// The address that these digits are of: its house number, or in German its end.
pub(super) fn at(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if end - start > 5 || super::is_word(text.as_bytes(), start) {
        return None;
    }
    if text[..start].ends_with(['.', ',', '/', '-', '#', '$', '€', '£', '+', ':']) && !is_after_sentence(text, start) {
        return None;
    }
    french(text, start, end).or_else(|| address_english::at(text, start, end)).or_else(|| name_first(text, start, end))
}

/// `adresse:18 bd …` is written; `10:18`, `3,18` are not.
fn is_after_sentence(text: &str, start: usize) -> bool {
    let before = &text[..start];
    before.ends_with([',', ':', '.']) && before[..before.len() - 1].ends_with(char::is_alphabetic)
}

/// The next word of a name: letters with their apostrophes, strokes and points. Its bounds, with whether it begins large.
pub(super) fn word(text: &str, from: usize) -> Option<(Range<usize>, bool)> {
    let rest = &text[from..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let start = from + rest.len() - trimmed.len();
    let length: usize =
        trimmed.chars().take(40).take_while(|sign| sign.is_alphabetic() || "-'’".contains(*sign)).map(char::len_utf8).sum();
    let is_large = trimmed.starts_with(char::is_uppercase) || large_after_apostrophe(&trimmed[..length]);
    (length > 0).then(|| (start..start + length, is_large))
}

fn large_after_apostrophe(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}

fn french(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let mut place = after_number(text, end);
    let (way, _) = word(text, place)?;
    let name = text[way.clone()].to_lowercase();
    let is_sure = WAYS.contains(&name.as_str());
    if !is_sure && !DOUBTFUL_WAYS.contains(&name.as_str()) {
        return None;
    }
    place = way.end;
    if text[place..].starts_with('.') {
        place += 1;
    } else if name == "r" {
        return None;
    }
    let limit = text.floor_char_boundary((end + BYTES_MAX).min(text.len()));
    let bounded = &text[..limit];
    let (name_end, has_large, has_article) = street_name(bounded, place)?;
    let town = postcode_and_town(bounded, name_end);
    let is_one = &text[start..end] == "1";
    let is_lower_good = is_sure && has_article && !is_one;
    let is_good = town.is_some() || (has_large && (is_sure || context::has_before(text, start, &DWELLING))) || is_lower_good;
    is_good.then(|| with_box(text, start)..town.unwrap_or(name_end))
}

/// Behind `12 bis,` or `12B`.
fn after_number(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let mut place = end;
    for addition in ["bis", "ter", "quater", "B", "b", "A", "a", "C", "c", "D"] {
        let trimmed = rest.trim_start_matches(' ');
        if trimmed.starts_with(addition) && !trimmed[addition.len()..].starts_with(char::is_alphanumeric) {
            place = end + rest.len() - trimmed.len() + addition.len();
            break;
        }
    }
    if text[place..].starts_with(',') { place + 1 } else { place }
}

/// A box of the post before the number belongs to it.
fn with_box(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches([' ', ',']);
    let digits = before.bytes().rev().take(6).take_while(u8::is_ascii_digit).count();
    let rest = before[..before.len() - digits].trim_end_matches(' ');
    if digits > 0 && rest.ends_with("BP") { rest.len() - 2 } else { start }
}

/// The end of a street's name, whether it has a large letter, and whether it has an article.
fn street_name(text: &str, from: usize) -> Option<(usize, bool, bool)> {
    let (mut place, mut has_large, mut has_article, mut end) = (from, false, false, from);
    for number in 0..NAME_WORDS_MAX {
        if let Some(day_end) = memorable_day(text, place) {
            (place, end, has_large) = (day_end, day_end, true);
            continue;
        }
        let Some((range, is_large)) = word(text, place) else { break };
        let small = text[range.clone()].to_lowercase();
        let is_article = ARTICLES.contains(&small.as_str()) || small.ends_with(['\'', '’']);
        let begins_with_article = small.split_once(['\'', '’']).is_some_and(|(article, _)| article == "l" || article == "d");
        if !is_large && !is_article {
            // In small letters one word is the name, or what stands before a postcode.
            if number == 0 && !begins_with_article && !postcode_follows(text, range.end) {
                return None;
            }
            if (has_large && !postcode_follows(text, range.end))
                || (end > from && !has_large && !postcode_follows(text, range.end))
            {
                break;
            }
            has_article |= begins_with_article;
            end = range.end;
            place = range.end;
            continue;
        }
        has_article |= is_article || begins_with_article;
        has_large |= is_large;
        place = range.end;
        if !is_article {
            end = range.end;
        }
        if text[place..].starts_with('.') && range.len() < 4 && is_large {
            place += 1;
        }
    }
    (end > from).then_some((end, has_large, has_article))
}

/// The end of a day that a street is named after: `8 mai 1945`, `11 novembre`.
fn memorable_day(text: &str, from: usize) -> Option<usize> {
    const MONTHS: [&str; 12] =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    let rest = text[from..].strip_prefix(' ')?;
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (month, _) = word(text, from + 1 + digits)?;
    if !(1..=2).contains(&digits) || !MONTHS.contains(&text[month.clone()].to_lowercase().as_str()) {
        return None;
    }
    let year =
        text[month.end..].strip_prefix(' ').filter(|rest| rest.bytes().take(5).take_while(u8::is_ascii_digit).count() == 4);
    Some(month.end + year.map_or(0, |_| 5))
}

fn postcode_follows(text: &str, from: usize) -> bool {
    postcode(text, from).is_some()
}

/// The end of a postcode of four or five digits right behind, past a comma, a stroke or a new line.
fn postcode(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', ',', '\n', '-', '–', '(', '.']);
    let start = from + rest.len() - trimmed.len();
    let prefixed = trimmed
        .strip_prefix("F-")
        .or_else(|| trimmed.strip_prefix("B-"))
        .or_else(|| trimmed.strip_prefix("CH-"))
        .unwrap_or(trimmed);
    let digits = prefixed.bytes().take_while(u8::is_ascii_digit).count();
    let end = start + trimmed.len() - prefixed.len() + digits;
    let is_portuguese = digits == 4
        && text[end..].starts_with('-')
        && text[end + 1..].bytes().take(4).take_while(u8::is_ascii_digit).count() == 3;
    let end = end + if is_portuguese { 4 } else { 0 };
    let is_code = digits == 5 || (digits == 4 && !prefixed.starts_with("19") && !prefixed.starts_with("20"));
    (start - from < 6 && is_code && !text[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// The end of the postcode and town behind a street.
pub(super) fn postcode_and_town(text: &str, from: usize) -> Option<usize> {
    let code = postcode(text, from)?;
    let mut end = code;
    let mut place = code;
    for number in 0..5 {
        let Some((range, is_large)) = word(text, place) else { break };
        let small = text[range.clone()].to_lowercase();
        if !is_large && number > 0 && !(ARTICLES.contains(&small.as_str()) && word(text, range.end).is_some_and(|next| next.1)) {
            break;
        }
        place = range.end;
        end = range.end;
        if !is_large && number == 0 && !ARTICLES.contains(&small.as_str()) {
            break;
        }
    }
    Some(end)
}

/// Name before number: `Lindenstraße 14`, `Kerkstraat 3`, `Calle Mayor 15`, `Via Garibaldi 22`.
fn name_first(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    const ENDINGS: [&str; 8] = ["straße", "strasse", "str", "straat", "allee", "gasse", "laan", "gracht"];
    const DOUBTFUL_ENDINGS: [&str; 6] = ["weg", "platz", "ring", "damm", "ufer", "plein"];
    const STARTS: [&str; 14] = [
        "Calle", "C/", "Avenida", "Avda", "Plaza", "Paseo", "Carrer", "Rua", "Via", "Viale", "Piazza", "Corso", "Largo",
        "Travessa",
    ];
    const SURE_STARTS: [&str; 7] = ["Calle", "C/", "Avenida", "Avda", "Carrer", "Viale", "Piazza"];
    const SMALL_STARTS: [&str; 8] = ["via", "calle", "rua", "piazza", "plaza", "avenida", "viale", "corso"];
    const ABODES: [&str; 9] = ["abit", "indirizz", "vivo", "vive", "direcci", "moro", "morada", "domicili", "consegn"];
    if end - start > 3 {
        return None;
    }
    // The name ends right before, with a word that is written large.
    let from = text.floor_char_boundary(start.saturating_sub(60));
    let before = text[from..start].trim_end_matches([' ', ',', '.', 'º', '°', 'n']);
    let last: usize = before.chars().rev().take_while(|sign| sign.is_alphabetic() || *sign == '-').map(char::len_utf8).sum();
    if !before[before.len() - last..].starts_with(char::is_uppercase) {
        return None;
    }
    let line = text[from..start].rsplit(['\n', '!', '?', ';', ':', '(']).next()?.trim_end_matches([' ', ',', '.', 'º', '°', 'n']);
    let line_end = text[from..start].rfind(line).map(|at| from + at + line.len())?;
    let number_end = after_number(text, end);
    let number_end = if text[..number_end].ends_with(',') { number_end - 1 } else { number_end };
    let town = postcode_and_town(&text[..text.floor_char_boundary((end + BYTES_MAX).min(text.len()))], number_end);
    let last: usize = line.chars().rev().take_while(|sign| sign.is_alphabetic() || *sign == '-').map(char::len_utf8).sum();
    let name = &line[line.len() - last..];
    let small = name.to_lowercase();
    let is_long =
        |ending: &str| small.ends_with(ending) && small.len() > ending.len() + 2 && name.starts_with(char::is_uppercase);
    let is_street =
        ENDINGS.iter().any(|ending| is_long(ending)) || (town.is_some() && DOUBTFUL_ENDINGS.iter().any(|ending| is_long(ending)));
    if is_street {
        return Some(line_end - last..town.unwrap_or(number_end));
    }
    // The kind of way, and then up to four words of a name.
    let mut place = line.len();
    for _ in 0..5 {
        let before = line[..place].trim_end_matches([' ', '.']);
        let length: usize =
            before.chars().rev().take_while(|sign| sign.is_alphabetic() || "/'’-".contains(*sign)).map(char::len_utf8).sum();
        let word = &before[before.len() - length..];
        if town.is_some() && SMALL_STARTS.contains(&word) && place < line.len() {
            return town.map(|town| line_end - line.len() + before.len() - length..town);
        }
        if STARTS.contains(&word) {
            let is_sure = town.is_some() || SURE_STARTS.contains(&word) || context::has_before(text, start, &ABODES);
            return (place < line.len() && is_sure)
                .then(|| line_end - line.len() + before.len() - length..town.unwrap_or(number_end));
        }
        let is_name = word.starts_with(char::is_uppercase)
            || ["de", "del", "la", "las", "los", "di", "della", "da", "do", "dei"].contains(&word);
        if !is_name {
            return None;
        }
        place = before.len() - length;
    }
    None
}
