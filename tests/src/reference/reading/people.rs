//! Whose findings are being told.
//!
//! # Why
//! Most messages about a relative are for that relative: "my son has a rash". So everybody is the patient, until a strong
//! shape says otherwise.
//!
//! # How
//! A relative makes what follows theirs, as the patient, across sentences, until "I" or "my". "Mum *had* a stroke" makes a
//! condition a relative's, up to the end of the sentence. A relative who only reports, or is only there, changes nothing.

use flagstone::text::{ConceptKind, Effect, Experiencer, MeasurementKind};

use super::mention::Mention;
use super::numbers::Number;
use super::sentences::Pass;
use super::windows::Window;

/// How many words may stand between "my" and the relative.
const AHEAD: usize = 6;

/// People who are relatives or dependants.
const KIN: &[&str] = &["adult", "dependant"];

/// Whose findings are being told.
#[derive(Clone, Debug)]
pub(super) struct Person {
    now: Experiencer,
    /// The word that said so.
    because: Option<(u32, u32)>,
    /// What makes a condition a relative's.
    pub(super) relative: Option<(u32, u32)>,
}

impl Person {
    pub(super) fn writer() -> Self {
        Self { now: Experiencer::Writer, because: None, relative: None }
    }

    /// Writes whose it is into a mention.
    pub(super) fn apply(&self, mention: &mut Mention, kind: ConceptKind) {
        match self.relative {
            _ if mention.experiencer == Experiencer::Relative => {}
            Some(because) if kind == ConceptKind::Condition => {
                mention.experiencer = Experiencer::Relative;
                mention.explain(Effect::Relative, because);
            }
            _ => {
                mention.experiencer = self.now;
                if let Some(because) = self.because {
                    // What a mention keeps is which words made it the patient's.
                    mention.explain(Effect::Proxy, because);
                }
            }
        }
    }
}

impl Pass<'_> {
    /// A word that may change the person.
    pub(super) fn person_word(&mut self, at: usize) {
        let window = self.window;
        let is_writer = self.person.now == Experiencer::Writer;
        if window.is(at, KIN) {
            let reports = window.follows(at + 1, &["reports"]);
            // "With my mum", "off my son": somebody who is only there.
            let aside = window.is_before(at, 1, &["possessive"]) && window.is_before(at, 2, &["aside"]);
            if !reports && !aside {
                self.person = Person { relative: None, ..proxy(window, at) };
            }
        } else if window.is(at, &["self"]) {
            let of_kin = window.is(at, &["possessive"]) && leads_to_kin(window, at);
            if !of_kin {
                self.person = Person::writer();
            }
        } else if window.is(at, &["third"]) && is_writer {
            self.person = Person { relative: self.person.relative, ..proxy(window, at) };
        }
    }

    /// Whose a number is: "my 5 week old", "he is 4", "a 2 year old son".
    pub(super) fn person_of(&mut self, number: &Number) -> Experiencer {
        let is_age = number.measures.is_some_and(|measures| measures.kind == MeasurementKind::Age);
        let named = leads_to_kin(self.window, number.end - 1) || is_nobody_named(self.window, number);
        if is_age && named {
            let because = Some(self.window.bytes(number.start, number.end));
            self.person = Person { now: Experiencer::Proxy, because, relative: None };
        }
        self.person.now
    }

    /// "Had", "was diagnosed with" directly after a relative: whether it is.
    pub(super) fn relative_had(&mut self, at: usize, end: usize) -> bool {
        let applies = self.window.is_before(at, 1, &["adult"]) && !self.window.breaks(at);
        if applies {
            self.person.relative = Some(self.window.bytes(at - 1, end));
        }
        applies
    }
}

fn proxy(window: &Window, at: usize) -> Person {
    Person { now: Experiencer::Proxy, because: Some(window.bytes(at, at + 1)), relative: None }
}

/// "My 3 week old baby": a relative within a few words, before any break.
fn leads_to_kin(window: &Window, at: usize) -> bool {
    let mut clause = (at + 1..=at + AHEAD).take_while(|next| !window.breaks(*next));
    clause.any(|next| window.is(next, KIN))
}

/// "My 6wk old", "I have a 2 month old": a person, who need not be named.
fn is_nobody_named(window: &Window, number: &Number) -> bool {
    let mine = window.is_before(number.start, 1, &["possessive"]);
    let had = window.is_before(number.start, 1, &["article"]) && window.is_before(number.start, 2, &["have"]);
    (mine || had) && number.end > number.start + 1
}
