//! Policies and requests made by chance.
//!
//! # Why
//! Examples test what somebody thought of. These make policies as *source text*, so that the parser and the compiler are
//! tested with the engine, and requests out of so few words that denials, relatives, times, numbers, doubts and unknown
//! facts meet the policy's phrases all the time.
//!
//! # How
//! [`policy`](policy()) makes a [`Sketch`]: blocks of text whose order can be changed. [`request()`] strings fragments together.
//! Shrinking takes rules, rows, lines and fragments away, so what is left of a failure is short.

mod policy;
mod request;

pub use policy::{Sketch, condition, policy, red_flag};
pub use request::{moment, request, text};
