//! WordPress as Debian has it.

use domain::{
    delivery::{Outcome, Sight},
    network::Network,
    post::Variant,
};

use super::{Peer, key, now, picture, sending, shown};

const NAME: &str = "WORDPRESS";

fn article(settings: &[(&str, &str)], variant: Variant) -> Variant {
    let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Variant { title: "Premières neiges".to_owned(), settings, ..variant }
}

#[tokio::test]
async fn an_article_is_published_once_with_its_pictures_then_edited_and_taken_away() {
    let Some(peer) = Peer::of(NAME, Network::Wordpress).await else { return };
    let files = [picture(), picture()];
    let chosen =
        [("categories", "Coulisses"), ("tags", "neige, Hiver & glace"), ("excerpt", "Le col est blanc."), ("slug", "neiges")];
    let variant =
        article(&chosen, shown("## Au col\n\nIl **neige**.\n\n![](media:2)\n\n| a | b |\n|---|---|\n| 1 | 2 |", &files));
    let key = key("wp");
    let said = sending(&variant, &files, &key);
    let remote = peer.once(&said).await;
    let page = peer.page(&remote.address).await;
    for part in ["<h2>Au col</h2>", "<strong>neige</strong>", "<table>", "alt=\"Une veste sous la neige\"", "Coulisses"] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    // The same bytes of one step are one file of the library.
    let library = peer.page(&format!("{}/?rest_route=/wp/v2/media&search=parvis", peer.told("server"))).await;
    let library: serde_json::Value = serde_json::from_str(&library).unwrap();
    let ours: Vec<_> =
        library.as_array().unwrap().iter().filter(|medium| medium["slug"].as_str().unwrap().contains(&key)).collect();
    assert!(ours.len() <= 1, "{ours:?}");

    let edited = article(&chosen, shown("Il ne neige plus.", &[]));
    let version = peer.adapter().version(&peer.to(), &remote).await.unwrap();
    assert_eq!(peer.adapter().version(&peer.to(), &remote).await.unwrap(), version);
    let again = peer.adapter().edit(&peer.to(), &remote, &sending(&edited, &[], &key)).await.unwrap();
    assert_eq!(again, remote);
    assert!(peer.page(&remote.address).await.contains("Il ne neige plus."));

    assert_ne!(peer.adapter().version(&peer.to(), &remote).await.unwrap(), version);
    let history = peer.adapter().history(&peer.to(), now() - jiff::SignedDuration::from_mins(5)).await.unwrap();
    let ours = history.iter().find(|said| said.remote.id == remote.id).unwrap();
    assert!(ours.text.contains("Premières neiges") && ours.text.contains("Il ne neige plus."), "{ours:?}");

    peer.delete(&remote).await;
    assert_eq!(peer.adapter().find(&peer.to(), &said).await, Sight::NotFound);
}

#[tokio::test]
async fn an_article_that_was_left_as_a_draft_is_gone_on_with() {
    let Some(peer) = Peer::of(NAME, Network::Wordpress).await else { return };
    let key = key("wpdraft");
    // What a try leaves that died between its two calls.
    let draft = article(&[("status", "draft")], shown("Un brouillon.", &[]));
    let left = peer.published(&sending(&draft, &[], &key)).await;
    let variant = article(&[], shown("Un brouillon.", &[]));
    let said = sending(&variant, &[], &key);
    assert_eq!(peer.adapter().find(&peer.to(), &said).await, Sight::NotFound);
    let remote = peer.published(&said).await;
    assert_eq!(remote.id, left.id);
    assert_eq!(peer.found(&said).await, remote);
}

#[tokio::test]
async fn pages_private_articles_and_ones_for_later_are_told_apart() {
    let Some(peer) = Peer::of(NAME, Network::Wordpress).await else { return };
    let page_key = key("wppage");
    let page = article(&[("kind", "page"), ("slug", "mentions")], shown("Qui nous sommes.", &[]));
    let page_said = sending(&page, &[], &page_key);
    let remote = peer.once(&page_said).await;
    assert!(peer.page(&remote.address).await.contains("Qui nous sommes."));
    peer.delete(&remote).await;

    let later = (now() + jiff::SignedDuration::from_hours(48)).to_string();
    let later_key = key("wplater");
    let planned = article(&[("date", &later)], shown("Pour plus tard.", &[]));
    let planned_said = sending(&planned, &[], &later_key);
    let remote = peer.once(&planned_said).await;
    let listed = peer.page(&format!("{}/?rest_route=/wp/v2/posts", peer.told("server"))).await;
    assert!(!listed.contains("Pour plus tard."), "{listed}");
    peer.delete(&remote).await;
}

#[tokio::test]
async fn what_the_site_refuses_is_told_by_whose_matter_it_is() {
    let Some(peer) = Peer::of(NAME, Network::Wordpress).await else { return };
    let key = key("wpno");
    let wrong = article(&[("categories", "Rien de tel")], shown("x", &[]));
    let outcome = peer.adapter().publish(&peer.to(), &sending(&wrong, &[], &key)).await;
    assert!(matches!(&outcome, Outcome::Rejected { said, .. } if said.contains("Rien de tel")), "{outcome:?}");
    let mut file = picture();
    (file.name, file.mime, file.bytes) = ("neige.xyz".to_owned(), "application/x-neige".to_owned(), b"no picture".to_vec());
    let files = [file];
    let strange = article(&[], shown("x", &files));
    let outcome = peer.adapter().publish(&peer.to(), &sending(&strange, &files, &key)).await;
    assert!(matches!(outcome, Outcome::Rejected { class: domain::delivery::Class::Content, .. }), "{outcome:?}");
    let variant = article(&[], shown("x", &[]));
    peer.refuses("password", "wrong", &sending(&variant, &[], &key)).await;
}
