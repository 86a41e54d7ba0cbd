//! Texts that try to make the reader slow or to hide something.

use std::time::{Duration, Instant};

use super::{codes, read};
use crate::source::MAX_FILE_BYTES;

/// Generous, so that a slow machine passes; quadratic work would take minutes.
const SOON: Duration = Duration::from_secs(60);

#[test]
fn reading_takes_time_linear_in_the_text() {
    let fill =
        |head: &str, piece: &str| format!("{head}{}", piece.repeat((MAX_FILE_BYTES / 32 - head.len()) / piece.len()));
    let long_line = |head: &str, piece: &str| fill("", &format!("{head}{}\n", piece.repeat(60_000 / piece.len())));
    let start = Instant::now();
    for text in [
        fill("red flag RF-1 \"t\"\nwhen any of\n", "- all of\n"),
        fill("red flag RF-1 \"t\"\nwhen a\n", "and b\n"),
        fill("concept a\n", "say \"chest pain\", \"tight chest\"\n"),
        fill("", "concpet a\n"),
        fill("routing \"R\"\n| send to |\n", "| a |\n"),
        fill("", "\"\n"),
        long_line("concept a\nonly when ", "a and "),
        long_line("concept a\nsay ", "\"a\","),
        long_line("", "\u{200b}"),
        long_line("", "|"),
        long_line("concept ", "and"),
    ] {
        read(&text);
    }
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_thousand_problems_are_enough() {
    let found = codes(&"nonsense\n".repeat(5000));
    assert_eq!((found.len(), found.last().copied()), (1001, Some("too-many-problems")));
}

#[test]
fn letters_of_other_alphabets_may_be_written_openly() {
    assert_eq!(
        codes("concept a\nsay \"боль в груди\", \"πόνος\", \"胸痛\", \"5 μg\", \"naïve\", \"ألم\", \"❤️ hurts\""),
        Vec::<&str>::new()
    );
    assert_eq!(codes("concept a\nsay \"сор\""), ["look-alike-character"]);
    assert_eq!(codes("concept a\nsay \"ｃhest\""), ["look-alike-character"]);
}

#[test]
fn hidden_letters_are_found_in_comments_too() {
    assert_eq!(codes("# safe \u{202e} elbat"), ["hidden-character"]);
    assert_eq!(codes("conc\u{ad}ept a"), ["hidden-character"]);
    assert_eq!(codes("concept a\0"), ["hidden-character"]);
}
