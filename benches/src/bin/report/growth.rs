//! How decisions grow with phrases and rules, and what they allocate.

use flagstone::{Plan, Scratch};
use flagstone_benches::Error;
use flagstone_benches::corpus::decide_all;
use flagstone_benches::policy::{Parts, compile, uk_gp};
use flagstone_benches::rounds::{Contender, Timing, interleave};

use crate::Setting;
use crate::memory::measured;
use crate::table::{Table, float, ratio, whole};

/// Phrases and rules.
const SIZES: [(usize, usize); 7] =
    [(1_000, 1_000), (5_000, 1_000), (20_000, 1_000), (5_000, 10), (5_000, 100), (5_000, 5_000), (20_000, 5_000)];

/// The online requests that general practice in England had in January 2026.
const MONTH: f64 = 9.2e6;

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let mut plans = generated(setting)?;
    let uk_gp = uk_gp().and_then(|policy| Ok(flagstone::compile(&policy)?));
    let refused = uk_gp.as_ref().err().map(ToString::to_string);
    plans.extend(uk_gp.ok().map(|plan| ("uk-gp".to_owned(), plan)));

    let mut contenders = Vec::new();
    for (name, plan) in &plans {
        let mut scratch = Scratch::new(plan);
        contenders.push(Contender::new(name, move || decide_all(plan, &mut scratch, &setting.messages)));
    }
    let timings = interleave(&mut contenders, setting.options.budget, |name| {
        setting.progress.set_message(format!("growth: {name}"));
        setting.progress.tick();
    })?;
    drop(contenders);
    let mut table = print(setting, &plans, &timings);
    if let Some(refused) = refused {
        table.note(&format!("uk-gp does not compile: {refused}"));
    }
    Ok(table.finish())
}

fn generated(setting: &Setting) -> Result<Vec<(String, Plan)>, Error> {
    let mut plans = Vec::new();
    for (phrases, rules) in SIZES {
        setting.progress.set_message(format!("growth: compiling {phrases} phrases, {rules} rules"));
        let phrases = setting.phrases.get(..phrases).unwrap_or_default();
        let name = format!("{} phrases, {} rules", whole(float(phrases.len())), whole(float(rules)));
        plans.push((name, compile(&Parts::of(phrases, rules).source())?));
    }
    Ok(plans)
}

fn print(setting: &Setting, plans: &[(String, Plan)], timings: &[Timing]) -> Table {
    let head =
        ["", "ns a message", "of the first", "9.2 million, one core", "fired a message", "allocations, all messages"];
    let mut table = Table::new("Whole decisions", &head);
    let first = timings.first().copied().unwrap_or_default();
    for ((name, plan), timing) in plans.iter().zip(timings) {
        let each = setting.each(timing.median);
        table.row(&[
            name.clone(),
            whole(each),
            ratio(timing.median / first.median),
            format!("{:.1} s", each * MONTH / 1e9),
            ratio(float(fired(plan, &setting.messages)) / float(setting.messages.len().max(1))),
            allocations(plan, &setting.messages).to_string(),
        ]);
    }
    table
}

/// Calls of the allocator while every message is decided a second time.
fn allocations(plan: &Plan, messages: &[String]) -> usize {
    let mut scratch = Scratch::new(plan);
    decide_all(plan, &mut scratch, messages);
    measured(|| decide_all(plan, &mut scratch, messages)).1.calls
}

fn fired(plan: &Plan, messages: &[String]) -> usize {
    let mut scratch = Scratch::new(plan);
    let mut sum = 0;
    for message in messages {
        let fields = [flagstone::Field::new("reason", message)];
        let request = flagstone_benches::corpus::request(&fields);
        sum += flagstone::evaluate(plan, &mut scratch, &request).fired().len();
    }
    sum
}
