//! The segments of a JPEG file, by ITU T.81, annex B.

use std::ops::Range;

use crate::MediaFault;

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const COM: u8 = 0xFE;

/// A segment: its marker, and where it is, its marker included. What follows the head of a scan belongs to the scan.
struct Segment {
    marker: u8,
    place: Range<usize>,
}

/// Two bytes, the higher first.
fn short(bytes: &[u8], at: usize) -> Result<usize, MediaFault> {
    match bytes.get(at..at + 2) {
        Some(two) => Ok(usize::from(two[0]) << 8 | usize::from(two[1])),
        None => Err(MediaFault::Short),
    }
}

/// All segments between the first mark and the last.
fn segments(bytes: &[u8]) -> Result<Vec<Segment>, MediaFault> {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let begin = at;
        if *bytes.get(at).ok_or(MediaFault::Short)? != 0xFF {
            return Err(MediaFault::Broken);
        }
        while *bytes.get(at).ok_or(MediaFault::Short)? == 0xFF {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            EOI => return Ok(found),
            0x01 | 0xD0..=0xD7 => {}
            0x00 | SOI => return Err(MediaFault::Broken),
            _ => {
                at += short(bytes, at)?;
                if marker == SOS {
                    at = end_of_scan(bytes, at)?;
                }
            }
        }
        if at > bytes.len() {
            return Err(MediaFault::Short);
        }
        found.push(Segment { marker, place: begin..at });
    }
}

/// Where the coded picture ends: at the next mark that is no restart.
fn end_of_scan(bytes: &[u8], from: usize) -> Result<usize, MediaFault> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..).ok_or(MediaFault::Short)?;
        at += rest.iter().position(|byte| *byte == 0xFF).ok_or(MediaFault::Short)?;
        match *bytes.get(at + 1).ok_or(MediaFault::Short)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Ok(at),
        }
    }
}

/// Whether a segment says how the picture is shown, and not where and by whom it was taken.
fn shows(bytes: &[u8], segment: &Segment) -> bool {
    match segment.marker {
        0xE2 => bytes[segment.place.clone()].get(4..).is_some_and(|said| said.starts_with(b"ICC_PROFILE\0")),
        // JFIF, and the mark of Adobe by which colours are read.
        0xE0 | 0xEE => true,
        0xE1..=0xEF | COM => false,
        _ => true,
    }
}

/// The file without anything but the picture and its colours; what stands behind its end goes too.
pub(crate) fn strip(bytes: &[u8]) -> Result<Vec<u8>, MediaFault> {
    let mut kept = vec![0xFF, SOI];
    for segment in segments(bytes)? {
        if shows(bytes, &segment) {
            kept.extend_from_slice(&bytes[segment.place]);
        }
    }
    kept.extend([0xFF, EOI]);
    Ok(kept)
}

/// Whether the file is whole.
pub(crate) fn check(bytes: &[u8]) -> Result<(), MediaFault> {
    segments(bytes).map(|_| ())
}
