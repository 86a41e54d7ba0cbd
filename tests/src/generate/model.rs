//! Texts made of the words of the model: everything that `words.txt` and `cues.txt` list, among the phrases of one policy.
//!
//! # Why
//! Generated requests are about policies, and their words are few. How a mention is meant turns on some thousand words and
//! on what stands between them; so here every one of these words comes up, in any order, between any marks.
//!
//! # How
//! [`POLICY`] mentions in every way that a policy can: phrases and patterns, shields, temperatures, concepts on the same
//! words. [`model_text`] strings its words, cues, other words of the model and numbers together.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::reference::{cue_wordings, listed_words};

/// A policy whose words stand in [`model_text`].
pub const POLICY: &str = r#"
policy "Example" version 1.0.0

concept pain
  say "pain", "ache~", "sore throat", "no feeling", "can't (breathe|walk)"
  say "pain ... chest", "tight~ ... chest ... side"
  say "chest" within 4 words of "crush~"
  not when "pain killers", "pain ... clinic"

concept chest
  includes pain
  say "chest", "chest pain", "pain ... chest"

concept numb
  say "(numb~|numbness)" within 4 words of "(leg|down below|in my leg)"
  say "not ... moving"

concept numb too
  say "(numb~|numbness)" within 4 words of "(leg|down below)"
  say "(numb~|numbness)", "leg"

concept stroke
  kind condition
  say "stroke", "heart attack", "heart ... attack", "diabetes", "just clammy"
  counts when past, someone else, hypothetical

concept meningitis
  kind condition
  say "meningitis", "sepsis"
  say "stroke" within 3 words of "today"

concept tablets
  kind context
  say "tablets", "my appointment", "sick note"

concept fever
  say "fever", "temp~" of 38 degrees or more, "hot" of under 36 degrees, "(feverish|burning up)"

red flag RF-001 "Pain"
  when pain, for more than 3 days
  raise to same day

red flag RF-002 "Stroke"
  when any of
    - stroke in anyone
    - meningitis
    - chest, for less than 2 days
    - temperature is 38 or more
  raise to emergency

hours
  open 08:00 to 18:30 on weekdays
"#;

/// Words of the policy.
const MENTIONS: [&str; 38] = [
    "pain",
    "aches",
    "aching",
    "sore throat",
    "no feeling",
    "can't breathe",
    "pain in my chest",
    "pain killers",
    "pain clinic",
    "tight in chest and side",
    "chest",
    "crushing",
    "chest pain",
    "numb",
    "numbness",
    "leg",
    "down below",
    "not moving",
    "stroke",
    "heart attack",
    "heart",
    "attack",
    "diabetes",
    "meningitis",
    "sepsis",
    "tablets",
    "my appointment",
    "fever",
    "temp of 39",
    "hot 35",
    "temp 395",
    "burning up",
    "painnnn",
    "FEVERRR",
    "in my leg",
    "clinic",
    "clammy",
    "numb down below",
];

/// What opens a denial, keeps it open and closes it.
const DENIALS: [&str; 44] = [
    "no",
    "not",
    "never had",
    "don't have",
    "haven't had any",
    "isn't",
    "is not",
    "can't",
    "without",
    "denies",
    "not been",
    "did not",
    "not seen any",
    "never",
    "won't",
    "or",
    "nor",
    "and",
    "any",
    "but",
    "I",
    "he",
    "the",
    "my",
    "this",
    "really",
    "much",
    "have",
    "feel",
    "in",
    "for",
    "to",
    "with",
    "bad",
    "just",
    "walking",
    "red",
    "or",
    "and",
    "not really",
    "like this",
    "mum",
    "my son",
    "in 2010",
];

/// Numbers, and words that make something of them.
const NUMBERS: [&str; 60] = [
    "3",
    "39",
    "38.5",
    "39,5",
    "102",
    "1/2",
    "2/7",
    "3/52",
    "6/12",
    "24/7",
    "8/10",
    "180/110",
    "32/40",
    "32+4",
    "2019",
    "2026",
    "1998",
    "1,000",
    "12:30",
    "3pm",
    "07700 900123",
    "38c",
    "39°C",
    "102F",
    "½",
    "2½",
    "6wk",
    "18mo",
    "4yo",
    ".5",
    "weeks",
    "days",
    "years old",
    "months",
    "hours ago",
    "for",
    "since",
    "Friday",
    "last week",
    "all night",
    "old",
    "aged",
    "I'm",
    "he is",
    "newborn",
    "pregnant",
    "degrees",
    "a couple of",
    "twenty",
    "one",
    "and a half",
    "point",
    "over",
    "less than",
    "38+",
    "between",
    "out of 10",
    "sats 91%",
    "pulse 120",
    "sugar 14",
];

/// Words that say nothing, odd ones and pieces of them.
const OTHER: [&str; 23] = [
    "hello",
    "home for 3 weeks",
    "home",
    "zebra",
    "zebras running",
    "walloping",
    "x",
    "nooo",
    "nevvver",
    "don’t",
    "DON'T",
    "don;t",
    "w/o",
    "e.g.",
    "żółć",
    "боль",
    "😷",
    "✅",
    "❌",
    "👎",
    "\u{200b}",
    "ﬁne",
    "ｆｅｖｅｒ",
];

/// What stands between two words.
const MARKS: [&str; 27] = [
    ", ", ". ", "? ", "! ", "\n", "\n\n", " - ", "-", ": ", "; ", " / ", "/", " (", ") ", " & ", " + ", "+", " = ",
    "...", " … ", "'", "’", " – ", "\u{2010}", "\t", "<", ">",
];

/// A text of up to so many words.
pub fn model_text(most: usize) -> impl Strategy<Value = String> {
    let words = prop_oneof![
        6 => select(&MENTIONS[..]).prop_map(str::to_owned),
        5 => select(cue_wordings()).prop_flat_map(select),
        4 => select(&DENIALS[..]).prop_map(str::to_owned),
        3 => select(listed_words()),
        2 => select(&NUMBERS[..]).prop_map(str::to_owned),
        1 => select(&OTHER[..]).prop_map(str::to_owned),
    ];
    let joint = prop_oneof![8 => Just(" "), 3 => select(&MARKS[..])];
    vec((words, joint), 0..most).prop_map(|pieces| pieces.into_iter().map(|(words, joint)| words + joint).collect())
}

/// A list that is long enough for whatever counts its items: an opener, up to so many items with the same mark between
/// nearly all of them, and what comes after.
pub fn model_list(most: usize) -> impl Strategy<Value = String> {
    const ITEMS: [&str; 9] = [
        "pain",
        "chest",
        "numbness",
        "leg",
        "fever",
        "stroke",
        "sore throat",
        "numbness in both arms and my leg",
        "numbness leg leg leg leg leg",
    ];
    let items = vec(select(&ITEMS[..]), 1..most);
    let joints =
        (select(&[", ", ", ", " and ", " or ", " ", " / "][..]), select(&MARKS[..]), any::<prop::sample::Index>());
    let opener =
        prop_oneof![select(&DENIALS[..]).prop_map(str::to_owned), select(cue_wordings()).prop_flat_map(select)];
    let after = prop_oneof![select(cue_wordings()).prop_flat_map(select), model_text(4)];
    (opener, items, joints, select(&[" or fever ", " ", ": ", "? ", ". ", "\n"][..]), after).prop_map(
        |(opener, items, (joint, odd, at), end, after)| {
            let at = at.index(items.len());
            let list: String = items
                .iter()
                .enumerate()
                .map(|(number, item)| format!("{item}{}", if number == at { odd } else { joint }))
                .collect();
            format!("{opener} {list}{end}{after}")
        },
    )
}

/// A shape that opens a denial, long enough for whatever counts its words.
pub fn model_shape() -> impl Strategy<Value = String> {
    let some = |words: &'static [&'static str]| vec(select(words), 0..9).prop_map(|words| words.join(" "));
    let opener = select(
        &["don't", "haven't", "isn't", "do not", "not", "never", "has not", "can't", "is not", "without", "my mum had"]
            [..],
    );
    let adverbs = some(&["really", "ever", "actually"]);
    let having = some(&["had", "have", "got", "been", "feel", "seen"]);
    let after = some(&["any", "much", "to", "of", "fully", "zebra", "cold"]);
    (model_text(3), opener, adverbs, having, after, model_text(4)).prop_map(
        |(before, opener, adverbs, having, after, rest)| format!("{before} {opener} {adverbs} {having} {after} {rest}"),
    )
}
