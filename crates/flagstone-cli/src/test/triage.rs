//! How often cases come out less or more urgent than they may, with how sure one can be of it.
//!
//! # Why
//! Under-triage can cost a life and over-triage costs trust; a single number for both hides either. Cases that the authors
//! had before their eyes say little about unseen ones, so each split of the cases has numbers of its own.
//!
//! # How
//! A case is under-triaged when it comes out below its `at least`, over-triaged when it comes out above its `at most`; only
//! cases that state the bound count. Intervals are Wilson's, as in `statistics`.
//!
//! Before: `cases`. After: `report`.

use std::collections::BTreeSet;

use flagstone::plan::Level;
use serde::Serialize;

use super::cases::CaseOutcome;
use super::statistics::Proportion;

/// What the rows of cases without a split are called.
pub(crate) const UNMARKED: &str = "no split";

/// Under-triage and over-triage of some cases.
#[derive(Debug, Serialize)]
pub(crate) struct Triage {
    /// `all`, or the split.
    pub(crate) split: String,
    /// Below `at least`, of those that state one.
    pub(crate) under: Option<Proportion>,
    /// Above `at most`, of those that state one.
    pub(crate) over: Option<Proportion>,
    /// The same by the urgency that was stated.
    pub(crate) levels: Vec<LevelTriage>,
}

/// Under-triage of cases that must be at least this urgent, over-triage of those that must be at most.
#[derive(Debug, Serialize)]
pub(crate) struct LevelTriage {
    pub(crate) level: String,
    pub(crate) under: Option<Proportion>,
    pub(crate) over: Option<Proportion>,
}

/// All cases, and each split where there are several.
pub(crate) fn of(cases: &[&CaseOutcome], levels: &[Level]) -> Vec<Triage> {
    if !cases.iter().any(|case| case.at_least.is_some() || case.at_most.is_some()) {
        return Vec::new();
    }
    let splits: BTreeSet<&str> = cases.iter().map(|case| split(case)).collect();
    let each = splits.iter().filter(|_| splits.len() > 1).map(|name| {
        let of_split: Vec<&CaseOutcome> = cases.iter().copied().filter(|case| split(case) == *name).collect();
        triage(name, &of_split, levels)
    });
    std::iter::once(triage("all", cases, levels)).chain(each).collect()
}

fn split(case: &CaseOutcome) -> &str {
    case.split.as_deref().unwrap_or(UNMARKED)
}

fn triage(name: &str, cases: &[&CaseOutcome], levels: &[Level]) -> Triage {
    let place = |name: &str| levels.iter().position(|level| level.name == name);
    let under = |wanted: Option<&str>| {
        let stated = cases.iter().filter_map(|case| Some((case.at_least.as_deref()?, place(&case.urgency)?)));
        proportion(stated.filter(|(least, _)| wanted.is_none_or(|wanted| wanted == *least)), |(least, got)| {
            place(least).is_some_and(|least| got > least)
        })
    };
    let over = |wanted: Option<&str>| {
        let stated = cases.iter().filter_map(|case| Some((case.at_most.as_deref()?, place(&case.urgency)?)));
        proportion(stated.filter(|(most, _)| wanted.is_none_or(|wanted| wanted == *most)), |(most, got)| {
            place(most).is_some_and(|most| got < most)
        })
    };
    let by_level = levels.iter().map(|level| LevelTriage {
        level: level.name.clone(),
        under: under(Some(&level.name)),
        over: over(Some(&level.name)),
    });
    Triage {
        split: name.to_owned(),
        under: under(None),
        over: over(None),
        levels: by_level.filter(|level| level.under.is_some() || level.over.is_some()).collect(),
    }
}

fn proportion<'c>(
    cases: impl Iterator<Item = (&'c str, usize)>,
    fails: impl Fn((&'c str, usize)) -> bool,
) -> Option<Proportion> {
    let all: Vec<(&str, usize)> = cases.collect();
    Proportion::new(all.iter().filter(|case| fails(**case)).count(), all.len())
}
