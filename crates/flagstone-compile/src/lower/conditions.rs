//! Conditions: names resolved, ages in days, groups never empty.

use flagstone_engine::Age;
use flagstone_syntax::Spanned;
use flagstone_syntax::ast::{self, AgeUnit, AgeValue, ConditionKind as Kind};

use super::Lowering;
use crate::hir::{AnswerTest, Bounds, ConceptTest, Condition, Reading, Time, Whom};

impl Lowering {
    /// Lowers a condition; `None` if any part of it is wrong, so that half a condition is never used.
    pub(crate) fn condition(&mut self, condition: &ast::Condition) -> Option<Condition> {
        Some(match &condition.kind {
            Kind::All(parts) => all(self.conditions(parts)?),
            Kind::Any(parts) => any(self.conditions(parts)?),
            Kind::AtLeast { count, of } => self.at_least(count, of)?,
            Kind::Concept(test) => Condition::Concept(self.concept_test(test)?),
            Kind::Age(range) => Condition::Age(self.age(range, condition)?),
            Kind::Sex(sex) => Condition::Sex(*sex),
            Kind::Pregnant(pregnant) => Condition::Pregnant(*pregnant),
            Kind::Gestation { at_least, at_most } => Condition::WeeksPregnant(Bounds {
                lowest: at_least.unwrap_or(0).into(),
                highest: at_most.map_or(i32::MAX, Into::into),
            }),
            Kind::GaveBirthWithin { days } => Condition::GaveBirthWithin(*days),
            Kind::SurgeryWithin { days } => Condition::SurgeryWithin(*days),
            Kind::HasCondition(terms) => Condition::HasCondition(texts(terms)),
            Kind::TakesMedicine(terms) => Condition::TakesMedicine(texts(terms)),
            Kind::Answer { question, is } => Condition::Answer { question: question.node.clone(), is: answer_test(is) },
            Kind::Form(form) => Condition::Form(*form),
            Kind::Sender(sender) => Condition::Sender(*sender),
            Kind::Temperature(measure) => Condition::Temperature(Bounds {
                lowest: measure.at_least.unwrap_or(i32::MIN),
                highest: measure.at_most.unwrap_or(i32::MAX),
            }),
        })
    }

    /// Lowers every part, so that every error is seen.
    fn conditions(&mut self, parts: &[ast::Condition]) -> Option<Vec<Condition>> {
        let lowered: Vec<_> = parts.iter().map(|part| self.condition(part)).collect();
        lowered.into_iter().collect()
    }

    fn at_least(&mut self, count: &Spanned<u32>, of: &[ast::Condition]) -> Option<Condition> {
        let parts = self.conditions(of)?;
        let number = u16::try_from(count.node).ok().filter(|number| (1..=parts.len()).contains(&usize::from(*number)));
        let Some(number) = number else {
            let message = format!("`at least {}` of {} can never be, or says nothing", count.node, parts.len());
            self.error("count-out-of-range", count.span, message, format!("use a number from 1 to {}", parts.len()));
            return None;
        };
        Some(Condition::AtLeast(number, parts))
    }

    fn concept_test(&mut self, test: &ast::ConceptTest) -> Option<ConceptTest> {
        let concept = self.concept(&test.name);
        let reading = self.reading(test)?;
        let time = test.time.as_ref().map(|time| match time.node {
            ast::Time::Within { minutes } => Time::Within(minutes),
            ast::Time::ForAtLeast { minutes } => Time::ForAtLeast(minutes),
            ast::Time::ForAtMost { minutes } => Time::ForAtMost(minutes),
        });
        let whom = match test.whom {
            ast::Whom::Patient => Whom::Patient,
            ast::Whom::Relative => Whom::Relative,
            ast::Whom::Anyone => Whom::Anyone,
        };
        Some(ConceptTest { concept: concept?, reading, whom, time })
    }

    /// CLINICAL: a rule that waits for something *not* to be said would lower urgency when text is added.
    fn reading(&mut self, test: &ast::ConceptTest) -> Option<Reading> {
        Some(match test.reading {
            ast::Reading::Present => Reading::Present,
            ast::Reading::Ongoing => Reading::Ongoing,
            ast::Reading::Certain => Reading::Certain,
            ast::Reading::Past => Reading::Past,
            ast::Reading::Ever => Reading::Ever,
            ast::Reading::Possible => Reading::Possible,
            ast::Reading::Mentioned => Reading::Mentioned,
            ast::Reading::Absent => {
                let message = format!("a red flag cannot wait for `{}` to be absent", test.name.node);
                let help = "a red flag may only raise: take this part out, or use `not` in the routing table";
                self.error("absent-in-red-flag", test.name.span, message, help);
                return None;
            }
        })
    }

    /// An age range in days, both ends inclusive.
    pub(crate) fn age(&mut self, range: &ast::AgeRange, at: &ast::Condition) -> Option<Bounds> {
        let bounds = age_bounds(range);
        if bounds.lowest > bounds.highest {
            self.error(
                "age-impossible",
                at.span,
                "nobody is of this age",
                "write the younger age first: `3 to 6 months`",
            );
            return None;
        }
        Some(bounds)
    }
}

/// An age range in days: `under 5` ends on the day before the fifth birthday, `3 to 6 months` before the seventh month.
pub(crate) fn age_bounds(range: &ast::AgeRange) -> Bounds {
    let day = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
    let lowest = range.at_least.map_or(0, |age| day(age_in_days(age).lowest));
    let at_most = range.at_most.map_or(i32::MAX, |age| day(age_in_days(age).highest));
    let under = range.under.map_or(i32::MAX, |age| day(age_in_days(age).lowest) - 1);
    Bounds { lowest, highest: at_most.min(under) }
}

/// An age as days, by the engine's own calendar means.
#[must_use]
pub fn age_in_days(age: AgeValue) -> Age {
    match age.unit {
        AgeUnit::Days => Age::days(age.number.into()),
        AgeUnit::Weeks => Age::weeks(age.number),
        AgeUnit::Months => Age::months(age.number),
        AgeUnit::Years => Age::years(age.number),
    }
}

/// A conjunction: conjunctions inside it are laid flat, and one of one part is that part.
pub(crate) fn all(parts: Vec<Condition>) -> Condition {
    let flat = parts.into_iter().flat_map(|part| match part {
        Condition::All(inner) => inner,
        other => vec![other],
    });
    group(flat.collect(), Condition::All)
}

/// A disjunction, likewise.
pub(crate) fn any(parts: Vec<Condition>) -> Condition {
    let flat = parts.into_iter().flat_map(|part| match part {
        Condition::Any(inner) => inner,
        other => vec![other],
    });
    group(flat.collect(), Condition::Any)
}

fn group(mut parts: Vec<Condition>, make: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.len() {
        1 => parts.remove(0),
        _ => make(parts),
    }
}

pub(crate) fn texts(terms: &[ast::Text]) -> Vec<String> {
    terms.iter().map(|term| term.node.clone()).collect()
}

pub(crate) fn answer_test(is: &ast::AnswerValue) -> AnswerTest {
    match is {
        ast::AnswerValue::Yes => AnswerTest::Yes,
        ast::AnswerValue::No => AnswerTest::No,
        ast::AnswerValue::Text(text) => AnswerTest::Text(text.node.clone()),
    }
}

impl Condition {
    /// Every concept test in it, in order.
    #[must_use]
    pub fn concept_tests(&self) -> Vec<ConceptTest> {
        match self {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                parts.iter().flat_map(Condition::concept_tests).collect()
            }
            Condition::Concept(test) => vec![*test],
            _ => Vec::new(),
        }
    }

    /// Whether it cannot hold without some words of the patient's.
    pub(crate) fn needs_words(&self) -> bool {
        match self {
            Condition::All(parts) => parts.iter().any(Condition::needs_words),
            Condition::Any(parts) => parts.iter().all(Condition::needs_words),
            Condition::AtLeast(count, parts) => {
                parts.iter().filter(|part| !part.needs_words()).count() < usize::from(*count)
            }
            Condition::Concept(_) | Condition::Temperature(_) => true,
            _ => false,
        }
    }
}
