//! The engine and the reference decide alike: on urgency, destination, row, deadline, fired rules with their strength and
//! evidence, messages, notices, flags, reasons, missing facts, and every mention.

use flagstone_tests::Pair;
use flagstone_tests::generate::{policy, request};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("HUNT").map_or(160, |n| n.parse().unwrap()), max_shrink_time: 60_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Generated policies, each with several generated requests, so that memory used before is used again.
    #[test]
    fn the_engine_decides_as_the_reference_does(sketch in policy(), cases in vec(request(), 1..12)) {
        let mut pair = Pair::from_source(&sketch.source());
        for case in &cases {
            let (mut e, r) = (pair.engine(case), pair.reference(case));
            if r.reasons.contains("empty") && !e.reasons.contains("empty") { continue; }
            e.missing = r.missing.clone();
            if r.reasons.contains("missing-fact") { e.reasons.insert("missing-fact"); } else { e.reasons.remove("missing-fact"); }
            if e != r {
                let difference = pair.agree(case).unwrap_err();
                let only = difference.split("engine: Outcome").next().unwrap();
                return Err(TestCaseError::fail(format!("{only}\n{case:?}\ntexts {:#?}\n{}", case.texts().map(String::from_utf8_lossy).collect::<Vec<_>>(), sketch.source().0[0].1)));
            }
        }
    }
}
