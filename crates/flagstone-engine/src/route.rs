//! Where a request goes, and by when.
//!
//! # Why
//! Routing may only send; it cannot change urgency. A row fits when everything it asks for *certainly* holds, so that a
//! missing fact or a doubtful word never sends a patient somewhere less urgent.

use flagstone_text::{ConceptId, Finding};

use crate::condition::View;
use crate::plan::{ConceptTest, LevelId, Reading, Row, Target, Whom};
use crate::truth::Truth;

/// The first row that fits, or the policy's otherwise.
pub(crate) fn route(view: View<'_>, urgency: LevelId) -> (Option<usize>, Target) {
    let mut rows = view.plan.rows.iter().enumerate();
    let first = rows.find(|(_, row)| fits(view, row, urgency));
    first.map_or((None, view.plan.otherwise), |(at, row)| (Some(at), row.target))
}

fn fits(view: View<'_>, row: &Row, urgency: LevelId) -> bool {
    let level = row.levels.as_ref().is_none_or(|levels| levels.contains(&urgency));
    level
        && (row.asks_about.is_empty() || row.asks_about.iter().any(|concept| certainly_said(view, *concept)))
        && row.not_about.iter().all(|concept| !possibly_said(view, *concept))
        && row.facts.iter().all(|fact| view.value(*fact).full == Truth::True)
        && row.open.is_none_or(|open| is_open(view) == Some(open))
}

fn certainly_said(view: View<'_>, concept: ConceptId) -> bool {
    let test = ConceptTest { concept, reading: Reading::Certain, whom: Whom::Patient, time: None };
    view.scratch.mentions_of(concept).any(|mention| view.mention(test, mention).full == Truth::True)
        && view.gate(test) == Truth::True
}

fn possibly_said(view: View<'_>, concept: ConceptId) -> bool {
    let options = view.plan.lexicon.options(concept);
    view.scratch.mentions_of(concept).any(|mention| mention.finding(options) >= Finding::Unsure)
}

fn is_open(view: View<'_>) -> Option<bool> {
    view.plan.calendar.as_ref()?.is_open(view.request.received?)
}

/// The moment by which the request must be dealt with; `None` when it is not known when it came in, or the calendar ends.
///
/// CLINICAL: a destination's own deadline can bring an urgent request forward, never push it back; only the lowest level
/// takes the destination's deadline as it stands.
pub(crate) fn deadline(view: View<'_>, urgency: LevelId, target: Target) -> Option<i64> {
    let received = view.request.received?;
    let calendar = view.plan.calendar.as_ref()?;
    let of_level = calendar.resolve(view.plan.level(urgency)?.deadline, received);
    let of_target = target.by.and_then(|by| calendar.resolve(by, received));
    let lowest = urgency.index() + 1 == view.plan.levels.len();
    match (of_level, of_target) {
        (_, Some(target)) if lowest => Some(target),
        (Some(level), Some(target)) => Some(level.min(target)),
        (level, target) => level.or(target),
    }
}
