//! Messages that somebody might send to be a nuisance.

use flagstone::Scratch;
use flagstone_benches::Error;
use flagstone_benches::corpus::decide_all;
use flagstone_benches::messages::message_of;
use flagstone_benches::policy::{Parts, compile, uk_gp};
use flagstone_benches::random::Random;
use flagstone_benches::rounds::{Contender, interleave};

use crate::Setting;
use crate::table::{Table, float, ratio, whole};

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let some = setting.phrases.get(..5_000).unwrap_or_default();
    let mut text = table(setting, "5,000 phrases, 1,000 rules", &compile(&Parts::of(some, 1_000).source())?)?;
    if let Ok(policy) = uk_gp() {
        text.push('\n');
        text.push_str(&table(setting, "uk-gp", &flagstone::compile(&policy)?)?);
    }
    Ok(text)
}

fn cases(setting: &Setting) -> Vec<(&'static str, Vec<String>)> {
    let mut random = Random::new(99);
    let mut long = message_of(&mut random, &setting.phrases, 12_000);
    let end = (0..=40_000.min(long.len())).rev().find(|at| long.is_char_boundary(*at)).unwrap_or(0);
    long.truncate(end);
    vec![
        ("ordinary messages", setting.messages.clone()),
        ("one of 40,000 characters", vec![long]),
        ("100,000 commas", vec![",".repeat(100_000)]),
        ("10,000 negators", vec!["no ".repeat(10_000)]),
        ("10,000 negators and mentions", vec!["no chest pain ".repeat(10_000)]),
        ("10,000 mentions with commas", vec!["chest pain, ".repeat(10_000)]),
        ("10,000 lengths of time", vec!["for 3 weeks ".repeat(10_000)]),
        ("100,000 digits", vec!["7".repeat(100_000)]),
        ("one word of 100,000 letters", vec!["a".repeat(100_000)]),
        ("50,000 curly apostrophes", vec!["’".repeat(50_000)]),
    ]
}

fn table(setting: &Setting, name: &str, plan: &flagstone::Plan) -> Result<String, Error> {
    let cases = cases(setting);
    let mut contenders: Vec<Contender<'_>> = cases
        .iter()
        .map(|(name, messages)| {
            let mut scratch = Scratch::new(plan);
            Contender::new(*name, move || decide_all(plan, &mut scratch, messages))
        })
        .collect();
    let timings = interleave(&mut contenders, setting.options.budget / 2, |case| {
        setting.progress.set_message(format!("worst cases, {name}: {case}"));
        setting.progress.tick();
    })?;
    let head = ["", "bytes", "ns a byte", "of an ordinary byte", "whole message"];
    let mut table = Table::new(&format!("Worst cases: {name}"), &head);
    let mut ordinary = None;
    for ((name, messages), timing) in cases.iter().zip(&timings) {
        let bytes: usize = messages.iter().map(String::len).sum();
        let each = timing.median / float(bytes);
        let ordinary = *ordinary.get_or_insert(each);
        table.row(&[
            (*name).to_owned(),
            whole(float(bytes)),
            format!("{each:.2}"),
            ratio(each / ordinary),
            crate::table::time(timing.median / float(messages.len())),
        ]);
    }
    Ok(table.finish())
}
