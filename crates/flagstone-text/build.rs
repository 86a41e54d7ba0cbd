//! Builds two tables of ordinary English words: those that the speller must leave alone, and the everyday ones among them.
//!
//! # Why
//! The lists are data that people read and correct (`guard/*.txt`), beside a public list of some 180,000 words (the crate `random_word`, MIT); the program needs them in tables that are ready when it starts.
//! Everyday words alone tell what is a compound of two: in the large list nearly any two halves are words.
//!
//! # How
//! A line is a paradigm, a colon and words: `noun` adds the plural, `verb` the forms of a verb, `adjective` its degrees, `word` nothing.
//! A slot of the table is a fingerprint of 32 bits of a word's hash; the lower half of the hash is the place.
//!
//! After: `src/spelling/guard.rs`, `src/dialect.rs`.

#[path = "src/hash.rs"]
#[allow(dead_code, reason = "the program uses more of it")]
mod hash;
#[path = "src/int.rs"]
#[allow(dead_code, reason = "the program uses more of it")]
mod int;
#[path = "src/paradigm.rs"]
mod paradigm;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(clippy::disallowed_methods, reason = "a build script reads files and its environment")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=guard");
    println!("cargo::rerun-if-changed=src/paradigm.rs");
    println!("cargo::rerun-if-changed=src/hash.rs");
    let mut words = BTreeSet::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir("guard")?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt")) {
        let text = fs::read_to_string(file)?;
        for (number, line) in
            text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            add(line, &mut words).map_err(|problem| format!("{}:{}: {problem}", file.display(), number + 1))?;
        }
    }
    let target = env::var("OUT_DIR")?;
    fs::write(Path::new(&target).join("everyday.bin"), table(&words))?;
    let plain = |word: &&&str| word.len() <= 16 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let public = random_word::all(random_word::Lang::En).iter().filter(plain);
    words.extend(public.map(|word| (*word).to_owned()));
    fs::write(Path::new(&target).join("guard.bin"), table(&words))?;
    fs::write(Path::new(&target).join("guard.txt"), words.into_iter().collect::<Vec<_>>().join("\n"))?;
    Ok(())
}

/// Adds the forms of every word of a line.
fn add(line: &str, words: &mut BTreeSet<String>) -> Result<(), String> {
    let (kind, list) = line.split_once(':').ok_or("a line is `noun: word word`")?;
    for word in list.split_whitespace() {
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(format!("`{word}` is not made of the letters a to z"));
        }
        let mut forms = vec![word.to_owned()];
        match kind.trim() {
            "noun" => paradigm::plural(word, &mut forms),
            "verb" => {
                paradigm::plural(word, &mut forms);
                paradigm::past(word, &mut forms);
                paradigm::present(word, &mut forms);
            }
            "adjective" => paradigm::degrees(word, &mut forms),
            "word" => {}
            other => return Err(format!("`{other}` is not noun, verb, adjective or word")),
        }
        words.extend(forms.into_iter().filter(|form| form.len() <= 16));
    }
    Ok(())
}

/// Open addressing with linear steps, at most half full; 0 is an empty slot.
fn table(words: &BTreeSet<String>) -> Vec<u8> {
    let mut slots = vec![0_u32; (words.len() * 2).max(8).next_power_of_two()];
    let mask = slots.len() - 1;
    for word in words {
        let hash = guard_hash(word);
        let places = (0..slots.len()).map(|step| (int::low_word(hash) as usize).wrapping_add(step) & mask);
        let free = places.into_iter().find(|at| slots.get(*at) == Some(&0));
        if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
            *slot = int::low_word(hash >> 32) | 1;
        }
    }
    slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// The same hash as the program takes of a word of at most sixteen letters.
fn guard_hash(word: &str) -> u64 {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
    let key = u128::from_le_bytes(bytes);
    hash::mix(int::low_half(key), int::high_half(key))
}
