//! What a word sounds like to somebody who spells by ear.
//!
//! # Why
//! Slips of the finger are one letter away from what was meant; a word spelt by ear ("newmonia", "diareah") is further away than any safe number of letters, and yet sounds the same.
//!
//! # How
//! Two keys. The *sound* keeps consonants as they are heard and three kinds of vowel (`e` for e, i and y; `a`; `o` for o and u); the *frame* keeps the consonants alone, with a mark for a vowel at the beginning.
//! ```text
//! diarrhoea   sound d e r e      frame d r
//! pneumonia   sound n o m o n e  frame n m n
//! ```
//!
//! # Cost
//! One pass over at most sixteen letters.

use super::letters::Letters;

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The sound of a word of the letters a to z.
pub(super) fn sound(word: Letters) -> Letters {
    let bytes = word.bits().to_le_bytes();
    let word = bytes.get(..word.len()).unwrap_or_default();
    let mut key = Letters::default();
    let mut at = silent_beginning(word);
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        let before = at.checked_sub(1).and_then(|before| word.get(before)).copied();
        at += if rest.first().is_some_and(|first| is_vowel(*first)) {
            vowels(rest, &mut key)
        } else {
            consonant(rest, before, &mut key)
        };
    }
    key
}

/// The frame of a word: the consonants of its sound, and a mark for a vowel at the beginning.
pub(super) fn frame(sound: Letters) -> Letters {
    let mut frame = Letters::default();
    for (place, byte) in sound.iter().enumerate() {
        match byte {
            b'a' | b'e' | b'o' if place == 0 => frame.push_unlike(b'*'),
            b'a' | b'e' | b'o' => {}
            consonant => frame.push_unlike(consonant),
        }
    }
    frame
}

/// How many letters at the beginning are not heard: `kn`, `gn`, `pn`, `ps`, `wr`.
fn silent_beginning(word: &[u8]) -> usize {
    usize::from(matches!(word, [b'k' | b'g' | b'p' | b'm', b'n', ..] | [b'p', b's' | b't', ..] | [b'w', b'r', ..]))
}

/// A run of vowels, with the `w` and `gh` that belong to it; how many letters it is.
fn vowels(rest: &[u8], key: &mut Letters) -> usize {
    let run = rest.iter().take_while(|byte| is_vowel(**byte)).count();
    let letters = rest.get(..run).unwrap_or_default();
    let after = rest.get(run..).unwrap_or_default();
    let glide = usize::from(after.first() == Some(&b'w') && !after.get(1).is_some_and(|next| is_vowel(*next)));
    let ends = after.is_empty();
    if ends && letters == b"e" && key.len() > 0 {
        return run;
    }
    let has = |wanted: &[u8]| letters.iter().any(|letter| wanted.contains(letter));
    key.push_unlike(match letters {
        _ if glide == 1 || has(b"u") => b'o',
        [b'o', b'e', ..] => b'e',
        _ if has(b"o") => b'o',
        [b'e' | b'i' | b'y', ..] | [b'a', b'e', ..] => b'e',
        // "Swallow", "want".
        b"a" if key.len() > 0 && key.at(key.len() - 1) == b'w' => b'o',
        _ => b'a',
    });
    match after {
        [b'g', b'h', rest @ ..] if letters.ends_with(b"u") && rest.first() != Some(&b't') => {
            key.push_unlike(b'f');
            run + 2
        }
        [b'g', b'h', ..] => run + 2,
        _ => run + glide,
    }
}

/// One consonant as it is heard; how many letters it is.
fn consonant(rest: &[u8], before: Option<u8>, key: &mut Letters) -> usize {
    let soft = |byte: Option<&u8>| matches!(byte, Some(b'e' | b'i' | b'y'));
    let (heard, length) = match rest {
        [b'p', b'h', ..] => (b'f', 2),
        [b't', b'c', b'h', ..] => (b'C', 3),
        [b'c', b'h', b'r', ..] => (b'k', 2),
        [b'c', b'h', ..] if before == Some(b's') => (b'k', 2),
        [b'c', b'h'] if before == Some(b'a') => (b'k', 2),
        [b'c', b'h', ..] => (b'C', 2),
        [b'c', b'k', ..] => (b'k', 2),
        [b's', b'c', next, ..] if soft(Some(next)) => (b's', 2),
        [b't' | b'c' | b's', b'i', b'o' | b'a', ..] => (b'S', 1),
        [b's', b'h', ..] => (b'S', 2),
        [b't', b'h', ..] => (b'T', 2),
        [b'g', b'h', ..] | [b'r', b'h', ..] | [b'w', b'h', ..] => (rest.first().copied().unwrap_or_default(), 2),
        [b'c', next, ..] if soft(Some(next)) => (b's', 1),
        [b'c' | b'q', ..] => (b'k', 1),
        [b'd', b'g', ..] => (b'g', 2),
        [b'j', ..] => (b'g', 1),
        [b'z', ..] => (b's', 1),
        [b'h', next, ..] if !is_vowel(*next) && before.is_some() => return 1,
        [b'h'] => return 1,
        [b'x', ..] => {
            key.push_unlike(b'k');
            (b's', 1)
        }
        [other, ..] => (*other, 1),
        [] => return 1,
    };
    key.push_unlike(heard);
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::WordKey;

    #[test]
    fn words_that_are_spelt_by_ear_sound_alike() {
        for (meant, written) in [
            ("diarrhoea", "diarea"),
            ("pneumonia", "newmonia"),
            ("migraine", "migrane"),
            ("throat", "throte"),
            ("cough", "coff"),
            ("physio", "fisio"),
            ("allergy", "allerjy"),
            ("infection", "infecsion"),
            ("stomach", "stomack"),
            ("swallow", "swolow"),
        ] {
            let letters = |word: &str| Letters::of(&WordKey::of(word).expect("a word")).expect("letters");
            let (meant_sound, written_sound) = (sound(letters(meant)), sound(letters(written)));
            let alike = meant_sound == written_sound || frame(meant_sound) == frame(written_sound);
            let shown = |key: Letters| String::from_utf8(key.iter().collect()).expect("letters");
            assert!(alike, "{meant} {} {written} {}", shown(meant_sound), shown(written_sound));
        }
    }
}
