//! Files that hold what a stage is known to give.
//!
//! With `FLAGSTONE_UPDATE_GOLDENS` set, a comparison writes the file instead; each test says what a change of its file means.

use std::path::{Path, PathBuf};

/// Where a golden file stands.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens").join(name)
}

/// Compares with a golden file, or writes it.
pub fn check(name: &str, found: &str) {
    let path = path(name);
    if std::env::var_os("FLAGSTONE_UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == found, "{} is not\n{found}see the head of the test for how to write it anew", path.display());
}
