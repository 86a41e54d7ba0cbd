//! Context: how each mention is meant.
//!
//! # Why
//! In patients' messages most negators near a symptom do not deny it ("can't walk because of", "won't go away").
//! Denying wrongly hides a symptom; asserting wrongly costs a person a glance. So a denial must be certain, and every doubt asserts.
//!
//! # How
//! One pass over the tokens of a window, with a small state:
//! ```text
//! no  fever ,  cough or  sob ,  just a sore throat
//! ^opens a list    weak  ^firm    ^closes every scope
//! ```
//! At each token, in this order: the separators before it; the mentions that begin there; the longest cue; the shapes of
//! [`opening`]; the kind of the word.
//! - [`denial`] keeps the one open denial and what is on its list.
//! - [`frame`] keeps what is imagined, past, guessed, over, or a relative's.
//! - [`person`] keeps whose findings are being told.
//! - [`wide`] keeps the mentions of several parts until their last.
//! - [`after`] changes mentions that have already been read.
//!
//! # Invariants
//! A word that is in no table can close a scope and never opens one.
//! Words after the end of a sentence deny what stands before it only as an answer.
//! A full buffer asserts.
//!
//! # Cost
//! A few steps a token; looks back at most eight mentions and ahead at most eight tokens.
//!
//! Before: [`matching`](crate::matching), [`number`](crate::number). After: [`Mention::finding`].

mod after;
mod denial;
mod frame;
mod idle;
mod opening;
mod person;
mod timing;
mod wide;

use denial::{Denial, DenialKind, Strength};
use frame::{Frame, Frames};
use person::Person;
use wide::Wide;

use crate::class::Class;
use crate::cue::Cue;
use crate::lexicon::{Lexicon, Output};
use crate::limits::Limits;
use crate::matching;
use crate::measurement::Measurement;
use crate::mention::{ConceptId, Effect, Mention, Why};
use crate::pattern::ConceptKind;
use crate::read::Moment;
use crate::scratch::{DOUBTFUL, Hit, MENTIONS, Reading, Scratch};
use crate::spelling::Spelling;
use crate::token::{Seps, Token};

/// Reads the context of every occurrence in the window, appending mentions.
pub(crate) fn read(lexicon: &Lexicon, scratch: &mut Scratch, field: u16) {
    if scratch.hits.is_empty() && scratch.readings.is_empty() {
        return;
    }
    let first = scratch.mentions.len();
    let Scratch {
        tokens, has_repairs, trailing, hits, mentions, places, limits, received, readings, measurements, ..
    } = scratch;
    let mut reader = Reader {
        lexicon,
        tokens,
        has_repairs: *has_repairs,
        trailing: trailing.with(Seps::STOP),
        hits,
        mentions,
        places,
        limits,
        readings,
        measurements,
        next_reading: 0,
        received: *received,
        field,
        first,
        next_hit: 0,
        covered: 0,
        skipped: 0,
        group: Group::default(),
        wide: Wide::default(),
        sentence: Sentence { first, piece: first, unanswered: first, ..Sentence::default() },
        denial: Denial::default(),
        litotes: false,
        last_negator: None,
        never: None,
        frames: Frames::default(),
        person: Person::default(),
    };
    reader.read_sentences();
    timing::attach(lexicon, scratch, first);
}

/// A mention of what stands here, with nothing said about it yet.
pub(crate) fn plain_mention(scratch: &Scratch, hit: &Hit, field: u16) -> Mention {
    mention_of(&scratch.tokens, scratch.has_repairs, hit, field)
}

fn mention_of(tokens: &[Token], has_repairs: bool, hit: &Hit, field: u16) -> Mention {
    let start = tokens.get(usize::from(hit.start)).map_or(0, |token| token.start);
    let end = usize::from(hit.end).checked_sub(1).and_then(|at| tokens.get(at)).map_or(start, |token| token.end);
    let mut mention = Mention::plain(ConceptId(hit.concept), field, start, end);
    if has_repairs {
        note_spelling(tokens, hit, &mut mention);
    }
    mention
}

/// How the words of a mention are spelt: those of its first and its last part, for the words between may be anything.
fn note_spelling(tokens: &[Token], hit: &Hit, mention: &mut Mention) {
    let first = usize::from(hit.start)..usize::from(hit.first_end);
    let last = usize::from(hit.last_start).max(first.end)..usize::from(hit.end);
    for token in first.chain(last).filter_map(|at| tokens.get(at)).filter(|token| token.class.any(Class::REPAIRED)) {
        let spelling = if token.class.any(Class::GUESSED) { Spelling::Guessed } else { Spelling::Repaired };
        mention.spelling = mention.spelling.max(spelling);
        mention.explain(Why { effect: Effect::Spelling, start: token.start, end: token.end });
    }
}

/// The state of the pass.
struct Reader<'s> {
    lexicon: &'s Lexicon,
    tokens: &'s [Token],
    /// Some of them were repaired.
    has_repairs: bool,
    trailing: Seps,
    hits: &'s [Hit],
    mentions: &'s mut Vec<Mention>,
    /// The tokens of each mention of the window.
    places: &'s mut Vec<(u16, u16)>,
    limits: &'s mut Limits,
    readings: &'s [Reading],
    measurements: &'s mut Vec<Measurement>,
    next_reading: usize,
    received: Option<Moment>,
    field: u16,
    /// The first mention of the window.
    first: usize,
    next_hit: usize,
    /// Tokens before this one belong to a mention.
    covered: usize,
    /// Tokens before this one belong to a cue.
    skipped: usize,
    /// What holds for every mention that begins in the same run of words.
    group: Group,
    /// Mentions of several parts whose last part is still to come.
    wide: Wide,
    sentence: Sentence,
    denial: Denial,
    litotes: bool,
    last_negator: Option<usize>,
    /// Where "never" last opened a denial in the sentence.
    never: Option<usize>,
    frames: Frames,
    person: Person,
}

/// What is read once for all mentions that overlap.
#[derive(Clone, Copy, Default)]
struct Group {
    strength: Strength,
    why: Option<Why>,
    litotes: bool,
    definite: bool,
    /// "This" or "that" stands before it.
    this: bool,
}

/// Where the sentence and its pieces began. Positions of mentions count from the first of the request.
#[derive(Clone, Copy, Default)]
struct Sentence {
    /// Its first token.
    start: usize,
    /// Its first mention.
    first: usize,
    /// The first mention after its last comma.
    piece: usize,
    /// The first mention that no answer has been given to.
    unanswered: usize,
    /// The writer is its subject.
    has_self: bool,
    /// Whether it ends with a question mark, once that has been asked.
    question: Option<bool>,
    /// The mentions of the sentence before, if that was a question or a line of its own.
    asked: Option<(usize, usize)>,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map_or(Class::NONE, |token| token.class)
    }

    /// The separators before a token, or after the last one.
    fn seps(&self, at: usize) -> Seps {
        self.tokens.get(at).map_or(self.trailing, |token| token.seps)
    }

    /// The class of a token that follows without any visible break.
    fn class_joined(&self, at: usize) -> Class {
        if self.seps(at).any(Seps::BREAK) { Class::NONE } else { self.class(at) }
    }

    fn why(&self, effect: Effect, start: usize, end: usize) -> Why {
        let start_byte = self.tokens.get(start).map_or(0, |token| token.start);
        let end_byte = end.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(start_byte, |token| token.end);
        Why { effect, start: start_byte, end: end_byte }
    }

    fn kind(&self, mention: &Mention) -> ConceptKind {
        self.lexicon.options(mention.concept).kind
    }

    /// Sentence by sentence, at full attention only where there is something to decide.
    fn read_sentences(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let rest = self.tokens.get(at + 1..).unwrap_or_default();
            let end = at + 1 + rest.iter().take_while(|token| !token.seps.any(Seps::CLOSING)).count();
            self.separators(at);
            let has_mention = self.hits.get(self.next_hit).is_some_and(|hit| usize::from(hit.start) < end);
            let is_answer = self.sentence.asked.is_some_and(|(from, to)| from < to);
            if has_mention || is_answer || !self.wide.is_empty() {
                for token in at..end {
                    if !self.is_idle(token) {
                        self.step(token);
                    }
                }
            } else {
                self.doze(at, end);
            }
            at = end;
        }
    }

    /// One token.
    fn step(&mut self, at: usize) {
        if at > self.sentence.start {
            self.separators(at);
        }
        self.measured_person(at);
        let begins = self.next_hit;
        while self.hits.get(self.next_hit).is_some_and(|hit| usize::from(hit.start) <= at) {
            self.next_hit += 1;
        }
        if begins < self.next_hit {
            self.mentions_at(at, begins);
        }
        if !self.wide.is_empty() {
            self.finish_wide(at);
        }
        if at < self.covered || at < self.skipped {
            return;
        }
        if self.answer(at) {
            return;
        }
        let limit = self.next_part();
        let (cue, longest) = matching::cues_at(self.lexicon, self.tokens, at, limit, usize::MAX);
        if let Some((node, end)) = longest.filter(|(_, end)| *end > limit)
            && self.only_asserts(node)
        {
            // A cue that can only assert may reach into the words of a mention: "no **pain relief**" denies no pain.
            self.apply_cues(node, at, end);
            self.skipped = limit;
            return;
        }
        if let Some((node, end)) = cue
            && self.apply_cues(node, at, end)
        {
            self.skipped = end;
            return;
        }
        if let Some(end) = self.opening(at) {
            self.skipped = end;
            return;
        }
        self.word(at);
    }

    /// Whether nothing that ends at a node of a cue can lower.
    fn only_asserts(&self, node: u32) -> bool {
        let mut outputs = self.lexicon.cue_phrases.outputs(node);
        outputs.all(
            |output| matches!(output, Output::Cue(number) if Cue::from_index(number).is_some_and(Cue::only_asserts)),
        )
    }

    /// Where the next words of a concept begin. A cue never reaches into them: they are the concept's own.
    fn next_part(&self) -> usize {
        let next = self.hits.get(self.next_hit).map_or(usize::MAX, |hit| usize::from(hit.start));
        self.wide.last_parts().fold(next, usize::min)
    }

    /// Closes what the separators before a token close.
    fn separators(&mut self, at: usize) {
        let seps = self.seps(at);
        if !seps.any(Seps::BREAK.with(Seps::LIST)) {
            return;
        }
        if seps.any(Seps::CLOSING) {
            self.end_sentence(at, seps);
        } else if seps.any(Seps::CLIPPING) {
            self.denial.close();
            self.wide.close();
            self.frames.clip();
            self.litotes = false;
            self.sentence.piece = self.mentions.len();
        }
        if seps.any(Seps::LIST) {
            self.denial.comma(seps.any(Seps::COMMA));
            self.wide.comma();
            if seps.any(Seps::COMMA) {
                self.frames.comma();
                self.sentence.piece = self.mentions.len();
            }
        }
    }

    fn end_sentence(&mut self, at: usize, seps: Seps) {
        self.denial.close();
        self.wide.close();
        self.frames = Frames::default();
        self.litotes = false;
        self.last_negator = None;
        self.never = None;
        self.person.end_sentence();
        let now = self.mentions.len();
        let old = self.sentence;
        let short_line = seps.any(Seps::NEWLINE) && at.saturating_sub(old.start) <= 8 && !old.has_self;
        let from = if old.has_self { old.piece } else { old.first };
        let asked = (seps.any(Seps::QUESTION) || short_line).then_some((from.max(old.unanswered), now));
        self.sentence = Sentence { start: at, first: now, piece: now, unanswered: now, asked, ..Sentence::default() };
    }

    /// Whether the sentence around a token ends with a question mark.
    fn is_question(&mut self, at: usize) -> bool {
        if let Some(known) = self.sentence.question {
            return known;
        }
        let end = (at + 1..=self.tokens.len()).find(|next| self.seps(*next).any(Seps::CLOSING));
        let question = end.is_some_and(|end| self.seps(end).any(Seps::QUESTION));
        self.sentence.question = Some(question);
        question
    }

    /// Makes the mentions that begin at a token.
    fn mentions_at(&mut self, at: usize, begins: usize) {
        if at >= self.covered {
            self.group = self.read_group(at);
        }
        let mut counted = false;
        for number in begins..self.next_hit {
            let Some(hit) = self.hits.get(number).copied() else { break };
            if self.mentions.len() >= MENTIONS {
                self.limits.too_many_mentions = true;
                break;
            }
            let index = self.mentions.len();
            let mention = self.new_mention(&hit, at);
            self.mentions.push(mention);
            self.places.push((hit.start, hit.end));
            if self.group.strength == Strength::Listed {
                self.denial.remember(index);
            }
            counted = true;
            self.covered = self.covered.max(usize::from(hit.first_end));
            self.expect_last_part(index, &hit);
        }
        if counted {
            self.denial.item();
        }
    }

    /// What the open scopes make of mentions that begin here.
    fn read_group(&mut self, at: usize) -> Group {
        let pointed = Class::POSSESSIVE.with(Class::DEMONSTRATIVE);
        let before = |back: usize| at.checked_sub(back).map_or(Class::NONE, |before| self.class(before));
        let joined = !self.seps(at).any(Seps::BREAK);
        // What the end of a cue points at ("is **this** shingles") is not pointed at by the writer.
        let own = joined && at > self.skipped;
        let near = own && before(1).any(pointed);
        let definite = near
            || own && before(1).any(Class::THE)
            || joined
                && at >= self.skipped + 2
                && before(2).any(pointed.with(Class::THE))
                && !self.seps(at.saturating_sub(1)).any(Seps::BREAK);
        // CLINICAL: "haven't had the chest pain looked at": what has a "the" is there.
        let strength = self.denial.strength(near || own && before(1).any(Class::THE));
        let effect = match strength {
            Strength::None => None,
            Strength::Firm => Some(Effect::Negated),
            _ => Some(Effect::WeaklyNegated),
        };
        let (start, end) = self.denial.opener();
        let why = effect.map(|effect| self.why(effect, start, end));
        let this = own && before(1).any(Class::DEMONSTRATIVE);
        Group { strength, why, litotes: self.denial.is_litotes(), definite, this }
    }

    fn new_mention(&mut self, hit: &Hit, at: usize) -> Mention {
        let mut mention = mention_of(self.tokens, self.has_repairs, hit, self.field);
        let Group { strength, why, litotes, definite, this } = self.group;
        mention.negation = strength.negation();
        if let Some(why) = why {
            mention.explain(why);
        }
        mention.uncertain |= litotes || hit.measured_by == DOUBTFUL;
        let kind = self.kind(&mention);
        let asks = self.frames.asks.is_open() && kind == ConceptKind::Condition;
        let question = asks && (self.frames.asks.opens_clause || self.is_question(at));
        let place = frame::Place { kind, definite, this, question };
        self.frames.apply(&mut mention, &place);
        self.person.apply(&mut mention, kind);
        mention
    }

    /// Applies the cues that end at a node; whether any of them was one here.
    fn apply_cues(&mut self, node: u32, at: usize, end: usize) -> bool {
        let lexicon = self.lexicon;
        let mut applied = false;
        for output in lexicon.cue_phrases.outputs(node) {
            if let Output::Cue(number) = output
                && let Some(cue) = Cue::from_index(number)
            {
                applied |= self.apply(cue, at, end);
            }
        }
        applied
    }

    /// Does what one cue says; `false` if it does not apply here.
    fn apply(&mut self, cue: Cue, at: usize, end: usize) -> bool {
        match cue {
            Cue::NegativeList => return self.open_list(at, end, DenialKind::List),
            Cue::NegativeClinical => return self.open_list(at, end, DenialKind::Clinical),
            Cue::NegativeFirm => return self.open_list(at, end, DenialKind::Firm),
            Cue::NegativeSoft => self.open(DenialKind::Soft, at, end),
            Cue::Without => self.without(at, end),
            Cue::Pseudo | Cue::Asserting => {
                self.denial.close();
                self.wide.close();
                self.last_negator = Some(at);
            }
            Cue::Litotes => self.litotes = true,
            Cue::Terminator => self.terminate(),
            Cue::DeniesBefore => self.denies_before(at, end),
            Cue::CancelsNever => {
                self.cancel_never(at, end);
                self.terminate();
            }
            Cue::AnyMore => self.any_more(at, end),
            Cue::Resolved => self.resolved(at, end),
            Cue::NotResolved => self.not_resolved(at, end),
            Cue::Returns => self.returns(at, end),
            Cue::PastBefore => self.past_before(at, end),
            Cue::HypotheticalBefore => self.hypothetical_before(at, end),
            Cue::Recent => self.recent(at, end),
            Cue::UncertainBefore => self.uncertain_before(at, end),
            Cue::RelativesBefore => self.relatives_before(at, end),
            Cue::OpenAnswer => return self.open_answer(at, end),
            Cue::Onset => self.onset(at),
            Cue::RelativeHad => return self.relative_had(at, end),
            Cue::PseudoPast => {}
            Cue::ResolvedAhead
            | Cue::Past
            | Cue::Hypothetical
            | Cue::Conditional
            | Cue::Worry
            | Cue::Asks
            | Cue::Uncertain
            | Cue::Relatives => {
                let mut frame = Frame::new(end, self.why(Effect::Uncertain, at, end));
                frame.has_subject = end.checked_sub(1).is_some_and(|last| self.class(last).any(Class::PRONOUN));
                frame.opens_clause = at == self.sentence.start || self.seps(at).any(Seps::BREAK);
                self.frames.open(cue, frame);
            }
        }
        true
    }

    /// Closes every scope that looks forward.
    fn terminate(&mut self) {
        self.denial.close();
        self.wide.close();
        self.frames.terminate();
        self.not_a_relative();
        self.litotes = false;
        self.sentence.piece = self.mentions.len();
    }

    /// A word that is no cue: it may continue a list, or close what is open.
    fn word(&mut self, at: usize) {
        let class = self.class(at);
        if class.any(Class::SELF) {
            self.sentence.has_self = true;
        }
        self.person_word(at, class);
        self.wide_word(at, class);
        if let Some(confirmed) = self.denial.word(class, at) {
            self.confirm(confirmed, at);
        }
        self.frames.word(class, at);
        if class.any(Class::NUMBER) {
            self.year_after(at);
        }
        if class.any(Class::DATES) {
            self.dated(at);
        }
    }

    /// "Or" in a denied list: the items that were only weakly denied are denied.
    fn confirm(&mut self, items: denial::Pending, at: usize) {
        let why = self.why(Effect::DenialConfirmed, at, at + 1);
        for index in items.iter() {
            if let Some(mention) = self.mentions.get_mut(index) {
                mention.negation = crate::Negation::Negated;
                mention.explain(why);
            }
        }
    }
}
