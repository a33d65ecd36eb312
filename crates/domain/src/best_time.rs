//! The hours of the week at which a channel's own posts did best, with the number of posts that is said from.
//!
//! An hour with two lucky posts is not the best hour. Each hour's mean is drawn towards the mean of all, the more the fewer posts
//! it has: the credibility estimate `Z × mean of the hour + (1 − Z) × mean of all`, with `Z = n ÷ (n + s² ÷ a)`, where `s²` is the
//! variance within hours and `a` the variance between them, both taken from the channel's own posts without a guess beforehand
//! (empirical Bayes: H. Bühlmann and E. Straub, "Glaubwürdigkeit für Schadensätze", Mitteilungen der Vereinigung
//! schweizerischer Versicherungsmathematiker 70, 1970). Engagement is taken as `ln(1 + x)`, so that one post that everybody shared
//! does not decide. Where hours differ no more than chance makes them, nothing is said.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Weekday, tz::TimeZone};

/// Posts, in hours that take part, below which nothing is said of a channel.
pub const POSTS_MIN: usize = 30;
/// Posts of an hour below which it takes no part, whatever its mean.
pub const HOUR_POSTS_MIN: usize = 3;
/// Hours of the week that have to take part, so that there is something to compare.
pub const HOURS_MIN: usize = 3;
/// Posts that are looked at, the newest ones.
pub const POSTS_LOOKED_AT_MAX: usize = 10_000;

/// One post of the channel and what came back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// When it was published.
    pub published_at: Timestamp,
    /// Reactions, comments, shares and whatever is counted, at least 0. What is no number is left out.
    pub engagement: f64,
}

/// An hour of the week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hour {
    /// Its weekday.
    pub weekday: Weekday,
    /// The hour on the wall at which it begins, 0 to 23.
    pub hour: i8,
    /// Posts that were published in it.
    pub posts: usize,
    /// The engagement of a typical post in it (the mean of logarithms, taken back), after drawing towards the mean.
    pub typical: f64,
    /// The same divided by that of a typical post at any hour: 1.2 is a fifth more.
    pub lift: f64,
}

/// What can be said of a channel's hours.
#[derive(Clone, Debug, PartialEq)]
pub enum BestTime {
    /// Not enough posts, or in too few hours.
    NotEnough {
        /// Posts that took part.
        posts: usize,
    },
    /// Enough posts, and no hour is better than another beyond chance.
    NoDifference {
        /// Posts that took part.
        posts: usize,
    },
    /// Hours that are better than the mean, the best one first.
    Hours {
        /// Posts that took part.
        posts: usize,
        /// Those hours.
        hours: Vec<Hour>,
    },
}

impl BestTime {
    /// A stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotEnough { .. } => "not_enough",
            Self::NoDifference { .. } => "no_difference",
            Self::Hours { .. } => "hours",
        }
    }
}

/// What the posts of one channel say of the hours of the week, on the wall of `zone`.
#[must_use]
pub fn best_time(outcomes: &[Outcome], zone: &TimeZone) -> BestTime {
    let mut kept: Vec<Outcome> =
        outcomes.iter().copied().filter(|one| one.engagement.is_finite() && one.engagement >= 0.0).collect();
    kept.sort_by_key(|one| std::cmp::Reverse(one.published_at));
    kept.truncate(POSTS_LOOKED_AT_MAX);
    let mut cells: BTreeMap<(i8, i8), Vec<f64>> = BTreeMap::new();
    for one in &kept {
        let wall = zone.to_datetime(one.published_at);
        cells.entry((wall.weekday().to_monday_zero_offset(), wall.hour())).or_default().push(one.engagement.ln_1p());
    }
    cells.retain(|_, posts| posts.len() >= HOUR_POSTS_MIN);
    let posts = cells.values().map(Vec::len).sum();
    if posts < POSTS_MIN || cells.len() < HOURS_MIN {
        return BestTime::NotEnough { posts };
    }
    let spread = Spread::of(&cells);
    if spread.between <= 0.0 {
        return BestTime::NoDifference { posts };
    }
    let mut hours: Vec<Hour> = cells
        .iter()
        .filter_map(|((weekday, hour), posts)| {
            let drawn = spread.drawn(mean(posts), posts.len());
            Some(Hour {
                weekday: Weekday::from_monday_zero_offset(*weekday).ok()?,
                hour: *hour,
                posts: posts.len(),
                typical: drawn.exp_m1(),
                lift: drawn.exp_m1() / spread.mean.exp_m1(),
            })
        })
        .filter(|hour| hour.lift.is_finite() && hour.lift > 1.0)
        .collect();
    hours.sort_by(|one, other| other.typical.total_cmp(&one.typical));
    if hours.is_empty() { BestTime::NoDifference { posts } } else { BestTime::Hours { posts, hours } }
}

/// How engagement varies, in logarithms.
struct Spread {
    /// The mean over hours, each weighed by its credibility.
    mean: f64,
    /// The variance within hours.
    within: f64,
    /// The variance between hours; 0 or less where chance explains all of it.
    between: f64,
}

impl Spread {
    /// The estimators of Bühlmann and Straub for weights of 1.
    fn of(cells: &BTreeMap<(i8, i8), Vec<f64>>) -> Self {
        let total: f64 = cells.values().map(|cell| count(cell.len())).sum();
        let hours = count(cells.len());
        let plain = cells.values().flatten().sum::<f64>() / total;
        let squares: f64 = cells
            .values()
            .map(|cell| {
                let mean = mean(cell);
                cell.iter().map(|one| (one - mean).powi(2)).sum::<f64>()
            })
            .sum();
        let within = squares / (total - hours);
        let spread: f64 = cells.values().map(|cell| count(cell.len()) * (mean(cell) - plain).powi(2)).sum();
        let counts: f64 = cells.values().map(|cell| count(cell.len()).powi(2)).sum();
        let between = (spread - (hours - 1.0) * within) / (total - counts / total);
        let mut estimate = Self { mean: plain, within, between };
        if between > 0.0 {
            let weights: f64 = cells.values().map(|cell| estimate.credibility(cell.len())).sum();
            let weighed: f64 = cells.values().map(|cell| estimate.credibility(cell.len()) * mean(cell)).sum();
            estimate.mean = weighed / weights;
        }
        estimate
    }

    /// How much of an hour's own mean is believed, 0 to 1.
    fn credibility(&self, posts: usize) -> f64 {
        count(posts) / (count(posts) + self.within / self.between)
    }

    /// An hour's mean, drawn towards the mean of all.
    fn drawn(&self, mean: f64, posts: usize) -> f64 {
        let own = self.credibility(posts);
        own * mean + (1.0 - own) * self.mean
    }
}

fn mean(of: &[f64]) -> f64 {
    of.iter().sum::<f64>() / count(of.len())
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    /// Posts on Mondays from 5 January 2026 on, at that hour in Paris.
    fn mondays(hour: i64, engagements: &[f64]) -> Vec<Outcome> {
        let paris = zone();
        (0i64..)
            .zip(engagements)
            .map(|(week, engagement)| {
                let monday = jiff::civil::date(2026, 1, 5).checked_add(SignedDuration::from_hours(week * 7 * 24)).unwrap();
                let published_at = paris.to_timestamp(monday.at(i8::try_from(hour).unwrap(), 20, 0, 0)).unwrap();
                Outcome { published_at, engagement: *engagement }
            })
            .collect()
    }

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    /// Engagement about `level`, with a spread that repeats.
    fn about(level: f64, posts: usize) -> Vec<f64> {
        [0.7, 1.3, 0.9, 1.1, 1.0].iter().cycle().take(posts).map(|by| level * by).collect()
    }

    #[test]
    fn an_hour_that_does_better_is_found_on_the_wall_through_daylight_saving() {
        let posts: Vec<_> = [mondays(9, &about(10.0, 20)), mondays(12, &about(12.0, 20)), mondays(18, &about(40.0, 20))].concat();
        let BestTime::Hours { posts, hours } = best_time(&posts, &zone()) else { panic!("no hours") };
        assert_eq!(posts, 60);
        assert_eq!((hours[0].weekday, hours[0].hour, hours[0].posts), (Weekday::Monday, 18, 20));
        assert!(hours[0].lift > 1.5 && hours[0].typical > 30.0 && hours[0].typical < 40.0, "{hours:?}");
    }

    #[test]
    fn a_few_lucky_posts_do_not_beat_many_good_ones() {
        let posts: Vec<_> = [
            mondays(9, &about(10.0, 30)),
            mondays(12, &about(12.0, 30)),
            mondays(18, &about(40.0, 30)),
            // A mean of 44, of three that differ much.
            mondays(22, &[12.0, 20.0, 100.0]),
        ]
        .concat();
        let BestTime::Hours { hours, .. } = best_time(&posts, &zone()) else { panic!("no hours") };
        assert_eq!(hours[0].hour, 18, "{hours:?}");
    }

    #[test]
    fn two_posts_are_no_hour() {
        let posts: Vec<_> = [
            mondays(9, &about(10.0, 20)),
            mondays(12, &about(12.0, 20)),
            mondays(15, &about(30.0, 20)),
            mondays(18, &[500.0, 500.0]),
        ]
        .concat();
        let BestTime::Hours { hours, .. } = best_time(&posts, &zone()) else { panic!("no hours") };
        assert_eq!(hours.iter().map(|hour| hour.hour).collect::<Vec<_>>(), [15]);
    }

    #[test]
    fn the_figures_are_those_of_the_formula() {
        // By hand, in logarithms: three hours of 10 with the same spread about 1, 2 and 3.
        let log = |level: f64| -> Vec<f64> { [-0.5, 0.5].iter().cycle().take(10).map(|by| (level + by).exp_m1()).collect() };
        let posts: Vec<_> = [mondays(9, &log(1.0)), mondays(12, &log(2.0)), mondays(18, &log(3.0))].concat();
        // s² = 30 × 0.25 ÷ 27; a = (20 − 2 s²) ÷ (30 − 300 ÷ 30); Z = 10 ÷ (10 + s² ÷ a).
        let within = 7.5 / 27.0;
        let own: f64 = 10.0 / (10.0 + within / ((20.0 - 2.0 * within) / 20.0));
        let BestTime::Hours { hours, .. } = best_time(&posts, &zone()) else { panic!("no hours") };
        assert_eq!(hours.len(), 1);
        assert!((hours[0].typical - (own * 3.0 + (1.0 - own) * 2.0).exp_m1()).abs() < 1e-9, "{hours:?}");
    }

    #[test]
    fn little_is_not_enough_and_chance_is_no_difference() {
        assert_eq!(best_time(&[], &zone()), BestTime::NotEnough { posts: 0 });
        let few: Vec<_> = [mondays(9, &about(1.0, 9)), mondays(12, &about(9.0, 10)), mondays(18, &about(5.0, 10))].concat();
        assert_eq!(best_time(&few, &zone()), BestTime::NotEnough { posts: 29 });
        assert_eq!(best_time(&mondays(9, &about(5.0, 50)), &zone()), BestTime::NotEnough { posts: 50 });
        let same: Vec<_> = [9, 12, 18, 20].map(|hour| mondays(hour, &about(10.0, 15))).concat();
        assert_eq!(best_time(&same, &zone()), BestTime::NoDifference { posts: 60 });
        let none: Vec<_> = [9, 12, 18, 20].map(|hour| mondays(hour, &[0.0; 15])).concat();
        assert_eq!(best_time(&none, &zone()).code(), "no_difference");
        let broken = mondays(9, &[f64::NAN, f64::INFINITY, -1.0]);
        assert_eq!(best_time(&broken, &zone()), BestTime::NotEnough { posts: 0 });
    }
}
