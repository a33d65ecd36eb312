//! News texts, each with three to six copies that were corrupted by a seeded chance: cut at the end or the beginning, under
//! another headline, with boiler-plate before or after, with other punctuation, quoted in a retweet, with links, with a word
//! changed, and two of these at once. The hard part is what is no copy: other news of the same day and subject (the file has many),
//! texts under the same headline, and everything that shares a banner with everything else.
//!
//! The file has copies of its own; a text that shares a third of its runs of three words with an earlier one is left out.

use std::collections::{BTreeSet, HashMap};

use crate::pairs::{Pairs, stories};

/// Texts that are corrupted.
const TEXTS: usize = 3_000;

const BANNERS: [&str; 12] = [
    "We use cookies and similar technologies to give you a better experience, to measure our audience and to show you advertising that suits you. You may accept or refuse.",
    "Subscribe to our newsletter and receive the best of the week every Sunday morning in your mailbox, free of charge.",
    "All rights reserved. No part of this article may be reproduced, stored or transmitted without the written permission of the publisher.",
    "Nous utilisons des cookies pour améliorer votre expérience. En poursuivant votre navigation, vous acceptez notre politique de confidentialité.",
    "This material may not be published, broadcast, rewritten or redistributed. Copyright 2004 by the agency named above.",
    "Read also: the ten pictures of the week, the most read of our magazine, and what our readers say.",
    "Share this on Facebook, Twitter, WhatsApp. Leave a comment below and tell us what you think of it.",
    "Sign in to continue reading. Already a member? Log in here. You have two free articles left this month.",
    "Advertisement. Scroll down to continue with the story.",
    "About the author: our correspondent has covered business and politics for fifteen years from four continents and can be reached by mail.",
    "Sent from my phone, please excuse my brevity. -- The opinions are mine alone and do not engage my employer.",
    "The post appeared first on our site. Click here for more stories like this one, and follow us to miss nothing.",
];

const COMMENTS: [&str; 6] = ["Wow.", "This is terrible!", "Must read:", "So true…", "À lire", "I told you so, did I not?"];

const HEADLINES: [&str; 8] = [
    "What we know so far", "Breaking news this morning", "Here is why it matters", "The story of the day", "Markets, people and places",
    "Update 2: more details", "Five things to know", "L'essentiel de l'actualité",
];

/// A seeded chance (SplitMix64, public domain).
pub(crate) struct Chance(pub u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, many: &[&'a str]) -> &'a str {
        many[self.below(many.len())]
    }
}

const KINDS: [&str; 9] = ["cut", "cut_front", "headline", "banner", "punctuation", "retweet", "links", "word", "exact"];

struct Copy {
    title: String,
    text: String,
    of: u64,
    kind: &'static str,
}

pub(crate) fn measure(news: &[(&str, &str)]) {
    for seed in [1, 2] {
        let name = if seed == 1 { "corrupted" } else { "corrupted2" };
        let copies = corrupt(&apart(news), seed);
        let found = stories(copies.iter().map(|copy| (copy.title.as_str(), copy.text.as_str())));
        let wanted: Vec<u64> = copies.iter().map(|copy| copy.of).collect();
        let pairs = Pairs::of(&found, &wanted);
        println!("{name}.texts\t{}", copies.len());
        println!("{name}.precision\t{:.4}", pairs.precision());
        println!("{name}.recall\t{:.4}", pairs.recall());
        println!("{name}.f1\t{:.4}", pairs.f1());
        by_kind(&copies, &found, name);
        if std::env::var_os("SHOW").is_some() {
            show(&copies, &found);
        }
    }
}

/// Of each kind of copy, how many went to the story of the text itself.
fn by_kind(copies: &[Copy], found: &[u64], name: &str) {
    let mut whole: HashMap<u64, u64> = HashMap::new();
    for (copy, story) in copies.iter().zip(found).filter(|(copy, _)| copy.kind == "itself") {
        whole.insert(copy.of, *story);
    }
    let mut kinds: Vec<&str> = copies.iter().map(|copy| copy.kind).filter(|kind| *kind != "itself").collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let (mut all, mut right) = (0, 0);
        for (copy, story) in copies.iter().zip(found).filter(|(copy, _)| copy.kind == kind) {
            all += 1;
            right += usize::from(whole.get(&copy.of) == Some(story));
        }
        println!("{name}.{kind}\t{:.4}", right as f64 / all as f64);
    }
}

fn show(copies: &[Copy], found: &[u64]) {
    let mut shown = 0;
    let mut first: HashMap<u64, usize> = HashMap::new();
    for (place, story) in found.iter().enumerate() {
        let other = *first.entry(*story).or_insert(place);
        if copies[other].of != copies[place].of && shown < 15 {
            shown += 1;
            println!("WRONG {} {}\n   {} | {}\n   {} | {}", copies[other].kind, copies[place].kind, copies[other].title, copies[other].text, copies[place].title, copies[place].text);
        }
    }
}

/// Texts that share little with one another.
fn apart<'a>(news: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut bearers: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    let mut kept: Vec<(&str, &str)> = Vec::new();
    let mut sizes: Vec<usize> = Vec::new();
    for (title, text) in news {
        let words: Vec<String> = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        let runs: BTreeSet<Vec<String>> = words.windows(3).map(<[String]>::to_vec).collect();
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for run in &runs {
            bearers.get(run).into_iter().flatten().for_each(|other| *shared.entry(*other).or_default() += 1);
        }
        if runs.len() < 8 || shared.iter().any(|(other, both)| both * 3 >= runs.len().min(sizes[*other])) {
            continue;
        }
        let place = kept.len();
        kept.push((title, text));
        sizes.push(runs.len());
        runs.into_iter().for_each(|run| bearers.entry(run).or_default().push(place));
        if kept.len() == TEXTS {
            break;
        }
    }
    kept
}

fn corrupt(news: &[(&str, &str)], seed: u64) -> Vec<Copy> {
    let mut chance = Chance(seed);
    let mut copies = Vec::new();
    for (of, (title, text)) in (0..).zip(news) {
        copies.push(Copy { title: (*title).to_owned(), text: (*text).to_owned(), of, kind: "itself" });
        for _ in 0..3 + chance.below(4) {
            let kind = KINDS[chance.below(KINDS.len())];
            let mut copy = Copy { title: (*title).to_owned(), text: (*text).to_owned(), of, kind };
            change(&mut copy, kind, &mut chance);
            if chance.below(3) == 0 {
                change(&mut copy, KINDS[chance.below(KINDS.len())], &mut chance);
                copy.kind = "two";
            }
            copies.push(copy);
        }
        // Another text under this headline is no copy.
        if chance.below(10) == 0 {
            let other = chance.below(news.len());
            copies.push(Copy { title: (*title).to_owned(), text: news[other].1.to_owned(), of: other as u64, kind: "headline" });
        }
    }
    for place in (1..copies.len()).rev() {
        copies.swap(place, chance.below(place + 1));
    }
    copies
}

fn change(copy: &mut Copy, kind: &str, chance: &mut Chance) {
    let words: Vec<&str> = copy.text.split(' ').collect();
    let length = words.len();
    copy.text = match kind {
        "cut" => format!("{}{}", words[..length * (40 + chance.below(45)) / 100].join(" "), ["", "…", " [...]"][chance.below(3)]),
        "cut_front" => words[length * (15 + chance.below(40)) / 100..].join(" "),
        "headline" => {
            copy.title = chance.of(&HEADLINES).to_owned();
            copy.text.clone()
        }
        "banner" if chance.below(3) == 0 => format!("{} {}", chance.of(&BANNERS), copy.text),
        "banner" => format!("{} {}", copy.text, chance.of(&BANNERS)),
        "punctuation" => copy.text.replace('\'', "’").replace('"', "”").replace(" - ", " — ").replace(',', " ,").replace(". ", " ! "),
        "retweet" if chance.below(2) == 0 => format!("{} RT @user{}: {}", chance.of(&COMMENTS), chance.below(99), copy.text),
        "retweet" => format!("RT @user{}: {}", chance.below(99), copy.text),
        "links" => format!("{} https://example.org/{}?utm_source=x", copy.text, chance.next()),
        "word" => {
            let place = chance.below(length);
            words.iter().enumerate().map(|(at, word)| if at == place { "otherwise" } else { word }).collect::<Vec<_>>().join(" ")
        }
        _ => copy.text.to_uppercase(),
    };
}
