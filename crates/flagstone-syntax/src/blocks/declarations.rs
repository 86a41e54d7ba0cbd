//! `setting`, `hazard`, `source` and `urgency`: short blocks that declare one thing.

use flagstone_grammar::Rule;

use crate::ast::{Hazard, HazardLine, HazardSeverity, Likelihood, Setting, Source, SourceLine, Urgency, UrgencyLine};
use crate::node::Node;
use crate::outline::Outline;
use crate::span::Spanned;
use crate::values::{self, Problems};

use super::{Entry, allow, read_head, span, walk};

pub(super) fn setting(block: &Outline<'_>, problems: &mut Problems) -> Option<Setting> {
    let head = read_head(block, problems)?;
    let numbers: Vec<Spanned<u32>> =
        head.all(Rule::number).filter_map(|number| values::number(&number, problems)).collect();
    let name = values::name_in(&head, Rule::setting_name, problems)?;
    match <[Spanned<u32>; 3]>::try_from(numbers) {
        Ok([from, to, normally]) => Some(Setting { span: span(block), name, from, to, normally }),
        Err(_) => None,
    }
}

pub(super) fn hazard(block: &Outline<'_>, problems: &mut Problems) -> Option<Hazard> {
    let head = read_head(block, problems);
    let lines = walk(&block.body, problems, hazard_line);
    let head = head?;
    Some(Hazard { span: span(block), id: values::id_in(&head)?, title: values::text_in(&head, problems)?, lines })
}

fn hazard_line(entry: &Entry<'_>, problems: &mut Problems) -> Option<HazardLine> {
    let Entry::Line(rule, node) = entry else {
        return None;
    };
    match rule {
        Rule::line_severity => {
            node.child(Rule::severity).map(|word| HazardLine::Severity(Spanned::new(severity(&word), word.span())))
        }
        Rule::line_likelihood => node
            .child(Rule::likelihood)
            .map(|word| HazardLine::Likelihood(Spanned::new(likelihood(&word), word.span()))),
        Rule::line_cause => values::text_in(node, problems).map(HazardLine::Cause),
        Rule::line_effect => values::text_in(node, problems).map(HazardLine::Effect),
        Rule::line_control => values::text_in(node, problems).map(HazardLine::Control),
        _ => allow(node, problems).map(HazardLine::Allow),
    }
}

fn severity(node: &Node<'_>) -> HazardSeverity {
    match node.text().to_ascii_lowercase().as_str() {
        "minor" => HazardSeverity::Minor,
        "significant" => HazardSeverity::Significant,
        "considerable" => HazardSeverity::Considerable,
        "major" => HazardSeverity::Major,
        _ => HazardSeverity::Catastrophic,
    }
}

fn likelihood(node: &Node<'_>) -> Likelihood {
    match node.text().to_ascii_lowercase().as_str() {
        "very low" => Likelihood::VeryLow,
        "low" => Likelihood::Low,
        "medium" => Likelihood::Medium,
        "high" => Likelihood::High,
        _ => Likelihood::VeryHigh,
    }
}

pub(super) fn source(block: &Outline<'_>, problems: &mut Problems) -> Option<Source> {
    let head = read_head(block, problems);
    let lines = walk(&block.body, problems, source_line);
    let head = head?;
    Some(Source { span: span(block), id: values::id_in(&head)?, title: values::text_in(&head, problems)?, lines })
}

fn source_line(entry: &Entry<'_>, problems: &mut Problems) -> Option<SourceLine> {
    let Entry::Line(rule, node) = entry else {
        return None;
    };
    match rule {
        Rule::line_checked => values::date_in(node, problems).map(SourceLine::Checked),
        Rule::line_not_checked => values::text_in(node, problems).map(SourceLine::NotChecked),
        Rule::line_link => values::text_in(node, problems).map(SourceLine::Link),
        _ => allow(node, problems).map(SourceLine::Allow),
    }
}

pub(super) fn urgency(block: &Outline<'_>, problems: &mut Problems) -> Option<Urgency> {
    let head = read_head(block, problems);
    let lines = walk(&block.body, problems, urgency_line);
    Some(Urgency { span: span(block), name: values::name_in(&head?, Rule::level, problems)?, lines })
}

fn urgency_line(entry: &Entry<'_>, problems: &mut Problems) -> Option<UrgencyLine> {
    let Entry::Line(rule, node) = entry else {
        return None;
    };
    match rule {
        Rule::line_after => values::name_in(node, Rule::level, problems).map(UrgencyLine::After),
        Rule::line_called => values::text_in(node, problems).map(UrgencyLine::Called),
        _ => values::deadline(&node.child(Rule::deadline)?, problems).map(UrgencyLine::Deadline),
    }
}
