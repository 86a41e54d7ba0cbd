//! The document of a policy: what it says, and that its page is sound whatever an author wrote.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod program;

use std::collections::BTreeSet;

use program::{Folder, POLICY, ends_with, err, golden, out};

/// Elements that are never closed.
const VOID: [&str; 2] = ["meta", "wbr"];

const HOSTILE: &str = r##"policy "<script>alert(1)</script> | # *x*" version 1.0.0
  owner "O'Brien & \"Sons\""

source BAD "</td></table><img src=x onerror=alert(2)>"
  not checked, because "<b>never</b>"
  link "javascript:alert(3)"

hazard HAZ-001 "\" onmouseover=\"alert(4)"
  severity minor
  likelihood low

concept "a<b"
  say "chest pain"

concept "a>b"
  say "tight chest"

concept idle words
  say "elbow"

red flag RF-001 "</style><script>alert(5)</script>"
  when "a<b"
  and any of
    - "a>b"
    - all of
      -- patient is 40 or over
      -- patient is male
  raise to emergency
  tell patient "Call 999 & say <chest>."
  because "`code` [link](javascript:alert(6))"
  source BAD
  hazard HAZ-001
  review by 2027-06-01
  example "</li> chest pain" fires
  example "elbow" does not fire
"##;

fn hostile() -> Folder {
    // The language has no escape for a quote within quotes.
    Folder::new().with("hostile.flag", &HOSTILE.replace("\\\"", "''"))
}

/// What a page is made of.
#[derive(Default)]
struct Page {
    ids: Vec<String>,
    links: Vec<String>,
    elements: BTreeSet<String>,
    words: String,
}

/// Takes a page apart; fails where an element is not closed in its turn.
#[track_caller]
fn page(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(at) = rest.find('<') {
        page.words.push_str(&rest[..at]);
        let end = rest[at..].find('>').unwrap() + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed out of turn");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()), "<{tag}>");
        page.elements.insert(name.to_owned());
        let values: Vec<&str> = attributes.split('"').collect();
        for pair in values.chunks_exact(2) {
            match pair[0].trim() {
                "id=" => page.ids.push(pair[1].to_owned()),
                "href=" => page.links.push(pair[1].to_owned()),
                attribute => assert!(!attribute.starts_with("on"), "<{tag}>"),
            }
        }
        if name == "style" {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    page
}

/// Every place is there once, and every link within the page leads to one.
#[track_caller]
fn is_sound(page: &Page) {
    let ids: BTreeSet<&String> = page.ids.iter().collect();
    assert_eq!(ids.len(), page.ids.len(), "an id stands twice");
    for link in &page.links {
        match link.strip_prefix('#') {
            Some(anchor) => assert!(ids.contains(&anchor.to_owned()), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
    for element in ["script", "img", "link", "iframe"] {
        assert!(!page.elements.contains(element), "{element}");
    }
}

#[test]
fn the_markdown_says_everything_in_words() {
    let output = Folder::example().run(&["document", "policy"]);
    ends_with(&output, 0);
    let text = out(&output);
    // The hash changes with the stored form of the meaning, which is pinned elsewhere.
    let shown: Vec<String> = text
        .lines()
        .map(|line| {
            if line.starts_with("| Policy hash") { "| Policy hash | (the hash) |".to_owned() } else { line.to_owned() }
        })
        .collect();
    golden("document.md", &(shown.join("\n") + "\n"));
    assert!(text.lines().any(|line| line.starts_with("| Policy hash | ") && line.len() > 64));
}

#[test]
fn the_page_is_sound() {
    let folder = Folder::example();
    ends_with(&folder.run(&["document", "policy", "--output", "policy.html"]), 0);
    let html = folder.read("policy.html");
    let page = page(&html);
    is_sound(&page);
    for anchor in ["rule-rf-001", "concept-chest-pain", "hazard-haz-001", "source-ex", "urgency-emergency", "row-1"] {
        assert!(page.ids.contains(&anchor.to_owned()), "{anchor}");
        assert!(anchor.starts_with("row") || page.links.contains(&format!("#{anchor}")), "nothing leads to {anchor}");
    }
    for said in ["Fires when", "not checked", "because an example", "Known misses", "Call 999 now."] {
        assert!(page.words.contains(said), "{said}");
    }
    assert!(!html.contains("<th>"), "a heading of a table says what it is a heading of");
    assert!(html.contains("prefers-color-scheme: dark") && html.contains("table-header-group"));
}

#[test]
fn whatever_an_author_wrote_is_only_words() {
    let folder = hostile();
    let output = folder.run(&["document", "hostile.flag", "--format", "html"]);
    ends_with(&output, 0);
    let page = page(&out(&output));
    is_sound(&page);
    for said in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;img src=x onerror=alert(2)&gt;",
        "javascript:alert(3)",
        "O&#39;Brien &amp;",
    ] {
        assert!(page.words.contains(said), "{said}");
    }
    assert!(page.ids.contains(&"concept-a-b".to_owned()) && page.ids.contains(&"concept-a-b-2".to_owned()));
    let markdown = out(&folder.run(&["document", "hostile.flag"]));
    assert!(!markdown.contains('<'), "{markdown}");
    assert!(markdown.contains("\\| \\# \\*x\\*") && markdown.contains("\\`code\\` \\[link\\]"), "{markdown}");
}

#[test]
fn nested_conditions_cannot_be_misread() {
    let markdown = out(&hostile().run(&["document", "hostile.flag"]));
    let expected = "- Fires when all of these:
  - a&lt;b
  - any of these:
    - a&gt;b
    - all of these:
      - patient is 40 or over
      - patient is male
";
    assert!(markdown.contains(expected), "{markdown}");
}

#[test]
fn what_is_missing_is_said_first() {
    let bare = POLICY.replace("  owner \"Clinical Safety Officer\"\n", "") + "\nconcept idle words\n  say \"elbow\"\n";
    let folder = Folder::new().with("policy.flag", &bare);
    let markdown = out(&folder.run(&["document", "policy.flag"]));
    for said in ["Nobody is named as owner", "1 of 1 source is not checked", "does not say when it is valid"] {
        assert!(markdown.contains(said), "{said}: {markdown}");
    }
    assert!(markdown.contains("**nothing uses it**"), "{markdown}");
}

#[test]
fn reviews_are_judged_on_the_day_that_is_asked_about() {
    let folder = Folder::example();
    let before = out(&folder.run(&["document", "policy", "--on", "2027-06-01"]));
    let after = out(&folder.run(&["document", "policy", "--on", "2027-06-02"]));
    assert!(!before.contains("past review**"), "{before}");
    assert!(after.contains("1 June 2027: past review"), "{after}");
    assert!(after.contains("| Red flags past review on 2 June 2027 | **3** (look at these) |"), "{after}");
    ends_with(&folder.run(&["document", "policy", "--on", "soon"]), 2);
}

#[test]
fn a_plan_has_no_document() {
    let folder = Folder::example();
    ends_with(&folder.run(&["compile", "policy", "-o", "policy.plan"]), 0);
    let output = folder.run(&["document", "policy.plan"]);
    ends_with(&output, 2);
    assert!(err(&output).contains("compiled plan"), "{}", err(&output));
}
