//! What holds for any text and any lexicon.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use std::sync::LazyLock;

use flagstone_text::{
    ConceptId, ConceptKind, ConceptOptions, Finding, Lexicon, LexiconBuilder, LexiconError, MeasureRange, Mention,
    Negation, Order, Pattern, Scratch, Tick, begin, expand_phrase, read_answer, read_field,
};
use proptest::prelude::*;

fn phrase(builder: &mut LexiconBuilder, kind: ConceptKind, text: &str) -> ConceptId {
    let concept = builder.concept(ConceptOptions { kind, ..ConceptOptions::default() });
    let parts = expand_phrase(text).expect("a phrase");
    builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 3, measure: None });
    concept
}

/// One slip of the finger: a letter left out, added, replaced, or swapped with the next.
fn misspell(word: &str, place: usize, letter: &str, kind: u8) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = place % letters.len();
    let new = letter.chars().next().expect("a letter");
    match kind {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, new),
        2 => letters[place] = new,
        _ => letters.swap(place, (place + 1) % word.len()),
    }
    letters.into_iter().collect()
}

/// Building takes longer than reading, so all cases share one.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut builder = LexiconBuilder::new();
    for symptom in
        ["chest pain", "pain", "fever", "rash", "cough", "can't breathe", "pain ... chest", "bleed~", "no appetite"]
    {
        phrase(&mut builder, ConceptKind::Symptom, symptom);
    }
    for condition in ["stroke", "cancer", "heart attack"] {
        phrase(&mut builder, ConceptKind::Condition, condition);
    }
    let hot = builder.concept(ConceptOptions::default());
    let parts = expand_phrase("(temperature|temp)").expect("a phrase");
    let measure = Some(MeasureRange { at_least: Some(38_000), at_most: None });
    builder.say(&[hot], &Pattern { parts, order: Order::AsWritten, gap: 0, measure });
    let parts = expand_phrase("room temperature").expect("a phrase");
    builder.shield(hot, &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
    builder.build().expect("a lexicon")
});

fn read(lexicon: &Lexicon, text: &[u8]) -> Scratch {
    let mut scratch = Scratch::new(lexicon);
    begin(&mut scratch, None);
    read_field(lexicon, &mut scratch, 0, text);
    scratch
}

fn findings(lexicon: &Lexicon, text: &str) -> Vec<Finding> {
    let scratch = read(lexicon, text.as_bytes());
    let finding = |mention: &Mention| mention.finding(lexicon.options(mention.concept));
    scratch.mentions().iter().map(finding).collect()
}

const WORDS: &[&str] = &[
    "no",
    "not",
    "never",
    "had",
    "have",
    "havent",
    "don't",
    "can't",
    "without",
    "chest",
    "pain",
    "fever",
    "rash",
    "cough",
    "and",
    "or",
    ",",
    ".",
    "?",
    "-",
    ":",
    "\n",
    "\n\n",
    "but",
    "still",
    "my",
    "mum",
    "son",
    "I",
    "he",
    "if",
    "worried",
    "about",
    "this",
    "like",
    "for",
    "3",
    "weeks",
    "years",
    "ago",
    "temp",
    "38.5",
    "39",
    "stroke",
    "cancer",
    "gone",
    "history",
    "of",
    "was",
    "diagnosed",
    "with",
    "breathe",
    "really",
    "any",
    "family",
    "zzz",
    "appetite",
    "bleeding",
    "temperature",
    "395",
    "(",
    ")",
    "/",
    "5",
    "old",
    "is",
    "since",
    "Friday",
    "2/52",
    "½",
    "✅",
    "❌",
    "a",
    "half",
    "in",
    "2010",
    "room",
    "nothing",
    "helps",
    "apart",
    "from",
];

fn messages() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let lexicon = &*LEXICON;
        let scratch = read(lexicon, &bytes);
        for mention in scratch.mentions() {
            prop_assert!(mention.start < mention.end && mention.end as usize <= bytes.len());
        }
    }

    #[test]
    fn spans_are_on_character_boundaries(text in "(\\PC|[a-z ,.'’]|chest pain|fever|38|°|½|é){0,80}") {
        let scratch = read(&LEXICON, text.as_bytes());
        for mention in scratch.mentions() {
            prop_assert!(text.get(mention.start as usize..mention.end as usize).is_some());
            for why in mention.why.iter().flatten() {
                prop_assert!(text.get(why.start as usize..why.end as usize).is_some());
            }
        }
        for measurement in scratch.measurements() {
            prop_assert!(text.get(measurement.start as usize..measurement.end as usize).is_some());
            prop_assert!(measurement.lowest <= measurement.highest);
        }
    }

    #[test]
    fn mentions_are_in_order(text in messages()) {
        let scratch = read(&LEXICON, text.as_bytes());
        let starts: Vec<_> = scratch.mentions().iter().map(|mention| mention.start).collect();
        prop_assert!(starts.is_sorted());
    }

    /// An unknown word can close a scope and never opens one: alone before a mention it denies nothing.
    #[test]
    fn unknown_words_open_nothing(words in prop::collection::vec("[xqz]{5,9}", 1..6)) {
        let text = format!("{} chest pain", words.join(" "));
        for finding in findings(&LEXICON, &text) {
            prop_assert_eq!(finding, Finding::Said);
        }
    }

    /// What stands in a later sentence denies nothing before it, unless it is an answer.
    #[test]
    fn a_later_sentence_denies_nothing(text in messages()) {
        let lexicon = &*LEXICON;
        let whole = format!("I have chest pain today. So {text}");
        let scratch = read(lexicon, whole.as_bytes());
        let first = scratch.mentions().first().copied();
        prop_assert_eq!(first.map(|mention| mention.negation), Some(Negation::Affirmed));
    }

    /// A guess at a word's letters never denies.
    #[test]
    fn stretched_negators_deny_nothing(stretch in 3_usize..8) {
        let text = format!("n{} chest pain", "o".repeat(stretch));
        for finding in findings(&LEXICON, &text) {
            prop_assert_eq!(finding, Finding::Said);
        }
    }

    /// Whatever a negator is misspelt as, it denies nothing: a guess may raise, never lower.
    #[test]
    fn misspelt_negators_deny_nothing(
        negator in prop::sample::select(&["without", "never had", "denies", "havent had", "doesnt have", "ruled out", "neither"][..]),
        place in 0_usize..8,
        letter in "[a-z]",
        kind in 0_u8..4,
    ) {
        let misspelt = misspell(negator, place, &letter, kind);
        prop_assume!(misspelt.split(' ').zip(negator.split(' ')).any(|(new, old)| new != old && !LEXICON.knows(new)));
        let known = misspelt.split(' ').filter(|word| LEXICON.knows(word)).collect::<Vec<_>>().join(" ");
        let text = format!("{misspelt} chest pain");
        let denied = |text: &str| findings(&LEXICON, text).contains(&Finding::Denied);
        // What is still spelt right may deny by itself ("never hda" does).
        prop_assert!(!denied(&text) || denied(&format!("{known} xqxqx chest pain")), "{text}");
    }

    /// A symptom that is misspelt is denied by nothing that would not deny it well spelt, and counts as certain by nothing.
    #[test]
    fn misspelt_symptoms_are_meant_as_they_would_be_well_spelt(place in 0_usize..8, letter in "[a-z]", kind in 0_u8..4, before in messages()) {
        let word = misspell("bleeding", place, &letter, kind);
        prop_assume!(!LEXICON.knows(&word));
        let Some((meant, _)) = LEXICON.spelling_of(&word) else { return Ok(()) };
        prop_assume!(meant == "bleeding");
        let read = |word: &str| findings(&LEXICON, &format!("{before} {word}")).into_iter().last();
        let (well, badly) = (read("bleeding"), read(&word));
        prop_assert!(badly == well || badly == Some(Finding::Unsure), "{before} {word}: {well:?} {badly:?}");
    }

    #[test]
    fn apostrophes_make_no_difference(text in messages()) {
        let lexicon = &*LEXICON;
        let kinds = |text: &str| findings(lexicon, text);
        let straight = kinds(&text);
        prop_assert_eq!(&straight, &kinds(&text.replace('\'', "’")));
        prop_assert_eq!(&straight, &kinds(&text.replace('\'', "")));
        prop_assert_eq!(&straight, &kinds(&text.replace('\'', "â€™")));
        prop_assert_eq!(&straight, &kinds(&text.replace("n't", "n;t")));
    }

    #[test]
    fn capitals_make_no_difference(text in messages()) {
        let lexicon = &*LEXICON;
        prop_assert_eq!(findings(lexicon, &text), findings(lexicon, &text.to_uppercase()));
    }

    #[test]
    fn a_scratch_forgets(first in messages(), second in messages()) {
        let lexicon = &*LEXICON;
        let mut scratch = read(lexicon, first.as_bytes());
        begin(&mut scratch, None);
        read_field(lexicon, &mut scratch, 0, second.as_bytes());
        let fresh = read(lexicon, second.as_bytes());
        prop_assert_eq!(scratch.mentions(), fresh.mentions());
        prop_assert_eq!(scratch.measurements(), fresh.measurements());
        prop_assert_eq!(scratch.limits(), fresh.limits());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any lexicon that can be deserialised can be used.
    #[test]
    fn a_hostile_lexicon_does_no_harm(text in messages(), edits in prop::collection::vec((any::<prop::sample::Index>(), 0_u64..=u64::MAX), 1..400)) {
        let mut stored = serde_json::to_value(&*LEXICON).expect("json");
        let mut numbers = Vec::new();
        numbers_in(&mut stored, false, &mut numbers);
        for (place, value) in edits {
            let small = if value % 3 == 0 { value % 64 } else { value };
            let place = place.index(numbers.len());
            // Numbers in lists are the bytes of packed tables.
            let (number, is_byte) = &mut numbers[place];
            **number = serde_json::json!(small & if *is_byte { 0xff } else { 0xffff_ffff });
        }
        if let Ok(hostile) = serde_json::from_value::<Lexicon>(stored) {
            let _ = hostile.validate();
            let mut scratch = Scratch::new(&hostile);
            begin(&mut scratch, None);
            read_field(&hostile, &mut scratch, 0, text.as_bytes());
            read_answer(&hostile, &mut scratch, 1, text.as_bytes(), Tick::No);
        }
    }
}

fn numbers_in<'v>(
    value: &'v mut serde_json::Value,
    listed: bool,
    numbers: &mut Vec<(&'v mut serde_json::Value, bool)>,
) {
    match value {
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| numbers_in(item, true, numbers)),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|item| numbers_in(item, false, numbers)),
        serde_json::Value::Number(_) => numbers.push((value, listed)),
        _ => {}
    }
}

#[test]
fn a_full_buffer_raises_a_limit_and_denies_nothing() {
    let lexicon = &*LEXICON;
    let scratch = read(lexicon, "chest pain. ".repeat(9_000).as_bytes());
    assert!(scratch.limits().too_many_mentions);
    assert!(scratch.mentions().iter().all(|mention| mention.negation == Negation::Affirmed));
}

#[test]
fn a_long_text_is_read_in_windows_and_cut_with_a_flag() {
    let lexicon = &*LEXICON;
    let long = "some words here. ".repeat(2_000) + "I have chest pain.";
    let scratch = read(lexicon, long.as_bytes());
    assert!(!scratch.limits().text_too_long && !scratch.limits().sentence_too_long);
    assert_eq!(scratch.mentions().last().map(|mention| mention.end as usize), Some(long.len() - 1));
    let scratch = read(lexicon, "word ".repeat(60_000).as_bytes());
    assert!(scratch.limits().text_too_long && scratch.limits().sentence_too_long);
}

/// "Room temperature" is no mention of a fever; a misspelling of it may be one.
#[test]
fn a_repaired_word_shields_nothing() {
    let hot = |text: &str| read(&LEXICON, text.as_bytes()).mentions().len();
    assert_eq!(hot("room temperature 39"), 0);
    assert_eq!(hot("room tempereture 39"), 1);
    assert_eq!(hot("the temperature 39"), 1);
}

#[test]
fn a_stored_lexicon_is_the_same_lexicon() {
    let lexicon = &*LEXICON;
    assert_eq!(lexicon.validate(), Ok(()));
    let stored = serde_json::to_string(lexicon).expect("json");
    let loaded: Lexicon = serde_json::from_str(&stored).expect("a lexicon");
    assert_eq!(&loaded, lexicon);
}

/// The stored form of a lexicon and what `validate` says after its bytes have been changed in one place.
fn verdict_after(change: impl Fn(&mut serde_json::Value)) -> Result<(), LexiconError> {
    let mut stored = serde_json::to_value(&*LEXICON).expect("json");
    change(&mut stored);
    serde_json::from_value::<Lexicon>(stored).expect("a lexicon").validate()
}

#[test]
fn a_lexicon_whose_tables_were_filled_in_another_way_is_refused() {
    assert_eq!(verdict_after(|_| {}), Ok(()));
    // As if words, or edges, had been hashed in another way: every entry stands one slot further on.
    let turned = |table: &[&str], width: usize| {
        verdict_after(|stored| {
            let bytes = table.iter().fold(stored, |value, key| &mut value[*key]);
            bytes.as_array_mut().expect("bytes").rotate_right(width);
        })
    };
    for (table, width) in
        [(&["word_slots"][..], 4), (&["phrases", "slots"], 8), (&["cue_phrases", "slots"], 8), (&["words"], 26)]
    {
        assert!(matches!(turned(table, width), Err(LexiconError::Damaged(_))), "{table:?}");
    }
    let emptied = |table: &str, part: &str| {
        verdict_after(|stored| stored[table][part].as_array_mut().expect("bytes").fill(serde_json::json!(0)))
    };
    for (table, part) in [("phrases", "slots"), ("phrases", "filter"), ("cue_phrases", "filter")] {
        assert!(matches!(emptied(table, part), Err(LexiconError::Damaged(_))), "{table} {part}");
    }
    let version = verdict_after(|stored| stored["version"] = serde_json::json!(1));
    assert_eq!(version, Err(LexiconError::OtherVersion));
}

#[test]
fn a_lexicon_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Lexicon>();
}
