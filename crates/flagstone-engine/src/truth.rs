//! Three-valued truth, in two strengths.
//!
//! # Why
//! "Raise on possible" needs *unknown* as a value of its own (Kleene's strong logic): a missing age makes a condition
//! unknown, and an unknown condition raises. Doubt about a *mention* is another matter: it raises too, but only to the
//! policy's review level. So every condition has two truths: one that takes doubtful mentions for false, one that takes
//! them for true.
//!
//! # Invariants
//! Conditions are monotone, so `full <= doubt` always.

/// Kleene's three values, in order of truth, so that `min` is *and* and `max` is *or*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Certainly not.
    #[default]
    False,
    /// Cannot be ruled out.
    Unknown,
    /// Certainly.
    True,
}

impl Truth {
    /// `True` or `False`.
    #[must_use]
    pub fn known(holds: bool) -> Self {
        if holds { Truth::True } else { Truth::False }
    }
}

/// The truth of a condition in both strengths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Value {
    /// Doubtful mentions count as not there.
    pub full: Truth,
    /// Doubtful mentions count as said.
    pub doubt: Truth,
}

impl Value {
    /// False in both strengths.
    pub const FALSE: Value = Value { full: Truth::False, doubt: Truth::False };
    /// True in both strengths.
    pub const TRUE: Value = Value { full: Truth::True, doubt: Truth::True };

    /// The same truth in both strengths: a fact, which no mention can make doubtful.
    #[must_use]
    pub fn fact(truth: Truth) -> Self {
        Self { full: truth, doubt: truth }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { full: self.full.min(other.full), doubt: self.doubt.min(other.doubt) }
    }

    /// One of them holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { full: self.full.max(other.full), doubt: self.doubt.max(other.doubt) }
    }
}

/// Counts how many of some conditions hold, to answer "at least N of".
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    full_true: u16,
    full_possible: u16,
    doubt_true: u16,
    doubt_possible: u16,
}

impl Tally {
    /// Counts one condition.
    pub fn add(&mut self, value: Value) {
        self.full_true += u16::from(value.full == Truth::True);
        self.full_possible += u16::from(value.full != Truth::False);
        self.doubt_true += u16::from(value.doubt == Truth::True);
        self.doubt_possible += u16::from(value.doubt != Truth::False);
    }

    /// Whether at least `count` of them hold.
    #[must_use]
    pub fn at_least(self, count: u16) -> Value {
        let truth = |certain: u16, possible: u16| match () {
            () if certain >= count => Truth::True,
            () if possible >= count => Truth::Unknown,
            () => Truth::False,
        };
        Value { full: truth(self.full_true, self.full_possible), doubt: truth(self.doubt_true, self.doubt_possible) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_two_of_three_knows_what_it_does_not_know() {
        let mut tally = Tally::default();
        tally.add(Value::TRUE);
        tally.add(Value::fact(Truth::Unknown));
        tally.add(Value::FALSE);
        assert_eq!(tally.at_least(1), Value::TRUE);
        assert_eq!(tally.at_least(2), Value::fact(Truth::Unknown));
        assert_eq!(tally.at_least(3), Value::FALSE);
    }
}
