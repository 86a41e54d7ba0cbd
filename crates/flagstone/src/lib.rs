//! Rule-driven triage of requests that patients send to their GP in their own words.
//!
//! A policy in the Flagstone language says what must never be missed and where a request goes. This crate is what a vendor
//! depends on: it checks and compiles a policy, and evaluates requests against it without allocating. It holds no logic of
//! its own; every name here comes from the crate that owns it.
//!
//! ```
//! use flagstone::{Field, Package, Request, Scratch};
//!
//! let source = r#"
//! policy "Example" version 1.0.0
//!
//! concept chest pain
//!   say "chest pain", "pain in (my|the) chest"
//!
//! red flag RF-001 "Chest pain"
//!   when chest pain
//!   raise to emergency
//! "#;
//! let checked = flagstone::check(Package::from_texts([("example.flag", source)]));
//! let policy = checked.policy.ok_or("see checked.diagnostics")?;
//! let plan = flagstone::compile(&policy)?;
//!
//! let mut scratch = Scratch::new(&plan);
//! let fields = [Field::new("reason", "I have had a pain in my chest since this morning")];
//! let request = Request { fields: &fields, ..Request::default() };
//! let decision = flagstone::evaluate(&plan, &mut scratch, &request);
//!
//! assert_eq!(decision.level().map(|level| level.name.as_str()), Some("emergency"));
//! assert_eq!(decision.fired().len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The sentence that decides every doubt: **raise on possible, lower only on certain.**

pub use flagstone_compile::{
    Checked, CompileError, Package, PackageError, age_in_days, bank_holidays, check, compile, form_of, hir,
    local_moment, lower, lower_person, lower_phrase, meaning_hash, sender_of, sex_of, to_local,
};
pub use flagstone_engine::{
    Age, Answer, AnswerValue, Builder, Calendar, Deadline, Decision, Evidence, FIELD_LIMIT, Fact, Facts, Field,
    FiredRule, Form, NodeTrace, PLAN_FORMAT, Plan, PlanError, Reason, Reasons, Request, RuleParts, RuleTrace, Scratch,
    Sender, Sex, Strength, Tally, Trace, Truth, Value, evaluate, plan, trace, words,
};
pub use flagstone_syntax as syntax;
pub use flagstone_text as text;
