//! Dates, deadlines and the words of scales, as they are read aloud.
//!
//! # Why
//! A clinician reads "before the practice closes on the next working day", not `CloseInWorkingDays(1)`.
//!
//! # How
//! One small function for each thing that has a word.
//!
//! Before: `hir` and the syntax tree. After: `gather`.

use chrono::{NaiveDate, Weekday};
use flagstone::hir::{ConceptKind, Condition, Deadline, HazardSeverity, Likelihood, Lock, Sex};
use flagstone::syntax::ast::{Days, HoursLine, Version};

use crate::screen::capital;
use crate::{describe, moments};

/// `1 June 2027`
pub(super) fn date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// `1.4`
pub(super) fn version(version: &Version) -> String {
    version.0.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// By when a request must have been dealt with.
pub(super) fn deadline(deadline: Deadline) -> String {
    match deadline {
        Deadline::Now => "at once".to_owned(),
        Deadline::Clock { minutes } => format!("within {} by the clock", moments::minutes(minutes)),
        Deadline::Within { minutes } => {
            format!("within {}, brought forward to when the practice is open", moments::minutes(minutes))
        }
        Deadline::CloseToday => "before the practice closes on the day of receipt".to_owned(),
        Deadline::CloseInWorkingDays(1) => "before the practice closes on the next working day".to_owned(),
        Deadline::CloseInWorkingDays(days) => format!("before the practice closes, {days} working days after receipt"),
    }
}

/// A fact of a routing row.
pub(super) fn fact(condition: &Condition) -> String {
    let several = |parts: &[Condition], word: &str| parts.iter().map(fact).collect::<Vec<_>>().join(word);
    match condition {
        Condition::Any(parts) => several(parts, " or "),
        Condition::All(parts) => several(parts, " and "),
        Condition::Age(bounds) => format!("patient is {}", moments::ages(bounds.lowest, bounds.highest)),
        Condition::Sex(Sex::Female) => "patient is female".to_owned(),
        Condition::Sex(Sex::Male) => "patient is male".to_owned(),
        Condition::Pregnant(true) => "patient is pregnant".to_owned(),
        Condition::Pregnant(false) => "patient is not pregnant".to_owned(),
        Condition::Form(form) => format!("form is {}", describe::form_word(flagstone::form_of(*form))),
        Condition::Sender(sender) => format!("sender is {}", describe::sender_word(flagstone::sender_of(*sender))),
        _ => "a further fact, for which see the policy itself".to_owned(),
    }
}

/// `open 08:00 to 18:30, Monday to Friday`
pub(super) fn hours_line(line: &HoursLine) -> String {
    match line {
        HoursLine::Open { from, to, on, .. } => {
            format!("Open {} to {}, {}", from.format("%H:%M"), to.format("%H:%M"), days(on))
        }
        HoursLine::ClosedOnBankHolidays { nation, .. } => {
            let nation: Vec<String> = nation
                .node
                .split(' ')
                .map(|word| if word == "and" { word.to_owned() } else { capital(word) })
                .collect();
            format!("Closed on bank holidays in {}", nation.join(" "))
        }
        HoursLine::ClosedOn(day) => format!("Closed on {}", date(day.node)),
    }
}

fn days(days: &Days) -> String {
    let weekdays = match days {
        Days::Date(day) => return format!("on {}", date(*day)),
        Days::Weekly(weekdays) => weekdays,
    };
    let name = |day: &Weekday| weekday(*day);
    let in_a_row = weekdays.iter().zip(weekdays.iter().skip(1)).all(|(day, next)| day.succ() == *next);
    match (weekdays.first(), weekdays.last()) {
        (Some(first), Some(last)) if in_a_row && weekdays.len() > 2 => format!("{} to {}", name(first), name(last)),
        _ => weekdays.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// How firmly a red flag stands.
pub(super) fn lock(lock: Lock) -> &'static str {
    match lock {
        Lock::Locked => "locked: cannot be weakened",
        Lock::Guarded => "guarded: needs a waiver",
        Lock::Advisory => "advisory: may be changed",
    }
}

/// What a concept is.
pub(super) fn kind(kind: ConceptKind) -> &'static str {
    match kind {
        ConceptKind::Symptom => "symptom",
        ConceptKind::Condition => "condition",
        ConceptKind::Context => "context",
    }
}

/// How bad a hazard is.
pub(super) fn severity(severity: HazardSeverity) -> &'static str {
    match severity {
        HazardSeverity::Minor => "minor",
        HazardSeverity::Significant => "significant",
        HazardSeverity::Considerable => "considerable",
        HazardSeverity::Major => "major",
        HazardSeverity::Catastrophic => "catastrophic",
    }
}

/// How likely a hazard is.
pub(super) fn likelihood(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::VeryLow => "very low",
        Likelihood::Low => "low",
        Likelihood::Medium => "medium",
        Likelihood::High => "high",
        Likelihood::VeryHigh => "very high",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_as_people_name_them() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        assert_eq!(days(&Days::Weekly(vec![Mon, Tue, Wed, Thu, Fri])), "Monday to Friday");
        assert_eq!(days(&Days::Weekly(vec![Sat, Sun])), "Saturday, Sunday");
        assert_eq!(days(&Days::Weekly(vec![Mon, Wed, Fri])), "Monday, Wednesday, Friday");
    }
}
