//! Places in the stream, as addresses and cursors write them.

use store::{Id, stream::Place};
use url::form_urlencoded;

/// The place in the stream that an address names as `after=MOMENT-ID`.
pub(crate) fn of_address(query: &str) -> Option<Place> {
    let (_, value) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "after")?;
    read(&value)
}

/// Reads what [`write`] wrote. A moment before 1970 begins with a minus sign.
pub(crate) fn read(value: &str) -> Option<Place> {
    let (at, id) = value.rsplit_once('-')?;
    Some(Place { published_at: at.parse().ok()?, id: Id::new(id.parse().ok()?) })
}

/// A place as an address and a cursor write it.
pub(crate) fn write(place: Place) -> String {
    format!("{}-{}", place.published_at, place.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_as_it_was_written() {
        for place in [Place { published_at: 1_780_000_000_000_000, id: Id::new(7) }, Place { published_at: -5, id: Id::new(1) }] {
            assert_eq!(read(&write(place)), Some(place));
        }
        assert_eq!(read("nonsense"), None);
    }
}
