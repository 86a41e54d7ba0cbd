//! Facts as people and systems write them: ages, sexes, dates, yes and no.
//!
//! # Why
//! Records come from many systems. What is plainly meant is read; what is not becomes unknown, and somebody is told.
//! CLINICAL: an unknown fact can only raise a request, never lower it (language reference, facts), so nothing is guessed.
//!
//! # Invariants
//! `Ok(None)` says that nothing is known. `Err` says that something was written that is not such a fact, and what to write.
//!
//! Before: `json`. After: `row`.

use chrono::DateTime;
use flagstone::{Age, Form, Sender, Sex};

use crate::json::Json;

/// A fact, nothing, or what to write instead.
pub(crate) type Read<T> = Result<Option<T>, &'static str>;

const AGE_HELP: &str = "write a number of years such as 34, or words such as `6 weeks`, `3 months` or `10 days`";
/// The oldest age in years that is believed.
const OLDEST: u32 = 130;

/// An age: `34`, `6 weeks`, `3/12`, `2y 4m`. The first unit counts; whole days of that unit are meant.
///
/// # Errors
/// What to write instead.
pub fn age(value: &Json) -> Read<Age> {
    let Some(text) = text(value, AGE_HELP)? else { return Ok(None) };
    let text = text.trim().to_lowercase();
    if is_unknown(&text) {
        return Ok(None);
    }
    let text = text.strip_suffix("old").map_or(text.as_str(), |rest| rest.trim_end_matches([' ', '-']));
    let (number, rest) = leading_number(text).ok_or(AGE_HELP)?;
    let (unit, rest) = leading_unit(rest).ok_or(AGE_HELP)?;
    let finer = rest.is_empty()
        || leading_number(rest)
            .and_then(|(_, rest)| leading_unit(rest))
            .is_some_and(|(next, end)| next < unit && end.is_empty());
    if !finer {
        return Err(AGE_HELP);
    }
    unit.age(number).map(Some).ok_or(AGE_HELP)
}

/// Units of age, shortest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Unit {
    fn age(self, number: u32) -> Option<Age> {
        let small = u16::try_from(number).ok()?;
        match self {
            Unit::Days => (number <= OLDEST * 366).then(|| Age::days(number)),
            Unit::Weeks => (number <= OLDEST * 53).then(|| Age::weeks(small)),
            Unit::Months => (number <= OLDEST * 12).then(|| Age::months(small)),
            Unit::Years => (number <= OLDEST).then(|| Age::years(small)),
        }
    }
}

/// A whole number at the front; `34.0` is whole.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let rest = rest
        .strip_prefix(".0")
        .filter(|rest| !rest.starts_with(|letter: char| letter.is_ascii_digit()))
        .unwrap_or(rest);
    Some((digits.parse().ok()?, rest))
}

/// The unit after a number; nothing is years, and `3/12`, `6/52`, `5/7` are how doctors write months, weeks and days.
fn leading_unit(text: &str) -> Option<(Unit, &str)> {
    let fractions = [("/12", Unit::Months), ("/52", Unit::Weeks), ("/7", Unit::Days)];
    if let Some((rest, unit)) = fractions.iter().find_map(|(mark, unit)| Some((text.strip_prefix(mark)?, *unit))) {
        return Some((unit, rest.trim_start()));
    }
    let text = text.trim_start_matches([' ', '-']);
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let unit = match word {
        "" if rest.is_empty() => Unit::Years,
        "y" | "yr" | "yrs" | "year" | "years" | "yo" => Unit::Years,
        "m" | "mth" | "mths" | "month" | "months" => Unit::Months,
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Weeks,
        "d" | "day" | "days" => Unit::Days,
        _ => return None,
    };
    Some((unit, rest.trim_start_matches([' ', ',', '-'])))
}

/// A sex as recorded; `unknown` and the like are no fact.
///
/// # Errors
/// What to write instead.
pub fn sex(value: &Json) -> Read<Sex> {
    const HELP: &str = "write female or male, or leave it out if it is not known";
    Ok(match word(value, HELP)?.as_str() {
        "female" | "f" | "woman" | "girl" => Some(Sex::Female),
        "male" | "m" | "man" | "boy" => Some(Sex::Male),
        word if is_unknown(word) => None,
        _ => return Err(HELP),
    })
}

/// A form.
///
/// # Errors
/// What to write instead.
pub fn form(value: &Json) -> Read<Form> {
    const HELP: &str = "write medical, admin or document, or leave it out";
    Ok(match word(value, HELP)?.as_str() {
        "medical" => Some(Form::Medical),
        "admin" | "administrative" => Some(Form::Admin),
        "document" => Some(Form::Document),
        word if is_unknown(word) => None,
        _ => return Err(HELP),
    })
}

/// Who wrote.
///
/// # Errors
/// What to write instead.
pub fn sender(value: &Json) -> Read<Sender> {
    const HELP: &str = "write patient, carer, community pharmacy or third party, or leave it out";
    Ok(match word(value, HELP)?.as_str() {
        "patient" => Some(Sender::Patient),
        "carer" => Some(Sender::Carer),
        "community pharmacy" => Some(Sender::CommunityPharmacy),
        "third party" => Some(Sender::ThirdParty),
        word if is_unknown(word) => None,
        _ => return Err(HELP),
    })
}

/// Yes or no.
///
/// # Errors
/// What to write instead.
pub fn pregnant(value: &Json) -> Read<bool> {
    const HELP: &str = "write yes or no, or leave it out if it is not known";
    if let Json::Bool(value) = value {
        return Ok(Some(*value));
    }
    let word = word(value, HELP)?;
    match yes_or_no(&word) {
        Some(value) => Ok(Some(value)),
        None if is_unknown(&word) => Ok(None),
        None => Err(HELP),
    }
}

/// A moment, in seconds since 1970-01-01T00:00:00Z.
///
/// # Errors
/// What to write instead.
pub fn received(value: &Json) -> Read<i64> {
    const HELP: &str = "write date, time and offset, such as 2026-10-05T08:05:00+01:00 or 2026-10-05T07:05:00Z";
    let Some(text) = text(value, HELP)? else { return Ok(None) };
    if text.trim().is_empty() {
        return Ok(None);
    }
    DateTime::parse_from_rfc3339(text.trim()).map(|moment| Some(moment.timestamp())).map_err(|_| HELP)
}

/// A list of names, or text with semicolons; `none` says that there are none.
pub(crate) fn list(value: &Json) -> Read<Vec<String>> {
    const HELP: &str = "write a list of names, or names with semicolons between them; write none if there are none";
    match value {
        Json::Null => Ok(None),
        Json::Text(text) if is_unknown(&text.trim().to_lowercase()) => Ok(None),
        Json::Text(text) if text.trim().eq_ignore_ascii_case("none") => Ok(Some(Vec::new())),
        Json::Text(text) => Ok(Some(names(text.split(';')))),
        Json::List(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Json::scalar).collect();
            texts.map(|texts| Some(names(texts.into_iter()))).ok_or(HELP)
        }
        _ => Err(HELP),
    }
}

fn names<'a>(items: impl Iterator<Item = &'a str>) -> Vec<String> {
    items.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A whole number.
pub(crate) fn count(value: &Json) -> Read<u32> {
    const HELP: &str = "write a whole number, or leave it out";
    let Some(text) = text(value, HELP)? else { return Ok(None) };
    match text.trim() {
        "" => Ok(None),
        digits => {
            leading_number(digits).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| Some(number)).ok_or(HELP)
        }
    }
}

/// `yes`, `no` and their like.
pub(crate) fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" | "y" | "true" => Some(true),
        "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

fn is_unknown(word: &str) -> bool {
    matches!(word, "" | "unknown" | "not known" | "not stated" | "not recorded" | "u" | "n/a" | "null")
}

fn text<'a>(value: &'a Json, help: &'static str) -> Read<&'a str> {
    match value {
        Json::Null => Ok(None),
        Json::Text(text) | Json::Number(text) => Ok(Some(text)),
        _ => Err(help),
    }
}

/// Lower case, with spaces for `-` and `_`; nothing is the empty word.
fn word(value: &Json, help: &'static str) -> Result<String, &'static str> {
    Ok(text(value, help)?.unwrap_or_default().trim().to_lowercase().replace(['-', '_'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Json {
        Json::Text(text.to_owned())
    }

    #[test]
    fn ages_are_read_as_they_are_written() {
        for (written, expected) in [
            ("34", Age::years(34)),
            ("34.0", Age::years(34)),
            ("34 year old", Age::years(34)),
            ("2y 4m", Age::years(2)),
            ("6 weeks", Age::weeks(6)),
            ("6-week-old", Age::weeks(6)),
            ("6/52", Age::weeks(6)),
            ("3/12", Age::months(3)),
            ("18m", Age::months(18)),
            ("10 days", Age::days(10)),
            ("0", Age::years(0)),
        ] {
            assert_eq!(age(&text(written)), Ok(Some(expected)), "{written}");
        }
    }

    #[test]
    fn what_is_no_age_is_unknown_and_told() {
        for written in ["old", "34.5", "-3", "999", "6 fortnights", "3 4", "6/8", "4m 2y", "99999999999"] {
            assert!(age(&text(written)).is_err(), "{written}");
        }
        assert_eq!(age(&Json::Null), Ok(None));
        assert_eq!(age(&text(" ")), Ok(None));
    }

    #[test]
    fn words_may_have_hyphens_and_capitals() {
        assert_eq!(sender(&text("Community_Pharmacy")), Ok(Some(Sender::CommunityPharmacy)));
        assert_eq!(sex(&text("F")), Ok(Some(Sex::Female)));
        assert_eq!(sex(&text("not known")), Ok(None));
        assert!(form(&text("telephone")).is_err());
    }

    #[test]
    fn lists_are_lists_or_have_semicolons() {
        let two = Ok(Some(vec!["warfarin".to_owned(), "aspirin".to_owned()]));
        assert_eq!(list(&text("warfarin; aspirin;")), two);
        assert_eq!(list(&Json::List(vec![text("warfarin"), text("aspirin")])), two);
        assert_eq!(list(&text("none")), Ok(Some(vec![])));
        assert_eq!(list(&text("")), Ok(None));
        assert!(list(&Json::List(vec![Json::Null])).is_err());
    }
}
