//! A newsletter leaving: a letter of its own for each reader, once or told.
//!
//! Who gets one is written down with the departure. Each letter is written down as `sending`, and that is on the disk, before the mail server
//! hears of it; what came of it is written down after. A process that dies leaves at most the one letter it was at, which may have left: it is
//! told and never sent again by itself. All others still wait and go on.

use connect::channels::{Connection, File};
use domain::delivery::{Class, Happened, Outcome, Remote, Sight};
use std::{collections::BTreeMap, time::Instant};
use store::{delivery::Delivery, newsletter::Letter};

use super::{
    deliver::{Leaving, sending},
    newsletter::READERS_MAX,
};
use crate::{App, Refusal};

/// After so many letters in a row that the server did not take for now, it is left in peace for a while.
const TROUBLES_MAX: u32 = 3;

/// What one letter came to.
enum Sent {
    /// It is over: taken, refused, or its reader left meanwhile.
    Done,
    /// The server did not take it for now, or nobody knows whether it did.
    Trouble(Outcome),
    /// The server cannot be written to.
    Stop(Outcome),
}

impl App {
    /// Writes to each reader who still waits, and says what came of all.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn say_to_readers(&self, leaving: &mut Leaving, files: &[File]) -> Result<Outcome, Refusal> {
        let reader = self.store.reader(leaving.delivery.workspace_id);
        let mut waiting = reader.letters(leaving.delivery.id, &["waiting"], READERS_MAX).await?;
        // Whom the server did not take yet comes after those who were not tried.
        waiting.sort_by_key(|letter| letter.changed_at);
        let (mut troubles, mut last, mut is_new) = (0, None, true);
        for letter in &waiting {
            match self.send_letter(leaving, files, letter).await? {
                Sent::Done => {
                    troubles = 0;
                    if std::mem::take(&mut is_new) {
                        self.begin_count_anew(leaving).await?;
                    }
                }
                Sent::Trouble(outcome) => {
                    troubles += 1;
                    last = Some(outcome);
                }
                Sent::Stop(outcome) => return Ok(outcome),
            }
            if troubles >= TROUBLES_MAX {
                break;
            }
        }
        self.letters_verdict(leaving, last).await
    }

    /// Whether any reader was written to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn has_letters_out(&self, delivery: &Delivery) -> Result<bool, Refusal> {
        let counts = self.store.reader(delivery.workspace_id).letter_counts(delivery.id).await?;
        Ok(counts.iter().any(|count| !matches!(count.state.as_str(), "waiting" | "left")))
    }

    /// A letter that is over is a step forward: how often the delivery was tried is counted anew.
    async fn begin_count_anew(&self, leaving: &mut Leaving) -> Result<(), Refusal> {
        let at = leaving.delivery.step;
        let Some(step) = leaving.steps.iter_mut().find(|step| step.step == at) else { return Ok(()) };
        step.attempts = 1;
        let tx = self.store.begin().await?;
        tx.put_step(step).await?;
        Ok(tx.commit().await?)
    }

    /// Sends one letter, which is written down before and after.
    async fn send_letter(&self, leaving: &Leaving, files: &[File], letter: &Letter) -> Result<Sent, Refusal> {
        let id = leaving.delivery.id;
        let subscriber = match letter.reader_id {
            Some(reader) => self.store.subscriber(reader).await?.filter(|subscriber| subscriber.left_at.is_none()),
            None => None,
        };
        let tx = self.store.begin().await?;
        let Some(subscriber) = subscriber else {
            tx.move_letter(id, &letter.email, ("waiting", "left"), "", self.now()).await?;
            tx.commit().await?;
            return Ok(Sent::Done);
        };
        let is_ours = tx.move_letter(id, &letter.email, ("waiting", "sending"), "", self.now()).await?;
        tx.commit().await?;
        if !is_ours {
            return Ok(Sent::Done);
        }
        self.store.settle().await?;
        let mut settings: BTreeMap<String, String> = leaving.opened.settings.clone();
        settings.insert("recipients".to_owned(), subscriber.email.clone());
        let own = settings.entry("unsubscribe".to_owned()).or_default();
        if own.is_empty() {
            *own = self.unsubscribe_address(&subscriber);
        }
        let Some(sending) = sending(leaving, &[], files) else {
            return Ok(Sent::Stop(Outcome::Unknown { why: "the step is not written down".to_owned() }));
        };
        let connection = leaving.opened.connection(&self.client, self.clock.now());
        let outcome = leaving.opened.adapter.publish(&Connection { settings: &settings, ..connection }, &sending).await;
        let (state, said) = match &outcome {
            Outcome::Accepted { .. } => ("taken", String::new()),
            Outcome::Rejected { class: Class::Content, said, .. } => ("refused", said.clone()),
            Outcome::Rejected { said, .. } => ("waiting", said.clone()),
            Outcome::Pending { .. } | Outcome::Unknown { .. } => ("unknown", String::new()),
        };
        let (tx, now) = (self.store.begin().await?, self.now());
        if !tx.move_letter(id, &letter.email, ("sending", state), &said, now).await? && state != "waiting" {
            // Another process thought that this one had died.
            tx.move_letter(id, &letter.email, ("unknown", state), &said, now).await?;
        }
        tx.commit().await?;
        Ok(match outcome {
            Outcome::Accepted { .. } | Outcome::Rejected { class: Class::Content, .. } => Sent::Done,
            Outcome::Rejected { class: Class::Rate, .. } | Outcome::Pending { .. } | Outcome::Unknown { .. } => {
                Sent::Trouble(outcome)
            }
            Outcome::Rejected { .. } => Sent::Stop(outcome),
        })
    }

    /// What all letters of a delivery together came to; `last` is the last that was not taken for now.
    async fn letters_verdict(&self, leaving: &Leaving, last: Option<Outcome>) -> Result<Outcome, Refusal> {
        let reader = self.store.reader(leaving.delivery.workspace_id);
        let counts = reader.letter_counts(leaving.delivery.id).await?;
        let of = |state: &str| counts.iter().find(|count| count.state == state).map_or(0, |count| count.n);
        let all: i64 = counts.iter().map(|count| count.n).sum();
        if of("waiting") > 0 {
            return Ok(match last {
                Some(rejected @ Outcome::Rejected { .. }) => rejected,
                _ => Outcome::Rejected {
                    class: Class::Network,
                    said: format!("{} of {all} readers have not been written to yet", of("waiting")),
                    again_at: None,
                },
            });
        }
        if of("unknown") > 0 {
            return Ok(Outcome::Unknown { why: format!("nobody knows whether {} of {all} letters left", of("unknown")) });
        }
        if of("taken") > 0 {
            let step = leaving.steps.iter().find(|step| step.step == leaving.delivery.step);
            let id = step.map(|step| step.key.clone()).unwrap_or_default();
            return Ok(Outcome::Accepted { remote: Remote { id, address: String::new() } });
        }
        let refused = reader.letters(leaving.delivery.id, &["refused"], 1).await?;
        let said = refused.into_iter().next().map_or_else(|| "there is nobody to write to".to_owned(), |letter| letter.said);
        Ok(Outcome::Rejected { class: Class::Content, said, again_at: None })
    }

    /// Takes stock of the letters after a process died, or after some of them were not answered. What was being sent may have left.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn look_at_letters(&self, leaving: &mut Leaving) -> Result<bool, Refusal> {
        let attempt = self.begin_attempt(leaving, "find", |step| step.looks += 1).await?;
        let began = Instant::now();
        let (tx, now) = (self.store.begin().await?, self.now());
        tx.move_letters(leaving.delivery.id, ("sending", "unknown"), now).await?;
        tx.commit().await?;
        let happened = match self.letters_verdict(leaving, None).await? {
            // Mail cannot be looked for: a person says.
            Outcome::Unknown { .. } => Happened::Looked(Sight::NoWindow),
            Outcome::Rejected { class: Class::Network, said, .. } => {
                Happened::Called(Outcome::Rejected { class: Class::Network, said, again_at: Some(now) })
            }
            outcome => Happened::Called(outcome),
        };
        self.note(leaving, attempt, began, happened).await
    }
}
