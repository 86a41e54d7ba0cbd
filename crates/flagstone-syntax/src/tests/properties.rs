//! What holds for every policy, and for every text whatever.

use proptest::prelude::*;

use super::generate::policy;
use super::{codes, formatted, read, tree};
use crate::render::{self, Colour};
use crate::{SourceMap, parse};

/// Reads a text and shows its problems in every way.
fn exercise(text: &str) {
    let mut map = SourceMap::new();
    let file = map.add("policy.flag", text);
    let (_, problems) = parse(&map, file);
    let shown = [
        render::human(&map, &problems, Colour::Off),
        render::human(&map, &problems, Colour::On),
        render::plain(&map, &problems),
        render::json(&map, &problems),
        render::sarif(&map, &problems),
    ];
    assert!(shown.iter().all(|text| !text.contains("kw_") && !text.contains("line_")));
    for problem in &problems {
        assert!(map.text(file).get(problem.span.start as usize..problem.span.end as usize).is_some(), "{problem:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_generated_policy_has_no_errors(text in policy()) {
        prop_assert_eq!(codes(&text), Vec::<&str>::new(), "{:#?}", read(&text).1);
    }

    #[test]
    fn formatting_twice_changes_nothing(text in policy()) {
        let once = formatted(&text).unwrap();
        prop_assert_eq!(&formatted(&once).unwrap(), &once);
    }

    #[test]
    fn formatting_keeps_what_a_policy_says(text in policy()) {
        prop_assert_eq!(tree(&formatted(&text).unwrap()), tree(&text));
    }

    #[test]
    fn any_text_is_read_and_shown(text in "\\PC*") {
        exercise(&text);
    }

    #[test]
    fn any_words_of_the_language_are_read_and_shown(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let text = words.concat();
        exercise(&text);
        if let Ok(once) = formatted(&text) {
            prop_assert_eq!(formatted(&once).unwrap(), once.clone());
            prop_assert_eq!(tree(&once), tree(&text));
        }
    }

    #[test]
    fn a_policy_with_a_piece_cut_out_is_read_and_shown(text in policy(), at in any::<prop::sample::Index>(), length in 0usize..40) {
        let letters: Vec<char> = text.chars().collect();
        let from = at.index(letters.len() + 1);
        let cut: String = letters.iter().take(from).chain(letters.iter().skip(from + length)).collect();
        exercise(&cut);
        if let Ok(once) = formatted(&cut) {
            prop_assert_eq!(formatted(&once).unwrap(), once.clone());
            prop_assert_eq!(tree(&once), tree(&cut));
        }
    }
}

const WORDS: &[&str] = &[
    "\n",
    "\n",
    "\n",
    " ",
    " ",
    " ",
    "\t",
    "\r",
    "\"",
    "“",
    "”",
    "'",
    "|",
    "| ",
    "-",
    "--",
    "- ",
    "–",
    "• ",
    ",",
    ", ",
    "#",
    "0",
    "7",
    "38",
    "2026-10-01",
    "08:00",
    "é",
    "а",
    "\u{200b}",
    "\u{feff}",
    "policy ",
    "vocabulary ",
    "use vocabulary ",
    "concept ",
    "red flag RF-1 \"T\"\n",
    "concept x\n",
    "routing \"R\"\n",
    "hours\n",
    "test \"T\"\n",
    "when ",
    "and ",
    "or ",
    "any of\n",
    "all of\n",
    "at least 2 of\n",
    "raise to ",
    "emergency",
    "say ",
    "not when ",
    "only when ",
    "patient is ",
    "under 5",
    "chest pain",
    "sweating",
    "in the last 3 weeks",
    "now",
    "version ",
    "1.0",
    "send to",
    "age",
    "any",
    "fires",
    "does not fire",
    "example ",
    "from ",
    "a 3 year old",
    "woman",
    " who takes ",
    "writes ",
    "expect ",
    "given ",
    "capacity ",
    "\"a\"",
    "İ",
    "ß",
    "\u{2028}",
];
