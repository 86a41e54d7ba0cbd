//! Facts about a patient, as sentences and conditions name them.

use serde::Serialize;

use super::Text;

/// `a pregnant 30 year old woman who takes "..."`: what is known of who writes; all else is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Age.
    pub age: Option<AgeValue>,
    /// Sex.
    pub sex: Option<Sex>,
    /// `pregnant` or `not pregnant`.
    pub pregnant: Option<bool>,
    /// `who has "..."`; `None` if nothing was said of conditions.
    pub conditions: Option<Vec<Text>>,
    /// `who takes "..."`
    pub medicines: Option<Vec<Text>>,
    /// `a carer of a ...` and the like.
    pub sender: Option<Sender>,
}

/// A number with a unit of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AgeValue {
    /// How many.
    pub number: u16,
    /// Of what.
    pub unit: AgeUnit,
}

/// Units of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AgeUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// An age range as read aloud, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AgeRange {
    /// `18 or over`; `over 18` is 19 years.
    pub at_least: Option<AgeValue>,
    /// `5 or under`, and the upper end of `3 to 6 months`: the whole of that unit counts.
    pub at_most: Option<AgeValue>,
    /// `under 5`: not yet that age.
    pub under: Option<AgeValue>,
}

/// Sex as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Which form was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// About health.
    Medical,
    /// About administration.
    Admin,
    /// A letter or report that came in.
    Document,
}

/// Who wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
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
