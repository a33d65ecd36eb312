use image::ImageFormat;
use media::{Format, Picture, Wish, as_it_is, read, strip};

use crate::made::{disc, encoded, exif, gif, hill, jpeg, mp4, webm};

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn what_a_file_tells_besides_is_taken_out_and_what_it_shows_stays() {
    let place = b"Grenoble";
    let mut told = jpeg(&hill(64, 48), Some(exif(1)));
    told.extend(b"and behind its end: Grenoble");
    let mut png = encoded(disc(32), ImageFormat::Png);
    let told_in_png = [&8_u32.to_be_bytes()[..], b"tEXtGrenoble", &[0; 4]].concat();
    png.splice(33..33, told_in_png);
    for (bytes, format) in [(told, Format::Jpeg), (png, Format::Png), (gif(2, 4), Format::Gif), (webm(), Format::Webm)] {
        assert!(holds(&bytes, place), "{format:?} tells it before");
        let kept = strip(&bytes, format).unwrap();
        assert!(!holds(&kept, place), "{format:?}");
        let (before, after) = (read(&bytes).unwrap(), read(&kept).unwrap());
        assert_eq!(before, after, "{format:?}");
        if !format.is_film() {
            let sizes = [&bytes, &kept].map(|bytes| Picture::open(bytes, format).unwrap().size());
            assert_eq!(sizes[0], sizes[1], "{format:?}");
        }
    }
    let (before, after) = (mp4(), strip(&mp4(), Format::Mp4).unwrap());
    assert!(holds(&before, b"+45.1885") && !holds(&after, b"+45.1885"));
    assert_eq!((before.len(), read(&before)), (after.len(), read(&after)), "nothing in a film moves");
}

#[test]
fn webp_forgets_its_metadata_and_its_flags() {
    let mut bytes = encoded(hill(32, 24).into(), ImageFormat::WebP);
    // An extended head with a flag for Exif, and the block itself.
    let head = [b"VP8X".as_slice(), &10_u32.to_le_bytes(), &[0x08, 0, 0, 0], &[31, 0, 0], &[23, 0, 0]].concat();
    bytes.splice(12..12, head);
    bytes.extend([b"EXIF".as_slice(), &16_u32.to_le_bytes(), b"Grenoble 45.19 N"].concat());
    let size = u32::try_from(bytes.len() - 8).unwrap().to_le_bytes();
    bytes[4..8].copy_from_slice(&size);
    let kept = strip(&bytes, Format::Webp).unwrap();
    assert!(!holds(&kept, b"Grenoble") && kept[20] & 0x08 == 0);
    assert_eq!(Picture::open(&kept, Format::Webp).unwrap().size(), (32, 24));
}

#[test]
fn a_turned_photograph_is_turned_for_good() {
    let bytes = jpeg(&hill(60, 40), Some(exif(6)));
    let facts = read(&bytes).unwrap();
    assert_eq!((facts.width, facts.height, facts.turned), (40, 60, true));
    let wish = Wish { side_max: 100, bytes_max: 1 << 20, formats: vec![Format::Jpeg], crop: None, tells: false };
    assert_eq!(as_it_is(&bytes, &facts, &wish), Ok(None), "its bytes show it lying");
    let made = Picture::open(&bytes, Format::Jpeg).unwrap().fit(&wish).unwrap();
    let seen = read(&made.bytes).unwrap();
    assert_eq!((seen.width, seen.height, seen.turned), (40, 60, false));
    assert!(!holds(&made.bytes, b"Grenoble"));
    let telling = Picture::open(&bytes, Format::Jpeg).unwrap().fit(&Wish { tells: true, ..wish }).unwrap();
    assert!(holds(&telling.bytes, b"Grenoble"), "whoever wants to keep it keeps it");
    assert!(!read(&telling.bytes).unwrap().turned, "and it is not turned twice");
}
