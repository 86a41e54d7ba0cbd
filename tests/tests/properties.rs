//! The properties of the language, over generated policies and requests.
//!
//! 1. A further field of text, a phrase or a red flag never lowers urgency.
//! 2. Making a known fact unknown never lowers urgency.
//! 3. Order that has no meaning changes nothing: the plan has the same bytes, the decision is the same.
//! 4. A formatted policy is the same policy, and formatting it again changes nothing.
//!
//! That the engine decides as the reference does is in `agreement.rs`; that no bytes break anything, in `hostile.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use flagstone::syntax::{SourceMap, format};
use flagstone_tests::generate::{Sketch, cases, policy, red_flag, request, text};
use flagstone_tests::{Case, Pair, Source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// How urgent the engine finds a request; 0 is the most urgent.
fn rank(pair: &mut Pair, case: &Case) -> usize {
    pair.engine(case).rank
}

/// Phrases that an author might add to any concept. None begins or ends with a word that closes a denial, such as `but`.
const PHRASES: [&str; 8] =
    ["weather is nice", "ring me", "my son", "tablets", "chest", "feeling", "(blood|wee) ... (blood|wee)", "aching~"];

/// Forgets some facts; `mask` chooses which. What the patient wrote or ticked is no fact of the record and stays.
fn forget(case: &Case, mask: u16) -> Case {
    let mut less = case.clone();
    let forgotten = |bit: u16| mask >> bit & 1 == 1;
    macro_rules! forget {
        ($($field:ident: $bit:literal),+ $(,)?) => { $(if forgotten($bit) { less.$field = None; })+ };
    }
    forget!(form: 0, sender: 1, received: 2, age: 3, sex: 4, pregnant: 5, weeks_pregnant: 6);
    forget!(days_since_birth: 7, days_since_surgery: 8, conditions: 9, medicines: 10);
    less
}

proptest! {
    #![proptest_config(cases(48))]

    /// Property 1, text. A request without a word is the one exception: that it is empty is a reason of its own, and it
    /// is gone when something is written.
    #[test]
    fn a_further_field_never_lowers_urgency(sketch in policy(), cases in vec((request(), text()), 1..8)) {
        let mut pair = Pair::from_source(&sketch.source());
        for (case, further) in cases {
            let before = pair.engine(&case);
            let mut more = case.clone();
            more.fields.push(further.into_bytes());
            let after = rank(&mut pair, &more);
            prop_assert!(after <= before.rank || before.reasons.contains("empty"), "{before:#?}\n{more:?}\n{}", sketch.source().0[0].1);
        }
    }

    /// Property 1, vocabulary.
    #[test]
    fn a_further_phrase_never_lowers_urgency(
        sketch in policy(), phrase in select(&PHRASES[..]), concept in 0_usize..8, cases in vec(request(), 1..8),
    ) {
        let mut more = sketch.clone();
        let starts = |block: &&mut String| block.starts_with("concept ");
        let block = more.blocks.iter_mut().filter(starts).nth(concept).unwrap();
        block.push_str(&format!("  say \"{phrase}\"\n"));
        prop_assume!(!sketch.asks_for_known_facts());
        let (mut before, mut after) = (Pair::from_source(&sketch.source()), Pair::from_source(&more.source()));
        for case in &cases {
            prop_assert!(rank(&mut after, case) <= rank(&mut before, case), "{case:?}\n{}", more.source().0[0].1);
        }
    }

    /// Property 1, rules.
    #[test]
    fn a_further_red_flag_never_lowers_urgency(sketch in policy(), rule in red_flag(99), cases in vec(request(), 1..8)) {
        let (mut before, mut after) = (Pair::from_source(&sketch.source()), Pair::from_source(&sketch.with(&rule).source()));
        for case in &cases {
            prop_assert!(rank(&mut after, case) <= rank(&mut before, case), "{case:?}\n{rule}\n{}", sketch.source().0[0].1);
        }
    }

    /// Property 2, for policies that do not say `only when known`.
    #[test]
    fn forgetting_a_fact_never_lowers_urgency(sketch in policy(), cases in vec((request(), any::<u16>()), 1..8)) {
        prop_assume!(!sketch.asks_for_known_facts());
        let mut pair = Pair::from_source(&sketch.source());
        for (case, mask) in cases {
            let less = forget(&case, mask);
            prop_assert!(rank(&mut pair, &less) <= rank(&mut pair, &case), "{case:?}\n{less:?}\n{}", sketch.source().0[0].1);
        }
    }

    /// Property 3, blocks and files.
    #[test]
    fn the_order_of_blocks_and_files_changes_nothing(
        (sketch, shuffled) in policy().prop_flat_map(|sketch| {
            let blocks = Just(sketch.blocks.clone()).prop_shuffle();
            let header = sketch.header.clone();
            (Just(sketch), blocks.prop_map(move |blocks| Sketch { header: header.clone(), blocks }))
        }),
    ) {
        let bytes = sketch.source().plan_bytes();
        prop_assert!(bytes == shuffled.source().plan_bytes(), "blocks in another order:\n{}", shuffled.source().0[0].1);
        prop_assert!(bytes == shuffled.scattered().plan_bytes(), "a file for each block");
    }

    /// Property 3, fields.
    #[test]
    fn the_order_of_fields_changes_nothing(sketch in policy(), case in request(), further in vec(text(), 1..4)) {
        let mut pair = Pair::from_source(&sketch.source());
        let mut more = case;
        more.fields.extend(further.into_iter().map(String::into_bytes));
        let mut reversed = more.clone();
        reversed.fields.reverse();
        prop_assert_eq!(pair.engine(&more).without_places(), pair.engine(&reversed).without_places());
    }

    /// Property 4.
    #[test]
    fn a_formatted_policy_is_the_same_policy(sketch in policy()) {
        let source = sketch.source();
        let once = formatted(&source.0[0].1);
        prop_assert_eq!(&formatted(&once), &once);
        prop_assert!(Source::one(&once).plan_bytes() == source.plan_bytes(), "{}\nbecame\n{once}", source.0[0].1);
    }
}

fn formatted(text: &str) -> String {
    let mut map = SourceMap::new();
    let file = map.add("policy.flag", text);
    format(&map, file).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

/// A policy for the cases that are stated below.
const FEVER: &str = r#"
policy "Example" version 1.0.0

concept fever
  say "fever"

red flag RF-001 "Fever"
  when fever
  raise to same day
"#;

fn urgency(texts: &[&str]) -> String {
    let fields = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    Pair::from_source(&Source::one(FEVER)).engine(&Case { fields, ..Case::default() }).urgency
}

/// Where text may lower: an answer to a question that stands in the same field. In a field of its own it may not.
#[test]
fn text_lowers_only_as_an_answer_in_the_same_field() {
    assert_eq!(urgency(&["Fever?"]), "same day");
    assert_eq!(urgency(&["Fever? No."]), "routine");
    assert_eq!(urgency(&["Fever?", "No."]), "same day");
}
