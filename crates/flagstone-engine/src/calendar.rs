//! When the practice is open, as plain numbers.
//!
//! # Why
//! "Same day" at 18:20 on a Friday before a bank holiday, in the week the clocks change, is a question of time zones,
//! rules and holidays. All of that is settled when a policy is compiled: what reaches the engine is a list of moments.
//! So the engine needs no time zone data, a deadline costs two binary searches, and every platform gives the same answer.
//!
//! # How
//! `midnights[d]` is the moment at which local day `d` begins, days counted from [`Calendar::FIRST_DAY`]; `open` holds the
//! opening periods in order. Both are in seconds since 1970-01-01T00:00:00Z.
//!
//! # Invariants
//! Both lists are strictly increasing and periods do not overlap; [`Calendar::is_valid`] says so after loading.

use flagstone_text::Moment;
use serde::{Deserialize, Serialize};

/// By when somebody must have dealt with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Deadline {
    /// At once.
    Now,
    /// So many seconds after receipt, by the clock, whether open or not.
    Clock(u32),
    /// So many seconds after receipt, brought back to the last moment that is open; if none is left, the next opening.
    Within(u32),
    /// By the close of the day of receipt; if that is over, by the next opening.
    CloseToday,
    /// By the close of the n-th open day after the day of receipt.
    CloseInWorkingDays(u16),
}

/// Days from 1970-01-01 to [`Calendar::FIRST_DAY`].
const FIRST_DAY_SINCE_EPOCH: i64 = 19_723;

/// Year, month and day of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
///
/// Howard Hinnant's `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms"): years run from March, in eras of 400.
fn civil(days: i64) -> (u16, u8, u8) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (u16::try_from(year).unwrap_or(0), u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// The opening periods of some years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The IANA name of the zone, for showing times.
    pub zone: String,
    /// Where each local day begins; one more than there are days.
    pub midnights: Vec<i64>,
    /// Opening and closing moments.
    pub open: Vec<(i64, i64)>,
}

impl Calendar {
    /// 2024-01-01, a Monday: the day that `midnights[0]` begins.
    pub const FIRST_DAY: (i32, u32, u32) = (2024, 1, 1);

    /// Whether the lists keep their promises.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        let days_in_order = self.midnights.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        let periods_in_order = self.open.windows(2).all(|pair| matches!(pair, [a, b] if a.1 <= b.0));
        days_in_order && periods_in_order && self.open.iter().all(|(from, to)| from < to)
    }

    /// Whether `moment` lies in the years that this calendar knows.
    #[must_use]
    pub fn covers(&self, moment: i64) -> bool {
        self.day(moment).is_some()
    }

    /// Whether the practice is open; `None` outside the calendar.
    #[must_use]
    pub fn is_open(&self, moment: i64) -> Option<bool> {
        self.day(moment)?;
        let next = self.open.partition_point(|period| period.0 <= moment);
        Some(next.checked_sub(1).and_then(|at| self.open.get(at)).is_some_and(|period| moment < period.1))
    }

    /// The day and year of a moment, for words such as "since Friday".
    #[must_use]
    pub fn local(&self, moment: i64) -> Option<Moment> {
        let day = self.day(moment)?;
        let weekday = u8::try_from(day % 7).ok()?;
        let (year, month, day) = civil(i64::try_from(day).ok()? + FIRST_DAY_SINCE_EPOCH);
        Some(Moment { weekday, year, month, day })
    }

    /// The moment by which `deadline` ends for a request received at `received`; `None` outside the calendar.
    #[must_use]
    pub fn resolve(&self, deadline: Deadline, received: i64) -> Option<i64> {
        match deadline {
            Deadline::Now => Some(received),
            Deadline::Clock(seconds) => received.checked_add(i64::from(seconds)),
            Deadline::Within(seconds) => self.last_open_by(received, received.checked_add(i64::from(seconds))?),
            Deadline::CloseToday => self.close_today(received),
            Deadline::CloseInWorkingDays(days) => self.close_in_working_days(received, days),
        }
    }

    /// The local day of a moment.
    fn day(&self, moment: i64) -> Option<usize> {
        let after = self.midnights.partition_point(|midnight| *midnight <= moment);
        if after == self.midnights.len() { None } else { after.checked_sub(1) }
    }

    /// The opening periods that begin on or after a moment.
    fn periods_from(&self, moment: i64) -> &[(i64, i64)] {
        self.open.get(self.open.partition_point(|period| period.0 < moment)..).unwrap_or(&[])
    }

    /// CLINICAL: a deadline that falls when nobody is there is brought forward, never back (language reference, deadlines).
    fn last_open_by(&self, received: i64, limit: i64) -> Option<i64> {
        self.day(received)?;
        let before = self.open.partition_point(|period| period.0 <= limit);
        let last = before.checked_sub(1).and_then(|at| self.open.get(at)).map(|period| period.1.min(limit));
        match last {
            Some(moment) if moment > received => Some(moment),
            _ => self.periods_from(received).first().map(|period| period.0),
        }
    }

    /// CLINICAL: what comes in after the last close of a day is due at the next opening, not at the next close.
    fn close_today(&self, received: i64) -> Option<i64> {
        let midnight = *self.midnights.get(self.day(received)? + 1)?;
        let before = self.open.partition_point(|period| period.0 < midnight);
        let last = before.checked_sub(1).and_then(|at| self.open.get(at));
        match last {
            Some(period) if period.1 > received => Some(period.1),
            _ => self.periods_from(received).first().map(|period| period.0),
        }
    }

    fn close_in_working_days(&self, received: i64, days: u16) -> Option<i64> {
        let mut day = self.day(received)?;
        let mut left = days;
        loop {
            day += 1;
            let (from, to) = (*self.midnights.get(day)?, *self.midnights.get(day + 1)?);
            let periods = self.periods_from(from);
            let today = periods.get(..periods.partition_point(|period| period.0 < to)).unwrap_or(&[]);
            if let Some(last) = today.last() {
                left = left.saturating_sub(1);
                if left == 0 {
                    return Some(last.1);
                }
            }
        }
    }
}
