//! A plan as bytes, and back.
//!
//! # Why
//! Vendors ship plans, so bytes come from disks, networks and other people. Loading must be quick and must be safe: bytes
//! that are damaged, foreign or hostile give an error and never a panic, a loop or a plan that misses rules.
//!
//! # How
//! ```text
//! "FLAGPLAN"  format: u32 LE  SHA-256 of what follows: 32 bytes  engine version, plan: postcard
//! ```
//! The digest catches damage; [`Plan::check`] then proves every promise that evaluation relies on, since a digest can be
//! forged. The source stays authoritative and a plan is a cache of it: a plan of another format, or made by another version
//! of the engine, is refused and compiled anew, so that tables are never read by code that means something else by them.

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::plan::{LevelId, Node, NodeId, Plan, RuleId};

const MAGIC: &[u8; 8] = b"FLAGPLAN";

/// The format that this engine writes and reads; it changes whenever the bytes or their meaning do.
pub const PLAN_FORMAT: u32 = 1;

/// The version of this engine.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

const HEADER: usize = 8 + 4 + 32;

/// The deepest nesting of conditions in a plan: the language allows 16 lists, each with `and` and `or` around it.
const MAX_DEPTH: u8 = 64;

/// Why bytes are not a plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PlanError {
    /// They do not begin as a plan does.
    #[error("these bytes are not a Flagstone plan")]
    NotAPlan,
    /// They were written by another version.
    #[error("this plan has format {found}, this engine reads format {expected}: compile the policy again")]
    Format {
        /// The format in the bytes.
        found: u32,
        /// The format this engine reads.
        expected: u32,
    },
    /// They were written by another version of the engine.
    #[error("this plan was compiled by engine {found}, this is engine {expected}: compile the policy again")]
    Engine {
        /// The version in the bytes.
        found: String,
        /// This engine's version.
        expected: &'static str,
    },
    /// They were cut or changed.
    #[error("this plan is damaged: its digest does not fit its content")]
    Damaged,
    /// They could not be decoded.
    #[error("this plan cannot be decoded")]
    Undecodable,
    /// They break a promise that evaluation relies on.
    #[error("this plan is inconsistent: {0}")]
    Inconsistent(&'static str),
}

impl PlanError {
    /// A stable slug for logs and scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            PlanError::NotAPlan => "plan-not-a-plan",
            PlanError::Format { .. } => "plan-format",
            PlanError::Engine { .. } => "plan-engine",
            PlanError::Damaged => "plan-damaged",
            PlanError::Undecodable => "plan-undecodable",
            PlanError::Inconsistent(_) => "plan-inconsistent",
        }
    }
}

impl Plan {
    /// The plan as bytes; the same plan gives the same bytes on every platform.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let payload = postcard::to_allocvec(&(ENGINE, self)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(HEADER + payload.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&PLAN_FORMAT.to_le_bytes());
        bytes.extend_from_slice(&Sha256::digest(&payload));
        bytes.extend_from_slice(&payload);
        bytes
    }

    /// Reads a plan from bytes, whoever wrote them.
    ///
    /// # Errors
    /// A [`PlanError`] when the bytes are not a plan of this format, are damaged, or are inconsistent.
    pub fn from_bytes(bytes: &[u8]) -> Result<Plan, PlanError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(PlanError::NotAPlan)?;
        let (format, rest) = rest.split_first_chunk::<4>().ok_or(PlanError::NotAPlan)?;
        let found = u32::from_le_bytes(*format);
        if found != PLAN_FORMAT {
            return Err(PlanError::Format { found, expected: PLAN_FORMAT });
        }
        let (digest, payload) = rest.split_first_chunk::<32>().ok_or(PlanError::Damaged)?;
        if Sha256::digest(payload).as_slice() != digest {
            return Err(PlanError::Damaged);
        }
        let (engine, plan) = postcard::take_from_bytes::<&str>(payload).map_err(|_| PlanError::Undecodable)?;
        if engine != ENGINE {
            return Err(PlanError::Engine { found: engine.to_owned(), expected: ENGINE });
        }
        let plan: Plan = postcard::from_bytes(plan).map_err(|_| PlanError::Undecodable)?;
        plan.check().map_err(PlanError::Inconsistent)?;
        Ok(plan)
    }

    /// Proves what evaluation relies on.
    fn check(&self) -> Result<(), &'static str> {
        self.lexicon.validate().map_err(|_| "its words do not fit together")?;
        let ensure = |holds: bool, promise: &'static str| if holds { Ok(()) } else { Err(promise) };
        ensure(!self.levels.is_empty() && self.levels.len() < 256, "it has no levels of urgency, or too many")?;
        ensure(self.review.index() < self.levels.len(), "its review level does not exist")?;
        ensure(self.concepts.len() == self.lexicon.concept_count(), "its concepts do not fit its words")?;
        ensure(self.triggers.len() == self.concepts.len(), "its index does not fit its concepts")?;
        ensure(self.calendar.as_ref().is_none_or(|calendar| calendar.is_valid()), "its calendar is out of order")?;
        self.check_conditions()?;
        ensure(
            self.rules.iter().all(|rule| self.has_level(rule.level)),
            "a rule raises to a level that does not exist",
        )?;
        ensure(self.every_rule_is_found(), "its index does not fit its rules")?;
        ensure(self.rows_exist(), "a row sends to a place that does not exist")
    }

    /// Every node is used once at most, children stand before parents, and nesting is bounded: conditions are trees.
    fn check_conditions(&self) -> Result<(), &'static str> {
        let mut used = vec![false; self.nodes.len()];
        let mut depth = vec![1_u8; self.nodes.len()];
        let mut claim = |id: NodeId| {
            let slot = used.get_mut(id.index()).ok_or("a condition does not exist")?;
            if std::mem::replace(slot, true) { Err("a condition is used twice") } else { Ok(()) }
        };
        for at in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(at) else { continue };
            let mut deepest = 0;
            for child in self.children(*node) {
                claim(*child)?;
                if child.index() >= at {
                    return Err("a condition stands before its parts");
                }
                deepest = deepest.max(depth.get(child.index()).copied().unwrap_or(u8::MAX));
            }
            if deepest >= MAX_DEPTH {
                return Err("conditions are nested too deeply");
            }
            if let Some(slot) = depth.get_mut(at) {
                *slot = deepest + 1;
            }
            self.check_node(*node)?;
        }
        let facts = self.rows.iter().flat_map(|row| &row.facts);
        let roots = self.rules.iter().map(|rule| &rule.when).chain(facts);
        let gates = self.concepts.iter().filter_map(|concept| concept.only_when.as_ref());
        roots.chain(gates).try_for_each(|root| claim(*root))
    }

    fn check_node(&self, node: Node) -> Result<(), &'static str> {
        let fits = match node {
            Node::All(span) | Node::Any(span) | Node::AtLeast(_, span) => {
                span.end as usize <= self.children.len() && span.start <= span.end
            }
            Node::HasCondition(span) | Node::TakesMedicine(span) | Node::Answer(span, _) => {
                span.end as usize <= self.terms.len() && span.start <= span.end
            }
            Node::Concept(test) => test.concept.index() < self.concepts.len(),
            _ => true,
        };
        if fits { Ok(()) } else { Err("a condition points outside the plan") }
    }

    fn has_level(&self, level: LevelId) -> bool {
        level.index() < self.levels.len()
    }

    /// The index must find every rule that it would find if it were made anew: a rule that is not found never fires.
    fn every_rule_is_found(&self) -> bool {
        let exists = |rule: &RuleId| rule.index() < self.rules.len();
        let leaves_fit = self.rules.iter().all(|rule| rule.leaves.iter().all(|leaf| leaf.index() < self.nodes.len()));
        leaves_fit
            && self.untriggered.iter().all(exists)
            && self.triggers.iter().flatten().all(exists)
            && crate::build::index(self) == (self.triggers.clone(), self.untriggered.clone())
    }

    fn rows_exist(&self) -> bool {
        let destination = |at: usize| at < self.destinations.len();
        destination(self.otherwise.destination.index())
            && self.rows.iter().all(|row| {
                destination(row.target.destination.index())
                    && row.levels.iter().flatten().all(|level| self.has_level(*level))
                    && row.asks_about.iter().chain(&row.not_about).all(|concept| concept.index() < self.concepts.len())
            })
    }
}
