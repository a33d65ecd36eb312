//! Formats, found in the bytes.

use serde::{Deserialize, Serialize};

use crate::MediaFault;

/// How far into a file a page or a drawing says what it is, bytes.
const HEAD_BYTES: usize = 1_024;

/// A format that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// JPEG (ITU T.81).
    Jpeg,
    /// PNG (W3C, third edition).
    Png,
    /// GIF89a.
    Gif,
    /// WebP (RFC 9649).
    Webp,
    /// MP4 (ISO 14496-14).
    Mp4,
    /// QuickTime.
    Mov,
    /// WebM.
    Webm,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Jpeg, Self::Png, Self::Gif, Self::Webp, Self::Mp4, Self::Mov, Self::Webm];

    /// Its MIME type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
            Self::Webm => "video/webm",
        }
    }

    /// The one of that MIME type.
    #[must_use]
    pub fn from_mime(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.mime() == mime)
    }

    /// The one that a network means by the last part of a MIME type.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.mime().split('/').next_back() == Some(name))
    }

    /// The ending of a file's name.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::Webm => "webm",
        }
    }

    /// Whether it is a film.
    #[must_use]
    pub const fn is_film(self) -> bool {
        matches!(self, Self::Mp4 | Self::Mov | Self::Webm)
    }

    /// Whether a file of that ending is of this format.
    fn goes_by(self, suffix: &str) -> bool {
        match self {
            Self::Jpeg => matches!(suffix, "jpg" | "jpeg" | "jpe" | "jfif"),
            Self::Mp4 => matches!(suffix, "mp4" | "m4v"),
            Self::Mov => matches!(suffix, "mov" | "qt"),
            _ => suffix == self.suffix(),
        }
    }
}

/// The ending of a name, in small letters; empty when it has none.
#[must_use]
pub fn suffix(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.len() <= 5 && ending.chars().all(|c| c.is_ascii_alphanumeric()) {
        ending.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// The name with an ending that fits the format, and whether the one that it had was of another.
#[must_use]
pub fn name_with_suffix(name: &str, format: Format) -> (String, bool) {
    let had = suffix(name);
    if format.goes_by(&had) {
        return (name.to_owned(), false);
    }
    let known = Format::ALL.into_iter().any(|other| other.goes_by(&had));
    let lied = known || matches!(had.as_str(), "heic" | "avif" | "svg" | "tif" | "tiff" | "bmp" | "avi" | "mkv");
    let stem = if lied { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
    (format!("{stem}.{}", format.suffix()), lied)
}

/// What the bytes are, whatever they are called.
///
/// # Errors
/// When they are nothing that is taken; the fault says what they are instead, where that is known.
pub fn sniff(bytes: &[u8]) -> Result<Format, MediaFault> {
    match bytes {
        [] => Err(MediaFault::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Format::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Format::Webp),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => webm(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => brand_of(brand),
        [_, _, _, _, kind @ ..] if [b"moov", b"mdat", b"wide", b"skip"].iter().any(|known| kind.starts_with(*known)) => {
            Ok(Format::Mov)
        }
        _ => Err(other(bytes)),
    }
}

/// Matroska says in its head which kind it is; only the web's is taken.
fn webm(bytes: &[u8]) -> Result<Format, MediaFault> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    if head.windows(4).any(|four| four == b"webm") { Ok(Format::Webm) } else { Err(MediaFault::Unknown) }
}

/// The brands of ISO 14496-12 that are films; those of ISO 23008-12 are pictures.
fn brand_of(brand: &[u8]) -> Result<Format, MediaFault> {
    match brand.get(..4) {
        Some(b"qt  ") => Ok(Format::Mov),
        Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1" | b"avif" | b"avis") => Err(MediaFault::Heic),
        Some(b"M4A " | b"M4B ") => Err(MediaFault::Unknown),
        Some(_) => Ok(Format::Mp4),
        None => Err(MediaFault::Short),
    }
}

fn other(bytes: &[u8]) -> MediaFault {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.contains("<svg") {
        return MediaFault::Svg;
    }
    let page = ["<!doctype html", "<html", "<head", "<body", "<script", "<!--"].iter().any(|start| head.starts_with(start));
    if page { MediaFault::Page } else { MediaFault::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<Format, MediaFault>) {
        assert_eq!(sniff(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn bytes_say_what_they_are() {
        check(b"", Err(MediaFault::Empty));
        check(b"\xFF\xD8\xFF\xE0", Ok(Format::Jpeg));
        check(b"\x89PNG\r\n\x1A\n", Ok(Format::Png));
        check(b"GIF89a", Ok(Format::Gif));
        check(b"RIFF\0\0\0\0WEBPVP8 ", Ok(Format::Webp));
        check(b"\0\0\0\x18ftypisom\0\0\0\0", Ok(Format::Mp4));
        check(b"\0\0\0\x14ftypqt  \0\0\0\0", Ok(Format::Mov));
        check(b"\0\0\0\x18ftypheic\0\0\0\0", Err(MediaFault::Heic));
        check(b"\x1A\x45\xDF\xA3\x9F\x42\x82\x84webm", Ok(Format::Webm));
        check(b"\x1A\x45\xDF\xA3\x9F\x42\x82\x88matroska", Err(MediaFault::Unknown));
        check(b"<?xml version='1.0'?>\n<svg xmlns='x'>", Err(MediaFault::Svg));
        check(b"\n <!DOCTYPE html><title>x", Err(MediaFault::Page));
        check(b"%PDF-1.7", Err(MediaFault::Unknown));
    }

    #[test]
    fn an_ending_that_lies_is_replaced_and_told() {
        let check = |name: &str, format, expected: (&str, bool)| {
            assert_eq!(name_with_suffix(name, format), (expected.0.to_owned(), expected.1), "{name}");
        };
        check("crête.JPG", Format::Jpeg, ("crête.JPG", false));
        check("film.jpg", Format::Mp4, ("film.mp4", true));
        check("sans fin", Format::Png, ("sans fin.png", false));
        check("v1.2", Format::Png, ("v1.2.png", false));
        check("photo.heic", Format::Jpeg, ("photo.jpg", true));
    }
}
