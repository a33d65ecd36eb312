//! Every invariant of `ARCHITECTURE.md` names what proves it, and that exists.
//!
//! An invariant is a row of a table whose first cell is `I` and a number. Its last cell names in backticks at least one of:
//! a test (`fn` name, with or without its module before it), a type, a file of the repository, a `cargo xtask` command.

use super::TreeFile;

/// The document that lists them.
const DOCUMENT: &str = "ARCHITECTURE.md";
/// The commands that may prove something.
const COMMANDS: [&str; 4] = ["cargo xtask check", "cargo xtask test", "cargo xtask bench", "cargo xtask peers"];

pub(super) fn findings(files: &[TreeFile]) -> Vec<String> {
    let Some(document) = files.iter().find(|file| file.path == DOCUMENT) else {
        return vec![format!("{DOCUMENT} is missing")];
    };
    let mut findings = Vec::new();
    let mut count = 0;
    for (number, line) in document.text.lines().enumerate() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let (Some(name), Some(proof)) = (cells.first(), cells.last()) else { continue };
        if !is_number(name) || cells.len() < 2 {
            continue;
        }
        count += 1;
        let mut named = 0;
        for proof in proof.split('`').skip(1).step_by(2) {
            named += 1;
            if !exists(files, proof) {
                findings.push(format!("{DOCUMENT}:{}: {name} is proved by `{proof}`, which does not exist", number + 1));
            }
        }
        if named == 0 {
            findings.push(format!("{DOCUMENT}:{}: {name} names nothing that proves it", number + 1));
        }
    }
    if count == 0 {
        findings.push(format!("{DOCUMENT} has no table of invariants (rows that begin with I1, I2, …)"));
    }
    findings
}

/// Whether the cell is `I` and a number, whatever emphasis it has.
fn is_number(cell: &str) -> bool {
    let name = cell.trim_matches(['*', '`']);
    name.strip_prefix('I').is_some_and(|number| !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit()))
}

fn exists(files: &[TreeFile], proof: &str) -> bool {
    if COMMANDS.contains(&proof) || files.iter().any(|file| file.path == proof) {
        return true;
    }
    let name = proof.rsplit("::").next().unwrap_or(proof);
    let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    is_name
        && files.iter().filter(|file| file.extension() == "rs").any(|file| {
            ["fn ", "struct ", "enum ", "trait "].iter().any(|keyword| {
                file.text.match_indices(&format!("{keyword}{name}")).any(|(at, found)| {
                    let after = file.text[at + found.len()..].chars().next();
                    after.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_')
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{super::file, findings};

    fn check(table: &str, expect: &[&str]) {
        let code = file("crates/domain/src/html.rs", "pub struct SafeHtml(String);\nfn a_script_is_gone() {}");
        assert_eq!(findings(&[code, file("ARCHITECTURE.md", table)]), expect);
    }

    #[test]
    fn a_proof_has_to_exist() {
        check("| I1 | pure | `cargo xtask check` |\n| I7 | safe | `SafeHtml`, `domain::html::a_script_is_gone` |", &[]);
        check("| **I7** | safe | `crates/domain/src/html.rs` |", &[]);
        check("| I7 | safe | `a_script` |", &["ARCHITECTURE.md:1: I7 is proved by `a_script`, which does not exist"]);
        check("| I7 | safe | review |", &["ARCHITECTURE.md:1: I7 names nothing that proves it"]);
        check("nothing", &["ARCHITECTURE.md has no table of invariants (rows that begin with I1, I2, …)"]);
    }
}
