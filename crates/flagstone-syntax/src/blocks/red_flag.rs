//! `red flag`: when a request becomes more urgent.

use flagstone_grammar::Rule;

use crate::ast::{Example, Lock, Outcome, RedFlag, RuleLine};
use crate::node::Node;
use crate::outline::Outline;
use crate::person;
use crate::span::Spanned;
use crate::values::{self, Problems};

use super::{Entry, allow, read_head, span, walk};

pub(super) fn red_flag(block: &Outline<'_>, problems: &mut Problems) -> Option<RedFlag> {
    let head = read_head(block, problems);
    let lines = walk(&block.body, problems, line);
    let head = head?;
    Some(RedFlag {
        span: span(block),
        id: values::id_in(&head)?,
        title: values::text_in(&head, problems)?,
        lock: head.child(Rule::lock).map(|word| Spanned::new(lock(&word), word.span())),
        lines,
    })
}

fn lock(node: &Node<'_>) -> Lock {
    match node.text().to_ascii_lowercase().as_str() {
        "locked" => Lock::Locked,
        "advisory" => Lock::Advisory,
        _ => Lock::Guarded,
    }
}

fn line(entry: &Entry<'_>, problems: &mut Problems) -> Option<RuleLine> {
    let (rule, node) = match entry {
        Entry::Condition(condition) => return Some(RuleLine::When(condition.clone())),
        Entry::Line(rule, node) => (rule, node),
    };
    match rule {
        Rule::line_raise_to => values::name_in(node, Rule::level, problems).map(RuleLine::RaiseTo),
        Rule::line_tell_patient => values::text_in(node, problems).map(RuleLine::TellPatient),
        Rule::line_notify => Some(RuleLine::Notify(values::names(node, Rule::name, problems))),
        Rule::line_flag => values::name_in(node, Rule::name, problems).map(RuleLine::Flag),
        Rule::line_even_when_unsure => Some(RuleLine::EvenWhenUnsure(node.span())),
        Rule::line_only_when_said => values::text_in(node, problems).map(RuleLine::OnlyWhenSaid),
        Rule::line_only_when_known => values::text_in(node, problems).map(RuleLine::OnlyWhenKnown),
        Rule::line_because => values::text_in(node, problems).map(RuleLine::Because),
        Rule::line_sources => Some(RuleLine::Source(values::ids_in(node))),
        Rule::line_hazards => Some(RuleLine::Hazard(values::ids_in(node))),
        Rule::line_review_by => values::date_in(node, problems).map(RuleLine::ReviewBy),
        Rule::line_example => example(node, problems).map(RuleLine::Example),
        _ => allow(node, problems).map(RuleLine::Allow),
    }
}

fn example(node: &Node<'_>, problems: &mut Problems) -> Option<Example> {
    let promised = node.child(Rule::outcome)?;
    let from = match node.child(Rule::person) {
        Some(words) => Some(person::person(&words, problems)?),
        None => None,
    };
    let outcome = Spanned::new(outcome(&promised)?, promised.span());
    Some(Example { span: node.span(), text: values::text_in(node, problems)?, from, outcome })
}

fn outcome(node: &Node<'_>) -> Option<Outcome> {
    match node.first()?.rule() {
        Rule::kw_fires => Some(Outcome::Fires),
        Rule::kw_does_not_fire => Some(Outcome::DoesNotFire),
        Rule::kw_should_fire => Some(Outcome::KnownMiss),
        Rule::kw_should_not_fire => Some(Outcome::KnownFalseAlarm),
        _ => None,
    }
}
