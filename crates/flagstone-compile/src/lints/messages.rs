//! What a patient is told must be plain, must not reassure, and must name 999 where it is an emergency.
//!
//! # Why
//! A patient who is told that all is well will wait. A patient who cannot read the message will wait, too.
//!
//! # How
//! Readability is the Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.
//! The NHS content standard asks for a reading age of 9 to 11; grade 8 is a reading age of about 13 and leaves room for
//! names of services. Syllables are groups of vowels, which is right to within a few in a hundred words.

use flagstone_syntax::{Diagnostic, Spanned};

use crate::hir::{Policy, Rule};

/// The highest Flesch-Kincaid grade that passes.
const HARDEST_GRADE: f64 = 8.0;

/// Words that reassure; compared in lower case.
const REASSURING: [&str; 10] = [
    "don't worry",
    "do not worry",
    "nothing to worry",
    "no need to worry",
    "nothing serious",
    "not serious",
    "you will be fine",
    "you'll be fine",
    "probably fine",
    "harmless",
];

/// An emergency's message must say where to get help at once.
pub(crate) fn lint(policy: &Policy, found: &mut Vec<Diagnostic>) {
    let is_emergency =
        |rule: &&Rule| policy.levels.get(rule.raise_to.index()).is_some_and(|level| level.name == "emergency");
    for rule in policy.rules.iter().filter(is_emergency) {
        let names_help = |text: &String| {
            let lower = text.to_lowercase();
            ["999", "a&e", "emergency department"].iter().any(|place| lower.contains(place))
        };
        if !rule.tell.is_empty() && !rule.tell.iter().any(names_help) {
            let message = format!("the message of red flag `{}` names neither 999 nor A&E", rule.id);
            let help = "say where to get help at once: `Call 999 now.` or `Go to A&E now.`";
            found.push(Diagnostic::error("message-lacks-999", rule.span, message).help(help));
        }
    }
}

/// What is wrong with a message whatever its rule.
pub(crate) fn message(text: &Spanned<String>, found: &mut Vec<Diagnostic>) {
    let lower = text.node.to_lowercase();
    if let Some(words) = REASSURING.iter().find(|words| lower.contains(*words)) {
        let message = format!("this message reassures the patient: \"{words}\"");
        let help = "say what to do and when; leave what it means to a clinician";
        found.push(Diagnostic::error("message-reassures", text.span, message).help(help));
    }
    let grade = grade(&text.node);
    if grade > HARDEST_GRADE {
        let age = grade + 5.0;
        let message = format!("this message needs a reading age of about {age:.0}");
        let help = "use short sentences and everyday words; the NHS asks for a reading age of 9 to 11";
        found.push(Diagnostic::warning("message-hard-to-read", text.span, message).help(help));
    }
}

/// The Flesch-Kincaid grade; 0 for a text without words.
fn grade(text: &str) -> f64 {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let sentences =
        text.split(['.', '!', '?', ':']).filter(|sentence| sentence.chars().any(char::is_alphabetic)).count();
    if words.is_empty() || sentences == 0 {
        return 0.0;
    }
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    0.39 * count(words.len()) / count(sentences) + 11.8 * count(syllables) / count(words.len()) - 15.59
}

/// Groups of vowels, without a silent final `e`; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let stem = word.strip_suffix('e').filter(|stem| !stem.ends_with('l')).unwrap_or(&word);
    let mut inside = false;
    let mut groups = 0;
    for letter in stem.chars() {
        let vowel = "aeiouy".contains(letter);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::grade;

    #[test]
    fn plain_messages_pass_and_official_ones_do_not() {
        assert!(grade("Call 999 now. Tell them you have chest pain.") < 3.0);
        assert!(grade("Please facilitate immediate transportation to an appropriate emergency facility.") > 12.0);
    }
}
