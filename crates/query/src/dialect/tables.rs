//! The tables of the dialects: the operators of each tool as they are commonly described. Not yet held against each vendor’s own pages.

use super::{Asked, Rules};
use crate::field::Field;

/// Our own language.
pub(super) static PARVIS: Rules = Rules {
    has_any_case: false,
    or_binds_tighter: false,
    has_pipe: false,
    has_dash: true,
    has_braces: true,
    has_plus_plus: false,
    has_regexes: true,
    has_stem: true,
    has_around: false,
    fields: &[],
    has_own_fields: true,
};

/// Talkwalker.
pub(super) static TALKWALKER: Rules = Rules {
    has_any_case: false,
    or_binds_tighter: false,
    has_pipe: false,
    has_dash: true,
    has_braces: false,
    has_plus_plus: true,
    has_regexes: false,
    has_stem: false,
    has_around: false,
    fields: &[
        ("title", Asked::Field(Field::Title)),
        ("content", Asked::Field(Field::Text)),
        ("url", Asked::Field(Field::Url)),
        ("host", Asked::Field(Field::Site)),
        ("domainurl", Asked::Field(Field::Site)),
        ("site", Asked::Field(Field::Site)),
        ("author", Asked::Field(Field::Author)),
        ("followers", Asked::Translated(Field::Followers, followers_compared)),
        ("lang", Asked::Field(Field::Lang)),
        ("sourcecountry", Asked::Translated(Field::Country, country)),
        ("sourcetype", Asked::Translated(Field::Kind, page_type)),
        ("sentiment", Asked::Translated(Field::Sentiment, sentiment)),
        ("reach", Asked::Translated(Field::Reach, reach_compared)),
        ("rating", Asked::Field(Field::Rating)),
        ("tag", Asked::Field(Field::Tag)),
        ("published", Asked::Translated(Field::Published, published_since)),
        ("engagement", Asked::Nothing),
        ("posttype", Asked::Translated(Field::Has, post_type)),
        ("authorshort", Asked::Nothing),
        ("blogpost", Asked::Nothing),
        ("gender", Asked::Nothing),
        ("agerange", Asked::Nothing),
        ("occupation", Asked::Nothing),
        ("interests", Asked::Nothing),
        ("sourceregion", Asked::Nothing),
        ("sourcecity", Asked::Nothing),
        ("authorcountry", Asked::Nothing),
        ("matched_profile", Asked::Nothing),
        ("provider", Asked::Nothing),
        ("images", Asked::Nothing),
        ("emojisentiment", Asked::Nothing),
        ("trending_score", Asked::Nothing),
        ("virality", Asked::Nothing),
        ("parenturl", Asked::Nothing),
        ("parentposttype", Asked::Nothing),
    ],
    has_own_fields: false,
};

/// Meltwater: operators in any case.
pub(super) static MELTWATER: Rules = Rules {
    has_any_case: true,
    or_binds_tighter: false,
    has_pipe: false,
    has_dash: false,
    has_braces: true,
    has_plus_plus: false,
    has_regexes: false,
    has_stem: false,
    has_around: false,
    fields: &[
        ("title", Asked::Field(Field::Title)),
        ("body", Asked::Field(Field::Text)),
        ("url", Asked::Field(Field::Url)),
        ("author", Asked::Field(Field::Author)),
        ("from", Asked::Field(Field::Author)),
        ("source", Asked::Field(Field::Source)),
        ("sourceName", Asked::Field(Field::Source)),
        ("country", Asked::Translated(Field::Country, country)),
        ("language", Asked::Field(Field::Lang)),
        ("sentiment", Asked::Translated(Field::Sentiment, sentiment)),
        ("reach", Asked::Field(Field::Reach)),
        ("ingress", Asked::Nothing),
        ("headline", Asked::Field(Field::Title)),
        ("city", Asked::Nothing),
        ("state", Asked::Nothing),
        ("region", Asked::Nothing),
        ("bio", Asked::Nothing),
        ("monitor", Asked::Nothing),
        ("metaData.url", Asked::Field(Field::Url)),
        ("socialType", Asked::Translated(Field::Is, engagement)),
    ],
    has_own_fields: false,
};

/// Google: OR binds tighter than the space.
pub(super) static GOOGLE: Rules = Rules {
    has_any_case: false,
    or_binds_tighter: true,
    has_pipe: true,
    has_dash: true,
    has_braces: false,
    has_plus_plus: false,
    has_regexes: false,
    has_stem: false,
    has_around: true,
    fields: &[
        ("site", Asked::Field(Field::Site)),
        ("intitle", Asked::Field(Field::Title)),
        ("intext", Asked::Field(Field::Text)),
        ("inurl", Asked::Field(Field::Url)),
        ("link", Asked::Field(Field::Link)),
        ("before", Asked::Translated(Field::Published, before)),
        ("after", Asked::Translated(Field::Published, after)),
        ("source", Asked::Field(Field::Source)),
        ("allintitle", Asked::Nothing),
        ("allintext", Asked::Nothing),
        ("allinurl", Asked::Nothing),
        ("inanchor", Asked::Nothing),
        ("allinanchor", Asked::Nothing),
        ("filetype", Asked::Nothing),
        ("ext", Asked::Nothing),
        ("related", Asked::Nothing),
        ("cache", Asked::Nothing),
        ("info", Asked::Nothing),
        ("define", Asked::Nothing),
        ("location", Asked::Nothing),
        ("loc", Asked::Nothing),
        ("imagesize", Asked::Nothing),
    ],
    has_own_fields: false,
};

/// X.
pub(super) static X: Rules = Rules {
    has_any_case: false,
    or_binds_tighter: false,
    has_pipe: false,
    has_dash: true,
    has_braces: false,
    has_plus_plus: false,
    has_regexes: false,
    has_stem: false,
    has_around: false,
    fields: &[
        ("from", Asked::Field(Field::Author)),
        ("lang", Asked::Field(Field::Lang)),
        ("url", Asked::Field(Field::Link)),
        ("url_contains", Asked::Field(Field::Link)),
        ("place_country", Asked::Field(Field::Country)),
        ("conversation_id", Asked::Field(Field::Thread)),
        ("since", Asked::Translated(Field::Published, after)),
        ("until", Asked::Translated(Field::Published, before)),
        ("is", Asked::Translated(Field::Is, x_is)),
        ("has", Asked::Translated(Field::Has, x_has)),
        ("filter", Asked::Translated(Field::Has, x_filter)),
        ("followers_count", Asked::Field(Field::Followers)),
        ("to", Asked::Nothing),
        ("retweets_of", Asked::Nothing),
        ("context", Asked::Nothing),
        ("entity", Asked::Nothing),
        ("list", Asked::Nothing),
        ("place", Asked::Nothing),
        ("near", Asked::Nothing),
        ("within", Asked::Nothing),
        ("point_radius", Asked::Nothing),
        ("bounding_box", Asked::Nothing),
        ("sample", Asked::Nothing),
        ("bio", Asked::Nothing),
        ("bio_name", Asked::Nothing),
        ("bio_location", Asked::Nothing),
        ("min_faves", Asked::Nothing),
        ("min_retweets", Asked::Nothing),
        ("min_replies", Asked::Nothing),
        ("source", Asked::Nothing),
        ("in_reply_to_tweet_id", Asked::Nothing),
        ("retweets_of_tweet_id", Asked::Nothing),
        ("quotes_of_tweet_id", Asked::Nothing),
        ("tweets_count", Asked::Nothing),
        ("following_count", Asked::Nothing),
        ("listed_count", Asked::Nothing),
    ],
    has_own_fields: false,
};

pub(super) fn country(written: &str) -> Option<(Field, String)> {
    // Both names and codes are in use; only the codes are ours.
    (written.len() == 2).then(|| (Field::Country, written.to_owned()))
}

pub(super) fn engagement(written: &str) -> Option<(Field, String)> {
    let is = match written.to_ascii_uppercase().as_str() {
        "REPLY" | "COMMENT" => "reply",
        "RETWEET" | "REPOST" | "SHARE" => "repost",
        "ORIGINAL" => "original",
        _ => return None,
    };
    Some((Field::Is, is.to_owned()))
}

pub(super) fn page_type(written: &str) -> Option<(Field, String)> {
    let kind = match written.to_ascii_lowercase().as_str() {
        "news" | "onlinenews" | "online" | "onlinenews_newspaper" | "onlinenews_magazine" | "onlinenews_agency" => "news",
        "blog" | "blogs" | "blog_other" => "blog",
        "forum" | "forums" | "messageboard" | "reddit" => "forum",
        "review" | "reviews" => "review",
        "twitter"
        | "facebook"
        | "instagram"
        | "linkedin"
        | "social"
        | "socialmedia"
        | "socialmedia_twitter"
        | "socialmedia_facebook"
        | "socialmedia_instagram"
        | "bluesky"
        | "threads"
        | "tumblr" => "social",
        "video" | "youtube" | "tiktok" | "socialmedia_youtube" => "video",
        _ => return None,
    };
    Some((Field::Kind, kind.to_owned()))
}

pub(super) fn subreddit(written: &str) -> Option<(Field, String)> {
    let name = written.trim_start_matches("r/");
    (!name.is_empty()).then(|| (Field::Site, format!("reddit.com/r/{name}")))
}

fn sentiment(written: &str) -> Option<(Field, String)> {
    let sentiment = match written.to_ascii_lowercase().as_str() {
        "positive" => "positive",
        "negative" => "negative",
        "neutral" => "neutral",
        _ => return None,
    };
    Some((Field::Sentiment, sentiment.to_owned()))
}

fn compared(field: Field, written: &str) -> Option<(Field, String)> {
    // Whole numbers, so that "more than 100" is "from 101".
    if let Some(bound) = written.strip_prefix(">=") {
        return Some((field, format!("{bound} TO *")));
    }
    if let Some(bound) = written.strip_prefix("<=") {
        return Some((field, format!("* TO {bound}")));
    }
    if let Some(bound) = written.strip_prefix('>') {
        return Some((field, format!("{} TO *", bound.parse::<u64>().ok()?.checked_add(1)?)));
    }
    if let Some(bound) = written.strip_prefix('<') {
        return Some((field, format!("* TO {}", bound.parse::<u64>().ok()?.checked_sub(1)?)));
    }
    Some((field, written.to_owned()))
}

fn followers_compared(written: &str) -> Option<(Field, String)> {
    compared(Field::Followers, written)
}

fn reach_compared(written: &str) -> Option<(Field, String)> {
    compared(Field::Reach, written)
}

/// Talkwalker's `>now-7d` and `>2026-01-31`.
fn published_since(written: &str) -> Option<(Field, String)> {
    let bound = written.strip_prefix(">=").or_else(|| written.strip_prefix('>'))?;
    match bound.strip_prefix("now-") {
        Some(span) => Some((Field::Published, span.to_owned())),
        None => Some((Field::Published, format!("{bound} TO *"))),
    }
}

fn post_type(written: &str) -> Option<(Field, String)> {
    let has = match written.to_ascii_uppercase().as_str() {
        "IMAGE" => "image",
        "VIDEO" => "video",
        "LINK" => "link",
        _ => return None,
    };
    Some((Field::Has, has.to_owned()))
}

/// Before this day: the day itself is not included.
fn before(written: &str) -> Option<(Field, String)> {
    let eve = crate::date::eve_of(written)?;
    Some((Field::Published, format!("* TO {eve}")))
}

fn after(written: &str) -> Option<(Field, String)> {
    crate::date::Date::parse(written)?;
    Some((Field::Published, format!("{written} TO *")))
}

fn x_is(written: &str) -> Option<(Field, String)> {
    let is = match written.to_ascii_lowercase().as_str() {
        "reply" => "reply",
        "retweet" => "repost",
        _ => return None,
    };
    Some((Field::Is, is.to_owned()))
}

fn x_has(written: &str) -> Option<(Field, String)> {
    let has = match written.to_ascii_lowercase().as_str() {
        "images" => "image",
        "videos" | "video_link" => "video",
        "links" => "link",
        _ => return None,
    };
    Some((Field::Has, has.to_owned()))
}

fn x_filter(written: &str) -> Option<(Field, String)> {
    match written.to_ascii_lowercase().as_str() {
        "images" => Some((Field::Has, "image".to_owned())),
        "videos" | "native_video" => Some((Field::Has, "video".to_owned())),
        "links" => Some((Field::Has, "link".to_owned())),
        "replies" => Some((Field::Is, "reply".to_owned())),
        "retweets" | "nativeretweets" => Some((Field::Is, "repost".to_owned())),
        _ => None,
    }
}
