//! Account numbers: two letters of the country, two check digits, a length that the country fixes (SWIFT's registry of IBANs).

use std::ops::Range;

/// The countries and the length of their numbers.
const LENGTHS: [(&[u8; 2], usize); 77] = [
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"LY", 25),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NL", 18),
    (b"NO", 15),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"SA", 24),
    (b"SC", 31),
    (b"SD", 18),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
];

/// The number whose check digits begin here.
pub(super) fn at(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = at.checked_sub(2)?;
    let country = [bytes[start].to_ascii_uppercase(), bytes[start + 1].to_ascii_uppercase()];
    let (_, length) = LENGTHS.iter().find(|(code, _)| **code == country)?;
    if super::is_word(bytes, start) {
        return None;
    }
    let mut rest = 0_u32;
    let (mut head, mut read, mut place) = ([0_u8; 4], 0, start);
    while read < *length {
        let byte = *bytes.get(place)?;
        if byte.is_ascii_alphanumeric() {
            if read < 4 {
                head[read] = byte;
            } else {
                rest = remainder(rest, byte);
            }
            read += 1;
            place += 1;
        } else {
            // One blank or stroke may stand between.
            let blank = super::number::blank_bytes(&bytes[place..])?;
            place += blank;
            if !bytes.get(place)?.is_ascii_alphanumeric() {
                return None;
            }
        }
    }
    let rest = head.into_iter().fold(rest, remainder);
    let is_cut = bytes.get(place).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (rest == 1 && is_cut).then_some(start..place)
}

/// Goes on with the division by 97 of ISO 7064, letters read as 10 to 35.
fn remainder(rest: u32, byte: u8) -> u32 {
    let value = u32::from(match byte {
        b'0'..=b'9' => byte - b'0',
        _ => byte.to_ascii_uppercase() - b'A' + 10,
    });
    if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 }
}
