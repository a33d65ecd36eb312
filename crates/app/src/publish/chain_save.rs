//! Chains: made, changed, taken away. Everything planned is judged by them anew.

use domain::{
    Hat,
    approval::{Chain as Steps, Need, Problem, STEPS_MAX, Step, Who},
    hat::Act,
};
use serde_json::json;
use store::{
    Id, Tx,
    access::User,
    chain::Chain,
    channel::Channel,
    job::{Job, NewJob},
    link::Campaign,
    post::Post,
};

use super::{approval_ask::Cause, post_label};
use crate::{Actor, App, Noun, Refusal, access::field};

/// The kind of the job that asks anew for everything planned, once a chain was changed.
pub const ASK_JOB: &str = "ask";
/// Chains of a workspace.
pub const CHAINS_MAX: usize = 50;
/// Planned posts that are read at once.
const POSTS_AT_ONCE: u32 = 100;

/// A step as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct StepForm {
    /// Whether each of them has to say yes; else one of them.
    pub all: bool,
    /// Hats: whoever wears one.
    pub hats: Vec<Hat>,
    /// Members.
    pub users: Vec<Id<User>>,
    /// Mail addresses of people without an account. One of a member means the member.
    pub emails: Vec<String>,
}

/// A chain as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct ChainForm {
    /// Its name.
    pub name: String,
    /// Whether everything passes it.
    pub everything: bool,
    /// The channels of which everything passes it.
    pub channels: Vec<Id<Channel>>,
    /// The labels of which everything passes it.
    pub labels: Vec<String>,
    /// The campaigns of which everything passes it.
    pub campaigns: Vec<Id<Campaign>>,
    /// Its steps.
    pub steps: Vec<StepForm>,
}

impl App {
    /// Makes a chain. What is planned and passes it waits from now on.
    ///
    /// # Errors
    /// When the hats do not allow it, it passes nothing, asks nobody, or names what is not there.
    pub async fn add_chain(&self, actor: &Actor, form: &ChainForm) -> Result<Id<Chain>, Refusal> {
        actor.may(Act::Govern)?;
        if self.reader(actor).chains().await?.len() >= CHAINS_MAX {
            return Err(Refusal::Invalid { field: "name", why: "too_many" });
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        let chain = self.chain_of(&tx, actor, Id::new(0), form).await?;
        let id = tx.add_chain(&chain).await?;
        self.ask_all_anew(&tx, actor, now).await?;
        tx.record(&actor.event("chain.added", "chain", Some(id.get()), &json!({ "name": chain.name }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Changes a chain. Whose word still counts in it need not say it again.
    ///
    /// # Errors
    /// As [`App::add_chain`], or when there is no such chain.
    pub async fn change_chain(&self, actor: &Actor, id: Id<Chain>, form: &ChainForm) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        self.chain(actor, id).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let chain = self.chain_of(&tx, actor, id, form).await?;
        if !tx.save_chain(&chain).await? {
            return Err(Refusal::NoSuch(Noun::Chain));
        }
        self.ask_all_anew(&tx, actor, now).await?;
        tx.record(&actor.event("chain.changed", "chain", Some(id.get()), &json!({ "name": chain.name }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Takes a chain away. What waited for it alone leaves at its time; what was decided in it is kept.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such chain.
    pub async fn remove_chain(&self, actor: &Actor, id: Id<Chain>) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let chain = self.chain(actor, id).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        if !tx.remove_chain(actor.workspace, id, now).await? {
            return Err(Refusal::NoSuch(Noun::Chain));
        }
        self.ask_all_anew(&tx, actor, now).await?;
        tx.record(&actor.event("chain.removed", "chain", Some(id.get()), &json!({ "name": chain.name }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// A chain of the workspace.
    ///
    /// # Errors
    /// When there is no such chain.
    pub async fn chain(&self, actor: &Actor, id: Id<Chain>) -> Result<Chain, Refusal> {
        let found = self.reader(actor).chains().await?.into_iter().find(|chain| chain.id == id);
        found.ok_or(Refusal::NoSuch(Noun::Chain))
    }

    async fn chain_of(&self, tx: &Tx, actor: &Actor, id: Id<Chain>, form: &ChainForm) -> Result<Chain, Refusal> {
        let now = self.now();
        let name = field::name("name", &form.name)?;
        let labels = post_label::labels(&form.labels)?;
        if !form.everything && form.channels.is_empty() && labels.is_empty() && form.campaigns.is_empty() {
            return Err(Refusal::Invalid { field: "passes", why: "empty" });
        }
        for channel in &form.channels {
            if self.reader(actor).channel(*channel).await?.is_none() {
                return Err(Refusal::NoSuch(Noun::Channel));
            }
        }
        for campaign in &form.campaigns {
            if self.reader(actor).campaign(*campaign).await?.is_none() {
                return Err(Refusal::NoSuch(Noun::Campaign));
            }
        }
        let mut steps = Vec::new();
        for step in form.steps.iter().take(STEPS_MAX + 1) {
            steps.push(self.step_of_form(tx, actor, step, now).await?);
        }
        if steps.is_empty() {
            return Err(Refusal::Invalid { field: "steps", why: "empty" });
        }
        let steps = Steps::new(steps).map_err(|problem| Refusal::Invalid {
            field: "steps",
            why: match problem {
                Problem::TooManySteps => "too_many",
                Problem::NobodyAsked(_) => "nobody",
                Problem::TooManyNamed(_) => "too_many_people",
            },
        })?;
        Ok(Chain {
            id,
            workspace_id: actor.workspace,
            name,
            everything: form.everything,
            channels: json!(form.channels).to_string(),
            labels: json!(labels).to_string(),
            campaigns: json!(form.campaigns).to_string(),
            steps: json!(steps).to_string(),
            created_at: now,
            changed_at: now,
        })
    }

    async fn step_of_form(&self, tx: &Tx, actor: &Actor, form: &StepForm, now: i64) -> Result<Step, Refusal> {
        let members = self.reader(actor).members().await?;
        let mut who: Vec<Who> = form.hats.iter().map(|hat| Who::Hat(*hat)).collect();
        for user in &form.users {
            if !members.iter().any(|member| member.user_id == *user) {
                return Err(Refusal::NoSuch(Noun::Member));
            }
            who.push(Who::User(user.get()));
        }
        for email in &form.emails {
            let email = field::email(email)?;
            match members.iter().find(|member| member.email == email) {
                Some(member) => who.push(Who::User(member.user_id.get())),
                None => who.push(Who::Outsider(tx.put_outsider(actor.workspace, &email, now).await?.get())),
            }
        }
        Ok(Step { who, need: if form.all { Need::All } else { Need::Any } })
    }

    async fn ask_all_anew(&self, tx: &Tx, actor: &Actor, now: i64) -> Result<(), Refusal> {
        let job = NewJob {
            workspace_id: actor.workspace,
            kind: ASK_JOB,
            key: actor.workspace.to_string(),
            lane: format!("ask {}", actor.workspace),
            payload: json!({ "by": actor.name }).to_string(),
            due_at: now,
        };
        Ok(tx.enqueue(&job, now).await?)
    }

    /// Judges all that is planned by the chains as they are now, and tells whom they ask. Nothing waits for this: what leaves is judged
    /// as it leaves.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn ask_planned(&self, job: &Job) -> Result<(), Refusal> {
        let reader = self.store.reader(job.workspace_id);
        let by: serde_json::Value = serde_json::from_str(&job.payload).unwrap_or_default();
        let cause = Cause { by: by["by"].as_str().unwrap_or_default(), user: None, said: "" };
        let mut after: Id<Post> = Id::new(0);
        loop {
            let posts = reader.planned_after(after, POSTS_AT_ONCE).await?;
            let Some(last) = posts.last().copied() else { break };
            for id in posts {
                let tx = self.store.begin().await?;
                tx.lock_post(id).await?;
                if let Some(post) = tx.post(job.workspace_id, id).await? {
                    self.ask_anew(&tx, &post, &cause).await?;
                }
                tx.commit().await?;
            }
            after = last;
        }
        let tx = self.store.begin().await?;
        tx.finish(job.id, self.now()).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}
