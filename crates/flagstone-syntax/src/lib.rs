//! From the source of a Flagstone policy to its syntax tree, with every error of a file at once.
//!
//! ```
//! use flagstone_syntax::{SourceMap, parse, render};
//!
//! let mut map = SourceMap::new();
//! let file = map.add("policy.flag", "red flag RF-001 \"Collapse\"\n  when collapse\n  rise to emergency\n");
//! let (tree, problems) = parse(&map, file);
//!
//! assert_eq!(tree.items.len(), 1);
//! assert!(render::plain(&map, &problems).contains("did you mean `raise to`?"));
//! ```
//!
//! # The stages
//!
//! | stage | module | from | to |
//! |---|---|---|---|
//! | clean | `source` | the text of a file | lines with single spaces and plain quotes, which know their bytes |
//! | outline | `outline`, `forms` | lines | blocks of statements, each with its grammar rule |
//! | read | `sentence`, `node` | one statement | what pest has read, or what is missing |
//! | build | `blocks`, `condition`, `person`, `values` | nodes | the tree in [`ast`] |
//!
//! Beside them stand [`format()`], which writes a file again along the same outline, [`render`], which shows diagnostics, and
//! [`nearest`] with `suggest`, which guess what was meant.
//!
//! # Invariants
//! Any text gives an answer: nothing here panics, and time is linear in the text.
//! A line that is not in the tree has been told of in a [`Diagnostic`].
//! No message names a grammar rule, and pest never leaves this crate.
//!
//! Before: files. After: `flagstone-compile`, which resolves and checks what is read here.

pub mod ast;
mod blocks;
mod condition;
mod diagnostic;
mod dump;
mod format;
mod forms;
mod nearest;
mod node;
mod outline;
mod parser;
mod person;
pub mod render;
mod sentence;
mod source;
mod span;
mod suggest;
mod values;

pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use dump::dump;
pub use format::format;
pub use nearest::nearest;
pub use parser::{decode, parse};
pub use source::{MAX_FILE_BYTES, MAX_LINE_BYTES, MAX_PROBLEMS};
pub use span::{FileId, SourceFile, SourceMap, Span, Spanned};

#[cfg(test)]
mod tests;
