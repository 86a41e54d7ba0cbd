//! Where the phrases of a policy stand.
//!
//! # Why
//! The engine follows one automaton for all phrases at once and remembers the two nearest ways in which a pattern has
//! begun. Here every run of words is looked up in a dictionary of every wording, and every way of putting the parts of a
//! pattern together is tried.
//!
//! # How
//! 1. Every wording of every part that stands somewhere is an *occurrence of a part*.
//! 2. A pattern is met where its parts stand in order (or, for `within`, in either order), in one sentence, without
//!    overlap, with at most so many other words between one and the next. Of all the ways that end with the same words,
//!    the one that begins nearest is the one that is shown.
//! 3. What lies inside a `not when` of the concept does not count as a part of it.
//! 4. A pattern that needs a temperature needs one in range within eight words, in the same sentence.
//!
//! # Cost
//! Sixteen look-ups a word, and the product of the occurrences of the parts of each pattern.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use flagstone::hir;
use flagstone::text::{Limits, MeasureRange, Measurement, MeasurementKind, Order, Pattern, Words};

use super::reader::{Reader, Reading, Token};

/// The longest wording.
const LONGEST: usize = 16;
/// How far from its phrase a temperature may stand.
const MEASURED_WITHIN: usize = 8;

/// Some words of a field that mention a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    pub(super) concept: usize,
    pub(super) field: u16,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Tokens from the first up to but without the second.
type Run = (usize, usize);

/// Every wording of every part of every pattern.
pub(super) struct Phrasebook {
    patterns: Vec<Entry>,
    /// From a wording to the patterns and parts that it words.
    wordings: HashMap<Words, Vec<(usize, usize)>>,
}

struct Entry {
    concept: usize,
    pattern: Pattern,
    shields: bool,
}

impl Phrasebook {
    pub(super) fn new(policy: &hir::Policy) -> Self {
        let mut book = Self { patterns: Vec::new(), wordings: HashMap::new() };
        for (at, concept) in policy.concepts.iter().enumerate() {
            let included = concept.includes.iter().flat_map(|other| &policy.concepts[other.index()].say);
            let say: BTreeSet<&Pattern> = concept.say.iter().chain(included).collect();
            say.into_iter().for_each(|pattern| book.add(at, pattern, false));
            let shields = concept.not_when.iter().filter(|pattern| pattern.measure.is_none());
            shields.for_each(|pattern| book.add(at, pattern, true));
        }
        book
    }

    fn add(&mut self, concept: usize, pattern: &Pattern, shields: bool) {
        for (part, wordings) in pattern.parts.iter().enumerate() {
            for words in wordings {
                self.wordings.entry(words.clone()).or_default().push((self.patterns.len(), part));
            }
        }
        self.patterns.push(Entry { concept, pattern: pattern.clone(), shields });
    }

    /// Every place of a request that mentions a concept.
    pub(super) fn occurrences(&self, reader: &impl Reader, reading: &Reading) -> BTreeSet<Occurrence> {
        let mut all = BTreeSet::new();
        for (field, tokens) in (0_u16..).zip(&reading.fields) {
            let page = Page::new(self, reader, tokens);
            for (concept, run) in page.mentions(self, field, reading) {
                all.insert(Occurrence { concept, field, start: tokens[run.0].start, end: tokens[run.1 - 1].end });
            }
        }
        all
    }
}

/// The occurrences of parts in one field.
struct Page<'t> {
    tokens: &'t [Token],
    parts: BTreeMap<(usize, usize), BTreeSet<Run>>,
}

impl<'t> Page<'t> {
    fn new(book: &Phrasebook, reader: &impl Reader, tokens: &'t [Token]) -> Self {
        let words: Vec<String> = tokens.iter().map(|token| meant(reader, token)).collect();
        let mut parts: BTreeMap<_, BTreeSet<Run>> = BTreeMap::new();
        for start in 0..tokens.len() {
            let longest = tokens.len().min(start + LONGEST);
            let sentence = (start + 1..longest).find(|at| tokens[*at].begins_sentence).unwrap_or(longest);
            for end in start + 1..=sentence {
                for key in book.wordings.get(&words[start..end]).into_iter().flatten() {
                    parts.entry(*key).or_default().insert((start, end));
                }
            }
        }
        Self { tokens, parts }
    }

    /// The concepts mentioned, with the first and last word of each mention.
    fn mentions(&self, book: &Phrasebook, field: u16, reading: &Reading) -> BTreeSet<(usize, Run)> {
        // A plain shield takes out any part that stands in it; one of several parts takes out a mention of which the first
        // or the last part stands in it.
        let (mut plain, mut wide) = (BTreeSet::new(), BTreeSet::new());
        for (number, entry) in self.entries(book).filter(|(_, entry)| entry.shields) {
            let shields = if entry.pattern.parts.len() == 1 { &mut plain } else { &mut wide };
            let ways = self.ways(number, &entry.pattern, |_| true);
            shields.extend(ways.into_iter().map(|(first, last)| (entry.concept, (first.0, last.1))));
        }
        let mut mentions = BTreeSet::new();
        for (number, entry) in self.entries(book).filter(|(_, entry)| !entry.shields) {
            let shielded = |shields: &BTreeSet<(usize, Run)>, run: Run| {
                shields.iter().any(|(concept, shield)| *concept == entry.concept && covers(*shield, run))
            };
            let met = self.ways(number, &entry.pattern, |run| !shielded(&plain, run)).into_iter();
            let met = met.filter(|(first, last)| !shielded(&wide, *first) && !shielded(&wide, *last));
            let measured = met
                .map(|(first, last)| (first.0, last.1))
                .filter(|run| entry.pattern.measure.is_none_or(|range| self.is_measured(range, *run, field, reading)));
            mentions.extend(measured.map(|run| (entry.concept, run)));
        }
        mentions
    }

    /// The patterns of which any part stands here.
    fn entries<'b>(&self, book: &'b Phrasebook) -> impl Iterator<Item = (usize, &'b Entry)> {
        let numbers: BTreeSet<usize> = self.parts.keys().map(|(number, _)| *number).collect();
        numbers.into_iter().map(|number| (number, &book.patterns[number]))
    }

    /// The first and the last part of every way in which a pattern stands here.
    fn ways(&self, number: usize, pattern: &Pattern, counts: impl Fn(Run) -> bool) -> BTreeSet<(Run, Run)> {
        let of = |part: usize| -> Vec<Run> {
            self.parts.get(&(number, part)).into_iter().flatten().copied().filter(|run| counts(*run)).collect()
        };
        let parts: Vec<Vec<Run>> = (0..pattern.parts.len()).map(of).collect();
        let gap = usize::from(pattern.gap);
        let mut ways = self.in_order(&parts, gap);
        if pattern.order == Order::Either && parts.len() == 2 {
            ways.extend(self.in_order(&[parts[1].clone(), parts[0].clone()], gap));
        }
        ways
    }

    /// The ways in which parts stand in this order: for each last part the one that begins nearest before it.
    fn in_order(&self, parts: &[Vec<Run>], gap: usize) -> BTreeSet<(Run, Run)> {
        let last = parts.len() - 1;
        parts[last]
            .iter()
            .filter_map(|run| self.first_of(&parts[..last], *run, gap).map(|first| (first, *run)))
            .collect()
    }

    /// The first part of a pattern whose next part is `next`: by the nearest way through the parts before it.
    fn first_of(&self, before: &[Vec<Run>], next: Run, gap: usize) -> Option<Run> {
        let Some((previous, earlier)) = before.split_last() else { return Some(next) };
        let near = |run: &&Run| run.1 <= next.0 && next.0 - run.1 <= gap && self.is_one_sentence(run.1, next.0);
        previous.iter().rev().filter(near).find_map(|run| self.first_of(earlier, *run, gap))
    }

    /// Whether no sentence ends between the word before `from` and the word at `to`.
    fn is_one_sentence(&self, from: usize, to: usize) -> bool {
        !(from..=to).filter_map(|at| self.tokens.get(at)).any(|token| token.begins_sentence)
    }

    /// Whether a temperature in range stands near. One that nobody can read leaves a doubt, which the reader tells.
    fn is_measured(&self, range: MeasureRange, run: Run, field: u16, reading: &Reading) -> bool {
        let fits = |number: &&Measurement| {
            number.kind == MeasurementKind::Temperature
                && number.field == field
                && range.at_least.is_none_or(|least| number.highest >= least)
                && range.at_most.is_none_or(|most| number.lowest <= most)
        };
        let near = |number: &Measurement| {
            let from = self.tokens.iter().position(|token| token.end > number.start);
            let to = self.tokens.iter().rposition(|token| token.start < number.end);
            let (Some(from), Some(to)) = (from, to) else { return false };
            let (left, right) = (run.1.min(to + 1), run.0.max(from));
            right.saturating_sub(left) <= MEASURED_WITHIN && self.is_one_sentence(left, right)
        };
        reading.measurements.iter().filter(fits).any(near) || self.is_doubtful(run, field, reading)
    }

    fn is_doubtful(&self, run: Run, field: u16, reading: &Reading) -> bool {
        let Limits { unreadable_number, .. } = reading.limits;
        let (start, end) = (self.tokens[run.0].start, self.tokens[run.1 - 1].end);
        unreadable_number
            && reading.contexts.iter().any(|known| (known.field, known.start, known.end) == (field, start, end))
    }
}

fn covers(shield: Run, run: Run) -> bool {
    shield.0 <= run.0 && run.1 <= shield.1
}

/// The word that a token stands for: `painnnn` is `pain` when nobody knows `painnnn` or `painn`.
fn meant(reader: &impl Reader, token: &Token) -> String {
    let stretched = token.word.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    if token.known || !stretched {
        return token.word.clone();
    }
    let shorter = [2, 1].map(|most| with_runs_of(most, &token.word));
    shorter.into_iter().find(|word| reader.knows(word)).unwrap_or_else(|| token.word.clone())
}

/// A word in which every letter that stands three times running or more stands `most` times.
fn with_runs_of(most: usize, word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|left, right| left == right);
    runs.flat_map(|run| run.iter().take(if run.len() > 2 { most } else { run.len() })).collect()
}
