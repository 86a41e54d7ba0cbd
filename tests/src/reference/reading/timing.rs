//! Which time belongs to which mention.
//!
//! # Why
//! That the *cough* has lasted three weeks, and not the course of tablets, is not told by "3 weeks".
//!
//! # How
//! A time that lasts or is past belongs to the nearest mention before it, at most eight words away in the same sentence,
//! with no other verb and no terminator between. Where a clause begins with the time, it belongs to the mention after it.
//! Whatever stands on the same words has the same time, and the first time that it gets is kept.

use flagstone::text::{MeasurementKind, Timing};

use super::cues;
use super::marks::{BREAK, CLOSING, any};
use super::numbers::{Number, Relation};
use super::sentences::{Placed, longest_cue};
use super::windows::Window;
use super::words::Word;

/// How many words, and how many mentions, may stand between.
const REACH: usize = 8;

/// Gives the mentions of a window their times.
pub(super) fn attach(window: &Window, numbers: &[Number], mentions: &mut [Placed]) {
    for number in numbers {
        let Some(timing) = timing(number) else { continue };
        let after = mentions.iter().take_while(|placed| placed.start < number.start).count();
        let before = (0..after).rev().take(REACH).find(|mention| belongs(window, mentions[*mention].end, number.start));
        let next = mentions.get(after).map(|placed| placed.start).filter(|begins| {
            let near = *begins >= number.end && begins - number.end <= REACH;
            near && is_joined(window, number.end, *begins) && opens_clause(window, number.start)
        });
        if let Some(mention) = before.or(next.map(|_| after)) {
            let ended = mentions[mention].end;
            let began = (ended..number.start).any(|at| window.is(at, &["begins"]));
            give(mentions, mention, if began { lasting(timing) } else { timing });
        }
    }
}

/// What started some time ago goes on, as far as the text says.
fn lasting(timing: Timing) -> Timing {
    match timing {
        Timing::Ago { lowest, highest } | Timing::Lasting { lowest, highest } => Timing::Lasting { lowest, highest },
    }
}

fn timing(number: &Number) -> Option<Timing> {
    let measures = number.measures.filter(|measures| measures.kind == MeasurementKind::Duration)?;
    let minutes = |value: i64| u32::try_from(value.clamp(0, i32::MAX.into())).expect("a positive number");
    let (lowest, highest) = (minutes(measures.lowest), minutes(measures.highest));
    match measures.relation {
        Relation::Bare => None,
        Relation::Lasting => Some(Timing::Lasting { lowest, highest }),
        Relation::Ago => Some(Timing::Ago { lowest, highest }),
    }
}

/// Whether a time belongs to a mention that ends before it.
fn belongs(window: &Window, ended: usize, begins: usize) -> bool {
    ended <= begins
        && begins - ended <= REACH
        && is_joined(window, ended, begins)
        && !terminates(window, ended, begins.saturating_sub(1))
}

/// Whether a terminator, or what denies something else, stands between two words.
fn terminates(window: &Window, from: usize, to: usize) -> bool {
    (from..to)
        .filter_map(|at| longest_cue(window, at, to))
        .filter_map(|(words, _)| cues::table().of(&words))
        .any(|kinds| kinds.iter().any(|kind| ["terminator", "pseudo", "negative-list"].contains(kind)))
}

/// Whether nothing but helpers, prepositions and nouns stands between two places of one sentence.
fn is_joined(window: &Window, from: usize, to: usize) -> bool {
    let verb = |word: &Word| word.is_any(&["verb"]) && !word.is_any(&["be", "begins", "have", "times"]);
    let closes = |word: &Word| any(&word.marks, CLOSING);
    !window.words[from..=to].iter().any(closes) && !window.words[from..to].iter().any(verb)
}

/// Whether a time begins its clause, but for words such as "for the last".
fn opens_clause(window: &Window, start: usize) -> bool {
    let passes = |word: &Word| {
        word.is_any(&["preposition", "article", "adverb", "the", "times"]) || word.meaning.is_some() || word.ordinary
    };
    (start.saturating_sub(3)..=start)
        .any(|at| (at == 0 || any(&window.words[at].marks, BREAK)) && window.words[at..start].iter().all(passes))
}

/// Gives a time to a mention and to what stands on the same words.
fn give(mentions: &mut [Placed], number: usize, timing: Timing) {
    let (start, end) = (mentions[number].start, mentions[number].end);
    for (other, placed) in mentions.iter_mut().enumerate() {
        let near = other + REACH >= number && other < number + REACH;
        if near && placed.start < end && start < placed.end && placed.mention.timing.is_none() {
            placed.mention.timing = Some(timing);
        }
    }
}
