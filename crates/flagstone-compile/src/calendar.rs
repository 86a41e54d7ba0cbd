//! From opening hours to moments.
//!
//! # Why
//! Time zones, clock changes and bank holidays are settled here, once, so that the engine only compares numbers.
//!
//! # How
//! Every local day from [`FIRST`] to [`LAST`] gives its midnight and its opening periods in UTC. A local time that the
//! spring change skips is taken as the first moment after the gap; one that happens twice in autumn is taken as the earlier
//! for opening and the later for closing, so that the practice is never closed by the change.

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use flagstone_engine::Calendar;

use crate::hir::Hours;

/// England's bank holidays as data.
const ENGLAND: &str = include_str!("../data/bank-holidays-england.tsv");

/// First year of the calendar.
const FIRST: i32 = Calendar::FIRST_DAY.0;
/// Last year of the calendar and of the bank holidays.
const LAST: i32 = 2036;

/// The bank holidays of a nation, by its lower-case name; `None` if they are not known.
#[must_use]
pub fn bank_holidays(nation: &str) -> Option<Vec<NaiveDate>> {
    match nation {
        "england" | "england and wales" | "wales" => Some(dates(ENGLAND)),
        _ => None,
    }
}

fn dates(table: &str) -> Vec<NaiveDate> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split('\t').next()?.parse().ok()).collect()
}

/// The engine's calendar; empty if the zone is not known.
pub(crate) fn calendar(hours: &Hours) -> Calendar {
    let Ok(zone) = hours.zone.parse::<Tz>() else { return Calendar::default() };
    let mut calendar = Calendar { zone: hours.zone.clone(), ..Calendar::default() };
    let first = NaiveDate::from_ymd_opt(FIRST, 1, 1).unwrap_or_default();
    let end = NaiveDate::from_ymd_opt(LAST + 1, 1, 1).unwrap_or_default();
    let mut day = first;
    loop {
        calendar.midnights.push(moment(zone, day.and_time(NaiveTime::MIN), Twice::Earlier));
        if day >= end {
            return calendar;
        }
        for (from, to) in hours.on(day) {
            let opens = moment(zone, day.and_time(from), Twice::Earlier);
            let closes = moment(zone, day.and_time(to), Twice::Later);
            if opens < closes {
                calendar.open.push((opens, closes));
            }
        }
        day = day.checked_add_days(Days::new(1)).unwrap_or(end);
    }
}

/// A local date and time as seconds since 1970-01-01T00:00:00Z; `None` if the zone is not known.
#[must_use]
pub fn local_moment(zone: &str, local: NaiveDateTime) -> Option<i64> {
    Some(moment(zone.parse().ok()?, local, Twice::Earlier))
}

/// A moment as local time in a zone; `None` if the zone is not known or the moment out of range.
#[must_use]
pub fn to_local(zone: &str, moment: i64) -> Option<DateTime<Tz>> {
    Some(DateTime::from_timestamp(moment, 0)?.with_timezone(&zone.parse::<Tz>().ok()?))
}

/// Which of two moments a local time means when the clock goes back.
#[derive(Clone, Copy)]
enum Twice {
    Earlier,
    Later,
}

fn moment(zone: Tz, local: NaiveDateTime, twice: Twice) -> i64 {
    let mut time = local;
    // A gap is an hour at most anywhere; a day of minutes is a bound that is never reached.
    for _ in 0..24 * 60 {
        match zone.from_local_datetime(&time) {
            LocalResult::Single(moment) => return moment.timestamp(),
            LocalResult::Ambiguous(earlier, later) => {
                return match twice {
                    Twice::Earlier => earlier.timestamp().min(later.timestamp()),
                    Twice::Later => earlier.timestamp().max(later.timestamp()),
                };
            }
            LocalResult::None => time += TimeDelta::minutes(1),
        }
    }
    local.and_utc().timestamp()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::Weekday;
    use flagstone_engine::Deadline;

    use super::*;

    fn core_hours() -> Calendar {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        calendar(&Hours {
            zone: "Europe/London".to_owned(),
            weekly: [Mon, Tue, Wed, Thu, Fri].map(|day| (day, time(8, 0), time(18, 30))).to_vec(),
            dates: Vec::new(),
            closed: bank_holidays("england").unwrap().into_iter().collect::<BTreeSet<_>>(),
        })
    }

    fn check(received: &str, deadline: Deadline, expected: &str) {
        let calendar = core_hours();
        let parse = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let received = local_moment("Europe/London", parse(received)).unwrap();
        let resolved = calendar.resolve(deadline, received).unwrap();
        assert_eq!(to_local("Europe/London", resolved).unwrap().format("%Y-%m-%d %H:%M").to_string(), expected);
    }

    #[test]
    fn same_day_on_a_friday_evening() {
        check("2026-10-02 18:20", Deadline::CloseToday, "2026-10-02 18:30");
        check("2026-10-02 18:40", Deadline::CloseToday, "2026-10-05 08:00");
        check("2026-10-02 07:00", Deadline::CloseToday, "2026-10-02 18:30");
    }

    #[test]
    fn the_next_working_day_skips_weekends_bank_holidays_and_clock_changes() {
        check("2026-12-24 10:00", Deadline::CloseInWorkingDays(1), "2026-12-29 18:30");
        check("2026-10-23 10:00", Deadline::CloseInWorkingDays(1), "2026-10-26 18:30");
        check("2026-03-27 17:00", Deadline::CloseInWorkingDays(1), "2026-03-30 18:30");
        check("2026-10-03 12:00", Deadline::CloseInWorkingDays(1), "2026-10-05 18:30");
    }

    #[test]
    fn two_days_are_brought_back_to_when_somebody_is_there() {
        check("2026-10-05 10:00", Deadline::Within(48 * 3600), "2026-10-07 10:00");
        check("2026-10-01 10:00", Deadline::Within(48 * 3600), "2026-10-02 18:30");
        check("2026-10-02 19:00", Deadline::Within(48 * 3600), "2026-10-05 08:00");
    }

    #[test]
    fn christmas_2026_and_2027_have_their_substitutes() {
        let days = bank_holidays("england").unwrap();
        for day in ["2026-12-25", "2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03", "2027-03-26"] {
            assert!(days.contains(&day.parse().unwrap()), "{day}");
        }
    }

    #[test]
    fn every_day_knows_its_weekday_and_year() {
        let calendar = core_hours();
        let noon = |day: &str| local_moment("Europe/London", format!("{day}T12:00:00").parse().unwrap()).unwrap();
        let of = |day| calendar.local(noon(day)).unwrap();
        assert_eq!((of("2026-11-23").weekday, of("2026-11-23").year), (0, 2026));
        assert_eq!((of("2028-02-29").weekday, of("2028-02-29").year), (1, 2028));
        assert_eq!((of("2036-12-31").weekday, of("2036-12-31").year), (2, 2036));
    }
}
