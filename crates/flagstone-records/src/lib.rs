//! Requests, decisions and cases as records: what stands in files and goes between programs.
//!
//! ```text
//! JSON lines or CSV ──RowReader──► RawRow ──parse──► Row { OwnedRequest, problems }
//!                                                        │ with_request
//! DecisionRecord ◄──Recorder── Decision ◄──evaluate── Request
//! ```
//!
//! The engine borrows everything and knows no files; this crate owns what was read and gives the engine a view of it.
//! Nothing here loses a request: a fact that cannot be read becomes unknown, and a row that cannot be read is a request
//! that a person must read.
//!
//! ```
//! use flagstone::{Package, Scratch};
//! use flagstone_records::{Recorder, Row};
//!
//! let source = r#"
//! policy "Example" version 1.0.0
//!
//! concept chest pain
//!   say "chest pain"
//!
//! red flag RF-001 "Chest pain"
//!   when chest pain
//!   raise to emergency
//! "#;
//! let checked = flagstone::check(Package::from_texts([("example.flag", source)]));
//! let policy = checked.policy.ok_or("see checked.diagnostics")?;
//! let plan = flagstone::compile(&policy)?;
//! let recorder = Recorder::new(&plan);
//! let mut scratch = Scratch::new(&plan);
//!
//! let row = Row::from_json(1, br#"{"id": "m-1", "text": "I have chest pain", "age": "old"}"#);
//! assert_eq!(row.problems.first().map(|problem| problem.code), Some("bad-age"));
//! let answer = row.request.with_request(|request| {
//!     let decision = flagstone::evaluate(&plan, &mut scratch, request);
//!     serde_json::to_string(&recorder.record(&row.request, &decision))
//! })?;
//! assert!(answer.starts_with(r#"{"id":"m-1","urgency":"emergency""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod case;
mod decision;
mod fact;
mod json;
mod person;
mod problem;
mod reader;
mod request;
mod row;

pub use decision::{DecisionRecord, EvidenceRecord, PolicyRecord, Recorder, RuleRecord, finding_word, source_of};
pub use fact::{age, form, pregnant, received, sender, sex};
pub use json::Json;
pub use person::{facts_of, person};
pub use problem::Problem;
pub use reader::{Format, MAX_ROW_BYTES, RawRow, ReadError, RowReader};
pub use request::{OwnedAnswer, OwnedField, OwnedRequest, OwnedValue};
pub use row::Row;
