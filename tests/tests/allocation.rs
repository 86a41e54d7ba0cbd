//! Once warm, an evaluation allocates nothing: no block, for no request.
//!
//! Every allocation of this process is counted, so this binary runs nothing else and has no test harness, which
//! would allocate on other threads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "this is a test")]

use std::path::Path;

use flagstone::{Answer, AnswerValue, Field, Package, Plan, Request, Scratch};
use flagstone_tests::{Pair, Source};

#[global_allocator]
static COUNTING: dhat::Alloc = dhat::Alloc;

/// What patients send, and worse.
fn corpus() -> Vec<Vec<u8>> {
    let long = "I have had a pain in my chest for 3 weeks, no fever, cough or sweating, but my dad had a stroke 10 years ago. ";
    let texts = [
        String::new(),
        " ".to_owned(),
        "help".to_owned(),
        "I've got chest pain and I'm sweating".to_owned(),
        "no chest pain, no fever, no cough or sob, never had anything like this before".to_owned(),
        "😷🤒 chest pain 👎 fever ✅ 🧑‍⚕️ ❌".repeat(50),
        ",".repeat(5_000),
        "fever, cough, sweating, chest pain, ".repeat(200),
        "no not never without can't don't isn't nor ".repeat(300),
        "is it a stroke? no. could it be? maybe? ".repeat(100),
        "my 5 week old has a temp of 39.5, 38.2c, 102F since Friday, 2/52, 3 days ago ".repeat(60),
        "painnnnn in my cheeeest ".repeat(100),
        long.repeat(40_000 / long.len() + 1),
        "x".repeat(40_000),
        "chest pain ".repeat(30_000),
        "Od wczoraj mam bardzo silny ból w klatce piersiowej i jest mi duszno".to_owned(),
    ];
    let broken = [&b"\xff\xfe chest pain \xc3"[..], &[0; 300], &[0xe2, 0x80], b"fever\xf0\x9f\x98"];
    texts.into_iter().map(String::into_bytes).chain(broken.map(<[u8]>::to_vec)).collect()
}

/// A policy of a thousand phrases of every kind.
fn thousand_phrases() -> Plan {
    let mut text = "policy \"Thousand\" version 1.0.0\n".to_owned();
    let body = ["chest", "head", "back", "belly", "throat", "arm", "leg", "eye", "ear", "hip"];
    let feel = ["pain", "ache~", "burn~", "numb~", "swell~", "cough~", "fever", "rash~", "bleed~", "sweat~"];
    for (at, part) in body.iter().enumerate() {
        for (number, sign) in feel.iter().enumerate() {
            let name = format!("sign {at} {number}");
            text.push_str(&format!(
                "\nconcept {name}\n  say \"{part} {sign}\", \"{sign} in (my|the) {part}\", \"{sign} ... {part}\"\n"
            ));
            text.push_str(&format!("  say \"{part}\" within 4 words of \"{sign}\"\n  say \"{sign} {number} {part}\", \"odd {sign} {part}\", \"bad {part} {sign}\"\n"));
            text.push_str(&format!("  say \"{sign} of {part}\" of 38 degrees or more, \"{part} {sign} again\"\n  say \"funny {part} {sign}\"\n  not when \"{part} clinic\"\n"));
            let gate = if number % 2 == 0 { "\n  and patient is 18 or over" } else { "" };
            text.push_str(&format!("\nred flag RF-{at}{number:02} \"Rule\"\n  when {name}{gate}\n  raise to same day\n  tell patient \"We will ring you.\"\n"));
        }
    }
    text.push_str("\nhours\n  open 08:00 to 18:30 on weekdays\n  closed on bank holidays in England\n");
    Pair::from_source(&Source::one(&text)).plan
}

fn ruleset(name: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("rulesets").join(name);
    let policy = flagstone::check(Package::read(&folder).unwrap()).policy;
    flagstone::compile(&policy.unwrap_or_else(|| panic!("{} has errors", folder.display()))).unwrap()
}

/// Decides the whole corpus and asks for all that a decision shows; the sum keeps the work from being left out.
fn pass(plan: &Plan, scratch: &mut Scratch, corpus: &[Vec<u8>]) -> usize {
    let mut sum = 0;
    for text in corpus {
        let fields = [Field { name: "reason", text }, Field::new("since", "since Friday, no fever")];
        let answers = [
            Answer { question: "Do you have chest pain?", value: AnswerValue::No },
            Answer { question: "Since when?", value: AnswerValue::Text("3 days ago") },
        ];
        let request = Request {
            fields: &fields,
            answers: &answers,
            received: Some(1_790_942_400),
            conditions: Some(&["asthma"]),
            ..Request::default()
        };
        let decision = flagstone::evaluate(plan, scratch, &request);
        sum += decision.urgency().index()
            + decision.mentions().len()
            + decision.reasons().count()
            + decision.missing().count();
        sum += decision.fired().map(|fired| fired.evidence().count()).sum::<usize>() + decision.messages().count();
        sum += decision.destination().len() + usize::from(decision.deadline().is_some());
    }
    sum
}

fn check(name: &str, plan: &Plan, corpus: &[Vec<u8>]) {
    let mut scratch = Scratch::new(plan);
    let first = pass(plan, &mut scratch, corpus);
    let before = dhat::HeapStats::get().total_blocks;
    let second = pass(plan, &mut scratch, corpus);
    let allocated = dhat::HeapStats::get().total_blocks - before;
    assert_eq!(first, second, "{name}: the second pass decides otherwise");
    assert_eq!(allocated, 0, "{name}: {allocated} blocks were allocated by a warm evaluation");
    println!("{name}: {} requests, no allocation", corpus.len());
}

fn main() {
    let corpus = corpus();
    let plans = [("a thousand phrases", thousand_phrases()), ("uk-gp", ruleset("uk-gp"))];
    let _profiler = dhat::Profiler::builder().testing().build();
    for (name, plan) in &plans {
        check(name, plan, &corpus);
    }
}
