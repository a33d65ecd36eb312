//! The two stories of the sixty days: a jacket that came back with a letter, and a zip that would not hold.

use domain::Language;
use jiff::{Timestamp, civil::Date};

use super::{
    chance::{Chance, word_key},
    compose,
    day::{Era, Plan, Role, Thread, day_number},
    rhythm,
    subject::{Matter, Subject, Tone},
};
use crate::demo::sites::{self, Flavour, Mood, Site, SourceKey};

/// The days before today of the success, with what each adds to the day's talk over all sites.
const LETTER_DAYS: [(i32, f64); 5] = [(40, 55.0), (39, 90.0), (38, 60.0), (37, 28.0), (36, 12.0)];
/// The day on which the agency takes up the success.
pub(crate) const LETTER_WIRE_DAY: i32 = 39;
/// The days before today of the bad buzz, after the evening on which it began.
const ZIP_DAYS: [(i32, f64); 6] = [(11, 115.0), (10, 150.0), (9, 85.0), (8, 45.0), (7, 20.0), (6, 9.0)];
/// The evening on which the bad buzz begins.
pub(crate) const ZIP_FIRST_DAY: i32 = 12;
/// The day on which the brand speaks.
const STATEMENT_DAY: i32 = 10;

/// Words written beforehand, for the moments on which a story turns.
#[derive(Debug)]
pub(crate) struct Script {
    /// Who says it; somebody of the site otherwise.
    pub author: Option<&'static str>,
    /// In which language.
    pub language: Language,
    /// The rule of the title.
    pub title: Option<&'static str>,
    /// The rules of the text, each said in full and in order.
    pub paragraphs: &'static [&'static str],
    /// Whether it is somebody else's text.
    pub reprint: bool,
}

static FIRST_POST: Script = Script {
    author: Some("julie_en_rando"),
    language: Language::French,
    title: Some("zip.premier.titre"),
    paragraphs: &["zip.premier"],
    reprint: false,
};
static FIRST_VIDEO: Script = Script {
    author: Some("Grand Pas"),
    language: Language::English,
    title: Some("zip.video.title"),
    paragraphs: &["zip.video"],
    reprint: false,
};
static STATEMENT: Script = Script {
    author: None,
    language: Language::French,
    title: Some("statement.titre"),
    paragraphs: &["statement.texte"],
    reprint: false,
};
static STATEMENT_COPY: Script = Script {
    author: Some("Agence Altitude"),
    language: Language::French,
    title: Some("statement.titre"),
    paragraphs: &["statement.texte"],
    reprint: true,
};

/// What is written beforehand: days before today, hour, minute, site, words.
static SCRIPTS: [(i32, i8, i8, SourceKey, &Script); 3] = [
    (ZIP_FIRST_DAY, 21, 48, "forum-rando", &FIRST_POST),
    (ZIP_FIRST_DAY, 23, 5, "hilltop-video", &FIRST_VIDEO),
    (STATEMENT_DAY, 9, 12, "depeche-des-cimes", &STATEMENT),
];

/// What the episodes add to that site on that date.
pub(crate) fn of_day(era: &Era, date: Date, site: &Site) -> Vec<Plan> {
    let ago = era.days_ago(date);
    let mut chance = Chance::keyed(&[era.seed, word_key("episodes"), word_key(site.key), day_number(date)]);
    let mut plans: Vec<Plan> = SCRIPTS
        .iter()
        .filter(|(day, _, _, key, _)| *day == ago && *key == site.key)
        .map(|(_, hour, minute, _, script)| Plan { at: rhythm::at(date, *hour, *minute, 0), role: Role::Script(script) })
        .collect();
    if let Some((_, extra)) = LETTER_DAYS.iter().find(|(day, _)| *day == ago) {
        let starts = if ago == LETTER_DAYS[0].0 { rhythm::at(date, 11, 5, 0) } else { Timestamp::MIN };
        let said = added(era, date, site, *extra, &mut chance, |_, _| Matter::Letter);
        plans.extend(said.into_iter().filter(|plan| plan.at >= starts));
    }
    if ago == ZIP_FIRST_DAY {
        plans.extend(first_night(era, date, site, &mut chance));
    }
    if let Some((_, extra)) = ZIP_DAYS.iter().find(|(day, _)| *day == ago) {
        plans.extend(added(era, date, site, *extra, &mut chance, |at, chance| zip_matter(era, date, site, at, chance)));
    }
    if ago == STATEMENT_DAY {
        plans.extend(statement_copy(date, site, &mut chance));
    }
    plans
}

/// How much of an episode's talk happens in such places.
const fn episode_share(flavour: Flavour) -> f64 {
    match flavour {
        Flavour::Social => 0.47,
        Flavour::Forum => 0.2,
        Flavour::Reviews => 0.1,
        Flavour::Regional => 0.1,
        Flavour::Magazine => 0.07,
        Flavour::Video => 0.03,
        Flavour::Blog => 0.03,
        Flavour::Agency => 0.0,
    }
}

fn added(
    era: &Era,
    date: Date,
    site: &Site,
    extra: f64,
    chance: &mut Chance,
    matter: impl Fn(Timestamp, &mut Chance) -> Matter,
) -> Vec<Plan> {
    let alike = sites::sites().iter().filter(|other| other.flavour == site.flavour).count().max(1);
    let count = chance.times(extra * episode_share(site.flavour) / alike as f64);
    (0..count)
        .map(|_| {
            let at = rhythm::moment_on(chance, site.flavour, date);
            let matter = matter(at, chance);
            Plan { at, role: role(era, site, matter, chance) }
        })
        .collect()
}

fn role(era: &Era, site: &Site, matter: Matter, chance: &mut Chance) -> Role {
    let tone = match matter {
        Matter::Letter => Tone::Good,
        Matter::Zip => Tone::Bad,
        _ => Tone::Plain,
    };
    let subject = Subject::chosen(chance, matter, tone, true);
    if site.flavour == Flavour::Forum {
        Role::Reply(thread(era, site, subject, chance.below(3) as u64), tone)
    } else {
        Role::Own(subject)
    }
}

/// One of the three threads in which a forum talks of an episode.
fn thread(era: &Era, site: &Site, subject: Subject, number: u64) -> Thread {
    let first = if subject.matter == Matter::Letter { LETTER_DAYS[0].0 } else { ZIP_FIRST_DAY };
    let opened = era.today.saturating_sub(jiff::SignedDuration::from_hours(i64::from(first) * 24));
    let mut chance = Chance::keyed(&[era.seed, word_key("episode thread"), word_key(site.key), day_number(opened), number]);
    Thread {
        title: compose::thread_title(site.language, &subject, &mut chance),
        subject,
        opened: rhythm::at(opened, 22, 0, 0),
        number: day_number(opened) * 10 + 9 - number,
    }
}

/// Between the first post and midnight: a thread that fills, a video, and the first short posts that carry it.
fn first_night(era: &Era, date: Date, site: &Site, chance: &mut Chance) -> Vec<Plan> {
    let (from, count) = match site.key {
        "forum-rando" => (rhythm::at(date, 21, 53, 0), 8),
        "azuree" => (rhythm::at(date, 23, 8, 0), 8),
        "trompe" => (rhythm::at(date, 23, 11, 0), 5),
        _ => return Vec::new(),
    };
    let midnight = rhythm::at(date, 23, 59, 50);
    (0..count)
        .map(|_| {
            let span = midnight.duration_since(from).as_secs();
            let at = from.saturating_add(jiff::SignedDuration::from_secs(chance.between(0, span))).unwrap_or(from);
            let subject = Subject::chosen(chance, Matter::Zip, Tone::Bad, true);
            let role = if site.flavour == Flavour::Forum {
                Role::Reply(thread(era, site, subject, 0), Tone::Bad)
            } else {
                Role::Own(subject)
            };
            Plan { at, role }
        })
        .collect()
}

/// Once the brand has spoken, newspapers write about that, and people come round little by little.
fn zip_matter(era: &Era, date: Date, site: &Site, at: Timestamp, chance: &mut Chance) -> Matter {
    let ago = era.days_ago(date);
    let spoken = ago < STATEMENT_DAY || (ago == STATEMENT_DAY && at > rhythm::at(date, 9, 30, 0));
    let reported = matches!(site.flavour, Flavour::Regional | Flavour::Magazine | Flavour::Blog | Flavour::Video);
    let calmed = 0.35 + 0.1 * f64::from(STATEMENT_DAY - ago);
    if spoken && (reported || chance.happens(calmed)) { Matter::ZipAfter } else { Matter::Zip }
}

/// The statement as other papers print it: same words, later.
fn statement_copy(date: Date, site: &Site, chance: &mut Chance) -> Option<Plan> {
    let press = matches!(site.flavour, Flavour::Regional | Flavour::Agency | Flavour::Magazine);
    let awake = !matches!(site.mood, Mood::Silent(_) | Mood::Gone(_));
    (press && awake && site.language == Language::French && site.key != "depeche-des-cimes").then(|| {
        let later = jiff::SignedDuration::from_mins(chance.between(6, 290));
        let at = rhythm::at(date, 9, 12, 0);
        Plan { at: at.saturating_add(later).unwrap_or(at), role: Role::Script(&STATEMENT_COPY) }
    })
}
