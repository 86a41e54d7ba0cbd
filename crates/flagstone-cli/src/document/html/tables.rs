//! The tables beside the red flags: routing, opening hours, hazards, sources, concepts.
//!
//! # Why
//! They are read across, so they are tables; what would be a fourth line in every cell is left to a labelled part of one.
//!
//! # How
//! [`table`] gives every table its caption and a head that is repeated on every sheet.
//!
//! Before: `html`. After: a file.

use super::markup::Markup;
use super::{cited, clause, links, part, read, review, texts};
use crate::document::model::{Concept, Hazard, Hours, Routing, Row, Source};

/// A table that can be scrolled sideways where it does not fit.
pub(super) fn table(caption: &str, columns: &[&str], class: &str, rows: Markup) -> Markup {
    let head: Markup =
        columns.iter().map(|name| Markup::element("th", &[("scope", "col")], Markup::text(name))).collect();
    let head = Markup::plain("thead", Markup::plain("tr", head)).line();
    let inside = Markup::words("caption", caption).line().then(head).then(Markup::plain("tbody", rows)).line();
    let table = Markup::element("table", &[("class", class)], inside);
    Markup::element(
        "div",
        &[("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")],
        table,
    )
    .line()
}

fn row(anchor: Option<&str>, name: Markup, cells: impl IntoIterator<Item = Markup>) -> Markup {
    let head = Markup::element("th", &[("scope", "row")], name).line();
    let cells: Markup = cells.into_iter().map(|cell| Markup::plain("td", cell).line()).collect();
    let id = anchor.map(|anchor| ("id", anchor));
    Markup::element("tr", id.as_slice(), head.then(cells)).line()
}

pub(super) fn routing(routing: &Routing) -> Markup {
    let title = routing.title.clone().unwrap_or_else(|| "Routing".to_owned());
    let (to, by) = &routing.otherwise;
    let said = format!("The first row that certainly fits wins. What fits no row is sent to {to}, {by}.");
    let rows = routing.rows.iter().zip(1_usize..).map(|(line, number)| {
        let open = line.open.map_or("any", |open| if open { "open" } else { "closed" });
        let cells = [
            any(Markup::text(&line.urgency)),
            any(Markup::text(&line.facts.join("; "))),
            any(about(line)),
            Markup::text(open),
            Markup::words("strong", &line.send_to),
            Markup::text(&line.by),
        ];
        row(Some(&format!("row-{number}")), Markup::text(&number.to_string()), cells)
    });
    let columns = ["Row", "Urgency", "Only if", "Asks about", "Practice", "Sent to", "By when"];
    Markup::words("p", &said).then(table(&title, &columns, "routing", rows.collect()))
}

fn any(cell: Markup) -> Markup {
    if cell.is_empty() { Markup::classed("span", "any", "any") } else { cell }
}

fn about(row: &Row) -> Markup {
    let either = |links: &[crate::document::model::Link]| {
        Markup::joined(links.iter().map(|link| Markup::link(&link.anchor, &link.text)), " or ")
    };
    let not = if row.not_about.is_empty() { Markup::new() } else { Markup::text("not ").then(either(&row.not_about)) };
    Markup::joined([either(&row.asks_about), not].into_iter().filter(|part| !part.is_empty()), "; ")
}

pub(super) fn hours(hours: Option<&Hours>) -> Markup {
    let Some(hours) = hours else { return Markup::words("p", "The policy does not state any.") };
    let closed = part("Closed days while the policy is valid:", Markup::text(&hours.closed.join(", ")));
    Markup::words("p", &format!("Times of {}.", hours.zone)).then(texts(&hours.lines)).then(closed)
}

pub(super) fn hazards(hazards: &[Hazard]) -> Markup {
    if hazards.is_empty() {
        return Markup::words("p", "There are none.");
    }
    let rated = |rating: Option<&'static str>| {
        rating.map_or_else(|| Markup::classed("span", "mark", "not rated"), Markup::text)
    };
    let rows = hazards.iter().map(|hazard| {
        let rules = links(&hazard.rules);
        let rules = if rules.is_empty() { Markup::classed("span", "mark", "no red flag controls it") } else { rules };
        let rating = part("Severity", rated(hazard.severity)).then(part("Likelihood", rated(hazard.likelihood)));
        let name = Markup::classed("span", "id", &hazard.id).then(Markup::text(" ")).then(Markup::classed(
            "span",
            "title",
            &hazard.title,
        ));
        let cells = [rating, texts(&hazard.causes), texts(&hazard.effects), texts(&hazard.controls), rules];
        row(Some(&hazard.anchor), name, cells)
    });
    let columns = ["Hazard", "Rating", "Causes", "Effects", "Controls", "Red flags that control it"];
    table("Hazards, on the scales of DCB0129", &columns, "hazards", rows.collect())
}

pub(super) fn sources(sources: &[Source]) -> Markup {
    if sources.is_empty() {
        return Markup::words("p", "There are none.");
    }
    let rows = sources.iter().map(|source| {
        let title = Markup::text(&source.title).then(part("Where", address(source.address.as_deref())));
        let rules = part("Red flags", links(&source.rules)).then(part("Concepts", links(&source.concepts)));
        let rules = if rules.is_empty() { Markup::text("nothing") } else { rules };
        row(Some(&source.anchor), Markup::classed("span", "id", &source.id), [title, read(&source.read), rules])
    });
    table(
        "Sources, with what rests on each",
        &["Source", "Title", "Read?", "What rests on it"],
        "sources",
        rows.collect(),
    )
}

/// Only an address of the web is made a link: anything else could be a script.
fn address(address: Option<&str>) -> Markup {
    match address {
        Some(address) if address.starts_with("https://") || address.starts_with("http://") => {
            Markup::element("a", &[("href", address), ("rel", "noreferrer")], Markup::text(address))
        }
        Some(address) => Markup::text(address),
        None => Markup::new(),
    }
}

pub(super) fn concepts(concepts: &[Concept]) -> Markup {
    if concepts.is_empty() {
        return Markup::words("p", "There are none.");
    }
    let rows = concepts.iter().map(|concept| {
        row(Some(&concept.anchor), name(concept), [phrases(concept), limits(concept), used_by(concept)])
    });
    let columns = ["Concept", "Phrases that mention it", "Exceptions and conditions", "Used by"];
    table("Concepts, with the words of patients", &columns, "concepts", rows.collect())
}

fn name(concept: &Concept) -> Markup {
    let reviewed = if concept.review.by.is_some() { part("Review by", review(&concept.review)) } else { Markup::new() };
    Markup::classed("span", "title", &concept.name)
        .then(part("Kind", Markup::text(concept.kind)))
        .then(part("Code", Markup::text(&concept.codes.join(", "))))
        .then(reviewed)
}

fn phrases(concept: &Concept) -> Markup {
    let said = Markup::joined(concept.say.iter().map(|phrase| Markup::phrase(phrase)), ", ");
    let says = if said.is_empty() { said } else { Markup::element("div", &[("class", "phrases")], said) };
    says.then(part("Includes the phrases of", links(&concept.includes)))
}

fn limits(concept: &Concept) -> Markup {
    let not = Markup::joined(concept.not_when.iter().map(|phrase| Markup::phrase(phrase)), ", ");
    let cited = if concept.sources.is_empty() { Markup::new() } else { cited(&concept.sources) };
    part("Not when", not)
        .then(part("Only when", concept.only_when.as_ref().map(clause).unwrap_or_default()))
        .then(part("Counts when", Markup::text(&concept.counts_when.join(", "))))
        .then(part("Why", Markup::text(concept.because.as_deref().unwrap_or_default())))
        .then(part("Sources", cited))
}

fn used_by(concept: &Concept) -> Markup {
    let rows = concept.rows.iter().map(|row| Markup::link(&format!("row-{row}"), &format!("row {row}")));
    let unused = if concept.unused { Markup::classed("span", "mark", "nothing uses it") } else { Markup::new() };
    part("Red flags", links(&concept.rules))
        .then(part("Included by", links(&concept.included_by)))
        .then(part("Routing", Markup::joined(rows, ", ")))
        .then(unused)
}
