//! Files that tests hand in, made here.

use std::time::Duration;

use image::{
    Delay, DynamicImage, Frame, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage,
    codecs::{
        gif::{GifEncoder, Repeat},
        jpeg::JpegEncoder,
    },
};

/// Waves of light, with grain: a picture that is recognised, and that compresses like a photograph.
pub(crate) fn hill(width: u32, height: u32) -> RgbImage {
    let mut seed = 0x9E37_79B9_u32;
    // From 0 up to 120 and down again, so many times over the side.
    let wave = |at: u32, side: u32, times: u32| {
        let place = at * times * 240 / side % 240;
        u8::try_from(if place < 120 { place } else { 240 - place }).unwrap()
    };
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = u8::try_from(seed >> 28).unwrap();
        let light = wave(x, width, 3) / 2 + wave(y + x * height / width, 2 * height, 3) / 2;
        Rgb([light + grain, light / 2 + 40 + grain, 140 - light + grain])
    })
}

pub(crate) fn jpeg(picture: &RgbImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    encoder.write_image(picture, picture.width(), picture.height(), image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

pub(crate) fn encoded(picture: DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A disc with nothing around it.
pub(crate) fn disc(side: u32) -> DynamicImage {
    let middle = i64::from(side) / 2;
    RgbaImage::from_fn(side, side, |x, y| {
        let (x, y) = (i64::from(x) - middle, i64::from(y) - middle);
        if x * x + y * y < middle * middle { Rgba([200, 40, 40, 255]) } else { Rgba([0, 0, 0, 0]) }
    })
    .into()
}

/// An Exif block with an orientation and a place: little-endian TIFF with one directory and one of GPS.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend(2_u16.to_le_bytes());
    let mut entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(count.to_le_bytes());
        block.extend(value);
    };
    let turned = orientation.to_le_bytes();
    entry(0x0112, 3, 1, [turned[0], turned[1], 0, 0]);
    entry(0x8825, 4, 1, 38_u32.to_le_bytes());
    block.extend(0_u32.to_le_bytes());
    block.extend(1_u16.to_le_bytes());
    block.extend(1_u16.to_le_bytes());
    block.extend(2_u16.to_le_bytes());
    block.extend(2_u32.to_le_bytes());
    block.extend(*b"N\0\0\0");
    block.extend(0_u32.to_le_bytes());
    block.extend(*b"Grenoble 45.19 N");
    block
}

/// A GIF of so many pictures, each shown for a second, with a comment.
pub(crate) fn gif(frames: u32, side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.set_repeat(Repeat::Infinite).unwrap();
    for at in 0..frames {
        let picture = RgbaImage::from_pixel(side, side, Rgba([u8::try_from(at % 250).unwrap(), 90, 200, 255]));
        let delay = Delay::from_saturating_duration(Duration::from_secs(1));
        encoder.encode_frame(Frame::from_parts(picture, 0, 0, delay)).unwrap();
    }
    drop(encoder);
    let table = if bytes[10] & 0x80 == 0 { 0 } else { 3 << ((bytes[10] & 7) + 1) };
    bytes.splice(13 + table..13 + table, *b"!\xFE\x08Grenoble\0");
    bytes
}

/// A PNG of a few bytes that says it is so large.
pub(crate) fn png_bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(RgbImage::new(1, 1).into(), image::ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// The check of a chunk, by the PNG specification, annex D.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

fn part(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(content.len() + 8).unwrap().to_be_bytes().to_vec();
    bytes.extend(kind);
    bytes.extend(content);
    bytes
}

/// A film of twelve and a half seconds, 1,920 × 1,080, kept on its side, that tells where it was taken.
pub(crate) fn mp4() -> Vec<u8> {
    let mut mvhd = vec![0; 100];
    mvhd[12..16].copy_from_slice(&1_000_u32.to_be_bytes());
    mvhd[16..20].copy_from_slice(&12_500_u32.to_be_bytes());
    let mut tkhd = vec![0; 84];
    tkhd[44..48].copy_from_slice(&0x0001_0000_u32.to_be_bytes());
    tkhd[76..80].copy_from_slice(&(1_080_u32 << 16).to_be_bytes());
    tkhd[80..84].copy_from_slice(&(1_920_u32 << 16).to_be_bytes());
    let mut hdlr = vec![0; 24];
    hdlr[8..12].copy_from_slice(b"vide");
    let track = [part(b"tkhd", &tkhd), part(b"mdia", &part(b"hdlr", &hdlr))].concat();
    let told = part(b"udta", &part(b"\xA9xyz", b"\0\x12\x15\xC7+45.1885+005.7245/"));
    let moov = [part(b"mvhd", &mvhd), part(b"trak", &track), told].concat();
    [part(b"ftyp", b"isom\0\0\x02\0isommp41"), part(b"moov", &moov), part(b"mdat", &[7; 64])].concat()
}

/// A film of three seconds, 640 × 360, with a tag.
pub(crate) fn webm() -> Vec<u8> {
    let element = |id: &[u8], content: &[u8]| {
        let mut bytes = id.to_vec();
        bytes.extend((0x1000_0000_u32 | u32::try_from(content.len()).unwrap()).to_be_bytes());
        bytes.extend(content);
        bytes
    };
    let info = [element(b"\x2A\xD7\xB1", &1_000_000_u32.to_be_bytes()), element(b"\x44\x89", &3_000_f64.to_be_bytes())].concat();
    let video = [element(b"\xB0", &640_u16.to_be_bytes()), element(b"\xBA", &360_u16.to_be_bytes())].concat();
    let tracks = element(b"\xAE", &element(b"\xE0", &video));
    let parts = [
        element(b"\x15\x49\xA9\x66", &info),
        element(b"\x16\x54\xAE\x6B", &tracks),
        element(b"\x12\x54\xC3\x67", b"tagged in Grenoble"),
        element(b"\x1F\x43\xB6\x75", &[9; 40]),
    ];
    [element(b"\x1A\x45\xDF\xA3", b"\x42\x82\x84webm"), element(b"\x18\x53\x80\x67", &parts.concat())].concat()
}
