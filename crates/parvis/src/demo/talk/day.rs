//! What is said on one site on one day: the ordinary talk, what the agency's item brings, and the two episodes.

use domain::Language;
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    PAST_DAYS_MAX, Said, advert, aside,
    chance::{Chance, word_key},
    compose::{self, Draft},
    episodes::{self, Script},
    grammar::Telling,
    phrasing::Phrasing,
    rhythm,
    subject::{Matter, Subject, Tone},
    voices::{self, Voice},
};
use crate::demo::sites::{self, Flavour, Site};

/// One telling of the whole story: the seed, and the day on which the demo is looked at, from which the episodes count back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Era {
    /// What makes this world differ from another.
    pub seed: u64,
    /// The date of the demo, in Paris.
    pub today: Date,
}

impl Era {
    /// How many days before today that date lies; negative after it.
    pub(crate) fn days_ago(&self, date: Date) -> i32 {
        (self.today - date).get_days()
    }

    fn key(&self, date: Date, word: &str, number: u64) -> [u64; 4] {
        [self.seed, word_key(word), day_number(date), number]
    }
}

/// The days since 1970, which every code of a document carries.
pub(crate) fn day_number(date: Date) -> u64 {
    u64::try_from((date - Date::constant(1970, 1, 1)).get_days()).unwrap_or_default()
}

/// A forum's thread.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: Subject,
    /// When it was opened.
    pub opened: Timestamp,
    /// Its number on the site.
    pub number: u64,
}

/// What a document is to be.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    /// A text of its own about a subject.
    Own(Subject),
    /// The first post of a thread.
    Opener(Thread),
    /// A reply in a thread, in that tone.
    Reply(Thread, Tone),
    /// The agency's item of that day, for the agency itself and for who reprints it.
    Wire(Date),
    /// Words written beforehand.
    Script(&'static Script),
}

/// A document's words with who wrote them.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The words.
    pub draft: Draft,
    /// Who says them.
    pub voice: Voice,
    /// The forum's thread that they stand in.
    pub thread: Option<u64>,
    /// Whether they are somebody else's words.
    pub reprint: bool,
    /// What slipped in.
    pub aside: Option<String>,
}

/// A document to be written, and when.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// When it is said.
    pub at: Timestamp,
    /// What it is.
    pub role: Role,
}

/// Everything that the site says on that date, in no order. The same for the same era, date and site.
pub(crate) fn day_of_site(era: &Era, date: Date, site: &Site) -> Vec<Said> {
    if site.quiet_since().is_some_and(|days| era.days_ago(date) < i32::try_from(days).unwrap_or(i32::MAX)) {
        return Vec::new();
    }
    let mut plans = ordinary(era, date, site);
    plans.extend(wire(era, date, site));
    plans.extend(episodes::of_day(era, date, site));
    let numbered = plans.into_iter().enumerate();
    numbered
        .map(|(number, plan)| {
            let code = base36(day_number(date) * DAY_CODES + number as u64);
            let mut chance = Chance::keyed(&era.key(date, site.key, 1_000 + number as u64));
            write(era, site, &plan, code, &mut chance)
        })
        .collect()
}

/// More documents than one site can say on one day.
const DAY_CODES: u64 = 10_000;

/// The document of that code, if the site said it on a day of the past.
pub(crate) fn find(era: &Era, site: &Site, code: &str) -> Option<Said> {
    let number = u64::from_str_radix(code, 36).ok()?;
    let days = i64::try_from(number / DAY_CODES).ok()?;
    let date = Date::constant(1970, 1, 1).checked_add(SignedDuration::from_hours(days.checked_mul(24)?)).ok()?;
    if !(0..=i32::try_from(PAST_DAYS_MAX).unwrap_or(i32::MAX)).contains(&era.days_ago(date)) {
        return None;
    }
    let place = usize::try_from(number % DAY_CODES).ok()?;
    day_of_site(era, date, site).into_iter().nth(place)
}

/// A number in the 36 digits that an address can carry.
pub(crate) fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push(char::from_digit(u32::try_from(number % 36).unwrap_or_default(), 36).unwrap_or('0'));
        number /= 36;
    }
    digits.iter().rev().collect()
}

fn ordinary(era: &Era, date: Date, site: &Site) -> Vec<Plan> {
    let mut chance = Chance::keyed(&era.key(date, site.key, 0));
    let count = rhythm::count_on(&mut chance, site.flavour, site.daily, date);
    if site.flavour == Flavour::Forum {
        return forum(era, date, site, count, &mut chance);
    }
    (0..count)
        .map(|_| {
            let at = rhythm::moment_on(&mut chance, site.flavour, date);
            Plan { at, role: Role::Own(Subject::ordinary(&mut chance, site.flavour)) }
        })
        .collect()
}

/// The threads that a forum opens on that date.
pub(crate) fn threads(era: &Era, date: Date, site: &Site) -> Vec<Thread> {
    let mut chance = Chance::keyed(&era.key(date, site.key, 1));
    (0..2 + chance.below(4))
        .map(|place| {
            let subject = Subject::ordinary(&mut chance, Flavour::Forum);
            Thread {
                title: compose::thread_title(site.language, &subject, &mut chance),
                subject,
                opened: rhythm::moment_on(&mut chance, Flavour::Forum, date),
                number: day_number(date) * 10 + place as u64,
            }
        })
        .collect()
}

/// How far back a reply goes: most answer what is new.
const REPLY_DAYS: [f64; 4] = [45.0, 30.0, 15.0, 10.0];

/// A thread of that date or shortly before, to answer in.
pub(crate) fn thread_to_answer(era: &Era, date: Date, site: &Site, chance: &mut Chance) -> Option<Thread> {
    let back = i64::try_from(chance.weighed(&REPLY_DAYS)).ok()?;
    let opened = date.checked_sub(SignedDuration::from_hours(back * 24)).ok()?;
    let threads = threads(era, opened, site);
    threads.get(chance.leaning(threads.len())).cloned()
}

fn forum(era: &Era, date: Date, site: &Site, count: usize, chance: &mut Chance) -> Vec<Plan> {
    let openers = threads(era, date, site);
    let replies = count.saturating_sub(openers.len());
    let mut plans: Vec<Plan> = openers.into_iter().map(|thread| Plan { at: thread.opened, role: Role::Opener(thread) }).collect();
    let midnight = rhythm::at(date, 23, 59, 59);
    for _ in 0..replies {
        let Some(thread) = thread_to_answer(era, date, site, chance) else { continue };
        let chosen = rhythm::moment_on(chance, Flavour::Forum, date);
        // Nobody answers before the question; who would have, answers within the hours after it.
        let soonest = thread.opened.saturating_add(SignedDuration::from_secs(chance.between(90, 5_400))).unwrap_or(chosen);
        let tone = Subject::ordinary(chance, Flavour::Forum).tone;
        plans.push(Plan { at: chosen.max(soonest).min(midnight), role: Role::Reply(thread, tone) });
    }
    plans
}

/// The agency's item of that date: what it is about and when it leaves.
fn dispatch(era: &Era, date: Date) -> (Subject, Timestamp) {
    let mut chance = Chance::keyed(&era.key(date, "wire", 0));
    let ordinary = Subject::ordinary(&mut chance, Flavour::Agency);
    let subject = match era.days_ago(date) {
        episodes::LETTER_WIRE_DAY => Subject::chosen(&mut chance, Matter::Letter, Tone::Good, true),
        _ => ordinary,
    };
    (subject, rhythm::at(date, 6, i8::try_from(chance.below(60)).unwrap_or_default(), 0))
}

fn wire(era: &Era, date: Date, site: &Site) -> Option<Plan> {
    if site.language != Language::French || !matches!(site.flavour, Flavour::Agency | Flavour::Regional) {
        return None;
    }
    let (_, leaves) = dispatch(era, date);
    let mut chance = Chance::keyed(&era.key(date, site.key, 2));
    let reprinted = era.days_ago(date) == episodes::LETTER_WIRE_DAY || chance.happens(0.4);
    let delay = if site.flavour == Flavour::Agency { 0 } else { chance.between(12, 300) };
    let at = leaves.saturating_add(SignedDuration::from_mins(delay)).unwrap_or(leaves);
    (site.flavour == Flavour::Agency || reprinted).then_some(Plan { at, role: Role::Wire(date) })
}

/// Writes a planned document.
pub(crate) fn write(era: &Era, site: &Site, plan: &Plan, code: String, chance: &mut Chance) -> Said {
    let mut voice = voices::somebody(era.seed, site, chance);
    let mut reprint = false;
    let (draft, thread) = match &plan.role {
        Role::Own(subject) => {
            let draft = compose::draft(site, subject, chance);
            (titled_thread(site, draft, subject, chance), None)
        }
        Role::Opener(thread) => {
            (Draft { title: thread.title.clone(), ..compose::draft(site, &thread.subject, chance) }, Some(thread))
        }
        Role::Reply(thread, tone) => {
            let subject = Subject { tone: *tone, ..thread.subject };
            let title = format!("{}{}", Phrasing::of(site.language).reply_mark, thread.title);
            let paragraphs = compose::reply(site.language, &subject, chance);
            (Draft { title, paragraphs, rating: None }, Some(thread))
        }
        Role::Wire(date) => {
            reprint = site.flavour != Flavour::Agency;
            if let Some(agency) = sites::site("agence-altitude").filter(|_| reprint) {
                voice = voices::named(agency, agency.name);
            }
            let mut chance = Chance::keyed(&era.key(*date, "wire", 1));
            (compose::draft(site, &dispatch(era, *date).0, &mut chance), None)
        }
        Role::Script(script) => {
            reprint = script.reprint;
            voice = script.author.map_or(voice, |name| voices::named(site, name));
            let mut telling = Telling::new(script.language, chance);
            let paragraphs = script.paragraphs.iter().flat_map(|rule| telling.all(rule)).collect();
            (Draft { title: script.title.map(|rule| telling.say(rule)).unwrap_or_default(), paragraphs, rating: None }, None)
        }
    };
    let chosen = matches!(plan.role, Role::Script(_));
    let advert = if chosen { None } else { advert::advert(era.seed, site, &code) };
    let aside = if chosen || advert.is_some() { None } else { aside::aside(era.seed, site, &code) };
    let (draft, voice) = match advert {
        Some((said, seller)) => (Draft { paragraphs: said, ..draft }, seller),
        None => (draft, voice),
    };
    let thread = thread.map(|thread| thread.number);
    Said::typed(site, plan.at, code, Written { draft, voice, thread, reprint, aside }, chance)
}

/// A post that opens a thread outside the day's own threads needs a title of its own.
fn titled_thread(site: &Site, draft: Draft, subject: &Subject, chance: &mut Chance) -> Draft {
    if site.flavour == Flavour::Forum {
        Draft { title: compose::thread_title(site.language, subject, chance), ..draft }
    } else {
        draft
    }
}
