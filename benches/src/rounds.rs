//! Timing several contenders in turns.
//!
//! # Why
//! On a machine that others use too, absolute times drift by a third within minutes. Contenders that take turns drift
//! together, so their ratio holds; and the median of the rounds forgets the disturbed ones.
//!
//! # Invariants
//! A contender gives the same sum in every round, or the run fails.

use std::time::{Duration, Instant};

use crate::Error;

/// Somebody who does the whole work once when told to.
pub struct Contender<'a> {
    /// What a table calls it.
    pub name: String,
    /// Does the work, and gives a sum that depends on the answers.
    pub run: Box<dyn FnMut() -> u64 + 'a>,
}

impl<'a> Contender<'a> {
    /// A contender.
    pub fn new(name: impl Into<String>, run: impl FnMut() -> u64 + 'a) -> Self {
        Self { name: name.into(), run: Box::new(run) }
    }
}

/// How long a contender took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timing {
    /// The median of the rounds, in nanoseconds.
    pub median: f64,
    /// The quickest round, in nanoseconds.
    pub least: f64,
    /// How many rounds.
    pub rounds: usize,
}

/// The least number of rounds.
const ROUNDS: usize = 5;

/// Lets every contender have its turn, round after round, for about so long.
///
/// # Errors
/// When a contender's answers change from one round to the next.
pub fn interleave(
    contenders: &mut [Contender<'_>],
    budget: Duration,
    mut tick: impl FnMut(&str),
) -> Result<Vec<Timing>, Error> {
    let begun = Instant::now();
    let sums: Vec<u64> = contenders.iter_mut().map(|contender| (contender.run)()).collect();
    let mut times = vec![Vec::new(); contenders.len()];
    while begun.elapsed() < budget || times.first().is_some_and(|times| times.len() < ROUNDS) {
        for ((contender, times), sum) in contenders.iter_mut().zip(&mut times).zip(&sums) {
            tick(&contender.name);
            let start = Instant::now();
            let found = std::hint::black_box((contender.run)());
            times.push(start.elapsed().as_secs_f64() * 1e9);
            if found != *sum {
                return Err(format!("{} changes its answers", contender.name).into());
            }
        }
        if contenders.is_empty() {
            break;
        }
    }
    Ok(times.into_iter().map(timing).collect())
}

fn timing(mut times: Vec<f64>) -> Timing {
    times.sort_by(f64::total_cmp);
    let at = |at: usize| times.get(at).copied().unwrap_or_default();
    Timing { median: at(times.len() / 2), least: at(0), rounds: times.len() }
}
