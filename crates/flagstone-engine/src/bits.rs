//! Small sets of named things, as the bits of one number.
//!
//! # Why
//! A decision lists reasons and missing facts without allocating; both are short, fixed lists.

/// Declares an enum and a `Copy` set of its values that iterates in the order of declaration.
macro_rules! bit_set {
    (
        $(#[$doc:meta])* $name:ident,
        $(#[$set_doc:meta])* $set:ident,
        { $($(#[$value_doc:meta])* $value:ident = $slug:literal,)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$value_doc])* $value,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$value,)+];

            /// The stable name in records.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $($name::$value => $slug,)+ }
            }

            fn bit(self) -> u32 {
                1 << self as u32
            }
        }

        $(#[$set_doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $set(u32);

        impl $set {
            /// Adds a value.
            pub fn insert(&mut self, value: $name) {
                self.0 |= value.bit();
            }

            /// Adds a value if `condition` holds.
            pub fn insert_if(&mut self, condition: bool, value: $name) {
                if condition {
                    self.insert(value);
                }
            }

            /// Whether a value is there.
            #[must_use]
            pub fn contains(self, value: $name) -> bool {
                self.0 & value.bit() != 0
            }

            /// Whether nothing is there.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The values in order of declaration.
            pub fn iter(self) -> impl Iterator<Item = $name> {
                $name::ALL.iter().copied().filter(move |value| self.contains(*value))
            }
        }
    };
}
bit_set! {
    /// A fact that was not known and that mattered.
    Fact,
    /// A set of facts.
    Facts,
    {
        /// How old the patient is.
        Age = "age",
        /// The patient's sex.
        Sex = "sex",
        /// Whether the patient is pregnant.
        Pregnant = "pregnant",
        /// How many weeks pregnant.
        WeeksPregnant = "weeks-pregnant",
        /// How long ago the patient gave birth.
        Birth = "days-since-birth",
        /// How long ago the patient had surgery.
        Surgery = "days-since-surgery",
        /// Long-term conditions.
        Conditions = "conditions",
        /// Medicines.
        Medicines = "medicines",
        /// An answer to a question of the form.
        Answer = "answer",
        /// Which form.
        Form = "form",
        /// Who wrote.
        Sender = "sender",
        /// How long, or how long ago, something in the text was.
        Time = "time",
        /// When the request was received.
        Received = "received",
        /// A number in the text that could not be read.
        Number = "number",
    }
}

bit_set! {
    /// Why a person must read a request.
    Reason,
    /// A set of reasons.
    Reasons,
    {
        /// A red flag fired.
        RedFlag = "red-flag",
        /// A red flag fired on words that leave a doubt.
        Doubt = "doubtful-words",
        /// A red flag fired because a fact was not known.
        MissingFact = "missing-fact",
        /// A question was answered no and the text says yes.
        Conflict = "conflict",
        /// There are no words at all.
        Empty = "empty",
        /// Some bytes are not text.
        NotText = "not-text",
        /// There is more text than is read.
        TooLong = "too-long",
        /// There are more fields or answers than are read.
        TooManyFields = "too-many-fields",
        /// There were more mentions than fit.
        TooManyMentions = "too-many-mentions",
        /// Hardly any word is English.
        NotEnglish = "not-english",
        /// A number that matters could not be read.
        UnreadableNumber = "unreadable-number",
        /// It is urgent and came in while closed.
        ReceivedWhenClosed = "received-when-closed",
        /// It came in outside the years of the calendar, so there is no deadline.
        OutsideCalendar = "outside-calendar",
        /// The row could not be read, so nothing is known of the request.
        BadRow = "bad-row",
    }
}

impl Reason {
    /// Whether the request could not be read as it was meant, so that it is raised to the review level.
    ///
    /// CLINICAL: what cannot be read is never routine by default (language reference, decisions).
    #[must_use]
    pub fn is_unreadable(self) -> bool {
        matches!(
            self,
            Reason::Empty
                | Reason::NotText
                | Reason::TooLong
                | Reason::TooManyFields
                | Reason::TooManyMentions
                | Reason::NotEnglish
                | Reason::BadRow
        )
    }
}
