//! Tests that a policy carries.

use chrono::{Datelike, NaiveDate, Weekday};
use flagstone_syntax::Spanned;
use flagstone_syntax::ast::{self, Expect as Expected, Given};

use super::Lowering;
use super::conditions::{answer_test, texts};
use super::rules::lower_person;
use crate::hir::{DestinationId, Expect, Hours, Test};

/// How far ahead a day such as "a Monday" is looked for.
const LOOK_AHEAD: usize = 60;

impl Lowering {
    pub(crate) fn lower_tests(
        &mut self,
        blocks: &[&ast::Test],
        valid: Option<(NaiveDate, NaiveDate)>,
        hours: Option<&Hours>,
    ) -> Vec<Test> {
        let first = valid.map(|(from, _)| from).or_else(|| NaiveDate::from_ymd_opt(2026, 10, 1)).unwrap_or_default();
        blocks.iter().filter_map(|block| self.test(block, first, hours)).collect()
    }

    fn test(&mut self, block: &ast::Test, first: NaiveDate, hours: Option<&Hours>) -> Option<Test> {
        let Some(when) = &block.when else {
            let message = format!("the test \"{}\" does not say who writes what", block.title.node);
            self.error("test-without-when", block.title.span, message, "add `when a 34 year old woman writes \"...\"`");
            return None;
        };
        if block.expect.is_empty() {
            let message = format!("the test \"{}\" expects nothing, so it cannot fail", block.title.node);
            self.error(
                "test-without-expect",
                block.title.span,
                message,
                "add a line such as `expect urgency same day`",
            );
        }
        let mut test = Test {
            span: block.span,
            title: block.title.node.clone(),
            at: None,
            form: None,
            answers: Vec::new(),
            person: lower_person(&when.person),
            text: when.text.node.clone(),
            expect: Vec::new(),
        };
        for given in &block.given {
            apply(&given.node, &mut test, first, hours);
        }
        test.expect = block.expect.iter().filter_map(|line| Some((line.span, self.expected(line)?))).collect();
        Some(test)
    }

    fn expected(&mut self, line: &Spanned<Expected>) -> Option<Expect> {
        Some(match &line.node {
            Expected::Urgency(cell) => Expect::Urgency(self.level_set(cell)),
            Expected::SentTo(name) => Expect::SentTo(self.known_destination(name)?),
            Expected::Rule { id, fires } => {
                self.rules.find(id, &mut self.diagnostics)?;
                Expect::Rule(id.node.clone(), *fires)
            }
            Expected::Flag(name) => Expect::Flag(name.node.clone()),
            Expected::Deadline { date, at } => Expect::Deadline(*date, *at),
            Expected::PersonReads => Expect::PersonReads,
        })
    }

    fn known_destination(&mut self, name: &ast::Name) -> Option<DestinationId> {
        let found = self.destinations.iter().position(|destination| *destination == name.node);
        if found.is_none() {
            let message = format!("no row of the routing table sends to `{}`", name.node);
            let near = flagstone_syntax::nearest(&name.node, self.destinations.iter().map(String::as_str));
            let help = near
                .map_or_else(|| "use a destination of the table".to_owned(), |near| format!("did you mean `{near}`?"));
            self.error("unknown-destination", name.span, message, help);
        }
        found.map(DestinationId)
    }
}

fn apply(given: &Given, test: &mut Test, first: NaiveDate, hours: Option<&Hours>) {
    match given {
        Given::Weekday { day, at } => test.at = Some((next_day(*day, first, hours), *at)),
        Given::Moment { date, at } => test.at = Some((*date, *at)),
        Given::Form(form) => test.form = Some(*form),
        Given::Sender(sender) => test.person.sender = Some(*sender),
        Given::Answer { question, is } => test.answers.push((question.node.clone(), answer_test(is))),
        Given::Takes(terms) => test.person.medicines.get_or_insert_default().extend(texts(terms)),
        Given::Has(terms) => test.person.conditions.get_or_insert_default().extend(texts(terms)),
    }
}

/// The first such day that is no holiday; any weekday is Monday to Friday.
fn next_day(day: Option<Weekday>, first: NaiveDate, hours: Option<&Hours>) -> NaiveDate {
    let fits = |date: &NaiveDate| {
        let weekday = date.weekday();
        let right = day.map_or(weekday.num_days_from_monday() < 5, |day| day == weekday);
        right && hours.is_none_or(|hours| !hours.closed.contains(date))
    };
    first.iter_days().take(LOOK_AHEAD).find(fits).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_the_first_monday_to_friday() {
        let saturday = NaiveDate::from_ymd_opt(2026, 10, 3).unwrap();
        assert_eq!(next_day(None, saturday, None).weekday(), Weekday::Mon);
        assert_eq!(next_day(Some(Weekday::Wed), saturday, None).weekday(), Weekday::Wed);
    }
}
