//! Which time belongs to which mention.
//!
//! # Why
//! Reading "3 weeks" is easy; that the *cough* has lasted three weeks, and not the course of tablets, is not.
//! A time that cannot be tied to a mention is left alone: the rule then asks without it.
//!
//! # How
//! A lasting or past time belongs to the nearest mention before it in the sentence, at most [`REACH`] words away, with no other verb, mention or terminator between; at the start of a clause, to the first mention after it.
//!
//! # Cost
//! Linear in the times; each looks at a bounded number of tokens and mentions.

use crate::class::Class;
use crate::cue::Cue;
use crate::int::minutes;
use crate::lexicon::{Lexicon, Output};
use crate::matching;
use crate::measurement::{Measurement, MeasurementKind};
use crate::mention::{Mention, Timing};
use crate::scratch::{Reading, Relation, Scratch};
use crate::token::{Seps, Token};

/// How many words may stand between a mention and its time.
const REACH: usize = 8;

/// Ties the times of the window to the mentions from `first` on.
pub(super) fn attach(lexicon: &Lexicon, scratch: &mut Scratch, first: usize) {
    let Scratch { tokens, readings, measurements, mentions, places, .. } = scratch;
    let mentions = mentions.get_mut(first..).unwrap_or_default();
    let terminates = |from: usize, to: usize| {
        let cues = (from..to).filter_map(|at| matching::cue_at(lexicon, tokens, at, to));
        let mut outputs = cues.flat_map(|(node, _)| lexicon.cue_phrases.outputs(node));
        let ends = [Cue::Terminator, Cue::Pseudo, Cue::NegativeList];
        outputs.any(|output| matches!(output, Output::Cue(number) if Cue::from_index(number).is_some_and(|cue| ends.contains(&cue))))
    };
    for reading in readings.iter() {
        let measurement = reading.measurement.and_then(|index| measurements.get(usize::from(index)));
        let Some(timing) = measurement.and_then(|measurement| timing_of(reading, measurement)) else { continue };
        let (start, end) = (usize::from(reading.start), usize::from(reading.end));
        let after = places.partition_point(|place| usize::from(place.0) < start);
        let before = (0..after).rev().take(REACH).find(|index| {
            let ended = places.get(*index).map_or(usize::MAX, |place| usize::from(place.1));
            ended <= start
                && start - ended <= REACH
                && joined(tokens, ended, start)
                && !terminates(ended, start.saturating_sub(1))
        });
        let next = (after..places.len()).next().filter(|index| {
            let begins = places.get(*index).map_or(0, |place| usize::from(place.0));
            begins >= end && begins - end <= REACH && joined(tokens, end, begins) && opens_clause(tokens, start)
        });
        if let Some(index) = before.or(next) {
            let ended = places.get(index).map_or(start, |place| usize::from(place.1));
            give(mentions, places, index, if began(tokens, ended, start) { lasting(timing) } else { timing });
        }
    }
}

/// Whether it began between these places: "started 10 days ago".
fn began(tokens: &[Token], from: usize, to: usize) -> bool {
    tokens.get(from..to).unwrap_or_default().iter().any(|token| token.class.any(Class::BEGINS))
}

/// CLINICAL: what started some time ago goes on, as far as the text says.
fn lasting(timing: Timing) -> Timing {
    match timing {
        Timing::Ago { lowest, highest } | Timing::Lasting { lowest, highest } => Timing::Lasting { lowest, highest },
    }
}

/// The same words may mention several concepts.
fn give(mentions: &mut [Mention], places: &[(u16, u16)], index: usize, timing: Timing) {
    let Some(place) = places.get(index) else { return };
    let near = index.saturating_sub(REACH)..index + REACH;
    for other in near {
        let overlaps = places.get(other).is_some_and(|other| other.0 < place.1 && place.0 < other.1);
        if let Some(mention) = mentions.get_mut(other).filter(|mention| overlaps && mention.timing.is_none()) {
            mention.timing = Some(timing);
        }
    }
}

fn timing_of(reading: &Reading, measurement: &Measurement) -> Option<Timing> {
    if measurement.kind != MeasurementKind::Duration {
        return None;
    }
    let (lowest, highest) = (minutes(measurement.lowest.into()), minutes(measurement.highest.into()));
    match reading.relation {
        Relation::Bare => None,
        Relation::Lasting => Some(Timing::Lasting { lowest, highest }),
        Relation::Ago => Some(Timing::Ago { lowest, highest }),
    }
}

/// Whether nothing but helpers, prepositions and nouns stands between two places of one sentence.
fn joined(tokens: &[Token], from: usize, to: usize) -> bool {
    let one_sentence = tokens.get(from..=to).unwrap_or_default().iter().all(|token| !token.seps.any(Seps::CLOSING));
    let verb = |token: &Token| {
        token.class.any(Class::VERB)
            && !token.class.any(Class::BE.with(Class::BEGINS).with(Class::HAVE).with(Class::TIMES))
    };
    one_sentence && !tokens.get(from..to).unwrap_or_default().iter().any(verb)
}

/// Whether a time begins its clause, but for words such as "for the last".
fn opens_clause(tokens: &[Token], start: usize) -> bool {
    let passes = Class::PREPOSITION.with(Class::ARTICLE).with(Class::ADVERB).with(Class::THE).with(Class::TIMES);
    (start.saturating_sub(3)..=start).rev().any(|at| {
        let leads = tokens
            .get(at..start)
            .unwrap_or_default()
            .iter()
            .all(|token| token.class.any(passes) || token.meaning != 0 || token.class.kinds() == Class::COMMON);
        leads && (at == 0 || tokens.get(at).is_some_and(|token| token.seps.any(Seps::BREAK)))
    })
}
