//! The answer to a request, borrowed from the plan and the scratch.
//!
//! # Why
//! A decision must show its evidence and must not allocate: so it holds positions, and gives names and spans when asked.

use flagstone_text::{ConceptId, Finding, Measurement, Mention};

use crate::bits::{Fact, Reason};
use crate::condition::{Quantifier, View};
use crate::plan::{Level, LevelId, Node, Plan, Rule, RuleId, Target};
use crate::request::Request;
use crate::scratch::{Scratch, Strength};
use crate::truth::Truth;

/// What was decided, as plain values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) urgency: LevelId,
    pub(crate) row: Option<usize>,
    pub(crate) target: Target,
    pub(crate) deadline: Option<i64>,
}

/// The answer to one request.
#[derive(Clone, Copy)]
pub struct Decision<'a> {
    view: View<'a>,
    outcome: Outcome,
}

/// A red flag that fired.
#[derive(Clone, Copy)]
pub struct FiredRule<'a> {
    view: View<'a>,
    id: RuleId,
    rule: &'a Rule,
    level: LevelId,
    strength: Strength,
}

/// The words for which a rule fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The field: fields first, then answers, counted from 0.
    pub field: u16,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What is mentioned; `None` for a temperature.
    pub concept: Option<ConceptId>,
    /// What the words amount to.
    pub finding: Finding,
}

impl<'a> Decision<'a> {
    pub(crate) fn new(plan: &'a Plan, scratch: &'a Scratch, request: &'a Request<'a>, outcome: Outcome) -> Self {
        Self { view: View { plan, scratch, request, quantifier: Quantifier::Some }, outcome }
    }

    /// How urgent it is: the highest that any fired rule asks for.
    #[must_use]
    pub fn urgency(&self) -> LevelId {
        self.outcome.urgency
    }

    /// The level behind [`urgency`](Self::urgency).
    #[must_use]
    pub fn level(&self) -> Option<&'a Level> {
        self.view.plan.level(self.outcome.urgency)
    }

    /// Where it goes.
    #[must_use]
    pub fn destination(&self) -> &'a str {
        self.view.plan.destinations.get(self.outcome.target.destination.index()).map_or("", String::as_str)
    }

    /// The row of the routing table that fitted, from 0; `None` for the table's *otherwise*.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.outcome.row
    }

    /// By when, in seconds since 1970-01-01T00:00:00Z; `None` when the time of receipt is not known.
    #[must_use]
    pub fn deadline(&self) -> Option<i64> {
        self.outcome.deadline
    }

    /// The red flags that fired, in the order of their ids.
    pub fn fired(&self) -> impl ExactSizeIterator<Item = FiredRule<'a>> + use<'a> {
        let view = self.view;
        view.scratch.fired.iter().map(move |fired| FiredRule {
            view,
            id: fired.rule,
            rule: rule_of(view.plan, fired.rule),
            level: fired.level,
            strength: fired.strength,
        })
    }

    /// What the patient is told, in the order of the rules, each once.
    pub fn messages(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.each_once(|rule| &rule.tell)
    }

    /// Who is told, each once.
    pub fn notices(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.each_once(|rule| &rule.notify)
    }

    /// What the policy marks the request with, each once.
    pub fn flags(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.each_once(|rule| &rule.flags)
    }

    /// Strings of the fired rules, without those that an earlier rule or line already gave.
    fn each_once(&self, of: fn(&'a Rule) -> &'a Vec<String>) -> impl Iterator<Item = &'a str> + use<'a> {
        let view = self.view;
        let all = move || view.scratch.fired.iter().flat_map(move |fired| of(rule_of(view.plan, fired.rule)));
        all()
            .enumerate()
            .filter(move |(at, text)| !all().take(*at).any(|earlier| earlier == *text))
            .map(|(_, text)| text.as_str())
    }

    /// Whether a person with clinical training must read it, beyond whoever works at the destination.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        !self.view.scratch.reasons.is_empty()
    }

    /// Why a person must read it.
    pub fn reasons(&self) -> impl Iterator<Item = Reason> + use<'a> {
        self.view.scratch.reasons.iter()
    }

    /// Facts that were not known and that mattered.
    pub fn missing(&self) -> impl Iterator<Item = Fact> + use<'a> {
        self.view.scratch.missing.iter()
    }

    /// Every mention in the text, counted or not, in the order of the text.
    #[must_use]
    pub fn mentions(&self) -> &'a [Mention] {
        self.view.scratch.text.mentions()
    }

    /// Every number read in the text.
    #[must_use]
    pub fn measurements(&self) -> &'a [Measurement] {
        self.view.scratch.text.measurements()
    }

    /// What a mention amounts to for its concept.
    #[must_use]
    pub fn finding(&self, mention: &Mention) -> Finding {
        mention.finding(self.view.plan.lexicon.options(mention.concept))
    }

    /// The plan that decided.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.view.plan
    }

    /// The request that was decided.
    #[must_use]
    pub fn request(&self) -> &'a Request<'a> {
        self.view.request
    }
}

/// INVARIANT: fired rules are minted from the plan's own rules, so the fallback is never reached.
fn rule_of(plan: &Plan, id: RuleId) -> &Rule {
    const NONE: &Rule = &Rule {
        id: String::new(),
        title: String::new(),
        level: LevelId(0),
        when: crate::plan::NodeId(0),
        doubt: crate::plan::Doubt::Review,
        known_only: false,
        tell: Vec::new(),
        notify: Vec::new(),
        flags: Vec::new(),
        leaves: Vec::new(),
    };
    plan.rule(id).unwrap_or(NONE)
}

impl<'a> FiredRule<'a> {
    /// The rule's position.
    #[must_use]
    pub fn rule_id(&self) -> RuleId {
        self.id
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &'a Rule {
        self.rule
    }

    /// What it raised to: its own level, or the review level if the words leave a doubt.
    #[must_use]
    pub fn level(&self) -> LevelId {
        self.level
    }

    /// Whether it counts in full.
    #[must_use]
    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// The words for which it fired, in the order of the text: temperatures last.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> + use<'a> {
        let this = *self;
        let all = this.view.scratch.text.mentions();
        let counted = all.iter().enumerate().filter(move |(_, mention)| this.counts(mention));
        // Two patterns of one concept can match the same words: they are shown once for each finding.
        let mentions = counted.filter(move |(at, mention)| {
            let place = |other: &Mention| {
                let finding = other.finding(this.view.plan.lexicon.options(other.concept));
                (other.field, other.start, other.end, other.concept, finding)
            };
            let near = all
                .iter()
                .take(*at)
                .rev()
                .take_while(|other| (other.field, other.start) == (mention.field, mention.start));
            !near.filter(|other| place(other) == place(mention)).any(|other| this.counts(other))
        });
        let numbers = this.view.scratch.text.measurements().iter().filter(move |reading| this.measures(reading));
        mentions
            .map(move |(_, mention)| Evidence {
                field: mention.field,
                start: mention.start,
                end: mention.end,
                concept: Some(mention.concept),
                finding: mention.finding(this.view.plan.lexicon.options(mention.concept)),
            })
            .chain(numbers.map(|reading| Evidence {
                field: reading.field,
                start: reading.start,
                end: reading.end,
                concept: None,
                finding: Finding::Said,
            }))
    }

    fn leaves(self) -> impl Iterator<Item = Node> {
        self.rule.leaves.iter().filter_map(move |leaf| self.view.plan.node(*leaf))
    }

    /// Whether a leaf of the rule counts this mention, be it in doubt.
    fn counts(self, mention: &Mention) -> bool {
        self.leaves().any(|node| match node {
            Node::Concept(test) if test.concept == mention.concept && self.view.gate(test) != Truth::False => {
                self.view.mention(test, mention).doubt != Truth::False
            }
            _ => false,
        })
    }

    fn measures(self, reading: &Measurement) -> bool {
        self.leaves().any(|node| match node {
            Node::Temperature(bounds) => {
                reading.kind == flagstone_text::MeasurementKind::Temperature
                    && reading.experiencer != flagstone_text::Experiencer::Relative
                    && reading.highest >= bounds.lowest
                    && reading.lowest <= bounds.highest
            }
            _ => false,
        })
    }
}
