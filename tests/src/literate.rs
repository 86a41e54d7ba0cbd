//! Literate tests.
