//! Making, storing and loading plans.

use flagstone::{Package, Plan, Scratch};
use flagstone_benches::Error;
use flagstone_benches::policy::{Parts, lowered, uk_gp, uk_gp_folder};

use crate::Setting;
use crate::memory::{Cost, measured};
use crate::table::{Table, megabytes, time};

/// Each step is done so often, and the quickest counts.
const TIMES: usize = 7;

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let head = ["", "check or lower", "compile", "plan, bytes", "plan, memory", "words", "scratch", "load"];
    let mut table = Table::new("Plans", &head);
    for (phrases, rules) in [(5_000, 1_000), (20_000, 1_000)] {
        setting.progress.set_message(format!("plans: {phrases} phrases"));
        let source = Parts::of(setting.phrases.get(..phrases).unwrap_or_default(), rules).source();
        let (policy, lowering) = best(|| lowered(&source));
        table.row(&row(&format!("{phrases} phrases, {rules} rules"), &policy?, lowering)?);
    }
    setting.progress.set_message("plans: uk-gp");
    match uk_gp() {
        Ok(policy) => {
            let (_, checking) = best(|| Package::read(&uk_gp_folder()).map(flagstone::check));
            table.row(&row("uk-gp, with reading files and all lints", &policy, checking)?);
        }
        Err(error) => table.note(&format!("uk-gp does not compile: {error}")),
    }
    Ok(table.finish())
}

fn row(name: &str, policy: &flagstone::hir::Policy, lowering: Cost) -> Result<Vec<String>, Error> {
    let (plan, compiling) = best(|| flagstone::compile(policy));
    let plan = plan?;
    let bytes = plan.to_bytes();
    let (loaded, loading) = best(|| Plan::from_bytes(&bytes));
    if loaded?.to_bytes() != bytes {
        return Err("a plan changes by being stored and loaded".into());
    }
    let (_scratch, scratch) = best(|| Scratch::new(&plan));
    Ok(vec![
        name.to_owned(),
        time(lowering.time),
        time(compiling.time),
        megabytes(bytes.len()),
        megabytes(compiling.kept),
        megabytes(plan.lexicon().memory()),
        megabytes(scratch.kept),
        time(loading.time),
    ])
}

fn best<T>(work: impl Fn() -> T) -> (T, Cost) {
    let (mut made, mut cost) = measured(&work);
    for _ in 1..TIMES {
        let (again, next) = measured(&work);
        if next.time < cost.time {
            (made, cost) = (again, next);
        }
    }
    (made, cost)
}
