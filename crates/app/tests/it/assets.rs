//! The library: what is taken and what is not, what leaves, what keeps it from leaving.

use std::collections::BTreeMap;

use app::{
    App, Config, Refusal, Vault,
    publish::{
        asset_add::{Added, NewAsset},
        asset_change::AssetForm,
        post_save::{PostDraft, Saved},
    },
};
use connect::fetch::{Client, FetchPolicy};
use domain::{
    Hat,
    post::{Medium, Variant},
};
use media::{Format, Wish};
use store::{
    Id,
    asset::{Asset, AssetFilter},
    channel::Channel,
    post::Post,
};
use testkit::{FakeNetwork, Keys, LIBRARY_BYTES_MAX, PLACE, TestApp, film, photograph, png_bomb};

use crate::leaving::{channel, only};

async fn add(t: &TestApp, name: &str, bytes: Vec<u8>) -> Result<Added, Refusal> {
    t.app.add_asset(&t.actor(), NewAsset { name: name.to_owned(), bytes, ..NewAsset::default() }).await
}

async fn asset(t: &TestApp, id: Id<Asset>) -> Asset {
    t.reader().asset(id).await.unwrap().unwrap()
}

/// A draft that shows an asset of which it knows the id alone, or makes up the rest.
async fn begun(t: &TestApp, channel: Id<Channel>, asset: Id<Asset>, due_at: i64) -> Saved {
    let medium =
        Medium { asset: asset.get(), alt: "Une crête".to_owned(), hash: "made up".to_owned(), bytes: 1, ..Medium::default() };
    let content = Variant { text: "Première neige".to_owned(), media: vec![medium], ..Variant::default() };
    let draft = PostDraft { content, channels: BTreeMap::from([(channel, None)]), due_at: Some(due_at), ..PostDraft::default() };
    t.app.begin_post(&t.actor(), &draft).await.unwrap()
}

async fn planned(t: &TestApp, channel: Id<Channel>, asset: Id<Asset>, due_at: i64) -> Id<Post> {
    let saved = begun(t, channel, asset, due_at).await;
    t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap().id
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[tokio::test]
async fn a_picture_leaves_as_its_network_takes_it_and_without_its_place() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let original = photograph(4_400, 600, 1);
        let added = add(&t, "Crête à l’aube.jpg", original.clone()).await.unwrap();
        let kept = asset(&t, added.id).await;
        assert_eq!((kept.kind.as_str(), kept.mime.as_str(), kept.width, kept.height), ("image", "image/jpeg", 4_400, 600));
        let post = planned(&t, channel, added.id, t.now()).await;
        t.run_due_jobs().await;
        assert_eq!(only(&t, post).await.state, "published");
        let files = network.files();
        assert_eq!(files.len(), 1);
        let at = files[0].windows(3).position(|three| three == [0xFF, 0xD8, 0xFF]).expect("a JPEG in the form");
        let facts = media::Picture::open(&files[0][at..], Format::Jpeg).unwrap();
        assert!(facts.size().0 <= 4_096, "{:?}", facts.size());
        assert!(holds(&original, PLACE) && !holds(&files[0], PLACE), "nobody learns where it was taken");
        assert!(holds(&files[0], "Une crête"), "whoever does not see it is told");
        // Made once: another post takes what is there.
        let made = t.reader().renditions(&kept.hash).await.unwrap().len();
        planned(&t, channel, added.id, t.now()).await;
        t.run_due_jobs().await;
        assert_eq!((network.files().len(), t.reader().renditions(&kept.hash).await.unwrap().len()), (2, made));
        assert_eq!(network.files()[1].len(), files[0].len());
        // Asked to keep it, it is kept.
        let form = AssetForm { tells: true, ..AssetForm::of(&kept) };
        t.app.change_asset(&t.actor(), added.id, None, form).await.unwrap();
        planned(&t, channel, added.id, t.now()).await;
        t.run_due_jobs().await;
        assert!(holds(&network.files()[2], PLACE));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_told_and_not_kept() {
    TestApp::each(|t| async move {
        let photograph = photograph(400, 300, 2);
        let check = async |name: &str, bytes: Vec<u8>, expected: &str| {
            let refused = add(&t, name, bytes).await.unwrap_err();
            let Refusal::Unreadable { english, french } = refused else { panic!("{name}: {refused:?}") };
            assert!(english.contains(expected) && french.ends_with('.'), "{name}: {english}");
        };
        check("bomb.png", png_bomb(), "50000 × 50000").await;
        check("cut.jpg", photograph[..photograph.len() / 2].to_vec(), "ends too early").await;
        check("nothing.jpg", Vec::new(), "empty").await;
        check("page.jpg", b"<!DOCTYPE html><html><body>Not found".to_vec(), "web page").await;
        check("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>".to_vec(), "SVG").await;
        check("a.zip", b"PK\x03\x04 something".to_vec(), "none of JPEG").await;
        let large = vec![0; usize::try_from(LIBRARY_BYTES_MAX).unwrap() + 1];
        let refused = add(&t, "large.mp4", large).await.unwrap_err();
        assert!(matches!(refused, Refusal::Invalid { field: "files", why: "too_large" }), "{refused:?}");
        assert_eq!(t.reader().count_assets(&AssetFilter::default()).await.unwrap(), 0);
        let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let analyst = t.actor_with(analyst, &[Hat::Analyst]);
        let refused = t.app.add_asset(&analyst, NewAsset { bytes: photograph, ..NewAsset::default() }).await.unwrap_err();
        assert!(matches!(refused, Refusal::NotAllowed(_)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_name_that_lies_is_put_right_and_twins_are_found() {
    TestApp::each(|t| async move {
        let added = add(&t, "vacances.jpg", film()).await.unwrap();
        let kept = asset(&t, added.id).await;
        assert!(added.misnamed);
        assert_eq!(
            (kept.name.as_str(), kept.kind.as_str(), kept.milliseconds, kept.width),
            ("vacances.mp4", "video", 2_000, 320)
        );
        let first = add(&t, "../a/b.jpg", photograph(800, 600, 3)).await.unwrap();
        assert_eq!(asset(&t, first.id).await.name, "b.jpg", "a name is no path");
        let twin = add(&t, "again.jpg", photograph(800, 600, 3)).await.unwrap();
        assert_eq!((twin.id, twin.twin), (first.id, true));
        let smaller = add(&t, "smaller.jpg", photograph(400, 300, 3)).await.unwrap();
        assert_eq!((smaller.twin, smaller.alike), (false, vec![first.id]));
        assert_eq!(add(&t, "other.jpg", photograph(800, 600, 5)).await.unwrap().alike, []);
        let (elsewhere, _) = t.another_workspace("Brume").await;
        assert!(t.store.reader(elsewhere).asset(first.id).await.unwrap().is_none());
        assert!(t.store.reader(elsewhere).asset_of_hash(&kept.hash).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn forty_megabytes_of_animation_are_taken_and_told_where_they_do_not_fit() {
    TestApp::each(|t| async move {
        let mut bytes = b"GIF89a\x08\0\x08\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
        // One sound picture, and then as many as it takes: nothing but the first is ever decoded.
        bytes.extend([
            0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 8, 0, 8, 0, 0, 2, 7, 0x84, 0x8F, 0xA9, 0xCB, 0xED, 0x0F, 0x05, 0,
        ]);
        let frame = [&[0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 8, 0, 8, 0, 0, 2][..], &[255; 256], &[0]].concat();
        while bytes.len() < 40_000_000 {
            bytes.extend(&frame);
        }
        bytes.push(0x3B);
        let added = add(&t, "boucle.gif", bytes).await.unwrap();
        let kept = asset(&t, added.id).await;
        assert!(kept.bytes >= 40_000_000 && kept.milliseconds > 1_000_000, "{kept:?}");
        let network = FakeNetwork::start(Keys::Kept).await;
        let saved = begun(&t, channel(&t, &network, "one").await, added.id, t.now()).await;
        let refused = t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap_err();
        let Refusal::Problems { problems, .. } = refused else { panic!("{refused:?}") };
        assert!(problems.iter().any(|problem| problem.code == "animation_too_large"), "{problems:?}");
    })
    .await;
}

#[tokio::test]
async fn rights_that_end_are_warned_of_and_keep_it_from_leaving() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let added = add(&t, "crête.jpg", photograph(640, 480, 4)).await.unwrap();
        let form = AssetForm { expires_at: Some(t.now() + 60_000_000), ..AssetForm::of(&asset(&t, added.id).await) };
        t.app.change_asset(&t.actor(), added.id, None, form).await.unwrap();
        let saved = begun(&t, channel, added.id, t.now() + 120_000_000).await;
        let (_, draft) = t.app.post_draft(&t.actor(), saved.id).await.unwrap().unwrap();
        let judged = t.app.judge_post(&t.actor(), &draft, None).await.unwrap();
        let codes: Vec<&str> = judged[0].1.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["asset_expired"], "warned");
        let post = t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap().id;
        t.wait(121);
        t.run_due_jobs().await;
        let refused = only(&t, post).await;
        assert_eq!((refused.state.as_str(), refused.reason.as_str()), ("refused", "asset_expired"));
        assert!(network.files().is_empty() && network.told().is_empty(), "nothing left");
        // The right is prolonged and a person lets it go.
        let form = AssetForm { expires_at: None, ..AssetForm::of(&asset(&t, added.id).await) };
        t.app.change_asset(&t.actor(), added.id, None, form).await.unwrap();
        t.app.act_on_delivery(&t.actor(), refused.id, app::publish::delivery_act::DeliveryAct::Release).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(only(&t, post).await.state, "published");
    })
    .await;
}

#[tokio::test]
async fn what_planned_posts_need_is_not_removed_and_what_is_removed_does_not_leave() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let added = add(&t, "crête.jpg", photograph(640, 480, 6)).await.unwrap();
        let draft = begun(&t, channel, added.id, t.now()).await;
        let post = planned(&t, channel, added.id, t.now() + 60_000_000).await;
        let refused = t.app.remove_asset(&t.actor(), added.id).await.unwrap_err();
        assert!(matches!(&refused, Refusal::Held { posts } if *posts == [post.get()]), "{refused:?}");
        assert_eq!(t.reader().posts_with_asset(added.id, 10).await.unwrap().len(), 2);
        t.wait(61);
        t.run_due_jobs().await;
        assert_eq!(only(&t, post).await.state, "published");
        t.app.remove_asset(&t.actor(), added.id).await.unwrap();
        let refused = t.app.plan_post(&t.actor(), draft.id, draft.version).await.unwrap_err();
        let Refusal::Problems { problems, .. } = refused else { panic!("{refused:?}") };
        assert_eq!(problems.last().unwrap().code, "asset_gone");
        // Its bytes are forgotten a day later, unless they came again meanwhile.
        let kept = t.reader().asset(added.id).await.unwrap().unwrap();
        let place = format!("w{}/{}/{}", t.workspace, &kept.hash[..2], kept.hash);
        t.app.sweep().await.unwrap();
        assert!(t.library.shelf.get(&place, u64::MAX).await.unwrap().is_some());
        t.wait(90_000);
        t.app.sweep().await.unwrap();
        assert_eq!(t.library.shelf.get(&place, u64::MAX).await.unwrap(), None);
        assert!(t.reader().renditions(&kept.hash).await.unwrap().is_empty());
        let again = add(&t, "crête.jpg", photograph(640, 480, 6)).await.unwrap();
        assert!(!again.twin && again.id != added.id);
        t.app.sweep().await.unwrap();
        assert!(t.library.shelf.get(&place, u64::MAX).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_on_leaves_though_the_asset_is_another_now() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let (old, new) = (photograph(640, 480, 7), photograph(320, 240, 8));
        let added = add(&t, "crête.jpg", old).await.unwrap();
        let before = planned(&t, channel, added.id, t.now()).await;
        let replaced = t
            .app
            .replace_asset(&t.actor(), added.id, NewAsset { name: "neuf.jpg".to_owned(), bytes: new, ..NewAsset::default() })
            .await;
        assert_eq!(replaced.unwrap().id, added.id);
        let after = planned(&t, channel, added.id, t.now()).await;
        t.run_due_jobs().await;
        for (post, width) in [(before, "\"width\":640"), (after, "\"width\":320")] {
            let delivery = only(&t, post).await;
            assert!(delivery.state == "published" && delivery.content.contains(width), "{delivery:?}");
        }
        assert_eq!(t.reader().asset_files(added.id).await.unwrap().len(), 2);
        assert_eq!(network.files().len(), 2);
        assert_ne!(network.files()[0].len(), network.files()[1].len());
    })
    .await;
}

#[tokio::test]
async fn what_is_said_of_an_asset_is_found_and_two_do_not_write_over_one_another() {
    TestApp::each(|t| async move {
        let added = add(&t, "IMG_0042.jpg", photograph(640, 480, 9)).await.unwrap();
        let kept = asset(&t, added.id).await;
        let form = AssetForm {
            name: "Crête".to_owned(),
            alt: BTreeMap::from([("fr".to_owned(), "Une crête à l’aube".to_owned()), ("en".to_owned(), "  ".to_owned())]),
            rights_owner: "Agence Névé".to_owned(),
            rights_note: String::new(),
            expires_at: None,
            tells: false,
            folder: "Hiver".to_owned(),
            tags: vec!["#neige".to_owned(), "50%".to_owned()],
        };
        t.app.change_asset(&t.actor(), added.id, Some(kept.changed_at), form.clone()).await.unwrap();
        let refused = t.app.change_asset(&t.actor(), added.id, Some(kept.changed_at), form).await.unwrap_err();
        assert!(matches!(refused, Refusal::Changed(_)), "{refused:?}");
        let found = async |filter: AssetFilter| t.reader().assets(&filter, 10).await.unwrap().len();
        let words = |text: &str| AssetFilter { words: text.split(' ').map(query::fold).collect(), ..AssetFilter::default() };
        assert_eq!((found(words("CRETE aube")).await, found(words("neige")).await, found(words("glacier")).await), (1, 1, 0));
        assert_eq!((found(words("50%")).await, found(words("5_%")).await), (1, 0), "signs are signs");
        let tagged = |tag: &str| AssetFilter { tag: Some(tag.to_owned()), ..AssetFilter::default() };
        assert_eq!((found(tagged("neige")).await, found(tagged("nei")).await), (1, 0));
        assert_eq!(found(AssetFilter { without_alt: true, ..AssetFilter::default() }).await, 0);
        assert_eq!(
            found(AssetFilter { folder: Some("Hiver".to_owned()), kind: Some("image".to_owned()), ..AssetFilter::default() })
                .await,
            1
        );
        let kept = asset(&t, added.id).await;
        assert_eq!(
            (kept.name.as_str(), app::publish::asset_change::alt_in(&kept, "de").as_str()),
            ("Crête.jpg", "Une crête à l’aube")
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_for_networks_ends_and_cannot_be_made_up() {
    TestApp::each(|t| async move {
        let config = Config {
            public_address: "https://parvis.solenne.fr".to_owned(),
            rhythm: domain::rhythm::Bounds::default(),
            library: t.library.clone(),
        };
        let client = Client::new(&FetchPolicy::default()).unwrap();
        let app = App::new(t.store.clone(), t.clock.clone(), client, Vault::new(&[1; app::vault::KEY_BYTES]), config);
        let added = add(&t, "crête.jpg", photograph(640, 480, 10)).await.unwrap();
        let kept = asset(&t, added.id).await;
        let key = Wish::thumbnail(480).key();
        assert_eq!(t.app.public_file_address(t.workspace, &kept.hash, &key, Format::Jpeg), None, "nobody outside reaches it");
        let address = app.public_file_address(t.workspace, &kept.hash, &key, Format::Jpeg).unwrap();
        let token = address.path().strip_prefix("/files/").unwrap().to_owned();
        let opened = app.open_public_file(&token).await.unwrap().unwrap();
        assert_eq!((opened.mime.as_str(), &opened.bytes[..2]), ("image/jpeg", &[0xFF, 0xD8][..]));
        for made_up in [
            token.replacen(&t.workspace.to_string(), "999", 1),
            token.replace(&key, "1-1-1-"),
            "a.b.c.d.e.f".to_owned(),
            String::new(),
        ] {
            assert_eq!(app.open_public_file(&made_up).await.unwrap(), None, "{made_up}");
        }
        t.wait(86_400 + 1);
        assert_eq!(app.open_public_file(&token).await.unwrap(), None, "it ended");
        let fresh = app.public_file_address(t.workspace, &kept.hash, &key, Format::Jpeg).unwrap();
        t.app.remove_asset(&t.actor(), added.id).await.unwrap();
        assert_eq!(app.open_public_file(fresh.path().strip_prefix("/files/").unwrap()).await.unwrap(), None, "it was removed");
    })
    .await;
}
