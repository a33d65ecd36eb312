//! A letter to one reader of a list: a mail with pictures within it and a way out that takes one click.

use lettre::{
    Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};

use super::{
    MAIL_SUBJECT_CHARS_MAX, Mail, MailError, Mailer, Taken, boundary, date, header, is_message_id, unsubscribe, without_controls,
};

/// The most bytes of a letter with its pictures, before they are encoded: what most servers take.
pub const LETTER_BYTES_MAX: usize = 20 << 20;

/// A letter to one reader of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The mail. Its HTML names pictures as `cid:` and their id.
    pub mail: Mail,
    /// The `List-Id` (RFC 2919), with its brackets.
    pub list: String,
    /// Whether the unsubscribe address takes a bare POST for an answer (RFC 8058).
    pub by_one_click: bool,
    /// The pictures.
    pub pictures: Vec<Inline>,
}

/// A picture within a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Its `Content-ID` without brackets.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its MIME type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Mailer {
    /// Gives one letter to the server.
    ///
    /// # Errors
    /// See [`MailError::class`] for what each means.
    pub async fn send_letter(&self, letter: &Letter) -> Result<Taken, MailError> {
        Box::pin(self.hand_over(&message(&self.from, letter)?)).await
    }

    /// Connects, logs in and says goodbye: whether a letter would be taken from us.
    ///
    /// # Errors
    /// When the server is not there or does not know us.
    pub async fn greet(&self) -> Result<(), MailError> {
        let mut connection = Box::pin(self.connect()).await?;
        self.goodbye(&mut connection).await;
        Ok(())
    }
}

fn message(from: &Mailbox, letter: &Letter) -> Result<Message, MailError> {
    let mail = &letter.mail;
    let to: Mailbox = mail.to.parse().or(Err(MailError::BadRecipient))?;
    let html = mail.html.clone().unwrap_or_default();
    let length = mail.text.len() + html.len() + letter.pictures.iter().map(|picture| picture.bytes.len()).sum::<usize>();
    let fits =
        |id: &str| id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).is_some_and(|id| is_message_id(&format!("a@{id}")));
    if length > LETTER_BYTES_MAX || !is_message_id(&mail.message_id) || !fits(&letter.list) {
        return Err(MailError::BadMessage);
    }
    let subject = mail.subject.chars().take(MAIL_SUBJECT_CHARS_MAX).map(|c| if c.is_control() { ' ' } else { c });
    let mut builder = Message::builder()
        .from(without_controls(from))
        .to(without_controls(&to))
        .subject(subject.collect::<String>())
        .date(date(mail.at))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .raw_header(header("List-Id", letter.list.clone()));
    if let Some(address) = &mail.unsubscribe {
        builder = builder.raw_header(unsubscribe(address)?);
        if letter.by_one_click && address.starts_with("https://") {
            builder = builder.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    let border = boundary(mail);
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(html);
    let mut shown = MultiPart::related().boundary(format!("{border}r")).singlepart(html);
    for picture in &letter.pictures {
        let kind: ContentType = picture.mime.parse().or(Err(MailError::BadMessage))?;
        let name: String = picture.name.chars().map(|c| if c.is_control() || c == '"' { '_' } else { c }).collect();
        let inline = Attachment::new_inline_with_name(picture.id.clone(), name).body(picture.bytes.clone(), kind);
        shown = shown.singlepart(inline);
    }
    let parts = MultiPart::alternative().boundary(border).singlepart(SinglePart::plain(mail.text.clone()));
    builder.multipart(parts.multipart(shown)).or(Err(MailError::BadMessage))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        let mail = Mail {
            to: "zoe@reader.example".to_owned(),
            subject: "Premières neiges".to_owned(),
            text: "Bonjour".to_owned(),
            html: Some("<p>Bonjour <img src=\"cid:d41-0.0@brand.example\" alt=\"Une veste\"></p>".to_owned()),
            message_id: "d41-0.abc@brand.example".to_owned(),
            at: "2026-03-11T12:00:00Z".parse().unwrap(),
            unsubscribe: Some("https://brand.example/stop?who=zoe%40reader%2Eexample".to_owned()),
        };
        let picture = Inline {
            id: "d41-0.0@brand.example".to_owned(),
            name: "neige.jpg".to_owned(),
            mime: "image/jpeg".to_owned(),
            bytes: b"bytes".to_vec(),
        };
        Letter { mail, list: "<brand.example>".to_owned(), by_one_click: true, pictures: vec![picture] }
    }

    #[test]
    fn a_letter_has_a_way_out_by_one_click_and_its_pictures() {
        let from: Mailbox = "Solenne <news@brand.example>".parse().unwrap();
        let text = String::from_utf8(message(&from, &letter()).unwrap().formatted()).unwrap();
        for line in [
            "List-Id: <brand.example>",
            "List-Unsubscribe: <https://brand.example/stop?who=zoe%40reader%2Eexample>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Message-ID: <d41-0.abc@brand.example>",
            "Content-ID: <d41-0.0@brand.example>",
        ] {
            assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
        }
        assert!(!text.contains("Auto-Submitted"));
        assert_eq!(String::from_utf8(message(&from, &letter()).unwrap().formatted()).unwrap(), text);
    }

    #[test]
    fn nothing_begins_a_header_of_its_own() {
        let from: Mailbox = "news@brand.example".parse().unwrap();
        let wrong = |change: fn(&mut Letter)| {
            let mut letter = letter();
            change(&mut letter);
            assert_eq!(message(&from, &letter).err(), Some(MailError::BadMessage));
        };
        wrong(|letter| letter.list = "<a\r\nBcc: x@y.example>".to_owned());
        wrong(|letter| letter.mail.unsubscribe = Some("https://a.example/\r\nBcc: x".to_owned()));
        wrong(|letter| letter.mail.message_id = "a b".to_owned());
        wrong(|letter| letter.pictures[0].bytes = vec![0; LETTER_BYTES_MAX]);
    }
}
