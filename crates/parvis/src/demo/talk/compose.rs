//! One document's words: a title, paragraphs, stars, tags, in the form of the place that it is said in.

use domain::Language;

use super::{
    chance::Chance,
    grammar::Telling,
    phrasing::{self, Phrasing},
    subject::{Matter, Subject, Tone},
};
use crate::demo::sites::{Flavour, Site};

/// The words of one document, before anybody has typed them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// The headline; empty for a short post.
    pub title: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
    /// Stars from 1 to 5, for a review.
    pub rating: Option<u8>,
}

/// What is said of that subject in such a place.
pub(crate) fn draft(site: &Site, subject: &Subject, chance: &mut Chance) -> Draft {
    let article = phrasing::article(site.language, subject.matter, chance);
    let mut telling = Telling::new(site.language, chance);
    subject.bind(site.language, &mut telling);
    let phrasing = Phrasing::of(site.language);
    match site.flavour {
        Flavour::Regional | Flavour::Agency | Flavour::Magazine => news(article, phrasing, &mut telling),
        Flavour::Blog if matches!(subject.matter, Matter::Letter | Matter::Zip | Matter::ZipAfter) => {
            news(article, phrasing, &mut telling)
        }
        Flavour::Blog => blog(subject, phrasing, &mut telling),
        Flavour::Forum => Draft { title: String::new(), paragraphs: opener(subject, phrasing, &mut telling), rating: None },
        Flavour::Reviews => review(subject, phrasing, &mut telling),
        Flavour::Video => video(article, subject, phrasing, &mut telling),
        Flavour::Social => {
            let words = telling.say(phrasing::post(site.language, subject.matter, subject.tone));
            Draft { paragraphs: vec![words], ..Draft::default() }
        }
    }
}

/// The title of a thread about that subject.
pub(crate) fn thread_title(language: Language, subject: &Subject, chance: &mut Chance) -> String {
    let mut telling = Telling::new(language, chance);
    subject.bind(language, &mut telling);
    let phrasing = Phrasing::of(language);
    telling.say(match subject.matter {
        Matter::Repair => phrasing.thread_mend,
        Matter::Outdoors | Matter::Trap => phrasing.thread_outdoors,
        Matter::Everyday => phrasing.thread_everyday,
        Matter::Zip | Matter::ZipAfter => phrasing.thread_zip,
        Matter::Letter => phrasing.thread_letter,
        Matter::Company | Matter::Gear | Matter::Founder => phrasing.thread_gear,
    })
}

/// What somebody answers in a thread about that subject.
pub(crate) fn reply(language: Language, subject: &Subject, chance: &mut Chance) -> Vec<String> {
    let mut telling = Telling::new(language, chance);
    subject.bind(language, &mut telling);
    let phrasing = Phrasing::of(language);
    let count = 1 + telling.chance().below(2);
    let mut sentences = match subject.matter {
        Matter::Repair => telling.several(phrasing.mend, count),
        Matter::Outdoors | Matter::Trap => telling.several(phrasing.reply_outdoors, count + 1),
        Matter::Everyday => {
            [telling.several(phrasing.reply_everyday, count), telling.several(phrasing.reply_outdoors, 1)].concat()
        }
        Matter::Zip => telling.several(phrasing.zip_reply, count),
        Matter::ZipAfter => telling.several(phrasing.zip_after, count),
        Matter::Letter => telling.several(phrasing.letter_reply, 1),
        Matter::Company | Matter::Gear | Matter::Founder => opinion(subject.tone, phrasing, &mut telling, count),
    };
    if telling.chance().happens(0.25) {
        sentences.push(telling.say(phrasing.sign));
    }
    vec![sentences.join(" ")]
}

/// What an opinion of a product consists of, in that tone.
fn opinion(tone: Tone, phrasing: &Phrasing, telling: &mut Telling<'_>, count: usize) -> Vec<String> {
    let mut parts = Vec::new();
    if telling.chance().happens(0.5) {
        parts.extend(telling.several(phrasing.fact, 1));
    }
    match tone {
        Tone::Good => {
            parts.extend(telling.several(phrasing.praise, count));
            if telling.chance().happens(0.2) {
                parts.extend(telling.several(phrasing.gripe, 1));
            }
        }
        Tone::Bad => {
            parts.extend(telling.several(phrasing.gripe, count));
            if telling.chance().happens(0.25) {
                parts.extend(telling.several(phrasing.praise, 1));
            }
        }
        Tone::Plain => {
            parts.extend(telling.several(phrasing.fact, 1));
            parts.extend(telling.several(phrasing.praise, 1));
            parts.extend(telling.several(phrasing.gripe, count - 1));
        }
        Tone::Ask => parts.extend(telling.several(phrasing.ask, count)),
    }
    distinct(parts)
}

/// How many letters two sentences may begin alike with before they are the same remark in other figures.
const BEGINNING_CHARS: usize = 14;

/// The sentences without those that begin like an earlier one.
fn distinct(sentences: Vec<String>) -> Vec<String> {
    let mut begun = Vec::new();
    let mut kept = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let beginning: String = sentence.chars().take(BEGINNING_CHARS).collect();
        if !begun.contains(&beginning) {
            begun.push(beginning);
            kept.push(sentence);
        }
    }
    kept
}

/// The first post of a thread.
fn opener(subject: &Subject, phrasing: &Phrasing, telling: &mut Telling<'_>) -> Vec<String> {
    let hello = telling.say(phrasing.hello);
    let body = match subject.matter {
        Matter::Repair => [telling.several(phrasing.mend, 2), telling.several(phrasing.fact, 1)].concat(),
        Matter::Outdoors | Matter::Trap => telling.several(phrasing.reply_outdoors, 3),
        Matter::Everyday => telling.several(phrasing.reply_everyday, 2),
        Matter::Zip => telling.several(phrasing.zip_reply, 3),
        Matter::ZipAfter => telling.several(phrasing.zip_after, 2),
        Matter::Letter => telling.several(phrasing.letter_reply, 1),
        Matter::Company | Matter::Gear | Matter::Founder => {
            [opinion(subject.tone, phrasing, telling, 3), telling.several(phrasing.verdict, 1)].concat()
        }
    };
    vec![hello, body.join(" "), telling.say(phrasing.sign)]
}

fn news(article: &str, phrasing: &Phrasing, telling: &mut Telling<'_>) -> Draft {
    let [title, lede, body, quote] = phrasing.article.map(|part| format!("{article}{part}"));
    let headline = telling.say(&title);
    let mut paragraphs = Vec::new();
    if telling.has(&lede) {
        paragraphs.push(telling.say(&lede));
    }
    let count = 2 + telling.chance().below(3);
    let sentences = telling.several(&body, count);
    paragraphs.extend(sentences.chunks(2).map(|pair| pair.join(" ")));
    if telling.has(&quote) && telling.chance().happens(0.8) {
        let said = telling.say(&quote);
        let place = (1 + telling.chance().below(paragraphs.len())).min(paragraphs.len());
        paragraphs.insert(place, said);
    }
    Draft { title: headline, paragraphs, rating: None }
}

fn blog(subject: &Subject, phrasing: &Phrasing, telling: &mut Telling<'_>) -> Draft {
    let title = telling.say(match subject.matter {
        Matter::Gear => phrasing.blog_gear,
        Matter::Repair => phrasing.blog_mend,
        _ => phrasing.blog_outdoors,
    });
    let mut paragraphs = telling.several(phrasing.blog_open, 2);
    let middle = match subject.matter {
        Matter::Gear => opinion(subject.tone, phrasing, telling, 3),
        Matter::Repair => telling.several(phrasing.mend, 3),
        _ => telling.several(phrasing.reply_outdoors, 2),
    };
    paragraphs.extend(telling.several(phrasing.blog_middle, 2));
    paragraphs.push(middle.join(" "));
    paragraphs.push(telling.say(phrasing.blog_end));
    Draft { title, paragraphs, rating: None }
}

fn review(subject: &Subject, phrasing: &Phrasing, telling: &mut Telling<'_>) -> Draft {
    let zip = matches!(subject.matter, Matter::Zip | Matter::ZipAfter);
    let (title, stars) = match subject.tone {
        _ if zip => (phrasing.review_zip, 1 + telling.chance().below(2)),
        _ if subject.matter == Matter::Letter => (phrasing.review_good, 5),
        Tone::Good => (phrasing.review_good, 4 + telling.chance().below(2)),
        Tone::Bad => (phrasing.review_bad, 1 + telling.chance().below(2)),
        Tone::Plain | Tone::Ask => (phrasing.review_plain, 3),
    };
    let title = telling.say(title);
    let mut sentences = match subject.tone {
        _ if zip => telling.several(phrasing.review_zip_body, 1),
        _ if subject.matter == Matter::Letter => telling.several(phrasing.letter_reply, 1),
        Tone::Ask => opinion(Tone::Plain, phrasing, telling, 1),
        tone => opinion(tone, phrasing, telling, 2),
    };
    sentences.extend(telling.several(phrasing.fact, 1));
    if telling.chance().happens(0.5) {
        sentences.push(telling.say(phrasing.verdict));
    }
    let mut paragraphs = vec![distinct(sentences).join(" ")];
    if telling.chance().happens(0.5) {
        paragraphs.push([telling.say(phrasing.plus), telling.say(phrasing.minus)].join(" "));
    }
    Draft { title, paragraphs, rating: u8::try_from(stars).ok() }
}

fn video(article: &str, subject: &Subject, phrasing: &Phrasing, telling: &mut Telling<'_>) -> Draft {
    let [headline, _, body, _] = phrasing.article.map(|part| format!("{article}{part}"));
    let event = matches!(subject.matter, Matter::Letter | Matter::Zip | Matter::ZipAfter);
    let title = match subject.matter {
        _ if event => telling.say(&headline),
        Matter::Repair => telling.say(phrasing.blog_mend),
        Matter::Outdoors => telling.say(phrasing.blog_outdoors),
        _ => telling.say(phrasing.video_title),
    };
    let mut paragraphs = Vec::new();
    match subject.matter {
        _ if event => paragraphs.extend(telling.several(&body, 1)),
        Matter::Repair => paragraphs.extend(telling.several(phrasing.mend, 1)),
        Matter::Gear => paragraphs.push(opinion(subject.tone, phrasing, telling, 1).join(" ")),
        _ => {}
    }
    paragraphs.extend(telling.several(phrasing.video_text, 2));
    Draft { title, paragraphs, rating: None }
}
