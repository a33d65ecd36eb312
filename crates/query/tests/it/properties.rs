//! Properties over small vocabularies, where everything collides with everything.

use std::collections::BTreeSet;

use proptest::prelude::*;
use query::{Analysis, Candidates, Dialect, Document, Language, ProblemKind, candidates, parse, parse_as, print};

/// Whether the terms that an index would hold pass a filter.
pub(crate) fn passes(filter: &Candidates, analysis: &Analysis) -> bool {
    match filter {
        Candidates::And(parts) => parts.iter().all(|part| passes(part, analysis)),
        Candidates::Or(parts) => parts.iter().any(|part| passes(part, analysis)),
        Candidates::Term(term) => analysis.index_terms().any(|known| known == term),
        Candidates::Prefix(prefix) => analysis.index_terms().any(|known| known.starts_with(prefix.as_str())),
        Candidates::Everything => true,
    }
}

/// A query as the naive evaluator below reads it.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Word(&'static str),
    Exact(&'static str),
    Prefix(&'static str),
    Phrase(Vec<&'static str>),
    Stretch(Vec<&'static str>, u32),
    Near(Box<Asked>, Box<Asked>, u32, bool),
    Sentence(Box<Asked>, Box<Asked>),
    AtLeast(usize, Box<Asked>),
    And(Vec<Asked>),
    Or(Vec<Asked>),
    Not(Box<Asked>),
    Title(Box<Asked>),
}

impl Asked {
    pub(crate) fn text(&self) -> String {
        let joined =
            |parts: &[Self], joint: &str| parts.iter().map(|part| format!("({})", part.text())).collect::<Vec<_>>().join(joint);
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Exact(word) => format!("{{{word}}}"),
            Self::Prefix(prefix) => format!("{prefix}*"),
            Self::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Self::Stretch(words, slack) => format!("\"{}\"~{slack}", words.join(" ")),
            Self::Near(left, right, distance, ordered) => {
                format!("({}) NEAR/{distance}{} ({})", left.text(), if *ordered { "f" } else { "" }, right.text())
            }
            Self::Sentence(left, right) => format!("({}) SENTENCE ({})", left.text(), right.text()),
            Self::AtLeast(count, of) => format!("ATLEAST/{count} ({})", of.text()),
            Self::And(parts) => joined(parts, " "),
            Self::Or(parts) => joined(parts, " OR "),
            Self::Not(of) => format!("NOT ({})", of.text()),
            Self::Title(of) => format!("title:({})", of.text()),
        }
    }
}

/// A word at its place: as written, position, sentence, whether in the title.
#[derive(Clone, Debug)]
struct Placed {
    written: String,
    position: u32,
    sentence: u32,
    in_title: bool,
}

fn read(title: &str, body: &str) -> Vec<Placed> {
    let mut words: Vec<Placed> = Vec::new();
    let mut sentence = 0;
    for (text, in_title) in [(title, true), (body, false)] {
        let gap = if words.is_empty() { 0 } else { words.last().unwrap().position + 101 };
        sentence += 1;
        for (position, piece) in (gap..).zip(text.split_whitespace()) {
            words.push(Placed { written: piece.trim_end_matches('!').to_owned(), position, sentence, in_title });
            sentence += u32::from(piece.ends_with('!'));
        }
    }
    words
}

type Spans = BTreeSet<(usize, usize)>;

/// All stretches, as first and last index into the words, by trying everything.
fn spans(asked: &Asked, words: &[Placed]) -> Spans {
    let all = 0..words.len();
    let single = |holds: &dyn Fn(&str) -> bool| all.clone().filter(|at| holds(&words[*at].written)).map(|at| (at, at)).collect();
    let position = |at: usize| words[at].position;
    match asked {
        Asked::Word(word) => single(&|written| written.to_lowercase() == *word),
        Asked::Exact(word) => single(&|written| written == *word),
        Asked::Prefix(prefix) => single(&|written| written.to_lowercase().starts_with(prefix)),
        Asked::Phrase(wanted) => {
            let stands = |at: usize| {
                wanted.iter().zip(at..).all(|(word, here)| {
                    here < words.len()
                        && words[here].written.to_lowercase() == *word
                        && (position(here) - position(at)) as usize == here - at
                })
            };
            all.filter(|at| stands(*at)).map(|at| (at, at + wanted.len() - 1)).collect()
        }
        Asked::Stretch(wanted, slack) => stretches(wanted, *slack, words),
        Asked::Near(left, right, distance, ordered) => {
            pairs(left, right, words, *ordered, &|before, after| position(after.0) - position(before.1) <= *distance)
        }
        Asked::Sentence(left, right) => pairs(left, right, words, false, &|before, after| {
            (before.0..=before.1).chain(after.0..=after.1).all(|at| words[at].sentence == words[before.0].sentence)
        }),
        Asked::Or(parts) => parts.iter().flat_map(|part| spans(part, words)).collect(),
        other => panic!("{other:?} has no place"),
    }
}

fn stretches(wanted: &[&str], slack: u32, words: &[Placed]) -> Spans {
    let holds = |from: usize, to: usize| {
        wanted.iter().all(|word| {
            let count = |written: &dyn Fn(&&&str) -> bool| wanted.iter().filter(written).count();
            let there = words[from..=to].iter().filter(|placed| placed.written.to_lowercase() == **word).count();
            there >= count(&|other| *other == word)
        })
    };
    let is_wanted = |at: &usize| wanted.contains(&words[*at].written.to_lowercase().as_str());
    let starts =
        (0..words.len()).filter(is_wanted).filter_map(|from| Some((from, (from..words.len()).find(|to| holds(from, *to))?)));
    let ends = (0..words.len()).filter(is_wanted).filter_map(|to| Some(((0..=to).rev().find(|from| holds(*from, to))?, to)));
    let is_short = |(from, to): &(usize, usize)| words[*to].position - words[*from].position < wanted.len() as u32 + slack;
    starts.chain(ends).filter(is_short).collect()
}

fn pairs(
    left: &Asked,
    right: &Asked,
    words: &[Placed],
    ordered: bool,
    stand: &dyn Fn((usize, usize), (usize, usize)) -> bool,
) -> Spans {
    let (lefts, rights) = (spans(left, words), spans(right, words));
    let mut found = Spans::new();
    for one in &lefts {
        for other in &rights {
            if one.1 < other.0 && stand(*one, *other) {
                found.insert((one.0, other.1));
            }
            if !ordered && other.1 < one.0 && stand(*other, *one) {
                found.insert((other.0, one.1));
            }
        }
    }
    found
}

fn holds(asked: &Asked, words: &[Placed]) -> bool {
    match asked {
        Asked::And(parts) => parts.iter().all(|part| holds(part, words)),
        Asked::Or(parts) => parts.iter().any(|part| holds(part, words)),
        Asked::Not(of) => !holds(of, words),
        Asked::AtLeast(count, of) => spans(of, words).len() >= *count,
        Asked::Title(of) => {
            let title: Vec<Placed> = words.iter().filter(|word| word.in_title).cloned().collect();
            holds(of, &title)
        }
        _ => !spans(asked, words).is_empty(),
    }
}

const WORDS: [&str; 5] = ["aa", "ab", "abc", "bb", "cc"];

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&WORDS[..])
}

/// What has a place in the text, so that proximities can be measured from it.
fn positional() -> impl Strategy<Value = Asked> {
    let words = || prop::collection::vec(word(), 2..4);
    let leaf = prop_oneof![
        4 => word().prop_map(Asked::Word),
        1 => prop::sample::select(vec!["Aa", "aa", "BB"]).prop_map(Asked::Exact),
        1 => prop::sample::select(vec!["aa", "ab", "bb"]).prop_map(Asked::Prefix),
        2 => words().prop_map(Asked::Phrase),
        1 => (words(), 0_u32..3).prop_map(|(words, slack)| Asked::Stretch(words, slack)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let both = (inner.clone(), inner.clone());
        prop_oneof![
            (both.clone(), 1_u32..5, any::<bool>()).prop_map(|((left, right), distance, ordered)| Asked::Near(
                left.into(),
                right.into(),
                distance,
                ordered
            )),
            both.prop_map(|(left, right)| Asked::Sentence(left.into(), right.into())),
            prop::collection::vec(inner, 2..4).prop_map(Asked::Or),
        ]
    })
}

pub(crate) fn asked() -> impl Strategy<Value = Asked> {
    let leaf = prop_oneof![
        4 => positional(),
        1 => (1_usize..4, positional()).prop_map(|(count, of)| Asked::AtLeast(count, of.into())),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Asked::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Asked::Or),
            inner.clone().prop_map(|of| Asked::Not(of.into())),
            positional().prop_map(|of| Asked::Title(of.into())),
        ]
    })
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec!["aa", "Aa", "ab", "abc", "bb", "BB", "cc", "xx", "aa!", "xx!", "bb!"]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

/// Pieces of queries, good and bad, to be thrown together.
const PIECES: [&str; 67] = [
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "NEAR/5",
    "ONEAR/2",
    "SENTENCE",
    "ATLEAST/2",
    "\"",
    "\"a b\"",
    "~3",
    "a",
    "été",
    "l'Oréal",
    "*",
    "ab*",
    "l'ab*c",
    "東*",
    "東京",
    "{",
    "}",
    "{Ab Cd}",
    "<<<",
    ">>>",
    "[[",
    "]]",
    "title:",
    "text:",
    "site:",
    "url:",
    "author:",
    "tag:",
    "lang:fr",
    "[1 TO 2]",
    "rating:",
    "published:7d",
    "published:",
    "[2026 TO *]",
    "-",
    "--",
    "/a+/",
    "/A(b/",
    "😀",
    "👍🏽",
    "#x",
    "@y@z.fr",
    "$AB",
    "https://a.fr/b?c=1",
    "½",
    "㍿",
    "ﬁ",
    "stem(ab)",
    "stem(",
    "foo:bar",
    "a:b",
    "“x y”",
    "ab?",
    "and",
    "\0",
    "e\u{301}\u{200d}",
    "ʼn_ŉ",
    "ຌ",
    "ຌ?",
    "\u{1e008}?",
    "?",
    "*",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&PIECES[..]);
    prop::collection::vec((piece, prop::sample::select(vec![" ", " ", ""])), 0..14)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| format!("{piece}{joint}")).collect())
}

/// Short texts full of `*` and `?` among letters and marks of any script.
fn wild() -> impl Strategy<Value = String> {
    let letter =
        prop_oneof![Just('*'), Just('?'), Just('a'), Just(' '), Just('東'), Just('ก'), Just('_'), Just('\''), any::<char>()];
    prop::collection::vec(letter, 1..8).prop_map(|letters| letters.into_iter().collect())
}

fn check_parsing(dialect: Dialect, text: &str) -> Result<(), TestCaseError> {
    let parsed = parse_as(dialect, text);
    for problem in &parsed.problems {
        prop_assert!(text.get(problem.span.clone()).is_some(), "{:?} of {:?}", problem, text);
        for language in [Language::English, Language::French] {
            prop_assert!(!problem.sentence(language).is_empty());
        }
    }
    let Some(query) = parsed.query else {
        prop_assert!(!parsed.problems.is_empty(), "refused without a word: {:?}", text);
        return Ok(());
    };
    let printed = print(&query);
    let again = parse(&printed);
    prop_assert_eq!(again.query.as_ref(), Some(&query), "{:?} printed as {:?}: {:?}", text, printed, again.problems);
    prop_assert_eq!(print(&query), print(again.query.as_ref().unwrap()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(600),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_evaluator_agrees_with_trying_everything(asked in asked(), title in text(), body in text()) {
        let written = asked.text();
        let parsed = parse(&written);
        let Some(query) = parsed.query else {
            let is_negative = parsed.problems.iter().any(|problem| problem.kind == ProblemKind::OnlyNegative);
            prop_assert!(is_negative, "{}: {:?}", written, parsed.problems);
            return Ok(());
        };
        let document = Document { title: &title, body: &body, ..Document::default() };
        let mut analysis = Analysis::new();
        analysis.read(&document);
        let expected = holds(&asked, &read(&title, &body));
        prop_assert_eq!(query.matches(&analysis, &document, 0), expected, "{}", &written);
        prop_assert_eq!(query.explain(&analysis, &document, 0).holds, expected);
        prop_assert!(!expected || passes(&candidates(&query), &analysis), "no candidate: {}", &written);
        prop_assert!(expected || query.hits(&analysis, &document, 0).is_empty());
        for span in query.hits(&analysis, &document, 0) {
            let part = if span.part == query::TITLE { &title } else { &body };
            prop_assert!(part.get(span.start as usize..span.end as usize).is_some_and(|hit| !hit.is_empty()));
        }
        let printed = print(&query);
        prop_assert_eq!(parse(&printed).query, Some(query), "{}", printed);
    }

    #[test]
    fn pieces_thrown_together_do_no_harm(text in soup(), dialect in prop::sample::select(&Dialect::ALL[..])) {
        check_parsing(dialect, &text)?;
    }

    #[test]
    fn any_text_does_no_harm(text in any::<String>(), dialect in prop::sample::select(&Dialect::ALL[..])) {
        check_parsing(dialect, &text)?;
    }

    #[test]
    fn wildcards_anywhere_do_no_harm(text in wild(), dialect in prop::sample::select(&Dialect::ALL[..])) {
        check_parsing(dialect, &text)?;
    }

    #[test]
    fn a_text_is_found_by_each_of_its_own_words(text in "\\PC{0,20}|[a-zéÉœß'’東ก😀#@. -]{0,20}") {
        let mut analysis = Analysis::new();
        let document = Document { body: &text, ..Document::default() };
        analysis.read(&document);
        for piece in text.split_whitespace() {
            let quoted = format!("\"{}\"", piece.replace(['"', '“', '”', '„', '‟', '«', '»', '＂', '*', '?'], ""));
            let wanted = parse(&quoted);
            if let Some(query) = wanted.query.filter(|_| quoted.len() == piece.len() + 2) {
                prop_assert!(query.matches(&analysis, &document, 0), "{} in {:?}", query, &text);
            }
        }
    }
}

/// Found by the properties above in the course of time, too rare to be met each time.
#[test]
fn what_did_harm_once_does_none() {
    for text in ["\u{1e008}?ຌ", "\u{fe76}\u{13440}𐧒?A", "0;᪀", "᪀;0"] {
        for dialect in Dialect::ALL {
            check_parsing(dialect, text).unwrap_or_else(|failed| panic!("{failed}"));
        }
    }
}
