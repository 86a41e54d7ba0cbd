//! From a patient's own words to mentions: folding, tokens, phrases, context and numbers, without allocation.
//!
//! ```text
//! bytes -> tokens -> occurrences -> numbers -> mentions
//!       tokenise   matching      number     context
//! ```
//!
//! A [`Lexicon`] holds everything that is looked for: concepts, the patterns that mention them, and the built-in cues that say how a mention is meant.
//! A [`Scratch`] holds everything that changes.
//! [`read_field`] reads one field and appends [`Mention`]s and [`Measurement`]s; what could not be read raises a flag in [`Limits`].
//!
//! The sentence that decides every doubt: raise on possible, lower only on certain.
//! What is unclear stays asserted; what is lost is flagged, so that a person reads it.
//!
//! ```
//! use flagstone_text::{ConceptOptions, Finding, LexiconBuilder, Order, Pattern, Scratch, begin, expand_phrase, read_field};
//!
//! let mut builder = LexiconBuilder::new();
//! let pain = builder.concept(ConceptOptions::default());
//! let parts = expand_phrase("chest pain")?;
//! builder.say(&[pain], &Pattern { parts, order: Order::AsWritten, gap: 3, measure: None });
//! let lexicon = builder.build()?;
//!
//! let mut scratch = Scratch::new(&lexicon);
//! let mut read = |text: &str| {
//!     begin(&mut scratch, None);
//!     read_field(&lexicon, &mut scratch, 0, text.as_bytes());
//!     scratch.mentions().iter().map(|mention| mention.finding(lexicon.options(mention.concept))).max().unwrap_or_default()
//! };
//! assert_eq!(read("I have no chest pain"), Finding::Denied);
//! assert_eq!(read("I can't walk because of chest pain"), Finding::Said);
//! assert_eq!(read("never had chest pain like this"), Finding::Said);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `DESIGN.md` beside this crate says why it is built this way, and what was measured.

mod class;
mod context;
mod cue;
mod dialect;
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
mod packed;
#[allow(dead_code, reason = "the build script uses the rest of it")]
mod paradigm;
mod pattern;
mod phrase;
mod read;
mod scratch;
mod spelling;
mod table;
mod token;
mod tokenise;
mod trie;

pub use family::word_family;
pub use lexicon::{BuildError, Lexicon, LexiconBuilder, LexiconError};
pub use limits::Limits;
pub use measurement::{Measurement, MeasurementKind};
pub use mention::{ConceptId, Effect, Experiencer, Finding, Hypothetical, Mention, Negation, Timing, WHYS, Why};
pub use pattern::{ConceptKind, ConceptOptions, MeasureRange, Order, Pattern, Words};
pub use phrase::{MAX_FORMS, MAX_PARTS, MAX_WORDS, PhraseError, PhraseErrorKind, expand_phrase, fold_word};
pub use read::{Moment, TEXT_BYTES, Tick, TokenView, begin, read_answer, read_field, tokens};
pub use scratch::Scratch;
pub use spelling::Spelling;
pub use token::Seps;
