//! The blocks of a GIF file, by the specification of GIF89a.

use crate::MediaFault;

/// A pause that a file asks for and that browsers do not believe, hundredths of a second, and what they take instead.
const PAUSE_TOO_SHORT: u64 = 1;
const PAUSE_INSTEAD: u64 = 10;

/// What was found on a walk.
pub(crate) struct Walked {
    /// Its pictures.
    pub(crate) frames: u32,
    /// How long one round of them takes, milliseconds.
    pub(crate) milliseconds: u64,
    /// The file without comments and foreign extensions.
    pub(crate) kept: Vec<u8>,
}

/// Bytes of a table of colours, by its flags.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of sub-blocks ends.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Result<usize, MediaFault> {
    loop {
        let length = usize::from(*bytes.get(at).ok_or(MediaFault::Short)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}

/// Walks the whole file without decoding any of it.
pub(crate) fn walk(bytes: &[u8]) -> Result<Walked, MediaFault> {
    let flags = *bytes.get(10).ok_or(MediaFault::Short)?;
    let mut at = 13 + table(flags);
    let mut walked = Walked { frames: 0, milliseconds: 0, kept: bytes.get(..at).ok_or(MediaFault::Short)?.to_vec() };
    loop {
        let begin = at;
        let keeps = match *bytes.get(at).ok_or(MediaFault::Short)? {
            0x3B => {
                walked.kept.push(0x3B);
                return Ok(walked);
            }
            0x2C => {
                let flags = *bytes.get(at + 9).ok_or(MediaFault::Short)?;
                at = end_of_blocks(bytes, at + 11 + table(flags))?;
                walked.frames = walked.frames.saturating_add(1);
                true
            }
            0x21 => {
                let label = *bytes.get(at + 1).ok_or(MediaFault::Short)?;
                at = end_of_blocks(bytes, at + 2)?;
                extension(&bytes[begin..at], label, &mut walked)
            }
            _ => return Err(MediaFault::Broken),
        };
        if keeps {
            walked.kept.extend_from_slice(&bytes[begin..at]);
        }
    }
}

/// Reads the pause before a picture; says whether the extension is kept.
fn extension(block: &[u8], label: u8, walked: &mut Walked) -> bool {
    match label {
        0xF9 => {
            let pause = block.get(4..6).map_or(0, |two| u64::from(two[0]) | u64::from(two[1]) << 8);
            let pause = if pause <= PAUSE_TOO_SHORT { PAUSE_INSTEAD } else { pause };
            walked.milliseconds = walked.milliseconds.saturating_add(pause * 10);
            true
        }
        0x01 => true,
        // How often it is played; anything else an application added is not about the picture.
        0xFF => block.get(3..14).is_some_and(|name| name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0"),
        _ => false,
    }
}
