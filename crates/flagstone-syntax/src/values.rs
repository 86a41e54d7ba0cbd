//! The small things that lines are made of: texts, names, numbers, dates, times, ages, temperatures and deadlines.
//!
//! # Why
//! The grammar reads whatever *looks* like a date; whether 13 is a month is judged here, so that the message can say so.
//!
//! # Invariants
//! A value that is returned is one that can exist; otherwise `None` is returned and a diagnostic has been pushed.
//!
//! Before: `node`. After: `blocks`, `condition`, `person`.

use chrono::{NaiveDate, NaiveTime, Weekday};
use flagstone_grammar::Rule;

use crate::ast::{AgeRange, AgeUnit, AgeValue, Deadline, Measure, Name, Text, Version};
use crate::diagnostic::Diagnostic;
use crate::node::Node;
use crate::span::Spanned;

/// Everything that is wrong so far.
pub(crate) type Problems = Vec<Diagnostic>;

/// The words of a text without its quotes.
pub(crate) fn text(node: &Node<'_>, problems: &mut Problems) -> Option<Text> {
    let words = unquoted(node.text()).trim();
    if words.is_empty() {
        problems.push(
            Diagnostic::error("empty-text", node.span(), "there are no words between these quotes")
                .help("write the words, or leave the line out"),
        );
        return None;
    }
    Some(Spanned::new(words.to_owned(), node.span()))
}

/// The first text below a node.
pub(crate) fn text_in(node: &Node<'_>, problems: &mut Problems) -> Option<Text> {
    text(&node.child(Rule::text)?, problems)
}

/// Every text of a list.
pub(crate) fn texts(node: &Node<'_>, problems: &mut Problems) -> Vec<Text> {
    node.all(Rule::text).filter_map(|each| text(&each, problems)).collect()
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// A name, bare or in quotes: lower case, single spaces.
pub(crate) fn name(node: &Node<'_>, problems: &mut Problems) -> Option<Name> {
    let name = plain_name(node.text());
    if name.is_empty() {
        problems.push(
            Diagnostic::error("empty-text", node.span(), "there is no name between these quotes")
                .help("write the name, or leave the line out"),
        );
        return None;
    }
    Some(Spanned::new(name, node.span()))
}

/// Lower case, single spaces, no quotes.
pub(crate) fn plain_name(text: &str) -> String {
    unquoted(text).split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The first name of a rule below a node.
pub(crate) fn name_in(node: &Node<'_>, rule: Rule, problems: &mut Problems) -> Option<Name> {
    name(&node.child(rule)?, problems)
}

/// Every name of a rule directly below a node.
pub(crate) fn names(node: &Node<'_>, rule: Rule, problems: &mut Problems) -> Vec<Name> {
    node.all(rule).filter_map(|each| name(&each, problems)).collect()
}

/// The words as written.
pub(crate) fn verbatim(node: &Node<'_>) -> Spanned<String> {
    Spanned::new(node.text().to_owned(), node.span())
}

/// The first identifier below a node.
pub(crate) fn id_in(node: &Node<'_>) -> Option<Spanned<String>> {
    node.child(Rule::id).map(|id| verbatim(&id))
}

/// Every identifier of the list below a node.
pub(crate) fn ids_in(node: &Node<'_>) -> Vec<Spanned<String>> {
    node.child(Rule::ids).map_or_else(Vec::new, |ids| ids.all(Rule::id).map(|id| verbatim(&id)).collect())
}

/// A version of one to three numbers.
pub(crate) fn version_in(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<Version>> {
    let version = node.child(Rule::version)?;
    let parts: Option<Vec<u32>> = version.text().split('.').map(|part| part.parse().ok()).collect();
    match parts.filter(|parts| parts.len() <= 3) {
        Some(parts) => Some(Spanned::new(Version(parts), version.span())),
        None => {
            problems.push(
                Diagnostic::error("bad-version", version.span(), format!("`{}` is not a version", version.text()))
                    .help("write one to three numbers with dots, such as `1.4` or `3.2.0`"),
            );
            None
        }
    }
}

/// A whole number.
pub(crate) fn number<N: std::str::FromStr>(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<N>> {
    match node.text().parse() {
        Ok(number) => Some(Spanned::new(number, node.span())),
        Err(_) => {
            problems.push(
                Diagnostic::error("bad-number", node.span(), format!("`{}` is too large a number here", node.text()))
                    .help("write a smaller number"),
            );
            None
        }
    }
}

/// The first number below a node.
pub(crate) fn number_in<N: std::str::FromStr>(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<N>> {
    number(&node.child(Rule::number)?, problems)
}

/// A date of the calendar.
pub(crate) fn date(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<NaiveDate>> {
    if let Some(date) = NaiveDate::parse_from_str(node.text(), "%Y-%m-%d").ok().filter(|_| node.text().len() == 10) {
        return Some(Spanned::new(date, node.span()));
    }
    problems.push(
        Diagnostic::error("bad-date", node.span(), format!("`{}` is not a date", node.text()))
            .label("not a day of the calendar")
            .help("write the year, the month and the day, such as `2026-10-01`"),
    );
    None
}

/// The first date below a node.
pub(crate) fn date_in(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<NaiveDate>> {
    date(&node.child(Rule::date)?, problems)
}

/// A time of day.
pub(crate) fn time_of_day(node: &Node<'_>, problems: &mut Problems) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(node.text(), "%H:%M").ok().filter(|_| node.text().len() >= 4);
    if time.is_none() {
        problems.push(
            Diagnostic::error("bad-time", node.span(), format!("`{}` is not a time of day", node.text()))
                .help("write hours and minutes on the 24 hour clock, such as `08:00` or `18:30`"),
        );
    }
    time
}

/// A day of the week.
pub(crate) fn weekday(node: &Node<'_>) -> Option<Weekday> {
    node.text().parse().ok()
}

/// An age with its unit; years unless another is written.
fn age_value(node: &Node<'_>, unit: Option<AgeUnit>, problems: &mut Problems) -> Option<AgeValue> {
    let number = number_in(node, problems)?.node;
    let own = node.child(Rule::age_unit).and_then(|unit| age_unit(unit.text()));
    Some(AgeValue { number, unit: own.or(unit).unwrap_or(AgeUnit::Years) })
}

/// A unit of age by its name.
pub(crate) fn age_unit(name: &str) -> Option<AgeUnit> {
    match name.to_ascii_lowercase().trim_end_matches('s') {
        "year" => Some(AgeUnit::Years),
        "month" => Some(AgeUnit::Months),
        "week" => Some(AgeUnit::Weeks),
        "day" => Some(AgeUnit::Days),
        _ => None,
    }
}

/// An age range. In `3 to 6 months` the unit at the end counts for both numbers.
pub(crate) fn age(node: &Node<'_>, problems: &mut Problems) -> Option<AgeRange> {
    let range = node.first()?;
    let mut values = range.all(Rule::age_value);
    let (first, second) = (values.next()?, values.next());
    let shared = second.as_ref().and_then(|node| node.child(Rule::age_unit)).and_then(|unit| age_unit(unit.text()));
    let first = age_value(&first, shared, problems)?;
    let second = match second {
        Some(second) => Some(age_value(&second, None, problems)?),
        None => None,
    };
    if second.is_some_and(|second| days(first) > days(second)) {
        problems.push(reversed(node));
        return None;
    }
    let next = AgeValue { number: first.number.saturating_add(1), ..first };
    let (at_least, at_most, under) = match range.rule() {
        Rule::age_or_over => (Some(first), None, None),
        Rule::age_over => (Some(next), None, None),
        Rule::age_or_under => (None, Some(first), None),
        Rule::age_under => (None, None, Some(first)),
        _ => (Some(first), second, None),
    };
    Some(AgeRange { at_least, at_most, under })
}

/// About how many days an age is, to compare two of them.
fn days(age: AgeValue) -> u32 {
    let unit = match age.unit {
        AgeUnit::Days => 1,
        AgeUnit::Weeks => 7,
        AgeUnit::Months => 30,
        AgeUnit::Years => 365,
    };
    u32::from(age.number) * unit
}

/// A range whose end lies before its beginning.
pub(crate) fn reversed(node: &Node<'_>) -> Diagnostic {
    Diagnostic::error("reversed-range", node.span(), format!("`{}` ends before it begins", node.text()))
        .help("write the lower value first, such as `16 to 64`")
}

/// How a length of time is rounded where its unit has no fixed length.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// Months of 28 days and years of 365.
    Short,
    /// Months of 31 days and years of 366.
    Long,
}

/// A length of time in minutes.
pub(crate) fn minutes(node: &Node<'_>, rounding: Rounding, problems: &mut Problems) -> Option<u32> {
    let number: u32 = number_in(node, problems)?.node;
    let unit = node.child(Rule::time_unit)?.text().to_ascii_lowercase();
    let long = rounding == Rounding::Long;
    let days = |days: u32| days * 24 * 60;
    let each = match unit.trim_end_matches('s') {
        "minute" => 1,
        "hour" => 60,
        "day" => days(1),
        "week" => days(7),
        "month" => days(if long { 31 } else { 28 }),
        _ => days(if long { 366 } else { 365 }),
    };
    let minutes = number.checked_mul(each);
    if minutes.is_none() {
        problems.push(
            Diagnostic::error("bad-number", node.span(), format!("`{}` is too long a time", node.text()))
                .help("write a shorter time"),
        );
    }
    minutes
}

/// A range of temperatures in thousandths of a degree Celsius, both ends inclusive.
pub(crate) fn measure(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<Measure>> {
    let range = node.first()?;
    let mut values = range.all(Rule::temperature);
    let first = thousandths(&values.next()?.child(Rule::decimal)?, problems)?;
    let (at_least, at_most) = match range.rule() {
        Rule::temperature_or_more => (Some(first), None),
        Rule::temperature_over => (Some(first.saturating_add(1)), None),
        Rule::temperature_or_less => (None, Some(first)),
        Rule::temperature_under => (None, Some(first.saturating_sub(1))),
        _ => (Some(first), Some(thousandths(&values.next()?.child(Rule::decimal)?, problems)?)),
    };
    if at_least.zip(at_most).is_some_and(|(low, high)| low > high) {
        problems.push(reversed(node));
        return None;
    }
    Some(Spanned::new(Measure { at_least, at_most }, node.span()))
}

fn thousandths(node: &Node<'_>, problems: &mut Problems) -> Option<i32> {
    let (whole, part) = node.text().split_once('.').unwrap_or((node.text(), ""));
    let value = format!("{whole}{part:0<3}").parse().ok().filter(|_| part.len() <= 3);
    if value.is_none() {
        problems.push(
            Diagnostic::error("bad-number", node.span(), format!("`{}` is not a temperature", node.text()))
                .help("write degrees Celsius, such as `38` or `37.5`"),
        );
    }
    value
}

/// A deadline.
pub(crate) fn deadline(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<Deadline>> {
    let kind = node.first()?;
    let deadline = match kind.rule() {
        Rule::kw_now => Deadline::Now,
        Rule::deadline_today => Deadline::CloseToday,
        Rule::deadline_next => Deadline::CloseInWorkingDays(1),
        Rule::deadline_working_days => Deadline::CloseInWorkingDays(number_in(&kind, problems)?.node),
        // CLINICAL: a month is taken at its shortest, so that nobody waits longer than was promised.
        _ => Deadline::Within { minutes: minutes(&kind.child(Rule::duration)?, Rounding::Short, problems)? },
    };
    Some(Spanned::new(deadline, node.span()))
}
