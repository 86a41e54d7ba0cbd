//! Phrases that do nothing: swallowed, covered, or said twice over.

use std::collections::{BTreeMap, HashSet};

use flagstone_syntax::Diagnostic;
use flagstone_text::{Pattern, Words};

use crate::hir::{Concept, Policy};

pub(crate) fn lint(policy: &Policy, found: &mut Vec<Diagnostic>) {
    for concept in &policy.concepts {
        swallowed(concept, found);
        covered(concept, found);
    }
    shared(policy, found);
}

/// The alternatives of a pattern that is one plain phrase.
fn plain(pattern: &Pattern) -> Option<&[Words]> {
    match pattern.parts.as_slice() {
        [only] if pattern.measure.is_none() => Some(only),
        _ => None,
    }
}

/// A phrase all of whose forms `not when` of the same concept takes out; taking out a few of many is what it is for.
fn swallowed(concept: &Concept, found: &mut Vec<Diagnostic>) {
    let shields: HashSet<&Words> = concept.not_when.iter().filter_map(plain).flatten().collect();
    for forms in concept.say.iter().filter_map(plain) {
        if let Some(words) = forms.first().filter(|_| forms.iter().all(|words| shields.contains(words))) {
            let message = format!(
                "\"{}\" can never mention `{}`: its own `not when` takes it out",
                words.join(" "),
                concept.name
            );
            let help = "take it out of `say`, or out of `not when`";
            found.push(Diagnostic::error("phrase-swallowed", concept.span, message).help(help));
        }
    }
}

/// A phrase each of whose forms holds another phrase of the same concept: it can never add a mention.
fn covered(concept: &Concept, found: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<&Words, Vec<usize>> = BTreeMap::new();
    for (at, pattern) in concept.say.iter().enumerate() {
        for words in plain(pattern).into_iter().flatten() {
            owners.entry(words).or_default().push(at);
        }
    }
    for (at, pattern) in concept.say.iter().enumerate() {
        let Some(forms) = plain(pattern) else { continue };
        let covering = |words: &Words| {
            parts_of(words)
                .any(|part| owners.get(&part.to_vec()).is_some_and(|who| who.iter().any(|owner| *owner != at)))
        };
        if let Some(example) = forms.first().filter(|_| forms.iter().all(covering)) {
            let message = format!(
                "\"{}\" adds nothing to `{}`: shorter phrases of it already match",
                example.join(" "),
                concept.name
            );
            found.push(Diagnostic::warning("phrase-covered", concept.span, message).help("take the longer phrase out"));
        }
    }
}

/// Every run of words inside a phrase, the phrase itself among them.
fn parts_of(words: &Words) -> impl Iterator<Item = &[String]> {
    (1..=words.len()).flat_map(move |length| words.windows(length))
}

/// The same pattern in two concepts, neither of which includes the other.
fn shared(policy: &Policy, found: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<&Pattern, usize> = BTreeMap::new();
    for (at, concept) in policy.concepts.iter().enumerate() {
        for pattern in &concept.say {
            let Some(first) = owners.get(pattern).and_then(|first| policy.concepts.get(*first)) else {
                owners.insert(pattern, at);
                continue;
            };
            let related = |a: &Concept, b: &Concept| {
                a.includes.iter().any(|id| policy.concepts.get(id.index()).is_some_and(|c| c.name == b.name))
            };
            if !related(concept, first) && !related(first, concept) {
                let words = pattern
                    .parts
                    .first()
                    .and_then(|part| part.first())
                    .map(|words| words.join(" "))
                    .unwrap_or_default();
                let message = format!("\"{words}\" mentions both `{}` and `{}`", first.name, concept.name);
                let diagnostic = Diagnostic::warning("shared-phrase", concept.span, message)
                    .related(first.span, "it stands here, too")
                    .help("let one concept include the other, or give the words to one of them");
                found.push(diagnostic);
            }
        }
    }
}
