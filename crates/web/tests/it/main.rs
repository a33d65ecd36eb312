//! The pages and the API, asked over HTTP.

mod api_document;
mod sources;
mod topics;
