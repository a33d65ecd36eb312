//! The table of `cases.txt`: a query, a text, a verdict.

use query::{Analysis, Document, Fields, HasFlags, IsFlags, candidates, parse, print};

use crate::properties::passes;

/// 2026-11-21 12:00 UTC.
const NOW_US: i64 = 1_795_262_400_000_000;
const CASES_MIN: usize = 300;

fn fields_of<'a>(written: &'a str, links: &'a mut Vec<&'a str>, tags: &'a mut Vec<&'a str>) -> Fields<'a> {
    let mut fields = Fields::default();
    let (mut is, mut has) = (IsFlags::default(), HasFlags::default());
    for pair in written.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').expect("name=value");
        match name {
            "url" => fields.url = Some(value),
            "site" => fields.site = Some(value),
            "link" => links.push(value),
            "author" => fields.author = Some(value),
            "followers" => fields.followers = Some(value.parse().unwrap()),
            "lang" => fields.lang = Some(value),
            "country" => fields.country = Some(value),
            "network" => fields.network = Some(value),
            "kind" => fields.kind = Some(value),
            "source" => fields.source = Some(value),
            "tag" => tags.push(value),
            "thread" => fields.thread = Some(value),
            "rating" => fields.rating = Some(value.parse().unwrap()),
            "sentiment" => fields.sentiment = Some(value),
            "toxicity" => fields.toxicity = Some(value.parse().unwrap()),
            "reach" => fields.reach = Some(value.parse().unwrap()),
            "published" => fields.published = Some(value.parse::<i64>().unwrap() * 1_000_000),
            "is" => match value {
                "reply" => is.reply = true,
                "repost" => is.repost = true,
                "question" => is.question = true,
                "original" => is.original = true,
                other => panic!("is={other}"),
            },
            "has" => match value {
                "image" => has.image = true,
                "video" => has.video = true,
                "link" => has.link = true,
                "personal_data" => has.personal_data = true,
                other => panic!("has={other}"),
            },
            other => panic!("no field {other}"),
        }
    }
    (fields.is, fields.has) = (is, has);
    (fields.links, fields.tags) = (links, tags);
    fields
}

#[test]
fn every_case_of_the_table_has_its_verdict() {
    let table = include_str!("cases.txt");
    let mut analysis = Analysis::new();
    let (mut count, mut wrong) = (0, Vec::new());
    for (line, row) in (1..).zip(table.lines()).filter(|(_, row)| !row.trim().is_empty() && !row.starts_with("# ")) {
        let columns: Vec<&str> = row.split(" | ").map(str::trim).collect();
        let [verdict, text, title, body, rest @ ..] = columns.as_slice() else { panic!("line {line}: {row}") };
        let parsed = parse(text);
        let Some(query) = parsed.query else { panic!("line {line}: {text}: {:?}", parsed.problems) };
        let (mut links, mut tags) = (Vec::new(), Vec::new());
        let fields = fields_of(rest.first().unwrap_or(&""), &mut links, &mut tags);
        let document = Document { title, body, fields };
        analysis.read(&document);
        let expected = match *verdict {
            "yes" => true,
            "no" => false,
            other => panic!("line {line}: {other}"),
        };
        let verdict = query.matches(&analysis, &document, NOW_US);
        if verdict != expected {
            wrong.push(format!("line {line}: {row}"));
        }
        assert_eq!(query.explain(&analysis, &document, NOW_US).holds, verdict, "line {line}: explained otherwise: {row}");
        assert!(!verdict || passes(&candidates(&query), &analysis), "line {line}: not a candidate: {row}");
        let printed = print(&query);
        assert_eq!(parse(&printed).query.as_ref(), Some(&query), "line {line}: printed as {printed}");
        count += 1;
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= CASES_MIN, "only {count} cases");
}
