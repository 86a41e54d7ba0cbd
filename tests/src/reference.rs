//! The reference interpreter: slow, obvious, and written from the language reference.
//!
//! # Why
//! The engine is fast because it decides as little as it can: it finds words with one automaton, asks only the rules that
//! the words point at, keeps two truths in one value and compares moments that were worked out when the policy was
//! compiled. Each of these is a place to be wrong. This interpreter does none of it. It reads the policy as the compiler
//! understood it ([`hir::Policy`], before any plan), looks for every phrase everywhere, asks every rule, and walks the
//! calendar day by day.
//!
//! # How
//! ```text
//! Case ──reading, phrases──► mentions, numbers ──rules──► fired ──► urgency ──routing──► Outcome
//! ```
//! One file a step: `reading` (what the words mean) with `phrases` (where they stand), `findings` and `facts` (what holds),
//! `truth` (three values), `clock` (deadlines). This file puts the decision together in the order of the language reference, "Meaning".
//!
//! # Invariants
//! **Raise on possible; lower only on certain.** A rule fires when its condition is true or cannot be ruled out; a row of
//! the routing table fits only when all it asks for is certain.
//!
//! # Cost
//! Whatever it takes.

mod clock;
mod facts;
mod findings;
mod phrases;
mod reading;
mod truth;

use std::collections::BTreeSet;

use flagstone::hir::{self, ConceptId, Condition, Doubt, Row, Rule};
use flagstone::text::{Experiencer, Finding, Measurement, MeasurementKind};
use flagstone::{FIELD_LIMIT, Fact, Reason};

use crate::case::{Case, Tick};
use crate::outcome::{Fired, Outcome, Read, Words};
use clock::Clock;
use reading::{Mention, Reader, Reading};
pub use reading::{cue_wordings, listed_words};
use truth::Truth;

/// Whether unsure mentions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    /// They do not.
    Full,
    /// They do.
    Doubt,
}

/// What a condition is asked for, which matters where several ages or answers are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    /// To raise: the riskier counts.
    ToRaise,
    /// To send elsewhere: all must agree.
    ToSend,
}

impl Asking {
    fn join(self, all: Truth, one: Truth) -> Truth {
        match self {
            Asking::ToRaise => all.or(one),
            Asking::ToSend => all.and(one),
        }
    }
}

/// The reference interpreter of one policy.
pub struct Reference {
    policy: hir::Policy,
    reader: Reader,
}

impl Reference {
    /// The reference for a policy.
    #[must_use]
    pub fn new(policy: &hir::Policy) -> Self {
        Self { reader: Reader::new(policy), policy: policy.clone() }
    }

    /// Decides one request.
    #[must_use]
    pub fn decide(&self, case: &Case) -> Outcome {
        let clock = self.policy.hours.as_ref().map(Clock::new);
        let today = clock.zip(case.received).and_then(|(clock, received)| clock.today(received));
        let reading = self.reader.read(case, today);
        World { policy: &self.policy, case, clock, reading: &reading }.decide()
    }
}

/// A policy, a request, and what was read of it.
struct World<'a> {
    policy: &'a hir::Policy,
    case: &'a Case,
    clock: Option<Clock<'a>>,
    reading: &'a Reading,
}

/// A rule that fired.
struct Firing<'a> {
    rule: &'a Rule,
    /// How far its level is from the top.
    level: usize,
    strength: Strength,
}

impl<'a> World<'a> {
    fn mentions_of(&self, concept: usize) -> impl Iterator<Item = &Mention> {
        self.reading.mentions.iter().filter(move |mention| mention.concept == concept)
    }

    /// Kleene's logic over a condition, in one strength.
    fn truth(&self, condition: &Condition, strength: Strength, asking: Asking) -> Truth {
        let all = |parts: &[Condition]| -> Vec<Truth> {
            parts.iter().map(|part| self.truth(part, strength, asking)).collect()
        };
        match condition {
            Condition::All(parts) => all(parts).into_iter().fold(Truth::Yes, Truth::and),
            Condition::Any(parts) => all(parts).into_iter().fold(Truth::No, Truth::or),
            Condition::AtLeast(count, parts) => truth::at_least(usize::from(*count), &all(parts)),
            Condition::Concept(test) => self.concept(*test, strength, asking),
            Condition::Temperature(bounds) => self.temperature(*bounds),
            fact => self.fact(fact, asking),
        }
    }

    /// A temperature of the patient's in the text; one that cannot be read may be any.
    fn temperature(&self, bounds: hir::Bounds) -> Truth {
        let range = (bounds.lowest.into(), bounds.highest.into());
        let unread = if self.reading.limits.unreadable_number { Truth::Unknown } else { Truth::No };
        let read =
            self.temperatures().map(|number| truth::inside(range, (number.lowest.into(), number.highest.into())));
        read.fold(unread, Truth::or)
    }

    fn temperatures(&self) -> impl Iterator<Item = &Measurement> {
        let of_patient = |number: &&Measurement| {
            number.kind == MeasurementKind::Temperature && number.experiencer != Experiencer::Relative
        };
        self.reading.measurements.iter().filter(of_patient)
    }

    fn decide(&self) -> Outcome {
        let fired: Vec<Firing<'_>> = self.policy.rules.iter().filter_map(|rule| self.fires(rule)).collect();
        let mut missing: BTreeSet<Fact> = fired.iter().flat_map(|firing| self.missing(firing)).collect();
        let mut reasons = self.reasons(&fired, !missing.is_empty());
        let urgency = self.urgency(&fired, &reasons);
        let row = self.policy.routing.rows.iter().position(|row| self.fits(row, urgency));
        let target = row.map_or(self.policy.routing.otherwise, |row| self.policy.routing.rows[row].target);
        let deadline = self.deadline(urgency, target);
        self.note_time(urgency, deadline, &mut reasons, &mut missing);
        let rules = || fired.iter().map(|firing| firing.rule);
        Outcome {
            urgency: self.policy.levels[urgency].name.clone(),
            rank: urgency,
            destination: self.policy.destinations[target.destination.index()].clone(),
            row,
            deadline,
            fired: fired.iter().map(|firing| self.shown(firing)).collect(),
            messages: each_once(rules().flat_map(|rule| &rule.tell)),
            notices: each_once(rules().flat_map(|rule| &rule.notify)),
            flags: each_once(rules().flat_map(|rule| &rule.flags)),
            reasons: reasons.into_iter().map(Reason::slug).collect(),
            missing: missing.into_iter().map(Fact::slug).collect(),
            mentions: self.reading.mentions.iter().map(|mention| self.words(mention)).collect(),
            read: self.reading.mentions.iter().map(|mention| self.read(mention)).collect(),
            measured: self.reading.measurements.clone(),
            limits: self.reading.limits,
        }
    }

    /// A rule fires on *true or unknown*; with `only when known`, on *true* alone. Where it needs unsure words for that,
    /// it raises to the review level or its own, whichever is lower, unless the author says otherwise.
    fn fires(&self, rule: &'a Rule) -> Option<Firing<'a>> {
        let enough = |strength| {
            let truth = self.truth(&rule.when, strength, Asking::ToRaise);
            if rule.only_when_known.is_some() { truth == Truth::Yes } else { truth.is_possible() }
        };
        let in_full = Firing { rule, level: rule.raise_to.index(), strength: Strength::Full };
        match rule.doubt {
            _ if enough(Strength::Full) => Some(in_full),
            Doubt::None(_) => None,
            _ if !enough(Strength::Doubt) => None,
            Doubt::Full => Some(in_full),
            Doubt::Review => {
                let level = rule.raise_to.max(self.policy.review).index();
                Some(Firing { rule, level, strength: Strength::Doubt })
            }
        }
    }

    /// Facts that were not known and that mattered: the unknown parts of a rule that fired without being true.
    fn missing(&self, firing: &Firing<'_>) -> BTreeSet<Fact> {
        let mut found = BTreeSet::new();
        self.unknown_facts(&firing.rule.when, &mut found);
        found
    }

    /// A fact matters when it is unknown and so is every condition around it.
    fn unknown_facts(&self, condition: &Condition, found: &mut BTreeSet<Fact>) {
        if self.truth(condition, Strength::Doubt, Asking::ToRaise) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.unknown_facts(part, found));
            }
            Condition::Concept(test) => self.unknown_in_concept(*test, found),
            fact => found.extend(facts::name_of(fact)),
        }
    }

    /// A concept is unknown because of its `only when`, or because nobody knows how long or how long ago.
    fn unknown_in_concept(&self, test: hir::ConceptTest, found: &mut BTreeSet<Fact>) {
        if let Some(gate) = &self.policy.concepts[test.concept.index()].only_when {
            self.unknown_facts(gate, found);
        }
        let mut mentions = self.mentions_of(test.concept.index());
        if mentions.any(|mention| self.mention(test, mention, Strength::Doubt) == Truth::Unknown) {
            found.insert(Fact::Time);
        }
    }

    /// The highest level that any rule asks for; what could not be read goes to the review level at least.
    fn urgency(&self, fired: &[Firing<'_>], reasons: &BTreeSet<Reason>) -> usize {
        let lowest = self.policy.levels.len() - 1;
        let unread = reasons.iter().any(|reason| reason.is_unreadable()).then_some(self.policy.review.index());
        fired.iter().map(|firing| firing.level).chain(unread).min().unwrap_or(lowest)
    }

    fn reasons(&self, fired: &[Firing<'_>], facts_missing: bool) -> BTreeSet<Reason> {
        let limits = self.reading.limits;
        let fields = self.case.fields.len().max(self.case.answers.len());
        let all = [
            (!fired.is_empty(), Reason::RedFlag),
            (fired.iter().any(|firing| firing.strength == Strength::Doubt), Reason::Doubt),
            (facts_missing, Reason::MissingFact),
            (self.conflict(), Reason::Conflict),
            (self.is_empty(), Reason::Empty),
            (limits.not_utf8, Reason::NotText),
            (limits.text_too_long || limits.sentence_too_long, Reason::TooLong),
            (fields > FIELD_LIMIT, Reason::TooManyFields),
            (limits.too_many_mentions, Reason::TooManyMentions),
            (limits.not_english, Reason::NotEnglish),
            (limits.unreadable_number, Reason::UnreadableNumber),
        ];
        all.into_iter().filter_map(|(holds, reason)| holds.then_some(reason)).collect()
    }

    /// Nobody wrote a word, and nothing was answered but with a ticked no.
    fn is_empty(&self) -> bool {
        let ticked = self.case.answers.iter().any(|(_, tick)| *tick == Tick::Yes);
        self.reading.limits.no_words && !ticked
    }

    /// A question was answered no, and somewhere the text says that it is so.
    fn conflict(&self) -> bool {
        let denied_by_tick = |mention: &Mention| {
            let answer = usize::from(mention.field).checked_sub(self.case.fields.len().min(FIELD_LIMIT));
            answer.is_some_and(|answer| matches!(self.case.answers.get(answer), Some((_, Tick::No))))
        };
        let asked =
            self.reading.mentions.iter().filter(|mention| denied_by_tick(mention)).map(|mention| mention.concept);
        let said = |concept: usize| self.mentions_of(concept).any(|mention| self.finding(mention) == Finding::Said);
        asked.into_iter().any(said)
    }

    fn finding(&self, mention: &Mention) -> Finding {
        findings::finding(&self.policy.concepts[mention.concept], mention)
    }

    /// A row fits when everything it asks for is certain.
    fn fits(&self, row: &Row, urgency: usize) -> bool {
        let level = row.levels.as_ref().is_none_or(|levels| levels.iter().any(|level| level.index() == urgency));
        let about = row.asks_about.is_empty() || row.asks_about.iter().any(|concept| self.certainly_said(*concept));
        let not_about = row.not_about.iter().all(|concept| !self.possibly_said(*concept));
        let facts = row.facts.iter().all(|fact| self.truth(fact, Strength::Full, Asking::ToSend) == Truth::Yes);
        let open = row.open.is_none_or(|open| self.is_open() == Some(open));
        level && about && not_about && facts && open
    }

    fn certainly_said(&self, concept: ConceptId) -> bool {
        let test = hir::ConceptTest { concept, reading: hir::Reading::Certain, whom: hir::Whom::Patient, time: None };
        self.truth(&Condition::Concept(test), Strength::Full, Asking::ToSend) == Truth::Yes
    }

    /// `not X` in a table: X must not even be possible, whatever its `only when` says of this patient.
    fn possibly_said(&self, concept: ConceptId) -> bool {
        let at = concept.index();
        self.mentions_of(at).any(|mention| matches!(self.finding(mention), Finding::Said | Finding::Unsure))
    }

    fn is_open(&self) -> Option<bool> {
        self.clock?.is_open(self.case.received?)
    }

    /// A destination's own deadline can bring a request forward. Only the lowest level takes it as it stands.
    fn deadline(&self, urgency: usize, target: hir::Target) -> Option<i64> {
        let (clock, received) = (self.clock?, self.case.received?);
        let of_level = clock.resolve(self.policy.levels[urgency].deadline, received);
        let of_target = target.by.and_then(|by| clock.resolve(by, received));
        if urgency + 1 == self.policy.levels.len() && of_target.is_some() {
            return of_target;
        }
        of_level.into_iter().chain(of_target).min()
    }

    /// What the clock adds: urgent but closed, outside the years that are known, or no time at all.
    fn note_time(
        &self,
        urgency: usize,
        deadline: Option<i64>,
        reasons: &mut BTreeSet<Reason>,
        missing: &mut BTreeSet<Fact>,
    ) {
        if self.case.received.is_none() {
            missing.insert(Fact::Received);
            return;
        }
        if urgency <= self.policy.review.index() && self.is_open() == Some(false) {
            reasons.insert(Reason::ReceivedWhenClosed);
        }
        if self.clock.is_some() && deadline.is_none() {
            reasons.insert(Reason::OutsideCalendar);
        }
    }

    fn shown(&self, firing: &Firing<'_>) -> Fired {
        let rule = firing.rule;
        Fired {
            id: rule.id.clone(),
            level: self.policy.levels[firing.level].name.clone(),
            in_full: firing.strength == Strength::Full,
            evidence: self.evidence(&rule.when),
        }
    }

    /// The words that count for a condition, doubtful ones too: each bears what it is taken for.
    fn evidence(&self, condition: &Condition) -> BTreeSet<Words> {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                parts.iter().flat_map(|part| self.evidence(part)).collect()
            }
            Condition::Concept(test) if self.gate(*test, Asking::ToRaise).is_possible() => {
                let at = test.concept.index();
                let counts =
                    self.mentions_of(at).filter(|mention| self.mention(*test, mention, Strength::Doubt).is_possible());
                counts.map(|mention| self.words(mention)).collect()
            }
            Condition::Temperature(bounds) => {
                let range = (i64::from(bounds.lowest), i64::from(bounds.highest));
                let counts = |number: &&Measurement| {
                    truth::inside(range, (number.lowest.into(), number.highest.into())).is_possible()
                };
                let shown = |number: &Measurement| (number.field, number.start, number.end, None, Finding::Said);
                self.temperatures().filter(counts).map(shown).collect()
            }
            _ => BTreeSet::new(),
        }
    }

    fn words(&self, mention: &Mention) -> Words {
        let name = self.policy.concepts[mention.concept].name.clone();
        (mention.field, mention.start, mention.end, Some(name), self.finding(mention))
    }

    /// A mention with every axis of its context.
    fn read(&self, mention: &Mention) -> Read {
        Read {
            words: self.words(mention),
            negation: mention.negation,
            hypothetical: mention.hypothetical,
            experiencer: mention.experiencer,
            past: mention.past,
            resolved: mention.resolved,
            uncertain: mention.uncertain,
            spelling: mention.spelling,
            timing: mention.timing,
            why: mention.why.clone(),
        }
    }
}

fn each_once<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(text) {
            once.push(text.clone());
        }
    }
    once
}
