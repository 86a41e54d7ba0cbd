//! Which words are known, and of which kinds they are.
//!
//! # Why
//! Whether "not" denies what follows depends on the *kind* of the words after it, and whether "painnn" is a slip depends on
//! which words are known at all.
//!
//! # How
//! `words.txt` of `flagstone-text` lists the words of each kind; it is the model's data, and both sides read it.
//! A kind is called here as it is called there, and a word may be of several.
//! A word is known if that file has it, if a cue has it, or if a phrase of the policy has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use flagstone::text::{Spelling, Words};

use super::cues;
use super::marks::Marks;
use super::spelling::{self, Mended, Speller};
use super::tokens::Raw;

const WORDS: &str = include_str!("../../../../crates/flagstone-text/src/words.txt");

/// No word of more bytes than this is known.
const LONGEST: usize = 32;

/// The name of a kind in `words.txt`.
pub(super) type Kind = &'static str;

/// What a measuring word stands for: the two words before the colon in `words.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `twenty`
    Number(i64),
    /// `couple`, `few`: about so many.
    Vague(i64),
    /// A unit of time, smallest first.
    Unit(i64),
    /// A day of the week, from Monday.
    Weekday(i64),
    /// A word near which a bare number is a temperature.
    Temperature,
    /// `degrees`, or the name of a scale.
    Degrees(i64),
    /// A word that names another measurement.
    Measure(i64),
    /// `over`, `under`, `nearly`.
    Bound(i64),
}

/// A word of a message, with all that is asked of it.
#[derive(Clone, Debug)]
pub(in crate::reference) struct Word {
    /// What it means, in plain letters: as it stands, or as it has been repaired.
    pub(in crate::reference) text: String,
    /// First byte, and one past the last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The letters as they were written, in lower case.
    pub(super) written: String,
    pub(super) marks: Marks,
    pub(super) tight: bool,
    pub(super) kinds: BTreeSet<Kind>,
    pub(super) meaning: Option<Meaning>,
    /// In thousandths, if it is written in digits.
    pub(super) number: Option<i64>,
    /// A tick or a cross.
    pub(super) tick: bool,
    /// As it is known, repaired, or guessed at: what is not as it is known may assert and never deny.
    pub(super) spelling: Spelling,
    /// Somebody knows it, as it stands or repaired.
    pub(super) known: bool,
    /// It counts as English.
    pub(super) is_english: bool,
    /// It is an ordinary word of which nothing is said anywhere else.
    pub(super) ordinary: bool,
}

impl Word {
    /// Whether it was taken for another word than it stands.
    pub(in crate::reference) fn is_repaired(&self) -> bool {
        self.spelling != Spelling::AsKnown
    }

    /// Whether it is of any of these kinds.
    pub(super) fn is_any(&self, kinds: &[Kind]) -> bool {
        debug_assert!(kinds.iter().all(|kind| listed().kinds.contains(kind)), "words.txt has no such kind: {kinds:?}");
        kinds.iter().any(|kind| self.kinds.contains(kind))
    }

    /// Written in digits, or a number word.
    pub(super) fn is_number(&self) -> bool {
        self.number.is_some() || matches!(self.meaning, Some(Meaning::Number(_)))
    }
}

/// `words.txt`.
struct Listed {
    kinds: BTreeSet<Kind>,
    words: BTreeMap<&'static str, Entry>,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    kinds: BTreeSet<Kind>,
    meaning: Option<Meaning>,
}

fn listed() -> &'static Listed {
    static LISTED: OnceLock<Listed> = OnceLock::new();
    LISTED.get_or_init(|| {
        let mut listed = Listed { kinds: BTreeSet::new(), words: BTreeMap::new() };
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, words)) = line.split_once(':') else { continue };
            for word in words.split_whitespace() {
                let entry = listed.words.entry(word).or_default();
                match meaning(name) {
                    Some(meaning) => entry.meaning = Some(meaning),
                    // To be common is to be listed.
                    None if name == "common" => {}
                    None => {
                        listed.kinds.insert(name);
                        entry.kinds.insert(name);
                    }
                }
            }
        }
        listed
    })
}

/// Every listed word.
pub(super) fn all() -> Vec<String> {
    listed().words.keys().map(|word| (*word).to_owned()).collect()
}

fn meaning(name: &str) -> Option<Meaning> {
    let (group, value) = name.split_once(' ')?;
    let value = value.parse().expect("words.txt has a number after the name of a meaning");
    Some(match group {
        "number" => Meaning::Number(value),
        "vague" => Meaning::Vague(value),
        "unit" => Meaning::Unit(value),
        "weekday" => Meaning::Weekday(value),
        "temperature" => Meaning::Temperature,
        "degrees" => Meaning::Degrees(value),
        "measure" => Meaning::Measure(value),
        "bound" => Meaning::Bound(value),
        other => panic!("words.txt has a meaning that is not known: {other}"),
    })
}

/// All words that are known to a policy.
pub(super) struct Vocabulary {
    speller: Speller,
}

/// What a repaired word may do besides mentioning something: close what is open.
const CLOSERS: [Kind; 4] = ["verb", "pronoun", "self", "intensity"];

impl Vocabulary {
    /// The words of `words.txt`, of the cues, and these.
    pub(super) fn new(wordings: impl Iterator<Item = Words>) -> Self {
        Self { speller: Speller::new(wordings) }
    }

    pub(super) fn knows(&self, word: &str) -> bool {
        word.len() <= LONGEST
            && (self.speller.has(word) || listed().words.contains_key(word) || cues::table().words.contains(word))
    }

    /// A word with all that is known of it: none for a picture that nobody knows, two where two were typed as one and there
    /// is room for them.
    pub(super) fn words(&self, raw: &Raw, text: &[u8], room: usize) -> Vec<Word> {
        let known = self.knows(&raw.folded);
        if raw.picture && !known {
            return Vec::new();
        }
        let ordinary = spelling::is_english(&raw.folded);
        let unknown = !known && !ordinary && raw.number.is_none() && raw.folded.len() <= LONGEST;
        let mended = unknown.then(|| self.speller.mend(&raw.folded, |word| self.knows(word))).flatten();
        let whole = (raw.start, raw.end);
        match mended {
            Some(Mended::As(meant, spelling)) => vec![word(raw, text, whole, &meant, spelling, (true, true))],
            Some(Mended::Two(first, second)) if raw.end - raw.start == raw.folded.len() && room > 1 => {
                let middle = raw.start + first.len();
                let rest = Raw { marks: Marks::new(), tight: true, ..raw.clone() };
                vec![
                    word(raw, text, (raw.start, middle), &first, Spelling::Repaired, (true, true)),
                    word(&rest, text, (middle, raw.end), &second, Spelling::Repaired, (true, true)),
                ]
            }
            _ => {
                // One letter is a word in too many languages to tell them apart.
                let is_english = known && raw.end > raw.start + 1 || ordinary && !known;
                vec![word(raw, text, whole, &raw.folded, Spelling::AsKnown, (known, is_english))]
            }
        }
    }
}

/// A word of a message that means a known one, or itself.
fn word(
    raw: &Raw,
    text: &[u8],
    (start, end): (usize, usize),
    meant: &str,
    spelling: Spelling,
    (known, is_english): (bool, bool),
) -> Word {
    let entry = listed().words.get(meant);
    let Entry { mut kinds, mut meaning } = entry.cloned().unwrap_or_default();
    if spelling != Spelling::AsKnown {
        kinds.retain(|kind| CLOSERS.contains(kind));
        // A number beside a misspelt "temperature" is read as one: a fever can only raise.
        meaning = meaning.filter(|meaning| *meaning == Meaning::Temperature);
    }
    let counts = matches!(meaning, Some(Meaning::Number(_) | Meaning::Vague(_)));
    let plain = kinds.is_empty() && !counts && !raw.tick && raw.number.is_none();
    Word {
        ordinary: plain && entry.is_some(),
        start,
        end,
        written: String::from_utf8_lossy(&text[start..end]).to_ascii_lowercase(),
        marks: raw.marks.clone(),
        tight: raw.tight,
        kinds,
        meaning,
        number: raw.number,
        tick: raw.tick,
        spelling,
        known,
        is_english,
        text: meant.to_owned(),
    }
}
