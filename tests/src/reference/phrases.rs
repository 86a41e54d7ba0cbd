//! Where the phrases of a policy stand.
//!
//! # Why
//! The engine follows one automaton for all phrases at once and remembers the nearest ways in which a pattern has begun.
//! Here every run of words is looked up in a dictionary of every wording, and every way of putting the parts of a pattern
//! together is tried.
//!
//! # How
//! 1. Every wording of every part that stands somewhere is an *occurrence of a part*.
//! 2. A pattern is met where its parts stand in order (or, for `within`, in either order), in one sentence, without
//!    overlap, with at most so many other words between one and the next. Of all the ways that end with the same words,
//!    the one that begins nearest is the one that is shown.
//! 3. What lies inside a `not when` of the concept does not count as a part of it.
//! 4. A pattern that needs a temperature is kept apart, until the numbers have been read.
//!
//! # Cost
//! Sixteen look-ups a word, and the product of the occurrences of the parts of each pattern.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use flagstone::hir;
use flagstone::text::{MeasureRange, Order, Pattern, Words};

use super::reading::{Occurrence, Window};

/// The longest wording.
const LONGEST: usize = 16;
/// The most occurrences in a window.
const OCCURRENCES: usize = 4096;
/// The most shields of several parts in a window; any further ones shield nothing.
const WIDE_SHIELDS: usize = 64;

/// Words from the first up to but without the second.
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

    /// Every wording.
    pub(super) fn wordings(&self) -> impl Iterator<Item = Words> + '_ {
        self.wordings.keys().cloned()
    }

    /// The temperature that a pattern needs.
    pub(super) fn range(&self, pattern: usize) -> Option<MeasureRange> {
        self.patterns[pattern].pattern.measure
    }

    /// Every place of a window that mentions a concept, in order, and whether there were more.
    pub(super) fn occurrences(&self, window: &Window) -> (Vec<Occurrence>, bool) {
        let found = Places::new(self, window).mentions(self);
        if found.len() <= OCCURRENCES {
            return (found.into_iter().collect(), false);
        }
        // The engine has found them in the order of the words with which they end.
        let mut ended: Vec<Occurrence> = found.into_iter().collect();
        ended.sort_by_key(|place| (place.last_start, place.end, place.concept));
        ended.truncate(OCCURRENCES);
        ended.sort_unstable();
        (ended, true)
    }
}

/// The occurrences of parts in one window.
struct Places<'w> {
    window: &'w Window,
    parts: BTreeMap<(usize, usize), BTreeSet<Run>>,
}

impl<'w> Places<'w> {
    fn new(book: &Phrasebook, window: &'w Window) -> Self {
        let words: Vec<String> = window.words.iter().map(|word| word.text.clone()).collect();
        let mut parts: BTreeMap<_, BTreeSet<Run>> = BTreeMap::new();
        for start in 0..words.len() {
            let longest = words.len().min(start + LONGEST);
            let sentence = (start + 1..longest).find(|at| !window.is_one_sentence(*at, *at)).unwrap_or(longest);
            for end in start + 1..=sentence {
                for key in book.wordings.get(&words[start..end]).into_iter().flatten() {
                    parts.entry(*key).or_default().insert((start, end));
                }
            }
        }
        Self { window, parts }
    }

    fn mentions(&self, book: &Phrasebook) -> BTreeSet<Occurrence> {
        // A plain shield takes out any part that stands in it; one of several parts takes out a mention of which the first
        // or the last part stands in it.
        let (mut plain, mut wide) = (BTreeSet::new(), Vec::new());
        for (number, entry) in self.entries(book).filter(|(_, entry)| entry.shields) {
            // What was repaired may be part of a mention, and of no shield.
            let as_known = |run: Run| !self.window.words[run.0..run.1].iter().any(|word| word.is_repaired());
            let ways = self.ways(number, &entry.pattern, as_known).into_iter();
            if entry.pattern.parts.len() == 1 {
                plain.extend(ways.map(|(first, last)| (entry.concept, (first.0, last.1))));
            } else {
                wide.extend(ways.map(|(first, last)| (last, entry.concept, (first.0, last.1))));
            }
        }
        wide.sort_unstable();
        let wide: BTreeSet<(usize, Run)> =
            wide.into_iter().take(WIDE_SHIELDS).map(|(_, concept, run)| (concept, run)).collect();
        let mut mentions = BTreeSet::new();
        for (number, entry) in self.entries(book).filter(|(_, entry)| !entry.shields) {
            let shielded = |shields: &BTreeSet<(usize, Run)>, run: Run| {
                shields.iter().any(|(concept, shield)| *concept == entry.concept && covers(*shield, run))
            };
            let met = self.ways(number, &entry.pattern, |run| !shielded(&plain, run)).into_iter();
            let met = met.filter(|(first, last)| !shielded(&wide, *first) && !shielded(&wide, *last));
            mentions.extend(met.map(|(first, last)| Occurrence {
                start: first.0,
                end: last.1,
                first_end: first.1,
                last_start: last.0,
                concept: entry.concept,
                measured: entry.pattern.measure.map(|_| number),
                doubtful: false,
            }));
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
        let near = |run: &&Run| run.1 <= next.0 && next.0 - run.1 <= gap && self.window.is_one_sentence(run.1, next.0);
        // Nothing that begins farther back than a gap and a wording can be near.
        let reach = next.0.saturating_sub(gap + LONGEST);
        let from = previous.partition_point(|run| run.0 < reach);
        let to = previous.partition_point(|run| run.0 < next.0);
        previous[from..to].iter().rev().filter(near).find_map(|run| self.first_of(earlier, *run, gap))
    }
}

fn covers(shield: Run, run: Run) -> bool {
    shield.0 <= run.0 && run.1 <= shield.1
}
