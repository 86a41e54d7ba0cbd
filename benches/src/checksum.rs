//! One number for everything that was decided: if it changes, something that a patient would notice has changed.
//!
//! # How
//! FNV-1a over the urgency, the fired rules and the field and bytes of their evidence, in order.

use flagstone::Decision;

/// A running checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checksum(u64);

impl Default for Checksum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Checksum {
    /// Takes in a number.
    pub fn add(&mut self, value: u64) {
        for byte in value.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Takes in a decision with all of its evidence.
    pub fn decision(&mut self, decision: &Decision<'_>) {
        self.index(decision.urgency().index());
        for fired in decision.fired() {
            self.index(fired.rule_id().index());
            for evidence in fired.evidence() {
                self.add(u64::from(evidence.field));
                self.add(u64::from(evidence.start) << 32 | u64::from(evidence.end));
            }
        }
    }

    fn index(&mut self, index: usize) {
        self.add(u64::try_from(index).unwrap_or(u64::MAX));
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> u64 {
        self.0
    }
}
