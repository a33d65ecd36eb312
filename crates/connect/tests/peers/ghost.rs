//! Ghost.

use domain::{delivery::Sight, network::Network, post::Variant};

use super::{Peer, key, now, picture, sending, shown};

const NAME: &str = "GHOST";

fn article(settings: &[(&str, &str)], variant: Variant) -> Variant {
    let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Variant { title: "Premières neiges".to_owned(), settings, ..variant }
}

#[tokio::test]
async fn an_article_is_published_once_with_its_pictures_then_edited_and_taken_away() {
    let Some(peer) = Peer::of(NAME, Network::Ghost).await else { return };
    let files = [picture(), picture()];
    let chosen = [
        ("tags", "Neige, Coulisses"),
        ("excerpt", "Le col est blanc."),
        ("slug", "neiges"),
        ("canonical", "https://brand.example/neiges"),
    ];
    let variant = article(&chosen, shown("## Au col\n\nIl **neige**.\n\n![](media:2)", &files));
    let key = key("gh");
    let said = sending(&variant, &files, &key);
    let remote = peer.once(&said).await;
    assert!(remote.address.ends_with("/neiges/"), "{remote:?}");
    let page = peer.page(&remote.address).await;
    for part in
        ["Au col</h2>", "<strong>neige</strong>", "Une veste sous la neige", "https://brand.example/neiges", "Le col est blanc."]
    {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let edited = article(&chosen, shown("Il ne neige plus.", &[]));
    let version = peer.adapter().version(&peer.to(), &remote).await.unwrap();
    assert_eq!(peer.adapter().version(&peer.to(), &remote).await.unwrap(), version);
    let again = peer.adapter().edit(&peer.to(), &remote, &sending(&edited, &[], &key)).await.unwrap();
    assert_eq!(again.id, remote.id);
    assert_ne!(peer.adapter().version(&peer.to(), &remote).await.unwrap(), version);
    let history = peer.adapter().history(&peer.to(), now() - jiff::SignedDuration::from_mins(5)).await.unwrap();
    let ours = history.iter().find(|said| said.remote.id == remote.id).unwrap();
    assert!(ours.text.contains("Premières neiges") && ours.text.contains("Il ne neige plus."), "{ours:?}");
    peer.delete(&remote).await;
    assert_eq!(peer.adapter().find(&peer.to(), &said).await, Sight::NotFound);
}

#[tokio::test]
async fn a_draft_is_gone_on_with_and_one_for_later_is_not_shown() {
    let Some(peer) = Peer::of(NAME, Network::Ghost).await else { return };
    let draft_key = key("ghdraft");
    let draft = article(&[("status", "draft")], shown("Un brouillon.", &[]));
    let left = peer.published(&sending(&draft, &[], &draft_key)).await;
    let variant = article(&[], shown("Un brouillon.", &[]));
    let said = sending(&variant, &[], &draft_key);
    assert_eq!(peer.adapter().find(&peer.to(), &said).await, Sight::NotFound);
    assert_eq!(peer.published(&said).await.id, left.id);

    let later_key = key("ghlater");
    let later = (now() + jiff::SignedDuration::from_hours(48)).to_string();
    let planned = article(&[("date", &later)], shown("Pour plus tard.", &[]));
    let remote = peer.once(&sending(&planned, &[], &later_key)).await;
    assert!(!peer.page(&format!("{}/rss/", peer.told("server"))).await.contains("Pour plus tard."));
    peer.delete(&remote).await;

    let page_key = key("ghpage");
    let page = article(&[("kind", "page")], shown("Qui nous sommes.", &[]));
    let remote = peer.once(&sending(&page, &[], &page_key)).await;
    peer.delete(&remote).await;
}

#[tokio::test]
async fn a_wrong_key_is_told() {
    let Some(peer) = Peer::of(NAME, Network::Ghost).await else { return };
    let (variant, key) = (article(&[], shown("x", &[])), key("ghno"));
    let wrong = "0123456789abcdef01234567:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    peer.refuses("key", wrong, &sending(&variant, &[], &key)).await;
}
