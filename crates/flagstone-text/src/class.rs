//! What kind of word a token is: the few dozen kinds that the reading of context and of numbers rests on.
//!
//! # Why
//! Whether "not" denies what follows depends on the *kind* of word between them ("not had any", "not sleeping because of"), so kinds are looked up once, with the word.
//!
//! # How
//! `words.txt` beside this file lists the words of every kind; it is data, to be read and corrected by people who know how patients write.
//! A word may be of several kinds.
//!
//! # Invariants
//! A word that is not listed has no class, and a word without a class never opens anything.
//!
//! # Cost
//! One `u64` a word.

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $key:literal;)*) => {
        impl Class {
            $($(#[$doc])* pub(crate) const $name: Class = Class(1 << $bit);)*

            /// The class that `words.txt` calls by this name.
            pub(crate) fn named(key: &str) -> Option<Class> {
                match key {
                    $($key => Some(Class::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// don't, didn't
    NOT_DO = 0, "not-do";
    /// haven't, hasn't
    NOT_HAVE = 1, "not-have";
    /// isn't, wasn't
    NOT_BE = 2, "not-be";
    /// can't, won't
    NOT_MODAL = 3, "not-modal";
    /// not
    NOT = 4, "not";
    /// never
    NEVER = 5, "never";
    /// do, did
    DO = 6, "do";
    /// have, has, had as a helper
    HAVE_HELPER = 7, "have-helper";
    /// is, was, been
    BE = 8, "be";
    /// can, will
    MODAL = 9, "modal";
    /// have, got, feel, notice: verbs whose object is what one has
    HAVE = 10, "have";
    /// really, ever: may stand between a helper and its verb
    ADVERB = 11, "adverb";
    /// much, fully: makes a denial soft
    SOFTENER = 12, "softener";
    /// a, the
    ARTICLE = 13, "article";
    /// my, his
    POSSESSIVE = 14, "possessive";
    /// this, that
    DEMONSTRATIVE = 15, "demonstrative";
    /// any, other, real: widens no gap
    FREE = 16, "free";
    /// I, me, my
    SELF = 17, "self";
    /// he, her
    THIRD = 18, "third";
    /// any pronoun that begins a clause
    PRONOUN = 19, "pronoun";
    /// mum, brother: a relative who may not be the patient
    ADULT = 20, "adult";
    /// son, baby, wife: one whom people write for
    DEPENDANT = 21, "dependant";
    /// bad, sudden: begins a new statement
    INTENSITY = 22, "intensity";
    /// a verb that is none of the above
    VERB = 23, "verb";
    /// in, for, with
    PREPOSITION = 24, "preposition";
    /// or, nor
    OR = 25, "or";
    /// and
    AND = 26, "and";
    /// digits or a number word
    NUMBER = 27, "number-word";
    /// an ordinary English word
    COMMON = 28, "common";
    /// says, noticed: the person before it reports
    REPORTS = 29, "reports";
    /// Its spelling was repaired; it may assert and never deny
    REPAIRED = 30, "repaired";
    /// no, none, nope
    ANSWER_NO = 31, "answer-no";
    /// none: an answer to all that is listed
    ANSWER_ALL = 50, "answer-all";
    /// yes
    ANSWER_YES = 32, "answer-yes";
    /// with, from, told: the person after it is not the subject
    ASIDE = 33, "aside";
    /// in, during: before a year, a date
    DATES = 34, "dates";
    /// started, began: what began once may go on
    BEGINS = 35, "begins";
    /// to
    TO = 36, "to";
    /// seen, feel: denies only what stands directly after it
    NARROW = 37, "narrow";
    /// been
    BEEN = 38, "been";
    /// was, happened: may stand between an event and its date
    DATED = 39, "dated";
    /// the
    THE = 40, "the";
    /// for, all, yesterday: may begin a time without a number
    TIMES = 41, "times";
    /// A tick or a cross: an answer wherever it stands
    TICK = 42, "tick";
    /// Stands in some phrase after its first word
    INNER = 43, "inner";
    /// Stands in some cue after its first word
    CUE_INNER = 44, "cue-inner";
    /// Begins some phrase
    OUTER = 45, "outer";
    /// May begin a number or a time
    QUANTITY = 46, "quantity";
    /// Begins some cue
    CUE_OUTER = 47, "cue-outer";
    /// Is some phrase alone
    ALONE = 48, "alone";
    /// Its spelling was guessed at, and what it means is doubtful
    GUESSED = 49, "guessed";
}

impl Class {
    /// None.
    pub(crate) const NONE: Class = Class(0);

    /// Whether any of `other` is here.
    #[inline]
    pub(crate) fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `other` is here.
    #[inline]
    pub(crate) fn all(self, other: Class) -> bool {
        self.0 & other.0 == other.0
    }

    /// As stored.
    pub(crate) fn bits(self) -> u64 {
        self.0
    }

    /// Out of its stored form; unknown kinds do no harm.
    #[inline]
    pub(crate) fn from_bits(bits: u64) -> Class {
        Class(bits)
    }

    /// Without the places of phrases and cues in which the word stands: what it is in any vocabulary.
    pub(crate) fn kinds(self) -> Class {
        const PLACES: Class = Class::INNER
            .with(Class::CUE_INNER)
            .with(Class::OUTER)
            .with(Class::CUE_OUTER)
            .with(Class::ALONE)
            .with(Class::REPAIRED)
            .with(Class::GUESSED);
        Class(self.0 & !PLACES.0)
    }

    /// What both have.
    #[inline]
    pub(crate) const fn only(self, other: Class) -> Class {
        Class(self.0 & other.0)
    }

    /// Both together.
    #[inline]
    pub(crate) const fn with(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// What a measuring word stands for: a group and a value in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A number word.
    Number(u8),
    /// couple, few: about this many.
    Vague(u8),
    /// A unit, by its place in [`UNITS`](crate::number::UNITS).
    Unit(u8),
    /// A day of the week from Monday.
    Weekday(u8),
    /// A word that makes a number a temperature.
    Temperature,
    /// degrees, c, f
    Degrees(u8),
    /// A word that names another measurement.
    Measure(u8),
    /// over, at least; under, nearly.
    Bound(u8),
}

impl Meaning {
    /// As stored with a word; 0 is nothing.
    pub(crate) fn encode(self) -> u16 {
        let (group, value) = match self {
            Meaning::Number(value) => (1, value),
            Meaning::Vague(value) => (2, value),
            Meaning::Unit(value) => (3, value),
            Meaning::Weekday(value) => (4, value),
            Meaning::Temperature => (5, 0),
            Meaning::Degrees(value) => (6, value),
            Meaning::Measure(value) => (7, value),
            Meaning::Bound(value) => (8, value),
        };
        u16::from_be_bytes([group, value])
    }

    /// Out of its stored form.
    #[inline]
    pub(crate) fn decode(stored: u16) -> Option<Meaning> {
        let [group, value] = stored.to_be_bytes();
        Some(match group {
            1 => Meaning::Number(value),
            2 => Meaning::Vague(value),
            3 => Meaning::Unit(value),
            4 => Meaning::Weekday(value),
            5 => Meaning::Temperature,
            6 => Meaning::Degrees(value),
            7 => Meaning::Measure(value),
            8 => Meaning::Bound(value),
            _ => return None,
        })
    }

    /// The meaning that `words.txt` calls by these words.
    pub(crate) fn named(key: &str) -> Option<Meaning> {
        let (group, value) = key.split_once(' ')?;
        let value = value.parse().ok()?;
        Some(match group {
            "number" => Meaning::Number(value),
            "vague" => Meaning::Vague(value),
            "unit" => Meaning::Unit(value),
            "weekday" => Meaning::Weekday(value),
            "temperature" => Meaning::Temperature,
            "degrees" => Meaning::Degrees(value),
            "measure" => Meaning::Measure(value),
            "bound" => Meaning::Bound(value),
            _ => return None,
        })
    }
}
