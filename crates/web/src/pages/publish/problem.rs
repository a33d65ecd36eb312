//! What stands against publishing, in words.

use domain::{
    network::Network,
    post::{Gravity, Problem},
};
use minijinja::{Value, context};

use super::{reads, say_with};
use crate::{Web, pages::channels::dollars, request::Member};

/// Sizes of files are told in megabytes; this many bytes are one.
const MB: u64 = 1_000_000;

/// Problems as a list shows them.
pub(crate) fn problems(web: &Web, member: &Member, problems: &[Problem]) -> Vec<Value> {
    problems
        .iter()
        .map(|problem| context! { stops => problem.gravity == Gravity::Stops, words => words(web, member, problem) })
        .collect()
}

/// One problem as a sentence.
pub(crate) fn words(web: &Web, member: &Member, problem: &Problem) -> String {
    let reads = reads(web, member);
    let in_bytes = matches!(problem.code.as_str(), "video_too_large" | "animation_too_large");
    let figure = |n: u64| {
        if problem.code == "budget" {
            return dollars(n);
        }
        let n = if in_bytes { n.div_ceil(MB) } else { n };
        reads.number(i64::try_from(n).unwrap_or(i64::MAX))
    };
    let over = problem.amount.saturating_sub(problem.limit);
    let about = web.views.words.find(member.language(), &format!("post-setting-{}", problem.about.replace('_', "-")), &[]);
    // Of what else goes there it is told when.
    let moment = problem.code.starts_with("same_").then(|| problem.about.parse::<jiff::Timestamp>().ok()).flatten();
    let when = moment.map(|at| reads.exact(at.as_microsecond()));
    let network = Network::from_name(&problem.about).filter(|_| problem.code == "budget");
    let about = about.or_else(|| network.map(|network| network.capabilities().label.to_owned()));
    let args = [
        ("amount", figure(problem.amount).into()),
        ("limit", figure(problem.limit).into()),
        ("over", figure(over).into()),
        ("file", f64::from(problem.file).into()),
        ("about", about.or(when).unwrap_or_else(|| problem.about.clone()).into()),
    ];
    let key = format!("problem-{}", problem.code.replace('_', "-"));
    let sentence = say_with(web, member, &key, &args);
    if problem.part == 0 {
        return sentence;
    }
    say_with(web, member, "problem-in-part", &[("part", f64::from(problem.part + 1).into()), ("sentence", sentence.into())])
}
