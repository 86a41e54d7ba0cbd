//! Tables as bytes: the stored form of the large vectors of a lexicon.
//!
//! # Why
//! A plan is loaded at every start. A format that writes integers in a variable width reads them back one by one;
//! a table written as one run of bytes of fixed width is read at the speed of memory, and is the same on every machine.
//!
//! # How
//! Every entry becomes its little-endian bytes, side by side; `#[serde(with = "crate::packed")]` on a field does the rest.
//! A format without a type for bytes, such as JSON, holds an array of them.
//!
//! # Invariants
//! Any bytes of the right length give a table; what it holds is checked by [`Lexicon::validate`](crate::Lexicon::validate).
//!
//! # Cost
//! One pass over the bytes each way.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::Serializer;

/// An entry of a table, in `N` bytes.
pub(crate) trait Record<const N: usize>: Sized {
    /// Its bytes.
    fn to_bytes(&self) -> [u8; N];
    /// The entry of these bytes.
    fn from_bytes(bytes: &[u8; N]) -> Self;
}

impl Record<4> for u32 {
    fn to_bytes(&self) -> [u8; 4] {
        self.to_le_bytes()
    }

    fn from_bytes(bytes: &[u8; 4]) -> Self {
        u32::from_le_bytes(*bytes)
    }
}

impl Record<8> for u64 {
    fn to_bytes(&self) -> [u8; 8] {
        self.to_le_bytes()
    }

    fn from_bytes(bytes: &[u8; 8]) -> Self {
        u64::from_le_bytes(*bytes)
    }
}

/// Joins fixed-width fields into a record.
pub(crate) fn join<const N: usize>(fields: &[&[u8]]) -> [u8; N] {
    let mut all = [0; N];
    for (to, from) in all.iter_mut().zip(fields.iter().copied().flatten()) {
        *to = *from;
    }
    all
}

/// The field of a record that begins at `at`.
#[inline]
pub(crate) fn field<const M: usize>(bytes: &[u8], at: usize) -> [u8; M] {
    bytes.get(at..).and_then(|rest| rest.first_chunk::<M>()).copied().unwrap_or([0; M])
}

pub(crate) fn serialize<T: Record<N>, S: Serializer, const N: usize>(
    table: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(table.len() * N);
    for entry in table {
        bytes.extend_from_slice(&entry.to_bytes());
    }
    serializer.serialize_bytes(&bytes)
}

pub(crate) fn deserialize<'de, T: Record<N>, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_bytes(Bytes(PhantomData))
}

struct Bytes<T, const N: usize>(PhantomData<T>);

impl<'de, T: Record<N>, const N: usize> Visitor<'de> for Bytes<T, N> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes, {N} for each entry of a table")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
        match bytes.as_chunks::<N>() {
            (entries, []) => Ok(entries.iter().map(T::from_bytes).collect()),
            _ => Err(E::invalid_length(bytes.len(), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = items.next_element::<u8>()? {
            bytes.push(byte);
        }
        self.visit_bytes(&bytes)
    }
}
