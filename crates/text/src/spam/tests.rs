use super::*;
use proptest::prelude::*;

#[test]
fn the_model_is_whole() {
    Layer::read(include_bytes!("../../models/spam.bin")).unwrap();
}

#[test]
fn advertisements_are_spam_and_talk_is_not() {
    for text in [
        "Hey guys check out my channel and subscribe please!! http://example.com/xyz",
        "EARN $5000 a week from home, click here www.example.com",
        "please subscribe to my channel I upload new covers every week",
        "URGENT! You have won a £1000 prize, call 09061234567 now to claim",
        "Abonnez-vous à ma chaîne svp, je fais des reprises, lien dans ma bio http://example.fr/abc",
    ] {
        assert!(judge(text) > 0.5, "{text}: {}", judge(text));
    }
    for text in [
        "I love this song so much",
        "this brings back memories",
        "the video has 2 billion views wow",
        "Best part at 2:19",
        "J'adore cette chanson",
        "see you at the office at five",
    ] {
        assert!(judge(text) < 0.5, "{text}: {}", judge(text));
    }
    assert_eq!(judge(" "), 0.0);
}

proptest! {
    #[test]
    fn any_text_is_judged(text in "(\\PC|<a href=\"|>|&#39;|&|http://|\u{200B}|\u{202E}|🤡){0,80}") {
        prop_assert!((0.0..=1.0).contains(&judge(&text)));
    }
}

#[test]
fn long_texts_take_bounded_time() {
    for piece in ["check ", "<", "&", "http://", "🤡", "0", "<a", ".com"] {
        assert!((0.0..=1.0).contains(&judge(&piece.repeat(5_000_000 / piece.len()))));
    }
}
