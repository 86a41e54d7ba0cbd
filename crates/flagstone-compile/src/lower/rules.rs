//! Red flags.

use chrono::NaiveDate;
use flagstone_syntax::ast::{self, RuleLine};
use flagstone_syntax::{Span, Spanned};

use super::Lowering;
use super::conditions::texts;
use super::names::Once;
use crate::hir::{Condition, Doubt, Example, HazardId, LevelId, Lock, Person, Reading, Rule, SourceId};
use crate::lints::message;

/// The lines of a red flag, each at most once where once is meant.
#[derive(Default)]
struct Lines {
    when: Once<Option<Condition>>,
    raise_to: Once<Option<LevelId>>,
    doubt: Once<Doubt>,
    known: Once<String>,
    because: Once<String>,
    review_by: Once<NaiveDate>,
    tell: Vec<String>,
    notify: Vec<String>,
    flags: Vec<String>,
    sources: Vec<SourceId>,
    hazards: Vec<HazardId>,
    examples: Vec<Example>,
}

impl Lowering {
    pub(crate) fn lower_rules(&mut self, blocks: &[&ast::RedFlag]) -> Vec<Rule> {
        for (at, block) in blocks.iter().enumerate() {
            self.rules.declare(&block.id, at, &mut self.diagnostics);
        }
        blocks.iter().filter_map(|block| self.rule(block)).collect()
    }

    fn rule(&mut self, block: &ast::RedFlag) -> Option<Rule> {
        let mut lines = Lines::default();
        for line in &block.lines {
            self.rule_line(line, block.span, &mut lines);
        }
        let id = block.id.node.clone();
        let when = self.required(lines.when, &block.id, "rule-without-when", "when chest pain and sweating");
        let raise_to = self.required(lines.raise_to, &block.id, "rule-without-level", "raise to same day");
        let (when, raise_to) = (when.flatten()?, raise_to.flatten()?);
        self.refuse_lowering_readings(&when, raise_to, block);
        Some(Rule {
            id,
            span: block.span,
            title: block.title.node.clone(),
            lock: block.lock.as_ref().map_or(Lock::Guarded, |lock| lock.node),
            when,
            raise_to,
            doubt: lines.doubt.get().unwrap_or(Doubt::Review),
            only_when_known: lines.known.get(),
            tell: lines.tell,
            notify: lines.notify,
            flags: lines.flags,
            because: lines.because.get(),
            sources: lines.sources,
            hazards: lines.hazards,
            review_by: lines.review_by.get(),
            examples: lines.examples,
        })
    }

    fn required<T>(&mut self, line: Once<T>, id: &Spanned<String>, code: &'static str, example: &str) -> Option<T> {
        let value = line.get();
        if value.is_none() {
            let word = example.split(' ').next().unwrap_or_default();
            let message = format!("red flag `{}` has no `{word}` line", id.node);
            self.error(code, id.span, message, format!("add a line such as `{example}`"));
        }
        value
    }

    fn rule_line(&mut self, line: &RuleLine, block: Span, lines: &mut Lines) {
        match line {
            RuleLine::When(condition) => {
                let lowered = self.condition(condition);
                lines.when.set("when", lowered, condition.span, &mut self.diagnostics);
            }
            RuleLine::RaiseTo(name) => {
                let level = self.level(name);
                lines.raise_to.set("raise to", level, name.span, &mut self.diagnostics);
            }
            RuleLine::EvenWhenUnsure(span) => {
                lines.doubt.set("even when unsure", Doubt::Full, *span, &mut self.diagnostics);
            }
            RuleLine::OnlyWhenSaid(text) => {
                lines.doubt.set("only when said", Doubt::None(text.node.clone()), text.span, &mut self.diagnostics);
            }
            RuleLine::OnlyWhenKnown(text) => {
                lines.known.set("only when known", text.node.clone(), text.span, &mut self.diagnostics);
            }
            RuleLine::Because(text) => {
                lines.because.set("because", text.node.clone(), text.span, &mut self.diagnostics)
            }
            RuleLine::ReviewBy(date) => lines.review_by.set("review by", date.node, date.span, &mut self.diagnostics),
            RuleLine::TellPatient(text) => {
                message(text, &mut self.diagnostics);
                lines.tell.push(text.node.clone());
            }
            RuleLine::Notify(names) => lines.notify.extend(names.iter().map(|name| name.node.clone())),
            RuleLine::Flag(name) => lines.flags.push(name.node.clone()),
            RuleLine::Source(ids) => {
                let found = ids.iter().filter_map(|id| self.sources.find(id, &mut self.diagnostics));
                lines.sources.extend(found.map(SourceId));
            }
            RuleLine::Hazard(ids) => {
                let found = ids.iter().filter_map(|id| self.hazards.find(id, &mut self.diagnostics));
                lines.hazards.extend(found.map(HazardId));
            }
            RuleLine::Example(example) => lines.examples.push(lower_example(example, block)),
            RuleLine::Allow(_) => {}
        }
    }

    /// CLINICAL: `ongoing` and `certain` can only take mentions away, which no emergency may lean on.
    fn refuse_lowering_readings(&mut self, when: &Condition, level: LevelId, block: &ast::RedFlag) {
        let immediate = self.levels.get("immediate").unwrap_or(1);
        let tests = when.concept_tests();
        let leans = tests.iter().any(|test| matches!(test.reading, Reading::Ongoing | Reading::Certain));
        if leans && level.0 <= immediate {
            let message = format!(
                "red flag `{}` raises to the highest levels but leaves out what has passed or is hedged",
                block.id.node
            );
            let help = "take `ongoing` or `certain` out: a stroke that has gone is still an emergency";
            self.error("lowering-reading", block.id.span, message, help);
        }
    }
}

fn lower_example(example: &ast::Example, block: Span) -> Example {
    Example {
        span: if example.span.start == example.span.end { block } else { example.span },
        text: example.text.node.clone(),
        person: example.from.as_ref().map_or_else(Person::default, |person| lower_person(&person.node)),
        outcome: example.outcome.node,
    }
}

/// What is known of a person in an example, a test or a case.
#[must_use]
pub fn lower_person(person: &ast::Person) -> Person {
    Person {
        age: person.age,
        sex: person.sex,
        pregnant: person.pregnant,
        conditions: person.conditions.as_deref().map(texts),
        medicines: person.medicines.as_deref().map(texts),
        sender: person.sender,
    }
}
