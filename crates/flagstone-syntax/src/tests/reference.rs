//! The reference for authors, `grammar/README.md`: its examples run, and its table of messages is complete.

use std::collections::BTreeSet;
use std::path::Path;

use super::{codes, formatted, messages};

fn reference() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar/README.md")).unwrap()
}

/// The fenced blocks of the reference whose language begins with `flagstone`: the words after the fence, and the text.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => examples.extend(open.take()),
            (Some(info), None) => open = Some((info.to_owned(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    examples.retain(|(info, _)| info.starts_with("flagstone"));
    examples
}

#[test]
fn every_example_is_read_and_is_written_as_the_formatter_writes() {
    let examples = examples(&reference());
    assert!(examples.len() > 15);
    for (info, text) in examples {
        match info.strip_prefix("flagstone-error ") {
            Some(slug) => assert_eq!(codes(&text), [slug], "{text}"),
            None => {
                assert_eq!(codes(&text), Vec::<&str>::new(), "{text}");
                assert_eq!(formatted(&text).unwrap(), text);
            }
        }
    }
}

/// The slugs that the source of the crate can give.
fn slugs_in_source() -> BTreeSet<String> {
    let mut slugs = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
                slugs.extend(slugs_in(&one_line(&path)));
            }
        }
    }
    slugs
}

/// A file with single spaces, so that it does not matter how it is laid out.
fn one_line(path: &Path) -> String {
    let source = std::fs::read_to_string(path).unwrap();
    source.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in quotes that follow `Diagnostic::error(`, `Diagnostic::warning(` or the rules of something wanted.
fn slugs_in(source: &str) -> Vec<String> {
    let starts = ["Diagnostic::error(", "Diagnostic::warning(", "], \"missing-", "slug: \""];
    let after = |start: &str| source.match_indices(start).map(|(at, _)| &source[at..]).collect::<Vec<_>>();
    let quoted = |rest: &str| rest.split('"').nth(1).map(str::to_owned);
    let slug =
        |word: &String| word.contains('-') && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
    starts.iter().flat_map(|start| after(start)).filter_map(quoted).filter(slug).collect()
}

#[test]
fn every_message_is_documented_and_brought_out_by_a_test() {
    // Tested by name elsewhere, or a last resort that no known text reaches.
    let elsewhere = ["not-text", "too-many-problems", "unreadable-line"];
    let produced: BTreeSet<String> = messages::cases()
        .iter()
        .flat_map(|(_, slugs)| slugs)
        .chain(&elsewhere)
        .map(|slug| (*slug).to_owned())
        .collect();
    let page = reference();
    let of_syntax = page.split("### When a file is read").nth(1).unwrap().split("<!--").next().unwrap();
    let documented: BTreeSet<String> =
        of_syntax.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).map(str::to_owned).collect();
    let emitted = slugs_in_source();
    assert!(emitted.len() > 50, "{emitted:?}");
    assert_eq!(emitted, documented);
    assert_eq!(emitted, produced);
}
