//! What alerts told, as lines of a log.

use app::listen::alert_problem::AlertProblem;
use domain::Language;
use minijinja::{Value, context};
use store::alert::{Alert, Notification};

use crate::request::Member;

/// The lines of a log, newest first. `alerts` gives names where the log is of several alerts.
pub(super) fn lines(member: &Member, language: Language, notifications: &[Notification], alerts: &[Alert]) -> Vec<Value> {
    let line = |notification: &Notification| {
        let alert = alerts.iter().find(|alert| alert.id == notification.alert_id);
        let problem = AlertProblem::from_stored(&notification.problem);
        context! {
            id => notification.id.get(), state => notification.state.as_str(), test => notification.test, total => notification.total,
            at => notification.created_at, sent_at => notification.sent_at, attempts => notification.attempts, address => notification.address.as_str(),
            since_published => notification.since_published_seconds, since_found => notification.since_found_seconds,
            why => problem.map(|problem| problem.sentence(language)),
            kind => match notification.state.as_str() { "sent" => "good", "failed" => "bad", "retrying" => "warn", _ => "" },
            alert => alert.map(|alert| context! { name => alert.name.as_str(), href => member.href(&format!("alerts/{}", alert.id)) }),
        }
    };
    notifications.iter().map(line).collect()
}
