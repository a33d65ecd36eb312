//! Pictures that look alike: the difference hash of Neal Krawetz (2013), 64 bits, of which alike pictures share nearly all.

use crate::{picture::Picture, rendition};

/// Two pictures whose hashes differ in no more bits are taken for the same one: resized, encoded again, slightly retouched.
pub const DISTANCE_MAX: u32 = 6;
/// The grid that is compared: each of eight in a row with its right neighbour.
const COLUMNS: u32 = 9;
const ROWS: u32 = 8;
/// Less light and shade than this over the whole grid is nothing to recognise a picture by, of 255.
const CONTRAST_MIN: u16 = 8;

/// In how many bits two hashes differ.
#[must_use]
pub const fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

pub(crate) fn likeness(picture: &Picture) -> Option<u64> {
    let small = rendition::scaled(picture, [0, 0, picture.width, picture.height], COLUMNS, ROWS)?;
    let rgb = rendition::on_white(&small);
    // Luma of ITU-R BT.601, in thousandths.
    let light = |pixel: &[u8]| (u32::from(pixel[0]) * 299 + u32::from(pixel[1]) * 587 + u32::from(pixel[2]) * 114) / 1_000;
    let lights: Vec<u32> = rgb.chunks_exact(3).map(light).collect();
    let (darkest, lightest) = (lights.iter().min()?, lights.iter().max()?);
    if lightest - darkest < u32::from(CONTRAST_MIN) {
        return None;
    }
    let rows = lights.chunks_exact(COLUMNS as usize);
    let bits = rows.flat_map(|row| row.windows(2).map(|two| two[0] > two[1]));
    Some(bits.fold(0, |hash, bit| hash << 1 | u64::from(bit)))
}
