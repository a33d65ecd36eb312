//! No file above 400 lines, tables and tests aside. Functions are counted by clippy (`too_many_lines`).

use super::TreeFile;

/// The lines that a file may have before its tests.
const FILE_LINES_MAX: usize = 400;
/// What is counted.
const COUNTED: [&str; 5] = ["rs", "js", "mjs", "css", "html"];
/// Files that are one long table, with why a table does not get better by being cut.
const TABLES: [(&str, &str); 0] = [];

pub(super) fn findings(files: &[TreeFile]) -> Vec<String> {
    files
        .iter()
        .filter(|file| COUNTED.contains(&file.extension()) && !file.is_of_tests())
        .filter(|file| !TABLES.iter().any(|(path, _)| *path == file.path))
        .filter_map(|file| {
            let lines = file.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
            (lines > FILE_LINES_MAX).then(|| format!("{}: {lines} lines before its tests, {FILE_LINES_MAX} at most", file.path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::file, FILE_LINES_MAX, findings};

    #[test]
    fn lines_are_counted_up_to_the_tests() {
        let long = "x\n".repeat(FILE_LINES_MAX);
        assert!(findings(&[file("a.rs", &long)]).is_empty());
        assert!(findings(&[file("a.rs", &format!("{long}#[cfg(test)]\n{long}"))]).is_empty());
        assert!(findings(&[file("crates/a/tests/it/a.rs", &format!("{long}x\n"))]).is_empty());
        assert_eq!(findings(&[file("a.css", &format!("{long}x\n"))]), ["a.css: 401 lines before its tests, 400 at most"]);
    }
}
