//! What Flagstone is measured with: policies, messages, peers, and the checks that everyone's answers must pass first.
//!
//! # Why
//! A figure without a verified answer is a rumour. Whatever is timed here has first been compared, span by span, with an
//! oracle that cannot be wrong because it is too simple to be.
//!
//! # How
//! ```text
//! random ─► words ─► phrases ─► policy ─► Plan ─┐
//!                └─► messages ─────────────────┴─► decisions ─► checksum
//!                        └─► folded ─► peers ─► matches ─────► the same matches
//! ```
//! The criterion benchmarks in `benches/` follow one figure over time; the binary `report` sets peers beside Flagstone in
//! one interleaved run.
//!
//! # Invariants
//! The same seed gives the same phrases, policies and messages on every machine. No text of anybody else is in here.

pub mod checksum;
pub mod corpus;
pub mod folded;
pub mod messages;
#[cfg(feature = "peers")]
pub mod peers;
pub mod phrases;
pub mod policy;
pub mod random;
pub mod rounds;
pub mod search;
pub mod words;

/// What goes wrong while something is prepared.
pub type Error = Box<dyn std::error::Error>;
