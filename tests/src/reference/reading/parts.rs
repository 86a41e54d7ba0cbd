//! Mentions of several parts: what denies them.
//!
//! # Why
//! "No numbness down below" denies one finding, whether it is written as one phrase or as two parts near each other.
//!
//! # How
//! A mention is denied where its first part is, if nothing has taken that back when its last part comes; and where its last
//! part is. The words between decide:
//! ```text
//! no pain in my chest             denied at the first part, whole until the last: denied
//! my chest isn't tight            denied at the last part: denied
//! no pain, chest feels tight      a comma between: weak
//! no pain, ache or cramp in leg   an "or" after the comma mends the list: denied
//! no pain killers help my chest   a verb between: weak
//! no pain relief for my chest     a noun and then a preposition between: weak
//! ```
//! At most eight mentions wait at one time; any further ones are weak.

use flagstone::text::{Effect, Negation};

use super::denial::Strength;
use super::mention::Occurrence;
use super::sentences::Pass;
use super::words::Word;

/// How many mentions may wait for their last part.
const WAITING: usize = 8;

/// What is left of the denial at the first part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// All.
    All,
    /// All, and the word before was an "or".
    AllAfterOr,
    /// All, and a noun has come, which may be what is denied.
    AllAfterNoun,
    /// A comma or an "and" has come, which an "or" may mend.
    Listed,
    Nothing,
}

/// A mention that waits for its last part.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    /// Its place among the mentions of the window.
    mention: usize,
    last_start: usize,
    left: Left,
}

/// Who waits, each in a place of its own, which another takes when it is free.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    places: [Option<Waiting>; WAITING],
}

impl Parts {
    pub(super) fn is_empty(&self) -> bool {
        self.places.iter().all(Option::is_none)
    }

    /// The words at which the last parts begin.
    pub(super) fn last_starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.iter().flatten().map(|waiting| waiting.last_start)
    }

    /// Something that no denial reaches across.
    pub(super) fn close(&mut self) {
        self.places.iter_mut().flatten().for_each(|waiting| waiting.left = Left::Nothing);
    }

    /// A mark that joins the items of a list.
    pub(super) fn join(&mut self) {
        let open = self.places.iter_mut().flatten().filter(|waiting| waiting.left != Left::Nothing);
        open.for_each(|waiting| waiting.left = Left::Listed);
    }

    /// A word between the parts.
    pub(super) fn word(&mut self, word: &Word) {
        self.places.iter_mut().flatten().for_each(|waiting| waiting.left = after(waiting.left, word));
    }
}

/// What is left after a word.
fn after(left: Left, word: &Word) -> Left {
    let participle = word.known && word.text.ends_with("ing");
    let subject = word.is_any(&["pronoun", "self", "possessive"]);
    let statement = subject || word.is_any(&["article", "verb", "intensity"]);
    let clause = word.is_any(&["pronoun"]) || word.is_any(&["verb"]) && !participle;
    let small = word.is_any(&["free", "article", "have", "adverb", "times", "preposition"]);
    let noun = !participle && !statement && !small;
    let or = word.is_any(&["or"]);
    match left {
        Left::Nothing => Left::Nothing,
        _ if clause => Left::Nothing,
        Left::Listed if statement && !or => Left::Nothing,
        Left::AllAfterOr if subject => Left::Nothing,
        _ if or => Left::AllAfterOr,
        _ if word.is_any(&["and"]) => Left::Listed,
        Left::AllAfterOr => Left::All,
        Left::AllAfterNoun if word.is_any(&["preposition"]) => Left::Nothing,
        Left::All if noun => Left::AllAfterNoun,
        same => same,
    }
}

impl Pass<'_> {
    /// A mention has begun whose last part may stand further on.
    pub(super) fn expect_last_part(&mut self, mention: usize, place: &Occurrence) {
        if place.last_start <= place.start {
            return;
        }
        let left = if self.group.strength == Strength::Firm { Left::All } else { Left::Nothing };
        let waiting = Waiting { mention, last_start: place.last_start, left };
        match self.parts.places.iter_mut().find(|place| place.is_none()) {
            Some(free) => *free = Some(waiting),
            None => self.assert_weakly(mention),
        }
    }

    /// Decides the mentions whose last part begins here.
    pub(super) fn finish_parts(&mut self, at: usize) {
        // The words before the last part are read once for all mentions that end with it.
        let group = if at < self.covered { self.group.clone() } else { self.read_group(at) };
        for number in 0..WAITING {
            let begun = self.parts.places[number].take_if(|waiting| waiting.last_start <= at);
            let Some(waiting) = begun else { continue };
            let group = group.clone();
            self.covered = self.covered.max(self.mentions[waiting.mention].end);
            if let Some(denial) = &mut self.denial {
                denial.item();
            }
            if group.strength == Strength::Firm {
                let mention = &mut self.mentions[waiting.mention].mention;
                mention.negation = Negation::Negated;
                if let Some(opener) = group.opener {
                    mention.explain(Effect::Negated, opener);
                }
            } else if matches!(waiting.left, Left::Nothing | Left::Listed) {
                self.assert_weakly(waiting.mention);
            }
        }
    }

    /// Takes a firm denial back to a weak one.
    fn assert_weakly(&mut self, mention: usize) {
        let mention = &mut self.mentions[mention].mention;
        mention.negation = mention.negation.min(Negation::Weak);
    }
}
