//! Where requests go, and when the practice is open.
//!
//! # Why
//! The order of rows decides, so they stand as written and are numbered; bounds such as "same day or above" are put back
//! together, because nobody wants to read a list of levels.
//!
//! # How
//! A row without a deadline of its own has that of its level; where it fits several levels, that is said.
//!
//! Before: `gather`. After: `markdown` and `html`.

use std::collections::BTreeSet;

use flagstone::hir::{self, LevelId, Target};
use flagstone::syntax::ast::{HoursLine, Item};

use super::Gather;
use crate::document::model::{Hours, Routing, Row};
use crate::document::words;

impl Gather<'_> {
    pub(super) fn routing(&self) -> Routing {
        let title = self.items().find_map(|item| match item {
            Item::Routing(routing) => Some(routing.title.node.clone()),
            _ => None,
        });
        let routing = &self.policy.routing;
        Routing {
            title,
            rows: routing.rows.iter().map(|row| self.row(row)).collect(),
            otherwise: (self.destination(routing.otherwise), self.by(routing.otherwise, None)),
        }
    }

    fn row(&self, row: &hir::Row) -> Row {
        let links = |ids: &[hir::ConceptId]| ids.iter().filter_map(|id| self.concept_link(*id)).collect();
        Row {
            urgency: row.levels.as_ref().map_or_else(String::new, |levels| self.levels_named(levels)),
            facts: row.facts.iter().map(words::fact).collect(),
            asks_about: links(&row.asks_about),
            not_about: links(&row.not_about),
            open: row.open,
            send_to: self.destination(row.target),
            by: self.by(row.target, row.levels.as_ref()),
        }
    }

    fn destination(&self, target: Target) -> String {
        self.policy.destinations.get(target.destination.index()).cloned().unwrap_or_default()
    }

    fn by(&self, target: Target, levels: Option<&BTreeSet<LevelId>>) -> String {
        let only = levels.filter(|levels| levels.len() == 1).and_then(BTreeSet::first);
        let level = only.and_then(|id| self.policy.levels.get(id.index()));
        match target.by.or(level.map(|level| level.deadline)) {
            Some(deadline) => words::deadline(deadline),
            None => "as its urgency asks".to_owned(),
        }
    }

    /// `same day or above`, `routine or below`, or each by its name.
    fn levels_named(&self, levels: &BTreeSet<LevelId>) -> String {
        let names: Vec<&str> = levels
            .iter()
            .filter_map(|id| self.policy.levels.get(id.index()))
            .map(|level| level.name.as_str())
            .collect();
        let places: Vec<usize> = levels.iter().map(|id| id.index()).collect();
        let in_a_row = places.iter().zip(places.iter().skip(1)).all(|(place, next)| place + 1 == *next);
        let last = self.policy.levels.len().saturating_sub(1);
        match (names.first(), names.last(), places.first(), places.last()) {
            (Some(_), Some(lowest), Some(0), _) if in_a_row && names.len() > 1 => format!("{lowest} or above"),
            (Some(highest), Some(_), _, Some(end)) if in_a_row && names.len() > 1 && *end == last => {
                format!("{highest} or below")
            }
            _ => names.join(" or "),
        }
    }

    pub(super) fn hours(&self) -> Option<Hours> {
        let hours = self.policy.hours.as_ref()?;
        let lines = self.items().filter_map(|item| match item {
            Item::Hours(block) => Some(&block.lines),
            _ => None,
        });
        let lines: Vec<&HoursLine> = lines.flatten().collect();
        let in_use = |day: &&chrono::NaiveDate| self.policy.valid.is_none_or(|(from, to)| (from..=to).contains(*day));
        let closed =
            if self.policy.valid.is_some() { hours.closed.iter().filter(in_use).collect() } else { Vec::new() };
        Some(Hours {
            zone: hours.zone.clone(),
            lines: lines.into_iter().map(words::hours_line).collect(),
            closed: closed.into_iter().map(|day| day.format("%A %-d %B %Y").to_string()).collect(),
        })
    }
}
