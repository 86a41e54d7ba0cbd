//! The one open denial: what opened it, how far it reaches, and how firmly it denies.
//!
//! # Why
//! "No fever, cough or breathlessness" denies three things; "no fever, cough for 3 weeks" denies one. Which it is shows
//! only later, so the items of a list are denied weakly, and count, until an "or" makes them firm.
//!
//! # How
//! ```text
//! no fever            firm
//! no fever, cough     listed: weak, until an "or" confirms it or an onset takes it back
//! not really tired    weak for ever: soft
//! not brown blood     weak for ever: a word between "not" and the concept
//! ```
//! A denial closes with a new statement, with a verb or a pronoun, and after too many words that say nothing.

use flagstone::text::Negation;

use super::words::Word;

/// How many items of a list may wait for an "or".
const ITEMS: usize = 8;
/// How many other words a list may run over, and how many may stand after "not".
const LIST_GAP: usize = 5;
const NARROW_GAP: usize = 3;

/// What opened a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// "no", "without", "haven't had"
    List,
    /// "ruled out"
    Firm,
    /// "denies", "negative for": a professional's list, which no comma weakens
    Clinical,
    /// "not", "isn't": only what stands directly after it
    Narrow,
    /// "never had"
    Never,
    /// "not really", "hardly any"
    Soft,
}

/// How firmly a mention is denied where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    None,
    /// Weak for ever.
    Weak,
    /// Weak until an "or".
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

/// An open denial.
#[derive(Clone, Debug)]
pub(super) struct Denial {
    opener: Opener,
    /// The words that opened it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// It was opened after "it's not that".
    pub(super) litotes: bool,
    /// Other words since the opener, the last item or the last joint.
    gap: usize,
    items: usize,
    /// A comma or an "and" has come.
    joint: bool,
    /// An "or" has come since the last item.
    or: bool,
    /// Something that joins has come since the last item.
    joined: bool,
    /// The word before was an "and", or a comma stands before this one.
    after_joint: bool,
    /// Mentions of the window that wait for an "or".
    listed: Vec<usize>,
}

impl Denial {
    pub(super) fn new(opener: Opener, start: usize, end: usize, litotes: bool) -> Self {
        Self {
            opener,
            start,
            end,
            litotes,
            gap: 0,
            items: 0,
            joint: false,
            or: false,
            joined: false,
            after_joint: false,
            listed: Vec::new(),
        }
    }

    /// How firmly a mention that begins now is denied; `pointed` after "my" or "this".
    pub(super) fn strength(&self, pointed: bool) -> Strength {
        let soft = self.opener == Opener::Soft || self.opener == Opener::Narrow && self.gap > 0;
        let on_the_list = self.joint || self.items > 0 && !self.joined;
        if soft || self.litotes || pointed {
            Strength::Weak
        } else if on_the_list && !self.or && self.opener != Opener::Clinical {
            Strength::Listed
        } else {
            Strength::Firm
        }
    }

    /// A mention has been read; if it is listed, it waits.
    pub(super) fn wait(&mut self, mention: usize) {
        if self.listed.len() < ITEMS {
            self.listed.push(mention);
        }
    }

    /// All mentions that begin at a word have been read.
    pub(super) fn item(&mut self) {
        self.items += 1;
        self.gap = 0;
        self.joined = false;
        self.after_joint = false;
        self.or = false;
    }

    /// The mention that waited last.
    pub(super) fn last_listed(&self) -> Option<usize> {
        self.listed.last().copied()
    }

    /// A comma or another mark that joins; whether the denial stays open.
    pub(super) fn join(&mut self, is_comma: bool) -> bool {
        if self.opener == Opener::Narrow && self.items == 0 && is_comma {
            return false;
        }
        self.gap = 0;
        self.joined = true;
        self.after_joint = true;
        self.joint = true;
        self.or = false;
        true
    }

    /// "Or": the mentions that it confirms.
    pub(super) fn or(&mut self) -> Vec<usize> {
        self.gap = 0;
        self.joined = true;
        self.or = true;
        self.after_joint = false;
        std::mem::take(&mut self.listed)
    }

    /// Any other word at a place; whether the denial stays open.
    pub(super) fn word(&mut self, word: &Word, at: usize) -> bool {
        let after_joint = std::mem::take(&mut self.after_joint);
        if word.is_any(&["and"]) {
            return self.join(false);
        }
        let statement = ["article", "possessive", "self", "pronoun", "verb", "intensity"];
        let after_opener = at > self.end;
        if after_joint && word.is_any(&statement)
            || after_opener && word.is_any(&["verb", "pronoun"])
            // "No appointment for my chest pain": something else is denied.
            || after_opener && self.items == 0 && word.is_any(&["preposition"])
        {
            return false;
        }
        if word.is_any(&["free", "article", "have"]) {
            return true;
        }
        self.gap += 1;
        self.gap <= if self.opener == Opener::Narrow { NARROW_GAP } else { LIST_GAP }
    }
}
