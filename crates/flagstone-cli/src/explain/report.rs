//! The explanation for people.

use std::ops::Range;

use flagstone::{Decision, Evidence, FiredRule, Strength};
use flagstone_records::{OwnedRequest, finding_word, source_of};

use super::{Near, meaning};
use crate::excerpt::Marked;
use crate::loading::Loaded;
use crate::moments;
use crate::run::{fact_words, reasons};
use crate::screen::{Screen, Tone, capital, count, harmless, wrap};

/// How many rules that nearly fired are shown.
const NEAR_SHOWN: usize = 6;

pub(super) fn human(
    loaded: &Loaded,
    owned: &OwnedRequest,
    decision: &Decision<'_>,
    near: &[Near],
    all: bool,
    screen: Screen,
) -> String {
    let mut text = headline(loaded, decision, screen);
    text.push_str(&words(decision, screen));
    text.push_str(&fired(loaded, decision, screen));
    text.push_str(&nearly(near, all, screen));
    text.push_str(&rest(loaded, owned, decision, screen));
    text
}

/// `EMERGENCY, sent to duty doctor, by Monday ...`
fn headline(loaded: &Loaded, decision: &Decision<'_>, screen: Screen) -> String {
    let level = decision.level().map_or("", |level| &level.called);
    let tone = match decision.urgency().index() {
        0 => Tone::Alarm,
        at if at <= loaded.plan.review_level().index() => Tone::Care,
        _ => Tone::Strong,
    };
    let deadline =
        decision.deadline().map_or_else(String::new, |moment| format!(", by {}", moments::long(&loaded.plan, moment)));
    format!("{}  sent to {}{deadline}\n\n", screen.paint(tone, &level.to_uppercase()), decision.destination())
}

/// Every field with the deciding words marked.
fn words(decision: &Decision<'_>, screen: Screen) -> String {
    let request = decision.request();
    let evidence: Vec<Evidence> = decision.fired().flat_map(|rule| rule.evidence()).collect();
    let mut text = String::new();
    for number in (0..).take(request.fields.len() + request.answers.len()) {
        let (name, bytes) = source_of(request, number);
        let marks: Vec<Range<usize>> = evidence
            .iter()
            .filter(|evidence| evidence.field == number)
            .map(|evidence| evidence.start as usize..evidence.end as usize)
            .collect();
        let Ok(words) = std::str::from_utf8(bytes) else { continue };
        let ticked = usize::from(number)
            .checked_sub(request.fields.len())
            .and_then(|at| request.answers.get(at))
            .map(|answer| answer.value);
        let answer = match ticked {
            Some(flagstone::AnswerValue::Yes) => ": yes",
            Some(flagstone::AnswerValue::No) => ": no",
            _ => "",
        };
        let shown = format!("{}{answer}", Marked::new(words, marks).show(screen));
        let label = if ticked.is_some() && !answer.is_empty() { "answer" } else { name };
        text.push_str(&format!("  {}\n", screen.paint(Tone::Faint, &harmless(label))));
        wrap(&shown, screen.width.saturating_sub(4)).iter().for_each(|line| text.push_str(&format!("    {line}\n")));
    }
    text.push('\n');
    text
}

fn fired(loaded: &Loaded, decision: &Decision<'_>, screen: Screen) -> String {
    let mut rules: Vec<FiredRule<'_>> = decision.fired().collect();
    rules.sort_by_key(FiredRule::level);
    if rules.is_empty() {
        return format!("{}\n\n", screen.paint(Tone::Strong, "No red flag fired"));
    }
    let mut text =
        format!("{}\n", screen.paint(Tone::Strong, &count(rules.len(), "red flag fired", "red flags fired")));
    for rule in &rules {
        let level = loaded.plan.level(rule.level()).map_or("", |level| &level.called);
        let doubt = if rule.strength() == Strength::Doubt { ", not more, because the words leave a doubt" } else { "" };
        let title = format!("{} {}", rule.rule().id, rule.rule().title);
        text.push_str(&format!("  {}: raised to {level}{doubt}\n", screen.paint(Tone::Alarm, &harmless(&title))));
        evidence_lines(decision, *rule).iter().for_each(|line| text.push_str(&format!("    {line}\n")));
        rule.rule().tell.iter().for_each(|message| text.push_str(&format!("    tells the patient: {message}\n")));
        let notified = rule.rule().notify.iter().map(|who| format!("    notifies {who}\n"));
        notified.for_each(|line| text.push_str(&line));
    }
    text.push('\n');
    text
}

/// `chest pain: said, by "chest pain"`
fn evidence_lines(decision: &Decision<'_>, rule: FiredRule<'_>) -> Vec<String> {
    let line = |evidence: Evidence| {
        let (_, bytes) = source_of(decision.request(), evidence.field);
        let words = bytes.get(evidence.start as usize..evidence.end as usize).unwrap_or_default();
        let words = harmless(&String::from_utf8_lossy(words));
        let same = |mention: &&flagstone::text::Mention| {
            Some(mention.concept) == evidence.concept
                && (mention.field, mention.start, mention.end) == (evidence.field, evidence.start, evidence.end)
        };
        let reading = decision.mentions().iter().find(same).map(|mention| harmless(&meaning(decision, mention)));
        let reading = reading.unwrap_or_else(|| finding_word(evidence.finding).to_owned());
        let concept = evidence.concept.map_or("temperature", |concept| decision.plan().concept_name(concept));
        format!("{concept}: \"{words}\" is {reading}")
    };
    let mut lines: Vec<String> = rule.evidence().map(line).collect();
    lines.dedup();
    lines
}

fn nearly(near: &[Near], all: bool, screen: Screen) -> String {
    if near.is_empty() {
        return String::new();
    }
    let shown = if all { near.len() } else { near.len().min(NEAR_SHOWN) };
    let mut text = format!("{}\n", screen.paint(Tone::Strong, "Nearly fired"));
    for near in near.iter().take(shown) {
        text.push_str(&format!("  {} {}, stopped by\n", near.id, harmless(&near.title)));
        for reason in &near.stopped_by {
            let lines = wrap(&harmless(reason), screen.width.saturating_sub(8));
            let bullets = lines.iter().zip(std::iter::once("    - ").chain(std::iter::repeat("      ")));
            bullets.for_each(|(line, bullet)| text.push_str(&format!("{bullet}{line}\n")));
        }
    }
    if shown < near.len() {
        text.push_str(&format!("  and {} more; --all shows them\n", near.len() - shown));
    }
    text.push('\n');
    text
}

/// Why a person reads it, what is not known, and the row of the routing table.
fn rest(loaded: &Loaded, owned: &OwnedRequest, decision: &Decision<'_>, screen: Screen) -> String {
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("{}\n", screen.paint(Tone::Strong, title)));
            lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
            text.push('\n');
        }
    };
    section("A person must read it", reasons(owned, decision).iter().map(|reason| capital(reason)).collect());
    section("Not known, and it mattered", decision.missing().map(|fact| capital(fact_words(fact))).collect());
    section("Marked", decision.flags().map(str::to_owned).collect());
    section("Routing", vec![row(loaded, decision)]);
    let policy = loaded.plan.policy();
    text.push_str(&screen.paint(Tone::Faint, &format!("{} {}, {}", policy.name, policy.version, policy.hash_hex())));
    text.push('\n');
    text
}

/// The row of the table that fitted, as its author wrote it.
fn row(loaded: &Loaded, decision: &Decision<'_>) -> String {
    let Some(row) = decision.row() else { return format!("No row fits, so it goes to {}", decision.destination()) };
    let written = loaded.source.as_ref().and_then(|source| {
        let span = source.policy.routing.rows.get(row)?.span;
        Some((
            source.sources.path(span.file).display().to_string(),
            source.sources.line_column(span).0,
            source.sources.slice(span).trim(),
        ))
    });
    match written {
        Some((path, line, words)) => format!(
            "Row {}: {}  ({path}, line {line})",
            row + 1,
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        ),
        None => format!("Row {} of the table", row + 1),
    }
}
