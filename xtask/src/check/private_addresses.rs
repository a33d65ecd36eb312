//! Paths of one machine and hosts of package registries: what works on one desk only stays out of the repository.

use super::TreeFile;

/// Paths of machines, and hosts where packages are fetched. Cut in two so that this file does not find itself.
const PRIVATE: [&str; 11] = [
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/t", "mp/"),
    concat!("registry.", "npmjs"),
    concat!("registry.", "yarnpkg"),
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("pypi", ".org"),
    concat!("files.", "pythonhosted"),
    concat!("deb.", "debian.org"),
    concat!("security.", "debian.org"),
];

pub(super) fn findings(files: &[TreeFile]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path != "Cargo.lock") {
        for (number, line) in file.text.lines().enumerate() {
            for private in PRIVATE.iter().filter(|private| holds(line, private)) {
                findings.push(format!("{}:{}: `{private}` is of one machine or registry", file.path, number + 1));
            }
        }
    }
    findings
}

/// Whether the line holds the words at the start of a path: behind the host of an address they are a stranger’s.
fn holds(line: &str, private: &str) -> bool {
    line.match_indices(private).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !private.starts_with('/') || before.is_none_or(|sign| !sign.is_alphanumeric() && !"._-~}>".contains(sign))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::file, PRIVATE, findings};

    #[test]
    fn a_path_of_a_machine_is_found() {
        for private in PRIVATE {
            assert_eq!(findings(&[file("a.md", &format!("see {private}x"))]).len(), 1, "{private}");
        }
    }

    #[test]
    fn a_path_on_a_site_is_not() {
        assert!(findings(&[file("a.rs", &format!("https://journal.example{}1", PRIVATE[1]))]).is_empty());
    }
}
