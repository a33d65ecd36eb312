//! Pictures that tests hand in.

use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

/// Where [`photograph`] says that it was taken.
pub const PLACE: &str = "Grenoble 45.19 N";

/// A photograph in JPEG that tells where it was taken; another `seed`, another picture.
#[must_use]
pub fn photograph(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let wave = |at: u32, side: u32, times: u32| {
        let place = at * times * 240 / side % 240;
        u8::try_from(if place < 120 { place } else { 240 - place }).unwrap()
    };
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let light = wave(x, width, 2 + seed % 7) / 2 + wave(y + x * height / width, 2 * height, 3 + seed % 5) / 2;
        Rgb([light, light / 2 + 40, 140 - light])
    });
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    // TIFF of one empty directory, and behind it what would be read by whoever looks.
    encoder.set_exif_metadata([b"II*\0\x08\0\0\0\0\0\0\0\0\0", PLACE.as_bytes()].concat()).unwrap();
    encoder.write_image(&picture, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A PNG of a few bytes whose head promises 50,000 × 50,000 pixels.
#[must_use]
pub fn png_bomb() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    let side = 50_000_u32.to_be_bytes();
    let head = [&b"IHDR"[..], &side, &side, &[8, 2, 0, 0, 0]].concat();
    for chunk in [&head[..], b"IDAT\x78\x9C\x03\0\0\0\0\x01", b"IEND"] {
        bytes.extend(u32::try_from(chunk.len() - 4).unwrap().to_be_bytes());
        bytes.extend(chunk);
        bytes.extend(crc32(chunk).to_be_bytes());
    }
    bytes
}

/// The check of a chunk, by the PNG specification, annex D.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

/// A film of two seconds, 320 × 180.
#[must_use]
pub fn film() -> Vec<u8> {
    let part =
        |kind: &[u8; 4], content: &[u8]| [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], kind, content].concat();
    let mut mvhd = vec![0; 100];
    mvhd[12..16].copy_from_slice(&1_000_u32.to_be_bytes());
    mvhd[16..20].copy_from_slice(&2_000_u32.to_be_bytes());
    let mut tkhd = vec![0; 84];
    tkhd[40..44].copy_from_slice(&0x0001_0000_u32.to_be_bytes());
    tkhd[76..80].copy_from_slice(&(320_u32 << 16).to_be_bytes());
    tkhd[80..84].copy_from_slice(&(180_u32 << 16).to_be_bytes());
    let mut hdlr = vec![0; 24];
    hdlr[8..12].copy_from_slice(b"vide");
    let track = [part(b"tkhd", &tkhd), part(b"mdia", &part(b"hdlr", &hdlr))].concat();
    let moov = [part(b"mvhd", &mvhd), part(b"trak", &track)].concat();
    [part(b"ftyp", b"isom\0\0\x02\0isommp41"), part(b"moov", &moov), part(b"mdat", &[7; 64])].concat()
}
