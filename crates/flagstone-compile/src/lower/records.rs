//! Headers, settings, hazards and sources: what a policy says about itself.

use chrono::NaiveDate;
use flagstone_syntax::ast::{self, HazardLine, HeaderLine, SourceLine};
use flagstone_syntax::{Diagnostic, Span};

use super::Lowering;
use super::names::{Names, Once};
use crate::hir::{Hazard, LevelId, Setting, Source};

/// What the `policy` block says.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) publisher: Option<String>,
    pub(crate) applies_to: Option<String>,
    pub(crate) valid: Option<(NaiveDate, NaiveDate)>,
    pub(crate) owner: Option<String>,
    pub(crate) review: LevelId,
}

impl Lowering {
    pub(crate) fn header(&mut self, start: Span, policies: &[&ast::Header]) -> Option<Header> {
        let (first, rest) = match policies {
            [] => {
                let help = "begin one file with `policy \"Example Surgery\" version 1.0.0`";
                self.error("no-policy", start, "no file says which policy this is", help);
                return None;
            }
            [first, rest @ ..] => (*first, rest),
        };
        for other in rest {
            let diagnostic =
                Diagnostic::error("two-policies", other.name.span, "this package already has a policy header")
                    .label("second header")
                    .related(first.name.span, "first header")
                    .help("keep one `policy` line; other files of the package need none");
            self.diagnostics.push(diagnostic);
        }
        Some(self.header_lines(first))
    }

    fn header_lines(&mut self, block: &ast::Header) -> Header {
        let (mut publisher, mut applies_to, mut owner) = (Once::default(), Once::default(), Once::default());
        let (mut valid, mut review) = (Once::default(), Once::default());
        let out = &mut self.diagnostics;
        for line in &block.lines {
            match line {
                HeaderLine::Publisher(text) => publisher.set("publisher", text.node.clone(), text.span, out),
                HeaderLine::AppliesTo(text) => applies_to.set("applies to", text.node.clone(), text.span, out),
                HeaderLine::Valid { from, to } => {
                    valid.set("valid", (from.node, to.node), from.span, out);
                }
                HeaderLine::Owner(text) => owner.set("owner", text.node.clone(), text.span, out),
                HeaderLine::ReviewLevel(name) => review.set("review level", name, name.span, out),
                HeaderLine::ReviewBy(_) | HeaderLine::Allow(_) => {}
            }
        }
        let review = self.review_level(review.get());
        Header {
            name: block.name.node.clone(),
            version: version(&block.version.node),
            publisher: publisher.get(),
            applies_to: applies_to.get(),
            valid: valid.get(),
            owner: owner.get(),
            review,
        }
    }

    pub(crate) fn settings(&mut self, blocks: &[&ast::Setting]) -> Vec<Setting> {
        let mut names = Names::unreferenced("setting", "duplicate-setting");
        let mut settings = Vec::new();
        for block in blocks {
            let (from, to, value) = (block.from.node, block.to.node, block.normally.node);
            if from > to || !(from..=to).contains(&value) {
                let message =
                    format!("`{}` is normally {value}, which is not between {from} and {to}", block.name.node);
                self.error(
                    "setting-out-of-range",
                    block.normally.span,
                    message,
                    "widen the range or change the normal value",
                );
            }
            if names.declare(&block.name, settings.len(), &mut self.diagnostics) {
                settings.push(Setting { name: block.name.node.clone(), from, to, value });
            }
        }
        settings
    }

    pub(crate) fn hazard_log(&mut self, blocks: &[&ast::Hazard]) -> Vec<Hazard> {
        let mut hazards = Vec::new();
        for block in blocks {
            if self.hazards.declare(&block.id, hazards.len(), &mut self.diagnostics) {
                hazards.push(self.hazard(block));
            }
        }
        hazards
    }

    fn hazard(&mut self, block: &ast::Hazard) -> Hazard {
        let (mut severity, mut likelihood) = (Once::default(), Once::default());
        let (mut causes, mut effects, mut controls) = (Vec::new(), Vec::new(), Vec::new());
        for line in &block.lines {
            match line {
                HazardLine::Severity(value) => severity.set("severity", value.node, value.span, &mut self.diagnostics),
                HazardLine::Likelihood(value) => {
                    likelihood.set("likelihood", value.node, value.span, &mut self.diagnostics)
                }
                HazardLine::Cause(text) => causes.push(text.node.clone()),
                HazardLine::Effect(text) => effects.push(text.node.clone()),
                HazardLine::Control(text) => controls.push(text.node.clone()),
                HazardLine::Allow(_) => {}
            }
        }
        let (severity, likelihood) = (severity.get(), likelihood.get());
        if severity.is_none() || likelihood.is_none() {
            let message = format!("hazard `{}` lacks a severity or a likelihood", block.id.node);
            let help = "add `severity major` and `likelihood low`, by the scales of DCB0129";
            self.error("hazard-unrated", block.id.span, message, help);
        }
        Hazard {
            id: block.id.node.clone(),
            title: block.title.node.clone(),
            severity,
            likelihood,
            causes,
            effects,
            controls,
        }
    }

    pub(crate) fn source_list(&mut self, blocks: &[&ast::Source]) -> Vec<Source> {
        let mut sources = Vec::new();
        for block in blocks {
            if self.sources.declare(&block.id, sources.len(), &mut self.diagnostics) {
                sources.push(self.source(block));
            }
        }
        sources
    }

    fn source(&mut self, block: &ast::Source) -> Source {
        let (mut checked, mut not_checked, mut link) = (Once::default(), Once::default(), Once::default());
        for line in &block.lines {
            match line {
                SourceLine::Checked(date) => checked.set("checked", date.node, date.span, &mut self.diagnostics),
                SourceLine::NotChecked(text) => {
                    not_checked.set("not checked", text.node.clone(), text.span, &mut self.diagnostics);
                }
                SourceLine::Link(text) => link.set("link", text.node.clone(), text.span, &mut self.diagnostics),
                SourceLine::Allow(_) => {}
            }
        }
        let (checked, not_checked) = (checked.get(), not_checked.get());
        if checked.is_some() == not_checked.is_some() {
            let message = format!("source `{}` must say when somebody read it, or why nobody did", block.id.node);
            let help = "write either `checked 2026-06-01` or `not checked, because \"from general knowledge, to be verified\"`";
            self.error("source-unchecked", block.id.span, message, help);
        }
        Source { id: block.id.node.clone(), title: block.title.node.clone(), checked, not_checked, link: link.get() }
    }
}

/// A version as written.
pub(crate) fn version(version: &ast::Version) -> String {
    version.0.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}
