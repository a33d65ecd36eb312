//! What a button asks of the form itself, without keeping anything: the same for the plain form and for its script.

use app::Refusal;

use super::{find::find, form::Typed, insert::insert, panel::Channels, short::shorten};
use crate::{Web, pages::mentions::fields::Fields, request::Member};

/// Does it, whatever button it was.
pub(super) async fn redraw(web: &Web, member: &Member, typed: &mut Typed, fields: &Fields) -> Result<(), Refusal> {
    let channels = Channels::of(member).await?;
    // A shape is found by the size of a picture, which the library knows.
    typed.draft = web.app.with_facts(&member.actor, &typed.draft).await?;
    let before = typed.clone();
    typed.redraw(&|channel| channels.rule(&before, channel));
    shorten(web, member, typed).await?;
    insert(web, member, typed, fields).await?;
    find(web, member, typed, fields).await
}
