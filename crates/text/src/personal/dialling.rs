//! Country codes of telephones (ITU-T E.164) with how many digits follow, for the countries that are written from most.

/// Code, fewest and most digits behind it.
const CODES: [(&str, usize, usize); 78] = [
    ("1", 10, 10),
    ("7", 10, 10),
    ("20", 9, 10),
    ("27", 9, 9),
    ("30", 10, 10),
    ("31", 9, 9),
    ("32", 8, 9),
    ("33", 9, 9),
    ("34", 9, 9),
    ("36", 8, 9),
    ("39", 8, 11),
    ("40", 9, 9),
    ("41", 9, 9),
    ("43", 7, 12),
    ("44", 9, 10),
    ("45", 8, 8),
    ("46", 7, 10),
    ("47", 8, 8),
    ("48", 9, 9),
    ("49", 7, 12),
    ("51", 8, 9),
    ("52", 10, 10),
    ("53", 8, 8),
    ("54", 10, 11),
    ("55", 10, 11),
    ("56", 9, 9),
    ("57", 10, 10),
    ("58", 10, 10),
    ("60", 8, 10),
    ("61", 9, 9),
    ("62", 8, 12),
    ("63", 9, 10),
    ("64", 8, 10),
    ("65", 8, 8),
    ("66", 8, 9),
    ("81", 9, 10),
    ("82", 8, 10),
    ("84", 9, 10),
    ("86", 10, 11),
    ("90", 10, 10),
    ("91", 10, 10),
    ("92", 10, 10),
    ("94", 9, 9),
    ("98", 10, 10),
    ("212", 9, 9),
    ("213", 8, 9),
    ("216", 8, 8),
    ("221", 9, 9),
    ("222", 8, 8),
    ("223", 8, 8),
    ("224", 9, 9),
    ("225", 8, 10),
    ("226", 8, 8),
    ("227", 8, 8),
    ("228", 8, 8),
    ("229", 8, 10),
    ("233", 9, 9),
    ("234", 10, 10),
    ("237", 9, 9),
    ("241", 7, 8),
    ("242", 9, 9),
    ("243", 9, 9),
    ("250", 9, 9),
    ("254", 9, 9),
    ("261", 9, 9),
    ("262", 9, 9),
    ("351", 9, 9),
    ("352", 6, 9),
    ("353", 7, 9),
    ("354", 7, 7),
    ("358", 6, 10),
    ("370", 8, 8),
    ("377", 8, 9),
    ("380", 9, 9),
    ("385", 8, 9),
    ("386", 8, 8),
    ("420", 9, 9),
    ("421", 9, 9),
];
/// Codes of three digits that are not in the table begin so.
const OTHERS: [&str; 12] = ["26", "29", "35", "37", "38", "50", "59", "67", "68", "69", "96", "97"];

/// Whether digits behind a `+` or `00` are a telephone number: a code that is given out, and a length that it allows. A zero for calls
/// within the country may stand between.
pub(super) fn is_number(digits: &str) -> bool {
    for (code, fewest, most) in CODES {
        let Some(rest) = digits.strip_prefix(code) else { continue };
        let rest = if code == "39" { rest } else { rest.strip_prefix('0').unwrap_or(rest) };
        let is_long_enough = (fewest..=most).contains(&rest.len());
        return is_long_enough && (code != "1" || rest.starts_with(|area: char| ('2'..='9').contains(&area)));
    }
    OTHERS.iter().any(|code| digits.starts_with(code)) && (9..=13).contains(&digits.len())
}

/// Area and exchange begin with 2 to 9, and are no services.
pub(super) fn is_north_american(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 10 && (b'2'..=b'9').contains(&bytes[0]) && (b'2'..=b'9').contains(&bytes[3]) && &bytes[1..3] != b"11"
}
