//! The report of a test run for people.

use std::collections::BTreeSet;

use super::phrases::Phrase;
use super::statistics::{Proportion, Statistics};
use super::triage::Triage;
use super::{Report, Verdict};
use crate::screen::{Screen, Tone, count, harmless, pad, thousands, wrap};

/// What is told of one failure.
struct Failure<'r> {
    verdict: Verdict,
    name: &'r str,
    place: String,
    text: &'r str,
    lines: Vec<String>,
}

pub(super) fn human(report: &Report, list_phrases: bool, screen: Screen) -> String {
    let mut text = format!("{}\n\n", screen.paint(Tone::Strong, &format!("{} {}", report.policy, report.version)));
    let failures = failures(report);
    for verdict in
        [Verdict::Missed, Verdict::FalseAlarm, Verdict::Wrong, Verdict::KnownMissMended, Verdict::KnownFalseAlarmMended]
    {
        text.push_str(&section(&failures, verdict, screen));
    }
    text.push_str(&tests(report, screen));
    text.push_str(&problems(report, screen));
    text.push_str(&counts(report));
    text.push_str(&coverage(report, screen));
    text.push_str(&phrases(&report.phrases, list_phrases, screen));
    if let Some(statistics) = &report.statistics {
        text.push_str(&triage(&statistics.triage, screen));
        text.push_str(&thresholds(statistics, screen));
        text.push_str(&confusion(statistics, screen));
    }
    let (tone, word) = if report.passed { (Tone::Good, "passed") } else { (Tone::Alarm, "failed") };
    text.push_str(&format!("{}\n", screen.paint(tone, word)));
    text
}

/// Failed examples and cases alike.
fn failures(report: &Report) -> Vec<Failure<'_>> {
    let examples = report.examples.iter().filter(|example| example.verdict.is_failure()).map(|example| Failure {
        verdict: example.verdict,
        name: &example.rule,
        place: format!("{}:{}", example.path, example.line),
        text: &example.text,
        lines: example.because.clone(),
    });
    let cases = report.cases.iter().filter(|case| case.verdict.is_failure()).map(|case| Failure {
        verdict: case.verdict,
        name: &case.title,
        place: format!("{}:{}", case.path, case.line),
        text: &case.text,
        lines: case.failures.iter().chain(&case.because).cloned().collect(),
    });
    examples.chain(cases).collect()
}

fn section(failures: &[Failure<'_>], verdict: Verdict, screen: Screen) -> String {
    let of_kind: Vec<&Failure<'_>> = failures.iter().filter(|failure| failure.verdict == verdict).collect();
    if of_kind.is_empty() {
        return String::new();
    }
    let (tone, title) = match verdict {
        Verdict::Missed => (Tone::Alarm, "MISSED: had to be raised, and was not"),
        Verdict::FalseAlarm => (Tone::Care, "FALSE ALARM: had to be quiet, and was raised"),
        Verdict::KnownMissMended => {
            (Tone::Good, "KNOWN MISS MENDED: change the line to `fires`, or take out `known: miss`")
        }
        Verdict::KnownFalseAlarmMended => (
            Tone::Good,
            "KNOWN FALSE ALARM MENDED: change the line to `does not fire`, or take out `known: false alarm`",
        ),
        _ => (Tone::Care, "WRONG: the urgency is right, something else is not"),
    };
    let mut text = format!("{}\n", screen.paint(tone, title));
    for failure in of_kind {
        text.push_str(&format!(
            "  {}  {}\n",
            screen.paint(Tone::Strong, &harmless(failure.name)),
            screen.paint(Tone::Faint, &failure.place)
        ));
        let words = format!("\"{}\"", harmless(failure.text));
        wrap(&words, screen.width.saturating_sub(4)).iter().for_each(|line| text.push_str(&format!("    {line}\n")));
        for line in &failure.lines {
            let lines = wrap(&harmless(line), screen.width.saturating_sub(8));
            let bullets = lines.iter().zip(std::iter::once("    - ").chain(std::iter::repeat("      ")));
            bullets.for_each(|(line, bullet)| text.push_str(&format!("{bullet}{line}\n")));
        }
    }
    text.push('\n');
    text
}

fn tests(report: &Report, screen: Screen) -> String {
    let failed: Vec<_> = report.tests.iter().filter(|test| !test.failures.is_empty()).collect();
    if failed.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n", screen.paint(Tone::Alarm, "FAILED TESTS of the policy"));
    for test in failed {
        let place = screen.paint(Tone::Faint, &format!("{}:{}", test.path, test.line));
        text.push_str(&format!("  {}  {place}\n", screen.paint(Tone::Strong, &harmless(&test.title))));
        test.failures.iter().for_each(|failure| text.push_str(&format!("    - {failure}\n")));
    }
    text.push('\n');
    text
}

fn problems(report: &Report, screen: Screen) -> String {
    if report.problems.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n", screen.paint(Tone::Alarm, "CASES THAT CANNOT BE RUN"));
    for case in &report.problems {
        text.push_str(&format!("  {}, {}\n", case.path, harmless(&case.problem.to_string())));
    }
    text.push('\n');
    text
}

fn counts(report: &Report) -> String {
    let passed = report.tests.iter().filter(|test| test.failures.is_empty()).count();
    let mut text = outcomes("example", report.examples.iter().map(|example| example.verdict).collect());
    if !report.tests.is_empty() {
        text.push_str(&format!(
            "{}: {passed} passed, {} failed\n",
            count(report.tests.len(), "test", "tests"),
            report.tests.len() - passed
        ));
    }
    text.push_str(&outcomes("case", report.cases.iter().map(|case| case.verdict).collect()));
    if let Some(held_out) = &report.held_out {
        text.push_str(&outcomes("held-out case", held_out.verdicts.clone()));
        text.push_str("  a measurement, not a promise: they cannot fail this run; see them with --split held-out\n");
    }
    text
}

/// How many came out how: `2 cases: 1 correctly raised, ...`
fn outcomes(name: &str, verdicts: Vec<Verdict>) -> String {
    if verdicts.is_empty() {
        return String::new();
    }
    let number = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
    let mut parts = vec![
        format!("{} correctly raised", number(Verdict::CorrectlyRaised)),
        format!("{} correctly quiet", number(Verdict::CorrectlyQuiet)),
        count(number(Verdict::FalseAlarm), "false alarm", "false alarms"),
        format!("{} missed", number(Verdict::Missed)),
    ];
    let known = [
        (Verdict::Wrong, "wrong otherwise"),
        (Verdict::KnownMiss, "known to be missed"),
        (Verdict::KnownFalseAlarm, "known to be false alarms"),
        (Verdict::KnownMissMended, "known misses mended"),
        (Verdict::KnownFalseAlarmMended, "known false alarms mended"),
    ];
    let some = known.iter().filter(|(verdict, _)| number(*verdict) > 0);
    parts.extend(some.map(|(verdict, words)| format!("{} {words}", number(*verdict))));
    format!("{}: {}\n", count(verdicts.len(), name, &format!("{name}s")), parts.join(", "))
}

/// How many phrases no text has met; with the list, each by its concept and place.
fn phrases(all: &[Phrase], list: bool, screen: Screen) -> String {
    let never: Vec<&Phrase> = all.iter().filter(|phrase| phrase.met == 0).collect();
    let said = format!(
        "{} of {} {} never met by any example or case",
        count(never.len(), "phrase", "phrases"),
        thousands(all.len()),
        if never.len() == 1 { "was" } else { "were" }
    );
    let mut text = if never.is_empty() { said } else { screen.paint(Tone::Care, &said) };
    if !list {
        text.push_str(if never.is_empty() { "\n\n" } else { "; list them with --phrases\n\n" });
        return text;
    }
    text.push('\n');
    let mut concept = "";
    for phrase in never {
        if phrase.concept != concept {
            concept = &phrase.concept;
            text.push_str(&format!("  {}\n", screen.paint(Tone::Strong, &harmless(concept))));
        }
        let place = screen.paint(Tone::Faint, &format!("{}:{}", phrase.path, phrase.line));
        text.push_str(&format!("    {}  {place}\n", harmless(&phrase.phrase)));
    }
    text.push('\n');
    text
}

/// Under-triage and over-triage of all cases, and of each split.
fn triage(all: &[Triage], screen: Screen) -> String {
    if all.is_empty() {
        return String::new();
    }
    let title = "Under-triage (below `at least`) and over-triage (above `at most`), with 95 % intervals (Wilson)";
    let rows = all.iter().flat_map(|triage| {
        let levels = triage.levels.iter().map(|level| (format!("  {}", level.level), level.under, level.over));
        std::iter::once((triage.split.clone(), triage.under, triage.over)).chain(levels)
    });
    let rows: Vec<(String, Option<Proportion>, Option<Proportion>)> = rows.collect();
    let width = rows.iter().map(|(name, _, _)| name.chars().count()).max().unwrap_or(0);
    let show = |part: Option<Proportion>| part.map_or_else(|| "no cases".to_owned(), |proportion| proportion.show());
    let mut text = format!("{}\n", screen.paint(Tone::Strong, title));
    for (name, under, over) in rows {
        text.push_str(&format!("  {}  under {}  over {}\n", pad(&name, width), pad(&show(under), 38), show(over)));
    }
    text.push('\n');
    text
}

fn coverage(report: &Report, screen: Screen) -> String {
    let never: Vec<_> = report.coverage.iter().filter(|rule| rule.fired == 0).collect();
    let tried = report.coverage.len() - never.len();
    let mut text = format!("{}: {tried} fired at least once", count(report.coverage.len(), "red flag", "red flags"));
    if never.is_empty() {
        return text + "\n";
    }
    text.push_str(&screen.paint(Tone::Care, &format!(", {} never fired", never.len())));
    text.push('\n');
    never.iter().for_each(|rule| {
        text.push_str(&format!("  {} {}: give it an example that fires\n", rule.rule, harmless(&rule.title)))
    });
    text
}

fn thresholds(statistics: &Statistics, screen: Screen) -> String {
    let title = "Cases by urgency, with 95 % intervals (Wilson)";
    let width = statistics.thresholds.iter().map(|threshold| threshold.level.chars().count()).max().unwrap_or(0);
    let mut text = format!("{}\n", screen.paint(Tone::Strong, title));
    for threshold in &statistics.thresholds {
        let level = pad(&threshold.level, width);
        let above = if threshold.level == statistics.thresholds.first().map_or("", |first| &first.level) {
            "        "
        } else {
            "or above"
        };
        let show = |proportion: &Option<Proportion>| {
            proportion.map_or_else(|| "no cases".to_owned(), |proportion| proportion.show())
        };
        let sensitivity = pad(&show(&threshold.sensitivity), 38);
        text.push_str(&format!("  {level} {above}  raised {sensitivity}  quiet {}\n", show(&threshold.specificity)));
    }
    let caution = "  Cases that the authors knew while they wrote say little about messages that nobody has seen yet.";
    text.push_str(&format!("{}\n", screen.paint(Tone::Faint, caution)));
    text.push('\n');
    text
}

fn confusion(statistics: &Statistics, screen: Screen) -> String {
    let seen: BTreeSet<&String> = statistics.confusion.iter().flat_map(|row| row.got.keys()).collect();
    let order: Vec<&String> =
        statistics.thresholds.iter().map(|threshold| &threshold.level).filter(|level| seen.contains(level)).collect();
    let rest = seen.iter().filter(|level| !order.contains(level)).copied();
    let columns: Vec<&String> = order.iter().copied().chain(rest).collect();
    let first = statistics.confusion.iter().map(|row| row.expected.chars().count()).max().unwrap_or(0);
    let head: Vec<String> =
        columns.iter().map(|column| format!("{column:>width$}", width = column.chars().count().max(5))).collect();
    let mut text = format!("{}\n", screen.paint(Tone::Strong, "What was expected, and what came out"));
    text.push_str(&format!("  {}  {}\n", pad("", first), head.join("  ")));
    for row in &statistics.confusion {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| {
                format!("{:>width$}", row.got.get(*column).copied().unwrap_or(0), width = column.chars().count().max(5))
            })
            .collect();
        text.push_str(&format!("  {}  {}\n", pad(&row.expected, first), cells.join("  ")));
    }
    text.push('\n');
    text
}
