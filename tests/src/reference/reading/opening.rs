//! What opens a denial, by the shape of the words and not by the word alone.
//!
//! # Why
//! "Haven't had any pain" denies pain; "haven't slept for pain" asserts it. The difference is the verb.
//!
//! # How
//! | shape | meaning |
//! |---|---|
//! | negated helper, adverbs, verb of having | denies a list |
//! | negated helper, any other verb | a blocker: denies nothing, and closes what is open |
//! | "not", "isn't" | denies what stands directly after |
//! | "never had" | denies a list, and "like this" takes it back |
//! | "can't", "won't" | a blocker |
//! | any of them before "much", "fully" | denies softly |
//!
//! A word whose spelling was repaired opens nothing. The words of the next mention are its own.

use super::denial::{Denial, Opener};
use super::sentences::Pass;
use super::words::Kind;

/// How far ahead a shape may reach.
const AHEAD: usize = 6;
/// How far back a negator turns "without" round.
const WITHOUT_REACH: usize = 9;

/// Negated helpers, and the helpers that "not" after them makes them.
const HELPERS: [(Kind, Kind); 4] =
    [("not-do", "do"), ("not-have", "have-helper"), ("not-be", "be"), ("not-modal", "modal")];

impl Pass<'_> {
    /// A shape that begins at a word: the word after it.
    pub(super) fn opening(&mut self, at: usize) -> Option<usize> {
        let window = self.window;
        let word = window.word(at)?;
        if word.is_repaired() {
            return None;
        }
        let negated: Vec<Kind> =
            HELPERS.map(|(negated, _)| negated).into_iter().filter(|kind| word.is_any(&[kind])).collect();
        if !negated.is_empty() {
            return Some(self.after_helper(at, at + 1, &negated));
        }
        let plain = HELPERS.iter().filter(|(_, plain)| word.is_any(&[plain]));
        let negated: Vec<Kind> = plain.map(|(negated, _)| *negated).collect();
        if !negated.is_empty() && window.follows(at + 1, &["not"]) && !self.is_next_mention(at + 1) {
            return Some(self.after_helper(at, at + 2, &negated));
        }
        if word.is_any(&["not"]) {
            return Some(self.after_not(at));
        }
        if word.is_any(&["never"]) {
            return Some(self.after_never(at));
        }
        None
    }

    /// "No" and its like; they only interject before a break, and one word also before "I" or "he". Whether it is one.
    pub(super) fn open_list(&mut self, at: usize, end: usize, opener: Opener) -> bool {
        let interjects = self.window.breaks(end) || end == at + 1 && self.window.is(end, &["self", "third"]);
        if !interjects {
            self.open(opener, at, end);
        }
        true
    }

    /// Opens a denial after these words, in place of any other.
    pub(super) fn open(&mut self, opener: Opener, start: usize, end: usize) {
        self.last_negator = Some(start);
        self.parts.close();
        self.denial = None;
        if !self.window.breaks(end) {
            let litotes = std::mem::take(&mut self.litotes);
            self.denial = Some(Denial::new(opener, start, end, litotes));
        }
    }

    /// A blocker: it denies an action, not a finding.
    fn block(&mut self, at: usize, end: usize) -> usize {
        self.last_negator = Some(at);
        self.denial = None;
        self.parts.close();
        end
    }

    /// "Can't walk without pain", "not a day goes by without": two negatives assert.
    pub(super) fn without(&mut self, at: usize, end: usize) {
        if self.last_negator.is_some_and(|negator| at - negator <= WITHOUT_REACH) {
            self.block(at, end);
        } else {
            self.open(Opener::List, at, end);
        }
    }

    /// After a negated helper that begins at a word; `verb` is the word after it.
    fn after_helper(&mut self, at: usize, verb: usize, helper: &[Kind]) -> usize {
        let window = self.window;
        let verb = self.skip_adverbs(verb);
        let been = window.follows(verb, &["been"]);
        if self.is_softener(verb) {
            self.open(Opener::Soft, at, verb);
            verb
        } else if helper.contains(&"not-modal") {
            self.block(at, verb)
        } else if self.is_next_mention(verb) && !window.breaks(verb) {
            // "Hasn't vomited", "didn't faint": the verb is the finding.
            self.narrow(at, verb)
        } else if window.follows(verb, &["have"]) {
            self.after_having(at, verb, helper)
        } else if helper.contains(&"not-be") || helper.contains(&"not-have") && been {
            self.narrow(at, verb + usize::from(been))
        } else {
            self.block(at, verb)
        }
    }

    /// After a negated verb of having.
    fn after_having(&mut self, at: usize, verb: usize, helper: &[Kind]) -> usize {
        let window = self.window;
        let own = |pass: &Self, at: usize, kinds: &[Kind]| window.follows(at, kinds) && !pass.is_next_mention(at);
        let mut end = verb + 1;
        if own(self, end, &["to"]) {
            // "Don't have to", "didn't get to".
            return self.block(at, end);
        }
        let mut narrow = helper.contains(&"not-be") || window.is(verb, &["narrow"]);
        while end < verb + AHEAD && own(self, end, &["have"]) {
            narrow |= window.is(end, &["narrow"]);
            end += 1;
        }
        if own(self, end, &["been"]) {
            return self.narrow(at, end + 1);
        }
        let softener = end + usize::from(own(self, end, &["article"]));
        if self.is_softener(softener) {
            self.open(Opener::Soft, at, softener + 1);
            return softener + 1;
        }
        // "Not seen" denies what stands directly after it, "not seen any" a list.
        let list = !narrow || window.follows(end, &["free"]);
        self.open(if list { Opener::List } else { Opener::Narrow }, at, end);
        end
    }

    /// After "not" without a helper: "not been sick", "not had any fever", "not bleeding".
    fn after_not(&mut self, at: usize) -> usize {
        let verb = self.skip_adverbs(at + 1);
        if self.is_softener(verb) {
            self.open(Opener::Soft, at, verb);
            return verb;
        }
        if self.window.follows(verb, &["have"]) && !self.is_next_mention(verb) {
            return self.after_having(at, verb, &["not-have"]);
        }
        let been = self.window.follows(verb, &["been"]);
        self.narrow(at, verb + usize::from(been))
    }

    fn after_never(&mut self, at: usize) -> usize {
        let had = |pass: &Self, at: usize| pass.window.follows(at, &["have", "been"]) && !pass.is_next_mention(at);
        let verb = self.skip_adverbs(at + 1);
        if !had(self, verb) {
            return self.block(at, verb);
        }
        let mut end = verb + 1;
        while end < verb + AHEAD && had(self, end) {
            end += 1;
        }
        self.has_never = true;
        self.open(Opener::Never, at, end);
        end
    }

    fn narrow(&mut self, at: usize, end: usize) -> usize {
        self.open(Opener::Narrow, at, end);
        end
    }

    fn skip_adverbs(&self, from: usize) -> usize {
        let is_adverb = |at: usize| {
            self.window.follows(at, &["adverb"]) && !self.window.is(at, &["softener"]) && !self.is_next_mention(at)
        };
        (from..from + AHEAD).find(|at| !is_adverb(*at)).unwrap_or(from + AHEAD)
    }

    /// "Much", "fully", "always": what they deny is the degree.
    fn is_softener(&self, at: usize) -> bool {
        self.window.follows(at, &["softener"]) && !self.is_next_mention(at)
    }

    /// Whether the next mention, or the last part of one, begins at a word.
    fn is_next_mention(&self, at: usize) -> bool {
        self.next_place().is_some_and(|place| place.start == at) || self.parts.last_starts().any(|last| last == at)
    }
}
