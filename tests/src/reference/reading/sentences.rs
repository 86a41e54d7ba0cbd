//! The pass over a window, sentence by sentence and word by word, that reads how every mention is meant.
//!
//! # Why
//! In patients' messages most negators near a symptom do not deny it, so a denial must be certain and every doubt asserts.
//! What is certain depends on what came before in the sentence, so the words are read in their order.
//!
//! # How
//! At each word, in this order: the marks before it; the number that begins there; the mentions that begin there; the
//! mentions whose last part begins there. If the word is nobody's yet: an answer; the longest cue; a shape that opens a
//! denial; and else what its kind does.
//!
//! A sentence that mentions nothing and answers nothing only tells whose findings are told.
//!
//! What is open is kept in one file each: `denial` and `opening`, `frames`, `people`, `parts`. What looks back is in
//! `answers` and `after`, and the times are in `timing`.

use std::ops::Range;

use flagstone::text::{ConceptKind, Effect, Experiencer, Moment};

use super::cues::{self, Cue};
use super::denial::{Denial, Opener, Strength};
use super::frames::Frames;
use super::marks::{CLIPPING, CLOSING, LIST, Mark, Marks, SENTENCE, any};
use super::mention::{Mention, Occurrence};
use super::numbers::Number;
use super::parts::Parts;
use super::people::Person;
use super::timing;
use super::windows::Window;

/// The most words of a cue.
const LONGEST_CUE: usize = 16;

/// A mention with its words.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) mention: Mention,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What is read of a window.
pub(super) struct Read {
    pub(super) mentions: Vec<Mention>,
    /// Whose each number is.
    pub(super) people: Vec<Experiencer>,
    /// Some mentions found no room.
    pub(super) too_many: bool,
}

/// What a window is read with.
pub(super) struct Given<'w> {
    pub(super) window: &'w Window,
    pub(super) field: u16,
    pub(super) kinds: &'w [ConceptKind],
    pub(super) places: &'w [Occurrence],
    pub(super) numbers: &'w [Number],
    pub(super) today: Option<Moment>,
    /// How many mentions the request may still have.
    pub(super) room: usize,
}

/// The state of the pass.
pub(super) struct Pass<'w> {
    given: Given<'w>,
    pub(super) window: &'w Window,
    pub(super) today: Option<Moment>,
    pub(super) mentions: Vec<Placed>,
    people: Vec<Experiencer>,
    too_many: bool,
    /// The first place that has not begun.
    next: usize,
    /// Words before this one belong to a mention, or to a cue or shape.
    pub(super) covered: usize,
    skipped: usize,
    /// What is meant by all mentions that begin in one run of words.
    pub(super) group: Group,
    pub(super) parts: Parts,
    pub(super) sentence: Sentence,
    pub(super) denial: Option<Denial>,
    /// The next denial in the clause is a doubt ("it's not that I don't").
    pub(super) litotes: bool,
    /// Where the last negator of the sentence stands.
    pub(super) last_negator: Option<usize>,
    /// "Never had" stands in the sentence.
    pub(super) has_never: bool,
    pub(super) frames: Frames,
    pub(super) person: Person,
}

/// What is read once for all mentions that overlap.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) strength: Strength,
    /// The bytes of what opened the denial.
    pub(super) opener: Option<(u32, u32)>,
    litotes: bool,
    /// "The", "my" or "this" stands before it.
    definite: bool,
    /// "This" or "that" stands before it.
    this: bool,
}

/// The sentence that is being read. Mentions are counted in the window.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    /// Its first word.
    pub(super) start: usize,
    /// Its first mention, the first since the last comma, and the first that has not been answered.
    pub(super) first: usize,
    piece: usize,
    pub(super) unanswered: usize,
    /// The writer is in it.
    pub(super) has_self: bool,
    /// The mentions before it that it may answer.
    pub(super) asked: Option<Range<usize>>,
}

/// Reads how every mention of a window is meant.
pub(super) fn read(given: Given<'_>) -> Read {
    let (window, numbers) = (given.window, given.numbers);
    let nothing = Group { strength: Strength::None, opener: None, litotes: false, definite: false, this: false };
    let mut pass = Pass {
        window,
        today: given.today,
        given,
        mentions: Vec::new(),
        people: Vec::new(),
        too_many: false,
        next: 0,
        covered: 0,
        skipped: 0,
        group: nothing,
        parts: Parts::default(),
        sentence: Sentence::default(),
        denial: None,
        litotes: false,
        last_negator: None,
        has_never: false,
        frames: Frames::default(),
        person: Person::writer(),
    };
    let mut from = 0;
    while from < window.len() {
        let end = (from + 1..window.len()).find(|at| window.has_mark(*at, CLOSING)).unwrap_or(window.len());
        pass.sentence(from, end);
        from = end;
    }
    timing::attach(window, numbers, &mut pass.mentions);
    let mentions = pass.mentions.into_iter().map(|placed| placed.mention).collect();
    Read { mentions, people: pass.people, too_many: pass.too_many }
}

/// The longest cue that begins at a word and ends before another: its words, and the word after it.
///
/// No word of it is repaired, and no sentence ends in it.
pub(super) fn longest_cue(window: &Window, at: usize, before: usize) -> Option<(Vec<String>, usize)> {
    let last = before.min(at + LONGEST_CUE).min(window.len());
    let own = |next: &usize| {
        let word = &window.words[*next];
        !word.is_repaired() && (*next == at || !any(&word.marks, SENTENCE))
    };
    let words: Vec<String> = (at..last).take_while(own).map(|next| window.words[next].text.clone()).collect();
    let longest = (1..=words.len()).rev().find(|length| cues::table().of(&words[..*length]).is_some())?;
    Some((words[..longest].to_vec(), at + longest))
}

impl<'w> Pass<'w> {
    fn sentence(&mut self, start: usize, end: usize) {
        self.marks(start);
        let mentions = self.next_place().is_some_and(|place| place.start < end);
        let answers = self.sentence.asked.as_ref().is_some_and(|asked| !asked.is_empty());
        let attends = mentions || answers || !self.parts.is_empty();
        for at in start..end {
            if !attends {
                self.only_people(at);
                continue;
            }
            if at > start {
                self.marks(at);
            }
            self.word(at);
        }
    }

    /// What kind of concept a mention is of.
    pub(super) fn kind_of(&self, mention: &Mention) -> ConceptKind {
        self.given.kinds[mention.concept]
    }

    /// The next place that has not begun.
    pub(super) fn next_place(&self) -> Option<&'w Occurrence> {
        self.given.places.get(self.next)
    }

    /// A word of a sentence that mentions nothing.
    fn only_people(&mut self, at: usize) {
        self.number_at(at);
        if self.window.is(at, &["self", "third", "adult", "dependant"]) {
            self.sentence.has_self |= self.window.is(at, &["self"]);
            self.person_word(at);
        }
    }

    fn number_at(&mut self, at: usize) {
        if let Some(number) = self.given.numbers.iter().find(|number| number.start == at) {
            let person = self.person_of(number);
            self.people.push(person);
        }
    }

    fn word(&mut self, at: usize) {
        self.number_at(at);
        let begin: Vec<Occurrence> =
            self.given.places[self.next..].iter().take_while(|place| place.start <= at).copied().collect();
        self.next += begin.len();
        if !begin.is_empty() {
            self.mentions_at(at, &begin);
        }
        self.finish_parts(at);
        if at < self.covered || at < self.skipped || self.answer(at) {
            return;
        }
        // A cue never reaches into the words of a mention: they are the mention's own. Only one that can do no more than
        // assert does: "no **pain relief**" denies no pain.
        let limit = self.next_place().map(|place| place.start).into_iter().chain(self.parts.last_starts()).min();
        if self.reaches_into_a_mention(at, limit) {
            return;
        }
        if let Some((words, end)) = longest_cue(self.window, at, limit.unwrap_or(self.window.len())) {
            let kinds = cues::table().of(&words).expect("it was just found");
            // All kinds act, also after one that does not apply here.
            let applied: Vec<bool> = kinds.iter().map(|cue| self.cue(cue, at, end)).collect();
            if applied.contains(&true) {
                self.skipped = end;
                return;
            }
        }
        match self.opening(at) {
            Some(end) => self.skipped = end,
            None => self.other_word(at),
        }
    }

    /// Whether a cue that can only assert begins here and ends after the next words of a mention begin; it then acts.
    fn reaches_into_a_mention(&mut self, at: usize, limit: Option<usize>) -> bool {
        let Some(limit) = limit else { return false };
        let Some((words, end)) = longest_cue(self.window, at, self.window.len()) else { return false };
        let kinds = cues::table().of(&words).expect("it was just found");
        let asserts = |kind: &Cue| ["pseudo", "asserting", "not-resolved", "returns"].contains(kind);
        if end <= limit || !kinds.iter().all(asserts) {
            return false;
        }
        for kind in kinds {
            self.cue(kind, at, end);
        }
        self.skipped = limit;
        true
    }

    /// Closes what the marks before a word close.
    fn marks(&mut self, at: usize) {
        let marks = self.window.marks(at);
        if any(&marks, CLOSING) {
            self.end_sentence(at, &marks);
        } else if any(&marks, CLIPPING) {
            self.denial = None;
            self.parts.close();
            self.frames.clip();
            self.litotes = false;
            self.sentence.piece = self.mentions.len();
        }
        if any(&marks, LIST) {
            let is_comma = marks.contains(&Mark::Comma);
            self.denial.take_if(|denial| !denial.join(is_comma));
            self.parts.join();
            if is_comma {
                self.frames.comma();
                self.sentence.piece = self.mentions.len();
            }
        }
    }

    fn end_sentence(&mut self, at: usize, marks: &Marks) {
        self.denial = None;
        self.parts.close();
        self.frames.close_all();
        self.litotes = false;
        self.last_negator = None;
        self.has_never = false;
        self.person.relative = None;
        let now = self.mentions.len();
        let old = &self.sentence;
        // A question is answered, and so is a short line that is not about the writer.
        let short_line = marks.contains(&Mark::Newline) && at - old.start <= 8 && !old.has_self;
        let from = if old.has_self { old.piece } else { old.first }.max(old.unanswered);
        let asked = (marks.contains(&Mark::Question) || short_line).then_some(from..now);
        self.sentence = Sentence { start: at, first: now, piece: now, unanswered: now, has_self: false, asked };
    }

    /// Whether the sentence of a word ends with a question mark.
    fn is_question(&self, at: usize) -> bool {
        let end = (at + 1..self.window.len()).find(|next| self.window.has_mark(*next, CLOSING));
        self.window.has_mark(end.unwrap_or(self.window.len()), &[Mark::Question])
    }

    /// Makes the mentions that begin at a word.
    fn mentions_at(&mut self, at: usize, places: &[Occurrence]) {
        if at >= self.covered {
            self.group = self.read_group(at);
        }
        let before = self.mentions.len();
        for place in places {
            if self.mentions.len() >= self.given.room {
                self.too_many = true;
                break;
            }
            let number = self.mentions.len();
            let mention = self.new_mention(place, at);
            self.mentions.push(Placed { mention, start: place.start, end: place.end });
            if let Some(denial) = self.denial.as_mut().filter(|_| self.group.strength == Strength::Listed) {
                denial.wait(number);
            }
            self.covered = self.covered.max(place.first_end);
            self.expect_last_part(number, place);
        }
        if let Some(denial) = self.denial.as_mut().filter(|_| self.mentions.len() > before) {
            denial.item();
        }
    }

    /// What is open where mentions begin, and whether "the", "my" or "this" stands before them.
    pub(super) fn read_group(&self, at: usize) -> Group {
        let window = self.window;
        let joined = !window.breaks(at);
        // What the end of a cue points at ("is **this** shingles") is not pointed at by the writer.
        let own = joined && at > self.skipped;
        let near = own && window.is_before(at, 1, &["possessive", "demonstrative"]);
        let the = own && window.is_before(at, 1, &["the"]);
        let two_before = joined
            && at >= self.skipped + 2
            && window.is_before(at, 2, &["possessive", "demonstrative", "the"])
            && !window.breaks(at - 1);
        let strength = self.denial.as_ref().map_or(Strength::None, |denial| denial.strength(near || the));
        Group {
            strength,
            opener: self.denial.as_ref().map(|denial| window.bytes(denial.start, denial.end)),
            litotes: self.denial.as_ref().is_some_and(|denial| denial.litotes),
            definite: near || the || two_before,
            this: own && window.is_before(at, 1, &["demonstrative"]),
        }
    }

    fn new_mention(&self, place: &Occurrence, at: usize) -> Mention {
        let bytes = self.window.bytes(place.start, place.end);
        let mut mention = Mention::plain(place.concept, self.given.field, bytes);
        mention.note_spelling(self.window, place);
        mention.negation = self.group.strength.negation();
        if let Some(opener) = self.group.opener {
            let firm = self.group.strength == Strength::Firm;
            mention.explain(if firm { Effect::Negated } else { Effect::WeaklyNegated }, opener);
        }
        mention.uncertain = self.group.litotes || place.doubtful;
        let kind = self.given.kinds[place.concept];
        let place = super::frames::Place {
            kind,
            definite: self.group.definite,
            this: self.group.this,
            question: self.is_question(at),
        };
        self.frames.apply(&mut mention, &place);
        self.person.apply(&mut mention, kind);
        mention
    }

    /// Does what a cue says; whether it applies here.
    fn cue(&mut self, cue: Cue, at: usize, end: usize) -> bool {
        match cue {
            "negative-list" => return self.open_list(at, end, Opener::List),
            "negative-firm" => return self.open_list(at, end, Opener::Firm),
            "negative-clinical" => return self.open_list(at, end, Opener::Clinical),
            "negative-soft" => self.open(Opener::Soft, at, end),
            "without" => self.without(at, end),
            "pseudo" | "asserting" => {
                self.denial = None;
                self.parts.close();
                self.last_negator = Some(at);
            }
            "litotes" => self.litotes = true,
            "terminator" => self.terminate(),
            "denies-before" => self.denies_before(at, end),
            "cancels-never" => {
                self.cancel_never(at, end);
                self.terminate();
            }
            "any-more" => self.any_more(at, end),
            "resolved" => self.resolved(at, end),
            "not-resolved" => self.not_resolved(at, end),
            "returns" => self.returns(at, end),
            "past-before" => self.past_before(at, end),
            "hypothetical-before" => self.hypothetical_before(at, end),
            "recent" => self.recent(at, end),
            "uncertain-before" => self.uncertain_before(at, end),
            "relatives-before" => self.relatives_before(at, end),
            "open-answer" => return self.open_answer(at, end),
            "onset" => self.onset(at),
            "relative-had" => return self.relative_had(at, end),
            // It is there to be longer than what it is not.
            "pseudo-past" => {}
            "resolved-ahead" | "past" | "hypothetical" | "conditional" | "worry" | "asks" | "uncertain"
            | "relatives" => {
                let clause = at == self.sentence.start || self.window.breaks(at);
                let subject = self.window.is(end - 1, &["pronoun"]);
                self.frames.open_cue(cue, end, self.window.bytes(at, end), clause, subject);
            }
            other => panic!("cues.txt has a section that the reference does not know: {other}"),
        }
        true
    }

    /// "But", "now" and their like close everything that looks forward.
    fn terminate(&mut self) {
        self.denial = None;
        self.parts.close();
        self.frames.close_all();
        self.person.relative = None;
        self.litotes = false;
        self.sentence.piece = self.mentions.len();
    }

    /// A word that is neither mention nor cue nor shape.
    fn other_word(&mut self, at: usize) {
        let word = &self.window.words[at];
        self.sentence.has_self |= word.is_any(&["self"]);
        self.person_word(at);
        self.parts.word(word);
        if word.is_any(&["or"]) {
            let confirmed = self.denial.as_mut().map(Denial::or).unwrap_or_default();
            let because = self.window.bytes(at, at + 1);
            for number in confirmed {
                let mention = &mut self.mentions[number].mention;
                mention.negation = flagstone::text::Negation::Negated;
                mention.explain(Effect::DenialConfirmed, because);
            }
        } else {
            self.denial.take_if(|denial| !denial.word(word, at));
        }
        self.frames.word(word, at);
        if word.is_number() {
            self.year_after(at);
        }
        if word.is_any(&["dates"]) {
            self.dated(at);
        }
    }
}
