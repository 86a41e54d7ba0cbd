//! Hashing by one wide multiplication, the same on every machine.
//!
//! # Why
//! Word and edge look-ups run for every token, and the compiled lexicon is stored: the hash must be fast, and must not depend on the platform or on a random seed.
//! Keys are short and tables verify them exactly, so a collision costs time and never an answer.
//!
//! # How
//! Both halves of a key are mixed with fixed odd numbers and multiplied to 128 bits; the two halves of the product are folded together.
//!
//! # Cost
//! One multiplication.

use std::hash::{BuildHasherDefault, Hasher};

use crate::int::{high_half, low_half};

const LEFT: u64 = 0x9e37_79b9_7f4a_7c15;
const RIGHT: u64 = 0xd6e8_feb8_6659_fd93;

/// Two 64-bit values into one.
#[inline]
pub(crate) fn mix(left: u64, right: u64) -> u64 {
    let product = u128::from(left ^ LEFT) * u128::from(right ^ RIGHT);
    low_half(product) ^ high_half(product)
}

/// A hasher for the build-time maps, where the keys are integers.
#[derive(Default)]
pub(crate) struct MixHasher(u64);

impl Hasher for MixHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = mix(self.0, value);
    }

    fn write_u128(&mut self, value: u128) {
        self.write_u64(low_half(value));
        self.write_u64(high_half(value));
    }
}

/// For `HashMap::with_hasher`.
pub(crate) type Mix = BuildHasherDefault<MixHasher>;
