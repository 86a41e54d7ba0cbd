//! From `when`, `and`, `or` lines and their bullets to one tree.
//!
//! # Why
//! People who do not program read `A and B or C` in two ways. So there is no precedence: lines group first, bullets group by
//! their list, and a line that mixes `and` with `or` is refused with a rewrite that shows the grouping.
//!
//! # How
//! ```text
//! when chest pain                 All
//! and any of                       ├ chest pain
//!   - sweating             ──►     └ Any
//!   - all of                          ├ sweating
//!     -- arm pain                     └ All (arm pain, jaw pain)
//!     -- jaw pain
//! ```
//! Each line is a *chain* of atoms; the last atom may be the head of a list, whose bullets follow.
//! `when A or B`, then `and C` on a line of its own, is (A or B) and C.
//!
//! # Invariants
//! The tree is at most [`MAX_DEPTH`] lists deep.
//!
//! # Cost
//! Linear in the number of lines.
//!
//! Before: `outline`. After: `blocks`. The single tests are in `atom`, the depth of bullets in `bullets`.

pub(crate) mod atom;
pub(crate) mod bullets;
mod mixed;

use flagstone_grammar::Rule;

use crate::ast::{Condition, ConditionKind, MAX_DEPTH};
use crate::diagnostic::Diagnostic;
use crate::forms::BULLET;
use crate::node::Node;
use crate::outline::{Shape, Statement};
use crate::sentence;
use crate::span::{Span, Spanned};
use crate::values::Problems;

/// How something is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joiner {
    And,
    Or,
}

/// The head of a list of bullets.
#[derive(Clone, Debug)]
enum Head {
    All,
    Any,
    AtLeast(Spanned<u32>),
}

/// One line of a condition.
#[derive(Clone, Debug)]
struct Chain {
    span: Span,
    parts: Vec<Condition>,
    joiner: Option<Joiner>,
    head: Option<(Span, Head)>,
}

/// A bullet that has been read.
#[derive(Debug)]
struct Bullet {
    depth: usize,
    chain: Chain,
}

/// One `when`, `and` or `or` line with its bullets.
struct Clause<'s, 'a> {
    joiner: Option<Joiner>,
    statement: &'s Statement<'a>,
    bullets: Vec<&'s Statement<'a>>,
}

/// How many statements, from the first, make up one condition.
pub(crate) fn length(statements: &[Statement<'_>]) -> usize {
    let goes_on = |statement: &Statement<'_>| match statement.shape {
        Shape::Sentence(form) => matches!(form.rule, Rule::line_and | Rule::line_or),
        Shape::Bullet(_) | Shape::Unknown => true,
        Shape::Row => false,
    };
    1 + statements.iter().skip(1).take_while(|statement| goes_on(statement)).count()
}

/// Reads the statements of one condition, the first of which is its `when` or `only when` line.
pub(crate) fn condition(statements: &[Statement<'_>], problems: &mut Problems) -> Option<Condition> {
    let clauses = clauses(statements);
    mixed::tell_mixed_lines(&clauses, problems);
    let joiner = clauses.iter().find_map(|clause| clause.joiner);
    let parts: Vec<Condition> = clauses.iter().filter_map(|clause| read_clause(clause, problems)).collect();
    join(parts, joiner)
}

fn clauses<'s, 'a>(statements: &'s [Statement<'a>]) -> Vec<Clause<'s, 'a>> {
    let mut clauses: Vec<Clause<'s, 'a>> = Vec::new();
    for statement in statements {
        match statement.shape {
            Shape::Sentence(form) => {
                let joiner = match form.rule {
                    Rule::line_and => Some(Joiner::And),
                    Rule::line_or => Some(Joiner::Or),
                    _ => None,
                };
                clauses.push(Clause { joiner, statement, bullets: Vec::new() });
            }
            Shape::Bullet(_) => {
                if let Some(clause) = clauses.last_mut() {
                    clause.bullets.push(statement);
                }
            }
            Shape::Row | Shape::Unknown => {}
        }
    }
    clauses
}

fn read_clause(clause: &Clause<'_, '_>, problems: &mut Problems) -> Option<Condition> {
    let chain = match clause.statement.shape {
        Shape::Sentence(form) => read_chain(clause.statement, form, clause.joiner, problems),
        _ => None,
    };
    let known = chain.as_ref().is_none_or(|chain| chain.head.is_some());
    if !known && let Some(first) = clause.bullets.first() {
        problems.push(stray_bullet(first));
        return chain.and_then(|chain| finish(chain, Vec::new()));
    }
    let bullets = read_bullets(&clause.bullets, problems);
    let chain = chain?;
    let mut at = 0;
    let kids = children(&bullets, &mut at, 1, problems);
    if chain.head.is_some() && clause.bullets.is_empty() {
        problems.push(empty_group(chain.span));
    }
    finish(chain, kids)
}

/// Reads the line of a clause or of a bullet.
fn read_chain(
    statement: &Statement<'_>,
    form: &crate::forms::Form,
    before: Option<Joiner>,
    problems: &mut Problems,
) -> Option<Chain> {
    let node = match sentence::read(statement, form) {
        Ok(node) => node.child(Rule::chain)?,
        Err(problem) => {
            if statement.line.open_quote.is_none() {
                problems.push(*problem);
            }
            return None;
        }
    };
    let joiners: Vec<Joiner> = node.children().filter_map(|part| joiner(&part)).collect();
    let atoms: Vec<Node<'_>> = node.all(Rule::atom).collect();
    let mut chain = Chain { span: node.span(), parts: Vec::new(), joiner: joiners.first().copied(), head: None };
    if mixed::is_mixed(before, &joiners) {
        problems.push(mixed::mixed_line(statement, before, &atoms, &joiners));
    }
    let last = atoms.len().saturating_sub(1);
    for (at, node) in atoms.iter().enumerate() {
        match node.child(Rule::group) {
            Some(group) if at == last => chain.head = head(&group, problems).map(|head| (group.span(), head)),
            Some(group) => problems.push(group_not_last(&group)),
            None => chain.parts.extend(atom::atom(node, problems)),
        }
    }
    Some(chain)
}

fn joiner(node: &Node<'_>) -> Option<Joiner> {
    match node.rule() {
        Rule::kw_and => Some(Joiner::And),
        Rule::kw_or => Some(Joiner::Or),
        _ => None,
    }
}

fn head(group: &Node<'_>, problems: &mut Problems) -> Option<Head> {
    let kind = group.first()?;
    match kind.rule() {
        Rule::kw_any_of => Some(Head::Any),
        Rule::kw_all_of => Some(Head::All),
        _ => crate::values::number_in(&kind, problems).map(Head::AtLeast),
    }
}

fn read_bullets(statements: &[&Statement<'_>], problems: &mut Problems) -> Vec<Bullet> {
    let depths = bullets::depths(statements, problems);
    let mut read = Vec::new();
    for (statement, depth) in statements.iter().zip(depths) {
        if depth > MAX_DEPTH {
            problems.push(
                Diagnostic::error(
                    "too-deep",
                    statement.line.whole(),
                    format!("this list is more than {MAX_DEPTH} levels deep"),
                )
                .help("give the inner list a concept of its own with `includes`, and use its name here"),
            );
            if let Some(last) = read.last_mut().map(|last: &mut Bullet| &mut last.chain) {
                last.head = None;
            }
            continue;
        }
        if let Some(chain) = read_chain(statement, &BULLET, None, problems) {
            read.push(Bullet { depth, chain });
        }
    }
    read
}

/// The bullets from `at` on that are at least this deep, as conditions.
fn children(bullets: &[Bullet], at: &mut usize, depth: usize, problems: &mut Problems) -> Vec<Condition> {
    let mut found = Vec::new();
    while let Some(bullet) = bullets.get(*at).filter(|bullet| bullet.depth >= depth) {
        *at += 1;
        let next = *at;
        if bullet.depth > depth {
            problems.push(
                Diagnostic::error(
                    "bullet-depth",
                    bullet.chain.span,
                    "this bullet has more dashes than the list it stands in",
                )
                .help("take dashes away, or put `any of` or `all of` before it, one level up"),
            );
        }
        let kids = match bullet.chain.head {
            Some(_) if bullet.depth < MAX_DEPTH => children(bullets, at, bullet.depth + 1, problems),
            _ => Vec::new(),
        };
        let inner = bullets.get(next).is_some_and(|next| next.depth > bullet.depth);
        if bullet.chain.head.is_some() && !inner {
            problems.push(empty_group(bullet.chain.span));
        }
        found.extend(finish(bullet.chain.clone(), kids));
    }
    found
}

/// Puts the bullets under the head of a chain, and joins the chain.
fn finish(chain: Chain, kids: Vec<Condition>) -> Option<Condition> {
    let mut parts = chain.parts;
    if let Some((span, head)) = chain.head.filter(|_| !kids.is_empty()) {
        let span = kids.iter().fold(span, |span, kid| span.to(kid.span));
        let kind = match head {
            Head::All => ConditionKind::All(kids),
            Head::Any => ConditionKind::Any(kids),
            Head::AtLeast(count) => ConditionKind::AtLeast { count, of: kids },
        };
        parts.push(Condition { span, kind });
    }
    join(parts, chain.joiner)
}

fn join(mut parts: Vec<Condition>, joiner: Option<Joiner>) -> Option<Condition> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let span = parts.iter().skip(1).fold(parts.first()?.span, |span, part| span.to(part.span));
    let kind = match joiner {
        Some(Joiner::Or) => ConditionKind::Any(parts),
        _ => ConditionKind::All(parts),
    };
    Some(Condition { span, kind })
}

/// A bullet with no list above it.
pub(crate) fn stray_bullet(statement: &Statement<'_>) -> Diagnostic {
    Diagnostic::error("stray-bullet", statement.line.whole(), "this bullet belongs to no list")
        .help("end the line above with `any of`, `all of` or `at least 2 of`")
}

fn empty_group(span: Span) -> Diagnostic {
    Diagnostic::error("empty-group", span, "this list has no bullets")
        .label("nothing follows")
        .help("write one thing on each line below it, such as `- sweating`")
}

fn group_not_last(group: &Node<'_>) -> Diagnostic {
    Diagnostic::error("group-not-last", group.span(), format!("`{}` must be the last thing on its line", group.text()))
        .help("move what follows it to a line of its own")
}
