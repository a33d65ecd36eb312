//! What is told of an article before it, between two lines `---`: a small part of YAML, one `name: value` a line.

use serde::Serialize;

use crate::product::Product;

/// What is told of an article before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Its title.
    pub title: String,
    /// What search engines show under the title.
    pub description: String,
    /// The end of its address.
    pub slug: String,
    /// Where it was first published.
    pub canonical: String,
    /// The language it is written in, BCP 47.
    pub language: String,
    /// Who wrote it, as readers are told.
    pub author: String,
    /// The product it is about.
    pub product: Product,
    /// What could not be used.
    pub faults: Vec<FrontFault>,
    /// Lines of the file before the article.
    pub lines: usize,
}

/// A line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrontFault {
    /// Which, from 1 in the file.
    pub line: usize,
    /// The name it gives, or the whole line where it gives none.
    pub said: String,
    /// Why.
    pub why: FrontWhy,
}

/// Why a line could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FrontWhy {
    /// It is no `name: value`.
    Unreadable,
    /// Nothing is made of that name here.
    UnknownName,
    /// The name stands there twice; the first holds.
    Twice,
}

impl FrontWhy {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::UnknownName => "unknown_name",
            Self::Twice => "twice",
        }
    }
}

impl Front {
    /// Takes a text apart: what is told, and the article.
    #[must_use]
    pub fn read(text: &str) -> (Self, &str) {
        let (told, body) = domain::post::front_matter(text);
        let mut front = Self::default();
        if body.len() == text.len() {
            return (front, body);
        }
        let mut known: Vec<String> = Vec::new();
        for (place, line) in told.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut leave_out = |said: &str, why| front.faults.push(FrontFault { line: place + 2, said: said.to_owned(), why });
            let Some((name, value)) = line.split_once(':').filter(|(name, _)| !name.is_empty() && !name.starts_with([' ', '-']))
            else {
                leave_out(line.trim(), FrontWhy::Unreadable);
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            if known.contains(&name) {
                leave_out(&name, FrontWhy::Twice);
                continue;
            }
            match front.field_mut(&name) {
                Some(field) => *field = unquoted(value.trim()),
                None => front.faults.push(FrontFault { line: place + 2, said: name.clone(), why: FrontWhy::UnknownName }),
            }
            known.push(name);
        }
        front.lines = text[..text.len() - body.len()].matches('\n').count();
        (front, body)
    }

    /// Writes what cannot be told elsewhere, the author and the product, before an article; only the article where nothing is told.
    #[must_use]
    pub fn write(author: &str, product: &Product, body: &str) -> String {
        let author = author.trim();
        let told: Vec<(&str, &str)> = std::iter::once(("author", author))
            .chain(Product::FIELDS.map(|name| (name, product.field(name).trim())))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        if told.is_empty() {
            return body.to_owned();
        }
        let lines: String = told.iter().map(|(name, value)| format!("{name}: {}\n", quoted(value))).collect();
        format!("---\n{lines}---\n{body}")
    }

    fn field_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "title" => &mut self.title,
            "description" | "excerpt" => &mut self.description,
            "slug" => &mut self.slug,
            "canonical" => &mut self.canonical,
            "language" | "lang" => &mut self.language,
            "author" => &mut self.author,
            other => return self.product.field_mut(other),
        })
    }
}

/// A value without its quotation marks and what is escaped in them.
fn unquoted(value: &str) -> String {
    let within = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    if let Some(said) = within('"') {
        let mut plain = String::with_capacity(said.len());
        let mut signs = said.chars();
        while let Some(sign) = signs.next() {
            plain.extend(if sign == '\\' { signs.next() } else { Some(sign) });
        }
        plain
    } else if let Some(said) = within('\'') {
        said.replace("''", "'")
    } else {
        value.split(" #").next().unwrap_or_default().trim_end().to_owned()
    }
}

/// A value that reads back as it is: in quotation marks where YAML would take it for something else.
fn quoted(value: &str) -> String {
    let flat: String = value.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
    let is_plain = flat.chars().next().is_some_and(char::is_alphanumeric) && !flat.contains([':', '#', '"', '\\']);
    if is_plain { flat } else { format!("\"{}\"", flat.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sheet_is_read_and_what_cannot_be_used_is_told() {
        let text = "---\ntitle: \"La veste : l’hiver\"\nname: Écrin\nprice: 289,00\ncouleur: bleu\nprice: 3\n- rouge\n# rien\nsku: 'd''été'\n---\n\nNeige";
        let (front, body) = Front::read(text);
        assert_eq!((front.title.as_str(), front.product.name.as_str()), ("La veste : l’hiver", "Écrin"));
        assert_eq!((front.product.price.as_str(), front.product.sku.as_str(), body), ("289,00", "d'été", "\nNeige"));
        let faults: Vec<_> = front.faults.iter().map(|fault| (fault.line, fault.said.as_str(), fault.why)).collect();
        assert_eq!(
            faults,
            [(5, "couleur", FrontWhy::UnknownName), (6, "price", FrontWhy::Twice), (7, "- rouge", FrontWhy::Unreadable)]
        );
        assert_eq!(front.lines, 10);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(name in "[^\\s\\p{C}]([^\\n\\r\\p{C}]{0,20}[^\\s\\p{C}])?", body in "(\\PC|\n|---|a: b){0,40}") {
            let product = Product { name: name.clone(), ..Product::default() };
            let text = Front::write("", &product, &body);
            let (front, read) = Front::read(&text);
            prop_assert_eq!((front.product.name, read), (name, body.as_str()));
        }
    }
}
