//! Whatever bytes come in, nothing panics and everything ends: as a request, as a policy, as a plan.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::cell::RefCell;

use flagstone::{Plan, Scratch, text, trace};
use flagstone_tests::generate::{cases, policy, request};
use flagstone_tests::{Case, Pair, Source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use sha2::{Digest, Sha256};

/// A policy with something of everything that reads text.
const POLICY: &str = r#"
policy "Example" version 1.0.0

concept chest pain
  say "chest pain", "pain ... chest", "tight~ ... chest ... side", "chest" within 4 words of "crush~", "heavy"
  not when "chest of drawers", "chest ... clinic"

concept fever
  say "fever", "temp~" of 38 degrees or more
  only when patient is under 5

concept stroke
  kind condition
  say "stroke", "can't (speak|move)"
  counts when past, someone else, hypothetical

red flag RF-001 "Chest"
  when at least 2 of
    - chest pain, now or in the last 12 hours
    - stroke in anyone
    - temperature is 38 or more
  raise to emergency

red flag RF-002 "Fever"
  when fever, for more than 3 days
  raise to same day

routing "Where"
  the first row that fits wins, otherwise send to "care navigator"
  | urgency | age     | asks about | hours | send to     | by      |
  | any     | under 5 | chest pain | open  | duty doctor | 2 hours |
  | any     | any     | not stroke | any   | nurse       | 3 days  |

hours
  open 08:00 to 18:30 on weekdays
  closed on bank holidays in England
"#;

thread_local! {
    static PAIR: RefCell<Pair> = RefCell::new(Pair::from_source(&Source::one(POLICY)));
    static PLAN: Vec<u8> = Source::one(POLICY).plan_bytes();
}

/// Bytes that are nearly text: words that matter, marks, broken UTF-8 and anything.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["chest", "pain", "no", "never", "temp", "38", "39.5.1", ",", ".", "?", "/7", "weeks", "°", "’", "\u{200b}", "😷", "I", "\n\n"]).prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..6),
        1 => any::<char>().prop_map(|letter| letter.to_string().into_bytes()),
    ];
    (vec(piece, 0..60), prop_oneof![Just(b" ".to_vec()), Just(Vec::new())])
        .prop_map(|(pieces, joint)| pieces.join(&joint[..]))
}

/// Evaluates and traces requests on a plan, and asks for everything a decision can show.
fn exercise(plan: &Plan, cases: &[Case]) {
    let mut scratch = Scratch::new(plan);
    for case in cases {
        case.with(|request| {
            let outcome = flagstone_tests::Outcome::of(
                &flagstone::evaluate(plan, &mut scratch, request),
                text::Limits::default(),
            );
            assert!(outcome.rank < plan.levels().len());
            assert!(trace(plan, &mut scratch, request).rules.len() <= plan.rules().len());
        });
    }
}

/// A plan whose digest fits whatever its payload has become.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    const HEADER: usize = 8 + 4 + 32;
    let digest = Sha256::digest(&bytes[HEADER..]);
    bytes[HEADER - 32..HEADER].copy_from_slice(&digest);
    bytes
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_bytes_as_a_request(texts in vec(bytes(), 0..4)) {
        let case = Case { fields: texts, received: Some(1_790_942_400), ..Case::default() };
        PAIR.with_borrow_mut(|pair| { let _ = pair.engine(&case); });
    }

    #[test]
    fn any_text_as_a_policy(text in prop_oneof![any::<String>(), bytes().prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())]) {
        let _ = flagstone::check(Source::one(&text).package());
    }

    /// A policy in which some lines are taken out, doubled, cut or swapped.
    #[test]
    fn a_spoilt_policy(sketch in policy(), spoils in vec((any::<Index>(), any::<Index>(), 0..5_u8), 1..6)) {
        let text = sketch.source().0[0].1.clone();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (one, other, how) in spoils {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match how {
                0 => drop(lines.remove(one)),
                1 => lines.insert(other, lines[one].clone()),
                2 => lines.swap(one, other),
                3 => lines[one] = lines[one].chars().take(other % 20).collect(),
                _ => lines[one].push_str(" \"and (or| [~"),
            }
            if lines.is_empty() { break; }
        }
        let checked = flagstone::check(Source::one(&lines.join("\n")).package());
        if let Some(policy) = checked.policy {
            let _ = flagstone::compile(&policy);
        }
    }

    #[test]
    fn any_bytes_as_a_plan(bytes in vec(any::<u8>(), 0..400), begins in 0..3_u8) {
        let head = PLAN.with(|plan| plan[..12].to_vec());
        let bytes = match begins {
            0 => bytes,
            1 => [head, bytes].concat(),
            _ => sealed([head, vec![0; 32], bytes].concat()),
        };
        if let Ok(plan) = Plan::from_bytes(&bytes) {
            exercise(&plan, &[Case::says("no chest pain")]);
        }
    }

    /// A plan that was right, with some bytes changed and its digest mended: whatever loads can be evaluated.
    #[test]
    fn a_forged_plan(
        changes in vec((prop_oneof![0..2_000_usize, 0..200_usize, any::<usize>()], any::<bool>(), any::<u8>()), 1..5),
        cases in vec(request(), 1..3),
    ) {
        let mut bytes = PLAN.with(Clone::clone);
        let payload = bytes.len() - 44;
        for (at, from_end, value) in changes {
            let at = 44 + if from_end { payload - 1 - at % payload } else { at % payload };
            bytes[at] = value;
        }
        if let Ok(plan) = Plan::from_bytes(&sealed(bytes)) {
            exercise(&plan, &cases);
        }
    }
}

#[test]
fn a_damaged_plan_is_refused() {
    let mut bytes = Source::one(POLICY).plan_bytes();
    assert!(Plan::from_bytes(&bytes).is_ok());
    for length in [0, 7, 8, 12, 43, 44, bytes.len() - 1] {
        assert!(Plan::from_bytes(&bytes[..length]).is_err(), "cut to {length} bytes");
    }
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert!(Plan::from_bytes(&bytes).is_err());
}

/// Very long and very repetitive requests end, and a person reads them.
#[test]
fn long_requests_end() {
    let mut pair = Pair::from_source(&Source::one(POLICY));
    for piece in [
        "no ",
        "chest pain, ",
        "never had ",
        "pain in my ",
        "38.5 ",
        "((((",
        "chest chest chest pain pain ",
        "\u{1f600}",
        "a\u{301}",
        "\u{ff}",
    ] {
        let outcome = pair.engine(&Case::says(&piece.repeat(300_000 / piece.len())));
        assert!(!outcome.reasons.is_empty(), "{piece:?}");
        assert!(outcome.urgency != "routine", "{piece:?}");
    }
}
