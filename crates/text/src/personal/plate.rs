//! Registrations of vehicles. The French one since 2009 is known by its letters and strokes; the others are short codes like
//! many, and need a word that speaks of a vehicle.

use super::context;
use std::ops::Range;

const VEHICLES: [&str; 90] = [
    "steht",
    "stand",
    "halteverbot",
    "parkplatz",
    "falschpark",
    "rast",
    "fuhr",
    "unfall",
    "blitz",
    "pkw",
    "lkw",
    "transporter",
    "aparcad",
    "conduc",
    "furgoneta",
    "parcheggi",
    "guida",
    "croisé",
    "percut",
    "feu",
    "rouge",
    "police",
    "radar",
    "amende",
    "fuite",
    "percuté",
    "cut",
    "plaque",
    "immat",
    "voiture",
    "véhicule",
    "vehicule",
    "scooter",
    "moto",
    "camion",
    "camionnette",
    "chauffard",
    "garé",
    "gare",
    "roule",
    "conducteur",
    "conductrice",
    "auto",
    "clio",
    "plate",
    "plates",
    "reg",
    "registration",
    "vehicle",
    "car",
    "van",
    "truck",
    "driver",
    "parked",
    "parking",
    "speeding",
    "kennzeichen",
    "wagen",
    "fahrer",
    "fährt",
    "parkt",
    "nummernschild",
    "matrícula",
    "matricula",
    "coche",
    "targa",
    "macchina",
    "targato",
    "kenteken",
    "nummerplaat",
    "taxi",
    "uber",
    "livreur",
    "stationn",
    "accident",
    "volée",
    "volé",
    "lorry",
    "suv",
    "berline",
    "peugeot",
    "renault",
    "citroën",
    "bmw",
    "audi",
    "mercedes",
    "volkswagen",
    "toyota",
    "tesla",
    "driving",
];

/// Words for the plate itself.
const PLATES: [&str; 12] = [
    "plaque",
    "immatricul",
    "plate",
    "kennzeichen",
    "nummernschild",
    "matrícula",
    "matricula",
    "targa",
    "registration",
    "kenteken",
    "reg",
    "plates",
];

/// A part of a registration: letters or digits.
type Part<'a> = (&'a str, bool);

/// The registration that these digits are of.
pub(super) fn at(text: &str, digits_start: usize, digits_end: usize) -> Option<Range<usize>> {
    if digits_end - digits_start > 4 {
        return None;
    }
    let bytes = text.as_bytes();
    let (before_start, before_sign) = letters_before(bytes, digits_start);
    let (behind_end, behind_sign) = letters_behind(bytes, digits_end);
    let before: Part<'_> = (text.get(before_start..letters_end(before_sign, digits_start))?, before_start < digits_start);
    let behind: Part<'_> = (text.get(behind_start(behind_sign, digits_end)..behind_end)?, behind_end > digits_end);
    let digits = &text[digits_start..digits_end];
    let range = match (before.1, behind.1) {
        (true, true) => siv(before.0, digits, behind.0, before_sign, behind_sign)
            .then_some((before_start..behind_end, before_sign == Some('-') && behind_sign == Some('-')))
            .or_else(|| {
                british(before.0, digits, behind.0, before_sign).then_some((before_start..behind_end, behind_sign == Some(' ')))
            }),
        (true, false) => german(before.0, digits, before_sign).then_some((before_start..digits_end, false)),
        (false, true) => numbers_first(text, digits, behind.0, behind_end).map(|end| (digits_start..end, false)),
        (false, false) => None,
    };
    // Only the two letters before are looked at above; a German one has its town before them.
    let range = range.or_else(|| german_two(text, before_start, before.0, digits, digits_end));
    let (range, is_sure) = range.or_else(|| named(text, digits_start, digits_end).map(|range| (range, true)))?;
    if !is_cut(text, &range) || context::is_reference(text, range.start) {
        return None;
    }
    (is_sure || context::speaks_of(text, range.start, range.end, &VEHICLES)).then_some(range)
}

fn letters_end(sign: Option<char>, digits_start: usize) -> usize {
    digits_start - sign.map_or(0, char::len_utf8)
}

fn behind_start(sign: Option<char>, digits_end: usize) -> usize {
    digits_end + sign.map_or(0, char::len_utf8)
}

/// Where up to three capitals before begin, and the sign between, if there are any.
fn letters_before(bytes: &[u8], digits: usize) -> (usize, Option<char>) {
    let sign = (digits > 0).then(|| bytes[digits - 1]).filter(|byte| b" -".contains(byte));
    let end = digits - usize::from(sign.is_some());
    let letters = bytes[..end].iter().rev().take(4).take_while(|byte| byte.is_ascii_uppercase()).count();
    if (1..=3).contains(&letters) { (end - letters, sign.map(char::from)) } else { (digits, None) }
}

fn letters_behind(bytes: &[u8], digits: usize) -> (usize, Option<char>) {
    let sign = bytes.get(digits).copied().filter(|byte| b" -".contains(byte));
    let start = digits + usize::from(sign.is_some());
    let letters = bytes[start.min(bytes.len())..].iter().take(4).take_while(|byte| byte.is_ascii_uppercase()).count();
    if (1..=3).contains(&letters) { (start + letters, sign.map(char::from)) } else { (digits, None) }
}

/// France since 2009, and Italy, which looks alike: two letters, three digits, two letters, without I, O, U, SS, and WW first.
fn siv(before: &str, digits: &str, behind: &str, first: Option<char>, second: Option<char>) -> bool {
    let is_good = |letters: &str| letters.len() == 2 && !letters.contains(['I', 'O', 'U']) && letters != "SS";
    digits.len() == 3 && first == second && digits != "000" && is_good(before) && is_good(behind) && before != "WW"
}

/// Britain since 2001: the half-year in the digits.
fn british(before: &str, digits: &str, behind: &str, first: Option<char>) -> bool {
    let is_year = digits.parse().is_ok_and(|year: u32| matches!(year, 2..=30 | 51..=80)) && digits.len() == 2;
    is_year && first.is_none() && before.len() == 2 && behind.len() == 3
}

/// Switzerland, and Germany written with blanks alone: a canton or town, then digits.
fn german(before: &str, digits: &str, sign: Option<char>) -> bool {
    const CANTONS: [&str; 12] = ["GE", "VD", "VS", "ZH", "BE", "BS", "FR", "NE", "JU", "TI", "AG", "LU"];
    CANTONS.contains(&before) && sign.is_some() && digits.len() >= 4
}

/// Germany: town, stroke, letters, digits.
fn german_two(text: &str, start: usize, letters: &str, digits: &str, end: usize) -> Option<(Range<usize>, bool)> {
    let rest = text[..start].strip_suffix('-').filter(|_| (1..=2).contains(&letters.len()))?;
    let town: usize = rest.chars().rev().take(4).take_while(|sign| sign.is_uppercase()).map(char::len_utf8).sum();
    let is_good = town > 0 && rest[rest.len() - town..].chars().count() <= 3 && !digits.starts_with('0');
    is_good.then(|| (rest.len() - town..end, false))
}

/// France before 2009 (digits, letters, department), and Spain (four digits, three consonants).
fn numbers_first(text: &str, digits: &str, behind: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let department = rest.strip_prefix([' ', '-']).unwrap_or(rest);
    let length = department.bytes().take_while(u8::is_ascii_digit).count();
    let is_department = length == 2 && &department[..2] != "00" || length == 3 && department.starts_with("97");
    if is_department && behind.len() >= 2 {
        return Some(text.len() - department.len() + length);
    }
    let is_spanish = digits.len() == 4 && behind.len() == 3 && !behind.contains(['A', 'E', 'I', 'O', 'U']);
    is_spanish.then_some(end)
}

/// Any country: capitals and digits right behind the word for a plate.
fn named(text: &str, digits_start: usize, digits_end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_sign = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b" -".contains(byte);
    let before = bytes[..digits_start].iter().rev().take(8).take_while(|byte| is_sign(byte)).count();
    let behind = bytes[digits_end..].iter().take(8).take_while(|byte| is_sign(byte)).count();
    let run = &text[digits_start - before..digits_end + behind];
    let start = digits_start - before + run.len() - run.trim_start_matches([' ', '-']).len();
    let end = start + run.trim_matches([' ', '-']).len();
    let signs = text[start..end].bytes().filter(u8::is_ascii_alphanumeric);
    let letters = signs.clone().filter(u8::is_ascii_uppercase).count();
    let is_shaped =
        (5..=8).contains(&signs.count()) && letters > 0 && letters < 6 && text[start..end].split([' ', '-']).count() < 4;
    (is_shaped && context::is_called(text, start, &PLATES)).then_some(start..end)
}

fn is_cut(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let behind = text[range.end..].chars().next();
    let joins = |sign: char| sign.is_alphanumeric() || "-_/#@".contains(sign);
    !before.is_some_and(joins) && !behind.is_some_and(joins)
}
