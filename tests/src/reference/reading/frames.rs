//! What looks forward besides denial: imagined, feared, asked about, guessed, past, over, a relative's.
//!
//! # Why
//! "Worried about meningitis" mentions meningitis and nobody has it; "worried about this lump" has a lump.
//!
//! # How
//! At most one frame of each kind is open. A cue opens it; more than six other words, a verb, or a pronoun that is not its
//! own subject close it. After a comma or an "and" most frames still hold for conditions and no longer for symptoms.

use std::collections::BTreeMap;

use flagstone::text::{ConceptKind, Effect, Experiencer, Hypothetical};

use super::cues::Cue;
use super::mention::Mention;
use super::words::Word;

/// How many words a frame runs over.
const GAP: usize = 6;

/// Frames that go on after a comma or an "and", for conditions.
const LISTS: [Cue; 4] = ["hypothetical", "past", "worry", "relatives"];

/// An open frame.
#[derive(Clone, Debug)]
struct Frame {
    /// The bytes of the cue.
    cue: (u32, u32),
    /// The word after the cue.
    end: usize,
    gap: usize,
    /// A pronoun has been taken as its subject.
    has_subject: bool,
    /// A list has gone on.
    conditions_only: bool,
    /// It sets a whole clause in the past: verbs and pronouns do not close it.
    of_clause: bool,
    /// A clause begins with its cue: "is this shingles" asks, with or without a question mark.
    opens_clause: bool,
}

/// What a mention is, where frames are applied to it.
pub(super) struct Place {
    pub(super) kind: ConceptKind,
    /// "The", "my" or "this" stands before it.
    pub(super) definite: bool,
    /// "This" or "that" stands before it.
    pub(super) this: bool,
    /// It stands in a sentence with a question mark.
    pub(super) question: bool,
}

/// The open frames, by the kind of cue that opened them.
#[derive(Clone, Debug, Default)]
pub(super) struct Frames {
    open: BTreeMap<Cue, Frame>,
}

impl Frames {
    /// A cue opens a frame; `end` is the word after it.
    pub(super) fn open(&mut self, kind: Cue, end: usize, cue: (u32, u32), of_clause: bool) {
        let frame =
            Frame { cue, end, gap: 0, has_subject: false, conditions_only: false, of_clause, opens_clause: false };
        self.open.insert(kind, frame);
    }

    /// The same for a cue that may begin a clause, and may end with its own subject.
    pub(super) fn open_cue(&mut self, kind: Cue, end: usize, cue: (u32, u32), clause: bool, has_subject: bool) {
        let opens_clause = clause || self.open.get(kind).is_some_and(|frame| frame.opens_clause);
        self.open(kind, end, cue, false);
        if let Some(frame) = self.open.get_mut(kind) {
            (frame.opens_clause, frame.has_subject) = (opens_clause, has_subject);
        }
    }

    pub(super) fn close_all(&mut self) {
        self.open.clear();
    }

    pub(super) fn close(&mut self, kinds: &[Cue]) {
        self.open.retain(|kind, _| !kinds.contains(kind));
    }

    /// A dash, a colon or a bracket.
    pub(super) fn clip(&mut self) {
        self.close(&["uncertain", "past", "resolved-ahead", "conditional", "hypothetical"]);
    }

    pub(super) fn comma(&mut self) {
        self.close(&["conditional"]);
        self.open.retain(|kind, frame| !(*kind == "past" && frame.of_clause));
        self.list_goes_on();
    }

    fn list_goes_on(&mut self) {
        for (_, frame) in self.open.iter_mut().filter(|(kind, _)| LISTS.contains(kind)) {
            frame.gap = 0;
            frame.conditions_only = true;
        }
    }

    /// A word that is no cue.
    pub(super) fn word(&mut self, word: &Word, at: usize) {
        if word.is_any(&["and"]) {
            return self.list_goes_on();
        }
        if word.is_any(&["or", "free", "article"]) {
            return;
        }
        let pronoun = word.is_any(&["pronoun"]);
        let verb = word.is_any(&["verb"]) && !word.is_any(&["be", "modal", "have"]);
        self.open.retain(|_, frame| {
            let subject = pronoun && !frame.has_subject && at <= frame.end + 1;
            frame.has_subject |= subject;
            if (pronoun && !subject || verb) && !frame.of_clause {
                return false;
            }
            frame.gap += 1;
            frame.gap <= GAP
        });
    }

    /// Writes what the open frames say into a mention.
    pub(super) fn apply(&self, mention: &mut Mention, place: &Place) {
        let Place { kind, definite, this, question } = *place;
        let condition = kind == ConceptKind::Condition;
        let frame = |kind: Cue| self.open.get(kind);
        let listed = |kind: Cue| frame(kind).filter(|frame| condition || !frame.conditions_only);
        if !definite {
            imagined(mention, listed("hypothetical"), Hypothetical::Strong);
            imagined(mention, frame("conditional"), Hypothetical::Weak);
            // People worry about symptoms that they have, and about conditions that they fear.
            match kind {
                ConceptKind::Symptom => guessed(mention, frame("worry")),
                _ => imagined(mention, listed("worry"), Hypothetical::Weak),
            }
        }
        let asked = question || frame("asks").is_some_and(|frame| frame.opens_clause);
        if condition && asked && !definite {
            imagined(mention, frame("asks"), Hypothetical::Weak);
        } else {
            guessed(mention, frame("asks"));
        }
        guessed(mention, frame("uncertain"));
        // "Last time I had this tummy pain": it is there now.
        if let Some(frame) = listed("past").filter(|_| !this) {
            mention.past = true;
            mention.explain(Effect::Past, frame.cue);
        }
        if let Some(frame) = frame("resolved-ahead") {
            mention.resolved = true;
            mention.explain(Effect::Resolved, frame.cue);
        }
        if let Some(frame) = listed("relatives") {
            mention.experiencer = Experiencer::Relative;
            mention.explain(Effect::Relative, frame.cue);
        }
    }
}

fn imagined(mention: &mut Mention, frame: Option<&Frame>, level: Hypothetical) {
    if let Some(frame) = frame {
        mention.hypothetical = mention.hypothetical.max(level);
        mention.explain(Effect::Hypothetical, frame.cue);
    }
}

fn guessed(mention: &mut Mention, frame: Option<&Frame>) {
    if let Some(frame) = frame {
        mention.uncertain = true;
        mention.explain(Effect::Uncertain, frame.cue);
    }
}
