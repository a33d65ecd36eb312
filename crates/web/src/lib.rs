//! The face: every page and the API. It reads through a [`store::Reader`] bound to one workspace and writes by verbs of `app`.
//!
//! [`router`] lists every address. [`page`] is what a handler draws with, [`request`] is what it is given.

pub mod api;
pub mod article_words;
pub mod assets;
pub mod chart;
pub mod difference;
mod emoji;
pub mod error;
pub mod format;
pub mod frame;
pub mod guard;
pub mod icon;
pub mod live;
pub mod page;
pub mod pages;
mod private;
pub mod request;
pub mod router;
pub mod view;
pub mod words;

pub use router::{Gate, Route, router, routes};

use app::App;
use view::Views;

/// What the pages need beside the verbs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether the pages are reached over HTTPS only, so that cookies say so.
    pub secure_cookies: bool,
    /// Believe `X-Forwarded-For` for the address of who signs in: only behind a proxy of one's own.
    pub behind_proxy: bool,
}

/// What every handler is given.
#[derive(Clone)]
pub struct Web {
    /// The verbs.
    pub app: App,
    /// The templates and the words.
    pub views: Views,
    /// What the installation's owner decided.
    pub options: Options,
}

impl Web {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When a template that the program carries has a fault.
    pub fn new(app: App, options: Options) -> Result<Self, minijinja::Error> {
        Ok(Self { app, views: Views::load()?, options })
    }
}
