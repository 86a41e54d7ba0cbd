//! Opening hours and deadlines, day by day, straight from the policy's hours.
//!
//! # Why
//! The engine gets a list of moments that the compiler made. Here nothing is made in advance: each question walks from
//! day to day with a time zone library.
//!
//! # How
//! A local time that the clocks skip in spring is the first moment after the gap. One that happens twice in autumn is the
//! earlier for opening and the later for closing.
//! Policies know bank holidays and time zones from 2024 to 2036; outside these years there is no deadline.

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use flagstone::hir::{Deadline, Hours};
use flagstone::text::Moment;

/// The years that are known.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2036;

/// A practice's hours.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    hours: &'a Hours,
    zone: Tz,
}

impl<'a> Clock<'a> {
    pub(super) fn new(hours: &'a Hours) -> Self {
        Self { hours, zone: hours.zone.parse().expect("a policy that lowers has a zone that exists") }
    }

    /// The local day of a moment, if it lies in the years that are known.
    fn day(self, moment: i64) -> Option<NaiveDate> {
        let day = DateTime::from_timestamp(moment, 0)?.with_timezone(&self.zone).date_naive();
        YEARS.contains(&day.year()).then_some(day)
    }

    /// The day of receipt, as the reader of words such as "since Friday" needs it.
    pub(super) fn today(self, received: i64) -> Option<Moment> {
        let day = self.day(received)?;
        Some(Moment {
            weekday: u8::try_from(day.weekday().num_days_from_monday()).ok()?,
            year: u16::try_from(day.year()).ok()?,
            month: u8::try_from(day.month()).ok()?,
            day: u8::try_from(day.day()).ok()?,
        })
    }

    pub(super) fn is_open(self, moment: i64) -> Option<bool> {
        let day = self.day(moment)?;
        Some(self.openings(day).into_iter().any(|(opens, closes)| opens <= moment && moment < closes))
    }

    /// The opening periods of a day: its own if the policy names the date, none if it is closed, else the week's.
    fn openings(self, day: NaiveDate) -> Vec<(i64, i64)> {
        let Hours { dates, closed, weekly, .. } = self.hours;
        let own: Vec<(NaiveTime, NaiveTime)> =
            dates.iter().filter(|(date, ..)| *date == day).map(|(_, from, to)| (*from, *to)).collect();
        let ordinary = || {
            weekly.iter().filter(|(weekday, ..)| *weekday == day.weekday()).map(|(_, from, to)| (*from, *to)).collect()
        };
        let periods = match () {
            () if !own.is_empty() => own,
            () if closed.contains(&day) => Vec::new(),
            () => ordinary(),
        };
        let moments =
            periods.into_iter().map(|(from, to)| (self.opens(day.and_time(from)), self.closes(day.and_time(to))));
        moments.filter(|(opens, closes)| opens < closes).collect()
    }

    fn opens(self, local: NaiveDateTime) -> i64 {
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment.timestamp(),
            LocalResult::None => self.opens(local + TimeDelta::minutes(1)),
        }
    }

    fn closes(self, local: NaiveDateTime) -> i64 {
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(_, moment) => moment.timestamp(),
            LocalResult::None => self.closes(local + TimeDelta::minutes(1)),
        }
    }

    /// Every day from one on, as far as days are known.
    fn days_from(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        day.iter_days().take_while(|day| YEARS.contains(&day.year()))
    }

    /// When it next opens, at a moment or after it.
    fn next_opening(self, moment: i64) -> Option<i64> {
        let mut openings = Self::days_from(self.day(moment)?).flat_map(|day| self.openings(day));
        openings.find(|(opens, _)| *opens >= moment).map(|(opens, _)| opens)
    }

    /// By when something received at a moment must be dealt with.
    pub(super) fn resolve(self, deadline: Deadline, received: i64) -> Option<i64> {
        match deadline {
            Deadline::Now => Some(received),
            Deadline::Clock { minutes } => Some(received + i64::from(minutes) * 60),
            Deadline::Within { minutes } => self.within(received, received + i64::from(minutes) * 60),
            Deadline::CloseToday => {
                let last = self.openings(self.day(received)?).into_iter().map(|(_, closes)| closes).max();
                last.filter(|closes| *closes > received).or_else(|| self.next_opening(received))
            }
            Deadline::CloseInWorkingDays(count) => {
                let tomorrow = self.day(received)?.checked_add_days(Days::new(1))?;
                let closings =
                    Self::days_from(tomorrow).filter_map(|day| self.openings(day).last().map(|(_, closes)| *closes));
                closings.take(usize::from(count).max(1)).nth(usize::from(count).max(1) - 1)
            }
        }
    }

    /// The last moment up to a limit at which it is open, or else the next opening.
    fn within(self, received: i64, limit: i64) -> Option<i64> {
        let first = self.day(received)?;
        let periods =
            Self::days_from(first).flat_map(|day| self.openings(day)).take_while(|(opens, _)| *opens <= limit);
        let last = periods.map(|(_, closes)| closes.min(limit)).filter(|moment| *moment > received).last();
        last.or_else(|| self.next_opening(received))
    }
}
