//! Measures how fast messages are read, with lexicons of 100 to 20,000 phrases.
//!
//! The file is JSON lines with a `text`; phrases are made from windows of one to five words of the messages themselves, so that many occur and most nearly do.
//! Every size prints the best of several rounds, the build time, the memory, and a checksum over all mentions.
//!
//! ```text
//! cargo run --release -p flagstone-text --example throughput -- messages.jsonl [NUMBER OF PHRASES ...]
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "an example is a program: it has arguments and files"
)]

use std::{collections::BTreeSet, env, error::Error, fs, time::Instant};

use flagstone_text::{ConceptOptions, Lexicon, LexiconBuilder, Order, Pattern, Scratch, begin, read_field, tokens};

const ROUNDS: usize = 5;
/// Messages are timed in groups, and the best round of each group counts: other work on the machine disturbs a group, not the figure.
const GROUP: usize = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("name a file of messages")?;
    let mut messages = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        messages.push(row["text"].as_str().unwrap_or_default().to_owned());
    }
    let bytes: usize = messages.iter().map(String::len).sum();
    println!("{} messages, {} bytes on average", messages.len(), bytes / messages.len().max(1));
    let phrases = phrases(&messages)?;
    let mut sizes: Vec<usize> = env::args().skip(2).map(|size| size.parse()).collect::<Result<_, _>>()?;
    if sizes.is_empty() {
        sizes = vec![0, 100, 1_000, 5_000, 20_000];
    }
    for count in sizes {
        measure(&messages, phrases.get(..count).unwrap_or(&phrases))?;
    }
    Ok(())
}

/// Different phrases, spread over the messages, the same on every run.
fn phrases(messages: &[String]) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let plain = LexiconBuilder::new().build()?;
    let mut known = BTreeSet::new();
    let mut all = Vec::new();
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0)
    };
    while all.len() < 20_000 {
        let Some(message) = messages.get(next() % messages.len()) else { break };
        let words: Vec<String> = tokens(&plain, message.as_bytes()).into_iter().map(|token| token.text).collect();
        if words.is_empty() {
            continue;
        }
        let (start, length) = (next() % words.len(), 1 + next() % 5);
        let Some(phrase) = words.get(start..start + length) else { continue };
        let ordinary = length == 1 && phrase.iter().all(|word| word.len() < 6);
        if !ordinary && phrase.iter().all(|word| !word.is_empty()) && known.insert(phrase.to_vec()) {
            all.push(phrase.to_vec());
        }
    }
    Ok(all)
}

fn measure(messages: &[String], phrases: &[Vec<String>]) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let lexicon = build(phrases)?;
    let built = began.elapsed();
    let mut scratch = Scratch::new(&lexicon);
    let mut total = 0.0;
    let (mut mentions, mut checksum) = (0, 0_u64);
    for group in messages.chunks(GROUP) {
        let mut best = f64::INFINITY;
        for round in 0..ROUNDS {
            let began = Instant::now();
            for message in group {
                begin(&mut scratch, None);
                read_field(&lexicon, &mut scratch, 0, message.as_bytes());
                if round == 0 {
                    mentions += scratch.mentions().len();
                    checksum = scratch.mentions().iter().fold(checksum, |sum, mention| {
                        let facts =
                            u64::from(mention.start) << 32 | u64::from(mention.end) << 2 | mention.negation as u64;
                        sum.rotate_left(5) ^ facts
                    });
                }
            }
            best = best.min(began.elapsed().as_secs_f64());
        }
        total += best;
    }
    let best = total * 1e9 / messages.len() as f64;
    println!(
        "{:>6} phrases: {best:>7.0} ns a message, {:.2} mentions; build {:.1} ms, {} KB; checksum {checksum:016x}",
        phrases.len(),
        f64::from(u32::try_from(mentions)?) / messages.len() as f64,
        built.as_secs_f64() * 1e3,
        lexicon.memory() / 1024,
    );
    Ok(())
}

fn build(phrases: &[Vec<String>]) -> Result<Lexicon, Box<dyn Error>> {
    let mut builder = LexiconBuilder::new();
    for phrase in phrases {
        let concept = builder.concept(ConceptOptions::default());
        let parts = vec![vec![phrase.clone()]];
        builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
    }
    Ok(builder.build()?)
}
