//! The chunks of a WebP file, by RFC 9649.

use crate::MediaFault;

const HEAD_BYTES: usize = 12;
/// The flags of the extended head that announce metadata: Exif and XMP.
const METADATA_FLAGS: u8 = 0x08 | 0x04;

fn walk<'a>(bytes: &'a [u8], mut each: impl FnMut(&[u8], &'a [u8])) -> Result<(), MediaFault> {
    let size = bytes.get(4..8).ok_or(MediaFault::Short)?;
    let size = u32::from_le_bytes([size[0], size[1], size[2], size[3]]);
    let end = usize::try_from(size).ok().and_then(|size| size.checked_add(8)).ok_or(MediaFault::Broken)?;
    let whole = bytes.get(..end).ok_or(MediaFault::Short)?;
    let mut at = HEAD_BYTES;
    while at < end {
        let head = whole.get(at..at + 8).ok_or(MediaFault::Broken)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        // Chunks stand on even places.
        let length = usize::try_from(length).ok().and_then(|length| length.checked_add(length % 2)).ok_or(MediaFault::Broken)?;
        let next = at.checked_add(8).and_then(|at| at.checked_add(length)).ok_or(MediaFault::Broken)?;
        let chunk = whole.get(at..next.min(end)).ok_or(MediaFault::Broken)?;
        if next > end + 1 {
            return Err(MediaFault::Short);
        }
        each(&head[..4], chunk);
        at = next;
    }
    Ok(())
}

/// The file without anything but the picture and its colours; what stands behind its end goes too.
pub(crate) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaFault> {
    let mut kept = bytes.get(..HEAD_BYTES).ok_or(MediaFault::Short)?.to_vec();
    walk(bytes, |kind, chunk| {
        let shown = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"].iter().any(|shown| *shown == kind);
        if !shown {
            return;
        }
        let begin = kept.len();
        kept.extend_from_slice(chunk);
        if let (b"VP8X", Some(flags)) = (kind, kept.get_mut(begin + 8)) {
            *flags &= !METADATA_FLAGS;
        }
    })?;
    let size = u32::try_from(kept.len() - 8).map_err(|_large| MediaFault::Broken)?;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    Ok(kept)
}

/// Whether the file is whole.
pub(crate) fn check(bytes: &[u8]) -> Result<(), MediaFault> {
    walk(bytes, |_, _| {})
}
