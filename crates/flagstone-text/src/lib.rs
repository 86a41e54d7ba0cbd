//! From a patient's own words to mentions.
//!
//! placeholder
mod class;
mod context;
mod cue;
mod family;
mod fold;
mod hash;
mod int;
mod lexicon;
mod limits;
mod matching;
mod measurement;
mod mention;
mod number;
mod pattern;
mod phrase;
mod read;
mod scratch;
mod table;
mod token;
mod tokenise;

pub use family::word_family;
pub use lexicon::{BuildError, Lexicon, LexiconBuilder, LexiconError};
pub use limits::Limits;
pub use measurement::{Measurement, MeasurementKind};
pub use mention::{ConceptId, Effect, Experiencer, Finding, Hypothetical, Mention, Negation, Timing, WHYS, Why};
pub use pattern::{ConceptKind, ConceptOptions, MeasureRange, Order, Pattern, Words};
pub use phrase::{MAX_FORMS, MAX_PARTS, MAX_WORDS, PhraseError, PhraseErrorKind, expand_phrase, fold_word};
pub use read::{Moment, TEXT_BYTES, Tick, TokenView, begin, read_answer, read_field, tokens};
pub use scratch::Scratch;
pub use token::Seps;
