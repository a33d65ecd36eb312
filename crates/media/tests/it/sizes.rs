use image::{ImageFormat, imageops};
use media::{DISTANCE_MAX, Format, MediaFault, Picture, Wish, as_it_is, distance, read, renditions};

use crate::made::{disc, encoded, gif, hill, jpeg, mp4, webm};

fn wish(side_max: u32, bytes_max: u64, formats: &[Format]) -> Wish {
    Wish { side_max, bytes_max, formats: formats.to_vec(), crop: None, tells: false }
}

#[test]
fn films_say_how_long_and_how_large_they_are() {
    let film = read(&mp4()).unwrap();
    assert_eq!((film.format, film.width, film.height, film.milliseconds), (Format::Mp4, 1_920, 1_080, 12_500));
    let film = read(&webm()).unwrap();
    assert_eq!((film.format, film.width, film.height, film.milliseconds), (Format::Webm, 640, 360, 3_000));
}

#[test]
fn renditions_fit_what_they_are_made_for() {
    let photograph = jpeg(&hill(1_600, 1_200), None);
    let picture = Picture::open(&photograph, Format::Jpeg).unwrap();
    let all = [Format::Jpeg, Format::Png];
    let wishes = [
        wish(4_096, 10 << 20, &all),
        wish(1_080, 1 << 20, &all),
        wish(2_000, 60_000, &all),
        wish(2_000, 3_000, &all),
        wish(400, 1 << 20, &[Format::Png]),
        Wish { crop: Some([250, 0, 500, 1_000]), ..wish(600, 1 << 20, &all) },
    ];
    let made: Vec<_> = renditions(&picture, &wishes).into_iter().map(Result::unwrap).collect();
    for (made, wish) in made.iter().zip(&wishes) {
        let facts = read(&made.bytes).unwrap();
        assert_eq!((facts.format, facts.width, facts.height), (made.format, made.width, made.height), "{wish:?}");
        assert!(made.bytes.len() as u64 <= wish.bytes_max && made.width.max(made.height) <= wish.side_max, "{wish:?}");
    }
    let sizes: Vec<_> = made.iter().map(|made| (made.width, made.height)).collect();
    assert_eq!((sizes[0], sizes[1], sizes[4], sizes[5]), ((1_600, 1_200), (1_080, 810), (400, 300), (400, 600)));
    assert!(made[3].width < made[2].width, "fewer bytes by a smaller picture");
    assert_eq!(made[4].format, Format::Png);
    assert_eq!(picture.fit(&wish(2_000, 40, &all)), Err(MediaFault::TooLarge));
}

#[test]
fn what_is_clear_stays_clear_where_it_may() {
    let picture = Picture::open(&encoded(disc(100), ImageFormat::Png), Format::Png).unwrap();
    let clear = picture.fit(&wish(50, 1 << 20, &[Format::Jpeg, Format::Png])).unwrap();
    assert_eq!(clear.format, Format::Png);
    let flat = picture.fit(&wish(50, 1 << 20, &[Format::Jpeg])).unwrap();
    assert_eq!(flat.format, Format::Jpeg);
    let corner = image::load_from_memory(&flat.bytes).unwrap().into_rgb8()[(0, 0)];
    assert!(corner.0.iter().all(|colour| *colour > 240), "on white: {corner:?}");
}

#[test]
fn what_moves_goes_as_it_is_or_is_told() {
    let bytes = gif(3, 8);
    let facts = read(&bytes).unwrap();
    assert_eq!(facts.milliseconds, 3_000);
    let made = as_it_is(&bytes, &facts, &wish(4, 1 << 20, &[Format::Jpeg, Format::Gif])).unwrap().unwrap();
    assert_eq!(read(&made.bytes).unwrap().milliseconds, 3_000);
    assert_eq!(as_it_is(&bytes, &facts, &wish(4, 10, &[Format::Gif])), Err(MediaFault::TooLarge));
    assert_eq!(as_it_is(&bytes, &facts, &wish(4, 1 << 20, &[Format::Jpeg])), Ok(None), "a still is made of it");
    let film = read(&mp4()).unwrap();
    assert!(as_it_is(&mp4(), &film, &wish(100, 1 << 20, &[Format::Jpeg])).unwrap().is_some());
}

#[test]
fn alike_pictures_are_recognised_and_others_are_not() {
    let look = |bytes: &[u8], format| Picture::open(bytes, format).unwrap().likeness();
    let photograph = hill(800, 600);
    let original = look(&jpeg(&photograph, None), Format::Jpeg).unwrap();
    let smaller = imageops::resize(&photograph, 333, 250, imageops::FilterType::Triangle);
    let smaller = look(&encoded(smaller.into(), ImageFormat::Png), Format::Png).unwrap();
    assert!(distance(original, smaller) <= DISTANCE_MAX, "{original:x} {smaller:x}");
    let turned = look(&jpeg(&imageops::rotate90(&photograph), None), Format::Jpeg).unwrap();
    assert!(distance(original, turned) > DISTANCE_MAX, "{original:x} {turned:x}");
    let plain = encoded(image::RgbImage::from_pixel(50, 50, image::Rgb([90, 90, 90])).into(), ImageFormat::Png);
    assert_eq!(look(&plain, Format::Png), None, "nothing to recognise");
}
