//! Marks of work left undone, and tests that do not run: neither is committed.

use super::TreeFile;

/// Words that mark something left undone, as whole words in capitals. Cut in two so that this file does not find itself.
const MARKS: [&str; 4] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];
/// Rust that stands for code which is not there, or for a test that does not run.
const STUBS: [&str; 3] = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("#[", "ignore")];
/// What the words may stand in: lock files hold hashes.
const UNREAD: [&str; 3] = ["lock", "snap", "svg"];

pub(super) fn findings(files: &[TreeFile]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !UNREAD.contains(&file.extension()) && !file.path.ends_with("package-lock.json")) {
        for (number, line) in file.text.lines().enumerate() {
            let mark = line.split(|sign: char| !sign.is_alphanumeric()).find(|word| MARKS.contains(word));
            let stub = STUBS.iter().find(|stub| file.extension() == "rs" && line.contains(**stub)).copied();
            if let Some(mark) = mark.or(stub) {
                findings.push(format!(
                    "{}:{}: `{mark}`: finish it, or leave it out and say so in an issue",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{super::file, MARKS, STUBS, findings};

    #[test]
    fn marks_are_found_and_words_are_not() {
        for mark in MARKS {
            assert_eq!(findings(&[file("a.md", &format!("fine\n({mark}: later)"))]).len(), 1, "{mark}");
        }
        for stub in STUBS {
            assert_eq!(findings(&[file("a.rs", stub)]).len(), 1, "{stub}");
        }
        assert!(findings(&[file("a.md", &format!("{}S, todo, hack", MARKS[0]))]).is_empty());
    }
}
