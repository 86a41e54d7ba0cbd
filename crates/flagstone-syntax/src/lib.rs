//! From the source of a Flagstone policy to its syntax tree, with every error of a file at once.

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
