//! What stands against publishing a variant: judged by the same function as one writes and at the last moment before it leaves.

use serde::{Deserialize, Serialize};

use super::{Medium, MediumKind, Part, Variant, count, links, mentions, tags};
use crate::network::{Capabilities, MediaRule, TextRule};

/// The most parts of a thread, the first included, whatever the network allows.
pub const THREAD_PARTS_MAX: usize = 25;
/// More addresses than this in one text look like spam to every network.
const LINKS_MAX: usize = 20;

/// What stands against publishing a variant, or should be thought about first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What it is; the last part of its name in the translations.
    pub code: String,
    /// Which part of the thread, 0 for the post itself.
    pub part: u32,
    /// Which file of that part, from 1; 0 when it is not about a file.
    pub file: u32,
    /// How much there is: characters, files, bytes.
    pub amount: u64,
    /// How much there may be.
    pub limit: u64,
    /// What it is about, where a name says more than a number.
    pub about: String,
    /// Whether it keeps the variant from leaving.
    pub gravity: Gravity,
}

/// Whether a problem keeps a variant from leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// It may leave; a person should know.
    Warns,
    /// It cannot leave like this.
    Stops,
}

/// What a workspace asks of every post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// How grave an image without alternative text is, where the network takes one.
    pub alt: Gravity,
    /// How grave a video without alternative text is.
    pub video_alt: Gravity,
}

impl Default for Policy {
    fn default() -> Self {
        Self { alt: Gravity::Stops, video_alt: Gravity::Warns }
    }
}

/// Everything that stands against a variant on a network, in the order in which a writer meets it; empty when it may leave.
#[must_use]
pub fn validate(variant: &Variant, can: &Capabilities, policy: &Policy) -> Vec<Problem> {
    let mut found = Found { can, policy, problems: Vec::new(), part: 0 };
    found.title(variant);
    if variant.article && !can.article {
        found.stop("article_unsupported", 0, 0);
    }
    found.text(&variant.text, &found.rule(&variant.media), "text");
    if can.text.required && variant.text.trim().is_empty() {
        found.stop("text_missing", 0, 0);
    }
    found.marks(&variant.text);
    found.media(&variant.media);
    if variant.is_empty() && variant.poll.is_none() {
        found.stop("nothing_said", 0, 0);
    }
    found.thread(&variant.thread);
    found.extras(variant);
    found.settings(variant);
    found.problems
}

struct Found<'a> {
    can: &'a Capabilities,
    policy: &'a Policy,
    problems: Vec<Problem>,
    part: u32,
}

fn number(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

impl Found<'_> {
    fn note(&mut self, code: &str, file: u32, amount: u64, limit: u64, gravity: Gravity) {
        self.problems.push(Problem {
            code: code.to_owned(),
            part: self.part,
            file,
            amount,
            limit,
            about: String::new(),
            gravity,
        });
    }

    fn stop(&mut self, code: &str, amount: u64, limit: u64) {
        self.note(code, 0, amount, limit, Gravity::Stops);
    }

    /// The rule of a text beside these files.
    fn rule(&self, media: &[Medium]) -> TextRule {
        let caption = self.can.caption_max.filter(|_| !media.is_empty());
        TextRule { max: caption.unwrap_or(self.can.text.max), ..self.can.text }
    }

    fn title(&mut self, variant: &Variant) {
        match &self.can.title {
            Some(rule) => {
                if rule.required && variant.title.trim().is_empty() {
                    self.stop("title_missing", 0, 0);
                }
                self.text(&variant.title, rule, "title");
            }
            None if !variant.title.trim().is_empty() => self.note("title_unused", 0, 0, 0, Gravity::Warns),
            None => {}
        }
    }

    fn text(&mut self, text: &str, rule: &TextRule, what: &str) {
        let counted = count(text, rule);
        if counted.used > rule.max {
            self.stop(&format!("{what}_too_long"), counted.used.into(), rule.max.into());
        } else if let Some(max) = rule.bytes_max.filter(|&max| counted.bytes > max) {
            self.stop(&format!("{what}_too_many_bytes"), counted.bytes.into(), max.into());
        }
        if text.contains('\0') {
            self.stop("text_unprintable", 0, 0);
        }
    }

    /// Hashtags, mentions and addresses of a text.
    fn marks(&mut self, text: &str) {
        let tagged = tags(text).len();
        if let Some(max) = self.can.tags_max.filter(|&max| number(tagged) > u64::from(max)) {
            self.stop("too_many_tags", number(tagged), max.into());
        }
        let mentioned = mentions(text).len();
        if let Some(max) = self.can.mentions_max.filter(|&max| number(mentioned) > u64::from(max)) {
            self.stop("too_many_mentions", number(mentioned), max.into());
        }
        let linked = links(text).len();
        if linked > LINKS_MAX && !self.can.article {
            self.note("many_links", 0, number(linked), number(LINKS_MAX), Gravity::Warns);
        }
    }

    fn media(&mut self, media: &[Medium]) {
        let rule = self.can.media;
        let of = |kind| number(media.iter().filter(|medium| medium.kind == kind).count());
        let (images, videos) = (of(MediumKind::Image), of(MediumKind::Video));
        if rule.required && media.is_empty() {
            self.stop(if rule.images_max == 0 { "video_missing" } else { "media_missing" }, 0, 1);
        }
        for (amount, max, none, many) in [
            (images, rule.images_max, "images_unsupported", "too_many_images"),
            (videos, rule.videos_max, "videos_unsupported", "too_many_videos"),
        ] {
            if amount > u64::from(max) {
                self.stop(if max == 0 { none } else { many }, amount, max.into());
            }
        }
        if !rule.mixed && images > 0 && videos > 0 && rule.images_max > 0 && rule.videos_max > 0 {
            self.stop("media_mixed", 0, 0);
        }
        for (place, medium) in (1..).zip(media) {
            self.medium(place, medium, &rule);
        }
    }

    fn medium(&mut self, place: u32, medium: &Medium, rule: &MediaRule) {
        let alt = number(medium.alt.chars().count());
        if rule.alt_max > 0 && medium.alt.trim().is_empty() {
            let gravity = if medium.kind == MediumKind::Image { self.policy.alt } else { self.policy.video_alt };
            self.note("alt_missing", place, 0, 0, gravity);
        }
        if rule.alt_max > 0 && alt > rule.alt_max.into() {
            self.note("alt_too_long", place, alt, rule.alt_max.into(), Gravity::Stops);
        }
        if rule.alt_max == 0 && alt > 0 {
            self.note("alt_unused", place, 0, 0, Gravity::Warns);
        }
        if medium.kind == MediumKind::Video {
            if rule.videos_max > 0 && medium.bytes > rule.video_bytes_max {
                self.note("video_too_large", place, medium.bytes, rule.video_bytes_max, Gravity::Stops);
            }
            if rule.videos_max > 0 && medium.milliseconds > rule.video_ms_max {
                self.note("video_too_long", place, medium.milliseconds / 1_000, rule.video_ms_max / 1_000, Gravity::Stops);
            }
            return;
        }
        // A picture that moves is sent as it is, since a rendition would stand still; any other is made to fit.
        let moves = medium.mime == "image/gif" && medium.milliseconds > 0;
        if moves && medium.bytes > rule.image_bytes_max {
            self.note("animation_too_large", place, medium.bytes, rule.image_bytes_max, Gravity::Stops);
        }
        if moves && !rule.image_formats.contains(&"gif") {
            self.note("animation_stands_still", place, 0, 0, Gravity::Warns);
        }
        if let Some(aspect) = aspect(medium).filter(|_| rule.aspect != (0, 0)) {
            let (narrowest, widest) = rule.aspect;
            if aspect < narrowest.into() || aspect > widest.into() {
                let limit = if aspect < narrowest.into() { narrowest } else { widest };
                self.note("image_shape", place, aspect, limit.into(), Gravity::Stops);
            }
        }
    }

    fn thread(&mut self, thread: &[Part]) {
        let parts = number(thread.len()) + 1;
        if !thread.is_empty() && self.can.thread_max == 0 {
            return self.stop("threads_unsupported", parts, 1);
        }
        let max = number(THREAD_PARTS_MAX).min(self.can.thread_max.into());
        if !thread.is_empty() && parts > max {
            self.stop("thread_too_long", parts, max);
        }
        for (place, part) in (1..).zip(thread) {
            self.part = place;
            self.text(&part.text, &self.rule(&part.media), "text");
            self.marks(&part.text);
            self.media(&part.media);
            if part.text.trim().is_empty() && part.media.is_empty() {
                self.stop("nothing_said", 0, 0);
            }
        }
        self.part = 0;
    }

    fn extras(&mut self, variant: &Variant) {
        let commented = !variant.first_comment.trim().is_empty();
        if commented && !self.can.first_comment {
            self.stop("first_comment_unsupported", 0, 0);
        } else if commented && !self.can.article {
            self.text(&variant.first_comment, &self.can.text, "first_comment");
        }
        if !variant.warning.trim().is_empty() && !self.can.warning {
            self.note("warning_unsupported", 0, 0, 0, Gravity::Stops);
        }
        if let Some(visibility) = variant.visibility.filter(|one| !self.can.visibilities.contains(one)) {
            // Whoever asked for everybody gets it where there is no choice.
            let gravity = if visibility == super::Visibility::Public { Gravity::Warns } else { Gravity::Stops };
            if !(self.can.visibilities.is_empty() && visibility == super::Visibility::Public) {
                self.note("visibility_unsupported", 0, 0, 0, gravity);
            }
        }
        self.poll(variant);
    }

    fn poll(&mut self, variant: &Variant) {
        let Some(poll) = &variant.poll else { return };
        let Some(rule) = self.can.poll else { return self.stop("polls_unsupported", 0, 0) };
        let options = number(poll.options.len());
        if options < 2 || options > rule.options_max.into() {
            self.stop("poll_options", options, rule.options_max.into());
        }
        if let Some(longest) =
            poll.options.iter().map(|option| number(option.chars().count())).max().filter(|&n| n > rule.option_max.into())
        {
            self.stop("poll_option_too_long", longest, rule.option_max.into());
        }
        if poll.options.iter().any(|option| option.trim().is_empty()) {
            self.stop("poll_option_empty", 0, 0);
        }
        let mut said: Vec<&str> = poll.options.iter().map(|option| option.trim()).collect();
        said.sort_unstable();
        if said.windows(2).any(|two| two[0] == two[1]) {
            self.stop("poll_option_twice", 0, 0);
        }
        if poll.seconds < rule.seconds_min || poll.seconds > rule.seconds_max {
            self.stop("poll_time", poll.seconds, rule.seconds_max);
        }
        if poll.multiple && !rule.multiple {
            self.stop("poll_multiple", 0, 0);
        }
        if !variant.media.is_empty() {
            self.stop("poll_with_media", 0, 0);
        }
    }

    fn settings(&mut self, variant: &Variant) {
        for setting in self.can.settings {
            let told = variant.settings.get(setting.name).map_or("", |told| told.trim());
            let unknown = !told.is_empty() && !setting.choices.is_empty() && !setting.choices.contains(&told);
            if (setting.required && told.is_empty()) || unknown {
                self.stop(if unknown { "setting_unknown" } else { "setting_missing" }, 0, 0);
                if let Some(last) = self.problems.last_mut() {
                    setting.name.clone_into(&mut last.about);
                }
            }
        }
    }
}

/// Width by height of what is shown of a picture, in thousandths; `None` when its size is not known.
fn aspect(medium: &Medium) -> Option<u64> {
    let [_, _, width, height] = medium.crop.unwrap_or([0, 0, 1_000, 1_000]);
    let of = |side: u32, share: u32| u64::from(side) * u64::from(share.min(1_000));
    let shown = (of(medium.width, width), of(medium.height, height));
    (shown.0 > 0).then(|| (shown.0 * 1_000).checked_div(shown.1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{Poll, Visibility};
    use super::*;
    use crate::network::Network;
    use proptest::prelude::*;

    fn codes(variant: &Variant, network: Network) -> Vec<String> {
        validate(variant, network.capabilities(), &Policy::default()).into_iter().map(|problem| problem.code).collect()
    }

    fn image() -> Medium {
        Medium {
            asset: 1,
            alt: "Une crête à l’aube".to_owned(),
            mime: "image/jpeg".to_owned(),
            bytes: 9_000,
            width: 1_200,
            height: 900,
            ..Medium::default()
        }
    }

    fn said(text: &str) -> Variant {
        Variant { text: text.to_owned(), ..Variant::default() }
    }

    #[test]
    fn a_text_beside_a_file_may_be_shorter() {
        let long = said(&"é".repeat(1_025));
        assert!(codes(&long, Network::Telegram).is_empty());
        let shown = Variant { media: vec![Medium { alt: String::new(), ..image() }], ..long };
        assert_eq!(codes(&shown, Network::Telegram), ["text_too_long"]);
    }

    #[test]
    fn each_network_says_what_it_lacks() {
        assert!(codes(&said("Première neige"), Network::Bluesky).is_empty());
        assert_eq!(codes(&said("Première neige"), Network::Instagram), ["media_missing"]);
        assert_eq!(codes(&said("Première neige"), Network::Wordpress), ["title_missing"]);
        assert_eq!(codes(&said(" "), Network::Mastodon), ["nothing_said"]);
        assert_eq!(codes(&said("Première neige"), Network::Youtube), ["title_missing", "video_missing"]);
        assert_eq!(
            codes(&Variant { title: "Neige".to_owned(), ..said("Première") }, Network::Pinterest),
            ["media_missing", "setting_missing"]
        );
        assert_eq!(codes(&said(&"#a ".repeat(31)), Network::Instagram), ["too_many_tags", "media_missing"]);
    }

    #[test]
    fn an_article_leaves_where_articles_are() {
        let article = Variant { title: "Neige".to_owned(), article: true, ..said("## Première") };
        assert!(codes(&article, Network::Ghost).is_empty());
        assert_eq!(codes(&article, Network::Bluesky), ["title_unused", "article_unsupported"]);
    }

    #[test]
    fn a_text_of_a_megabyte_and_fifty_links_is_judged() {
        assert_eq!(codes(&said(&"neige ".repeat(180_000)), Network::X), ["text_too_long"]);
        let many = said(&"https://a.example/b ".repeat(50));
        assert_eq!(codes(&many, Network::Facebook), ["many_links"]);
    }

    #[test]
    fn an_emoji_of_seven_code_points_stands_at_the_limit() {
        let family = "👨‍👩‍👧‍👦";
        let at_limit = said(&format!("{}{family}", "x".repeat(299)));
        assert!(codes(&at_limit, Network::Bluesky).is_empty());
        let beyond = said(&format!("{}{family}", "x".repeat(300)));
        let problems = validate(&beyond, Network::Bluesky.capabilities(), &Policy::default());
        assert_eq!((problems[0].code.as_str(), problems[0].amount, problems[0].limit), ("text_too_long", 301, 300));
    }

    #[test]
    fn files_are_counted_measured_and_described() {
        let with = |media: Vec<Medium>| Variant { media, ..said("Neige") };
        assert!(codes(&with(vec![image(); 4]), Network::Bluesky).is_empty());
        assert_eq!(codes(&with(vec![image(); 5]), Network::Bluesky), ["too_many_images"]);
        assert_eq!(codes(&with(vec![Medium { alt: String::new(), ..image() }]), Network::Bluesky), ["alt_missing"]);
        assert_eq!(codes(&with(vec![Medium { width: 3_000, ..image() }]), Network::Instagram), ["image_shape"]);
        let cropped = Medium { width: 3_000, crop: Some([0, 0, 500, 1_000]), ..image() };
        assert!(codes(&with(vec![cropped]), Network::Instagram).is_empty());
        let film = Medium { kind: MediumKind::Video, mime: "video/mp4".to_owned(), ..image() };
        assert_eq!(codes(&with(vec![image(), film.clone()]), Network::Bluesky), ["media_mixed"]);
        assert_eq!(codes(&with(vec![film.clone()]), Network::Ghost)[1..], ["videos_unsupported"]);
        let long = Medium { milliseconds: 200_000, ..film };
        assert_eq!(codes(&with(vec![long]), Network::X), ["video_too_long"]);
        let gif = Medium { mime: "image/gif".to_owned(), bytes: 40_000_000, milliseconds: 3_000, ..image() };
        assert_eq!(codes(&with(vec![gif]), Network::X), ["animation_too_large"]);
    }

    #[test]
    fn threads_polls_and_the_rest_are_where_they_are_offered() {
        let thread = Variant { thread: vec![Part { text: "x".repeat(301), media: Vec::new() }], ..said("Un") };
        let problems = validate(&thread, Network::Bluesky.capabilities(), &Policy::default());
        assert_eq!((problems[0].code.as_str(), problems[0].part), ("text_too_long", 1));
        assert_eq!(codes(&thread, Network::Facebook), ["threads_unsupported"]);
        let poll = |options: &[&str]| Variant {
            poll: Some(Poll {
                options: options.iter().map(|&option| option.to_owned()).collect(),
                seconds: 86_400,
                multiple: false,
            }),
            ..said("Où skier ?")
        };
        assert!(codes(&poll(&["Ici", "Là"]), Network::Mastodon).is_empty());
        assert_eq!(codes(&poll(&["Ici", "Ici"]), Network::Mastodon), ["poll_option_twice"]);
        assert_eq!(codes(&poll(&["Ici"]), Network::X), ["poll_options"]);
        assert_eq!(codes(&poll(&["Ici", "Là"]), Network::Bluesky), ["polls_unsupported"]);
        let seen = |visibility| Variant { visibility: Some(visibility), ..said("Neige") };
        assert!(codes(&seen(Visibility::Public), Network::Bluesky).is_empty());
        assert_eq!(codes(&seen(Visibility::Followers), Network::Bluesky), ["visibility_unsupported"]);
        assert!(codes(&seen(Visibility::Unlisted), Network::Mastodon).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(title in ".{0,40}", text in ".{0,400}", alt in ".{0,20}", size in any::<(u32, u32, u64)>(), crop in any::<[u32; 4]>()) {
            let medium = Medium { alt, width: size.0, height: size.1, bytes: size.2, crop: Some(crop), ..image() };
            let part = Part { text: text.clone(), media: vec![medium.clone()] };
            let variant = Variant { title, text, media: vec![medium], thread: vec![part], ..Variant::default() };
            for network in Network::ALL {
                let problems = validate(&variant, network.capabilities(), &Policy::default());
                prop_assert!(problems.iter().all(|problem| problem.part <= 1 && problem.file <= 1));
            }
        }
    }
}
