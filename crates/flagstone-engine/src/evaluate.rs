//! From a request to a decision.
//!
//! # How
//! 1. Read every free-text field and every answered question into mentions.
//! 2. Ask the rules that could hold; the decision's urgency is the highest that any of them asks for.
//! 3. Gather the reasons for a person to read it; what could not be read is raised to the review level.
//! 4. Find the first row of the routing table that certainly fits, and the deadline.
//!
//! # Invariants
//! Never fails, never panics, and allocates nothing once the scratch is warm. The same request gives the same decision.
//!
//! Before: [`Plan`]. After: [`Decision`].

use flagstone_text::{Finding, Tick};

use crate::bits::{Fact, Facts, Reason, Reasons};
use crate::condition::{Quantifier, View};
use crate::decision::{Decision, Outcome};
use crate::plan::{ConceptTest, Doubt, LevelId, Plan, Rule, RuleId};
use crate::request::{AnswerValue, Request};
use crate::route;
use crate::scratch::{Fired, Scratch, Strength};
use crate::truth::Truth;

/// The most free-text fields and answers of one request that are read; with more, a person reads the request.
pub const FIELD_LIMIT: usize = 1_000;

/// Decides one request.
///
/// `scratch` must have been made for this `plan`; with another plan's scratch the answer is defined but useless.
pub fn evaluate<'a>(plan: &'a Plan, scratch: &'a mut Scratch, request: &'a Request<'a>) -> Decision<'a> {
    let (outcome, scratch) = decide(plan, scratch, request);
    Decision::new(plan, scratch, request, outcome)
}

pub(crate) fn decide<'a>(plan: &Plan, scratch: &'a mut Scratch, request: &Request<'_>) -> (Outcome, &'a Scratch) {
    read(plan, scratch, request);
    settle(plan, scratch, request);
    scratch.collect_candidates(plan);
    fire(plan, scratch, request);
    scratch.reasons = reasons(plan, scratch, request);
    let urgency = urgency(plan, scratch);
    let view = View { plan, scratch, request, quantifier: Quantifier::Every };
    let (row, target) = route::route(view, urgency);
    let deadline = route::deadline(view, urgency, target);
    note_time(plan, scratch, request, urgency, deadline);
    (Outcome { urgency, row, target, deadline }, scratch)
}

/// Reads the words of the request.
fn read(plan: &Plan, scratch: &mut Scratch, request: &Request<'_>) {
    let moment = request.received.and_then(|received| plan.calendar.as_ref()?.local(received));
    let text = &mut scratch.text;
    flagstone_text::begin(text, moment);
    let mut number = 0..u16::MAX;
    for (field, at) in request.fields.iter().take(FIELD_LIMIT).zip(&mut number) {
        flagstone_text::read_field(&plan.lexicon, text, at, field.text);
    }
    for (answer, at) in request.answers.iter().take(FIELD_LIMIT).zip(&mut number) {
        let tick = match answer.value {
            AnswerValue::Yes => Tick::Yes,
            AnswerValue::No => Tick::No,
            AnswerValue::Text(words) => {
                flagstone_text::read_field(&plan.lexicon, text, at, words.as_bytes());
                continue;
            }
        };
        flagstone_text::read_answer(&plan.lexicon, text, at, answer.question.as_bytes(), tick);
    }
    scratch.link();
}

/// Answers once for every concept that is mentioned what most conditions ask of it.
fn settle(plan: &Plan, scratch: &mut Scratch, request: &Request<'_>) {
    for position in 0..scratch.mentioned().len() {
        let Some(&concept) = scratch.mentioned().get(position) else { continue };
        let view = View { plan, scratch, request, quantifier: Quantifier::Some };
        let value = view.look_up(ConceptTest::present(concept));
        scratch.set_present(concept, value);
    }
}

/// Asks the candidates.
fn fire(plan: &Plan, scratch: &mut Scratch, request: &Request<'_>) {
    scratch.fired.clear();
    let mut missing = Facts::default();
    for position in 0..scratch.candidates.len() {
        let Some(&id) = scratch.candidates.get(position) else { continue };
        let Some(rule) = plan.rule(id) else { continue };
        let view = View { plan, scratch, request, quantifier: Quantifier::Some };
        if let Some(fired) = ask(view, id, rule) {
            if view.value(rule.when).doubt == Truth::Unknown {
                view.unknown_facts(rule.when, &mut missing);
            }
            scratch.fired.push(fired);
        }
    }
    scratch.missing = missing;
}

/// Whether a rule fires, and how firmly.
///
/// CLINICAL: a rule that raises fires when its condition is true *or cannot be ruled out*; doubt about a mention raises
/// to the review level (language reference, meaning).
pub(crate) fn ask(view: View<'_>, id: RuleId, rule: &Rule) -> Option<Fired> {
    let needed = if rule.known_only { Truth::True } else { Truth::Unknown };
    let value = view.value(rule.when);
    if value.full >= needed {
        return Some(Fired { rule: id, level: rule.level, strength: Strength::Full });
    }
    if value.doubt < needed {
        return None;
    }
    match rule.doubt {
        Doubt::None => None,
        Doubt::Full => Some(Fired { rule: id, level: rule.level, strength: Strength::Full }),
        Doubt::Review => {
            let level = rule.level.max(view.plan.review);
            Some(Fired { rule: id, level, strength: Strength::Doubt })
        }
    }
}

/// The highest urgency asked for; what could not be read goes to the review level at least.
fn urgency(plan: &Plan, scratch: &Scratch) -> LevelId {
    let lowest = LevelId(u8::try_from(plan.levels.len().saturating_sub(1)).unwrap_or(u8::MAX));
    let asked = scratch.fired.iter().map(|fired| fired.level).min().unwrap_or(lowest);
    let unreadable = scratch.reasons.iter().any(Reason::is_unreadable);
    if unreadable { asked.min(plan.review) } else { asked }
}

fn reasons(plan: &Plan, scratch: &Scratch, request: &Request<'_>) -> Reasons {
    let limits = scratch.text.limits();
    let mut reasons = Reasons::default();
    let unticked = request.answers.iter().all(|answer| answer.value != AnswerValue::Yes);
    reasons.insert_if(!scratch.fired.is_empty(), Reason::RedFlag);
    reasons.insert_if(scratch.fired.iter().any(|fired| fired.strength == Strength::Doubt), Reason::Doubt);
    reasons.insert_if(!scratch.missing.is_empty(), Reason::MissingFact);
    reasons.insert_if(conflict(plan, scratch, request), Reason::Conflict);
    reasons.insert_if(limits.no_words && unticked, Reason::Empty);
    reasons.insert_if(limits.not_utf8, Reason::NotText);
    reasons.insert_if(limits.text_too_long || limits.sentence_too_long, Reason::TooLong);
    reasons.insert_if(limits.too_many_mentions, Reason::TooManyMentions);
    reasons.insert_if(limits.not_english, Reason::NotEnglish);
    reasons.insert_if(limits.unreadable_number, Reason::UnreadableNumber);
    let too_many = request.fields.len() > FIELD_LIMIT || request.answers.len() > FIELD_LIMIT;
    reasons.insert_if(too_many, Reason::TooManyFields);
    reasons
}

/// Whether a question was answered no and the text says yes: the concepts that the question names are looked for.
fn conflict(plan: &Plan, scratch: &Scratch, request: &Request<'_>) -> bool {
    if !request.answers.iter().any(|answer| answer.value == AnswerValue::No) {
        return false;
    }
    let ticked_no = |field: u16| {
        let answer = usize::from(field).checked_sub(request.fields.len().min(FIELD_LIMIT));
        let answer = answer.and_then(|at| request.answers.get(at));
        answer.is_some_and(|answer| answer.value == AnswerValue::No)
    };
    scratch.mentioned().iter().any(|concept| {
        let options = plan.lexicon.options(*concept);
        let denied = scratch.mentions_of(*concept).any(|mention| ticked_no(mention.field));
        denied && scratch.mentions_of(*concept).any(|mention| mention.finding(options) == Finding::Said)
    })
}

/// Notes what the clock adds: urgent but closed, or outside the calendar.
fn note_time(plan: &Plan, scratch: &mut Scratch, request: &Request<'_>, urgency: LevelId, deadline: Option<i64>) {
    let Some(received) = request.received else {
        scratch.missing.insert(Fact::Received);
        return;
    };
    let open = plan.calendar.as_ref().and_then(|calendar| calendar.is_open(received));
    let urgent = urgency <= plan.review;
    scratch.reasons.insert_if(urgent && open == Some(false), Reason::ReceivedWhenClosed);
    scratch.reasons.insert_if(deadline.is_none() && plan.calendar.is_some(), Reason::OutsideCalendar);
}
