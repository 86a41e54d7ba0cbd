//! Red flags that cannot fire, add nothing, cry wolf, or cannot be traced.

use flagstone_syntax::Diagnostic;

use super::implication::{implies, never_holds};
use crate::hir::{Outcome, Policy, Rule};

pub(crate) fn lint(policy: &Policy, found: &mut Vec<Diagnostic>) {
    for rule in &policy.rules {
        if never_holds(&rule.when) {
            let message = format!("red flag `{}` can never fire: two of its conditions exclude each other", rule.id);
            found.push(
                Diagnostic::error("never-fires", rule.span, message)
                    .help("put the two under `any of`, or take one out"),
            );
        }
        if !rule.when.needs_words() && rule.only_when_known.is_none() {
            let message = format!("red flag `{}` fires on every request in which a fact is not known", rule.id);
            let help = "add something the patient must say, or `only when known, because \"...\"`";
            found.push(Diagnostic::warning("fires-without-words", rule.span, message).help(help));
        }
        covered(policy, rule, found);
        untraceable(rule, found);
        unproven(rule, found);
        overdue(policy, rule, found);
    }
}

/// A rule that another, at least as urgent, always covers, and that adds no message, notice or flag of its own.
fn covered(policy: &Policy, rule: &Rule, found: &mut Vec<Diagnostic>) {
    let adds = |other: &Rule| {
        rule.tell.iter().any(|text| !other.tell.contains(text))
            || rule.notify.iter().any(|name| !other.notify.contains(name))
            || rule.flags.iter().any(|flag| !other.flags.contains(flag))
    };
    let cover = policy.rules.iter().find(|other| {
        let same = implies(&other.when, &rule.when) && other.raise_to == rule.raise_to;
        other.id != rule.id
            && other.raise_to <= rule.raise_to
            && other.only_when_known.is_none()
            && (other.doubt == rule.doubt || matches!(rule.doubt, crate::hir::Doubt::None(_)))
            && implies(&rule.when, &other.when)
            && !adds(other)
            // Of two equal rules only the later one is superfluous.
            && (!same || other.id < rule.id)
    });
    if let Some(cover) = cover {
        let message = format!("red flag `{}` adds nothing: `{}` always fires when it does", rule.id, cover.id);
        let diagnostic = Diagnostic::error("rule-covered", rule.span, message)
            .related(cover.span, "this rule covers it")
            .help("take one of the two out, or let them differ in what they ask for");
        found.push(diagnostic);
    }
}

fn untraceable(rule: &Rule, found: &mut Vec<Diagnostic>) {
    let lacks: Vec<&str> = [
        (rule.because.is_none(), "because"),
        (rule.sources.is_empty(), "source"),
        (rule.hazards.is_empty(), "hazard"),
        (rule.review_by.is_none(), "review by"),
    ]
    .into_iter()
    .filter_map(|(lacks, line)| lacks.then_some(line))
    .collect();
    if !lacks.is_empty() {
        let message = format!("red flag `{}` cannot be traced: it has no `{}` line", rule.id, lacks.join("`, no `"));
        let help = "say why it is there, where it comes from, which hazard it controls and when to look again";
        found.push(Diagnostic::warning("untraceable", rule.span, message).help(help));
    }
}

fn unproven(rule: &Rule, found: &mut Vec<Diagnostic>) {
    let fires = rule.examples.iter().any(|example| matches!(example.outcome, Outcome::Fires | Outcome::KnownMiss));
    let quiet =
        rule.examples.iter().any(|example| matches!(example.outcome, Outcome::DoesNotFire | Outcome::KnownFalseAlarm));
    if !fires || !quiet {
        let lacks = if fires { "does not fire" } else { "fires" };
        let message = format!("red flag `{}` has no example that {lacks}", rule.id);
        let help = format!("add a line such as `example \"the patient's own words\" {lacks}`");
        found.push(Diagnostic::warning("no-example", rule.span, message).help(help));
    }
}

fn overdue(policy: &Policy, rule: &Rule, found: &mut Vec<Diagnostic>) {
    if let (Some(review), Some((from, _))) = (rule.review_by, policy.valid)
        && review < from
    {
        let message = format!("red flag `{}` was due for review on {review}, before this policy begins", rule.id);
        found.push(Diagnostic::error("review-overdue", rule.span, message).help("review it and give it a new date"));
    }
}
