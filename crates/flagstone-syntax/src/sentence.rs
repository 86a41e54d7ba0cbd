//! Reading one line with its grammar rule, and saying in a GP's words what is missing when that fails.
//!
//! # Why
//! pest says "expected kw_to or age_unit"; an author needs "`valid` needs a date here" and a right line to copy.
//!
//! # How
//! pest reports the furthest place it reached and the rules it tried there.
//! Each rule stands for one kind of thing in `WANTED`, with its own slug; the first of them that was tried decides the message.
//! If the line could have ended there, the words that follow are the problem.
//!
//! # Invariants
//! No message names a grammar rule.
//!
//! Before: `outline`. After: `blocks`.

use flagstone_grammar::{Grammar, Parser, Rule};
use pest::error::{ErrorVariant, InputLocation};

use crate::diagnostic::Diagnostic;
use crate::forms::Form;
use crate::nearest::nearest;
use crate::node::Node;
use crate::outline::Statement;
use crate::source::Line;
use crate::span::Span;
use crate::suggest::short;

/// What an author is told is wanted: the rules that stand for it, its slug, its name, and examples.
struct Wanted {
    rules: &'static [Rule],
    slug: &'static str,
    what: &'static str,
    examples: &'static str,
    /// The words that may stand here, if there are few.
    choices: &'static [&'static str],
}

const fn wanted(rules: &'static [Rule], slug: &'static str, what: &'static str, examples: &'static str) -> Wanted {
    Wanted { rules, slug, what, examples, choices: &[] }
}

const fn choice(
    rules: &'static [Rule],
    what: &'static str,
    examples: &'static str,
    choices: &'static [&'static str],
) -> Wanted {
    Wanted { rules, slug: "missing-choice", what, examples, choices }
}

/// In order of preference, if several were tried at the same place.
const WANTED: &[Wanted] = &[
    choice(
        &[Rule::severity],
        "a severity",
        "minor, significant, considerable, major or catastrophic",
        &["minor", "significant", "considerable", "major", "catastrophic"],
    ),
    choice(
        &[Rule::likelihood],
        "a likelihood",
        "very low, low, medium, high or very high",
        &["very low", "low", "medium", "high", "very high"],
    ),
    choice(
        &[Rule::concept_kind],
        "a kind of concept",
        "symptom, condition or context",
        &["symptom", "condition", "context"],
    ),
    choice(
        &[Rule::counts],
        "what else counts",
        "past, someone else or hypothetical",
        &["past", "someone else", "hypothetical"],
    ),
    choice(&[Rule::form], "a form", "medical, admin or document", &["medical", "admin", "document"]),
    choice(
        &[Rule::sender],
        "a sender",
        "patient, carer, community pharmacy or third party",
        &["patient", "carer", "community pharmacy", "third party"],
    ),
    choice(&[Rule::yes_no, Rule::answer], "an answer", "yes, no or words in quotes", &["yes", "no"]),
    wanted(
        &[Rule::person, Rule::patient, Rule::age_old, Rule::noun, Rule::on_behalf],
        "missing-person",
        "a person",
        "a 34 year old woman, a 6 week old, someone",
    ),
    wanted(
        &[Rule::patient_is, Rule::pregnancy, Rule::gestation_less],
        "missing-fact",
        "a fact about the patient",
        "18 or over, under 3 months, female, pregnant",
    ),
    wanted(
        &[
            Rule::patient_birth,
            Rule::patient_surgery,
            Rule::patient_has,
            Rule::patient_takes,
            Rule::who_clause,
            Rule::kw_takes,
        ],
        "missing-fact",
        "a fact about the patient",
        "is 18 or over, has \"diabetes\", takes \"warfarin\"",
    ),
    choice(&[Rule::sex], "a sex", "female or male", &["female", "male"]),
    wanted(
        &[Rule::outcome],
        "missing-outcome",
        "what the example must do",
        "fires, does not fire, should fire, known miss",
    ),
    wanted(
        &[Rule::expectation, Rule::kw_does_not_fire],
        "missing-expectation",
        "what the test expects",
        "urgency routine, sent to prescriptions, RF-014 fires",
    ),
    wanted(&[Rule::circumstance], "missing-circumstance", "a circumstance", "a weekday at 11:00, the form is admin"),
    wanted(&[Rule::days, Rule::weekday, Rule::kw_weekday], "missing-day", "a day", "weekdays, Monday, 2026-12-24"),
    wanted(&[Rule::zone], "missing-zone", "a time zone", "Europe/London"),
    wanted(&[Rule::place], "missing-place", "a place", "England"),
    wanted(&[Rule::date, Rule::given_moment], "missing-date", "a date", "2026-10-01"),
    wanted(&[Rule::time_of_day], "missing-time", "a time of day", "08:00"),
    wanted(&[Rule::deadline], "missing-deadline", "a deadline", "within 24 hours, by close today, now"),
    wanted(&[Rule::time], "missing-period", "when it must hold", "now, in the last 12 hours, for more than 3 weeks"),
    wanted(&[Rule::time_unit], "missing-unit", "a unit of time", "minutes, hours, days, weeks"),
    wanted(
        &[Rule::measure, Rule::temperature, Rule::kw_or_more, Rule::kw_or_less, Rule::degrees],
        "missing-temperature",
        "a temperature",
        "38 degrees or more, 38 to 40",
    ),
    wanted(
        &[Rule::age, Rule::age_value, Rule::kw_or_over, Rule::kw_or_under, Rule::age_unit],
        "missing-age",
        "an age",
        "18 or over, under 5, 3 to 6 months",
    ),
    wanted(
        &[Rule::atom, Rule::chain, Rule::concept_test],
        "missing-condition",
        "a condition",
        "chest pain, patient is 18 or over",
    ),
    wanted(&[Rule::level, Rule::levels], "missing-level", "an urgency level", "emergency, same day, routine"),
    wanted(&[Rule::destination], "missing-destination", "a destination", "duty doctor"),
    wanted(
        &[Rule::name, Rule::names, Rule::bare_name, Rule::quoted_name, Rule::setting_name],
        "missing-name",
        "a name",
        "chest pain",
    ),
    wanted(&[Rule::version], "missing-version", "a version", "1.0.0"),
    wanted(&[Rule::number, Rule::decimal, Rule::duration], "missing-number", "a number", "80"),
    wanted(&[Rule::id, Rule::ids], "missing-id", "an identifier", "RF-014, CG95"),
    wanted(&[Rule::code_system], "missing-code", "a system of codes and a code", "SNOMED 29857009"),
    wanted(&[Rule::slug], "missing-slug", "the code of a warning", "flat-bullets"),
    wanted(
        &[Rule::text, Rule::texts, Rule::say_pattern, Rule::say_patterns],
        "missing-text",
        "a text in quotes",
        "\"chest pain\"",
    ),
    wanted(&[Rule::comma], "missing-comma", "a comma", ","),
];

/// Reads a statement with its rule.
pub(crate) fn read<'a>(statement: &Statement<'a>, form: &Form) -> Result<Node<'a>, Box<Diagnostic>> {
    read_part(statement.line, statement.from, statement.line.text.len(), form)
}

/// Reads a part of a line with a rule.
pub(crate) fn read_part<'a>(line: &'a Line, from: usize, to: usize, form: &Form) -> Result<Node<'a>, Box<Diagnostic>> {
    let words = line.text.get(from..to).unwrap_or("");
    match Grammar::parse(form.rule, words) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => Ok(Node::new(pair, line, from)),
            None => Err(Box::new(unreadable(line.span(from, to), form))),
        },
        Err(error) => Err(Box::new(explain(&error, line, from, words, form))),
    }
}

/// A line that cannot be read, when nothing better can be said.
pub(crate) fn unreadable(span: Span, form: &Form) -> Diagnostic {
    Diagnostic::error("unreadable-line", span, "this line cannot be read")
        .help(format!("write it like this: `{}`", form.example))
}

fn explain(error: &pest::error::Error<Rule>, line: &Line, from: usize, words: &str, form: &Form) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return unreadable(line.span(from, from + words.len()), form);
    };
    let rest = words.get(at..).unwrap_or("");
    let gap = rest.len() - rest.trim_start().len();
    let (at, found) = (at + gap, rest.trim_start());
    let problem = if positives.contains(&Rule::EOI) && !found.is_empty() {
        unexpected(line.span(from + at, from + words.len()), found)
    } else {
        let first = if found.is_empty() { from } else { from + at };
        let span = line.span(first, from + at + word_end(found));
        missing(positives, span, found, words.get(..at).unwrap_or("").trim_end())
    };
    let example = if problem.code == "missing-fact" { "patient is 18 or over" } else { form.example };
    let meant = meant(positives, found).map(|word| format!("did you mean `{word}`? "));
    problem.help(format!("{}write it like this: `{example}`", meant.unwrap_or_default()))
}

fn unexpected(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("unexpected-words", span, format!("`{}` cannot stand here", short(found)))
        .label("the line could end before this")
}

/// Says what is missing, or what was wanted in place of what was found.
fn missing(positives: &[Rule], span: Span, found: &str, before: &str) -> Diagnostic {
    let after = last_words(before);
    let keyword = positives.iter().find_map(|rule| keyword(*rule));
    let found_words = if found.is_empty() { String::new() } else { format!(", but this says `{}`", short(found)) };
    if let Some(wanted) = WANTED.iter().find(|wanted| wanted.rules.iter().any(|rule| positives.contains(rule))) {
        let place = if after.is_empty() { String::new() } else { format!(" after `{after}`") };
        return Diagnostic::error(wanted.slug, span, format!("{} is needed{place}{found_words}", wanted.what))
            .label(format!("for example {}", wanted.examples));
    }
    match keyword {
        Some(keyword) => {
            Diagnostic::error("missing-word", span, format!("`{keyword}` is needed after `{after}`{found_words}"))
                .label(format!("`{keyword}` is missing"))
        }
        None => Diagnostic::error("unreadable-line", span, "this line cannot be read"),
    }
}

/// The keyword that a rule stands for.
fn keyword(rule: Rule) -> Option<String> {
    format!("{rule:?}").strip_prefix("kw_").map(|name| name.replace('_', " "))
}

/// The choice or keyword that was probably meant by what was found.
fn meant(positives: &[Rule], found: &str) -> Option<String> {
    let choices = WANTED
        .iter()
        .filter(|wanted| wanted.rules.iter().any(|rule| positives.contains(rule)))
        .flat_map(|wanted| wanted.choices);
    let mut words: Vec<String> =
        choices.map(|word| (*word).to_owned()).chain(positives.iter().filter_map(|rule| keyword(*rule))).collect();
    if positives.contains(&Rule::lock) {
        words.extend(["locked", "guarded", "advisory"].map(str::to_owned));
    }
    let first = found.get(..word_end(found)).unwrap_or("");
    nearest(first, words.iter().map(String::as_str))
        .or_else(|| nearest(found, words.iter().map(String::as_str)))
        .map(str::to_owned)
}

/// Where the first word ends.
fn word_end(text: &str) -> usize {
    text.find(' ').filter(|&at| at > 0).unwrap_or(text.len())
}

/// The last two words before a place, enough to find it by; words in quotes stay together.
fn last_words(before: &str) -> String {
    let mut quoted = false;
    let mut starts = vec![0];
    for (at, letter) in before.char_indices() {
        quoted ^= letter == '"';
        if letter == ' ' && !quoted {
            starts.push(at + 1);
        }
    }
    let start = starts.iter().rev().nth(1).copied().unwrap_or(0);
    short(before.get(start..).unwrap_or(before))
}
