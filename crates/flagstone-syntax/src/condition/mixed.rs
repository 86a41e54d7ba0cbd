//! `and` mixed with `or`, and the rewrite that shows what is meant.
//!
//! CLINICAL: two careful readers may read `A and B or C` differently, and one reading may miss an emergency; so it is refused
//! (`language.md` section 3). The rewrite takes `and` as the closer tie, as most people do, and the author must look at it.

use crate::diagnostic::Diagnostic;
use crate::node::Node;
use crate::outline::{Shape, Statement};
use crate::values::Problems;

use super::{Clause, Joiner};

/// Whether a line joins in two ways, counting the word it begins with.
pub(super) fn is_mixed(before: Option<Joiner>, joiners: &[Joiner]) -> bool {
    let mut all = before.iter().chain(joiners);
    let first = all.next();
    all.any(|joiner| Some(joiner) != first)
}

/// The message for one line.
pub(super) fn mixed_line(
    statement: &Statement<'_>,
    before: Option<Joiner>,
    atoms: &[Node<'_>],
    joiners: &[Joiner],
) -> Diagnostic {
    let whole = statement.line.whole();
    let problem =
        Diagnostic::error("mixed-and-or", whole, "this line mixes `and` with `or`, which people read in two ways")
            .label("which belong together?")
            .help("write the things that belong together as bullets under `any of` or `all of`");
    let Some(first) = atoms.first() else {
        return problem;
    };
    let Some(last) = atoms.last().filter(|last| !last.has(flagstone_grammar::Rule::group)) else {
        return problem;
    };
    let Shape::Sentence(_) = statement.shape else {
        return problem;
    };
    let base = statement.line.indent + 2;
    problem.fix(first.span().to(last.span()), bullets(&groups(atoms, joiners), before, base))
}

/// Runs of atoms joined by `and`; between the runs stands `or`.
fn groups<'a>(atoms: &[Node<'a>], joiners: &[Joiner]) -> Vec<Vec<&'a str>> {
    let mut groups: Vec<Vec<&'a str>> = vec![Vec::new()];
    for (at, atom) in atoms.iter().enumerate() {
        if at > 0 && joiners.get(at - 1) == Some(&Joiner::Or) {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(atom.text());
        }
    }
    groups
}

fn bullets(groups: &[Vec<&str>], before: Option<Joiner>, indent: usize) -> String {
    let list = |head: &str, dashes: usize, items: &[&str]| {
        let lines: String = items
            .iter()
            .map(|item| format!("\n{}{} {item}", " ".repeat(indent + 2 * (dashes - 1)), "-".repeat(dashes)))
            .collect();
        format!("{head}{lines}")
    };
    if let ([only], Some(Joiner::Or)) = (groups, before) {
        return list("all of", 1, only);
    }
    let items: Vec<String> =
        groups.iter().map(|group| if group.len() == 1 { group.concat() } else { list("all of", 2, group) }).collect();
    list("any of", 1, &items.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Tells of a condition with both `and` lines and `or` lines.
pub(super) fn tell_mixed_lines(clauses: &[Clause<'_, '_>], problems: &mut Problems) {
    let of = |joiner| {
        clauses.iter().find(move |clause| clause.joiner == Some(joiner)).map(|clause| clause.statement.line.whole())
    };
    let (Some(and), Some(or)) = (of(Joiner::And), of(Joiner::Or)) else {
        return;
    };
    problems.push(
        Diagnostic::error(
            "mixed-and-or",
            or,
            "this condition mixes `and` lines with `or` lines, which people read in two ways",
        )
        .label("joined by `or`")
        .related(and, "joined by `and`")
        .help("put the lines that belong together as bullets under `any of` or `all of`"),
    );
}
