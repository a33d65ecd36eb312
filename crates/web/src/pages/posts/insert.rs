//! Putting words into a text where the caret is, or at its end: snippets with their holes filled, names of accounts, emoji.

use app::Refusal;
use domain::{
    Language,
    post::{Variant, links, tags},
    snippet::{Kind, Known, filled, holes},
};
use minijinja::{Value, context};
use store::{Id, StoreError, channel::Channel, snippet::Snippet};

use super::form::Typed;
use crate::{
    Web,
    pages::{
        mentions::fields::Fields,
        publish::{reads, say, say_with},
        settings::snippets::channels_of,
    },
    request::Member,
};

/// A snippet that asks for what stands in its holes before it is put in.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    ending: String,
    snippet: i64,
    name: String,
    holes: Vec<String>,
}

/// What stands between a text and what is put at its end.
#[derive(Clone, Copy)]
enum Join {
    /// Nothing.
    Bare,
    /// A space, also within the text.
    Spaced,
    /// An empty line.
    Paragraph,
}

/// Does what a button asks, when it is one that puts words in; otherwise nothing.
pub(super) async fn insert(web: &Web, member: &Member, typed: &mut Typed, fields: &Fields) -> Result<(), Refusal> {
    let act = typed.act.clone();
    let [what, ending, which] = act.splitn(3, ':').collect::<Vec<_>>()[..] else { return Ok(()) };
    let (words, join) = match what {
        "insert" => match snippet(web, member, typed, fields, (ending, which)).await? {
            Some(found) => found,
            None => return Ok(()),
        },
        "emoji" => (which.to_owned(), Join::Bare),
        "mention" => (which.to_owned(), Join::Spaced),
        _ => return Ok(()),
    };
    put(typed, ending, fields.text("at"), &words, join);
    typed.opened = format!("insert{ending}");
    Ok(())
}

/// The words of a snippet; nothing when none was chosen, or it has to ask first.
async fn snippet(
    web: &Web,
    member: &Member,
    typed: &mut Typed,
    fields: &Fields,
    (ending, which): (&str, &str),
) -> Result<Option<(String, Join)>, Refusal> {
    let which = if which.is_empty() { fields.text(&format!("snippet{ending}")) } else { which };
    let Some(id) = which.parse::<Id<Snippet>>().ok() else { return Ok(None) };
    let Some(snippet) = member.reader.snippet(id).await? else { return Ok(None) };
    let facts = Facts::of(web, member, typed, ending).await?;
    let known = |name: &str| Known::from_name(name).and_then(|known| facts.say(known));
    let asked: Vec<String> = holes(&snippet.text).into_iter().filter(|name| known(name).is_none()).collect();
    let told: Vec<&str> = fields.all("hole").collect();
    let is_told = fields.text("asked") == format!("{ending}:{id}") && told.len() == asked.len();
    if !asked.is_empty() && !is_told {
        typed.asking = Some(Asking { ending: ending.to_owned(), snippet: id.get(), name: snippet.name, holes: asked });
        typed.opened = format!("insert{ending}");
        return Ok(None);
    }
    let typed_in = |name: &str| asked.iter().position(|hole| hole == name).map(|place| told[place].trim().to_owned());
    let words = filled(&snippet.text, |name| known(name).or_else(|| typed_in(name)));
    let join = if snippet.kind == Kind::Hashtags.name() { Join::Spaced } else { Join::Paragraph };
    Ok(Some((words, join)))
}

/// What holes that fill themselves say.
struct Facts {
    day: String,
    time: Option<String>,
    channel: Option<String>,
    campaign: Option<String>,
    link: Option<String>,
    brand: String,
    author: String,
}

impl Facts {
    async fn of(web: &Web, member: &Member, typed: &mut Typed, ending: &str) -> Result<Self, StoreError> {
        let said = typed.about(ending).cloned().unwrap_or_default();
        let mut reads = reads(web, member);
        // A day is written in the language of the text, where that is told.
        reads.language = Language::from_code(&said.language).unwrap_or(reads.language);
        let channel = match channel_of(ending) {
            Some(id) => Some(id),
            None => {
                Some(&typed.draft.channels).filter(|chosen| chosen.len() == 1).and_then(|chosen| chosen.keys().next().copied())
            }
        };
        let channel = match channel {
            Some(id) => member.reader.channel(id).await?,
            None => None,
        };
        let campaign = match typed.draft.campaign {
            Some(id) => member.reader.campaign(id).await?,
            None => None,
        };
        Ok(Self {
            day: reads.long_day(typed.draft.due_at.unwrap_or_else(|| web.app.now())),
            time: typed.draft.due_at.map(|at| reads.clock(at)),
            channel: channel.map(|channel| channel.name),
            campaign: campaign.map(|campaign| campaign.name),
            link: first_link(&said),
            brand: member.workspace.name.clone(),
            author: member.signed.user.name.clone(),
        })
    }

    fn say(&self, known: Known) -> Option<String> {
        match known {
            Known::Date => Some(self.day.clone()),
            Known::Time => self.time.clone(),
            Known::Channel => self.channel.clone(),
            Known::Campaign => self.campaign.clone(),
            Known::Link => self.link.clone(),
            Known::Brand => Some(self.brand.clone()),
            Known::Author => Some(self.author.clone()),
        }
    }
}

fn first_link(said: &Variant) -> Option<String> {
    links(&said.text).into_iter().next().map(|link| link.said)
}

fn channel_of(ending: &str) -> Option<Id<Channel>> {
    ending.strip_prefix('-').and_then(|id| id.parse().ok())
}

/// The channels that a panel is about.
pub(super) fn channels_here(typed: &Typed, ending: &str) -> Vec<Id<Channel>> {
    channel_of(ending).map_or_else(|| typed.draft.channels.keys().copied().collect(), |id| vec![id])
}

/// Puts words where the caret is (`at`: the id of a field and UTF-16 units before it, `text-7:12`), or at the end of the text.
fn put(typed: &mut Typed, ending: &str, at: &str, words: &str, join: Join) {
    let caret = at.rsplit_once(':').and_then(|(field, units)| Some((field.to_owned(), units.parse::<usize>().ok()?)));
    let Some(variant) = typed.about(ending) else { return };
    let part = |field: &str| field.strip_prefix(&format!("part{ending}-")).and_then(|n| n.parse::<usize>().ok()?.checked_sub(1));
    let place = caret.as_ref().and_then(|(field, _)| part(field)).filter(|place| *place < variant.thread.len());
    let (field, text) = match place {
        Some(place) => (format!("part{ending}-{}", place + 1), &mut variant.thread[place].text),
        None => (format!("text{ending}"), &mut variant.text),
    };
    let here = caret.filter(|(said, _)| *said == field).map(|(_, units)| byte_at(text, units));
    let (start, end) = match here {
        Some(start) => (start, start),
        None => (text.trim_end().len(), text.len()),
    };
    let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
    let spaced = |beside: Option<char>| beside.is_some_and(|c| !c.is_whitespace());
    let (lead, trail) = match (join, here) {
        (Join::Bare, _) => ("", ""),
        // One goes on typing behind it.
        (Join::Spaced, _) => {
            (if spaced(before) { " " } else { "" }, if after.is_some_and(char::is_whitespace) { "" } else { " " })
        }
        (Join::Paragraph, None) if before.is_some() => ("\n\n", ""),
        (Join::Paragraph, _) => ("", ""),
    };
    text.replace_range(start..end, &format!("{lead}{words}{trail}"));
    let behind = start + lead.len() + words.len() + trail.len();
    typed.caret = Some((field, text[..behind].encode_utf16().count()));
}

/// The byte before which so many UTF-16 units stand.
fn byte_at(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left < c.len_utf16() {
            return at;
        }
        left -= c.len_utf16();
    }
    text.len()
}

/// The snippets of a workspace, for the panels of a form.
pub(super) struct Inserts {
    snippets: Vec<Snippet>,
    signed: Vec<Id<Channel>>,
    asked: Vec<Id<Channel>>,
}

impl Inserts {
    /// All that there are; `signed` are the channels under whose texts a signature stands, `asked` those where people are mentioned.
    pub(super) async fn of(member: &Member, (signed, asked): (Vec<Id<Channel>>, Vec<Id<Channel>>)) -> Result<Self, StoreError> {
        Ok(Self { snippets: member.reader.snippets().await?, signed, asked })
    }

    /// What a panel offers: of a channel, or of all that are chosen.
    pub(super) fn offered(&self, web: &Web, member: &Member, typed: &Typed, ending: &str) -> Value {
        let here = channels_here(typed, ending);
        let fits = |snippet: &&Snippet| {
            let named = channels_of(snippet);
            named.is_empty() || named.iter().any(|id| here.contains(id))
        };
        let of = |kind: Kind| self.snippets.iter().filter(fits).filter(move |one| one.kind == kind.name());
        let choice = |one: &Snippet| context! { value => one.id.get(), label => one.name.as_str() };
        let group = |kind: Kind| {
            let choices: Vec<Value> = of(kind).map(choice).collect();
            (!choices.is_empty()).then(|| context! { label => say(web, member, &format!("snippets-{}", kind.name())), choices })
        };
        let chip = |one: &Snippet| {
            let n = tags(&one.text).len();
            let words = say_with(web, member, "insert-hashtags-of", &[("name", one.name.clone().into()), ("n", n.into())]);
            context! { id => one.id.get(), name => one.name.as_str(), n, words }
        };
        let asking = typed.asking.as_ref().filter(|asking| asking.ending == ending);
        context! {
            groups => [Kind::Template, Kind::Signature].into_iter().filter_map(group).collect::<Vec<_>>(),
            hashtags => of(Kind::Hashtags).map(chip).collect::<Vec<_>>(), is_signed => here.iter().any(|id| self.signed.contains(id)),
            asking => asking.map(|asking| context! { snippet => asking.snippet, name => asking.name.as_str(), holes => asking.holes.clone() }),
            found => Self::found(typed, ending), finds_accounts => here.iter().any(|id| self.asked.contains(id)), href => member.href("settings/snippets"),
        }
    }
}

#[cfg(test)]
mod tests {
    use app::publish::post_save::PostDraft;
    use domain::post::Part;

    use super::*;

    fn check(text: &str, at: &str, words: &str, join: Join, expected: (&str, usize)) {
        let thread = vec![Part { text: text.to_owned(), ..Part::default() }];
        let content = Variant { text: text.to_owned(), thread, ..Variant::default() };
        let mut typed = Typed { draft: PostDraft { content, ..PostDraft::default() }, ..Typed::default() };
        put(&mut typed, "", at, words, join);
        let (field, units) = typed.caret.clone().unwrap();
        let said = if field == "text" { &typed.draft.content.text } else { &typed.draft.content.thread[0].text };
        assert_eq!((said.as_str(), units), expected, "{at}");
    }

    #[test]
    fn words_stand_where_the_caret_was_or_at_the_end() {
        check("Neige", "", "Bonjour", Join::Paragraph, ("Neige\n\nBonjour", 14));
        check("", "", "Bonjour", Join::Paragraph, ("Bonjour", 7));
        check("Neige", "text:0", "Oh ", Join::Paragraph, ("Oh Neige", 3));
        check("Neige", "text-7:0", "#a", Join::Spaced, ("Neige #a ", 9));
        check("❄️🏔 x", "text:4", "🎿", Join::Bare, ("❄️🏔🎿 x", 6));
        check("un deux", "part-1:2", "#a", Join::Spaced, ("un #a deux", 5));
        check("un", "part-9:2", "#a", Join::Spaced, ("un #a ", 6));
        check("é🏔", "text:2", "x", Join::Bare, ("éx🏔", 2));
        check("é", "text:999", "x", Join::Bare, ("éx", 2));
    }
}
