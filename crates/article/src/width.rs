//! How wide a text stands in a search result, in pixels.
//!
//! Search engines cut titles and descriptions by their width, not by their characters. Google sets them in Arial; measured is Liberation Sans
//! 1.07.4 (SIL Open Font License 1.1), which was drawn to the very widths of Arial. The table has the advance widths of its `hmtx` table, in
//! 2,048ths of the size; kerning is left out, as browsers do for text that they have to cut.

/// Widths are in so many parts of the size of the font.
const EM: u32 = 2_048;
/// Width of a sign that the table has not, in parts of the size: a small letter.
const OTHER: u16 = 1_139;
/// The sign that stands for what was cut.
const ELLIPSIS: char = '…';

/// U+0020 to U+017F: letters of Western and Central Europe, digits, signs. 0 where the font has none.
const LATIN: [u16; 352] = [
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139, 1139, 1139, 1139, 1139, 1139,
    1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139, 2079, 1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024,
    1366, 1139, 1706, 1479, 1593, 1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139,
    682, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139, 1139, 1139, 682, 1024, 569, 1139,
    1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 569, 682, 1139, 1139, 1139, 1139, 532, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131, 819, 1124,
    682, 682, 682, 1180, 1100, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251, 1366, 1366, 1366, 1366, 1366, 1366, 2048, 1479,
    1366, 1366, 1366, 1366, 569, 569, 569, 569, 1479, 1479, 1593, 1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479,
    1366, 1366, 1251, 1139, 1139, 1139, 1139, 1139, 1139, 1821, 1024, 1139, 1139, 1139, 1139, 569, 569, 569, 569, 1139, 1139,
    1139, 1139, 1139, 1139, 1139, 1124, 1251, 1139, 1139, 1139, 1139, 1024, 1139, 1024, 1366, 1139, 1366, 1139, 1366, 1139, 1479,
    1024, 1479, 1024, 1479, 1024, 1479, 1024, 1479, 1259, 1479, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139,
    1593, 1139, 1593, 1139, 1593, 1139, 1593, 1139, 1479, 1139, 1479, 1139, 569, 569, 569, 569, 569, 569, 569, 455, 569, 569,
    1505, 909, 1024, 455, 1366, 1024, 1024, 1139, 455, 1139, 455, 1139, 597, 1139, 684, 1139, 455, 1479, 1139, 1479, 1139, 1479,
    1139, 1237, 1481, 1139, 1593, 1139, 1593, 1139, 1593, 1139, 2048, 1933, 1479, 682, 1479, 682, 1479, 682, 1366, 1024, 1366,
    1024, 1366, 1024, 1366, 1024, 1251, 569, 1251, 768, 1251, 569, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139,
    1479, 1139, 1933, 1479, 1366, 1024, 1366, 1251, 1024, 1251, 1024, 1251, 1024, 455,
];

/// U+0370 to U+045F.
const GREEK_AND_CYRILLIC: [u16; 240] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 569, 0, 0, 0, 0, 0, 682, 682, 1367, 569, 1606, 1716, 786, 0, 1586, 0, 1752, 1541,
    455, 1366, 1366, 1128, 1368, 1366, 1251, 1479, 1593, 569, 1366, 1368, 1706, 1479, 1331, 1593, 1479, 1366, 0, 1266, 1251,
    1366, 1634, 1366, 1711, 1531, 569, 1366, 1184, 913, 1139, 455, 1120, 1184, 1178, 1024, 1140, 913, 903, 1139, 1139, 455, 1024,
    1024, 1180, 1024, 917, 1139, 1413, 1165, 987, 1264, 809, 1120, 1328, 1075, 1460, 1599, 455, 1120, 1139, 1120, 1599, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 1366, 1367, 1771, 1109, 1472, 1366, 569, 569, 1024, 2165, 2069, 1749, 1193, 1479, 1301, 1472, 1366, 1344, 1366,
    1109, 1387, 1366, 1891, 1237, 1472, 1472, 1193, 1344, 1706, 1479, 1593, 1472, 1366, 1479, 1251, 1301, 1557, 1366, 1515, 1365,
    1877, 1920, 1621, 1813, 1344, 1472, 2069, 1479, 1139, 1173, 1088, 747, 1195, 1139, 1370, 939, 1144, 1144, 896, 1195, 1408,
    1131, 1139, 1109, 1139, 1024, 938, 1024, 1685, 1024, 1173, 1067, 1643, 1685, 1280, 1472, 1067, 1045, 1536, 1109, 1139, 1139,
    1139, 747, 1045, 1024, 455, 569, 455, 1856, 1664, 1139, 896, 1144, 1024, 1131,
];

/// U+2010 to U+2044: dashes, quotation marks, dots.
const PUNCTUATION: [u16; 53] = [
    682, 682, 0, 1139, 2048, 2048, 0, 1131, 455, 455, 455, 455, 682, 682, 682, 0, 1139, 1139, 717, 0, 0, 0, 2048, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 2048, 0, 384, 725, 0, 0, 0, 0, 0, 682, 682, 0, 1024, 0, 682, 0, 0, 0, 0, 0, 342,
];

/// The width of a text in that size of the font, in pixels, rounded up.
#[must_use]
pub fn width_px(text: &str, size_px: u32) -> u32 {
    let units: u64 = text.chars().map(|sign| u64::from(units(sign))).sum();
    u32::try_from((units * u64::from(size_px)).div_ceil(u64::from(EM))).unwrap_or(u32::MAX)
}

/// The text as it is shown in so many pixels: whole where it fits, otherwise up to the last whole word before the sign for what was cut.
#[must_use]
pub fn cut_px(text: &str, size_px: u32, most_px: u32) -> String {
    let text = text.trim();
    if width_px(text, size_px) <= most_px {
        return text.to_owned();
    }
    let most = u64::from(most_px) * u64::from(EM);
    let mut used = u64::from(units(ELLIPSIS)) * u64::from(size_px) + u64::from(units(' ')) * u64::from(size_px);
    let (mut end, mut word_end) = (0, 0);
    for (at, sign) in text.char_indices() {
        if sign.is_whitespace() {
            word_end = at;
        }
        used += u64::from(units(sign)) * u64::from(size_px);
        if used > most {
            break;
        }
        end = at + sign.len_utf8();
    }
    let kept = if word_end > 0 { &text[..word_end.min(end)] } else { &text[..end] };
    format!("{} {ELLIPSIS}", kept.trim_end_matches(|sign: char| sign.is_whitespace() || ",;:–-".contains(sign)))
}

fn units(sign: char) -> u16 {
    let code = u32::from(sign);
    let of = |table: &[u16], first: u32| {
        let place = usize::try_from(code.checked_sub(first)?).ok()?;
        table.get(place).copied().filter(|units| *units > 0)
    };
    let known = of(&LATIN, 0x20).or_else(|| of(&GREEK_AND_CYRILLIC, 0x370)).or_else(|| of(&PUNCTUATION, 0x2010));
    match code {
        _ if known.is_some() => known.unwrap_or(OTHER),
        // Marks that stand on the letter before, and joiners.
        0x300..=0x36F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        // Narrow spaces are a third of a space wider or narrower in one font or the next; the trade mark, ideographs and emoji are square.
        0x2009 | 0x202F => 410,
        0x2122
        | 0x1100..=0x11FF
        | 0x2E80..=0x9FFF
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0xFF00..=0xFF60
        | 0x1_F000..=0x3_FFFF => 2_048,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        let check = |text: &str, expect| assert_eq!(width_px(text, 20), expect, "{text}");
        // 1,366, 1,933, 569 and 1,139 of 2,048, times twenty.
        check("A", 14);
        check("W", 19);
        check(" ", 6);
        check("é", 12);
        check("e\u{301}", 12);
        check("雪", 20);
        check("", 0);
        assert_eq!(width_px("La veste Écrin passe l’hiver", 20), 244);
    }

    #[test]
    fn a_text_is_cut_after_a_whole_word() {
        assert_eq!(cut_px("Trois mots ici", 20, 561), "Trois mots ici");
        assert_eq!(cut_px("Trois mots ici", 20, 110), "Trois …");
        assert_eq!(cut_px("Anticonstitutionnellement", 20, 100), "Anticon …");
    }

    proptest! {
        #[test]
        fn what_was_cut_fits(text in "\\PC{0,80}", most in 60_u32..900) {
            prop_assert!(width_px(&cut_px(&text, 20, most), 20) <= most);
        }
    }
}
