//! The total order of urgency: six standard levels, which a policy may rename and extend but not shorten.

use flagstone_syntax::ast::{self, UrgencyLine};

use super::Lowering;
use super::names::{Names, Once};
use crate::hir::{Deadline, Level, LevelId};

/// Standard levels with their deadlines, most urgent first.
///
/// CLINICAL: `immediate` is an hour by the clock, open or not; `routine` is the end of the next core-hours period, as the
/// GP contract 2026/27 asks of non-urgent requests (language reference, urgency).
const STANDARD: [(&str, Deadline); 6] = [
    ("emergency", Deadline::Now),
    ("immediate", Deadline::Clock { minutes: 60 }),
    ("same day", Deadline::CloseToday),
    ("within 48 hours", Deadline::Within { minutes: 48 * 60 }),
    ("within a week", Deadline::Within { minutes: 7 * 24 * 60 }),
    ("routine", Deadline::CloseInWorkingDays(1)),
];

/// The level to which doubt raises unless the policy says otherwise.
pub(crate) const REVIEW: &str = "same day";

impl Lowering {
    pub(crate) fn lower_levels(&mut self, blocks: &[&ast::Urgency]) {
        self.level_order = STANDARD
            .iter()
            .map(|(name, deadline)| Level { name: (*name).to_owned(), called: (*name).to_owned(), deadline: *deadline })
            .collect();
        let mut waiting = self.distinct(blocks);
        // A new level may stand after another new one, in whatever order they are written: place what can be placed.
        loop {
            let before = waiting.len();
            waiting.retain(|block| !self.place(block));
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for block in waiting {
            let message = format!("the level `{}` does not say after which level it stands", block.name.node);
            self.error("level-without-place", block.span, message, "write `after same day`, or another known level");
        }
        for (at, level) in self.level_order.iter().enumerate() {
            self.levels.standard(&level.name, at);
        }
    }

    /// The blocks without those that speak of a level a second time.
    fn distinct<'a>(&mut self, blocks: &[&'a ast::Urgency]) -> Vec<&'a ast::Urgency> {
        let mut seen = Names::unreferenced("level of urgency", "duplicate-level");
        let first = |block: &&&ast::Urgency| seen.declare(&block.name, 0, &mut self.diagnostics);
        blocks.iter().filter(first).copied().collect()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.level_order.iter().position(|level| level.name == name)
    }

    /// Places or changes one level; false if the level that it stands after is not known yet.
    fn place(&mut self, block: &ast::Urgency) -> bool {
        let (mut after, mut called, mut deadline) = (Once::default(), Once::default(), Once::default());
        let reported = self.diagnostics.len();
        for line in &block.lines {
            match line {
                UrgencyLine::After(name) => after.set("after", name, name.span, &mut self.diagnostics),
                UrgencyLine::Called(text) => called.set("called", text, text.span, &mut self.diagnostics),
                UrgencyLine::Deadline(by) => deadline.set("deadline", by, by.span, &mut self.diagnostics),
            }
        }
        let (after, called, deadline) = (after.get(), called.get(), deadline.get());
        let at = match (self.position(&block.name.node), after) {
            (Some(at), None) => at,
            (Some(_), Some(after)) => {
                let message = format!("`{}` is a standard level and keeps its place", block.name.node);
                self.error(
                    "standard-level-moved",
                    after.span,
                    message,
                    "take the `after` line out, or choose a new name",
                );
                return true;
            }
            (None, after) => match after.and_then(|after| self.position(&after.node)) {
                Some(above) => self.insert(above, &block.name.node),
                None => {
                    self.diagnostics.truncate(reported);
                    return false;
                }
            },
        };
        self.change(at, called, deadline.map(|by| by.node));
        true
    }

    fn insert(&mut self, above: usize, name: &str) -> usize {
        let deadline = self.level_order.get(above).map_or(Deadline::Now, |level| level.deadline);
        let level = Level { name: name.to_owned(), called: name.to_owned(), deadline };
        self.level_order.insert(above + 1, level);
        above + 1
    }

    fn change(&mut self, at: usize, called: Option<&ast::Text>, deadline: Option<ast::Deadline>) {
        let Some(level) = self.level_order.get_mut(at) else { return };
        if let Some(called) = called {
            level.called.clone_from(&called.node);
        }
        if let Some(deadline) = deadline {
            level.deadline = Deadline::from(deadline);
        }
    }

    /// The level to which doubt raises.
    pub(crate) fn review_level(&mut self, name: Option<&ast::Name>) -> LevelId {
        let standard = LevelId(self.levels.get(REVIEW).unwrap_or(0));
        name.and_then(|name| self.level(name)).unwrap_or(standard)
    }
}

impl From<ast::Deadline> for Deadline {
    fn from(deadline: ast::Deadline) -> Self {
        match deadline {
            ast::Deadline::Now => Deadline::Now,
            ast::Deadline::Within { minutes } => Deadline::Within { minutes },
            ast::Deadline::CloseToday => Deadline::CloseToday,
            ast::Deadline::CloseInWorkingDays(days) => Deadline::CloseInWorkingDays(days),
        }
    }
}
