//! What the form shows: the fields of what all channels say and of what each says in its own words, counters, problems, previews.

use app::publish::{channel_open::capabilities, finish::Finishes};
use domain::{
    network::{Capabilities, TextRule},
    post::{Gravity, LinkPlace, Medium, Part, Problem, Variant, Visibility, count, links, mentions, tags},
};
use minijinja::{Value, context, value::Serde};
use store::{Id, channel::Channel};

use super::{
    files::{Shelf, shapes},
    form::Typed,
    insert::Inserts,
};
use crate::{
    Web,
    format::Reader,
    pages::publish::{mark, problem, reads, say, say_with},
    request::Member,
};

/// How many answers of a poll the form offers at least.
const OPTIONS_MIN: usize = 4;
/// How long a poll may be open, seconds: what most networks offer.
const POLL_SECONDS: [u64; 6] = [3_600, 6 * 3_600, 86_400, 3 * 86_400, 7 * 86_400, 14 * 86_400];
/// The languages that are offered, as the networks want them told; another one that is kept stands among them.
pub(super) const LANGUAGES: [(&str, &str); 8] = [
    ("fr", "Français"),
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pt", "Português"),
    ("ar", "العربية"),
];

/// The channels of a workspace with what each can do.
pub(super) struct Channels(Vec<(Channel, Capabilities)>);

impl Channels {
    /// Those that stand, and those of the post that do not any more.
    pub(super) async fn of(member: &Member) -> Result<Self, store::StoreError> {
        let channels = member.reader.channels().await?;
        Ok(Self(channels.into_iter().filter_map(|channel| capabilities(&channel).map(|can| (channel, can))).collect()))
    }

    fn chosen<'a>(&'a self, typed: &'a Typed) -> impl Iterator<Item = &'a (Channel, Capabilities)> {
        self.0.iter().filter(|(channel, _)| typed.draft.channels.contains_key(&channel.id))
    }

    /// What the parts of a thread have to fit: the rule of the channel, or the tightest of all that take threads.
    pub(super) fn rule(&self, typed: &Typed, channel: Option<Id<Channel>>) -> Option<TextRule> {
        let fits = |id: Id<Channel>| channel.is_none_or(|wanted| wanted == id);
        let rules = self.chosen(typed).filter(|(one, can)| fits(one.id) && can.thread_max > 0).map(|(_, can)| can.text);
        rules.min_by_key(|rule| rule.max)
    }

    /// Of these only those that take articles; without any, none.
    pub(super) fn that_take_articles(mut self) -> Self {
        self.0.retain(|(_, can)| can.article);
        self
    }

    /// Those that the post goes to.
    pub(super) fn chosen_channels<'a>(&'a self, typed: &'a Typed) -> Vec<&'a Channel> {
        self.chosen(typed).map(|(channel, _)| channel).collect()
    }

    /// Whether there is any.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each channel as a box to tick.
    pub(super) fn choices(&self, typed: &Typed) -> Vec<Value> {
        let chip = |channel: &Channel| {
            let own = typed.draft.channels.get(&channel.id);
            context! {
                id => channel.id.get(), name => channel.name.as_str(), handle => channel.handle.as_str(), network => mark(&channel.network),
                on => own.is_some(), customised => own.is_some_and(Option::is_some), broken => channel.state != "connected",
            }
        };
        self.0.iter().map(|(channel, _)| chip(channel)).collect()
    }

    /// The fields: of all first, then of each chosen channel.
    pub(super) fn panels(&self, web: &Web, member: &Member, typed: &Typed, shelf: &Shelf, inserts: &Inserts) -> Vec<Value> {
        let together: Vec<&Capabilities> = self.chosen(typed).map(|(_, can)| can).collect();
        let content = &typed.draft.content;
        let all = context! { key => "all", ending => "", is_own => true, inserts => inserts.offered(web, member, typed, ""), fields => fields(web, member, content, &together, shelf, "") };
        let own = self.chosen(typed).map(|(channel, can)| {
            let words = typed.draft.channels.get(&channel.id).and_then(Option::as_ref);
            let ending = format!("-{}", channel.id);
            let common = if words.is_none() && can.media.images_max > 0 { shelf.shown(member, &content.media) } else { Vec::new() };
            context! {
                key => channel.id.get(), ending => ending.as_str(), is_own => words.is_some(), common, inserts => inserts.offered(web, member, typed, &ending), name => channel.name.as_str(),
                handle => channel.handle.as_str(), network => mark(&channel.network),
                fields => words.map(|words| fields(web, member, words, &[can], shelf, &ending)),
            }
        });
        std::iter::once(all).chain(own).collect()
    }

    /// The channels under whose texts a signature stands.
    pub(super) fn signed(&self, finishes: &Finishes) -> Vec<Id<Channel>> {
        let signed = |channel: &Channel| !finishes.signature(channel.id).is_empty();
        self.0.iter().map(|(channel, _)| channel).filter(|channel| signed(channel)).map(|channel| channel.id).collect()
    }

    /// The channels on whose networks people are mentioned by a handle that we know how to write.
    pub(super) fn mentioning(&self) -> Vec<Id<Channel>> {
        let mentions = |can: &Capabilities| can.finds_accounts || domain::handle::has_handles(can.network);
        self.0.iter().filter(|(_, can)| mentions(can)).map(|(channel, _)| channel.id).collect()
    }

    /// Counters, problems (`found`, by channel) and previews of each chosen channel, of what it says as it leaves.
    pub(super) fn judged(
        &self,
        web: &Web,
        member: &Member,
        typed: &Typed,
        (found, finishes): (&[(Channel, Vec<Problem>)], &Finishes),
        shelf: &Shelf,
    ) -> Vec<Value> {
        let draft = typed.worth();
        let reads = reads(web, member);
        self.chosen(typed)
            .map(|(channel, can)| {
                let said = &finishes.on(channel, draft.on(channel.id));
                let tagged = tags(&said.text).len();
                let problems = found.iter().find(|(one, _)| one.id == channel.id).map_or(&[][..], |(_, problems)| problems);
                // Whoever has not begun is told of nothing yet that would be wrong.
                let is_blank = said.is_empty() && said.poll.is_none();
                let problems = if is_blank { &[][..] } else { problems };
                let stops = problems.iter().any(|problem| problem.gravity == Gravity::Stops);
                context! {
                    id => channel.id.get(), name => channel.name.as_str(), handle => channel.handle.as_str(), network => mark(&channel.network),
                    count => counted(&reads, &said.text, &can.text), stops, is_blank, is_broken => channel.state != "connected",
                    problems => problem::problems(web, member, problems), preview => preview(&reads, said, can, &|media| shelf.shown(member, media)),
                    tags => can.tags_max.map(|max| say_with(web, member, "count-tags", &[("used", tagged.into()), ("max", max.into())])),
                    is_own => draft.channels.get(&channel.id).is_some_and(Option::is_some),
                }
            })
            .collect()
    }
}

fn counted(reads: &Reader, text: &str, rule: &TextRule) -> Value {
    let counted = count(text, rule);
    let figure = |n: u32| reads.number(n.into());
    context! { used => figure(counted.used), max => figure(counted.max), fits => counted.fits, is_near => counted.used * 10 >= counted.max * 9 }
}

/// The fields of one variant, and which of them the networks it goes to have a use for.
fn fields(web: &Web, member: &Member, said: &Variant, cans: &[&Capabilities], shelf: &Shelf, ending: &str) -> Value {
    let any = |can_do: fn(&Capabilities) -> bool| cans.iter().any(|can| can_do(can));
    let options_max = cans.iter().filter_map(|can| can.poll).map(|poll| usize::try_from(poll.options_max).unwrap_or(0)).max();
    let poll = said.poll.clone().unwrap_or_default();
    let shown = poll.options.len().max(options_max.unwrap_or(0).min(OPTIONS_MIN)).max(2);
    let options: Vec<String> = (0..shown).map(|place| poll.options.get(place).cloned().unwrap_or_default()).collect();
    let mut visibilities: Vec<Visibility> =
        Visibility::ALL.into_iter().filter(|one| cans.iter().any(|can| can.visibilities.contains(one))).collect();
    visibilities.extend(said.visibility.filter(|kept| !visibilities.contains(kept)));
    let mut seen = std::collections::BTreeSet::new();
    let settings = cans.iter().flat_map(|can| can.settings).filter(|setting| seen.insert(setting.name)).map(|setting| {
        let name = setting.name.replace('_', "-");
        let hint = web.views.words.find(member.language(), &format!("post-setting-{name}-hint"), &[]).unwrap_or_default();
        let choice = |choice: &&str| {
            let words = web.views.words.find(member.language(), &format!("post-choice-{choice}"), &[]);
            context! { value => *choice, label => words.unwrap_or_else(|| (*choice).to_owned()) }
        };
        context! {
            name => setting.name, label => say(web, member, &format!("post-setting-{name}")), hint, required => setting.required,
            value => said.settings.get(setting.name), choices => setting.choices.iter().map(choice).collect::<Vec<_>>(),
        }
    });
    let kept =
        LANGUAGES.iter().all(|(code, _)| *code != said.language).then_some((said.language.as_str(), said.language.as_str()));
    let languages = LANGUAGES.iter().copied().chain(kept.filter(|(code, _)| !code.is_empty()));
    let rules: Vec<_> = cans.iter().map(|can| &can.media).filter(|rule| rule.images_max > 0).collect();
    let part = |(place, part): (usize, &Part)| {
        context! { text => part.text.as_str(), ending => format!("{ending}.{}", place + 1), media => shelf.shown(member, &part.media) }
    };
    context! {
        parts => said.thread.iter().enumerate().map(part).collect::<Vec<_>>(), shapes => shapes(&rules),
        said => Value::from(Serde(said)), options, poll_seconds => if said.poll.is_some() { poll.seconds } else { super::form::POLL_SECONDS },
        seconds => POLL_SECONDS, multiple => poll.multiple, visibility => said.visibility.map(Visibility::name),
        visibilities => visibilities.iter().map(|one| one.name()).collect::<Vec<_>>(),
        languages => languages.map(|(value, label)| context! { value, label }).collect::<Vec<_>>(),
        settings => settings.collect::<Vec<Value>>(),
        has_title => any(|can| can.title.is_some()) || !said.title.is_empty(), has_thread => any(|can| can.thread_max > 0) || !said.thread.is_empty(),
        has_comment => any(|can| can.first_comment) || !said.first_comment.is_empty(), has_poll => options_max.is_some() || said.poll.is_some(),
        has_warning => any(|can| can.warning) || !said.warning.is_empty(), has_language => any(|can| can.language) || !said.language.is_empty(),
        link_place => said.links.map(LinkPlace::name), unsigned => said.unsigned,
        has_links => !domain::utm::links(&said.text).is_empty(), is_article => any(|can| can.article),
        has_files => any(|can| can.media.images_max + can.media.videos_max > 0) || !said.media.is_empty(), media => shelf.shown(member, &said.media),
    }
}

/// How a variant will stand there: what is too long marked, addresses, names and tags as the network marks them.
/// `shown` gives pictures and films as a list shows them.
fn preview(reads: &Reader, said: &Variant, can: &Capabilities, shown: &dyn Fn(&[Medium]) -> Vec<Value>) -> Value {
    let part = |text: &str| pieces(text, can);
    let media = shown(&said.media);
    let comment = if can.first_comment { said.first_comment.as_str() } else { "" };
    context! {
        title => can.title.map(|_| said.title.as_str()), warning => said.warning.as_str(), text => part(&said.text),
        parts => said.thread.iter().map(|one| context! { text => part(&one.text), count => counted(reads, &one.text, &can.text), media => shown(&one.media) }).collect::<Vec<_>>(),
        comment => part(comment), poll => said.poll.as_ref().map(|poll| Value::from(Serde(poll))), media,
        visibility => said.visibility.map(Visibility::name), is_article => can.article,
    }
}

/// How what leaves will stand on its channel, for whoever reads, without its pictures and films, which have a place of their own there; none
/// for a network without an adapter.
pub(crate) fn shown(reads: &Reader, channel: &Channel, said: &Variant) -> Option<Value> {
    let can = capabilities(channel)?;
    Some(context! {
        name => channel.name.as_str(), handle => channel.handle.as_str(), network => mark(&channel.network), preview => preview(reads, said, &can, &|_| Vec::new()),
    })
}

/// A text in pieces: plain, marked as an address, a name or a tag, and what is beyond the limit.
fn pieces(text: &str, can: &Capabilities) -> Vec<Value> {
    let fitting = if can.article { text.len() } else { fitting(text, &can.text) };
    let mut marked: Vec<_> = links(text).into_iter().chain(mentions(text)).chain(tags(text)).map(|span| span.at).collect();
    marked.sort_by_key(|at| at.start);
    let mut pieces = Vec::new();
    let mut put = |from: usize, to: usize, link: bool| {
        for (from, to, over) in [(from, to.min(fitting), false), (from.max(fitting), to, true)] {
            if from < to {
                pieces.push(context! { text => &text[from..to], link, over });
            }
        }
    };
    let mut from = 0;
    for at in marked.into_iter().filter(|at| !at.is_empty()) {
        put(from, at.start, false);
        put(at.start, at.end, true);
        from = at.end;
    }
    put(from, text.len(), false);
    pieces
}

/// The end of the longest beginning that fits, in bytes.
fn fitting(text: &str, rule: &TextRule) -> usize {
    if count(text, rule).fits {
        return text.len();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let fits = ends.partition_point(|&end| count(&text[..end], rule).fits);
    ends.get(fits.saturating_sub(1)).copied().unwrap_or(0)
}
