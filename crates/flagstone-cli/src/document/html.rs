//! The document as one HTML page, for screens and for paper.
//!
//! # Why
//! A page opens on every computer of a practice without anything being installed, prints, and can be signed. It needs no
//! network and no script, so that it can be filed and read in ten years.
//!
//! # How
//! [`Markup`] is the only way to write; `rules` lays out the red flags and `tables` the rest; `style.css` stands in the page.
//!
//! # Invariants
//! Every link to a place in the page leads to one. Nothing is told by colour alone. Tables have captions, and their heads
//! are repeated on every sheet.
//!
//! Before: `gather`. After: a file.

mod markup;
mod rules;
mod tables;

use super::model::{Cited, Clause, Document, Link, Read, Review};
use crate::screen::thousands;
use markup::Markup;

const STYLE: &str = include_str!("html/style.css");

/// The sections of the page, with their anchors.
const SECTIONS: [(&str, &str); 8] = [
    ("summary", "Summary"),
    ("red-flags", "Red flags"),
    ("routing", "Where requests go"),
    ("hours", "Opening hours"),
    ("hazards", "Hazard log"),
    ("sources", "Sources"),
    ("concepts", "Concepts"),
    ("index", "Index"),
];

/// The document as a page.
pub(super) fn html(document: &Document) -> String {
    let title = format!("{} {}", document.name, document.version);
    let skip =
        Markup::element("a", &[("class", "skip"), ("href", "#red-flags")], Markup::text("Skip to the red flags"));
    let head = Markup::plain("header", Markup::words("h1", &document.name).then(particulars(document)));
    let parts = [
        warnings(document),
        contents(document),
        section("summary", "Summary", summary(document)),
        section("red-flags", "Red flags", Markup::words("p", super::READING).then(rules::levels(document))),
        section("routing", "Where requests go", tables::routing(&document.routing)),
        section("hours", "Opening hours", tables::hours(document.hours.as_ref())),
        section("hazards", "Hazard log", tables::hazards(&document.hazards)),
        section("sources", "Sources", tables::sources(&document.sources)),
        section("concepts", "Concepts", Markup::words("p", super::PHRASES).then(tables::concepts(&document.concepts))),
        section("index", "Index", index(document)),
    ];
    let main = Markup::plain("main", parts.into_iter().collect());
    Markup::page(&title, STYLE, skip.line().then(head).line().then(main).line())
}

fn section(anchor: &str, title: &str, inside: Markup) -> Markup {
    let head = Markup::words("h2", title).line();
    Markup::element("section", &[("id", anchor)], head.then(inside)).line()
}

fn particulars(document: &Document) -> Markup {
    let one = |(what, value): &(&'static str, String)| {
        let value = if *what == "Policy hash" { Markup::words("code", value) } else { Markup::text(value) };
        Markup::plain("div", Markup::words("dt", what).then(Markup::plain("dd", value))).line()
    };
    Markup::element("dl", &[("class", "particulars")], document.particulars.iter().map(one).collect())
}

fn warnings(document: &Document) -> Markup {
    if document.warnings.is_empty() {
        return Markup::new();
    }
    let one =
        |warning: &String| Markup::plain("li", Markup::words("strong", "Warning: ").then(Markup::text(warning))).line();
    let list = Markup::plain("ul", document.warnings.iter().map(one).collect());
    let inside = Markup::words("h2", "Before you rely on this").then(list);
    Markup::element("section", &[("class", "warnings")], inside).line()
}

fn contents(document: &Document) -> Markup {
    let one = |(anchor, title): &(&str, &str)| {
        let levels = document.levels.iter().filter(|level| *anchor == "red-flags" && !level.rules.is_empty());
        let levels = levels.map(|level| {
            let number = Markup::text(&format!(" ({})", level.rules.len()));
            Markup::link(&level.anchor, &level.name).then(number)
        });
        let levels = Markup::joined(levels, ", ");
        let inner = if levels.is_empty() { levels } else { Markup::text(": ").then(levels) };
        Markup::plain("li", Markup::link(anchor, title).then(inner)).line()
    };
    let list = Markup::plain("ul", SECTIONS.iter().map(one).collect());
    Markup::element("nav", &[("aria-label", "Contents")], Markup::words("h2", "Contents").then(list)).line()
}

fn summary(document: &Document) -> Markup {
    let rows = document.counts.iter().map(|count| {
        let number = Markup::text(&thousands(count.number));
        let note = if count.care { Markup::classed("span", "mark", "look at these") } else { Markup::new() };
        let cells = Markup::element("th", &[("scope", "row")], Markup::text(&count.what));
        Markup::plain(
            "tr",
            cells.then(Markup::element("td", &[("class", "number")], number)).then(Markup::plain("td", note)),
        )
        .line()
    });
    tables::table("How much there is of everything", &["What", "How many", "Note"], "summary", rows.collect())
}

fn index(document: &Document) -> Markup {
    let list = |title: &str, links: Vec<Markup>| {
        let items: Markup = links.into_iter().map(|link| Markup::plain("li", link).line()).collect();
        let items = if items.is_empty() { Markup::words("li", "none") } else { items };
        Markup::words("h3", title).then(Markup::element("ul", &[("class", "columns")], items)).line()
    };
    let mut rules: Vec<_> = document.rules().collect();
    rules.sort_by(|rule, other| rule.id.cmp(&other.id));
    let named = |anchor: &str, id: &str, title: &str| Markup::link(anchor, &format!("{id} {title}"));
    let hazards = document.hazards.iter().map(|hazard| named(&hazard.anchor, &hazard.id, &hazard.title));
    let sources = document.sources.iter().map(|source| named(&source.anchor, &source.id, &source.title));
    let concepts = document.concepts.iter().map(|concept| Markup::link(&concept.anchor, &concept.name));
    list("Red flags", rules.iter().map(|rule| named(&rule.anchor, &rule.id, &rule.title)).collect())
        .then(list("Hazards", hazards.collect()))
        .then(list("Sources", sources.collect()))
        .then(list("Concepts", concepts.collect()))
}

/// A condition, as a list where it has several parts.
fn clause(clause_: &Clause) -> Markup {
    match clause_ {
        Clause::One { words, concept: Some(anchor) } => Markup::link(anchor, words),
        Clause::One { words, concept: None } => Markup::text(words),
        Clause::Several { heading, parts } => {
            let parts = parts.iter().map(|part| Markup::plain("li", clause(part)));
            Markup::classed("span", "group", &format!("{heading}:")).then(Markup::plain("ul", parts.collect()))
        }
    }
}

fn links(links: &[Link]) -> Markup {
    Markup::joined(links.iter().map(|link| Markup::link(&link.anchor, &link.text)), ", ")
}

fn review(review: &Review) -> Markup {
    match (&review.by, review.overdue) {
        (Some(day), true) => Markup::text(&format!("{day} ")).then(Markup::classed("span", "mark", "past review")),
        (Some(day), false) => Markup::text(day),
        (None, _) => Markup::classed("span", "mark", "no date"),
    }
}

fn cited(sources: &[Cited]) -> Markup {
    let one = |cited: &Cited| {
        let link = Markup::link(&cited.link.anchor, &cited.link.text).then(Markup::text(", "));
        Markup::plain("li", link.then(read(&cited.read)))
    };
    if sources.is_empty() {
        return Markup::classed("span", "mark", "none");
    }
    Markup::plain("ul", sources.iter().map(one).collect())
}

fn read(read: &Read) -> Markup {
    match read {
        Read::On(day) => Markup::text(&format!("read on {day}")),
        Read::Not(why) => Markup::classed("span", "mark", "not checked").then(Markup::text(&format!(" {why}"))),
    }
}

/// A small heading within a cell, and what belongs to it; nothing if there is nothing.
fn part(title: &str, inside: Markup) -> Markup {
    if inside.is_empty() {
        return inside;
    }
    let head = Markup::classed("span", "label", title).then(Markup::text(" "));
    Markup::element("div", &[("class", "part")], head.then(inside))
}

/// A list of texts; nothing if there are none.
fn texts(values: &[String]) -> Markup {
    if values.is_empty() {
        return Markup::new();
    }
    Markup::plain("ul", values.iter().map(|value| Markup::words("li", value)).collect())
}
