//! What stands against a draft, and what somebody should know before it leaves: the same words, or something else in the same hour.

use domain::{
    alike::{Folded, Other, SAME_HOUR_MINUTES_DEFAULT, SAME_TEXT_DAYS_DEFAULT, same_hour, same_text},
    post::{Gravity, Problem, Variant, validate},
};
use jiff::Timestamp;
use store::{
    Id,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
    post::Post,
};

use super::{calendar_days::MarkKind, channel_open::capabilities, post_save::PostDraft};
use crate::{Actor, App, Refusal};

/// The most deliveries of a channel that a text is compared with.
const COMPARED_MAX: u32 = 5_000;
const DAY_US: i64 = 86_400 * 1_000_000;

/// What a variant says, as others are compared with it.
pub(super) fn folded(said: &Variant) -> Folded {
    Folded::of(&format!("{} {}", said.title, said.text))
}

/// What a delivery says, as others are compared with it.
pub(super) fn folded_json(content: &str) -> Folded {
    folded(&serde_json::from_str::<Variant>(content).unwrap_or_default())
}

impl App {
    /// What stands against a draft, by channel; `of` is the post that it is a draft of, whose own deliveries are no other text.
    /// Warnings: `same_text` with how alike it is in per cent, `same_hour` with the minutes between; `about` is the time of the other,
    /// RFC 3339.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn judge_post(
        &self,
        actor: &Actor,
        draft: &PostDraft,
        of: Option<Id<Post>>,
    ) -> Result<Vec<(Channel, Vec<Problem>)>, Refusal> {
        let policy = self.publishing_policy(actor.workspace).await?;
        let channels = self.reader(actor).channels().await?;
        let due_at = draft.due_at.unwrap_or_default().max(self.now());
        let draft = &self.with_facts(actor, draft).await?;
        let embargo = self.embargo(actor, draft.due_at).await?;
        let finishes = self.finishes(actor.workspace).await?;
        let budgets = self.budget_problems(actor, draft, (&channels, &finishes), of).await?;
        let mut judged = Vec::new();
        for channel in channels.into_iter().filter(|channel| draft.channels.contains_key(&channel.id)) {
            let Some(can) = capabilities(&channel) else { continue };
            let said = finishes.on(&channel, draft.on(channel.id));
            let mut problems = validate(&said, &can, &policy.content);
            problems.extend(self.asset_problems(actor.workspace, &said, due_at).await?);
            problems.extend(self.beside(actor, channel.id, (&said, draft.due_at), of).await?);
            problems.extend(embargo.clone());
            problems.extend(budgets.get(&channel.network).cloned());
            judged.push((channel, problems));
        }
        Ok(judged)
    }

    /// The embargo of the day on which something is due, on the workspace's wall; `about` is what it says.
    async fn embargo(&self, actor: &Actor, due_at: Option<i64>) -> Result<Option<Problem>, Refusal> {
        let Some(at) = due_at.and_then(|at| Timestamp::from_microsecond(at).ok()) else { return Ok(None) };
        let (_, zone) = self.workspace_zone(actor).await?;
        let day = zone.to_datetime(at).date();
        let mark = self.marks_between(actor, day, day).await?.into_iter().find(|mark| mark.kind == MarkKind::Embargo.name());
        Ok(mark.map(|mark| Problem {
            code: "embargo".to_owned(),
            part: 0,
            file: 0,
            amount: 0,
            limit: 0,
            about: mark.words,
            gravity: Gravity::Warns,
        }))
    }

    /// What else goes to a channel that somebody should know of.
    async fn beside(
        &self,
        actor: &Actor,
        channel: Id<Channel>,
        (said, due): (&Variant, Option<i64>),
        of: Option<Id<Post>>,
    ) -> Result<Vec<Problem>, Refusal> {
        let due_at = due.unwrap_or_else(|| self.now());
        let around = i64::from(SAME_TEXT_DAYS_DEFAULT) * DAY_US;
        let filter = DeliveryFilter {
            from: Some(due_at.saturating_sub(around)),
            to: Some(due_at.saturating_add(around)),
            channel: Some(channel),
            ..DeliveryFilter::default()
        };
        let others: Vec<Delivery> = self.reader(actor).deliveries(&filter, COMPARED_MAX).await?;
        let others: Vec<Delivery> =
            others.into_iter().filter(|other| other.state != "cancelled" && Some(other.post_id) != of).collect();
        let texts: Vec<Folded> = others.iter().map(|other| folded_json(&other.content)).collect();
        let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
        let compared: Vec<Other<'_>> =
            others.iter().zip(&texts).map(|(other, text)| Other { at: at(other.due_at), text }).collect();
        let mut problems = Vec::new();
        let text = folded(said);
        if let Some(same) = same_text(&text, at(due_at), &compared, SAME_TEXT_DAYS_DEFAULT).first() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of one, as per cent")]
            let likeness = (same.likeness * 100.0).round() as u64;
            problems.push(warning("same_text", likeness, 90, compared[same.place].at));
        }
        if due.is_some() {
            let times: Vec<Timestamp> = compared.iter().map(|other| other.at).collect();
            if let Some(near) = same_hour(at(due_at), &times, SAME_HOUR_MINUTES_DEFAULT).first().map(|place| times[*place]) {
                let apart = u64::try_from(at(due_at).duration_since(near).abs().as_mins()).unwrap_or_default();
                problems.push(warning("same_hour", apart, SAME_HOUR_MINUTES_DEFAULT.into(), near));
            }
        }
        Ok(problems)
    }
}

fn warning(code: &str, amount: u64, limit: u64, other: Timestamp) -> Problem {
    Problem { code: code.to_owned(), part: 0, file: 0, amount, limit, about: other.to_string(), gravity: Gravity::Warns }
}
