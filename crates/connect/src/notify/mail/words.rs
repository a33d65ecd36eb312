//! The sentences of [`MailError`], in both languages.

use domain::Language::{self, English, French};

use super::MailError;

pub(super) fn sentence(error: &MailError, language: Language) -> String {
    match language {
        English => english(error),
        French => french(error),
    }
}

fn english(error: &MailError) -> String {
    match error {
        MailError::BadSender => "The sender’s address in the mail settings is not a mail address.".to_owned(),
        MailError::BadRecipient => "The recipient’s address is not one that this mail server can write to.".to_owned(),
        MailError::BadMessage => "The message cannot be put into the form of a mail.".to_owned(),
        MailError::PasswordInClear => {
            "The password would cross the network readable: choose STARTTLS or TLS in the mail settings.".to_owned()
        }
        MailError::Unreachable { server } => {
            format!("The mail server {server} could not be reached. The mail is kept and will be tried again.")
        }
        MailError::Tls { server } => {
            format!("No trusted encrypted connection could be made to the mail server {server}. The mail is kept.")
        }
        MailError::Login { said } => {
            format!("The mail server refused the user or password of the mail settings. It said: {said}")
        }
        MailError::Refused { code: 400..=499, said } => {
            format!("The mail server asks to try again later; the mail is kept. It said: {said}")
        }
        MailError::Refused { said, .. } => format!("The mail server refused the mail. It said: {said}"),
        MailError::Interrupted { server } => {
            format!("The connection to the mail server {server} broke before the mail was given. It will be tried again.")
        }
        MailError::Unknown { server } => format!(
            "The mail was given to {server}, but the connection broke before it said whether it took it: it may have been sent."
        ),
    }
}

fn french(error: &MailError) -> String {
    match error {
        MailError::BadSender => "L’adresse de l’expéditeur, dans les réglages du courriel, n’en est pas une.".to_owned(),
        MailError::BadRecipient => {
            "L’adresse du destinataire n’est pas de celles auxquelles ce serveur de courriel peut écrire.".to_owned()
        }
        MailError::BadMessage => "Le message ne peut pas prendre la forme d’un courriel.".to_owned(),
        MailError::PasswordInClear => {
            "Le mot de passe traverserait le réseau en clair : choisissez STARTTLS ou TLS dans les réglages du courriel."
                .to_owned()
        }
        MailError::Unreachable { server } => {
            format!("Le serveur de courriel {server} n’a pas pu être joint. Le courriel est gardé et sera tenté à nouveau.")
        }
        MailError::Tls { server } => {
            format!(
                "Aucune connexion chiffrée de confiance n’a pu être établie avec le serveur de courriel {server}. Le courriel est gardé."
            )
        }
        MailError::Login { said } => {
            format!("Le serveur de courriel a refusé l’utilisateur ou le mot de passe des réglages. Il a dit : {said}")
        }
        MailError::Refused { code: 400..=499, said } => {
            format!("Le serveur de courriel demande de réessayer plus tard ; le courriel est gardé. Il a dit : {said}")
        }
        MailError::Refused { said, .. } => format!("Le serveur de courriel a refusé le courriel. Il a dit : {said}"),
        MailError::Interrupted { server } => {
            format!("La connexion au serveur de courriel {server} a été rompue avant l’envoi. Le courriel sera tenté à nouveau.")
        }
        MailError::Unknown { server } => format!(
            "Le courriel a été remis à {server}, mais la connexion a été rompue avant qu’il dise s’il l’acceptait : il est peut-être parti."
        ),
    }
}
