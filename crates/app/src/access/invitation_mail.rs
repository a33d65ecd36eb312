//! The mail of an invitation.

use domain::Language;

use super::INVITATION_SECONDS;

/// Subject and text.
pub(crate) fn invitation_mail(language: Language, from: &str, workspace: &str, link: &str) -> (String, String) {
    let days = INVITATION_SECONDS / (24 * 3_600);
    match language {
        Language::English => (
            format!("{from} invites you to {workspace}"),
            format!(
                "Hello,\n\n{from} has kept a place for you in “{workspace}” on Parvis. Open this address to join:\n\n{link}\n\n\
                 It works once, for {days} days. If you did not expect this, leave it: nothing happens without you.\n"
            ),
        ),
        Language::French => (
            format!("{from} vous invite dans {workspace}"),
            format!(
                "Bonjour,\n\n{from} vous a gardé une place dans «\u{a0}{workspace}\u{a0}» sur Parvis. Ouvrez cette adresse pour rejoindre l’équipe\u{202f}:\
                 \n\n{link}\n\nElle sert une seule fois, pendant {days} jours. Si vous n’attendiez pas ce message, laissez-le\u{202f}: rien ne se passe \
                 sans vous.\n"
            ),
        ),
    }
}
