//! The crate's only lossy conversions between integers.
//!
//! # Why
//! A silent truncation of an offset would point evidence at the wrong words; so every narrowing lives here and saturates.
//!
//! # Invariants
//! No function here wraps around: what does not fit becomes the largest value that does.
//!
//! # Cost
//! A comparison each.

/// An offset or count as `u32`, saturating.
#[inline]
pub(crate) fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A token position as `u16`, saturating; a window never holds more tokens than that.
#[inline]
pub(crate) fn to_u16(value: usize) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

/// A wide number as `i32`, saturating at both ends.
#[inline]
pub(crate) fn to_i32(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX })
}

/// A length of time in minutes as `u32`; a negative one is nothing.
#[inline]
pub(crate) fn minutes(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

/// The lower half of a product or key. Losing the upper half is the purpose.
#[inline]
pub(crate) fn low_half(value: u128) -> u64 {
    value as u64
}

/// The upper half of a product or key.
#[inline]
pub(crate) fn high_half(value: u128) -> u64 {
    (value >> 64) as u64
}

/// The lower 32 bits of a hash. Losing the rest is the purpose.
#[inline]
pub(crate) fn low_word(value: u64) -> u32 {
    value as u32
}
