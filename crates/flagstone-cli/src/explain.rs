//! `flagstone explain`: why one request was decided as it was.
//!
//! # Why
//! Authors ask why a rule fired, safety officers why another did not, and coroners ask both. The answer names the words that
//! decided and the one condition that was missing.
//!
//! # How
//! [`flagstone::trace`] asks the same conditions as the evaluation; `stopped` finds the condition without which a rule
//! cannot hold; `report` shows it.

mod report;
mod request;
mod stopped;

use flagstone::text::Finding;
use flagstone::{Decision, Plan, Request, Scratch, Trace};
use flagstone_records::{OwnedRequest, Recorder, finding_word, source_of};
use serde_json::{Value, json};

use crate::args::{Explain, ReportOutput};
use crate::failure::Failure;
use crate::loading::{self, Loaded};
use crate::moments;
use crate::screen::{Screen, print};
pub(crate) use stopped::{Near, near};

/// Explains one request.
pub(crate) fn explain(options: &Explain, screen: Screen) -> Result<(), Failure> {
    let loaded = loading::load(&options.package, screen)?;
    let (owned, problems) = request::read(options)?;
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    let mut scratch = Scratch::new(&loaded.plan);
    let text = owned.with_request(|request| {
        let trace = flagstone::trace(&loaded.plan, &mut scratch, request);
        let decision = flagstone::evaluate(&loaded.plan, &mut scratch, request);
        let near = near(&decision, &trace);
        match options.output {
            ReportOutput::Human => report::human(&loaded, &owned, &decision, &near, options.all, screen),
            ReportOutput::Json => json_report(&loaded, &owned, &decision, &near),
        }
    });
    print(&text)
}

/// The decision's record, with what is not in it: the text's findings, what nearly fired and the row of the table.
fn json_report(loaded: &Loaded, owned: &OwnedRequest, decision: &Decision<'_>, near: &[Near]) -> String {
    let recorder = Recorder::new(&loaded.plan);
    let record = recorder.record(owned, decision);
    let mut value = serde_json::to_value(&record).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        let nearly = near.iter().map(|near| json!({"id": near.id, "title": near.title, "stopped_by": near.stopped_by}));
        fields.insert("nearly".to_owned(), nearly.collect());
        fields.insert("mentions".to_owned(), mentions(&loaded.plan, decision));
        fields.insert("row".to_owned(), json!(decision.row().map(|row| row + 1)));
        fields.insert("received".to_owned(), json!(owned.received.map(|moment| moments::long(&loaded.plan, moment))));
    }
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Every mention of a decision's request, for programs.
pub(crate) fn mentions(plan: &Plan, decision: &Decision<'_>) -> Value {
    let one = |mention: &flagstone::text::Mention| {
        let (field, text) = source_of(decision.request(), mention.field);
        let mut value = crate::mentions::record(mention, text, decision.finding(mention), decision.plan().lexicon());
        if let Value::Object(fields) = &mut value {
            fields.insert("concept".to_owned(), json!(plan.concept_name(mention.concept)));
            fields.insert("field".to_owned(), json!(field));
        }
        value
    };
    decision.mentions().iter().map(one).collect()
}

/// Traces a request; for tests that want to know what nearly fired.
pub(crate) fn trace_near(plan: &Plan, scratch: &mut Scratch, request: &Request<'_>) -> Vec<Near> {
    let trace: Trace = flagstone::trace(plan, scratch, request);
    let decision = flagstone::evaluate(plan, scratch, request);
    near(&decision, &trace)
}

/// How a mention is meant, in one word and with the words that decided.
pub(crate) fn meaning(decision: &Decision<'_>, mention: &flagstone::text::Mention) -> String {
    let text = source_of(decision.request(), mention.field).1;
    let reading = crate::describe::reading(mention, text, decision.plan().lexicon()).join(", ");
    let finding = decision.finding(mention);
    match finding {
        _ if reading.is_empty() => finding_word(finding).to_owned(),
        Finding::Denied => reading,
        _ => format!("{}, {reading}", finding_word(finding)),
    }
}
