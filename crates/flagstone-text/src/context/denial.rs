//! The one open denial: how far it reaches and how firmly.
//!
//! # Why
//! "No fever, cough or breathlessness" denies three things; "no fever, cough for 3 weeks" denies one.
//! Which it is shows only later, so items of a list are denied *weakly*, and count, until an "or" makes them firm.
//!
//! # How
//! ```text
//! no fever            firm
//! no fever, cough     cough: listed (weak); "or" later makes it firm, "for 3 weeks" asserts it
//! no fever and cough  the same
//! denies fever, cough  a professional's list: firm to its end
//! not really tired    soft: weak for ever
//! not brown blood     a word between "not" and the concept: weak for ever
//! ```
//!
//! # Invariants
//! At most [`ITEMS`] items wait for an "or"; any further ones stay weak, and count.
//!
//! # Cost
//! Constant per token.

use crate::class::Class;
use crate::mention::Negation;

/// How many items of a list may wait to be confirmed.
const ITEMS: usize = 8;
/// How many unknown words a list may run over.
const LIST_GAP: u8 = 5;
/// How many words may stand after "not" before it is given up.
const NARROW_GAP: u8 = 3;

/// What opened it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DenialKind {
    /// no, without, haven't had
    #[default]
    List,
    /// ruled out
    Firm,
    /// denies, negative for: a professional's list, which commas do not weaken
    Clinical,
    /// not, isn't: only what stands directly after it
    Narrow,
    /// never had
    Never,
    /// not really, hardly any
    Soft,
}

/// How firmly a mention is denied where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Strength {
    #[default]
    None,
    /// For ever weak.
    Weak,
    /// Weak until an "or" confirms it.
    Listed,
    Firm,
}

impl Strength {
    pub(super) fn negation(self) -> Negation {
        match self {
            Strength::None => Negation::Affirmed,
            Strength::Weak | Strength::Listed => Negation::Weak,
            Strength::Firm => Negation::Negated,
        }
    }
}

/// Items that wait to be confirmed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pending {
    items: [usize; ITEMS],
    count: usize,
}

impl Pending {
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.items.iter().take(self.count).copied()
    }
}

/// The open denial, if there is one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Denial {
    open: bool,
    kind: DenialKind,
    /// The tokens that opened it.
    start: usize,
    end: usize,
    gap: u8,
    items: u8,
    /// A comma or an "and" has come since the last "or".
    weak: bool,
    confirmed: bool,
    /// Nothing but a joint has come since the last item.
    joined: bool,
    /// The last token was a comma or "and".
    after_joint: bool,
    litotes: bool,
    pending: Pending,
}

impl Denial {
    pub(super) fn open(kind: DenialKind, start: usize, end: usize, litotes: bool) -> Self {
        Denial { open: true, kind, start, end, litotes, ..Denial::default() }
    }

    pub(super) fn close(&mut self) {
        self.open = false;
        self.pending.count = 0;
    }

    #[inline]
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn is_litotes(&self) -> bool {
        self.open && self.litotes
    }

    /// The tokens that opened it.
    pub(super) fn opener(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// How firmly a mention that begins here is denied; `pointed` if "my" or "this" stands before it.
    pub(super) fn strength(&self, pointed: bool) -> Strength {
        if !self.open {
            return Strength::None;
        }
        let soft = self.kind == DenialKind::Soft || self.kind == DenialKind::Narrow && self.gap > 0;
        let unjoined = self.items > 0 && !self.joined;
        if soft || self.litotes || pointed {
            Strength::Weak
        } else if (self.weak || unjoined) && !self.confirmed && self.kind != DenialKind::Clinical {
            Strength::Listed
        } else {
            Strength::Firm
        }
    }

    /// A mention has been read: the list goes on after it.
    pub(super) fn item(&mut self) {
        self.items = self.items.saturating_add(1);
        self.gap = 0;
        self.joined = false;
        self.after_joint = false;
        self.confirmed = false;
    }

    /// The mention waits for an "or".
    pub(super) fn remember(&mut self, index: usize) {
        if let Some(place) = self.pending.items.get_mut(self.pending.count) {
            *place = index;
            self.pending.count += 1;
        }
    }

    /// The last item, if it is weak only because of its place in the list.
    pub(super) fn last_listed(&self) -> Option<usize> {
        self.pending.iter().last().filter(|_| self.open)
    }

    /// A comma, or another mark that joins items.
    pub(super) fn comma(&mut self, is_comma: bool) {
        if !self.open {
            return;
        }
        if self.kind == DenialKind::Narrow && self.items == 0 && is_comma {
            self.close();
            return;
        }
        self.gap = 0;
        self.joined = true;
        self.after_joint = true;
        self.weak = true;
        self.confirmed = false;
    }

    /// Any other word. Gives the items that it confirms, if it is an "or".
    pub(super) fn word(&mut self, class: Class, at: usize) -> Option<Pending> {
        if !self.open {
            return None;
        }
        let after_joint = std::mem::take(&mut self.after_joint);
        let new_statement = Class::ARTICLE
            .with(Class::POSSESSIVE)
            .with(Class::SELF)
            .with(Class::PRONOUN)
            .with(Class::VERB)
            .with(Class::INTENSITY);
        let clause = Class::VERB.with(Class::PRONOUN);
        if class.any(Class::OR) {
            (self.gap, self.joined, self.confirmed) = (0, true, true);
            return Some(std::mem::take(&mut self.pending));
        }
        if class.any(Class::AND) {
            (self.gap, self.joined, self.after_joint, self.weak, self.confirmed) = (0, true, true, true, false);
        } else if after_joint && class.any(new_statement) || class.any(clause) && at > self.end {
            self.close();
        } else if class.any(Class::PREPOSITION) && self.items == 0 && at > self.end {
            // CLINICAL: "no appointment for my chest pain", "no answer to the numbness": the denied thing is another.
            self.close();
        } else if !class.any(Class::FREE.with(Class::ARTICLE).with(Class::HAVE)) {
            self.gap = self.gap.saturating_add(1);
            let limit = if self.kind == DenialKind::Narrow { NARROW_GAP } else { LIST_GAP };
            if self.gap > limit {
                self.close();
            }
        }
        None
    }
}
