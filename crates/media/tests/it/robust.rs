use domain::Language;
use image::ImageFormat;
use media::{Format, MediaFault, PIXELS_MAX, Picture, read, strip};
use proptest::prelude::*;

use crate::made::{disc, encoded, gif, hill, jpeg, mp4, png_bomb, webm};

fn check(bytes: &[u8], expected: MediaFault) {
    assert_eq!(read(bytes), Err(expected));
    for language in [Language::English, Language::French] {
        assert!(expected.sentence(language).ends_with('.'), "{expected:?}");
    }
}

#[test]
fn bad_files_are_told_apart() {
    check(b"", MediaFault::Empty);
    check(b"<!DOCTYPE html><html><title>Not found", MediaFault::Page);
    check(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", MediaFault::Svg);
    check(b"PK\x03\x04 a document", MediaFault::Unknown);
    let photograph = jpeg(&hill(200, 150), None);
    for share in [4, 30, 60, 99] {
        check(&photograph[..photograph.len() * share / 100], MediaFault::Short);
    }
    let png = encoded(disc(60), ImageFormat::Png);
    check(&png[..png.len() - 20], MediaFault::Short);
    let film = mp4();
    check(&film[..film.len() - 10], MediaFault::Short);
    check(&film[..40], MediaFault::Short);
    let moving = gif(4, 8);
    check(&moving[..moving.len() - 3], MediaFault::Short);
}

#[test]
fn a_bomb_is_found_by_its_head() {
    let bomb = png_bomb(50_000, 50_000);
    assert!(bomb.len() < 200, "a small file");
    check(&bomb, MediaFault::Pixels { width: 50_000, height: 50_000 });
    assert!(matches!(Picture::open(&bomb, Format::Png), Err(MediaFault::Pixels { .. })));
    // As large as is taken, with nothing in it: no panic and no wait.
    let side = u32::try_from(PIXELS_MAX.isqrt()).unwrap();
    assert!(Picture::open(&png_bomb(side, side), Format::Png).is_err());
}

#[test]
fn forty_megabytes_of_animation_are_walked_without_being_decoded() {
    let mut bytes = gif(1, 8);
    bytes.pop();
    let frame = [&[0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 8, 0, 8, 0, 0, 2][..], &[255; 256], &[0]].concat();
    while bytes.len() < 40_000_000 {
        bytes.extend(&frame);
    }
    bytes.push(0x3B);
    let facts = read(&bytes).unwrap();
    assert!(facts.milliseconds > 10_000_000, "{facts:?}");
    assert_eq!(strip(&bytes, Format::Gif).unwrap().len(), bytes.len() - 12, "only the comment goes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_handed_in_panics(which in 0..6_usize, cut in 0.0..1.0_f64, spoils in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..8)) {
        let mut bytes = match which {
            0 => jpeg(&hill(24, 18), None),
            1 => encoded(disc(16), ImageFormat::Png),
            2 => encoded(hill(16, 16).into(), ImageFormat::WebP),
            3 => gif(2, 4),
            4 => mp4(),
            _ => webm(),
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place within the file")]
        let place = |share: f64, length: usize| (share * length as f64) as usize;
        for (at, byte) in spoils {
            let at = place(at, bytes.len());
            bytes[at] = byte;
        }
        let half = cut < 0.5;
        if half {
            bytes.truncate(place(cut * 2.0, bytes.len()));
        }
        if let Ok(facts) = read(&bytes) {
            let _ = strip(&bytes, facts.format);
            if !facts.format.is_film() && u64::from(facts.width) * u64::from(facts.height) < 1_000_000 {
                let _ = Picture::open(&bytes, facts.format).map(|picture| picture.likeness());
            }
        }
        for format in Format::ALL {
            let _ = strip(&bytes, format);
        }
    }
}
