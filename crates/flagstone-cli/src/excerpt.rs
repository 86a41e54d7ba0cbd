//! Patients' words with the deciding ones marked.
//!
//! # Why
//! A doctor who reads two hundred requests needs the sentence that matters, not the whole letter, and must see which words
//! of it raised the request.
//!
//! # Invariants
//! A mark never cuts a character, and what is shown is [`harmless`].
//!
//! Before: evidence. After: tables and explanations.

use std::ops::Range;

use flagstone::Decision;
use flagstone_records::source_of;

use crate::screen::{Screen, Tone, harmless};

/// A piece of text with marked ranges, in bytes of the piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Marked {
    /// A text with marks; marks that overlap become one.
    pub(crate) fn new(text: &str, mut marks: Vec<Range<usize>>) -> Marked {
        marks.retain(|mark| mark.start < mark.end && text.get(mark.clone()).is_some());
        marks.sort_by_key(|mark| (mark.start, mark.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            match joined.last_mut().filter(|last| mark.start <= last.end) {
                Some(last) => last.end = last.end.max(mark.end),
                None => joined.push(mark),
            }
        }
        Marked { text: text.to_owned(), marks: joined }
    }

    /// The text with its marks in colour, or in brackets.
    pub(crate) fn show(&self, screen: Screen) -> String {
        let mut shown = String::new();
        let mut at = 0;
        for mark in &self.marks {
            shown.push_str(&harmless(self.text.get(at..mark.start).unwrap_or_default()));
            let words = harmless(self.text.get(mark.clone()).unwrap_or_default());
            let words = if screen.colour { screen.paint(Tone::Mark, &words) } else { format!("[{words}]") };
            shown.push_str(&words);
            at = mark.end;
        }
        shown.push_str(&harmless(self.text.get(at..).unwrap_or_default()));
        shown
    }

    /// A piece of the text with the marks that lie in it.
    fn piece(text: &str, range: &Range<usize>, marks: &[Range<usize>]) -> Marked {
        let inside = marks.iter().filter(|mark| mark.start >= range.start && mark.end <= range.end);
        let shifted = inside.map(|mark| mark.start - range.start..mark.end - range.start).collect();
        Marked::new(text.get(range.clone()).unwrap_or_default(), shifted)
    }
}

/// The sentences in which the words stand for which rules fired: the most urgent rule's first, at most `most`.
pub(crate) fn sentences(decision: &Decision<'_>, most: usize, letters: usize) -> Vec<Marked> {
    let mut rules: Vec<_> = decision.fired().collect();
    rules.sort_by_key(flagstone::FiredRule::level);
    let spans: Vec<(u16, Range<usize>)> = rules
        .iter()
        .flat_map(flagstone::FiredRule::evidence)
        .map(|evidence| (evidence.field, evidence.start as usize..evidence.end as usize))
        .collect();
    let mut taken: Vec<(u16, Range<usize>)> = Vec::new();
    for (field, span) in &spans {
        let Some(text) = text_of(decision, *field) else { continue };
        let covered = taken.iter().any(|(other, range)| other == field && range.start <= span.start && span.end <= range.end);
        if taken.len() < most && !covered {
            taken.push((*field, around(text, span, letters)));
        }
    }
    let piece = |(field, range): &(u16, Range<usize>)| {
        let marks: Vec<_> = spans.iter().filter(|(other, _)| other == field).map(|(_, span)| span.clone()).collect();
        text_of(decision, *field).map(|text| Marked::piece(text, range, &marks))
    };
    taken.iter().filter_map(piece).collect()
}

/// The beginning of the first field that has words, when no word decided.
pub(crate) fn beginning(decision: &Decision<'_>, letters: usize) -> Option<Marked> {
    let fields = decision.request().fields.iter();
    let text = fields.filter_map(|field| std::str::from_utf8(field.text).ok()).map(str::trim).find(|text| !text.is_empty())?;
    Some(Marked::new(text.get(around(text, &(0..0), letters)).unwrap_or_default(), Vec::new()))
}

fn text_of<'r>(decision: &Decision<'r>, field: u16) -> Option<&'r str> {
    std::str::from_utf8(source_of(decision.request(), field).1).ok()
}

/// The sentence around a span, cut at words to about so many letters on each side.
fn around(text: &str, span: &Range<usize>, letters: usize) -> Range<usize> {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let ends = ['.', '!', '?', '\n'];
    let near = before.char_indices().rev().nth(letters).map_or(0, |(at, _)| at);
    let start = before.rfind(ends).map_or(0, |at| at + 1).max(word_start(before, near));
    let far = after.char_indices().nth(letters).map_or(after.len(), |(at, _)| at);
    let sentence = after.find(ends).map_or(after.len(), |at| at + usize::from(after.as_bytes().get(at) != Some(&b'\n')));
    let end = span.end + sentence.min(word_end(after, far));
    let skipped = text.get(start..span.start).map_or(0, |lead| lead.len() - lead.trim_start().len());
    start + skipped..end
}

/// The beginning of the next word at or after a place.
fn word_start(text: &str, at: usize) -> usize {
    if at == 0 { 0 } else { text.get(at..).and_then(|rest| rest.find(' ')).map_or(at, |space| at + space + 1) }
}

/// The end of the last word at or before a place.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() { text.len() } else { text.get(..at).and_then(|lead| lead.rfind(' ')).unwrap_or(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Screen = Screen { colour: false, width: 80 };

    #[test]
    fn marks_are_brackets_without_colour() {
        let marked = Marked::new("chest pain and sweaty", vec![15..21, 0..5, 3..10]);
        assert_eq!(marked.show(PLAIN), "[chest pain] and [sweaty]");
    }

    #[test]
    fn a_sentence_is_cut_out_at_its_ends() {
        let text = "Hello there. I have chest pain today! Thanks.";
        let at = text.find("chest").unwrap();
        assert_eq!(&text[around(text, &(at..at + 10), 100)], "I have chest pain today!");
        assert_eq!(&text[around(text, &(at..at + 10), 6)], "have chest pain");
    }

    #[test]
    fn letters_of_several_bytes_are_never_cut() {
        let text = "é".repeat(50) + " pain " + &"é".repeat(50);
        for letters in 0..60 {
            assert!(text.get(around(&text, &(101..105), letters)).is_some());
        }
    }
}
