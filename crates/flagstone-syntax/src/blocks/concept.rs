//! `concept`: the words that patients use for one thing.

use flagstone_grammar::Rule;

use crate::ast::{Concept, ConceptKind, ConceptLine, CountsWhen, Name, SayPattern, Within};
use crate::diagnostic::Diagnostic;
use crate::node::Node;
use crate::outline::Outline;
use crate::span::Spanned;
use crate::values::{self, Problems};

use super::{Entry, allow, read_head, span, walk};

/// Words that say how a concept must stand in the text, and so cannot begin its name.
const READINGS: [&str; 8] = ["present", "ongoing", "certain", "absent", "past", "ever", "possible", "mentioned"];

pub(super) fn concept(block: &Outline<'_>, problems: &mut Problems) -> Option<Concept> {
    let head = read_head(block, problems);
    let lines = walk(&block.body, problems, line);
    let name = values::name_in(&head?, Rule::name, problems)?;
    tell_reserved(&name, problems);
    Some(Concept { span: span(block), name, lines })
}

fn tell_reserved(name: &Name, problems: &mut Problems) {
    let Some(word) = name.node.split(' ').next().filter(|word| READINGS.contains(word)) else {
        return;
    };
    problems.push(
        Diagnostic::error("reserved-name", name.span, format!("the name of a concept cannot begin with `{word}`"))
            .label(format!("`{word}` says how a concept must stand in the text"))
            .help("choose another first word"),
    );
}

fn line(entry: &Entry<'_>, problems: &mut Problems) -> Option<ConceptLine> {
    let (rule, node) = match entry {
        Entry::Condition(condition) => return Some(ConceptLine::OnlyWhen(condition.clone())),
        Entry::Line(rule, node) => (rule, node),
    };
    match rule {
        Rule::line_means => means(node),
        Rule::line_kind => {
            node.child(Rule::concept_kind).map(|word| ConceptLine::Kind(Spanned::new(kind(&word), word.span())))
        }
        Rule::line_say => patterns(node, problems).map(ConceptLine::Say),
        Rule::line_not_when => patterns(node, problems).map(ConceptLine::NotWhen),
        Rule::line_includes => {
            Some(ConceptLine::Includes(values::names(&node.child(Rule::names)?, Rule::name, problems)))
        }
        Rule::line_counts_when => Some(ConceptLine::CountsWhen(
            node.all(Rule::counts).map(|word| Spanned::new(counts(&word), word.span())).collect(),
        )),
        Rule::line_because => values::text_in(node, problems).map(ConceptLine::Because),
        Rule::line_sources => Some(ConceptLine::Source(values::ids_in(node))),
        Rule::line_review_by => values::date_in(node, problems).map(ConceptLine::ReviewBy),
        _ => allow(node, problems).map(ConceptLine::Allow),
    }
}

fn means(node: &Node<'_>) -> Option<ConceptLine> {
    let system = values::verbatim(&node.child(Rule::code_system)?).map(|system| system.to_ascii_uppercase());
    Some(ConceptLine::Means { system, code: values::id_in(node)? })
}

fn kind(node: &Node<'_>) -> ConceptKind {
    match node.text().to_ascii_lowercase().as_str() {
        "condition" => ConceptKind::Condition,
        "context" => ConceptKind::Context,
        _ => ConceptKind::Symptom,
    }
}

fn counts(node: &Node<'_>) -> CountsWhen {
    match node.text().to_ascii_lowercase().as_str() {
        "past" => CountsWhen::Past,
        "hypothetical" => CountsWhen::Hypothetical,
        _ => CountsWhen::SomeoneElse,
    }
}

fn patterns(node: &Node<'_>, problems: &mut Problems) -> Option<Vec<SayPattern>> {
    let patterns = node.child(Rule::say_patterns)?;
    Some(patterns.all(Rule::say_pattern).filter_map(|each| pattern(&each, problems)).collect())
}

fn pattern(node: &Node<'_>, problems: &mut Problems) -> Option<SayPattern> {
    let within = match node.child(Rule::say_within) {
        Some(within) => Some(Within {
            words: values::number_in(&within, problems)?,
            of: values::texts(&within.child(Rule::texts)?, problems),
        }),
        None => None,
    };
    let measure = match node.child(Rule::say_measure).and_then(|say| say.child(Rule::measure)) {
        Some(measure) => Some(values::measure(&measure, problems)?),
        None => None,
    };
    Some(SayPattern { span: node.span(), phrase: values::text_in(node, problems)?, within, measure })
}
