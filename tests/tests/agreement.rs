//! The engine and the reference decide alike: on urgency, destination, row, deadline, fired rules with their strength and
//! evidence, messages, notices, flags, reasons, missing facts, and every mention.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::collections::{BTreeMap, BTreeSet};

use flagstone_tests::generate::{cases, policy, request};
use flagstone_tests::{Outcome, Pair};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    #![proptest_config(cases(160))]

    /// Generated policies, each with several generated requests, so that memory used before is used again.
    #[test]
    fn the_engine_decides_as_the_reference_does(sketch in policy(), cases in vec(request(), 1..12)) {
        let mut pair = Pair::from_source(&sketch.source());
        for case in &cases {
            if let Err(difference) = pair.agree(case) {
                return Err(TestCaseError::fail(format!("{difference}\n{}", sketch.source().0[0].1)));
            }
        }
    }
}

/// What is generated must be worth comparing: everything that a decision can hold comes up often.
#[test]
fn generated_requests_reach_every_part_of_a_decision() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..100 {
        let mut pair = Pair::from_source(&policy().new_tree(&mut runner).unwrap().current().source());
        for _ in 0..10 {
            let outcome = pair.engine(&request().new_tree(&mut runner).unwrap().current());
            kinds(&outcome).into_iter().for_each(|kind| *seen.entry(kind).or_default() += 1);
        }
    }
    let often = |kind: &&str| seen.get(*kind).copied().unwrap_or(0) < 4;
    let rare: Vec<&str> = EXPECTED.iter().copied().filter(often).collect();
    assert!(rare.is_empty(), "seldom seen in a thousand requests: {rare:?}\n{seen:#?}");
}

/// What must come up time and again in a thousand requests.
const EXPECTED: [&str; 28] = [
    "fires in full",
    "fires in doubt",
    "fires without words",
    "nothing fires",
    "row",
    "otherwise",
    "deadline",
    "no deadline",
    "Said",
    "Denied",
    "Unsure",
    "message",
    "notice",
    "flag",
    "red-flag",
    "doubtful-words",
    "missing-fact",
    "conflict",
    "empty",
    "unreadable-number",
    "received-when-closed",
    "age",
    "sex",
    "pregnant",
    "conditions",
    "medicines",
    "answer",
    "time",
];

fn kinds(outcome: &Outcome) -> Vec<String> {
    let strength = |in_full: bool| if in_full { "fires in full" } else { "fires in doubt" };
    let wordless = outcome.fired.iter().any(|fired| fired.evidence.is_empty());
    let is = [
        (outcome.fired.is_empty(), "nothing fires"),
        (wordless, "fires without words"),
        (outcome.row.is_some(), "row"),
        (outcome.row.is_none(), "otherwise"),
        (outcome.deadline.is_some(), "deadline"),
        (outcome.deadline.is_none(), "no deadline"),
        (!outcome.messages.is_empty(), "message"),
        (!outcome.notices.is_empty(), "notice"),
        (!outcome.flags.is_empty(), "flag"),
    ];
    let mut kinds: BTreeSet<String> =
        is.into_iter().filter(|(holds, _)| *holds).map(|(_, kind)| kind.to_owned()).collect();
    kinds.extend(outcome.fired.iter().map(|fired| strength(fired.in_full).to_owned()));
    kinds.extend(outcome.mentions.iter().map(|words| format!("{:?}", words.4)));
    kinds.extend(outcome.reasons.iter().chain(&outcome.missing).map(|slug| (*slug).to_owned()));
    kinds.into_iter().collect()
}
