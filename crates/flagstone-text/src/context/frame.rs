//! What looks forward besides denial: imagined, feared, past, guessed, over, a relative's.
//!
//! # Why
//! "Worried about meningitis" mentions meningitis and nobody has it; "worried about this lump" has a lump.
//! Each axis is kept apart, so that a policy can tell them apart.
//!
//! # How
//! One frame per axis, opened by a cue and closed by [`GAP`] words, by a new clause, or by a separator.
//! A frame that would lower a mention closes at the slightest doubt: a comma, "and" before a symptom, another verb.
//!
//! # Invariants
//! A guess never lowers anything.
//!
//! # Cost
//! Constant per token.

use crate::class::Class;
use crate::cue::Cue;
use crate::mention::{Effect, Experiencer, Hypothetical, Mention, Why};
use crate::pattern::ConceptKind;

/// How many words a frame runs over.
const GAP: u8 = 6;

/// One open frame.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    why: Option<Why>,
    end: usize,
    gap: u8,
    /// A pronoun has already been taken as its subject.
    pub(super) has_subject: bool,
    /// A clause begins with it: "is this shingles" asks, with or without a question mark.
    pub(super) opens_clause: bool,
    /// Only a condition still belongs to it: a list has gone on.
    conditions_only: bool,
    /// A clause of its own ("in 2010 I had"): verbs and pronouns do not close it.
    pub(super) lenient: bool,
}

impl Frame {
    pub(super) fn new(end: usize, why: Why) -> Self {
        Frame { why: Some(why), end, ..Frame::default() }
    }

    pub(super) fn is_open(&self) -> bool {
        self.why.is_some()
    }

    fn close(&mut self) {
        self.why = None;
    }

    fn list_goes_on(&mut self) {
        (self.gap, self.conditions_only) = (0, true);
    }

    fn explains(&self, effect: Effect) -> Option<Why> {
        self.why.map(|why| Why { effect, ..why })
    }

    fn holds_for(&self, kind: ConceptKind) -> bool {
        self.is_open() && (!self.conditions_only || kind == ConceptKind::Condition)
    }

    fn widen(&mut self) {
        self.gap = self.gap.saturating_add(1);
        if self.gap > GAP {
            self.close();
        }
    }
}

/// What a mention is, where frames are applied to it.
pub(super) struct Place {
    pub(super) kind: ConceptKind,
    /// "The", "my" or "this" stands before it.
    pub(super) definite: bool,
    /// "This" or "that" stands before it.
    pub(super) this: bool,
    /// It is asked about.
    pub(super) question: bool,
}

/// All of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frames {
    hypothetical: Frame,
    conditional: Frame,
    worry: Frame,
    pub(super) asks: Frame,
    uncertain: Frame,
    pub(super) past: Frame,
    over: Frame,
    relatives: Frame,
    /// Some frame has been opened since all were closed.
    live: bool,
}

impl Frames {
    fn all(&mut self) -> [&mut Frame; 8] {
        [
            &mut self.hypothetical,
            &mut self.conditional,
            &mut self.worry,
            &mut self.asks,
            &mut self.uncertain,
            &mut self.past,
            &mut self.over,
            &mut self.relatives,
        ]
    }

    pub(super) fn open(&mut self, cue: Cue, frame: Frame) {
        let place = match cue {
            Cue::Hypothetical => &mut self.hypothetical,
            Cue::Conditional => &mut self.conditional,
            Cue::Worry => &mut self.worry,
            Cue::Asks => &mut self.asks,
            Cue::Past => &mut self.past,
            Cue::ResolvedAhead => &mut self.over,
            Cue::Relatives => &mut self.relatives,
            _ => &mut self.uncertain,
        };
        let opens_clause = frame.opens_clause || place.is_open() && place.opens_clause;
        *place = Frame { opens_clause, ..frame };
        self.live = true;
    }

    /// Opens what sets a clause in the past.
    pub(super) fn open_past(&mut self, frame: Frame) {
        (self.past, self.live) = (frame, true);
    }

    /// Whether any may be open.
    #[inline]
    pub(super) fn is_live(&self) -> bool {
        self.live
    }

    /// A dash, colon or bracket: "tested for covid. Symptoms: cough".
    pub(super) fn clip(&mut self) {
        self.uncertain.close();
        self.past.close();
        self.over.close();
        self.conditional.close();
        self.hypothetical.close();
    }

    pub(super) fn comma(&mut self) {
        self.conditional.close();
        if self.past.lenient {
            self.past.close();
        }
        for frame in [&mut self.hypothetical, &mut self.past, &mut self.worry, &mut self.relatives] {
            frame.list_goes_on();
        }
    }

    /// "But", "now" and their like.
    pub(super) fn terminate(&mut self) {
        self.live = false;
        for frame in self.all() {
            frame.close();
        }
    }

    /// A word that is no cue.
    pub(super) fn word(&mut self, class: Class, at: usize) {
        if !self.live {
            return;
        }
        if class.any(Class::AND) {
            for frame in [&mut self.hypothetical, &mut self.past, &mut self.worry, &mut self.relatives] {
                frame.list_goes_on();
            }
            return;
        }
        if class.any(Class::OR.with(Class::FREE).with(Class::ARTICLE)) {
            return;
        }
        let pronoun = class.any(Class::PRONOUN);
        let verb = class.any(Class::VERB) && !class.any(Class::BE.with(Class::MODAL).with(Class::HAVE));
        for frame in self.all() {
            if !frame.is_open() {
                continue;
            }
            let first_subject = pronoun && !frame.has_subject && at <= frame.end + 1;
            frame.has_subject |= first_subject;
            if !frame.lenient && (pronoun && !first_subject || verb) {
                frame.close();
            } else {
                frame.widen();
            }
        }
    }

    /// Writes what the open frames say into a mention that begins here.
    pub(super) fn apply(&mut self, mention: &mut Mention, place: &Place) {
        let Place { kind, definite, this, question } = *place;
        if !self.live {
            return;
        }
        self.imagine(mention, kind, definite);
        if self.asks.is_open() {
            if question && kind == ConceptKind::Condition && !definite {
                raise(mention, Hypothetical::Weak, self.asks.explains(Effect::Hypothetical));
            } else {
                guess(mention, self.asks.explains(Effect::Uncertain));
            }
        }
        guess(mention, self.uncertain.explains(Effect::Uncertain));
        // "Last time I had this tummy pain": it is there now.
        if self.past.holds_for(kind) && !this {
            mention.past = true;
            note(mention, self.past.explains(Effect::Past));
        }
        if self.over.is_open() {
            mention.resolved = true;
            note(mention, self.over.explains(Effect::Resolved));
        }
        if self.relatives.holds_for(kind) {
            mention.experiencer = Experiencer::Relative;
            note(mention, self.relatives.explains(Effect::Relative));
        }
    }

    fn imagine(&mut self, mention: &mut Mention, kind: ConceptKind, definite: bool) {
        if definite {
            return;
        }
        if self.hypothetical.holds_for(kind) {
            raise(mention, Hypothetical::Strong, self.hypothetical.explains(Effect::Hypothetical));
        }
        if self.conditional.is_open() {
            raise(mention, Hypothetical::Weak, self.conditional.explains(Effect::Hypothetical));
        }
        if self.worry.is_open() {
            // CLINICAL: people worry about symptoms that they have, and about conditions that they fear.
            if kind == ConceptKind::Symptom {
                guess(mention, self.worry.explains(Effect::Uncertain));
            } else if self.worry.holds_for(kind) {
                raise(mention, Hypothetical::Weak, self.worry.explains(Effect::Hypothetical));
            }
        }
    }
}

fn raise(mention: &mut Mention, level: Hypothetical, why: Option<Why>) {
    mention.hypothetical = mention.hypothetical.max(level);
    note(mention, why);
}

fn guess(mention: &mut Mention, why: Option<Why>) {
    mention.uncertain |= why.is_some();
    note(mention, why);
}

fn note(mention: &mut Mention, why: Option<Why>) {
    if let Some(why) = why {
        mention.explain(why);
    }
}
