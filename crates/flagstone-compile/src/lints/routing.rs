//! Rows that are never reached, and ages between two rows that nobody thought of.

use flagstone_syntax::Diagnostic;

use super::implication::implies;
use crate::hir::{Bounds, Condition, Policy, Row};

pub(crate) fn lint(policy: &Policy, found: &mut Vec<Diagnostic>) {
    let rows = &policy.routing.rows;
    for (at, row) in rows.iter().enumerate() {
        if let Some(earlier) = rows.iter().take(at).find(|earlier| covers(earlier, row)) {
            let diagnostic = Diagnostic::error("row-unreachable", row.span, "this row is never reached")
                .related(earlier.span, "this earlier row takes everything that it could take")
                .help("move it up, or take it out: the first row that fits wins");
            found.push(diagnostic);
        }
    }
    age_gaps(rows, found);
}

/// Whether everything that fits `row` fits `earlier`.
fn covers(earlier: &Row, row: &Row) -> bool {
    let levels = match (&earlier.levels, &row.levels) {
        (None, _) => true,
        (Some(wide), Some(narrow)) => narrow.is_subset(wide),
        (Some(_), None) => false,
    };
    let facts = earlier.facts.iter().all(|wide| row.facts.iter().any(|narrow| implies(narrow, wide)));
    let about = earlier.asks_about.is_empty()
        || (!row.asks_about.is_empty() && row.asks_about.iter().all(|concept| earlier.asks_about.contains(concept)));
    let not_about = earlier.not_about.iter().all(|concept| row.not_about.contains(concept));
    levels && facts && about && not_about && (earlier.open.is_none() || earlier.open == row.open)
}

/// Rows that differ only in age should leave no age between them: `under 5` and `6 to 15` forget the five-year-olds.
fn age_gaps(rows: &[Row], found: &mut Vec<Diagnostic>) {
    for (at, row) in rows.iter().enumerate() {
        let Some(age) = age_of(row) else { continue };
        let alike = |other: &&Row| {
            other.levels == row.levels
                && other.asks_about == row.asks_about
                && other.not_about == row.not_about
                && other.open == row.open
        };
        let others: Vec<Bounds> = rows
            .iter()
            .enumerate()
            .filter(|(place, other)| *place != at && alike(other))
            .filter_map(|(_, other)| age_of(other))
            .collect();
        let next = others.iter().filter(|other| other.lowest > age.highest).map(|other| other.lowest).min();
        let Some(next) = next else { continue };
        let free = i64::from(next) - i64::from(age.highest) > 1;
        let filled = others.iter().any(|other| other.lowest <= age.highest && other.highest > age.highest);
        if free && !filled {
            let days = i64::from(next) - i64::from(age.highest) - 1;
            let message = format!("between this row and the next older one nobody thought of {days} days of age");
            let help = "ages are read aloud: `under 5` ends before the fifth birthday, `5 to 15` begins on it";
            found.push(Diagnostic::warning("age-gap", row.span, message).help(help));
        }
    }
}

fn age_of(row: &Row) -> Option<Bounds> {
    row.facts.iter().find_map(|fact| match fact {
        Condition::Age(bounds) => Some(*bounds),
        _ => None,
    })
}
