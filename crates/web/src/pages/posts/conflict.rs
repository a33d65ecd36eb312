//! Two people at one post: what is kept beside what was typed, so that neither is lost.

use app::publish::post_save::PostDraft;
use minijinja::{Value, context, value::Serde};
use store::post::Post;

use super::form::Typed;
use crate::{difference::difference, pages::publish::mark, request::Member};

/// What somebody else wrote meanwhile, and how what was typed differs from it.
pub(super) async fn conflict(member: &Member, post: &Post, kept: &PostDraft, typed: &Typed) -> Result<Value, store::StoreError> {
    let channels = member.reader.channels().await?;
    let mine = typed.worth();
    let mut texts = vec![context! {
        name => Value::UNDEFINED, changes => Value::from(Serde(difference(&kept.content.text, &mine.content.text))),
    }];
    for channel in &channels {
        let (theirs, ours) = (kept.on(channel.id), mine.on(channel.id));
        let is_own = [kept, &mine].iter().any(|draft| draft.channels.get(&channel.id).is_some_and(Option::is_some));
        if is_own && theirs.text != ours.text {
            texts.push(context! {
                name => channel.name.as_str(), network => mark(&channel.network),
                changes => Value::from(Serde(difference(&theirs.text, &ours.text))),
            });
        }
    }
    let by = member.reader.members().await?.into_iter().find(|one| Some(one.user_id) == post.changed_by).map(|one| one.name);
    Ok(context! { texts, by, at => post.changed_at, theirs_href => member.href(&format!("posts/{}", post.id)) })
}
