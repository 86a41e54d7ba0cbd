//! What a mention says to a condition.
//!
//! # How
//! A mention is *denied* when it is negated, or set in the past, or a relative's, or only imagined, unless the concept
//! counts that. It is *unsure* when its spelling is a guess or it is feared or supposed. Otherwise it is *said*, and a
//! patient who hedges about what they feel has said it.
//!
//! An unsure mention does not count in full, and counts in doubt: these are the two strengths.

use flagstone::hir::{Concept, ConceptTest, Condition, Reading, Time, Whom};
use flagstone::text::{Experiencer, Finding, Hypothetical, Negation, Spelling, Timing};

use super::reading::Mention;
use super::truth::Truth;
use super::{Asking, Strength, World};

/// What one mention amounts to for its concept.
pub(super) fn finding(concept: &Concept, mention: &Mention) -> Finding {
    let not_this_patient = mention.experiencer == Experiencer::Relative && !concept.someone_else_counts;
    let not_now = mention.past && !concept.past_counts;
    let imagined = if concept.hypothetical_counts { Hypothetical::No } else { mention.hypothetical };
    if mention.negation == Negation::Negated || not_now || not_this_patient || imagined == Hypothetical::Strong {
        return Finding::Denied;
    }
    if mention.spelling == Spelling::Guessed || imagined == Hypothetical::Weak {
        Finding::Unsure
    } else {
        Finding::Said
    }
}

impl World<'_> {
    /// The truth of a test of a concept: one mention is enough.
    pub(super) fn concept(&self, test: ConceptTest, strength: Strength, asking: Asking) -> Truth {
        let mentions = self.mentions_of(test.concept.index());
        let best = mentions.map(|mention| self.mention(test, mention, strength)).fold(Truth::No, Truth::or);
        best.and(self.gate(test, asking))
    }

    /// The concept's `only when`, which reads facts alone.
    pub(super) fn gate(&self, test: ConceptTest, asking: Asking) -> Truth {
        let gate: Option<&Condition> = self.policy.concepts[test.concept.index()].only_when.as_ref();
        gate.map_or(Truth::Yes, |gate| self.truth(gate, Strength::Full, asking))
    }

    /// What one mention says to a test.
    pub(super) fn mention(&self, test: ConceptTest, mention: &Mention, strength: Strength) -> Truth {
        let reads = Truth::known(self.reads(test, mention, strength));
        test.time.map_or(reads, |time| reads.and(then(time, mention.timing)))
    }

    fn reads(&self, test: ConceptTest, mention: &Mention, strength: Strength) -> bool {
        let theirs = match test.whom {
            Whom::Anyone => true,
            Whom::Relative => mention.experiencer == Experiencer::Relative,
            Whom::Patient => mention.experiencer != Experiencer::Relative,
        };
        let denied = mention.negation == Negation::Negated;
        let hedged =
            mention.negation != Negation::Affirmed || mention.uncertain || mention.spelling != Spelling::AsKnown;
        let past = theirs && mention.past && !denied;
        match test.reading {
            Reading::Mentioned => theirs,
            Reading::Possible => theirs && !denied,
            Reading::Past => past,
            Reading::Ever => past || self.present(test, mention, strength),
            Reading::Present => self.present(test, mention, strength),
            Reading::Ongoing => !mention.resolved && self.present(test, mention, strength),
            Reading::Certain => !hedged && self.present(test, mention, strength),
        }
    }

    /// Asserted, now, of whom the test asks for.
    fn present(&self, test: ConceptTest, mention: &Mention, strength: Strength) -> bool {
        let mut read = mention.clone();
        let relatives = read.experiencer == Experiencer::Relative;
        match test.whom {
            Whom::Relative if !relatives => return false,
            Whom::Relative | Whom::Anyone if relatives => read.experiencer = Experiencer::Proxy,
            Whom::Relative | Whom::Anyone | Whom::Patient => {}
        }
        // "I had chest pain an hour ago" is within twelve hours: the time that is asked for outweighs the tense.
        if matches!((test.time, read.timing), (Some(Time::Within(_)), Some(Timing::Ago { .. }))) {
            read.past = false;
        }
        match finding(&self.policy.concepts[test.concept.index()], &read) {
            Finding::Said => true,
            Finding::Unsure => strength == Strength::Doubt,
            Finding::Denied | Finding::NotMentioned => false,
        }
    }
}

/// Whether a length of time, or a time ago, is what a test asks for. Something without a time is taken for now, and for
/// who knows how long.
fn then(time: Time, timing: Option<Timing>) -> Truth {
    let (lowest, highest) = match timing {
        None => (0, u32::MAX),
        Some(Timing::Lasting { lowest, highest } | Timing::Ago { lowest, highest }) => (lowest, highest),
    };
    match time {
        Time::Within(_) if !matches!(timing, Some(Timing::Ago { .. })) => Truth::Yes,
        Time::Within(_) | Time::ForAtLeast(_) | Time::ForAtMost(_) if timing.is_none() => Truth::Unknown,
        Time::Within(limit) | Time::ForAtMost(limit) if highest <= limit => Truth::Yes,
        Time::Within(limit) | Time::ForAtMost(limit) if lowest > limit => Truth::No,
        Time::ForAtLeast(limit) if lowest >= limit => Truth::Yes,
        Time::ForAtLeast(limit) if highest < limit => Truth::No,
        _ => Truth::Unknown,
    }
}
