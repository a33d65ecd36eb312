//! A table of posts: every row is looked at and told of before anything is made, then all that are good are made in one go.

use std::collections::{BTreeMap, HashMap};

use domain::{
    hat::Act,
    post::{Medium, Problem, Variant, validate},
};
use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use serde_json::json;
use store::{Id, Tx, channel::Channel, link::Campaign, post::Post};

use super::{
    channel_open::capabilities,
    finish::Finishes,
    post_csv_images::{CsvImage, count_images, images, pictured},
    post_save::{PLAN_US_MAX, POST_CHANNELS_MAX, PostDraft, cause, is_grave, keep_version, write_variants},
};
use crate::{Actor, App, Refusal};

/// Rows of one table.
pub const CSV_ROWS_MAX: usize = 5_000;
/// Bytes of one table.
pub const CSV_BYTES_MAX: usize = 10 << 20;
/// Labels of one row.
const LABELS_MAX: usize = 20;
/// The columns that are read; the first row names them, in any order. `text` has to be there; `image` is the number of a picture or film of
/// the library, `image_address` where pictures are that it is to get.
pub const CSV_COLUMNS: [&str; 12] =
    ["date", "time", "zone", "channels", "title", "text", "link", "image", "image_address", "alt", "labels", "campaign"];

/// Why a row is not made into a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvProblem {
    /// The column.
    pub column: &'static str,
    /// What is wrong with it: a stable word, or the code of what stands against the text on a channel.
    pub why: String,
    /// What stood there, or the channel it is about.
    pub about: String,
    /// What stands against the text on that channel, where that is why.
    pub against: Option<Problem>,
}

/// A row as it was understood.
#[derive(Clone, Debug)]
pub struct CsvRow {
    /// The line of the file at which it begins, from 1.
    pub line: u64,
    /// What it says.
    pub draft: PostDraft,
    /// The pictures that are brought into the library when it is made.
    pub images: Vec<CsvImage>,
    /// What is wrong with it; nothing is made of a row with problems.
    pub problems: Vec<CsvProblem>,
}

/// What came of an import.
#[derive(Clone, Debug)]
pub struct CsvMade {
    /// The posts that were made, with the lines they come from.
    pub made: Vec<(u64, Id<Post>)>,
    /// The rows that were left.
    pub left: Vec<CsvRow>,
}

/// What rows are read by.
struct Reads<'a> {
    channels: &'a [Channel],
    campaigns: &'a [Campaign],
    zone: &'a TimeZone,
    now: i64,
}

impl App {
    /// Looks at every row of a table and makes nothing.
    ///
    /// # Errors
    /// When the hats do not allow it, the file is too large, is not UTF-8, has too many rows, or its first row does not name a column `text`.
    pub async fn check_posts_csv(&self, actor: &Actor, bytes: &[u8]) -> Result<Vec<CsvRow>, Refusal> {
        actor.may(Act::Publish)?;
        if bytes.len() > CSV_BYTES_MAX {
            return Err(Refusal::Invalid { field: "table", why: "too_long" });
        }
        let Ok(text) = std::str::from_utf8(bytes) else { return Err(Refusal::Invalid { field: "table", why: "not_utf8" }) };
        // One sort of line ends, so that lines are counted as an editor does.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let channels = self.reader(actor).channels().await?;
        let campaigns = self.reader(actor).campaigns().await?;
        let (_, zone) = self.workspace_zone(actor).await?;
        let reads = Reads { channels: &channels, campaigns: &campaigns, zone: &zone, now: self.now() };
        let mut table = csv::ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
        let unreadable = Refusal::Invalid { field: "table", why: "unreadable" };
        let Ok(head) = table.headers() else { return Err(unreadable) };
        let places: HashMap<String, usize> =
            head.iter().enumerate().map(|(place, name)| (name.trim().to_lowercase(), place)).collect();
        if !places.contains_key("text") {
            return Err(Refusal::Invalid { field: "table", why: "no_columns" });
        }
        let mut rows = Vec::new();
        for record in table.records() {
            let Ok(record) = record else { return Err(unreadable) };
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if rows.len() >= CSV_ROWS_MAX {
                return Err(Refusal::Invalid { field: "table", why: "too_many" });
            }
            let cell = |name: &str| places.get(name).and_then(|place| record.get(*place)).unwrap_or_default().trim();
            rows.push(reads.row(line_of(&text, record.position()), &cell));
        }
        count_images(&mut rows);
        self.judge_rows(actor, &channels, &mut rows).await?;
        Ok(rows)
    }

    /// Finds the pictures of rows in the library and notes what keeps each row from leaving.
    async fn judge_rows(&self, actor: &Actor, channels: &[Channel], rows: &mut [CsvRow]) -> Result<(), Refusal> {
        let policy = self.publishing_policy(actor.workspace).await?.content;
        let finishes = self.finishes(actor.workspace).await?;
        for row in rows {
            let mut missing = false;
            for medium in &row.draft.content.media {
                if self.reader(actor).asset(Id::new(medium.asset)).await?.is_none_or(|asset| asset.removed_at.is_some()) {
                    row.problems.push(problem("image", "unknown", &medium.asset.to_string()));
                    missing = true;
                }
            }
            // Without its picture nothing can be said of the rest.
            if missing {
                continue;
            }
            if !row.draft.content.media.is_empty() {
                row.draft = self.with_facts(actor, &row.draft).await?;
            }
            for channel in channels.iter().filter(|channel| row.draft.channels.contains_key(&channel.id)) {
                let Some(can) = capabilities(channel) else { continue };
                let against = validate(&finishes.on(channel, &pictured(row)), &can, &policy).into_iter().filter(is_grave);
                row.problems.extend(
                    against.map(|one| CsvProblem { against: Some(one.clone()), ..problem("text", &one.code, &channel.name) }),
                );
            }
        }
        Ok(())
    }

    /// Makes posts of the good rows of a table, all of them or, when the database refuses, none: planned where `plans` and the row has a
    /// time and channels, drafts otherwise. The bad ones are named.
    ///
    /// # Errors
    /// As [`App::check_posts_csv`], or when the database refuses.
    pub async fn import_posts_csv(&self, actor: &Actor, bytes: &[u8], plans: bool) -> Result<CsvMade, Refusal> {
        let channels = self.reader(actor).channels().await?;
        let mut rows = self.check_posts_csv(actor, bytes).await?;
        let named: Vec<u64> = rows.iter().filter(|row| !row.images.is_empty()).map(|row| row.line).collect();
        self.bring_images(actor, &mut rows).await?;
        // What the files are is known only now.
        let (mut rows, mut brought): (Vec<CsvRow>, Vec<CsvRow>) =
            rows.into_iter().partition(|row| !named.contains(&row.line) || !row.problems.is_empty());
        self.judge_rows(actor, &channels, &mut brought).await?;
        rows.append(&mut brought);
        rows.sort_by_key(|row| row.line);
        let (good, left): (Vec<CsvRow>, Vec<CsvRow>) = rows.into_iter().partition(|row| row.problems.is_empty());
        let finishes = self.finishes(actor.workspace).await?;
        let tx = self.store.begin().await?;
        let mut made = Vec::new();
        for row in &good {
            made.push((row.line, self.make_post(&tx, actor, &row.draft, plans, (&channels, &finishes)).await?));
        }
        let detail = json!({ "made": made.len(), "left": left.len() });
        tx.record(&actor.event("posts.imported", "post", None, &detail, self.now())).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(CsvMade { made, left })
    }

    /// Makes one post in a transaction: planned where `plans` and it has a time and channels, a draft otherwise.
    pub(super) async fn make_post(
        &self,
        tx: &Tx,
        actor: &Actor,
        draft: &PostDraft,
        plans: bool,
        (channels, finishes): (&[Channel], &Finishes),
    ) -> Result<Id<Post>, Refusal> {
        let now = self.now();
        let due_at = draft.due_at.filter(|_| plans && !draft.channels.is_empty());
        let post = Post {
            id: Id::new(0),
            workspace_id: actor.workspace,
            author_id: actor.user,
            state: if due_at.is_some() { "planned" } else { "draft" }.to_owned(),
            content: json!(draft.content).to_string(),
            due_at: draft.due_at,
            version: 1,
            created_at: now,
            changed_at: now,
            changed_by: actor.user,
            recurrence: String::new(),
            zone: String::new(),
            campaign_id: draft.campaign,
        };
        let id = tx.add_post(&post).await?;
        let post = Post { id, ..post };
        write_variants(tx, id, draft).await?;
        keep_version(tx, id, &post, draft).await?;
        tx.put_post_labels(id, &draft.labels).await?;
        if let Some(user) = actor.user {
            tx.add_writer(id, user).await?;
        }
        if let Some(due_at) = due_at {
            for channel in channels.iter().filter(|channel| draft.channels.contains_key(&channel.id)) {
                self.plan_delivery(tx, &post, (channel, finishes), draft.on(channel.id), (due_at, 0), None).await?;
            }
            self.ask_anew(tx, &post, &cause(actor)).await?;
        }
        Ok(id)
    }
}

impl Reads<'_> {
    fn row<'t>(&self, line: u64, cell: &impl Fn(&str) -> &'t str) -> CsvRow {
        let mut problems = Vec::new();
        let mut text = cell("text").to_owned();
        let link = cell("link");
        if !link.is_empty() {
            match url::Url::parse(link) {
                Ok(address) if matches!(address.scheme(), "http" | "https") => {
                    if !text.contains(link) {
                        text = format!("{text}\n\n{link}").trim().to_owned();
                    }
                }
                _ => problems.push(problem("link", "not_an_address", link)),
            }
        }
        let mut media = Vec::new();
        if !cell("image").is_empty() {
            match cell("image").trim_start_matches('#').parse::<i64>() {
                Ok(asset) => media.push(Medium { asset, alt: cell("alt").to_owned(), ..Medium::default() }),
                Err(_) => problems.push(problem("image", "no_number", cell("image"))),
            }
        }
        let images = images(cell("image_address"), cell("alt"), media.len(), &mut problems);
        if let (Some(first), false) = (media.first_mut(), images.is_empty()) {
            first.alt = cell("alt").split('|').next().unwrap_or_default().trim().to_owned();
        }
        let labels: Vec<String> = pieces(cell("labels")).map(str::to_owned).collect();
        if labels.len() > LABELS_MAX {
            problems.push(problem("labels", "too_many", cell("labels")));
        }
        let content = Variant { title: cell("title").to_owned(), text, media, ..Variant::default() };
        if content.title.is_empty() && content.text.is_empty() && content.media.is_empty() && images.is_empty() {
            problems.push(problem("text", "empty", ""));
        }
        let channels = self.channels(cell("channels"), &mut problems);
        let due_at = self.due_at(cell("date"), cell("time"), cell("zone"), &mut problems);
        let campaign = self.campaign(cell("campaign"), &mut problems);
        let channels: BTreeMap<_, _> = channels.into_iter().map(|channel| (channel.id, None)).collect();
        CsvRow { line, draft: PostDraft { content, channels, due_at, labels, campaign }, images, problems }
    }

    /// The campaign that a cell names, by its name or number.
    fn campaign(&self, cell: &str, problems: &mut Vec<CsvProblem>) -> Option<Id<Campaign>> {
        if cell.is_empty() {
            return None;
        }
        let by_name = self.campaigns.iter().find(|one| one.name.to_lowercase() == cell.to_lowercase());
        let found = by_name.or_else(|| self.campaigns.iter().find(|one| one.id.to_string() == cell));
        if found.is_none() {
            problems.push(problem("campaign", "unknown", cell));
        }
        found.map(|one| one.id)
    }

    fn channels(&self, cell: &str, problems: &mut Vec<CsvProblem>) -> Vec<&Channel> {
        let mut found: Vec<&Channel> = Vec::new();
        for word in pieces(cell) {
            let named: Vec<&Channel> = self
                .channels
                .iter()
                .filter(|channel| channel.id.to_string() == word || channel.name.to_lowercase() == word.to_lowercase())
                .collect();
            match named[..] {
                [] => problems.push(problem("channels", "unknown", word)),
                [one] => {
                    if found.iter().all(|known| known.id != one.id) {
                        found.push(one);
                    }
                }
                _ => problems.push(problem("channels", "ambiguous", word)),
            }
        }
        if found.len() > POST_CHANNELS_MAX {
            problems.push(problem("channels", "too_many", cell));
        }
        found
    }

    /// When a row is due, UTC microseconds; none for one without date and time.
    fn due_at(&self, date: &str, time: &str, said: &str, problems: &mut Vec<CsvProblem>) -> Option<i64> {
        if date.is_empty() && time.is_empty() {
            return None;
        }
        let zone = if said.is_empty() { Some(self.zone.clone()) } else { TimeZone::get(said).ok() };
        if zone.is_none() {
            problems.push(problem("zone", "unknown", said));
        }
        let day = date.parse::<Date>().or_else(|_| Date::strptime("%d/%m/%Y", date)).ok();
        if day.is_none() {
            problems.push(problem("date", if date.is_empty() { "empty" } else { "not_a_date" }, date));
        }
        let hour = Time::strptime("%H:%M", time).or_else(|_| time.parse::<Time>()).ok();
        if hour.is_none() {
            problems.push(problem("time", if time.is_empty() { "empty" } else { "not_a_time" }, time));
        }
        let at = zone?.to_timestamp(day?.to_datetime(hour?)).ok().map(jiff::Timestamp::as_microsecond);
        match at {
            Some(at) if at < self.now => problems.push(problem("date", "past", date)),
            Some(at) if at <= self.now.saturating_add(PLAN_US_MAX) => {}
            _ => problems.push(problem("date", "too_far", date)),
        }
        at
    }
}

/// The line at which a row begins, from 1; empty lines before it are none of it.
fn line_of(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 0 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| **byte == b'\n').count();
    position.line() + u64::try_from(empty).unwrap_or(0)
}

pub(super) fn problem(column: &'static str, why: &str, about: &str) -> CsvProblem {
    CsvProblem { column, why: why.to_owned(), about: about.to_owned(), against: None }
}

/// The words of a cell that holds several.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', '|']).map(str::trim).filter(|word| !word.is_empty())
}

/// What parts the cells: of the comma, the semicolon and the tab the one that the first line has most of. Spreadsheets in French write
/// semicolons.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let most = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    // Of equals the last is taken: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|sign| most(*sign)).unwrap_or(b',')
}
