//! Conditions and mentions in the words of the language.
//!
//! # Why
//! "Node 17 is false" helps nobody. What stopped a rule is told as its author wrote it, and why words were read as they
//! were is told with the words that decided.
//!
//! Before: plans, traces and mentions. After: `explain` and `test`.

use flagstone::plan::{AnswerTest, Bounds, ConceptTest, Node, NodeId, Reading, Time, Whom};
use flagstone::text::{Effect, Experiencer, Hypothetical, Lexicon, Mention, Negation, Spelling, Why};
use flagstone::{Form, Plan, Sender, Sex};

use crate::moments;

/// A condition in the words of the language.
pub(crate) fn condition(plan: &Plan, at: NodeId) -> String {
    let Some(node) = plan.node(at) else { return String::new() };
    let parts = |word: &str| {
        let parts: Vec<String> = plan.children(node).iter().map(|child| condition(plan, *child)).collect();
        parts.join(word)
    };
    let terms = || plan.terms(node).iter().map(|term| format!("\"{term}\"")).collect::<Vec<_>>().join(", ");
    match node {
        Node::All(_) => parts(" and "),
        Node::Any(_) => parts(" or "),
        Node::AtLeast(count, _) => format!("at least {count} of ({})", parts(", ")),
        Node::Concept(test) => concept(plan, test),
        Node::Temperature(bounds) => format!("temperature is {}", temperature(bounds)),
        Node::Age(bounds) => format!("patient is {}", moments::ages(bounds.lowest, bounds.highest)),
        Node::Sex(Sex::Female) => "patient is female".to_owned(),
        Node::Sex(Sex::Male) => "patient is male".to_owned(),
        Node::Pregnant(true) => "patient is pregnant".to_owned(),
        Node::Pregnant(false) => "patient is not pregnant".to_owned(),
        Node::WeeksPregnant(bounds) => format!("patient is {}", weeks(bounds)),
        Node::GaveBirthWithin(days) => {
            format!("patient gave birth in the last {}", moments::minutes(days.saturating_mul(1_440)))
        }
        Node::SurgeryWithin(days) => {
            format!("patient had surgery in the last {}", moments::minutes(days.saturating_mul(1_440)))
        }
        Node::HasCondition(_) => format!("patient has {}", terms()),
        Node::TakesMedicine(_) => format!("patient takes {}", terms()),
        Node::Answer(_, test) => answer(plan.terms(node), test),
        Node::Form(form) => format!("form is {}", form_word(form)),
        Node::Sender(sender) => format!("sender is {}", sender_word(sender)),
    }
}

fn concept(plan: &Plan, test: ConceptTest) -> String {
    let reading = match test.reading {
        Reading::Present => "",
        Reading::Ongoing => "ongoing ",
        Reading::Certain => "certain ",
        Reading::Past => "past ",
        Reading::Ever => "ever ",
        Reading::Possible => "possible ",
        Reading::Mentioned => "mentioned ",
    };
    let whom = match test.whom {
        Whom::Patient => "",
        Whom::Relative => " in a relative",
        Whom::Anyone => " in anyone",
    };
    let time = match test.time {
        None => String::new(),
        Some(Time::Within(0)) => ", now".to_owned(),
        Some(Time::Within(minutes)) => format!(", now or in the last {}", moments::minutes(minutes)),
        Some(Time::ForAtLeast(minutes)) => format!(", for {} or more", moments::minutes(minutes)),
        Some(Time::ForAtMost(minutes)) => format!(", for at most {}", moments::minutes(minutes)),
    };
    format!("{reading}{}{whom}{time}", plan.concept_name(test.concept))
}

fn temperature(bounds: Bounds) -> String {
    // Bounds beyond what any thermometer shows stand for "no bound".
    let open = (bounds.lowest <= 0, bounds.highest >= 100_000);
    match open {
        (false, true) => format!("{} or more", degrees(bounds.lowest)),
        (true, _) => format!("{} or less", degrees(bounds.highest)),
        (false, false) => format!("{} to {}", degrees(bounds.lowest), degrees(bounds.highest)),
    }
}

/// Thousandths of a degree: `38`, `38.5`.
fn degrees(thousandths: i32) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths.abs() % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn weeks(bounds: Bounds) -> String {
    match (bounds.lowest > 0, bounds.highest < 50) {
        (true, false) => format!("{} weeks pregnant or more", bounds.lowest),
        (false, true) => format!("less than {} weeks pregnant", bounds.highest + 1),
        _ => format!("{} to {} weeks pregnant", bounds.lowest, bounds.highest),
    }
}

fn answer(terms: &[String], test: AnswerTest) -> String {
    let (question, words) = terms.split_first().map_or(("", &[][..]), |(question, words)| (question.as_str(), words));
    let value = match test {
        AnswerTest::Yes => "yes".to_owned(),
        AnswerTest::No => "no".to_owned(),
        AnswerTest::Text => format!("\"{}\"", words.join(" ")),
    };
    format!("answer to \"{question}\" is {value}")
}

/// A form as the language names it.
pub(crate) fn form_word(form: Form) -> &'static str {
    match form {
        Form::Medical => "medical",
        Form::Admin => "admin",
        Form::Document => "document",
    }
}

/// A sender as the language names it.
pub(crate) fn sender_word(sender: Sender) -> &'static str {
    match sender {
        Sender::Patient => "patient",
        Sender::Carer => "carer",
        Sender::CommunityPharmacy => "community pharmacy",
        Sender::ThirdParty => "third party",
    }
}

/// How a mention is meant, beyond plainly said: `denied ("no")`, `about somebody else ("my dad")`.
pub(crate) fn reading(mention: &Mention, text: &[u8], lexicon: &Lexicon) -> Vec<String> {
    let axes = [
        (
            mention.negation == Negation::Negated,
            "denied",
            &[Effect::Negated, Effect::AnsweredNo, Effect::DenialConfirmed][..],
        ),
        (mention.negation == Negation::Weak, "perhaps denied but counted", &[Effect::WeaklyNegated]),
        (mention.hypothetical == Hypothetical::Strong, "only imagined or warned of", &[Effect::Hypothetical]),
        (mention.hypothetical == Hypothetical::Weak, "feared or asked about", &[Effect::Hypothetical]),
        (mention.experiencer == Experiencer::Relative, "about somebody else", &[Effect::Relative]),
        (mention.experiencer == Experiencer::Proxy, "of the person written for", &[Effect::Proxy]),
        (mention.past, "in the past", &[Effect::Past]),
        (mention.resolved, "over by now", &[Effect::Resolved]),
        (mention.uncertain && mention.negation != Negation::Negated, "hedged but counted", &[Effect::Uncertain]),
        (mention.spelling == Spelling::Repaired, "wrongly spelt but plain", &[Effect::Spelling]),
        (mention.spelling == Spelling::Guessed, "a guess at the spelling", &[Effect::Spelling]),
    ];
    let holds = axes.into_iter().filter(|(holds, _, _)| *holds);
    holds.map(|(_, words, effects)| with_words(words, effects, mention, text, lexicon)).collect()
}

fn with_words(reading: &str, effects: &[Effect], mention: &Mention, text: &[u8], lexicon: &Lexicon) -> String {
    let why = mention.why.iter().flatten().filter(|why| effects.contains(&why.effect));
    let one = |why: &Why| {
        let words = String::from_utf8_lossy(text.get(why.start as usize..why.end as usize)?);
        Some(match meant(why, &words, lexicon) {
            Some(meant) => format!("\"{words}\", read as \"{meant}\""),
            None => format!("\"{words}\""),
        })
    };
    let words: Vec<String> = why.filter_map(one).collect();
    if words.is_empty() { reading.to_owned() } else { format!("{reading} ({})", words.join(", ")) }
}

/// What a wrongly spelt word was taken for.
pub(crate) fn meant(why: &Why, words: &str, lexicon: &Lexicon) -> Option<String> {
    let spelt = why.effect == Effect::Spelling;
    spelt.then(|| lexicon.spelling_of(words)).flatten().map(|(word, _)| word)
}

/// What some words did to a mention, as a stable slug.
pub(crate) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Negated => "negated",
        Effect::WeaklyNegated => "weakly-negated",
        Effect::DenialCancelled => "denial-cancelled",
        Effect::DenialConfirmed => "denial-confirmed",
        Effect::AnsweredNo => "answered-no",
        Effect::Uncertain => "uncertain",
        Effect::Hypothetical => "hypothetical",
        Effect::Past => "past",
        Effect::Resolved => "resolved",
        Effect::Proxy => "proxy",
        Effect::Relative => "relative",
        Effect::Recent => "recent",
        Effect::Spelling => "spelling",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_as_they_were_written() {
        let lines = [
            "chest pain, now or in the last 12 hours and patient is 18 or over",
            "patient is under 3 months",
            "patient takes \"warfarin\", \"apixaban\"",
            "temperature is 38 or more",
            "answer to \"Chest pain\" is yes",
            "patient is 20 weeks pregnant or more",
            "patient gave birth in the last 6 weeks",
            "form is admin",
        ];
        for line in lines {
            let when = line.replacen(" and ", "\n  and ", 1);
            let source = format!(
                "policy \"x\" version 1\n\nconcept chest pain\n  say \"chest pain\"\n\nred flag RF-001 \"x\"\n  when {when}\n  raise to emergency\n"
            );
            let checked = flagstone::check(flagstone::Package::from_texts([("x.flag", source.as_str())]));
            let policy = checked.policy.unwrap_or_else(|| panic!("{line}: {:?}", checked.diagnostics));
            let plan = flagstone::compile(&policy).unwrap();
            assert_eq!(condition(&plan, plan.rules()[0].when), line);
        }
    }
}
