//! Messages as they are shown. A golden that reads badly is a fault to mend in the message, not in the golden.

use crate::render::{self, Colour};
use crate::{SourceMap, dump, parse};

/// A file with mistakes of many kinds.
const MISTAKES: &str = include_str!("mistakes.flag");

fn shown(render: impl Fn(&SourceMap, &[crate::Diagnostic]) -> String) -> String {
    let mut map = SourceMap::new();
    let file = map.add("rules/policy.flag", MISTAKES);
    let (_, problems) = parse(&map, file);
    render(&map, &problems)
}

#[test]
fn mistakes_drawn_for_a_terminal() {
    insta::assert_snapshot!(shown(|map, problems| render::human(map, problems, Colour::Off)));
}

#[test]
fn mistakes_in_words_only() {
    insta::assert_snapshot!(shown(render::plain));
}

#[test]
fn mistakes_as_json() {
    insta::assert_snapshot!(shown(|map, problems| render::json(map, problems.get(..2).unwrap())));
}

#[test]
fn mistakes_as_sarif() {
    insta::assert_snapshot!(shown(|map, problems| render::sarif(map, problems.get(..2).unwrap())));
}

#[test]
fn the_tree_of_a_red_flag() {
    let mut map = SourceMap::new();
    let file = map.add("policy.flag", "red flag RF-014 \"Possible heart attack\" locked\n  when chest pain, now\n  and any of\n    - sweating\n    - breathless\n  raise to emergency\n");
    insta::assert_snapshot!(dump(&parse(&map, file).0));
}
