//! Policies and requests made by chance.
//!
//! # Why
//! Examples test what somebody thought of. These make policies as *source text*, so that the parser and the compiler are
//! tested with the engine, and requests out of so few words that denials, relatives, times, numbers, doubts and unknown
//! facts meet the policy's phrases all the time.
//!
//! # How
//! [`policy`](policy()) makes a [`Sketch`]: blocks of text whose order can be changed. [`request()`] strings fragments together,
//! and [`model_text`] every word that decides how another is meant.
//! Shrinking takes rules, rows, lines and fragments away, so what is left of a failure is short.

mod model;
mod policy;
mod request;

pub use model::{POLICY, model_list, model_shape, model_text};
pub use policy::{Sketch, condition, policy, red_flag};
pub use request::{moment, request, text};

/// How many cases a property is tried on: `FLAGSTONE_EFFORT=100` tries a hundred times as many as a build has time for.
///
/// What fails is not written to a file beside the test: it becomes a test of its own, with a name.
#[must_use]
pub fn cases(count: u32) -> proptest::test_runner::Config {
    let effort: u32 = std::env::var("FLAGSTONE_EFFORT").ok().and_then(|effort| effort.parse().ok()).unwrap_or(1);
    let cases = count.saturating_mul(effort);
    proptest::test_runner::Config { cases, failure_persistence: None, max_shrink_time: 60_000, ..Default::default() }
}
