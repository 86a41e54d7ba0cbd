//! Messages of the length, punctuation and mixture of words that patients send, with no sense in them.
//!
//! # Why
//! No text of a patient or of a third party may lie in this repository, and speed needs none: it depends on lengths, on how
//! often words lead on, and on what is not ASCII.
//!
//! # How
//! Lengths are log-normal: median 26 words, mean about 55, at most 600. One word in forty begins a phrase of the largest
//! generated policy; one in twenty-five is a word of the body or of complaints; some are numbers; one message in eight
//! has curly apostrophes. Real messages are read from JSON lines with a field `text`.

use std::path::Path;

use crate::Error;
use crate::random::Random;
use crate::words::{BODY, COMMON, COMPLAINT};

/// The seed of the usual messages.
pub const SEED: u64 = 7;

/// So many messages.
#[must_use]
pub fn messages(count: usize, phrases: &[String]) -> Vec<String> {
    let mut random = Random::new(SEED);
    (0..count).map(|_| message(&mut random, phrases)).collect()
}

/// A message of a length of its own.
pub fn message(random: &mut Random, phrases: &[String]) -> String {
    let words = length(random);
    message_of(random, phrases, words)
}

/// A message of so many words.
pub fn message_of(random: &mut Random, phrases: &[String], words: usize) -> String {
    let curly = random.chance(125);
    let mut text = String::with_capacity(words * 6);
    let mut begins = true;
    for at in 0..words {
        let word = word(random, phrases);
        if begins && !random.chance(250) {
            text.extend(word.chars().take(1).flat_map(char::to_uppercase));
            text.extend(word.chars().skip(1));
        } else {
            text.push_str(&word);
        }
        let mark = if at + 1 == words { "." } else { separator(random) };
        begins = mark.starts_with(['.', '?', '!', '\n']);
        text.push_str(mark);
    }
    if curly { text.replace('\'', "’") } else { text }
}

/// Log-normal by the sum of twelve even numbers, without floating point that may differ between machines:
/// 26 words times or divided by a ratio of 1.3 for each of up to about ten steps.
fn length(random: &mut Random) -> usize {
    let sum: usize = (0..12).map(|_| random.below(1_000)).sum();
    let longer = sum >= 6_000;
    let steps = sum.abs_diff(6_000) / 200;
    let words = (0..steps).fold(26_000_usize, |words, _| if longer { words * 13 / 10 } else { words * 10 / 13 });
    (words / 1_000).clamp(1, 600)
}

fn word(random: &mut Random, phrases: &[String]) -> String {
    match random.below(1_000) {
        0..25 => phrases.get(random.below(phrases.len())).cloned().unwrap_or_default(),
        25..45 => random.pick(BODY).to_owned(),
        45..65 => random.pick(COMPLAINT).to_owned(),
        65..80 => format!("{} {}", random.below(30) + 1, random.pick(&["days", "weeks", "months", "hours"])),
        80..84 => format!("{}.{}", 36 + random.below(4), random.below(10)),
        84..90 => random.pick(&["£", "café", "°", "…", "😢", "naïve"]).to_owned(),
        _ => random.pick_common(COMMON).to_owned(),
    }
}

fn separator(random: &mut Random) -> &'static str {
    match random.below(1_000) {
        0..60 => ". ",
        60..66 => "? ",
        66..70 => "! ",
        70..72 => "... ",
        72..80 => "\n",
        80..130 => ", ",
        130..133 => " - ",
        133..136 => "/",
        136..139 => ": ",
        _ => " ",
    }
}

/// Messages of a file of JSON lines, each with a field `text`.
///
/// # Errors
/// When the file cannot be read, or a line is not an object with a text.
pub fn read(path: &Path) -> Result<Vec<String>, Error> {
    let lines = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = |line: &str| -> Result<String, Error> {
        let value: serde_json::Value = serde_json::from_str(line)?;
        Ok(value.get("text").and_then(|text| text.as_str()).ok_or("a line has no field `text`")?.to_owned())
    };
    lines.lines().filter(|line| !line.trim().is_empty()).map(text).collect()
}

/// The messages of the file that the environment variable `FLAGSTONE_MESSAGES` names; without it, generated ones.
///
/// # Errors
/// When the file cannot be read.
pub fn usual(count: usize, phrases: &[String]) -> Result<Vec<String>, Error> {
    match std::env::var_os("FLAGSTONE_MESSAGES") {
        Some(path) => read(Path::new(&path)),
        None => Ok(messages(count, phrases)),
    }
}
