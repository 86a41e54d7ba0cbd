//! The regular forms of an English word, by the rules of its spelling.
//!
//! # Why
//! Authors' words, the guard list and the build script must agree on what "all forms of a word" means; so the rules stand alone, without any dependency.
//!
//! # How
//! A paradigm is a kind of word: nouns take `-s`, verbs `-s`, `-ed` and `-ing`, adjectives `-er`, `-est`, `-ly` and `-ness`.
//! Where English doubles a consonant or not by stress ("vomited", "referred"), both spellings are made: a spelling nobody uses costs nothing.
//!
//! # Cost
//! Build time only.

/// The plural of a noun, and the third person of a verb.
pub(crate) fn plural(word: &str, forms: &mut Vec<String>) {
    if let Some(stem) = consonant_y(word) {
        forms.push(format!("{stem}ies"));
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) {
        forms.push(format!("{word}es"));
    } else {
        forms.push(format!("{word}s"));
        if word.ends_with('o') {
            forms.push(format!("{word}es"));
        }
    }
}

/// The past of a verb.
pub(crate) fn past(word: &str, forms: &mut Vec<String>) {
    with_ending(word, "ed", forms);
}

/// The participle of a verb in `-ing`.
pub(crate) fn present(word: &str, forms: &mut Vec<String>) {
    if let Some(stem) = word.strip_suffix("ie") {
        forms.push(format!("{stem}ying"));
    } else if let Some(stem) = word.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y'])) {
        forms.push(format!("{stem}ing"));
    } else {
        forms.push(format!("{word}ing"));
        forms.extend(doubled(word).map(|stem| format!("{stem}ing")));
    }
}

/// The degrees of an adjective, its adverb and its noun in `-ness`.
pub(crate) fn degrees(word: &str, forms: &mut Vec<String>) {
    with_ending(word, "er", forms);
    with_ending(word, "est", forms);
    let stem = consonant_y(word).map_or_else(|| word.to_owned(), |stem| format!("{stem}i"));
    forms.push(format!("{stem}ness"));
    let adverb = match word {
        _ if word.ends_with("ic") => format!("{word}ally"),
        _ if word.ends_with("le") && word.len() > 4 => format!("{}y", word.strip_suffix('e').unwrap_or(word)),
        _ if word.ends_with("ll") => format!("{word}y"),
        _ => format!("{stem}ly"),
    };
    forms.push(adverb);
}

/// An ending that begins with `e`, with the changes that it makes before itself.
fn with_ending(word: &str, ending: &str, forms: &mut Vec<String>) {
    if let Some(stem) = consonant_y(word) {
        forms.push(format!("{stem}i{ending}"));
    } else if let Some(stem) = word.strip_suffix('e') {
        forms.push(format!("{stem}{ending}"));
    } else {
        forms.push(format!("{word}{ending}"));
        forms.extend(doubled(word).map(|stem| format!("{stem}{ending}")));
    }
}

/// `cry` -> `cr`.
fn consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| !stem.is_empty() && !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// `stop` -> `stopp`: one vowel before one consonant at the end.
fn doubled(word: &str) -> Option<String> {
    let mut ending = word.chars().rev();
    let (last, vowel) = (ending.next()?, ending.next()?);
    let before = ending.next();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let doubles = last.is_ascii_alphabetic() && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y');
    (doubles && is_vowel(vowel) && !before.is_some_and(is_vowel)).then(|| format!("{word}{last}"))
}
