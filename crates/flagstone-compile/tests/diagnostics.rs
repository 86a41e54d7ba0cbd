//! Every mistake that lowering and the lints find, each in the smallest policy that makes it.
//!
//! One test proves that every slug of this crate's sources is exercised here and documented in `grammar/README.md`.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources should fail there")]

use std::collections::BTreeSet;

use flagstone_compile::{Checked, Package, check};

/// A policy in which nothing is wrong; a case adds to it.
const GOOD: &str = r#"policy "Example" version 1.0.0
  valid 2026-10-01 to 2027-09-30

source KNOWN "From general knowledge"
  not checked, because "from general knowledge, to be verified"

hazard HAZ-001 "Something is missed"
  severity major
  likelihood low

concept chest pain
  say "chest pain"

concept sweating
  say "sweat~"

red flag RF-001 "Heart"
  when chest pain and sweating
  raise to emergency
  tell patient "Call 999 now."
  because "Hearts."
  source KNOWN
  hazard HAZ-001
  review by 2027-06-01
  example "chest pain and sweating" fires
  example "no chest pain" does not fire

routing "Where"
  the first row that fits wins, otherwise send to "care navigator"
  | urgency   | send to     |
  | emergency | duty doctor |
"#;

/// What a red flag needs beyond the lines that a case is about.
const TRACED: &str = "because \"x\"\nsource KNOWN\nhazard HAZ-001\nreview by 2027-06-01\n\
                      example \"a\" fires\nexample \"b\" does not fire\n";

/// Slug, and the blocks that make it. `{traced}` stands for [`TRACED`].
const CASES: &[(&str, &str)] = &[
    ("unknown-concept", "red flag RF-002 \"X\"\nwhen chest pian\nraise to same day\n{traced}"),
    ("unknown-level", "red flag RF-002 \"X\"\nwhen sweating\nraise to same dya\n{traced}"),
    ("unknown-hazard", "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\nhazard HAZ-999\n{traced}"),
    ("unknown-source", "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\nsource NOBODY\n{traced}"),
    ("duplicate-concept", "concept chest pain\nsay \"thorax\""),
    ("duplicate-hazard", "hazard HAZ-001 \"Y\"\nseverity minor\nlikelihood low"),
    ("duplicate-source", "source KNOWN \"Y\"\nchecked 2026-01-01"),
    ("duplicate-rule", "red flag RF-001 \"X\"\nwhen sweating\nraise to same day\n{traced}"),
    (
        "duplicate-setting",
        "setting a is a number from 1 to 3, normally 2\nsetting a is a number from 1 to 3, normally 2",
    ),
    ("duplicate-line", "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\nraise to routine\n{traced}"),
    ("setting-out-of-range", "setting a is a number from 1 to 3, normally 9"),
    ("hazard-unrated", "hazard HAZ-002 \"Y\"\nseverity minor"),
    ("source-unchecked", "source OTHER \"Y\"\nlink \"https://example.org\""),
    ("level-without-place", "urgency soonish\ncalled \"Soon\""),
    ("duplicate-level", "urgency routine\ncalled \"A\"\nurgency routine\ncalled \"B\""),
    ("standard-level-moved", "urgency routine\nafter emergency"),
    ("concept-without-words", "concept silence\nmeans SNOMED 1"),
    ("concept-includes-itself", "concept loop\nsay \"loop\"\nincludes loop"),
    ("only-when-words", "concept gated\nsay \"gated\"\nonly when chest pain"),
    ("repeated-phrase", "concept twice\nsay \"twice over\", \"twice over\""),
    ("phrase-covered", "concept longer\nsay \"sore toe\", \"very sore toe\""),
    ("phrase-swallowed", "concept gone\nsay \"gone fishing\"\nnot when \"gone fishing\""),
    ("shared-phrase", "concept other pain\nsay \"chest pain\""),
    ("within-too-wide", "concept wide\nsay \"left\" within 90 words of \"right\""),
    ("gap-in-within", "concept wide\nsay \"left ... hand\" within 4 words of \"right\""),
    ("phrase-empty", "concept nothing\nsay \"...\""),
    ("phrase-parenthesis", "concept open\nsay \"(left|right\""),
    ("phrase-mark", "concept mark\nsay \"a ~ b ~\""),
    ("phrase-says-nothing", "concept stop\nsay \"the\""),
    ("phrase-too-long", "concept long\nsay \"a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9\""),
    (
        "phrase-too-wide",
        "concept broad\nsay \"(a1|a2|a3|a4|a5|a6|a7|a8) (b1|b2|b3|b4|b5|b6|b7|b8) (c1|c2|c3|c4|c5|c6|c7|c8) (d1|d2|d3|d4|d5|d6|d7|d8) (e1|e2|e3|e4|e5|e6|e7|e8)\"",
    ),
    ("absent-in-red-flag", "red flag RF-002 \"X\"\nwhen sweating and absent chest pain\nraise to same day\n{traced}"),
    ("lowering-reading", "red flag RF-002 \"X\"\nwhen certain sweating\nraise to immediate\n{traced}"),
    (
        "count-out-of-range",
        "red flag RF-002 \"X\"\nwhen at least 3 of\n- sweating\n- chest pain\nraise to same day\n{traced}",
    ),
    ("age-impossible", "red flag RF-002 \"X\"\nwhen sweating and patient is under 0\nraise to same day\n{traced}"),
    ("rule-without-when", "red flag RF-002 \"X\"\nraise to same day\n{traced}"),
    ("rule-without-level", "red flag RF-002 \"X\"\nwhen sweating\n{traced}"),
    (
        "never-fires",
        "red flag RF-002 \"X\"\nwhen sweating\nand patient is under 5\nand patient is 18 or over\nraise to same day\n{traced}",
    ),
    (
        "rule-covered",
        "red flag RF-002 \"X\"\nwhen chest pain\nand sweating\nand patient is 18 or over\nraise to same day\n{traced}",
    ),
    ("fires-without-words", "red flag RF-002 \"X\"\nwhen patient is under 3 months\nraise to same day\n{traced}"),
    (
        "untraceable",
        "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\nexample \"a\" fires\nexample \"b\" does not fire",
    ),
    (
        "no-example",
        "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\nbecause \"x\"\nsource KNOWN\nhazard HAZ-001\nreview by 2027-06-01",
    ),
    (
        "review-overdue",
        "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\nbecause \"x\"\nsource KNOWN\nhazard HAZ-001\nreview by 2020-06-01\nexample \"a\" fires\nexample \"b\" does not fire",
    ),
    (
        "message-reassures",
        "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\ntell patient \"Don't worry.\"\n{traced}",
    ),
    (
        "message-lacks-999",
        "red flag RF-002 \"X\"\nwhen sweating\nraise to emergency\ntell patient \"Wait for us.\"\n{traced}",
    ),
    (
        "message-hard-to-read",
        "red flag RF-002 \"X\"\nwhen sweating\nraise to same day\ntell patient \"Immediate multidisciplinary evaluation necessitates transportation.\"\n{traced}",
    ),
    ("idle-allow", "concept quiet\nsay \"quiet\"\nallow shared-phrase because \"no reason\""),
    (
        "two-routing-tables",
        "routing \"Again\"\nthe first row that fits wins, otherwise send to \"x\"\n| urgency | send to |\n| routine | y |",
    ),
    ("two-hours", "hours\nopen 08:00 to 18:30 on weekdays\nhours\nopen 08:00 to 12:00 on weekends"),
    ("hours-overlap", "hours\nopen 08:00 to 13:00 on weekdays\nopen 12:00 to 18:00 on weekdays"),
    ("unknown-zone", "hours\nopen 08:00 to 18:30 on weekdays, Europe/Londinium"),
    ("unknown-nation", "hours\nopen 08:00 to 18:30 on weekdays\nclosed on bank holidays in Ruritania"),
    ("test-without-when", "test \"nothing\"\nexpect urgency routine"),
    ("test-without-expect", "test \"nothing\"\nwhen someone writes \"hello\""),
    ("unknown-rule", "test \"x\"\nwhen someone writes \"hello\"\nexpect RF-404 fires"),
    ("unknown-destination", "test \"x\"\nwhen someone writes \"hello\"\nexpect sent to nowhere"),
    ("two-policies", "policy \"Second\" version 2.0.0"),
    ("unknown-vocabulary", "use vocabulary \"nobody's\" version 1.0"),
];

/// Slug and a whole package.
const WHOLE: &[(&str, &[&str])] = &[
    ("no-policy", &["concept a\nsay \"aardvark\""]),
    ("no-routing", &["policy \"P\" version 1.0\nconcept a\nsay \"aardvark\""]),
    ("routing-gap", &["policy \"P\" version 1.0\nrouting \"R\"\n| urgency | send to |\n| emergency | duty doctor |"]),
    (
        "row-unreachable",
        &[
            "policy \"P\" version 1.0\nrouting \"R\"\nthe first row that fits wins, otherwise send to \"x\"\n| urgency | age | send to |\n| routine | any | a |\n| routine | under 5 | b |",
        ],
    ),
    (
        "age-gap",
        &[
            "policy \"P\" version 1.0\nrouting \"R\"\nthe first row that fits wins, otherwise send to \"x\"\n| urgency | age | send to |\n| routine | under 5 | a |\n| routine | 6 or over | b |",
        ],
    ),
    (
        "vocabulary-cycle",
        &[
            "policy \"P\" version 1.0\nuse vocabulary \"a\" version 1",
            "vocabulary \"a\" version 1.0\nuse vocabulary \"b\" version 1.0",
            "vocabulary \"b\" version 1.0\nuse vocabulary \"a\" version 1.0",
        ],
    ),
    (
        "vocabulary-version",
        &[
            "policy \"P\" version 1.0\nuse vocabulary \"a\" version 2",
            "vocabulary \"a\" version 1.0\nconcept a\nsay \"aardvark\"",
        ],
    ),
];

/// A misspelt block is one mistake, however often its name is used.
#[test]
fn a_misspelt_block_is_not_reported_again_where_it_is_used() {
    let checked = checked(&with(
        "concpet sore thumb\nsay \"sore thumb\"\nred flag RF-002 \"X\"\nwhen sore thumb\nraise to same day\n{traced}",
    ));
    assert!(checked.has_errors());
    assert!(!codes(&checked).contains(&"unknown-concept"), "{:?}", codes(&checked));
}

fn checked(texts: &[String]) -> Checked {
    let names: Vec<String> = (0..texts.len()).map(|at| format!("file-{at}.flag")).collect();
    check(Package::from_texts(names.iter().map(String::as_str).zip(texts.iter().map(String::as_str))))
}

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn with(added: &str) -> Vec<String> {
    vec![format!("{GOOD}\n{}\n", added.replace("{traced}", TRACED))]
}

#[test]
fn the_good_policy_has_nothing_wrong() {
    let checked = checked(&with(""));
    assert_eq!(codes(&checked), Vec::<&str>::new(), "{:#?}", checked.diagnostics);
    assert!(checked.policy.is_some());
}

#[test]
fn each_mistake_gives_its_slug_and_says_what_to_do() {
    let mut wrong = Vec::new();
    for (slug, added) in CASES {
        let checked = checked(&with(added));
        match checked.diagnostics.iter().find(|diagnostic| diagnostic.code == *slug) {
            None => wrong.push(format!("{slug} not found in {:?} of\n{added}", codes(&checked))),
            Some(found) if found.help.is_none() => wrong.push(format!("{slug} does not say what to do next")),
            Some(found) if found.message.ends_with('.') => wrong.push(format!("{slug} ends with a full stop")),
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_mistake_of_a_whole_package_gives_its_slug() {
    let mut wrong = Vec::new();
    for (slug, files) in WHOLE {
        let texts: Vec<String> = files.iter().map(|text| (*text).to_owned()).collect();
        let checked = checked(&texts);
        if !codes(&checked).contains(slug) {
            wrong.push(format!("{slug} not found in {:?} of {files:#?}", codes(&checked)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn an_error_leaves_no_policy() {
    let checked = checked(&with("concept chest pain\nsay \"thorax\""));
    assert!(checked.has_errors() && checked.policy.is_none());
}

#[test]
fn allow_silences_a_warning_of_its_block() {
    let checked = checked(&with("concept other pain\nsay \"chest pain\"\nallow shared-phrase because \"on purpose\""));
    assert_eq!(codes(&checked), Vec::<&str>::new());
}

/// Slugs as they stand in the sources of this crate.
fn slugs_in_sources() -> BTreeSet<String> {
    fn visit(folder: &std::path::Path, slugs: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                visit(&path, slugs);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for call in ["error(", "warning(", "warn(", "(\"phrase-", "required(", "Names::new(", "unreferenced("] {
                for (at, _) in text.match_indices(call) {
                    let rest: String = text[at..].chars().take(160).collect();
                    // The last piece is not closed within the window, so it may be cut.
                    let pieces: Vec<&str> = rest.split('"').collect();
                    let quoted = pieces.iter().copied().take(pieces.len() - 1).skip(1).step_by(2);
                    let is_slug = |word: &&str| {
                        word.contains('-')
                            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                    };
                    slugs.extend(quoted.filter(is_slug).map(str::to_owned));
                }
            }
        }
    }
    let mut slugs = BTreeSet::new();
    visit(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut slugs);
    slugs
}

#[test]
fn every_slug_is_exercised_and_documented() {
    let reference = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../grammar/README.md")).unwrap();
    let exercised: BTreeSet<&str> =
        CASES.iter().map(|(slug, _)| *slug).chain(WHOLE.iter().map(|(slug, _)| *slug)).collect();
    let slugs = slugs_in_sources();
    assert!(slugs.len() > 50, "the search for slugs found only {slugs:?}");
    for slug in &slugs {
        assert!(exercised.contains(slug.as_str()), "`{slug}` is not exercised");
        assert!(reference.contains(&format!("`{slug}`")), "`{slug}` is not in grammar/README.md");
    }
}

/// A vocabulary is taken from the nearest folder that has it, so a copy of a package beside it changes nothing.
#[test]
fn a_copy_of_a_package_beside_it_changes_nothing() {
    let top = std::env::temp_dir().join(format!("flagstone-copies-{}", std::process::id()));
    for folder in ["a-copy", "practice", "z-copy"] {
        std::fs::create_dir_all(top.join(folder)).unwrap();
        std::fs::write(
            top.join(folder).join("words.flag"),
            "vocabulary \"words\" version 1.0\nconcept itch\nsay \"itch\"\n",
        )
        .unwrap();
        let policy = "policy \"P\" version 1.0\nuse vocabulary \"words\" version 1.0\n";
        std::fs::write(top.join(folder).join("policy.flag"), policy).unwrap();
    }
    let checked = check(Package::read(&top.join("practice")).unwrap());
    std::fs::remove_dir_all(&top).unwrap();
    assert_eq!(codes(&checked), ["no-routing"]);
}
