//! Opening hours and the days on which they do not hold.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use flagstone_syntax::ast::{self, Days, HoursLine};
use flagstone_syntax::{Diagnostic, Span};

use super::Lowering;
use crate::calendar::bank_holidays;
use crate::hir::Hours;

/// The zone unless a line names another.
const ZONE: &str = "Europe/London";

impl Lowering {
    pub(crate) fn lower_hours(&mut self, blocks: &[&ast::Hours]) -> Option<Hours> {
        let (block, others) = blocks.split_first()?;
        for other in others {
            let diagnostic = Diagnostic::error("two-hours", other.span, "this policy already has an `hours` block")
                .related(block.span, "first block")
                .help("put all opening times into one block");
            self.diagnostics.push(diagnostic);
        }
        let mut hours = Hours { zone: ZONE.to_owned(), weekly: Vec::new(), dates: Vec::new(), closed: BTreeSet::new() };
        for line in &block.lines {
            self.hours_line(line, &mut hours);
        }
        hours.weekly.sort_by_key(|(day, from, _)| (day.num_days_from_monday(), *from));
        hours.dates.sort_unstable();
        self.refuse_overlaps(block.span, &hours);
        Some(hours)
    }

    fn hours_line(&mut self, line: &HoursLine, hours: &mut Hours) {
        match line {
            HoursLine::Open { from, to, on, zone, .. } => {
                if let Some(zone) = zone {
                    self.zone(&zone.node, zone.span, hours);
                }
                match on {
                    Days::Weekly(days) => hours.weekly.extend(days.iter().map(|day| (*day, *from, *to))),
                    Days::Date(date) => hours.dates.push((*date, *from, *to)),
                }
            }
            HoursLine::ClosedOnBankHolidays { span, nation } => match bank_holidays(&nation.node) {
                Some(days) => hours.closed.extend(days),
                None => {
                    let message = format!("the bank holidays of `{}` are not known", nation.node);
                    self.error(
                        "unknown-nation",
                        *span,
                        message,
                        "use `england`, or list the days: `closed on 2026-12-25`",
                    );
                }
            },
            HoursLine::ClosedOn(date) => {
                hours.closed.insert(date.node);
            }
        }
    }

    fn zone(&mut self, zone: &str, span: Span, hours: &mut Hours) {
        if zone.parse::<chrono_tz::Tz>().is_err() {
            let message = format!("there is no time zone called `{zone}`");
            self.error("unknown-zone", span, message, "use `Europe/London`");
        }
        zone.clone_into(&mut hours.zone);
    }

    fn refuse_overlaps(&mut self, span: Span, hours: &Hours) {
        let overlap = |a: NaiveTime, b: NaiveTime| a > b;
        let weekly = hours.weekly.windows(2).any(|pair| match pair {
            [(day, _, end), (next, start, _)] => day == next && overlap(*end, *start),
            _ => false,
        });
        let dates = hours.dates.windows(2).any(|pair| match pair {
            [(day, _, end), (next, start, _)] => day == next && overlap(*end, *start),
            _ => false,
        });
        if weekly || dates {
            let help =
                "give each day periods that follow one another: `open 08:00 to 12:30`, then `open 13:30 to 18:30`";
            self.error("hours-overlap", span, "two opening periods of one day overlap", help);
        }
    }
}

impl Hours {
    /// The opening periods of a day, in order.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
        use chrono::Datelike;
        let special: Vec<_> =
            self.dates.iter().filter(|(date, ..)| *date == day).map(|(_, from, to)| (*from, *to)).collect();
        if !special.is_empty() {
            return special;
        }
        if self.closed.contains(&day) {
            return Vec::new();
        }
        let weekday = day.weekday();
        self.weekly.iter().filter(|(on, ..)| *on == weekday).map(|(_, from, to)| (*from, *to)).collect()
    }
}
