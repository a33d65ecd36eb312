//! Undoing content codings within a limit, so that a bomb stops where the limit is.

use std::io::{self, Read};

use ruzstd::decoding::StreamingDecoder;

/// What a client that uses this module can ask for.
pub(super) const ACCEPT_ENCODING: &str = "gzip, br, zstd, deflate";
/// The most codings that may be laid over each other.
const CODINGS_MAX: usize = 2;
/// The largest window of zstd, in bytes: 8 MiB, what HTTP permits (RFC 9659).
const ZSTD_WINDOW_BYTES_MAX: u64 = 8 << 20;
/// The most frames of one zstd body.
const ZSTD_FRAMES_MAX: usize = 64;
/// The working buffer of the brotli decoder, in bytes.
const BROTLI_BUFFER_BYTES: usize = 8 << 10;
/// Decoding more than this many bytes is work for a thread of its own.
pub(super) const DECODE_INLINE_BYTES_MAX: usize = 128 << 10;

/// Why a body could not be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyFault {
    /// It grows over the limit.
    TooLarge,
    /// Its coding is unknown, or the data is not in it.
    BadEncoding,
}

/// A decoded body, and whether it breaks off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    pub(super) cut: bool,
}

/// Undoes the codings of a `Content-Encoding` header, the last one first. Data that breaks off or spoils gives what came before.
pub(super) fn decode(mut bytes: Vec<u8>, codings: &str, bytes_max: usize) -> Result<Decoded, BodyFault> {
    let names: Vec<String> = codings
        .split(',')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !matches!(name.as_str(), "" | "identity" | "utf-8" | "none"))
        .collect();
    if names.len() > CODINGS_MAX {
        return Err(BodyFault::BadEncoding);
    }
    let mut cut = false;
    for name in names.iter().rev() {
        let decoded = undo(&bytes, name, bytes_max)?;
        cut |= decoded.cut;
        if let Some(plain) = decoded.plain {
            bytes = plain;
        }
    }
    if bytes.len() > bytes_max { Err(BodyFault::TooLarge) } else { Ok(Decoded { bytes, cut }) }
}

struct Undone {
    /// `None` when the bytes were not coded at all, whatever their header said.
    plain: Option<Vec<u8>>,
    cut: bool,
}

fn undo(bytes: &[u8], name: &str, bytes_max: usize) -> Result<Undone, BodyFault> {
    const GZIP: &[u8] = &[0x1f, 0x8b];
    const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
    let uncoded = Ok(Undone { plain: None, cut: false });
    if bytes.is_empty() {
        return uncoded;
    }
    match name {
        "gzip" | "x-gzip" if !bytes.starts_with(GZIP) => uncoded,
        "gzip" | "x-gzip" => read_within(flate2::read::MultiGzDecoder::new(bytes), bytes_max),
        "deflate" if is_zlib(bytes) => read_within(flate2::read::ZlibDecoder::new(bytes), bytes_max),
        "deflate" => read_within(flate2::read::DeflateDecoder::new(bytes), bytes_max),
        "br" => read_within(brotli_decompressor::Decompressor::new(bytes, BROTLI_BUFFER_BYTES), bytes_max),
        "zstd" if !bytes.starts_with(ZSTD) => uncoded,
        "zstd" => undo_zstd(bytes, bytes_max),
        _ => Err(BodyFault::BadEncoding),
    }
}

/// A zstd body may be several frames, one after the other (RFC 8878, 3.1).
fn undo_zstd(mut bytes: &[u8], bytes_max: usize) -> Result<Undone, BodyFault> {
    let mut plain = Vec::new();
    for _ in 0..ZSTD_FRAMES_MAX {
        let decoder = StreamingDecoder::new_with_max_window_size(&mut bytes, ZSTD_WINDOW_BYTES_MAX);
        let frame = decoder.or(Err(BodyFault::BadEncoding)).and_then(|decoder| read_within(decoder, bytes_max - plain.len()));
        match frame {
            Ok(frame) => {
                plain.extend(frame.plain.unwrap_or_default());
                if frame.cut || bytes.is_empty() {
                    return Ok(Undone { plain: Some(plain), cut: frame.cut });
                }
            }
            Err(BodyFault::BadEncoding) if !plain.is_empty() => return Ok(Undone { plain: Some(plain), cut: true }),
            Err(fault) => return Err(fault),
        }
    }
    Err(BodyFault::BadEncoding)
}

/// Servers disagree on whether `deflate` has the zlib wrapper that it should have (RFC 9110, 8.4.1.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

fn read_within(mut decoder: impl Read, bytes_max: usize) -> Result<Undone, BodyFault> {
    const STEP_BYTES: usize = 64 << 10;
    let mut plain = Vec::new();
    let mut step = vec![0; STEP_BYTES];
    loop {
        match decoder.read(&mut step) {
            Ok(0) => return Ok(Undone { plain: Some(plain), cut: false }),
            Ok(read) => {
                plain.extend_from_slice(&step[..read]);
                if plain.len() > bytes_max {
                    return Err(BodyFault::TooLarge);
                }
            }
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(_) if plain.is_empty() => return Err(BodyFault::BadEncoding),
            Err(_) => return Ok(Undone { plain: Some(plain), cut: true }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    const MAX: usize = 100_000;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    /// "Bonjour" in one stored brotli meta-block (RFC 7932, 9.2): window bits 16, seven bytes uncompressed, an empty last one.
    const BROTLI_BONJOUR: [u8; 11] = [0x60, 0x00, 0x10, b'B', b'o', b'n', b'j', b'o', b'u', b'r', 0x03];

    fn check(bytes: Vec<u8>, codings: &str, expected: Result<(&[u8], bool), BodyFault>) {
        let decoded = decode(bytes, codings, MAX);
        let expected = expected.map(|(bytes, cut)| Decoded { bytes: bytes.to_vec(), cut });
        assert_eq!(decoded, expected, "{codings}");
    }

    #[test]
    fn each_coding_is_undone() {
        let text = b"Bonjour".as_slice();
        check(gzip(text), "gzip", Ok((text, false)));
        check([gzip(b"Bon"), gzip(b"jour")].concat(), "X-GZIP", Ok((text, false)));
        check(zlib(text), "deflate", Ok((text, false)));
        let raw = zlib(text);
        check(raw[2..raw.len() - 4].to_vec(), "deflate", Ok((text, false)));
        check(zstd(text), "zstd", Ok((text, false)));
        check(BROTLI_BONJOUR.to_vec(), "br", Ok((text, false)));
        check([zstd(b"Bon"), zstd(b"jour")].concat(), "zstd", Ok((text, false)));
        check(gzip(&zstd(text)), "zstd, gzip", Ok((text, false)));
        check(text.to_vec(), "identity", Ok((text, false)));
        check(Vec::new(), "br", Ok((b"", false)));
    }

    #[test]
    fn wrong_labels_and_broken_data_are_told_apart() {
        let text = b"Bonjour".as_slice();
        check(text.to_vec(), "gzip", Ok((text, false)));
        check(text.to_vec(), "compress", Err(BodyFault::BadEncoding));
        check(text.to_vec(), "gzip, gzip, gzip", Err(BodyFault::BadEncoding));
        let long: Vec<u8> = (0..50_000_u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_be_bytes()).take(90_000).collect();
        let half = gzip(&long);
        let decoded = decode(half[..half.len() / 2].to_vec(), "gzip", MAX).unwrap();
        assert!(decoded.cut && long.starts_with(&decoded.bytes) && decoded.bytes.len() > 10_000);
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let zeros = vec![0; 20 << 20];
        check(gzip(&zeros), "gzip", Err(BodyFault::TooLarge));
        check(gzip(&gzip(&zeros)), "gzip, gzip", Err(BodyFault::TooLarge));
        check(zlib(&zeros), "deflate", Err(BodyFault::TooLarge));
        check(zstd(&zeros), "zstd", Err(BodyFault::TooLarge));
        check(vec![b'a'; MAX + 1], "", Err(BodyFault::TooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_panic_or_exceed_the_limit(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            head in prop::sample::select(vec![&[][..], &[0x1f, 0x8b, 8, 0][..], &[0x28, 0xb5, 0x2f, 0xfd][..]]),
            coding in prop::sample::select(vec!["gzip", "br", "zstd", "deflate"]),
        ) {
            if let Ok(decoded) = decode([head, &bytes].concat(), coding, 10_000) {
                prop_assert!(decoded.bytes.len() <= 10_000);
            }
        }
    }
}
