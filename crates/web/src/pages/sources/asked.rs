//! The fields of a form or of an address, as they came.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::IntoResponse;
use minijinja::Value;
use store::Id;
use url::form_urlencoded;

use crate::{Web, error::Fault};

/// The most fields that are read of one form: a page of ticks and what goes with them.
const FIELDS_MAX: usize = 2_000;

/// The fields of a form or of the part of an address after the `?`.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Vec<(String, String)>);

impl Asked {
    /// Reads `name=value&…`.
    pub(super) fn read(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).into_owned().take(FIELDS_MAX).collect())
    }

    /// The first value of a field without the white space around it; empty when there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a field that is an id.
    pub(super) fn id<N>(&self, name: &str) -> Option<Id<N>> {
        self.text(name).parse().ok()
    }

    /// What a form is drawn with again, so that nothing typed is lost.
    pub(super) fn typed(&self) -> Value {
        Value::from_pairs(self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

impl FromRequest<Web> for Asked {
    type Rejection = Fault;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Fault> {
        let body = Bytes::from_request(request, web).await.map_err(|rejection| Fault::other(rejection.into_response()))?;
        Ok(Self::read(&body))
    }
}
