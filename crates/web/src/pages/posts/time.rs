//! A day and a time of day as fields have them, in the zone of who fills them in.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

/// The moment that a day and a time name in a zone, UTC microseconds; `None` when neither is said. A time that a clock change leaves out
/// means as much later; one that comes twice means the first.
///
/// # Errors
/// Why it cannot be a moment: the last part of a sentence's key.
pub(crate) fn moment(day: &str, time: &str, zone: &TimeZone) -> Result<Option<i64>, &'static str> {
    if day.is_empty() && time.is_empty() {
        return Ok(None);
    }
    if day.is_empty() {
        return Err("no_day");
    }
    if time.is_empty() {
        return Err("no_time");
    }
    let (Ok(day), Ok(time)) = (day.parse::<Date>(), time.parse::<Time>()) else { return Err("unreadable") };
    match day.to_datetime(time).to_zoned(zone.clone()) {
        Ok(zoned) => Ok(Some(zoned.timestamp().as_microsecond())),
        Err(_) => Err("unreadable"),
    }
}

/// A moment as the two fields have it.
pub(crate) fn fields(at: Option<i64>, zone: &TimeZone) -> (String, String) {
    let Some(at) = at.and_then(|at| Timestamp::from_microsecond(at).ok()) else { return (String::new(), String::new()) };
    let zoned = at.to_zoned(zone.clone());
    (zoned.date().to_string(), format!("{:02}:{:02}", zoned.hour(), zoned.minute()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_are_a_moment_and_back() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let at = moment("2026-11-27", "17:30", &paris).unwrap();
        assert_eq!(at, Some("2026-11-27T16:30:00Z".parse::<Timestamp>().unwrap().as_microsecond()));
        assert_eq!(fields(at, &paris), ("2026-11-27".to_owned(), "17:30".to_owned()));
        assert_eq!(moment("", "", &paris), Ok(None));
        assert_eq!(moment("2026-11-27", "", &paris), Err("no_time"));
        assert_eq!(moment("", "17:30", &paris), Err("no_day"));
        assert_eq!(moment("tomorrow", "17:30", &paris), Err("unreadable"));
    }

    #[test]
    fn a_time_that_a_clock_change_leaves_out_means_as_much_later() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let at = moment("2026-03-29", "02:30", &paris).unwrap();
        assert_eq!(fields(at, &paris).1, "03:30");
    }
}
