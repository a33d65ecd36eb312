//! `measure_personal [PART…]`: how much of what is marked as private in `tests/personal.tsv` is found, and how much else, and how
//! long a text without anything private takes. Prints `name<TAB>value` lines; what is missed or wrong of the named parts (`rules`,
//! `aside`, `later`, `fresh`) goes to standard error; `FILE=…` names another file. A line is a part, a tab, a text with `⟦kind:…⟧` around what is private, or without, a trap.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "what it prints is its result")]

use std::{error::Error, fs, hint::black_box, ops::Range, time::Instant};
use text::personal::{Kind, Personal, find};

/// The parts of the file: what the rules were written with, what was kept aside, what was written when the rules stood and
/// mended them afterwards, and
/// what was written last, on which nothing was mended.
const PARTS: [&str; 4] = ["rules", "aside", "later", "fresh"];
/// Rounds of the timing; the least is taken, since other programs run too.
const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/personal.tsv");
    let file = arguments.iter().find_map(|argument| argument.strip_prefix("FILE=")).unwrap_or(own);
    let lines = fs::read_to_string(file)?;
    let mut counts = [[0_usize; 4]; PARTS.len()];
    for line in lines.lines() {
        let (part, marked) = line.split_once('\t').ok_or("a line without a tab")?;
        let (text, wanted) = unmarked(&marked.replace("\\n", "\n"));
        let found = find(&text);
        let count = &mut counts[PARTS.iter().position(|known| *known == part).ok_or("an unknown part")?];
        let missed: Vec<_> = wanted.iter().filter(|wanted| !found.iter().any(|found| is_same(found, wanted))).collect();
        let wrong: Vec<_> = found.iter().filter(|found| !wanted.iter().any(|wanted| is_same(found, wanted))).collect();
        let inexact = wanted
            .iter()
            .filter(|(kind, range)| !found.iter().any(|found| found.kind == *kind && (found.start..found.end) == *range));
        *count = [count[0] + wanted.len(), count[1] + missed.len(), count[2] + wrong.len(), count[3] + inexact.clone().count()];
        if arguments.iter().any(|shown| shown == part) && (!missed.is_empty() || !wrong.is_empty() || inexact.count() > 0) {
            eprintln!(
                "{marked}\n    {:?}",
                found.iter().map(|found| (found.kind, &text[found.start..found.end])).collect::<Vec<_>>()
            );
        }
    }
    let all = std::array::from_fn(|number| counts.iter().map(|count| count[number]).sum());
    for (name, [wanted, missed, wrong, inexact]) in PARTS.into_iter().zip(counts).chain([("all", all)]) {
        let right = wanted - missed;
        println!("personal.{name}.precision\t{:.2}", 100.0 * right as f64 / (right + wrong) as f64);
        println!("personal.{name}.recall\t{:.2}", 100.0 * right as f64 / wanted as f64);
        println!("personal.{name}.exact\t{:.2}", 100.0 * (wanted - inexact) as f64 / wanted as f64);
    }
    times();
    Ok(())
}

/// The text without its marks, and what was between them.
fn unmarked(marked: &str) -> (String, Vec<(Kind, Range<usize>)>) {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    let mut pieces = marked.split('⟦');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (inside, behind) = piece.split_once('⟧').unwrap_or((piece, ""));
        let (name, value) = inside.split_once(':').unwrap_or((inside, ""));
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        let start = text.len();
        text.push_str(value);
        wanted.extend(kind.map(|kind| (kind, start..text.len())));
        text.push_str(behind);
    }
    (text, wanted)
}

/// Of the same kind, and each covers more than half of both together.
fn is_same(found: &Personal, (kind, range): &(Kind, Range<usize>)) -> bool {
    let shared = found.end.min(range.end).saturating_sub(found.start.max(range.start));
    let both = found.end.max(range.end) - found.start.min(range.start);
    found.kind == *kind && shared * 2 > both
}

/// Microseconds for a text of 200 letters without anything private.
fn times() {
    let text = "J’ai commandé le 12 mai deux lampes à 49,90 € et la livraison devait prendre 3 jours ; or le service client, appelé \
                mardi, m’a dit que le colis attend au dépôt depuis 2 semaines. Very disappointed, at least answer me!";
    let letters: String = text.chars().take(200).collect();
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            (0..10_000).for_each(|_| drop(black_box(find(black_box(&letters)))));
            start.elapsed().as_secs_f64() * 1e6 / 10_000.0
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("personal.micros\t{:.2}", rounds[0]);
}
