use super::*;

fn mail() -> Mail {
    Mail {
        to: "Zoé <zoe@brand.example>".to_owned(),
        subject: "Une mention".to_owned(),
        text: "Bonjour\n.\nÀ bientôt".to_owned(),
        html: Some("<p>Bonjour</p>".to_owned()),
        message_id: "alert-1@parvis.example".to_owned(),
        at: "2026-03-11T12:00:00Z".parse().unwrap(),
        unsubscribe: Some("https://parvis.example/alerts/1".to_owned()),
    }
}

fn written(mail: &Mail) -> Result<String, MailError> {
    let from: Mailbox = "Parvis <parvis@brand.example>".parse().unwrap();
    message(&from, mail).map(|message| String::from_utf8(message.formatted()).unwrap())
}

#[test]
fn a_mail_has_the_headers_it_should_and_is_the_same_every_time() {
    let text = written(&mail()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    for line in [
        "From: Parvis <parvis@brand.example>",
        "Subject: Une mention",
        "Date: Wed, 11 Mar 2026 12:00:00 +0000",
        "Message-ID: <alert-1@parvis.example>",
        "Auto-Submitted: auto-generated",
        "List-Unsubscribe: <https://parvis.example/alerts/1>",
        "MIME-Version: 1.0",
    ] {
        assert!(head.lines().any(|written| written == line), "{line} is not in\n{head}");
    }
    assert!(text.contains("multipart/alternative") && text.contains("text/plain") && text.contains("text/html"));
    assert!(text.is_ascii());
    assert_eq!(written(&mail()).unwrap(), text);
}

#[test]
fn no_part_can_begin_a_header_of_its_own() {
    let attack = "x\r\nBcc: victim@else.example\r\n\r\nbody";
    let subject = written(&Mail { subject: attack.to_owned(), ..mail() }).unwrap();
    assert!(!subject.lines().any(|line| line.starts_with("Bcc:")), "{subject}");
    for broken in [
        Mail { to: format!("zoe@brand.example{attack}"), ..mail() },
        Mail { message_id: format!("a@b{attack}"), ..mail() },
        Mail { unsubscribe: Some(format!("https://a.example/{attack}")), ..mail() },
        Mail { text: "x".repeat(MAIL_BODY_BYTES_MAX + 1), ..mail() },
    ] {
        assert!(written(&broken).is_err(), "{broken:?}");
    }
    let named = Mail { to: "\"Zo\\\r\n\u{e9}\" <zoe@brand.example>".to_owned(), ..mail() };
    assert!(written(&named).map_or(true, |text| !text.contains("\r\n\u{e9}")));
}

#[test]
fn dates_out_of_range_do_not_break_a_mail() {
    for at in [Timestamp::MIN, Timestamp::MAX] {
        assert!(written(&Mail { at, ..mail() }).is_ok());
    }
}

#[test]
fn a_password_is_not_sent_readable_to_another_machine() {
    let server = |host: &str, security| MailServer {
        host: host.to_owned(),
        port: 25,
        security,
        login: Some(("user".to_owned(), Secret::new("word".to_owned()))),
        from: "parvis@brand.example".to_owned(),
        step_time_max: MAIL_STEP_TIME_MAX,
    };
    assert!(matches!(Mailer::new(server("mail.example", MailSecurity::None)), Err(MailError::PasswordInClear)));
    assert!(Mailer::new(server("127.0.0.1", MailSecurity::None)).is_ok());
    assert!(Mailer::new(server("mail.example", MailSecurity::StartTls)).is_ok());
    let unnamed = MailServer { from: "nobody".to_owned(), ..server("mail.example", MailSecurity::Tls) };
    assert!(matches!(Mailer::new(unnamed), Err(MailError::BadSender)));
}
