//! `flagstone mentions`: phrases found in texts, and how they are meant.
//!
//! # Why
//! Whether "no chest pain" is read as a denial can be measured against other readers and against people only if the reading
//! can be had by itself, for any phrase, without a policy.
//!
//! # How
//! Each distinct phrase gets a lexicon of its own, which is kept; each row is read with its phrase's lexicon.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use flagstone::text::{
    ConceptKind, ConceptOptions, Experiencer, Finding, Hypothetical, Lexicon, LexiconBuilder, Mention, Negation, Order,
    Pattern, Scratch, Spelling, Timing, begin, expand_phrase, fold_word, read_field,
};
use flagstone_records::{Json, finding_word};
use serde_json::{Value, json};

use crate::args::{Kind, Mentions};
use crate::describe;
use crate::failure::Failure;

/// The most phrases that are kept ready.
const KEPT: usize = 256;

/// Reads rows and writes mentions.
pub(crate) fn mentions(options: &Mentions) -> Result<(), Failure> {
    let input = open(&options.input)?;
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut readers = Readers { kind: options.kind, ready: HashMap::new() };
    for (line, at) in BufReader::new(input).lines().zip(1_usize..) {
        let line = line.map_err(|reason| Failure::file("read", &options.input, &reason))?;
        if line.trim().is_empty() {
            continue;
        }
        let row = parse(&line).map_err(|what| Failure::Finding(format!("line {at}: {what}")))?;
        let found = readers.read(&row).map_err(|what| Failure::Finding(format!("line {at}: {what}")))?;
        for value in found {
            match writeln!(output, "{value}") {
                Err(reason) if reason.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
                written => written.map_err(|reason| Failure::Unreadable(format!("cannot write: {reason}")))?,
            }
        }
    }
    output.flush().map_err(|reason| Failure::Unreadable(format!("cannot write: {reason}")))
}

fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let file = std::fs::File::open(path).map_err(|reason| Failure::file("read", path, &reason))?;
    Ok(Box::new(file))
}

struct Row {
    id: String,
    text: String,
    concept: String,
}

fn parse(line: &str) -> Result<Row, String> {
    const HELP: &str = "write {\"id\": \"1\", \"text\": \"no chest pain\", \"concept\": \"chest pain\"}";
    let Ok(Json::Object(entries)) = serde_json::from_str(line) else {
        return Err(format!("this is not a JSON object; {HELP}"));
    };
    let value = |key: &str| {
        let entry = entries.iter().find(|(name, _)| name == key);
        entry
            .and_then(|(_, value)| value.scalar())
            .map(str::to_owned)
            .ok_or_else(|| format!("`{key}` is missing; {HELP}"))
    };
    Ok(Row { id: value("id")?, text: value("text")?, concept: value("concept")? })
}

/// Lexicons by phrase.
struct Readers {
    kind: Kind,
    ready: HashMap<String, (Lexicon, Scratch)>,
}

impl Readers {
    fn read(&mut self, row: &Row) -> Result<Vec<Value>, String> {
        if self.ready.len() >= KEPT && !self.ready.contains_key(&row.concept) {
            self.ready.clear();
        }
        if !self.ready.contains_key(&row.concept) {
            let lexicon = lexicon(&row.concept, self.kind)?;
            let scratch = Scratch::new(&lexicon);
            self.ready.insert(row.concept.clone(), (lexicon, scratch));
        }
        let Some((lexicon, scratch)) = self.ready.get_mut(&row.concept) else { return Ok(Vec::new()) };
        begin(scratch, None);
        read_field(lexicon, scratch, 0, row.text.as_bytes());
        let one = |mention: &Mention| {
            let finding = mention.finding(lexicon.options(mention.concept));
            let mut value = record(mention, row.text.as_bytes(), finding, lexicon);
            if let Value::Object(fields) = &mut value {
                fields.insert("id".to_owned(), json!(row.id));
                fields.insert("concept".to_owned(), json!(row.concept));
            }
            value
        };
        Ok(scratch.mentions().iter().map(one).collect())
    }
}

fn lexicon(phrase: &str, kind: Kind) -> Result<Lexicon, String> {
    let kind = match kind {
        Kind::Symptom => ConceptKind::Symptom,
        Kind::Condition => ConceptKind::Condition,
        Kind::Context => ConceptKind::Context,
    };
    // A phrase with marks of its own, such as a bracket, is taken word for word.
    let parts = expand_phrase(phrase).unwrap_or_else(|_| vec![vec![literal(phrase)]]);
    if parts.iter().flatten().all(Vec::is_empty) {
        return Err(format!("the concept `{phrase}` has no word"));
    }
    let mut builder = LexiconBuilder::new();
    let concept = builder.concept(ConceptOptions { kind, ..ConceptOptions::default() });
    builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 3, measure: None });
    builder.build().map_err(|error| format!("the concept `{phrase}` cannot be looked for: {error}"))
}

/// The words of a phrase without its marks.
fn literal(phrase: &str) -> Vec<String> {
    let words = phrase.split(|letter: char| !(letter.is_alphanumeric() || letter == '\'' || letter == '’'));
    words.filter(|word| !word.is_empty()).map(fold_word).filter(|word| !word.is_empty()).collect()
}

/// A mention for programs.
pub(crate) fn record(mention: &Mention, text: &[u8], finding: Finding, lexicon: &Lexicon) -> Value {
    let words = |start: u32, end: u32| {
        String::from_utf8_lossy(text.get(start as usize..end as usize).unwrap_or_default()).into_owned()
    };
    let why = mention.why.iter().flatten();
    let why = why.map(|why| {
        let text = words(why.start, why.end);
        let meant = describe::meant(why, &text, lexicon);
        json!({"effect": describe::effect(why.effect), "start": why.start, "end": why.end, "text": text, "meant": meant})
    });
    json!({
        "start": mention.start,
        "end": mention.end,
        "text": words(mention.start, mention.end),
        "finding": finding_word(finding),
        "negation": negation(mention.negation),
        "hypothetical": hypothetical(mention.hypothetical),
        "experiencer": experiencer(mention.experiencer),
        "past": mention.past,
        "resolved": mention.resolved,
        "uncertain": mention.uncertain,
        "spelling": spelling(mention.spelling),
        "timing": mention.timing.map(timing),
        "why": why.collect::<Value>(),
    })
}

fn negation(negation: Negation) -> &'static str {
    match negation {
        Negation::Affirmed => "affirmed",
        Negation::Weak => "weak",
        Negation::Negated => "negated",
    }
}

fn spelling(spelling: Spelling) -> &'static str {
    match spelling {
        Spelling::AsKnown => "as-known",
        Spelling::Repaired => "repaired",
        Spelling::Guessed => "guessed",
    }
}

fn hypothetical(hypothetical: Hypothetical) -> &'static str {
    match hypothetical {
        Hypothetical::No => "no",
        Hypothetical::Weak => "weak",
        Hypothetical::Strong => "strong",
    }
}

fn experiencer(experiencer: Experiencer) -> &'static str {
    match experiencer {
        Experiencer::Writer => "writer",
        Experiencer::Proxy => "proxy",
        Experiencer::Relative => "relative",
    }
}

/// Minutes, both ends inclusive.
fn timing(timing: Timing) -> Value {
    match timing {
        Timing::Lasting { lowest, highest } => json!({"kind": "lasting", "lowest": lowest, "highest": highest}),
        Timing::Ago { lowest, highest } => json!({"kind": "ago", "lowest": lowest, "highest": highest}),
    }
}
