//! npm lock files: no address of a registry in them, and no licence that `deny.toml` does not allow.

use super::TreeFile;
use anyhow::{Context, Result};
use serde_json::Value;

/// Packages, by the start of their name, with a licence outside the list, with why that is well.
const EXCEPTIONS: [(&str, &str, &str); 2] = [
    ("axe-core", "MPL-2.0", "runs in the journeys only and is not given away"),
    ("@fontsource-variable/", "OFL-1.1", "typefaces, whose licence allows giving them away with a program"),
];

pub(super) fn findings(files: &[TreeFile]) -> Result<Vec<String>> {
    let denial = files.iter().find(|file| file.path == "deny.toml").context("deny.toml is missing")?;
    let allowed = allowed(&denial.text)?;
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with("package-lock.json")) {
        let lock: Value = serde_json::from_str(&file.text).with_context(|| file.path.clone())?;
        findings.extend(judge(&lock, &allowed).into_iter().map(|finding| format!("{}: {finding}", file.path)));
    }
    Ok(findings)
}

/// The licences that `deny.toml` allows.
fn allowed(text: &str) -> Result<Vec<String>> {
    let table: toml::Table = text.parse().context("deny.toml is not TOML")?;
    let list = table.get("licenses").and_then(|licences| licences.get("allow")).and_then(toml::Value::as_array);
    let list = list.context("deny.toml has no licenses.allow")?;
    Ok(list.iter().filter_map(|licence| licence.as_str().map(str::to_owned)).collect())
}

fn judge(lock: &Value, allowed: &[String]) -> Vec<String> {
    let mut findings = Vec::new();
    for (place, package) in lock["packages"].as_object().into_iter().flatten() {
        if package.get("resolved").is_some() {
            findings.push(format!("{place} names where it was fetched: `npm config set omit-lockfile-registry-resolved true`"));
        }
        let Some((_, name)) = place.rsplit_once("node_modules/") else { continue };
        let licence = package["license"].as_str().unwrap_or("no licence");
        // One of several, in brackets or not, is enough; both of two are not to be told apart from it and have to be listed.
        let choices = licence.trim_matches(['(', ')']).split(" OR ");
        let is_excepted = EXCEPTIONS.iter().any(|(known, kind, _)| name.starts_with(known) && *kind == licence);
        if !is_excepted && !choices.into_iter().any(|choice| allowed.iter().any(|known| known == choice)) {
            findings.push(format!("{name} is under {licence}, which deny.toml does not allow"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{allowed, judge};
    use serde_json::json;

    #[test]
    fn licences_and_addresses_are_judged() {
        let allowed = allowed("[licenses]\nallow = [\"MIT\", \"ISC\"]").unwrap();
        let check = |package, expect: &[&str]| {
            let lock = json!({ "packages": { "": { "name": "ours" }, "node_modules/one": package } });
            assert_eq!(judge(&lock, &allowed), expect);
        };
        check(json!({ "license": "MIT" }), &[]);
        check(json!({ "license": "(GPL-3.0 OR ISC)" }), &[]);
        check(json!({ "license": "GPL-3.0" }), &["one is under GPL-3.0, which deny.toml does not allow"]);
        check(json!({}), &["one is under no licence, which deny.toml does not allow"]);
        check(
            json!({ "license": "MIT", "resolved": "x" }),
            &["node_modules/one names where it was fetched: `npm config set omit-lockfile-registry-resolved true`"],
        );
    }
}
