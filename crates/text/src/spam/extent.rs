//! How far a word reaches, and what is told of it on the way.

use crate::signs;

/// What is told of a word while its end is looked for.
pub(super) struct Extent {
    /// Where it ends.
    pub(super) end: usize,
    pub(super) capitals: usize,
    /// It is of digits alone.
    pub(super) is_number: bool,
    pub(super) is_ascii: bool,
}

/// The word that begins here: letters, digits, apostrophes.
#[inline]
pub(super) fn extent(rest: &str) -> Extent {
    let mut extent = Extent { end: 0, capitals: 0, is_number: true, is_ascii: true };
    while let Some(byte) = rest.as_bytes().get(extent.end) {
        if signs::is_of_word(*byte) || *byte == b'\'' {
            extent.is_number &= byte.is_ascii_digit();
            extent.capitals += usize::from(byte.is_ascii_uppercase());
            extent.end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let sign = rest[extent.end..].chars().next();
            let Some(sign) = sign.filter(|sign| signs::is_alphanumeric(*sign) || *sign == '’') else { break };
            (extent.is_number, extent.is_ascii) = (false, false);
            extent.capitals += usize::from(signs::is_uppercase(sign));
            extent.end += sign.len_utf8();
        }
    }
    extent
}
