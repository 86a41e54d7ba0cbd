//! Times, ages and lengths of time in words.

use flagstone::{Age, Plan, Sex};

/// A moment as `Mon 5 Oct 08:05`, in the policy's zone.
pub(crate) fn short(plan: &Plan, moment: i64) -> String {
    local(plan, moment, "%a %-d %b %H:%M")
}

/// A moment as `Monday 5 October 2026, 08:05`.
pub(crate) fn long(plan: &Plan, moment: i64) -> String {
    local(plan, moment, "%A %-d %B %Y, %H:%M")
}

fn local(plan: &Plan, moment: i64, pattern: &str) -> String {
    let zone = plan.calendar().map_or("Europe/London", |calendar| &calendar.zone);
    flagstone::to_local(zone, moment).map_or_else(String::new, |local| local.format(pattern).to_string())
}

/// A unit of age with how it is counted.
type Unit = (&'static str, u32, fn(u32) -> Age);

const UNITS: [Unit; 4] = [
    ("year", 130, |count| Age::years(u16::try_from(count).unwrap_or(u16::MAX))),
    ("month", 36, |count| Age::months(u16::try_from(count).unwrap_or(u16::MAX))),
    ("week", 60, |count| Age::weeks(u16::try_from(count).unwrap_or(u16::MAX))),
    ("day", 80_000, Age::days),
];

/// A recorded age: `58`, `3 months`, `6 weeks`.
pub(crate) fn age(age: Age) -> String {
    let whole =
        |(unit, most, make): &Unit| (1..=*most).find(|count| make(*count) == age).map(|count| amount(count, unit));
    match UNITS.iter().find_map(whole) {
        Some(text) => text.strip_suffix(" years").or(text.strip_suffix(" year")).map_or(text.clone(), str::to_owned),
        None if age == Age::years(0) => "under 1".to_owned(),
        None => format!("{} to {} days", age.lowest, age.highest),
    }
}

/// An age and a sex as briefly as doctors write: `58 M`.
pub(crate) fn person(known: Option<Age>, sex: Option<Sex>) -> String {
    let sex = sex.map(|sex| match sex {
        Sex::Female => "F".to_owned(),
        Sex::Male => "M".to_owned(),
    });
    known.map(age).into_iter().chain(sex).collect::<Vec<_>>().join(" ")
}

/// An age range of a condition, in days: `18 or over`, `under 3 months`, `16 to 64`.
pub(crate) fn ages(lowest: i32, highest: i32) -> String {
    let (from, to) = (u32::try_from(lowest).unwrap_or(0), u32::try_from(highest).unwrap_or(u32::MAX));
    let starts =
        |(unit, most, make): &Unit| (1..=*most).find(|count| make(*count).lowest == from).map(|count| (count, *unit));
    let ends =
        |(unit, most, make): &Unit| (0..=*most).find(|count| make(*count).highest == to).map(|count| (count, *unit));
    let start = UNITS.iter().find_map(starts);
    let end = UNITS.iter().find_map(ends);
    match (start.filter(|_| from > 0), end.filter(|_| highest != i32::MAX)) {
        (None, None) => "of any age".to_owned(),
        (Some((count, unit)), None) => format!("{} or over", years_bare(count, unit)),
        (None, Some((count, unit))) => format!("under {}", years_bare(count + 1, unit)),
        (Some((from, unit)), Some((to, last))) if unit == last => format!("{from} to {}", years_bare(to, last)),
        (Some((from, unit)), Some((to, last))) => format!("{} to {}", amount(from, unit), amount(to, last)),
    }
}

/// `18`, `3 months`: years are what is meant when nothing is said.
fn years_bare(count: u32, unit: &str) -> String {
    if unit == "year" { count.to_string() } else { amount(count, unit) }
}

/// `1 week`, `2 weeks`
pub(crate) fn amount(count: u32, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// So many minutes, in the largest unit that is whole.
pub(crate) fn minutes(minutes: u32) -> String {
    let units = [("week", 10_080), ("day", 1_440), ("hour", 60), ("minute", 1)];
    let whole = units.iter().find(|(_, length)| minutes >= *length && minutes.is_multiple_of(*length));
    whole.map_or_else(|| "0 minutes".to_owned(), |(unit, length)| amount(minutes / length, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_read_as_they_were_written() {
        for (known, expected) in [
            (Age::years(58), "58"),
            (Age::weeks(6), "6 weeks"),
            (Age::months(3), "3 months"),
            (Age::days(1), "1 day"),
            (Age::years(0), "under 1"),
        ] {
            assert_eq!(age(known), expected);
        }
    }

    #[test]
    fn ranges_read_aloud() {
        let day = |age: u32| i32::try_from(age).unwrap();
        assert_eq!(ages(day(Age::years(18).lowest), i32::MAX), "18 or over");
        assert_eq!(ages(0, day(Age::months(3).lowest) - 1), "under 3 months");
        assert_eq!(ages(day(Age::years(16).lowest), day(Age::years(64).highest)), "16 to 64");
    }

    #[test]
    fn lengths_take_the_largest_whole_unit() {
        assert_eq!([90, 120, 2_880, 20_160].map(minutes), ["90 minutes", "2 hours", "2 days", "2 weeks"]);
    }
}
