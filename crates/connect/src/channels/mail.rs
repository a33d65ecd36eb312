//! A newsletter by mail, to addresses that asked for it.
//!
//! The setting `recipients` holds those of one step. A step of one recipient is told exactly what became of it, so whoever sends to a list
//! makes each recipient a step of its own, with its own key. A step of several stops where the server falls silent or asks to wait, and is
//! then left to a person: nobody is written to twice by itself.

use async_trait::async_trait;
use domain::{
    delivery::{Class, Outcome, Remote},
    post::{Picture, article, pictured},
};
use sha2::{Digest, Sha256};

use super::{Account, Adapter, Connection, Fault, Field, FieldKind, Sending, connection::escaped};
use crate::notify::{
    FailureClass, Secret,
    mail::{Inline, Letter, MAIL_STEP_TIME_MAX, Mail as Message, MailError, MailSecurity, MailServer, Mailer},
};
use domain::Language;

/// The most addresses of one step.
const RECIPIENTS_MAX: usize = 500;
/// The ports of mail: for programs that log in, encrypted after the greeting and from the first byte.
const PORT_STARTTLS: u16 = 587;
const PORT_TLS: u16 = 465;
const PORT_PLAIN: u16 = 25;

pub(super) struct Mail;

#[async_trait]
impl Adapter for Mail {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "from", kind: FieldKind::Plain, required: true },
            Field { name: "user", kind: FieldKind::Plain, required: false },
            Field { name: "password", kind: FieldKind::Secret, required: false },
            Field { name: "unsubscribe", kind: FieldKind::Plain, required: false },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let from = to.setting("from");
        mailer(to)?.greet().await.map_err(|error| fault(&error))?;
        let (name, address) = from.split_once('<').unwrap_or((from, from));
        let address = address.trim().trim_end_matches('>');
        let name = if name.trim().is_empty() { address } else { name.trim() };
        Ok(Account { id: address.to_owned(), name: name.to_owned(), handle: address.to_owned(), ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match send(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }
}

/// The server, from an address such as `smtps://mail.example` or `smtp://mail.example:587`. Without encryption only on this machine.
fn mailer(to: &Connection<'_>) -> Result<Mailer, Fault> {
    let host = to.server.host_str().unwrap_or_default();
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let (security, port) = match to.server.scheme() {
        "smtps" => (MailSecurity::Tls, PORT_TLS),
        "smtp" if is_here => (MailSecurity::None, PORT_PLAIN),
        "smtp" => (MailSecurity::StartTls, PORT_STARTTLS),
        scheme => return Err(Fault::content(format!("a mail server begins with smtp:// or smtps://, not {scheme}://"))),
    };
    let password = to.secrets.get("password").map(Secret::reveal).filter(|password| !password.is_empty());
    let login = password.map(|password| (to.setting("user").to_owned(), Secret::new(password.to_owned())));
    let server = MailServer {
        host: host.trim_matches(['[', ']']).to_owned(),
        port: to.server.port().unwrap_or(port),
        security,
        login,
        from: to.setting("from").to_owned(),
        step_time_max: MAIL_STEP_TIME_MAX,
    };
    Mailer::new(server).map_err(|error| fault(&error))
}

fn fault(error: &MailError) -> Fault {
    let said = error.sentence(Language::English);
    let class = match error {
        MailError::Login { .. } | MailError::PasswordInClear | MailError::BadSender => Class::Auth,
        MailError::BadRecipient | MailError::BadMessage => Class::Content,
        // 421, 450 and the like ask to come back; so do servers that know neither sender nor address yet.
        MailError::Refused { code: 400..=499, .. } => Class::Rate,
        MailError::Refused { code: 530 | 535 | 538, .. } => Class::Auth,
        MailError::Refused { .. } => Class::Content,
        _ => Class::Network,
    };
    Fault { class, said, again_at: None, maybe_done: error.class() == FailureClass::Unknown }
}

/// Each address once, in the order in which they stand.
fn recipients(to: &Connection<'_>) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    for address in to.setting("recipients").split([',', ';', '\n']).map(str::trim).filter(|address| !address.is_empty()) {
        if !found.iter().any(|known| known.eq_ignore_ascii_case(address)) {
            found.push(address.to_owned());
        }
    }
    match found.len() {
        0 => Err(Fault::content("there is nobody to write to".to_owned())),
        1..=RECIPIENTS_MAX => Ok(found),
        count => Err(Fault::content(format!("{count} addresses are more than {RECIPIENTS_MAX} at once"))),
    }
}

async fn send(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let (mailer, recipients) = (mailer(to)?, recipients(to)?);
    let (mut taken, mut refused) = (Vec::new(), None);
    for recipient in &recipients {
        let letter = letter(to, sending, recipient)?;
        match mailer.send_letter(&letter).await {
            Ok(_) => taken.push(letter.mail.message_id),
            // One dead address does not keep the others from their letter.
            Err(error @ (MailError::BadRecipient | MailError::Refused { code: 500..=599, .. })) => refused = Some(fault(&error)),
            Err(error) if taken.is_empty() => return Err(fault(&error)),
            Err(error) => {
                let why =
                    format!("{} of {} were written to. {}", taken.len(), recipients.len(), error.sentence(Language::English));
                return Err(Fault::unbelievable(why));
            }
        }
    }
    match (taken.into_iter().next(), refused) {
        (Some(id), _) => Ok(Remote { id, address: String::new() }),
        (None, refused) => Err(refused.unwrap_or_else(|| Fault::content("nobody was written to".to_owned()))),
    }
}

/// The same letter to the same recipient is the same bytes at every try.
fn letter(to: &Connection<'_>, sending: &Sending<'_>, recipient: &str) -> Result<Letter, Fault> {
    let variant = sending.variant;
    let bare = recipient.rsplit_once('<').map_or(recipient, |(_, address)| address.trim_end_matches('>')).trim();
    let hash: String = Sha256::digest(bare.to_lowercase().as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let from = to.setting("from").trim_end_matches('>');
    let domain = from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let unsubscribe = to.setting("unsubscribe").replace("{address}", &escaped(bare));
    let within = pictured(&variant.text);
    let mut markdown = variant.text.clone();
    let mut pictures = Vec::new();
    for (place, file) in sending.files.iter().enumerate() {
        if !within.contains(&(place + 1)) {
            markdown.push_str(&format!("\n\n![](media:{})", place + 1));
        }
        let id = format!("{}.{place}@{domain}", sending.key);
        pictures.push(Inline { id, name: file.name.clone(), mime: file.mime.clone(), bytes: file.bytes.clone() });
    }
    let place = |number: usize| {
        let file = sending.files.get(number - 1)?;
        let address = format!("cid:{}", pictures.get(number - 1)?.id);
        Some(Picture { address, alt: file.alt.clone(), width: file.width, height: file.height })
    };
    let html = article(&markdown, place);
    let at = jiff::Timestamp::from_microsecond(sending.at).map_err(|error| Fault::content(error.to_string()))?;
    let language = variant.language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    // An address that holds anything else that means something in HTML is refused when the letter is made.
    let link = unsubscribe.replace('&', "&amp;").replace('"', "&quot;");
    let mail = Message {
        to: recipient.to_owned(),
        subject: variant.title.trim().to_owned(),
        text: format!("{}\n\n-- \n{unsubscribe}\n", plain(&variant.text)),
        html: Some(format!(
            "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><body>{html}<hr><p><a href=\"{link}\">{link}</a></p></body></html>"
        )),
        message_id: format!("{}.{hash}@{domain}", sending.key),
        at,
        unsubscribe: Some(unsubscribe.clone()).filter(|address| !address.is_empty()),
    };
    let by_one_click = unsubscribe.starts_with("https://");
    Ok(Letter { mail, list: format!("<{domain}>"), by_one_click, pictures })
}

/// What a reader of plain text gets: the article without its marks.
fn plain(markdown: &str) -> String {
    let html = article(markdown, |_| None);
    domain::SafeHtml::sanitise(&html, None).to_text()
}
