//! A mail server that keeps what it is given.

use std::fs;

use domain::{network::Network, post::Variant};

use super::{Peer, key, picture, sending, shown};

const NAME: &str = "MAIL";

#[tokio::test]
async fn each_reader_gets_one_letter_with_its_picture_and_a_way_out() {
    let Some(peer) = Peer::of(NAME, Network::Mail).await else { return };
    let files = [picture()];
    let said = shown("## Au col\n\nIl **neige**.\n\n![](media:1)", &files);
    let variant = Variant { title: "Premières neiges".to_owned(), language: "fr".to_owned(), ..said };
    let key = key("ml");
    let remote = peer.published(&sending(&variant, &files, &key)).await;
    let box_folder = std::path::Path::new(peer.told("box")).join("new");
    // Lines are broken where mail wants them broken.
    let read = |file: std::io::Result<fs::DirEntry>| fs::read_to_string(file.unwrap().path()).unwrap().replace("=\n", "");
    let letters: Vec<String> = fs::read_dir(box_folder).unwrap().map(read).collect();
    let ours: Vec<_> = letters.iter().filter(|letter| letter.contains(&key)).collect();
    assert_eq!(ours.len(), 2, "{letters:#?}");
    for reader in ["zoe", "max"] {
        let way_out = format!("List-Unsubscribe: <https://brand.example/stop?who={reader}%40reader%2Eexample>");
        assert_eq!(ours.iter().filter(|letter| letter.contains(&way_out)).count(), 1, "{ours:#?}");
    }
    for part in ["List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Content-Type: image/png", "<h2>Au col</h2>", "text/plain"]
    {
        assert!(ours.iter().all(|letter| letter.contains(part)), "{part} is not in {ours:#?}");
    }
    assert!(ours.iter().any(|letter| letter.contains(&format!("Message-ID: <{}>", remote.id))));
}
