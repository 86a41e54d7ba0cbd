//! The one way to write a policy.

use super::formatted;

fn check(text: &str, expected: &str) {
    let once = formatted(text).unwrap();
    assert_eq!(once, expected);
    assert_eq!(formatted(&once).unwrap(), expected);
}

#[test]
fn keywords_names_quotes_and_spaces_are_made_plain() {
    check(
        "Policy “Example”   VERSION 1.0\r\n\r\n\r\n\tPublisher “A – B”\u{a0}\r\nApplies to England\nCONCEPT Chest  Pain\nMeans snomed 29857009\n say  “can’t breathe” ,\"tight\"",
        "policy \"Example\" version 1.0\n  publisher \"A – B\"\n  applies to England\n\nconcept chest pain\n  means SNOMED 29857009\n  say \"can't breathe\", \"tight\"\n",
    );
}

#[test]
fn comments_and_the_author_s_order_stay() {
    check(
        "\n# top\n\nconcept a # first\n# about the next line\nsay \"x\"\n\n\nkind symptom\n  # the end of a\n# about b\nconcept b\nsay \"y\"\n# last",
        "# top\n\nconcept a  # first\n  # about the next line\n  say \"x\"\n\n  kind symptom\n  # the end of a\n\n# about b\nconcept b\n  say \"y\"\n\n# last\n",
    );
}

#[test]
fn bullets_show_their_depth() {
    check(
        "red flag RF-1 \"t\"\nwhen any of\n  • a\n  • all of\n     • b\n     • c\n  • d\nraise to Same Day",
        "red flag RF-1 \"t\"\n  when any of\n    - a\n    - all of\n      -- b\n      -- c\n    - d\n  raise to same day\n",
    );
}

#[test]
fn tables_are_aligned() {
    check(
        "routing \"R\"\n|Urgency|Asks about|Send to|\n|--|--|--|\n|Same Day OR above|sérieux|\"Duty Doctor\"| # why\n|any|not Fit Note|b|",
        "routing \"R\"\n  | urgency           | asks about   | send to       |\n  |-------------------|--------------|---------------|\n  | same day or above | sérieux      | \"duty doctor\" |  # why\n  | any               | not fit note | b             |\n",
    );
}

#[test]
fn days_and_people_are_written_in_one_way() {
    check(
        "hours\nopen 8:00 to 18:30 on MONDAY,tuesday , Europe/London\ntest \"t\"\nwhen A 6-week-old writes \"x\"\nexpect rf-1 fires",
        "hours\n  open 8:00 to 18:30 on Monday, Tuesday, Europe/London\n\ntest \"t\"\n  when a 6 week old writes \"x\"\n  expect rf-1 fires\n",
    );
}

#[test]
fn a_file_with_errors_is_refused_and_an_empty_one_stays_empty() {
    assert_eq!(formatted("concept").unwrap_err().len(), 1);
    check("\n\n", "");
    check("# only a note\n\n\n# and another\n", "# only a note\n\n# and another\n");
}
