//! A picture, decoded once.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};

use crate::{Format, MediaFault, alike};

/// The most pixels of a picture: the largest camera on sale has a hundred million.
pub const PIXELS_MAX: u64 = 100_000_000;
/// The most memory that a decoder may ask for, bytes: the most pixels with eight bytes each, and as much as an eighth on top.
const DECODER_BYTES_MAX: u64 = PIXELS_MAX * 9;

/// A picture in memory as people see it, eight bits a channel.
pub struct Picture {
    pub(crate) pixels: Pixels,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// The colours its numbers stand for; empty for those of the web.
    pub(crate) icc: Vec<u8>,
    /// What it told besides, with nothing left to turn.
    pub(crate) exif: Vec<u8>,
    pub(crate) format: Format,
}

/// The pixels, row by row.
pub(crate) enum Pixels {
    /// Red, green, blue.
    Rgb(Vec<u8>),
    /// The same and how opaque, where something is not.
    Rgba(Vec<u8>),
}

const fn known(format: Format) -> Option<ImageFormat> {
    match format {
        Format::Jpeg => Some(ImageFormat::Jpeg),
        Format::Png => Some(ImageFormat::Png),
        Format::Gif => Some(ImageFormat::Gif),
        Format::Webp => Some(ImageFormat::WebP),
        Format::Mp4 | Format::Mov | Format::Webm => None,
    }
}

/// A decoder that has read the head of a picture; its size is checked.
fn decoder(bytes: &[u8], format: Format) -> Result<(impl ImageDecoder + '_, u32, u32), MediaFault> {
    let format = known(format).ok_or(MediaFault::Unknown)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.no_limits();
    let Ok(mut decoder) = reader.into_decoder() else { return Err(MediaFault::Broken) };
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(MediaFault::Pixels { width, height });
    }
    if width == 0 || height == 0 {
        return Err(MediaFault::Broken);
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(DECODER_BYTES_MAX);
    if decoder.set_limits(limits).is_err() {
        return Err(MediaFault::Pixels { width, height });
    }
    Ok((decoder, width, height))
}

/// Width and height as kept in the file, and how it has to be turned to be seen.
pub(crate) fn size(bytes: &[u8], format: Format) -> Result<(u32, u32, Orientation), MediaFault> {
    let (mut decoder, width, height) = decoder(bytes, format)?;
    Ok((width, height, decoder.orientation().unwrap_or(Orientation::NoTransforms)))
}

impl Picture {
    /// Decodes a picture, turned as people see it; of one that moves, how it begins.
    ///
    /// # Errors
    /// When it cannot be read or has more pixels than [`PIXELS_MAX`].
    pub fn open(bytes: &[u8], format: Format) -> Result<Self, MediaFault> {
        let (mut decoder, ..) = decoder(bytes, format)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let icc = decoder.icc_profile().ok().flatten().filter(|icc| icc.get(16..20) == Some(b"RGB ")).unwrap_or_default();
        let mut exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
        let _turned = Orientation::remove_from_exif_chunk(&mut exif);
        let Ok(mut image) = DynamicImage::from_decoder(decoder) else { return Err(MediaFault::Broken) };
        image.apply_orientation(orientation);
        let (width, height) = (image.width(), image.height());
        let pixels = if image.color().has_alpha() {
            let rgba = image.into_rgba8();
            if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
                Pixels::Rgb(rgba.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect())
            } else {
                Pixels::Rgba(rgba.into_raw())
            }
        } else {
            Pixels::Rgb(image.into_rgb8().into_raw())
        };
        Ok(Self { pixels, width, height, icc, exif, format })
    }

    /// Width and height as people see it, pixels.
    #[must_use]
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// What pictures that look alike have nearly in common; `None` where there is nothing to see. See [`crate::distance`].
    #[must_use]
    pub fn likeness(&self) -> Option<u64> {
        alike::likeness(self)
    }
}
