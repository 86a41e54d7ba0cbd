//! The marks between two words, and what groups of them do.
//!
//! # Why
//! A comma joins a list, a bracket cuts a guess short, a full stop ends everything; the rest of the reading asks only which
//! group a mark is of.
//!
//! # How
//! A set of marks before each word, and the groups as lists.

use std::collections::BTreeSet;

/// A mark between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Comma,
    /// A full stop, an exclamation mark, a semicolon, an ellipsis, a bullet, or bytes that are no text.
    Stop,
    Question,
    /// A colon or an equals sign.
    Colon,
    /// A long dash, or a hyphen beside a space.
    Dash,
    Bracket,
    Newline,
    BlankLine,
    Slash,
    /// A hyphen inside a word.
    Hyphen,
    Plus,
    Less,
    More,
    /// A colon between two digits.
    Clock,
}

/// All marks before a word.
pub(super) type Marks = BTreeSet<Mark>;

/// What ends a sentence: no phrase goes on after it.
pub(super) const SENTENCE: &[Mark] = &[Mark::Stop, Mark::Question, Mark::BlankLine];
/// What closes everything.
pub(super) const CLOSING: &[Mark] = &[Mark::Stop, Mark::Question, Mark::BlankLine, Mark::Newline];
/// What closes denial, doubt and history, and leaves the sentence open.
pub(super) const CLIPPING: &[Mark] = &[Mark::Colon, Mark::Dash, Mark::Bracket];
/// Whatever can be seen as a break.
pub(super) const BREAK: &[Mark] =
    &[Mark::Comma, Mark::Stop, Mark::Question, Mark::Colon, Mark::Dash, Mark::Bracket, Mark::Newline, Mark::BlankLine];
/// What joins the items of a list.
pub(super) const LIST: &[Mark] = &[Mark::Comma, Mark::Slash, Mark::Plus];

/// Whether any of a group is among the marks.
pub(super) fn any(marks: &Marks, group: &[Mark]) -> bool {
    group.iter().any(|mark| marks.contains(mark))
}
