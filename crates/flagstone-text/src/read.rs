//! Reading a request: fields in, mentions and measurements out.
//!
//! # Why
//! One function a field, called in the order of the form, with everything that changes in the caller's [`Scratch`].
//!
//! # How
//! A field is read in windows of [`WINDOW`](crate::scratch::WINDOW) tokens.
//! A window ends at the last sentence end in its last quarter, if there is one, so that no sentence is cut; the next window goes on there, with all scopes closed.
//! In a window: tokens, then occurrences, then numbers, then context.
//!
//! # Invariants
//! Any bytes, any lexicon: no panic, no allocation, linear time.
//! What is not read raises a limit.
//!
//! # Cost
//! A pass over the bytes and three over the tokens.
//!
//! After: [`Scratch::mentions`], [`Scratch::measurements`], [`Scratch::limits`].

use crate::class::Class;
use crate::int::to_u32;
use crate::lexicon::Lexicon;
use crate::mention::{Effect, Experiencer, Hypothetical, Mention, Negation, WHYS, Why};
use crate::scratch::{Scratch, WINDOW};
use crate::token::{PlainWord, RawToken, Seps, Token, UNKNOWN, WordKey};
use crate::tokenise::Tokeniser;
use crate::{context, matching, number};

/// How many bytes of a request are read; the rest raises [`Limits::text_too_long`](crate::Limits::text_too_long).
pub const TEXT_BYTES: usize = 256 * 1024;

/// The local date on which a request was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// From Monday, 0, to Sunday, 6.
    pub weekday: u8,
    /// For example 2026.
    pub year: u16,
    /// From January, 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// A ticked answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tick {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Begins a request: forgets the last one.
pub fn begin(scratch: &mut Scratch, received: Option<Moment>) {
    scratch.clear(received);
}

/// Reads one field and appends what it says. Fields come in ascending order of their numbers.
pub fn read_field(lexicon: &Lexicon, scratch: &mut Scratch, field: u16, text: &[u8]) {
    scratch.begin_field();
    each_window(lexicon, scratch, text, |scratch| {
        matching::find(lexicon, scratch);
        number::read(scratch, field, text);
        number::keep_measured(lexicon, scratch);
        context::read(lexicon, scratch, field);
    });
    scratch.end_field();
}

/// Reads a ticked question: what it mentions is said or denied by the tick, whatever other words it holds.
///
/// Its words are the form's and not the patient's, so they do not count towards [`Limits::no_words`](crate::Limits::no_words).
pub fn read_answer(lexicon: &Lexicon, scratch: &mut Scratch, field: u16, question: &[u8], tick: Tick) {
    each_window(lexicon, scratch, question, |scratch| {
        matching::find(lexicon, scratch);
        number::keep_measured(lexicon, scratch);
        for at in 0..scratch.hits.len() {
            let Some(hit) = scratch.hits.get(at).copied() else { break };
            let mut mention = context::plain_mention(scratch, &hit, field);
            if tick == Tick::No {
                mention.negation = Negation::Negated;
                mention.explain(Why { effect: Effect::AnsweredNo, start: mention.start, end: mention.end });
            }
            scratch.push_mention(mention);
        }
    });
}

/// Calls `read` for every window of a text.
fn each_window(lexicon: &Lexicon, scratch: &mut Scratch, text: &[u8], mut read: impl FnMut(&mut Scratch)) {
    let left = TEXT_BYTES.saturating_sub(scratch.bytes_read);
    scratch.limits.text_too_long |= text.len() > left;
    let text = text.get(..whole_characters(text, left)).unwrap_or_default();
    scratch.bytes_read += text.len();
    let mut position = 0;
    loop {
        scratch.clear_window();
        let next = fill_window(lexicon, scratch, text, position);
        if !scratch.tokens.is_empty() {
            read(scratch);
        }
        match next {
            Some(next) if next > position => position = next,
            _ => break,
        }
    }
}

/// The longest prefix of at most `limit` bytes that does not cut a character.
fn whole_characters(text: &[u8], limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let is_inside = |at: usize| text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    (limit.saturating_sub(3)..=limit).rev().find(|at| !is_inside(*at)).unwrap_or(limit)
}

/// Fills the window from `position`; where the next one begins, if there is one.
fn fill_window(lexicon: &Lexicon, scratch: &mut Scratch, text: &[u8], position: usize) -> Option<usize> {
    let mut tokens = Tokeniser::new(text, position);
    while scratch.tokens.len() < WINDOW {
        let seps = tokens.lead();
        if let Some(word) = tokens.plain_word() {
            let token = plain(lexicon, scratch, &word, seps);
            scratch.tokens.push(token);
            continue;
        }
        let Some(raw) = tokens.next_of_any_kind(seps) else {
            scratch.trailing = tokens.trailing;
            scratch.limits.not_utf8 |= tokens.not_utf8;
            return None;
        };
        if let Some(token) = known(lexicon, scratch, &raw) {
            scratch.tokens.push(token);
        }
    }
    scratch.limits.not_utf8 |= tokens.not_utf8;
    let quarter = WINDOW * 3 / 4;
    let sentence_end =
        scratch.tokens.iter().rposition(|token| token.seps.any(Seps::CLOSING)).filter(|at| *at >= quarter);
    let Some(cut) = sentence_end.and_then(|at| scratch.tokens.get(at).map(|token| (at, token.start))) else {
        scratch.limits.sentence_too_long = true;
        return scratch.tokens.last().map(|token| token.end as usize);
    };
    scratch.tokens.truncate(cut.0);
    scratch.trailing = Seps::STOP;
    Some(cut.1 as usize)
}

/// Looks a plain word up, and counts it.
///
/// PERF: the same as [`known`], with all that a plain word cannot be left out.
#[inline(always)]
fn plain(lexicon: &Lexicon, scratch: &mut Scratch, word: &PlainWord, seps: Seps) -> Token {
    let mut token = Token {
        start: to_u32(word.start),
        end: to_u32(word.start + word.length),
        word: UNKNOWN,
        class: Class::NONE,
        seps,
        value: 0,
        meaning: 0,
    };
    scratch.words_seen = scratch.words_seen.saturating_add(1);
    let mut id = lexicon.find_short_word(word.low, word.high);
    if id.is_none() {
        if !word.key().may_be_stretched() {
            return token;
        }
        id = unstretched(lexicon, word.key());
        token.class = if id.is_some() { Class::REPAIRED } else { Class::NONE };
    }
    if let Some((id, known)) = id.and_then(|id| lexicon.words.get(id as usize).map(|known| (id, known))) {
        token.word = id;
        token.class = token.class.with(known.class);
        token.meaning = known.meaning;
        scratch.words_known = scratch.words_known.saturating_add(u32::from(word.length > 1));
    }
    token
}

/// Looks a word up, and counts it.
fn known(lexicon: &Lexicon, scratch: &mut Scratch, raw: &RawToken) -> Option<Token> {
    let mut id = raw.key.and_then(|key| lexicon.find_word(&key));
    let mut class = Class::NONE;
    if id.is_none() {
        if raw.picture {
            return None;
        }
        if raw.key.is_some_and(|key| key.may_be_stretched()) {
            id = raw.key.and_then(|key| unstretched(lexicon, key));
            class = if id.is_some() { Class::REPAIRED } else { Class::NONE };
        }
    }
    let word = id.and_then(|id| lexicon.words.get(id as usize));
    class = class.with(word.map_or(Class::NONE, |word| word.class));
    if raw.tick {
        class = class.with(Class::TICK);
    }
    if raw.value.is_some() {
        class = class.with(Class::NUMBER).with(Class::QUANTITY);
    } else {
        scratch.words_seen = scratch.words_seen.saturating_add(1);
        // One letter is a word in too many languages to tell them apart.
        let tells = word.is_some() && raw.end > raw.start + 1;
        scratch.words_known = scratch.words_known.saturating_add(u32::from(tells));
        scratch.letters_foreign = scratch.letters_foreign.saturating_add(u32::from(raw.foreign));
    }
    Some(Token {
        start: to_u32(raw.start),
        end: to_u32(raw.end),
        word: id.unwrap_or(UNKNOWN),
        class,
        seps: raw.seps,
        value: raw.value.unwrap_or(0),
        meaning: word.map_or(0, |word| word.meaning),
    })
}

/// `painnnn`: a word nobody knows, with letters repeated three times or more, tried with two of them and with one.
#[cold]
fn unstretched(lexicon: &Lexicon, key: WordKey) -> Option<u32> {
    let may_assert = |id: &u32| {
        // CLINICAL: "nooo" is not taken for "no": a guess may assert, never deny.
        let denying = Class::NOT.with(Class::NEVER).with(Class::ANSWER_NO);
        let class = lexicon.words.get(*id as usize).map_or(Class::NONE, |word| word.class);
        !class.any(denying)
    };
    if !key.is_stretched() {
        return None;
    }
    [2, 1].into_iter().find_map(|most| lexicon.find_word(&key.with_runs_of(most)).filter(may_assert))
}

impl Scratch {
    pub(crate) fn push_mention(&mut self, mention: Mention) -> bool {
        let fits = self.mentions.len() < crate::scratch::MENTIONS;
        if fits {
            self.mentions.push(mention);
        } else {
            self.limits.too_many_mentions = true;
        }
        fits
    }
}

impl Mention {
    /// Adds a reason, if there is room for one more.
    pub(crate) fn explain(&mut self, why: Why) {
        if self.why.contains(&Some(why)) {
            return;
        }
        if let Some(place) = self.why.iter_mut().find(|place| place.is_none()) {
            *place = Some(why);
        }
    }

    /// A mention that nothing has been said about.
    pub(crate) fn plain(concept: crate::ConceptId, field: u16, start: u32, end: u32) -> Mention {
        Mention {
            concept,
            field,
            start,
            end,
            negation: Negation::Affirmed,
            hypothetical: Hypothetical::No,
            experiencer: Experiencer::Writer,
            past: false,
            resolved: false,
            uncertain: false,
            fuzzy: false,
            timing: None,
            why: [None; WHYS],
        }
    }
}

/// A token, for people to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// The folded word.
    pub text: String,
    /// First byte in the field.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What separates it from the token before.
    pub before: Seps,
    /// Whether the lexicon knows the word.
    pub known: bool,
}

/// The tokens of a text, for a dump. This one allocates.
#[must_use]
pub fn tokens(lexicon: &Lexicon, text: &[u8]) -> Vec<TokenView> {
    let view = |raw: RawToken| {
        let known = raw.key.is_some_and(|key| lexicon.find_word(&key).is_some());
        let bytes = raw.key.map(WordKey::bytes).unwrap_or_default();
        let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        (known || !raw.picture).then(|| TokenView {
            text: String::from_utf8_lossy(bytes.get(..length).unwrap_or_default()).into_owned(),
            start: to_u32(raw.start),
            end: to_u32(raw.end),
            before: raw.seps,
            known,
        })
    };
    Tokeniser::new(text, 0).filter_map(view).collect()
}

impl Mention {
    /// What this mention alone amounts to, for a concept with these options.
    #[must_use]
    pub fn finding(&self, options: crate::ConceptOptions) -> crate::Finding {
        use crate::Finding;
        let denied = self.negation == Negation::Negated
            || self.past && !options.past_counts
            || self.experiencer == Experiencer::Relative && !options.someone_else_counts
            || self.hypothetical == Hypothetical::Strong && !options.hypothetical_counts;
        if denied {
            Finding::Denied
        } else if self.fuzzy || self.hypothetical != Hypothetical::No && !options.hypothetical_counts {
            Finding::Unsure
        } else {
            Finding::Said
        }
    }
}
