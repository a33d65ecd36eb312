use proptest::prelude::*;

use super::*;
use crate::{File, Front, Phrase};

const TITLE: &str = "Choisir une veste d’hiver qui dure dix ans";
const DESCRIPTION: &str = "Membrane, garnissage, coupe : ce que nous regardons quand nous dessinons une veste, et ce que vous pouvez vérifier en magasin.";

struct Case<'a> {
    text: &'a str,
    title: &'a str,
    description: &'a str,
    language: &'a str,
    files: Vec<File>,
    phrases: Vec<Phrase>,
    state: LinkState,
}

fn picture() -> File {
    File { alt: "Une crête à l’aube".to_owned(), bytes: 90_000, width: 1_600, is_film: false }
}

fn case(text: &str) -> Case<'_> {
    Case {
        text,
        title: TITLE,
        description: DESCRIPTION,
        language: "",
        files: vec![picture()],
        phrases: Vec::new(),
        state: LinkState::Alive,
    }
}

impl Case<'_> {
    fn report(&self) -> Report {
        let (front, body) = Front::read(self.text);
        let links = |_: &url::Url| self.state.clone();
        check(&Draft {
            title: self.title,
            description: self.description,
            language: self.language,
            author: "Léa",
            files: &self.files,
            phrases: &self.phrases,
            ..Draft::of_file(&front, body, &links)
        })
    }

    fn check(&self, expect: &[Finding]) {
        assert_eq!(self.report().findings, expect, "{}", self.text);
    }
}

#[test]
fn a_good_article_has_no_findings() {
    case("Des mots.\n\n## Un\n\n### Un et demi\n\n## Deux\n\nVoir [le guide des membranes](https://a.example/g).").check(&[]);
}

#[test]
fn titles_and_descriptions_are_measured_in_pixels() {
    let wide = "W".repeat(30);
    Case { title: &wide, ..case("a") }.check(&[Finding::TitleTooWide { px: 567, most: TITLE_PX_MAX }]);
    Case { title: &"i".repeat(60), ..case("a") }.check(&[]);
    Case { title: "Veste", ..case("a") }.check(&[Finding::TitleTooNarrow { px: 52, least: TITLE_PX_MIN }]);
    Case { title: "", description: "", ..case("a") }.check(&[
        Finding::TitleMissing,
        Finding::TopHeadingMissing,
        Finding::DescriptionMissing,
    ]);
    let report = Case { description: &"mot ".repeat(80), ..case("a") }.report();
    assert!(report.snippet.description.ends_with("mot …"), "{}", report.snippet.description);
    assert!(width_px(&report.snippet.description, DESCRIPTION_FONT_PX) <= DESCRIPTION_PX_MAX);
}

#[test]
fn there_is_one_first_heading_and_no_level_is_left_out() {
    case("# Encore\n\n### Loin\n\n##").check(&[
        Finding::TopHeadingAgain { line: 1, words: "Encore".to_owned() },
        Finding::HeadingSkips { line: 3, words: "Loin".to_owned(), from: 1, to: 3 },
        Finding::HeadingEmpty { line: 5 },
    ]);
    // Without a title of its own, the first heading of the text is the title.
    Case { title: "", ..case("# Choisir une veste d’hiver qui dure\n\n## Un") }.check(&[]);
    case(&"mot ".repeat(301)).check(&[Finding::HeadingsMissing { words: 301, most: HEADINGLESS_WORDS_MAX }]);
}

#[test]
fn links_are_told_by_what_is_known_of_them() {
    let text = "---\nauthor: Léa\n---\nVoir [la carte](https://a.example/x).";
    let at = |state| Case { state, ..case(text) };
    let address = || "https://a.example/x".to_owned();
    at(LinkState::Dead { status: 404 }).check(&[Finding::LinkDead { line: 4, address: address(), status: 404 }]);
    let to = || "https://b.example/".to_owned();
    at(LinkState::Moved { to: to() }).check(&[Finding::LinkMoved { line: 4, address: address(), to: to() }]);
    at(LinkState::Silent).check(&[Finding::LinkSilent { line: 4, address: address() }]);
    at(LinkState::Private).check(&[Finding::LinkPrivate { line: 4, address: address() }]);
    assert_eq!((at(LinkState::Unknown).report().unknown_links, at(LinkState::Alive).report().unknown_links), (1, 0));
    case("[ici](https://a.example/) et [vide]()").check(&[
        Finding::LinkEmpty { line: 1, words: "vide".to_owned() },
        Finding::LinkVague { line: 1, words: "ici".to_owned() },
    ]);
    case("<https://a.example/>").check(&[]);
}

#[test]
fn pictures_need_words_and_must_not_weigh_too_much() {
    case("![](https://a.example/1.jpg) ![](media:1) ![IMG_2041.jpg](media:1) ![x](media:2)").check(&[
        Finding::AltMissing { line: 1 },
        Finding::ImageUnknown { line: 1, number: 2 },
        Finding::AltIsFileName { line: 1 },
    ]);
    let heavy = File { bytes: 2 << 20, width: 800, ..picture() };
    Case { files: vec![heavy, picture()], ..case("a") }.check(&[
        Finding::ImagesHeavy { bytes: (2 << 20) + 90_000, most: IMAGES_BYTES_MAX, heaviest: 1 },
        Finding::ImageNarrow { width: 800, least: IMAGE_PX_MIN },
    ]);
    Case { files: Vec::new(), ..case("a") }.check(&[Finding::ImageMissing]);
}

#[test]
fn a_sheet_is_checked_field_by_field() {
    case("---\nname: Veste\nprice: cher\ngtin: 6291041500214\nbrand: Solenne\navailability: in_stock\n---\na").check(&[
        Finding::ProductWrong { field: "currency", why: "missing" },
        Finding::ProductWrong { field: "price", why: "not_an_amount" },
        Finding::ProductWrong { field: "gtin", why: "wrong_check_digit" },
    ]);
    case("---\nname: Veste\nprice: 3\ncurrency: EUR\n---\na").check(&[
        Finding::StructuredPoorer { kind: "Product", property: "brand" },
        Finding::StructuredPoorer { kind: "Product", property: "gtin" },
        Finding::StructuredPoorer { kind: "Offer", property: "availability" },
    ]);
}

#[test]
fn hard_words_and_long_sentences_are_told_in_both_languages() {
    let hard = "L’institutionnalisation des réglementations internationales complexifie considérablement l’administration \
                gouvernementale contemporaine. "
        .repeat(5);
    let findings = Case { language: "fr-CA", ..case(&hard) }.report().findings;
    assert!(matches!(findings[0], Finding::HardToRead { sentences: 5, .. }), "{findings:?}");
    assert_eq!(Case { language: "de", ..case(&hard) }.report().level, None);
    let long = format!("The dog {}ran.", "and the cat ".repeat(12));
    let findings = Case { language: "en", ..case(&long) }.report().findings;
    let begins = "The dog and the cat and".to_owned();
    assert_eq!(findings, [Finding::SentenceLong { words: 39, most: SENTENCE_WORDS_MAX, begins }]);
}

#[test]
fn what_people_say_is_looked_for_as_whole_words_without_accents() {
    let phrase = |phrase: &str, mentions| Phrase { phrase: phrase.to_owned(), mentions };
    let phrases = vec![phrase("garantie à vie", 41), phrase("veste d'hiver", 9), phrase("col", 3)];
    let of = Case { phrases, ..case("La GARANTIE A VIE, la colle.") }.report();
    assert_eq!(of.findings, [Finding::PhraseUnused { phrase: "col".to_owned(), mentions: 3 }]);
    let places: Vec<_> = of.phrases.iter().map(|one| (one.in_title, one.in_text)).collect();
    assert_eq!(places, [(false, true), (true, false), (false, false)]);
}

proptest! {
    #[test]
    fn every_text_is_checked(text in "(\\PC|\n|# |---\n|a: b\n|!\\[|\\]\\(media:1\\)|\\[a\\]\\(https://b.c\\)|<){0,80}") {
        let report = Case { language: "fr", ..case(&text) }.report();
        prop_assert!(width_px(&report.snippet.title, TITLE_FONT_PX) <= TITLE_PX_MAX);
    }
}
