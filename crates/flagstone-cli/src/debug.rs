//! `flagstone debug`: what the stages between text and decision see.

use std::io::Read;

use flagstone::Scratch;
use flagstone_records::OwnedRequest;

use crate::args::{Debug, Stage};
use crate::describe;
use crate::explain;
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, harmless, pad, print};

/// Shows one stage.
pub(crate) fn debug(options: &Debug, screen: Screen) -> Result<(), Failure> {
    match options.stage {
        Stage::Ast => {
            let package = loading::read(&options.package)?;
            let dump = |file| format!("{}:\n{}", package.sources.path(file).display(), tree(&package.sources, file));
            print(&package.files.iter().map(|file| dump(file.file)).collect::<String>())
        }
        Stage::Hir => print(&pretty(&loading::load_source(&options.package, screen)?.policy)),
        Stage::Plan => print(&plan(&loading::load(&options.package, screen)?.plan)),
        Stage::Tokens => {
            let plan = loading::load(&options.package, screen)?.plan;
            let text = text(options)?;
            print(&tokens(&plan, &text))
        }
        Stage::Mentions => {
            let plan = loading::load(&options.package, screen)?.plan;
            let request = OwnedRequest::from_text("text", &text(options)?);
            let mut scratch = Scratch::new(&plan);
            let found = request
                .with_request(|request| explain::mentions(&plan, &flagstone::evaluate(&plan, &mut scratch, request)));
            print(&pretty(&found))
        }
    }
}

/// The plan without its tables of words and days, which nobody can read; conditions stand in the words of the language.
fn plan(plan: &flagstone::Plan) -> String {
    let mut text = format!(
        "{:#?}\n{:#?}\nreview level {:?}\n{:#?}\n",
        plan.policy(),
        plan.levels(),
        plan.review_level(),
        plan.destinations()
    );
    for concept in plan.concepts() {
        let gate = concept.only_when.map(|gate| format!(", only when {}", describe::condition(plan, gate)));
        text.push_str(&format!("concept {}{}\n", concept.name, gate.unwrap_or_default()));
    }
    for rule in plan.rules() {
        let when = describe::condition(plan, rule.when);
        text.push_str(&format!("{rule:#?}\n  when {when}\n"));
    }
    text.push_str(&format!("lexicon of {} bytes\n", plan.lexicon().memory()));
    text
}

fn tree(sources: &flagstone::syntax::SourceMap, file: flagstone::syntax::FileId) -> String {
    let (tree, _) = flagstone::syntax::parse(sources, file);
    flagstone::syntax::dump(&tree)
}

fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// One token a line: place, word, whether it is known, and what stands before it.
fn tokens(plan: &flagstone::Plan, text: &str) -> String {
    let tokens = flagstone::text::tokens(plan.lexicon(), text.as_bytes());
    let line = |token: &flagstone::text::TokenView| {
        let place = pad(&format!("{}..{}", token.start, token.end), 10);
        let known = if token.known { "known" } else { "     " };
        let before: Vec<&str> = token.before.names().collect();
        format!("{place} {} {known}  {}", pad(&harmless(&token.text), 20), before.join(" ")).trim_end().to_owned()
            + "\n"
    };
    tokens.iter().map(line).collect()
}

fn text(options: &Debug) -> Result<String, Failure> {
    if let Some(text) = &options.text {
        return Ok(text.clone());
    }
    let mut text = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut text);
    read.map_err(|reason| Failure::Unreadable(format!("cannot read standard input: {reason}")))?;
    Ok(text)
}
