//! The pages and the API, asked over HTTP.

mod access;
mod alerts;
mod api_document;
mod sources;
mod topics;
mod walk;
