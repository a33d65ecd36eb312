//! Any series at any grain: every answer is a number within its bounds, an episode has one alarm, and what was kept is resumed.
#![no_main]

use domain::signal::{Detector, Grain, Point, Quiet, SilenceWatch};
use libfuzzer_sys::fuzz_target;

/// A step of eight bytes in time, one of the hour, eight of the count, one of what is heard.
const POINT_BYTES: usize = 18;

fuzz_target!(|data: &[u8]| {
    let Some((head, series)) = data.split_first_chunk::<4>() else { return };
    let Some(grain) = Grain::seconds(60 + u32::from_le_bytes(*head) % 86_341) else { return };
    let (mut detector, mut silence, mut at_s, mut open) = (Detector::new(grain), SilenceWatch::new(grain), 0_i64, false);
    for (place, bytes) in series.chunks_exact(POINT_BYTES).enumerate() {
        let number = |from: usize| bytes[from..from + 8].try_into().map(i64::from_le_bytes).unwrap_or_default();
        // Mostly the next point; sometimes anywhere.
        at_s = if bytes[16] < 240 { at_s.saturating_add(i64::from(grain.as_seconds())) } else { number(0) };
        let heard = f64::from(bytes[17]) / 255.0;
        let count = f64::from_bits(number(8).cast_unsigned());
        let count = if bytes[16] % 2 == 0 { count } else { f64::from(bytes[8]) };
        let Ok(reading) = detector.read(&Point { at_s, hour_of_week: bytes[16], count, heard }) else { continue };
        assert!((0.0..=1.0).contains(&reading.score) && reading.expected.is_finite() && reading.low <= reading.high);
        assert_eq!(reading.alarm.is_some(), reading.score >= 0.5);
        open &= reading.over.is_none();
        assert!(!(open && reading.alarm.is_some()));
        open |= reading.alarm.is_some();
        assert_eq!(open, reading.lasts);
        if let Quiet::Judged(quiet) = silence.read(&reading, heard, detector.scatter()) {
            assert!((0.0..=1.0).contains(&quiet.score));
        }
        if place == 50 {
            let kept = serde_json::to_string(&detector).unwrap_or_default();
            assert!(kept.len() < 20_480);
            if let Ok(resumed) = serde_json::from_str(&kept) {
                detector = resumed;
            }
        }
    }
});
