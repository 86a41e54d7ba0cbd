//! The phrase language inside quotes: from what an author writes to every word sequence that it stands for.
//!
//! # Why
//! Authors write `"(pain|ache~) ... [my] chest"`; the matcher knows only exact words.
//! Expanding at build time keeps matching exact and fast, and lets an author see precisely what a phrase finds.
//!
//! # How
//! ```text
//! phrase  = part { "..." part }
//! part    = item { item }
//! item    = word | word "~" | "(" choice ")" | "[" choice "]"
//! choice  = [ part ] { "|" [ part ] }
//! ```
//! A word also stands for its other spellings ([`dialect`](crate::dialect)).
//! `[x]` is `(x|)`. Words go through the tokeniser, so `follow-up` is the two words `follow up`, as it is in a message.
//!
//! # Invariants
//! Expansions are sorted, without repeats, and none is empty. No part has more than [`MAX_FORMS`] as the author wrote it; other spellings come on top.
//!
//! # Cost
//! Build time only; bounded by the limits before anything is multiplied out.
//!
//! After: [`lexicon`](crate::lexicon).

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::dialect;
use crate::family::word_family;
use crate::fold::{Folded, fold};
use crate::pattern::Words;
use crate::token::WordKey;
use crate::tokenise::Tokeniser;

/// The most words in a phrase.
pub const MAX_WORDS: usize = 16;
/// The most expansions of a phrase.
pub const MAX_FORMS: usize = 20_000;
/// The most parts of a phrase.
pub const MAX_PARTS: usize = 8;

/// Why a phrase cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseError {
    kind: PhraseErrorKind,
    offset: usize,
}

/// The kinds of [`PhraseError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PhraseErrorKind {
    /// It holds no words, or may stand for none.
    Empty,
    /// A bracket without its partner.
    UnbalancedParenthesis,
    /// A mark where it has no meaning.
    StrayMark,
    /// More than [`MAX_WORDS`] words.
    TooManyWords,
    /// More than [`MAX_FORMS`] expansions.
    TooManyForms,
    /// Only words such as "the" and "of".
    OnlyStopWords,
    /// A character that cannot be seen, or that only looks like a letter.
    HiddenCharacter,
}

impl PhraseError {
    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> PhraseErrorKind {
        self.kind
    }

    /// Where, in bytes of the phrase.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for PhraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            PhraseErrorKind::Empty => "this phrase may stand for no words at all",
            PhraseErrorKind::UnbalancedParenthesis => "a bracket is missing its partner",
            PhraseErrorKind::StrayMark => "this mark has no meaning here",
            PhraseErrorKind::TooManyWords => "this phrase has more than 16 words",
            PhraseErrorKind::TooManyForms => "this phrase stands for more than 20,000 wordings",
            PhraseErrorKind::OnlyStopWords => "this phrase may stand for words that are in every message",
            PhraseErrorKind::HiddenCharacter => {
                "this phrase holds a character that cannot be seen or only looks like a letter"
            }
        })
    }
}

impl std::error::Error for PhraseError {}

/// Words that alone say nothing. "He" and "she" are not among them: they tell that somebody else is meant.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "at", "be", "been", "for", "had", "has", "have", "i", "im", "in", "is", "it", "its",
    "ive", "me", "my", "of", "on", "or", "our", "so", "that", "the", "there", "this", "to", "was", "we", "were",
    "with", "you", "your",
];

/// The parts of a phrase, each the set of its expansions.
///
/// ```
/// let parts = flagstone_text::expand_phrase("(pain|aches) in [my] chest")?;
/// assert_eq!(parts[0].len(), 4);
/// # Ok::<(), flagstone_text::PhraseError>(())
/// ```
pub fn expand_phrase(text: &str) -> Result<Vec<Vec<Words>>, PhraseError> {
    check_characters(text)?;
    let mut parser = Parser { text, at: 0, depth: 0 };
    let mut parts = Vec::new();
    loop {
        let start = parser.at;
        let part = parser.sequence()?;
        parts.push(finish_part(part, parser.error_at(PhraseErrorKind::Empty, start))?);
        if !parser.take("...") && !parser.take("…") {
            break;
        }
        if parts.len() == MAX_PARTS {
            return Err(parser.error(PhraseErrorKind::StrayMark));
        }
    }
    if let Some(c) = parser.peek() {
        let unbalanced = matches!(c, ')' | ']');
        return Err(parser.error(if unbalanced {
            PhraseErrorKind::UnbalancedParenthesis
        } else {
            PhraseErrorKind::StrayMark
        }));
    }
    check_parts(&parts)?;
    Ok(parts.into_iter().map(with_other_spellings).collect())
}

/// The expansions of a built-in cue, which may consist of stop words.
pub(crate) fn expand_cue(text: &str) -> Result<Vec<Words>, PhraseError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let forms = parser.sequence()?;
    match parser.peek() {
        None => finish_part(forms, parser.error(PhraseErrorKind::Empty)),
        Some(_) => Err(parser.error(PhraseErrorKind::StrayMark)),
    }
}

/// The folding that the tokeniser applies to one word.
#[must_use]
pub fn fold_word(word: &str) -> String {
    tokens_of(word).concat()
}

/// The folded tokens of a text.
pub(crate) fn tokens_of(text: &str) -> Words {
    Tokeniser::new(text.as_bytes(), 0)
        .map(|token| {
            let bytes = token.key.map(WordKey::bytes).unwrap_or_default();
            let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
            String::from_utf8_lossy(bytes.get(..length).unwrap_or_default()).into_owned()
        })
        .collect()
}

fn check_characters(text: &str) -> Result<(), PhraseError> {
    let hidden = |c: char| {
        c.is_control() && c != '\t'
            || !c.is_ascii() && matches!(fold(c), Folded::Dropped | Folded::Foreign(_)) && !matches!(c, '\u{fe0f}')
    };
    match text.char_indices().find(|(_, c)| hidden(*c)) {
        Some((offset, _)) => Err(PhraseError { kind: PhraseErrorKind::HiddenCharacter, offset }),
        None => Ok(()),
    }
}

fn finish_part(mut part: Vec<Words>, empty: PhraseError) -> Result<Vec<Words>, PhraseError> {
    part.sort();
    part.dedup();
    if part.first().is_none_or(Vec::is_empty) {
        return Err(empty);
    }
    Ok(part)
}

fn check_parts(parts: &[Vec<Words>]) -> Result<(), PhraseError> {
    let error = |kind| Err(PhraseError { kind, offset: 0 });
    let longest: usize = parts.iter().map(|part| part.iter().map(Vec::len).max().unwrap_or(0)).sum();
    if longest > MAX_WORDS {
        return error(PhraseErrorKind::TooManyWords);
    }
    if parts.iter().map(Vec::len).sum::<usize>() > MAX_FORMS {
        return error(PhraseErrorKind::TooManyForms);
    }
    let says_nothing = |words: &Words| words.iter().all(|word| STOP_WORDS.contains(&word.as_str()));
    if parts.iter().all(|part| part.iter().any(says_nothing)) {
        return error(PhraseErrorKind::OnlyStopWords);
    }
    Ok(())
}

/// A position in a phrase.
struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character that is not blank.
    fn peek(&mut self) -> Option<char> {
        let blank = self.rest().len() - self.rest().trim_start().len();
        self.at += blank;
        self.rest().chars().next()
    }

    fn take(&mut self, mark: &str) -> bool {
        self.peek();
        let found = self.rest().starts_with(mark);
        if found {
            self.at += mark.len();
        }
        found
    }

    fn error(&self, kind: PhraseErrorKind) -> PhraseError {
        self.error_at(kind, self.at)
    }

    fn error_at(&self, kind: PhraseErrorKind, offset: usize) -> PhraseError {
        PhraseError { kind, offset }
    }

    /// Items up to a mark that is not theirs.
    fn sequence(&mut self) -> Result<Vec<Words>, PhraseError> {
        let mut forms = vec![Words::new()];
        while let Some(c) = self.peek() {
            let item = match c {
                '(' | '[' => self.choice(c)?,
                ')' | ']' | '|' => break,
                '…' => break,
                '.' if self.rest().starts_with("...") => break,
                '~' => return Err(self.error(PhraseErrorKind::StrayMark)),
                _ => self.word()?,
            };
            forms = self.joined(&forms, &item)?;
        }
        Ok(forms)
    }

    fn joined(&self, left: &[Words], right: &[Words]) -> Result<Vec<Words>, PhraseError> {
        if left.len().saturating_mul(right.len()) > MAX_FORMS {
            return Err(self.error(PhraseErrorKind::TooManyForms));
        }
        let mut all = Vec::with_capacity(left.len() * right.len());
        for head in left {
            for tail in right {
                if head.len() + tail.len() > MAX_WORDS {
                    return Err(self.error(PhraseErrorKind::TooManyWords));
                }
                all.push(head.iter().chain(tail).cloned().collect());
            }
        }
        Ok(all)
    }

    /// A bracket and what is in it.
    fn choice(&mut self, open: char) -> Result<Vec<Words>, PhraseError> {
        let start = self.at;
        let unbalanced = self.error_at(PhraseErrorKind::UnbalancedParenthesis, start);
        if self.depth == MAX_WORDS || self.touches_word_before() {
            return Err(self.error(PhraseErrorKind::StrayMark));
        }
        self.depth += 1;
        self.at += 1;
        let mut forms = self.sequence()?;
        while self.take("|") {
            forms.extend(self.sequence()?);
        }
        let close = if open == '(' { ")" } else { "]" };
        if !self.take(close) {
            let inner = self.rest().starts_with("...") || self.rest().starts_with('…');
            return Err(if inner { self.error(PhraseErrorKind::StrayMark) } else { unbalanced });
        }
        self.depth -= 1;
        if self.rest().starts_with(char::is_alphanumeric) {
            return Err(self.error(PhraseErrorKind::StrayMark));
        }
        if open == '[' {
            forms.push(Words::new());
        }
        forms.sort();
        forms.dedup();
        if forms.len() > MAX_FORMS {
            return Err(self.error(PhraseErrorKind::TooManyForms));
        }
        Ok(forms)
    }

    fn touches_word_before(&self) -> bool {
        self.text.get(..self.at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
    }

    /// One word as the author wrote it, which may be several tokens.
    fn word(&mut self) -> Result<Vec<Words>, PhraseError> {
        let rest = self.rest();
        let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '|' | '~' | '…');
        let end = rest.find(is_end).unwrap_or(rest.len());
        let end = rest.find("...").map_or(end, |dots| dots.min(end));
        let written = rest.get(..end).unwrap_or_default().to_owned();
        let offset = self.at;
        self.at += end;
        let tokens = tokens_of(&written);
        if self.rest().starts_with('~') {
            self.at += 1;
            return match tokens.as_slice() {
                [one] => Ok(word_family(one).into_iter().map(|form| vec![form]).collect()),
                _ => Err(self.error_at(PhraseErrorKind::StrayMark, offset)),
            };
        }
        Ok(vec![tokens])
    }
}

/// Adds every wording in which one word is written otherwise, or two are written in one.
fn with_other_spellings(mut part: Vec<Words>) -> Vec<Words> {
    let mut known: HashMap<&str, Vec<Words>> = HashMap::new();
    let mut others = Vec::new();
    for words in &part {
        for (at, word) in words.iter().enumerate() {
            let spellings = known.entry(word).or_insert_with(|| dialect::spellings(word));
            others.extend(spellings.iter().map(|other| spliced(words, at..at + 1, other)));
        }
        for (at, pair) in words.windows(2).enumerate() {
            if let [left, right] = pair
                && let Some(whole) = dialect::compound(left, right)
            {
                others.push(spliced(words, at..at + 2, &[whole]));
            }
        }
    }
    part.extend(others.into_iter().filter(|words| words.len() <= MAX_WORDS));
    part.sort();
    part.dedup();
    part
}

/// Some words with a range of them replaced.
fn spliced(words: &[String], range: Range<usize>, by: &[String]) -> Words {
    let mut all = words.to_vec();
    all.splice(range, by.iter().cloned());
    all
}
