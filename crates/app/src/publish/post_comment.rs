//! What people say to each other about a post: calling somebody by `@name`, settled once it is done.

use domain::hat::Act;
use serde_json::json;
use store::{Id, access::User, chain::Outsider, post::Post, post_comment::PostComment, workspace::Member};

use super::{approval::Person, approval_ask::Cause, approval_link::outside};
use crate::{Actor, App, Noun, Refusal};

/// The longest comment, characters.
pub const COMMENT_CHARS_MAX: usize = 4_000;
/// The most comments of a post.
pub const COMMENTS_MAX: u32 = 500;

impl App {
    /// Says something about a post. Who is called by `@` and their name, or their first name where only one has it, is told by mail
    /// and on their home page.
    ///
    /// # Errors
    /// When there is no such post, or nothing or too much is said.
    pub async fn comment_on_post(&self, actor: &Actor, post: Id<Post>, text: &str) -> Result<Id<PostComment>, Refusal> {
        actor.may(Act::Personal)?;
        self.comment_as(actor, None, post, text).await
    }

    /// Says something about a post as the person a link was sent to; its author is told.
    ///
    /// # Errors
    /// As [`App::comment_on_post`]; [`Refusal::LinkOver`] when the link does not work any more.
    pub async fn comment_by_link(&self, token: &str, text: &str) -> Result<(), Refusal> {
        let shown = self.open_link(token).await?;
        self.comment_as(&outside(&shown), Some(shown.outsider.id), shown.post.id, text).await?;
        Ok(())
    }

    async fn comment_as(
        &self,
        actor: &Actor,
        outsider: Option<Id<Outsider>>,
        post: Id<Post>,
        text: &str,
    ) -> Result<Id<PostComment>, Refusal> {
        let text = text.trim().replace("\r\n", "\n");
        let length = text.chars().count();
        if length == 0 || length > COMMENT_CHARS_MAX {
            return Err(Refusal::Invalid { field: "comment", why: if length == 0 { "empty" } else { "too_long" } });
        }
        let reader = self.reader(actor);
        let post = reader.post(post).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        if reader.post_comments(post.id, COMMENTS_MAX).await?.len() >= COMMENTS_MAX as usize {
            return Err(Refusal::Invalid { field: "comment", why: "too_many" });
        }
        let called = called(&text, &reader.members().await?);
        let now = self.now();
        let comment = PostComment {
            id: Id::new(0),
            workspace_id: actor.workspace,
            post_id: post.id,
            user_id: actor.user,
            outsider_id: outsider,
            who: actor.name.clone(),
            text: text.clone(),
            mentions: json!(called).to_string(),
            version: post.version,
            at: now,
            resolved_at: None,
            resolved_by: None,
        };
        let tx = self.store.begin().await?;
        let id = tx.add_post_comment(&comment).await?;
        let cause = Cause { by: &actor.name, user: actor.user, said: &text };
        // Whom an outsider answers is who wrote it.
        let author = post.author_id.filter(|author| outsider.is_some() && !called.contains(author));
        for user in called.iter().copied().chain(author).filter(|user| Some(*user) != actor.user) {
            self.notify(&tx, &post, Person::User(user), "called", &cause).await?;
        }
        let detail = json!({ "comment": id });
        tx.record(&actor.event("post.commented", "post", Some(post.id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Settles a comment, or opens it again.
    ///
    /// # Errors
    /// When there is no such comment.
    pub async fn resolve_comment(&self, actor: &Actor, id: Id<PostComment>, is_resolved: bool) -> Result<PostComment, Refusal> {
        actor.may(Act::Personal)?;
        let comment = self.reader(actor).post_comment(id).await?.ok_or(Refusal::NoSuch(Noun::Comment))?;
        let now = self.now();
        let (by, at) = if is_resolved { (actor.user, Some(now)) } else { (None, None) };
        let tx = self.store.begin().await?;
        tx.resolve_post_comment(id, by, at).await?;
        let verb = if is_resolved { "comment.resolved" } else { "comment.reopened" };
        let detail = json!({ "comment": id });
        tx.record(&actor.event(verb, "post", Some(comment.post_id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(PostComment { resolved_at: at, resolved_by: by, ..comment })
    }
}

/// The members who are called in a text, each once: by `@` and a whole name, or a first name that only one has.
fn called(text: &str, members: &[Member]) -> Vec<Id<User>> {
    let mut names: Vec<(String, Id<User>)> = Vec::new();
    for member in members {
        names.push((member.name.to_lowercase(), member.user_id));
        let first = |one: &Member| one.name.split_whitespace().next().unwrap_or_default().to_lowercase();
        if members.iter().filter(|other| first(other) == first(member)).count() == 1 {
            names.push((first(member), member.user_id));
        }
    }
    // The longest name that fits is meant.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let text = text.to_lowercase();
    let mut found: Vec<Id<User>> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let is_inside = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let rest = &text[at + 1..];
        let fits = |name: &str| {
            !name.is_empty()
                && rest.strip_prefix(name).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
        };
        let meant = names.iter().find(|(name, _)| !is_inside && fits(name));
        if let Some((_, user)) = meant.filter(|(_, user)| !found.contains(user)) {
            found.push(*user);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: i64, name: &str) -> Member {
        Member {
            user_id: Id::new(id),
            name: name.to_owned(),
            email: String::new(),
            hats: String::new(),
            joined_at: 0,
            seen_at: None,
            left_at: None,
            disabled_at: None,
        }
    }

    fn check(text: &str, expected: &[i64]) {
        let team = [member(1, "Léa Martin"), member(2, "Paul"), member(3, "Paul Durand"), member(4, "Zoé Blanc")];
        let found: Vec<i64> = called(text, &team).into_iter().map(Id::get).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whoever_is_named_is_called() {
        check("@Léa Martin, regarde. @zoé aussi", &[1, 4]);
        check("@léa : d’accord ? @Léa !", &[1]);
        check("@Paul Durand et @Paul", &[3, 2]);
        check("écrire à lea@zoé.example, @Zoéline, @", &[]);
    }
}
