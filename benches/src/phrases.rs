//! Phrases of one to five words, as a policy has them.
//!
//! # Invariants
//! Distinct, folded, and a longer list begins with the shorter one, so that sizes can be compared.
//!
//! After: [`policy`](crate::policy), [`messages`](crate::messages).

use std::collections::HashSet;

use crate::random::Random;
use crate::words::{BEGINNING, BODY, COMPLAINT, END, MIDDLE, QUALITY};

/// The first `count` phrases.
#[must_use]
pub fn phrases(count: usize) -> Vec<String> {
    let mut random = Random::new(17);
    let mut known = HashSet::new();
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let phrase = phrase(&mut random);
        if known.insert(phrase.clone()) {
            all.push(phrase);
        }
    }
    all
}

/// A medicine that does not exist.
pub fn medicine(random: &mut Random) -> String {
    [BEGINNING, MIDDLE, END].map(|part| random.pick(part)).concat()
}

fn phrase(random: &mut Random) -> String {
    let (quality, complaint, body) = (random.pick(QUALITY), random.pick(COMPLAINT), random.pick(BODY));
    match random.below(10) {
        0 => medicine(random),
        1 => [complaint, body].map(str::to_owned).into_iter().nth(random.below(2)).unwrap_or_default(),
        2 => format!("{quality} {complaint}"),
        3 => format!("{body} {complaint}"),
        4 => format!("{complaint} after {}", medicine(random)),
        5 => format!("{complaint} in {body}"),
        6 => format!("{quality} {body} {complaint}"),
        7 => format!("{complaint} in my {body}"),
        8 => format!("my {body} is {quality}"),
        _ => format!("{quality} {complaint} in my {body}"),
    }
}
