//! What a piece of work allocates and what it keeps.

use std::time::Instant;

use stats_alloc::Region;

use crate::ALLOCATOR;

/// What making something cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Nanoseconds.
    pub(crate) time: f64,
    /// Bytes that are still held.
    pub(crate) kept: usize,
    /// Calls of the allocator.
    pub(crate) calls: usize,
}

/// Does something, with its cost.
pub(crate) fn measured<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let region = Region::new(ALLOCATOR);
    let start = Instant::now();
    let made = work();
    let time = start.elapsed().as_secs_f64() * 1e9;
    let change = region.change();
    let kept = change.bytes_allocated.saturating_sub(change.bytes_deallocated);
    (made, Cost { time, kept, calls: change.allocations + change.reallocations })
}
