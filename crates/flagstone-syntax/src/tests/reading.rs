//! Good files are read whole; bad lines spoil only themselves.

use super::{codes, read, tree};
use crate::ast::{ConceptLine, Item};

#[test]
fn the_tour_of_the_language_is_read_without_a_problem() {
    let (file, problems) = read(include_str!("tour.flag"));
    assert_eq!(problems, []);
    assert_eq!(file.items.len(), 13);
}

#[test]
fn every_example_of_a_form_is_read_by_its_own_rule() {
    for block in crate::forms::BLOCKS {
        let (_, head) = crate::forms::TOP.iter().find(|(top, _)| top == block).unwrap();
        for form in crate::forms::forms(*block) {
            let before = if matches!(form.rule, flagstone_grammar::Rule::line_and | flagstone_grammar::Rule::line_or) {
                "when a\n"
            } else {
                ""
            };
            let text = format!("{}\n{before}{}", head.example, form.example);
            assert_eq!(codes(&text), Vec::<&str>::new(), "{text}");
        }
    }
    for (_, head) in crate::forms::TOP {
        assert_eq!(codes(head.example), Vec::<&str>::new(), "{}", head.example);
    }
}

/// Ten mistakes in ten places; each line between them is still read.
const TEN: &str = "\
policy \"P\" version one
  valid 2026-13-40 to 2027-03-31
  owner \"Somebody
concept chest pain
  sya \"chest pain\"
  say \"tight chest\"
  raise to emergency
red flag RF-001 \"T\" lokced
  when a and b or c
  raise to
  because \"x\"
  example \"y\" fire
capacity \"z\"
  anything at all
hours
  open 08:00 to 25:00 on weekdays
";

#[test]
fn a_file_with_ten_mistakes_gives_ten_messages() {
    let expected = [
        "missing-version",
        "bad-date",
        "missing-quote",
        "unknown-line",
        "line-not-here",
        "unexpected-words",
        "mixed-and-or",
        "missing-level",
        "missing-outcome",
        "not-yet",
        "bad-time",
    ];
    assert_eq!(codes(TEN), expected);
    let (file, _) = read(TEN);
    let concept = file
        .items
        .iter()
        .find_map(|item| if let Item::Concept(concept) = item { Some(concept) } else { None })
        .unwrap();
    assert!(matches!(concept.lines.as_slice(), [ConceptLine::Say(_)]));
}

#[test]
fn what_word_and_e_mail_do_to_a_text_does_not_matter() {
    let plain = "concept chest pain\n  say \"can't breathe\", \"x ... y\"\n  counts when past, someone else\n";
    let check = |pasted: &str| assert_eq!(tree(pasted), tree(plain), "{pasted:?}");
    check("\u{feff}Concept Chest Pain\r\n\tSay “can’t breathe”,\u{a0}“x … y”\r\n\tCounts when past , someone else");
    check("CONCEPT chest  pain # note\rsay \"can't breathe\" ,\"x ... y\"\r# \"\u{2028}counts when PAST, Someone Else");
    check("concept \"chest pain\"\u{b}say „can‘t breathe”, «x ... y»\u{85}counts when past,someone else");
}

#[test]
fn references_and_declarations_are_told_apart() {
    let text = "source A \"a\"\nhazard H-1 \"h\"\nred flag RF-1 \"t\"\n  source A, B\n  hazard H-1\n  when a\nsource B \"b\"\nconcept c\n  source B\n";
    let (file, problems) = read(text);
    assert_eq!(problems, []);
    assert_eq!(file.items.len(), 5);
}

#[test]
fn places_point_into_the_author_s_own_bytes() {
    let text = "concept é\r\n\t\u{a0}review by   2026-13-40\r\n";
    let mut map = crate::SourceMap::new();
    let file = map.add("policy.flag", text);
    let (_, problems) = crate::parse(&map, file);
    assert_eq!(problems.iter().map(|problem| map.slice(problem.span)).collect::<Vec<_>>(), ["2026-13-40"]);
}

#[test]
fn fixes_mend_what_they_promise() {
    let check = |text: &str, expected: &str| {
        let (_, problems) = read(text);
        let fix = problems.first().and_then(|problem| problem.fix.clone()).unwrap();
        let mended =
            format!("{}{}{}", &text[..fix.span.start as usize], fix.replacement, &text[fix.span.end as usize..]);
        assert_eq!(mended, expected);
        assert_eq!(codes(&mended), Vec::<&str>::new(), "{mended}");
    };
    let rule = |lines: &str| format!("red flag RF-1 \"t\"\n{lines}");
    check(&rule("when a and b or c"), &rule("when any of\n  - all of\n    -- a\n    -- b\n  - c"));
    check(&rule("when x\nand a or b"), &rule("when x\nand any of\n  - a\n  - b"));
    check(&rule("when x\nor a and b"), &rule("when x\nor all of\n  - a\n  - b"));
    check(&rule("when a, now\nand b in the last 2 days"), &rule("when a, now\nand b, in the last 2 days"));
    check("concept x\nsay \"a\u{200d}b\"", "concept x\nsay \"ab\"");
    check("concept x\nsay \"раin\"", "concept x\nsay \"pain\"");
    check("concept x\nsay \"a", "concept x\nsay \"a\"");
    check("concpet x", "concept x");
}

#[test]
fn only_the_cell_of_a_deadline_may_be_empty() {
    let table = |cells: &str| codes(&format!("routing \"R\"\n| age | send to | by |\n{cells}\n"));
    assert_eq!(table("| any | duty doctor | |"), Vec::<&str>::new());
    assert_eq!(table("| any | duty doctor | any |"), Vec::<&str>::new());
    assert_eq!(table("| | duty doctor | |"), ["empty-cell"]);
}
