//! Words that name nothing, small letters without accents: articles, pronouns, auxiliaries, adverbs of degree, greetings.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::rude::cue::{Straight, hash};

const ENGLISH: &str = "a about above after again against ago all almost along already also although always am an and another any anybody anymore anyone anything anyway are arent around as at away back be became because been before \
    behind being below between both bit but by came can cannot cant come comes coming could couldnt did didnt do does doesnt doing done dont down during each either else end enough even ever every everybody everyone everything except far few first for from \
    further gave get gets getting give gives go goes going gone gonna good got great had hadnt half has hasnt have havent having he hell her here heres hers herself hes hi hello hey him himself his how however i id if ill im in indeed instead into is isnt it its itself ive \
    just keep keeps kind know last later least less let lets like likely little long look looks lot lots made make makes many may maybe me mean might mine more most mostly much must my myself near need needs never next nice no nobody none nor not nothing now nowhere of off often oh ok okay on once one \
    ones only onto or other others our ours ourselves out over own part people per perhaps please pls put quite rather really right said same say says second see seem seems seen several shall she shes should shouldnt since so some somebody someone something sometimes soon still such sure take takes \
    than thank thanks that thats the their theirs them themselves then there theres these they theyre thing things think this those though thought three through thus time to today together told tomorrow too took toward tried try trying two u under until up upon ur us use used using usually very via want wanted wants \
    was wasnt way we well went were werent what whatever whats when where whether which while who whole whom whose why will with within without wont would wouldnt yes yesterday yet you youre your yours yourself youve lol omg rt amp";

const FRENCH: &str = "a afin ah ai aie ailleurs ainsi alors apres as assez au aucun aucune aujourd aupres auquel aura aurai aurait aussi aussitot autant autre autres aux avaient avais avait avant avec avez avoir avons ayant bah bcp beaucoup bien bientot bof bon bonjour bonsoir bref c ca car ce ceci cela celle celles celui cent \
    cependant certain certaine certaines certains ces cet cette ceux chacun chaque chez ci cinq comme comment contre d dans de dedans dehors deja depuis derriere des desormais desquels dessous dessus deux devant devez devoir devrait dire dis dit dix doit doivent donc dont du duquel durant e elle elles en encore \
    enfin ensuite entre envers environ es est et etaient etais etait etant ete etes etre eu eux eut faire fais fait faites faut fera fois font furent fut genre grace grand grande h hein hier hors hui ici il ils j jamais je jusqu jusque juste l la laquelle le lequel les lesquelles lesquels leur leurs loin lol \
    lors lorsqu lorsque lui m ma maintenant mais mal malgre mdr me meme memes merci mes mettre mieux mis moi moins mon n ne neuf ni non nos notre notamment nous nouveau on ont ou oui par parce parfois parmi partout pas pendant peu peut peuvent peux pire plein plus plusieurs plutot pour pourquoi pourrait pouvez pouvoir pres presque ptdr pu puis \
    puisque qu quand quant quatre que quel quelle quelles quelqu quelque quelquefois quelques quels qui quoi quoique rien rt s sa sais sans sauf se selon sept sera serai serait ses seul seule seulement si sinon six soi soient sois soit sommes son sont sous souvent suis sur surtout t ta tandis tant te tel telle tellement tels tes toi ton \
    toujours tous tout toute toutefois toutes tres trois trop tu un une va vais vas vers veut veux via viens vient voici voila voir vois vont vos votre vous vraiment vu y svp stp";

static STOPS: LazyLock<[HashSet<u32, Straight>; 2]> =
    LazyLock::new(|| [ENGLISH, FRENCH].map(|words| words.split_whitespace().map(hash).collect()));

/// Whether a word, by its hash, names nothing in a language.
pub(super) fn is_stop(key: u32, language: &str) -> bool {
    match language {
        "en" => STOPS[0].contains(&key),
        "fr" => STOPS[1].contains(&key),
        _ => STOPS.iter().any(|stops| stops.contains(&key)),
    }
}
