//! What is known of a file without decoding it.

use image::metadata::Orientation;

use crate::{Format, MediaFault, boxes, ebml, gif, jpeg, picture, png, riff, sniff};

/// What is known of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its format.
    pub format: Format,
    /// Its width as it is shown, pixels; 0 when unknown, as films may be.
    pub width: u32,
    /// Its height as it is shown, pixels; 0 when unknown.
    pub height: u32,
    /// How long it plays, milliseconds: of a film or an animated GIF; 0 when it stands still or when unknown.
    pub milliseconds: u64,
    /// Whether a picture is kept turned or mirrored, so that its bytes show it otherwise than people see it.
    pub turned: bool,
}

/// Reads what a file is, whole or not, and how large, before anything of it is decoded.
///
/// # Errors
/// When it is nothing that is taken, is not whole, or has more pixels than [`crate::PIXELS_MAX`].
pub fn read(bytes: &[u8]) -> Result<Facts, MediaFault> {
    let format = sniff(bytes)?;
    let film = |film: boxes::Film| Facts {
        format,
        width: film.width,
        height: film.height,
        milliseconds: film.milliseconds,
        turned: false,
    };
    match format {
        Format::Mp4 | Format::Mov => return boxes::read(bytes).map(film),
        Format::Webm => return ebml::read(bytes).map(film),
        _ => {}
    }
    // Walking over the parts costs nothing that the size of the file does not bound; nothing is unpacked before the size is known.
    let milliseconds = match format {
        Format::Jpeg => jpeg::check(bytes).map(|()| 0),
        Format::Png => png::check(bytes).map(|()| 0),
        Format::Webp => riff::check(bytes).map(|()| 0),
        _ => gif::walk(bytes).map(|walked| if walked.frames > 1 { walked.milliseconds } else { 0 }),
    }?;
    let (width, height, orientation) = picture::size(bytes, format)?;
    let quarter = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if quarter { (height, width) } else { (width, height) };
    Ok(Facts { format, width, height, milliseconds, turned: orientation != Orientation::NoTransforms })
}
