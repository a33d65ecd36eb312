//! Problems as sentences that a beginner understands, in English and French.

use crate::{
    field::Field,
    problem::{Around, Language, Problem, ProblemKind},
    syntax::{BOUND_MAX, DEPTH_MAX, LEAVES_MAX, PHRASE_WORDS_MAX, QUERY_BYTES_MAX, REGEXES_MAX},
    word_regex::RegexFault,
};

impl Problem {
    /// The problem as one sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => english(&self.kind),
            Language::French => french(&self.kind),
        }
    }
}

fn names() -> String {
    Field::ALL.map(Field::name).join(", ")
}

fn english(kind: &ProblemKind) -> String {
    use ProblemKind as P;
    match kind {
        P::Empty => "There is nothing to look for: write at least one word.".into(),
        P::OnlyNegative => "This only says what must not be there: add a word that must be there.".into(),
        P::WildcardFirst(word) => format!("“{word}” begins with * or ?: write at least two letters first."),
        P::WildcardTooEarly(word) => format!("“{word}” would match too much: write at least two letters before * or ?."),
        P::WildcardInside(word) => format!("In “{word}”, * can only stand at the end: this script has no spaces between words."),
        P::StarInStretch => "* cannot stand as a word in \"…\"~: the words may be in any order there.".into(),
        P::ProximityAround(operator, around) => english_around(operator, *around),
        P::BadBound(operator, written) if written.is_empty() => {
            format!("{operator} needs a number: for instance {}.", example(operator))
        }
        P::BadBound(operator, written) => {
            format!(
                "“{written}” is no number that {operator} can use: write one from 1 to {BOUND_MAX}, for instance {}.",
                example(operator)
            )
        }
        P::UnknownField(name, nearest) => {
            format!(
                "There is no field “{name}”; did you mean “{nearest}:”? To look for the words themselves, put them in quotation marks.",
                nearest = nearest.name()
            )
        }
        P::TooDeep => format!(
            "Parentheses and operators stand more than {DEPTH_MAX} deep: split the query, for instance with [[saved queries]]."
        ),
        P::TooManyLeaves => format!("The query has more than {LEAVES_MAX} words and conditions: split it."),
        P::TooLong => format!("The query is longer than {QUERY_BYTES_MAX} bytes: split it."),
        P::TooManyWords => format!("The phrase has more than {PHRASE_WORDS_MAX} words: shorten it."),
        P::UnclosedQuote => "This quotation mark is not closed: add another one at the end of the phrase.".into(),
        P::UnclosedParenthesis => "This parenthesis is not closed: add “)”.".into(),
        P::ExtraParenthesis => "This parenthesis closes nothing: remove it, or open one before.".into(),
        P::UnclosedBrace => "Braces go in pairs around a word to be found as written: {BT}.".into(),
        P::UnclosedComment => "This comment is not closed: add “>>>” at its end.".into(),
        P::UnclosedName => "The name of the saved query is not closed: add “]]”.".into(),
        P::BadRange(written) => format!("“{written}” is no range: write [low TO high], with * for an open end."),
        P::MissingOperand(operator) => format!("A word is missing beside {operator}."),
        P::EmptyGroup => "There is nothing between these parentheses.".into(),
        P::FieldWithoutValue(field) => format!("“{}:” needs a value right after the colon, without a space.", field.name()),
        P::FieldInsideField(field) => format!("Inside “{}:( )” only its values can stand, no other field.", field.name()),
        P::BadValue(field, value) => format!("“{value}” is no value for “{}:”. {}", field.name(), english_values(*field)),
        P::NoRange(field) => format!("“{}:” has no order, so that it cannot be asked for a range.", field.name()),
        P::BadRegex(RegexFault::Syntax) => "This regular expression is not complete: check its parentheses and brackets.".into(),
        P::BadRegex(RegexFault::LooksAround) => {
            "Regular expressions cannot look ahead or back here, which could take forever.".into()
        }
        P::BadRegex(RegexFault::TooBig) => "This regular expression would need too much memory: make it shorter.".into(),
        P::RegexAlone => "A regular expression must stand beside an ordinary word, joined by AND: colour AND /colou?rs?/.".into(),
        P::TooManyRegexes => format!("The query has more than {REGEXES_MAX} regular expressions."),
        P::NotOneWord(written) => format!("stem( ) takes one word, and “{written}” is not one."),
        P::NotBehind(what) => format!(
            "NOT, or the dash, belongs before “{what}”: NOT {what}{}.",
            if what.ends_with(':') { "word" } else { " word" }
        ),
        P::NoSuchQuery(name) => format!("There is no saved query named “{name}”."),
        P::SavedLoop(name) => format!("“{name}” holds itself: a saved query cannot be part of itself."),
        P::SavedBroken(name) => format!("The saved query “{name}” has an error: correct it first."),
        P::NoEquivalent(dialect, what) => format!("{}’s “{what}” has no equivalent in Parvis.", dialect.name()),
        P::NothingToFind(text) => format!("“{text}” is left out: punctuation is not searched."),
        P::LowercaseOperator(word) => english_lowercase(word),
        P::SpacedRegex(written) => english_spaced(written),
        P::MixedAndOr => "AND is applied before OR here: add parentheses to say what belongs together.".into(),
        P::EndingQuestionMark(word) => format!("In “{word}”, ? stands for one more letter, not for a question."),
        P::NeverMatters(clause) => format!("“{clause}” changes nothing here: its neighbours say it already."),
        P::NeverHolds(clause) => format!("“{clause}” can never be true."),
        P::TermCommon(term, percent) => format!("“{term}” is in {percent:.1} % of the archive: it will bring very much."),
        P::TermAbsent(term) => format!("“{term}” has never been found in the archive: check its spelling."),
    }
}

fn english_around(operator: &str, around: Around) -> String {
    let what = match around {
        Around::And => "AND joins things that may be anywhere in the text; use OR here, or a phrase",
        Around::Not => "what is absent has no place in the text",
        Around::Field => "a field has no place in the text",
        Around::AtLeast => "a count has no place in the text",
    };
    format!("{operator} cannot measure from here: {what}.")
}

fn english_values(field: Field) -> String {
    if let Some(choices) = field.choices() {
        return format!("It can be {}.", choices.join(", "));
    }
    match field {
        Field::Published => "Write a date (2026-01-31), a month (2026-01), a span (7d) or [2026-01-01 TO *].".into(),
        Field::Site | Field::Link => "Write a host with an optional path: example.com, reddit.com/r/rust.".into(),
        Field::Lang => "Write a code or a name of a language: fr, en, french.".into(),
        _ if field.is_number() => "Write a number, or [10 TO *].".into(),
        _ => format!("The fields are {}.", names()),
    }
}

fn example(operator: &str) -> &'static str {
    match operator {
        "~" => "\"fast delivery\"~5",
        "ATLEAST" => "ATLEAST/3 word",
        "ONEAR" => "fast ONEAR/5 delivery",
        "AROUND" => "fast AROUND(5) delivery",
        _ => "fast NEAR/5 delivery",
    }
}

fn french(kind: &ProblemKind) -> String {
    use ProblemKind as P;
    match kind {
        P::Empty => "Il n’y a rien à chercher : écrivez au moins un mot.".into(),
        P::OnlyNegative => "Ceci ne dit que ce qui doit être absent : ajoutez un mot qui doit être présent.".into(),
        P::WildcardFirst(word) => format!("« {word} » commence par * ou ? : écrivez d’abord au moins deux lettres."),
        P::WildcardTooEarly(word) => format!("« {word} » trouverait trop de mots : écrivez au moins deux lettres avant * ou ?."),
        P::WildcardInside(word) => {
            format!("Dans « {word} », * ne peut être qu’à la fin : cette écriture ne sépare pas les mots.")
        }
        P::StarInStretch => "* ne peut pas remplacer un mot dans \"…\"~ : les mots y sont dans n’importe quel ordre.".into(),
        P::ProximityAround(operator, around) => french_around(operator, *around),
        P::BadBound(operator, written) => french_bound(operator, written),
        P::UnknownField(name, nearest) => french_unknown(name, nearest.name()),
        P::TooDeep => format!(
            "Parenthèses et opérateurs s’emboîtent sur plus de {DEPTH_MAX} niveaux : découpez la requête, par exemple en [[requêtes enregistrées]]."
        ),
        P::TooManyLeaves => format!("La requête compte plus de {LEAVES_MAX} mots et conditions : découpez-la."),
        P::TooLong => format!("La requête dépasse {QUERY_BYTES_MAX} octets : découpez-la."),
        P::TooManyWords => format!("L’expression compte plus de {PHRASE_WORDS_MAX} mots : raccourcissez-la."),
        P::UnclosedQuote => "Ce guillemet n’est pas fermé : ajoutez-en un à la fin de l’expression.".into(),
        P::UnclosedParenthesis => "Cette parenthèse n’est pas fermée : ajoutez « ) ».".into(),
        P::ExtraParenthesis => "Cette parenthèse ne ferme rien : retirez-la, ou ouvrez-en une avant.".into(),
        P::UnclosedBrace => "Les accolades vont par deux autour d’un mot à trouver tel quel : {BT}.".into(),
        P::UnclosedComment => "Ce commentaire n’est pas fermé : ajoutez « >>> » à sa fin.".into(),
        P::UnclosedName => "Le nom de la requête enregistrée n’est pas fermé : ajoutez « ]] ».".into(),
        P::BadRange(written) => {
            format!("« {written} » n’est pas un intervalle : écrivez [bas TO haut], avec * pour un côté ouvert.")
        }
        P::MissingOperand(operator) => format!("Il manque un mot à côté de {operator}."),
        P::EmptyGroup => "Il n’y a rien entre ces parenthèses.".into(),
        P::FieldWithoutValue(field) => {
            format!("« {}: » demande une valeur juste après les deux-points, sans espace.", field.name())
        }
        P::FieldInsideField(field) => {
            format!("Dans « {}:( ) » il ne peut y avoir que ses valeurs, aucun autre champ.", field.name())
        }
        P::BadValue(field, value) => {
            format!("« {value} » n’est pas une valeur pour « {}: ». {}", field.name(), french_values(*field))
        }
        P::NoRange(field) => format!("« {}: » n’a pas d’ordre : on ne peut pas lui demander un intervalle.", field.name()),
        P::BadRegex(fault) => french_regex(*fault),
        P::RegexAlone => {
            "Une expression régulière doit accompagner un mot ordinaire, joint par AND : couleur AND /couleurs?/.".into()
        }
        P::TooManyRegexes => format!("La requête compte plus de {REGEXES_MAX} expressions régulières."),
        P::NotOneWord(written) => format!("stem( ) prend un seul mot, et « {written} » n’en est pas un."),
        P::NotBehind(what) => format!(
            "NOT, ou le tiret, se place avant « {what} » : NOT {what}{}.",
            if what.ends_with(':') { "mot" } else { " mot" }
        ),
        P::NoSuchQuery(name) => format!("Il n’y a pas de requête enregistrée nommée « {name} »."),
        P::SavedLoop(name) => {
            format!("« {name} » se contient elle-même : une requête enregistrée ne peut pas faire partie d’elle-même.")
        }
        P::SavedBroken(name) => format!("La requête enregistrée « {name} » a une erreur : corrigez-la d’abord."),
        P::NoEquivalent(dialect, what) => format!("« {what} » de {} n’a pas d’équivalent dans Parvis.", dialect.name()),
        P::NothingToFind(text) => format!("« {text} » est laissé de côté : la ponctuation ne se cherche pas."),
        P::LowercaseOperator(word) => french_lowercase(word),
        P::SpacedRegex(written) => french_spaced(written),
        P::MixedAndOr => "AND s’applique ici avant OR : ajoutez des parenthèses pour dire ce qui va ensemble.".into(),
        P::EndingQuestionMark(word) => format!("Dans « {word} », ? remplace une lettre de plus, ce n’est pas une question."),
        P::NeverMatters(clause) => format!("« {clause} » ne change rien ici : ses voisins le disent déjà."),
        P::NeverHolds(clause) => format!("« {clause} » ne peut jamais être vrai."),
        P::TermCommon(term, percent) => {
            format!("« {term} » est dans {} % de l’archive : il ramènera énormément.", format!("{percent:.1}").replace('.', ","))
        }
        P::TermAbsent(term) => format!("« {term} » n’a jamais été trouvé dans l’archive : vérifiez son orthographe."),
    }
}

fn french_unknown(name: &str, nearest: &str) -> String {
    format!(
        "Le champ « {name} » n’existe pas ; vouliez-vous dire « {nearest}: » ? Pour chercher les mots eux-mêmes, mettez-les entre guillemets."
    )
}

fn french_bound(operator: &str, written: &str) -> String {
    let example = french_example(operator);
    match written {
        "" => format!("{operator} demande un nombre : par exemple {example}."),
        _ => format!(
            "« {written} » n’est pas un nombre pour {operator} : écrivez-en un de 1 à {BOUND_MAX}, par exemple {example}."
        ),
    }
}

fn french_example(operator: &str) -> &'static str {
    match operator {
        "~" => "\"livraison rapide\"~5",
        "ATLEAST" => "ATLEAST/3 mot",
        "ONEAR" => "livraison ONEAR/5 rapide",
        "AROUND" => "livraison AROUND(5) rapide",
        _ => "livraison NEAR/5 rapide",
    }
}

fn french_regex(fault: RegexFault) -> String {
    let sentence = match fault {
        RegexFault::Syntax => "Cette expression régulière est incomplète : vérifiez ses parenthèses et ses crochets.",
        RegexFault::LooksAround => {
            "Les expressions régulières ne peuvent pas regarder avant ou après : cela pourrait ne jamais finir."
        }
        RegexFault::TooBig => "Cette expression régulière demanderait trop de mémoire : raccourcissez-la.",
    };
    sentence.into()
}

fn french_around(operator: &str, around: Around) -> String {
    let what = match around {
        Around::And => "AND relie des choses qui peuvent être n’importe où dans le texte ; utilisez OR, ou une expression",
        Around::Not => "ce qui est absent n’a pas de place dans le texte",
        Around::Field => "un champ n’a pas de place dans le texte",
        Around::AtLeast => "un nombre d’occurrences n’a pas de place dans le texte",
    };
    format!("{operator} ne peut pas mesurer à partir d’ici : {what}.")
}

fn french_values(field: Field) -> String {
    if let Some(choices) = field.choices() {
        return format!("Il peut valoir {}.", choices.join(", "));
    }
    match field {
        Field::Published => "Écrivez une date (2026-01-31), un mois (2026-01), une durée (7d) ou [2026-01-01 TO *].".into(),
        Field::Site | Field::Link => "Écrivez un hôte, avec un chemin si besoin : example.com, reddit.com/r/rust.".into(),
        Field::Lang => "Écrivez le code ou le nom d’une langue : fr, en, français.".into(),
        _ if field.is_number() => "Écrivez un nombre, ou [10 TO *].".into(),
        _ => format!("Les champs sont {}.", names()),
    }
}

fn english_lowercase(word: &str) -> String {
    format!("“{word}” is looked for as a word; write {} in capitals to join words.", word.to_uppercase())
}

fn english_spaced(written: &str) -> String {
    format!(
        "“{written}” is looked for as plain words: a regular expression matches one word and has no space; for several words write a phrase."
    )
}

fn french_lowercase(word: &str) -> String {
    format!("« {word} » est cherché comme un mot ; écrivez {} en capitales pour relier des mots.", word.to_uppercase())
}

fn french_spaced(written: &str) -> String {
    format!(
        "« {written} » est cherché comme des mots ordinaires : une expression régulière porte sur un seul mot, sans espace ; pour plusieurs mots, écrivez une phrase entre guillemets."
    )
}
