//! The sentences of [`FetchError`], in both languages: what happened, what it changes, what can be done.
//!
//! They promise no further visit: an address that is only being looked at is kept nowhere, and the page of a source tells by its
//! rhythm when the next visit is.

use domain::Language::{self, English, French};

use super::{AddressFault, FetchError, RedirectFault, Stage, Wall};

pub(super) fn sentence(error: &FetchError, language: Language) -> String {
    match language {
        English => english(error),
        French => french(error),
    }
}

fn english(error: &FetchError) -> String {
    match error {
        FetchError::BadAddress { fault } => match fault {
            AddressFault::Scheme => "Only addresses that begin with http:// or https:// can be visited.".to_owned(),
            AddressFault::Host => "The address names no site.".to_owned(),
            AddressFault::Credentials => {
                "The address carries a name or password, which would be shown and logged; give it without them.".to_owned()
            }
            AddressFault::Header => "A header holds characters that cannot be sent.".to_owned(),
        },
        FetchError::ForbiddenAddress { host } => format!(
            "{host} leads into a private network or to this machine, which Parvis does not visit. \
             If you mean it, add its range to the allowed ranges of the configuration."
        ),
        FetchError::Dns { host } => {
            format!("No address was found for {host}: its name is misspelt, has expired, or the name server does not answer.")
        }
        FetchError::Network { host, stage: Stage::Connect } => format!("{host} did not accept the connection."),
        FetchError::Network { host, .. } => format!("{host} broke off the connection before it had answered."),
        FetchError::Tls { host } => {
            format!("{host} offered no trusted encrypted connection: its certificate may have expired or be for another site.")
        }
        FetchError::Timeout { host, stage } => match stage {
            Stage::Connect => format!("{host} could not be connected to in time."),
            Stage::Head => format!("{host} took too long to answer."),
            Stage::Body => format!("{host} stopped sending in the middle of its answer."),
            Stage::Whole => format!("{host} sends so slowly that the visit was ended."),
        },
        FetchError::TooLarge { limit_bytes } => {
            format!("The answer is larger than {}\u{a0}MB; it was not read further.", megabytes(*limit_bytes))
        }
        FetchError::BadEncoding => "The answer is compressed in a way that could not be undone.".to_owned(),
        FetchError::Redirects { fault } => match fault {
            RedirectFault::Loop => "The site redirects in a circle.".to_owned(),
            RedirectFault::TooMany => "The site redirects too many times.".to_owned(),
            RedirectFault::NoTarget => "The site redirects to something that is no address.".to_owned(),
        },
        FetchError::Blocked { wall: Some(wall), .. } => format!(
            "The site blocks us: {} asks visitors to prove that they are people. Parvis does not pretend; \
             ask the site's owner to let it in, or look for another source.",
            wall.product()
        ),
        FetchError::Blocked { status: 401, .. } => "The site blocks us: it asks for a name and password (401).".to_owned(),
        FetchError::Blocked { status: 451, .. } => "The site blocks us for legal reasons (451).".to_owned(),
        FetchError::Blocked { status, .. } => format!(
            "The site blocks us ({status}). It is the site's choice and not a fault of the network; \
             its owner can let Parvis in by the name in its User-Agent."
        ),
        FetchError::Gone => "The site says that this address is gone for good (410).".to_owned(),
        FetchError::NotFound => "There is nothing at this address (404).".to_owned(),
        FetchError::RateLimited { status, .. } => {
            format!("The site gets too many requests and asks to wait ({status}).")
        }
        FetchError::ServerFault { status } => format!("The site has a fault of its own ({status})."),
        FetchError::Refused { status } => format!("The site answered with the status {status}, which brings nothing to read."),
        FetchError::RobotsDisallow { host } => {
            format!("{host} excludes this address for programs in its robots.txt, and Parvis keeps to it.")
        }
        FetchError::RobotsUnreachable { host, .. } => {
            format!(
                "The robots.txt of {host} could not be read for a fault of the site, so nothing of it is visited within the hour that follows."
            )
        }
        FetchError::HostResting { host, .. } => format!("{host} had asked for a pause, which was not over; nothing was fetched."),
        FetchError::HostBusy { host, .. } => {
            format!("Other visits to {host} came first; the turn of this one did not come in time.")
        }
    }
}

fn french(error: &FetchError) -> String {
    match error {
        FetchError::BadAddress { fault } => match fault {
            AddressFault::Scheme => {
                "Seules les adresses qui commencent par http:// ou https:// peuvent être visitées.".to_owned()
            }
            AddressFault::Host => "L’adresse ne désigne aucun site.".to_owned(),
            AddressFault::Credentials => {
                "L’adresse contient un nom ou un mot de passe, qui serait affiché et journalisé\u{202f}; donnez-la sans eux."
                    .to_owned()
            }
            AddressFault::Header => "Un en-tête contient des caractères qui ne peuvent pas être envoyés.".to_owned(),
        },
        FetchError::ForbiddenAddress { host } => format!(
            "{host} mène dans un réseau privé ou à cette machine, que Parvis ne visite pas. \
             Si c’est voulu, ajoutez sa plage aux plages autorisées de la configuration."
        ),
        FetchError::Dns { host } => format!(
            "Aucune adresse n’a été trouvée pour {host}\u{202f}: son nom est mal orthographié, a expiré, ou le serveur de noms ne répond pas."
        ),
        FetchError::Network { host, stage: Stage::Connect } => format!("{host} n’a pas accepté la connexion."),
        FetchError::Network { host, .. } => format!("{host} a rompu la connexion avant d’avoir répondu."),
        FetchError::Tls { host } => format!(
            "{host} n’a pas offert de connexion chiffrée de confiance\u{202f}: son certificat a peut-être expiré ou concerne un autre site."
        ),
        FetchError::Timeout { host, stage } => match stage {
            Stage::Connect => format!("La connexion à {host} n’a pas abouti à temps."),
            Stage::Head => format!("{host} a mis trop de temps à répondre."),
            Stage::Body => format!("{host} a cessé d’envoyer au milieu de sa réponse."),
            Stage::Whole => format!("{host} envoie si lentement que la visite a été interrompue."),
        },
        FetchError::TooLarge { limit_bytes } => {
            format!("La réponse dépasse {}\u{a0}Mo\u{202f}; la lecture s’est arrêtée là.", megabytes(*limit_bytes))
        }
        FetchError::BadEncoding => "La réponse est compressée d’une manière qui n’a pas pu être défaite.".to_owned(),
        FetchError::Redirects { fault } => match fault {
            RedirectFault::Loop => "Le site redirige en rond.".to_owned(),
            RedirectFault::TooMany => "Le site redirige un trop grand nombre de fois.".to_owned(),
            RedirectFault::NoTarget => "Le site redirige vers quelque chose qui n’est pas une adresse.".to_owned(),
        },
        FetchError::Blocked { status, wall } => french_refusal(*status, *wall),
        FetchError::Gone => "Le site indique que cette adresse a disparu pour de bon (410).".to_owned(),
        FetchError::NotFound => "Il n’y a rien à cette adresse (404).".to_owned(),
        FetchError::RateLimited { status, .. } => {
            format!("Le site reçoit trop de requêtes et demande d’attendre ({status}).")
        }
        FetchError::ServerFault { status } => format!("Le site a une panne de son côté ({status})."),
        FetchError::Refused { status } => format!("Le site a répondu par le statut {status}, qui n’apporte rien à lire."),
        FetchError::RobotsDisallow { host } => {
            format!("{host} exclut cette adresse pour les programmes dans son robots.txt, et Parvis s’y tient.")
        }
        FetchError::RobotsUnreachable { host, .. } => {
            format!(
                "Le robots.txt de {host} n’a pas pu être lu à cause d’une panne du site\u{202f}: rien n’en est visité dans l’heure qui suit."
            )
        }
        FetchError::HostResting { host, .. } => {
            format!("{host} avait demandé une pause, qui n’était pas finie\u{202f}; rien n’a été lu.")
        }
        FetchError::HostBusy { host, .. } => {
            format!("D’autres visites à {host} sont passées avant\u{202f}; le tour de celle-ci n’est pas venu à temps.")
        }
    }
}

/// How a site that refuses us says so.
fn french_refusal(status: u16, wall: Option<Wall>) -> String {
    match (status, wall) {
        (_, Some(wall)) => format!(
            "Le site nous bloque\u{202f}: {} demande aux visiteurs de prouver qu’ils sont humains. Parvis ne fait pas semblant\u{202f}; \
             demandez au propriétaire du site de le laisser entrer, ou cherchez une autre source.",
            wall.product()
        ),
        (401, None) => "Le site nous bloque\u{202f}: il demande un nom et un mot de passe (401).".to_owned(),
        (451, None) => "Le site nous bloque pour des raisons légales (451).".to_owned(),
        (_, None) => format!(
            "Le site nous bloque ({status}). C’est le choix du site et non une panne du réseau\u{202f}; \
             son propriétaire peut laisser entrer Parvis d’après le nom de son User-Agent."
        ),
    }
}

const fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}
