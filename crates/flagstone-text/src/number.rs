//! placeholder
use crate::scratch::Scratch;
pub(crate) fn read(_scratch: &mut Scratch, _field: u16, _text: &[u8]) {}
