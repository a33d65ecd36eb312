//! The form of a post: read into what is said, by channel.

use std::collections::{BTreeMap, BTreeSet};

use app::publish::post_save::PostDraft;
use domain::post::{LinkPlace, Medium, Part, Poll, Variant, Visibility};
use jiff::tz::TimeZone;
use store::{Id, channel::Channel, link::Campaign};

use super::{article_form, files, find::Found, insert::Asking, time};
use crate::pages::{mentions::fields::Fields, planning::repeat::Asked};

/// How long a poll is open when nobody says, seconds: a day.
pub(super) const POLL_SECONDS: u64 = 86_400;

/// What somebody wrote into the form, also what cannot be kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// What is said. Empty parts of threads are among it, since somebody is about to fill them.
    pub(super) draft: PostDraft,
    /// The day and the time as they were typed.
    pub(super) due: (String, String),
    /// What is wrong with these.
    pub(super) due_fault: Option<&'static str>,
    /// How often it comes again; nothing when the form did not ask.
    pub(super) repeat: Option<Asked>,
    /// Which version was seen.
    pub(super) version: i64,
    /// The button.
    pub(super) act: String,
    /// Whether the script asks, which keeps as one types and wants JSON.
    pub(super) is_script: bool,
    /// The id of a part of the form that a button opened; empty for none.
    pub(super) opened: String,
    /// A snippet that asks for what stands in its holes.
    pub(super) asking: Option<Asking>,
    /// What a button found.
    pub(super) found: Option<Found>,
    /// The field into which a button put words, and the UTF-16 units up to their end.
    pub(super) caret: Option<(String, usize)>,
    /// What only an article's form has.
    pub(super) extra: article_form::Extra,
}

impl Typed {
    /// A post as it is kept.
    pub(super) fn kept(draft: PostDraft, version: i64, zone: &TimeZone) -> Self {
        let due = time::fields(draft.due_at, zone);
        Self { draft, due, version, ..Self::default() }
    }

    /// Reads the form over what is kept of the post.
    pub(super) fn read(fields: &Fields, kept: &PostDraft, zone: &TimeZone) -> Self {
        let own: BTreeSet<&str> = fields.all("own").collect();
        let labels = labels(fields, kept);
        let is_article = fields.text("article") == "1";
        let content =
            if is_article { article_form::read(fields, &kept.content) } else { variant(fields, "", Some(&kept.content)) };
        let mut draft = PostDraft { content, labels, campaign: campaign(fields, kept), ..PostDraft::default() };
        for id in fields.ids::<Channel>("channel") {
            let said = id.to_string();
            let before = kept.channels.get(&id).and_then(Option::as_ref).unwrap_or(&kept.content);
            let words = own.contains(said.as_str()).then(|| variant(fields, &format!("-{id}"), Some(before)));
            draft.channels.insert(id, words);
        }
        if is_article {
            // An article's form shows no channel's own words: those that there are stay.
            let own = kept.channels.iter().filter(|(_, own)| own.is_some());
            draft.channels.extend(own.map(|(id, own)| (*id, own.clone())));
        }
        let act = fields.text("act").to_owned();
        // A button beside the fields fills them in.
        let chosen = act.strip_prefix("at-").and_then(|at| at.parse::<i64>().ok());
        let typed = || (fields.text("due_day").trim().to_owned(), fields.text("due_time").trim().to_owned());
        let due = chosen.map_or_else(typed, |at| time::fields(Some(at), zone));
        let moment = time::moment(&due.0, &due.1, zone);
        draft.due_at = moment.ok().flatten();
        let version = fields.text("version").parse().unwrap_or_default();
        Self {
            draft,
            due,
            due_fault: moment.err(),
            repeat: Asked::read(fields),
            version,
            act,
            is_script: fields.text("answer") == "json",
            opened: String::new(),
            asking: None,
            found: None,
            caret: None,
            extra: article_form::Extra::read(fields),
        }
    }

    /// What is kept of it: without the parts of threads that nobody filled.
    pub(super) fn worth(&self) -> PostDraft {
        let mut draft = self.draft.clone();
        if draft.content.article {
            article_form::worth(&mut draft);
        }
        for variant in std::iter::once(&mut draft.content).chain(draft.channels.values_mut().flatten()) {
            variant.thread.retain(|part| !part.text.trim().is_empty() || !part.media.is_empty());
        }
        draft
    }

    /// The variant that a button with this ending is about: `-7` for a channel's own words, nothing for those of all.
    pub(super) fn about(&mut self, ending: &str) -> Option<&mut Variant> {
        match ending.strip_prefix('-') {
            None => Some(&mut self.draft.content),
            Some(id) => id.parse().ok().and_then(|id: Id<Channel>| self.draft.channels.get_mut(&id)?.as_mut()),
        }
    }

    /// The files that a button with this ending is about: `-7.2` for those of the second part after what channel 7 says first.
    fn files_about(&mut self, ending: &str) -> Option<&mut Vec<Medium>> {
        let Some((ending, part)) = ending.split_once('.') else { return Some(&mut self.about(ending)?.media) };
        let place = part.parse::<usize>().ok()?.checked_sub(1)?;
        Some(&mut self.about(ending)?.thread.get_mut(place)?.media)
    }

    /// Gives a channel words of its own, where it has none yet.
    fn make_own(&mut self, channel: &str) {
        let words = self.draft.content.clone();
        if let Some(own) = channel.parse().ok().and_then(|id: Id<Channel>| self.draft.channels.get_mut(&id)) {
            own.get_or_insert(words);
        }
    }

    /// Does what a button asks of one file or one part: what, the ending of the text, the file or the part, and a shape.
    fn change_one(&mut self, what: &str, ending: &str, which: &str, shape: &str) {
        if what == "cut" {
            let place = which.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
            if let (Some(place), Some(variant)) = (place, self.about(ending))
                && place < variant.thread.len()
            {
                variant.thread.remove(place);
            }
            return;
        }
        let Ok(asset) = which.parse() else { return };
        if what == "crop" {
            self.make_own(ending.trim_start_matches('-'));
        }
        if let Some(media) = self.files_about(ending) {
            files::arrange(media, what, asset, shape);
        }
        if matches!(what, "crop" | "shape") {
            self.opened = format!("crop{ending}-{asset}");
        }
    }

    /// Does what a button asks of the form itself, without keeping anything. `rule` is what a thread's parts have to fit.
    pub(super) fn redraw(&mut self, rules: &dyn Fn(Option<Id<Channel>>) -> Option<domain::network::TextRule>) {
        if self.draft.content.article {
            return article_form::redraw(self);
        }
        let act = self.act.clone();
        if let [what, ending, which, shape @ ..] = act.split(':').collect::<Vec<_>>().as_slice() {
            self.change_one(what, ending, which, shape.first().unwrap_or(&""));
        } else if let Some(id) = act.strip_prefix("own-") {
            self.make_own(id);
        } else if let Some(id) = act.strip_prefix("common-").and_then(|id| id.parse::<Id<Channel>>().ok()) {
            self.draft.channels.entry(id).and_modify(|own| *own = None);
        } else if let Some(ending) = act.strip_prefix("part") {
            if let Some(variant) = self.about(ending) {
                variant.thread.push(Part::default());
            }
        } else if let Some(ending) = act.strip_prefix("split") {
            let channel = ending.strip_prefix('-').and_then(|id| id.parse().ok());
            if let (Some(rule), Some(variant)) = (rules(channel), self.about(ending)) {
                split(variant, &rule);
            }
        }
    }
}

/// The labels, by commas; those that are kept where a form has no field for them.
fn labels(fields: &Fields, kept: &PostDraft) -> Vec<String> {
    match fields.all("labels").next() {
        Some(said) => said.split(',').map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned).collect(),
        None => kept.labels.clone(),
    }
}

/// The campaign; the one that is kept where a form has no field for it.
fn campaign(fields: &Fields, kept: &PostDraft) -> Option<Id<Campaign>> {
    if fields.all("campaign").next().is_none() { kept.campaign } else { fields.ids("campaign").first().copied() }
}

/// Parts a text, and what followed it, anew into pieces that fit.
fn split(variant: &mut Variant, rule: &domain::network::TextRule) {
    let mut pieces = domain::post::split(&variant.text, rule).into_iter();
    let Some(first) = pieces.next() else { return };
    variant.text = first;
    let new = pieces.map(|text| Part { text, media: Vec::new() });
    let rest = std::mem::take(&mut variant.thread);
    variant.thread = new.chain(rest).collect();
}

/// A field with the line ends that a browser writes made into those of everybody else.
pub(super) fn text(fields: &Fields, name: &str) -> String {
    fields.text(name).replace("\r\n", "\n")
}

fn variant(fields: &Fields, ending: &str, kept: Option<&Variant>) -> Variant {
    let named = |name: &str| format!("{name}{ending}");
    let parts = named("part");
    let before: Vec<&Medium> = kept.map(|kept| kept.all_media().collect()).unwrap_or_default();
    let known = || before.iter().copied();
    let files = |place: usize| {
        let part = kept.and_then(|kept| kept.thread.get(place)).map_or(&[][..], |part| &part.media);
        files::read(fields, &format!("{ending}.{}", place + 1), part, known())
    };
    let thread = fields
        .all(&parts)
        .enumerate()
        .map(|(place, text)| Part { text: text.replace("\r\n", "\n"), media: files(place) })
        .collect();
    let options = named("option");
    let options: Vec<String> =
        fields.all(&options).map(str::trim).filter(|option| !option.is_empty()).map(str::to_owned).collect();
    let poll = (!options.is_empty()).then(|| Poll {
        options,
        seconds: fields.text(&named("poll_seconds")).parse().unwrap_or(POLL_SECONDS),
        multiple: fields.text(&named("poll_multiple")) == "1",
    });
    Variant {
        title: text(fields, &named("title")).trim().to_owned(),
        text: text(fields, &named("text")),
        media: files::read(fields, ending, kept.map_or(&[][..], |kept| &kept.media), known()),
        thread,
        first_comment: text(fields, &named("first_comment")),
        poll,
        warning: text(fields, &named("warning")).trim().to_owned(),
        visibility: Visibility::from_name(fields.text(&named("visibility"))),
        language: fields.text(&named("language")).trim().to_owned(),
        settings: settings(fields, ending),
        article: kept.is_some_and(|kept| kept.article),
        links: match fields.all(&named("links")).next() {
            Some(said) => LinkPlace::from_name(said),
            None => kept.and_then(|kept| kept.links),
        },
        unsigned: match fields.text(&named("signed")) {
            "" => kept.is_some_and(|kept| kept.unsigned),
            _ => fields.text(&named("unsigned")) == "1",
        },
    }
}

pub(super) fn settings(fields: &Fields, ending: &str) -> BTreeMap<String, String> {
    let names = domain::network::Network::ALL.into_iter().flat_map(|network| network.capabilities().settings);
    names
        .map(|setting| (setting.name.to_owned(), fields.text(&format!("setting_{}{ending}", setting.name)).trim().to_owned()))
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;

    fn read(form: &'static str) -> Typed {
        Typed::read(&Fields::read(&Bytes::from_static(form.as_bytes())), &PostDraft::default(), &TimeZone::UTC)
    }

    #[test]
    fn a_channel_has_the_words_of_all_until_it_has_its_own() {
        let typed = read("text=Bonjour&channel=3&channel=7&own=7&text-7=Salut&part-7=Et+puis&part-7=&setting_board-7=b");
        assert_eq!(typed.draft.on(Id::new(3)).text, "Bonjour");
        assert_eq!(typed.draft.on(Id::new(7)).text, "Salut");
        assert_eq!(typed.draft.on(Id::new(7)).settings["board"], "b");
        assert_eq!((typed.draft.on(Id::new(7)).thread.len(), typed.worth().on(Id::new(7)).thread.len()), (2, 1));
    }

    #[test]
    fn buttons_change_the_form_and_keep_what_was_typed() {
        let rule = domain::network::TextRule {
            counting: domain::network::Counting::Characters,
            max: 12,
            bytes_max: None,
            required: false,
        };
        let mut typed = read("text=Un+deux+trois+quatre&part=fin&channel=3&act=split");
        typed.redraw(&|_| Some(rule));
        let said: Vec<&str> = typed.draft.content.thread.iter().map(|part| part.text.as_str()).collect();
        assert_eq!((typed.draft.content.text.as_str(), said), ("Un deux", vec!["trois quatre", "fin"]));
        let mut typed = read("text=Un&channel=3&act=own-3");
        typed.redraw(&|_| None);
        assert_eq!(typed.draft.channels[&Id::new(3)].as_ref().unwrap().text, "Un");
        let mut typed = read("text=Un&channel=3&own=3&text-3=Deux&act=common-3");
        typed.redraw(&|_| None);
        assert_eq!(typed.draft.on(Id::new(3)).text, "Un");
        let mut typed = read("text=Un&act=part");
        typed.redraw(&|_| None);
        assert_eq!(typed.draft.content.thread.len(), 1);
    }

    #[test]
    fn parts_of_a_thread_have_files_of_their_own() {
        let mut typed = read("text=Un&part=Deux&part=Trois&files.2=1&media.2=5&media.2=6&alt.2-6=Neige&act=up::6");
        typed.act = "up:.2:6".to_owned();
        typed.redraw(&|_| None);
        let part = &typed.draft.content.thread[1];
        assert_eq!(part.media.iter().map(|one| one.asset).collect::<Vec<_>>(), [6, 5]);
        assert_eq!(part.media[0].alt, "Neige");
        typed.act = "cut::1".to_owned();
        typed.redraw(&|_| None);
        assert_eq!(typed.draft.content.thread[0].text, "Trois");
        assert_eq!(typed.draft.content.thread[0].media.len(), 2);
    }

    #[test]
    fn a_crop_for_a_channel_gives_it_words_of_its_own() {
        let mut typed = read("text=Un&files=1&media=5&channel=3&act=crop:-3:5");
        typed.redraw(&|_| None);
        assert_eq!(typed.draft.channels[&Id::new(3)].as_ref().unwrap().media[0].asset, 5);
        assert_eq!(typed.opened, "crop-3-5");
    }

    #[test]
    fn a_poll_needs_an_answer_and_a_day_a_time() {
        let typed = read("text=Un&option=&option=&due_day=2026-11-27&due_time=");
        assert_eq!((typed.draft.content.poll.is_none(), typed.due_fault), (true, Some("no_time")));
        let typed = read("text=Un&option=oui&option=non&poll_seconds=300&poll_multiple=1");
        let poll = typed.draft.content.poll.unwrap();
        assert_eq!((poll.options.len(), poll.seconds, poll.multiple), (2, 300, true));
    }
}
