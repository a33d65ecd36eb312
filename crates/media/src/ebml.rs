//! The elements of a WebM file, by RFC 8794 and RFC 9559.

use std::ops::Range;

use crate::{MediaFault, boxes::Film};

/// The most elements that are looked at in one file: a cluster is a few seconds of film.
const ELEMENTS_MAX: usize = 100_000;
const SEGMENT: u64 = 0x1853_8067;
const INFO: u64 = 0x1549_A966;
const TRACKS: u64 = 0x1654_AE6B;
const TAGS: u64 = 0x1254_C367;
const ATTACHMENTS: u64 = 0x1941_A469;
const TITLE: u64 = 0x7BA9;
const VOID: u8 = 0xEC;

struct Element {
    id: u64,
    begin: usize,
    content: Range<usize>,
}

/// A number whose width is told by its first byte. `marked` keeps the mark, as ids do.
fn number(bytes: &[u8], at: usize, marked: bool) -> Option<(u64, usize)> {
    let first = *bytes.get(at)?;
    let width = first.leading_zeros() as usize + 1;
    if width > 8 {
        return None;
    }
    let digits = bytes.get(at..at.checked_add(width)?)?;
    let whole = digits.iter().fold(0_u64, |number, digit| number << 8 | u64::from(*digit));
    let mask = if width == 8 { 0x00FF_FFFF_FFFF_FFFF } else { (1_u64 << (7 * width)) - 1 };
    Some((if marked { whole } else { whole & mask }, width))
}

/// The elements that stand side by side; one of unknown length reaches to the end of the range.
fn elements(bytes: &[u8], within: Range<usize>) -> Vec<Element> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end && found.len() < ELEMENTS_MAX {
        let Some((id, id_width)) = number(bytes, at, true) else { break };
        let Some((size, size_width)) = number(bytes, at + id_width, false) else { break };
        let content = at + id_width + size_width;
        let unknown = size == (1_u64 << (7 * size_width)) - 1;
        let length = if unknown { usize::MAX } else { usize::try_from(size).unwrap_or(usize::MAX) };
        let end = content.saturating_add(length).min(within.end);
        if content > end {
            break;
        }
        found.push(Element { id, begin: at, content: content..end });
        at = end;
    }
    found
}

fn child(bytes: &[u8], within: Range<usize>, id: u64) -> Option<Range<usize>> {
    elements(bytes, within).into_iter().find(|element| element.id == id).map(|element| element.content)
}

fn whole(bytes: &[u8], content: Range<usize>) -> u64 {
    bytes.get(content).map_or(0, |digits| digits.iter().take(8).fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

fn float(bytes: &[u8], content: Range<usize>) -> f64 {
    match bytes.get(content) {
        Some([a, b, c, d]) => f32::from_be_bytes([*a, *b, *c, *d]).into(),
        Some([a, b, c, d, e, f, g, h]) => f64::from_be_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
        _ => 0.0,
    }
}

/// What the film says of itself.
///
/// # Errors
/// When nothing but its head is there.
pub(crate) fn read(bytes: &[u8]) -> Result<Film, MediaFault> {
    let segment = child(bytes, 0..bytes.len(), SEGMENT).ok_or(MediaFault::Short)?;
    let mut film = Film::default();
    let parts = elements(bytes, segment);
    if let Some(info) = parts.iter().find(|part| part.id == INFO) {
        let scale = child(bytes, info.content.clone(), 0x2A_D7B1).map_or(1_000_000, |content| whole(bytes, content));
        let units = child(bytes, info.content.clone(), 0x4489).map_or(0.0, |content| float(bytes, content));
        film.milliseconds = milliseconds(units, scale);
    }
    let tracks = parts.into_iter().find(|part| part.id == TRACKS).ok_or(MediaFault::Short)?;
    for track in elements(bytes, tracks.content).into_iter().filter(|element| element.id == 0xAE) {
        if let Some(video) = child(bytes, track.content, 0xE0) {
            let side =
                |id| child(bytes, video.clone(), id).map_or(0, |content| u32::try_from(whole(bytes, content)).unwrap_or(0));
            (film.width, film.height) = (side(0xB0), side(0xBA));
            break;
        }
    }
    Ok(film)
}

/// A length in units of `scale` nanoseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a length in milliseconds needs no more"
)]
fn milliseconds(units: f64, scale: u64) -> u64 {
    let milliseconds = units * (scale as f64) / 1e6;
    if milliseconds.is_finite() && milliseconds > 0.0 { milliseconds as u64 } else { 0 }
}

/// The film with its tags, title and attachments written over by void: nothing in it moves.
pub(crate) fn strip(bytes: &[u8]) -> Vec<u8> {
    let mut kept = bytes.to_vec();
    let Some(segment) = child(bytes, 0..bytes.len(), SEGMENT) else { return kept };
    for part in elements(bytes, segment) {
        match part.id {
            TAGS | ATTACHMENTS => void(&mut kept, part.begin..part.content.end),
            INFO => {
                elements(bytes, part.content)
                    .into_iter()
                    .filter(|inner| inner.id == TITLE)
                    .for_each(|inner| void(&mut kept, inner.begin..inner.content.end));
            }
            _ => {}
        }
    }
    kept
}

/// Makes a range one void element of the same length.
fn void(bytes: &mut [u8], range: Range<usize>) {
    let length = range.len();
    let Some(place) = bytes.get_mut(range) else { return };
    place.fill(0);
    if length >= 9 {
        place[0] = VOID;
        place[1..9].copy_from_slice(&(0x0100_0000_0000_0000 | (length as u64 - 9)).to_be_bytes());
    } else if length >= 2 {
        place[0] = VOID;
        place[1] = 0x80 | u8::try_from(length - 2).unwrap_or(0);
    }
}
