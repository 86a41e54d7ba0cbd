//! The windows in which a long text is read, and what of it cannot be read at all.
//!
//! # Why
//! The engine reads a text in pieces of a fixed size, and what reaches across the end of a piece is not seen; so the pieces
//! are a part of what a text means.
//!
//! # How
//! A window has at most [`WINDOW`] words. It ends before the last sentence that begins in its last quarter, and the next
//! window begins with that sentence; if there is none, it ends where it is full, in the middle of a sentence.
//! While the words are gathered they are counted, so as to tell whether the text is in English: those of a sentence that
//! is put off count in both windows.

use super::marks::{self, BREAK, CLOSING, Mark, Marks, SENTENCE};
use super::tokens::Scanner;
use super::words::{Kind, Meaning, Vocabulary, Word};

/// The words of a window.
const WINDOW: usize = 4096;

/// Some words of a text, which are read together.
#[derive(Clone, Debug, Default)]
pub(in crate::reference) struct Window {
    pub(in crate::reference) words: Vec<Word>,
    /// The marks after the last word.
    pub(super) trailing: Marks,
}

/// A text in windows.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) windows: Vec<Window>,
    pub(super) not_utf8: bool,
    /// A window was full and no sentence had ended.
    pub(super) sentence_too_long: bool,
    /// How many words there are that are no numbers, how many of them are known, and how many are in another alphabet.
    pub(super) seen: usize,
    known: usize,
    foreign: usize,
}

impl Page {
    /// Eight words or more, of which fewer than half are known or more than half are in another alphabet.
    pub(super) fn is_not_english(&self) -> bool {
        self.seen >= 8 && (self.known * 2 < self.seen || self.foreign * 2 > self.seen)
    }
}

/// Divides a text into windows.
pub(super) fn page(vocabulary: &Vocabulary, text: &[u8]) -> Page {
    let mut page = Page::default();
    let mut from = 0;
    loop {
        let mut scanner = Scanner::new(text, from);
        let mut window = Window::default();
        let mut ended = false;
        let mut carried = Marks::new();
        while window.words.len() < WINDOW && !ended {
            match scanner.next_word() {
                None => ended = true,
                Some(mut raw) => {
                    if carried.contains(&Mark::Newline) && raw.marks.contains(&Mark::Newline) {
                        raw.marks.insert(Mark::BlankLine);
                    }
                    raw.marks.append(&mut carried);
                    let words = vocabulary.words(&raw, text, WINDOW - window.words.len());
                    // A picture that nobody knows takes no mark with it.
                    if words.is_empty() {
                        carried = raw.marks;
                        continue;
                    }
                    if raw.number.is_none() {
                        page.seen += 1;
                        page.known += usize::from(words.iter().any(|word| word.is_english));
                        page.foreign += usize::from(raw.foreign);
                    }
                    window.words.extend(words);
                }
            }
        }
        page.not_utf8 |= scanner.not_utf8;
        let next = if ended { None } else { Some(window.end_early(&mut page.sentence_too_long)) };
        window.trailing = if ended { scanner.marks } else { window.trailing };
        if !window.words.is_empty() {
            page.windows.push(window);
        }
        match next {
            Some(next) if next > from => from = next,
            _ => return page,
        }
    }
}

impl Window {
    /// Puts the last sentence of a full window off, if it may; where the next window begins.
    fn end_early(&mut self, too_long: &mut bool) -> usize {
        let begins = self.words.iter().rposition(|word| marks::any(&word.marks, CLOSING));
        match begins.filter(|at| *at >= WINDOW / 4 * 3) {
            Some(at) => {
                let next = self.words[at].start;
                self.words.truncate(at);
                self.trailing = Marks::from([Mark::Stop]);
                next
            }
            None => {
                *too_long = true;
                self.words[self.words.len() - 1].end
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// The marks before a word; after the last one, what follows it, and an end.
    pub(super) fn marks(&self, at: usize) -> Marks {
        let after = || self.trailing.iter().copied().chain([Mark::Stop]).collect();
        self.words.get(at).map_or_else(after, |word| word.marks.clone())
    }

    /// Whether any of these marks stands before a word.
    pub(super) fn has_mark(&self, at: usize, group: &[Mark]) -> bool {
        match self.words.get(at) {
            Some(word) => marks::any(&word.marks, group),
            None => group.contains(&Mark::Stop) || marks::any(&self.trailing, group),
        }
    }

    /// Whether a break can be seen before a word.
    pub(super) fn breaks(&self, at: usize) -> bool {
        self.has_mark(at, BREAK)
    }

    /// Whether a word is of any of these kinds.
    pub(super) fn is(&self, at: usize, kinds: &[Kind]) -> bool {
        self.words.get(at).is_some_and(|word| word.is_any(kinds))
    }

    /// Whether a word that follows without a break is of any of these kinds.
    pub(super) fn follows(&self, at: usize, kinds: &[Kind]) -> bool {
        !self.breaks(at) && self.is(at, kinds)
    }

    /// Whether the word so many places before another is of any of these kinds.
    pub(super) fn is_before(&self, at: usize, back: usize, kinds: &[Kind]) -> bool {
        at.checked_sub(back).is_some_and(|before| self.is(before, kinds))
    }

    pub(super) fn meaning(&self, at: usize) -> Option<Meaning> {
        self.words.get(at)?.meaning
    }

    /// Whether no sentence ends between the word before one place and the word at another.
    pub(in crate::reference) fn is_one_sentence(&self, from: usize, to: usize) -> bool {
        !(from..=to).filter_map(|at| self.words.get(at)).any(|word| marks::any(&word.marks, SENTENCE))
    }

    /// The bytes of the words from one up to another.
    pub(in crate::reference) fn bytes(&self, start: usize, end: usize) -> (u32, u32) {
        let byte = |at: usize| u32::try_from(at).expect("a text is not that long");
        (byte(self.words[start].start), byte(self.words[end - 1].end))
    }
}
