//! How much weight an author has, by a formula that anybody can follow: what they said that others took up.
//!
//! Nobody gains by repeating themselves: a text told twice counts once, copies on the author's own site or under the author's own name
//! do not count, and of each story a site that copied counts once.

/// What the influence of an author is made of, in a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Influence {
    /// Different texts that they told.
    pub texts: u32,
    /// Stories that they were the first to tell and that other sites copied.
    pub begun: u32,
    /// Copies of these, each site once a story.
    pub copies: u32,
    /// Different sites that copied.
    pub sites: u32,
    /// Weeks in which they said something.
    pub weeks: u32,
    /// Weeks of the stretch.
    pub of_weeks: u32,
}

/// One part of the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// A stable word for it.
    pub name: &'static str,
    /// The figure that went in.
    pub figure: u32,
    /// Points that it gave.
    pub points: f64,
    /// Points that it can give at most.
    pub most: u32,
    /// The figure that gives half of these points; none where a share of the weeks is taken.
    pub half_at: Option<u32>,
}

impl Influence {
    /// The parts: `most × figure ÷ (figure + half_at)`, so that the tenth copy counts less than the first; regularity is
    /// `most × weeks ÷ of_weeks`.
    #[must_use]
    pub fn parts(&self) -> [Part; 5] {
        let grows = |name, figure: u32, most: u32, half_at: u32| {
            let points = f64::from(most) * f64::from(figure) / (f64::from(figure) + f64::from(half_at));
            Part { name, figure, points, most, half_at: Some(half_at) }
        };
        let share = f64::from(self.weeks.min(self.of_weeks)) / f64::from(self.of_weeks.max(1));
        [
            grows("copies", self.copies, 40, 10),
            grows("sites", self.sites, 20, 5),
            grows("begun", self.begun, 15, 3),
            grows("texts", self.texts, 15, 20),
            Part { name: "weeks", figure: self.weeks, points: 10.0 * share, most: 10, half_at: None },
        ]
    }

    /// The sum of the parts, 0 to 100.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.parts().iter().map(|part| part.points).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_the_sum_of_its_parts() {
        let one = Influence { texts: 20, begun: 3, copies: 10, sites: 5, weeks: 2, of_weeks: 4 };
        let points = one.parts().map(|part| part.points);
        assert_eq!(points, [20.0, 10.0, 7.5, 7.5, 5.0]);
        assert!((one.score() - 50.0).abs() < 1e-9);
        assert!(Influence::default().score().abs() < 1e-9);
    }

    #[test]
    fn nobody_passes_a_hundred() {
        let most = Influence { texts: u32::MAX, begun: u32::MAX, copies: u32::MAX, sites: u32::MAX, weeks: 9, of_weeks: 4 };
        assert!(most.score() <= 100.0 && most.parts().iter().all(|part| part.points <= f64::from(part.most)));
        assert_eq!(most.parts().iter().map(|part| part.most).sum::<u32>(), 100);
    }
}
