//! What waits for somebody: what they are asked to approve, where they were called. For the home page and the page of approvals.

use std::collections::BTreeMap;

use app::{
    Refusal,
    publish::approval::{Person, people},
};
use domain::approval::Who;
use minijinja::{Value, context};
use store::{Id, decision::Ask, post::Post};

use crate::{pages::publish::title_of, request::Member};

/// The most that is looked through for what somebody is asked.
const ASKS_MAX: u32 = 1_000;
/// The most open comments that are looked through for those that call somebody.
const COMMENTS_MAX: u32 = 500;
/// The most lines that the home page shows.
pub(crate) const LINES: usize = 6;

/// What the member is asked, what else waits, and where they were called.
pub(crate) struct Wanted {
    /// What they are asked to approve.
    pub(crate) asked: Vec<Value>,
    /// What others are asked.
    pub(crate) others: Vec<Value>,
    /// Where they were called.
    pub(crate) called: Vec<Value>,
}

/// Reads it.
pub(crate) async fn wanted(member: &Member) -> Result<Wanted, Refusal> {
    let reader = &member.reader.together();
    let (asks, comments) = tokio::try_join!(reader.waiting_asks(ASKS_MAX), reader.open_post_comments(COMMENTS_MAX))?;
    let mine: Vec<_> = comments
        .iter()
        .filter(|one| {
            let called: Vec<i64> = serde_json::from_str(&one.mentions).unwrap_or_default();
            member.actor.user.is_some_and(|user| called.contains(&user.get()))
        })
        .collect();
    let mut wanted = Wanted { asked: Vec::new(), others: Vec::new(), called: Vec::new() };
    if asks.is_empty() && mine.is_empty() {
        return Ok(wanted);
    }
    let ids: Vec<Id<Post>> = asks.iter().map(|ask| ask.post_id).chain(mine.iter().map(|one| one.post_id)).collect();
    let posts: BTreeMap<Id<Post>, Post> = reader.posts(&ids).await?.into_iter().map(|post| (post.id, post)).collect();
    let chains = reader.chains().await?;
    let title = |id: Id<Post>| {
        posts.get(&id).map(|post| title_of(&serde_json::from_str(&post.content).unwrap_or_default())).unwrap_or_default()
    };
    let team = reader.members().await?;
    let wrote = reader.writers_of(&ids).await?;
    for ask in &asks {
        let writers: Vec<i64> = wrote.iter().filter(|(post, _)| *post == ask.post_id).map(|(_, user)| user.get()).collect();
        let chain = chains.iter().find(|chain| chain.id == ask.chain_id).map(|chain| chain.name.as_str());
        let row = context! {
            title => title(ask.post_id), href => member.href(&format!("posts/{}#approval", ask.post_id)), chain, step => ask.step + 1,
            at => ask.asked_at, due_at => posts.get(&ask.post_id).and_then(|post| post.due_at),
        };
        let asked: Vec<Who> = serde_json::from_str(&ask.asked).unwrap_or_default();
        let is_me = |person: &Person| matches!(person, Person::User(user) if Some(*user) == member.actor.user);
        if people(&asked, &team, &writers).iter().any(is_me) {
            wanted.asked.push(row);
        } else {
            wanted.others.push(row);
        }
    }
    wanted.called = mine
        .into_iter()
        .map(|one| {
            let text: String = one.text.chars().take(200).collect();
            context! { title => title(one.post_id), href => member.href(&format!("posts/{}#comments", one.post_id)), who => one.who.as_str(), text, at => one.at }
        })
        .collect();
    Ok(wanted)
}

/// The lists of the home page; nothing when nothing waits.
pub(crate) async fn today(member: &Member) -> Result<Option<Value>, Refusal> {
    let wanted = wanted(member).await?;
    if wanted.asked.is_empty() && wanted.called.is_empty() {
        return Ok(None);
    }
    let first = |rows: &[Value]| rows.get(..LINES).unwrap_or(rows).to_vec();
    Ok(Some(context! {
        asked => first(&wanted.asked), asked_total => wanted.asked.len(), called => first(&wanted.called), href => member.href("approvals"),
    }))
}

/// Where posts stand in their chains together: refused before waiting before approved.
pub(crate) fn marks(asks: &[Ask]) -> BTreeMap<Id<Post>, &'static str> {
    const ORDER: [&str; 3] = ["approved", "waiting", "refused"];
    let mut marks: BTreeMap<Id<Post>, usize> = BTreeMap::new();
    for ask in asks {
        let place = ORDER.iter().position(|state| *state == ask.state).unwrap_or(0);
        let known = marks.entry(ask.post_id).or_insert(place);
        *known = place.max(*known);
    }
    marks.into_iter().map(|(post, place)| (post, ORDER[place])).collect()
}
