//! Opening hours.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::Serialize;

use super::Name;
use crate::span::{Span, Spanned};

/// `hours`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// The whole block.
    pub span: Span,
    /// Its lines.
    pub lines: Vec<HoursLine>,
}

/// A line of `hours`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum HoursLine {
    /// `open 08:00 to 18:30 on weekdays, Europe/London`
    Open {
        /// The line.
        span: Span,
        /// Opens.
        from: NaiveTime,
        /// Closes.
        to: NaiveTime,
        /// On these days.
        on: Days,
        /// Time zone by its IANA name.
        zone: Option<Spanned<String>>,
    },
    /// `closed on bank holidays in England`
    ClosedOnBankHolidays {
        /// The line.
        span: Span,
        /// The nation, lower case.
        nation: Name,
    },
    /// `closed on DATE`
    ClosedOn(Spanned<NaiveDate>),
}

/// The days of an `open` line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Days {
    /// These days of every week.
    Weekly(Vec<Weekday>),
    /// This one day, whatever else is said of it.
    Date(NaiveDate),
}
