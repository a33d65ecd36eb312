//! Taking out what a file tells besides what it shows: place, device, time, names.

use crate::{Format, MediaFault, boxes, ebml, gif, jpeg, png, riff};

/// The file without Exif, XMP, IPTC, comments, titles and what stands behind its end; how it looks is not touched.
///
/// # Errors
/// When the file is not whole.
pub fn strip(bytes: &[u8], format: Format) -> Result<Vec<u8>, MediaFault> {
    match format {
        Format::Jpeg => jpeg::strip(bytes),
        Format::Png => png::strip(bytes),
        Format::Webp => riff::strip(bytes),
        Format::Gif => gif::walk(bytes).map(|walked| walked.kept),
        Format::Mp4 | Format::Mov => Ok(boxes::strip(bytes)),
        Format::Webm => Ok(ebml::strip(bytes)),
    }
}
