//! Sentences about people, made of frames of our own and lists: what a model must not take for hate, and what it must.
//! English and French. Everything here is made up; the ugly half teaches a program to find ugliness.

use super::Dice;

/// What is right of a sentence: each is `Some(true)`, `Some(false)` or not said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) toxic: Option<bool>,
    pub(crate) hate: Option<bool>,
    pub(crate) threat: Option<bool>,
    pub(crate) insult: Option<bool>,
    pub(crate) harassment: Option<bool>,
    pub(crate) sexual: Option<bool>,
}

/// A made sentence.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) text: String,
    pub(crate) language: &'static str,
    pub(crate) marks: Marks,
    /// The kind of its frame.
    pub(crate) kind: &'static str,
    /// The number of its frame, for keeping whole frames out of the training.
    pub(crate) frame: u64,
}

/// The frames and lists of English, and of French. A line `= kind NAME MARKS` begins the frames of a kind, whose marks say what
/// is right: `T` toxic, `H` hate, `M` menace, `I` insult, `B` harassment, `S` sexual; in small letters not; absent not said.
/// `= hole NAME` begins what goes into a hole, `= plain` sentences that may stand before any other, `= before` and `= behind`
/// what may stand at the ends.
const FILES: [(&str, &str); 2] = [("en", include_str!("frames_en.txt")), ("fr", include_str!("frames_fr.txt"))];

/// A hole of a frame and what goes into it.
type Hole<'a> = (&'a str, Vec<&'a str>);

/// A language's frames and lists.
#[derive(Default)]
struct Language<'a> {
    /// Name, marks and frames of each kind.
    kinds: Vec<(&'a str, &'a str, Vec<&'a str>)>,
    holes: Vec<Hole<'a>>,
    plain: Vec<&'a str>,
    before: Vec<&'a str>,
    behind: Vec<&'a str>,
}

impl<'a> Language<'a> {
    fn read(file: &'a str) -> Self {
        let mut language = Self::default();
        for part in file.split("= ").skip(1) {
            let mut lines = part.lines();
            let head: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
            let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            match head.as_slice() {
                ["kind", name, marks] => language.kinds.push((name, marks, lines)),
                ["hole", name] => language.holes.push((name, lines)),
                ["plain"] => language.plain = lines,
                ["before"] => language.before = lines,
                _ => language.behind = lines,
            }
        }
        language
    }
}

/// Makes `count` sentences a kind and language, the same at every run. `is_wanted` chooses the frames by their number.
pub(crate) fn make(count: usize, dice: &mut Dice, is_wanted: impl Fn(u64) -> bool) -> Vec<Made> {
    let mut made = Vec::new();
    for (code, file) in FILES {
        let language = Language::read(file);
        for (kind, marks, frames) in &language.kinds {
            let frames: Vec<&str> = frames.iter().copied().filter(|frame| is_wanted(super::number_of(frame) % 8)).collect();
            for _ in 0..if frames.is_empty() { 0 } else { count } {
                let frame = pick(&frames, dice);
                let mut text = fill(frame, &language.holes, dice);
                // Some say it twice, and some say something ordinary before.
                match dice.roll() % 12 {
                    0 => text = format!("{text}. {}", fill(pick(&frames, dice), &language.holes, dice)),
                    1 => text = format!("{}. {text}", fill(pick(&language.plain, dice), &language.holes, dice)),
                    _ => {}
                }
                let marks = read_marks(marks);
                if dice.share() < 0.25 {
                    text = format!("{} {text}", pick(&language.before, dice));
                }
                if dice.share() < 0.3 {
                    text = format!("{text}{}", pick(&language.behind, dice));
                }
                if marks.hate == Some(true) && dice.share() < 0.2 {
                    text = disguised(&text, dice);
                } else if dice.share() < 0.15 {
                    text = text.to_lowercase();
                }
                made.push(Made { text, language: code, marks, kind, frame: super::number_of(frame) % 8 });
            }
        }
    }
    made
}

fn pick<'a>(of: &[&'a str], dice: &mut Dice) -> &'a str {
    of[(dice.roll() % of.len() as u64) as usize]
}

fn read_marks(letters: &str) -> Marks {
    let read = |letter: char| {
        if letters.contains(letter) {
            Some(true)
        } else if letters.contains(letter.to_ascii_lowercase()) {
            Some(false)
        } else {
            None
        }
    };
    Marks { toxic: read('T'), hate: read('H'), threat: read('M'), insult: read('I'), harassment: read('B'), sexual: read('S') }
}

/// Puts words into the holes of a frame. A group is the same wherever it stands in one sentence.
fn fill(frame: &str, holes: &[Hole], dice: &mut Dice) -> String {
    let mut text = frame.to_owned();
    // Lists may themselves have holes.
    for _ in 0..2 {
        for (hole, words) in holes {
            let sign = format!("{{{hole}}}");
            if text.contains(&sign) {
                text = text.replace(&sign, pick(words, dice));
            }
        }
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// Disguises a sentence as people do who know what they write.
fn disguised(text: &str, dice: &mut Dice) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let at = (dice.roll() % words.len() as u64) as usize;
    let longest = words.iter().enumerate().max_by_key(|(_, word)| word.len()).map_or(0, |(at, _)| at);
    match dice.roll() % 6 {
        0 => text.replace(' ', ""),
        1 => text
            .chars()
            .map(|letter| match letter {
                'e' => '3',
                'i' => '1',
                'o' => '0',
                'a' => '4',
                _ => letter,
            })
            .collect(),
        2 => words
            .iter()
            .enumerate()
            .map(|(place, word)| if place == at { spaced(word) } else { (*word).to_owned() })
            .collect::<Vec<_>>()
            .join(" "),
        3 => words
            .iter()
            .enumerate()
            .map(|(place, word)| if place == longest { swapped(word, dice) } else { (*word).to_owned() })
            .collect::<Vec<_>>()
            .join(" "),
        4 => words
            .iter()
            .enumerate()
            .map(|(place, word)| if place == longest { starred(word) } else { (*word).to_owned() })
            .collect::<Vec<_>>()
            .join(" "),
        _ => words
            .iter()
            .enumerate()
            .map(|(place, word)| if place == longest { without_one(word, dice) } else { (*word).to_owned() })
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn spaced(word: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

fn swapped(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        let at = 1 + (dice.roll() % (letters.len() as u64 - 3)) as usize;
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

fn without_one(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 4 {
        letters.remove(1 + (dice.roll() % (letters.len() as u64 - 2)) as usize);
    }
    letters.into_iter().collect()
}

fn starred(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if let Some(letter) = letters.iter_mut().skip(1).find(|letter| "aeiou".contains(**letter)) {
        *letter = '*';
    }
    letters.into_iter().collect()
}
