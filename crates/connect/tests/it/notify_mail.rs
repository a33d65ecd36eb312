//! Mail against a loopback server that takes it, or fails at a chosen step.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use connect::notify::{
    FailureClass, Secret,
    mail::{Mail, MailError, MailSecurity, MailServer, Mailer},
};
use domain::Language;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// At which line of the client the server does something else than take the mail, and what: an answer, or `None` to hang up.
#[derive(Clone, Copy)]
pub(crate) struct Fault(pub(crate) &'static str, pub(crate) Option<&'static str>);

pub(crate) struct Sink {
    pub(crate) port: u16,
    pub(crate) taken: Arc<Mutex<Vec<String>>>,
    pub(crate) said: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    pub(crate) async fn start(fault: Option<Fault>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (taken, said) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
        let (taken_by, said_by) = (Arc::clone(&taken), Arc::clone(&said));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (taken, said) = (Arc::clone(&taken_by), Arc::clone(&said_by));
                tokio::spawn(async move { converse(stream, fault, &taken, &said).await });
            }
        });
        Self { port, taken, said }
    }

    fn server(&self) -> MailServer {
        MailServer {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: MailSecurity::None,
            login: None,
            from: "Parvis <parvis@brand.example>".to_owned(),
            step_time_max: Duration::from_secs(5),
        }
    }
}

/// A session in which each line is answered at once; the content ends at its single full stop.
async fn converse(stream: TcpStream, fault: Option<Fault>, taken: &Mutex<Vec<String>>, said: &Mutex<Vec<String>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await.ok()?;
    let mut content: Option<String> = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let verb = line.split([' ', ':', '\r']).next()?.to_ascii_uppercase();
        let step = if content.is_some() { if line == ".\r\n" { "." } else { "" } } else { verb.as_str() };
        if content.is_none() {
            said.lock().unwrap().push(line.trim_end().to_owned());
        }
        if let Some(Fault(_, answer)) = fault.filter(|fault| fault.0 == step) {
            let answer = answer?;
            if answer.is_empty() {
                // Says nothing more until the client leaves.
                while stream.read_line(&mut line).await.ok()? > 0 {}
                return None;
            }
            content = None;
            stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
            continue;
        }
        let answer = match step {
            "EHLO" => "250-sink\r\n250 AUTH PLAIN LOGIN",
            "AUTH" => "235 welcome",
            "DATA" => {
                content = Some(String::new());
                "354 go on"
            }
            "." => {
                taken.lock().unwrap().push(content.take().unwrap_or_default());
                "250 taken as 42"
            }
            "" => {
                content.as_mut()?.push_str(line.strip_prefix('.').unwrap_or(&line));
                continue;
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.ok()?;
                return None;
            }
            _ => "250 fine",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
}

fn mail() -> Mail {
    Mail {
        to: "Zoé <zoe@brand.example>".to_owned(),
        subject: "Trois mentions de votre marque — à l’instant".to_owned(),
        text: "Bonjour\n.\n.suite\n".to_owned(),
        html: Some("<p>Bonjour</p>".to_owned()),
        message_id: "notice-7@parvis.example".to_owned(),
        at: "2026-03-11T12:00:00Z".parse().unwrap(),
        unsubscribe: None,
    }
}

#[tokio::test]
async fn a_mail_arrives_whole() {
    let sink = Sink::start(None).await;
    let server = MailServer { login: Some(("user".to_owned(), Secret::new("word".to_owned()))), ..sink.server() };
    let taken = Mailer::new(server).unwrap().send(&mail()).await.unwrap();
    assert_eq!(taken.said, "taken as 42");
    let said = sink.said.lock().unwrap().join("\n");
    for line in
        ["EHLO brand.example", "AUTH PLAIN AHVzZXIAd29yZA==", "MAIL FROM:<parvis@brand.example>", "RCPT TO:<zoe@brand.example>"]
    {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    let content = sink.taken.lock().unwrap().remove(0);
    assert!(content.contains("Message-ID: <notice-7@parvis.example>\r\n"));
    assert!(content.contains("Bonjour\r\n.\r\n.suite\r\n"), "{content}");
    assert!(content.contains("<p>Bonjour</p>"));
}

#[tokio::test]
async fn what_became_of_a_mail_is_classed_by_how_far_it_came() {
    use FailureClass::{Permanent, Temporary, Unknown};
    for (fault, class) in [
        (Fault("EHLO", Some("421 busy")), Temporary),
        (Fault("MAIL", Some("451 later")), Temporary),
        (Fault("RCPT", Some("550 nobody here")), Permanent),
        (Fault("RCPT", Some("450 greylisted")), Temporary),
        (Fault("DATA", Some("554 no")), Permanent),
        (Fault("DATA", None), Temporary),
        (Fault("DATA", Some("")), Temporary),
        (Fault(".", Some("552 too large")), Permanent),
        (Fault(".", Some("452 full")), Temporary),
        (Fault(".", None), Unknown),
    ] {
        let sink = Sink::start(Some(fault)).await;
        // Only the server that falls silent is to be left before it had the time to answer.
        let step_time_max = if fault.1 == Some("") { Duration::from_millis(300) } else { Duration::from_secs(5) };
        let mailer = Mailer::new(MailServer { step_time_max, ..sink.server() }).unwrap();
        let error = mailer.send(&mail()).await.unwrap_err();
        assert_eq!(error.class(), class, "{} {:?}: {error:?}", fault.0, fault.1);
        let [english, french] = Language::ALL.map(|language| error.sentence(language));
        assert_ne!(english, french);
        if let (Some(answer), MailError::Refused { code, said }) = (fault.1, &error) {
            assert!(answer.starts_with(&code.to_string()) && said.contains(&answer[4..]), "{error:?}");
        }
        assert!(sink.taken.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn settings_that_cannot_work_are_told_apart() {
    let sink = Sink::start(Some(Fault("AUTH", Some("535 wrong")))).await;
    let login = Some(("user".to_owned(), Secret::new("word".to_owned())));
    let refused = Mailer::new(MailServer { login, ..sink.server() }).unwrap().send(&mail()).await.unwrap_err();
    assert!(matches!(&refused, MailError::Login { said } if said.contains("wrong")), "{refused:?}");
    assert_eq!(refused.class(), FailureClass::Permanent);
    // The sink offers no STARTTLS, and speaks no TLS at all: nothing must be sent to it then.
    for security in [MailSecurity::StartTls, MailSecurity::Tls] {
        let sink = Sink::start(None).await;
        let server = MailServer { security, ..sink.server() };
        let error = Mailer::new(server).unwrap().send(&mail()).await.unwrap_err();
        assert!(matches!(error.class(), FailureClass::Temporary), "{security:?}: {error:?}");
        assert!(!sink.said.lock().unwrap().iter().any(|line| line.starts_with("MAIL")));
    }
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let unreachable = MailServer { port: closed, ..sink.server() };
    let error = Mailer::new(unreachable).unwrap().send(&mail()).await.unwrap_err();
    assert_eq!(error, MailError::Unreachable { server: "127.0.0.1".to_owned() });
}
