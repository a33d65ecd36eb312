//! The form of an article: what stands before its text, its files and its sheet read into one variant, and what its buttons change.

use app::publish::post_save::PostDraft;
use article::{Front, Product};
use domain::post::{Medium, Variant};
use store::{Id, asset::Asset};

use super::form::{Typed, settings, text};
use crate::pages::mentions::fields::Fields;

/// What an article says that the form of a post has no field for.
#[derive(Clone, Debug, Default)]
pub(super) struct Extra {
    /// The picture of the library that is to be put into the text.
    pub(super) picked: Option<Id<Asset>>,
    /// Where in the text, in units of UTF-16 as browsers count; at its end where that is not told.
    pub(super) caret: Option<usize>,
}

impl Extra {
    pub(super) fn read(fields: &Fields) -> Self {
        let id = |name: &str| fields.ids(name).first().copied();
        Self { picked: id("picked"), caret: fields.text("caret").parse().ok() }
    }
}

/// Reads the article. What the form has no field for stays as it is kept. What is told before a pasted text fills the fields that are empty.
pub(super) fn read(fields: &Fields, kept: &Variant) -> Variant {
    let typed = text(fields, "text");
    let (front, body) = Front::read(&typed);
    let or = |name: &str, told: &str| {
        let own = text(fields, name).trim().to_owned();
        if own.is_empty() { told.to_owned() } else { own }
    };
    let mut product = Product::default();
    for name in Product::FIELDS {
        if let Some(field) = product.field_mut(name) {
            *field = or(&format!("product_{name}"), front.product.field(name));
        }
    }
    let mut settings: std::collections::BTreeMap<String, String> = kept.settings.clone();
    settings.retain(|name, _| !SETTINGS.contains(&name.as_str()));
    settings.extend(self::settings(fields, "").into_iter().filter(|(name, _)| SETTINGS.contains(&name.as_str())));
    for (name, told) in [("excerpt", &front.description), ("slug", &front.slug), ("canonical", &front.canonical)] {
        if !told.is_empty() {
            settings.entry(name.to_owned()).or_insert_with(|| told.clone());
        }
    }
    Variant {
        title: or("title", &front.title),
        text: Front::write(&or("author", &front.author), &product, body),
        media: media(fields, kept),
        language: or("language", &front.language),
        settings,
        article: true,
        ..kept.clone()
    }
}

/// The settings that an article's form has fields for.
pub(super) const SETTINGS: [&str; 7] = ["categories", "tags", "slug", "excerpt", "canonical", "kind", "status"];

/// The files: those of the text in order, and after them the one that stands for the article.
fn media(fields: &Fields, kept: &Variant) -> Vec<Medium> {
    let alts: Vec<&str> = fields.all("file_alt").collect();
    let hashes: Vec<&str> = fields.all("file_hash").collect();
    let known = |asset: i64, hash: &str| kept.media.iter().find(|one| one.asset == asset && one.hash == hash).cloned();
    let of = |(place, asset): (usize, i64)| {
        let (hash, alt) = (hashes.get(place).copied().unwrap_or_default(), alts.get(place).copied().unwrap_or_default());
        let medium = known(asset, hash).unwrap_or_else(|| Medium { asset, hash: hash.to_owned(), ..Medium::default() });
        Medium { alt: alt.trim().to_owned(), ..medium }
    };
    let mut media: Vec<Medium> = fields.all("file").filter_map(|id| id.parse().ok()).enumerate().map(of).collect();
    if let Ok(asset) = fields.text("featured").parse::<i64>() {
        let hash = fields.text("featured_hash");
        let same = kept.media.iter().rev().find(|one| one.asset == asset && one.hash == hash).cloned();
        let medium = same.unwrap_or_else(|| Medium { asset, ..Medium::default() });
        let alt = text(fields, "featured_alt").trim().to_owned();
        // Another picture does not take over the words of the one before.
        let is_of_another = featured(kept).is_some_and(|before| before.asset != asset && before.alt == alt);
        media.push(Medium { alt: if is_of_another { String::new() } else { alt }, ..medium });
    }
    media
}

/// Which of the files of an article stands for it: the last one, unless the text shows it.
pub(super) fn featured(said: &Variant) -> Option<&Medium> {
    let shown = domain::post::pictured(&said.text);
    said.media.last().filter(|_| !shown.contains(&said.media.len()))
}

/// The files of the text, without the one that stands for the article.
pub(super) fn within(said: &Variant) -> &[Medium] {
    let most = said.media.len() - usize::from(featured(said).is_some());
    &said.media[..most]
}

/// Does what a button asks of the form itself.
pub(super) fn redraw(typed: &mut Typed) {
    let featured = featured(&typed.draft.content).cloned();
    let said = &mut typed.draft.content;
    let mut media: Vec<Medium> = within(said).to_vec();
    if typed.act == "file" {
        if let Some(asset) = typed.extra.picked {
            // One that is there already is shown once more rather than sent twice.
            let place = media.iter().position(|one| one.asset == asset.get()).unwrap_or_else(|| {
                media.push(Medium { asset: asset.get(), ..Medium::default() });
                media.len() - 1
            });
            insert(said, place + 1, typed.extra.caret);
        }
    } else if let Some(place) = typed.act.strip_prefix("drop").and_then(|place| place.parse::<usize>().ok())
        && (1..=media.len()).contains(&place)
    {
        media.remove(place - 1);
        said.text = renumbered(&said.text, |number| match number.cmp(&place) {
            std::cmp::Ordering::Less => Some(number),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(number - 1),
        });
    }
    media.extend(featured);
    said.media = media;
}

/// Puts a file into the text as a paragraph of its own, at a place counted in units of UTF-16.
fn insert(said: &mut Variant, number: usize, caret: Option<usize>) {
    let (front, body) = Front::read(&said.text);
    let mut left = caret.unwrap_or(usize::MAX);
    let at = body.char_indices().find(|(_, sign)| {
        let is_there = left == 0;
        left = left.saturating_sub(sign.len_utf16());
        is_there
    });
    let (before, after) = body.split_at(at.map_or(body.len(), |(at, _)| at));
    let (before, after) = (before.trim_end(), after.trim_start());
    let gap = if before.is_empty() { "" } else { "\n\n" };
    let made = format!("{before}{gap}![](media:{number})\n\n{after}");
    said.text = Front::write(&front.author, &front.product, &made);
}

/// The text with other numbers of files; a picture whose file is gone leaves its words.
fn renumbered(text: &str, number: impl Fn(usize) -> Option<usize>) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](media:") {
        let after = &rest[at + "](media:".len()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let closed = after[digits..].starts_with(')');
        let (Ok(old), true) = (after[..digits].parse(), closed) else {
            made.push_str(&rest[..rest.len() - after.len()]);
            rest = after;
            continue;
        };
        let before = &rest[..at];
        match number(old) {
            Some(new) => made.push_str(&format!("{before}](media:{new})")),
            None => match before.rfind("![") {
                Some(opens) => made.push_str(&format!("{}{}", &before[..opens], &before[opens + 2..])),
                None => made.push_str(before),
            },
        }
        rest = &after[digits + 1..];
    }
    made + rest
}

/// What is worth keeping: files of the text that it does not show are left out, and the rest numbered anew.
pub(super) fn worth(draft: &mut PostDraft) {
    let said = &mut draft.content;
    let shown = domain::post::pictured(&said.text);
    let featured = featured(said).cloned();
    let kept: Vec<usize> = (1..=within(said).len()).filter(|number| shown.contains(number)).collect();
    let place = |number: usize| kept.iter().position(|old| *old == number).map(|place| place + 1);
    let mut media: Vec<Medium> = kept.iter().map(|number| said.media[number - 1].clone()).collect();
    // A number that never had a file stays as it is: the check tells of it.
    let most = within(said).len();
    said.text = renumbered(&said.text, |number| if number > most { Some(number) } else { place(number) });
    media.extend(featured);
    said.media = media;
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use jiff::tz::TimeZone;

    use super::*;

    fn typed(form: &str) -> Typed {
        let fields = Fields::read(&Bytes::from(format!("article=1&{form}")));
        Typed::read(&fields, &PostDraft::default(), &TimeZone::UTC)
    }

    #[test]
    fn a_sheet_stands_before_the_text_and_comes_back_into_its_fields() {
        let said = typed("title=Neige&text=%23%23+Un&product_name=Veste&product_price=289&author=L%C3%A9a&setting_slug=veste")
            .draft
            .content;
        assert_eq!(said.text, "---\nauthor: Léa\nname: Veste\nprice: 289\n---\n## Un");
        assert_eq!((said.settings["slug"].as_str(), said.article), ("veste", true));
        // What is told before a pasted text fills what is empty.
        let pasted = typed("title=&text=---%0D%0Atitle:+Neige%0D%0Asku:+E1%0D%0A---%0D%0AMots&product_name=Veste").draft.content;
        assert_eq!((pasted.title.as_str(), pasted.text.as_str()), ("Neige", "---\nname: Veste\nsku: E1\n---\nMots"));
    }

    #[test]
    fn a_picture_is_put_where_the_caret_is_and_numbers_follow() {
        let mut one = typed("text=%C3%A9%F0%9F%90%95ab&caret=4&picked=7&act=file&featured=9");
        redraw(&mut one);
        assert_eq!(one.draft.content.text, "é🐕a\n\n![](media:1)\n\nb");
        let assets: Vec<i64> = one.draft.content.media.iter().map(|one| one.asset).collect();
        assert_eq!((assets, featured(&one.draft.content).map(|one| one.asset)), (vec![7, 9], Some(9)));
        let mut two =
            typed("text=![a](media:1)+![b](media:2)+[c](media:x)&file=7&file=8&file_alt=Un&file_alt=Deux&act=drop1&featured=9");
        redraw(&mut two);
        assert_eq!(two.draft.content.text, "a ![b](media:1) [c](media:x)");
        assert_eq!((two.draft.content.media[0].alt.as_str(), two.draft.content.media[1].asset), ("Deux", 9));
    }

    #[test]
    fn a_file_that_the_text_does_not_show_is_not_kept() {
        let kept = typed("text=![b](media:2)+![z](media:9)&file=7&file=8&featured=9").worth().content;
        let assets: Vec<i64> = kept.media.iter().map(|one| one.asset).collect();
        assert_eq!((kept.text.as_str(), assets), ("![b](media:1) ![z](media:9)", vec![8, 9]));
    }
}
