//! Cues: the words around a mention that say how it is meant.
//!
//! # Why
//! A clinician must be able to review and correct what denies, doubts or dates a symptom; so the cues are data in `cues.txt`, in the phrase language that authors use, and the machine that reads them is [`context`](crate::context).
//!
//! # How
//! Every cue is a phrase with a kind, matched by the same trie as the author's phrases.
//! Shapes that depend on the *kind* of the next word ("haven't" + "had") are not cues; [`opening`](crate::opening) reads them.
//!
//! # Invariants
//! A cue that opens something never matches a word whose spelling was repaired.

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    /// Denies the list that follows.
    NegativeList,
    /// Denies firmly, as a professional or a test does.
    NegativeFirm,
    /// Denies the whole list that follows, as a professional does.
    NegativeClinical,
    /// Denies softly what follows.
    NegativeSoft,
    /// Looks like a denial and is none; closes an open one.
    Pseudo,
    /// Looks like a denial, and says that what follows is there.
    Asserting,
    /// Makes the next denial in the clause a doubt.
    Litotes,
    /// Ends every open scope.
    Terminator,
    /// `without`, which denies unless a negator stands before it.
    Without,
    /// Denies what stands before it.
    DeniesBefore,
    /// Takes "never" back.
    CancelsNever,
    /// Turns a denial before it into an end.
    AnyMore,
    /// What stands before it is over.
    Resolved,
    /// What stands before it is not over.
    NotResolved,
    /// What stands before it was over, or was not there, and is there again.
    Returns,
    /// What follows is over.
    ResolvedAhead,
    /// What stands before it is in the past.
    PastBefore,
    /// What follows is in the past.
    Past,
    /// Looks like history and is not.
    PseudoPast,
    /// The condition directly before it is only the name of something else.
    HypotheticalBefore,
    /// It is happening now.
    Recent,
    /// What follows is only imagined.
    Hypothetical,
    /// What follows is perhaps only imagined.
    Conditional,
    /// What follows is feared.
    Worry,
    /// What follows is asked about.
    Asks,
    /// What follows is a guess.
    Uncertain,
    /// What stands before it is a guess.
    UncertainBefore,
    /// What follows belongs to relatives.
    Relatives,
    /// Directly after a relative: the condition that follows is theirs.
    RelativeHad,
    /// What stands before it belongs to relatives.
    RelativesBefore,
    /// An answer that leaves it open.
    OpenAnswer,
    /// A new statement begins after a weak denial.
    Onset,
}

const KINDS: [(&str, Cue); 32] = [
    ("negative-list", Cue::NegativeList),
    ("negative-firm", Cue::NegativeFirm),
    ("negative-clinical", Cue::NegativeClinical),
    ("negative-soft", Cue::NegativeSoft),
    ("pseudo", Cue::Pseudo),
    ("asserting", Cue::Asserting),
    ("litotes", Cue::Litotes),
    ("terminator", Cue::Terminator),
    ("without", Cue::Without),
    ("denies-before", Cue::DeniesBefore),
    ("cancels-never", Cue::CancelsNever),
    ("any-more", Cue::AnyMore),
    ("resolved", Cue::Resolved),
    ("not-resolved", Cue::NotResolved),
    ("returns", Cue::Returns),
    ("resolved-ahead", Cue::ResolvedAhead),
    ("past-before", Cue::PastBefore),
    ("past", Cue::Past),
    ("pseudo-past", Cue::PseudoPast),
    ("hypothetical-before", Cue::HypotheticalBefore),
    ("recent", Cue::Recent),
    ("hypothetical", Cue::Hypothetical),
    ("conditional", Cue::Conditional),
    ("worry", Cue::Worry),
    ("asks", Cue::Asks),
    ("uncertain", Cue::Uncertain),
    ("uncertain-before", Cue::UncertainBefore),
    ("relatives", Cue::Relatives),
    ("relative-had", Cue::RelativeHad),
    ("relatives-before", Cue::RelativesBefore),
    ("open-answer", Cue::OpenAnswer),
    ("onset", Cue::Onset),
];

impl Cue {
    /// Whether it can do no more than leave a mention asserted.
    pub(crate) fn only_asserts(self) -> bool {
        matches!(self, Cue::Pseudo | Cue::Asserting | Cue::NotResolved | Cue::Returns)
    }

    /// The cue of this number in a stored lexicon.
    pub(crate) fn from_index(index: u32) -> Option<Cue> {
        KINDS.get(index as usize).map(|(_, cue)| *cue)
    }
}

/// The name of the kind of this number.
#[cfg(test)]
pub(crate) fn name(kind: u32) -> &'static str {
    KINDS.get(kind as usize).map_or("", |(name, _)| name)
}

/// The lines of `cues.txt`: the number of the kind, and the phrase.
pub(crate) fn all() -> impl Iterator<Item = (u32, &'static str)> {
    let mut kind = None;
    include_str!("cues.txt").lines().filter_map(move |line| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let named = name.and_then(|name| (0..).zip(KINDS).find(|(_, (known, _))| *known == name));
        if let Some((index, _)) = named {
            kind = Some(index);
            return None;
        }
        kind.map(|kind| (kind, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::expand_cue;

    #[test]
    fn every_line_of_the_table_is_a_phrase_of_a_kind() {
        for (_, phrase) in all() {
            assert!(expand_cue(phrase).is_ok(), "{phrase}");
        }
        let used: std::collections::BTreeSet<u32> = all().map(|(kind, _)| kind).collect();
        assert_eq!(used.len(), KINDS.len(), "every kind has a section");
        let headers =
            include_str!("cues.txt").lines().filter(|line| line.starts_with('[') && !line.contains(' ')).count();
        assert_eq!(headers, KINDS.len(), "every header names a kind");
    }
}
