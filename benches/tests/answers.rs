//! The inputs are always the same ones, and Flagstone's answers on them are the oracle's.

use flagstone::Scratch;
use flagstone_benches::corpus::{checksum, decide_all, read_all};
use flagstone_benches::folded::Folded;
use flagstone_benches::messages::messages;
use flagstone_benches::phrases::phrases;
use flagstone_benches::policy::{Parts, Rule, compile, rules};
use flagstone_benches::search::{findings, mentions, oracle};

#[test]
fn phrases_are_distinct_and_a_longer_list_begins_with_the_shorter() {
    let (few, many) = (phrases(500), phrases(3_000));
    assert_eq!(few, many[..500]);
    let distinct: std::collections::HashSet<_> = many.iter().collect();
    assert_eq!(distinct.len(), 3_000);
    assert!(many.iter().all(|phrase| (1..=5).contains(&phrase.split(' ').count())), "one to five words");
}

#[test]
fn messages_have_the_lengths_of_real_ones_and_never_change() {
    let phrases = phrases(2_000);
    let all = messages(2_000, &phrases);
    assert_eq!(all, messages(2_000, &phrases));
    let mut lengths: Vec<usize> = all.iter().map(|message| message.split_whitespace().count()).collect();
    lengths.sort_unstable();
    assert!((20..=34).contains(&lengths[1_000]), "median {}", lengths[1_000]);
    assert!(lengths[1_999] > 500, "longest {}", lengths[1_999]);
    assert!(all.iter().any(|message| !message.is_ascii()));
}

#[test]
fn what_flagstone_finds_is_what_the_oracle_finds() {
    let phrases = phrases(400);
    let plan = compile(&Parts::of(&phrases, 50).source()).expect("a right policy");
    let mut scratch = Scratch::new(&plan);
    let mut seen = 0;
    for message in messages(400, &phrases) {
        let folded = Folded::new(plan.lexicon(), &message);
        let expected = findings(&folded, oracle(&phrases, &folded.text));
        assert_eq!(mentions(&plan, &mut scratch, &message), expected, "{message}");
        seen += expected.len();
    }
    assert!(seen > 400, "only {seen} matches: the messages say too little");
}

#[test]
fn repaired_words_are_left_out_of_what_is_compared() {
    let phrases = phrases(400);
    let plan = compile(&Parts::of(&phrases, 1).source()).expect("a right policy");
    let word = phrases.iter().find(|phrase| !phrase.contains(' ')).expect("a phrase of one word");
    let (first, rest) = word.split_at(1);
    let message = format!("so much {first}{first}{first}{first}{rest}");
    let folded = Folded::new(plan.lexicon(), &message);
    let found = findings(&folded, oracle(&phrases, &folded.text));
    assert_eq!(mentions(&plan, &mut Scratch::new(&plan), &message), found);
    assert_eq!(found.len(), 0);
    let fields = [flagstone::Field::new("reason", &message)];
    let request = flagstone_benches::corpus::request(&fields);
    let mut scratch = Scratch::new(&plan);
    assert_eq!(flagstone::evaluate(&plan, &mut scratch, &request).mentions().len(), 1, "{word} is repaired and read");
}

#[test]
fn rules_over_given_findings_fire_as_logic_says() {
    let parts = given(60, 200);
    let plan = compile(&parts.source()).expect("a right policy");
    let mut scratch = Scratch::new(&plan);
    for first in 0..20 {
        let findings = [first, first + 7, first + 31, first + 40];
        let text: Vec<&str> = findings.iter().map(|at| parts.findings[*at][0].as_str()).collect();
        let text = text.join(". ");
        let fields = [flagstone::Field::new("reason", &text)];
        let request = flagstone_benches::corpus::request(&fields);
        let decision = flagstone::evaluate(&plan, &mut scratch, &request);
        let fired: Vec<usize> = decision.fired().map(|fired| fired.rule_id().index()).collect();
        let holds = |rule: &&Rule| rule.holds(&findings);
        let expected: Vec<usize> = (0..).zip(&parts.rules).filter(|(_, rule)| holds(rule)).map(|(at, _)| at).collect();
        assert_eq!(fired, expected, "{text}");
    }
}

#[test]
fn checksums_are_the_same_in_every_run() {
    let phrases = phrases(300);
    let messages = messages(200, &phrases);
    let plan = compile(&Parts::of(&phrases, 100).source()).expect("a right policy");
    let mut scratch = Scratch::new(&plan);
    let first = checksum(&plan, &mut scratch, &messages);
    assert_eq!(first, checksum(&plan, &mut Scratch::new(&plan), &messages));
    let again = flagstone::Plan::from_bytes(&plan.to_bytes()).expect("a plan");
    assert_eq!(first, checksum(&again, &mut Scratch::new(&again), &messages));
    assert_ne!(first, checksum(&plan, &mut scratch, &messages[1..]));
    assert!(decide_all(&plan, &mut scratch, &messages) > 0);
    assert!(read_all(&plan, &mut flagstone::text::Scratch::new(plan.lexicon()), &messages) > 0);
}

fn given(findings: usize, count: usize) -> Parts {
    let names = phrases(findings * 12).into_iter().filter(|phrase| !phrase.contains(' ')).take(findings);
    Parts { findings: names.map(|name| vec![name]).collect(), rules: rules(findings, count, false) }
}
