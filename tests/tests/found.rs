//! What generated policies and careful reading have found, as cases with names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use flagstone_tests::{Case, Outcome, Pair, Source, Tick};

/// What both sides decide under a policy of these blocks.
fn decide(blocks: &str, case: &Case) -> Outcome {
    Pair::from_source(&Source::one(&format!("policy \"Example\" version 1.0.0\n{blocks}"))).decide(case)
}

/// A request of several fields, of which nothing else is known.
fn fields(texts: &[&str]) -> Case {
    Case { fields: texts.iter().map(|text| text.as_bytes().to_vec()).collect(), ..Case::default() }
}

const FEVER: &str = "concept fever\n say \"fever\"\nred flag RF-001 \"Fever\"\n when fever\n raise to same day\n";

/// A ticked "no" is no word of the patient's: a form with nothing but such ticks is empty.
#[test]
fn ticking_no_everywhere_is_writing_nothing() {
    let case = Case { answers: vec![("Do you have a cough".to_owned(), Tick::No)], ..Case::says("") };
    let outcome = decide(FEVER, &case);
    assert!(outcome.reasons.contains("empty"));
    assert_eq!(outcome.urgency, "same day");
}

/// A written answer without a word is not an answer.
#[test]
fn an_answer_without_words_is_writing_nothing() {
    let case = Case { answers: vec![("Anything else".to_owned(), Tick::Text(" - ".to_owned()))], ..Case::says("") };
    assert!(decide(FEVER, &case).reasons.contains("empty"));
}

/// What is not in English stays a reason for a person to read, however much English stands in the next field.
#[test]
fn a_field_in_english_does_not_make_another_field_english() {
    let polish = "Od wczoraj mam bardzo silny ból w klatce piersiowej i jest mi duszno";
    let english = "Thank you very much for all your help with this, and please ring me when you have the time to do so. \
                   I am at home all day and my telephone number is on my record, so you can ring me or my wife at any time.";
    assert_eq!(decide(FEVER, &fields(&[polish])).urgency, "same day");
    assert_eq!(decide(FEVER, &fields(&[polish, english])).urgency, "same day");
}

/// The first words of a field are read in the same way whatever the field before it mentions.
#[test]
fn a_field_begins_afresh() {
    let alone = decide(FEVER, &fields(&["10 years ago a fever"]));
    let after = decide(FEVER, &fields(&["a fever", "10 years ago a fever"]));
    let second = |outcome: &Outcome| outcome.mentions.last().map(|words| words.4);
    assert_eq!(second(&alone), second(&after));
}

/// An unknown fact inside a part that holds anyway did not matter, and is not asked for.
#[test]
fn a_fact_in_a_part_that_holds_anyway_is_not_missing() {
    let blocks = "concept fever\n say \"fever\"\nred flag RF-001 \"Fever\"\n when fever\n and any of\n - fever\n - patient is under 5\n \
                  and patient is female\n raise to same day\n";
    let outcome = decide(blocks, &Case::says("fever"));
    assert!(outcome.missing.contains("sex") && !outcome.missing.contains("age"), "{:?}", outcome.missing);
}

/// Of three ways to begin a pattern at one place, the shortest is the one that leads on.
#[test]
fn a_pattern_goes_on_from_its_shortest_beginning() {
    let blocks = "concept pain\n say \"(pain|pain in|pain in my) ... in my chest\"\nred flag RF-001 \"Pain\"\n when pain\n raise to same day\n";
    assert!(decide(blocks, &Case::says("pain in my chest")).fires("RF-001"));
}

/// An author's phrase may begin with a word that closes a denial; it goes on closing it.
#[test]
fn a_phrase_that_begins_with_but_or_just_does_not_carry_a_denial_on() {
    for phrase in ["but clammy", "just clammy", "now clammy"] {
        let blocks = format!(
            "concept clammy\n say \"clammy\"\nred flag RF-001 \"X\"\n when clammy\n raise to same day\nconcept other\n say \"{phrase}\"\n{}",
            FEVER.replace("RF-001", "RF-002")
        );
        let before = decide(&blocks.replace(phrase, "zebra"), &Case::says(&format!("no fever {phrase}")));
        let after = decide(&blocks, &Case::says(&format!("no fever {phrase}")));
        assert!(before.fires("RF-001") && after.fires("RF-001"), "{phrase}: a further phrase lowered the urgency");
    }
}

/// A concept that is denied in one place and said in another is said.
#[test]
fn one_assertion_beats_every_denial() {
    let outcome = decide(FEVER, &fields(&["no fever, never had a fever", "Fever? No.", "I have a fever"]));
    assert!(outcome.fires("RF-001"));
    assert_eq!(outcome.fired[0].evidence.len(), 1);
}

/// The author's own "not" stays the author's, also in a later part of a pattern and behind a helper verb.
#[test]
fn a_negator_of_a_later_part_is_not_a_denial() {
    let policy =
        |say: &str| format!("concept sign\n say {say}\nred flag RF-001 \"Sign\"\n when sign\n raise to same day\n");
    for (say, text, fires) in [
        ("\"baby ... not moving\"", "my baby is not moving", true),
        ("\"lost\" within 6 words of \"not trying\"", "I've lost two stone and I'm not trying", true),
        ("\"numb~\" within 4 words of \"down below\"", "No numbness down below and waterworks fine", false),
        ("\"chest\" within 4 words of \"tight\"", "my chest isn't tight", false),
        ("\"chest\" within 4 words of \"tight\"", "no tightness but my chest is tight", true),
    ] {
        assert_eq!(decide(&policy(say), &Case::says(text)).fires("RF-001"), fires, "{text}");
    }
}
