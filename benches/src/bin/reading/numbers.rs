//! The reading of numbers on labelled texts.
//!
//! Each line of the files is a JSON object with `id`, `text`, `kind` (`temp`, `duration`, `age`, `bp`, `spo2`, `hr`, `glucose`, `score`, `weekday`, `count`, `none`), `value` and `unit`.

use std::{fs, path::PathBuf};

use flagstone::text::{LexiconBuilder, Measurement, MeasurementKind, Scratch, begin, read_field};
use flagstone_benches::Error;
use serde_json::Value;

use crate::share::share;

/// Judges every row of every file.
pub(crate) fn report(paths: &[PathBuf]) -> Result<(), Error> {
    let lexicon = LexiconBuilder::new().build()?;
    let mut scratch = Scratch::new(&lexicon);
    for path in paths {
        let (mut right, mut all) = (0, 0);
        for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line)?;
            let text = row["text"].as_str().unwrap_or_default();
            begin(&mut scratch, None);
            read_field(&lexicon, &mut scratch, 0, text.as_bytes());
            let agrees = agrees(&row, scratch.measurements());
            all += 1;
            right += u32::from(agrees);
            if !agrees {
                println!("{line}\n    {:?}", scratch.measurements());
            }
        }
        println!("{}: right {}", path.display(), share(right, all));
    }
    Ok(())
}

fn agrees(row: &Value, read: &[Measurement]) -> bool {
    let value = row["value"].as_f64().unwrap_or(0.0);
    let days = match row["unit"].as_str().unwrap_or_default() {
        "second" => 1.0 / 86_400.0,
        "minute" => 1.0 / 1440.0,
        "hour" => 1.0 / 24.0,
        "week" => 7.0,
        "month" => 30.436_875,
        "year" => 365.2425,
        _ => 1.0,
    };
    let (kind, wanted) = match row["kind"].as_str().unwrap_or_default() {
        "temp" => (MeasurementKind::Temperature, value * 1000.0),
        "duration" => (MeasurementKind::Duration, (value * days * 1440.0).floor()),
        "age" => (MeasurementKind::Age, value * days),
        "bp" => (MeasurementKind::BloodPressure, value * 1000.0),
        "spo2" => (MeasurementKind::OxygenSaturation, value * 1000.0),
        "hr" => (MeasurementKind::HeartRate, value * 1000.0),
        "glucose" => (MeasurementKind::Glucose, value * 1000.0),
        "count" => (MeasurementKind::Count, value * 1000.0),
        "score" => (MeasurementKind::Score, value * 1000.0),
        "weekday" => (MeasurementKind::Duration, 1440.0),
        _ => return read.is_empty(),
    };
    // Labels are rounded to a tenth of a degree; a length may be rounded to a minute.
    let tolerance = if kind == MeasurementKind::Temperature { 100.0 } else { 1.0 };
    let mut same = read.iter().filter(|one| one.kind == kind);
    let (first, second) = (same.next(), same.next());
    second.is_none()
        && first.is_some_and(|one| {
            f64::from(one.lowest) - tolerance <= wanted && wanted <= f64::from(one.highest) + tolerance
        })
}
