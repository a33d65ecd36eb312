//! What an edited query gains and loses, for the editor.

use app::listen::topic_compare::{COMPARED_DAYS, COMPARED_MAX, Comparison, Moved, Side};
use minijinja::{Value, context, value::Serde};
use store::topic::Topic;

use super::{draft::Draft, found};
use crate::{Web, difference::difference, request::Member};

/// The comparison for the template.
pub(super) fn value(web: &Web, member: &Member, topic: &Topic, draft: &Draft, comparison: &Comparison) -> Value {
    let changes = difference(&topic.query, &draft.to_query());
    context! {
        judged => comparison.judged, complete => comparison.complete, both => comparison.both, labelled => comparison.labelled,
        days => COMPARED_DAYS, judged_max => COMPARED_MAX, searched => found::searched_words(web, member, comparison.searched_to),
        gained => side(web, member, topic, &comparison.gained), lost => side(web, member, topic, &comparison.lost),
        changes => (topic.query != draft.to_query()).then(|| Value::from(Serde(&changes))),
    }
}

fn side(web: &Web, member: &Member, topic: &Topic, side: &Side) -> Value {
    let one = |moved: &Moved| {
        context! {
            labelled => moved.label, why_href => member.href(&format!("topics/{}/why?document={}", topic.id, moved.shown.id)),
            ..found::found(web, member, &moved.shown)
        }
    };
    context! {
        documents => side.documents, relevant => side.relevant, irrelevant => side.irrelevant,
        shown => side.shown.iter().map(one).collect::<Vec<_>>(),
    }
}
