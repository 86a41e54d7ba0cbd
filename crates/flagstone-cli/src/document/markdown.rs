//! The document as Markdown: for reviews, for comparing two versions line by line, and for turning into anything else.
//!
//! # Why
//! A change to a policy should show in its document as a few changed lines. So each red flag is a section with one fact a
//! line, and tables are kept for what is short.
//!
//! # How
//! Everything that an author wrote goes through [`plain`], which takes the meaning out of every mark of Markdown and HTML.
//!
//! Before: `gather`. After: standard output or a file.

use super::model::{
    Cited, Clause, Concept, Document, Example, Hazard, Level, Link, Read, Review, Routing, Row, Rule, Source,
};
use crate::screen::{capital, count, harmless, thousands};

/// The document as Markdown.
pub(super) fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n\n", plain(&document.name));
    let particulars = document.particulars.iter().map(|(what, value)| vec![(*what).to_owned(), plain(value)]);
    text.push_str(&table(&["", ""], particulars));
    if !document.warnings.is_empty() {
        text.push_str("## Before you rely on this\n\n");
        document.warnings.iter().for_each(|warning| text.push_str(&format!("- **Warning:** {}\n", plain(warning))));
        text.push('\n');
    }
    text.push_str("## Summary\n\n");
    let counts = document.counts.iter().map(|count| {
        let number = if count.care { format!("**{}** (look at these)", count.number) } else { thousands(count.number) };
        vec![plain(&count.what), number]
    });
    text.push_str(&table(&["What", "How many"], counts));
    text.push_str(&format!("## Red flags\n\n{}\n\n", super::READING));
    document.levels.iter().for_each(|level| text.push_str(&urgency(level)));
    text.push_str(&routing(&document.routing));
    text.push_str(&hours(document));
    text.push_str(&listed("Hazard log", document.hazards.iter().map(hazard)));
    text.push_str(&listed("Sources", document.sources.iter().map(source)));
    let phrases = format!("{}\n\n", plain(super::PHRASES));
    text.push_str(&listed("Concepts", std::iter::once(phrases).chain(document.concepts.iter().map(concept))));
    text.trim_end().to_owned() + "\n"
}

fn listed(title: &str, parts: impl Iterator<Item = String>) -> String {
    let parts: String = parts.collect();
    let parts = if parts.is_empty() { "There are none.\n\n".to_owned() } else { parts };
    format!("## {title}\n\n{parts}")
}

fn urgency(level: &Level) -> String {
    let called = level.called.as_ref().map(|called| format!(", called \"{}\"", plain(called))).unwrap_or_default();
    let number = count(level.rules.len(), "red flag", "red flags");
    let mut text =
        format!("### {}{called}\n\n{number}; due {}.\n\n", capital(&plain(&level.name)), plain(&level.deadline));
    if level.rules.is_empty() {
        return text;
    }
    let rows = level.rules.iter().map(|rule| {
        vec![
            plain(&rule.id),
            plain(&rule.title),
            plain(rule.lock),
            review(&rule.review),
            rule.fires.len().to_string(),
            rule.quiet.len().to_string(),
            (rule.known_misses.len() + rule.known_alarms.len()).to_string(),
        ]
    });
    text.push_str(&table(&["Id", "Title", "Lock", "Review by", "Fires", "Must not", "Known to fail"], rows));
    level.rules.iter().for_each(|rule| text.push_str(&one_rule(rule)));
    text
}

fn one_rule(rule: &Rule) -> String {
    let mut text = format!("#### {} {}\n\n", plain(&rule.id), plain(&rule.title));
    match &rule.when {
        Clause::One { words, .. } => text.push_str(&format!("- Fires when: {}\n", plain(words))),
        Clause::Several { heading, parts } => {
            text.push_str(&format!("- Fires when {heading}:\n"));
            parts.iter().for_each(|part| text.push_str(&clause(part, 1)));
        }
    }
    let mut line = |what: &str, value: &str| text.push_str(&format!("- {what}: {value}\n"));
    line("Raised to", &plain(&rule.raised_to));
    rule.doubt.iter().for_each(|doubt| line("Doubt", &plain(doubt)));
    rule.tell.iter().for_each(|tell| line("The patient is told", &format!("\"{}\"", plain(tell))));
    line_of(&mut line, "Notified", &rule.notify);
    line_of(&mut line, "Marked", &rule.flags);
    line("Why", &rule.because.as_ref().map_or("**not stated**".to_owned(), |why| plain(why)));
    line("Sources", &cited(&rule.sources));
    line("Hazards", &or_none(links(&rule.hazards)));
    line("Lock", &plain(rule.lock));
    line("Review by", &review(&rule.review));
    text.push_str(&examples("Fires", &rule.fires));
    text.push_str(&examples("Must not fire", &rule.quiet));
    text.push_str(&examples("Known misses", &rule.known_misses));
    text.push_str(&examples("Known false alarms", &rule.known_alarms));
    text.push('\n');
    text
}

fn line_of(line: &mut impl FnMut(&str, &str), what: &str, values: &[String]) {
    if !values.is_empty() {
        line(what, &values.iter().map(|value| plain(value)).collect::<Vec<_>>().join(", "));
    }
}

fn clause(clause_: &Clause, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match clause_ {
        Clause::One { words, .. } => format!("{indent}- {}\n", plain(words)),
        Clause::Several { heading, parts } => {
            let parts: String = parts.iter().map(|part| clause(part, depth + 1)).collect();
            format!("{indent}- {heading}:\n{parts}")
        }
    }
}

fn examples(what: &str, examples: &[Example]) -> String {
    if examples.is_empty() {
        return String::new();
    }
    let one = |example: &Example| {
        let from = example.from.as_ref().map(|from| format!(", from {}", plain(from))).unwrap_or_default();
        format!("  - \"{}\"{from}\n", plain(&example.text))
    };
    format!("- {what}:\n{}", examples.iter().map(one).collect::<String>())
}

fn review(review: &Review) -> String {
    match (&review.by, review.overdue) {
        (Some(day), true) => format!("**{day}: past review**"),
        (Some(day), false) => day.clone(),
        (None, _) => "**no date**".to_owned(),
    }
}

fn cited(sources: &[Cited]) -> String {
    let one = |cited: &Cited| format!("{} ({})", plain(&cited.link.text), read(&cited.read));
    or_none(sources.iter().map(one).collect::<Vec<_>>().join("; "))
}

fn read(read: &Read) -> String {
    match read {
        Read::On(day) => format!("read on {day}"),
        Read::Not(why) => format!("**not checked** {}", plain(why)),
    }
}

fn links(links: &[Link]) -> String {
    links.iter().map(|link| plain(&link.text)).collect::<Vec<_>>().join(", ")
}

fn or_none(text: String) -> String {
    if text.is_empty() { "**none**".to_owned() } else { text }
}

fn routing(routing: &Routing) -> String {
    let title = routing.title.as_ref().map(|title| format!("{}. ", plain(title))).unwrap_or_default();
    let (to, by) = &routing.otherwise;
    let otherwise = format!("{title}The first row that certainly fits wins; otherwise {}, {}.", plain(to), plain(by));
    let rows = routing.rows.iter().zip(1_usize..).map(|(row, number)| {
        vec![
            number.to_string(),
            any(plain(&row.urgency)),
            any(plain(&row.facts.join("; "))),
            any(about(row)),
            any(open(row).to_owned()),
            plain(&row.send_to),
            plain(&row.by),
        ]
    });
    let table = table(&["Row", "Urgency", "Only if", "Asks about", "Practice", "Sent to", "By when"], rows);
    format!("## Where requests go\n\n{otherwise}\n\n{table}")
}

fn about(row: &Row) -> String {
    let not = links(&row.not_about);
    let parts = [
        links(&row.asks_about).replace(", ", " or "),
        if not.is_empty() { not } else { format!("not {}", not.replace(", ", " or ")) },
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn open(row: &Row) -> &'static str {
    match row.open {
        Some(true) => "open",
        Some(false) => "closed",
        None => "",
    }
}

fn any(cell: String) -> String {
    if cell.is_empty() { "any".to_owned() } else { cell }
}

fn hours(document: &Document) -> String {
    let Some(hours) = &document.hours else {
        return "## Opening hours\n\nThe policy does not state any.\n\n".to_owned();
    };
    let mut text = format!("## Opening hours\n\nTimes of {}.\n\n", plain(&hours.zone));
    hours.lines.iter().for_each(|line| text.push_str(&format!("- {}\n", plain(line))));
    if !hours.closed.is_empty() {
        let closed: Vec<String> = hours.closed.iter().map(|day| plain(day)).collect();
        text.push_str(&format!("- Closed days while the policy is valid: {}\n", closed.join(", ")));
    }
    text + "\n"
}

fn hazard(hazard: &Hazard) -> String {
    let mut text = format!("### {} {}\n\n", plain(&hazard.id), plain(&hazard.title));
    text.push_str(&format!(
        "- Severity: {}\n- Likelihood: {}\n",
        hazard.severity.unwrap_or("**not rated**"),
        hazard.likelihood.unwrap_or("**not rated**")
    ));
    for (what, values) in [("Cause", &hazard.causes), ("Effect", &hazard.effects), ("Control", &hazard.controls)] {
        values.iter().for_each(|value| text.push_str(&format!("- {what}: {}\n", plain(value))));
    }
    let rules = if hazard.rules.is_empty() { "**none**".to_owned() } else { links(&hazard.rules) };
    text.push_str(&format!("- Red flags that control it: {rules}\n\n"));
    text
}

fn source(source: &Source) -> String {
    let mut text =
        format!("### {}\n\n- {}\n- {}\n", plain(&source.id), plain(&source.title), capital(&read(&source.read)));
    source.address.iter().for_each(|address| text.push_str(&format!("- Where: {}\n", plain(address))));
    text.push_str(&format!(
        "- Red flags that rest on it: {}\n",
        if source.rules.is_empty() { "none".to_owned() } else { links(&source.rules) }
    ));
    if !source.concepts.is_empty() {
        text.push_str(&format!("- Concepts that rest on it: {}\n", links(&source.concepts)));
    }
    text + "\n"
}

fn concept(concept: &Concept) -> String {
    let mut text = format!("### {}\n\n", plain(&concept.name));
    let mut line = |what: &str, value: String| {
        if !value.is_empty() {
            text.push_str(&format!("- {what}: {value}\n"));
        }
    };
    let plains = |values: &[String]| values.iter().map(|value| plain(value)).collect::<Vec<_>>().join(", ");
    line("Kind", concept.kind.to_owned());
    line("Codes", plains(&concept.codes));
    line("Phrases", plains(&concept.say));
    line("Includes the phrases of", links(&concept.includes));
    line("Not when", plains(&concept.not_when));
    if let Some(gate) = &concept.only_when {
        line("Only when", flat(gate));
    }
    line("Counts when", concept.counts_when.join(", "));
    line("Why", concept.because.as_ref().map(|why| plain(why)).unwrap_or_default());
    if !concept.sources.is_empty() {
        line("Sources", cited(&concept.sources));
    }
    if concept.review.by.is_some() {
        line("Review by", review(&concept.review));
    }
    line("Red flags that ask for it", links(&concept.rules));
    line("Included by", links(&concept.included_by));
    line("Rows of the routing table", concept.rows.iter().map(usize::to_string).collect::<Vec<_>>().join(", "));
    if concept.unused {
        line("Use", "**nothing uses it**".to_owned());
    }
    text + "\n"
}

/// A condition on one line, with brackets where there are several parts.
fn flat(clause: &Clause) -> String {
    match clause {
        Clause::One { words, .. } => plain(words),
        Clause::Several { heading, parts } => {
            format!("{heading} ({})", parts.iter().map(flat).collect::<Vec<_>>().join("; "))
        }
    }
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let names: Vec<String> = head.iter().map(|name| (*name).to_owned()).collect();
    let mut text = line(&names) + &format!("|{}\n", "---|".repeat(head.len()));
    rows.for_each(|cells| text.push_str(&line(&cells)));
    text + "\n"
}

/// What an author wrote, with no mark that means anything to Markdown or HTML.
fn plain(text: &str) -> String {
    let text = harmless(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' if is_entity(text.get(at + 1..).unwrap_or_default()) => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Whether these words after an `&` make a character of them; `A&E` is left as it is.
fn is_entity(after: &str) -> bool {
    let name = after.split_once(';').map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '#')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_that_an_author_wrote_means_anything() {
        assert_eq!(plain("A&E; A & E; &lt; &#60;"), "A&amp;E; A & E; &amp;lt; &amp;\\#60;");
        assert_eq!(plain("A&E now."), "A&E now.");
        assert_eq!(plain("<b>a|b</b> [x](y) *z*\n# h"), "&lt;b&gt;a\\|b&lt;/b&gt; \\[x\\](y) \\*z\\* \\# h");
    }
}
