//! One request of the table.
//!
//! # Invariants
//! A request is listed unless it is of the lowest urgency and no person must read it: nothing that matters is only counted.
//!
//! Before: a decision. After: `table`.

use flagstone::{Age, Decision, Reason, Sex};
use flagstone_records::OwnedRequest;

use crate::excerpt::{self, Marked};
use crate::screen::Screen;

/// Sentences shown of one request.
const SENTENCES: usize = 2;

/// One request of the table.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its level, 0 the most urgent.
    pub(crate) level: usize,
    /// Where it goes.
    pub(crate) destination: String,
    /// When it came in.
    pub(crate) received: Option<i64>,
    /// What is shown of it, if it is listed.
    pub(crate) listing: Option<Listing>,
}

/// What is shown of a request.
#[derive(Debug)]
pub(crate) struct Listing {
    /// Its id.
    pub(crate) id: String,
    /// Its age.
    pub(crate) age: Option<Age>,
    /// Its sex.
    pub(crate) sex: Option<Sex>,
    /// By when.
    pub(crate) deadline: Option<i64>,
    /// The titles of the rules that fired, most urgent first.
    pub(crate) titles: Vec<String>,
    /// The policy's flags.
    pub(crate) flags: Vec<String>,
    /// Sentences with the deciding words.
    pub(crate) sentences: Vec<Marked>,
    /// Why a person must read it, beside its rules.
    pub(crate) reasons: Vec<String>,
}

impl Entry {
    /// What the table needs of a decision.
    pub(crate) fn new(request: &OwnedRequest, decision: &Decision<'_>, screen: Screen) -> Entry {
        let level = decision.urgency().index();
        let lowest = level + 1 == decision.plan().levels().len();
        let listed = !lowest || decision.needs_person();
        Entry {
            level,
            destination: decision.destination().to_owned(),
            received: request.received,
            listing: listed.then(|| listing(request, decision, screen)),
        }
    }
}

fn listing(request: &OwnedRequest, decision: &Decision<'_>, screen: Screen) -> Listing {
    let mut rules: Vec<_> = decision.fired().collect();
    rules.sort_by_key(flagstone::FiredRule::level);
    let letters = screen.width.saturating_sub(20);
    let mut sentences = excerpt::sentences(decision, SENTENCES, letters);
    if sentences.is_empty() {
        sentences.extend(excerpt::beginning(decision, letters));
    }
    Listing {
        id: request.id.clone(),
        age: request.age,
        sex: request.sex,
        deadline: decision.deadline(),
        titles: rules.iter().map(|rule| rule.rule().title.clone()).collect(),
        flags: decision.flags().map(str::to_owned).collect(),
        sentences,
        reasons: reasons(request, decision),
    }
}

/// Why a person must read it, in words; that a red flag fired is shown by its title.
pub(crate) fn reasons(request: &OwnedRequest, decision: &Decision<'_>) -> Vec<String> {
    let bad_row = request.unreadable.then(|| format!("the row could not be read (line {})", request.line));
    let seen_by_mark = |reason: &Reason| request.unreadable && matches!(reason, Reason::Empty | Reason::NotText);
    let told = decision.reasons().filter(|reason| *reason != Reason::RedFlag && !seen_by_mark(reason));
    bad_row.into_iter().chain(told.map(|reason| in_words(reason, decision))).collect()
}

fn in_words(reason: Reason, decision: &Decision<'_>) -> String {
    let words = match reason {
        Reason::Doubt => "the words leave a doubt",
        Reason::MissingFact => {
            let facts: Vec<&str> =
                decision.missing().filter(|fact| *fact != flagstone::Fact::Received).map(fact_words).collect();
            return format!("not known and taken as possible: {}", facts.join(", "));
        }
        Reason::Conflict => "a question was answered no, and the text says yes",
        Reason::Empty => "there are no words",
        Reason::NotText => "some of it is not text",
        Reason::TooLong => "there is more text than is read",
        Reason::TooManyFields => "there are more fields or answers than are read",
        Reason::TooManyMentions => "there are more findings than fit",
        Reason::NotEnglish => "hardly any word is English",
        Reason::UnreadableNumber => "a number that matters could not be read",
        Reason::ReceivedWhenClosed => "came in while closed",
        Reason::OutsideCalendar => "it came in outside the years of the calendar, so it has no deadline",
        Reason::BadRow => "the row could not be read",
        other => other.slug(),
    };
    words.to_owned()
}

/// A fact as people name it.
pub(crate) fn fact_words(fact: flagstone::Fact) -> &'static str {
    use flagstone::Fact;
    match fact {
        Fact::Age => "age",
        Fact::Sex => "sex",
        Fact::Pregnant => "whether pregnant",
        Fact::WeeksPregnant => "weeks of pregnancy",
        Fact::Birth => "when she last gave birth",
        Fact::Surgery => "when the last operation was",
        Fact::Conditions => "long-term conditions",
        Fact::Medicines => "medicines",
        Fact::Answer => "an answer of the form",
        Fact::Form => "which form",
        Fact::Sender => "who wrote",
        Fact::Time => "how long, or how long ago",
        Fact::Received => "when it was received",
        Fact::Number => "a number in the text",
        other => other.slug(),
    }
}
