//! The button of the composer that makes the long links of a text short, as links of the post's campaign.

use store::{Id, channel::Channel};

use super::form::Typed;
use crate::{Web, pages::links::shorten::shortened, request::Member};

/// What the button is called, before the ending of the variant.
const ACT: &str = "short";

/// Does it, when that is the button; otherwise nothing.
pub(super) async fn shorten(web: &Web, member: &Member, typed: &mut Typed) -> Result<(), app::Refusal> {
    let act = typed.act.clone();
    let Some(ending) = act.strip_prefix(ACT) else { return Ok(()) };
    let channel: Option<Id<Channel>> = ending.strip_prefix('-').and_then(|id| id.parse().ok());
    let campaign = typed.draft.campaign;
    let Some(variant) = typed.about(ending) else { return Ok(()) };
    variant.text = shortened(web, member, &variant.text, channel, campaign).await?;
    for part in &mut variant.thread {
        part.text = shortened(web, member, &part.text, channel, campaign).await?;
    }
    variant.first_comment = shortened(web, member, &variant.first_comment, channel, campaign).await?;
    Ok(())
}
