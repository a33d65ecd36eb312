//! What stands on days of the calendar besides posts: notes, embargoes, the public holidays of chosen countries.

use domain::{hat::Act, holiday::Place};
use jiff::civil::Date;
use serde_json::json;
use store::{Id, calendar_mark::CalendarMark};

use crate::{Actor, App, Noun, Refusal};

const COUNTRIES_SETTING: &str = "calendar_countries";
/// The longest words of a mark, characters.
pub const MARK_CHARS_MAX: usize = 200;
/// The most days of one mark.
pub const MARK_DAYS_MAX: i32 = 366;
/// The most marks that are read at once.
pub const MARKS_MAX: u32 = 1_000;

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Something to know.
    Note,
    /// Nothing should leave; whatever is written for those days is warned of.
    Embargo,
}

impl MarkKind {
    /// The stable word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Embargo => "embargo",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Note, Self::Embargo].into_iter().find(|kind| kind.name() == name)
    }
}

/// A mark as it should be.
#[derive(Clone, Debug)]
pub struct MarkWish<'a> {
    /// What it is.
    pub kind: MarkKind,
    /// The first day.
    pub from: Date,
    /// The last day, counted in.
    pub to: Date,
    /// What it says.
    pub words: &'a str,
}

impl App {
    /// The codes of the countries whose holidays the calendar shows.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn calendar_countries(&self, actor: &Actor) -> Result<Vec<String>, Refusal> {
        let kept = self.reader(actor).setting(COUNTRIES_SETTING).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Chooses the countries whose holidays the calendar shows.
    ///
    /// # Errors
    /// When the hats do not allow it, or a country is not known.
    pub async fn set_calendar_countries(&self, actor: &Actor, countries: &[String]) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let mut codes: Vec<&str> = Vec::new();
        for country in countries {
            let place = Place::from_code(country).ok_or(Refusal::Invalid { field: "countries", why: "unknown" })?;
            if !codes.contains(&place.code) {
                codes.push(place.code);
            }
        }
        let tx = self.store.begin().await?;
        tx.put_setting(actor.workspace, COUNTRIES_SETTING, &json!(codes).to_string()).await?;
        let detail = json!({ "countries": codes });
        tx.record(&actor.event("calendar.countries_set", "workspace", None, &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Puts a note or an embargo on days.
    ///
    /// # Errors
    /// When the hats do not allow it, there are no words or too many, or the days are in the wrong order or more than [`MARK_DAYS_MAX`].
    pub async fn mark_days(&self, actor: &Actor, wish: &MarkWish<'_>) -> Result<Id<CalendarMark>, Refusal> {
        actor.may(Act::Publish)?;
        let words = wish.words.trim();
        if words.is_empty() {
            return Err(Refusal::Invalid { field: "words", why: "empty" });
        }
        if words.chars().count() > MARK_CHARS_MAX {
            return Err(Refusal::Invalid { field: "words", why: "too_long" });
        }
        let days = wish.from.until(wish.to).map_or(i32::MAX, |span| span.get_days());
        if !(0..MARK_DAYS_MAX).contains(&days) {
            return Err(Refusal::Invalid { field: "days", why: "unknown" });
        }
        let now = self.now();
        let mark = CalendarMark {
            id: Id::new(0),
            workspace_id: actor.workspace,
            kind: wish.kind.name().to_owned(),
            from_day: wish.from.to_string(),
            to_day: wish.to.to_string(),
            words: words.to_owned(),
            created_by: actor.user,
            created_at: now,
        };
        let tx = self.store.begin().await?;
        let id = tx.add_calendar_mark(&mark).await?;
        let detail = json!({ "words": words, "from": mark.from_day, "to": mark.to_day });
        tx.record(&actor.event("calendar.marked", "calendar_mark", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Takes a note or an embargo away.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such mark.
    pub async fn unmark_days(&self, actor: &Actor, id: Id<CalendarMark>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let tx = self.store.begin().await?;
        if !tx.remove_calendar_mark(actor.workspace, id).await? {
            return Err(Refusal::NoSuch(Noun::Mark));
        }
        tx.record(&actor.event("calendar.unmarked", "calendar_mark", Some(id.get()), &json!({}), self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// What stands on days from one to another, both counted in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marks_between(&self, actor: &Actor, from: Date, to: Date) -> Result<Vec<CalendarMark>, Refusal> {
        Ok(self.reader(actor).calendar_marks(&from.to_string(), &to.to_string(), MARKS_MAX).await?)
    }
}
