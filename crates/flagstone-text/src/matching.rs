//! Matching: from tokens to the occurrences of concepts, and of cues where they are asked for.
//!
//! # Why
//! Every phrase must be found wherever it stands, also inside a longer one, and messages of any shape must cost the same per word.
//!
//! # How
//! From every token the trie is followed as far as words lead on, at most [`MAX_WORDS`] and never past the end of a sentence.
//! Most tokens have no node, or their successor stands inside no phrase, and cost one or two bit tests.
//! Outputs on the way are mentions, shields and parts.
//! Cues have a root of their own; [`context`](crate::context) asks for them token by token, only where something is mentioned.
//!
//! Parts of a pattern are joined as they come, with the nearest [`WAYS`](crate::scratch::WAYS) in which the parts before were met:
//! ```text
//! pattern "pain ... chest", gap 3:   "pain and also in my chest"
//!    hit part 0 at [0,1)  -> chain 0 = start 0, end 1
//!    hit part 1 at [5,6)  -> 5 - 1 = 4 words between: too far
//! ```
//! A chain belongs to a sentence number, so nothing is cleared between sentences.
//!
//! # Invariants
//! Hits come out in order of their first token.
//! Nothing is missed except by a full buffer, which raises a limit.
//!
//! # Cost
//! At most [`MAX_WORDS`] steps a token; constant work for an output; hits are bounded.
//!
//! Before: [`tokenise`](crate::tokenise). After: [`context`](crate::context).

use crate::class::Class;
use crate::int::to_u16;
use crate::lexicon::{Join, Lexicon, Output};
use crate::pattern::Order;
use crate::phrase::MAX_WORDS;
use crate::scratch::{Chain, HITS, Hit, Scratch, ShieldEnd, WIDE_SHIELDS};
use crate::token::{Seps, Token};

/// Finds every occurrence in the window.
pub(crate) fn find(lexicon: &Lexicon, scratch: &mut Scratch) {
    for at in 0..scratch.tokens.len() {
        let Some(token) = scratch.tokens.get(at) else { break };
        if token.seps.any(Seps::SENTENCE) {
            scratch.sentence = scratch.sentence.saturating_add(1);
        }
        if token.class.any(Class::OUTER) {
            let word = token.word;
            walk(lexicon, scratch, at, word);
        }
    }
    if !scratch.hits.is_sorted() {
        scratch.hits.sort_unstable();
    }
    scratch.hits.dedup();
    drop_widely_shielded(scratch);
}

/// A cue: its node, and where it ends.
pub(crate) type FoundCue = (u32, usize);

/// The longest cue that begins at a token and ends before `limit`.
pub(crate) fn cue_at(lexicon: &Lexicon, tokens: &[Token], at: usize, limit: usize) -> Option<FoundCue> {
    cues_at(lexicon, tokens, at, limit, limit).0
}

/// The longest cue that begins at a token and ends before `limit`, and the longest that ends before `furthest`.
///
/// A word whose spelling was repaired is in no cue: a guess may assert, never deny.
#[inline]
pub(crate) fn cues_at(
    lexicon: &Lexicon,
    tokens: &[Token],
    at: usize,
    limit: usize,
    furthest: usize,
) -> (Option<FoundCue>, Option<FoundCue>) {
    let begins = |token: &&Token| token.class.any(Class::CUE_OUTER) && !token.class.any(Class::REPAIRED);
    let Some(token) = tokens.get(at).filter(begins).filter(|_| at < furthest) else { return (None, None) };
    let cues = &lexicon.cue_phrases;
    let mut node = token.word;
    let (mut within, mut longest) = (None, None);
    let mut end = at + 1;
    loop {
        if cues.has_outputs(node) {
            longest = Some((node, end));
            within = if end <= limit { longest } else { within };
        }
        let next = tokens.get(end).filter(|_| end < furthest && end - at < MAX_WORDS);
        let Some(next) = next.filter(|next| next.class.any(Class::CUE_INNER) && !next.class.any(Class::REPAIRED))
        else {
            break;
        };
        if next.seps.any(Seps::SENTENCE) {
            break;
        }
        let Some(to) = cues.follow(node, next.word) else { break };
        node = to;
        end += 1;
    }
    (within, longest)
}

/// Follows the trie from a token whose word begins phrases.
fn walk(lexicon: &Lexicon, scratch: &mut Scratch, start: usize, first: u32) {
    let next = scratch.tokens.get(start + 1);
    let leads_on = next.is_some_and(|next| next.class.any(Class::INNER) && !next.seps.any(Seps::SENTENCE));
    let second = next.filter(|_| leads_on).and_then(|next| lexicon.phrases.follow(first, next.word));
    let alone = scratch.tokens.get(start).is_some_and(|token| token.class.any(Class::ALONE));
    let Some(mut node) = second else {
        // PERF: most words that begin a phrase begin none here, and many others are phrases alone.
        if alone {
            let knows = repaired_from(scratch, start, start + 1) > start;
            let (start, end) = (to_u16(start), to_u16(start + 1));
            if knows {
                shields(lexicon, scratch, first, end);
            }
            outputs(lexicon, scratch, first, start, end);
        }
        return;
    };
    let mut ends = [(0_u32, 0_u16); MAX_WORDS];
    let mut count = 0;
    if alone {
        ends = [(first, to_u16(start + 1)); MAX_WORDS];
        count = 1;
    }
    let mut end = start + 2;
    loop {
        if lexicon.phrases.has_outputs(node)
            && let Some(place) = ends.get_mut(count)
        {
            *place = (node, to_u16(end));
            count += 1;
        }
        let Some(next) = scratch.tokens.get(end).filter(|_| end - start < MAX_WORDS) else { break };
        if !next.class.any(Class::INNER) || next.seps.any(Seps::SENTENCE) {
            break;
        }
        match lexicon.phrases.follow(node, next.word) {
            Some(to) => node = to,
            None => break,
        }
        end += 1;
    }
    let known_until = repaired_from(scratch, start, end);
    let start = to_u16(start);
    let ends = ends.get(..count).unwrap_or_default();
    // A shield must be known before the parts that it covers.
    for &(node, end) in ends.iter().filter(|(_, end)| usize::from(*end) <= known_until) {
        shields(lexicon, scratch, node, end);
    }
    for &(node, end) in ends {
        outputs(lexicon, scratch, node, start, end);
    }
}

/// The first token of a run whose spelling was repaired, or the end of it.
///
/// CLINICAL: a repair may raise and never lower, so it is part of no shield.
fn repaired_from(scratch: &Scratch, start: usize, end: usize) -> usize {
    if !scratch.has_repairs {
        return end;
    }
    let run = scratch.tokens.get(start..end).unwrap_or_default();
    run.iter().position(|token| token.class.any(Class::REPAIRED)).map_or(end, |place| start + place)
}

fn shields(lexicon: &Lexicon, scratch: &mut Scratch, node: u32, end: u16) {
    let window = scratch.window;
    for output in lexicon.phrases.outputs(node) {
        let Output::Shield(concept) = output else { break };
        if let Some(known) = scratch.shields.get_mut(concept as usize)
            && (known.window != window || known.end < end)
        {
            *known = ShieldEnd { window, end };
        }
    }
}

fn outputs(lexicon: &Lexicon, scratch: &mut Scratch, node: u32, start: u16, end: u16) {
    for output in lexicon.phrases.outputs(node) {
        match output {
            Output::Concept(concept) if !is_shielded(scratch, concept, end) => {
                push_hit(scratch, Hit { start, end, first_end: end, last_start: start, concept, measured_by: 0 });
            }
            Output::Part(place) => part(lexicon, scratch, place, start, end),
            Output::Concept(_) | Output::Shield(_) | Output::Cue(_) => {}
        }
    }
}

/// Whether a shield that began here or before reaches as far as this.
fn is_shielded(scratch: &Scratch, concept: u32, end: u16) -> bool {
    let shield = scratch.shields.get(concept as usize);
    shield.is_some_and(|shield| shield.window == scratch.window && shield.end >= end)
}

fn push_hit(scratch: &mut Scratch, hit: Hit) {
    if scratch.hits.len() < HITS {
        scratch.hits.push(hit);
    } else {
        scratch.limits.too_many_mentions = true;
    }
}

/// A part of a pattern stands here: extends what was met before, and completes the pattern if it is the last.
fn part(lexicon: &Lexicon, scratch: &mut Scratch, place: u32, start: u16, end: u16) {
    let Some(part) = lexicon.parts.get(place as usize) else { return };
    let Some(join) = lexicon.joins.get(part.join as usize) else { return };
    // A shield is not itself shielded, and nothing that was repaired shields.
    let is_nothing = if join.shields {
        repaired_from(scratch, usize::from(start), usize::from(end)) < usize::from(end)
    } else {
        is_shielded(scratch, join.concept, end)
    };
    if is_nothing {
        return;
    }
    let sentence = scratch.sentence;
    let alone = Chain { sentence, start, first_end: end, end };
    if join.order == Order::Either && join.parts == 2 {
        let other = join.first_part + u32::from(part.index == 0);
        remember(scratch, place, alone);
        if let Some(before) = nearest(scratch, other, start, join.gap) {
            complete(scratch, part.join, join, Chain { end, ..before }, start);
        }
        return;
    }
    let chain = match part.index.checked_sub(1) {
        None => Some(alone),
        Some(previous) => nearest(scratch, join.first_part.saturating_add(u32::from(previous)), start, join.gap)
            .map(|before| Chain { end, ..before }),
    };
    let Some(chain) = chain else { return };
    if part.index + 1 >= join.parts {
        complete(scratch, part.join, join, chain, start);
    } else {
        remember(scratch, place, chain);
    }
}

/// The most recent chains of a part are kept, so that an overlap with the last does not hide the ones before: of
/// "pain", "pain in" and "pain in my" at one place, the shortest is the one that "in my chest" can follow.
/// When there are more than fit, the shortest of that place stays.
fn remember(scratch: &mut Scratch, place: u32, chain: Chain) {
    let Some(ways) = scratch.chains.get_mut(place as usize) else { return };
    if let [first, .., oldest] = ways
        && first.sentence == chain.sentence
        && first.start == chain.start
        && oldest.sentence == chain.sentence
        && oldest.start == chain.start
    {
        *first = chain;
        return;
    }
    let [first, second, third, _] = *ways;
    *ways = [chain, first, second, third];
}

fn nearest(scratch: &Scratch, place: u32, start: u16, gap: u8) -> Option<Chain> {
    let chains = scratch.chains.get(place as usize)?;
    let reaches = |chain: &&Chain| {
        chain.sentence == scratch.sentence
            && start.checked_sub(chain.end).is_some_and(|between| between <= u16::from(gap))
    };
    chains.iter().find(reaches).copied()
}

fn complete(scratch: &mut Scratch, number: u32, join: &Join, chain: Chain, last_start: u16) {
    let measured_by = if join.measure.is_some() { number + 1 } else { 0 };
    let Chain { start, first_end, end, .. } = chain;
    let hit = Hit { start, end, first_end, last_start, concept: join.concept, measured_by };
    if !join.shields {
        push_hit(scratch, hit);
    } else if scratch.wide_shields.len() < WIDE_SHIELDS {
        scratch.wide_shields.push(hit);
    }
}

/// Drops hits of which a part lies inside a shield of several parts. Too many shields shield nothing more.
fn drop_widely_shielded(scratch: &mut Scratch) {
    let Scratch { hits, wide_shields, .. } = scratch;
    if wide_shields.is_empty() {
        return;
    }
    hits.retain(|hit| {
        !wide_shields.iter().any(|shield| {
            let covers = |start: u16, end: u16| shield.start <= start && end <= shield.end;
            shield.concept == hit.concept && (covers(hit.start, hit.first_end) || covers(hit.last_start, hit.end))
        })
    });
}
