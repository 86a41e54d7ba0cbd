//! Boolean rules over given findings, beside general rule engines.

use flagstone::{Field, Plan, Scratch, evaluate};
use flagstone_benches::Error;
use flagstone_benches::corpus::{decide_all, read_all, request};
use flagstone_benches::policy::{Parts, Rule, compile, rules};
use flagstone_benches::random::Random;
use flagstone_benches::rounds::{Contender, Timing, interleave};

use crate::Setting;
use crate::table::{Table, float, ratio, time};

const FINDINGS: usize = 200;
const RULES: usize = 1_000;
const CASES: usize = 100;
/// How many findings a case has.
const PRESENT: usize = 6;

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let rules = rules(FINDINGS, RULES, false);
    let names: Vec<String> =
        setting.phrases.iter().filter(|phrase| !phrase.contains(' ')).take(FINDINGS).cloned().collect();
    let mut random = Random::new(5);
    let cases: Vec<Vec<usize>> = (0..CASES).map(|_| case(&mut random)).collect();
    let texts: Vec<String> = cases.iter().map(|case| text(case, &names)).collect();
    let findings = names.into_iter().map(|name| vec![name]).collect();
    let plan = compile(&Parts { findings, rules: rules.clone() }.source())?;
    verify(&plan, &rules, &cases, &texts)?;

    let (mut scratch, mut reader) = (Scratch::new(&plan), flagstone::text::Scratch::new(plan.lexicon()));
    let mut contenders = vec![
        Contender::new("**Flagstone, whole decision on a text that names them**", || {
            decide_all(&plan, &mut scratch, &texts)
        }),
        Contender::new("Flagstone, reading that text only", || read_all(&plan, &mut reader, &texts)),
    ];
    contenders.extend(peers(&rules, &cases)?);
    let timings = interleave(&mut contenders, setting.options.budget, |name| {
        setting.progress.set_message(format!("rules: {name}"));
        setting.progress.tick();
    })?;
    Ok(print(&contenders, &timings))
}

fn case(random: &mut Random) -> Vec<usize> {
    let mut case: Vec<usize> = (0..PRESENT).map(|_| random.below(FINDINGS)).collect();
    case.sort_unstable();
    case.dedup();
    case
}

fn text(case: &[usize], names: &[String]) -> String {
    let said: Vec<&str> = case.iter().filter_map(|at| names.get(*at)).map(String::as_str).collect();
    said.join(". ")
}

fn expected(rules: &[Rule], case: &[usize]) -> Vec<usize> {
    (0..).zip(rules).filter(|(_, rule)| rule.holds(case)).map(|(at, _)| at).collect()
}

fn verify(plan: &Plan, rules: &[Rule], cases: &[Vec<usize>], texts: &[String]) -> Result<(), Error> {
    let mut scratch = Scratch::new(plan);
    for (case, text) in cases.iter().zip(texts) {
        let fields = [Field::new("reason", text)];
        let request = request(&fields);
        let fired =
            evaluate(plan, &mut scratch, &request).fired().map(|fired| fired.rule_id().index()).collect::<Vec<_>>();
        if fired != expected(rules, case) {
            return Err(format!("Flagstone's rules are wrong for {text:?}").into());
        }
    }
    Ok(())
}

#[cfg(feature = "peers")]
fn peers(rules: &[Rule], cases: &[Vec<usize>]) -> Result<Vec<Contender<'static>>, Error> {
    use flagstone_benches::peers::rules::{cedar, cel, zen};
    let engines = [
        ("zen-expression", zen(rules, FINDINGS, cases)?),
        ("cel", cel(rules, FINDINGS, cases)?),
        ("cedar-policy", cedar(rules, FINDINGS, cases)?),
    ];
    let mut all = Vec::new();
    for (name, mut engine) in engines {
        let mut fired = Vec::with_capacity(RULES);
        for (at, case) in cases.iter().enumerate() {
            fired.clear();
            engine.fired(at, &mut fired);
            if fired != expected(rules, case) {
                return Err(format!("{name} gives other answers for case {at}").into());
            }
        }
        let cases = cases.len();
        all.push(Contender::new(name, move || {
            let mut sum = 0;
            for at in 0..cases {
                fired.clear();
                engine.fired(at, &mut fired);
                sum += fired.len();
            }
            u64::try_from(sum).unwrap_or(u64::MAX)
        }));
    }
    Ok(all)
}

#[cfg(not(feature = "peers"))]
fn peers(_: &[Rule], _: &[Vec<usize>]) -> Result<Vec<Contender<'static>>, Error> {
    Ok(Vec::new())
}

fn print(contenders: &[Contender<'_>], timings: &[Timing]) -> String {
    let title = format!("{RULES} boolean rules over {FINDINGS} findings, about {PRESENT} present");
    let mut table = Table::new(&title, &["", "a case", "times whole decision", "times rules alone"]);
    let median = |at: usize| timings.get(at).map_or(0.0, |timing| timing.median);
    let (whole, rules) = (median(0), (median(0) - median(1)).max(1.0));
    for (contender, timing) in contenders.iter().zip(timings) {
        table.row(&[
            contender.name.clone(),
            time(timing.median / float(CASES)),
            ratio(timing.median / whole),
            ratio(timing.median / rules),
        ]);
    }
    table.note(&format!(
        "Flagstone's rules alone, the difference of its two rows: {} a case.",
        time(rules / float(CASES))
    ));
    table.finish()
}
