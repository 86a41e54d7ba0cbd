//! Numbers a clinician can check: what is written, and what must be read.
//!
//! Each line of `sentences/numbers.txt` is `expectation | sentence`. Expectations are a kind, a value and a unit
//! (`temperature 39.5 C`, `age 5 weeks`, `gestation 32+4 weeks`, `duration 3 weeks`, `ago 2 days`, `score 8`,
//! `pressure 180/110`, `rate 3 per day`, `count 6`, `range 2-3 days`), `no KIND` or `unreadable temperature`.
//! Each line of `sentences/attachment.txt` is `lasting 3 weeks`, `ago 2 days` or `no time`, and a sentence with one
//! [mention], to which that time must belong.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by panicking"
)]

use flagstone_text::{
    ConceptOptions, LexiconBuilder, Measurement, MeasurementKind, Moment, Order, Pattern, Scratch, Timing, begin,
    expand_phrase, read_field,
};

/// A Wednesday.
const TODAY: Moment = Moment { weekday: 2, year: 2026, month: 6, day: 10 };

fn lines(file: &str) -> impl Iterator<Item = (&str, String)> {
    file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(|line| {
        let (expected, text) = line.split_once('|').expect("a bar");
        (expected.trim(), text.trim().replace("\\n", "\n"))
    })
}

/// Thousandths.
fn thousandths(number: &str) -> i64 {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part: i64 = format!("{part:0<3}").parse().expect("digits");
    whole.parse::<i64>().expect("digits") * 1000 + part
}

/// Minutes in a unit.
fn minutes(unit: &str) -> i64 {
    match unit.trim_end_matches('s') {
        "minute" => 1,
        "hour" => 60,
        "day" | "night" => 1_440,
        "week" => 10_080,
        "fortnight" => 20_160,
        "month" => 43_829,
        "year" => 525_949,
        other => panic!("unknown unit `{other}`"),
    }
}

fn kind_of(name: &str) -> MeasurementKind {
    match name {
        "temperature" => MeasurementKind::Temperature,
        "age" => MeasurementKind::Age,
        "gestation" => MeasurementKind::Gestation,
        "duration" | "ago" | "range" => MeasurementKind::Duration,
        "score" => MeasurementKind::Score,
        "pressure" => MeasurementKind::BloodPressure,
        "rate" => MeasurementKind::Rate,
        "count" => MeasurementKind::Count,
        other => panic!("unknown kind `{other}`"),
    }
}

/// Both ends that a measurement may reach to hold what is expected.
fn holds(one: &Measurement, lowest: i64, highest: i64, slack: i64) -> bool {
    let (low, high) = (i64::from(one.lowest), i64::from(one.highest));
    let for_ages = low == lowest && high > 100 * 525_949;
    for_ages
        || low <= lowest + slack
            && highest <= high + slack
            && high - low <= (highest - lowest) + lowest / 2 + slack.max(7 * 1_440)
}

fn is_read(expected: &str, scratch: &Scratch) -> bool {
    let words: Vec<&str> = expected.split_whitespace().collect();
    let of = |kind: MeasurementKind| scratch.measurements().iter().filter(move |one| one.kind == kind);
    match words.as_slice() {
        ["no", kind] => of(kind_of(kind)).count() == 0,
        ["unreadable", "temperature"] => scratch.limits().unreadable_number,
        ["temperature", value, "C"] => {
            of(MeasurementKind::Temperature).any(|one| holds(one, thousandths(value), thousandths(value), 100))
        }
        ["score", value] => of(MeasurementKind::Score).any(|one| holds(one, thousandths(value), thousandths(value), 0)),
        ["count", value] => of(MeasurementKind::Count).any(|one| holds(one, thousandths(value), thousandths(value), 0)),
        ["pressure", both] => {
            let (upper, lower) = both.split_once('/').expect("two numbers");
            let is = |kind, value| of(kind).any(|one| i64::from(one.lowest) == thousandths(value));
            is(MeasurementKind::BloodPressure, upper) && is(MeasurementKind::DiastolicPressure, lower)
        }
        ["gestation", weeks, ..] => {
            let (weeks, days) = weeks.split_once('+').unwrap_or((weeks, "0"));
            let days = weeks.parse::<i64>().expect("weeks") * 7 + days.parse::<i64>().expect("days");
            of(MeasurementKind::Gestation).any(|one| i64::from(one.lowest) <= days && days <= i64::from(one.highest))
        }
        ["age", value, unit] => {
            let days = thousandths(value) * minutes(unit) / 1_440_000;
            of(MeasurementKind::Age).any(|one| i64::from(one.lowest) <= days + 1 && days <= i64::from(one.highest))
        }
        ["rate", value, "per", unit] => {
            let daily = thousandths(value) * 1_440 / minutes(unit);
            of(MeasurementKind::Rate).any(|one| holds(one, daily, daily, daily / 100 + 1))
        }
        ["range", both, unit] => {
            let (low, high) = both.split_once('-').expect("two numbers");
            let length = |value: &str| thousandths(value) * minutes(unit) / 1000;
            of(MeasurementKind::Duration).any(|one| holds(one, length(low), length(high), 1))
        }
        ["duration" | "ago", value, unit] => {
            let length = thousandths(value) * minutes(unit) / 1000;
            of(MeasurementKind::Duration).any(|one| holds(one, length, length, 1))
        }
        other => panic!("unknown expectation {other:?}"),
    }
}

#[test]
fn numbers_are_read_as_written() {
    let lexicon = LexiconBuilder::new().build().expect("a lexicon");
    let mut scratch = Scratch::new(&lexicon);
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (expected, text) in lines(include_str!("sentences/numbers.txt")) {
        begin(&mut scratch, Some(TODAY));
        read_field(&lexicon, &mut scratch, 0, text.as_bytes());
        all += 1;
        if !is_read(expected, &scratch) {
            let read: Vec<_> = scratch.measurements().iter().map(|one| (one.kind, one.lowest, one.highest)).collect();
            wrong.push(format!("{expected} | {text}\n      {read:?}"));
        }
    }
    assert!(all >= 110);
    assert!(wrong.is_empty(), "{} of {all} numbers are read wrongly:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn times_belong_to_the_symptoms_that_they_time() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (expected, marked) in lines(include_str!("sentences/attachment.txt")) {
        let (start, end) = (marked.find('[').expect("a mention"), marked.find(']').expect("a mention"));
        let text = marked.replace(['[', ']'], "");
        let mut builder = LexiconBuilder::new();
        let concept = builder.concept(ConceptOptions::default());
        let parts = expand_phrase(&marked[start + 1..end]).expect("a phrase");
        builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
        let lexicon = builder.build().expect("a lexicon");
        let mut scratch = Scratch::new(&lexicon);
        begin(&mut scratch, Some(TODAY));
        read_field(&lexicon, &mut scratch, 0, text.as_bytes());
        all += 1;
        let mention = scratch.mentions().iter().find(|mention| mention.start as usize == start);
        let timing = mention.and_then(|mention| mention.timing);
        let words: Vec<&str> = expected.split_whitespace().collect();
        let right = mention.is_some()
            && match (words.as_slice(), timing) {
                (["no", "time"], timing) => timing.is_none(),
                (["lasting", value, unit], Some(Timing::Lasting { lowest, highest }))
                | (["ago", value, unit], Some(Timing::Ago { lowest, highest })) => {
                    let length = thousandths(value) * minutes(unit) / 1000;
                    i64::from(lowest) <= length && length <= i64::from(highest)
                }
                _ => false,
            };
        if !right {
            wrong.push(format!("{expected} | {marked}\n      {timing:?}"));
        }
    }
    assert!(all >= 40);
    assert!(wrong.is_empty(), "{} of {all} times are attached wrongly:\n{}", wrong.len(), wrong.join("\n"));
}
