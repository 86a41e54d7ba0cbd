//! The red flags, by urgency and then by id.
//!
//! # Why
//! A reader looks for what is called an emergency first, and for a red flag by its id within it.
//!
//! # How
//! Everything but who writes in an example comes from the policy's meaning; that comes from the line itself.
//!
//! Before: `gather`. After: `markdown` and `html`.

use std::collections::BTreeMap;

use flagstone::hir::{self, Doubt};
use flagstone::plan;
use flagstone::syntax::ast::{self, Item, Outcome, RuleLine};

use super::Gather;
use crate::document::model::{Example, Level, Link, Rule};
use crate::document::words;

impl<'a> Gather<'a> {
    /// The levels, most urgent first, with their red flags.
    pub(super) fn levels(&self) -> Vec<Level> {
        let written = self.written_rules();
        let levels = self.policy.levels.iter().zip(&self.anchors.levels).enumerate();
        let one = |(at, (level, anchor)): (usize, (&hir::Level, &String))| {
            let rules = self.policy.rules.iter().zip(self.plan.rules()).zip(&self.anchors.rules);
            let of_level = rules.filter(|((rule, _), _)| rule.raise_to.index() == at);
            Level {
                anchor: anchor.clone(),
                name: level.name.clone(),
                called: (level.called != level.name).then(|| level.called.clone()),
                deadline: words::deadline(level.deadline),
                rules: of_level
                    .map(|((rule, planned), anchor)| {
                        self.rule(rule, planned, anchor, written.get(rule.id.as_str()).copied())
                    })
                    .collect(),
            }
        };
        levels.map(one).collect()
    }

    fn written_rules(&self) -> BTreeMap<&'a str, &'a ast::RedFlag> {
        let rule = |item: &'a Item| match item {
            Item::RedFlag(rule) => Some((rule.id.node.as_str(), rule)),
            _ => None,
        };
        self.items().filter_map(rule).collect()
    }

    fn rule(&self, rule: &hir::Rule, planned: &plan::Rule, anchor: &str, written: Option<&ast::RedFlag>) -> Rule {
        let examples = |outcome| self.examples(written, outcome);
        let hazards = rule.hazards.iter().filter_map(|id| {
            let (anchor, hazard) = (self.anchors.hazards.get(id.index())?, self.policy.hazards.get(id.index())?);
            Some(Link { anchor: anchor.clone(), text: hazard.id.clone() })
        });
        Rule {
            anchor: anchor.to_owned(),
            id: rule.id.clone(),
            title: rule.title.clone(),
            lock: words::lock(rule.lock),
            when: self.clause(planned.when),
            raised_to: self.level_name(rule.raise_to),
            doubt: self.doubt(rule),
            tell: rule.tell.clone(),
            notify: rule.notify.clone(),
            flags: rule.flags.clone(),
            because: rule.because.clone(),
            sources: rule.sources.iter().filter_map(|id| self.cited(id.index())).collect(),
            hazards: hazards.collect(),
            review: self.review(rule.review_by),
            fires: examples(Outcome::Fires),
            quiet: examples(Outcome::DoesNotFire),
            known_misses: examples(Outcome::KnownMiss),
            known_alarms: examples(Outcome::KnownFalseAlarm),
        }
    }

    fn level_name(&self, id: hir::LevelId) -> String {
        self.policy.levels.get(id.index()).map_or_else(String::new, |level| level.name.clone())
    }

    /// CLINICAL: only what differs from the ordinary is told of each red flag; the ordinary is told once, above the tables
    /// (language reference, "Said, unsure, denied, not mentioned").
    fn doubt(&self, rule: &hir::Rule) -> Vec<String> {
        let words = match &rule.doubt {
            Doubt::Review => None,
            Doubt::Full => Some("Doubtful words count in full.".to_owned()),
            Doubt::None(why) => Some(format!("Doubtful words do not count, because: {why}")),
        };
        let facts =
            rule.only_when_known.as_ref().map(|why| format!("Facts that are not known do not count, because: {why}"));
        words.into_iter().chain(facts).collect()
    }

    fn examples(&self, written: Option<&ast::RedFlag>, outcome: Outcome) -> Vec<Example> {
        let lines = written.into_iter().flat_map(|rule| &rule.lines);
        let one = |line: &ast::RuleLine| match line {
            RuleLine::Example(example) if example.outcome.node == outcome => {
                let from = example.from.as_ref().map(|person| self.source.sources.slice(person.span));
                let from = from.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
                Some(Example { text: example.text.node.clone(), from: from.filter(|words| words != "someone") })
            }
            _ => None,
        };
        lines.filter_map(one).collect()
    }
}
