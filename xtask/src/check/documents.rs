//! Links between the documents of the repository lead somewhere.

use super::TreeFile;
use std::collections::BTreeSet;

pub(super) fn findings(files: &[TreeFile]) -> Vec<String> {
    let mut places: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        let mut place = file.path.as_str();
        places.insert(place);
        while let Some((folder, _)) = place.rsplit_once('/') {
            places.insert(folder);
            place = folder;
        }
    }
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.extension() == "md") {
        for (number, line) in file.text.lines().enumerate() {
            for target in links_of(line).filter(|target| !places.contains(resolve(&file.path, target).as_str())) {
                findings.push(format!("{}:{}: the link to `{target}` leads nowhere", file.path, number + 1));
            }
        }
    }
    findings
}

/// The targets of `](target)` on this line that are paths, without their fragment.
fn links_of(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .filter(|target| !target.contains(':'))
        .map(|target| target.split_once('#').map_or(target, |(path, _)| path))
        .filter(|target| !target.is_empty())
}

/// The path from the top of the repository that `target` means in the document `from`.
fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').collect(),
    };
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{super::file, findings};

    #[test]
    fn a_link_leads_to_a_file_or_folder() {
        let check = |text, expect: &[&str]| {
            assert_eq!(findings(&[file("docs/a.md", text), file("docs/decisions/0001.md", "")]), expect);
        };
        check("[b](decisions/0001.md#why) [c](../docs/decisions) [d](https://x.example) [e](#here)", &[]);
        check("[b](b.md)", &["docs/a.md:1: the link to `b.md` leads nowhere"]);
    }
}
