//! The speller: how many misspelt words it recovers, and how many ordinary words it takes for others.
//!
//! # How
//! Recovered: each line of a file of misspellings is `misspelt | meant`; the word must be read as one of the same stem.
//! Wrong guesses: the words of real messages, each once, most frequent first; those that nobody knows and that are taken for another word are printed, so that a person can say which of them were misspelt.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use flagstone::text::{Lexicon, Spelling, word_family};
use flagstone::{Package, Plan};
use flagstone_benches::Error;
use serde_json::Value;

use crate::share::share;

/// What is measured.
pub(crate) struct Work {
    pub(crate) package: PathBuf,
    pub(crate) misspelt: Option<PathBuf>,
    pub(crate) real_words: Option<PathBuf>,
    pub(crate) messages: Option<PathBuf>,
    pub(crate) words: usize,
}

/// Prints what was recovered and what was guessed.
pub(crate) fn report(work: &Work) -> Result<(), Error> {
    let plan = plan_of(&work.package)?;
    let lexicon = plan.lexicon();
    if let Some(path) = &work.misspelt {
        recovered(lexicon, path)?;
    }
    if let Some(path) = &work.real_words {
        let text = fs::read_to_string(path)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        guesses(lexicon, &words, &path.display().to_string());
    }
    if let Some(path) = &work.messages {
        let words = frequent_words(path, work.words)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        guesses(lexicon, &words, &format!("{} frequent words of {}", words.len(), path.display()));
    }
    Ok(())
}

/// The plan of a policy in a folder.
pub(crate) fn plan_of(folder: &Path) -> Result<Plan, Error> {
    let checked = flagstone::check(Package::read(folder)?);
    let policy = checked.policy.ok_or_else(|| {
        let first = checked.diagnostics.iter().find(|found| found.is_error()).map(|found| found.message.clone());
        format!("the policy has errors: {}", first.unwrap_or_default())
    })?;
    Ok(flagstone::compile(&policy)?)
}

fn recovered(lexicon: &Lexicon, path: &Path) -> Result<(), Error> {
    let (mut repaired, mut guessed, mut wrong, mut known, mut all) = (0, 0, 0, 0, 0);
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let Some((written, meant)) = line.split_once('|') else { continue };
        let (written, meant) = (written.trim(), meant.trim());
        if !lexicon.knows(meant) {
            println!("  not a word of the policy: {meant}");
            continue;
        }
        all += 1;
        match lexicon.spelling_of(written) {
            _ if lexicon.knows(written) => known += 1,
            Some((word, spelling)) if is_same(&word, meant) && spelling == Spelling::Repaired => repaired += 1,
            Some((word, _)) if is_same(&word, meant) => guessed += 1,
            Some((word, spelling)) => {
                wrong += 1;
                println!("  wrong   {written} for {meant}: {word} {spelling:?}");
            }
            None => println!("  missed  {written} for {meant}"),
        }
    }
    println!("recovered {}", share(known + repaired + guessed, all));
    println!("  {known} listed by authors, {repaired} repaired, {guessed} guessed; {wrong} taken for another word");
    Ok(())
}

/// Whether a word is another, or another form of it.
fn is_same(word: &str, meant: &str) -> bool {
    let stem = word.bytes().zip(meant.bytes()).take_while(|(left, right)| left == right).count();
    word_family(meant).iter().any(|form| form == word) || stem >= 5
}

fn guesses(lexicon: &Lexicon, words: &[&str], of: &str) {
    let mut found = 0;
    for word in words {
        if let Some((taken, spelling)) = lexicon.spelling_of(word) {
            found += 1;
            println!("  {word} -> {taken} {spelling:?}");
        }
    }
    println!("{of}: taken for others {}", share(found, u32::try_from(words.len()).unwrap_or(u32::MAX)));
}

/// The most frequent words of some messages, each once.
fn frequent_words(path: &Path, most: usize) -> Result<Vec<String>, Error> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row.get("text").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        for word in text.split(|c: char| !c.is_ascii_alphabetic() && c != '\'').filter(|word| word.len() > 3) {
            *counts.entry(word.replace('\'', "")).or_default() += 1;
        }
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    Ok(words.into_iter().take(most).map(|(word, _)| word).collect())
}
