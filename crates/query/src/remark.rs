//! What a form cannot ask as it was written.

use crate::problem::Language;

/// Signs that fall away from a word though they are part of a name, as in `C++` or `.NET`.
const TELLING: [char; 15] = ['+', '#', '&', '$', '%', '=', '<', '>', '|', '~', '^', '/', '\\', '@', '.'];

/// What becomes of an entry of a form that cannot be asked as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// There is no word in it: it is left out.
    LeftOut(String),
    /// Signs of it are not searched: the entry, and what is looked for.
    ReadAs(String, String),
}

impl Remark {
    /// The remark as one sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::LeftOut(written), Language::English) => format!("“{written}” is left out: there is no word in it."),
            (Self::LeftOut(written), Language::French) => {
                format!("«\u{202f}{written}\u{202f}» est laissé de côté\u{202f}: il n’y a aucun mot dedans.")
            }
            (Self::ReadAs(written, read), Language::English) => format!(
                "“{written}” is looked for as {read}, since such signs are not searched: add words of its context so that it catches no others."
            ),
            (Self::ReadAs(written, read), Language::French) => format!(
                "«\u{202f}{written}\u{202f}» est cherché comme {read}, car ces signes ne sont pas cherchés\u{202f}: ajoutez des mots de contexte pour ne pas en attraper d’autres."
            ),
        }
    }

    /// What there is to say of an entry for which `asked` is looked for.
    pub(crate) fn of(entry: &str, asked: Option<&str>) -> Option<Self> {
        let written = entry.trim();
        if written.is_empty() {
            return None;
        }
        let Some(asked) = asked else { return Some(Self::LeftOut(written.to_owned())) };
        let lost = |sign: &char| {
            let falls_away = written.split_whitespace().any(|word| stands_outside(word, *sign));
            falls_away && !asked.contains(*sign)
        };
        TELLING.iter().any(lost).then(|| Self::ReadAs(written.to_owned(), asked.to_owned()))
    }
}

/// Whether the sign begins or ends the word, where it parts no two words. A full stop at the end is one of a sentence.
fn stands_outside(word: &str, sign: char) -> bool {
    word.len() > sign.len_utf8() && (word.starts_with(sign) || sign != '.' && word.ends_with(sign))
}
