//! `policy`, `vocabulary` and `use vocabulary`.

use flagstone_grammar::Rule;

use crate::ast::{Header, HeaderLine, Use};
use crate::node::Node;
use crate::outline::Outline;
use crate::span::Spanned;
use crate::values::{self, Problems};

use super::{Entry, allow, read_head, span, walk};

pub(super) fn header(block: &Outline<'_>, problems: &mut Problems) -> Option<Header> {
    let head = read_head(block, problems);
    let lines = walk(&block.body, problems, line);
    let head = head?;
    Some(Header {
        span: span(block),
        name: values::text_in(&head, problems)?,
        version: values::version_in(&head, problems)?,
        lines,
    })
}

pub(super) fn use_vocabulary(block: &Outline<'_>, problems: &mut Problems) -> Option<Use> {
    let head = read_head(block, problems)?;
    Some(Use {
        span: span(block),
        name: values::text_in(&head, problems)?,
        version: values::version_in(&head, problems)?,
    })
}

fn line(entry: &Entry<'_>, problems: &mut Problems) -> Option<HeaderLine> {
    let Entry::Line(rule, node) = entry else {
        return None;
    };
    match rule {
        Rule::line_publisher => values::text_in(node, problems).map(HeaderLine::Publisher),
        Rule::line_applies_to => match node.child(Rule::place) {
            Some(place) => Some(HeaderLine::AppliesTo(values::verbatim(&place))),
            None => values::text_in(node, problems).map(HeaderLine::AppliesTo),
        },
        Rule::line_valid => valid(node, problems),
        Rule::line_owner => values::text_in(node, problems).map(HeaderLine::Owner),
        Rule::line_review_by => values::date_in(node, problems).map(HeaderLine::ReviewBy),
        Rule::line_review_level => values::name_in(node, Rule::level, problems).map(HeaderLine::ReviewLevel),
        _ => allow(node, problems).map(HeaderLine::Allow),
    }
}

fn valid(node: &Node<'_>, problems: &mut Problems) -> Option<HeaderLine> {
    let mut dates = node.all(Rule::date);
    let (first, last) = (dates.next()?, dates.next()?);
    let from: Option<Spanned<_>> = values::date(&first, problems);
    let to = values::date(&last, problems);
    let (from, to) = (from?, to?);
    if from.node > to.node {
        problems.push(values::reversed(node));
        return None;
    }
    Some(HeaderLine::Valid { from, to })
}
