//! The fields of a form as they came, a name any number of times.

use axum::body::Bytes;
use store::Id;
use url::form_urlencoded;

/// The fields of a posted form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    pub(crate) fn read(body: &Bytes) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// The first value of a field; empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field that is an id.
    pub(crate) fn ids<N>(&self, name: &str) -> Vec<Id<N>> {
        self.all(name).filter_map(|value| value.parse().ok()).collect()
    }

    /// Where to go on to: `return_to`, or `otherwise`.
    pub(crate) fn way_back<'a>(&'a self, otherwise: &'a str) -> &'a str {
        Some(self.text("return_to")).filter(|to| !to.is_empty()).unwrap_or(otherwise)
    }
}
