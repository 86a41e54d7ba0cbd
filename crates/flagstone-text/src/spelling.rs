//! Spelling: which word of the vocabulary an unknown word was meant to be.
//!
//! # Why
//! "Cant swalow my own spit" is an emergency however it is spelt; and a speller that is too eager turns "years" into "ears".
//! So it is asked only about words that nobody knows, it answers only with words of the author's phrases, and its answer may raise and never lower.
//!
//! # How
//! A word of four to fifteen letters that is neither in the lexicon nor ordinary English ([`guard`]) is looked up by what is left of it ([`index`]), and every word found so is judged:
//!
//! | it is meant if | example | how sure |
//! |---|---|---|
//! | one slip away, of six letters or more | `siezure` | repaired |
//! | it sounds the same | `newmonia`, `throte`, `dizy` | repaired |
//! | one slip away, of five letters | `fevar` | guessed |
//! | it has the same frame of consonants, and few letters differ | `dioreah` | guessed |
//!
//! In every case both begin alike: with the same letter or sound, or with their first two letters swapped.
//! The best is taken: the surest, then the nearest, then the first in the alphabet.
//! A repair for which there is another as good, that begins otherwise, is only guessed.
//!
//! # Invariants
//! A negator, a cue or a number is never found so: [`Class::REPAIRED`](crate::class::Class::REPAIRED) words open nothing.
//! What is repaired is said and never certain; what is guessed is unsure.
//!
//! # Cost
//! Only for words that nobody knows, about one a message: some hundred nanoseconds each.

mod distance;
mod guard;
mod index;
mod joined;
mod letters;
mod memo;
mod sound;

pub(crate) use guard::{is_english, is_everyday};
pub(crate) use index::SpellingIndex;
pub(crate) use joined::{Joined, split};
pub(crate) use memo::{Memo, Mended};

use distance::distance;
use letters::Letters;
use serde::{Deserialize, Serialize};
use sound::{frame, sound};

use crate::class::Class;
use crate::lexicon::Lexicon;
use crate::token::WordKey;

/// The shortest frame of consonants that tells one word from others.
const SHORTEST_FRAME: usize = 3;
/// How many letters longer or shorter the word that is meant may be.
const MOST_LETTERS: usize = 3;
/// The shortest word that may be meant.
const SHORTEST_MEANT: usize = 5;
/// The shortest word for which one slip is guessed at.
const SHORTEST_GUESSED: usize = 5;
/// The shortest word for which one slip is repaired and not only guessed at.
const SHORTEST_REPAIRED: usize = 6;

/// How the words of a mention are spelt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Spelling {
    /// As the lexicon knows them.
    #[default]
    AsKnown,
    /// Wrongly, and what is meant is plain: it counts as said, and is never certain.
    Repaired,
    /// Wrongly, and what is meant is a guess: it counts as unsure.
    Guessed,
}

/// A word that an unknown word may be meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repair {
    /// Its number in the lexicon.
    pub(crate) word: u32,
    /// How sure that is.
    pub(crate) spelling: Spelling,
}

/// An unknown word, with what is compared.
struct Unknown {
    letters: Letters,
    sound: Letters,
    frame: Letters,
}

/// A word that may be meant, in the order in which the best comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    spelling: Spelling,
    sounds_otherwise: bool,
    slips: usize,
    /// Its letters in the order of the alphabet.
    letters: u128,
    word: u32,
}

/// What an unknown word is taken for.
#[cold]
pub(crate) fn mend(lexicon: &Lexicon, key: WordKey) -> Mended {
    match repair(lexicon, key) {
        Some(repair) => Mended::As(repair),
        None => split(lexicon, key).map_or(Mended::Nothing, Mended::Two),
    }
}

/// The word that an unknown one is meant for, if there is one.
#[cold]
pub(crate) fn repair(lexicon: &Lexicon, key: WordKey) -> Option<Repair> {
    unstretched(lexicon, key).or_else(|| misspelt(lexicon, key))
}

/// `painnnn`: letters repeated three times or more, tried with two of them and with one.
fn unstretched(lexicon: &Lexicon, key: WordKey) -> Option<Repair> {
    if !key.may_be_stretched() || !key.is_stretched() {
        return None;
    }
    let word = [2, 1].into_iter().find_map(|most| lexicon.find_word(&key.with_runs_of(most)))?;
    Some(Repair { word, spelling: Spelling::Repaired })
}

fn misspelt(lexicon: &Lexicon, key: WordKey) -> Option<Repair> {
    let letters = Letters::of(&key)?;
    let heard = sound(letters);
    let unknown = Unknown { letters, sound: heard, frame: frame(heard) };
    let mut best: Option<Candidate> = None;
    let mut rival: Option<Candidate> = None;
    let mut judged = Judged::default();
    lexicon.spelling.each_alike(letters, heard, |word| {
        if judged.holds(word) {
            return;
        }
        let Some(candidate) = judge(lexicon, &unknown, word) else { return };
        match best {
            Some(known) if known.word == candidate.word => {}
            Some(known) if known < candidate => keep(&mut rival, candidate, &known),
            _ => {
                if let Some(known) = best.replace(candidate) {
                    keep(&mut rival, known, &candidate);
                }
            }
        }
    });
    let best = best?;
    let doubted = rival.is_some_and(|rival| is_rival(&rival, &best));
    let spelling = if doubted { Spelling::Guessed } else { best.spelling };
    Some(Repair { word: best.word, spelling })
}

/// The words that were judged last.
///
/// PERF: a word is found by several keys; judging it again would change nothing.
struct Judged {
    words: [u32; 16],
    next: usize,
}

impl Default for Judged {
    fn default() -> Self {
        Judged { words: [u32::MAX; 16], next: 0 }
    }
}

impl Judged {
    /// Whether a word is among them; from now on it is.
    fn holds(&mut self, word: u32) -> bool {
        let held = self.words.contains(&word);
        if !held && let Some(place) = self.words.get_mut(self.next) {
            *place = word;
            self.next = (self.next + 1) % 16;
        }
        held
    }
}

/// Keeps the better of two words that are not the best, if it could make the best doubtful.
fn keep(rival: &mut Option<Candidate>, other: Candidate, best: &Candidate) {
    let still = rival.filter(|rival| is_rival(rival, best));
    let new = Some(other).filter(|other| is_rival(other, best));
    *rival = match (still, new) {
        (Some(old), Some(new)) => Some(old.min(new)),
        (old, new) => old.or(new),
    };
}

/// Whether another word is meant just as well, and is no other form of the same.
fn is_rival(other: &Candidate, best: &Candidate) -> bool {
    const STEM: u32 = 4 * 8;
    let rank = |candidate: &Candidate| (candidate.spelling, candidate.sounds_otherwise, candidate.slips);
    rank(other) == rank(best) && other.letters >> (128 - STEM) != best.letters >> (128 - STEM)
}

/// Whether an unknown word may be meant for this one.
fn judge(lexicon: &Lexicon, unknown: &Unknown, word: u32) -> Option<Candidate> {
    let known = lexicon.words.get(word as usize)?;
    let meant = Letters::of(&known.key())?;
    if meant.len() < SHORTEST_MEANT || meant.len().abs_diff(unknown.letters.len()) > MOST_LETTERS {
        return None;
    }
    let heard = sound(meant);
    if !begin_alike(unknown, meant, heard) {
        return None;
    }
    let slips = distance(unknown.letters, meant);
    let one_slip = slips == 1 && unknown.letters.len() >= SHORTEST_GUESSED;
    let same_sound = heard == unknown.sound;
    let spelling = if one_slip && unknown.letters.len() >= SHORTEST_REPAIRED || same_sound {
        Spelling::Repaired
    } else if one_slip || has_the_frame(unknown, heard, meant, slips) {
        Spelling::Guessed
    } else {
        return None;
    };
    Some(Candidate { spelling, sounds_otherwise: !same_sound, slips, letters: meant.order(), word })
}

fn begin_alike(unknown: &Unknown, meant: Letters, heard: Letters) -> bool {
    let (first, second) = (unknown.letters.at(0), unknown.letters.at(1));
    let swapped = first == meant.at(1) && second == meant.at(0);
    first == meant.at(0) || unknown.sound.at(0) == heard.at(0) || swapped
}

fn has_the_frame(unknown: &Unknown, heard: Letters, meant: Letters, slips: usize) -> bool {
    unknown.frame.len() >= SHORTEST_FRAME && frame(heard) == unknown.frame && slips <= (meant.len() / 3).max(2)
}

impl Lexicon {
    /// Whether a word stands in a phrase, in a cue, or among the words that reading rests on.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        WordKey::of(&crate::phrase::fold_word(word)).is_some_and(|key| self.find_word(&key).is_some())
    }

    /// The word that this one would be taken for, and how surely; `None` for a word that is known, or that nobody knows.
    ///
    /// For explanations: reading does the same.
    #[must_use]
    pub fn spelling_of(&self, word: &str) -> Option<(String, Spelling)> {
        let folded = crate::phrase::fold_word(word);
        let key = WordKey::of(&folded)?;
        let (low, high) = (crate::int::low_half(key.head), crate::int::high_half(key.head));
        if self.find_word(&key).is_some() || is_english(low, high) {
            return None;
        }
        let found = repair(self, key)?;
        let meant = Letters::of(&self.words.get(found.word as usize)?.key())?;
        Some((meant.iter().map(char::from).collect(), found.spelling))
    }

    /// The words that a misspelling may be meant for: those of the author's phrases.
    pub(crate) fn spelling_targets(words: &[crate::lexicon::Word]) -> impl Iterator<Item = (u32, WordKey)> {
        let of_phrases = Class::OUTER.with(Class::INNER);
        (0..).zip(words).filter(move |(_, word)| word.class.any(of_phrases)).map(|(id, word)| (id, word.key()))
    }
}
