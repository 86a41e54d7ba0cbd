//! Whether one condition always holds when another does.
//!
//! # Why
//! Rules that another always covers, rows that are never reached and conditions that can never hold all come down to it.
//!
//! # How
//! By structure alone: a conjunction implies whatever one of its parts implies, a disjunction what all of its parts do, and
//! ranges are compared as ranges. The answer *yes* is always right; *no* may only mean "not seen by structure".

use crate::hir::{Bounds, Condition};

/// Whether `wide` always holds when `narrow` does.
pub(crate) fn implies(narrow: &Condition, wide: &Condition) -> bool {
    use Condition as C;
    if narrow == wide {
        return true;
    }
    match (narrow, wide) {
        (_, C::All(parts)) => parts.iter().all(|part| implies(narrow, part)),
        (C::Any(parts), _) => parts.iter().all(|part| implies(part, wide)),
        (_, C::Any(parts)) if parts.iter().any(|part| implies(narrow, part)) => true,
        (C::All(parts), _) => parts.iter().any(|part| implies(part, wide)),
        (C::Age(narrow), C::Age(wide))
        | (C::Temperature(narrow), C::Temperature(wide))
        | (C::WeeksPregnant(narrow), C::WeeksPregnant(wide)) => inside(*narrow, *wide),
        (C::GaveBirthWithin(narrow), C::GaveBirthWithin(wide)) | (C::SurgeryWithin(narrow), C::SurgeryWithin(wide)) => {
            narrow <= wide
        }
        (C::HasCondition(narrow), C::HasCondition(wide)) | (C::TakesMedicine(narrow), C::TakesMedicine(wide)) => {
            narrow.iter().all(|term| wide.contains(term))
        }
        _ => false,
    }
}

fn inside(narrow: Bounds, wide: Bounds) -> bool {
    narrow.lowest >= wide.lowest && narrow.highest <= wide.highest
}

/// Whether a condition can never hold: two parts of one conjunction exclude each other.
pub(crate) fn never_holds(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) => {
            let facts = conjuncts(parts);
            let clash =
                facts.iter().enumerate().any(|(at, one)| facts.iter().skip(at + 1).any(|other| excludes(one, other)));
            clash || parts.iter().any(never_holds)
        }
        Condition::Any(parts) => parts.iter().all(never_holds),
        Condition::AtLeast(count, parts) => {
            parts.iter().filter(|part| !never_holds(part)).count() < usize::from(*count)
        }
        _ => false,
    }
}

/// The parts of a conjunction, with conjunctions inside it laid flat.
fn conjuncts(parts: &[Condition]) -> Vec<&Condition> {
    parts
        .iter()
        .flat_map(|part| match part {
            Condition::All(inner) => conjuncts(inner),
            other => vec![other],
        })
        .collect()
}

fn excludes(one: &Condition, other: &Condition) -> bool {
    use Condition as C;
    match (one, other) {
        // Several ages and temperatures can be known of one request, but an author who asks for two means one patient.
        (C::Age(a), C::Age(b)) | (C::WeeksPregnant(a), C::WeeksPregnant(b)) => {
            a.highest < b.lowest || b.highest < a.lowest
        }
        (C::Sex(a), C::Sex(b)) => a != b,
        (C::Pregnant(a), C::Pregnant(b)) => a != b,
        (C::Form(a), C::Form(b)) => a != b,
        (C::Sender(a), C::Sender(b)) => a != b,
        _ => false,
    }
}
