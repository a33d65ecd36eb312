//! What the style sheet promises, proved on its text: contrast in both themes, every colour and size in one file, no name without a value.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Least contrast of text and of what carries a meaning without text (WCAG 2.2, 1.4.3 and 1.4.11, level AA).
const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

fn sheets() -> Vec<(String, String)> {
    let mut sheets: Vec<_> = fs::read_dir(Path::new(ROOT).join("assets/css"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    sheets.sort();
    sheets
}

/// Red, green and blue from 0 to 255.
type Colour = [u8; 3];

fn colour(written: &str) -> Option<Colour> {
    let digits = written.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    Some([channel(0), channel(2), channel(4)])
}

/// The colours of a theme by name, from the first block of the token file.
fn theme(dark: bool) -> BTreeMap<String, Colour> {
    let text = fs::read_to_string(Path::new(ROOT).join("assets/css/tokens.css")).unwrap();
    let block = text.split("@media").next().unwrap();
    block
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.trim_end_matches(';').split_once(':'))
        .filter_map(|(name, value)| {
            let value = value.trim();
            let one = match value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')')) {
                Some(pair) => pair.split(", ").nth(usize::from(dark))?,
                None => value,
            };
            Some((name.to_owned(), colour(one)?))
        })
        .collect()
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// Every pair of colours that the style sheet puts on one another, with the least contrast it needs.
fn pairs() -> Vec<(String, String, f64)> {
    let mut pairs = Vec::new();
    let mut all = |tops: &[&str], grounds: &[&str], least| {
        for top in tops {
            pairs.extend(grounds.iter().map(|ground| ((*top).to_owned(), (*ground).to_owned(), least)));
        }
    };
    let grounds = ["paper", "surface", "sunken", "hover"];
    all(&["ink", "ink-2", "ink-3", "accent", "accent-strong", "good", "bad", "warn", "series-3"], &grounds, TEXT);
    all(&["ink", "ink-2", "ink-3"], &["accent-soft", "good-soft", "bad-soft", "warn-soft"], TEXT);
    all(&["accent-ink"], &["accent", "accent-strong"], TEXT);
    all(&["hue-ink"], &["hue-0", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7"], TEXT);
    for (top, ground) in [
        ("accent", "accent-soft"),
        ("good", "good-soft"),
        ("bad", "bad-soft"),
        ("warn", "warn-soft"),
        ("bad-ink", "bad"),
        ("mark-ink", "mark"),
        ("paper", "ink"),
    ] {
        all(&[top], &[ground], TEXT);
    }
    all(
        &["edge", "focus", "ghost", "series-1", "series-2", "series-3", "series-4", "series-5"],
        &["paper", "surface", "sunken"],
        SHAPE,
    );
    pairs
}

#[test]
fn tokens_meet_aa() {
    for dark in [false, true] {
        let theme = theme(dark);
        for (top, ground, least) in pairs() {
            let found = contrast(theme[&top], theme[&ground]);
            assert!(found >= least, "{top} on {ground}, {}: {found:.2} is under {least}", if dark { "dark" } else { "light" });
        }
    }
}

#[test]
fn contrast_is_measured_as_defined() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
    assert!((contrast([118, 118, 118], [255, 255, 255]) - 4.54).abs() < 0.01);
}

/// Whether a line names a colour or an absolute length.
fn is_literal(line: &str) -> bool {
    let bytes = line.as_bytes();
    let length = ["px", "rem"].iter().any(|unit| {
        line.match_indices(unit).any(|(at, _)| {
            at > 0 && bytes[at - 1].is_ascii_digit() && !bytes.get(at + unit.len()).is_some_and(u8::is_ascii_alphanumeric)
        })
    });
    let hex = line.match_indices('#').any(|(at, _)| line[at + 1..].bytes().take_while(u8::is_ascii_hexdigit).count() >= 3);
    length || hex || line.contains("rgb(") || line.contains("hsl(")
}

#[test]
fn colours_and_sizes_are_written_in_one_file() {
    assert!(
        is_literal("color: #fff;")
            && is_literal("margin: 3px")
            && is_literal("gap: 0.5rem;")
            && !is_literal("width: 50%; gap: 2em")
    );
    for (name, text) in sheets().into_iter().filter(|(name, _)| name != "tokens.css") {
        // Conditions cannot hold variables: the language of style sheets does not allow it.
        for line in text.lines().filter(|line| !line.contains("@media") && !line.contains("@container")) {
            assert!(!is_literal(line), "{name}: {line}");
        }
    }
}

#[test]
fn every_name_has_a_value() {
    let all: String = sheets().into_iter().map(|(_, text)| text).collect();
    let defined: BTreeSet<&str> = all
        .split(['{', ';', ' ', '\n'])
        .filter_map(|piece| piece.strip_suffix(':').filter(|name| name.starts_with("--")))
        .collect();
    for used in all.split("var(").skip(1).map(|rest| rest.split([')', ',']).next().unwrap()) {
        assert!(defined.contains(used), "{used} is used and nowhere defined");
    }
}

#[test]
fn templates_and_scripts_hold_no_style() {
    let templates = Path::new(ROOT).join("templates");
    let mut folders = vec![templates];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "html") {
                let text = fs::read_to_string(&path).unwrap();
                read += 1;
                for forbidden in [" style=\"", "<style", " onclick=", "javascript:"] {
                    assert!(!text.contains(forbidden), "{} holds {forbidden}", path.display());
                }
            }
        }
    }
    assert!(read > 5);
}

#[test]
fn the_words_of_the_frame_exist_in_both_languages() {
    let keys = |language: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(Path::new(ROOT).join("locales").join(language).join("frame.ftl")).unwrap();
        text.lines()
            .filter(|line| !line.starts_with([' ', '#']))
            .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
            .collect()
    };
    let (english, french) = (keys("en"), keys("fr"));
    assert_eq!(english, french);
    for part in
        ["frame.html", "parts/frame.html", "parts/ui.html", "parts/form.html", "parts/mention.html", "parts/overlays.html"]
    {
        let text = fs::read_to_string(Path::new(ROOT).join("templates").join(part)).unwrap();
        for key in text.split("t(\"frame-").skip(1).filter_map(|rest| rest.split('"').next()).filter(|key| !key.ends_with('-')) {
            assert!(english.contains(&format!("frame-{key}")), "{part} says frame-{key}");
        }
    }
}

/// The values of an attribute in a page, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_part_is_drawn_in_both_languages() {
    let views = crate::view::Views::load().unwrap();
    for (language, skip) in [("en", "Skip to the page"), ("fr", "Aller à la page")] {
        let mut sample: serde_json::Value = serde_json::from_str(include_str!("../../examples/gallery.json")).unwrap();
        sample["frame"]["lang"] = language.into();
        let sample = minijinja::Value::from(minijinja::value::Serde(&sample));
        let page = views.draw("gallery.html", minijinja::context! { charts => minijinja::context! {}, ..sample }).unwrap();
        assert!(page.contains(skip), "{language}");
        assert!(!page.contains("style=") && !page.contains(">frame-") && !page.contains("\"frame-"), "{language}");
        let ids = values(&page, "id");
        let single: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), single.len(), "an id stands twice");
        for attribute in ["for", "form", "aria-labelledby", "aria-describedby", "aria-controls"] {
            for target in values(&page, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(single.contains(target), "{attribute} names {target}, which is not there");
            }
        }
    }
}
