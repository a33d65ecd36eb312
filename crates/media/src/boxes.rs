//! The boxes of MP4 and QuickTime files, by ISO 14496-12.

use std::ops::Range;

use crate::MediaFault;

/// The most boxes that are looked at in one file; a long film has a few hundred.
const BOXES_MAX: usize = 20_000;

/// What is known of a film; 0 where nothing says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Film {
    /// How long it plays, milliseconds.
    pub(crate) milliseconds: u64,
    /// Its width as it is shown, pixels.
    pub(crate) width: u32,
    /// Its height as it is shown, pixels.
    pub(crate) height: u32,
}

/// A box: its kind and where its content is.
struct Part {
    kind: [u8; 4],
    /// The first byte of its head.
    begin: usize,
    content: Range<usize>,
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(width)?)?;
    Some(digits.iter().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

/// The boxes that stand side by side in a range. One that runs over its end is cut where the range ends.
fn parts(bytes: &[u8], within: Range<usize>) -> Vec<Part> {
    let mut found = Vec::new();
    let mut at = within.start;
    while found.len() < BOXES_MAX {
        let (Some(size), Some(kind)) = (number(bytes, at, 4), bytes.get(at + 4..at + 8)) else { break };
        let (head, size) = match size {
            0 => (8, u64::MAX),
            1 => (16, number(bytes, at + 8, 8).unwrap_or(0)),
            size => (8, size),
        };
        if size < head || at + 8 > within.end {
            break;
        }
        let length = usize::try_from(size).unwrap_or(usize::MAX);
        let end = at.saturating_add(length).min(within.end);
        let begin = at + usize::try_from(head).unwrap_or(8);
        if begin > end {
            break;
        }
        found.push(Part { kind: [kind[0], kind[1], kind[2], kind[3]], begin: at, content: begin..end });
        at = end;
        if at >= within.end {
            break;
        }
    }
    found
}

fn within(bytes: &[u8], range: &Range<usize>, kind: &[u8; 4]) -> Option<Range<usize>> {
    parts(bytes, range.clone()).into_iter().find(|part| part.kind == *kind).map(|part| part.content)
}

/// What the film says of itself.
///
/// # Errors
/// When the box that says how it is played is not there: a film of which the end is missing.
pub(crate) fn read(bytes: &[u8]) -> Result<Film, MediaFault> {
    let all = 0..bytes.len();
    let top = parts(bytes, all);
    let moov = top.iter().find(|part| part.kind == *b"moov").map(|part| part.content.clone()).ok_or(MediaFault::Short)?;
    let cut =
        top.iter().any(|part| number(bytes, part.begin, 4).is_some_and(|size| size > 1 && runs_over(bytes, part.begin, size)));
    if cut {
        return Err(MediaFault::Short);
    }
    let mut film = Film { milliseconds: length(bytes, &moov).unwrap_or(0), ..Film::default() };
    for track in parts(bytes, moov).into_iter().filter(|part| part.kind == *b"trak") {
        let pictures = within(bytes, &track.content, b"mdia")
            .and_then(|media| within(bytes, &media, b"hdlr"))
            .is_some_and(|handler| bytes.get(handler.start + 8..handler.start + 12) == Some(b"vide"));
        if pictures && let Some(head) = within(bytes, &track.content, b"tkhd") {
            (film.width, film.height) = shown(bytes, head.start).unwrap_or((0, 0));
            break;
        }
    }
    Ok(film)
}

fn runs_over(bytes: &[u8], begin: usize, size: u64) -> bool {
    usize::try_from(size).map_or(true, |size| begin.saturating_add(size) > bytes.len())
}

/// How long a film plays, milliseconds: of `mvhd`, or of `mehd` where it comes in pieces.
fn length(bytes: &[u8], moov: &Range<usize>) -> Option<u64> {
    let head = within(bytes, moov, b"mvhd")?.start;
    let long = *bytes.get(head)? == 1;
    let (scale, units) = if long {
        (number(bytes, head + 20, 4)?, number(bytes, head + 24, 8)?)
    } else {
        (number(bytes, head + 12, 4)?, number(bytes, head + 16, 4)?)
    };
    let unknown = units == 0 || units == u64::from(u32::MAX) || units == u64::MAX;
    let units = if unknown {
        let pieces = within(bytes, &within(bytes, moov, b"mvex")?, b"mehd")?.start;
        if *bytes.get(pieces)? == 1 { number(bytes, pieces + 4, 8)? } else { number(bytes, pieces + 4, 4)? }
    } else {
        units
    };
    let milliseconds = u128::from(units) * 1_000 / u128::from(scale.max(1));
    u64::try_from(milliseconds).ok()
}

/// Width and height of a track as it is shown: turned by a quarter where its matrix says so.
fn shown(bytes: &[u8], head: usize) -> Option<(u32, u32)> {
    let matrix = head + if *bytes.get(head)? == 1 { 52 } else { 40 };
    // Sizes are in 65,536ths of a pixel.
    let side = |at: usize| u32::try_from(number(bytes, at, 4)? >> 16).ok();
    let (width, height) = (side(matrix + 36)?, side(matrix + 40)?);
    let turned = number(bytes, matrix, 4)? == 0 && number(bytes, matrix + 4, 4)? != 0;
    Some(if turned { (height, width) } else { (width, height) })
}

/// The film with what it says besides (place, device, titles) written over by free space: nothing in it moves.
pub(crate) fn strip(bytes: &[u8]) -> Vec<u8> {
    let mut kept = bytes.to_vec();
    let telling = |kind: &[u8; 4]| matches!(kind, b"udta" | b"meta" | b"uuid");
    let mut free = |part: &Part| {
        kept[part.begin + 4..part.begin + 8].copy_from_slice(b"free");
        kept[part.content.clone()].fill(0);
    };
    for part in parts(bytes, 0..bytes.len()) {
        if telling(&part.kind) {
            free(&part);
        }
        if part.kind != *b"moov" {
            continue;
        }
        for inner in parts(bytes, part.content) {
            if telling(&inner.kind) {
                free(&inner);
            }
            if inner.kind == *b"trak" {
                parts(bytes, inner.content).iter().filter(|part| telling(&part.kind)).for_each(&mut free);
            }
        }
    }
    kept
}
