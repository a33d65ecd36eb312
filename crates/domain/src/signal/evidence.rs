//! Who said what, where and how while something was unusual.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::proportion::wilson_95_of;

/// So many mentions of an episode are looked at, from its first on.
pub const HEARD_MAX: usize = 20_000;
/// So many sites, authors and phrases are named.
pub const NAMED_MAX: usize = 5;
/// So many amplifiers are named.
pub const AMPLIFIERS_MAX: usize = 5;

/// A mention of an episode. Mentions come in the order of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard<'a> {
    /// The id of its document.
    pub document: i64,
    /// When it was published, in seconds since 1970 (UTC).
    pub at_s: i64,
    /// The site.
    pub site: &'a str,
    /// The author, where known.
    pub author: Option<&'a str>,
    /// Its key phrases.
    pub phrases: &'a [String],
    /// Whether it is negative; nothing when that is unsure.
    pub negative: Option<bool>,
    /// How many people it may have reached, where known: followers, readers.
    pub reach: Option<u64>,
}

/// Something that was named, and by how many mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The site, author or phrase.
    pub name: String,
    /// Mentions.
    pub count: u32,
}

/// What explains an alarm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Mentions that were looked at.
    pub mentions: u32,
    /// The document of the first of them.
    pub first_document: Option<i64>,
    /// Documents that reached most, with their reach.
    pub amplifiers: Vec<(i64, u64)>,
    /// The phrases that most mentions have.
    pub phrases: Vec<Named>,
    /// The loudest sites …
    pub sites: Vec<Named>,
    /// … and the number of all.
    pub sites_count: u32,
    /// The loudest authors …
    pub authors: Vec<Named>,
    /// … and the number of all that are known.
    pub authors_count: u32,
    /// Mentions whose tone is known.
    pub judged: u32,
    /// Those that are negative.
    pub negative: u32,
    /// The 95 % bounds of the share of negative; 0 to 1 when no tone is known.
    pub negative_bounds: (f64, f64),
    /// The sum of what is known of reach; nothing when nothing is.
    pub reach: Option<u64>,
    /// Mentions of the last hour, and of the hour before it.
    pub last_hour: (u32, u32),
}

impl Evidence {
    /// Gathers it from the mentions of an episode, in the order of time; at most [`HEARD_MAX`] are looked at.
    #[must_use]
    pub fn gather<'a>(heard: impl IntoIterator<Item = Heard<'a>>) -> Self {
        const HOUR_S: i64 = 3600;
        let mut evidence = Self::default();
        let (mut sites, mut authors, mut phrases) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut amplifiers: BTreeSet<(u64, i64)> = BTreeSet::new();
        let mut times = Vec::new();
        for mention in heard.into_iter().take(HEARD_MAX) {
            evidence.mentions += 1;
            evidence.first_document.get_or_insert(mention.document);
            times.push(mention.at_s);
            *sites.entry(mention.site).or_insert(0_u32) += 1;
            if let Some(author) = mention.author {
                *authors.entry(author).or_insert(0_u32) += 1;
            }
            for phrase in mention.phrases.iter().collect::<BTreeSet<_>>() {
                *phrases.entry(phrase.as_str()).or_insert(0_u32) += 1;
            }
            evidence.judged += u32::from(mention.negative.is_some());
            evidence.negative += u32::from(mention.negative == Some(true));
            if let Some(reach) = mention.reach {
                evidence.reach = Some(evidence.reach.unwrap_or(0).saturating_add(reach));
                amplifiers.insert((reach, mention.document));
                if amplifiers.len() > AMPLIFIERS_MAX {
                    amplifiers.pop_first();
                }
            }
        }
        let last_s = times.iter().max().copied().unwrap_or(0);
        let within = |from: i64, to: i64| {
            let between = times.iter().filter(|at_s| (from..to).contains(&last_s.saturating_sub(**at_s))).count();
            u32::try_from(between).unwrap_or(u32::MAX)
        };
        evidence.last_hour = (within(0, HOUR_S), within(HOUR_S, 2 * HOUR_S));
        evidence.amplifiers = amplifiers.into_iter().rev().map(|(reach, document)| (document, reach)).collect();
        evidence.sites_count = u32::try_from(sites.len()).unwrap_or(u32::MAX);
        evidence.authors_count = u32::try_from(authors.len()).unwrap_or(u32::MAX);
        (evidence.sites, evidence.authors, evidence.phrases) = (loudest(sites), loudest(authors), loudest(phrases));
        evidence.negative_bounds = wilson_95_of(f64::from(evidence.negative), f64::from(evidence.judged));
        evidence
    }
}

fn loudest(counts: BTreeMap<&str, u32>) -> Vec<Named> {
    let mut named: Vec<(&str, u32)> = counts.into_iter().collect();
    named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    named.into_iter().take(NAMED_MAX).map(|(name, count)| Named { name: name.to_owned(), count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_loudest_and_the_most_heard_are_named() {
        let phrases = ["rappel produit".to_owned(), "rappel produit".to_owned()];
        let heard = (0..40).map(|at| Heard {
            document: 100 + at,
            at_s: at * 300,
            site: if at % 4 == 0 { "blog.example" } else { "forum.example" },
            author: (at % 2 == 0).then_some("lea"),
            phrases: &phrases,
            negative: (at % 5 != 0).then_some(at % 3 == 0),
            reach: (at > 30).then_some(u64::try_from(at).unwrap() * 10),
        });
        let evidence = Evidence::gather(heard);
        assert_eq!((evidence.mentions, evidence.first_document, evidence.sites_count), (40, Some(100), 2));
        assert_eq!(evidence.sites[0], Named { name: "forum.example".to_owned(), count: 30 });
        assert_eq!(evidence.authors, [Named { name: "lea".to_owned(), count: 20 }]);
        assert_eq!(evidence.phrases, [Named { name: "rappel produit".to_owned(), count: 40 }]);
        assert_eq!(evidence.amplifiers.iter().map(|(document, _)| *document).collect::<Vec<_>>(), [139, 138, 137, 136, 135]);
        assert_eq!((evidence.judged, evidence.last_hour), (32, (12, 12)));
        let (low, high) = evidence.negative_bounds;
        assert!(low > 0.15 && high < 0.55);
    }

    #[test]
    fn of_nothing_nothing_is_said() {
        let evidence = Evidence::gather([]);
        assert_eq!((evidence.mentions, evidence.reach, evidence.negative_bounds), (0, None, (0.0, 1.0)));
    }
}
