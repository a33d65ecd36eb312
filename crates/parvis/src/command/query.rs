//! `parvis query`.

use anyhow::{Context, bail};
use domain::Clock;
use query::{Analysis, Dialect, Language, Parsed, Problem, Severity};
use serde_json::json;

use crate::{
    boot,
    command::{
        said::Said,
        text_in::{argument_or_input, file_or_input},
    },
    line::{Format, Query},
};

/// Checks, prints, explains or translates a query.
///
/// # Errors
/// When the query cannot be asked, with its problems in the sentence.
pub(crate) fn run(command: Query) -> anyhow::Result<()> {
    match command {
        Query::Check { query, format, language } => check(argument_or_input(query)?.trim(), format, &language),
        Query::Print { query } => {
            let query = asked(query::parse(argument_or_input(query)?.trim()))?;
            Ok(boot::say(&query::print(&query))?)
        }
        Query::Explain { query, document } => {
            let query = asked(query::parse(argument_or_input(query)?.trim()))?;
            let text = file_or_input(&document)?;
            let said = Said::read(text.trim_end_matches('\n'))?;
            let lists = said.lists();
            let document = said.document(&lists);
            let mut analysis = Analysis::new();
            analysis.read(&document);
            let explanation = query.explain(&analysis, &document, Clock::machine().now().as_microsecond());
            Ok(boot::say(&serde_json::to_string_pretty(&explanation)?)?)
        }
        Query::Convert { query, from } => {
            let Some(dialect) = Dialect::from_name(&from) else {
                bail!("{from} is not a tool whose queries can be read: brandwatch, talkwalker, meltwater, google, x")
            };
            let query = asked(query::parse_as(dialect, argument_or_input(query)?.trim()))?;
            Ok(boot::say(&query::print(&query))?)
        }
    }
}

/// The query, or one sentence with everything that is wrong and where.
fn asked(parsed: Parsed) -> anyhow::Result<query::Query> {
    let errors = parsed.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    let told: Vec<String> = errors.map(|problem| located(problem, Language::English)).collect();
    parsed.query.with_context(|| told.join(" "))
}

fn located(problem: &Problem, language: Language) -> String {
    format!("{}-{}: {}", problem.span.start, problem.span.end, problem.sentence(language))
}

fn check(text: &str, format: Format, language: &str) -> anyhow::Result<()> {
    let language = if language.starts_with("fr") { Language::French } else { Language::English };
    let Parsed { query, problems } = query::parse(text);
    if format == Format::Json {
        let list: Vec<_> = problems
            .iter()
            .map(|problem| {
                json!({ "severity": problem.severity(), "start": problem.span.start, "end": problem.span.end, "message": problem.sentence(language) })
            })
            .collect();
        boot::say(&json!({ "valid": query.is_some(), "problems": list }).to_string())?;
    } else {
        for problem in &problems {
            boot::say(&located(problem, language))?;
        }
    }
    if query.is_none() {
        bail!("this query cannot be asked");
    }
    Ok(())
}
