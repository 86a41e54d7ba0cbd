//! The scratch: everything that reading a request changes.
//!
//! # Why
//! The lexicon is shared and never changes; a thread that reads owns one `Scratch`, made once.
//! All buffers are made here at their full size, so reading never allocates.
//!
//! # Invariants
//! No buffer ever grows beyond the capacity it is made with; what does not fit raises a limit.
//!
//! # Cost
//! About 1 MB, most of it never touched by an ordinary message, plus 48 bytes for every part of a pattern and 8 for every concept.

use crate::lexicon::Lexicon;
use crate::limits::Limits;
use crate::measurement::Measurement;
use crate::mention::Mention;
use crate::read::Moment;
use crate::spelling::Memo;
use crate::token::{Seps, Token};

/// The tokens of a window.
pub(crate) const WINDOW: usize = 4096;
/// How many ways into a pattern are kept for each of its parts; see [`matching`](crate::matching).
pub(crate) const WAYS: usize = 4;
/// The mentions that a request can have.
pub(crate) const MENTIONS: usize = 4096;
/// The occurrences of concepts in a window.
pub(crate) const HITS: usize = 4096;
/// The measurements of a request.
pub(crate) const MEASUREMENTS: usize = 512;

/// A concept's words in a window, before anything is known of how they are meant. Positions are tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) start: u16,
    /// One past the last token.
    pub(crate) end: u16,
    /// Where the first part ends and the last begins; for a phrase, `end` and `start`.
    pub(crate) first_end: u16,
    pub(crate) last_start: u16,
    pub(crate) concept: u32,
    /// One more than the pattern whose measurement is still to be checked; 0 is none.
    pub(crate) measured_by: u32,
}

/// In place of a pattern in [`Hit::measured_by`]: its temperature could not be read.
pub(crate) const DOUBTFUL: u32 = u32::MAX;

/// One way in which the first parts of a pattern have been met.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Chain {
    pub(crate) sentence: u32,
    pub(crate) start: u16,
    pub(crate) first_end: u16,
    pub(crate) end: u16,
}

/// Where a shield stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ShieldEnd {
    pub(crate) window: u32,
    pub(crate) end: u16,
}

/// A measurement and the tokens it was read from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) start: u16,
    pub(crate) end: u16,
    /// Its place in the measurements of the request, or `None` for one that cannot be read.
    pub(crate) measurement: Option<u16>,
    /// For a length of time: how it stands to now.
    pub(crate) relation: Relation,
}

/// How a length of time stands to now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It says nothing about that.
    #[default]
    Bare,
    /// For so long, up to now.
    Lasting,
    /// So long ago.
    Ago,
}

/// Everything that reading a request changes.
#[derive(Clone, Debug)]
pub struct Scratch {
    pub(crate) received: Option<Moment>,
    /// What unknown words were taken for.
    pub(crate) memo: Memo,
    /// Some word of the window was repaired.
    pub(crate) has_repairs: bool,
    /// Only phrases are looked for.
    pub(crate) words_only: bool,
    pub(crate) bytes_read: usize,
    pub(crate) limits: Limits,
    /// Some field had a word.
    pub(crate) has_words: bool,
    /// Words of the field that is being read.
    pub(crate) words_seen: u32,
    pub(crate) words_known: u32,
    pub(crate) letters_foreign: u32,
    pub(crate) tokens: Vec<Token>,
    pub(crate) trailing: Seps,
    pub(crate) hits: Vec<Hit>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) mentions: Vec<Mention>,
    /// For each mention of the window, the token it ends before; as long as the window's mentions.
    pub(crate) places: Vec<(u16, u16)>,
    pub(crate) measurements: Vec<Measurement>,
    pub(crate) chains: Vec<[Chain; WAYS]>,
    pub(crate) shields: Vec<ShieldEnd>,
    pub(crate) wide_shields: Vec<Hit>,
    /// Numbers of the current sentence and window; old entries of `chains` and `shields` bear older ones.
    pub(crate) sentence: u32,
    pub(crate) window: u32,
}

/// Shields of several parts in a window.
pub(crate) const WIDE_SHIELDS: usize = 64;

impl Scratch {
    /// A scratch for reading with this lexicon. With another one it reads safely, and misses patterns of several parts.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        Scratch {
            received: None,
            memo: Memo::new(),
            has_repairs: false,
            words_only: false,
            bytes_read: 0,
            limits: Limits::default(),
            has_words: false,
            words_seen: 0,
            words_known: 0,
            letters_foreign: 0,
            tokens: Vec::with_capacity(WINDOW),
            trailing: Seps::NONE,
            hits: Vec::with_capacity(HITS),
            readings: Vec::with_capacity(MEASUREMENTS),
            mentions: Vec::with_capacity(MENTIONS),
            places: Vec::with_capacity(MENTIONS),
            measurements: Vec::with_capacity(MEASUREMENTS),
            chains: vec![[Chain::default(); WAYS]; lexicon.parts.len()],
            shields: vec![ShieldEnd::default(); lexicon.concepts.len()],
            wide_shields: Vec::with_capacity(WIDE_SHIELDS),
            sentence: 1,
            window: 1,
        }
    }

    /// Looks for phrases only: every mention counts as said, nothing is dated, measured or repaired.
    ///
    /// For measuring what the rest costs. CLINICAL: nothing else may use it.
    #[doc(hidden)]
    pub fn read_words_only(&mut self, words_only: bool) {
        self.words_only = words_only;
    }

    /// The mentions so far, in order of field, then start.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The measurements so far, in order of field, then start.
    #[must_use]
    pub fn measurements(&self) -> &[Measurement] {
        &self.measurements
    }

    /// What could not be read in full.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { no_words: !self.has_words, ..self.limits }
    }

    /// Forgets the last request.
    pub(crate) fn clear(&mut self, received: Option<Moment>) {
        self.received = received;
        self.bytes_read = 0;
        self.limits = Limits::default();
        self.has_words = false;
        self.begin_field();
        self.mentions.clear();
        self.measurements.clear();
        self.clear_window();
        if self.sentence > u32::MAX / 2 || self.window > u32::MAX / 2 {
            self.chains.fill([Chain::default(); WAYS]);
            self.shields.fill(ShieldEnd::default());
            (self.sentence, self.window) = (1, 1);
        }
    }

    /// Forgets which words the last field had.
    pub(crate) fn begin_field(&mut self) {
        self.words_seen = 0;
        self.words_known = 0;
        self.letters_foreign = 0;
    }

    /// Judges the words of a field: what is not English in one field is not made English by the next.
    pub(crate) fn end_field(&mut self) {
        self.has_words |= self.words_seen > 0;
        self.limits.not_english |= self.is_not_english();
    }

    /// Forgets the last window.
    pub(crate) fn clear_window(&mut self) {
        self.tokens.clear();
        self.hits.clear();
        self.readings.clear();
        self.places.clear();
        self.wide_shields.clear();
        self.has_repairs = false;
        self.trailing = Seps::NONE;
        self.window = self.window.saturating_add(1);
        self.sentence = self.sentence.saturating_add(1);
    }

    /// Eight words or more, of which fewer than half are ordinary English, or most are in another alphabet.
    fn is_not_english(&self) -> bool {
        self.words_seen >= 8 && (self.words_known * 2 < self.words_seen || self.letters_foreign * 2 > self.words_seen)
    }
}
