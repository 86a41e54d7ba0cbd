//! Whose findings are being told.
//!
//! # Why
//! Most messages about a relative are *for* that relative: "my son has a rash".
//! Taking "my son" for family history silences the patient; so everybody is the patient until a strong shape says otherwise.
//!
//! # How
//! A relative or a dependant makes what follows theirs, as the patient ([`Experiencer::Proxy`]), across sentences, until "I" or "my".
//! Only "mum **had** a stroke", "brother **was diagnosed with**" and their like make a *condition* a relative's; a symptom stays the patient's.
//! A reported relative ("my wife says", "I live with my dad") changes nothing.
//!
//! # Invariants
//! A dependant (a child, a partner) is never made a relative by "had".
//!
//! # Cost
//! Looks ahead at most [`AHEAD`] tokens from a "my".

use super::Reader;
use crate::class::Class;
use crate::measurement::MeasurementKind;
use crate::mention::{Effect, Experiencer, Mention, Why};
use crate::pattern::ConceptKind;
use crate::token::Seps;

/// How many words may stand between "my" and the relative.
const AHEAD: usize = 6;

/// Whose findings are being told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Person {
    now: Experiencer,
    why: Option<Why>,
    /// A condition that follows is a relative's.
    relative: Option<Why>,
}

impl Person {
    pub(super) fn apply(&self, mention: &mut Mention, kind: ConceptKind) {
        if mention.experiencer == Experiencer::Relative {
            return;
        }
        let why = match self.relative {
            Some(why) if kind == ConceptKind::Condition => {
                mention.experiencer = Experiencer::Relative;
                Some(why)
            }
            _ => {
                mention.experiencer = self.now;
                self.why
            }
        };
        if let Some(why) = why {
            mention.explain(why);
        }
    }

    pub(super) fn end_sentence(&mut self) {
        self.relative = None;
    }
}

impl Reader<'_> {
    /// A word that may change the person.
    pub(super) fn person_word(&mut self, at: usize, class: Class) {
        let kin = Class::ADULT.with(Class::DEPENDANT);
        if class.any(kin) {
            if !self.is_aside(at) && !self.class_joined(at + 1).any(Class::REPORTS) {
                self.person.now = Experiencer::Proxy;
                self.person.why = Some(self.why(Effect::Proxy, at, at + 1));
                self.person.relative = None;
            }
        } else if class.any(Class::SELF) {
            if !(class.any(Class::POSSESSIVE) && self.leads_to_kin(at)) {
                self.person = Person::default();
            }
        } else if class.any(Class::THIRD) && self.person.now == Experiencer::Writer {
            self.person.now = Experiencer::Proxy;
            self.person.why = Some(self.why(Effect::Proxy, at, at + 1));
        }
    }

    /// Whose the number is that begins at a token: "my 5 week old", "he is 4", "a 2 year old son".
    pub(super) fn measured_person(&mut self, at: usize) {
        let Some(reading) = self.readings.get(self.next_reading).filter(|reading| usize::from(reading.start) <= at)
        else {
            return;
        };
        self.next_reading += 1;
        let end = usize::from(reading.end);
        let named = self.leads_to_kin(end.saturating_sub(1))
            || at.checked_sub(1).is_some_and(|my| self.leads_to_nobody(my, end));
        let index = reading.measurement.map_or(usize::MAX, usize::from);
        let Some(measurement) = self.measurements.get_mut(index) else { return };
        let is_age = measurement.kind == MeasurementKind::Age;
        let experiencer = if is_age && named { Experiencer::Proxy } else { self.person.now };
        measurement.experiencer = experiencer;
        // The lower number of a blood pressure stands on the same words.
        let second = self.measurements.get_mut(index + 1);
        if let Some(lower) = second.filter(|second| second.kind == MeasurementKind::DiastolicPressure) {
            lower.experiencer = experiencer;
        }
        if is_age && named {
            self.person.now = Experiencer::Proxy;
            self.person.why = Some(self.why(Effect::Proxy, usize::from(reading.start), end));
            self.person.relative = None;
        }
    }

    /// "My 6wk old" is a person, who need not be named.
    fn leads_to_nobody(&self, my: usize, end: usize) -> bool {
        let owner = Class::POSSESSIVE.with(Class::ARTICLE);
        let before = |back: usize| my.checked_sub(back).map_or(Class::NONE, |place| self.class(place));
        (before(0).any(Class::POSSESSIVE) || before(0).any(owner) && before(1).any(Class::HAVE)) && end > my + 2
    }

    /// "My 3 week old baby": the "my" is not the writer's.
    fn leads_to_kin(&self, at: usize) -> bool {
        let kin = Class::ADULT.with(Class::DEPENDANT);
        (at + 1..=at + AHEAD)
            .take_while(|next| !self.seps(*next).any(Seps::BREAK))
            .any(|next| self.class(next).any(kin))
    }

    /// "With my mum", "off my son": somebody who is only there.
    fn is_aside(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or(Class::NONE, |place| self.class(place));
        before(1).any(Class::POSSESSIVE) && before(2).any(Class::ASIDE)
    }

    /// "Had", "was diagnosed with" directly after a relative.
    pub(super) fn relative_had(&mut self, at: usize, end: usize) -> bool {
        let applies = at.checked_sub(1).is_some_and(|before| self.class(before).any(Class::ADULT))
            && !self.seps(at).any(Seps::BREAK);
        if applies {
            self.person.relative = Some(self.why(Effect::Relative, at.saturating_sub(1), end));
        }
        applies
    }

    /// "This morning": what happened to a relative now has happened to the patient.
    pub(super) fn not_a_relative(&mut self) {
        self.person.relative = None;
    }
}
