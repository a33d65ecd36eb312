//! Places that anybody can host, and mail.

use super::super::{Capabilities, Counting, Guarantee, MediaRule, Network, PollRule, Proof, Rate, Setting, TextRule, Version};
use super::{DAY_S, FEDIVERSE, HOUR_S, MB, MINUTE_MS, media, plain, text};

pub(super) const BLUESKY: Capabilities = Capabilities {
    text: TextRule { counting: Counting::Graphemes, max: 300, bytes_max: Some(3_000), required: false },
    media: MediaRule {
        videos_max: 1,
        video_bytes_max: 100 * MB,
        video_ms_max: 3 * MINUTE_MS,
        image_side_max: 2_000,
        ..media(4, MB, 2_000)
    },
    thread_max: 25,
    first_comment: true,
    warning: true,
    language: true,
    // A record can be put anew, but the network goes on showing the first text.
    edit: false,
    counts: true,
    history: true,
    finds_accounts: true,
    guarantee: Guarantee::ChosenId,
    // 5,000 points an hour, 2 a record that is put.
    rate: Rate { burst: 30, interval_ms: 1_440 },
    // What a reader is warned of is one of the network's own kinds; words of ours are not shown.
    settings: &[Setting { name: "label", required: false, choices: &["graphic-media", "nudity", "sexual", "porn"] }],
    proof: Proof::Server,
    ..plain(Network::Bluesky, "bluesky", "Bluesky", text(Counting::Graphemes, 300, false))
};

pub(super) const MASTODON: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 1,
        video_bytes_max: 99 * MB,
        video_ms_max: 60 * MINUTE_MS,
        image_side_max: 4_096,
        ..media(4, 16 * MB, 1_500)
    },
    thread_max: 25,
    first_comment: true,
    poll: Some(PollRule { options_max: 4, option_max: 50, seconds_min: 300, seconds_max: 30 * DAY_S, multiple: true }),
    warning: true,
    visibilities: FEDIVERSE,
    language: true,
    counts: true,
    history: true,
    finds_accounts: true,
    guarantee: Guarantee::Key,
    // 300 calls in five minutes.
    rate: Rate { burst: 30, interval_ms: 1_000 },
    ..plain(Network::Mastodon, "mastodon", "Mastodon", text(Counting::Mastodon, 500, false))
};

pub(super) const WORDPRESS: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 200, true)),
    article: true,
    media: media(20, 50 * MB, 1_000),
    history: true,
    // An article is made public by the id of a draft that carries our key.
    guarantee: Guarantee::ChosenId,
    rate: Rate { burst: 10, interval_ms: 1_000 },
    settings: &[
        Setting { name: "categories", required: false, choices: &[] },
        Setting { name: "tags", required: false, choices: &[] },
        Setting { name: "slug", required: false, choices: &[] },
        Setting { name: "excerpt", required: false, choices: &[] },
        Setting { name: "kind", required: false, choices: &["post", "page"] },
        Setting { name: "status", required: false, choices: &["publish", "pending", "draft", "private"] },
        Setting { name: "date", required: false, choices: &[] },
    ],
    proof: Proof::Server,
    ..plain(Network::Wordpress, "wordpress", "WordPress", text(Counting::Characters, 1_000_000, true))
};

pub(super) const GHOST: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 255, true)),
    article: true,
    media: media(20, 50 * MB, 191),
    history: true,
    rate: Rate { burst: 10, interval_ms: 1_000 },
    settings: &[
        Setting { name: "tags", required: false, choices: &[] },
        Setting { name: "slug", required: false, choices: &[] },
        Setting { name: "excerpt", required: false, choices: &[] },
        Setting { name: "canonical", required: false, choices: &[] },
        Setting { name: "kind", required: false, choices: &["post", "page"] },
        Setting { name: "status", required: false, choices: &["publish", "draft"] },
        Setting { name: "date", required: false, choices: &[] },
        Setting { name: "newsletter", required: false, choices: &[] },
    ],
    // As on WordPress.
    guarantee: Guarantee::ChosenId,
    proof: Proof::Server,
    version: Some(Version { name: "v6.0", sunset: None }),
    ..plain(Network::Ghost, "ghost", "Ghost", text(Counting::Characters, 1_000_000, true))
};

pub(super) const DISCOURSE: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 255, true)),
    media: media(10, 4 * MB, 500),
    first_comment: true,
    counts: true,
    history: true,
    // 60 calls a minute for an administrator's key.
    rate: Rate { burst: 10, interval_ms: 2_000 },
    settings: &[
        Setting { name: "category", required: false, choices: &[] },
        Setting { name: "tags", required: false, choices: &[] },
    ],
    ..plain(Network::Discourse, "discourse", "Discourse", text(Counting::Characters, 32_000, true))
};

pub(super) const NODEBB: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 255, true)),
    media: media(10, 2 * MB, 500),
    first_comment: true,
    counts: true,
    history: true,
    rate: Rate { burst: 5, interval_ms: 10_000 },
    settings: &[
        Setting { name: "category", required: true, choices: &[] },
        Setting { name: "tags", required: false, choices: &[] },
    ],
    ..plain(Network::Nodebb, "nodebb", "NodeBB", text(Counting::Characters, 32_767, true))
};

pub(super) const LEMMY: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 200, true)),
    media: media(1, 10 * MB, 1_500),
    first_comment: true,
    language: true,
    counts: true,
    history: true,
    rate: Rate { burst: 6, interval_ms: 100_000 },
    settings: &[Setting { name: "community", required: true, choices: &[] }],
    ..plain(Network::Lemmy, "lemmy", "Lemmy", text(Counting::Characters, 10_000, false))
};

pub(super) const MATRIX: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 1,
        video_bytes_max: 50 * MB,
        video_ms_max: 60 * MINUTE_MS,
        mixed: true,
        ..media(10, 50 * MB, 1_000)
    },
    thread_max: 25,
    first_comment: true,
    history: true,
    guarantee: Guarantee::Key,
    rate: Rate { burst: 10, interval_ms: 1_000 },
    proof: Proof::Server,
    // An event is at most 65,536 bytes with its frame; a formatted body stands beside the plain one.
    ..plain(
        Network::Matrix,
        "matrix",
        "Matrix",
        TextRule { counting: Counting::Characters, max: 20_000, bytes_max: Some(28_000), required: false },
    )
};

pub(super) const TELEGRAM: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 10,
        video_bytes_max: 50 * MB,
        video_ms_max: 60 * MINUTE_MS,
        mixed: true,
        image_side_max: 2_560,
        ..media(10, 10 * MB, 0)
    },
    caption_max: Some(1_024),
    poll: Some(PollRule { options_max: 10, option_max: 100, seconds_min: 5, seconds_max: 600, multiple: true }),
    // Twenty messages a minute to one group.
    rate: Rate { burst: 3, interval_ms: 3_000 },
    application_rate: Some(Rate { burst: 30, interval_ms: 34 }),
    ..plain(Network::Telegram, "telegram", "Telegram", text(Counting::Utf16, 4_096, false))
};

pub(super) const DISCORD: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 10,
        video_bytes_max: 10 * MB,
        video_ms_max: 60 * MINUTE_MS,
        mixed: true,
        ..media(10, 10 * MB, 1_024)
    },
    poll: Some(PollRule { options_max: 10, option_max: 55, seconds_min: HOUR_S, seconds_max: 32 * DAY_S, multiple: true }),
    // Thirty a minute for one webhook.
    rate: Rate { burst: 5, interval_ms: 2_000 },
    ..plain(Network::Discord, "discord", "Discord", text(Counting::Characters, 2_000, false))
};

pub(super) const SLACK: Capabilities = Capabilities {
    media: MediaRule {
        videos_max: 10,
        video_bytes_max: 500 * MB,
        video_ms_max: 60 * MINUTE_MS,
        mixed: true,
        ..media(10, 100 * MB, 1_000)
    },
    thread_max: 25,
    first_comment: true,
    history: true,
    rate: Rate { burst: 1, interval_ms: 1_000 },
    ..plain(Network::Slack, "slack", "Slack", text(Counting::Characters, 40_000, false))
};

pub(super) const MAIL: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 200, true)),
    article: true,
    media: media(20, 5 * MB, 1_000),
    readers: true,
    edit: false,
    delete: false,
    rate: Rate { burst: 1, interval_ms: 1_000 },
    proof: Proof::Server,
    ..plain(Network::Mail, "mail", "E-mail", text(Counting::Characters, 500_000, true))
};

pub(super) const WEBHOOK: Capabilities = Capabilities {
    title: Some(text(Counting::Characters, 500, false)),
    media: media(20, 50 * MB, 10_000),
    edit: false,
    delete: false,
    guarantee: Guarantee::Key,
    rate: Rate { burst: 10, interval_ms: 1_000 },
    proof: Proof::Server,
    ..plain(Network::Webhook, "webhook", "Webhook", text(Counting::Characters, 1_000_000, false))
};
