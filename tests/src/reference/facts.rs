//! Facts of the record: what is known, and what two words of a record have in common.

use flagstone::hir::{self, AnswerTest, Bounds, Condition};
use flagstone::text::{Experiencer, MeasurementKind};
use flagstone::{Fact, Form, Sender, Sex};

use super::truth::{Truth, inside};
use super::{Asking, World};
use crate::case::Tick;

impl World<'_> {
    /// The truth of a condition that reads no words.
    pub(super) fn fact(&self, condition: &Condition, asking: Asking) -> Truth {
        let case = self.case;
        match condition {
            Condition::Age(bounds) => self.age(*bounds, asking),
            Condition::WeeksPregnant(bounds) => self.weeks_pregnant(*bounds, asking),
            Condition::Sex(sex) => Truth::of(case.sex.map(|known| known == sex_of(*sex))),
            Condition::Pregnant(pregnant) => Truth::of(case.pregnant.map(|known| known == *pregnant)),
            Condition::GaveBirthWithin(days) => Truth::of(case.days_since_birth.map(|known| known <= *days)),
            Condition::SurgeryWithin(days) => Truth::of(case.days_since_surgery.map(|known| known <= *days)),
            Condition::HasCondition(terms) => Truth::of(case.conditions.as_ref().map(|known| any_holds(known, terms))),
            Condition::TakesMedicine(terms) => Truth::of(case.medicines.as_ref().map(|known| any_holds(known, terms))),
            Condition::Answer { question, is } => self.answer(question, is, asking),
            Condition::Form(form) => Truth::of(case.form.map(|known| known == form_of(*form))),
            Condition::Sender(sender) => Truth::of(case.sender.map(|known| known == sender_of(*sender))),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::AtLeast(..)
            | Condition::Concept(_)
            | Condition::Temperature(_) => {
                unreachable!("groups and words are not facts")
            }
        }
    }

    /// The record's age and every age in the text that is the patient's.
    ///
    /// Who raises takes the riskier of them; who sends elsewhere needs them to agree.
    fn age(&self, bounds: Bounds, asking: Asking) -> Truth {
        let range = (bounds.lowest.into(), bounds.highest.into());
        let record = self.case.age.map_or(Truth::Unknown, |age| inside(range, (age.lowest.into(), age.highest.into())));
        self.joined(record, MeasurementKind::Age, range, asking)
    }

    fn weeks_pregnant(&self, bounds: Bounds, asking: Asking) -> Truth {
        let (lowest, highest) = (i64::from(bounds.lowest), i64::from(bounds.highest));
        let record = match (self.case.weeks_pregnant, self.case.pregnant) {
            (Some(weeks), _) => inside((lowest, highest), (weeks.into(), weeks.into())),
            (None, Some(false)) => Truth::No,
            (None, _) => Truth::Unknown,
        };
        let days = (lowest * 7, (highest * 7 + 6).min(i32::MAX.into()));
        self.joined(record, MeasurementKind::Gestation, days, asking)
    }

    fn joined(&self, record: Truth, kind: MeasurementKind, range: (i64, i64), asking: Asking) -> Truth {
        let told = self
            .reading
            .measurements
            .iter()
            .filter(|number| number.kind == kind && number.experiencer != Experiencer::Relative);
        told.map(|number| inside(range, (number.lowest.into(), number.highest.into())))
            .fold(record, |all, one| asking.join(all, one))
    }

    /// An answer that was not given is unknown; a question may be on a form twice.
    fn answer(&self, question: &str, test: &AnswerTest, asking: Asking) -> Truth {
        let given = self.case.answers.iter().filter(|(asked, _)| words(asked) == words(question));
        let truths = given.map(|(_, tick)| {
            Truth::known(match (tick, test) {
                (Tick::Yes, AnswerTest::Yes) | (Tick::No, AnswerTest::No) => true,
                (Tick::Text(text), AnswerTest::Text(wanted)) => holds(text, wanted),
                _ => false,
            })
        });
        truths.reduce(|all, one| asking.join(all, one)).unwrap_or(Truth::Unknown)
    }
}

/// The name of a fact that a condition asks for.
pub(super) fn name_of(condition: &Condition) -> Option<Fact> {
    Some(match condition {
        Condition::Age(_) => Fact::Age,
        Condition::Sex(_) => Fact::Sex,
        Condition::Pregnant(_) => Fact::Pregnant,
        Condition::WeeksPregnant(_) => Fact::WeeksPregnant,
        Condition::GaveBirthWithin(_) => Fact::Birth,
        Condition::SurgeryWithin(_) => Fact::Surgery,
        Condition::HasCondition(_) => Fact::Conditions,
        Condition::TakesMedicine(_) => Fact::Medicines,
        Condition::Answer { .. } => Fact::Answer,
        Condition::Form(_) => Fact::Form,
        Condition::Sender(_) => Fact::Sender,
        Condition::Temperature(_) => Fact::Number,
        Condition::All(_) | Condition::Any(_) | Condition::AtLeast(..) | Condition::Concept(_) => return None,
    })
}

/// The words of an entry: letters and digits, without regard to case.
fn words(text: &str) -> Vec<String> {
    let all = text.split(|letter: char| !letter.is_alphanumeric());
    all.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect()
}

/// Whether an entry holds all words of a term, side by side and in order.
fn holds(entry: &str, term: &str) -> bool {
    let (entry, term) = (words(entry), words(term));
    !term.is_empty() && entry.windows(term.len()).any(|run| run == term)
}

fn any_holds(entries: &[String], terms: &[String]) -> bool {
    entries.iter().any(|entry| terms.iter().any(|term| holds(entry, term)))
}

fn sex_of(sex: hir::Sex) -> Sex {
    match sex {
        hir::Sex::Female => Sex::Female,
        hir::Sex::Male => Sex::Male,
    }
}

fn form_of(form: hir::Form) -> Form {
    match form {
        hir::Form::Medical => Form::Medical,
        hir::Form::Admin => Form::Admin,
        hir::Form::Document => Form::Document,
    }
}

fn sender_of(sender: hir::Sender) -> Sender {
    match sender {
        hir::Sender::Patient => Sender::Patient,
        hir::Sender::Carer => Sender::Carer,
        hir::Sender::CommunityPharmacy => Sender::CommunityPharmacy,
        hir::Sender::ThirdParty => Sender::ThirdParty,
    }
}
