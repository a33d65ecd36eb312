//! The chains of a post on its page: each step with who is asked, what was said, when and on what.

use app::{
    Refusal,
    publish::{
        approval::{Facts, Filed, Person, Standing, people},
        post_save::PostDraft,
    },
};
use domain::{
    approval::{By, Need, NotYours, State, Who},
    hat::Act,
};
use minijinja::{Value, context};
use store::{chain::Outsider, decision::Decision, notice::Notice, post::Post, workspace::Member as Colleague};

use crate::{Web, pages::publish::say, request::Member};

/// The most notices of a post that are looked through for what became of the last mail to somebody.
const NOTICES_MAX: u32 = 200;
/// How much of a hash is shown; all of it is in the record.
const HASH_SHOWN: usize = 12;

/// What chains are drawn with.
struct Drawing<'a> {
    web: &'a Web,
    member: &'a Member,
    team: Vec<Colleague>,
    outsiders: Vec<Outsider>,
    decisions: Vec<Decision>,
    notices: Vec<Notice>,
}

/// The chains of a planned post, or those that a draft would pass; nothing where there are none.
pub(crate) async fn approval(web: &Web, member: &Member, post: &Post, draft: &PostDraft) -> Result<Value, Refusal> {
    let reader = &member.reader;
    if post.state == "draft" {
        let channels: Vec<_> = draft.channels.keys().copied().collect();
        let filed = Filed { labels: draft.labels.clone(), campaign: draft.campaign };
        let chains = web.app.chains_for(reader, &filed, &channels).await?;
        let names: Vec<&str> = chains.iter().map(|chain| chain.name.as_str()).collect();
        return Ok(context! { will_ask => names.join(", ") });
    }
    let (standings, facts) = web.app.approval_of(reader, post.id).await?;
    let drawing = Drawing {
        web,
        member,
        team: reader.members().await?,
        outsiders: reader.outsiders().await?,
        decisions: reader.decisions(post.id).await?,
        notices: reader.notices(post.id, NOTICES_MAX).await?,
    };
    let asks_me = standings.iter().any(|standing| drawing.asks_me(standing, &facts));
    let chains: Vec<Value> = standings.iter().map(|standing| drawing.chain(post, standing, &facts)).collect();
    let current = |one: &&Decision| {
        standings.iter().any(|standing| standing.chain.id == one.chain_id && standing.covered.iter().any(|c| c.hash == one.hash))
    };
    let earlier = once(drawing.decisions.iter().filter(|one| !current(one)));
    let earlier: Vec<Value> = earlier.into_iter().rev().map(said).collect();
    Ok(context! {
        chains, earlier, asks_me, decide_href => member.href(&format!("posts/{}/decide", post.id)),
        link_href => member.href(&format!("posts/{}/approval-link", post.id)),
    })
}

/// The decisions with each that is about several channels once, by its last row.
fn once<'a>(decisions: impl Iterator<Item = &'a Decision>) -> Vec<&'a Decision> {
    let mut once: Vec<&Decision> = Vec::new();
    for decision in decisions {
        once.retain(|known| {
            (known.at, known.chain_id, known.step, &known.who) != (decision.at, decision.chain_id, decision.step, &decision.who)
        });
        once.push(decision);
    }
    once
}

/// A decision as a line.
pub(super) fn said(decision: &Decision) -> Value {
    context! {
        who => decision.who.as_str(), is_yes => decision.is_yes, note => decision.note.as_str(), at => decision.at, step => decision.step + 1,
        chain => decision.chain.as_str(), version => decision.version, hash => decision.hash.get(..HASH_SHOWN), whole => decision.hash.as_str(),
    }
}

impl Drawing<'_> {
    fn chain(&self, post: &Post, standing: &Standing, facts: &Facts) -> Value {
        let about = |one: &&Decision| {
            one.chain_id == standing.chain.id && standing.covered.iter().any(|covered| covered.hash == one.hash)
        };
        let decisions = once(self.decisions.iter().filter(about));
        let now = standing.step();
        let steps = standing.steps.steps().iter().enumerate().map(|(at, step)| {
            let stands = match &standing.state {
                State::Approved => "done",
                State::Refused { .. } if at == now => "refused",
                State::Waiting { .. } if at == now => "asked",
                _ if at < now => "done",
                _ => "later",
            };
            let in_step: Vec<&Decision> =
                decisions.iter().copied().filter(|one| usize::try_from(one.step) == Ok(at)).collect();
            let asked = stands == "asked";
            context! {
                number => at + 1, stands, words => say(self.web, self.member, &format!("approval-step-{stands}")),
                need => say(self.web, self.member, if step.need == Need::All && step.who.len() > 1 { "approval-all" } else { "approval-any" }),
                several => step.who.len() > 1, who => step.who.iter().map(|who| self.who(*who, asked && standing.asked().contains(who))).collect::<Vec<_>>(),
                said => in_step.into_iter().map(said).collect::<Vec<_>>(),
                nobody => asked && people(standing.asked(), &self.team, facts.writers()).is_empty(),
            }
        });
        let by = self.member.actor.user.map(|user| By::User { id: user.get(), hats: self.member.actor.hats.clone() });
        let mine = by.map_or(Err(NotYours::NotAsked), |by| standing.step_of(&by, facts.writers()));
        let can_still = post.state == "planned" && standing.is_open && self.member.actor.allows(Act::Personal);
        let wrote = mine == Err(NotYours::OwnWork) && self.is_meant(standing.asked());
        context! {
            id => standing.chain.id.get(), name => standing.chain.name.as_str(), state => standing.state.code(), seen => standing.digest.as_str(),
            words => say(self.web, self.member, &format!("approval-state-{}", standing.state.code())), steps => steps.collect::<Vec<_>>(),
            may_decide => can_still && mine.is_ok(), is_asked => mine == Ok(now) && standing.state.code() == "waiting", wrote,
        }
    }

    /// Whether the reader's yes is awaited now.
    fn asks_me(&self, standing: &Standing, facts: &Facts) -> bool {
        let is_me = |person: &Person| matches!(person, Person::User(user) if Some(*user) == self.member.actor.user);
        standing.is_open && people(standing.asked(), &self.team, facts.writers()).iter().any(is_me)
    }

    /// Whether the reader would be asked, had they not written it.
    fn is_meant(&self, asked: &[Who]) -> bool {
        people(asked, &self.team, &[])
            .iter()
            .any(|person| matches!(person, Person::User(user) if Some(*user) == self.member.actor.user))
    }

    /// Somebody who is asked; an outsider with what became of their mail.
    fn who(&self, who: Who, is_asked: bool) -> Value {
        match who {
            Who::Hat(hat) => {
                context! { name => say(self.web, self.member, &format!("access-hat-{}", hat.name().replace('_', "-"))), is_hat => true }
            }
            Who::User(id) => {
                let known = self.team.iter().find(|one| one.user_id.get() == id);
                context! { name => known.map_or_else(|| say(self.web, self.member, "approval-gone"), |one| one.name.clone()) }
            }
            Who::Outsider(id) => {
                let known = self.outsiders.iter().find(|one| one.id.get() == id);
                let mail = self.notices.iter().find(|one| one.outsider_id.is_some_and(|outsider| outsider.get() == id));
                let mail = mail
                    .filter(|_| is_asked)
                    .map(|one| say(self.web, self.member, &format!("approval-mail-{}", one.state.replace('_', "-"))));
                context! { name => known.map(|one| one.email.as_str()), outsider => id, mail, may_link => is_asked && self.member.actor.allows(Act::Publish) }
            }
        }
    }
}
