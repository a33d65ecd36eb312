//! Why a source stands as it does, as its row keeps it and as people read it.

use connect::{feed::Feed, fetch::FetchError};
use domain::{Language, rhythm::Standing};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How many faults of a feed are told in full.
const PROBLEMS_TOLD_MAX: usize = 3;

/// Why a source stands as it does: what its page says in words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Reason {
    /// How it stands.
    pub standing: Option<Standing>,
    /// What went wrong with fetching.
    pub fetch: Option<FetchError>,
    /// What went wrong with reading, in English and French.
    pub reading: Option<(String, String)>,
}

impl Reason {
    /// Reads what [`Source::state_reason`] and [`Visit::problem`] hold.
    #[must_use]
    pub fn from_stored(stored: &str) -> Self {
        serde_json::from_str(stored).unwrap_or_default()
    }

    pub(super) fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The sentences, most telling first.
    #[must_use]
    pub fn sentences(&self, language: Language, now: Timestamp) -> Vec<String> {
        let fetch = self.fetch.as_ref().map(|error| error.sentence(language));
        let reading = self
            .reading
            .as_ref()
            .map(|(english, french)| if language == Language::French { french.clone() } else { english.clone() });
        let standing = self.standing.map(|standing| standing.sentence(language, now));
        [fetch, reading, standing].into_iter().flatten().collect()
    }

    /// What was wrong with a feed that was read all the same, in English and French: the first faults in full, the others counted.
    pub(super) fn of_reading(feed: &Feed) -> Option<(String, String)> {
        let told = feed.problems.iter().take(PROBLEMS_TOLD_MAX);
        let (mut english, mut french): (Vec<String>, Vec<String>) =
            told.map(|problem| (problem.sentence(Language::English), problem.sentence(Language::French))).unzip();
        let more = feed.problems.len().saturating_sub(PROBLEMS_TOLD_MAX);
        if more > 0 {
            english.push(format!("And {more} more of its faults."));
            french.push(format!("Et {more} de ses défauts encore."));
        }
        (!feed.problems.is_empty()).then(|| (english.join(" "), french.join(" ")))
    }
}
