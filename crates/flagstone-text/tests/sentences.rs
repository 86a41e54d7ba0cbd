//! Sentences a clinician can read, with what must be found in them.
//!
//! The lexicon of a file holds every mention that the file marks, so that lists know their other items, as they do in use.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use flagstone_text::{
    ConceptKind, ConceptOptions, Experiencer, Finding, Hypothetical, Lexicon, LexiconBuilder, Mention, Negation, Order,
    Pattern, Scratch, begin, expand_phrase, read_field,
};

struct Row<'t> {
    expected: Vec<&'t str>,
    text: String,
    start: usize,
    phrase: String,
    kind: ConceptKind,
}

fn rows(file: &str) -> Vec<Row<'_>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row<'_> {
    let (expected, marked) = line.split_once('|').expect("a bar");
    let marked = marked.trim().replace("\\n", "\n");
    let kind = if marked.contains('{') { ConceptKind::Condition } else { ConceptKind::Symptom };
    let start = marked.find(['[', '{']).expect("a mention");
    let end = marked.find([']', '}']).expect("a mention");
    Row {
        expected: expected.split_whitespace().collect(),
        text: marked.replace(['[', ']', '{', '}'], ""),
        start,
        phrase: marked[start + 1..end].to_owned(),
        kind,
    }
}

fn lexicon_of(rows: &[Row<'_>]) -> Lexicon {
    let mut builder = LexiconBuilder::new();
    let mut known = std::collections::BTreeMap::new();
    for row in rows {
        known.entry(row.phrase.to_lowercase()).or_insert(row.kind);
    }
    for extra in ["fever", "cough", "vomiting", "diarrhoea", "tired", "sweating", "sore throat", "headache"] {
        known.entry(extra.to_owned()).or_insert(ConceptKind::Symptom);
    }
    for extra in ["heart attack", "stroke", "diabetes", "clots", "asthma", "covid"] {
        known.entry(extra.to_owned()).or_insert(ConceptKind::Condition);
    }
    for (phrase, kind) in known {
        let concept = builder.concept(ConceptOptions { kind, ..ConceptOptions::default() });
        let parts = expand_phrase(&phrase).expect("a phrase");
        builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
    }
    builder.build().expect("a lexicon")
}

fn holds(mention: &Mention, lexicon: &Lexicon, expected: &str) -> bool {
    match expected {
        "said" => mention.finding(lexicon.options(mention.concept)) == Finding::Said,
        "unsure" => mention.finding(lexicon.options(mention.concept)) == Finding::Unsure,
        "denied" => mention.finding(lexicon.options(mention.concept)) == Finding::Denied,
        "weak" => mention.negation == Negation::Weak,
        "uncertain" => mention.uncertain,
        "past" => mention.past,
        "over" => mention.resolved,
        "relative" => mention.experiencer == Experiencer::Relative,
        "patient" => mention.experiencer == Experiencer::Proxy,
        "imagined" => mention.hypothetical != Hypothetical::No,
        other => panic!("unknown expectation `{other}`"),
    }
}

fn check(file: &str, at_least: usize) {
    let rows = rows(file);
    assert!(rows.len() >= at_least);
    let lexicon = lexicon_of(&rows);
    let mut scratch = Scratch::new(&lexicon);
    let mut wrong = Vec::new();
    for row in &rows {
        begin(&mut scratch, None);
        read_field(&lexicon, &mut scratch, 0, row.text.as_bytes());
        let end = row.start + row.phrase.len();
        let found = scratch
            .mentions()
            .iter()
            .find(|mention| (mention.start as usize, mention.end as usize) == (row.start, end));
        let right = found.is_some_and(|mention| row.expected.iter().all(|expected| holds(mention, &lexicon, expected)));
        if !right {
            let reasons: Vec<_> = found.into_iter().flat_map(|mention| mention.why.iter().flatten()).collect();
            let reasons: Vec<_> =
                reasons.iter().map(|why| (why.effect, &row.text[why.start as usize..why.end as usize])).collect();
            let got = found.map(|mention| {
                (mention.finding(lexicon.options(mention.concept)), mention.negation, mention.experiencer)
            });
            wrong.push(format!("{:?} | {}\n      {got:?} {reasons:?}", row.expected, row.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {} sentences are read wrongly:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// One test a file: a section of the model.
macro_rules! files {
    ($($name:ident: $file:literal, $least:literal;)+) => {
        $(#[test] fn $name() { check(include_str!(concat!("sentences/", $file)), $least); })+
    };
}

files! {
    denial_is_read_as_meant: "denial.txt", 100;
    shapes_open_a_denial: "openers.txt", 80;
    lists_are_denied_as_meant: "lists.txt", 70;
    ends_close_what_is_open: "sentence-ends-and-terminators.txt", 50;
    answers_on_forms_are_read: "answers-and-forms.txt", 50;
    never_and_over_are_told_apart: "never-and-resolved.txt", 60;
    the_past_is_past: "past.txt", 45;
    people_are_told_apart: "people.txt", 30;
    relatives_and_patients_are_told_apart: "patients-and-relatives.txt", 70;
    the_imagined_is_imagined: "imagined-and-asked.txt", 60;
    guesses_count: "uncertain.txt", 40;
    typing_makes_no_difference: "apostrophes-and-typing.txt", 45;
    frames_are_read_as_meant: "frames.txt", 50;
    clinical_english_is_read_as_meant: "clinical.txt", 50;
    known_over_triage_is_on_record: "known-over-triage.txt", 8;
}

#[test]
fn mentions_of_several_parts_are_read_as_meant() {
    let lines = include_str!("sentences/parts.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rows: Vec<[&str; 3]> = lines
        .map(|line| {
            let mut columns = line.split('|').map(str::trim);
            std::array::from_fn(|_| columns.next().expect("three columns"))
        })
        .collect();
    assert!(rows.len() >= 30);
    let mut wrong = Vec::new();
    for [expected, parts, text] in rows {
        let mut builder = LexiconBuilder::new();
        let concept = builder.concept(ConceptOptions::default());
        let parts = parts.split(" + ").flat_map(|part| expand_phrase(part).expect("a phrase")).collect();
        builder.say(&[concept], &Pattern { parts, order: Order::Either, gap: 4, measure: None });
        let lexicon = builder.build().expect("a lexicon");
        let mut scratch = Scratch::new(&lexicon);
        begin(&mut scratch, None);
        read_field(&lexicon, &mut scratch, 0, text.as_bytes());
        let found = scratch.mentions();
        if found.is_empty() || !found.iter().all(|mention| holds(mention, &lexicon, expected)) {
            wrong.push(format!("{expected} | {text}\n      {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} sentences are read wrongly:\n{}", wrong.len(), wrong.join("\n"));
}
