//! `hours`: when the practice is open.

use chrono::Weekday;
use flagstone_grammar::Rule;

use crate::ast::{Days, Hours, HoursLine};
use crate::diagnostic::Diagnostic;
use crate::node::Node;
use crate::outline::Outline;
use crate::span::Spanned;
use crate::values::{self, Problems};

use super::{Entry, read_head, span, walk};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub(super) fn hours(block: &Outline<'_>, problems: &mut Problems) -> Hours {
    read_head(block, problems);
    let lines = walk(&block.body, problems, |entry, problems| match entry {
        Entry::Line(Rule::line_open, node) => open(node, problems),
        Entry::Line(_, node) => closed(node, problems),
        Entry::Condition(..) => None,
    });
    Hours { span: span(block), lines }
}

fn open(node: &Node<'_>, problems: &mut Problems) -> Option<HoursLine> {
    let mut times = node.all(Rule::time_of_day);
    let (opens, closes) = (times.next()?, times.next()?);
    let (from, to) = (values::time_of_day(&opens, problems), values::time_of_day(&closes, problems));
    let on = days(&node.child(Rule::days)?, problems)?;
    let (from, to) = (from?, to?);
    if from >= to {
        problems.push(
            Diagnostic::error(
                "reversed-range",
                opens.span().to(closes.span()),
                format!("`{}` does not lie before `{}`", opens.text(), closes.text()),
            )
            .help("write the opening time first, such as `open 08:00 to 18:30 on weekdays`"),
        );
        return None;
    }
    let zone = node.child(Rule::zone).map(|zone| values::verbatim(&zone));
    Some(HoursLine::Open { span: node.span(), from, to, on, zone })
}

fn days(node: &Node<'_>, problems: &mut Problems) -> Option<Days> {
    let kind = node.first()?;
    let weekly = |days: &[Weekday]| Some(Days::Weekly(days.to_vec()));
    match kind.rule() {
        Rule::kw_weekdays => weekly(&[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]),
        Rule::kw_weekends => weekly(&[Weekday::Sat, Weekday::Sun]),
        Rule::kw_every_day => weekly(&WEEK),
        Rule::date => values::date(&kind, problems).map(|date| Days::Date(date.node)),
        Rule::day_range => range(&kind),
        _ => Some(Days::Weekly(kind.all(Rule::weekday).filter_map(|day| values::weekday(&day)).collect())),
    }
}

/// `Saturday to Tuesday` goes round the end of the week.
fn range(node: &Node<'_>) -> Option<Days> {
    let mut ends = node.all(Rule::weekday).filter_map(|day| values::weekday(&day));
    let (first, last) = (ends.next()?, ends.next()?);
    let from_first = WEEK.iter().copied().cycle().skip_while(|day| *day != first);
    let count = last.days_since(first) as usize + 1;
    Some(Days::Weekly(from_first.take(count).collect()))
}

fn closed(node: &Node<'_>, problems: &mut Problems) -> Option<HoursLine> {
    if let Some(place) = node.child(Rule::place) {
        let nation = Spanned::new(values::plain_name(place.text()), place.span());
        return Some(HoursLine::ClosedOnBankHolidays { span: node.span(), nation });
    }
    values::date_in(node, problems).map(HoursLine::ClosedOn)
}
