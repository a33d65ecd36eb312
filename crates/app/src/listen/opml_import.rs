//! Handing in a list of sources: kept line by line at once, worked off in batches, each line with its outcome and the reason.

use std::collections::HashMap;

pub use connect::opml::OPML_BYTES_MAX;
use connect::opml::{self, OpmlFault, OpmlFeed, OpmlProblem, OpmlReading};
use domain::{Language, address, hat::Act};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{
    Id, Tx,
    import::{Import, ImportLine},
    job::{Job, NewJob},
    source::Folder,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        source_change::VISIT_SPACING_US,
        source_field::{self, FOLDER_NAME_CHARS_MAX, SOURCE_TITLE_CHARS_MAX},
        visit,
    },
};

/// The kind of the job.
pub const IMPORT_JOB: &str = "import";
/// The most lines that are decided in one transaction: other writers wait for a moment only.
pub const IMPORT_BATCH_LINES: u32 = 200;
/// Between the names of folders that stand inside one another.
pub const FOLDER_JOINT: &str = " / ";

/// Why a line was refused, as [`ImportLine::reason`] holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum LineReason {
    /// An outline that is neither a folder nor a feed.
    NoAddress,
    /// An address that cannot be one.
    BadAddress {
        /// As written, cut.
        written: String,
    },
    /// A feed that stands in the list already.
    Twice {
        /// The line where it stands first.
        first_line: usize,
    },
    /// Something that is no outline.
    Rubbish {
        /// As written, cut.
        written: String,
    },
    /// The list ends in the middle.
    Truncated,
    /// More feeds than are taken from one list.
    TooMany,
    /// Lines behind it that say nothing either and are not named.
    MoreProblems {
        /// How many.
        count: usize,
    },
    /// An address that carries a name or password.
    HasPassword,
    /// An address that is too long.
    TooLong,
}

impl LineReason {
    /// Reads what [`ImportLine::reason`] holds; none for a line that was not refused.
    #[must_use]
    pub fn from_stored(stored: &str) -> Option<Self> {
        serde_json::from_str(stored).ok()
    }

    /// The stable name, as it is serialised.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::BadAddress { .. } => "bad_address",
            Self::Twice { .. } => "twice",
            Self::Rubbish { .. } => "rubbish",
            Self::Truncated => "truncated",
            Self::TooMany => "too_many",
            Self::MoreProblems { .. } => "more_problems",
            Self::HasPassword => "has_password",
            Self::TooLong => "too_long",
        }
    }

    fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl App {
    /// Takes a list in: OPML, or one address a line. Nothing is fetched; a job decides the lines one after the other.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when it is no list, [`Refusal::NeedsPerson`].
    pub async fn import_opml(&self, actor: &Actor, bytes: Vec<u8>, file_name: &str) -> Result<Id<Import>, Refusal> {
        actor.may(Act::Listen)?;
        let user = actor.person()?;
        let reading = tokio::task::spawn_blocking(move || opml::read(&bytes)).await.map_err(|_join| Refusal::Interrupted)?;
        let reading = reading.map_err(|error| Refusal::Unreadable {
            english: error.sentence(Language::English),
            french: error.sentence(Language::French),
        })?;
        let now = self.now();
        let said = reading.title.clone().unwrap_or_default();
        let named = [said.as_str(), file_name].map(source_field::line).into_iter().find(|name| !name.is_empty());
        let title = source_field::cut(&named.unwrap_or_else(|| "OPML".to_owned()), SOURCE_TITLE_CHARS_MAX);
        let lines = lines_of(reading);
        let refused = lines.iter().filter(|line| line.outcome == "refused").count();
        let import = Import {
            id: Id::new(0),
            workspace_id: actor.workspace,
            user_id: user,
            title: title.clone(),
            state: "open".to_owned(),
            total: whole(lines.len()),
            done: whole(refused),
            created_at: now,
            ended_at: None,
        };
        let tx = self.store.begin().await?;
        let id = tx.add_import(&import, &lines).await?;
        let job = NewJob {
            workspace_id: actor.workspace,
            kind: IMPORT_JOB,
            key: id.to_string(),
            lane: format!("import {id}"),
            payload: "{}".to_owned(),
            due_at: now,
        };
        tx.enqueue(&job, now).await?;
        let detail = json!({ "title": title, "lines": lines.len() });
        tx.record(&actor.event("import.begun", "import", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Stops an import. What was added stays; the lines that wait are left.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`].
    pub async fn stop_import(&self, actor: &Actor, id: Id<Import>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let import = tx.import(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Import))?;
        if import.state != "open" {
            return Ok(());
        }
        tx.stop_import(id, now).await?;
        tx.cancel_job(IMPORT_JOB, &id.to_string()).await?;
        let detail = json!({ "title": import.title, "done": import.done, "lines": import.total });
        tx.record(&actor.event("import.stopped", "import", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Decides the next lines of an import and asks for the ones after them, in one transaction.
    ///
    /// # Errors
    /// When the database refuses; then the batch is tried again as a whole.
    pub(crate) async fn advance_import(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let now = self.now();
        let tx = self.store.begin().await?;
        let import = match job.key.parse() {
            Ok(id) => tx.import(actor.workspace, id).await?.filter(|import| import.state == "open"),
            Err(_) => None,
        };
        let Some(import) = import else {
            tx.finish(job.id, now).await?;
            return Ok(tx.commit().await?);
        };
        let lines = tx.waiting_lines(import.id, IMPORT_BATCH_LINES).await?;
        let ends = whole(lines.len()) < i64::from(IMPORT_BATCH_LINES);
        let done = import.done + whole(lines.len());
        let mut batch = Batch { tx: &tx, actor: &actor, import: &import, folders: HashMap::new(), now };
        for line in lines {
            let decided = batch.decide(line).await?;
            tx.decide_line(import.id, &decided).await?;
        }
        tx.advance_import(import.id, done, ends.then_some(now)).await?;
        let detail = json!({ "title": import.title, "done": done, "lines": import.total });
        let verb = if ends { "import.ended" } else { "import.advanced" };
        tx.record(&actor.event(verb, "import", Some(import.id.get()), &detail, now)).await?;
        if ends {
            tx.finish(job.id, now).await?
        } else {
            tx.reschedule(job.id, job.due_at).await?
        }
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

/// What the lines of one transaction share.
struct Batch<'a> {
    tx: &'a Tx,
    actor: &'a Actor,
    import: &'a Import,
    folders: HashMap<String, Id<Folder>>,
    now: i64,
}

impl Batch<'_> {
    async fn decide(&mut self, mut line: ImportLine) -> Result<ImportLine, Refusal> {
        let checked = source_field::address(&line.address).ok();
        let Some((at, key)) = checked.and_then(|at| Some((at.to_string(), address::canonical(at.as_str())?))) else {
            line.reason = reason_of(&line.address).stored();
            "refused".clone_into(&mut line.outcome);
            return Ok(line);
        };
        if let Some(known) = self.tx.source_at(self.actor.workspace, &key).await? {
            "known".clone_into(&mut line.outcome);
            line.source_id = Some(known.id);
            return Ok(line);
        }
        let folder = self.folder(&line.folder).await?;
        // The visits of a long list are spread; those of a short one follow each other at once.
        let due_at = (self.import.created_at + line.position * VISIT_SPACING_US).max(self.now);
        let site = line.site_address.as_deref().and_then(|site| source_field::address(site).ok());
        let source = store::source::Source {
            folder_id: folder,
            title: line.title.clone(),
            site_address: site.map(Into::into),
            next_at: Some(due_at),
            ..store::source::Source::new(self.actor.workspace, &at, self.now)
        };
        let id = self.tx.add_source(&source, &key).await?;
        self.tx.enqueue(&visit::job(self.actor.workspace, id, &at, due_at), self.now).await?;
        "added".clone_into(&mut line.outcome);
        line.source_id = Some(id);
        Ok(line)
    }

    async fn folder(&mut self, name: &str) -> Result<Option<Id<Folder>>, Refusal> {
        if name.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.folders.get(name) {
            return Ok(Some(*id));
        }
        let id = self.tx.put_folder(self.actor.workspace, name).await?;
        self.folders.insert(name.to_owned(), id);
        Ok(Some(id))
    }
}

fn reason_of(written: &str) -> LineReason {
    match source_field::address(written) {
        Err(Refusal::Invalid { why: "has_password", .. }) => LineReason::HasPassword,
        Err(Refusal::Invalid { why: "too_long", .. }) => LineReason::TooLong,
        _ => LineReason::BadAddress { written: source_field::cut(written, 80) },
    }
}

/// Feeds and problems as lines, in the order of the file.
fn lines_of(reading: OpmlReading) -> Vec<ImportLine> {
    let more = (reading.problems_left > 0).then(|| refused(LineReason::MoreProblems { count: reading.problems_left }));
    let more = more.map(|line| ImportLine { line: reading.problems.last().map_or(0, |last| whole(last.line)), ..line });
    let feeds = reading.outlines.into_iter().map(line_of_feed);
    let mut lines: Vec<ImportLine> = feeds.chain(reading.problems.into_iter().map(line_of_problem)).collect();
    lines.sort_by_key(|line| line.line);
    lines.extend(more);
    for (line, position) in lines.iter_mut().zip(1..) {
        line.position = position;
    }
    lines
}

fn line_of_feed(feed: OpmlFeed) -> ImportLine {
    let address = source_field::without_password(&feed.address);
    let had_password = address != feed.address;
    let names: Vec<String> = feed.folders.iter().map(|name| source_field::line(name)).filter(|name| !name.is_empty()).collect();
    ImportLine {
        line: whole(feed.line),
        position: 0,
        title: source_field::cut(&source_field::line(&source_field::without_password(&feed.title)), SOURCE_TITLE_CHARS_MAX),
        address: address.replace('\0', ""),
        site_address: feed.site_address.map(|site| source_field::without_password(&site).replace('\0', "")),
        folder: source_field::cut(&names.join(FOLDER_JOINT), FOLDER_NAME_CHARS_MAX).trim().to_owned(),
        outcome: if had_password { "refused" } else { "waiting" }.to_owned(),
        reason: if had_password { LineReason::HasPassword.stored() } else { String::new() },
        source_id: None,
    }
}

fn line_of_problem(problem: OpmlProblem) -> ImportLine {
    let clean = |written: &str| source_field::without_password(&source_field::line(written));
    let (title, written, reason) = match problem.fault {
        OpmlFault::NoAddress { title } => (clean(&title), String::new(), LineReason::NoAddress),
        OpmlFault::BadAddress { written } => {
            let written = clean(&written);
            (String::new(), written.clone(), LineReason::BadAddress { written })
        }
        OpmlFault::Twice { first_line } => (String::new(), String::new(), LineReason::Twice { first_line }),
        OpmlFault::Rubbish { written } => (String::new(), String::new(), LineReason::Rubbish { written: clean(&written) }),
        OpmlFault::Truncated => (String::new(), String::new(), LineReason::Truncated),
        OpmlFault::TooMany => (String::new(), String::new(), LineReason::TooMany),
    };
    ImportLine { line: whole(problem.line), title, address: written, ..refused(reason) }
}

/// A line of which nothing is known but why it was refused.
fn refused(reason: LineReason) -> ImportLine {
    ImportLine {
        line: 0,
        position: 0,
        title: String::new(),
        address: String::new(),
        site_address: None,
        folder: String::new(),
        outcome: "refused".to_owned(),
        reason: reason.stored(),
        source_id: None,
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
