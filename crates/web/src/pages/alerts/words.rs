//! What an alert is about and when it tells, for its pages.

use std::collections::BTreeMap;

use app::listen::{alert_latency::AlertLatency, alert_save::About, filter::MentionFilter};
use domain::hat::Act;
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::{Id, StoreError, access::User, alert::Alert, topic::Topic, view::View};

use crate::request::Member;

/// Names of everything that an alert can be about, and of its owners.
pub(super) struct Names {
    pub(super) topics: Vec<Topic>,
    pub(super) views: Vec<View>,
    members: BTreeMap<Id<User>, String>,
}

impl Names {
    pub(super) async fn read(member: &Member) -> Result<Self, StoreError> {
        let members = member.reader.members().await?;
        Ok(Self {
            topics: member.reader.topics().await?,
            views: member.reader.views().await?,
            members: members.into_iter().map(|member| (member.user_id, member.name)).collect(),
        })
    }

    /// The name and the way to what an alert is about; none when it listens no more.
    fn about(&self, member: &Member, alert: &Alert) -> Option<Value> {
        let (name, href, noun) = match About::of(alert)? {
            About::Topic(id) => (self.topics.iter().find(|topic| topic.id == id)?.name.as_str(), format!("topics/{id}"), "topic"),
            About::Signals(id) => {
                (self.topics.iter().find(|topic| topic.id == id)?.name.as_str(), format!("signals?topic={id}"), "alert")
            }
            About::View(id) => {
                let view = self.views.iter().find(|view| view.id == id)?;
                // A view of a topic that listens no more will never show anything new.
                let of = MentionFilter::from_address(&view.filter, &TimeZone::UTC).topic;
                of.is_none_or(|of| self.topics.iter().any(|topic| topic.id == of)).then_some(())?;
                (view.name.as_str(), format!("views/{id}"), "save")
            }
        };
        Some(context! { name, href => member.href(&href), symbol => noun })
    }

    /// An alert as the pages draw it.
    pub(super) fn alert(&self, member: &Member, alert: &Alert) -> Value {
        let own = member.actor.user == Some(alert.user_id);
        context! {
            id => alert.id.get(), name => alert.name.as_str(), about => self.about(member, alert), rhythm => alert.rhythm.as_str(),
            hour => format!("{:02}:00", alert.hour), way => alert.way.as_str(), address => alert.address.as_str(), state => alert.state.as_str(),
            href => member.href(&format!("alerts/{}", alert.id)), owner => self.members.get(&alert.user_id).map(String::as_str), own,
            may_change => own || member.actor.allows(Act::Govern), created_at => alert.created_at, has_secret => alert.secret.is_some(),
        }
    }
}

/// How long an alert takes, as the pages draw it; none before anything was told.
pub(super) fn latency(latency: &AlertLatency) -> Option<Value> {
    let found = latency.since_found?;
    let published = latency.since_published;
    Some(context! {
        messages => latency.messages, found_median => found.median, found_p90 => found.p90,
        published_median => published.map(|spread| spread.median), published_p90 => published.map(|spread| spread.p90),
    })
}
