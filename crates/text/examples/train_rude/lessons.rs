//! The lessons: labelled texts and made sentences, each with what is right of it.

use text::rude::layer::{MEANING, Meanings, Seen, share_of};
use text::rude::reading::Row;

use crate::ground::{self, Dice, Outcome, frames};

/// The answers in order.
pub(crate) const ANSWERS: usize = 6;

/// One text with what is right.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) language: &'static str,
    /// What is right for each answer, from 0 to 1, and not a number where it is not said.
    pub(crate) right: [f32; ANSWERS],
    pub(crate) weight: f32,
    /// Where it is from.
    pub(crate) from: &'static str,
    /// It is kept out of the training.
    pub(crate) is_kept: bool,
}

/// A lesson ready for the trainer.
pub(crate) struct Lesson {
    pub(crate) features: Vec<(u32, f32)>,
    pub(crate) meaning: [f32; MEANING],
    pub(crate) is_french: bool,
    pub(crate) right: [f32; ANSWERS],
    pub(crate) weight: f32,
}

impl Lesson {
    pub(crate) fn of(text: &Text, meanings: &Meanings) -> Self {
        let row = Row::read(&text.text, text.language);
        let seen = Seen::of(&row);
        let mut features = Vec::new();
        for (sort, part) in seen.features.iter().enumerate() {
            let share = share_of(sort, part.len());
            features.extend(part.iter().map(|(feature, _)| (*feature, share)));
        }
        Self { features, meaning: meanings.of(&row), is_french: text.language == "fr", right: text.right, weight: text.weight }
    }
}

/// Only the first answer is said.
fn toxic(is_toxic: bool) -> [f32; ANSWERS] {
    let mut right = [f32::NAN; ANSWERS];
    right[0] = f32::from(u8::from(is_toxic));
    right
}

/// Signs of HTML that the sets have kept.
fn plain(text: &str) -> String {
    let mut text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#8220;", "\"")
        .replace("&#8221;", "\"")
        .replace("&#8217;", "'")
        .replace("&#39;", "'");
    while let Some(start) = text.find("&#") {
        let Some(end) = text[start..].find(';').filter(|end| *end < 10) else { break };
        let sign = text[start + 2..start + end].parse().ok().and_then(char::from_u32).unwrap_or(' ');
        text.replace_range(start..=start + end, &sign.to_string());
    }
    text
}

/// A third of the texts of these sets, by their hash, or one frame of eight, is kept out of the training.
fn is_kept(text: &str, of: u64) -> bool {
    ground::number_of(text).is_multiple_of(of)
}

/// Every labelled text.
pub(crate) fn gathered() -> Outcome<Vec<Text>> {
    let mut texts = Vec::new();
    let mut add = |text: &str, language: &'static str, right: [f32; ANSWERS], weight: f32, from: &'static str, is_kept: bool| {
        texts.push(Text { text: plain(text), language, right, weight, from, is_kept });
    };
    for (file, is_kept) in [("train", false), ("val", true)] {
        for row in ground::rows(&format!("toxicity/en.olid.{file}.tsv"))? {
            let is_toxic = row[0] == "offensive";
            add(&row[1], "en", toxic(is_toxic), if is_toxic { 1.6 } else { 1.0 }, "olid", is_kept);
        }
    }
    for row in ground::rows("toxicity/en.davidson.tsv")? {
        if row[0] == "offensive" && !is_kept(&row[1], 4) {
            continue;
        }
        let mut right = toxic(row[0] != "not");
        right[1] = f32::from(u8::from(row[0] == "hate"));
        add(&row[1], "en", right, 0.3, "davidson", false);
    }
    for row in ground::rows("toxicity/en.surge.tsv")? {
        add(&row[1], "en", toxic(row[0] == "toxic"), 1.0, "surge", is_kept(&row[1], 4));
    }
    for row in ground::rows("toxicity/en_fr.jigsaw.tsv")? {
        add(&row[1], "en", toxic(row[0] == "toxic"), 1.0, "jigsaw", is_kept(&row[1], 2));
        add(&row[2], "fr", toxic(row[0] == "toxic"), 1.0, "jigsaw", is_kept(&row[1], 2));
    }
    for language in ["en", "fr"] {
        for row in ground::rows(&format!("toxicity/{language}.mlma.tsv"))? {
            let says = |label: &str| row[0].split('_').any(|found| found == label);
            let mut right = toxic(says("offensive") || says("hateful") || says("abusive") || says("disrespectful"));
            let is_normal = row[0] == "normal";
            right[1] = if says("hateful") {
                1.0
            } else if is_normal {
                0.0
            } else {
                f32::NAN
            };
            if is_normal || right[0] > 0.5 {
                add(&row[1], language, right, if is_normal { 0.6 } else { 0.2 }, "mlma", is_kept(&row[1], 6));
            }
        }
    }
    Ok(texts)
}

/// Texts of which nothing rude is known: praise and plain sentences.
pub(crate) fn harmless() -> Outcome<Vec<Text>> {
    let mut texts = Vec::new();
    for language in ["en", "fr"] {
        for row in ground::rows(&format!("sentiment/tweets/{language}.train.tsv"))? {
            if row[0] == "positive" || row[0] == "neutral" {
                texts.push(Text {
                    text: plain(&row[1]),
                    language,
                    right: toxic(false),
                    weight: 0.2,
                    from: "tweets",
                    is_kept: false,
                });
            }
        }
        for (at, row) in ground::rows(&format!("language/sentences/{language}.txt"))?
            .into_iter()
            .enumerate()
            .filter(|(at, _)| at % 3 == 0)
            .take(1500)
        {
            texts.push(Text {
                text: row.concat(),
                language,
                right: toxic(false),
                weight: 0.1,
                from: "sentences",
                is_kept: at % 30 == 0,
            });
        }
    }
    Ok(texts)
}

/// Rude words of the lists, alone and in short sentences.
pub(crate) fn words() -> Outcome<Vec<Text>> {
    let mut texts = Vec::new();
    for (language, file, frames) in [
        ("en", "en.ldnoobw", ["{}", "you {}", "what a {}"].as_slice()),
        ("fr", "fr.ldnoobw", &["{}", "espèce de {}", "quel {}"]),
        ("fr", "fr.badwords", &["{}", "sale {}", "t'es un {}"]),
    ] {
        for row in ground::rows(&format!("toxicity/words/{file}.txt"))? {
            for frame in frames {
                texts.push(Text {
                    text: frame.replace("{}", &row[0]),
                    language,
                    right: toxic(true),
                    weight: 0.1,
                    from: "words",
                    is_kept: false,
                });
            }
        }
    }
    Ok(texts)
}

/// Made sentences; the frames that are kept are never learnt from.
pub(crate) fn made(count: usize, weight: f32, dice: &mut Dice) -> Vec<Text> {
    let as_text = |made: frames::Made, is_kept: bool, weight: f32| {
        let marks = made.marks;
        let right = [marks.toxic, marks.hate, marks.threat, marks.insult, marks.harassment, marks.sexual]
            .map(|mark| mark.map_or(f32::NAN, |mark| f32::from(u8::from(mark))));
        Text { text: made.text, language: made.language, right, weight, from: made.kind, is_kept }
    };
    let learnt =
        frames::make(count, dice, |frame| frame != 0).into_iter().map(|made| as_text(made, false, weight)).collect::<Vec<_>>();
    let kept = frames::make(200, dice, |frame| frame == 0).into_iter().map(|made| as_text(made, true, weight));
    learnt.into_iter().chain(kept).collect()
}
