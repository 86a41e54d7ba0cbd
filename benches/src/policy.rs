//! Policies of any size: phrases, concepts of four phrases each, and rules over them.
//!
//! # Why
//! A policy is written out as source and goes through the same door as everybody's, so what is measured is what is shipped.
//!
//! # How
//! A rule is a conjunction of disjunctions of findings, which every rule engine can say; some also ask for an age.
//!
//! Before: [`phrases`](crate::phrases::phrases). After: [`Plan`].

use std::fmt::Write;
use std::path::{Path, PathBuf};

use flagstone::hir::Policy;
use flagstone::syntax::Diagnostic;
use flagstone::{Package, Plan};

use crate::Error;
use crate::random::Random;

/// How many phrases a concept of a generated policy has.
pub const PHRASES_A_CONCEPT: usize = 4;

/// A rule: of every list one finding must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Findings by number.
    pub all: Vec<Vec<usize>>,
    /// It also asks that the patient is 18 or over.
    pub adult: bool,
}

/// What a policy is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The phrases of each finding.
    pub findings: Vec<Vec<String>>,
    /// The rules.
    pub rules: Vec<Rule>,
}

impl Parts {
    /// Four phrases a finding, and so many rules.
    #[must_use]
    pub fn of(phrases: &[String], rules: usize) -> Self {
        let findings: Vec<_> = phrases.chunks(PHRASES_A_CONCEPT).map(<[String]>::to_vec).collect();
        let rules = self::rules(findings.len(), rules, true);
        Self { findings, rules }
    }

    /// The policy as an author would write it.
    #[must_use]
    pub fn source(&self) -> String {
        let mut text =
            String::from("policy \"Generated\" version 1.0.0\n  owner \"Nobody\"\n  review level same day\n");
        for (at, phrases) in self.findings.iter().enumerate() {
            let said: Vec<String> = phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect();
            let _ = write!(text, "\nconcept {}\n  say {}\n", name(at), said.join(", "));
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let _ = write!(text, "\nred flag RF-{at:05} \"Rule {at}\"\n");
            rule.write(&mut text);
            let level = ["emergency", "immediate", "same day", "within 48 hours"].get(at % 4).unwrap_or(&"same day");
            let _ = writeln!(text, "  raise to {level}");
        }
        text
    }
}

/// The name of a finding, such that names sort as numbers do.
#[must_use]
pub fn name(finding: usize) -> String {
    format!("\"finding {finding:05}\"")
}

impl Rule {
    fn write(&self, text: &mut String) {
        for (at, any) in self.all.iter().enumerate() {
            let begin = if at == 0 { "when" } else { "and" };
            match any.as_slice() {
                [one] => {
                    let _ = writeln!(text, "  {begin} {}", name(*one));
                }
                several => {
                    let _ = writeln!(text, "  {begin} any of");
                    for finding in several {
                        let _ = writeln!(text, "    - {}", name(*finding));
                    }
                }
            }
        }
        if self.adult {
            text.push_str("  and patient is 18 or over\n");
        }
    }

    /// Whether it holds when these findings are there, and nothing else.
    #[must_use]
    pub fn holds(&self, findings: &[usize]) -> bool {
        self.all.iter().all(|any| any.iter().any(|finding| findings.contains(finding)))
    }

    /// The rule as an expression over variables: `(c1 || c2) && (c3)`; `named` says how a variable is written.
    #[must_use]
    pub fn expression(&self, or: &str, and: &str, named: impl Fn(usize) -> String) -> String {
        let any = |any: &Vec<usize>| format!("({})", any.iter().map(|at| named(*at)).collect::<Vec<_>>().join(or));
        self.all.iter().map(any).collect::<Vec<_>>().join(and)
    }
}

/// So many rules over so many findings; with or without facts.
#[must_use]
pub fn rules(findings: usize, count: usize, facts: bool) -> Vec<Rule> {
    let mut random = Random::new(23);
    let rule = |_| {
        let clauses = [1, 2, 2, 2, 2, 2, 2, 3, 3, 3].get(random.below(10)).copied().unwrap_or(2);
        let mut all = Vec::with_capacity(clauses);
        for _ in 0..clauses {
            let width = 1 + random.below(3);
            let mut any: Vec<usize> = (0..width).map(|_| random.below(findings)).collect();
            any.sort_unstable();
            any.dedup();
            all.push(any);
        }
        Rule { all, adult: facts && random.chance(200) }
    };
    (0..count).map(rule).collect()
}

/// Lowers and compiles a generated policy.
///
/// # Errors
/// With what is wrong with it.
pub fn compile(source: &str) -> Result<Plan, Error> {
    Ok(flagstone::compile(&lowered(source)?)?)
}

/// A generated policy without lints: rules by chance cover each other, which no author would be allowed.
///
/// # Errors
/// With what is wrong with it.
pub fn lowered(source: &str) -> Result<Policy, Error> {
    let mut package = Package::from_texts([("generated.flag", source)]);
    let (policy, found) = flagstone::lower(package.root, &package.files);
    package.diagnostics.extend(found);
    policy.ok_or_else(|| wrong(&package.diagnostics))
}

fn wrong(found: &[Diagnostic]) -> Error {
    let errors = found.iter().filter(|found| found.is_error()).take(5);
    let errors: Vec<&str> = errors.map(|found| found.message.as_str()).collect();
    format!("the policy is wrong: {}", errors.join("; ")).into()
}

/// The rule set `uk-gp` of this repository.
///
/// # Errors
/// With everything that is wrong with it.
pub fn uk_gp() -> Result<Policy, Error> {
    let checked = flagstone::check(Package::read(&uk_gp_folder())?);
    checked.policy.ok_or_else(|| wrong(&checked.diagnostics))
}

/// Where `uk-gp` lies.
#[must_use]
pub fn uk_gp_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rulesets/uk-gp")
}
