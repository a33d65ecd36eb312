//! What each network can do, from its documentation as read in November 2026. Limits that a server tells stand above these.

mod own;
mod rented;

use super::{Capabilities, Counting, Guarantee, MediaRule, Network, Proof, Rate, TextRule};
use crate::post::Visibility;

const MB: u64 = 1_000_000;
const MINUTE_MS: u64 = 60_000;
const HOUR_S: u64 = 3_600;
const DAY_S: u64 = 86_400;

const fn text(counting: Counting, max: u32, required: bool) -> TextRule {
    TextRule { counting, max, bytes_max: None, required }
}

/// A rule under which a post may be without media and may have so many images or one video.
const fn media(images_max: u32, image_bytes_max: u64, alt_max: u32) -> MediaRule {
    MediaRule {
        required: false,
        images_max,
        videos_max: 0,
        mixed: false,
        image_bytes_max,
        image_side_max: 2_048,
        video_bytes_max: 0,
        video_ms_max: 0,
        image_formats: &["jpeg", "png", "webp", "gif"],
        aspect: (0, 0),
        alt_max,
    }
}

const NO_MEDIA: MediaRule = media(0, 0, 0);

/// A text, and nothing but the text: what the others are told apart by.
const fn plain(network: Network, name: &'static str, label: &'static str, rule: TextRule) -> Capabilities {
    Capabilities {
        network,
        name,
        label,
        text: rule,
        caption_max: None,
        title: None,
        article: false,
        media: NO_MEDIA,
        thread_max: 0,
        first_comment: false,
        poll: None,
        warning: false,
        visibilities: &[],
        language: false,
        readers: false,
        edit: true,
        delete: true,
        counts: false,
        history: false,
        finds_accounts: false,
        guarantee: Guarantee::Nothing,
        tags_max: None,
        mentions_max: None,
        pulls_media: false,
        version: None,
        costs: &[],
        quota: None,
        rate: Rate { burst: 5, interval_ms: 10_000 },
        application_rate: None,
        settings: &[],
        proof: Proof::Contract,
    }
}

const FEDIVERSE: &[Visibility] = &[Visibility::Public, Visibility::Unlisted, Visibility::Followers];

pub(super) const fn of(network: Network) -> &'static Capabilities {
    match network {
        Network::Bluesky => &own::BLUESKY,
        Network::Mastodon => &own::MASTODON,
        Network::Wordpress => &own::WORDPRESS,
        Network::Ghost => &own::GHOST,
        Network::Discourse => &own::DISCOURSE,
        Network::Nodebb => &own::NODEBB,
        Network::Lemmy => &own::LEMMY,
        Network::Matrix => &own::MATRIX,
        Network::Telegram => &own::TELEGRAM,
        Network::Discord => &own::DISCORD,
        Network::Slack => &own::SLACK,
        Network::Mail => &own::MAIL,
        Network::Webhook => &own::WEBHOOK,
        Network::Facebook => &rented::FACEBOOK,
        Network::Instagram => &rented::INSTAGRAM,
        Network::Threads => &rented::THREADS,
        Network::Linkedin => &rented::LINKEDIN,
        Network::X => &rented::X,
        Network::Youtube => &rented::YOUTUBE,
        Network::Tiktok => &rented::TIKTOK,
        Network::Pinterest => &rented::PINTEREST,
        Network::Reddit => &rented::REDDIT,
        Network::Flickr => &rented::FLICKR,
    }
}
