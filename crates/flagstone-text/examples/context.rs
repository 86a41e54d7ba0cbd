//! Measures the context layer on labelled sentences.
//!
//! Each line of the files named is a JSON object with `id`, `category`, `text`, `concept` (the words of one mention), `start`, `end` and `expect` (`present`, `negated`, `other`, `past`, `hypothetical`, `uncertain`, `resolved`).
//! Prints under-triage (present in truth, not counted), over-triage, each axis, and every row that differs, with our reasons.
//!
//! ```text
//! cargo run --release -p flagstone-text --example context -- FILE...
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "an example is a program: it has arguments and files"
)]

use std::{env, error::Error, fs};

use flagstone_text::{
    ConceptKind, ConceptOptions, Experiencer, Finding, Hypothetical, LexiconBuilder, Mention, Negation, Order, Pattern,
    Scratch, begin, expand_phrase, read_field,
};
use serde_json::Value;

/// What is a condition, not a symptom, among the words that labelled files mention.
const CONDITIONS: &[&str] = &[
    "stroke",
    "cancer",
    "hiv",
    "diabetes",
    "asthma",
    "meningitis",
    "heart attack",
    "shingles",
    "clot",
    "sepsis",
    "tumor",
    "tumour",
    "disease",
    "depression",
    "dvt",
    "epilepsy",
    "pneumonia",
    "angina",
    "lymphoma",
    "covid",
    "flu",
    "copd",
    "arthritis",
    "ectopic",
    "appendicitis",
    "measles",
    "chickenpox",
    "embolism",
    "miscarriage",
    "leukaemia",
    "infection",
];

#[derive(Default)]
struct Tally {
    present: u32,
    missed: u32,
    absent: u32,
    alarmed: u32,
    unsure: u32,
    axes: [[u32; 4]; 6],
}

const AXES: [&str; 6] = ["negated", "other", "past", "hypothetical", "uncertain", "resolved"];

fn main() -> Result<(), Box<dyn Error>> {
    for path in env::args().skip(1) {
        let mut tally = Tally::default();
        for line in fs::read_to_string(&path)?.lines().filter(|line| !line.trim().is_empty()) {
            judge(&serde_json::from_str(line)?, &mut tally)?;
        }
        report(&path, &tally);
    }
    Ok(())
}

fn judge(row: &Value, tally: &mut Tally) -> Result<(), Box<dyn Error>> {
    let text = row["text"].as_str().unwrap_or_default();
    let concept = row["concept"].as_str().unwrap_or_default();
    let (start, end) = (byte_of(text, &row["start"]), byte_of(text, &row["end"]));
    let is_condition = CONDITIONS.iter().any(|name| concept.to_lowercase().contains(name));
    let kind = if is_condition { ConceptKind::Condition } else { ConceptKind::Symptom };
    let options = ConceptOptions { kind, ..ConceptOptions::default() };
    let mut builder = LexiconBuilder::new();
    let id = builder.concept(options);
    let parts = expand_phrase(concept)?;
    builder.say(&[id], &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
    let lexicon = builder.build()?;
    let mut scratch = Scratch::new(&lexicon);
    begin(&mut scratch, None);
    read_field(&lexicon, &mut scratch, 0, text.as_bytes());
    let found = scratch.mentions().iter().find(|mention| mention.start < end && start < mention.end);
    let finding = found.map_or(Finding::NotMentioned, |mention| mention.finding(options));
    let counted = finding == Finding::Said;
    let present = row["expect"]["present"] == true;
    tally.unsure += u32::from(finding == Finding::Unsure);
    if present {
        tally.present += 1;
        tally.missed += u32::from(!counted);
    } else {
        tally.absent += 1;
        tally.alarmed += u32::from(counted);
    }
    let mut axes = String::new();
    for ((axis, counts), ours) in AXES.iter().zip(&mut tally.axes).zip(found.map_or([false; 6], axes_of)) {
        let theirs = row["expect"][axis] == true;
        counts[usize::from(theirs) * 2 + usize::from(ours)] += 1;
        if theirs != ours {
            axes += &format!(" {}{axis}", if ours { "+" } else { "-" });
        }
    }
    if present != counted || env::var_os("AXES").is_some() && !axes.is_empty() {
        show(row, text, found, finding, &axes);
    }
    Ok(())
}

fn axes_of(mention: &Mention) -> [bool; 6] {
    [
        mention.negation == Negation::Negated,
        mention.experiencer == Experiencer::Relative,
        mention.past,
        mention.hypothetical != Hypothetical::No,
        mention.uncertain,
        mention.resolved,
    ]
}

fn show(row: &Value, text: &str, found: Option<&Mention>, finding: Finding, axes: &str) {
    let kind = if row["expect"]["present"] == true { "MISSED" } else { "ALARM " };
    let same = (finding == Finding::Said) == (row["expect"]["present"] == true);
    println!("{} {} {:?}{axes}", if same { "axis  " } else { kind }, row["id"].as_str().unwrap_or("?"), finding);
    println!("    {text}");
    println!("    mention: {:?}", found.and_then(|mention| text.get(mention.start as usize..mention.end as usize)));
    for why in found.into_iter().flat_map(|mention| mention.why.into_iter().flatten()) {
        println!("    {:?}: {:?}", why.effect, text.get(why.start as usize..why.end as usize));
    }
}

/// The files count characters.
fn byte_of(text: &str, position: &Value) -> u32 {
    let characters = usize::try_from(position.as_u64().unwrap_or(0)).unwrap_or(usize::MAX);
    let byte = text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte);
    u32::try_from(byte).unwrap_or(u32::MAX)
}

fn report(path: &str, tally: &Tally) {
    println!("{path}: {} mentions, {} of them unsure to us", tally.present + tally.absent, tally.unsure);
    println!("  under-triage {}", share(tally.missed, tally.present));
    println!("  over-triage  {}", share(tally.alarmed, tally.absent));
    println!("  axis           right   missed   invented");
    for (axis, [neither, ours, theirs, both]) in AXES.iter().zip(tally.axes) {
        println!("  {axis:<14} {:>5} {theirs:>8} {ours:>10}", neither + both);
    }
}

/// A share with its 95 % Wilson interval.
fn share(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "0 of 0".to_owned();
    }
    let (n, p, z) = (f64::from(whole), f64::from(part) / f64::from(whole), 1.96_f64);
    let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    format!(
        "{part} of {whole}: {:.1} % ({:.1} to {:.1})",
        p * 100.0,
        (centre - half).max(0.0) * 100.0,
        (centre + half) * 100.0
    )
}
