//! The part of a picture that is shown: left, top, width and height in thousandths of the whole.

/// A side of the part that is shown is never shorter than this, thousandths of the whole.
pub const CROP_SIDE_MIN: u32 = 20;
const WHOLE: u32 = 1_000;

/// The shapes that are offered: width and height of each, as people write them. The networks' feeds show these (Instagram's documentation:
/// 4:5 to 1.91:1; pictures of links are 1.91:1 nearly everywhere).
pub const SHAPES: [(u32, u32); 4] = [(1, 1), (4, 5), (16, 9), (191, 100)];

/// A part within the picture, its sides long enough; `None` where it is the whole picture.
#[must_use]
pub fn tidied([left, top, width, height]: [u32; 4]) -> Option<[u32; 4]> {
    let side = |long: u32| long.clamp(CROP_SIDE_MIN, WHOLE);
    let (width, height) = (side(width), side(height));
    let part = [left.min(WHOLE - width), top.min(WHOLE - height), width, height];
    (part != [0, 0, WHOLE, WHOLE]).then_some(part)
}

/// The largest part in the middle of a picture of that size that has a shape; `None` where that is the whole picture, or its size is not
/// known. What cannot be met exactly is nearer to a square than the shape, never further: a network that asks for at most 1.91:1 takes it.
#[must_use]
pub fn shaped((across, down): (u32, u32), (wide, high): (u32, u32)) -> Option<[u32; 4]> {
    let (want, have) = (u64::from(wide) * u64::from(down), u64::from(high) * u64::from(across));
    if want == 0 || have == 0 {
        return None;
    }
    let portrait = wide < high;
    // The share of the longer side that is left, rounded towards the square.
    let share = |part: u64, whole: u64, up: bool| {
        let thousandths = part * u64::from(WHOLE);
        let rounded = if up { thousandths.div_ceil(whole) } else { thousandths / whole };
        u32::try_from(rounded).unwrap_or(WHOLE)
    };
    let (width, height) = if have > want { (share(want, have, portrait), WHOLE) } else { (WHOLE, share(have, want, !portrait)) };
    let (width, height) = (width.clamp(CROP_SIDE_MIN, WHOLE), height.clamp(CROP_SIDE_MIN, WHOLE));
    tidied([(WHOLE - width) / 2, (WHOLE - height) / 2, width, height])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_lies_within_the_picture() {
        assert_eq!(tidied([0, 0, 1_000, 1_000]), None);
        assert_eq!(tidied([900, 500, 500, 500]), Some([500, 500, 500, 500]));
        assert_eq!(tidied([990, 0, 1, 5_000]), Some([980, 0, 20, 1_000]));
    }

    #[test]
    fn a_shape_is_taken_from_the_middle() {
        assert_eq!(shaped((1_200, 900), (1, 1)), Some([125, 0, 750, 1_000]));
        assert_eq!(shaped((900, 1_600), (4, 5)), Some([0, 148, 1_000, 703]));
        assert_eq!(shaped((1_600, 900), (16, 9)), None, "it has that shape already");
        assert_eq!(shaped((0, 900), (16, 9)), None);
    }

    proptest! {
        #[test]
        fn a_shape_is_never_further_from_a_square(across in 100_u32..8_000, down in 100_u32..8_000) {
            for (wide, high) in SHAPES {
                let [left, top, width, height] = shaped((across, down), (wide, high)).unwrap_or([0, 0, 1_000, 1_000]);
                prop_assert!(left + width <= 1_000 && top + height <= 1_000);
                let (shown, wanted) = (u64::from(across * width) * u64::from(high), u64::from(down * height) * u64::from(wide));
                let cut = width > CROP_SIDE_MIN && height > CROP_SIDE_MIN;
                if cut && wide < high {
                    prop_assert!(shown >= wanted);
                } else if cut && wide > high {
                    prop_assert!(shown <= wanted);
                }
            }
        }
    }
}
