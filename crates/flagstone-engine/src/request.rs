//! A patient's request, as the host hands it over.
//!
//! # Why
//! The engine reads no clock, no file and no record: whatever it may know stands here, and whatever stands here may be
//! unknown. An unknown fact is `None`, never a default.
//!
//! # Invariants
//! Everything is borrowed; building a `Request` allocates nothing.

use serde::{Deserialize, Serialize};

/// One request with its facts. `Request::default()` knows nothing and says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// Every free-text field of the form.
    pub fields: &'a [Field<'a>],
    /// Every closed question of the form that was answered.
    pub answers: &'a [Answer<'a>],
    /// Which form.
    pub form: Option<Form>,
    /// Who wrote.
    pub sender: Option<Sender>,
    /// When it was received: seconds since 1970-01-01T00:00:00Z.
    pub received: Option<i64>,
    /// The recorded age.
    pub age: Option<Age>,
    /// The recorded sex.
    pub sex: Option<Sex>,
    /// Whether the patient is pregnant.
    pub pregnant: Option<bool>,
    /// Completed weeks of pregnancy.
    pub weeks_pregnant: Option<u16>,
    /// Days since the patient last gave birth.
    pub days_since_birth: Option<u32>,
    /// Days since the patient's last operation.
    pub days_since_surgery: Option<u32>,
    /// Long-term conditions on the record; `Some(&[])` says that there are none.
    pub conditions: Option<&'a [&'a str]>,
    /// Medicines on the record; `Some(&[])` says that there are none.
    pub medicines: Option<&'a [&'a str]>,
}

/// One free-text field.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Its name on the form.
    pub name: &'a str,
    /// What was typed: bytes, so that text which is not UTF-8 still reaches a person.
    pub text: &'a [u8],
}

impl<'a> Field<'a> {
    /// A field whose text is known to be UTF-8.
    #[must_use]
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text: text.as_bytes() }
    }
}

/// One answered question.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The question as the form words it.
    pub question: &'a str,
    /// The answer.
    pub value: AnswerValue<'a>,
}

/// What was ticked or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerValue<'a> {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// Anything else; it is read like free text.
    Text(&'a str),
}

/// Which form was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// About health.
    Medical,
    /// About administration.
    Admin,
    /// A letter or report that came in.
    Document,
}

/// Who wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sender {
    /// The patient.
    Patient,
    /// Somebody who cares for the patient.
    Carer,
    /// A community pharmacy.
    CommunityPharmacy,
    /// Anybody else.
    ThirdParty,
}

/// Sex as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// An age in days, both ends inclusive: "34" stands for every day of the 35th year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Age {
    /// Least.
    pub lowest: u32,
    /// Most.
    pub highest: u32,
}

/// Mean length of a Gregorian year and month in millionths of a day.
const YEAR: u64 = 365_242_500;
const MONTH: u64 = 30_436_875;

impl Age {
    /// The age of somebody who has completed `years` years; at most 200 are believed.
    #[must_use]
    pub fn years(years: u16) -> Self {
        Self::units(years.min(200), YEAR)
    }

    /// Completed months.
    #[must_use]
    pub fn months(months: u16) -> Self {
        Self::units(months.min(2_400), MONTH)
    }

    /// Completed weeks.
    #[must_use]
    pub fn weeks(weeks: u16) -> Self {
        Self::units(weeks.min(10_000), 7_000_000)
    }

    /// Completed days.
    #[must_use]
    pub fn days(days: u32) -> Self {
        Self { lowest: days.min(80_000), highest: days.min(80_000) }
    }

    fn units(count: u16, length: u64) -> Self {
        let first_day = |n: u64| u32::try_from((n * length + 500_000) / 1_000_000).unwrap_or(u32::MAX);
        let count = u64::from(count);
        Self { lowest: first_day(count), highest: first_day(count + 1).saturating_sub(1) }
    }
}
