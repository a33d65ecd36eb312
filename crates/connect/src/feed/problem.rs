//! What can be wrong with a feed, in words for people.

use domain::Language;
use thiserror::Error;

/// Why nothing at all could be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FeedError {
    /// The body is longer than [`super::FEED_BYTES_MAX`].
    #[error("the feed has {bytes} bytes, more than the {bytes_max} that are read")]
    TooLong {
        /// Length of the body, bytes.
        bytes: usize,
        /// The limit, bytes.
        bytes_max: usize,
    },
    /// There is nothing but white space.
    #[error("the answer is empty")]
    Empty,
    /// A web page came instead; [`super::discover`] may find its feeds.
    #[error("this is a web page, not a feed")]
    Page,
    /// A picture, an archive or another thing that is not text.
    #[error("this is not text")]
    Binary,
    /// XML or JSON of another kind, or no markup at all.
    #[error("this is not a feed in a known format (found: {found})")]
    NotAFeed {
        /// The outermost thing found: an element's name or the first characters.
        found: String,
    },
    /// JSON that breaks before anything could be read.
    #[error("the JSON is broken at line {line}")]
    BrokenJson {
        /// Line, from 1.
        line: usize,
    },
}

impl FeedError {
    /// The sentence for a reader of that language.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::French => self.french(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::TooLong { bytes, bytes_max } => {
                format!("The feed is too long: {} MB, and at most {} MB are read.", megabytes(*bytes), megabytes(*bytes_max))
            }
            Self::Empty => "The answer is empty.".to_owned(),
            Self::Page => "This is a web page, not a feed.".to_owned(),
            Self::Binary => "This is not text, so it cannot be a feed.".to_owned(),
            Self::NotAFeed { found } => format!("This is not a feed in a format we know: it begins with “{found}”."),
            Self::BrokenJson { line } => format!("The JSON is broken at line {line}, before any entry."),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::TooLong { bytes, bytes_max } => {
                format!(
                    "Le flux est trop long\u{202f}: {} Mo, et on en lit {} Mo au plus.",
                    megabytes(*bytes),
                    megabytes(*bytes_max)
                )
            }
            Self::Empty => "La réponse est vide.".to_owned(),
            Self::Page => "C’est une page web, pas un flux.".to_owned(),
            Self::Binary => "Ce n’est pas du texte, donc pas un flux.".to_owned(),
            Self::NotAFeed { found } => {
                format!("Ce n’est pas un flux d’un format connu\u{202f}: cela commence par «\u{202f}{found}\u{202f}».")
            }
            Self::BrokenJson { line } => format!("Le JSON est cassé à la ligne {line}, avant toute entrée."),
        }
    }
}

/// Whole megabytes, rounded up so that what is over a limit never reads as the limit.
const fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1_000_000)
}

/// What was wrong with a feed of which the rest could be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FeedProblem {
    /// It ends in the middle, at that line; what came before is kept.
    Truncated {
        /// Line, from 1.
        line: usize,
    },
    /// The markup breaks a rule of XML at that line; it was read as it was probably meant.
    Malformed {
        /// Line, from 1.
        line: usize,
    },
    /// A date that cannot be read or believed.
    BadDate {
        /// Which entry, from 1; `None` for the feed itself.
        entry: Option<usize>,
        /// The date as written, cut to a few words.
        written: String,
    },
    /// The charset that was declared is not the one that was used.
    WrongCharset {
        /// As declared.
        declared: String,
        /// As read.
        used: &'static str,
    },
    /// Some bytes mean nothing in the charset; they were replaced.
    BadBytes {
        /// The charset.
        charset: &'static str,
    },
    /// Characters that XML forbids, such as those that once moved a printer's head; they were removed. Told once for a feed.
    ControlCharacters,
    /// More entries than are read; the others were left.
    TooManyEntries {
        /// How many were kept.
        kept: usize,
    },
    /// Elements nested deeper than is followed.
    TooDeep {
        /// Line, from 1.
        line: usize,
    },
    /// Entities that would grow without bound; they were left out.
    EntityBomb,
    /// An external entity, which is never fetched.
    ExternalEntity {
        /// Its name.
        name: String,
    },
    /// An element that is not in place in JSON, of the wrong type.
    WrongType {
        /// Which entry, from 1.
        entry: usize,
    },
}

impl FeedProblem {
    /// The sentence for a reader of that language.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::French => self.french(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Truncated { line } => format!("The feed ends in the middle, at line {line}; what came before was kept."),
            Self::Malformed { line } => {
                format!("The feed’s markup is broken at line {line}; it was read as it was probably meant.")
            }
            Self::BadDate { entry: Some(entry), written } => {
                format!("Entry {entry} has a date that cannot be believed: “{written}”.")
            }
            Self::BadDate { entry: None, written } => format!("The feed has a date that cannot be believed: “{written}”."),
            Self::WrongCharset { declared, used } => format!("The feed says it is written in {declared}; it was read as {used}."),
            Self::BadBytes { charset } => format!("Some characters are broken in {charset}; they were replaced."),
            Self::ControlCharacters => "The feed holds control characters, which no text may hold; they were removed.".to_owned(),
            Self::TooManyEntries { kept } => format!("The feed has more entries than are read; the first {kept} were kept."),
            Self::TooDeep { line } => {
                format!("The feed’s elements are nested too deeply at line {line}; the innermost were flattened.")
            }
            Self::EntityBomb => "The feed defines entities that grow without end; they were left out.".to_owned(),
            Self::ExternalEntity { name } => format!("The feed refers to an outside file (“{name}”), which is never fetched."),
            Self::WrongType { entry } => format!("Entry {entry} is not made as the format wants; it was left out."),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Truncated { line } => {
                format!("Le flux s’arrête au milieu, à la ligne {line}\u{202f}; ce qui précède est gardé.")
            }
            Self::Malformed { line } => {
                format!("Le balisage du flux est cassé à la ligne {line}\u{202f}; il a été lu comme il était sans doute voulu.")
            }
            Self::BadDate { entry: Some(entry), written } => {
                format!("L’entrée {entry} porte une date peu croyable\u{202f}: «\u{202f}{written}\u{202f}».")
            }
            Self::BadDate { entry: None, written } => {
                format!("Le flux porte une date peu croyable\u{202f}: «\u{202f}{written}\u{202f}».")
            }
            Self::WrongCharset { declared, used } => {
                format!("Le flux se dit écrit en {declared}\u{202f}; il a été lu en {used}.")
            }
            Self::BadBytes { charset } => format!("Certains caractères sont cassés en {charset}\u{202f}; ils ont été remplacés."),
            Self::ControlCharacters => {
                "Le flux contient des caractères de contrôle, qu’aucun texte ne peut contenir\u{202f}; ils ont été retirés."
                    .to_owned()
            }
            Self::TooManyEntries { kept } => {
                format!("Le flux a plus d’entrées qu’on n’en lit\u{202f}; les {kept} premières sont gardées.")
            }
            Self::TooDeep { line } => {
                format!(
                    "Les éléments du flux s’emboîtent trop profondément à la ligne {line}\u{202f}; les plus profonds ont été aplatis."
                )
            }
            Self::EntityBomb => {
                "Le flux définit des entités qui grossissent sans fin\u{202f}; elles ont été laissées de côté.".to_owned()
            }
            Self::ExternalEntity { name } => {
                format!("Le flux renvoie à un fichier extérieur («\u{202f}{name}\u{202f}»), qui n’est jamais lu.")
            }
            Self::WrongType { entry } => {
                format!("L’entrée {entry} n’est pas faite comme le format le veut\u{202f}; elle est laissée de côté.")
            }
        }
    }
}
