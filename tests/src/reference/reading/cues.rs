//! Cues: the words around a mention that say how it is meant.
//!
//! # Why
//! `cues.txt` of `flagstone-text` is the model's data, which people who know patients can correct; both sides read it.
//!
//! # How
//! Every line is a phrase with alternatives, `(a|b)` or `[a]`, and becomes every wording that it stands for.
//! A wording may be of several kinds; they act in the order in which they stand in the file.
//! Here a kind is called by the name of its section.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::iter::Peekable;
use std::str::Chars;
use std::sync::OnceLock;

use super::tokens::words_of;

const CUES: &str = include_str!("../../../../crates/flagstone-text/src/cues.txt");

/// The name of a section of `cues.txt`.
pub(super) type Cue = &'static str;

/// Every wording of every cue.
pub(super) struct Table {
    wordings: HashMap<Vec<String>, Vec<Cue>>,
    /// Every word that stands in one.
    pub(super) words: HashSet<String>,
}

impl Table {
    /// The kinds of the cue that has exactly these words.
    pub(super) fn of(&self, words: &[String]) -> Option<&[Cue]> {
        self.wordings.get(words).map(Vec::as_slice)
    }

    /// Every wording, by kind, in order.
    pub(super) fn wordings(&self) -> Vec<Vec<String>> {
        let mut kinds: BTreeMap<Cue, BTreeSet<String>> = BTreeMap::new();
        for (words, of) in &self.wordings {
            of.iter().for_each(|kind| {
                kinds.entry(kind).or_default().insert(words.join(" "));
            });
        }
        kinds.into_values().map(|wordings| wordings.into_iter().collect()).collect()
    }
}

/// The table of cues.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { wordings: HashMap::new(), words: HashSet::new() };
        for (kind, line) in lines() {
            for wording in expand(line) {
                table.words.extend(wording.iter().cloned());
                let kinds = table.wordings.entry(wording).or_default();
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        table
    })
}

/// The phrases of the file, each with the section it stands in.
fn lines() -> impl Iterator<Item = (Cue, &'static str)> {
    let mut section = "";
    let written = CUES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    written.filter_map(move |line| {
        let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match name.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')) {
            Some(name) => {
                section = name;
                None
            }
            None => Some((section, line)),
        }
    })
}

/// Every wording of a phrase.
fn expand(line: &str) -> BTreeSet<Vec<String>> {
    let mut letters = line.chars().peekable();
    let wordings = sequence(&mut letters);
    assert!(letters.next().is_none(), "cues.txt has a bracket without its partner: {line}");
    assert!(!wordings.contains(&Vec::new()), "cues.txt has a line that may stand for no words: {line}");
    wordings
}

/// What stands side by side, up to the end of the line or of a bracket.
fn sequence(letters: &mut Peekable<Chars<'_>>) -> BTreeSet<Vec<String>> {
    let mut wordings = BTreeSet::from([Vec::new()]);
    while let Some(next) = letters.peek().copied() {
        let item = match next {
            ')' | ']' | '|' => break,
            '(' | '[' => choice(letters),
            _ if next.is_whitespace() => {
                letters.next();
                continue;
            }
            _ => BTreeSet::from([words_of(&word(letters))]),
        };
        wordings = wordings
            .iter()
            .flat_map(|head| item.iter().map(move |tail| head.iter().chain(tail).cloned().collect()))
            .collect();
    }
    wordings
}

/// A bracket and what is in it; square ones may stand for nothing.
fn choice(letters: &mut Peekable<Chars<'_>>) -> BTreeSet<Vec<String>> {
    let may_be_empty = letters.next() == Some('[');
    let mut wordings = sequence(letters);
    while letters.next_if_eq(&'|').is_some() {
        wordings.extend(sequence(letters));
    }
    letters.next();
    if may_be_empty {
        wordings.insert(Vec::new());
    }
    wordings
}

fn word(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(letter) = letters.next_if(|c| !c.is_whitespace() && !"()[]|".contains(*c)) {
        word.push(letter);
    }
    word
}
