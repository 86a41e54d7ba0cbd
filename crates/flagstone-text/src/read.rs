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

use crate::class::{Class, Meaning};
use crate::int::{high_half, low_half, to_u32};
use crate::lexicon::Lexicon;
use crate::mention::{Effect, Experiencer, Hypothetical, Mention, Negation, WHYS, Why};
use crate::scratch::{Scratch, WINDOW};
use crate::spelling::{self, Mended, Repair, Spelling, is_english};
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
        if scratch.words_only {
            return plain_mentions(scratch, field, |_| {});
        }
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
        plain_mentions(scratch, field, |mention| {
            if tick == Tick::No {
                mention.negation = Negation::Negated;
                mention.explain(Why { effect: Effect::AnsweredNo, start: mention.start, end: mention.end });
            }
        });
    });
}

/// A mention for every occurrence of the window, whatever stands around it.
fn plain_mentions(scratch: &mut Scratch, field: u16, change: impl Fn(&mut Mention)) {
    for at in 0..scratch.hits.len() {
        let Some(hit) = scratch.hits.get(at).copied() else { break };
        let mut mention = context::plain_mention(scratch, &hit, field);
        change(&mut mention);
        scratch.push_mention(mention);
    }
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
    let mut carried = Seps::NONE;
    while scratch.tokens.len() < WINDOW {
        let seps = tokens.lead().with(std::mem::take(&mut carried));
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
        match known(lexicon, scratch, &raw) {
            Some(token) => scratch.tokens.push(token),
            // A picture that means nothing takes no mark with it.
            None => carried = raw.seps.spaced(),
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
    match lexicon.find_short_word(word.low, word.high) {
        Some(id) => {
            if let Some(known) = lexicon.words.get(id as usize) {
                token.word = id;
                token.class = known.class;
                token.meaning = known.meaning;
                scratch.words_known = scratch.words_known.saturating_add(u32::from(word.length > 1));
            }
        }
        None if is_english(word.low, word.high) => scratch.words_known = scratch.words_known.saturating_add(1),
        None => return mend(lexicon, scratch, token, word.key()),
    }
    token
}

/// What a repaired word may do besides mentioning something: close what is open.
const CLOSERS: Class = Class::VERB.with(Class::PRONOUN).with(Class::SELF).with(Class::INTENSITY);
/// The places of phrases in which a word may stand.
const PLACES: Class = Class::OUTER.with(Class::INNER).with(Class::ALONE).with(Class::COMMON);

/// Takes a word that nobody knows for the one that was meant, if that can be told; of two words typed as one, pushes the
/// first and gives the second.
///
/// CLINICAL: a repaired word is in no cue, denies nothing and measures nothing: it may raise, never lower.
#[cold]
fn mend(lexicon: &Lexicon, scratch: &mut Scratch, token: Token, key: WordKey) -> Token {
    if scratch.words_only {
        return token;
    }
    let mended = if key.tail == 0 {
        scratch.memo.recall(key.head, || spelling::mend(lexicon, key))
    } else {
        spelling::mend(lexicon, key)
    };
    let plain = (token.end - token.start) as usize == key.length();
    let joined = match mended {
        Mended::As(repair) => {
            scratch.has_repairs = true;
            scratch.words_known = scratch.words_known.saturating_add(1);
            return repaired(lexicon, token, repair);
        }
        Mended::Two(joined) if plain && scratch.tokens.len() + 1 < WINDOW => joined,
        Mended::Two(_) | Mended::Nothing => return token,
    };
    let of = |word: u32| Repair { word, spelling: Spelling::Repaired };
    let middle = token.start + to_u32(joined.length);
    scratch.has_repairs = true;
    scratch.tokens.push(repaired(lexicon, Token { end: middle, ..token }, of(joined.first)));
    scratch.words_known = scratch.words_known.saturating_add(1);
    repaired(lexicon, Token { start: middle, seps: Seps::TIGHT, ..token }, of(joined.second))
}

/// A token taken for a known word.
fn repaired(lexicon: &Lexicon, token: Token, repair: Repair) -> Token {
    let known = lexicon.words.get(repair.word as usize).copied().unwrap_or_default();
    let guessed = if repair.spelling == Spelling::Guessed { Class::GUESSED } else { Class::NONE };
    let class = known.class.only(PLACES.with(CLOSERS)).with(Class::REPAIRED.with(guessed));
    // A number beside a misspelt "temperature" is read as one: a fever can only raise.
    let heat = Meaning::Temperature.encode();
    let meaning = if known.meaning == heat { heat } else { 0 };
    Token { word: repair.word, class, meaning, ..token }
}

/// Looks a word up, and counts it.
fn known(lexicon: &Lexicon, scratch: &mut Scratch, raw: &RawToken) -> Option<Token> {
    let id = raw.key.and_then(|key| lexicon.find_word(&key));
    if id.is_none() && raw.picture {
        return None;
    }
    let word = id.and_then(|id| lexicon.words.get(id as usize));
    let mut token = Token {
        start: to_u32(raw.start),
        end: to_u32(raw.end),
        word: id.unwrap_or(UNKNOWN),
        class: word.map_or(Class::NONE, |word| word.class),
        seps: raw.seps,
        value: raw.value.unwrap_or(0),
        meaning: word.map_or(0, |word| word.meaning),
    };
    if raw.tick {
        token.class = token.class.with(Class::TICK);
    }
    if raw.value.is_some() {
        token.class = token.class.with(Class::NUMBER).with(Class::QUANTITY);
        return Some(token);
    }
    scratch.words_seen = scratch.words_seen.saturating_add(1);
    scratch.letters_foreign = scratch.letters_foreign.saturating_add(u32::from(raw.foreign));
    if word.is_some() {
        // One letter is a word in too many languages to tell them apart.
        scratch.words_known = scratch.words_known.saturating_add(u32::from(raw.end > raw.start + 1));
    } else if let Some(key) = raw.key {
        if is_english(low_half(key.head), high_half(key.head)) && key.tail == 0 {
            scratch.words_known = scratch.words_known.saturating_add(1);
        } else {
            return Some(mend(lexicon, scratch, token, key));
        }
    }
    Some(token)
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
            spelling: Spelling::AsKnown,
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
        } else if self.spelling == Spelling::Guessed
            || self.hypothetical != Hypothetical::No && !options.hypothetical_counts
        {
            Finding::Unsure
        } else {
            Finding::Said
        }
    }
}
