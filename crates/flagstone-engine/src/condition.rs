//! Whether a condition holds of a request.
//!
//! # Why
//! One function, [`View::value`], answers for red flags, routes, traces and coverage, so they cannot disagree.
//!
//! # How
//! *All* is the least of its children, *any* the greatest, *at least n* counts. A leaf over the text takes the greatest
//! over the mentions of its concept; a leaf over a fact is unknown when the fact is.
//! Several ages can be known at once, from the record and from the text ("my 5 week old"). Whoever may raise takes the
//! riskier one; whoever may only send elsewhere needs all of them to agree. That is the one difference between
//! [`Quantifier::Some`] and [`Quantifier::Every`].
//!
//! # Invariants
//! Every node is a child at most once and children stand before their parents, so a call visits each node at most once.

use flagstone_text::{Experiencer, Finding, MeasurementKind, Mention, Negation, Spelling, Timing};

use crate::bits::{Fact, Facts};
use crate::plan::{AnswerTest, Bounds, ConceptTest, Node, NodeId, Plan, Reading, Time, Whom};
use crate::request::{Age, AnswerValue, Request};
use crate::scratch::Scratch;
use crate::truth::{Tally, Truth, Value};
use crate::words;

/// Whether one of several known values is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantifier {
    /// One is enough: for rules that raise.
    Some,
    /// All must agree: for rows that send elsewhere.
    Every,
}

/// A plan, a request and what was read of it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) scratch: &'a Scratch,
    pub(crate) request: &'a Request<'a>,
    pub(crate) quantifier: Quantifier,
}

impl<'a> View<'a> {
    /// The truth of a condition; a node that does not exist is unknown, which raises.
    pub(crate) fn value(self, at: NodeId) -> Value {
        let Some(node) = self.plan.node(at) else { return Value::fact(Truth::Unknown) };
        let mut children = self.plan.children(node).iter().map(|child| self.value(*child));
        match node {
            Node::All(_) => until(&mut children, Value::TRUE, Value::FALSE, Value::and),
            Node::Any(_) => until(&mut children, Value::FALSE, Value::TRUE, Value::or),
            Node::AtLeast(count, _) => self.tally(children).at_least(count),
            Node::Concept(test) => self.concept(test),
            Node::Temperature(bounds) => self.temperature(bounds),
            fact => Value::fact(self.fact(fact)),
        }
    }

    fn tally(self, children: impl Iterator<Item = Value>) -> Tally {
        let mut tally = Tally::default();
        children.for_each(|value| tally.add(value));
        tally
    }

    /// The truth of a concept test. What most conditions ask was answered once, when the text was read.
    fn concept(self, test: ConceptTest) -> Value {
        let plain = test == ConceptTest::present(test.concept);
        if plain && self.quantifier == Quantifier::Some {
            return self.scratch.present(test.concept);
        }
        self.look_up(test)
    }

    /// The greatest over the mentions of a concept, of which the first that is certain settles it.
    pub(crate) fn look_up(self, test: ConceptTest) -> Value {
        let mut best = Value::FALSE;
        for mention in self.scratch.mentions_of(test.concept) {
            best = best.or(self.mention(test, mention));
            if best == Value::TRUE {
                break;
            }
        }
        if best == Value::FALSE { best } else { best.and(Value::fact(self.gate(test))) }
    }

    /// The concept's `only when`.
    pub(crate) fn gate(self, test: ConceptTest) -> Truth {
        let concept = self.plan.concepts.get(test.concept.index());
        concept.and_then(|concept| concept.only_when).map_or(Truth::True, |gate| self.value(gate).full)
    }

    /// What one mention says to a test.
    pub(crate) fn mention(self, test: ConceptTest, mention: &Mention) -> Value {
        let said = self.reads(test, mention);
        match test.time {
            None => said,
            Some(time) => said.and(Value::fact(holds_then(time, mention.timing))),
        }
    }

    fn reads(self, test: ConceptTest, mention: &Mention) -> Value {
        let whom = match test.whom {
            Whom::Anyone => true,
            Whom::Relative => mention.experiencer == Experiencer::Relative,
            Whom::Patient => mention.experiencer != Experiencer::Relative,
        };
        let denied = mention.negation == Negation::Negated;
        match test.reading {
            Reading::Mentioned => Value::fact(Truth::known(whom)),
            Reading::Possible => Value::fact(Truth::known(whom && !denied)),
            Reading::Past => Value::fact(Truth::known(whom && mention.past && !denied)),
            Reading::Ever => self.present(test, mention).or(Value::fact(Truth::known(whom && mention.past && !denied))),
            Reading::Present => self.present(test, mention),
            Reading::Ongoing if mention.resolved => Value::FALSE,
            Reading::Ongoing => self.present(test, mention),
            Reading::Certain if is_hedged(mention) => Value::FALSE,
            Reading::Certain => self.present(test, mention),
        }
    }

    /// Asserted of whom the test asks for.
    ///
    /// A time that the author asks for outweighs the past tense: "had crushing chest pain an hour ago" is within 12 hours.
    fn present(self, test: ConceptTest, mention: &Mention) -> Value {
        let mut meant = *mention;
        if test.whom != Whom::Patient && meant.experiencer == Experiencer::Relative {
            meant.experiencer = Experiencer::Proxy;
        } else if test.whom == Whom::Relative {
            return Value::FALSE;
        }
        let timed = matches!(test.time, Some(Time::Within(_))) && matches!(meant.timing, Some(Timing::Ago { .. }));
        meant.past &= !timed;
        match meant.finding(self.plan.lexicon.options(test.concept)) {
            Finding::Said => Value::TRUE,
            Finding::Unsure => Value { full: Truth::False, doubt: Truth::True },
            Finding::Denied | Finding::NotMentioned => Value::FALSE,
        }
    }

    fn temperature(self, bounds: Bounds) -> Value {
        let of_patient = self.scratch.text.measurements().iter().filter(|reading| {
            reading.kind == MeasurementKind::Temperature && reading.experiencer != Experiencer::Relative
        });
        let read = of_patient.map(|reading| within(bounds, i64::from(reading.lowest), i64::from(reading.highest)));
        let unreadable = Truth::known(self.scratch.text.limits().unreadable_number).min(Truth::Unknown);
        Value::fact(read.max().unwrap_or_default().max(unreadable))
    }

    /// The truth of a fact.
    fn fact(self, node: Node) -> Truth {
        let request = self.request;
        let one_of = |known: Option<&[&str]>, terms: &[String]| {
            known.map(|entries| entries.iter().any(|entry| terms.iter().any(|term| words::holds(entry, term))))
        };
        let known = match node {
            Node::Age(bounds) => return self.age(bounds),
            Node::WeeksPregnant(bounds) => return self.weeks_pregnant(bounds),
            Node::Answer(_, test) => return self.answer(self.plan.terms(node), test),
            Node::Sex(sex) => request.sex.map(|known| known == sex),
            Node::Pregnant(pregnant) => request.pregnant.map(|known| known == pregnant),
            Node::GaveBirthWithin(days) => request.days_since_birth.map(|known| known <= days),
            Node::SurgeryWithin(days) => request.days_since_surgery.map(|known| known <= days),
            Node::HasCondition(_) => one_of(request.conditions, self.plan.terms(node)),
            Node::TakesMedicine(_) => one_of(request.medicines, self.plan.terms(node)),
            Node::Form(form) => request.form.map(|known| known == form),
            Node::Sender(sender) => request.sender.map(|known| known == sender),
            Node::All(_) | Node::Any(_) | Node::AtLeast(..) | Node::Concept(_) | Node::Temperature(_) => None,
        };
        known.map_or(Truth::Unknown, Truth::known)
    }

    /// Ages of the record and of the text; CLINICAL: the riskier one counts (language reference, facts).
    fn age(self, bounds: Bounds) -> Truth {
        let record = self.request.age.map(|Age { lowest, highest }| within(bounds, lowest.into(), highest.into()));
        let record = record.unwrap_or(Truth::Unknown);
        self.text_ages(MeasurementKind::Age, bounds).fold(record, |all, one| self.join(all, one))
    }

    fn weeks_pregnant(self, bounds: Bounds) -> Truth {
        let record = match (self.request.weeks_pregnant, self.request.pregnant) {
            (Some(weeks), _) => within(bounds, weeks.into(), weeks.into()),
            (None, Some(false)) => Truth::False,
            (None, _) => Truth::Unknown,
        };
        let days = Bounds {
            lowest: bounds.lowest.saturating_mul(7),
            highest: bounds.highest.saturating_mul(7).saturating_add(6),
        };
        self.text_ages(MeasurementKind::Gestation, days).fold(record, |all, one| self.join(all, one))
    }

    fn text_ages(self, kind: MeasurementKind, bounds: Bounds) -> impl Iterator<Item = Truth> + 'a {
        let of_patient = self.scratch.text.measurements().iter();
        of_patient
            .filter(move |reading| reading.kind == kind && reading.experiencer != Experiencer::Relative)
            .map(move |reading| within(bounds, reading.lowest.into(), reading.highest.into()))
    }

    fn join(self, all: Truth, one: Truth) -> Truth {
        match self.quantifier {
            Quantifier::Some => all.max(one),
            Quantifier::Every => all.min(one),
        }
    }

    fn answer(self, terms: &[String], test: AnswerTest) -> Truth {
        let [question, words @ ..] = terms else { return Truth::Unknown };
        let asked = self.request.answers.iter().filter(|answer| words::same_words(answer.question, question));
        let given = asked.map(|answer| {
            Truth::known(match (answer.value, test) {
                (AnswerValue::Yes, AnswerTest::Yes) | (AnswerValue::No, AnswerTest::No) => true,
                (AnswerValue::Text(text), AnswerTest::Text) => words.iter().any(|word| words::holds(text, word)),
                _ => false,
            })
        });
        given.reduce(|all, one| self.join(all, one)).unwrap_or(Truth::Unknown)
    }

    /// The facts that leave a condition unknown; one inside a part that holds or fails anyway does not matter.
    pub(crate) fn unknown_facts(self, at: NodeId, found: &mut Facts) {
        let Some(node) = self.plan.node(at) else { return };
        if self.value(at).doubt != Truth::Unknown {
            return;
        }
        match node {
            Node::All(_) | Node::Any(_) | Node::AtLeast(..) => {
                self.plan.children(node).iter().for_each(|child| self.unknown_facts(*child, found));
            }
            Node::Concept(test) => self.unknown_in_concept(test, found),
            Node::Temperature(_) => found.insert(Fact::Number),
            Node::Age(_) => found.insert(Fact::Age),
            Node::Sex(_) => found.insert(Fact::Sex),
            Node::Pregnant(_) => found.insert(Fact::Pregnant),
            Node::WeeksPregnant(_) => found.insert(Fact::WeeksPregnant),
            Node::GaveBirthWithin(_) => found.insert(Fact::Birth),
            Node::SurgeryWithin(_) => found.insert(Fact::Surgery),
            Node::HasCondition(_) => found.insert(Fact::Conditions),
            Node::TakesMedicine(_) => found.insert(Fact::Medicines),
            Node::Answer(..) => found.insert(Fact::Answer),
            Node::Form(_) => found.insert(Fact::Form),
            Node::Sender(_) => found.insert(Fact::Sender),
        }
    }

    fn unknown_in_concept(self, test: ConceptTest, found: &mut Facts) {
        if self.gate(test) == Truth::Unknown {
            let gate = self.plan.concepts.get(test.concept.index()).and_then(|concept| concept.only_when);
            gate.into_iter().for_each(|gate| self.unknown_facts(gate, found));
        }
        let mut mentions = self.scratch.mentions_of(test.concept);
        let by_time = mentions.any(|mention| self.mention(test, mention).doubt == Truth::Unknown);
        found.insert_if(by_time, Fact::Time);
    }
}

/// Joins values until one of them settles the matter.
fn until(
    values: &mut impl Iterator<Item = Value>,
    start: Value,
    settled: Value,
    join: fn(Value, Value) -> Value,
) -> Value {
    let mut all = start;
    for value in values {
        all = join(all, value);
        if all == settled {
            break;
        }
    }
    all
}

/// Whether a range lies inside the bounds: wholly, partly or not at all.
fn within(bounds: Bounds, lowest: i64, highest: i64) -> Truth {
    let (from, to) = (i64::from(bounds.lowest), i64::from(bounds.highest));
    if lowest >= from && highest <= to {
        Truth::True
    } else if highest < from || lowest > to {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Whether what is timed so holds at the time asked for.
fn holds_then(time: Time, timing: Option<Timing>) -> Truth {
    let at_most = |limit: u32, lowest: u32, highest: u32| match () {
        () if highest <= limit => Truth::True,
        () if lowest <= limit => Truth::Unknown,
        () => Truth::False,
    };
    match (time, timing) {
        (Time::Within(_), None | Some(Timing::Lasting { .. })) => Truth::True,
        (Time::Within(limit), Some(Timing::Ago { lowest, highest })) => at_most(limit, lowest, highest),
        (_, None) => Truth::Unknown,
        (Time::ForAtMost(limit), Some(Timing::Lasting { lowest, highest } | Timing::Ago { lowest, highest })) => {
            at_most(limit, lowest, highest)
        }
        (Time::ForAtLeast(limit), Some(Timing::Lasting { lowest, highest } | Timing::Ago { lowest, highest })) => {
            match () {
                () if lowest >= limit => Truth::True,
                () if highest >= limit => Truth::Unknown,
                () => Truth::False,
            }
        }
    }
}

fn is_hedged(mention: &Mention) -> bool {
    mention.negation != Negation::Affirmed || mention.uncertain || mention.spelling != Spelling::AsKnown
}
