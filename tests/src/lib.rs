//! What the tests of Flagstone are made of: a slow and obvious interpreter, policies and requests made by chance, and
//! a reader of literate tests.
//!
//! # Why
//! A fast engine needs something slow to be compared with. [`reference`](mod@reference) follows the language reference sentence by
//! sentence; wherever the two disagree, one of them is wrong, and a test says where.
//!
//! # How
//! ```text
//! policy text ──compile──► hir::Policy ──► Plan ──► engine    ──► Outcome ─┐
//!                               └────────────────► reference ──► Outcome ─┴─ must be equal
//! ```
//! [`Pair`] holds both sides; [`generate`] makes policies and requests; [`literate`] reads tests written as Markdown.
//! The test binaries in `tests/tests/` say what must hold.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this crate runs in tests only, where a panic is a failing test"
)]

pub mod case;
pub mod generate;
pub mod golden;
pub mod literate;
pub mod outcome;
pub mod pair;
pub mod reference;

pub use case::{Case, Tick};
pub use outcome::{Fired, Outcome};
pub use pair::{Pair, Source};
