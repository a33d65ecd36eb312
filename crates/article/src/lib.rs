//! Articles and product sheets: what stands in them, how they will be found, and what could be better.
//!
//! Pure: the state of links, the files and the words that people use are handed in. Each finding is a kind with its facts; the sentences are
//! where the pages are.

mod check;
mod draft;
mod finding;
mod front;
mod outline;
mod product;
mod structured;
mod width;

pub use check::{
    ARTICLE_BYTES_MAX, DESCRIPTION_FONT_PX, DESCRIPTION_PX_MAX, DESCRIPTION_PX_MIN, HEADINGLESS_WORDS_MAX, IMAGE_PX_MIN,
    IMAGES_BYTES_MAX, SENTENCE_WORDS_MAX, TITLE_FONT_PX, TITLE_PX_MAX, TITLE_PX_MIN, check,
};
pub use draft::{Draft, File, LinkState, Phrase, Report, Snippet, Use};
pub use finding::{Finding, Weight};
pub use front::{Front, FrontFault, FrontWhy};
pub use outline::{Heading, Image, Link, Outline, web_address};
pub use product::{AVAILABILITIES, Product, ProductFault, amount, availability, currency, gtin};
pub use structured::{Lacking, Told, lacking, script, structured};
pub use width::{cut_px, width_px};
