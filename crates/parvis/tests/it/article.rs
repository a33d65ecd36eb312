//! `parvis article check`: an article from a file or standard input, and what could be better in it.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

fn check(arguments: &[&str], article: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["article", "check"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever refuses the arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(article);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const WRONG: &str = "---\ntitle: Veste\nname: Alto\nprice: cher\n---\n### Loin\n\nUn mot.\n";

#[test]
fn what_is_wrong_is_told_with_its_weight_and_the_code_is_1() {
    let output = check(&["--language", "fr", "-"], WRONG.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let out = text(&output.stdout);
    let weights: Vec<&str> = out.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert!(weights.contains(&"wrong") && weights.iter().all(|weight| ["wrong", "better", "hint"].contains(weight)), "{out}");
    assert!(text(&output.stderr).contains("of the findings are wrong"), "{}", text(&output.stderr));
    let english = text(&check(&["--language", "en", "-"], WRONG.as_bytes()).stdout);
    assert!(english != out && english.lines().count() == out.lines().count(), "{english}");
}

#[test]
fn json_tells_the_same_with_the_outline_and_what_engines_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("article.md");
    std::fs::write(&file, WRONG).unwrap();
    let output = check(&["--format", "json", file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes: Vec<&str> = told["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"product_wrong") && codes.contains(&"heading_skips"), "{codes:?}");
    assert_eq!(told["outline"].as_array().unwrap().len(), 1);
    let lines = text(&check(&[file.to_str().unwrap()], b"").stdout);
    assert_eq!(lines.lines().count(), codes.len());
}

#[test]
fn what_cannot_be_read_is_told_in_a_sentence() {
    let missing = check(&["no-such-file.md"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert!(missing.stdout.is_empty() && text(&missing.stderr).contains("no-such-file.md"), "{}", text(&missing.stderr));
    let binary = check(&["-"], &[b'#', b' ', 0xff, 0xfe]);
    assert_eq!(binary.status.code(), Some(1));
    assert!(text(&binary.stderr).contains("UTF-8"), "{}", text(&binary.stderr));
    assert_eq!(check(&["--format", "yaml", "-"], b"").status.code(), Some(2));
}
