//! Platforms of companies.

use super::super::{Capabilities, Cost, CostOf, Counting, MediaRule, Network, PollRule, Quota, Rate, Setting, TextRule, Version};
use super::{DAY_S, MB, MINUTE_MS, media, plain, text};
use crate::post::Visibility;

pub(super) const FACEBOOK: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 1,
        video_bytes_max: 1_000 * MB,
        video_ms_max: 240 * MINUTE_MS,
        image_formats: &["jpeg", "png", "webp"],
        ..media(10, 8 * MB, 1_000)
    },
    first_comment: true,
    counts: true,
    history: true,
    version: Some(Version { name: "v24.0", sunset: None }),
    ..plain(Network::Facebook, "facebook", "Facebook", text(Counting::Characters, 63_206, false))
};

pub(super) const INSTAGRAM: Capabilities = Capabilities {
    media: MediaRule {
        required: true,
        videos_max: 10,
        mixed: true,
        video_bytes_max: 300 * MB,
        video_ms_max: 15 * MINUTE_MS,
        image_side_max: 1_440,
        image_formats: &["jpeg"],
        aspect: (800, 1_910),
        ..media(10, 8 * MB, 1_000)
    },
    first_comment: true,
    edit: false,
    delete: false,
    counts: true,
    history: true,
    tags_max: Some(30),
    mentions_max: Some(20),
    pulls_media: true,
    version: Some(Version { name: "v24.0", sunset: None }),
    quota: Some(Quota { unit: "posts", amount: 50, per_post: 1, seconds: DAY_S, zone: None, is_shared: false }),
    ..plain(Network::Instagram, "instagram", "Instagram", text(Counting::Characters, 2_200, false))
};

pub(super) const THREADS: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 20,
        mixed: true,
        video_bytes_max: 1_000 * MB,
        video_ms_max: 5 * MINUTE_MS,
        image_side_max: 1_440,
        image_formats: &["jpeg", "png"],
        aspect: (100, 10_000),
        ..media(20, 8 * MB, 1_000)
    },
    thread_max: 25,
    first_comment: true,
    edit: false,
    counts: true,
    history: true,
    tags_max: Some(1),
    pulls_media: true,
    version: Some(Version { name: "v1.0", sunset: None }),
    quota: Some(Quota { unit: "posts", amount: 250, per_post: 1, seconds: DAY_S, zone: None, is_shared: false }),
    ..plain(Network::Threads, "threads", "Threads", text(Counting::EmojiBytes, 500, false))
};

pub(super) const LINKEDIN: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 1,
        video_bytes_max: 500 * MB,
        video_ms_max: 30 * MINUTE_MS,
        image_side_max: 4_096,
        image_formats: &["jpeg", "png", "gif"],
        ..media(20, 8 * MB, 4_086)
    },
    first_comment: true,
    poll: Some(PollRule { options_max: 4, option_max: 30, seconds_min: DAY_S, seconds_max: 14 * DAY_S, multiple: false }),
    visibilities: &[Visibility::Public, Visibility::Followers],
    counts: true,
    history: true,
    version: Some(Version { name: "202611", sunset: Some("2027-11-15") }),
    quota: Some(Quota { unit: "posts", amount: 150, per_post: 1, seconds: DAY_S, zone: None, is_shared: false }),
    ..plain(Network::Linkedin, "linkedin", "LinkedIn", text(Counting::Utf16, 3_000, false))
};

pub(super) const X: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 1,
        video_bytes_max: 512 * MB,
        video_ms_max: 140_000,
        image_side_max: 4_096,
        ..media(4, 5 * MB, 1_000)
    },
    thread_max: 25,
    first_comment: true,
    poll: Some(PollRule { options_max: 4, option_max: 25, seconds_min: 300, seconds_max: 7 * DAY_S, multiple: false }),
    edit: false,
    counts: true,
    history: true,
    // By use, since April 2026 (docs.x.com, "Pricing").
    costs: &[
        Cost { of: CostOf::Post, micros: 15_000 },
        Cost { of: CostOf::PostWithLink, micros: 200_000 },
        Cost { of: CostOf::Read, micros: 1_000 },
    ],
    // A hundred in fifteen minutes.
    rate: Rate { burst: 10, interval_ms: 9_000 },
    ..plain(Network::X, "x", "X", text(Counting::Weighted, 280, false))
};

pub(super) const YOUTUBE: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 100, true)),
    text: TextRule { counting: Counting::Characters, max: 5_000, bytes_max: Some(5_000), required: false },
    media: MediaRule {
        required: true,
        videos_max: 1,
        video_bytes_max: 256_000 * MB,
        video_ms_max: 720 * MINUTE_MS,
        ..media(0, 0, 0)
    },
    first_comment: true,
    visibilities: &[Visibility::Public, Visibility::Unlisted, Visibility::Private],
    language: true,
    counts: true,
    history: true,
    // Films have a bucket of their own, of the whole project, counted to midnight in California; all other calls together have 10,000 units
    // (developers.google.com/youtube/v3/determine_quota_cost).
    quota: Some(Quota {
        unit: "posts",
        amount: 100,
        per_post: 1,
        seconds: DAY_S,
        zone: Some("America/Los_Angeles"),
        is_shared: true,
    }),
    settings: &[Setting { name: "tags", required: false, choices: &[] }],
    ..plain(Network::Youtube, "youtube", "YouTube", text(Counting::Characters, 5_000, false))
};

pub(super) const TIKTOK: Capabilities = Capabilities {
    media: MediaRule {
        required: true,
        videos_max: 1,
        video_bytes_max: 4_000 * MB,
        video_ms_max: 10 * MINUTE_MS,
        image_side_max: 1_080,
        image_formats: &["jpeg", "webp"],
        ..media(35, 20 * MB, 0)
    },
    visibilities: &[Visibility::Public, Visibility::Followers, Visibility::Private],
    edit: false,
    delete: false,
    counts: true,
    history: true,
    pulls_media: true,
    quota: Some(Quota { unit: "posts", amount: 15, per_post: 1, seconds: DAY_S, zone: None, is_shared: false }),
    // Six beginnings a minute.
    rate: Rate { burst: 2, interval_ms: 10_000 },
    ..plain(Network::Tiktok, "tiktok", "TikTok", text(Counting::Utf16, 2_200, false))
};

pub(super) const PINTEREST: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 100, false)),
    media: MediaRule {
        required: true,
        videos_max: 1,
        video_bytes_max: 2_000 * MB,
        video_ms_max: 15 * MINUTE_MS,
        image_formats: &["jpeg", "png", "webp"],
        ..media(5, 20 * MB, 500)
    },
    counts: true,
    history: true,
    settings: &[Setting { name: "board", required: true, choices: &[] }],
    version: Some(Version { name: "v5", sunset: None }),
    ..plain(Network::Pinterest, "pinterest", "Pinterest", text(Counting::Characters, 800, false))
};

pub(super) const REDDIT: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 300, true)),
    media: MediaRule { image_formats: &["jpeg", "png", "gif"], ..media(1, 20 * MB, 0) },
    first_comment: true,
    counts: true,
    history: true,
    // A hundred calls a minute for one application.
    application_rate: Some(Rate { burst: 20, interval_ms: 600 }),
    rate: Rate { burst: 2, interval_ms: 60_000 },
    settings: &[
        Setting { name: "subreddit", required: true, choices: &[] },
        Setting { name: "flair", required: false, choices: &[] },
    ],
    ..plain(Network::Reddit, "reddit", "Reddit", text(Counting::Characters, 40_000, false))
};

pub(super) const FLICKR: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 255, false)),
    media: MediaRule {
        required: true,
        videos_max: 1,
        video_bytes_max: 1_000 * MB,
        video_ms_max: 3 * MINUTE_MS,
        image_side_max: 10_000,
        image_formats: &["jpeg", "png", "gif"],
        ..media(1, 200 * MB, 0)
    },
    first_comment: true,
    visibilities: &[Visibility::Public, Visibility::Followers, Visibility::Private],
    counts: true,
    history: true,
    // 3,600 calls an hour for one key.
    application_rate: Some(Rate { burst: 20, interval_ms: 1_000 }),
    settings: &[Setting { name: "tags", required: false, choices: &[] }],
    ..plain(Network::Flickr, "flickr", "Flickr", text(Counting::Characters, 20_000, false))
};
