//! Every request of `tests/language/*.md`, through the engine and the reference.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::path::Path;

use flagstone::text::Finding;
use flagstone_tests::literate::{Chapter, Scene, parse};
use flagstone_tests::outcome::Words;
use flagstone_tests::{Case, Outcome, Pair, Source};

/// Runs one file; panics with every expectation that fails.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("language").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let failures: Vec<String> =
        parse(&text).iter().flat_map(check_chapter).map(|failure| format!("{name}:{failure}")).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check_chapter(chapter: &Chapter) -> Vec<String> {
    let source = Source::one(&chapter.policy);
    if !chapter.refused.is_empty() {
        let checked = flagstone::check(source.package());
        let found: Vec<&str> =
            checked.diagnostics.iter().filter(|found| found.is_error()).map(|found| found.code).collect();
        let same = found == chapter.refused;
        return if same {
            Vec::new()
        } else {
            vec![format!("{}: refused with {found:?}, not {:?}", chapter.line, chapter.refused)]
        };
    }
    let policy = match source.lower() {
        Ok(policy) => policy,
        Err(errors) => return vec![format!("{}: this policy does not lower: {errors}", chapter.line)],
    };
    let mut pair = Pair::new(policy);
    chapter.scenes.iter().flat_map(|scene| check_scene(&mut pair, scene)).collect()
}

fn check_scene(pair: &mut Pair, scene: &Scene) -> Vec<String> {
    let place = format!("{}: {}", scene.line, scene.title);
    assert!(!scene.expect.is_empty(), "{place}: nothing is expected, so it cannot fail");
    let outcome = match pair.agree(&scene.case) {
        Ok(outcome) => outcome,
        Err(difference) => return vec![format!("{place}: {difference}")],
    };
    let differs = |(key, expected): (&&'static str, &String)| {
        let found = shown(key, &outcome, &scene.case);
        (found != *expected).then(|| format!("{place}: {key} is `{found}`, not `{expected}`"))
    };
    scene.expect.iter().filter_map(differs).collect()
}

/// What came out, as it is written in an expectation.
fn shown(key: &str, outcome: &Outcome, case: &Case) -> String {
    let list = |items: Vec<String>| if items.is_empty() { "nothing".to_owned() } else { items.join(", ") };
    let texts = |texts: &[String]| list(texts.iter().map(|text| format!("\"{text}\"")).collect());
    let known = |slugs: &std::collections::BTreeSet<&str>| {
        list(slugs.iter().filter(|slug| **slug != "received").map(|slug| (*slug).to_owned()).collect())
    };
    match key {
        "urgency" => outcome.urgency.clone(),
        "sent to" => outcome.destination.clone(),
        "fires" => list(
            outcome
                .fired
                .iter()
                .map(|fired| if fired.in_full { fired.id.clone() } else { format!("{} in doubt", fired.id) })
                .collect(),
        ),
        "evidence" => texts(&words_of(outcome.fired.iter().flat_map(|fired| &fired.evidence), case)),
        "denied" => texts(&words_of(outcome.mentions.iter().filter(|words| words.4 == Finding::Denied), case)),
        "told" => texts(&outcome.messages),
        "notified" => list(outcome.notices.clone()),
        "marked" => list(outcome.flags.clone()),
        "missing" => known(&outcome.missing),
        "reasons" => known(&outcome.reasons),
        "deadline" => outcome.deadline.map_or("none".to_owned(), local),
        _ => panic!("`{key}` is not something that comes out"),
    }
}

/// The words themselves, each place once, in the order of the text.
fn words_of<'a>(words: impl Iterator<Item = &'a Words>, case: &Case) -> Vec<String> {
    let places: std::collections::BTreeSet<(u16, u32, u32)> =
        words.map(|(field, start, end, ..)| (*field, *start, *end)).collect();
    let texts: Vec<&[u8]> = case.texts().collect();
    let read = |(field, start, end): (u16, u32, u32)| &texts[usize::from(field)][start as usize..end as usize];
    places.into_iter().map(|place| String::from_utf8_lossy(read(place)).into_owned()).collect()
}

fn local(moment: i64) -> String {
    flagstone::to_local("Europe/London", moment).unwrap().format("%Y-%m-%d %H:%M").to_string()
}

/// One test a file, so that a failure names its topic.
macro_rules! files {
    ($($name:ident: $file:literal,)+) => {
        $(#[test] fn $name() { check($file); })+

        #[test]
        fn every_file_of_the_folder_is_run() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("language");
            let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let mut names: Vec<String> = names.filter(|name| name.ends_with(".md") && name != "README.md").collect();
            names.sort();
            let mut run = vec![$($file),+];
            run.sort_unstable();
            assert_eq!(names, run);
        }
    };
}

files! {
    unknown_facts: "unknown-facts.md",
    strengths_of_doubt: "strengths-of-doubt.md",
    groups: "groups.md",
    times_and_ages: "times-and-ages.md",
    answers_and_conflict: "answers-and-conflict.md",
    routing: "routing.md",
    deadlines: "deadlines.md",
    unreadable_requests: "unreadable-requests.md",
    concepts: "concepts.md",
    spelling: "spelling.md",
    errors: "errors.md",
}
