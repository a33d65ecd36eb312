//! Words that spam is made of, in English and French, by what they do.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rude::cue::{Straight, hash};

/// What the words do is the place of their line, from 1.
const CALLS: [&str; 15] = [
    // Look there.
    "check checkout visit click watch look see go view cliquez clique cliquer regardez regarde visitez visite voir voyez allez jetez oeil coup",
    // Join us.
    "subscribe sub subs subscribing subscriber subscribers follow join register sign abonne abonnez abonner abonnes suivez suis inscrivez inscris rejoignez rejoins",
    // One's own.
    "my our mine notre nos mon ma mes",
    // What one shows.
    "channel channels page site website blog profile account link video videos vid cover covers remix mixtape song music chaine chaines lien liens profil compte bio musique clip",
    // Please.
    "please plz pls plzz help support share vote give svp stp merci partagez partager partage votez aidez soutenez",
    // Gifts.
    "free win winner won prize cash reward gift bonus claim offer offers discount sale deal gratuit gratuite gratuitement gagner gagnez gagne cadeau cadeaux prime promo promotion offre reduction soldes concours",
    // Money.
    "money dollars pounds euros earn earning income paid pay rich bitcoin crypto invest investment trading profit loan credit argent revenus revenu salaire investir investissement pret placement rembourse million",
    // Contact.
    "call text txt sms reply send whatsapp telegram contact dm email mail phone mobile appelez appelle rappel envoyez envoyer contactez contacter telephone numero mp",
    // Press.
    "now urgent today quick limited hurry immediately instantly maintenant vite urgent profitez immediatement aujourd rapide",
    // Likes.
    "like likes thumbs thumb comment comments views view fans fan pouce likez commentez vues",
    // Upstarts.
    "upcoming unsigned rapper singer artist artists band newest upload uploaded uploading new started talent musician amateur rappeur chanteur artiste nouveau nouvelle",
    // The reader.
    "you your u ur yours yourself guys everyone everybody people vous votre vos tu te ton ta tes tous",
    // Shops.
    "buy order shop store product products delivery price cheap website brand acheter achetez commande commander boutique produit livraison prix pas cher",
    // Lewd.
    "sex sexy girls dating hot xxx adult cam nude single rencontre rencontres coquine celibataires",
    // Chains of letters.
    "copy paste pass die died girl midnight tonight bed kissed love curse unless forward copier coller envoie malchance",
];

static TABLE: LazyLock<HashMap<u32, u8, Straight>> = LazyLock::new(|| {
    let mut table = HashMap::default();
    for (number, words) in (1..).zip(CALLS) {
        for word in words.split(' ') {
            table.entry(hash(word)).or_insert(number);
        }
    }
    table
});

/// The number of what a word does, by its hash; 0 for none.
pub(super) fn of(key: u32) -> u8 {
    TABLE.get(&key).copied().unwrap_or(0)
}
