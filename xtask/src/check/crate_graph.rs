//! The arrows between our crates, and what the pure ones must not reach (I1 and the arrows of `ARCHITECTURE.md`).

use crate::ground;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Every crate of ours with the crates of ours that it may name. What is not here may not be.
const ARROWS: [(&str, &[&str]); 11] = [
    ("query", &[]),
    ("text", &[]),
    ("domain", &[]),
    // What a network takes of a picture.
    ("media", &["domain"]),
    // What a query may be found by, for the full-text candidates.
    ("store", &["query", "domain"]),
    ("connect", &["domain"]),
    ("app", &["query", "text", "domain", "media", "store", "connect"]),
    ("web", &["query", "text", "domain", "store", "app"]),
    ("parvis", &["query", "text", "domain", "store", "connect", "app", "web"]),
    ("testkit", &["query", "text", "domain", "store", "connect", "app", "web"]),
    // Its benches, which are examples, may name everything; the tasks themselves build without any of it.
    ("xtask", &[]),
];
/// The test kit, which every crate may name for its tests and none for anything else.
const TEST_KIT: &str = "testkit";
/// The crate whose benches, which are built as its examples, look inside everything.
const BENCHES: &str = "xtask";
/// The crates that do no IO.
const PURE: [&str; 4] = ["query", "text", "domain", "media"];
/// What a pure crate must not reach, by whatever way: runtimes, databases, sockets, HTTP.
const IMPURE: [&str; 13] = [
    "async-std",
    "axum",
    "h2",
    "hyper",
    "lettre",
    "mio",
    "reqwest",
    "rustls",
    "sea-orm",
    "smol",
    "socket2",
    "sqlx-core",
    "tokio",
];

/// The arrows that stand in the tree, read off cargo.
#[derive(Default)]
struct Graph {
    /// Every package with what it needs to run or build: package, then its dependencies.
    needs: BTreeMap<String, BTreeSet<String>>,
    /// The same for tests only.
    test_needs: BTreeMap<String, BTreeSet<String>>,
    ours: BTreeSet<String>,
}

pub(super) fn findings() -> Result<Vec<String>> {
    Ok(judge(&read(&ground::metadata()?)?))
}

fn read(metadata: &Value) -> Result<Graph> {
    let list = |value: &Value, what: &str| value.as_array().cloned().with_context(|| format!("cargo metadata has no {what}"));
    let mut names = BTreeMap::new();
    for package in list(&metadata["packages"], "packages")? {
        let (Some(id), Some(name)) = (package["id"].as_str(), package["name"].as_str()) else { continue };
        names.insert(id.to_owned(), name.to_owned());
    }
    let name_of = |id: &Value| id.as_str().and_then(|id| names.get(id)).cloned().unwrap_or_default();
    let mut graph = Graph::default();
    for id in list(&metadata["workspace_members"], "members")? {
        graph.ours.insert(name_of(&id));
    }
    for node in list(&metadata["resolve"]["nodes"], "nodes")? {
        let name = name_of(&node["id"]);
        for dependency in list(&node["deps"], "dependencies")? {
            for kind in list(&dependency["dep_kinds"], "kinds of dependencies")? {
                let side = if kind["kind"] == "dev" { &mut graph.test_needs } else { &mut graph.needs };
                side.entry(name.clone()).or_default().insert(name_of(&dependency["pkg"]));
            }
        }
    }
    Ok(graph)
}

fn judge(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for name in &graph.ours {
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| known == name) else {
            findings.push(format!("crates/{name}: a crate that the table of arrows does not know"));
            continue;
        };
        for (side, is_of_tests) in [(&graph.needs, false), (&graph.test_needs, true)] {
            if is_of_tests && name == BENCHES {
                continue;
            }
            for other in side.get(name).into_iter().flatten().filter(|other| graph.ours.contains(*other)) {
                let is_kit = is_of_tests && other == TEST_KIT;
                if !is_kit && other != name && !allowed.contains(&other.as_str()) {
                    findings.push(format!("crates/{name}: names {other}, for which there is no arrow"));
                }
            }
        }
        if PURE.contains(&name.as_str()) {
            findings.extend(
                reached(graph, name)
                    .into_iter()
                    .filter(|other| IMPURE.contains(&other.as_str()))
                    .map(|other| format!("crates/{name}: reaches {other}, and does no IO (I1)")),
            );
        }
    }
    findings
}

/// Everything that the crate needs to run or build, by whatever way.
fn reached(graph: &Graph, name: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(next) = open.pop() {
        for other in graph.needs.get(&next).into_iter().flatten() {
            if seen.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{Graph, judge};

    fn check(needs: &[(&str, &str)], test_needs: &[(&str, &str)], expect: &[&str]) {
        let mut graph = Graph::default();
        for ours in ["domain", "store", "connect", "web", "testkit", "xtask"] {
            graph.ours.insert(ours.to_owned());
        }
        for (from, to) in needs {
            graph.needs.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        for (from, to) in test_needs {
            graph.test_needs.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        assert_eq!(judge(&graph), expect);
    }

    #[test]
    fn only_drawn_arrows_stand() {
        check(&[("web", "store"), ("store", "domain")], &[("store", "testkit")], &[]);
        check(&[("web", "connect")], &[], &["crates/web: names connect, for which there is no arrow"]);
        check(&[], &[("xtask", "store")], &[]);
        check(&[("xtask", "store")], &[], &["crates/xtask: names store, for which there is no arrow"]);
        check(&[("store", "testkit")], &[], &["crates/store: names testkit, for which there is no arrow"]);
    }

    #[test]
    fn a_pure_crate_reaches_no_runtime_by_any_way() {
        check(&[("domain", "ammonia"), ("ammonia", "html5ever")], &[("domain", "tokio")], &[]);
        check(&[("domain", "helpful"), ("helpful", "tokio")], &[], &["crates/domain: reaches tokio, and does no IO (I1)"]);
    }

    #[test]
    fn a_new_crate_has_to_be_drawn() {
        let mut graph = Graph::default();
        graph.ours.insert("billing".to_owned());
        assert_eq!(judge(&graph), ["crates/billing: a crate that the table of arrows does not know"]);
    }
}
