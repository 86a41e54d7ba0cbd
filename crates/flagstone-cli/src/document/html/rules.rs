//! The red flags as tables, one for each level of urgency.
//!
//! # Why
//! Fourteen columns fit on no sheet of paper, so five columns hold what is read together: which red flag, when, what then,
//! why, and the messages that prove it.
//!
//! # How
//! One row a red flag; its id is the row's heading, and the row is what links lead to.
//!
//! Before: `html`. After: a file.

use super::markup::Markup;
use super::{cited, clause, links, part, review, tables};
use crate::document::model::{Document, Example, Level, Rule};
use crate::screen::{capital, count};

const COLUMNS: [&str; 5] = ["Red flag", "Fires when", "What happens then", "Why, from where, against what", "Examples"];

pub(super) fn levels(document: &Document) -> Markup {
    document.levels.iter().map(level).collect()
}

fn level(level: &Level) -> Markup {
    let called = level.called.as_ref().map(|called| format!(", called \u{201c}{called}\u{201d}")).unwrap_or_default();
    let number = count(level.rules.len(), "red flag", "red flags");
    let title =
        Markup::element("h3", &[("id", &level.anchor)], Markup::text(&format!("{}{called}", capital(&level.name))));
    let said = Markup::words("p", &format!("{}; due {}.", capital(&number), level.deadline)).line();
    if level.rules.is_empty() {
        return title.then(said);
    }
    let caption = format!("Red flags that raise to {}", level.name);
    title.then(said).then(tables::table(&caption, &COLUMNS, "rules", level.rules.iter().map(rule).collect()))
}

fn rule(rule: &Rule) -> Markup {
    let id = Markup::classed("span", "id", &rule.id).then(Markup::text(" "));
    let name = Markup::element(
        "th",
        &[("scope", "row")],
        id.then(Markup::classed("span", "title", &rule.title)).then(standing(rule)),
    );
    let cells = [when(rule), then(rule), why(rule), examples(rule)];
    let cells: Markup = cells.into_iter().map(|cell| Markup::plain("td", cell).line()).collect();
    Markup::element("tr", &[("id", &rule.anchor)], name.line().then(cells)).line()
}

fn standing(rule: &Rule) -> Markup {
    part("Lock", Markup::text(rule.lock)).then(part("Review by", review(&rule.review)))
}

fn when(rule: &Rule) -> Markup {
    let doubt = rule.doubt.iter().map(|doubt| part("Doubt", Markup::text(doubt)));
    Markup::element("div", &[("class", "when")], clause(&rule.when)).then(doubt.collect())
}

fn then(rule: &Rule) -> Markup {
    let tell = rule.tell.iter().map(|tell| Markup::text(&format!("\u{201c}{tell}\u{201d}")));
    let tell = Markup::joined(tell, " ");
    let tell = if tell.is_empty() { Markup::text("nothing") } else { tell };
    part("Raised to", Markup::words("strong", &rule.raised_to))
        .then(part("The patient is told", tell))
        .then(part("Notified", Markup::text(&rule.notify.join(", "))))
        .then(part("Marked", Markup::text(&rule.flags.join(", "))))
}

fn why(rule: &Rule) -> Markup {
    let because =
        rule.because.as_ref().map_or_else(|| Markup::classed("span", "mark", "not stated"), |why| Markup::text(why));
    let hazards = links(&rule.hazards);
    let hazards = if hazards.is_empty() { Markup::classed("span", "mark", "none") } else { hazards };
    part("Why", because).then(part("Sources", cited(&rule.sources))).then(part("Hazards", hazards))
}

fn examples(rule: &Rule) -> Markup {
    let groups = [
        ("Must fire", "\u{2714}", &rule.fires),
        ("Must not fire", "\u{2716}", &rule.quiet),
        ("Known misses", "!", &rule.known_misses),
        ("Known false alarms", "!", &rule.known_alarms),
    ];
    groups.into_iter().map(|(title, sign, examples)| part(title, messages(sign, examples))).collect()
}

/// The messages, each behind a sign; the heading above them says in words what the sign means.
fn messages(sign: &str, examples: &[Example]) -> Markup {
    if examples.is_empty() {
        return Markup::new();
    }
    let one = |example: &Example| {
        let from = example.from.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
        let sign = Markup::element("span", &[("class", "sign"), ("aria-hidden", "true")], Markup::text(sign));
        Markup::plain("li", sign.then(Markup::text(&format!(" \u{201c}{}\u{201d}{from}", example.text))))
    };
    Markup::element("ul", &[("class", "messages")], examples.iter().map(one).collect())
}
