//! What each stage makes of one small policy and one request, as files that a reader can follow from left to right:
//! syntax tree, HIR, conditions of the plan, words, mentions.
//!
//! A change here is a change of a stage; read the difference before you accept it. To write the files anew:
//!
//! ```text
//! FLAGSTONE_UPDATE_GOLDENS=1 cargo test -p flagstone-tests --test stages
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::fmt::Write as _;

use flagstone::syntax::{self, SourceMap};
use flagstone::{Field, Package, Request, Scratch, text};
use flagstone_tests::golden;

const REQUEST: &str = "No fever, but my chest isn't right: tight & sweaty since 6am. Temp 38.4";

fn source() -> String {
    std::fs::read_to_string(golden::path("small.flag")).unwrap()
}

fn policy() -> flagstone::hir::Policy {
    flagstone::check(Package::from_texts([("small.flag", source().as_str())])).policy.unwrap()
}

#[test]
fn the_syntax_tree() {
    let mut map = SourceMap::new();
    let file = map.add("small.flag", source());
    let (tree, problems) = syntax::parse(&map, file);
    assert!(problems.is_empty());
    golden::check("small.ast.json", &format!("{}\n", syntax::dump(&tree)));
}

#[test]
fn the_hir() {
    golden::check("small.hir.json", &format!("{}\n", serde_json::to_string_pretty(&policy()).unwrap()));
}

#[test]
fn the_conditions_of_the_plan() {
    let plan = flagstone::compile(&policy()).unwrap();
    let mut out = String::new();
    for rule in plan.rules() {
        writeln!(out, "{} {} raises to {:?}, {:?}", rule.id, rule.title, rule.level, rule.doubt).unwrap();
        let mut open = vec![(rule.when, 1)];
        while let Some((id, depth)) = open.pop() {
            let node = plan.node(id).unwrap();
            writeln!(out, "{}{node:?}", "  ".repeat(depth)).unwrap();
            open.extend(plan.children(node).iter().rev().map(|child| (*child, depth + 1)));
        }
    }
    golden::check("small.conditions.txt", &out);
}

#[test]
fn the_words_and_mentions_of_a_request() {
    let plan = flagstone::compile(&policy()).unwrap();
    let mut out = String::new();
    for token in text::tokens(plan.lexicon(), REQUEST.as_bytes()) {
        let known = if token.known { "known" } else { "-" };
        writeln!(out, "{:>3}..{:<3} {:<8} {known}", token.start, token.end, token.text).unwrap();
    }
    let mut scratch = Scratch::new(&plan);
    let fields = [Field::new("text", REQUEST)];
    let request = Request { fields: &fields, ..Request::default() };
    let decision = flagstone::evaluate(&plan, &mut scratch, &request);
    for mention in decision.mentions() {
        let words = &REQUEST[mention.start as usize..mention.end as usize];
        let name = plan.concept_name(mention.concept);
        writeln!(out, "\n{name}: {words:?} is {:?}\n  {mention:?}", decision.finding(mention)).unwrap();
    }
    golden::check("small.words.txt", &out);
}
