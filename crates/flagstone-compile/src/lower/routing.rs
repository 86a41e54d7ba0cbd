//! The routing table.

use std::collections::BTreeSet;

use flagstone_syntax::ast::{self, Cell, UrgencyCell};
use flagstone_syntax::{Diagnostic, Span, Spanned};

use super::Lowering;
use super::conditions::{age_bounds, any};
use crate::hir::{ConceptId, Condition, Deadline, DestinationId, LevelId, Routing, Row, Target};

/// Where requests go when a policy has no routing table.
const NOWHERE_SAID: &str = "practice";

impl Lowering {
    pub(crate) fn lower_routing(&mut self, start: Span, blocks: &[&ast::Routing]) -> Option<Routing> {
        let (block, others) = match blocks {
            [] => {
                let message = "no file says where requests go, so everything goes to `practice`";
                self.warn("no-routing", start, message, "add a `routing` table");
                let otherwise = Target { destination: self.destination(NOWHERE_SAID), by: None };
                return Some(Routing { rows: Vec::new(), otherwise });
            }
            [block, others @ ..] => (*block, others),
        };
        for other in others {
            let diagnostic =
                Diagnostic::error("two-routing-tables", other.span, "this policy already has a routing table")
                    .related(block.span, "first table")
                    .help("put all rows into one table: their order decides");
            self.diagnostics.push(diagnostic);
        }
        let rows: Vec<Row> = block.rows.iter().map(|row| self.row(row)).collect();
        let otherwise = block.otherwise.as_ref().map(|target| self.target(target));
        let catches_all = rows.iter().find(|row| row.fits_anything()).map(|row| row.target);
        let Some(otherwise) = otherwise.or(catches_all) else {
            let help = "add `the first row that fits wins, otherwise send to \"care navigator\"`";
            self.error("routing-gap", block.title.span, "some requests fit no row of this table", help);
            return None;
        };
        Some(self.with_sorted_destinations(Routing { rows, otherwise }))
    }

    /// The names of destinations are sorted so that the order of rows changes nothing but the order of rows.
    fn with_sorted_destinations(&mut self, mut routing: Routing) -> Routing {
        let mut sorted = self.destinations.clone();
        sorted.sort();
        let place = |id: DestinationId| {
            let name = self.destinations.get(id.0);
            DestinationId(name.and_then(|name| sorted.iter().position(|other| other == name)).unwrap_or(0))
        };
        for row in &mut routing.rows {
            row.target.destination = place(row.target.destination);
        }
        routing.otherwise.destination = place(routing.otherwise.destination);
        self.destinations = sorted;
        routing
    }

    fn target(&mut self, target: &ast::Target) -> Target {
        let by = target.by.as_ref().map(|by| Deadline::from(by.node));
        Target { destination: self.destination(&target.send_to.node), by }
    }

    fn row(&mut self, row: &ast::Row) -> Row {
        let target = self.target(&row.target);
        let mut lowered = Row {
            span: row.span,
            levels: None,
            facts: Vec::new(),
            asks_about: Vec::new(),
            not_about: Vec::new(),
            open: None,
            target,
        };
        for cell in &row.cells {
            self.cell(cell, &mut lowered);
        }
        lowered
    }

    fn cell(&mut self, cell: &Spanned<Cell>, row: &mut Row) {
        match &cell.node {
            Cell::Urgency(urgency) => row.levels = Some(self.level_set(urgency)),
            Cell::Age(range) => {
                let bounds = age_bounds(range);
                if bounds.lowest > bounds.highest {
                    self.error("age-impossible", cell.span, "nobody is of this age", "write the younger age first");
                }
                row.facts.push(Condition::Age(bounds));
            }
            Cell::Sex(sex) => row.facts.push(Condition::Sex(*sex)),
            Cell::Pregnant(pregnant) => row.facts.push(Condition::Pregnant(*pregnant)),
            Cell::Form(forms) => row.facts.push(any(forms.iter().map(|form| Condition::Form(*form)).collect())),
            Cell::Sender(senders) => {
                row.facts.push(any(senders.iter().map(|sender| Condition::Sender(*sender)).collect()))
            }
            Cell::AsksAbout(names) => row.asks_about = self.concept_list(names),
            Cell::NotAbout(names) => row.not_about = self.concept_list(names),
            Cell::Open(open) => row.open = Some(*open),
        }
    }

    fn concept_list(&mut self, names: &[ast::Name]) -> Vec<ConceptId> {
        names.iter().filter_map(|name| self.concept(name)).collect()
    }

    /// The levels that a cell or an expectation names.
    pub(crate) fn level_set(&mut self, cell: &UrgencyCell) -> BTreeSet<LevelId> {
        let all = self.level_order.len();
        match cell {
            UrgencyCell::OneOf(names) => names.iter().filter_map(|name| self.level(name)).collect(),
            UrgencyCell::OrAbove(name) => {
                self.level(name).map_or_else(BTreeSet::new, |level| (0..=level.0).map(LevelId).collect())
            }
            UrgencyCell::OrBelow(name) => {
                self.level(name).map_or_else(BTreeSet::new, |level| (level.0..all).map(LevelId).collect())
            }
        }
    }
}

impl Row {
    /// Whether nothing restricts it.
    pub(crate) fn fits_anything(&self) -> bool {
        self.levels.is_none()
            && self.facts.is_empty()
            && self.asks_about.is_empty()
            && self.not_about.is_empty()
            && self.open.is_none()
    }
}
