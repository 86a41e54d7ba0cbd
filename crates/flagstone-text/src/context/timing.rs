//! placeholder
use crate::scratch::Scratch;
pub(super) fn attach(_scratch: &mut Scratch, _first: usize) {}
