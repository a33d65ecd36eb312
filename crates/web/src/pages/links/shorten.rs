//! Long links of a text become short ones of ours, when a button of the composer asks for it.

use app::{Refusal, publish::link::LinkForm};
use domain::utm::links;
use store::{Id, channel::Channel, link::Campaign};

use crate::{Web, request::Member};

/// Puts a short link in place of every long one of a text.
///
/// # Errors
/// When the database refuses. A link that cannot be made short stays as it is.
pub(crate) async fn shortened(
    web: &Web,
    member: &Member,
    text: &str,
    channel: Option<Id<Channel>>,
    campaign: Option<Id<Campaign>>,
) -> Result<String, Refusal> {
    let homes = web.app.short_homes(member.workspace.id).await?;
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    for place in links(text) {
        written.push_str(&text[at..place.start]);
        let long = &text[place.clone()];
        at = place.end;
        if homes.iter().any(|home| long.starts_with(home)) {
            written.push_str(long);
            continue;
        }
        let form = LinkForm { target: long.to_owned(), campaign, channel, ..LinkForm::default() };
        match web.app.add_link(&member.actor, &form).await {
            Ok(link) => written.push_str(&format!("{}{}", homes[0], link.slug)),
            Err(Refusal::Invalid { .. }) => written.push_str(long),
            Err(refusal) => return Err(refusal),
        }
    }
    written.push_str(&text[at..]);
    Ok(written)
}
