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

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::OnceLock;

use super::cues;
use super::marks::Marks;
use super::repair;
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
    /// Somebody knows it, as it stands or repaired.
    pub(super) known: bool,
    /// It was repaired: it may assert and never deny.
    pub(super) repaired: bool,
    /// It was repaired, and may have meant something else.
    pub(super) fuzzy: bool,
    /// It is an ordinary word of which nothing is said anywhere else.
    pub(super) ordinary: bool,
}

impl Word {
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
    phrases: HashSet<String>,
}

impl Vocabulary {
    /// The words of `words.txt`, of the cues, and these.
    pub(super) fn new(phrases: impl Iterator<Item = String>) -> Self {
        Self { phrases: phrases.collect() }
    }

    pub(super) fn knows(&self, word: &str) -> bool {
        word.len() <= LONGEST
            && (self.phrases.contains(word) || listed().words.contains_key(word) || cues::table().words.contains(word))
    }

    /// Whether a word is of any of these kinds.
    pub(super) fn is_any(&self, word: &str, kinds: &[Kind]) -> bool {
        listed().words.get(word).is_some_and(|entry| kinds.iter().any(|kind| entry.kinds.contains(kind)))
    }

    /// A word with all that is known of it; none for a picture that nobody knows.
    pub(super) fn word(&self, raw: &Raw, text: &[u8]) -> Option<Word> {
        let known = self.knows(&raw.folded);
        if raw.picture && !known {
            return None;
        }
        let guess = if known || raw.folded.len() > LONGEST { None } else { repair::repair(self, &raw.folded) };
        let (repaired, fuzzy) = (guess.is_some(), guess.as_ref().is_some_and(|guess| guess.fuzzy));
        let meant = guess.map_or_else(|| raw.folded.clone(), |guess| guess.word);
        let entry = listed().words.get(meant.as_str());
        let said_elsewhere = self.phrases.contains(&meant) || cues::table().words.contains(&meant);
        let Entry { kinds, meaning } = entry.cloned().unwrap_or_default();
        let plain = kinds.is_empty() && !said_elsewhere && !repaired && !raw.tick && raw.number.is_none();
        Some(Word {
            ordinary: plain && entry.is_some(),
            start: raw.start,
            end: raw.end,
            written: String::from_utf8_lossy(&text[raw.start..raw.end]).to_ascii_lowercase(),
            marks: raw.marks.clone(),
            tight: raw.tight,
            kinds,
            meaning,
            number: raw.number,
            tick: raw.tick,
            known: known || repaired,
            repaired,
            fuzzy,
            text: meant,
        })
    }
}
