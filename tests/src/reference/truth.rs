//! Kleene's three values, written as tables.

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It certainly does not hold.
    No,
    /// It cannot be ruled out.
    Unknown,
    /// It certainly holds.
    Yes,
}

use Truth::{No, Unknown, Yes};

impl Truth {
    /// A fact that is known.
    pub(super) fn known(holds: bool) -> Self {
        if holds { Yes } else { No }
    }

    /// A fact that may not be known.
    pub(super) fn of(fact: Option<bool>) -> Self {
        fact.map_or(Unknown, Self::known)
    }

    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (No, _) | (_, No) => No,
            (Yes, Yes) => Yes,
            _ => Unknown,
        }
    }

    /// Either.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Yes, _) | (_, Yes) => Yes,
            (No, No) => No,
            _ => Unknown,
        }
    }

    /// True or not to be ruled out.
    pub(super) fn is_possible(self) -> bool {
        self != No
    }
}

/// Whether at least `count` hold: certainly, if so many certainly do; possibly, if so many are not ruled out.
pub(super) fn at_least(count: usize, parts: &[Truth]) -> Truth {
    let certain = parts.iter().filter(|part| **part == Yes).count();
    let possible = parts.iter().filter(|part| part.is_possible()).count();
    if certain >= count {
        Yes
    } else if possible >= count {
        Unknown
    } else {
        No
    }
}

/// Whether a number known to lie between two ends lies in a range: wholly inside, wholly outside, or who knows.
pub(super) fn inside((from, to): (i64, i64), (lowest, highest): (i64, i64)) -> Truth {
    if from <= lowest && highest <= to {
        Yes
    } else if highest < from || to < lowest {
        No
    } else {
        Unknown
    }
}
