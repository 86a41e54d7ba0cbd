//! Requests made of the words that decide: phrases of the generated policies, and everything that changes how they are meant.

use flagstone::{Age, Form, Sender, Sex};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::case::{Case, Tick};

/// Words that mention a concept, or nearly do.
const MENTIONS: [&str; 27] = [
    "chest pain",
    "pain in my chest",
    "tight feeling in my chest",
    "tightness across the chest",
    "pain right across my chest",
    "sweating",
    "sweaty",
    "cold sweat",
    "clammy",
    "fever",
    "burning up",
    "a temp of 38.5",
    "temperature 37",
    "stroke",
    "mini stroke",
    "my face is drooping",
    "cough",
    "coughing up blood",
    "a chest infection",
    "bleeding",
    "blood in my urine",
    "wee with blood",
    "can't breathe",
    "cant breathe",
    "short of breath",
    "repeat prescription",
    "more tablets",
];

/// Words before a mention that change how it is meant.
const BEFORE: [&str; 29] = [
    "no",
    "not",
    "I have",
    "I've got",
    "I don't have",
    "I haven't had any",
    "never had",
    "without",
    "my dad had",
    "my mum has",
    "my son has",
    "family history of",
    "history of",
    "I used to have",
    "worried about",
    "is it",
    "could it be",
    "I think I have",
    "what if I get",
    "risk of",
    "leaflet about",
    "can't sleep because of",
    "it's not that I have",
    "denies",
    "no more",
    "bad",
    "scared of",
    "worried it might be",
    "worried about having a",
];

/// Words after a mention that change how it is meant.
const AFTER: [&str; 18] = [
    "for 3 weeks",
    "for a month",
    "since yesterday",
    "2 days ago",
    "an hour ago",
    "10 years ago",
    "last night",
    "in 2019",
    "has gone now",
    "when I was a child",
    "like this",
    "runs in the family",
    "unlikely",
    "clinic",
    "pants",
    "all night",
    "since Friday",
    "any more",
];

/// What stands between.
const BETWEEN: [&str; 16] =
    [", ", " and ", " or ", ". ", "? ", "! ", "\n", " - ", ": ", " but ", " nor ", " so ", " / ", " (", "; ", " ... "];

/// Sentences that tell facts, and words that mean nothing.
const REST: [&str; 17] = [
    "my 5 week old",
    "he is 3 months old",
    "I'm 72",
    "I am 24 weeks pregnant",
    "aged 4",
    "temp was 39.5",
    "Temp 395",
    "fever of 38",
    "the weather is nice",
    "please ring me",
    "żółć gęślą jaźń",
    "123",
    "👍",
    "painnnn in my chest",
    "SWEATING!!!",
    "thanks",
    "-",
];

/// The questions of a form.
const QUESTIONS: [&str; 4] = ["Chest pain", "Any fever?", "Are you short of breath or bleeding?", "Do you smoke"];

/// What somebody writes.
pub fn text() -> impl Strategy<Value = String> {
    let mention = || select(&MENTIONS[..]).prop_map(str::to_owned);
    let words = prop_oneof![
        3 => mention(),
        5 => (select(&BEFORE[..]), mention()).prop_map(|(before, mention)| format!("{before} {mention}")),
        2 => (mention(), select(&AFTER[..])).prop_map(|(mention, after)| format!("{mention} {after}")),
        1 => select(&BEFORE[..]).prop_map(str::to_owned),
        1 => select(&AFTER[..]).prop_map(str::to_owned),
        2 => select(&REST[..]).prop_map(str::to_owned),
    ];
    let joint = prop_oneof![2 => Just(" "), 3 => select(&BETWEEN[..])];
    vec((words, joint), 0..7).prop_map(|pieces| pieces.into_iter().map(|(words, joint)| words + joint).collect())
}

/// A moment of receipt: any in the years that are known and just outside, most of them near a change of the clocks, a
/// holiday, a night or a weekend.
pub fn moment() -> impl Strategy<Value = i64> {
    const DAY: i64 = 86_400;
    // Noon on: Christmas Eve 2026, Good Friday 2027, the last Sundays of March and October 2026, a Friday, the calendar's ends.
    let days =
        [1_798_113_600, 1_806_062_400, 1_774_785_600, 1_792_929_600, 1_790_942_400, 1_704_067_200, 2_114_337_600];
    prop_oneof![
        6 => (select(days.to_vec()), -4 * DAY..4 * DAY).prop_map(|(day, offset)| day + offset),
        2 => 1_704_067_200..2_114_380_800_i64,
        1 => 1_600_000_000..2_200_000_000_i64,
    ]
}

fn age() -> impl Strategy<Value = Age> {
    prop_oneof![
        3 => select(vec![0, 4, 5, 17, 18, 40, 41, 64, 65, 90]).prop_map(Age::years),
        2 => (0_u16..15).prop_map(Age::months),
        1 => (0_u16..20).prop_map(Age::weeks),
        1 => (0_u32..120).prop_map(Age::days),
        1 => Just(Age { lowest: 1_000, highest: 9_000 }),
    ]
}

fn answers() -> impl Strategy<Value = Vec<(String, Tick)>> {
    let tick = prop_oneof![
        Just(Tick::Yes),
        Just(Tick::No),
        Just(Tick::No),
        text().prop_map(Tick::Text),
        Just(Tick::Text("since yesterday".to_owned()))
    ];
    vec((select(&QUESTIONS[..]).prop_map(str::to_owned), tick), 0..3)
}

fn entries(all: &'static [&'static str]) -> impl Strategy<Value = Option<Vec<String>>> {
    of(vec(select(all).prop_map(str::to_owned), 0..3))
}

/// A request of which each fact may be unknown. What it says of a pregnancy does not contradict itself.
pub fn request() -> impl Strategy<Value = Case> {
    let words = (vec(text().prop_map(String::into_bytes), 0..3), answers(), of(moment()));
    let form = of(select(vec![Form::Medical, Form::Admin, Form::Document]));
    let sender = of(select(vec![Sender::Patient, Sender::Carer, Sender::CommunityPharmacy, Sender::ThirdParty]));
    let person = (of(age()), of(select(vec![Sex::Female, Sex::Male])), of(any::<bool>()), of(0_u16..42));
    let record = (
        of(0_u32..60),
        of(0_u32..60),
        entries(&["Type 2 diabetes mellitus", "COPD", "asthma"]),
        entries(&["Warfarin 3mg tablets", "paracetamol"]),
    );
    (words, form, sender, person, record).prop_map(|((fields, answers, received), form, sender, person, record)| {
        let (age, sex, pregnant, weeks) = person;
        let (days_since_birth, days_since_surgery, conditions, medicines) = record;
        let weeks_pregnant = weeks.filter(|_| pregnant != Some(false));
        Case {
            fields,
            answers,
            form,
            sender,
            received,
            age,
            sex,
            pregnant,
            weeks_pregnant,
            days_since_birth,
            days_since_surgery,
            conditions,
            medicines,
        }
    })
}
