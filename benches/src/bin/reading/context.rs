//! The context layer on labelled sentences.
//!
//! Each line of the files is a JSON object with `id`, `category`, `text`, `concept` (the words of one mention), `start`, `end` (characters) and `expect`: `present`, `negated`, `other`, `past`, `hypothetical`, `uncertain`, `resolved`, each true or false.
//! Under-triage is a present symptom that is not counted as said, over-triage one that is not present and counted.
//! F1 is that of negation alone, with weak denials read as assertions.

use std::{fs, path::PathBuf};

use flagstone::text::{
    ConceptKind, ConceptOptions, Experiencer, Finding, Hypothetical, LexiconBuilder, Mention, Negation, Order, Pattern,
    Scratch, begin, expand_phrase, read_field,
};
use flagstone_benches::Error;
use serde_json::Value;

use crate::share::share;

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

/// Judges every row of every file.
pub(crate) fn report(paths: &[PathBuf], show_axes: bool) -> Result<(), Error> {
    for path in paths {
        let mut tally = Tally::default();
        for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
            judge(&serde_json::from_str(line)?, &mut tally, show_axes)?;
        }
        print_tally(&path.display().to_string(), &tally);
    }
    Ok(())
}

fn judge(row: &Value, tally: &mut Tally, show_axes: bool) -> Result<(), Error> {
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
    if present != counted || show_axes && !axes.is_empty() {
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

fn print_tally(path: &str, tally: &Tally) {
    println!("{path}: {} mentions, {} of them unsure to us", tally.present + tally.absent, tally.unsure);
    println!("  under-triage {}", share(tally.missed, tally.present));
    println!("  over-triage  {}", share(tally.alarmed, tally.absent));
    let [_, invented, missed, both] = tally.axes[0];
    println!("  negation     F1 {:.3}, {both} right, {missed} missed, {invented} invented", f1(both, missed, invented));
    println!("  axis           right   missed   invented");
    for (axis, [neither, ours, theirs, both]) in AXES.iter().zip(tally.axes) {
        println!("  {axis:<14} {:>5} {theirs:>8} {ours:>10}", neither + both);
    }
}

fn f1(both: u32, missed: u32, invented: u32) -> f64 {
    let wrong = f64::from(missed + invented);
    if both == 0 { 0.0 } else { 2.0 * f64::from(both) / (2.0 * f64::from(both) + wrong) }
}
