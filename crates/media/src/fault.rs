//! Why a file is not taken, in a sentence.

use domain::Language;

/// Why a file is not taken, or nothing could be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaFault {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// A drawing that may hold scripts.
    #[error("SVG is not taken")]
    Svg,
    /// A page of the web under another name.
    #[error("it is a web page")]
    Page,
    /// A picture of a format that most networks do not take.
    #[error("HEIC and AVIF are not taken")]
    Heic,
    /// Anything else.
    #[error("neither a picture nor a film that is known here")]
    Unknown,
    /// More pixels than are decoded here, whatever the size of the file.
    #[error("too many pixels: {width} × {height}")]
    Pixels {
        /// Its width, pixels.
        width: u32,
        /// Its height, pixels.
        height: u32,
    },
    /// It ends before it is whole.
    #[error("it ends too early")]
    Short,
    /// It is not what its first bytes promise.
    #[error("it cannot be read")]
    Broken,
    /// However small it is made, it has more bytes than the network takes.
    #[error("it cannot be made small enough")]
    TooLarge,
}

impl MediaFault {
    /// What happened and what to do. Nothing was kept of a file with a fault.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        let french = language == Language::French;
        let say = |english: &str, said: &str| if french { said.to_owned() } else { english.to_owned() };
        match self {
            Self::Empty => say(
                "The file is empty. Nothing was kept: choose it again, it may still have been on its way.",
                "Le fichier est vide. Rien n’a été gardé\u{202f}: choisissez-le de nouveau, il était peut-être encore en cours de copie.",
            ),
            Self::Svg => say(
                "SVG drawings may hold scripts, and networks refuse them. Nothing was kept: export it as PNG.",
                "Un dessin SVG peut contenir des scripts, et les réseaux le refusent. Rien n’a été gardé\u{202f}: exportez-le en PNG.",
            ),
            Self::Page => say(
                "This is a web page, not a picture. Nothing was kept: open the address and save the picture itself.",
                "C’est une page web, pas une image. Rien n’a été gardé\u{202f}: ouvrez l’adresse et enregistrez l’image elle-même.",
            ),
            Self::Heic => say(
                "HEIC and AVIF pictures are not taken by most networks. Nothing was kept: export it as JPEG.",
                "La plupart des réseaux refusent les images HEIC et AVIF. Rien n’a été gardé\u{202f}: exportez-la en JPEG.",
            ),
            Self::Unknown => say(
                "This is none of JPEG, PNG, WebP, GIF, MP4, MOV, WebM, whatever its name says. Nothing was kept.",
                "Ce n’est ni JPEG, ni PNG, ni WebP, ni GIF, ni MP4, ni MOV, ni WebM, quoi que dise son nom. Rien n’a été gardé.",
            ),
            Self::Pixels { width, height } => {
                let most = super::PIXELS_MAX / 1_000_000;
                if french {
                    format!(
                        "L’image mesure {width} × {height} pixels\u{202f}; {most}\u{a0}millions sont acceptés. Rien n’a été gardé\u{202f}: réduisez-la d’abord."
                    )
                } else {
                    format!(
                        "The picture is {width} × {height} pixels; {most} million are taken. Nothing was kept: make it smaller first."
                    )
                }
            }
            Self::Short => say(
                "The file ends too early: a part of it is missing. Nothing was kept: copy or export it again.",
                "Le fichier s’arrête trop tôt\u{202f}: il en manque une partie. Rien n’a été gardé\u{202f}: copiez-le ou exportez-le de nouveau.",
            ),
            Self::Broken => say(
                "The file is damaged and cannot be read. Nothing was kept: export it again from where it was made.",
                "Le fichier est abîmé et ne peut pas être lu. Rien n’a été gardé\u{202f}: exportez-le de nouveau.",
            ),
            Self::TooLarge => say(
                "The file cannot be made small enough for the network. The original is kept: choose another one for this channel.",
                "Le fichier ne peut pas être rendu assez petit pour le réseau. L’original est gardé\u{202f}: choisissez-en un autre pour ce canal.",
            ),
        }
    }
}
