//! Puts a plan together; the only place that mints its ids.
//!
//! # Why
//! The compiler knows policies, the engine knows arrays. This is the door between them: whatever goes through it is in
//! order, so evaluation needs no check that could fail.
//!
//! # Invariants
//! A child is added before its parent. Rules, levels and concepts keep the order in which they are added.

use flagstone_text::{BuildError, ConceptId, ConceptOptions, LexiconBuilder, Pattern};

use crate::calendar::{Calendar, Deadline};
use crate::plan::{
    AnswerTest, Concept, DestinationId, Doubt, Level, LevelId, Node, NodeId, Plan, PolicyInfo, Row, Rule, RuleId, Span,
    Target,
};

/// A plan in the making.
pub struct Builder {
    lexicon: LexiconBuilder,
    levels: Vec<Level>,
    concepts: Vec<Concept>,
    nodes: Vec<Node>,
    children: Vec<NodeId>,
    terms: Vec<String>,
    rules: Vec<Rule>,
    destinations: Vec<String>,
    rows: Vec<Row>,
    calendar: Option<Calendar>,
}

/// What a rule is made of; its evidence leaves are found from its condition.
#[derive(Clone, Debug)]
pub struct RuleParts {
    /// Its id as written.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it raises to.
    pub level: LevelId,
    /// Its condition.
    pub when: NodeId,
    /// How doubt about a mention counts.
    pub doubt: Doubt,
    /// Unknown facts do not count as possible.
    pub known_only: bool,
    /// What the patient is told.
    pub tell: Vec<String>,
    /// Who is told.
    pub notify: Vec<String>,
    /// What the decision is marked with.
    pub flags: Vec<String>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

fn next<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

impl Builder {
    /// An empty plan.
    #[must_use]
    pub fn new() -> Self {
        Self {
            lexicon: LexiconBuilder::new(),
            levels: Vec::new(),
            concepts: Vec::new(),
            nodes: Vec::new(),
            children: Vec::new(),
            terms: Vec::new(),
            rules: Vec::new(),
            destinations: Vec::new(),
            rows: Vec::new(),
            calendar: None,
        }
    }

    /// Adds the next less urgent level.
    pub fn level(&mut self, name: &str, called: &str, deadline: Deadline) -> LevelId {
        let id = LevelId(u8::try_from(self.levels.len()).unwrap_or(u8::MAX));
        self.levels.push(Level { name: name.to_owned(), called: called.to_owned(), deadline });
        id
    }

    /// Adds a concept.
    pub fn concept(&mut self, name: &str, options: ConceptOptions, only_when: Option<NodeId>) -> ConceptId {
        self.concepts.push(Concept { name: name.to_owned(), only_when });
        self.lexicon.concept(options)
    }

    /// Adds words that mention some concepts.
    pub fn say(&mut self, concepts: &[ConceptId], pattern: &Pattern) {
        self.lexicon.say(concepts, pattern);
    }

    /// Adds words within which a concept is not mentioned.
    pub fn shield(&mut self, concept: ConceptId, pattern: &Pattern) {
        self.lexicon.shield(concept, pattern);
    }

    /// Adds a condition that has no children and no terms.
    pub fn leaf(&mut self, node: Node) -> NodeId {
        let id = NodeId(next(&self.nodes));
        self.nodes.push(node);
        id
    }

    /// Adds a condition over children.
    pub fn group(&mut self, group: impl FnOnce(Span) -> Node, children: &[NodeId]) -> NodeId {
        let start = next(&self.children);
        self.children.extend_from_slice(children);
        let end = next(&self.children);
        self.leaf(group(Span { start, end }))
    }

    /// Adds a condition that compares with terms.
    pub fn terms(&mut self, node: impl FnOnce(Span) -> Node, terms: &[String]) -> NodeId {
        let start = next(&self.terms);
        self.terms.extend_from_slice(terms);
        let end = next(&self.terms);
        self.leaf(node(Span { start, end }))
    }

    /// Adds a condition on an answer.
    pub fn answer(&mut self, question: &str, test: AnswerTest, words: Option<&str>) -> NodeId {
        let terms: Vec<String> = std::iter::once(question).chain(words).map(str::to_owned).collect();
        self.terms(|span| Node::Answer(span, test), &terms)
    }

    /// Adds a destination.
    pub fn destination(&mut self, name: &str) -> DestinationId {
        let known = self.destinations.iter().position(|destination| destination == name);
        let at = known.unwrap_or_else(|| {
            self.destinations.push(name.to_owned());
            self.destinations.len() - 1
        });
        DestinationId(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// Adds a red flag.
    pub fn rule(&mut self, parts: RuleParts) -> RuleId {
        let mut leaves = Vec::new();
        self.leaves(parts.when, &mut leaves);
        let id = RuleId(next(&self.rules));
        let RuleParts { id: written, title, level, when, doubt, known_only, tell, notify, flags } = parts;
        self.rules.push(Rule { id: written, title, level, when, doubt, known_only, tell, notify, flags, leaves });
        id
    }

    /// Adds the next row of the routing table.
    pub fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// States the opening hours.
    pub fn calendar(&mut self, calendar: Calendar) {
        self.calendar = Some(calendar);
    }

    /// The leaves under a condition that read the text, in order.
    fn leaves(&self, at: NodeId, found: &mut Vec<NodeId>) {
        match self.nodes.get(at.index()) {
            Some(Node::All(span) | Node::Any(span) | Node::AtLeast(_, span)) => {
                span.of(&self.children).iter().for_each(|child| self.leaves(*child, found));
            }
            Some(Node::Concept(_) | Node::Temperature(_)) => found.push(at),
            _ => {}
        }
    }

    /// Finishes the plan.
    ///
    /// # Errors
    /// When the words do not fit the tables of the lexicon.
    pub fn finish(self, policy: PolicyInfo, review: LevelId, otherwise: Target) -> Result<Plan, BuildError> {
        let mut plan = Plan {
            policy,
            levels: self.levels,
            review,
            lexicon: self.lexicon.build()?,
            concepts: self.concepts,
            nodes: self.nodes,
            children: self.children,
            terms: self.terms,
            rules: self.rules,
            triggers: Vec::new(),
            untriggered: Vec::new(),
            destinations: self.destinations,
            rows: self.rows,
            otherwise,
            calendar: self.calendar,
        };
        (plan.triggers, plan.untriggered) = index(&plan);
        Ok(plan)
    }
}

/// For every concept the rules that must be asked when it is mentioned, and the rules that must always be asked.
pub(crate) fn index(plan: &Plan) -> (Vec<Vec<RuleId>>, Vec<RuleId>) {
    let mut triggers = vec![Vec::new(); plan.concepts.len()];
    let mut untriggered = Vec::new();
    for (rule, at) in plan.rules.iter().zip(0..) {
        match needed(plan, rule.when) {
            None => untriggered.push(RuleId(at)),
            Some(concepts) => {
                for concept in concepts {
                    if let Some(list) = triggers.get_mut(concept.index()) {
                        list.push(RuleId(at));
                    }
                }
            }
        }
    }
    triggers.iter_mut().for_each(Vec::dedup);
    (triggers, untriggered)
}

/// The concepts without any of which a condition is certainly false; `None` if it can hold without words.
fn needed(plan: &Plan, at: NodeId) -> Option<Vec<ConceptId>> {
    let node = plan.node(at)?;
    let children = || plan.children(node).iter().map(|child| needed(plan, *child));
    match node {
        Node::All(_) => children().flatten().min_by_key(Vec::len),
        Node::Any(_) => children().collect::<Option<Vec<_>>>().map(|all| all.concat()),
        Node::AtLeast(count, _) => {
            let wordless = children().filter(Option::is_none).count();
            (wordless < usize::from(count)).then(|| children().flatten().flatten().collect())
        }
        Node::Concept(test) => Some(vec![test.concept]),
        _ => None,
    }
}
