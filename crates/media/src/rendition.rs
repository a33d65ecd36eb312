//! Renditions: one size or form of a file, made to fit where it goes.

use std::fmt::Write;

use domain::network::MediaRule;
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::{jpeg::JpegEncoder, png, webp::WebPEncoder},
};

use crate::{Facts, Format, MediaFault, Picture, picture::Pixels, strip::strip};

/// The qualities of a JPEG that are tried, best first, before a picture is made smaller.
const QUALITIES: [u8; 4] = [88, 80, 70, 58];
/// A picture is never made smaller than this to save bytes, pixels of its longest side.
const SIDE_MIN: u32 = 64;
/// Renditions that are made differently have other keys: raised with every change of how they are made.
const MAKING: u32 = 1;

/// What a rendition has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The longest side, pixels.
    pub side_max: u32,
    /// The most bytes.
    pub bytes_max: u64,
    /// The formats that are taken as they are; others become the first. Empty: any.
    pub formats: Vec<Format>,
    /// The part that is shown: left, top, width, height in thousandths of the whole; `None` for all of it.
    pub crop: Option<[u32; 4]>,
    /// Whether it goes on telling what it told besides, such as its place.
    pub tells: bool,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: Format,
    /// Its width, pixels; 0 when unknown.
    pub width: u32,
    /// Its height, pixels; 0 when unknown.
    pub height: u32,
}

impl Wish {
    /// What a network wants of a picture.
    #[must_use]
    pub fn of(rule: &MediaRule, crop: Option<[u32; 4]>, tells: bool) -> Self {
        let formats = rule.image_formats.iter().filter_map(|name| Format::from_name(name)).collect();
        Self { side_max: rule.image_side_max, bytes_max: rule.image_bytes_max, formats, crop, tells }
    }

    /// A small picture for a page.
    #[must_use]
    pub fn thumbnail(side: u32) -> Self {
        let formats = vec![Format::Jpeg, Format::Png];
        Self { side_max: side, bytes_max: 200_000, formats, crop: None, tells: false }
    }

    /// What a network wants of a film, which goes as it is, of at most so many bytes.
    #[must_use]
    pub const fn film(bytes_max: u64, tells: bool) -> Self {
        Self { side_max: u32::MAX, bytes_max, formats: Vec::new(), crop: None, tells }
    }

    /// The name under which a rendition of a file is kept: another wish, another name.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = format!("{MAKING}-{}-{}-", self.side_max, self.bytes_max);
        self.formats.iter().for_each(|format| key.push_str(format.suffix()));
        for number in self.crop.into_iter().flatten() {
            let _ = write!(key, "-{number}");
        }
        if self.tells {
            key.push_str("-tells");
        }
        key
    }

    fn takes(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }
}

/// The file itself, without what it tells besides, where it fits as it is: a film, an animation, a picture that is small enough.
///
/// # Errors
/// When the file is not whole, or an animation is too large: made anew it would stand still.
pub fn as_it_is(bytes: &[u8], facts: &Facts, wish: &Wish) -> Result<Option<Rendition>, MediaFault> {
    let moves = facts.format.is_film() || (facts.milliseconds > 0 && wish.takes(facts.format));
    let whole = wish.crop.is_none_or(|crop| crop == [0, 0, 1_000, 1_000]);
    let small = facts.width.max(facts.height) <= wish.side_max;
    let serves = whole && small && wish.takes(facts.format) && !facts.turned;
    if !moves && !serves {
        return Ok(None);
    }
    let kept = if wish.tells { bytes.to_vec() } else { strip(bytes, facts.format)? };
    let fits = u64::try_from(kept.len()).unwrap_or(u64::MAX) <= wish.bytes_max;
    match (fits, moves) {
        (true, _) => Ok(Some(Rendition { bytes: kept, format: facts.format, width: facts.width, height: facts.height })),
        (false, true) => Err(MediaFault::TooLarge),
        (false, false) => Ok(None),
    }
}

/// Makes renditions of a picture, decoding it once, on as many threads as there are processors.
#[must_use]
pub fn renditions(picture: &Picture, wishes: &[Wish]) -> Vec<Result<Rendition, MediaFault>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(wishes.len()).max(1);
    let make = |start: usize| wishes.iter().enumerate().skip(start).step_by(threads).map(|(at, wish)| (at, picture.fit(wish)));
    let mut made: Vec<(usize, Result<Rendition, MediaFault>)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|start| scope.spawn(move || make(start).collect::<Vec<_>>())).collect();
        let mut made: Vec<_> = make(0).collect();
        for other in others {
            made.extend(other.join().unwrap_or_default());
        }
        made
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, rendition)| rendition).collect()
}

impl Picture {
    /// Makes a rendition that fits: cropped, of the wished side at most, encoded worse and then smaller until its bytes fit.
    ///
    /// # Errors
    /// [`MediaFault::TooLarge`] when it does not fit however small it is made.
    pub fn fit(&self, wish: &Wish) -> Result<Rendition, MediaFault> {
        let part = self.part(wish.crop);
        let longest = part[2].max(part[3]);
        let mut side = longest.min(wish.side_max.max(1));
        loop {
            let share = |of: u32| (u64::from(of) * u64::from(side) / u64::from(longest)).max(1);
            let [width, height] = [part[2], part[3]].map(|of| u32::try_from(share(of)).unwrap_or(u32::MAX));
            let small = scaled(self, part, width, height).ok_or(MediaFault::Broken)?;
            if let Some((bytes, format)) = self.encoded(&small, (width, height), wish)? {
                return Ok(Rendition { bytes, format, width, height });
            }
            if side <= SIDE_MIN {
                return Err(MediaFault::TooLarge);
            }
            side = (side * 3 / 4).max(SIDE_MIN);
        }
    }

    /// The cropped part in pixels: left, top, width, height.
    fn part(&self, crop: Option<[u32; 4]>) -> [u32; 4] {
        let of = |side: u32, share: u32| u32::try_from(u64::from(side) * u64::from(share.min(1_000)) / 1_000).unwrap_or(side);
        let Some([left, top, width, height]) = crop else { return [0, 0, self.width, self.height] };
        let left = of(self.width, left).min(self.width - 1);
        let top = of(self.height, top).min(self.height - 1);
        [left, top, of(self.width, width).clamp(1, self.width - left), of(self.height, height).clamp(1, self.height - top)]
    }

    /// The formats to try, best first: its own, then the network's.
    fn targets(&self, wish: &Wish, pixels: &Pixels) -> Vec<Format> {
        let makes = |format: &Format| matches!(format, Format::Jpeg | Format::Png | Format::Webp);
        let own = if self.format == Format::Gif { Format::Png } else { self.format };
        let clear = matches!(pixels, Pixels::Rgba(_)).then_some(Format::Png);
        let mut targets: Vec<Format> = Vec::new();
        let first = wish.formats.first().copied();
        for format in [clear, Some(own), first, Some(Format::Jpeg)].into_iter().flatten() {
            if makes(&format) && wish.takes(format) && !targets.contains(&format) {
                targets.push(format);
            }
        }
        targets
    }

    fn encoded(&self, pixels: &Pixels, size: (u32, u32), wish: &Wish) -> Result<Option<(Vec<u8>, Format)>, MediaFault> {
        let fits = |bytes: &[u8]| u64::try_from(bytes.len()).is_ok_and(|length| length <= wish.bytes_max);
        for format in self.targets(wish, pixels) {
            let qualities = if format == Format::Jpeg { &QUALITIES[..] } else { &QUALITIES[..1] };
            for quality in qualities {
                let bytes = self.encode(pixels, size, format, *quality, wish.tells)?;
                if fits(&bytes) {
                    return Ok(Some((bytes, format)));
                }
            }
        }
        Ok(None)
    }

    fn encode(&self, pixels: &Pixels, size: (u32, u32), format: Format, quality: u8, tells: bool) -> Result<Vec<u8>, MediaFault> {
        let mut bytes = Vec::new();
        let flat;
        let (raw, colour) = match pixels {
            Pixels::Rgba(raw) if format != Format::Jpeg => (raw, ExtendedColorType::Rgba8),
            Pixels::Rgba(_) => {
                flat = on_white(pixels);
                (&flat, ExtendedColorType::Rgb8)
            }
            Pixels::Rgb(raw) => (raw, ExtendedColorType::Rgb8),
        };
        let done = match format {
            Format::Png => {
                let encoder =
                    png::PngEncoder::new_with_quality(&mut bytes, png::CompressionType::Fast, png::FilterType::Adaptive);
                self.write(encoder, raw, size, colour, tells)
            }
            Format::Webp => self.write(WebPEncoder::new_lossless(&mut bytes), raw, size, colour, tells),
            _ => self.write(JpegEncoder::new_with_quality(&mut bytes, quality), raw, size, colour, tells),
        };
        if done.is_err() { Err(MediaFault::Broken) } else { Ok(bytes) }
    }

    fn write<E: ImageEncoder>(
        &self,
        mut encoder: E,
        raw: &[u8],
        (width, height): (u32, u32),
        colour: ExtendedColorType,
        tells: bool,
    ) -> image::ImageResult<()> {
        // An encoder that has no place for them goes without.
        if !self.icc.is_empty() {
            let _ = encoder.set_icc_profile(self.icc.clone());
        }
        if tells && !self.exif.is_empty() {
            let _ = encoder.set_exif_metadata(self.exif.clone());
        }
        encoder.write_image(raw, width, height, colour)
    }
}

/// A part of a picture at another size.
pub(crate) fn scaled(picture: &Picture, [left, top, across, down]: [u32; 4], width: u32, height: u32) -> Option<Pixels> {
    let (raw, kind) = match &picture.pixels {
        Pixels::Rgb(raw) => (raw, PixelType::U8x3),
        Pixels::Rgba(raw) => (raw, PixelType::U8x4),
    };
    let source = ImageRef::new(picture.width, picture.height, raw, kind).ok()?;
    let mut small = Image::new(width, height, kind);
    // Lanczos keeps the finest detail; where a picture becomes much smaller nobody sees the difference, and a triangle is quicker.
    let filter = if across / width.max(1) >= 4 { FilterType::Hamming } else { FilterType::Lanczos3 };
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).crop(left.into(), top.into(), across.into(), down.into());
    Resizer::new().resize(&source, &mut small, &options).ok()?;
    let raw = small.into_vec();
    Some(if kind == PixelType::U8x3 { Pixels::Rgb(raw) } else { Pixels::Rgba(raw) })
}

/// Red, green and blue as they are seen on white paper.
pub(crate) fn on_white(pixels: &Pixels) -> Vec<u8> {
    match pixels {
        Pixels::Rgb(raw) => raw.clone(),
        Pixels::Rgba(raw) => raw
            .chunks_exact(4)
            .flat_map(|pixel| {
                let alpha = u16::from(pixel[3]);
                let mix = |colour: u8| u8::try_from((u16::from(colour) * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
                [mix(pixel[0]), mix(pixel[1]), mix(pixel[2])]
            })
            .collect(),
    }
}
