//! The engine and the reference read alike: every mention with every axis and every reason, every number, and what cannot be
//! read.
//!
//! Here the texts are about the model of reading; `agreement.rs` is about policies.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use flagstone_tests::generate::{POLICY, cases, model_list, model_shape, model_text};
use flagstone_tests::{Case, Pair, Source, Tick};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

thread_local! {
    static PAIR: RefCell<Pair> = RefCell::new(Pair::from_source(&Source::one(POLICY)));
}

fn agree(case: &Case) -> Result<(), TestCaseError> {
    PAIR.with_borrow_mut(|pair| pair.agree(case)).map(|_| ()).map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(cases(400))]

    /// Any words of the model, in any order, between any marks.
    #[test]
    fn any_words_of_the_model(text in model_text(24), received in proptest::option::of(1_760_000_000..1_900_000_000_i64)) {
        agree(&Case { received, ..Case::says(&text) })?;
    }

    /// Few words, so that shapes stand alone and shrink to what matters.
    #[test]
    fn a_few_words_of_the_model(text in model_text(7)) {
        agree(&Case::says(&text))?;
    }

    /// Long lists, and many mentions before what looks back at them.
    #[test]
    fn lists_of_the_model(text in model_list(14)) {
        agree(&Case::says(&text))?;
    }

    /// Denials with many words between what opens them and what they deny.
    #[test]
    fn shapes_of_the_model(text in model_shape()) {
        agree(&Case::says(&text))?;
    }

    /// What is read of one field does not leak into the next.
    #[test]
    fn several_fields_and_questions(first in model_text(8), second in model_text(8), question in model_text(5), no: bool) {
        let answers = vec![
            (question, if no { Tick::No } else { Tick::Yes }),
            ("Anything else".to_owned(), Tick::Text(second.clone())),
        ];
        agree(&Case { fields: vec![first.into_bytes(), second.into_bytes()], answers, ..Case::default() })?;
    }

    /// Bytes that are no text, cut anywhere.
    #[test]
    fn bytes_that_are_nearly_text(text in model_text(10), spoils in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..4)) {
        let mut bytes = text.into_bytes();
        for (at, value) in spoils.into_iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        agree(&Case { fields: vec![bytes], ..Case::default() })?;
    }
}

/// What is generated must be worth comparing: every axis comes up, and every reason.
#[test]
fn generated_texts_reach_every_axis() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let texts = model_text(24);
    for _ in 0..3_000 {
        let text = texts.new_tree(&mut runner).unwrap().current();
        let outcome = PAIR.with_borrow_mut(|pair| pair.engine(&Case::says(&text)));
        let mut note = |kind: String| *seen.entry(kind).or_default() += 1;
        for read in &outcome.read {
            note(format!("{:?}", read.negation));
            note(format!("{:?}", read.hypothetical));
            note(format!("{:?}", read.experiencer));
            [
                (read.past, "past"),
                (read.resolved, "resolved"),
                (read.uncertain, "uncertain"),
                (read.timing.is_some(), "timing"),
            ]
            .into_iter()
            .filter(|(holds, _)| *holds)
            .for_each(|(_, kind)| note(kind.to_owned()));
            read.why.iter().for_each(|why| note(format!("because {:?}", why.effect)));
        }
        outcome.measured.iter().for_each(|number| note(format!("{:?}", number.kind)));
    }
    let rare: Vec<&str> = EXPECTED.into_iter().filter(|kind| seen.get(*kind).copied().unwrap_or(0) < 5).collect();
    assert!(rare.is_empty(), "seldom seen: {rare:?}\n{seen:#?}");
}

/// What must come up time and again.
const EXPECTED: [&str; 33] = [
    "Affirmed",
    "Weak",
    "Negated",
    "No",
    "Strong",
    "Writer",
    "Proxy",
    "Relative",
    "past",
    "resolved",
    "uncertain",
    "timing",
    "because Negated",
    "because WeaklyNegated",
    "because DenialCancelled",
    "because DenialConfirmed",
    "because AnsweredNo",
    "because Uncertain",
    "because Hypothetical",
    "because Past",
    "because Resolved",
    "because Proxy",
    "because Relative",
    "because Recent",
    "Temperature",
    "Age",
    "Gestation",
    "Duration",
    "Score",
    "BloodPressure",
    "OxygenSaturation",
    "HeartRate",
    "Glucose",
];

/// The sentences that `flagstone-text` keeps for clinicians, each with what it marks as a phrase of a policy.
#[test]
fn the_sentences_of_the_text_crate() {
    for file in ["denial", "frames", "people"] {
        let lines = sentences(file);
        let mut policy = "policy \"Example\" version 1.0.0\n".to_owned();
        let mut phrases = BTreeMap::new();
        let texts: Vec<String> = lines.iter().map(|line| line.replace(['[', ']', '{', '}'], "")).collect();
        for line in &lines {
            let (start, end) = (line.find(['[', '{']).unwrap(), line.find([']', '}']).unwrap());
            let kind = if line.contains('{') { "condition" } else { "symptom" };
            phrases.entry(line[start + 1..end].to_lowercase()).or_insert(kind);
        }
        ["fever", "cough", "vomiting", "tired", "sweating", "headache"].iter().for_each(|more| {
            phrases.entry((*more).to_owned()).or_insert("symptom");
        });
        for (number, (phrase, kind)) in phrases.iter().enumerate() {
            write!(policy, "concept thing {number}\n  kind {kind}\n  say \"{phrase}\"\n").unwrap();
        }
        agree_on_all(&policy, &texts);
    }
}

/// The same for mentions of several parts.
#[test]
fn the_sentences_of_several_parts() {
    for line in sentences_with("parts", 3) {
        let [parts, text] = [&line[1], &line[2]];
        let said = match parts.split(" + ").collect::<Vec<_>>()[..] {
            [one] => format!("\"{one}\""),
            [one, two] => format!("\"{one}\" within 4 words of \"{two}\""),
            _ => format!("\"{}\"", parts.replace(" + ", " ... ")),
        };
        let policy =
            format!("policy \"Example\" version 1.0.0\nconcept thing\n  say {said}\nconcept same\n  say {said}\n");
        agree_on_all(&policy, std::slice::from_ref(text));
    }
}

fn agree_on_all(policy: &str, texts: &[String]) {
    let policy = format!("{policy}red flag RF-001 \"Any\"\n  when temperature is 38 or more\n  raise to same day\n");
    let mut pair = Pair::from_source(&Source::one(&policy));
    for text in texts {
        let outcome = pair.decide(&Case::says(text));
        assert!(!outcome.read.is_empty(), "nothing is mentioned in {text:?}");
    }
}

fn sentences(file: &str) -> Vec<String> {
    sentences_with(file, 2).into_iter().map(|columns| columns[1].clone()).collect()
}

/// The lines of a file of sentences that have so many columns.
fn sentences_with(file: &str, columns: usize) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/flagstone-text/tests/sentences");
    let text = std::fs::read_to_string(folder.join(file).with_extension("txt")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let split = lines.map(|line| line.split('|').map(|column| column.trim().to_owned()).collect::<Vec<_>>());
    let lines: Vec<Vec<String>> = split.filter(|line| line.len() == columns).collect();
    assert!(lines.len() >= 30, "{file} has only {} sentences", lines.len());
    lines
}

/// What does not fit is told alike, and what fits is read alike.
#[test]
fn texts_at_the_limits() {
    let pieces = [
        "no pain, ",
        "pain. ",
        "fever no\n",
        "zebra ",
        "temp 38.5 ",
        "temp 395. ",
        "for 3 weeks, pain ",
        "my mum had a stroke. I had pain. ",
        "боль ",
        "😷",
        "a\u{301}",
    ];
    for piece in pieces {
        for length in [4_096, 4_500] {
            let words = piece.split_whitespace().count().max(1);
            PAIR.with_borrow_mut(|pair| pair.decide(&Case::says(&piece.repeat(length / words))));
        }
    }
    let long = ["fever, ".repeat(40_000), "ż".repeat(140_000), format!("{}ż fever", "x ".repeat(131_071))];
    for text in long {
        let fields = vec![text.into_bytes(), b"pain".to_vec()];
        PAIR.with_borrow_mut(|pair| pair.decide(&Case { fields, ..Case::default() }));
    }
}
