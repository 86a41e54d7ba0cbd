//! What stands at the head of the document: whose it is, what is wrong with it, and how much there is of everything.
//!
//! # Why
//! A table that looks finished is taken for finished. What is missing (an owner, a source that nobody has read) is said
//! before the first red flag, in plain words.
//!
//! # How
//! Numbers are counted on what is shown, so that they cannot differ from it.
//!
//! Before: the rest of `gather`. After: `markdown` and `html`.

use chrono::NaiveDate;
use flagstone::syntax::ast::{Header, HeaderLine, Item};

use super::Gather;
use crate::document::model::{Count, Document, Example, Rule};
use crate::document::words;
use crate::screen::count;

impl Gather<'_> {
    /// What is known of the policy.
    pub(super) fn particulars(&self) -> Vec<(&'static str, String)> {
        let policy = self.policy;
        let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not stated".to_owned());
        let valid = policy.valid.map(|(from, to)| format!("{} to {}", words::date(from), words::date(to)));
        let review = policy.levels.get(policy.review.index()).map_or("", |level| level.name.as_str());
        let mut all = vec![
            ("Version", policy.version.clone()),
            ("Publisher", said(&policy.publisher)),
            ("Owner", said(&policy.owner)),
            ("Applies to", said(&policy.applies_to)),
            ("Valid", said(&valid)),
            ("Review level", format!("{review}: what doubtful words and unreadable requests are raised to")),
        ];
        all.extend(self.vocabularies().map(|header| ("Vocabulary", vocabulary(header))));
        all.extend(policy.settings.iter().map(|setting| {
            ("Setting", format!("{}: {} (from {} to {})", setting.name, setting.value, setting.from, setting.to))
        }));
        all.push(("Policy hash", self.plan.policy().hash_hex()));
        all.push(("Engine version", env!("CARGO_PKG_VERSION").to_owned()));
        all.extend(self.on.map(|on| ("Reviews judged on", words::date(on))));
        all
    }

    /// Every vocabulary in use, once for each header that says something.
    fn vocabularies(&self) -> impl Iterator<Item = &Header> {
        let headers: Vec<&Header> = self
            .items()
            .filter_map(|item| match item {
                Item::Vocabulary(header) => Some(header),
                _ => None,
            })
            .collect();
        let mut shown: Vec<&Header> = Vec::new();
        for header in headers {
            let same =
                |other: &&&Header| other.name.node == header.name.node && other.version.node == header.version.node;
            match shown.iter().position(|other| same(&other)) {
                None => shown.push(header),
                // The header with lines below it is the one that says who answers for the words.
                Some(at) if !header.lines.is_empty() => {
                    shown.iter_mut().skip(at).take(1).for_each(|other| *other = header)
                }
                Some(_) => {}
            }
        }
        shown.sort_by_key(|header| (&header.name.node, &header.version.node));
        shown.into_iter()
    }

    /// What a reader must know before relying on anything.
    pub(super) fn warnings(&self, document: &Document) -> Vec<String> {
        let mut all = Vec::new();
        if self.policy.owner.is_none() {
            all.push("Nobody is named as owner: nobody answers for this policy.".to_owned());
        }
        let unread = document.sources.iter().filter(|source| source.read.is_missing()).count();
        if unread > 0 {
            all.push(format!(
                "{unread} of {} not checked: whatever rests on such a source must be read in the original before anybody relies on it.",
                count(document.sources.len(), "source is", "sources are")
            ));
        }
        let mut say = |number: usize, one: &str, many: &str| {
            if number > 0 {
                all.push(format!("{}.", count(number, one, many)));
            }
        };
        let without = |lacks: fn(&Rule) -> bool| document.rules().filter(|rule| lacks(rule)).count();
        say(without(|rule| rule.sources.is_empty()), "red flag names no source", "red flags name no source");
        say(without(|rule| rule.hazards.is_empty()), "red flag names no hazard", "red flags name no hazard");
        say(without(|rule| rule.review.by.is_none()), "red flag has no review date", "red flags have no review date");
        say(
            without(|rule| rule.review.overdue),
            "red flag is past its review date",
            "red flags are past their review date",
        );
        let open = document.hazards.iter().filter(|hazard| hazard.rules.is_empty()).count();
        say(open, "hazard is controlled by no red flag", "hazards are controlled by no red flag");
        all.extend(self.validity());
        all
    }

    fn validity(&self) -> Option<String> {
        let Some((from, to)) = self.policy.valid else {
            return Some("The policy does not say when it is valid.".to_owned());
        };
        let day = |day: NaiveDate| words::date(day);
        match self.on {
            Some(on) if on > to => {
                Some(format!("On {} the policy is no longer valid: it ended on {}.", day(on), day(to)))
            }
            Some(on) if on < from => {
                Some(format!("On {} the policy is not yet valid: it begins on {}.", day(on), day(from)))
            }
            _ => None,
        }
    }

    /// How much there is of everything.
    pub(super) fn counts(&self, document: &Document) -> Vec<Count> {
        let mut all = vec![plain("Red flags", document.rules().count())];
        all.extend(document.levels.iter().map(|level| plain(&format!("Red flags: {}", level.name), level.rules.len())));
        let unread = document.sources.iter().filter(|source| source.read.is_missing()).count();
        let examples = |of: fn(&Rule) -> &[Example]| document.rules().map(|rule| of(rule).len()).sum::<usize>();
        all.extend([
            plain("Concepts", document.concepts.len()),
            care("Concepts that nothing uses", document.concepts.iter().filter(|concept| concept.unused).count()),
            plain("Phrases", document.concepts.iter().map(|concept| concept.say.len()).sum()),
            plain("Sources read", document.sources.len() - unread),
            care("Sources not checked", unread),
            plain("Hazards", document.hazards.len()),
            care(
                "Hazards that no red flag controls",
                document.hazards.iter().filter(|hazard| hazard.rules.is_empty()).count(),
            ),
            plain("Examples that must fire", examples(|rule| &rule.fires)),
            plain("Examples that must not fire", examples(|rule| &rule.quiet)),
            care("Known misses", examples(|rule| &rule.known_misses)),
            care("Known false alarms", examples(|rule| &rule.known_alarms)),
        ]);
        all.push(plain("Tests of whole decisions", self.policy.tests.len()));
        all.extend(self.reviews(document));
        all
    }

    /// CLINICAL: without a day nothing can be called overdue, so what falls due while the policy is valid is told instead.
    fn reviews(&self, document: &Document) -> Option<Count> {
        if let Some(on) = self.on {
            let overdue = document.rules().filter(|rule| rule.review.overdue).count();
            return Some(care(&format!("Red flags past review on {}", words::date(on)), overdue));
        }
        let (_, to) = self.policy.valid?;
        let due = self.policy.rules.iter().filter(|rule| rule.review_by.is_some_and(|by| by <= to)).count();
        Some(plain("Red flags due for review while the policy is valid", due))
    }
}

fn plain(what: &str, number: usize) -> Count {
    Count { what: what.to_owned(), number, care: false }
}

/// A number that should be 0.
fn care(what: &str, number: usize) -> Count {
    Count { what: what.to_owned(), number, care: number > 0 }
}

/// `uk gp core 0.1, Example LMC, to be reviewed by 1 June 2027`
fn vocabulary(header: &Header) -> String {
    let mut parts = vec![format!("{} {}", header.name.node, words::version(&header.version.node))];
    for line in &header.lines {
        match line {
            HeaderLine::Publisher(name) => parts.push(format!("published by {}", name.node)),
            HeaderLine::Owner(name) => parts.push(format!("owner {}", name.node)),
            HeaderLine::ReviewBy(day) => parts.push(format!("to be reviewed by {}", words::date(day.node))),
            _ => {}
        }
    }
    parts.join(", ")
}
