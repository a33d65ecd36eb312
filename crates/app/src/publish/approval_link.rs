//! The link by which somebody without an account sees what is about to leave, says what they think, and accepts or refuses.

use domain::{
    approval::{By, Who},
    post::{Medium, MediumKind, Variant},
};
use media::{Rendition, Wish};
use serde_json::json;
use store::{
    Id,
    chain::{Chain, Outsider},
    channel::Channel,
    decision::ApprovalLink,
    delivery::Delivery,
    post::Post,
    post_comment::PostComment,
    workspace::Workspace,
};

use super::{
    approval::{Facts, Standing},
    approval_decide::{Decider, Verdict},
    asset_files::OpenedFile,
};
use crate::{
    Actor, App, Means, Noun, Refusal,
    access::{Secret, tries::Allowance},
    vault::{new_token, token_hash},
};

/// How long a link can be answered with: two weeks.
pub const LINK_SECONDS: i64 = 14 * 86_400;
/// So long after its end a link still says that it ended, microseconds.
pub(crate) const LINK_TOLD_US: i64 = 180 * 86_400 * 1_000_000;
/// How often an address of the network may come to the open door: two hundred times in ten minutes, pictures and all.
const DOOR_ALLOWANCE: Allowance = Allowance { times: 200, window_us: 10 * 60_000_000 };
/// The longest side of a picture at the open door, pixels.
const PICTURE_SIDE: u32 = 640;
/// Links that one workspace makes by hand.
const LINK_ALLOWANCE: Allowance = Allowance { times: 60, window_us: 3_600 * 1_000_000 };

/// Whether a link still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Open,
    /// Its time is over.
    Expired,
    /// It was answered with.
    Used,
    /// It was taken back: the post changed since, or is not planned any more.
    Revoked,
    /// Others decided, or it left: nothing is asked of them any more.
    Settled,
}

impl LinkState {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Expired => "expired",
            Self::Used => "used",
            Self::Revoked => "revoked",
            Self::Settled => "settled",
        }
    }
}

/// What a link leads to.
pub struct Shown {
    /// Whether it still works; what follows is for those that do.
    pub state: LinkState,
    /// The workspace.
    pub workspace: Workspace,
    /// Who is asked.
    pub outsider: Outsider,
    /// The post.
    pub post: Post,
    /// What leaves, with its channel.
    pub leaving: Vec<(Channel, Delivery)>,
    /// The chains that ask them now.
    pub asked: Vec<Standing>,
    /// Until when it works, UTC microseconds.
    pub ends_at: i64,
}

impl App {
    /// Counts a visit at the open door.
    ///
    /// # Errors
    /// [`Refusal::TooOften`] for an address of the network that comes too often.
    pub fn count_at_door(&self, address: &str) -> Result<(), Refusal> {
        let counted = self.tries.count(&format!("approve {address}"), DOOR_ALLOWANCE, self.now());
        counted.map_err(|seconds| Refusal::TooOften { seconds })
    }

    /// What a link leads to.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] for one that was never made.
    pub async fn approval_shown(&self, token: &str) -> Result<Shown, Refusal> {
        let none = || Refusal::NoSuch(Noun::ApprovalLink);
        let link = self.store.approval_link(&token_hash(token)).await?.ok_or_else(none)?;
        let reader = self.store.reader(link.workspace_id);
        let workspace = reader.workspace().await?.ok_or_else(none)?;
        let outsider = reader.outsiders().await?.into_iter().find(|one| one.id == link.outsider_id).ok_or_else(none)?;
        let post = reader.post(link.post_id).await?.ok_or_else(none)?;
        let mut shown = Shown {
            state: state(&link, self.now()),
            workspace,
            outsider,
            post,
            leaving: Vec::new(),
            asked: Vec::new(),
            ends_at: link.ends_at,
        };
        if shown.state != LinkState::Open {
            return Ok(shown);
        }
        let (standings, _) = self.approval_of(&reader, link.post_id).await?;
        shown.asked = standings.into_iter().filter(|one| one.asked().contains(&Who::Outsider(link.outsider_id.get()))).collect();
        let filter = store::delivery::DeliveryFilter { post: Some(link.post_id), ..Default::default() };
        for delivery in reader.deliveries(&filter, u32::MAX >> 1).await? {
            let is_asked = |one: &Standing| one.covered.iter().any(|covered| covered.hash == delivery.hash);
            if shown.asked.iter().any(is_asked)
                && let Some(channel) = reader.channel(delivery.channel_id).await?
            {
                shown.leaving.push((channel, delivery));
            }
        }
        if shown.asked.is_empty() {
            shown.state = LinkState::Settled;
        }
        Ok(shown)
    }

    /// Says yes or no as the person a link was sent to. The link is used up, unless another chain asks them too.
    ///
    /// # Errors
    /// As [`App::decide`]; [`Refusal::LinkOver`] when the link does not work any more.
    pub async fn decide_by_link(&self, token: &str, verdict: Verdict<'_>) -> Result<(), Refusal> {
        let shown = self.open_link(token).await?;
        let outsider = shown.outsider.id;
        let uses_link = !shown.asked.iter().any(|one| one.chain.id != verdict.chain);
        let by = By::Outsider(outsider.get());
        let decider = Decider { by, actor: outside(&shown), outsider: Some(outsider), uses_link };
        self.decide_as(&decider, shown.post.id, verdict).await
    }

    /// What the person a link was sent to has said about the post; what the team says among itself is not theirs to read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn comments_shown(&self, shown: &Shown, limit: u32) -> Result<Vec<PostComment>, Refusal> {
        let mut said = self.store.reader(shown.workspace.id).post_comments(shown.post.id, limit).await?;
        said.retain(|one| one.outsider_id == Some(shown.outsider.id));
        Ok(said)
    }

    /// A picture of what is about to leave, small, cut as it will be and from the very file that will leave; none when it is none of it.
    ///
    /// # Errors
    /// When the database or the shelf does not answer.
    pub async fn shown_picture(&self, shown: &Shown, place: usize) -> Result<Option<OpenedFile>, Refusal> {
        let variants = shown.leaving.iter().filter_map(|(_, delivery)| serde_json::from_str::<Variant>(&delivery.content).ok());
        let media: Vec<Medium> = variants.flat_map(|said| said.all_media().cloned().collect::<Vec<_>>()).collect();
        let Some(medium) = media.get(place).filter(|medium| medium.kind != MediumKind::Video) else { return Ok(None) };
        let wish = Wish { crop: medium.crop, ..Wish::thumbnail(PICTURE_SIDE) };
        let made = self.rendition(shown.workspace.id, &medium.hash, &wish).await?.and_then(Result::ok);
        let opened =
            |made: Rendition| OpenedFile { name: medium.hash.clone(), mime: made.format.mime().to_owned(), bytes: made.bytes };
        Ok(made.map(opened))
    }

    /// A link that works, or why it does not.
    pub(super) async fn open_link(&self, token: &str) -> Result<Shown, Refusal> {
        let shown = self.approval_shown(token).await?;
        if shown.state == LinkState::Open { Ok(shown) } else { Err(Refusal::LinkOver(shown.state)) }
    }

    /// Makes a link by hand, for a workspace without a mail server or a mail that did not arrive; the earlier ones of that person to
    /// that post are taken back. It is shown once.
    ///
    /// # Errors
    /// When the hats do not allow it, or the chain does not ask them now.
    pub async fn make_approval_link(&self, actor: &Actor, post: Id<Post>, outsider: Id<Outsider>) -> Result<Secret, Refusal> {
        actor.may(domain::hat::Act::Publish)?;
        let now = self.now();
        let post = self.reader(actor).post(post).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let allowed = self.tries.count(&format!("approval links {}", actor.workspace), LINK_ALLOWANCE, now);
        allowed.map_err(|seconds| Refusal::TooOften { seconds })?;
        let tx = self.store.begin().await?;
        tx.lock_post(post.id).await?;
        let standings = Facts::within(&tx, actor.workspace, post.id).await?.standings()?;
        if !standings.iter().any(|one| one.asked().contains(&Who::Outsider(outsider.get()))) {
            return Err(Refusal::NoSuch(Noun::ApprovalLink));
        }
        tx.revoke_approval_links(post.id, Some(outsider), now).await?;
        let token = new_token()?;
        tx.add_approval_link(&new_link(&post, outsider, now), &token_hash(&token)).await?;
        let detail = json!({ "outsider": outsider });
        tx.record(&actor.event("approval.link_made", "post", Some(post.id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(Secret::new(self.approval_address(&token)))
    }

    /// The whole address of a link.
    pub(super) fn approval_address(&self, token: &str) -> String {
        format!("{}/approve/{token}", self.config.public_address)
    }

    /// The chain of a link's page that a form names; the only one when it names none.
    #[must_use]
    pub fn asked_chain(shown: &Shown, said: &str) -> Option<Id<Chain>> {
        let named = said.parse().ok();
        shown.asked.iter().map(|one| one.chain.id).find(|id| named.is_none_or(|named: Id<Chain>| named == *id))
    }
}

/// A link that begins now.
pub(super) fn new_link(post: &Post, outsider: Id<Outsider>, now: i64) -> ApprovalLink {
    ApprovalLink {
        id: Id::new(0),
        workspace_id: post.workspace_id,
        post_id: post.id,
        outsider_id: outsider,
        created_at: now,
        ends_at: now + LINK_SECONDS * 1_000_000,
        used_at: None,
        revoked_at: None,
    }
}

/// Somebody without an account, as the log of acts calls them: by their mail address.
pub(super) fn outside(shown: &Shown) -> Actor {
    Actor { user: None, name: shown.outsider.email.clone(), workspace: shown.workspace.id, hats: Vec::new(), means: Means::Page }
}

const fn state(link: &ApprovalLink, now: i64) -> LinkState {
    if link.used_at.is_some() {
        LinkState::Used
    } else if link.revoked_at.is_some() {
        LinkState::Revoked
    } else if link.ends_at <= now {
        LinkState::Expired
    } else {
        LinkState::Open
    }
}
