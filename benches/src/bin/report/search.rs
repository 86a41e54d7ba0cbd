//! Whole decisions beside the search for phrases alone.

use std::collections::BTreeSet;

use flagstone::{Plan, Scratch};
use flagstone_benches::Error;
use flagstone_benches::corpus::{checksum, decide_all, read_all};
use flagstone_benches::folded::Folded;
use flagstone_benches::policy::{Parts, lowered};
use flagstone_benches::rounds::{Contender, Timing, interleave};
use flagstone_benches::search::{Match, Searcher, findings, mentions, oracle};

use crate::Setting;
use crate::memory::{Cost, measured};
use crate::table::{Table, float, megabytes, ratio, time, whole};

const SIZES: [usize; 4] = [100, 1_000, 5_000, 20_000];
const RULES: usize = 1_000;
/// How many messages the oracle, which is slow, is asked about.
const SAMPLE: usize = 200;

/// A peer that was made.
struct Made {
    name: &'static str,
    searcher: Box<dyn Searcher>,
    cost: Cost,
    matches: usize,
}

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let mut text = String::new();
    for size in SIZES {
        text.push_str(&table(setting, size)?);
        text.push('\n');
    }
    Ok(text)
}

fn table(setting: &Setting, size: usize) -> Result<String, Error> {
    let phrases = setting.phrases.get(..size).unwrap_or_default();
    setting.progress.set_message(format!("{size} phrases: compiling"));
    let policy = lowered(&Parts::of(phrases, RULES).source())?;
    let (plan, cost) = measured(|| flagstone::compile(&policy));
    let plan = plan?;
    let mut scratch = Scratch::new(&plan);
    let sum = checksum(&plan, &mut scratch, &setting.messages);
    let folded: Vec<Folded> = setting.messages.iter().map(|text| Folded::new(plan.lexicon(), text)).collect();
    let mut peers = make(setting, phrases, &folded)?;
    let found = verify(setting, &plan, &folded, phrases, &mut peers)?;

    let mut reader = flagstone::text::Scratch::new(plan.lexicon());
    let mut contenders = vec![
        Contender::new("Flagstone, whole decision", || decide_all(&plan, &mut scratch, &setting.messages)),
        Contender::new("Flagstone, reading only", || read_all(&plan, &mut reader, &setting.messages)),
    ];
    for peer in &mut peers {
        let searcher = &mut peer.searcher;
        let folded = &folded;
        let mut found: Vec<Match> = Vec::with_capacity(4_096);
        contenders.push(Contender::new(peer.name, move || pass(searcher.as_mut(), folded, &mut found)));
    }
    let timings = interleave(&mut contenders, setting.options.budget, |name| {
        setting.progress.set_message(format!("{size} phrases: {name}"));
        setting.progress.tick();
    })?;
    drop(contenders);
    Ok(print(setting, size, &timings, cost, &peers, found, sum))
}

fn pass(searcher: &mut dyn Searcher, folded: &[Folded], found: &mut Vec<Match>) -> u64 {
    let mut sum = 0;
    for folded in folded {
        found.clear();
        searcher.search(&folded.text, found);
        sum += found.len();
    }
    u64::try_from(sum).unwrap_or(u64::MAX)
}

#[cfg(feature = "peers")]
fn make(setting: &Setting, phrases: &[String], folded: &[Folded]) -> Result<Vec<Made>, Error> {
    let mut all = Vec::new();
    let worth = |peer: &flagstone_benches::peers::Peer| phrases.len() <= peer.most_phrases;
    for peer in flagstone_benches::peers::searchers().into_iter().filter(worth) {
        setting.progress.set_message(format!("{} phrases: making {}", phrases.len(), peer.name));
        let mut found: Vec<Match> = Vec::with_capacity(1 << 16);
        let (made, cost) = measured(|| (peer.make)(phrases));
        let mut searcher = made.map_err(|error| format!("{}: {error}", peer.name))?;
        let (matches, after) = measured(|| pass(searcher.as_mut(), folded, &mut found));
        let kept = cost.kept + after.kept + searcher.foreign_memory();
        let matches = usize::try_from(matches).unwrap_or(0);
        all.push(Made { name: peer.name, searcher, cost: Cost { kept, ..cost }, matches });
    }
    Ok(all)
}

#[cfg(not(feature = "peers"))]
fn make(_: &Setting, _: &[String], _: &[Folded]) -> Result<Vec<Made>, Error> {
    Ok(Vec::new())
}

/// Compares everybody's answers; how many findings there are.
fn verify(
    setting: &Setting,
    plan: &Plan,
    folded: &[Folded],
    phrases: &[String],
    peers: &mut [Made],
) -> Result<usize, Error> {
    let mut scratch = Scratch::new(plan);
    let mut total = 0;
    let mut found = Vec::new();
    for (at, (message, folded)) in setting.messages.iter().zip(folded).enumerate() {
        let ours = mentions(plan, &mut scratch, message);
        total += ours.len();
        if at < SAMPLE && findings(folded, oracle(phrases, &folded.text)) != ours {
            return Err(format!("message {at}: Flagstone and the oracle disagree").into());
        }
        for peer in peers.iter_mut() {
            found.clear();
            peer.searcher.search(&folded.text, &mut found);
            let same = if peer.searcher.tells_places() {
                findings(folded, found.iter().copied()) == ours
            } else if at < SAMPLE {
                let which: BTreeSet<u32> = oracle(phrases, &folded.text).iter().map(|found| found.phrase).collect();
                found.iter().map(|found| found.phrase).eq(which)
            } else {
                true
            };
            if !same {
                return Err(format!("message {at}: Flagstone and {} disagree", peer.name).into());
            }
        }
    }
    Ok(total)
}

fn print(
    setting: &Setting,
    size: usize,
    timings: &[Timing],
    cost: Cost,
    peers: &[Made],
    found: usize,
    sum: u64,
) -> String {
    let title = format!("{} phrases, {} rules", whole(float(size)), whole(float(RULES)));
    let head = ["", "ns a message", "MB/s", "Flagstone takes, of it", "build", "memory", "matches"];
    let mut table = Table::new(&title, &head);
    let ours = timings.first().copied().unwrap_or_default();
    let mut row = |name: &str, timing: &Timing, cost: Option<Cost>, matches: usize| {
        table.row(&[
            name.to_owned(),
            whole(setting.each(timing.median)),
            whole(float(setting.bytes) / timing.median * 1e3),
            ratio(ours.median / timing.median),
            cost.map_or(String::new(), |cost| time(cost.time)),
            cost.map_or(String::new(), |cost| megabytes(cost.kept)),
            whole(float(matches)),
        ]);
    };
    let mut rest = timings.iter();
    for (name, cost) in [("**Flagstone, whole decision**", Some(cost)), ("Flagstone, reading only", None)] {
        row(name, rest.next().unwrap_or(&Timing::default()), cost, found);
    }
    for (peer, timing) in peers.iter().zip(rest) {
        row(peer.name, timing, Some(peer.cost), peer.matches);
    }
    let rounds = ours.rounds;
    table.note(&format!(
        "{rounds} rounds; quickest round of ours {} ns a message; checksum of all decisions and evidence `{sum:016x}`.",
        whole(setting.each(ours.least)),
    ));
    table.finish()
}
