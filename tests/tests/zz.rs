//! x
use flagstone_tests::Pair;
use flagstone_tests::generate::{cases, policy, request};
use proptest::collection::vec;
use proptest::prelude::*;
proptest! {
    #![proptest_config(cases(160))]
    #[test]
    fn hunt(sketch in policy(), cases in vec(request(), 1..12)) {
        let mut pair = Pair::from_source(&sketch.source());
        for case in &cases {
            let (mut e, r) = (pair.engine(case), pair.reference(case));
            if r.reasons.contains("empty") && !e.reasons.contains("empty") { continue; }
            e.missing = r.missing.clone();
            if r.reasons.contains("missing-fact") { e.reasons.insert("missing-fact"); } else { e.reasons.remove("missing-fact"); }
            if e != r {
                return Err(TestCaseError::fail(format!("{}\n{}", pair.agree(case).unwrap_err(), sketch.source().0[0].1)));
            }
        }
    }
}
