//! From syntax trees to a policy that is true, with every error of every file.
//!
//! # Why
//! This is the last place to fail: what passes here compiles, evaluates and can be proved things about. So it judges
//! everything (names, types, ranges, dates, what a layer may say), and keeps going after each error.
//!
//! # How
//! 1. Gather the blocks of all files by kind and sort what has no order of its own.
//! 2. Declare every name, so that use may come before declaration and file order never matters.
//! 3. Lower block by block: levels, hazards and sources, concepts, rules, routing, hours, tests.
//! 4. If nothing was an error, the policy is handed to the lints in [`check`](crate::check).
//!
//! Before: `flagstone_syntax::parse`. After: [`compile`](crate::compile()).

mod concepts;
mod conditions;
mod hours;
mod levels;
mod names;
mod records;
mod routing;
mod rules;
mod tests_block;

use flagstone_syntax::ast::{self, Item};
use flagstone_syntax::{Diagnostic, FileId, Span};

use crate::hir;
use names::Names;

/// The blocks of a policy by kind, in an order that does not depend on files.
#[derive(Debug, Default)]
pub(crate) struct Blocks<'a> {
    pub(crate) policies: Vec<&'a ast::Header>,
    pub(crate) settings: Vec<&'a ast::Setting>,
    pub(crate) hazards: Vec<&'a ast::Hazard>,
    pub(crate) sources: Vec<&'a ast::Source>,
    pub(crate) urgencies: Vec<&'a ast::Urgency>,
    pub(crate) concepts: Vec<&'a ast::Concept>,
    pub(crate) red_flags: Vec<&'a ast::RedFlag>,
    pub(crate) routings: Vec<&'a ast::Routing>,
    pub(crate) hours: Vec<&'a ast::Hours>,
    pub(crate) tests: Vec<&'a ast::Test>,
}

impl<'a> Blocks<'a> {
    fn gather(files: &'a [ast::File]) -> Self {
        let mut blocks = Self::default();
        for item in files.iter().flat_map(|file| &file.items) {
            match item {
                Item::Policy(block) => blocks.policies.push(block),
                Item::Vocabulary(_) | Item::Use(_) => {}
                Item::Setting(block) => blocks.settings.push(block),
                Item::Hazard(block) => blocks.hazards.push(block),
                Item::Source(block) => blocks.sources.push(block),
                Item::Urgency(block) => blocks.urgencies.push(block),
                Item::Concept(block) => blocks.concepts.push(block),
                Item::RedFlag(block) => blocks.red_flags.push(block),
                Item::Routing(block) => blocks.routings.push(block),
                Item::Hours(block) => blocks.hours.push(block),
                Item::Test(block) => blocks.tests.push(block),
            }
        }
        blocks.settings.sort_by(|a, b| a.name.node.cmp(&b.name.node));
        blocks.hazards.sort_by(|a, b| a.id.node.cmp(&b.id.node));
        blocks.sources.sort_by(|a, b| a.id.node.cmp(&b.id.node));
        blocks.concepts.sort_by(|a, b| a.name.node.cmp(&b.name.node));
        blocks.red_flags.sort_by(|a, b| a.id.node.cmp(&b.id.node));
        blocks.tests.sort_by(|a, b| a.title.node.cmp(&b.title.node));
        blocks
    }
}

/// What lowering knows while it works.
#[derive(Debug)]
pub(crate) struct Lowering {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) levels: Names,
    pub(crate) concepts: Names,
    pub(crate) hazards: Names,
    pub(crate) sources: Names,
    pub(crate) rules: Names,
    pub(crate) level_order: Vec<hir::Level>,
    pub(crate) destinations: Vec<String>,
}

impl Lowering {
    fn new() -> Self {
        Self {
            diagnostics: Vec::new(),
            levels: Names::new("level of urgency", "unknown-level", "duplicate-level"),
            concepts: Names::new("concept", "unknown-concept", "duplicate-concept"),
            hazards: Names::new("hazard", "unknown-hazard", "duplicate-hazard"),
            sources: Names::new("source", "unknown-source", "duplicate-source"),
            rules: Names::new("red flag", "unknown-rule", "duplicate-rule"),
            level_order: Vec::new(),
            destinations: Vec::new(),
        }
    }

    pub(crate) fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    pub(crate) fn warn(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(code, span, message).help(help));
    }

    pub(crate) fn level(&mut self, name: &ast::Name) -> Option<hir::LevelId> {
        self.levels.find(name, &mut self.diagnostics).map(hir::LevelId)
    }

    pub(crate) fn concept(&mut self, name: &ast::Name) -> Option<hir::ConceptId> {
        self.concepts.find(name, &mut self.diagnostics).map(hir::ConceptId)
    }

    /// Destinations are declared by being used; they are sorted once all rows are read.
    pub(crate) fn destination(&mut self, name: &str) -> hir::DestinationId {
        let known = self.destinations.iter().position(|destination| destination == name);
        hir::DestinationId(known.unwrap_or_else(|| {
            self.destinations.push(name.to_owned());
            self.destinations.len() - 1
        }))
    }
}

pub use concepts::lower_phrase;
pub use conditions::age_in_days;
pub(crate) use records::version;
pub use rules::lower_person;

/// Lowers the files of a policy, or checks the words of a vocabulary that stands alone.
///
/// The policy lacks whatever was wrong, so that the lints can judge the rest; it must not be compiled if anything was.
pub(crate) fn lower_any(root: FileId, files: &[ast::File]) -> (Option<hir::Policy>, Vec<Diagnostic>) {
    let is_vocabulary = |file: &ast::File| file.items.iter().any(|item| matches!(item, Item::Vocabulary(_)));
    let blocks = Blocks::gather(files);
    let mut lowering = Lowering::new();
    if files.is_empty() || !files.iter().all(is_vocabulary) {
        let policy = lowering.policy(root, &blocks);
        return (policy, lowering.diagnostics);
    }
    lowering.lower_levels(&blocks.urgencies);
    lowering.hazard_log(&blocks.hazards);
    lowering.source_list(&blocks.sources);
    lowering.declare_concepts(&blocks.concepts);
    lowering.lower_concepts(&blocks.concepts);
    lowering.lower_rules(&blocks.red_flags);
    (None, lowering.diagnostics)
}

/// Lowers the files of one policy.
///
/// `root` is the file that stands for the policy where no block does, as in "there is no `policy` header".
/// The policy is `None` when any diagnostic is an error.
#[must_use]
pub fn lower(root: FileId, files: &[ast::File]) -> (Option<hir::Policy>, Vec<Diagnostic>) {
    let (policy, diagnostics) = lower_any(root, files);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    (policy.filter(|_| !failed), diagnostics)
}

impl Lowering {
    fn policy(&mut self, root: FileId, blocks: &Blocks<'_>) -> Option<hir::Policy> {
        let start = Span { file: root, start: 0, end: 0 };
        self.lower_levels(&blocks.urgencies);
        let header = self.header(start, &blocks.policies);
        let settings = self.settings(&blocks.settings);
        let hazards = self.hazard_log(&blocks.hazards);
        let sources = self.source_list(&blocks.sources);
        self.declare_concepts(&blocks.concepts);
        let concepts = self.lower_concepts(&blocks.concepts);
        let rules = self.lower_rules(&blocks.red_flags);
        let routing = self.lower_routing(start, &blocks.routings);
        let hours = self.lower_hours(&blocks.hours);
        let tests = self.lower_tests(&blocks.tests, header.as_ref().and_then(|header| header.valid), hours.as_ref());
        let header = header?;
        Some(hir::Policy {
            name: header.name,
            version: header.version,
            publisher: header.publisher,
            applies_to: header.applies_to,
            valid: header.valid,
            owner: header.owner,
            levels: std::mem::take(&mut self.level_order),
            review: header.review,
            settings,
            hazards,
            sources,
            concepts,
            rules,
            destinations: std::mem::take(&mut self.destinations),
            routing: routing?,
            hours,
            tests,
        })
    }
}
