//! Random numbers that are the same everywhere and for ever.
//!
//! # Why
//! A benchmark whose inputs change with a dependency cannot be compared with last year's; so these few lines are our own.
//!
//! # How
//! Marsaglia's xorshift with a multiplication (`xorshift64*`).

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// A number from 0 to `end`, without `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.number() % end).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub fn chance(&mut self, in_a_thousand: usize) -> bool {
        self.below(1_000) < in_a_thousand
    }

    /// One of several words, each as likely as the other.
    pub fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let at = self.below(words.len());
        words.get(at).copied().unwrap_or_default()
    }

    /// One of several words, the first far more likely than the last, as words are in any language.
    pub fn pick_common<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let at = self.below(words.len() + 1);
        let at = self.below(at + 1);
        let at = self.below(at + 1);
        words.get(at).or(words.last()).copied().unwrap_or_default()
    }
}
