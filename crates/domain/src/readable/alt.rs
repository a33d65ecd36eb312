//! Alt texts of pictures and words of links.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::Finding;

/// Length of an alt text where the network sets none, in characters as people count them: what X takes, and more than a screen
/// reader can be stopped in.
pub const ALT_GRAPHEMES_MAX: usize = 1_000;

/// How an alt text begins that says what the screen reader said already. Folded: without accents, in small letters.
const SAYS_IMAGE: [&str; 20] = [
    "image of",
    "an image of",
    "picture of",
    "a picture of",
    "photo of",
    "a photo of",
    "photograph of",
    "a photograph of",
    "graphic of",
    "image de",
    "image d'",
    "une image de",
    "une image d'",
    "photo de",
    "photo d'",
    "une photo de",
    "une photo d'",
    "photographie de",
    "photographie d'",
    "une photographie de",
];
/// Length of the words of a link that are looked at, in bytes.
const LINK_WORDS_BYTES_MAX: usize = 300;
const PICTURE_ENDINGS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".avif", ".tiff"];
/// Words of a link that say nothing of where it leads. Folded.
const VAGUE_WORDS: [&str; 26] = [
    "here",
    "click here",
    "click",
    "this link",
    "link",
    "read more",
    "more",
    "learn more",
    "see more",
    "find out more",
    "this",
    "this page",
    "ici",
    "cliquez ici",
    "clique ici",
    "cliquer ici",
    "par ici",
    "ce lien",
    "lien",
    "le lien",
    "lire la suite",
    "lire plus",
    "la suite",
    "en savoir plus",
    "voir plus",
    "plus d'infos",
];

/// A picture of a post.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// What it shows, in words.
    pub alt: Option<&'a str>,
    /// Whether somebody said that it only decorates, so that nothing needs to be told.
    pub is_decorative: bool,
    /// Length that the network takes, in characters as people count them; [`ALT_GRAPHEMES_MAX`] where it sets none.
    pub alt_graphemes_max: usize,
}

/// What is found in a picture's alt text.
#[must_use]
pub fn check_picture(picture: Picture<'_>) -> Vec<Finding> {
    let alt = picture.alt.unwrap_or_default().trim();
    if alt.is_empty() {
        return if picture.is_decorative { Vec::new() } else { vec![Finding::AltMissing] };
    }
    let mut findings = Vec::new();
    let (graphemes, most) = (alt.graphemes(true).count(), picture.alt_graphemes_max);
    if graphemes > most {
        findings.push(Finding::AltTooLong { graphemes, most });
    }
    let folded = folded(alt);
    let begins = |start: &str| {
        folded.strip_prefix(start).is_some_and(|rest| start.ends_with('\'') || rest.starts_with(' ') || rest.is_empty())
    };
    if SAYS_IMAGE.iter().any(|start| begins(start)) {
        findings.push(Finding::AltSaysImage);
    }
    if is_file_name(&folded) {
        findings.push(Finding::AltIsFileName);
    }
    findings
}

/// Whether the words of a link do not say where it leads: "here", "en savoir plus", or the address itself.
#[must_use]
pub fn is_vague_link(words: &str) -> bool {
    let folded = folded(words);
    let bare = folded.trim_matches(|sign: char| !sign.is_alphanumeric());
    bare.is_empty() || VAGUE_WORDS.contains(&bare) || bare.starts_with("http://") || bare.starts_with("https://")
}

/// Links of Markdown, `[words](address)`, whose words are vague. A picture, `![alt](address)`, is no link.
pub(super) fn vague_links(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (middle, _) in text.match_indices("](") {
        let mut from = middle.saturating_sub(LINK_WORDS_BYTES_MAX);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let opening = text[from..middle].rfind(['[', ']', '\n']).map(|at| from + at);
        let Some(start) = opening.filter(|at| text[*at..].starts_with('[')) else { continue };
        let is_picture = text[..start].ends_with('!');
        if !is_picture && is_vague_link(&text[start + 1..middle]) {
            findings.push(Finding::VagueLink { at: start + 1..middle });
        }
    }
    findings
}

/// `IMG_2041`, `DSC00012.jpg`, `holiday-final-2.png`: one word that a camera or a folder gave.
fn is_file_name(alt: &str) -> bool {
    let has_ending = PICTURE_ENDINGS.iter().any(|ending| alt.ends_with(ending));
    let by_camera = ["img", "dsc", "dcim", "pxl", "screenshot", "image"].iter().any(|start| {
        alt.strip_prefix(start).is_some_and(|rest| {
            !rest.is_empty()
                && rest.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '_' | '-' | ' '))
                && rest.chars().any(|sign| sign.is_ascii_digit())
        })
    });
    has_ending || by_camera
}

fn folded(text: &str) -> String {
    let plain = text.trim().nfkd().filter(|sign| !unicode_normalization::char::is_combining_mark(*sign));
    let plain = plain.flat_map(char::to_lowercase).map(|sign| if sign == '’' { '\'' } else { sign });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
