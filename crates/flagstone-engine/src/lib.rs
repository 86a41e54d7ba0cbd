//! Evaluates a compiled Flagstone policy on a patient's request.
//!
//! Give a [`Plan`] (from `flagstone-compile`, or from bytes with [`Plan::from_bytes`]), a [`Scratch`] made for it and a
//! [`Request`]; [`evaluate()`] gives the [`Decision`].
//! The engine reads no file, no clock and no environment, never fails, never panics, and allocates nothing once warm.
//!
//! The sentence that decides every doubt: **raise on possible, lower only on certain.**

mod bits;
mod blob;
mod build;
mod calendar;
mod condition;
mod decision;
mod evaluate;
pub mod plan;
mod request;
mod route;
mod scratch;
mod trace;
mod truth;
pub mod words;

pub use bits::{Fact, Facts, Reason, Reasons};
pub use blob::{PLAN_FORMAT, PlanError};
pub use build::{Builder, RuleParts};
pub use calendar::{Calendar, Deadline};
pub use decision::{Decision, Evidence, FiredRule};
pub use evaluate::{FIELD_LIMIT, evaluate};
pub use plan::Plan;
pub use request::{Age, Answer, AnswerValue, Field, Form, Request, Sender, Sex};
pub use scratch::{Scratch, Strength};
pub use trace::{NodeTrace, RuleTrace, Trace, trace};
pub use truth::{Tally, Truth, Value};
