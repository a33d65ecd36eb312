//! Which rules of the grammar each place and matter speak with, in both languages.

use domain::Language;

use super::chance::Chance;
use super::subject::{Matter, Tone};

/// The names of one language's rules.
#[derive(Debug)]
pub(crate) struct Phrasing {
    /// Good opinions of gear.
    pub praise: &'static str,
    /// Bad ones.
    pub gripe: &'static str,
    /// What somebody did with it.
    pub fact: &'static str,
    /// Questions about it.
    pub ask: &'static str,
    /// How an opinion ends.
    pub verdict: &'static str,
    /// Mending clothes.
    pub mend: &'static str,
    /// How a post begins.
    pub hello: &'static str,
    /// How it ends.
    pub sign: &'static str,
    /// A reply about paths and snow.
    pub reply_outdoors: &'static str,
    /// A reply about nothing much.
    pub reply_everyday: &'static str,
    /// Titles of threads about gear.
    pub thread_gear: &'static str,
    /// About mending.
    pub thread_mend: &'static str,
    /// About paths and snow.
    pub thread_outdoors: &'static str,
    /// About nothing much.
    pub thread_everyday: &'static str,
    /// About the zip.
    pub thread_zip: &'static str,
    /// About the letter.
    pub thread_letter: &'static str,
    /// Titles of good reviews.
    pub review_good: &'static str,
    /// Of middling ones.
    pub review_plain: &'static str,
    /// Of bad ones.
    pub review_bad: &'static str,
    /// Of those about the zip.
    pub review_zip: &'static str,
    /// What these say.
    pub review_zip_body: &'static str,
    /// Strong points.
    pub plus: &'static str,
    /// Weak points.
    pub minus: &'static str,
    /// Titles of videos.
    pub video_title: &'static str,
    /// What is written under them.
    pub video_text: &'static str,
    /// Titles of blog posts about gear.
    pub blog_gear: &'static str,
    /// About mending.
    pub blog_mend: &'static str,
    /// About walks.
    pub blog_outdoors: &'static str,
    /// How a blog post begins.
    pub blog_open: &'static str,
    /// How it goes on.
    pub blog_middle: &'static str,
    /// How it ends.
    pub blog_end: &'static str,
    /// A reply about the zip.
    pub zip_reply: &'static str,
    /// A remark once the brand has spoken.
    pub zip_after: &'static str,
    /// A short post about the letter.
    pub letter_post: &'static str,
    /// A reply about it.
    pub letter_reply: &'static str,
    /// The endings of the four rules of an article: headline, lede, body, quote.
    pub article: [&'static str; 4],
    /// What begins the title of a reply in a forum.
    pub reply_mark: &'static str,
}

static FRENCH: Phrasing = Phrasing {
    praise: "eloge",
    gripe: "grief",
    fact: "constat",
    ask: "demande",
    verdict: "conclusion",
    mend: "reparer",
    hello: "salut",
    sign: "signature",
    reply_outdoors: "reponse_plein_air",
    reply_everyday: "reponse_bavardage",
    thread_gear: "fil.produit",
    thread_mend: "fil.reparation",
    thread_outdoors: "fil.plein_air",
    thread_everyday: "fil.bavardage",
    thread_zip: "fil.zip",
    thread_letter: "fil.lettre",
    review_good: "avis.titre.bon",
    review_plain: "avis.titre.moyen",
    review_bad: "avis.titre.mauvais",
    review_zip: "zip.avis.titre",
    review_zip_body: "zip.avis",
    plus: "avis.plus",
    minus: "avis.moins",
    video_title: "video.titre",
    video_text: "video.texte",
    blog_gear: "blog.titre.produit",
    blog_mend: "info.reparation.titre",
    blog_outdoors: "blog.titre.plein_air",
    blog_open: "blog.debut",
    blog_middle: "blog.milieu",
    blog_end: "blog.fin",
    zip_reply: "zip.reponse",
    zip_after: "zip.apres",
    letter_post: "succes.post",
    letter_reply: "succes.avis",
    article: [".titre", ".tete", ".corps", ".cite"],
    reply_mark: "Re : ",
};

static ENGLISH: Phrasing = Phrasing {
    praise: "praise",
    gripe: "gripe",
    fact: "fact",
    ask: "ask",
    verdict: "verdict",
    mend: "mend",
    hello: "hello",
    sign: "sign",
    reply_outdoors: "reply_trail",
    reply_everyday: "reply_chat",
    thread_gear: "thread.gear",
    thread_mend: "thread.mend",
    thread_outdoors: "thread.trail",
    thread_everyday: "thread.chat",
    thread_zip: "thread.zip",
    thread_letter: "thread.letter",
    review_good: "review.title.good",
    review_plain: "review.title.fair",
    review_bad: "review.title.bad",
    review_zip: "zip.review.title",
    review_zip_body: "zip.review",
    plus: "review.plus",
    minus: "review.minus",
    video_title: "video.title",
    video_text: "video.text",
    blog_gear: "blog.title.gear",
    blog_mend: "news.mend.title",
    blog_outdoors: "blog.title.trail",
    blog_open: "blog.open",
    blog_middle: "blog.middle",
    blog_end: "blog.end",
    zip_reply: "zip.reply",
    zip_after: "zip.after",
    letter_post: "success.post",
    letter_reply: "success.reply",
    article: [".title", ".lede", ".body", ".quote"],
    reply_mark: "Re: ",
};

impl Phrasing {
    /// The rules of that language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }
}

/// The beginning of the rules of an article about that matter. A trap is one of several, by chance.
pub(crate) fn article(language: Language, matter: Matter, chance: &mut Chance) -> &'static str {
    const FRENCH_TRAPS: [&str; 7] =
        ["info.prenom", "info.judo", "info.alto", "info.brume", "info.neve", "info.karst", "info.homonyme"];
    const FRENCH_EVERYDAY: [&str; 5] = ["info.region", "info.region", "info.fete", "info.sport", "info.fait_divers"];
    const ENGLISH_TRAPS: [&str; 3] = ["news.judo", "news.alto", "news.karst"];
    match (language, matter) {
        (Language::French, Matter::Company) => "info.marque",
        (Language::French, Matter::Gear) => "info.produit",
        (Language::French, Matter::Repair) => "info.reparation",
        (Language::French, Matter::Founder) => "info.fondatrice",
        (Language::French, Matter::Outdoors) => "info.plein_air",
        (Language::French, Matter::Everyday) => chance.one_of(&FRENCH_EVERYDAY).copied().unwrap_or_default(),
        (Language::French, Matter::Trap) => chance.one_of(&FRENCH_TRAPS).copied().unwrap_or_default(),
        (Language::French, Matter::Letter) => "succes",
        (Language::French, Matter::Zip) => "zip",
        (Language::French, Matter::ZipAfter) => "zip_apres",
        (Language::English, Matter::Company | Matter::Founder) => "news.brand",
        (Language::English, Matter::Gear) => "news.gear",
        (Language::English, Matter::Repair) => "news.mend",
        (Language::English, Matter::Outdoors | Matter::Everyday) => "news.trail",
        (Language::English, Matter::Trap) => chance.one_of(&ENGLISH_TRAPS).copied().unwrap_or_default(),
        (Language::English, Matter::Letter) => "success",
        (Language::English, Matter::Zip) => "zip.news",
        (Language::English, Matter::ZipAfter) => "zip_after",
    }
}

/// The rule of a short post about that matter in that tone.
pub(crate) const fn post(language: Language, matter: Matter, tone: Tone) -> &'static str {
    let french = matches!(language, Language::French);
    match (matter, tone) {
        (Matter::Letter, _) => Phrasing::of(language).letter_post,
        (Matter::Zip, _) => "zip.post",
        (Matter::ZipAfter, _) => Phrasing::of(language).zip_after,
        (Matter::Repair, _) => {
            if french {
                "post.reparation"
            } else {
                "post.mend"
            }
        }
        (Matter::Outdoors, _) => {
            if french {
                "post.plein_air"
            } else {
                "post.trail"
            }
        }
        (Matter::Everyday, _) => {
            if french {
                "post.bavardage"
            } else {
                "post.chat"
            }
        }
        (Matter::Trap, _) => {
            if french {
                "post.piege"
            } else {
                "post.trap"
            }
        }
        (Matter::Company | Matter::Gear | Matter::Founder, Tone::Good) => {
            if french {
                "post.bon"
            } else {
                "post.good"
            }
        }
        (Matter::Company | Matter::Gear | Matter::Founder, Tone::Bad) => {
            if french {
                "post.mauvais"
            } else {
                "post.bad"
            }
        }
        (Matter::Company | Matter::Gear | Matter::Founder, Tone::Plain) => {
            if french {
                "post.neutre"
            } else {
                "post.plain"
            }
        }
        (Matter::Company | Matter::Gear | Matter::Founder, Tone::Ask) => {
            if french {
                "post.question"
            } else {
                "post.ask"
            }
        }
    }
}
