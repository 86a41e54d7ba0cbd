//! Letters that deceive: invisible ones, ones that look like others, and the many shapes of quotes, spaces and dashes.
//!
//! # Why
//! A phrase with a hidden character, or with a Cyrillic `а` for a Latin `a`, looks right and never matches.
//! A text that reverses direction can show a reviewer another policy than the one that runs.
//! CLINICAL: both are errors, because a red flag that cannot match is worse than none (`language.md` section 3).
//!
//! # Invariants
//! [`clean`] maps a letter to one letter; only `…` is spelled out by the caller.
//!
//! # Cost
//! Constant time for each letter.

use crate::diagnostic::Diagnostic;

use super::Line;

/// Whether a character is invisible, controls direction, or is a control code.
pub(super) fn is_hidden(letter: char) -> bool {
    match letter {
        '\t' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{115f}' | '\u{1160}' | '\u{3164}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => letter.is_control(),
    }
}

/// The plain form of a letter. Inside quotes long dashes stay, because patients read them.
pub(super) fn clean(letter: char, quoted: bool) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″' => '"',
        '‘' | '’' | '‛' | 'ʼ' | '′' | '´' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}'..='\u{2015}' | '\u{2212}' if !quoted => '-',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    }
}

/// Reports letters of other alphabets that stand in for Latin ones.
pub(super) fn tell_look_alikes(line: &Line, problems: &mut Vec<Diagnostic>) {
    if line.text.is_ascii() {
        return;
    }
    let foreign = line.text.chars().any(|letter| is_foreign(letter) && latin_for(letter).is_none());
    let latin = line.text.chars().any(|letter| letter.is_ascii_alphabetic());
    for (start, word) in words(&line.text) {
        let mixed = word.chars().any(|letter| letter.is_ascii_alphabetic()) && !is_microgram(word);
        let wide = word.chars().any(is_wide);
        let disguised =
            latin && !foreign && word.chars().all(|letter| latin_for(letter).is_some() || !letter.is_alphabetic());
        if mixed || wide || disguised {
            tell_word(line, start, word, problems);
        }
    }
}

fn tell_word(line: &Line, start: usize, word: &str, problems: &mut Vec<Diagnostic>) {
    let Some((at, first)) = word.char_indices().find(|&(_, letter)| latin_for(letter).is_some()) else {
        return;
    };
    let latin: String = word.chars().map(|letter| latin_for(letter).unwrap_or(letter)).collect();
    let place = line.span(start + at, start + at + first.len_utf8());
    problems.push(
        Diagnostic::error(
            "look-alike-character",
            place,
            format!("this `{first}` comes from another alphabet and only looks like a plain letter"),
        )
        .label("not the letter it seems")
        .help(format!("type the word again: `{latin}`"))
        .fix(line.span(start, start + word.len()), latin),
    );
}

/// Runs of letters and digits with their byte offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.is_ascii())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// `μg` is written with a Greek letter by right.
fn is_microgram(word: &str) -> bool {
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    matches!(letters.as_str(), "μg" | "μl" | "μm" | "μmol" | "μL")
}

fn is_wide(letter: char) -> bool {
    matches!(letter, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn is_foreign(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}')
}

/// The Latin letter that a Greek, Cyrillic or full-width letter looks like.
fn latin_for(letter: char) -> Option<char> {
    const PAIRS: &[(&str, &str)] = &[
        ("аеорсухіјѕһԁԛԝѵ", "aeopcyxijshdqwv"),
        ("АВЕКМНОРСТУХІЈЅԌԚԜ", "ABEKMHOPCTYXIJSGQW"),
        ("οαινρυκτχγ", "oaivpuktxy"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ];
    if is_wide(letter) {
        return char::from_u32(u32::from(letter) - 0xfee0);
    }
    PAIRS
        .iter()
        .find_map(|(from, to)| from.chars().zip(to.chars()).find_map(|(look, latin)| (look == letter).then_some(latin)))
}
