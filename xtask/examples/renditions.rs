//! A photograph of about 20 MB becomes six renditions, as networks want them: from its bytes to theirs, decoded once.
//!
//! The photograph is made here: light and shade with the grain of a camera at 24 million pixels, in JPEG of the quality that cameras use.
//! Prints `megabytes`, `decoded` (s) and `six_renditions` (s, decoding included; the median of five runs).

use std::{
    hint::black_box,
    io::{Write, stdout},
    time::Instant,
};

use anyhow::{Context, Result};
use domain::network::Network;
use image::{ExtendedColorType, ImageEncoder, RgbImage, codecs::jpeg::JpegEncoder};
use media::{Format, Picture, Wish, renditions};

const WIDTH: u32 = 6_000;
const HEIGHT: u32 = 4_000;
const RUNS: usize = 5;
/// Six whose limits differ.
const NETWORKS: [Network; 6] =
    [Network::Bluesky, Network::Mastodon, Network::Instagram, Network::Facebook, Network::Linkedin, Network::Wordpress];

fn photograph() -> Result<Vec<u8>> {
    let mut seed = 0x9E37_79B9_u32;
    let wave = |at: u32, side: u32| {
        let place = at * 7 * 240 / side % 240;
        if place < 120 { place } else { 240 - place }
    };
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let light = wave(x, WIDTH) / 2 + wave(y, HEIGHT) / 2 + (seed >> 26);
        let of = |value: u32| u8::try_from(value.min(255)).unwrap_or(u8::MAX);
        image::Rgb([of(light), of(light / 2 + 40), of(200 - light)])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 94).write_image(&picture, WIDTH, HEIGHT, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() -> Result<()> {
    let bytes = photograph()?;
    let wishes: Vec<Wish> = NETWORKS.iter().map(|network| Wish::of(&network.capabilities().media, None, false)).collect();
    let (mut decoding, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let began = Instant::now();
        let facts = media::read(&bytes)?;
        let picture = Picture::open(&bytes, Format::Jpeg)?;
        decoding.push(began.elapsed().as_secs_f64());
        let made = renditions(&picture, &wishes);
        whole.push(began.elapsed().as_secs_f64());
        for rendition in made {
            black_box(rendition.context("a rendition could not be made")?);
        }
        black_box(facts);
    }
    let mut out = stdout().lock();
    writeln!(out, "megabytes {}", bytes.len() / 1_000_000)?;
    writeln!(out, "decoded {:.3}", median(decoding))?;
    writeln!(out, "six_renditions {:.3}", median(whole))?;
    Ok(())
}
