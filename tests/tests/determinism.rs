//! The same policy gives the same bytes, everywhere and always.
//!
//! The golden file holds the digest of the plan of `goldens/small.flag`. It changes when the format of plans, the built-in
//! words and cues, the calendar or the compiler change; each of them can change a decision for an unchanged policy, so the
//! change belongs into the changelog. To write it anew:
//!
//! ```text
//! FLAGSTONE_UPDATE_GOLDENS=1 cargo test -p flagstone-tests --test determinism
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use flagstone_tests::{Pair, Source, golden};
use sha2::{Digest, Sha256};

fn small() -> Source {
    Source::one(&std::fs::read_to_string(golden::path("small.flag")).unwrap())
}

#[test]
fn the_plan_of_a_small_policy_is_known() {
    let plan = Pair::from_source(&small()).plan;
    let bytes: String = Sha256::digest(plan.to_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    golden::check("small.plan.txt", &format!("meaning {}\nplan    {bytes}\n", plan.policy().hash_hex()));
}

#[test]
fn a_plan_survives_its_bytes() {
    let bytes = small().plan_bytes();
    let again = flagstone::Plan::from_bytes(&bytes).unwrap();
    assert_eq!(again.to_bytes(), bytes);
    assert_eq!(small().plan_bytes(), bytes);
}
