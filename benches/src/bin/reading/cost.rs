//! What context, numbers and spelling add to a whole decision.
//!
//! # How
//! The same policy decides the same messages with everything, and with the reading of words alone: phrases are found, every mention counts as said, nothing is dated, measured or repaired.
//! Both take turns. Before that the mentions of every message whose words are all known are compared: words alone must find what the whole reading finds.

use std::fs;
use std::path::Path;
use std::time::Duration;

use flagstone::text::{self, Spelling};
use flagstone::{Field, Plan, Request, Scratch, evaluate};
use flagstone_benches::Error;
use flagstone_benches::rounds::{Contender, interleave};
use serde_json::Value;

use crate::spelling::plan_of;

/// Prints the time of both, and their ratio.
pub(crate) fn report(package: &Path, messages: &Path, group: Option<&str>, seconds: u64) -> Result<(), Error> {
    let plan = plan_of(package)?;
    let texts = read(messages, group)?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let (mut whole, mut words) = (Scratch::new(&plan), Scratch::new(&plan));
    words.read_words_only(true);
    let repaired = verify(&plan, &mut whole, &mut words, &texts)?;
    let mut contenders = [
        Contender::new("whole", || pass(&plan, &mut whole, &texts)),
        Contender::new("words only", || pass(&plan, &mut words, &texts)),
    ];
    let times = interleave(&mut contenders, Duration::from_secs(seconds * 2), |_| {})?;
    println!(
        "{} messages, {} bytes each, {repaired} of them with a word repaired",
        texts.len(),
        bytes / texts.len().max(1)
    );
    for (name, time) in ["everything", "words only"].iter().zip(&times) {
        println!(
            "  {name:<12} {:>8.0} ns a message, median of {} rounds",
            time.median / texts.len() as f64,
            time.rounds
        );
    }
    println!("  ratio        {:.2}", times[0].median / times[1].median);
    Ok(())
}

fn read(path: &Path, group: Option<&str>) -> Result<Vec<String>, Error> {
    let mut texts = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        if group.is_none_or(|group| row["group"] == group) {
            texts.push(row["text"].as_str().unwrap_or_default().to_owned());
        }
    }
    if texts.is_empty() { Err("no message of that group".into()) } else { Ok(texts) }
}

fn pass(plan: &Plan, scratch: &mut Scratch, texts: &[String]) -> u64 {
    texts.iter().map(|text| decide(plan, scratch, text, |decision| decision.urgency().index() as u64)).sum()
}

fn decide<R>(plan: &Plan, scratch: &mut Scratch, text: &str, then: impl FnOnce(&flagstone::Decision<'_>) -> R) -> R {
    let fields = [Field::new("reason", text)];
    let request = Request { fields: &fields, ..Request::default() };
    then(&evaluate(plan, scratch, &request))
}

/// How many messages had a word repaired.
fn verify(plan: &Plan, whole: &mut Scratch, words: &mut Scratch, texts: &[String]) -> Result<usize, Error> {
    let mut repaired = 0;
    for text in texts {
        let places = |decision: &flagstone::Decision<'_>| {
            let mentions = decision.mentions().iter();
            mentions.map(|mention| (mention.concept, mention.start, mention.end, mention.spelling)).collect::<Vec<_>>()
        };
        let (all, plain) = (decide(plan, whole, text, places), decide(plan, words, text, places));
        let every_word_is_known = text::tokens(plan.lexicon(), text.as_bytes()).iter().all(|token| token.known);
        if every_word_is_known && let Some(lost) = all.iter().find(|mention| !plain.contains(mention)) {
            return Err(format!("words alone do not find {lost:?} in {text:?}").into());
        }
        repaired += usize::from(all.iter().any(|mention| mention.3 != Spelling::AsKnown));
    }
    Ok(repaired)
}
