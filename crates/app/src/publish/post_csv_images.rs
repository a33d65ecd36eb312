//! Pictures that a table of posts names by their addresses: looked at as far as that goes without fetching, and brought into the library
//! when the posts are made.

use std::collections::{BTreeSet, HashMap};

use domain::post::{Medium, Variant};
use store::{Id, asset::Asset};
use url::Url;

use super::post_csv::{CsvProblem, CsvRow, problem};
use crate::{Actor, App, Refusal};

/// Addresses of pictures that are fetched for one table, each once: servers are asked politely, and somebody waits for it.
pub const CSV_IMAGES_MAX: usize = 100;
/// The longest address of a picture, bytes.
const ADDRESS_BYTES_MAX: usize = 2_000;

/// A picture that a row names by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvImage {
    /// Where it is.
    pub address: String,
    /// What it shows.
    pub alt: String,
}

/// The pictures of a row: addresses parted by white space or `|`, what they show by `|` in the same order. `first` texts are of pictures
/// that stand before these.
pub(super) fn images(cell: &str, alt: &str, first: usize, problems: &mut Vec<CsvProblem>) -> Vec<CsvImage> {
    let addresses: Vec<&str> = cell.split(|c: char| c.is_whitespace() || c == '|').filter(|word| !word.is_empty()).collect();
    let alts: Vec<&str> = if addresses.len() + first > 1 { alt.split('|').map(str::trim).collect() } else { vec![alt] };
    let mut found = Vec::new();
    for (place, address) in addresses.into_iter().enumerate() {
        let is_web = Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if is_web && address.len() <= ADDRESS_BYTES_MAX {
            let alt = alts.get(place + first).copied().unwrap_or_default();
            found.push(CsvImage { address: address.to_owned(), alt: alt.to_owned() });
        } else {
            problems.push(problem("image_address", "not_an_address", address));
        }
    }
    found
}

/// What a row says with something in place of the pictures that are not there yet, so that their number and their texts can be judged.
pub(super) fn pictured(row: &CsvRow) -> Variant {
    let mut content = row.draft.content.clone();
    let standing = |image: &CsvImage| Medium { alt: image.alt.clone(), mime: "image/jpeg".to_owned(), ..Medium::default() };
    content.media.extend(row.images.iter().map(standing));
    content
}

/// Notes the rows whose pictures are more than are fetched for one table.
pub(super) fn count_images(rows: &mut [CsvRow]) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for row in rows {
        for image in row.images.clone() {
            if !seen.contains(&image.address) && seen.len() >= CSV_IMAGES_MAX {
                row.problems.push(problem("image_address", "too_many", &image.address));
                break;
            }
            seen.insert(image.address);
        }
    }
}

impl App {
    /// Brings the pictures of good rows into the library, through the guarded client; what cannot be had is noted on its row. One that was
    /// brought stays in the library also when its row is left.
    pub(super) async fn bring_images(&self, actor: &Actor, rows: &mut [CsvRow]) -> Result<(), Refusal> {
        let mut brought: HashMap<String, Result<Id<Asset>, String>> = HashMap::new();
        for row in rows.iter_mut().filter(|row| row.problems.is_empty() && !row.images.is_empty()) {
            for image in row.images.clone() {
                let came = match brought.get(&image.address) {
                    Some(known) => known.clone(),
                    None => match Box::pin(self.add_asset_from(actor, &image.address, "")).await {
                        Ok(added) => Ok(added.id),
                        Err(refusal @ (Refusal::Store(_) | Refusal::NotAllowed(_) | Refusal::Interrupted)) => {
                            return Err(refusal);
                        }
                        Err(refusal) => Err(refusal.to_string()),
                    },
                };
                brought.insert(image.address.clone(), came.clone());
                match came {
                    Ok(asset) => row.draft.content.media.push(Medium { asset: asset.get(), alt: image.alt, ..Medium::default() }),
                    Err(why) => {
                        tracing::info!(address = %image.address, %why, "a picture of a table could not be had");
                        row.problems.push(problem("image_address", "unreachable", &image.address));
                    }
                }
            }
            row.images.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, alt: &str, first: usize, expected: &[(&str, &str)], wrong: usize) {
        let mut problems = Vec::new();
        let found = images(cell, alt, first, &mut problems);
        let found: Vec<(&str, &str)> = found.iter().map(|one| (one.address.as_str(), one.alt.as_str())).collect();
        assert_eq!((found.as_slice(), problems.len()), (expected, wrong), "{cell}");
    }

    #[test]
    fn texts_belong_to_pictures_in_their_order() {
        check("", "rien", 0, &[], 0);
        check("https://a.example/1.jpg", "Un | deux", 0, &[("https://a.example/1.jpg", "Un | deux")], 0);
        let two = "https://a.example/1.jpg | https://a.example/2.jpg";
        check(two, "Un|Deux", 0, &[("https://a.example/1.jpg", "Un"), ("https://a.example/2.jpg", "Deux")], 0);
        check("https://a.example/2.jpg", "Un|Deux", 1, &[("https://a.example/2.jpg", "Deux")], 0);
        check("ftp://a.example/1.jpg photo.jpg", "", 0, &[], 2);
    }
}
