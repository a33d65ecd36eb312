//! What is written once and used again, and what a text becomes on its way: snippets, signatures, the place of addresses, crops, accounts.

use std::collections::BTreeMap;

use app::{
    Refusal,
    publish::{asset_add::NewAsset, post_save::PostDraft, snippet_save::SnippetForm},
};
use domain::{
    Hat,
    document::Author,
    post::{LinkPlace, Medium, Part, Variant},
    snippet::Kind,
};
use media::{Format, Picture};
use store::Id;
use testkit::{FakeNetwork, Keys, TestApp, photograph, said};

use crate::leaving::{channel, draft, only, planned, settle, texts};

fn form(kind: Kind, name: &str, text: &str) -> SnippetForm {
    SnippetForm { kind, name: name.to_owned(), text: text.to_owned(), channels: Vec::new(), always: false }
}

#[tokio::test]
async fn snippets_are_kept_changed_and_taken_away() {
    TestApp::each(|t| async move {
        let (app, actor) = (&t.app, &t.actor());
        let id = app.add_snippet(actor, &form(Kind::Hashtags, "Hiver", "neige, #Hiver #neige")).await.unwrap();
        let kept = t.reader().snippet(id).await.unwrap().unwrap();
        assert_eq!((kept.kind.as_str(), kept.text.as_str(), kept.changed_by), ("hashtags", "#neige #Hiver", actor.user));
        let twice = app.add_snippet(actor, &form(Kind::Template, "Hiver", "Bonjour")).await;
        assert!(matches!(twice, Err(Refusal::Taken(_))), "{twice:?}");
        for (kind, text, why) in [
            (Kind::Template, " ", "empty"),
            (Kind::Hashtags, "fra-îche", "not_hashtags"),
            (Kind::Signature, &"x".repeat(5_001), "too_long"),
        ] {
            let wrong = app.add_snippet(actor, &form(kind, "Autre", text)).await;
            assert!(matches!(&wrong, Err(Refusal::Invalid { field: "snippet", why: said }) if *said == why), "{wrong:?}");
        }
        app.change_snippet(actor, id, &SnippetForm { always: true, ..form(Kind::Template, "Début", "{date} :") }).await.unwrap();
        let kept = t.reader().snippet(id).await.unwrap().unwrap();
        assert_eq!((kept.name.as_str(), kept.always), ("Début", false), "a template stands under nothing");
        let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let refused = app.remove_snippet(&t.actor_with(analyst, &[Hat::Analyst]), id).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))), "{refused:?}");
        app.remove_snippet(actor, id).await.unwrap();
        assert!(matches!(app.remove_snippet(actor, id).await, Err(Refusal::NoSuch(_))));
        assert!(t.reader().snippets().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_judged_is_what_leaves_with_its_signature_and_its_addresses_in_place() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let (app, actor) = (&t.app, &t.actor());
        app.add_snippet(actor, &SnippetForm { always: true, ..form(Kind::Signature, "Tous", "— Solenne") }).await.unwrap();
        let own = SnippetForm { always: true, channels: vec![two], ..form(Kind::Signature, "Deux", "— L’atelier") };
        app.add_snippet(actor, &own).await.unwrap();
        app.set_link_place(actor, one, LinkPlace::End).await.unwrap();
        app.set_link_place(actor, two, LinkPlace::Comment).await.unwrap();
        let text = "Première neige https://solenne.example/neige, enfin !";
        let post = planned(&t, &draft(text, &[one, two], t.now())).await;
        settle(&t).await;
        let mut told = texts(&network);
        told.sort();
        let expected = [
            "Première neige, enfin !\n\nhttps://solenne.example/neige\n\n— Solenne",
            "Première neige, enfin !\n\n— L’atelier",
            "https://solenne.example/neige",
        ];
        let mut expected = expected.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(told, expected);
        // The post itself stays as it was written.
        assert_eq!(app.post_draft(actor, post).await.unwrap().unwrap().1.content.text, text);
        // A text that fits without its signature, and not with it, is judged with it; it can leave without.
        let long = draft(&"x".repeat(495), &[one], t.now());
        let judged = app.judge_post(actor, &long, None).await.unwrap();
        assert_eq!(judged[0].1[0].code, "text_too_long");
        let unsigned = PostDraft { content: Variant { unsigned: true, ..long.content.clone() }, ..long };
        let judged = app.judge_post(actor, &unsigned, None).await.unwrap();
        assert!(judged[0].1.iter().all(|problem| problem.code != "text_too_long"), "{judged:?}");
    })
    .await;
}

#[tokio::test]
async fn a_part_leaves_with_its_own_picture_cropped_as_it_was_drawn() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        let new = NewAsset { name: "Crête.jpg".to_owned(), bytes: photograph(800, 600, 3), ..NewAsset::default() };
        let asset = t.app.add_asset(&t.actor(), new).await.unwrap().id;
        // More than the picture is asked for: it is pushed back into it.
        let medium =
            Medium { asset: asset.get(), alt: "Une crête".to_owned(), crop: Some([900, 0, 500, 1_000]), ..Medium::default() };
        let part = Part { text: "Et la crête".to_owned(), media: vec![medium] };
        let content = Variant { text: "Première neige".to_owned(), thread: vec![part], ..Variant::default() };
        let channels = BTreeMap::from([(one, None)]);
        let draft = PostDraft { content, channels, due_at: Some(t.now()), ..PostDraft::default() };
        let post = planned(&t, &draft).await;
        settle(&t).await;
        assert_eq!(only(&t, post).await.state, "published");
        assert_eq!(texts(&network), ["Première neige", "Et la crête"]);
        let kept = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap().1;
        assert_eq!(kept.content.thread[0].media[0].crop, Some([500, 0, 500, 1_000]));
        let file = &network.files()[0];
        let at = file.windows(3).position(|three| three == [0xFF, 0xD8, 0xFF]).expect("a JPEG in the form");
        assert_eq!(Picture::open(&file[at..], Format::Jpeg).unwrap().size(), (400, 600));
        // In small it is shown as it leaves.
        let asset = t.reader().asset(asset).await.unwrap().unwrap();
        let small = t.app.asset_thumbnail(&t.actor(), &asset, Some([500, 0, 500, 1_000])).await.unwrap().unwrap();
        assert_eq!(Picture::open(&small.bytes, Format::Jpeg).unwrap().size(), (320, 480));
    })
    .await;
}

#[tokio::test]
async fn whoever_was_met_and_whomever_the_network_knows_can_be_mentioned() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        t.topic("Neige", "neige").await;
        let source = t.source("https://site.example/feed").await;
        let by = |n: u32, name: &str, address: &str| domain::document::Document {
            author: Some(Author { name: name.to_owned(), address: Some(address.to_owned()) }),
            ..said(&format!("https://site.example/{n}"), "Neige", "La neige est là.", t.now())
        };
        let met = vec![by(1, "Léa Neige", "https://mastodon.example/@lea"), by(2, "Léa D.", "https://lea.example/about")];
        t.app.ingest(&t.actor(), &source, met).await.unwrap();
        let found = t.app.find_accounts(&t.actor(), &[one], "@Lea").await.unwrap();
        let handles: Vec<(&str, bool)> = found.iter().map(|one| (one.handle.as_str(), one.is_met)).collect();
        assert_eq!(handles, [("@lea@mastodon.example", true), ("@lea@127.0.0.1", false)]);
        // Asked too often, the network is left in peace and what is known is given.
        for _ in 0..12 {
            t.app.find_accounts(&t.actor(), &[one], "lea").await.unwrap();
        }
        assert_eq!(t.app.find_accounts(&t.actor(), &[one], "lea").await.unwrap().len(), 1);
        t.wait(60);
        assert_eq!(t.app.find_accounts(&t.actor(), &[one], "lea").await.unwrap().len(), 2);
        assert!(t.app.find_accounts(&t.actor(), &[Id::new(99)], "lea").await.unwrap().is_empty());
        assert!(t.app.find_accounts(&t.actor(), &[one], "100%").await.unwrap().iter().all(|one| !one.is_met));
    })
    .await;
}
