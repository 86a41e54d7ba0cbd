//! `test`: a request in a situation, and what must come of it.

use flagstone_grammar::Rule;

use crate::ast::{Expect, Given, Test, Writes};
use crate::condition::atom;
use crate::diagnostic::Diagnostic;
use crate::forms::begins_with;
use crate::node::Node;
use crate::outline::{Outline, Shape, Statement};
use crate::person;
use crate::span::Spanned;
use crate::suggest;
use crate::values::{self, Problems};

use super::routing::urgency_cell;
use super::{Entry, read_head, span, walk};

/// One line of a test.
enum Line {
    Given(Spanned<Given>),
    When(Writes),
    Expect(Spanned<Expect>),
}

pub(super) fn test(block: &Outline<'_>, problems: &mut Problems) -> Option<Test> {
    let head = read_head(block, problems);
    let body: Vec<Statement<'_>> =
        block.body.iter().filter(|statement| !is_reserved(statement, problems)).copied().collect();
    let lines = walk(&body, problems, line);
    let title = values::text_in(&head?, problems)?;
    let mut test = Test { span: span(block), title, given: Vec::new(), when: None, expect: Vec::new() };
    for line in lines {
        match line {
            Line::Given(given) => test.given.push(given),
            Line::Expect(expect) => test.expect.push(expect),
            Line::When(writes) if test.when.is_none() => test.when = Some(writes),
            Line::When(writes) => problems.push(second_when(&writes)),
        }
    }
    Some(test)
}

/// Counts of requests and channels belong to capacity, which a later version brings.
fn is_reserved(statement: &Statement<'_>, problems: &mut Problems) -> bool {
    let Shape::Sentence(form) = statement.shape else {
        return false;
    };
    let words = statement.line.text.get(form.keyword.len()..).unwrap_or("").trim_start();
    let counts = words.starts_with(|letter: char| letter.is_ascii_digit()) && words.contains(" request");
    let reserved = match form.rule {
        Rule::line_given | Rule::line_and_given if counts => "requests received",
        Rule::line_expect if begins_with(words, "channel") => "expect channel",
        _ => return false,
    };
    problems.push(suggest::not_yet(reserved, statement.line.whole()));
    true
}

fn second_when(writes: &Writes) -> Diagnostic {
    Diagnostic::error("second-message", writes.span, "a test has one `when` line")
        .help("write another test for the second message")
}

fn line(entry: &Entry<'_>, problems: &mut Problems) -> Option<Line> {
    let Entry::Line(rule, node) = entry else {
        return None;
    };
    match rule {
        Rule::line_writes => writes(node, problems).map(Line::When),
        Rule::line_expect => {
            let expectation = node.child(Rule::expectation)?;
            expect(&expectation, problems).map(|expect| Line::Expect(Spanned::new(expect, expectation.span())))
        }
        _ => {
            let circumstance = node.child(Rule::circumstance)?;
            given(&circumstance, problems).map(|given| Line::Given(Spanned::new(given, circumstance.span())))
        }
    }
}

fn writes(node: &Node<'_>, problems: &mut Problems) -> Option<Writes> {
    let person = person::person(&node.child(Rule::person)?, problems)?.node;
    Some(Writes { span: node.span(), person, text: values::text_in(node, problems)? })
}

fn given(node: &Node<'_>, problems: &mut Problems) -> Option<Given> {
    let kind = node.children().find(|child| child.rule() != Rule::kw_the)?;
    match kind.rule() {
        Rule::given_day => Some(Given::Weekday {
            day: kind.child(Rule::weekday).and_then(|day| values::weekday(&day)),
            at: values::time_of_day(&kind.child(Rule::time_of_day)?, problems)?,
        }),
        Rule::given_moment => {
            let date = values::date_in(&kind, problems);
            let at = values::time_of_day(&kind.child(Rule::time_of_day)?, problems)?;
            Some(Given::Moment { date: date?.node, at })
        }
        Rule::form_test => kind.child(Rule::form).map(|form| Given::Form(atom::form_value(&form))),
        Rule::sender_test => kind.child(Rule::sender).map(|sender| Given::Sender(atom::sender_value(&sender))),
        Rule::answer_test => atom::answer_test(&kind, problems).map(|(question, is)| Given::Answer { question, is }),
        _ => given_patient(&kind, problems),
    }
}

fn given_patient(node: &Node<'_>, problems: &mut Problems) -> Option<Given> {
    let fact = node.children().nth(1)?;
    let texts = values::texts(&fact.child(Rule::texts)?, problems);
    Some(if fact.rule() == Rule::patient_has { Given::Has(texts) } else { Given::Takes(texts) })
}

fn expect(node: &Node<'_>, problems: &mut Problems) -> Option<Expect> {
    let kind = node.first()?;
    match kind.rule() {
        Rule::kw_a_person_reads_it => Some(Expect::PersonReads),
        Rule::expect_urgency => urgency_cell(&kind.child(Rule::levels)?, problems).map(Expect::Urgency),
        Rule::expect_sent_to => values::name_in(&kind, Rule::destination, problems).map(Expect::SentTo),
        Rule::expect_flag => values::name_in(&kind, Rule::name, problems).map(Expect::Flag),
        Rule::expect_deadline => {
            let date = values::date_in(&kind, problems);
            let at = values::time_of_day(&kind.child(Rule::time_of_day)?, problems)?;
            Some(Expect::Deadline { date: date?.node, at })
        }
        _ => Some(Expect::Rule { id: values::id_in(&kind)?, fires: kind.has(Rule::kw_fires) }),
    }
}
