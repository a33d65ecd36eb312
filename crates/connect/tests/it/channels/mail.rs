//! A newsletter against a loopback mail server that takes it, or fails at a chosen step.

use domain::{
    delivery::{Class, Outcome, Sight},
    network::Network,
    post::Variant,
};

use super::server::{Kit, first, picture, shown};
use crate::notify_mail::{Fault, Sink};

fn kit(recipients: &str) -> Kit {
    Kit::new(Network::Mail, "news@brand.example", &[])
        .setting("from", "Maison Solenne <news@brand.example>")
        .setting("recipients", recipients)
        .setting("unsubscribe", "https://brand.example/stop?who={address}")
}

fn letter(files: &[connect::channels::File]) -> Variant {
    Variant {
        title: "Premières neiges".to_owned(),
        language: "fr".to_owned(),
        ..shown("## Au col\n\nIl **neige**.\n\n![](media:1)", files)
    }
}

async fn sent(sink: &Sink, recipients: &str) -> Outcome {
    let (kit, files) = (kit(recipients), [picture()]);
    let variant = letter(&files);
    let server = format!("smtp://127.0.0.1:{}", sink.port).parse().unwrap();
    kit.adapter().publish(&kit.to_address(server), &first(&variant, &files)).await
}

#[tokio::test]
async fn each_reader_gets_a_letter_of_their_own_with_a_way_out() {
    let sink = Sink::start(None).await;
    let outcome = sent(&sink, "Zoé <zoe@reader.example>, max@reader.example\nzoe@reader.example;MAX@reader.example").await;
    let Outcome::Accepted { remote } = outcome else { panic!("{outcome:?}") };
    assert!(remote.id.starts_with("d41-0.") && remote.id.ends_with("@brand.example"), "{remote:?}");
    let taken = sink.taken.lock().unwrap().clone();
    let of = |address: &str| taken.iter().filter(|mail| mail.contains(&format!("who={address}"))).count();
    assert_eq!((of("zoe%40reader%2Eexample"), of("max%40reader%2Eexample")), (2, 1), "{taken:#?}");
    for line in
        ["List-Unsubscribe-Post: List-Unsubscribe=One-Click", "List-Id: <brand.example>", "Content-ID: <d41-0.0@brand.example>"]
    {
        assert!(taken.iter().all(|mail| mail.contains(line)), "{line} is not in {taken:#?}");
    }
    // Lines are broken where mail wants them broken.
    let whole = taken[1].replace("=\r\n", "");
    assert!(whole.contains("<h2>Au col</h2>") && whole.contains("alt=3D\"Une veste sous la neige\""), "{whole}");
    // A second try to the same reader is the same letter, which a mailbox shows once.
    let again = Sink::start(None).await;
    sent(&again, "max@reader.example").await;
    let id = |mail: &str| mail.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned();
    assert_eq!(id(&again.taken.lock().unwrap()[0]), id(&taken[1]));
}

#[tokio::test]
async fn what_became_of_a_letter_is_told_and_nobody_is_written_to_twice() {
    for (fault, class) in [
        (Fault("RCPT", Some("550 nobody here")), Class::Content),
        (Fault("RCPT", Some("450 greylisted")), Class::Rate),
        (Fault("MAIL", Some("530 log in")), Class::Auth),
        (Fault("DATA", None), Class::Network),
    ] {
        let sink = Sink::start(Some(fault)).await;
        let outcome = sent(&sink, "zoe@reader.example").await;
        assert!(matches!(&outcome, Outcome::Rejected { class: judged, .. } if *judged == class), "{}: {outcome:?}", fault.0);
    }
    let silent = Sink::start(Some(Fault(".", None))).await;
    let outcome = sent(&silent, "zoe@reader.example, max@reader.example").await;
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    let asked = silent.said.lock().unwrap().iter().filter(|line| line.starts_with("RCPT")).count();
    assert_eq!(asked, 1, "the second reader waits until a person has looked");
    let nobody = sent(&silent, " , ").await;
    assert!(matches!(nobody, Outcome::Rejected { class: Class::Content, .. }), "{nobody:?}");
}

#[tokio::test]
async fn connecting_greets_the_server_and_mail_cannot_be_looked_for() {
    let sink = Sink::start(None).await;
    let (kit, files) = (kit("zoe@reader.example"), []);
    let at = |scheme: &str| format!("{scheme}://127.0.0.1:{}", sink.port).parse().unwrap();
    let account = kit.adapter().account(&kit.to_address(at("smtp"))).await.unwrap();
    assert_eq!((account.id.as_str(), account.name.as_str()), ("news@brand.example", "Maison Solenne"));
    assert_eq!(sink.said.lock().unwrap().len(), 2, "hello and goodbye");
    assert_eq!(kit.adapter().account(&kit.to_address(at("https"))).await.unwrap_err().class, Class::Content);
    let variant = letter(&files);
    assert_eq!(kit.adapter().find(&kit.to_address(at("smtp")), &first(&variant, &files)).await, Sight::NoWindow);
}
