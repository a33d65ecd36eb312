//! The chunks of a PNG file, by the W3C's third edition.

use crate::MediaFault;

const SIGNATURE_BYTES: usize = 8;
/// Chunks that say how the picture is shown; of the others that are not critical none is kept.
const SHOWN: [&[u8; 4]; 16] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"sPLT", b"cICP", b"mDCV", b"cLLI", b"acTL",
    b"fcTL", b"fdAT",
];

/// Walks the chunks to the last, giving the kind and the whole of each.
fn walk<'a>(bytes: &'a [u8], mut each: impl FnMut(&[u8], &'a [u8])) -> Result<(), MediaFault> {
    let mut at = SIGNATURE_BYTES;
    loop {
        let head = bytes.get(at..at + 8).ok_or(MediaFault::Short)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let kind = &head[4..];
        let end =
            usize::try_from(length).ok().and_then(|length| at.checked_add(length)?.checked_add(12)).ok_or(MediaFault::Broken)?;
        let chunk = bytes.get(at..end).ok_or(MediaFault::Short)?;
        each(kind, chunk);
        if kind == b"IEND" {
            return Ok(());
        }
        at = end;
    }
}

/// The file without anything but the picture and its colours; what stands behind its end goes too.
pub(crate) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaFault> {
    let mut kept = bytes.get(..SIGNATURE_BYTES).ok_or(MediaFault::Short)?.to_vec();
    walk(bytes, |kind, chunk| {
        if kind[0].is_ascii_uppercase() || SHOWN.iter().any(|shown| *shown == kind) {
            kept.extend_from_slice(chunk);
        }
    })?;
    Ok(kept)
}

/// Whether the file is whole.
pub(crate) fn check(bytes: &[u8]) -> Result<(), MediaFault> {
    walk(bytes, |_, _| {})
}
