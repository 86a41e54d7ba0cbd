//! From the source of a Flagstone policy to its syntax tree, with every error of a file at once.

pub mod ast;
mod diagnostic;
mod span;

pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use span::{FileId, SourceFile, SourceMap, Span, Spanned};
