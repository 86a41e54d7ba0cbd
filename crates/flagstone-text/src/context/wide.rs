//! Mentions of several parts: what denies them.
//!
//! # Why
//! "No numbness down below" denies one finding, whether an author writes it as one phrase or as two parts near each other.
//! The words between the parts belong to the mention, so they neither close nor weaken the denial that was open at its first part.
//!
//! # How
//! A mention waits from its first part to its last:
//! ```text
//! no pain in my chest             denied at the first part, whole until the last: denied
//! my chest isn't tight            denied at the last part: denied
//! no pain, chest feels tight      a comma between: weak
//! no pain, ache or cramp in leg   an "or" after the comma mends the list: denied
//! no pain killers help my chest   a verb between: weak
//! no pain relief for my chest     a noun and a preposition between: weak
//! ```
//!
//! # Invariants
//! What ends a clause between the parts, opens another denial or begins a statement leaves the mention asserted.
//! At most [`WIDE`] mentions wait; any further ones stay weak, and count.
//!
//! # Cost
//! Constant per token, and nothing while no mention waits.

use super::Reader;
use super::denial::Strength;
use crate::class::Class;
use crate::mention::{Mention, Negation};
use crate::scratch::Hit;

/// The most mentions of several parts that may stand inside each other and still be read exactly.
const WIDE: usize = 8;

/// What the words since the first part leave of the denial that was open there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// All of it.
    Firm,
    /// All of it, and an "or" stands directly before.
    AfterOr,
    /// All of it, and a noun has come, which may be what is denied.
    AfterNoun,
    /// A comma or an "and" has come: only an "or" can mend it.
    Listed,
    /// Nothing.
    No,
}

/// A mention whose last part is still to come.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    mention: usize,
    /// The first token of its last part.
    last: usize,
    held: Held,
}

/// The mentions whose last part is still to come.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wide {
    waiting: [Option<Waiting>; WIDE],
    count: usize,
}

impl Wide {
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first tokens of the last parts that are still to come.
    pub(super) fn last_parts(&self) -> impl Iterator<Item = usize> + '_ {
        self.waiting.iter().flatten().map(|waiting| waiting.last)
    }

    /// Something stands here that no denial reaches across.
    #[inline]
    pub(super) fn close(&mut self) {
        self.each(|_| Held::No);
    }

    /// A comma or another mark that joins items.
    #[inline]
    pub(super) fn comma(&mut self) {
        self.each(|held| if held == Held::No { Held::No } else { Held::Listed });
    }

    /// A word between the parts; `participle` if it ends in "-ing".
    #[inline]
    pub(super) fn word(&mut self, class: Class, participle: bool) {
        let subject = Class::PRONOUN.with(Class::SELF).with(Class::POSSESSIVE);
        let clause = Class::PRONOUN.with(if participle { Class::NONE } else { Class::VERB });
        let statement = subject.with(Class::ARTICLE).with(Class::VERB).with(Class::INTENSITY);
        let between = Class::FREE.with(Class::ARTICLE).with(Class::HAVE).with(Class::ADVERB).with(Class::TIMES);
        let noun = !participle && !class.any(statement.with(between).with(Class::PREPOSITION));
        self.each(|held| match held {
            Held::No => Held::No,
            _ if class.any(clause) => Held::No,
            Held::Listed if class.any(Class::OR) => Held::AfterOr,
            Held::Listed if class.any(statement) => Held::No,
            Held::AfterOr if class.any(subject) => Held::No,
            _ if class.any(Class::OR) => Held::AfterOr,
            _ if class.any(Class::AND) => Held::Listed,
            Held::AfterOr => Held::Firm,
            Held::AfterNoun if class.any(Class::PREPOSITION) => Held::No,
            Held::Firm if noun => Held::AfterNoun,
            same => same,
        });
    }

    #[inline]
    fn each(&mut self, change: impl Fn(Held) -> Held) {
        if self.count > 0 {
            for waiting in self.waiting.iter_mut().flatten() {
                waiting.held = change(waiting.held);
            }
        }
    }

    /// Whether there was room.
    fn push(&mut self, waiting: Waiting) -> bool {
        let place = self.waiting.iter_mut().find(|place| place.is_none());
        let fits = place.is_some();
        if let Some(place) = place {
            *place = Some(waiting);
            self.count += 1;
        }
        fits
    }

    /// Takes the mention at a place if its last part has begun.
    fn take_begun(&mut self, place: usize, at: usize) -> Option<Waiting> {
        let taken = self.waiting.get_mut(place)?.take_if(|waiting| waiting.last <= at)?;
        self.count = self.count.saturating_sub(1);
        Some(taken)
    }
}

impl Reader<'_> {
    /// A mention has begun whose last part may stand further on.
    pub(super) fn expect_last_part(&mut self, mention: usize, hit: &Hit) {
        if hit.last_start <= hit.start {
            return;
        }
        let held = if self.group.strength == Strength::Firm { Held::Firm } else { Held::No };
        if !self.wide.push(Waiting { mention, last: usize::from(hit.last_start), held }) {
            assert_weakly(self.mentions.get_mut(mention));
        }
    }

    /// Decides the mentions whose last part begins here.
    pub(super) fn finish_wide(&mut self, at: usize) {
        // The words before the last part are read once for all mentions that end with it.
        let group = if at < self.covered { self.group } else { self.read_group(at) };
        for place in 0..WIDE {
            let Some(waiting) = self.wide.take_begun(place, at) else { continue };
            let place = waiting.mention.checked_sub(self.first).and_then(|local| self.places.get(local));
            let end = place.map_or(at, |(_, end)| usize::from(*end));
            self.covered = self.covered.max(end);
            self.denial.item();
            let Some(mention) = self.mentions.get_mut(waiting.mention) else { continue };
            if group.strength == Strength::Firm {
                mention.negation = Negation::Negated;
                if let Some(why) = group.why {
                    mention.explain(why);
                }
            } else if !matches!(waiting.held, Held::Firm | Held::AfterOr | Held::AfterNoun) {
                assert_weakly(Some(mention));
            }
        }
    }

    /// A word between the parts of a mention.
    pub(super) fn wide_word(&mut self, at: usize, class: Class) {
        if !self.wide.is_empty() {
            let word = self.token(at).and_then(|token| self.lexicon.words.get(token.word as usize));
            self.wide.word(class, word.is_some_and(|word| word.is_participle()));
        }
    }
}

/// Takes a firm denial back to a weak one.
fn assert_weakly(mention: Option<&mut Mention>) {
    if let Some(mention) = mention {
        mention.negation = mention.negation.min(Negation::Weak);
    }
}
