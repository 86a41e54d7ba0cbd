//! A policy with both of its interpreters.
//!
//! # Why
//! Every test of behaviour asks the engine *and* the reference, so that none can pass on one of them alone.
//!
//! # How
//! [`Source::lower`] parses and lowers without the lints: a generated policy may hold a rule that another covers, which an
//! author is told about and which must still be decided rightly.

use flagstone::text::{self, Lexicon, Limits};
use flagstone::{FIELD_LIMIT, Package, Plan, Scratch, hir};

use crate::case::{Case, Tick};
use crate::outcome::Outcome;
use crate::reference::Reference;

/// The line after which a difference shows both outcomes in full.
pub const IN_FULL: &str = "in full:";

/// The files of a policy: paths and texts.
#[derive(Clone, Debug, Default)]
pub struct Source(pub Vec<(String, String)>);

impl Source {
    /// A policy of one file.
    #[must_use]
    pub fn one(text: &str) -> Self {
        Self(vec![("policy.flag".to_owned(), text.to_owned())])
    }

    /// The files as the compiler takes them.
    #[must_use]
    pub fn package(&self) -> Package {
        Package::from_texts(self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// Parses and lowers, without lints.
    ///
    /// # Errors
    /// Every error in one text.
    pub fn lower(&self) -> Result<hir::Policy, String> {
        let Package { root, files, mut diagnostics, .. } = self.package();
        let (policy, lowered) = flagstone::lower(root, &files);
        diagnostics.extend(lowered);
        let errors: Vec<String> = diagnostics
            .iter()
            .filter(|found| found.is_error())
            .map(|found| format!("{}: {}", found.code, found.message))
            .collect();
        match policy {
            Some(policy) if errors.is_empty() => Ok(policy),
            _ => Err(errors.join("\n")),
        }
    }

    /// The plan as bytes.
    #[must_use]
    pub fn plan_bytes(&self) -> Vec<u8> {
        Pair::from_source(self).plan.to_bytes()
    }
}

/// A policy with both of its interpreters.
pub struct Pair {
    /// The policy that both were made of.
    pub policy: hir::Policy,
    /// The plan that the engine reads.
    pub plan: Plan,
    scratch: Scratch,
    text: text::Scratch,
    reference: Reference,
}

impl Pair {
    /// Both interpreters for a policy.
    #[must_use]
    pub fn new(policy: hir::Policy) -> Self {
        let plan = flagstone::compile(&policy).expect("a policy that lowers compiles");
        let scratch = Scratch::new(&plan);
        let text = text::Scratch::new(plan.lexicon());
        let reference = Reference::new(&policy);
        Self { policy, plan, scratch, text, reference }
    }

    /// Both interpreters for a policy that must be right.
    #[must_use]
    pub fn from_source(source: &Source) -> Self {
        match source.lower() {
            Ok(policy) => Self::new(policy),
            Err(errors) => panic!("this policy does not lower: {errors}\n{}", source.0[0].1),
        }
    }

    /// What the engine decides.
    pub fn engine(&mut self, case: &Case) -> Outcome {
        let (plan, scratch) = (&self.plan, &mut self.scratch);
        let limits = limits(plan.lexicon(), &mut self.text, case);
        case.with(|request| Outcome::of(&flagstone::evaluate(plan, scratch, request), limits))
    }

    /// What the reference decides.
    pub fn reference(&mut self, case: &Case) -> Outcome {
        self.reference.decide(case)
    }

    /// What both decide.
    ///
    /// # Errors
    /// Both outcomes side by side, when they differ.
    pub fn agree(&mut self, case: &Case) -> Result<Outcome, String> {
        let (engine, reference) = (self.engine(case), self.reference(case));
        if engine == reference {
            return Ok(engine);
        }
        Err(format!("{}\n{case:#?}", differences(&engine, &reference)))
    }

    /// What both decide; panics when they differ.
    pub fn decide(&mut self, case: &Case) -> Outcome {
        self.agree(case).unwrap_or_else(|difference| panic!("{difference}"))
    }
}

/// What the engine's reader cannot read of a request. A decision shows only what follows from it.
fn limits(lexicon: &Lexicon, scratch: &mut text::Scratch, case: &Case) -> Limits {
    text::begin(scratch, None);
    let mut number = 0..u16::MAX;
    for (text, at) in case.fields.iter().take(FIELD_LIMIT).zip(&mut number) {
        text::read_field(lexicon, scratch, at, text);
    }
    for ((question, tick), at) in case.answers.iter().take(FIELD_LIMIT).zip(&mut number) {
        match tick {
            Tick::Yes => text::read_answer(lexicon, scratch, at, question.as_bytes(), text::Tick::Yes),
            Tick::No => text::read_answer(lexicon, scratch, at, question.as_bytes(), text::Tick::No),
            Tick::Text(text) => text::read_field(lexicon, scratch, at, text.as_bytes()),
        }
    }
    scratch.limits()
}

/// What only one of two outcomes has, and then both in full.
fn differences(engine: &Outcome, reference: &Outcome) -> String {
    let (ours, theirs) = (engine.lines(), reference.lines());
    let only = |a: &[String], b: &[String]| {
        a.iter().filter(|line| !b.contains(line)).map(|line| format!("  {line}\n")).collect::<String>()
    };
    format!(
        "the engine and the reference disagree\nonly the engine:\n{}only the reference:\n{}{IN_FULL}\nengine: {engine:#?}\nreference: {reference:#?}",
        only(&ours, &theirs),
        only(&theirs, &ours)
    )
}
