//! On what, with what.

use std::fs;
use std::path::Path;
use std::process::Command;

use flagstone_benches::Error;

use crate::Setting;
use crate::table::{float, whole};

const PEERS: [&str; 8] =
    ["aho-corasick", "daachorse", "regex", "regex-automata", "hyperscan", "zen-expression", "cel", "cedar-policy"];

pub(crate) fn report(setting: &Setting) -> Result<String, Error> {
    let compiler = Command::new("rustc").arg("--version").output().map(|out| out.stdout).unwrap_or_default();
    let cores = std::thread::available_parallelism()?;
    let mut words: Vec<usize> = setting.messages.iter().map(|text| text.split_whitespace().count()).collect();
    words.sort_unstable();
    let word = |share: usize| words.get(words.len() * share / 100).copied().unwrap_or_default();
    let count = setting.messages.len();
    let whence = if setting.options.messages.is_some() { "from a file" } else { "generated" };
    Ok(format!(
        "## Report\n\n{}, {cores} cores; {}.\n{}.\n{} messages {whence}: {} bytes on average, median {} words, 99 % \
         at most {}, longest {}.\nEvery figure is the median of interleaved rounds over all messages.\n",
        processor(),
        String::from_utf8_lossy(&compiler).trim(),
        versions().join(", "),
        whole(float(count)),
        setting.bytes / count.max(1),
        word(50),
        word(99),
        words.last().copied().unwrap_or_default(),
    ))
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split_once(':').map(|(_, value)| value.trim().to_owned())
    };
    let of = |name: &str| field(name).unwrap_or_else(|| "?".to_owned());
    format!("{} (family {}, model {}), {} MHz", of("model name"), of("cpu family"), of("model"), of("cpu MHz"))
}

/// The versions in the lock file.
fn versions() -> Vec<String> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let text = fs::read_to_string(lock).unwrap_or_default();
    let version = |name: &str| {
        let at = text.find(&format!("name = \"{name}\"\n"))?;
        let version = text.get(at..)?.lines().nth(1)?.split('"').nth(1)?;
        Some(format!("{name} {version}"))
    };
    PEERS.iter().filter_map(|name| version(name)).collect()
}
