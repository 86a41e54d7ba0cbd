//! A measurement: a number in the text with what it measures.
//!
//! # Why
//! "Temp was 38.5" and "my 5 week old" decide rules as much as words do.
//! Both ends of a range are kept, so that a rule can be decided by the end at which it fires.
//!
//! # Invariants
//! `lowest <= highest`; fixed point, no floats; the span is the numbers and units, in the field's original bytes.

use crate::mention::Experiencer;

/// What a number measures, and in which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MeasurementKind {
    /// Thousandths of a degree Celsius.
    Temperature,
    /// Days.
    Age,
    /// Days of pregnancy.
    Gestation,
    /// Minutes.
    Duration,
    /// Thousandths, out of ten.
    Score,
    /// Systolic, in thousandths of mmHg.
    BloodPressure,
    /// Diastolic, in thousandths of mmHg; it follows its systolic pressure, on the same words.
    DiastolicPressure,
    /// How often: thousandths a day.
    Rate,
    /// How many times: thousandths.
    Count,
    /// Thousandths of a percent.
    OxygenSaturation,
    /// Thousandths of beats a minute.
    HeartRate,
    /// Thousandths of mmol/l.
    Glucose,
}

/// A number in the text with what it measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// What it measures.
    pub kind: MeasurementKind,
    /// The number of the field.
    pub field: u16,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The lowest value that the words allow.
    pub lowest: i32,
    /// The highest.
    pub highest: i32,
    /// Whose it is.
    pub experiencer: Experiencer,
}
