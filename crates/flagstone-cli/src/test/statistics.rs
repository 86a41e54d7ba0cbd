//! Sensitivity and specificity of a policy over cases, with how sure one can be of them.
//!
//! # How
//! For each urgency but the lowest the question is: "is this request at least that urgent?". Cases that must be are the
//! positives, cases that must not be the negatives; a case that leaves it open is neither. Levels that no case names or gets
//! are left out, except the first.
//! Intervals are Wilson's score intervals at 95 %, which stay honest with few cases and near 0 and 100 %
//! (Wilson, "Probable inference, the law of succession, and statistical inference", 1927).

use std::collections::BTreeMap;

use flagstone::plan::Level;
use serde::Serialize;

use super::cases::CaseOutcome;
use super::triage::{self, Triage};

/// The normal distribution's 97.5 % point.
const Z: f64 = 1.959_963_984_540_054;

/// What cases say of a policy.
#[derive(Debug, Serialize)]
pub(crate) struct Statistics {
    pub(crate) thresholds: Vec<Threshold>,
    pub(crate) confusion: Vec<Confusion>,
    /// All cases, and each split where there are several.
    pub(crate) triage: Vec<Triage>,
}

/// How well "at least this urgent" is told.
#[derive(Debug, Serialize)]
pub(crate) struct Threshold {
    pub(crate) level: String,
    pub(crate) sensitivity: Option<Proportion>,
    pub(crate) specificity: Option<Proportion>,
}

/// So many of so many, with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Proportion {
    pub(crate) of: usize,
    pub(crate) count: usize,
    pub(crate) share: f64,
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
}

/// Cases of one expectation by what came out.
#[derive(Debug, Serialize)]
pub(crate) struct Confusion {
    pub(crate) expected: String,
    pub(crate) got: BTreeMap<String, usize>,
}

/// The statistics of cases; `None` if none of them expects an urgency.
pub(crate) fn of(cases: &[&CaseOutcome], levels: &[Level]) -> Option<Statistics> {
    let index = |name: &str| levels.iter().position(|level| level.name == name);
    let judged: Vec<&CaseOutcome> =
        cases.iter().copied().filter(|case| case.at_least.is_some() || case.at_most.is_some()).collect();
    if judged.is_empty() {
        return None;
    }
    let named = |level: &Level| {
        let name = Some(level.name.as_str());
        judged
            .iter()
            .any(|case| [case.at_least.as_deref(), case.at_most.as_deref(), Some(&case.urgency)].contains(&name))
    };
    let thresholds = (0..levels.len().saturating_sub(1))
        .zip(levels)
        .filter(|(at, level)| *at == 0 || named(level))
        .filter_map(|(at, level)| {
            let raised = |case: &&&CaseOutcome| index(&case.urgency).is_some_and(|got| got <= at);
            let must = |case: &&&CaseOutcome| case.at_least.as_deref().and_then(index).is_some_and(|least| least <= at);
            let must_not = |case: &&&CaseOutcome| case.at_most.as_deref().and_then(index).is_some_and(|most| most > at);
            let positives = judged.iter().filter(must);
            let negatives = judged.iter().filter(must_not);
            let sensitivity = Proportion::new(positives.clone().filter(raised).count(), positives.count());
            let specificity =
                Proportion::new(negatives.clone().filter(|case| !raised(case)).count(), negatives.count());
            let any = sensitivity.is_some() || specificity.is_some();
            any.then(|| Threshold { level: level.name.clone(), sensitivity, specificity })
        });
    Some(Statistics {
        thresholds: thresholds.collect(),
        confusion: confusion(&judged, levels),
        triage: triage::of(&judged, levels),
    })
}

fn confusion(cases: &[&CaseOutcome], levels: &[Level]) -> Vec<Confusion> {
    let names = || levels.iter().map(|level| level.name.as_str());
    let expectations = names().map(|name| (Some(name), None)).chain(names().map(|name| (None, Some(name))));
    let row = |(least, most): (Option<&str>, Option<&str>)| {
        let of_row = |case: &&&CaseOutcome| match least {
            Some(least) => case.at_least.as_deref() == Some(least),
            None => case.at_least.is_none() && case.at_most.as_deref() == most,
        };
        let mut got = BTreeMap::new();
        cases.iter().filter(of_row).for_each(|case| *got.entry(case.urgency.clone()).or_default() += 1);
        let expected =
            least.map(|least| format!("at least {least}")).or_else(|| most.map(|most| format!("at most {most}")));
        (!got.is_empty()).then(|| Confusion { expected: expected.unwrap_or_default(), got })
    };
    expectations.filter_map(row).collect()
}

impl Proportion {
    /// So many of so many; `None` of none.
    #[allow(clippy::cast_precision_loss, reason = "counts of cases are far below 2^52")]
    pub(crate) fn new(count: usize, of: usize) -> Option<Proportion> {
        if of == 0 {
            return None;
        }
        let (n, share) = (of as f64, count as f64 / of as f64);
        let centre = share + Z * Z / (2.0 * n);
        let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        let (lowest, highest) = (((centre - reach) / scale).max(0.0), ((centre + reach) / scale).min(1.0));
        Some(Proportion { of, count, share, lowest, highest })
    }

    /// `41 of 42 = 97.6 % (87.7 to 99.6)`
    pub(crate) fn show(&self) -> String {
        let [share, lowest, highest] = [self.share, self.lowest, self.highest].map(|value| value * 100.0);
        format!("{} of {} = {share:.1} % ({lowest:.1} to {highest:.1})", self.count, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_agrees_with_published_values() {
        // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
        for (count, of, lowest, highest) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = Proportion::new(count, of).unwrap();
            assert!((found.lowest - lowest).abs() < 1e-4 && (found.highest - highest).abs() < 1e-4, "{found:?}");
        }
        assert_eq!(Proportion::new(0, 0), None);
    }
}
