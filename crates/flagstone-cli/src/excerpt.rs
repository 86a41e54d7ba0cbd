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
    /// More of the sentence stands before and after it.
    cut: (bool, bool),
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
        Marked { text: text.to_owned(), marks: joined, cut: (false, false) }
    }

    /// The text with its marks in colour, or in brackets.
    pub(crate) fn show(&self, screen: Screen) -> String {
        let mut shown = String::from(if self.cut.0 { "… " } else { "" });
        let mut at = 0;
        for mark in &self.marks {
            shown.push_str(&harmless(self.text.get(at..mark.start).unwrap_or_default()));
            let words = harmless(self.text.get(mark.clone()).unwrap_or_default());
            let words = if screen.colour { screen.paint(Tone::Mark, &words) } else { format!("[{words}]") };
            shown.push_str(&words);
            at = mark.end;
        }
        shown.push_str(&harmless(self.text.get(at..).unwrap_or_default()));
        shown.push_str(if self.cut.1 { " …" } else { "" });
        shown
    }

    /// A piece of the text with the marks that lie in it.
    fn piece(text: &str, range: &Range<usize>, marks: &[Range<usize>]) -> Marked {
        let inside = marks.iter().filter(|mark| mark.start >= range.start && mark.end <= range.end);
        let shifted = inside.map(|mark| mark.start - range.start..mark.end - range.start).collect();
        let sentence_ends = |letter: char| matches!(letter, '.' | '!' | '?' | '\n');
        let before = text.get(..range.start).unwrap_or_default().trim_end_matches(' ');
        let after = text.get(range.end..).unwrap_or_default().trim_start_matches(' ');
        let ended = text.get(range.clone()).is_some_and(|words| words.ends_with(sentence_ends));
        let cut = (
            !before.is_empty() && !before.ends_with(sentence_ends),
            !ended && !after.is_empty() && !after.starts_with(sentence_ends),
        );
        Marked { cut, ..Marked::new(text.get(range.clone()).unwrap_or_default(), shifted) }
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
    let mut whole: Vec<(u16, Range<usize>)> = Vec::new();
    for (field, span) in &spans {
        let Some(text) = text_of(decision, *field) else { continue };
        let sentence = sentence(text, span);
        if taken.len() < most && !whole.contains(&(*field, sentence.clone())) {
            let inside = spans
                .iter()
                .filter(|(other, mark)| other == field && sentence.start <= mark.start && mark.end <= sentence.end);
            let all = inside.fold(span.clone(), |all, (_, mark)| all.start.min(mark.start)..all.end.max(mark.end));
            let fits = text.get(all.clone()).is_some_and(|words| words.chars().count() <= letters);
            taken.push((*field, around(text, if fits { &all } else { span }, letters)));
            whole.push((*field, sentence));
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
    let text =
        fields.filter_map(|field| std::str::from_utf8(field.text).ok()).map(str::trim).find(|text| !text.is_empty())?;
    Some(Marked::piece(text, &around(text, &(0..0), letters), &[]))
}

fn text_of<'r>(decision: &Decision<'r>, field: u16) -> Option<&'r str> {
    std::str::from_utf8(source_of(decision.request(), field).1).ok()
}

/// The sentence in which a span stands.
fn sentence(text: &str, span: &Range<usize>) -> Range<usize> {
    const ENDS: [char; 4] = ['.', '!', '?', '\n'];
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let lead = before.rfind(ENDS).map_or(before, |at| before.get(at + 1..).unwrap_or_default()).trim_start();
    let stop = |at: usize| at + usize::from(after.as_bytes().get(at) != Some(&b'\n'));
    let tail = after.find(ENDS).map_or(after, |at| after.get(..stop(at)).unwrap_or_default()).trim_end();
    span.start - lead.len()..span.end + tail.len()
}

/// The sentence around a span; if it has more letters than fit, it is cut at words on both sides of the span.
fn around(text: &str, span: &Range<usize>, letters: usize) -> Range<usize> {
    let whole = sentence(text, span);
    let lead = text.get(whole.start..span.start).unwrap_or_default();
    let tail = text.get(span.end..whole.end).unwrap_or_default();
    let free = letters.saturating_sub(text.get(span.clone()).map_or(0, |words| words.chars().count()));
    let (lead_letters, tail_letters) = (lead.chars().count(), tail.chars().count());
    let lead_room = lead_letters.min((free / 2).max(free.saturating_sub(tail_letters)));
    let tail_room = tail_letters.min(free - lead_room.min(free));
    span.start - last_words(lead, lead_room).len()..span.end + first_words(tail, tail_room).len()
}

/// The last whole words of a text in at most so many letters.
fn last_words(text: &str, letters: usize) -> &str {
    let skipped = text.chars().count().saturating_sub(letters);
    let Some((cut, _)) = text.char_indices().nth(skipped).filter(|_| skipped > 0) else {
        return if skipped > 0 { "" } else { text };
    };
    let (before, rest) = text.split_at_checked(cut).unwrap_or_default();
    if before.ends_with(' ') {
        return rest;
    }
    rest.find(' ').and_then(|space| rest.get(space + 1..)).unwrap_or_default()
}

/// The first whole words of a text in at most so many letters.
fn first_words(text: &str, letters: usize) -> &str {
    let Some((cut, _)) = text.char_indices().nth(letters) else { return text };
    let (start, rest) = text.split_at_checked(cut).unwrap_or_default();
    if rest.starts_with(' ') {
        return start;
    }
    start.rfind(' ').and_then(|space| start.get(..space)).unwrap_or_default()
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
        assert_eq!(&text[around(text, &(at..at + 10), 20)], "have chest pain");
        assert_eq!(&text[around(text, &(at..at + 10), 5)], "chest pain");
    }

    #[test]
    fn letters_of_several_bytes_are_never_cut() {
        let text = "é".repeat(50) + " pain " + &"é".repeat(50);
        for letters in 0..60 {
            assert!(text.get(around(&text, &(101..105), letters)).is_some_and(|words| words.contains("pain")));
        }
    }
}
